"""Sets of pictures that a person adds: a folder of cut-outs and drawings, or an iconify set of icons.

A folder may carry ``things.toml`` (``credit = "…"`` and one table per file: ``[file-name]`` with ``id``,
``names_en``, ``names_ko``, ``height_m``, ``stand``, ``motion``, ``faces``) or ``things.csv`` with the same words as
its header (``file`` first, several names parted by ``;``). Without one, names come from the file names, and
what is known of a thing of that name (height, where it stands, its other names) is taken over.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from feelm.errors import InputError, OutputError
from feelm.things.lookup import Index
from feelm.things.names import key, language_of
from feelm.things.table import FACINGS, MOTIONS, STANDS, Entry, own_entries, read_groups
from feelm.things.thing import Thing

SUFFIXES = frozenset({".svg", ".png", ".webp"})
MAX_FILES = 6000
MAX_ICONS_BYTES = 64_000_000
NO_PICTURE = re.compile(
    r"\b(flags?|faces?|heads?|hands?|fists?|fingers?|skin tone|buttons?|keycap|signs?|symbols?|arrows?|squares?"
    r"|circles?|clock|oclock|thirty|zodiac|marks?|exclamation|question|hearts?|kiss\w*|person|people|man|men|woman"
    r"|women|boy|girl|family|couple|thumbs|tongue|eyes?|ear|nose|mouth|lips|no|medium|light|dark|male|female"
    r"|monogram|letters?|index|pointing|selfie|gesture|crying|grinning|weary|pouting|cat with|monkey|moon|sun"
    r"|sunset|sunrise|skull|poo|pilot|artist|astronaut|cook|farmer|firefighter|judge|mechanic|scientist|singer"
    r"|student|teacher|technologist|worker|guard|detective|ninja|prince|princess|santa|claus|mage|vampire|zombie"
    r"|elf|genie|merm\w+|merperson|superhero|supervillain|officer|troll|ogre|goblin|baby|child|adult|older|beard"
    r"|bald|deaf|pregnant|breast|feeding)\b"
)
"""Icons that cannot stand in a picture: signs, flags, faces, hands, heads of people."""


@dataclass(frozen=True)
class AddedSet:
    """A set of a person's own: its name, its things, and the line it asks to be credited with ("" for none)."""

    name: str
    entries: tuple[Entry, ...]
    credit: str = ""
    icons: bool = False
    """Made from a set of icons: stands before other icons only, not before feelm's own drawings."""


def home() -> Path:
    """Return the folder of added sets: ``$FEELM_HOME/things``, else ``~/.local/share/feelm/things``."""
    base = os.environ.get("FEELM_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share" / "feelm") / "things"


def added_sets(extra_folders: Sequence[Path] = ()) -> list[AddedSet]:
    """Return the sets in ``extra_folders`` and then those added before, by name.

    Raises:
        InputError: an extra folder does not exist or holds no picture.
    """
    sets = [read_folder(Path(folder)) for folder in extra_folders]
    if home().is_dir():
        folders = sorted(p for p in home().iterdir() if p.is_dir() and not p.name.startswith("."))
        sets += [read_folder(folder) for folder in folders]
    return sets


@cache
def _known() -> Index:
    return Index(own_entries(), (), read_groups())


def _known_thing(names: Sequence[str]) -> Thing | None:
    for name in names:
        found = _known().find(name, language_of(name))
        if found is not None:
            return found.thing
    return None


def _describe(name: str, told: Mapping[str, Any], set_name: str, artwork: str) -> Entry:
    """The thing of one file: what the person wrote of it, else what is known of its name, else a plain thing."""
    spoken = re.sub(r"[\s_\-]+", " ", name).strip()
    english = tuple(told.get("names_en", ())) or ((spoken,) if language_of(spoken) == "en" else ())
    korean = tuple(told.get("names_ko", ())) or ((spoken,) if language_of(spoken) == "ko" else ())
    known = _known_thing((*english, *korean))
    base = known or Thing(id="", names_en=(), names_ko=(), height_m=1.0)
    thing = replace(
        base,
        id=str(told.get("id") or base.id or re.sub(r"\W+", "_", key(spoken, "en")).strip("_") or "thing"),
        names_en=tuple(dict.fromkeys(english + base.names_en)),
        names_ko=tuple(dict.fromkeys(korean + base.names_ko)),
        height_m=float(told.get("height_m", base.height_m)),
        stand=told.get("stand", base.stand),
        motion=told.get("motion", base.motion),
        faces=told.get("faces", base.faces if known is None or base.faces == "front" else "left"),
        set_name=set_name,
        artwork=artwork,
    )
    _check(thing, Path(artwork).name)
    group = next((e.group for e in own_entries() if known is not None and e.thing.id == known.id), "thing")
    return Entry(thing, group)


def _check(thing: Thing, where: str) -> None:
    if thing.stand not in STANDS:
        raise InputError(
            f"nothing stands on {thing.stand!r}", where=where, fix=f"say one of {', '.join(STANDS)}"
        )
    if thing.motion not in MOTIONS:
        raise InputError(
            f"nothing moves by {thing.motion!r}", where=where, fix=f"say one of {', '.join(MOTIONS)}"
        )
    if thing.faces not in FACINGS:
        raise InputError(
            f"nothing faces {thing.faces!r}", where=where, fix=f"say one of {', '.join(FACINGS)}"
        )
    if not 0.001 <= thing.height_m <= 2000:
        raise InputError(
            f"a height of {thing.height_m} m is not possible", where=where, fix="say it in metres"
        )


def _told(folder: Path) -> tuple[dict[str, dict[str, Any]], str, bool]:
    """What the folder's table says of each file (by its name without suffix), its credit, whether it is icons."""
    if (folder / "things.toml").is_file():
        import tomllib

        try:
            data = tomllib.loads((folder / "things.toml").read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"the table of things cannot be read ({error})", where="things.toml") from error
        return (
            {k: v for k, v in data.items() if isinstance(v, dict)},
            str(data.get("credit", "")),
            data.get("icons") is True,
        )
    if not (folder / "things.csv").is_file():
        return {}, "", False
    told: dict[str, dict[str, Any]] = {}
    with (folder / "things.csv").open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            cells: dict[str, Any] = {
                k: v.strip() for k, v in row.items() if k and isinstance(v, str) and v.strip()
            }
            if "file" not in cells:
                raise InputError(
                    "a line names no file", where=f"things.csv line {number}", fix="fill the column file"
                )
            for names in ("names_en", "names_ko"):
                if names in cells:
                    cells[names] = [w.strip() for w in cells[names].split(";") if w.strip()]
            told[Path(cells.pop("file")).stem] = cells
    return told, "", False


def read_folder(folder: Path) -> AddedSet:
    """Read a folder of cut-outs (PNG, WebP) and SVG drawings, without looking into the pictures themselves.

    Raises:
        InputError: no such folder, no picture in it, too many, or its table says something impossible.
    """
    if not folder.is_dir():
        raise InputError(
            "there is no such folder of things", where=str(folder), fix="give a folder of pictures"
        )
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    if not files:
        raise InputError(
            "the folder holds no PNG, WebP or SVG file", where=str(folder), fix="put cut-outs into it"
        )
    if len(files) > MAX_FILES:
        raise InputError(
            f"the folder holds over {MAX_FILES} pictures", where=str(folder), fix="add fewer at a time"
        )
    told, credit, icons = _told(folder)
    try:
        entries = tuple(_describe(p.stem, told.get(p.stem, {}), folder.name, str(p.resolve())) for p in files)
    except (TypeError, ValueError) as error:
        raise InputError(f"its table of things has a wrong value ({error})", where=str(folder)) from error
    return AddedSet(folder.name, entries, credit, icons)


def add_things(folder_or_file: Path) -> list[Thing]:
    """Add a person's own set for all films to come: copied into :func:`home`, every file checked first.

    Args:
        folder_or_file: a folder as in :func:`read_folder`, one picture file, or an iconify ``icons.json``
            (as in the npm packages ``@iconify-json/…``), from which what can stand in a picture is taken.

    Returns:
        The things that were added. A set of the same name is replaced.

    Raises:
        InputError: nothing there, or a file in it is broken or unsafe; nothing is added then.
        OutputError: the folder of sets cannot be written.
    """
    source = Path(folder_or_file)
    if not source.exists():
        raise InputError("there is no such file or folder", where=str(source), fix="give a folder or a set")
    if source.is_dir() and (source / "icons.json").is_file():
        source = source / "icons.json"
    name = (
        source.parent.name
        if source.name == "icons.json"
        else source.stem
        if source.is_file()
        else source.name
    )
    target = home() / (re.sub(r"[^\w가-힣\-]+", "-", name).strip("-.") or "my-things")
    fresh = target.parent / f".{target.name}.{uuid4().hex[:8]}"
    try:
        fresh.mkdir(parents=True)
        _fill(source, fresh)
        read_folder(fresh)
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    except OSError as error:
        raise OutputError(f"the set cannot be written ({error.strerror})", where=str(home())) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return [entry.thing for entry in read_folder(target).entries]


def _fill(source: Path, fresh: Path) -> None:
    """Put the checked pictures of ``source`` and its table into the folder ``fresh``."""
    if source.is_file() and source.suffix.lower() == ".json":
        _fill_icons(source, fresh)
        return
    if source.is_file() and source.suffix.lower() not in SUFFIXES:
        raise InputError(
            "this is no picture and no set of icons", where=source.name, fix="give PNG, WebP, SVG or JSON"
        )
    if source.is_dir():
        read_folder(source)
    files = [source] if source.is_file() else sorted(p for p in source.iterdir() if p.is_file())
    for path in files:
        if path.suffix.lower() in SUFFIXES:
            _copy_checked(path, fresh / path.name)
        elif path.name in ("things.toml", "things.csv"):
            shutil.copyfile(path, fresh / path.name)


def _copy_checked(path: Path, target: Path) -> None:
    from feelm.things.cleaning import read_cut_out, read_svg
    from feelm.things.raster import fit

    if path.suffix.lower() == ".svg":
        svg = read_svg(path)
        try:
            fit((svg,), 32)
        except InputError as error:
            raise InputError(error.what, where=path.name, fix=error.fix) from error
        target.write_text(svg, encoding="utf-8")
    else:
        read_cut_out(path)
        shutil.copyfile(path, target)


def _fill_icons(source: Path, fresh: Path) -> None:
    """Write the icons of an iconify set that can stand in a picture as SVG files, and its credit line."""
    from feelm.things.cleaning import clean_svg

    data = _icons(source)
    info = data.get("info")
    if info is None and source.with_name("info.json").is_file():
        info = _json(source.with_name("info.json"))
    for name, icon in data["icons"].items():
        spoken = str(name).replace("-", " ")
        if _known_thing((spoken,)) is None and NO_PICTURE.search(spoken):
            continue
        if not isinstance(icon, dict) or not isinstance(icon.get("body"), str) or icon.get("hidden"):
            continue
        sides = [icon.get(side, data.get(side, 16)) for side in ("width", "height")]
        corner = [icon.get(side, data.get(side, 0)) for side in ("left", "top")]
        numbers = all(isinstance(number, (int, float)) and abs(number) < 1e5 for number in sides + corner)
        if not numbers or min(sides) <= 0:
            raise InputError(
                f"the icon {name!r} has no proper size", where=source.name, fix="use an intact set"
            )
        box = f"{corner[0]:g} {corner[1]:g} {sides[0]:g} {sides[1]:g}"
        links = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        svg = clean_svg(f'<svg {links} viewBox="{box}">{icon["body"]}</svg>', f"{source.name}: {name}")
        (fresh / f"{re.sub(r'[^a-z0-9-]+', '-', str(name).lower())}.svg").write_text(svg, encoding="utf-8")
    (fresh / "things.toml").write_text(
        f"credit = {json.dumps(_credit(info), ensure_ascii=False)}\nicons = true\n", encoding="utf-8"
    )


def _icons(source: Path) -> dict[str, Any]:
    if source.stat().st_size > MAX_ICONS_BYTES:
        raise InputError("the set of icons is larger than 64 MB", where=source.name, fix="give a smaller set")
    data = _json(source)
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("icons"), dict)
        or len(data["icons"]) > MAX_FILES
    ):
        raise InputError("this JSON is no iconify set of icons", where=source.name, fix="give an icons.json")
    return data


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"the set of icons is no proper JSON ({error})", where=path.name) from error


def _credit(info: Any) -> str:
    author = info.get("author", {}) if isinstance(info, dict) else {}
    licence = info.get("license", {}) if isinstance(info, dict) else {}
    who = author.get("name", "") if isinstance(author, dict) else str(author)
    terms = licence.get("title") or licence.get("spdx", "") if isinstance(licence, dict) else str(licence)
    name = info.get("name", "") if isinstance(info, dict) else ""
    parts = [str(name), f"by {who}" if who else "", f"({terms})" if terms else ""]
    return "Icons: " + " ".join(p for p in parts if p) + "." if any(parts) else ""
