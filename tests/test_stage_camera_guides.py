"""What the stage says of a frame stays true under every way in which a camera can move."""

import dataclasses

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.score.model import Camera
from feelm.stage import (
    SUBJECT_DEPTH_M,
    Layer,
    Life,
    Performance,
    Plane,
    Pose,
    World,
    camera_poses,
    limit_pose,
)
from feelm.stage.geometry import apply, depth_at, homography
from feelm.stage.guide import motion_of

WIDTH, HEIGHT = 240, 136
DEPTH = SUBJECT_DEPTH_M["wide"]


def picture(seed: int, width: int, height: int) -> np.ndarray:
    rough = np.random.default_rng(seed).integers(
        0, 256, (height // 14 + 2, width // 14 + 2, 3), dtype=np.uint8
    )
    return cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)


def disc(seed: int, size: int) -> np.ndarray:
    alpha = np.zeros((size, size), np.uint8)
    cv2.circle(alpha, (size // 2, size // 2), size // 2 - 4, 255, -1, cv2.LINE_AA)
    return np.dstack([picture(seed, size, size), alpha])


def stage(*more: Layer) -> World:
    """A sky, a ground and a far tree that reach far beyond the frame, and a hero in its middle."""
    sky = Layer("sky", (picture(1, 520, 240),), (-140, -150), 1.0, Plane("infinity"))
    ground = Layer("ground", (picture(2, 520, 160),), (-140, 72), 1.0, Plane("ground", below_m=1.6))
    tree = Layer("tree", (disc(3, 60),), (20, 30), 1.0, Plane("card", depth_m=20.0), mask="tree")
    middle = ((WIDTH - 50) / 2, (HEIGHT - 50) / 2)
    hero = Layer("hero", (disc(4, 50),), middle, 1.0, Plane("card", depth_m=DEPTH), mask="hero")
    return World(WIDTH, HEIGHT, 1.0, 0.0, (sky, ground, tree, hero, *more))


small = st.floats(-1, 1)
POSES = st.builds(
    lambda x, z, pan, tilt, roll, zoom, swing, lean: Pose(
        0.3 * x, 0.1 * z, 0.4 * z, 2 * pan, 1.5 * tilt, 4 * roll, 1.2 + 0.2 * zoom, 6 * swing, 6 * lean
    ),
    *[small] * 8,
)


@settings(max_examples=25, deadline=None)
@given(POSES, POSES)
def test_depth_and_motion_are_those_of_the_surface_that_is_seen(now, before):
    life = Life(ripple_px=2.0, ripple_wavelength_px=30)
    world = stage(
        Layer("water", (picture(5, 520, 60),), (-140, 112), 1.0, Plane("ground", below_m=1.5), life=life)
    )
    performance = Performance(world)
    guide = performance.guide(now, 1.0, {}, previous=(before, 0.9, {}))
    now, before = limit_pose(world, now), limit_pose(world, before)
    y, x = np.mgrid[3:HEIGHT:9, 4:WIDTH:11]
    seen = np.stack([x.ravel() + 0.5, y.ravel() + 0.5], axis=1)
    depths = np.stack([depth_at(world, layer.plane, now, seen) for layer in world.layers])
    ways = np.stack(
        [motion_of(world, layer, seen, (now, 1.0, {}), (before, 0.9, {})) for layer in world.layers]
    )
    depth, way = guide.depth[y.ravel(), x.ravel()], guide.motion[y.ravel(), x.ravel()]
    with np.errstate(invalid="ignore"):
        same = np.isclose(depths, depth, rtol=1e-3) | (np.isinf(depths) & np.isinf(depth))
        close = same & (np.abs(ways - way).max(axis=2) < 0.02)
    # Each pixel agrees with one and the same layer in its depth and in its motion.
    assert close.any(axis=0).mean() > 0.995


@settings(max_examples=15, deadline=None)
@given(POSES, POSES)
def test_the_frame_before_pulled_along_the_motion_is_this_frame(now, before):
    performance = Performance(stage())
    before = dataclasses.replace(
        now,
        **{
            name: 0.9 * getattr(now, name) + 0.1 * getattr(before, name)
            for name in ("x_m", "z_m", "swing_deg")
        },
    )
    guide = performance.guide(now, 0.0, {}, previous=(before, 0.0, {}))
    earlier = performance.frame(before, 0.0, {})
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    pulled = cv2.remap(earlier, x + guide.motion[..., 0], y + guide.motion[..., 1], cv2.INTER_LINEAR)
    inside = cv2.erode(255 - guide.lines, np.ones((9, 9), np.uint8)) > 0
    inside &= (x + guide.motion[..., 0] > 2) & (x + guide.motion[..., 0] < WIDTH - 3)
    inside &= (y + guide.motion[..., 1] > 2) & (y + guide.motion[..., 1] < HEIGHT - 3)
    assert inside.mean() > 0.3
    assert np.abs(pulled.astype(int) - guide.colour.astype(int)).max(axis=2)[inside].mean() < 3.0


def walk(move: str, strength: float = 1.0) -> list[Pose]:
    times = np.linspace(0, 6, 7)
    return camera_poses(
        Camera(move=move, strength=strength),
        times_s=times,
        duration_s=6.0,
        signals={},
        shot_size="wide",
        seed=1,
    )


def hero_mask(performance: Performance, pose: Pose) -> np.ndarray:
    return performance.guide(pose, 0.0, {}).masks["hero"].astype(float) / 255


@pytest.mark.parametrize("move", ["orbit_left", "arc_right", "dolly_zoom"])
def test_moves_about_the_hero_keep_it_in_its_place(move):
    performance = Performance(stage())
    for pose in walk(move):
        mask = hero_mask(performance, pose)
        y, x = np.nonzero(mask > 0.5)
        # Of a card that is turned the near side is a little larger: the middle of the mask is not quite its own.
        assert x.mean() + 0.5 == pytest.approx(WIDTH / 2, abs=1.2)
        assert y.mean() + 0.5 == pytest.approx(HEIGHT / 2, abs=0.8)


def test_a_dolly_zoom_keeps_the_hero_and_changes_everything_behind():
    performance = Performance(stage())
    poses = walk("dolly_zoom")
    sizes = [hero_mask(performance, pose).sum() for pose in poses]
    assert np.ptp(sizes) < 0.015 * sizes[0]
    trees = [performance.guide(pose, 0.0, {}).masks["tree"].sum() for pose in (poses[0], poses[-1])]
    assert trees[1] < 0.8 * trees[0]


def test_a_focus_changes_no_geometry():
    performance = Performance(stage())
    pose = Pose(0.1, 0.0, 0.2, 1.0)
    sharp = performance.guide(pose, 0.0, {})
    soft = performance.guide(dataclasses.replace(pose, aperture=0.5, focus_m=DEPTH), 0.0, {})
    assert not np.array_equal(sharp.colour, soft.colour)
    solid = (sharp.masks["tree"] > 250) | (sharp.masks["hero"] > 250)
    inner = cv2.erode(solid.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert np.array_equal(sharp.depth[inner], soft.depth[inner])
    assert soft.masks["tree"].astype(int).sum() == pytest.approx(
        sharp.masks["tree"].astype(int).sum(), rel=0.02
    )


def test_a_swing_tips_the_right_side_away_and_a_lean_the_top():
    world = stage()
    corners = np.array([[0.0, 0.0], [WIDTH, 0.0], [0.0, HEIGHT], [WIDTH, HEIGHT]])
    swung = apply(homography(world, Plane("infinity"), Pose(swing_deg=20)), corners)
    assert swung[3, 1] - swung[1, 1] < swung[2, 1] - swung[0, 1]
    leant = apply(homography(world, Plane("infinity"), Pose(lean_deg=20)), corners)
    assert leant[1, 0] - leant[0, 0] < leant[3, 0] - leant[2, 0]
    still = apply(
        homography(world, Plane("card", 5.0), Pose(swing_deg=20, lean_deg=-9)), corners.mean(0)[None]
    )
    assert np.allclose(still, corners.mean(0))
