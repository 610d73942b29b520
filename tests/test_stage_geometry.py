"""Points that lie on a plane must land where the pinhole camera sees them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.stage.geometry import (
    apply,
    depth_at,
    depth_of_row,
    ground_row,
    homography,
    lens,
    position,
    projection,
    rotation,
)
from feelm.stage.layer import Plane, Pose, World

small = st.floats(-0.6, 0.6)
angles = st.floats(-6, 6)
poses = st.builds(
    Pose, x_m=small, y_m=st.floats(-0.4, 0.4), z_m=small, pan_deg=angles, tilt_deg=angles, roll_deg=angles,
    zoom=st.floats(0.7, 1.6),
)  # fmt: skip
worlds = st.builds(
    World, width=st.just(640), height=st.just(360), focal=st.floats(0.6, 1.8), horizon=st.floats(-0.25, 0.25),
    layers=st.just(()),
)  # fmt: skip


def seen(world: World, pose: Pose, points: np.ndarray) -> np.ndarray:
    """A pinhole camera written out: world points (n, 3) to frame pixels."""
    image = (points - position(pose)) @ projection(world, pose).T
    return image[:, :2] / image[:, 2:]


@given(
    worlds,
    poses,
    st.floats(2, 200),
    st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=8),
)
def test_points_of_a_card_land_where_the_camera_sees_them(world, pose, depth, spots):
    points = np.array([[x * depth * 0.4, y * depth * 0.3, depth] for x, y in spots])
    before = seen(world, Pose(), points)
    after = apply(homography(world, Plane("card", depth_m=depth), pose), before)
    assert np.allclose(after, seen(world, pose, points), atol=1e-6)


@given(
    worlds,
    poses,
    st.floats(0.8, 4),
    st.lists(st.tuples(st.floats(-1, 1), st.floats(3, 80)), min_size=1, max_size=8),
)
def test_points_of_the_ground_land_where_the_camera_sees_them(world, pose, below, spots):
    points = np.array([[x * z * 0.4, below, z] for x, z in spots])
    before = seen(world, Pose(), points)
    after = apply(homography(world, Plane("ground", below_m=below), pose), before)
    assert np.allclose(after, seen(world, pose, points), atol=1e-6)


@given(worlds, poses)
def test_the_sky_moves_with_turning_and_zoom_only(world, pose):
    walked = Pose(
        pose.x_m + 3, pose.y_m - 1, pose.z_m + 2, pose.pan_deg, pose.tilt_deg, pose.roll_deg, pose.zoom
    )
    sky = Plane("infinity")
    assert np.allclose(homography(world, sky, pose), homography(world, sky, walked))
    far = Plane("card", depth_m=1e12)
    assert np.allclose(homography(world, far, pose), homography(world, sky, pose))


@given(st.floats(0.05, 0.8), st.floats(2, 100), st.floats(2, 100))
def test_parallax_of_cards_is_inverse_to_their_depth(step, near, far):
    world = World(640, 360, 1.0, 0.1, ())
    pose = Pose(x_m=step)
    shift = [homography(world, Plane("card", depth_m=d), pose)[0, 2] for d in (near, far)]
    assert shift[0] * near == pytest.approx(shift[1] * far, rel=1e-9)
    assert shift[0] == pytest.approx(-640 * step / near)


@given(worlds, poses, st.floats(3, 60))
def test_the_way_back_of_a_homography_is_its_inverse(world, pose, depth):
    matrix = homography(world, Plane("card", depth_m=depth), pose)
    points = np.array([[0.0, 0.0], [640, 0], [320, 180], [640, 360]])
    assert np.allclose(apply(np.linalg.inv(matrix), apply(matrix, points)), points, atol=1e-6)


@given(st.floats(-20, 20), st.floats(-15, 15))
def test_turning_keeps_lengths_and_zero_turns_nothing(pan, tilt):
    turn = rotation(Pose(pan_deg=pan, tilt_deg=tilt))
    assert np.allclose(turn @ turn.T, np.eye(3))
    assert np.linalg.det(turn) == pytest.approx(1.0)
    world = World(640, 360, 1.0, 0.0, ())
    assert np.allclose(homography(world, Plane("ground"), Pose()), np.eye(3))


def test_signs_of_the_pose_are_those_of_the_contract():
    world = World(640, 360, 1.0, 0.0, ())
    middle = np.array([[320.0, 180.0]])

    def moved(pose: Pose) -> np.ndarray:
        return apply(homography(world, Plane("card", depth_m=10.0), pose), middle)[0] - middle[0]

    assert moved(Pose(x_m=1))[0] < 0 and moved(Pose(y_m=1))[1] < 0
    assert moved(Pose(pan_deg=2))[0] < 0 and moved(Pose(tilt_deg=2))[1] > 0
    corner = np.array([[640.0, 180.0]])
    near = homography(world, Plane("card", depth_m=10.0), Pose(z_m=5))
    assert apply(near, corner)[0, 0] == pytest.approx(320 + 2 * 320)


def test_rows_and_depths_of_the_ground_agree():
    world = World(640, 360, 1.0, -0.1, ())
    for depth in (2.0, 7.5, 40.0):
        assert depth_of_row(world, ground_row(world, depth, 1.6), 1.6) == pytest.approx(depth)
    assert depth_of_row(world, 100.0) == float("inf")
    assert np.allclose(lens(world)[1, 2], 360 * 0.4)


@settings(max_examples=25)
@given(worlds, poses, st.floats(-0.8, 0.8), st.floats(3, 40))
def test_depth_of_the_ground_is_that_of_its_points(world, pose, across, away):
    point = np.array([[across * away * 0.3, 1.6, away]])
    pixel = seen(world, pose, point)[0]
    if not (0.5 <= pixel[0] < 639.5 and 0.5 <= pixel[1] < 359.5):
        return
    column, row = int(pixel[0]), int(pixel[1])
    ray_back = np.linalg.inv(homography(world, Plane("ground", below_m=1.6), pose))
    centre = apply(ray_back, np.array([[column + 0.5, row + 0.5]]))
    on_ground = np.linalg.inv(lens(world)) @ np.array([*centre[0], 1.0])
    on_ground *= 1.6 / on_ground[1]
    expected = (rotation(pose) @ (on_ground - position(pose)))[2]
    found = depth_at(world, Plane("ground", below_m=1.6), pose, np.array([[column + 0.5, row + 0.5]]))
    assert found[0] == pytest.approx(expected, rel=1e-4)


def test_depth_of_cards_is_constant_and_above_the_horizon_there_is_no_ground():
    world = World(64, 36, 1.0, 0.0, ())
    sky, earth = np.array([[10.0, 4.0], [60.0, 17.0]]), np.array([[10.0, 20.0], [60.0, 35.0]])
    both = np.concatenate([sky, earth])
    assert np.allclose(depth_at(world, Plane("card", depth_m=8.0), Pose(z_m=1.0, x_m=2.0), both), 7.0)
    assert np.isinf(depth_at(world, Plane("ground"), Pose(), sky)).all()
    assert np.isfinite(depth_at(world, Plane("ground"), Pose(), earth)).all()
    assert np.isinf(depth_at(world, Plane("infinity"), Pose(), both)).all()
