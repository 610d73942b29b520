"""The whole way: a wish becomes a film, the score gives it again, a killed run goes on, one change costs one shot."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import av
import numpy as np
import pytest

from feelm.composer import write_flac
from feelm.making import Wish, make_film, make_score, score_path_for
from feelm.render import render_score
from feelm.render.film import render_film
from feelm.score import read_score, write_score

STORY = (
    "A girl walks a dog along the sea at sunset. A white boat sails far away. Later it rains on the harbour."
)
KOREAN = "비 오는 날 버스 뒷자리에서 창밖을 보며 울었다. 바다가 보고 싶었다."
SMALL = {"size": (192, 108), "fps": 12.0}


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Twelve seconds at 120 beats a minute: a kick on each beat, a chord that changes each bar."""
    rate = 48_000
    t = np.arange(12 * rate) / rate
    kick = np.sin(2 * np.pi * 60 * (t % 0.5)) * np.exp(-18 * (t % 0.5))
    roots = np.array([220.0, 174.6, 261.6, 196.0])[(t // 2).astype(int) % 4]
    chord = sum(np.sin(2 * np.pi * roots * ratio * t) for ratio in (1, 1.26, 1.5)) * 0.1
    write_flac(tmp_path / "song.flac", np.repeat((0.6 * kick + chord)[:, None], 2, axis=1).astype(np.float32))
    return tmp_path / "song.flac"


def decoded(film: Path) -> tuple[int, str]:
    """Number of frames, and the digest of all of them and of all samples."""
    digest, count = sha256(), 0
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            digest.update(frame.to_ndarray().tobytes())
            count += 1
    with av.open(str(film)) as container:
        for sound in container.decode(audio=0):
            digest.update(sound.to_ndarray().tobytes())
    return count, digest.hexdigest()


def test_words_and_music_become_a_film_and_its_score_gives_it_again_bit_for_bit(
    tmp_path: Path, song: Path
) -> None:
    film = make_film(Wish(story=STORY, music=song, title="The Walk", **SMALL), tmp_path / "walk.mp4")
    assert decoded(film)[0] == 12 * 12
    score_path = score_path_for(film)
    score = read_score(score_path)
    assert score.shots[0].start == 0 and score.shots[-1].end == pytest.approx(score.duration)
    assert film.with_suffix(".srt").read_text(encoding="utf-8").count("-->") == len(score.captions) > 0
    os.environ["FEELM_STORE"] = str(tmp_path / "another")
    again = render_score(score_path, tmp_path / "again.mp4", workers=1)
    assert again.read_bytes() == film.read_bytes()


@pytest.mark.long
def test_korean_words_alone_are_composed_for(tmp_path: Path) -> None:
    film = make_film(Wish(story=KOREAN, length_s=8.0, **SMALL), tmp_path / "rain.mp4")
    assert decoded(film)[0] == 8 * 12
    with av.open(str(film)) as container:
        sound = np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1)
    assert sound.shape[1] / 48_000 == pytest.approx(8.0, abs=0.03)
    assert np.sqrt((sound**2).mean()) > 0.01


@pytest.mark.long
def test_music_alone_and_a_curve_alone_are_enough(tmp_path: Path, song: Path) -> None:
    assert decoded(make_film(Wish(music=song, **SMALL), tmp_path / "song.mp4"))[0] == 144
    curve = tmp_path / "curve.csv"
    curve.write_text("t,valence,arousal\n0,-0.5,-0.2\n4,0.6,0.5\n")
    film = make_film(Wish(feeling=curve, length_s=6.0, **SMALL), tmp_path / "curve.mp4")
    assert decoded(film)[0] == 72
    assert "curve" in read_score(score_path_for(film)).feeling.streams


def test_changing_one_shot_makes_that_shot_alone_again(tmp_path: Path, song: Path) -> None:
    path = make_score(Wish(story=STORY, music=song, **SMALL), tmp_path / "walk.mp4")
    plain = [
        shot.model_copy(update={"transition": type(shot.transition)()}) for shot in read_score(path).shots
    ]
    score = read_score(path).model_copy(update={"shots": plain})
    write_score(score, path)
    render_film(path, tmp_path / "walk.mp4")
    store = tmp_path / "store"
    before = {p.name for p in store.rglob("*.mp4")}
    shots = [*score.shots]
    shots[1] = shots[1].model_copy(update={"grade": shots[1].grade.model_copy(update={"saturation": 0.2})})
    write_score(score.model_copy(update={"shots": shots}), path)
    render_film(path, tmp_path / "walk.mp4")
    made = {p.name for p in store.rglob("*.mp4")} - before
    worlds = len(list(store.rglob("*.world")))
    assert len(made) == 1
    assert worlds == len(shots), "a grade does not repaint the world"


@pytest.mark.long
def test_killed_at_any_moment_and_run_again_gives_the_same_bytes(tmp_path: Path, song: Path) -> None:
    def command(folder: Path) -> tuple[list[str], dict[str, str]]:
        folder.mkdir()
        arguments = ["make", "--story", STORY, "--music", str(song), "--size", "192x108", "--fps", "12"]
        return (
            [sys.executable, "-m", "feelm.cli", *arguments, "-o", str(folder / "walk.mp4")],
            os.environ | {"FEELM_STORE": str(folder / "store")},
        )

    undisturbed, environment = command(tmp_path / "calm")
    began = time.monotonic()
    subprocess.run(undisturbed, env=environment, check=True, capture_output=True)
    whole_s = time.monotonic() - began
    disturbed, environment = command(tmp_path / "killed")
    chance = random.Random(7)
    for _ in range(8):
        process = subprocess.Popen(
            disturbed,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.2, 0.9) * whole_s)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        film = tmp_path / "killed" / "walk.mp4"
        assert not film.exists() or film.read_bytes() == (tmp_path / "calm" / "walk.mp4").read_bytes()
    subprocess.run(disturbed, env=environment, check=True, capture_output=True)
    for name in ("walk.mp4", "walk.score.yaml", "walk.srt"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "calm" / name).read_bytes()
    assert not [p for p in (tmp_path / "killed").iterdir() if ".part" in p.name], (
        "the dead left nothing behind"
    )


def test_a_score_whose_music_changed_is_refused(tmp_path: Path, song: Path) -> None:
    from feelm.errors import InputError

    path = make_score(Wish(story=STORY, music=song, **SMALL), tmp_path / "walk.mp4")
    song.write_bytes(song.read_bytes() + b"\0")
    with pytest.raises(InputError, match="not the file that this score was made for"):
        render_film(path, tmp_path / "walk.mp4")
    assert not (tmp_path / "walk.mp4").exists()
