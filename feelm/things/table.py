"""The tables of the catalogue as they lie in ``data``: kinds of things, things, and words near a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from feelm.errors import InputError
from feelm.things.thing import Thing
from feelm.vocabulary import Motion, Stand

DATA = Path(__file__).parent / "data"
STANDS: tuple[str, ...] = get_args(Stand)
MOTIONS: tuple[str, ...] = get_args(Motion)
FACINGS = ("left", "right", "front")


@dataclass(frozen=True)
class Group:
    """A kind of thing: its parent kind, the words for the whole kind, and what its things are like."""

    id: str
    parent: str | None
    height_m: float
    stand: str
    motion: str
    faces: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A thing of the table with its kind. ``uncertain``: names that are also the word for something else,
    ``search_only``: names that nearly always mean something else."""

    thing: Thing
    group: str
    uncertain: frozenset[str] = frozenset()
    search_only: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Near:
    """Words that are no name of a thing but lie near it in meaning, and how near (0..1)."""

    thing: str
    score: float
    words: tuple[str, ...]


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("|")]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in cell.split(",") if w.strip())


@cache
def read_groups() -> dict[str, Group]:
    """Return every kind of thing by its id, parents before children."""
    groups: dict[str, Group] = {}
    for _, cells in _rows(DATA / "groups.table"):
        name, parent, height, stand, motion, faces, english, korean = cells
        words = _words(english) + _words(korean)
        groups[name] = Group(
            name, None if parent == "-" else parent, float(height), stand, motion, faces, words
        )
    return groups


def _entry(cells: list[str], group: Group, set_name: str, where: str) -> Entry:
    name, artwork, height, english, korean = cells[:5]
    differs = dict(part.split("=", 1) for part in (cells[5].split() if len(cells) > 5 else ()))
    look = {"stand": group.stand, "motion": group.motion, "faces": group.faces} | differs
    if look["stand"] not in STANDS or look["motion"] not in MOTIONS or look["faces"] not in FACINGS:
        raise InputError(f"the thing {name!r} stands, moves or faces in a way that is not known", where=where)
    marked = _words(english) + _words(korean)
    thing = Thing(
        id=name,
        names_en=tuple(w.lstrip("~?") for w in _words(english)),
        names_ko=tuple(w.lstrip("~?") for w in _words(korean)),
        height_m=float(height),
        stand=look["stand"],  # type: ignore[arg-type]
        motion=look["motion"],  # type: ignore[arg-type]
        faces=look["faces"],
        foot=float(look.get("foot", "1")),
        set_name=set_name,
        artwork=artwork,
    )
    return Entry(
        thing,
        group.id,
        frozenset(w[1:] for w in marked if w.startswith("~")),
        frozenset(w[1:] for w in marked if w.startswith("?")),
    )


def read_things(path: Path, set_name: str) -> list[Entry]:
    """Read a table of things (``[group]`` lines, then one line per thing).

    Raises:
        InputError: a line does not have its five or six cells, or names a kind that does not exist.
    """
    groups = read_groups()
    group: Group | None = None
    entries = []
    for number, cells in _rows(path):
        where = f"{path.name} line {number}"
        if cells[0].startswith("["):
            group = groups.get(cells[0].strip("[]"))
            if group is None:
                raise InputError(f"there is no kind of thing called {cells[0]}", where=where)
        elif group is None or not 5 <= len(cells) <= 6:
            raise InputError("a thing needs a kind above it and five or six cells", where=where)
        else:
            entries.append(_entry(cells, group, set_name, where))
    return entries


def read_near(path: Path) -> list[Near]:
    """Read the table of words near a thing: ``thing | score | words, in both languages``."""
    return [Near(c[0], float(c[1]), _words(c[2])) for _, c in _rows(path)]


@cache
def own_entries() -> tuple[Entry, ...]:
    """Return the things that come with feelm: its own drawings first, then those of the Twemoji set."""
    own = read_things(DATA / "own.table", "feelm")
    drawn = {entry.thing.id for entry in own}
    others = read_things(DATA / "twemoji.table", "twemoji")
    return (*own, *(entry for entry in others if entry.thing.id not in drawn))


@cache
def near_words() -> tuple[Near, ...]:
    """Return the words that lie near a thing of the catalogue."""
    return tuple(read_near(DATA / "near.table"))
