"""One change costs one shot; a part of a film is the film's own frames and samples; a preview is the film, small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from feelm.composer import write_flac
from feelm.errors import InputError
from feelm.render.crew import Crew
from feelm.render.film import gather_crew, render_film
from feelm.render.opening import OpenScore
from feelm.render.part import Part, cut_captions, cut_sound, frame_ranges, part_path_for
from feelm.render.plan import Draft
from feelm.render.preview import render_preview
from feelm.render.store import digest_file
from feelm.render.time_code import TimeCode, time_code
from feelm.score import Camera, Caption, Grade, Paint, Score, Shot, Transition, WorldPlan, write_score
from feelm.score.model import Music

LOSSLESS = Draft(crf=0)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """One worker for all tests: it loads once."""
    with gather_crew(1) as hands:
        yield hands


def song(path: Path, seconds: float = 4.5) -> Music:
    """Noise, so that every sample is known apart."""
    noise = np.random.default_rng(5).standard_normal((round(seconds * 48_000), 2)) * 0.1
    write_flac(path, noise.clip(-1, 1).astype(np.float32))
    beats = [n * 0.5 for n in range(9)]
    return Music(file=path.name, digest=digest_file(path), beats=beats, downbeats=beats[::4])


def film(folder: Path, **more: object) -> Score:
    """Three shots of a second and a half, the third dissolves from the second."""
    shots = [
        Shot(id="s01", start=0, end=1.5, text="One", world=WorldPlan(place="sea"), paint=Paint(style="starry")),
        Shot(id="s02", start=1.5, end=3, text="Two", world=WorldPlan(place="field"), paint=Paint(style="starry")),
        Shot(
            id="s03", start=3, end=4.5, text="Three", world=WorldPlan(place="snowfield"), paint=Paint(style="starry"),
            transition=Transition(kind="dissolve", length=0.5),
        ),
    ]  # fmt: skip
    given: dict[str, object] = {"size": (96, 54), "fps": 12, "music": song(folder / "song.flac"), **more}
    return Score(duration=4.5, shots=shots, **given)  # type: ignore[arg-type]


def changed(score: Score, index: int, **update: object) -> Score:
    shots = [*score.shots]
    shots[index] = shots[index].model_copy(update=update)
    return score.model_copy(update={"shots": shots})


def frames(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray() for frame in container.decode(video=0)]


def stored(folder: Path, suffix: str) -> set[str]:
    return {path.name for path in (folder / "store").rglob(f"*{suffix}")}


@pytest.mark.parametrize(
    ("update", "worlds"),
    [
        ({"grade": Grade(saturation=0.2)}, 0),
        ({"camera": Camera(move="pan_left")}, 1),
        ({"paint": Paint(style="honey")}, 1),
        ({"world": WorldPlan(place="sea", time="night")}, 1),
        ({"text": "Other words", "why": {"size": "so"}, "locked": True}, 0),
    ],
)
def test_changing_one_shot_makes_that_shot_alone_again(
    tmp_path: Path, crew: Crew, update: dict[str, object], worlds: int
) -> None:
    path, score = tmp_path / "film.yaml", film(tmp_path)
    write_score(score, path)
    render_film(path, tmp_path / "film.mp4", crew=crew)
    shots, painted = stored(tmp_path, ".mp4"), stored(tmp_path, ".world")
    write_score(changed(score, 0, **update), path)
    render_film(path, tmp_path / "film.mp4", crew=crew)
    made, anew = stored(tmp_path, ".mp4") - shots, stored(tmp_path, ".world") - painted
    assert len(made) == (0 if "text" in update else 1)
    assert len(anew) == worlds


def test_a_shot_that_dissolves_from_the_changed_one_is_made_again_too(tmp_path: Path, crew: Crew) -> None:
    path, score = tmp_path / "film.yaml", film(tmp_path)
    write_score(score, path)
    render_film(path, tmp_path / "film.mp4", crew=crew)
    shots, painted = stored(tmp_path, ".mp4"), stored(tmp_path, ".world")
    write_score(changed(score, 1, camera=Camera(move="rise")), path)
    render_film(path, tmp_path / "film.mp4", crew=crew)
    assert (len(stored(tmp_path, ".mp4") - shots), len(stored(tmp_path, ".world") - painted)) == (2, 1)


def test_a_part_is_the_same_frames_as_the_whole_film(tmp_path: Path, crew: Crew) -> None:
    path = tmp_path / "film.score.yaml"
    captions = [Caption(start=0.2, end=1.4, text="One"), Caption(start=3.1, end=4.4, text="Three")]
    write_score(film(tmp_path, title="Tiny", captions=captions, captions_burned=True), path)
    whole = frames(render_film(path, tmp_path / "film.mp4", crew=crew, draft=LOSSLESS))
    assert len(whole) == 54
    made = stored(tmp_path, ".mp4")
    some = render_film(path, part_path_for(path), crew=crew, part=Part(shots=("s01", "3")), draft=LOSSLESS)
    assert some.name == "film.shots.mp4"
    assert np.array_equal(frames(some), [*whole[:18], *whole[36:]])
    assert stored(tmp_path, ".mp4") == made, "whole shots are shared with the whole film"
    assert "00:00:01,600" in some.with_suffix(".srt").read_text(), "captions stand on the part's own time"
    stretch = Part(begin="0:00.5", end="bar 2 + 1.25 s")
    cut = render_film(path, tmp_path / "cut.mp4", crew=crew, part=stretch, draft=LOSSLESS)
    assert np.array_equal(frames(cut), whole[6:39]), "inside the third shot's dissolve too"


def test_the_sound_of_a_part_is_cut_to_the_sample() -> None:
    sound = np.random.default_rng(1).random((48_000 * 3, 2)).astype(np.float32)
    blocks = [sound[at : at + 7001] for at in range(0, len(sound), 7001)]
    ranges = [(5, 11), (30, 37)]
    expected = np.concatenate([sound[10_000:22_000], sound[60_000:74_000]])
    assert np.array_equal(np.concatenate(list(cut_sound(iter(blocks), ranges, 24.0))), expected)


def test_captions_of_a_part() -> None:
    captions = [Caption(start=0, end=2, text="a"), Caption(start=3, end=5, text="b")]
    cut = cut_captions(captions, [(12, 24), (36, 48)], 12.0)
    assert [(c.start, c.end, c.text) for c in cut] == [(0, 1, "a"), (1, 2, "b")]


@pytest.mark.parametrize(
    ("part", "ranges"),
    [
        (Part(shots=("2",)), [(18, 36)]),
        (Part(shots=("1-2",)), [(0, 36)]),
        (Part(shots=("s03", "s01")), [(0, 18), (36, 54)]),
        (Part(begin="1", end="2"), [(12, 24)]),
        (Part(shots=("s02",), begin="2"), [(24, 36)]),
        (Part(end="frame 7"), [(0, 7)]),
    ],
)
def test_parts_as_frames(tmp_path: Path, part: Part, ranges: list[tuple[int, int]]) -> None:
    assert frame_ranges(OpenScore(film(tmp_path), tmp_path, None, None), part) == ranges


@pytest.mark.parametrize(
    "part",
    [
        Part(shots=("9",)), Part(shots=("s1",)), Part(begin="9:00"), Part(begin="soon"), Part(begin="3", end="2"),
        Part(shots=("1",), begin="2"),
    ],
)  # fmt: skip
def test_parts_that_are_not_in_the_film_are_refused(tmp_path: Path, part: Part) -> None:
    with pytest.raises(InputError) as refusal:
        frame_ranges(OpenScore(film(tmp_path), tmp_path, None, None), part)
    assert str(refusal.value.where).startswith("--")


def test_a_preview_has_the_films_frames_cuts_and_sound_small_with_its_time(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    hard = changed(film(tmp_path, size=(640, 360), fade_in=0, fade_out=0), 2, transition=Transition())
    write_score(hard, path)
    film_path = render_preview(path, tmp_path / "preview.mp4", workers=1)
    shown = [frame[:180].astype(float) for frame in frames(film_path)]
    assert len(shown) == 54 and shown[0].shape == (180, 320)
    steps = np.array([np.abs(b[30:] - a[30:]).mean() for a, b in pairwise(shown)])
    assert set(np.argsort(steps)[-2:] + 1) == {18, 36}, "cuts on the film's own frames"
    assert np.abs(shown[4][:24, :80] - shown[5][:24, :80]).max() > 60, (
        "the time goes on while a picture is held"
    )
    with av.open(str(film_path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples / 48_000 == pytest.approx(4.5, abs=0.05)


def test_the_time_code_counts_frames_in_seconds() -> None:
    assert [time_code(frame, 24) for frame in (0, 23, 24, 1500)] == [
        "00:00+00",
        "00:00+23",
        "00:01+00",
        "01:02+12",
    ]
    assert time_code(30, 29.97) == "00:01+00"
    planes = tuple(np.full(shape, 90, np.uint8) for shape in ((36, 64), (18, 32), (18, 32)))
    marked = TimeCode(64, 36, 12.0).onto(planes, 7)  # type: ignore[arg-type]
    assert (marked[0] != 90).any() and (planes[0] == 90).all()
