"""Moves start and end softly, stay small, repeat with their seed, and add to the curves of the score."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from feelm.errors import ScoreError
from feelm.score import dumps, loads
from feelm.score.model import Camera, Keys
from feelm.stage import SUBJECT_DEPTH_M, camera_poses
from feelm.stage.camera import glide, wander
from feelm.stage.lens import FOCALS
from feelm.vocabulary import CAMERA_MOVES, SHOT_SIZES


def track(
    camera: Camera, fps: float = 24.0, duration_s: float = 6.0, size="wide", seed=3, signals=None
) -> np.ndarray:
    """Poses of a whole shot as an array (frames, 11)."""
    times = np.arange(round(duration_s * fps)) / fps
    poses = camera_poses(
        camera, times_s=times, duration_s=duration_s, signals=signals or {}, shot_size=size, seed=seed
    )  # fmt: skip
    return np.array([dataclasses.astuple(pose) for pose in poses])


@given(st.floats(0.1, 0.5))
def test_glide_goes_from_zero_to_one_softly_and_evenly(ramp):
    u = np.linspace(0, 1, 2001)
    way = glide(u, ramp)
    speed = np.diff(way) * 2000
    assert way[0] == 0 and way[-1] == pytest.approx(1)
    assert speed.min() >= -1e-9 and speed[0] < 0.01 and speed[-1] < 0.01
    assert np.allclose(way + way[::-1], 1)
    assert speed.max() == pytest.approx(1 / (1 - ramp), rel=1e-3)


LARGE = {"whip_pan_left", "whip_pan_right", "orbit_left", "orbit_right", "dolly_zoom", "crash_zoom", "crane_up",
         "crane_down", "roll_left", "roll_right", "zoom_in", "zoom_out", "focus_pull"}  # fmt: skip
CALM = [move for move in CAMERA_MOVES if move not in LARGE]
STILL = [0, 0, 0, 0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("move", CALM)
@pytest.mark.parametrize("size", SHOT_SIZES)
def test_every_calm_move_is_small_smooth_and_scaled_by_strength(move, size):
    still = track(Camera(move=move, strength=0.0), size=size)[:, :9]
    assert np.allclose(still, STILL)
    path = track(Camera(move=move, strength=1.0), size=size)[:, :9]
    depth = SUBJECT_DEPTH_M[size]
    assert np.ptp(path, axis=0).max() > 0
    assert np.abs(path[:, :3]).max() < 0.2 * depth and np.abs(path[:, 3:6]).max() < 8
    jolt = np.abs(np.diff(path, n=2, axis=0)) / np.array([depth, depth, depth, 53, 53, 53, 1, 1, 1])
    assert jolt.max() < 0.003
    half = track(Camera(move=move, strength=0.5), size=size)[:, :9]
    assert np.allclose(half - still, (path - still) / 2, atol=0.02 * depth)


@pytest.mark.parametrize("move", sorted(LARGE - {"focus_pull"}))
@pytest.mark.parametrize("size", ["wide", "close"])
def test_a_large_move_without_strength_is_none_and_with_it_has_no_jump_in_speed(move, size):
    assert np.allclose(track(Camera(move=move, strength=0.0), size=size)[:, :9], STILL)
    fine = track(Camera(move=move, strength=1.0), size=size, fps=960.0)[:, :9]
    speed = np.diff(fine, axis=0) * 960
    assert np.ptp(fine, axis=0).max() > 0.05
    # A jump in speed would stay as large however fine the steps; a bend of the curve becomes small with them.
    assert np.abs(np.diff(speed, axis=0)).max() < 0.012 * np.abs(speed).max()


@pytest.mark.parametrize(
    ("move", "column", "sign"),
    [("push_in", 2, 1), ("pull_out", 2, -1), ("pan_left", 3, -1), ("pan_right", 3, 1), ("truck_left", 0, -1),
     ("truck_right", 0, 1), ("rise", 1, -1), ("sink", 1, 1), ("tilt_up", 4, 1), ("tilt_down", 4, -1),
     ("whip_pan_left", 3, -1), ("whip_pan_right", 3, 1), ("orbit_left", 0, -1), ("orbit_right", 0, 1),
     ("zoom_in", 6, 1), ("zoom_out", 6, -1), ("dolly_zoom", 2, 1), ("crash_zoom", 6, 1), ("roll_left", 5, -1),
     ("roll_right", 5, 1), ("crane_up", 1, -1), ("crane_down", 1, 1), ("focus_pull", 9, 1)],
)  # fmt: skip
def test_moves_go_where_their_names_say(move, column, sign):
    path = track(Camera(move=move))
    assert np.sign(path[-1, column] - path[0, column]) == sign


@pytest.mark.parametrize("move", ["arc_right", "orbit_right"])
def test_who_goes_around_the_hero_keeps_it_in_the_middle(move):
    path = track(Camera(move=move, strength=1.0))
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


def test_an_orbit_curve_is_the_same_circle_as_the_move():
    path = track(Camera(strength=0.0, orbit=Keys(keys=[(0, -10), (6, 10)])))
    angle = np.deg2rad(path[:, 3])
    depth = SUBJECT_DEPTH_M["wide"]
    assert np.allclose(path[:, 0], -depth * np.sin(angle)) and np.allclose(
        path[:, 2], depth * (1 - np.cos(angle))
    )
    assert path[0, 3] == pytest.approx(10) and path[143, 3] == pytest.approx(-10, abs=0.2)


def test_a_dolly_zoom_keeps_the_size_of_the_hero():
    path = track(Camera(move="dolly_zoom", strength=1.0))
    depth = SUBJECT_DEPTH_M["wide"]
    size = path[:, 6] / (depth - path[:, 2])
    assert np.allclose(size, 1 / depth, rtol=1e-12) and path[:, 2].max() > 0.3 * depth


def test_an_angle_of_view_takes_the_place_of_the_lens():
    path = track(Camera(strength=0.0, fov=40.0, zoom=1.2), size="close")
    across = 2 * np.rad2deg(np.arctan(0.5 / (FOCALS["close"] * path[:, 6] / 1.2)))
    assert np.allclose(across, 40.0)


def test_focus_is_on_the_hero_wherever_the_camera_goes_and_can_be_pulled():
    depth = SUBJECT_DEPTH_M["wide"]
    push = track(Camera(move="push_in", strength=1.0, aperture=1.0))
    assert np.allclose(push[:, 9], depth - push[:, 2]) and np.allclose(push[:, 10], 0.02 * depth)
    circle = track(Camera(move="orbit_left", strength=1.0, aperture=1.0))
    assert np.allclose(circle[:, 9], depth)
    pull = track(Camera(move="focus_pull"))
    assert pull[0, 9] == pytest.approx(depth / 2) and pull[-1, 9] == pytest.approx(depth, rel=1e-2)
    assert (np.diff(pull[:, 9]) >= 0).all() and (pull[:, 10] > 0).all()
    assert track(Camera(focus=3.5, aperture=0.5))[7, 9] == 3.5
    assert not track(Camera(move="push_in"))[:, 10].any()


def sequence(said, **more) -> np.ndarray:
    return track(Camera(moves=said), **more)


def test_a_list_of_one_move_is_that_move():
    assert np.allclose(sequence("push in"), track(Camera(move="push_in")))
    assert np.allclose(sequence([{"name": "pan_left", "strength": 0.3}]), sequence("slow pan left"))


@pytest.mark.parametrize(
    "said",
    ["slow push in, orbit left over 3 s at 2 s, pan right", "push in, pull out", "pan left, hold, crane up",
     "truck left, whip pan right at 3 s, drift, crash zoom at 5 s", "zoom in ease linear, zoom out ease bounce_out",
     "handheld, dolly zoom, roll left ease step", "rise ease hold, sink"],
)  # fmt: skip
def test_moves_follow_one_another_without_a_jump_in_place_or_speed(said):
    coarse, fine = (sequence(said, fps=fps)[:, :7] for fps in (500.0, 4000.0))
    for path, fps in ((coarse, 500.0), (fine, 4000.0)):
        assert np.abs(np.diff(path, axis=0)).max() < 130 / fps
    jump = [np.abs(np.diff(path, n=2, axis=0) * fps).max() for path, fps in ((coarse, 500.0), (fine, 4000.0))]
    # A jump in speed is as large at any step; what is smooth falls with the step.
    assert jump[1] < 0.3 * jump[0] + 1e-6


def test_neighbouring_moves_do_not_stop_between():
    path = sequence("push in for 3 s, push in", duration_s=6.0)[:, 2]
    speed = np.diff(path)
    assert speed[70:74].min() > 0.6 * speed.max()


def test_what_ends_a_list_is_the_sum_of_its_moves_and_pushes_never_go_behind_the_start():
    path = sequence("push in for 3 s, pull out")[:, 2]
    assert path[0] == pytest.approx(0, abs=1e-9) and path[-1] < 0.02 and path.max() > 0.2
    assert path.min() > -1e-9


def test_a_whip_pan_begins_on_the_downbeat_and_lands_on_the_hero():
    bar = np.arange(144) / 24 / 2.0 + 0.35  # a bar of two seconds; the next begins at 1.3 s
    pan = sequence("whip pan right on the downbeat", signals={"bar": bar})[:, 3]
    assert np.ptp(pan[:32]) == 0 and pan[0] < -10 and pan[33] > pan[31]
    assert np.allclose(pan[round(1.8 * 24) + 1 :], 0, atol=1e-9)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("pan left at 9 s", "begins at 9.00 s"),
        ([{"name": "pan_left", "start": 3.0, "end": 2.0}], "ends at 2.00 s"),
        ("whip pan on the downbeat", "no bar"),
        ("pan left on bar 9", "not in seconds"),
    ],
)
def test_a_move_without_a_place_in_the_shot_is_refused(said, what):
    with pytest.raises(ScoreError, match=what):
        sequence(said, signals={"bar": np.full(144, 0.5)})


@given(st.sampled_from(CAMERA_MOVES), st.sampled_from([12.0, 23.976, 60.0]), st.floats(0.3, 1.0))
def test_the_same_instant_has_the_same_pose_at_every_frame_rate(move, fps, strength):
    camera = Camera(moves=[{"name": move, "strength": strength}, {"name": "push_in"}], shake=0.4)
    times = np.arange(int(6 * fps)) / fps
    some = camera_poses(camera, times_s=times, duration_s=6.0, signals={}, shot_size="medium", seed=5)
    one = camera_poses(camera, times_s=times[7:8], duration_s=6.0, signals={}, shot_size="medium", seed=5)
    assert dataclasses.astuple(one[0]) == pytest.approx(dataclasses.astuple(some[7]), abs=1e-12)


def test_shake_is_hand_held_on_top_of_any_move_and_can_follow_the_music():
    held = track(Camera(move="handheld", strength=0.7))
    assert np.allclose(track(Camera(strength=0.0, shake=0.7))[:, :7], held[:, :7])
    level = np.zeros(144)
    level[72:] = 1.0
    path = track(Camera(strength=0.0, shake="kick"), signals={"kick": level})
    assert not path[:72, :6].any() and path[80:, :6].any()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("slow push in", {"name": "push_in", "strength": 0.3}),
        ("push in slowly", {"name": "push_in", "strength": 0.3}),
        ("whip pan on the downbeat", {"name": "whip_pan_right", "on": "bar"}),
        ("Whip-pan left on bar 9", {"name": "whip_pan_left", "start": "bar 9"}),
        ("very slow orbit right from 2.5 s", {"name": "orbit_right", "strength": 0.15, "start": 2.5}),
        ("crane up until section chorus 2", {"name": "crane_up", "end": "section chorus 2"}),
        ("rack focus at 1:02.5 ease quad in", {"name": "focus_pull", "start": "1:02.5", "ease": "quad_in"}),
        ("static", {"name": "hold", "strength": 0.0}),
    ],
)
def test_moves_as_people_say_them(text, fields):
    move = Camera(moves=text).moves[0]
    assert {name: getattr(move, name) for name in fields} == fields
    assert move.model_fields_set == set(fields)


def test_lengths_are_counted_from_where_the_move_begins():
    moves = Camera(moves="orbit left over 4 bars; slow push in for a bar, hold").moves
    assert [(m.start, m.end) for m in moves] == [(None, "4 bars"), ("4 bars", "4 bars + 1 bar"), (None, None)]
    assert Camera(moves="pan left at bar 3 for two beats").moves[0].end == "bar 3 + 2 beats"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("pusch in", "did you mean `push in`"),
        ("orbit", "orbit left, orbit right"),
        ("pan left over 4 bananas", "no length"),
        ("hold, pan left over 4 bars", "nothing says when"),
        ("push in {brace}", "no camera move"),
        ("pan left at 1 s at 2 s", "twice"),
        ("push in ease bumpy", "unknown easing"),
        ("x" * 5000, "longer than"),
    ],
)
def test_what_is_no_move_is_told_in_one_sentence(said, what):
    with pytest.raises(ValidationError, match=what):
        Camera(moves=said)


def test_a_move_and_moves_are_not_both_taken():
    with pytest.raises(ValidationError, match="keep one"):
        Camera(move="push_in", moves="hold")


def test_the_score_file_takes_moves_in_words_and_gives_them_back():
    text = (
        "schema: feelm-score/1\nduration: 6\nshots:\n- {id: a, start: 0, end: 6, "
        "camera: {moves: [slow push in, whip pan right at 3 s], focus: hero, aperture: 0.4}}\n"
    )
    score = loads(text)
    assert loads(dumps(score)).shots[0].camera == score.shots[0].camera
    with pytest.raises(ScoreError, match=r"line 4, column \d+: .*no camera move is called `push on`"):
        loads(text.replace("slow push in", "push on"))


@given(st.text(max_size=60))
def test_any_text_is_a_move_or_is_refused(text):
    try:
        Camera(moves=text)
    except ValidationError:
        return


@pytest.mark.parametrize(
    "camera",
    [Camera(aperture=-1.0), Camera(fov=1.0), Camera(swing=80.0), Camera(shake=-0.1), Camera(focus=0.0),
     Camera(zoom=0.0), Camera(zoom=20.0), Camera(pan=80.0), Camera(zoom="1 / (u - u)"), Camera(x="kik")],
)  # fmt: skip
def test_what_no_lens_can_do_is_refused(camera):
    with pytest.raises(ScoreError):
        track(camera, signals={"kick": np.ones(144)})
