"""Fed-back shots as films: chained, with transitions, in part, killed and run again."""

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from feelm.errors import InputError, ScoreError
from feelm.render.film import render_film
from feelm.render.opening import open_score, pieces_of
from feelm.render.part import Part
from feelm.render.performing import frames_of
from feelm.render.store import Store
from feelm.render.work import Job, carry_shot, paint_shot
from feelm.score import read_score

SCORE = """
schema: feelm-score/1
size: [96, 64]
fps: 12
duration: 2.5
fade_in: 0
fade_out: 0
shots:
- id: s01
  start: 0
  end: 1
  world: {place: sea, time: sunset}
  paint: {painter: plain}
  feedback: {drift: {zoom: 1.03, angle: 2}, cadence: 3, noise_kind: white}
- id: s02
  start: 1
  end: 2
  world: {place: field, time: noon}
  paint: {painter: plain}
  feedback: {begin: before, mode: 3d, drift: {dz: 6, ry: 0.5}, rate: 24, cadence: 4}
- id: s03
  start: 2
  end: 2.5
  world: {place: field}
  paint: {painter: plain}
  transition: {kind: dissolve, length: 0.3}
"""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))


@pytest.fixture
def score(tmp_path: Path) -> Path:
    path = tmp_path / "fed.yaml"
    path.write_text(SCORE)
    return path


def shown(film: Path) -> list[np.ndarray]:
    with av.open(str(film)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_a_shot_goes_on_from_the_end_of_the_one_before(score: Path, tmp_path: Path) -> None:
    frames = shown(render_film(score, tmp_path / "fed.mp4", workers=1))
    assert len(frames) == 30
    steps = [float(np.abs(a.astype(int) - b).mean()) for a, b in itertools.pairwise(frames)]
    there = np.abs(frames[23].astype(int) - frames[11]).mean()
    assert there > 3 * np.median(steps[:11]), "the other world has come"
    assert steps[11] < 0.6 * there, "stroke by stroke, not by a cut"


def test_a_part_is_cut_out_of_the_same_chain(score: Path, tmp_path: Path) -> None:
    opened = open_score(score)
    store = Store()
    pieces = pieces_of(opened)
    for piece in pieces:
        paint_shot(Job(piece, store.root), lambda part: None)
    whole = [list(frames_of(piece, store, 0, piece.count)) for piece in pieces[:2]]
    assert [len(frames) for frames in whole] == [12, 12]
    middle = list(frames_of(pieces[1], store, 5, 6, 2))
    assert all(np.array_equal(a, b) for a, b in zip(middle, whole[1][5:11:2], strict=True))
    assert pieces[1].tail == 4
    tail = list(frames_of(pieces[1], store, 12, 4))
    assert len(tail) == 4 and not np.array_equal(tail[0], tail[3])
    # Another store has nothing but the worlds: the chain is carried through for the sake of its end.
    other = Store(tmp_path / "other")
    for piece in pieces:
        paint_shot(Job(piece, other.root), lambda part: None)
    for piece in pieces[:2]:
        carry_shot(Job(piece, other.root), lambda part: None)
        assert (
            other.path(piece.feed_key, ".state").read_bytes()
            == store.path(piece.feed_key, ".state").read_bytes()
        )
    alone = shown(render_film(score, tmp_path / "part.mp4", part=Part(shots=("s03",)), workers=1))
    assert len(alone) == 6


def test_killed_in_the_middle_and_run_again_gives_the_same_bytes(score: Path, tmp_path: Path) -> None:
    calm = render_film(score, tmp_path / "calm.mp4", workers=1).read_bytes()
    store = tmp_path / "killed"
    command = [
        sys.executable, "-m", "feelm.cli", "render", str(score), "-o", str(tmp_path / "killed.mp4"),
    ]  # fmt: skip
    environment = os.environ | {"FEELM_STORE": str(store)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not list(store.glob("*/*.state")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (tmp_path / "killed.mp4").read_bytes() == calm


def test_it_may_begin_with_a_picture(score: Path, tmp_path: Path) -> None:
    red = np.zeros((40, 80, 3), np.uint8)
    red[..., 2] = 200
    cv2.imwrite(str(tmp_path / "red.png"), red)
    text = (
        SCORE.split("- id: s02")[0]
        .replace("duration: 2.5", "duration: 0.5")
        .replace("end: 1\n", "end: 0.5\n")
    )
    text = text.replace("  world: {place: sea, time: sunset}\n", "")
    score.write_text(text.replace("feedback: {", "feedback: {begin: red.png, "))
    frames = shown(render_film(score, tmp_path / "red.mp4", workers=1))
    assert len(frames) == 6
    for frame in frames:
        assert frame[..., 0].mean() > 150 and frame[..., 1].mean() < 40


def test_what_is_not_there_is_refused_in_words(score: Path, tmp_path: Path) -> None:
    score.write_text(SCORE.replace("begin: before", "begin: none.png"))
    with pytest.raises(InputError, match="no such picture"):
        pieces_of(open_score(score))
    score.write_text(
        SCORE.replace("feedback: {drift: {zoom: 1.03", "feedback: {begin: before, drift: {zoom: 1.03")
    )
    with pytest.raises(ScoreError, match="no shot before the first"):
        pieces_of(open_score(score))
    assert read_score(score).shots[1].feedback is not None
