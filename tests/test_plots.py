"""The sheet of ``feelm curves``: what moves is on it, at its place, as SVG and as PNG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from test_score_file import make_hearing, neutral

from feelm.cli import main
from feelm.plots.curve_sheet import GUTTER, MARGIN, RIGHT, WIDTH, Wave, draw_curves
from feelm.plots.rows import rows_of, span_of
from feelm.plots.shapes import plot_shapes
from feelm.plots.svg import Drawing, fitted, rasterise, width_of
from feelm.score import loads, settle, signals_for
from feelm.score.model import Camera, Music, Score

TEXT = """\
schema: feelm-score/1
title: 여름 & <mer>
duration: 20
sections: [{name: verse, start: 0}, {name: chorus, start: bar 3}]
signals: {hit: "follow(kick, 0, 0.2s)"}
shots:
- id: one
  start: 0
  end: bar 4
  camera: {zoom: 1 + 0.1 * hit, roll: 2}
- id: two
  start: bar 4
  end: end
  camera: {zoom: {keys: [[0, 1], [end, 2]]}, pan: "0 * t"}
  grade: {exposure: u}
"""
HEARING = make_hearing()


def film() -> Score:
    return settle(loads(TEXT).model_copy(update={"music": Music(file="a", digest="b")}), HEARING)


def sheet(score: Score, shots: slice = slice(None)) -> str:
    signals = signals_for(HEARING, neutral(20), score, 0, 480)
    chosen = score.shots[shots]
    wave = Wave(np.sin(np.arange(4000, dtype=np.float32)), 200.0)
    return draw_curves(score, HEARING, chosen, rows_of(score, signals, chosen), score.title, wave).svg()


def test_only_what_moves_has_a_row_and_every_shot_its_part() -> None:
    score = film()
    rows = {
        row.name: row for row in rows_of(score, signals_for(HEARING, neutral(20), score, 0, 480), score.shots)
    }
    assert set(rows) == {"signals.hit", "camera.zoom", "grade.exposure"}
    first, second = rows["camera.zoom"].stretches
    assert first.said == "1 + 0.1 * hit" and second.key_times_s == (6.5, 20.0)
    assert second.times_s[0] == span_of(score, score.shots[1])[0] / 24 == 6.5
    assert second.values[0] == 1.0 and second.values[-1] == pytest.approx(2.0, abs=0.01)
    assert len(first.values) + len(second.values) == 480 == len(rows["signals.hit"].stretches[0].values)
    assert rows["grade.exposure"].extent[0] == 0.0


def test_the_sheet_is_good_svg_with_names_sections_bars_and_cuts() -> None:
    svg = sheet(film())
    words = [element.text for element in ET.fromstring(svg).iter() if element.tag.endswith("text")]
    for word in (
        "여름 & <mer>",
        "verse",
        "chorus",
        "one",
        "two",
        "zoom",
        "exposure",
        "hit",
        "1 + 0.1 * hit",
        "0:20",
    ):
        assert word in words, word
    assert "roll" not in words and "pan" not in words
    # The cut of the second shot stands where its second is.
    x = MARGIN + GUTTER + 6.5 / 20 * (WIDTH - RIGHT - MARGIN - GUTTER)
    assert re.search(rf'<line x1="{x:.2f}" y1="\d+\.00" x2="{x:.2f}"[^>]*#c9744f', svg)


def test_one_shot_fills_the_sheet_and_an_unmoving_one_says_so() -> None:
    score = film()
    svg = sheet(score, slice(1, 2))
    assert "one" not in re.findall(r">(\w+)</text>", svg) and ">two</text>" in svg
    unmoving = score.shots[0].model_copy(update={"camera": Camera(roll=2.0), "end": 20.0})
    bare = score.model_copy(update={"signals": {}, "shots": [unmoving]})
    assert "nothing moves here" in sheet(bare)


def test_the_png_is_the_same_drawing() -> None:
    svg = sheet(film())
    picture = Image.open(BytesIO(rasterise(svg)))
    height = float(str(ET.fromstring(svg).get("height")))
    assert picture.size == (WIDTH, round(height))
    pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3).astype(int)
    blue = (np.abs(pixels - [0x3F, 0x6F, 0x8F]).sum(axis=1) < 30).sum()  # the camera's curves
    assert blue > 500
    # Korean letters are drawn, not boxes: two different ones differ.
    drawn = []
    for letter in "가나":
        page = Drawing(40, 40)
        page.text(5, 30, letter, 30)
        drawn.append(rasterise(page.svg()))
    assert drawn[0] != drawn[1]


def test_words_are_cut_to_their_room() -> None:
    assert fitted("a  b\nc", 12, 500) == "a b c"
    cut = fitted("a long line of words that does not fit", 12, 80)
    assert cut.endswith("…") and width_of(cut, 12) <= 80


def test_a_sheet_of_shapes_names_each_curve() -> None:
    x = np.linspace(0, 1, 20)
    svg = plot_shapes({"one": (x, x, None), "two <x>": (x, x**2, x)}).svg()
    assert ">one</text>" in svg and "two &lt;x&gt;" in svg and svg.count("<polyline") == 3
    ET.fromstring(svg)


def test_the_command_draws_a_score_and_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "film.score.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["curves", str(path), "-o", str(tmp_path / "c.svg")]) == 0
    assert main(["curves", str(path), "--shot", "two", "-o", str(tmp_path / "c.png")]) == 0
    ET.parse(tmp_path / "c.svg")
    assert Image.open(tmp_path / "c.png").size[0] == WIDTH
    capsys.readouterr()
    for arguments, says in (
        (["--shot", "twoo"], "did you mean `two`?"),
        (["-o", str(tmp_path / "c.gif")], ".png or .svg"),
        (["-o", str(tmp_path / "none" / "c.svg")], "cannot be written"),
    ):
        assert main(["curves", str(path), *arguments]) == 2
        assert says in capsys.readouterr().err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["c.png", "c.svg", "film.score.yaml"]
