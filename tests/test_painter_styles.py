"""Styles: names in two languages, the bank, pictures as styles, what is said of those that cannot be used."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from feelm.errors import InputError
from feelm.painter import draw_style_sheet, find_style, list_styles
from feelm.painter.brush import Brush
from feelm.painter.strokes import MARKS
from feelm.seeds import generator


def _save(path: Path, height: int = 90, width: int = 120) -> np.ndarray:
    picture = generator(1, "style").integers(0, 256, (height, width, 3), dtype=np.uint8)
    Image.fromarray(picture).save(path)
    return picture


def test_the_bank():
    styles = list_styles()
    kinds = [s.kind for s in styles]
    assert kinds[0] == "plain"
    assert kinds.count("network") == 26
    assert 40 <= kinds.count("painting") <= 60
    names = [n for s in styles for n in {s.name, s.name_ko}]
    assert len(names) == len(set(names))
    for style in styles:
        assert style.look
        assert 0 <= style.energy <= 1 and 0 <= style.darkness <= 1 and 0 <= style.warmth <= 1
        assert 0 <= style.strengths[0] < style.strengths[1] <= 1.5
        assert style.marks in MARKS
        assert (style.kind == "painting") == bool(style.credit) == (style.vector is not None)
    assert sorted(s.index for s in styles if s.index is not None) == list(range(26))


def test_the_measures_say_what_one_sees():
    by_name = {s.name: s for s in list_styles()}
    assert by_name["la_tour_candle"].darkness > by_name["turner_whalers"].darkness + 0.2
    assert by_name["terracotta"].warmth > by_name["frost"].warmth + 0.2
    assert by_name["blocks"].energy > by_name["lamplight"].energy


@pytest.mark.parametrize(
    "name", ["starry", " Starry ", "별밤", "van gogh-cypresses", "고흐_사이프러스", "plain"]
)
def test_names(name: str):
    assert find_style(name).name in ("starry", "van_gogh_cypresses", "plain")


@pytest.mark.parametrize(
    ("wrong", "right"), [("stary", "starry"), ("별빰", "starry"), ("vangogh", "van_gogh")]
)
def test_an_unknown_name_suggests_the_nearest(wrong: str, right: str):
    with pytest.raises(InputError, match=f"{wrong}: no style has this name; did you mean {right}"):
        find_style(wrong)


def test_an_unknown_name_far_from_all():
    with pytest.raises(InputError, match="feelm styles lists them"):
        find_style("qqqqqqqqqqqq")


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_a_picture_is_a_style(tmp_path: Path, suffix: str):
    path = tmp_path / f"mine.{suffix}"
    _save(path)
    style = find_style(path)
    assert (style.kind, style.name) == ("picture", "mine")
    shown = np.array(Image.open(path).convert("RGB"))
    assert np.allclose(style.vector_array, Brush().read_style(shown), atol=1e-4)
    assert find_style(str(path)) == style


def test_a_picture_of_a_bank_painting_has_another_vector_than_noise(tmp_path: Path):
    _save(tmp_path / "noise.png")
    noise = find_style(tmp_path / "noise.png").vector_array
    gaps = [np.abs(s.vector_array - noise).mean() for s in list_styles() if s.kind == "painting"]
    assert min(gaps) > 0.1


def test_transparency_is_laid_on_white(tmp_path: Path):
    Image.fromarray(np.zeros((64, 64, 4), np.uint8)).save(tmp_path / "clear.png")
    Image.fromarray(np.full((64, 64, 3), 255, np.uint8)).save(tmp_path / "white.png")
    clear, white = (find_style(tmp_path / f"{n}.png").vector for n in ("clear", "white"))
    assert clear == white


def test_pictures_that_cannot_be_used(tmp_path: Path):
    with pytest.raises(InputError, match="there is no such picture"):
        find_style(tmp_path / "none.png")
    (tmp_path / "text.png").write_text("not a picture")
    with pytest.raises(InputError, match="cannot be read"):
        find_style(tmp_path / "text.png")
    Image.new("RGB", (64, 64)).save(tmp_path / "moving.gif")
    with pytest.raises(InputError, match="PNG, JPEG or WebP"):
        find_style(tmp_path / "moving.gif")
    _save(tmp_path / "cut.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:2000])
    with pytest.raises(InputError, match="cannot be read"):
        find_style(tmp_path / "cut.png")
    Image.new("RGB", (8, 200)).save(tmp_path / "thin.png")
    with pytest.raises(InputError, match="only 8x200"):
        find_style(tmp_path / "thin.png")


def test_a_huge_picture_is_refused_by_its_header(tmp_path: Path):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    (tmp_path / "huge.png").write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(InputError, match="9000x9000"):
        find_style(tmp_path / "huge.png")


def test_importing_the_room_is_light():
    code = (
        "import sys, feelm.painter; print([m for m in ('cv2','openvino','onnx','PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.long
def test_the_sheet_shows_every_style(tmp_path: Path):
    _save(tmp_path / "mine.png", 60, 90)
    draw_style_sheet(tmp_path / "sheet.png", tmp_path / "mine.png")
    sheet = np.array(Image.open(tmp_path / "sheet.png"))
    assert sheet.shape[2] == 3
    # 77 tiles in columns of 4, each busier than the paper between them.
    rows = -(-len(list_styles()) // 4)
    band = sheet.shape[0] // rows
    for row in range(rows):
        assert sheet[row * band : (row + 1) * band, :360].std() > 20
