"""Blur out of focus is as wide as a thin lens makes it; the shutter spreads light evenly along the camera's way."""

import dataclasses
from functools import partial
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.stage import Layer, Performance, Plane, Pose, World
from feelm.stage.focus import blur_radius
from feelm.stage.shutter import MOST_VIEWS, Shutter, line_kernel

WIDTH, HEIGHT = 320, 180


def noise(seed: int, width: int, height: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(40, 216, (height, width, 3), dtype=np.uint8)


def spot(depth_m: float, size: int = 9) -> World:
    """A small white square in the dark."""
    dark = Layer(
        "dark", (np.zeros((HEIGHT + 120, WIDTH + 120, 3), np.uint8),), (-60, -60), 1.0, Plane("infinity")
    )
    light = np.zeros((60, 60, 4), np.uint8)
    light[30 - size // 2 : 31 + size // 2, 30 - size // 2 : 31 + size // 2] = 255
    place = (WIDTH / 2 - 30, HEIGHT / 2 - 30)
    return World(WIDTH, HEIGHT, 1.0, 0.0, (dark, Layer("spot", (light,), place, 1.0, Plane("card", depth_m))))


def variance(frame: np.ndarray) -> float:
    """Second moment of the light across the frame, pixels squared."""
    light = frame[..., 0].astype(float)
    columns = np.arange(WIDTH)
    mean = (light.sum(0) * columns).sum() / light.sum()
    return float((light.sum(0) * (columns - mean) ** 2).sum() / light.sum())


@pytest.mark.parametrize("radius", [0.9, 2.0, 3.5, 6.0, 11.0, 19.0])
def test_a_point_out_of_focus_spreads_like_the_disc_of_a_thin_lens(radius):
    world = spot(4.0, size=9 if radius < 10 else 21)
    gap = 1 / 4.0 - 1 / 10.0
    pose = Pose(focus_m=10.0, aperture=radius / (0.5 * WIDTH * gap))
    assert blur_radius(world, Plane("card", 4.0), pose, np.array([[160.0, 90.0]]))[0] == pytest.approx(
        radius, rel=1e-6
    )
    performance = Performance(world)
    sharp, soft = performance.frame(Pose(), 0.0, {}), performance.frame(pose, 0.0, {})
    # A disc of radius r has the variance r² / 4 along each axis.
    assert variance(soft) - variance(sharp) == pytest.approx(radius**2 / 4, rel=0.16, abs=0.15)
    assert soft.astype(float).sum() == pytest.approx(sharp.astype(float).sum(), rel=0.06)


def test_what_is_in_focus_and_a_closed_aperture_are_sharp_to_the_pixel():
    world = spot(10.0)
    performance = Performance(world)
    sharp = performance.frame(Pose(), 0.0, {})
    assert np.array_equal(performance.frame(Pose(focus_m=10.0, aperture=1.0), 0.0, {}), sharp)
    assert np.array_equal(performance.frame(Pose(focus_m=2.0, aperture=0.0), 0.0, {}), sharp)


def full() -> World:
    sky = Layer("sky", (noise(1, WIDTH + 80, 150),), (-40, -40), 1.0, Plane("infinity"))
    ground = Layer("ground", (noise(2, WIDTH + 80, 140),), (-40, 90), 1.0, Plane("ground", below_m=1.6))
    near = np.dstack([noise(3, 90, 90), np.full((90, 90), 255, np.uint8)])
    return World(
        WIDTH, HEIGHT, 1.0, 0.0, (sky, ground, Layer("near", (near,), (30, 60), 1.0, Plane("card", 4.0)))
    )


def test_level_ground_is_sharpest_where_the_focus_is():
    # Level ground 8 m away is seen on row 90 + 320 · 1.6 / 8 = 154.
    frame = Performance(full()).frame(Pose(focus_m=8.0, aperture=0.25), 0.0, {})[:, 200:].astype(float)
    detail = np.abs(np.diff(frame, axis=1)).mean(axis=(1, 2))
    assert 145 <= 95 + int(np.argmax(detail[95:])) <= 163
    assert detail[96:102].mean() < 0.3 * detail[150:158].mean()
    assert detail[174:180].mean() < 0.9 * detail[150:158].mean()


def test_no_dark_edge_blurs_into_the_frame():
    white = np.full((HEIGHT + 8, WIDTH + 8, 3), 255, np.uint8)
    layers = (Layer("sky", (white,), (-4, -4), 1.0, Plane("infinity")),
              Layer("floor", (white[90:],), (-4, 90), 1.0, Plane("ground")))  # fmt: skip
    frame = Performance(World(WIDTH, HEIGHT, 1.0, 0.0, layers)).frame(
        Pose(focus_m=1.0, aperture=0.2), 0.0, {}
    )
    assert frame.min() >= 250


def test_pulling_the_focus_changes_the_picture_smoothly():
    performance = Performance(full())
    frames = [
        performance.frame(Pose(focus_m=1 / d, aperture=0.3), 0.0, {}).astype(float)
        for d in np.linspace(0.3, 0.08, 60)
    ]
    steps = [np.abs(b - a).mean() for a, b in pairwise(frames)]
    assert max(steps) < 4 * np.median(steps) and max(steps) < 4.0
    again = performance.frame(Pose(focus_m=1 / 0.3, aperture=0.3), 0.0, {}).astype(float)
    assert np.array_equal(again, frames[0])


def pan(degrees: float, angle: float) -> tuple[Shutter, World]:
    """A camera that turns by so many degrees from frame to frame."""
    world = spot(8.0, size=9)
    poses = [Pose(pan_deg=degrees * (n - 3)) for n in range(7)]
    return Shutter(poses, np.full(7, angle), world, (8.0,), flat=False), world


def test_a_closed_shutter_and_a_still_camera_blur_nothing():
    seen = []

    def draw(pose: Pose) -> np.ndarray:
        seen.append(pose)
        return np.zeros((HEIGHT, WIDTH, 3), np.uint8)

    for degrees, angle in ((4.0, 0.0), (0.0, 180.0), (0.05, 180.0)):
        pan(degrees, angle)[0].exposed(3, draw)
        assert [pose.pan_deg for pose in seen] == [0.0]
        seen.clear()


@pytest.mark.parametrize(("degrees", "angle"), [(4.0, 360.0), (8.0, 180.0), (16.0, 180.0), (20.0, 90.0)])
def test_a_pan_spreads_a_point_evenly_along_its_way(degrees, angle):
    shutter, world = pan(degrees, angle)
    performance = Performance(world)
    frame = shutter.exposed(3, partial(performance.frame, time_s=0.0, signals={}))
    light = (frame[..., 0].astype(float) ** 2).sum(axis=0)
    way = WIDTH * np.tan(np.deg2rad(degrees * angle / 360))
    lit = np.flatnonzero(light > 0.5 * light.max())
    # A square of 9 pixels, moved along the way, is lit by half or more over just that length.
    assert np.ptp(lit) + 1 == pytest.approx(max(way, 9.0), abs=3.0)
    bright = light[light > 0.9 * light.max()]
    assert bright.size >= abs(way - 9.0) - 4
    middle = light[
        np.flatnonzero(light > 0.7 * light.max())[3] : np.flatnonzero(light > 0.7 * light.max())[-3]
    ]
    # No ghosts: between the views there is as much light as on them.
    assert middle.min() > 0.8 * middle.max()
    sharp = (performance.frame(Pose(), 0.0, {})[..., 0].astype(float) ** 2).sum()
    assert light.sum() == pytest.approx(sharp, rel=0.1)
    assert (lit[0] + lit[-1] + 1) / 2 == pytest.approx(WIDTH / 2, abs=1.0)


def test_fast_moves_take_more_views_but_never_too_many():
    counts = []
    for zoom in (1.0, 1.01, 1.05, 1.3, 3.0):
        poses = [Pose(zoom=zoom**n) for n in range(3)]
        seen: list[Pose] = []

        def draw(pose: Pose, seen: list[Pose] = seen) -> np.ndarray:
            seen.append(pose)
            return np.zeros((HEIGHT, WIDTH, 3), np.uint8)

        Shutter(poses, np.full(3, 180.0), spot(8.0), (8.0,), flat=False).exposed(1, draw)
        counts.append(len(seen))
    assert counts[0] == 1 and counts == sorted(counts) and counts[-1] == MOST_VIEWS


@given(st.floats(-12, 12), st.floats(-12, 12))
def test_a_line_kernel_keeps_the_light_and_its_middle(x, y):
    kernel = line_kernel(np.array([x, y]))
    reach = kernel.shape[0] // 2
    across, down = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    assert kernel.sum() == pytest.approx(1) and kernel.min() >= 0
    assert abs((kernel * across).sum()) < 1e-9 and abs((kernel * down).sum()) < 1e-9
    assert (kernel * across**2).sum() == pytest.approx(x * x / 12, abs=0.3)


def test_blur_is_the_same_whatever_was_drawn_before():
    pose = Pose(0.1, 0.0, 0.2, 0.5, focus_m=5.0, aperture=0.2)
    one, two = Performance(full()), Performance(full())
    for z in (0.0, 0.1, 0.15):
        one.frame(dataclasses.replace(pose, z_m=z, focus_m=9.0), 0.0, {})
    first, second = one.frame(pose, 0.0, {}), two.frame(pose, 0.0, {})
    # Where a piece begins decides how its coordinates are rounded (to 1/1024 of a pixel), no more.
    assert np.abs(first.astype(int) - second.astype(int)).max() <= 3
    assert cv2.Laplacian(one.frame(pose, 0.0, {}), cv2.CV_64F).any()
