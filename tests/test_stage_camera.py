"""Moves start and end softly, stay small, repeat with their seed, and add to the curves of the score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import ScoreError
from feelm.score.model import Camera, Keys
from feelm.stage import SUBJECT_DEPTH_M, camera_poses
from feelm.stage.camera import glide, wander
from feelm.vocabulary import CAMERA_MOVES, SHOT_SIZES


def track(
    camera: Camera, fps: float = 24.0, duration_s: float = 6.0, size="wide", seed=3, signals=None
) -> np.ndarray:
    """Poses of a whole shot as an array (frames, 7)."""
    times = np.arange(round(duration_s * fps)) / fps
    poses = camera_poses(
        camera, times_s=times, duration_s=duration_s, signals=signals or {}, shot_size=size, seed=seed
    )  # fmt: skip
    return np.array([[p.x_m, p.y_m, p.z_m, p.pan_deg, p.tilt_deg, p.roll_deg, p.zoom] for p in poses])


@given(st.floats(0.1, 0.5))
def test_glide_goes_from_zero_to_one_softly_and_evenly(ramp):
    u = np.linspace(0, 1, 2001)
    way = glide(u, ramp)
    speed = np.diff(way) * 2000
    assert way[0] == 0 and way[-1] == pytest.approx(1)
    assert speed.min() >= -1e-9 and speed[0] < 0.01 and speed[-1] < 0.01
    assert np.allclose(way + way[::-1], 1)
    assert speed.max() == pytest.approx(1 / (1 - ramp), rel=1e-3)


@pytest.mark.parametrize("move", CAMERA_MOVES)
@pytest.mark.parametrize("size", SHOT_SIZES)
def test_every_move_is_small_smooth_and_scaled_by_strength(move, size):
    still = track(Camera(move=move, strength=0.0), size=size)
    assert np.allclose(still, [0, 0, 0, 0, 0, 0, 1])
    path = track(Camera(move=move, strength=1.0), size=size)
    depth = SUBJECT_DEPTH_M[size]
    assert np.ptp(path, axis=0).max() > 0
    assert np.abs(path[:, :3]).max() < 0.2 * depth and np.abs(path[:, 3:6]).max() < 8
    jolt = np.abs(np.diff(path, n=2, axis=0)) / np.array([depth, depth, depth, 53, 53, 53, 1])
    assert jolt.max() < 0.003
    half = track(Camera(move=move, strength=0.5), size=size)
    assert np.allclose(half - still, (path - still) / 2, atol=0.02 * depth)


@pytest.mark.parametrize(
    ("move", "column", "sign"),
    [("push_in", 2, 1), ("pull_out", 2, -1), ("pan_left", 3, -1), ("pan_right", 3, 1), ("truck_left", 0, -1),
     ("truck_right", 0, 1), ("rise", 1, -1), ("sink", 1, 1), ("tilt_up", 4, 1), ("tilt_down", 4, -1)],
)  # fmt: skip
def test_moves_go_where_their_names_say(move, column, sign):
    path = track(Camera(move=move))
    assert np.sign(path[-1, column] - path[0, column]) == sign


def test_an_arc_keeps_the_hero_in_the_middle():
    path = track(Camera(move="arc_right", strength=1.0))
    x, z, pan = path[:, 0], path[:, 2], np.deg2rad(path[:, 3])
    depth = SUBJECT_DEPTH_M["wide"]
    across = -x * np.cos(pan) - (depth - z) * np.sin(pan)
    assert np.abs(across).max() < 1e-9 and x[-1] > x[0]
    assert np.allclose(np.hypot(x, depth - z), depth)


def test_hand_held_repeats_with_its_seed_and_does_not_depend_on_the_frame_rate():
    slow, fast = track(Camera(move="handheld"), fps=24), track(Camera(move="handheld"), fps=48)
    assert np.allclose(slow, fast[::2])
    assert np.array_equal(slow, track(Camera(move="handheld")))
    assert not np.allclose(slow, track(Camera(move="handheld"), seed=4))


def test_wander_falls_off_with_frequency():
    times = np.arange(0, 400, 1 / 24)
    wave = wander(times, np.random.default_rng(1), 0.18, 3.2)
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)))) ** 2
    hertz = np.fft.rfftfreq(len(wave), 1 / 24)
    low, high = power[(hertz > 0.1) & (hertz < 0.5)].sum(), power[(hertz > 1.0) & (hertz < 5)].sum()
    assert low > 8 * high > 0
    assert np.abs(wave).max() < 2.5


def test_curves_are_added_and_the_zoom_multiplied():
    plain = track(Camera(move="push_in"))
    path = track(Camera(move="push_in", z=0.5, pan=Keys(keys=[(0, 0), (6, 3)]), zoom="1 + 0.2 * kick"),
                 signals={"kick": np.ones(144)})  # fmt: skip
    assert np.allclose(path[:, 2] - plain[:, 2], 0.5)
    assert path[72, 3] == pytest.approx(1.5) and np.allclose(path[:, 6], 1.2)


@pytest.mark.parametrize(
    "camera",
    [Camera(zoom=0.0), Camera(zoom=20.0), Camera(pan=80.0), Camera(zoom="1 / (u - u)"), Camera(x="kik")],
)
def test_what_no_lens_can_do_is_refused(camera):
    with pytest.raises(ScoreError):
        track(camera, signals={"kick": np.ones(144)})
