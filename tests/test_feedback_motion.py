"""The way of a fed-back picture: exact places by construction, the same at every frame rate."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.errors import ScoreError
from feelm.score.model import Drift, Feedback, Keys
from feelm.stage.feedback import camera_matrix, camera_steps, steps
from feelm.stage.feedback.motion import between, flipped
from feelm.stage.feedback.warp import fetch, flat, inside, way_ahead, way_back

SIZE = (160, 90)


def place(matrix: np.ndarray, x: float, y: float, z: float = 1.0) -> tuple[float, float]:
    there = matrix @ np.array([x * z, y * z, z, 1.0])
    return there[0] / there[2], there[1] / there[2]


def way(drift: Drift, count: int = 2, fps: float = 24.0, **more: object) -> np.ndarray:
    return steps(Feedback(drift=drift, **more), count=count, fps=fps, size=SIZE, signals={})


def test_positive_shift_goes_right_and_down_in_pixels_of_the_reference():
    moved = way(Drift(x=3, y=2), reference=(320, 180))[1]
    assert place(moved, 40, 30) == pytest.approx((41.5, 31.0))


def test_angle_turns_anticlockwise_and_zoom_enlarges_about_the_centre():
    x, y = place(way(Drift(angle=90))[1], 100, 45)
    assert (x, y) == pytest.approx((80, 25))
    assert place(way(Drift(zoom=2, centre_x=0, centre_y=0))[1], 10, 20) == pytest.approx((20, 40))


def test_the_shift_comes_before_the_zoom():
    assert place(way(Drift(zoom=2, x=5, centre_x=0, centre_y=0))[1], 10, 0)[0] == pytest.approx(30)


@pytest.mark.parametrize(
    ("drift", "point", "right", "down"),
    [
        (Drift(dx=20), (80, 45), -1, 0),
        (Drift(dy=20), (80, 45), 0, 1),
        (Drift(dz=20), (120, 45), 1, 0),
        (Drift(ry=2), (80, 45), -1, 0),
        (Drift(rx=2), (80, 45), 0, 1),
        (Drift(rz=2), (120, 45), 0, -1),
    ],
)
def test_the_camera_in_depth_moves_as_named(
    drift: Drift, point: tuple[int, int], right: int, down: int
) -> None:
    x, y = place(way(drift, mode="3d")[1], *point, z=1.0)
    assert np.sign(round(x - point[0], 1)) == right
    assert np.sign(round(y - point[1], 1)) == down


def test_a_pan_of_half_the_field_of_view_brings_the_middle_to_the_border():
    assert place(way(Drift(ry=35, fov=70), mode="3d")[1], 80, 45, z=3.0)[0] == pytest.approx(0, abs=1e-9)


def test_what_is_twice_as_far_moves_half_as_much():
    step = way(Drift(dx=20), mode="3d")[1]
    near, far = (place(step, 80, 45, z)[0] - 80 for z in (1.0, 2.0))
    assert near == pytest.approx(2 * far)


def test_a_flip_without_angles_is_nothing_and_with_one_the_near_side_grows():
    still = dict.fromkeys(("flip_theta", "flip_phi", "flip_gamma"), 0.0) | {"flip_fov": 53.0}
    assert np.allclose(flipped(still, SIZE), np.eye(3))
    turned = way(Drift(flip_gamma=20))[1]
    heights = [place(turned, x, 80)[1] - place(turned, x, 10)[1] for x in (5, 155)]
    assert heights[0] != pytest.approx(heights[1])
    assert place(turned, 80, 45) == pytest.approx((80, 45))


@settings(max_examples=25, deadline=None)
@given(
    st.floats(0.9, 1.1), st.floats(-8, 8), st.floats(-6, 6), st.floats(-6, 6), st.floats(-5, 5),
    st.floats(-20, 20), st.floats(-3, 3),
)  # fmt: skip
def test_the_same_way_is_gone_in_the_same_time_at_every_rate(
    zoom: float, angle: float, x: float, y: float, flip: float, dz: float, ry: float
) -> None:
    flat_drift = Drift(zoom=zoom, angle=angle, x=x, y=y, flip_phi=flip)
    deep = Drift(dz=dz, dx=x, ry=ry, rz=angle, fov=60)
    for drift, mode in ((flat_drift, "2d"), (deep, "3d")):
        ends = []
        for fps in (24.0, 12.0, 48.0, 30.0):
            moves = way(drift, int(fps) + 1, fps, mode=mode, rate=24.0)
            ends.append(between(moves, 0, int(fps)))
        for end in ends[1:]:
            assert np.allclose(place(end, 40, 30, 1.5), place(ends[0], 40, 30, 1.5), atol=1e-5)


def test_zoom_factors_are_powered_and_curves_are_read_at_their_own_rate():
    doubled = way(Drift(zoom=1.21, centre_x=0, centre_y=0), 3, 24.0, rate=12.0)
    assert place(doubled[1], 10, 10)[0] == pytest.approx(11.0)
    keyed = Drift(x=Keys(keys=[(0, 0), (0.5, 6), (1, 0)]))
    at_24 = between(way(keyed, 25, 24.0, rate=12.0), 0, 24)
    at_12 = between(way(keyed, 13, 12.0), 0, 12)
    assert np.allclose(at_24, at_12, atol=1e-9)


def test_nothing_to_see_is_refused_in_words():
    with pytest.raises(ScoreError, match="zoom of 0 leaves no picture"):
        way(Drift(zoom=0))
    with pytest.raises(ScoreError, match="half a circle"):
        way(Drift(angle=180), 5, 24.0, rate=15.0)


def test_one_sampling_of_the_whole_way_is_the_way_back_of_all_its_steps():
    rng = np.random.default_rng(3)
    picture = cv2.GaussianBlur(rng.random((90, 160, 3), dtype=np.float32), (0, 0), 4)
    moves = way(Drift(zoom=1.03, angle=2, x=1), 6)
    once = fetch(picture, way_back(between(moves, 0, 5), None, SIZE), "mirror")
    stepped = picture
    for n in range(1, 6):
        stepped = fetch(stepped, way_back(between(moves, n - 1, n), None, SIZE), "mirror")
    inner = (slice(20, 70), slice(20, 140))
    assert np.abs(once - stepped)[inner].max() < 0.01
    x, y = place(between(moves, 0, 5), 60.5, 40.5)
    sampled = cv2.getRectSubPix(once, (1, 1), (x - 0.5, y - 0.5))[0, 0]
    assert np.allclose(sampled, picture[40, 60], atol=0.01)


def test_a_way_over_depth_finds_where_each_pixel_came_from_and_how_deep_it_is():
    depth = np.tile(np.linspace(1.0, 3.0, 20, dtype=np.float32), (11, 1))
    step = way(Drift(dz=12, dx=8, ry=1), mode="3d")[1]
    back = way_back(step, depth, SIZE)
    assert back.places is not None and back.depth is not None
    for x, y in ((40.5, 30.5), (100.5, 60.5), (130.5, 20.5)):
        old_x, old_y = back.places[int(y), int(x)] + 0.5
        z = 1.0 + 2.0 * np.clip((old_x / 160 * 20 - 0.5) / 19, 0, 1)
        assert place(step, old_x, old_y, z) == pytest.approx((x, y), abs=0.15)
    ahead = way_ahead(np.linalg.inv(step), back.depth, SIZE)
    assert ahead.places is not None
    gap = np.abs(ahead.places - back.places)[15:75, 25:135]
    assert gap.max() < 0.3


def test_what_came_from_outside_is_known():
    zoomed_out = way(Drift(zoom=0.5))[1]
    cover = inside(way_back(zoomed_out, None, SIZE), 2.0)
    assert cover[45, 80] == 1 and cover[2, 2] == 0
    assert 0.23 < cover.mean() < 0.27


def test_the_shots_own_camera_moves_the_picture_too():
    lens = np.array([[160.0, 0, 80], [0, 160.0, 45], [0, 0, 1]])
    views = [camera_matrix(lens, lens, np.array([0.0, 0.0, z])) for z in (0.0, 0.5)]
    deep = camera_steps(views, None)
    assert np.allclose(deep[0], np.eye(4))
    assert place(deep[1], 120, 45, z=1.0)[0] == pytest.approx(160)
    flattened = camera_steps(views, 2.0)[1]
    assert place(flattened, 120, 45)[0] == pytest.approx(80 + 40 * 2 / 1.5)
    assert np.allclose(flat(flattened), flattened[:3, :3])
