"""The last rooms of the way: grade, lettering, transitions, sound, segments, the joined film."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.post.encode import SOUND_RATE_HZ, SegmentWriter, frame_rate, join_film, write_sound
from feelm.post.finish import FrameFinisher, GradeAt, grade_matrix
from feelm.post.lettering import caption, title
from feelm.post.sound import fit_sound
from feelm.post.subtitles import srt
from feelm.post.transition import Blend
from feelm.score.model import Caption

SIZE = (192, 108)


def flat(colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((SIZE[1], SIZE[0], 3), colour, np.uint8)


def write_segment(path: Path, levels: list[int], fps: float = 24) -> Path:
    finisher = FrameFinisher(*SIZE, seed=7, grain=0.0)
    with SegmentWriter(path, width=SIZE[0], height=SIZE[1], fps=fps) as segment:
        for level in levels:
            segment.write(finisher.finish(flat((level, level, level)), GradeAt()))
    return path


def frames_of(path: Path) -> tuple[list[float], list[float]]:
    times, levels = [], []
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            times.append(float(frame.pts * frame.time_base))
            levels.append(float(frame.to_ndarray(format="rgb24").mean()))
    return times, levels


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (200, 30, 40), (20, 60, 200), (90, 160, 70)])
def test_a_colour_comes_back_from_the_bt709_planes_as_it_was(colour: tuple[int, int, int]) -> None:
    planes = FrameFinisher(*SIZE, seed=7, grain=0.0).finish(flat(colour), GradeAt())
    frame = av.VideoFrame.from_ndarray(
        np.concatenate([p.reshape(-1) for p in planes]).reshape(-1, SIZE[0]), format="yuv420p"
    )
    back = frame.reformat(format="rgb24", src_colorspace="ITU709", src_color_range="MPEG").to_ndarray()
    assert np.abs(back[50, 90].astype(int) - colour).max() <= 3


@given(
    st.floats(-2, 2),
    st.floats(0.5, 1.5),
    st.floats(0, 2),
    st.floats(-1, 1),
    st.floats(0, 1),
    st.integers(0, 255),
)
def test_grey_keeps_its_chroma_neutral_under_every_grade_without_warmth(
    exposure: float, contrast: float, saturation: float, warmth: float, fade: float, level: int
) -> None:
    cold = GradeAt(exposure=exposure, contrast=contrast, saturation=saturation, fade=fade)
    _, u, v = grade_matrix(cold) @ [level, level, level, 1]
    assert abs(u - 128) < 1e-6 and abs(v - 128) < 1e-6
    warm = grade_matrix(GradeAt(warmth=warmth)) @ [level, level, level, 1]
    plain = grade_matrix(GradeAt()) @ [level, level, level, 1]
    assert abs(warm[0] - plain[0]) < 1e-6, "warmth keeps luma"


def test_fade_zero_is_black_and_exposure_brightens() -> None:
    black = grade_matrix(GradeAt(fade=0, exposure=1, contrast=1.2)) @ [200, 120, 60, 1]
    assert np.allclose(black, [16, 128, 128])
    bright = grade_matrix(GradeAt(exposure=1)) @ [100, 100, 100, 1]
    assert bright[0] > (grade_matrix(GradeAt()) @ [100, 100, 100, 1])[0] + 20


def test_paper_is_fixed_to_the_screen_and_keeps_the_mean() -> None:
    finisher = FrameFinisher(*SIZE, seed=7, grain=0.5)
    first = finisher.finish(flat((128, 128, 128)), GradeAt())[0]
    again = FrameFinisher(*SIZE, seed=7, grain=0.5).finish(flat((128, 128, 128)), GradeAt())[0]
    bare = FrameFinisher(*SIZE, seed=7, grain=0.0).finish(flat((128, 128, 128)), GradeAt())[0]
    assert np.array_equal(first, again)
    assert first.std() > 0.5
    assert abs(first.mean() - bare.mean()) < 1.5


def test_vignette_darkens_corners_only() -> None:
    luma = FrameFinisher(*SIZE, seed=7, grain=0.0).finish(flat((180, 180, 180)), GradeAt(vignette=0.6))[0]
    assert luma[54, 96] > luma[0, 0] + 15


@pytest.mark.parametrize("kind", ["dissolve", "dip", "iris", "wipe"])
def test_a_transition_begins_with_the_old_and_ends_with_the_new(kind: str) -> None:
    old, new = flat((200, 20, 20)), flat((20, 20, 200))
    blend = Blend(kind, *SIZE, seed=7)  # type: ignore[arg-type]
    assert np.array_equal(blend.frame(old, new, 0.0), old)
    assert np.array_equal(blend.frame(old, new, 1.0), new)
    share = [float((blend.frame(old, new, p)[..., 2] > 100).mean()) for p in (0.2, 0.5, 0.8)]
    assert share == sorted(share)


def test_segments_and_sound_join_frame_by_frame_and_sample_by_sample(tmp_path: Path) -> None:
    counts = [31, 40, 17]
    segments = [
        write_segment(tmp_path / f"s{i}.mp4", [235] + [20] * (count - 1)) for i, count in enumerate(counts)
    ]
    samples = round(sum(counts) / 24 * SOUND_RATE_HZ)
    clicks = np.zeros((samples, 2), np.float32)
    starts = [0, 31, 71]
    for start in starts[1:]:
        position = round(start / 24 * SOUND_RATE_HZ)
        clicks[position : position + 240] = 0.8
    film = tmp_path / "film.mp4"
    write_sound(tmp_path / "sound.m4a", fit_sound([clicks], samples, fade_out_samples=0))
    join_film(
        segments,
        counts,
        film,
        fps=24,
        sound=tmp_path / "sound.m4a",
        metadata={"title": "한"},
    )
    times, levels = frames_of(film)
    assert np.allclose(times, np.arange(88) / 24, atol=1e-6)
    assert [i for i, level in enumerate(levels) if level > 150] == starts
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)
        assert container.metadata["title"] == "한"
        sound = np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1)[0]
    heard = [
        i for i in range(2000, len(sound)) if abs(sound[i]) > 0.4 and np.abs(sound[i - 2000 : i]).max() < 0.4
    ]
    assert [round(i / SOUND_RATE_HZ * 24, 2) for i in heard] == [31, 71]


def test_a_film_is_streamable_its_index_stands_before_its_pictures(tmp_path: Path) -> None:
    segment = write_segment(tmp_path / "s.mp4", [50] * 30)
    join_film([segment], [30], tmp_path / "film.mp4", fps=24, sound=None, metadata={})
    data = (tmp_path / "film.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_same_frames_same_bytes(tmp_path: Path) -> None:
    levels = list(range(20, 80, 2))
    a = write_segment(tmp_path / "a.mp4", levels)
    b = write_segment(tmp_path / "b.mp4", levels)
    assert a.read_bytes() == b.read_bytes()


@pytest.mark.parametrize(
    ("fps", "rate"), [(24, (24, 1)), (23.976, (24000, 1001)), (29.97, (30000, 1001)), (12.5, (25, 2))]
)
def test_frame_rates_are_exact_fractions(fps: float, rate: tuple[int, int]) -> None:
    fraction = frame_rate(fps)
    assert (fraction.numerator, fraction.denominator) == rate


@given(st.lists(st.integers(0, 5000), max_size=6), st.integers(0, 9000), st.integers(0, 3000))
@settings(max_examples=60)
def test_sound_has_exactly_the_films_samples(lengths: list[int], total: int, fade: int) -> None:
    blocks = [np.full((n, 2), 0.5, np.float32) for n in lengths]
    parts = list(fit_sound(blocks, total, fade_out_samples=fade))
    sound = np.concatenate(parts) if parts else np.zeros((0, 2))
    assert sound.shape == (total, 2)
    untouched = min(sum(lengths), max(0, total - fade))
    assert np.all(sound[:untouched] == 0.5)


def test_lettering_draws_korean_inside_the_frame_and_leaves_the_rest() -> None:
    frame = np.full((720, 1280, 3), 90, np.uint8)
    for words in (
        title("할머니의 정원", 1280, 720),
        caption("비 오는 날 버스 뒷자리에서 울었다. " * 6, 1280, 720),
    ):
        out = words.onto(frame, 1.0)
        changed = np.argwhere((out != frame).any(axis=2))
        assert len(changed) > 500
        assert changed.min() >= 0 and out.shape == frame.shape
        assert out.max() > 200, "ink is light"
        assert np.array_equal(out[:200], frame[:200])
        assert np.array_equal(words.onto(frame, 0.0), frame)


def test_a_word_longer_than_the_frame_is_broken() -> None:
    words = caption("가" * 400, 640, 360)
    assert words.colour.shape[1] <= 640


def test_subtitles_count_and_clock() -> None:
    text = srt([Caption(start=0, end=1.5, text="one\ntwo"), Caption(start=3661.25, end=3662, text="둘")])
    assert text.splitlines()[:3] == ["1", "00:00:00,000 --> 00:00:01,500", "one two"]
    assert "01:01:01,250 --> 01:01:02,000" in text


def test_grain_follows_the_grade_of_each_frame() -> None:
    finisher = FrameFinisher(*SIZE, seed=7, grain=1.0)
    rough = [finisher.finish(flat((128, 128, 128)), GradeAt(grain=g))[0].std() for g in (0.0, 0.5, 1.0)]
    assert rough[0] == 0.0 and rough[1] > 0.3 and rough[2] == pytest.approx(2 * rough[1], rel=0.2)
