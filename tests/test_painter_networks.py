"""The carried networks: checked, converted without changing what they paint, of any size, the same every time."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from feelm.errors import FeelmError, OutputError
from feelm.painter import find_style, networks
from feelm.painter.backdrop import flatten
from feelm.painter.brush import Brush, temper
from feelm.painter.conversion import dequantise
from feelm.painter.networks import StyleNet, StyleReader, converted, model_folder, read_checked
from feelm.painter.scene import sample_world
from feelm.painter.style import Style
from feelm.seeds import generator


def _picture(height: int, width: int) -> np.ndarray:
    rng = generator(3, "test", "picture")
    coarse = rng.random((9, 12, 3)).astype(np.float32)
    return np.clip(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)


def _original(name: str, *inputs: np.ndarray) -> np.ndarray:
    """Run a network as it was carried, quantised."""
    import openvino

    model = openvino.Core().compile_model(str(model_folder() / name), "CPU")
    return np.array(next(iter(model.create_infer_request().infer(list(inputs)).values())))


@pytest.fixture(scope="module")
def brush() -> Brush:
    return Brush(threads=1)


def test_the_float_net_paints_what_the_quantised_one_paints():
    picture = flatten(sample_world(), 1280)[100:484, 300:684].astype(np.float32) / 255
    vector = find_style("turner_whalers").vector_array
    ours = StyleNet().paint(picture, vector)
    theirs = _original("arbitrary_transform.onnx", picture[None], vector.reshape(1, 1, 1, 100))[0]
    # Eight bits move single strokes; the forms and colours are the same.
    ours, theirs = (cv2.GaussianBlur(p, (0, 0), 5) for p in (ours, theirs))
    assert np.abs(ours - theirs).mean() < 0.03
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.97


def test_the_float_reader_reads_what_the_quantised_one_reads():
    square = _picture(256, 256)
    theirs = _original("arbitrary_predict.onnx", square[None]).ravel()
    assert np.corrcoef(StyleReader().read(square), theirs)[0, 1] > 0.93


def test_dequantise_along_an_axis():
    values = np.array([[10, 20], [30, 40]], np.int8)
    scale, zero = np.array([0.5, 2.0], np.float32), np.array([10, 0], np.int8)
    assert dequantise(values, scale, zero, 0).tolist() == [[0.0, 5.0], [60.0, 80.0]]
    assert dequantise(values, scale, zero, 1).tolist() == [[0.0, 40.0], [10.0, 80.0]]


@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 300), (97, 131), (360, 40)])
@pytest.mark.parametrize("kind", ["network", "picture"])
def test_any_size(brush: Brush, height: int, width: int, kind: str):
    picture = (_picture(height, width) * 255).astype(np.uint8)
    style = Style("x", "x", "", "network", index=19)
    if kind == "picture":
        style = Style("x", "x", "", "picture", vector=(0.1,) * 100)
    painted = brush.apply(picture, style, 0.8)
    assert painted.shape == picture.shape
    assert painted.dtype == np.uint8


def test_no_border_in_the_painted_picture(brush: Brush):
    grey = np.full((200, 260, 3), 128, np.uint8)
    grey = np.clip(grey + generator(1, "t").normal(0, 6, grey.shape), 0, 255).astype(np.uint8)
    style = Style("x", "x", "", "network", index=12)
    light = brush.apply(grey, style, 1.0).astype(float).mean(-1)
    inner = [light[y : y + 8].mean() for y in range(20, 172, 8)]
    inner += [light[:, x : x + 8].mean() for x in range(20, 232, 8)]
    for rim in (light[:8], light[-8:], light[:, :8], light[:, -8:]):
        assert min(inner) - 8 < rim.mean() < max(inner) + 8


def test_same_bytes_in_a_new_brush(brush: Brush):
    picture = (_picture(120, 160) * 255).astype(np.uint8)
    style = Style("x", "x", "", "picture", vector=tuple(np.linspace(-1, 1, 100)))
    assert np.array_equal(brush.apply(picture, style, 0.7), Brush(threads=1).apply(picture, style, 0.7))


def test_strength_leads_from_the_picture_to_the_style(brush: Brush):
    picture = (_picture(120, 160) * 255).astype(np.uint8)
    for style in (
        Style("x", "x", "", "network", index=20),
        Style("x", "x", "", "picture", vector=(0.4,) * 100),
    ):
        full = brush.apply(picture, style, 1.0).astype(float)
        steps = [np.abs(brush.apply(picture, style, s) - full).mean() for s in (0.2, 0.6, 0.9)]
        assert steps[0] > steps[1] > steps[2]


def test_tempering_keeps_more_of_the_strokes_than_of_the_tones():
    source = np.full((64, 64, 3), 0.5, np.float32)
    stripes = 0.2 * np.sign(np.sin(np.arange(64)))[None, :, None]
    painted = (source + 0.3 + stripes).astype(np.float32)
    mixed = temper(painted, source, 0.5)
    assert mixed.mean() == pytest.approx(0.65, abs=0.02)
    assert mixed[32].std() == pytest.approx(0.65 * painted[32].std(), rel=0.1)
    assert temper(painted, source, 1.0) is painted


def test_a_damaged_network_is_refused(tmp_path: Path):
    data = bytearray((model_folder() / "multistyle26.onnx").read_bytes())
    data[5000] ^= 1
    (tmp_path / "multistyle26.onnx").write_bytes(data)
    with pytest.raises(FeelmError, match=r"damaged.*reinstall"):
        read_checked("multistyle26.onnx", tmp_path)
    with pytest.raises(FeelmError, match="cannot be read"):
        read_checked("arbitrary_predict.onnx", tmp_path)


def test_the_conversion_is_kept_whole_and_a_torn_one_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FEELM_CACHE", str(tmp_path))
    first = converted("arbitrary_transform.onnx")
    (kept,) = (tmp_path / "networks").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert converted("arbitrary_transform.onnx") == first
    assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("FEELM_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="FEELM_CACHE"):
        converted("arbitrary_transform.onnx")


def test_the_conversion_does_not_depend_on_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    results = []
    for number in range(2):
        monkeypatch.setenv("FEELM_CACHE", str(tmp_path / str(number)))
        results.append(converted("arbitrary_transform.onnx"))
    assert results[0] == results[1]
    assert networks.cache_folder() == tmp_path / "1"
