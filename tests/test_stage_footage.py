"""Footage shows the right picture at every instant, as it is read, and is painted once."""

from pathlib import Path

import av
import numpy as np
import pytest

from feelm.errors import InputError
from feelm.render.clips import PaintedClip, write_clip
from feelm.render.film import render_film
from feelm.render.opening import open_score, pieces_of
from feelm.score.sources import Footage
from feelm.stage import Pose
from feelm.stage.footage import FootagePerformance, check_length, clip_pictures, clip_times, probe_clip

RATE = 10


def level(number: int) -> int:
    return 20 + 4 * number


def make_clip(path: Path, frames: int = 50, size: tuple[int, int] = (96, 64), codec: str = "libx264") -> Path:
    """A clip of which every frame is a grey of its own number."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.options = {"crf": "5"} if codec == "libx264" else {}
        for number in range(frames):
            picture = np.full((size[1], size[0], 3), level(number), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4")


def numbers(clip: Path, wanted_s) -> list[int]:
    """Which frame of the clip is shown at each of the instants."""
    shown = []
    for picture, count in clip_pictures(clip, list(wanted_s)):
        shown += [round((picture.mean() - 20) / 4)] * count
    return shown


def test_every_instant_shows_the_frame_that_is_on_then(clip):
    wanted = np.array([0.0, 0.09, 0.1, 0.55, 0.6, 2.31, 4.99])
    assert numbers(clip, wanted) == [0, 0, 1, 5, 6, 23, 49]
    assert numbers(clip, [3.0, 3.2, 3.25]) == [30, 32, 32]


def test_speed_and_loop_are_times_of_the_file(clip):
    info = probe_clip(clip)
    assert info.size == (96, 64) and info.duration_s == pytest.approx(5.0, abs=0.11)
    times = np.arange(48) / 24
    half = clip_times(Footage(file=str(clip), start=1.0, speed=0.5), times, info.duration_s)
    assert np.allclose(half, 1.0 + times / 2)
    round_again = clip_times(Footage(file=str(clip), start=4.5, loop=True), times, 5.0)
    assert round_again[0] == 4.5 and round_again[13] == pytest.approx(4.5 + 13 / 24 - 0.5)
    assert round_again.max() < 5.0
    with pytest.raises(InputError, match="cannot be looped"):
        clip_times(Footage(file=str(clip), start=7.0, loop=True), times, 5.0)


def test_a_clip_that_ends_too_early_is_refused_before_and_while_it_is_read(clip):
    check_length(Footage(file="c"), probe_clip(clip), 5.0)
    with pytest.raises(InputError, match=r"shows it until 6\.00"):
        check_length(Footage(file="c", speed=2.0), probe_clip(clip), 3.0)
    check_length(Footage(file="c", speed=2.0, loop=True), probe_clip(clip), 3.0)
    with pytest.raises(InputError, match=r"shows it until 9\.00"):
        numbers(clip, [0.0, 4.0, 9.0])


def test_pictures_are_read_as_they_are_asked_for(clip):
    pictures = clip_pictures(clip, np.arange(50) / RATE)
    assert round((next(pictures)[0].mean() - 20) / 4) == 0
    clip.write_bytes(b"")  # the file is open: what comes next is still there, what is read anew is not
    pictures.close()
    with pytest.raises(InputError):
        probe_clip(clip)


def test_what_is_no_clip_is_refused_in_one_sentence(tmp_path, clip):
    (tmp_path / "text.mp4").write_text("no clip")
    (tmp_path / "list.m3u8").write_text(f"#EXTM3U\n#EXTINF:5,\n{clip}\n#EXT-X-ENDLIST\n")
    (tmp_path / "cut.mp4").write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])
    with av.open(str(tmp_path / "sound.wav"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), format="s16", layout="mono")
        frame.rate = 8000
        container.mux(stream.encode(frame))
    for name in ("missing.mp4", "text.mp4", "list.m3u8", "cut.mp4", "sound.wav", "."):
        with pytest.raises(InputError) as caught:
            probe_clip(tmp_path / name)
        assert str(caught.value).count(".") >= 1 and "\n" not in str(caught.value)


def test_a_clip_cut_off_in_the_middle_is_told(tmp_path):
    whole = make_clip(tmp_path / "whole.mkv", size=(320, 240), codec="mpeg4")
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * 0.5)])
    with pytest.raises(InputError):
        numbers(cut, np.arange(50) / RATE)


def test_a_clip_without_a_word_of_its_colours_keeps_them(tmp_path):
    bars = np.zeros((64, 96, 3), np.uint8)
    bars[:, :32], bars[:, 32:64], bars[:, 64:] = (200, 40, 60), (30, 180, 50), (40, 60, 210)
    path = tmp_path / "bars.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv444p"
        stream.options = {"crf": "1"}
        container.mux(stream.encode(av.VideoFrame.from_ndarray(bars, format="rgb24")))
        container.mux(stream.encode(None))
    picture, _ = next(clip_pictures(path, [0.0]))
    assert np.abs(picture[:, ::8].astype(int) - bars[:, ::8]).mean() < 4


class Numbered:
    """Pictures whose brightness is the number of the frame."""

    def at(self, index: int) -> np.ndarray:
        picture = np.full((72, 128, 3), index, np.uint8)
        picture[30:42, 58:70] = 255
        return picture


def test_the_camera_moves_over_footage_and_sees_no_edge():
    stage = FootagePerformance(Numbered(), width=112, height=63, focal=1.0, depth_m=9.0, fps=24.0)
    assert stage.frame(Pose(), 7 / 24, {})[5, 5, 0] == 7
    spot = [np.nonzero(stage.frame(Pose(x_m=x), 0.0, {})[..., 0] > 128)[1].mean() for x in (0.0, 0.9)]
    assert spot[1] - spot[0] == pytest.approx(-112 * 0.9 / 9.0, abs=0.6)
    far = stage.frame(Pose(x_m=3.0, pan_deg=9.0, roll_deg=20.0, swing_deg=20.0), 9 / 24, {})
    assert (far >= 9).all()


def test_a_painted_clip_gives_every_picture_in_any_order(tmp_path):
    def pictures():
        for number in range(55):
            yield np.full((54, 96, 3), level(number), np.uint8)

    shown = [0, 0, 1, 5, 30, 54, 2, 2, 3]
    write_clip(pictures(), (96, 54), shown, tmp_path / "one.world")
    write_clip(pictures(), (96, 54), shown, tmp_path / "two.world")
    assert (tmp_path / "one.world").read_bytes() == (tmp_path / "two.world").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.world", "two.world"]
    clip = PaintedClip(tmp_path / "one.world")
    seen = [round((clip.at(index).mean() - 20) / 4) for index in range(len(shown))]
    assert seen == shown
    assert round((PaintedClip(tmp_path / "one.world").at(5).mean() - 20) / 4) == 54
    assert round((clip.at(99).mean() - 20) / 4) == 3


def score(folder: Path, text: str) -> Path:
    path = folder / "film.yaml"
    path.write_text(
        f"schema: feelm-score/1\nsize: [96, 54]\nfps: 12\nduration: 2\nfade_in: 0\nfade_out: 0\nshots:\n{text}"
    )
    return path


def test_a_film_of_footage_is_the_same_twice_and_its_clip_is_known_by_its_content(
    tmp_path, clip, monkeypatch
):
    path = score(
        tmp_path,
        "- {id: a, start: 0, end: 1, footage: {file: clip.mp4, start: 1}, paint: {painter: plain}, "
        "camera: {strength: 0}, grade: {grain: 0, vignette: 0}}\n"
        "- {id: b, start: 1, end: 2, footage: {file: clip.mp4, start: 4.6, loop: true}, paint: {painter: plain},"
        " transition: {kind: dissolve, length: 0.3}}\n",
    )
    for name in ("one", "two"):
        monkeypatch.setenv("FEELM_STORE", str(tmp_path / f"store {name}"))
        render_film(path, tmp_path / f"{name}.mp4", workers=1)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    shown = numbers_of_film(tmp_path / "one.mp4")
    # At 12 frames a second frame n shows second 1 + n / 12 of the clip.
    assert shown[:12] == pytest.approx([10 + int(n / 12 * RATE + 1e-3) for n in range(12)], abs=1)
    keys = [piece.world_key for piece in pieces_of(open_score(path))]
    make_clip(clip, frames=51)
    assert keys != [piece.world_key for piece in pieces_of(open_score(path))]
    make_clip(clip, frames=8)
    with pytest.raises(InputError, match="shows it until"):
        pieces_of(open_score(path))


def numbers_of_film(path: Path) -> list[int]:
    with av.open(str(path)) as film:
        return [round((f.to_ndarray(format="rgb24").mean() - 20) / 4) for f in film.decode(video=0)]
