"""Sets of a person's own: folders, icon sets, and files that must not be let in."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from feelm.errors import InputError
from feelm.things import add_things, open_catalogue
from feelm.things.cleaning import clean_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 20">{}</svg>'
RECT = '<rect x="2" y="2" width="6" height="18" fill="#cc3333"/>'


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_HOME", str(tmp_path / "home"))


def _cut_out(path: Path, width: int = 40, height: int = 60) -> None:
    picture = np.zeros((height, width, 4), np.uint8)
    picture[10:50, 10:30] = (40, 120, 200, 255)
    Image.fromarray(picture).save(path)


def _png_header(path: Path, width: int, height: int) -> None:
    """A PNG whose header promises a size and whose body is missing."""
    body = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + body
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


def test_a_folder_of_cut_outs_and_drawings_is_added_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "내그림"
    folder.mkdir()
    _cut_out(folder / "복실이.png")
    (folder / "umbrella.svg").write_text(SVG.format(RECT), encoding="utf-8")
    added = {t.id: t for t in add_things(folder)}
    assert set(added) == {"복실이", "umbrella"}
    assert added["umbrella"].height_m == pytest.approx(1.0) and "우산" in added["umbrella"].names_ko
    catalogue = open_catalogue()
    found = catalogue.find("복실이", "ko")
    assert found is not None and found.match == "name"
    (picture,) = catalogue.draw("복실이", 80)
    assert picture.shape == (80, 40, 4) and picture[40, 20].tolist() == [40, 120, 200, 255]
    umbrella = catalogue.find("우산", "ko")
    assert umbrella is not None and umbrella.thing.set_name == "내그림"


def test_a_table_tells_names_heights_and_places(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    _cut_out(folder / "a1.png")
    _cut_out(folder / "a2.png")
    (folder / "things.toml").write_text(
        'credit = "Drawn by Kim"\n[a1]\nid = "moon_jar"\nnames_en = ["moon jar"]\n'
        'names_ko = ["달항아리"]\nheight_m = 0.45\nstand = "table"\n',
        encoding="utf-8",
    )
    catalogue = open_catalogue([folder])
    found = catalogue.find("달항아리", "ko")
    assert found is not None and (found.thing.height_m, found.thing.stand) == (0.45, "table")
    assert catalogue.credits(["moon_jar"]) == ["Drawn by Kim"]


def test_a_csv_table_works_too(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    _cut_out(folder / "b.png")
    (folder / "things.csv").write_text(
        "file,id,names_en,names_ko,height_m\nb.png,tteok,rice cake;tteok,떡;시루떡,0.1\n", encoding="utf-8"
    )
    found = open_catalogue([folder]).find("시루떡", "ko")
    assert found is not None and found.thing.id == "tteok"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('stand = "ceilingg"', "stands"),
        ("height_m = -3", "height"),
        ('motion = "explode"', "moves"),
        ("height_m = [", "table"),
    ],
)
def test_an_impossible_table_is_refused(tmp_path: Path, line: str, words: str) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    _cut_out(folder / "b.png")
    (folder / "things.toml").write_text(f"[b]\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        open_catalogue([folder])


def test_an_iconify_set_gives_what_can_stand_in_a_picture(tmp_path: Path) -> None:
    icons = {
        "giraffe": {"body": RECT, "width": 10, "height": 20},
        "dog": {"body": RECT},
        "kimchi-jar-cart": {"body": '<circle cx="8" cy="8" r="6"/>'},
        "flag-korea": {"body": RECT},
        "grinning-face": {"body": RECT},
        "waving-hand-light-skin-tone": {"body": RECT},
    }
    data = {
        "prefix": "mine",
        "info": {"name": "Mine", "author": {"name": "A. Kim"}, "license": {"title": "Apache 2.0"}},
        "icons": icons,
        "width": 16,
        "height": 16,
    }
    package = tmp_path / "iconset"
    package.mkdir()
    (package / "icons.json").write_text(json.dumps(data), encoding="utf-8")
    added = {t.id for t in add_things(package)}
    assert added == {"dog", "giraffe", "kimchi_jar_cart"}
    catalogue = open_catalogue()
    assert catalogue.get("giraffe").set_name == "iconset" and "기린" in catalogue.get("giraffe").names_ko
    assert catalogue.get("dog").set_name == "feelm"
    assert catalogue.draw("giraffe", 50)[0].shape == (50, 17, 4)
    assert catalogue.credits(["giraffe", "dog"]) == ["Icons: Mine by A. Kim (Apache 2.0)."]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"icons": 3}',
        '{"icons": {"dog": {"body": "<rect", "width": 9, "height": 9}}}',
        '{"icons": {"dog": {"body": "", "width": -1}}}',
    ],
)
def test_a_broken_icon_set_is_refused_and_nothing_is_added(tmp_path: Path, text: str) -> None:
    (tmp_path / "icons.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        add_things(tmp_path / "icons.json")
    assert not list((tmp_path / "home").rglob("*.svg"))


def test_hostile_svg_is_stripped_of_everything_outside_it() -> None:
    evil = (
        '<script>alert(1)</script><image href="file:///etc/passwd" width="5" height="5"/>'
        '<use href="http://example.org/x.svg#a"/><style>@import url(http://example.org/a.css);</style>'
        '<rect width="4" height="4" onclick="x()" style="fill:url(http://example.org/p)"/><foreignObject><p/></foreignObject>'
    )
    clean = clean_svg(SVG.format(evil + RECT), "evil.svg")
    assert "example.org" not in clean and "passwd" not in clean and "script" not in clean
    assert "onclick" not in clean and "foreignObject" not in clean and "#cc3333" in clean


def _copies_of_copies() -> str:
    body = '<g id="a0"><rect width="1" height="1"/></g>'
    for i in range(1, 12):
        body += f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 8 + "</g>"
    return SVG.format(body)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>', "entities"),
        (_copies_of_copies(), "parts"),
        (SVG.format("<g>" * 300 + "</g>" * 300), "deeply"),
        (SVG.format('<g id="a"><use href="#a"/></g>'), "deeply"),
        ("<html/>", "not an SVG"),
        ("no xml", "not readable"),
        ("<svg>" + " " * 4_100_000 + "</svg>", "4 MB"),
    ],
)
def test_svg_that_would_explode_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        clean_svg(text, "bad.svg")


@pytest.mark.parametrize("kind", ["huge", "broken", "transparent", "text"])
def test_pictures_that_cannot_be_used_are_refused_and_nothing_is_added(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    _cut_out(folder / "good.png")
    if kind == "huge":
        _png_header(folder / "bomb.png", 50_000, 50_000)
    elif kind == "broken":
        _png_header(folder / "bomb.png", 20, 20)
    elif kind == "transparent":
        Image.fromarray(np.zeros((9, 9, 4), np.uint8)).save(folder / "bomb.png")
    else:
        (folder / "bomb.png").write_text("hello")
    with pytest.raises(InputError, match=r"bomb\.png"):
        add_things(folder)
    assert not list((tmp_path / "home").rglob("*.png"))


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("x")
    for path, words in (
        (tmp_path / "nowhere", "no such"),
        (tmp_path / "empty", "holds no"),
        (tmp_path / "note.txt", "no picture"),
    ):
        with pytest.raises(InputError, match=words):
            add_things(path)


def test_a_set_added_again_replaces_itself(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    _cut_out(folder / "a.png")
    add_things(folder)
    (folder / "a.png").rename(folder / "b.png")
    assert [t.id for t in add_things(folder)] == ["b"]
    assert open_catalogue().find("b", "en") is not None
