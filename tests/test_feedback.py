"""Fed-back pictures: no grey pull, no wrap-round, accents on their frame, every frame, the same bytes."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from feelm.errors import InputError
from feelm.painter import find_style, make_brush
from feelm.painter.backdrop import flatten
from feelm.painter.feedback import FeedbackBrush, to_bytes
from feelm.painter.scene import sample_world
from feelm.score.model import Drift, Feedback, Keys, Paint
from feelm.seeds import generator
from feelm.stage.feedback import (
    Repainter,
    Request,
    begun,
    continued,
    depth_of_picture,
    depth_of_scene,
    feed,
    lay_course,
    read_state,
    steps,
    write_state,
)
from feelm.stage.feedback.colour import held, luma_statistics, oklab, srgb, statistics, within
from feelm.stage.feedback.disturb import Disturbance, noised, perlin_noise, shaped, white_noise
from feelm.stage.feedback.keys import key_frames, peaks

SIZE = (192, 108)


class Still:
    """A painter that changes nothing and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def repaint(self, picture: np.ndarray, request: Request) -> np.ndarray:
        self.asked.append(request)
        return picture


class Flasher:
    """A painter that paints a frame with an accent white and all others black."""

    def repaint(self, picture: np.ndarray, request: Request) -> np.ndarray:
        return np.full_like(picture, 1.0 if request.accent > 0.5 else 0.0)


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    whole = cv2.resize(flatten(sample_world(640, 360)), SIZE, interpolation=cv2.INTER_AREA)
    return np.divide(whole, 255, dtype=np.float32)


def course_of(feedback: Feedback, count: int, fps: float = 24.0, whole: int | None = None):
    motion = steps(feedback, count=whole or count, fps=fps, size=SIZE, signals={})
    return lay_course(
        feedback, motion=motion, count=count, whole=whole or count, fps=fps, size=SIZE, signals={}, seed=7,
        shot_id="s01",
    )  # fmt: skip


def frames(
    feedback: Feedback, picture: np.ndarray, count: int, painter: Repainter, scene: np.ndarray | None = None
) -> list[np.ndarray]:
    course = course_of(feedback, count)
    return [
        shown for _, shown, _ in feed(course, begun(course, picture), painter, lambda n: scene, range(count))
    ]


@pytest.mark.parametrize("cadence", [1, 2, 4, 10])
def test_every_frame_comes_out_whatever_the_cadence(picture: np.ndarray, cadence: int) -> None:
    feedback = Feedback(drift=Drift(zoom=1.01), cadence=cadence)
    course = course_of(feedback, 24)
    numbers = [n for n, _, _ in feed(course, begun(course, picture), Still(), lambda n: None, range(24))]
    assert numbers == list(range(24))


def test_keys_stand_every_so_many_frames_of_the_rate_and_where_an_accent_peaks():
    silence = np.zeros(30)
    assert [k.frame for k in key_frames(10, 4, silence)] == [0, 4, 8, 9]
    assert [k.frame for k in key_frames(11, 1.6, silence)] == [0, 1, 3, 4, 6, 8, 9, 10]
    hit = np.zeros(30)
    hit[5:8] = [1.0, 0.6, 0.2]
    keys = key_frames(12, 4, hit)
    assert [k.frame for k in keys] == [0, 4, 5, 8, 11]
    assert [k.accent for k in keys] == [False, False, True, False, False]
    assert peaks(np.array([0, 0.05, 0, 0.5, 0.5, 0.1, 0.9])) == [3, 6]


def test_an_accent_is_whole_on_its_frame_and_not_seen_before_it(picture: np.ndarray) -> None:
    accent = Keys(keys=[(0, 0), (6.9 / 24, 0), (7 / 24, 1), (7.5 / 24, 0)])
    feedback = Feedback(cadence=5, accent=accent, colour="free", sharpen=0, noise=0)
    light = [float(f.mean()) for f in frames(feedback, np.zeros_like(picture), 16, Flasher())]
    assert light[7] == pytest.approx(1.0)
    assert max(light[:7]) == pytest.approx(0.0, abs=1e-6)


def test_a_key_is_whole_on_its_own_frame_and_the_way_there_is_a_fade(picture: np.ndarray) -> None:
    class Grows:
        def repaint(self, picture: np.ndarray, request: Request) -> np.ndarray:
            return np.full_like(picture, request.frame / 100)

    feedback = Feedback(cadence=4, colour="free", noise=0, sharpen=0)
    light = [float(f.mean()) for f in frames(feedback, np.zeros_like(picture), 13, Grows())]
    assert light == pytest.approx([n / 100 for n in range(13)], abs=2e-4)


@pytest.mark.parametrize("kind", ["white", "perlin"])
def test_noise_has_no_mean_and_the_size_that_was_asked_for(picture: np.ndarray, kind: str) -> None:
    how = Disturbance(noise=0.05, noise_kind=kind)
    change = noised(picture, how, generator(1, "a")) - picture
    assert np.abs(change.mean(axis=(0, 1))).max() < 0.002
    assert change.std() == pytest.approx(0.05, rel=0.1)
    again = noised(picture, how, generator(1, "a")) - picture
    assert np.array_equal(change, again)
    assert not np.array_equal(change, noised(picture, how, generator(1, "b")) - picture)


def test_perlin_noise_is_smooth_and_each_octave_is_finer():
    coarse = perlin_noise((256, 144), 1, 0.5, generator(1, "n"))
    fine = perlin_noise((256, 144), 4, 0.9, generator(1, "n"))
    white = white_noise((256, 144), generator(1, "n"))

    def rough(noise: np.ndarray) -> float:
        return float(np.abs(np.diff(noise, axis=1)).mean())

    assert 1.4 * rough(coarse) < rough(fine) < 0.5 * rough(white)


def test_contrast_turns_about_the_mean_and_nothing_wraps_round():
    bright = np.full((40, 60, 3), 250 / 255, np.float32)
    bright[:20] = 0.2
    more = shaped(bright, Disturbance(contrast=1.3))
    assert more.mean() == pytest.approx(bright.mean(), abs=1e-4)
    assert more.std() == pytest.approx(1.3 * bright.std(), rel=1e-3)
    assert to_bytes(more).max() == 255 and to_bytes(more)[30:].min() == 255


def test_sharpening_leaves_small_differences_under_its_threshold(picture: np.ndarray) -> None:
    sharper = shaped(picture, Disturbance(sharpen=0.5))
    assert statistics(sharper).detail > 1.2 * statistics(picture).detail
    assert np.array_equal(shaped(picture, Disturbance(sharpen=0.5, threshold=1.0)), picture)


def test_colour_is_brought_to_that_of_another_picture(picture: np.ndarray) -> None:
    faded = 0.35 + 0.6 * (picture - 0.3) * np.array([1.0, 0.9, 0.7], np.float32)
    back = held(faded, statistics(picture), most=3.0)
    assert luma_statistics(back) == pytest.approx(luma_statistics(picture), rel=0.02)
    assert np.allclose(statistics(back).mean, statistics(picture).mean, atol=0.01)
    assert np.allclose(srgb(oklab(picture.reshape(-1, 3).astype(float))), picture.reshape(-1, 3), atol=1e-5)


def test_single_dabs_beyond_all_colours_are_led_back(picture: np.ndarray) -> None:
    wild = picture.copy()
    wild[50:54, 60:64] = (1.0, 0.0, 0.0)
    calm = within(wild, statistics(picture))
    assert np.ptp(calm[52, 62]) < 0.8
    assert np.abs(calm - wild)[:40].max() < 0.12


def test_neither_light_nor_contrast_drifts_in_a_hundred_frames_on_their_own(picture: np.ndarray) -> None:
    feedback = Feedback(drift=Drift(zoom=1.01, angle=0.5))
    shown = frames(feedback, picture, 100, Still())
    mean, contrast = luma_statistics(picture)
    for now in (luma_statistics(f) for f in shown):
        assert now[0] == pytest.approx(mean, rel=0.03)
        assert now[1] == pytest.approx(contrast, rel=0.10)


@pytest.mark.long
@pytest.mark.parametrize("with_world", [False, True])
def test_three_hundred_painted_frames_keep_their_light_and_contrast(
    picture: np.ndarray, with_world: bool
) -> None:
    style = find_style("klimt_primavesi")
    painter = FeedbackBrush(make_brush(1), style, Paint(style=style.name), seed=7, shot_id="s01")
    feedback = Feedback(drift=Drift(zoom=1.01, angle=0.5))
    mean, contrast = luma_statistics(picture)
    course = course_of(feedback, 300)
    scene = picture if with_world else None
    for _, shown, _ in feed(course, begun(course, picture), painter, lambda n: scene, range(300)):
        now = luma_statistics(shown)
        assert now[0] == pytest.approx(mean, rel=0.03)
        assert now[1] == pytest.approx(contrast, rel=0.10)


def test_without_hold_the_colour_may_wander_and_the_contrast_curve_works(picture: np.ndarray) -> None:
    feedback = Feedback(colour="free", contrast=1.02, noise=0, sharpen=0)
    shown = frames(feedback, picture, 12, Still())
    assert luma_statistics(shown[-1])[1] > 1.1 * luma_statistics(picture)[1]


def test_the_brush_paints_the_world_into_the_picture_by_strokes(picture: np.ndarray) -> None:
    scene = picture[:, ::-1].copy()
    style = find_style("plain")
    painter = FeedbackBrush(make_brush(1), style, Paint(painter="plain"), seed=7, shot_id="s01")
    request = Request(frame=3, strength=0.5, elapsed_s=0.125, scene=scene, scene_share=0.5)
    painted = painter.repaint(picture, request)
    assert np.array_equal(painted, painter.repaint(picture, request))
    assert np.abs(painted - scene).mean() < np.abs(picture - scene).mean()
    kept = painter.repaint(picture, Request(frame=3, strength=1.0, scene=scene, scene_share=0.5))
    assert np.array_equal(kept, picture)
    hit = painter.repaint(picture, Request(3, 0.5, 0.125, scene, 0.5, accent=1.0))
    assert np.abs(hit - picture).mean() > 1.2 * np.abs(painted - picture).mean()


def test_what_comes_in_from_outside_is_told_to_the_painter(picture: np.ndarray) -> None:
    painter = Still()
    frames(Feedback(drift=Drift(zoom=0.9)), picture, 3, painter)
    revealed = painter.asked[-1].revealed
    assert revealed is not None and revealed[0, 0] == 1 and revealed[54, 96] == 0
    painter = Still()
    frames(Feedback(drift=Drift(zoom=1.03)), picture, 3, painter)
    assert painter.asked[-1].revealed is None


def test_depth_is_nearer_below_and_of_a_world_in_its_own_proportion(picture: np.ndarray) -> None:
    guessed = depth_of_picture(picture, 200, 10000)
    assert guessed[-1].mean() < guessed[guessed.shape[0] // 2].mean()
    assert 0.45 < guessed.min() < 2.0 and guessed.max() <= 50.0
    metres = np.full((108, 192), 10.0, np.float32)
    metres[:, 96:] = 20.0
    metres[:30] = np.inf
    depth, scale = depth_of_scene(metres, 200, 10000)
    assert scale == pytest.approx(0.1)
    assert depth[-1, 1] == pytest.approx(1.0, rel=0.02) and depth[-1, -2] == pytest.approx(2.0, rel=0.02)
    assert depth[0].min() > 20


def test_a_kept_state_goes_on_as_if_nothing_had_been(picture: np.ndarray, tmp_path: Path) -> None:
    feedback = Feedback(mode="3d", drift=Drift(dz=4, ry=0.3), cadence=3)
    course = course_of(feedback, 10, whole=16)
    style = find_style("plain")
    painter = FeedbackBrush(make_brush(1), style, Paint(painter="plain"), seed=7, shot_id="s01")

    def run(state):
        return {n: (p, s) for n, p, s in feed(course, state, painter, lambda n: picture, range(16))}

    whole = run(begun(course, picture))
    write_state(whole[9][1], tmp_path / "a.state")
    write_state(whole[9][1], tmp_path / "b.state")
    assert (tmp_path / "a.state").read_bytes() == (tmp_path / "b.state").read_bytes()
    resumed = run(read_state(tmp_path / "a.state"))
    assert sorted(resumed) == list(range(10, 16))
    for number, (shown, _) in resumed.items():
        assert np.array_equal(shown, whole[number][0])
    after = continued(course, read_state(tmp_path / "a.state"))
    assert after.frame == -1 and np.array_equal(after.picture, whole[9][0])


def test_a_damaged_state_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.state").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(InputError, match="damaged"):
        read_state(tmp_path / "x.state")
