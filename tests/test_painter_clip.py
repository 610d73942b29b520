"""Painted clips: every frame, same bytes, strokes that stay on what they paint, few frames in memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
import pytest

from feelm.errors import InputError
from feelm.painter import find_style, make_brush, paint_frames
from feelm.painter.backdrop import flatten
from feelm.painter.brush import Brush
from feelm.painter.clip import _maps, _trust
from feelm.painter.scene import sample_world

WIDTH, HEIGHT = 160, 96


@pytest.fixture(scope="module")
def brush() -> Brush:
    return make_brush(threads=2)


@pytest.fixture(scope="module")
def wide() -> np.ndarray:
    return cv2.resize(flatten(sample_world(640, 360)), (320, 180), interpolation=cv2.INTER_AREA)


def _pan(wide: np.ndarray, count: int, step: float = 1.5) -> list[np.ndarray]:
    """A window that travels over a picture by fractions of a pixel."""
    moves = [np.array([[1, 0, -20 - step * n], [0, 1, -60]], np.float32) for n in range(count)]
    return [cv2.warpAffine(wide, m, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC) for m in moves]


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 10])
def test_every_frame_is_painted_once(brush: Brush, wide: np.ndarray, count: int):
    frames = _pan(wide, count)
    painted = list(paint_frames(iter(frames), "starry", key_every=4, brush=brush))
    assert len(painted) == count
    for before, after in zip(frames, painted, strict=True):
        assert after.shape == before.shape
        assert np.abs(after.astype(int) - before).mean() > 4


def test_paint_is_stuck_to_what_it_paints(brush: Brush, wide: np.ndarray):
    frames = _pan(wide, 13)
    style = find_style("starry")
    carried = list(paint_frames(iter(frames), style, key_every=6, keep_colour=0.0, strength=1.0, brush=brush))
    anew = [brush.apply(frame, style, 1.0, smooth_px=0.5) for frame in frames]

    def swimming(painted: list[np.ndarray]) -> float:
        back = np.array([[1, 0, -1.5], [0, 1, 0]], np.float32)
        gaps = []
        for before, after in pairwise(painted):
            moved = cv2.warpAffine(before, back, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC).astype(int)
            gaps.append(np.abs(moved - after)[8:-8, 8:-12].mean())
        return float(np.mean(gaps))

    assert swimming(carried) < 0.6 * swimming(anew)


def test_same_bytes_whatever_the_order_of_work(wide: np.ndarray):
    frames = _pan(wide, 8)
    results = [list(paint_frames(iter(frames), "starry", key_every=3, brush=make_brush(2))) for _ in range(2)]
    for a, b in zip(*results, strict=True):
        assert np.array_equal(a, b)


def test_a_cut_is_painted_as_a_cut(brush: Brush, wide: np.ndarray):
    other = np.ascontiguousarray(255 - wide[::-1])
    frames = [*_pan(wide, 5), *_pan(other, 6)]
    painted = list(paint_frames(iter(frames), "lamplight", key_every=10, keep_colour=0.8, brush=brush))
    for number in range(len(frames)):
        gaps = [np.abs(painted[number].astype(int) - frames[k]).mean() for k in (0, -1)]
        assert (gaps[0] < gaps[1]) == (number < 5)


def test_frames_are_read_as_they_are_needed(brush: Brush, wide: np.ndarray):
    taken = 0

    def source() -> Iterator[np.ndarray]:
        nonlocal taken
        for frame in _pan(wide, 40):
            taken += 1
            yield frame

    painted = paint_frames(source(), "frost", key_every=5, brush=brush)
    next(painted)
    next(painted)
    assert taken <= 12


def test_frames_of_different_sizes(brush: Brush, wide: np.ndarray):
    with pytest.raises(InputError, match="frame 2: the frames of a clip differ in size"):
        list(paint_frames(iter([wide, wide[:90]]), "starry", brush=brush))


def test_plain_frames_pass(wide: np.ndarray):
    assert next(iter(paint_frames(iter([wide]), "plain"))) is wide


def test_the_maps_follow_a_shift(wide: np.ndarray):
    frames = _pan(wide, 6, step=2.0)
    last = _maps(frames)[-1]
    x = np.arange(WIDTH, dtype=np.float32)
    textured = np.abs(cv2.Sobel(cv2.cvtColor(frames[0], cv2.COLOR_RGB2GRAY), cv2.CV_32F, 1, 0)) > 60
    textured[:, -16:] = textured[:, :4] = False
    shift = (last[..., 0] - x[None])[textured]
    assert np.median(shift) == pytest.approx(10.0, abs=0.7)


def test_what_came_into_view_is_not_trusted():
    before = np.full((80, 120, 3), 90, np.uint8)
    after = before.copy()
    after[20:60, 40:80] = 200
    grid = np.dstack(np.meshgrid(np.arange(120, dtype=np.float32), np.arange(80, dtype=np.float32)))
    trust = _trust(after, before, grid)
    assert trust[30:50, 50:70].max() == 0
    assert trust[5:12, 5:30].min() > 0.9
    outside = _trust(before, before, grid + np.float32(30))
    assert outside[:, -20:].max() == 0
