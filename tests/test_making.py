"""From a wish to a score: what was heard is told, the shortest films behave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from feelm.composer import write_flac
from feelm.making import Wish, make_film, make_score
from feelm.score import read_score

TINY = {"size": (64, 36), "fps": 12.0}


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Six seconds at 120 beats a minute."""
    t = np.arange(6 * 48_000) / 48_000
    pluck = np.sin(2 * np.pi * 220 * t) * np.exp(-6 * (t % 0.5))
    write_flac(tmp_path / "song.flac", np.repeat(0.5 * pluck[:, None], 2, axis=1).astype(np.float32))
    return tmp_path / "song.flac"


def test_what_had_to_be_stepped_over_in_the_music_is_told_in_the_score(tmp_path: Path, song: Path) -> None:
    cut = tmp_path / "cut.flac"
    cut.write_bytes(song.read_bytes()[: int(song.stat().st_size * 0.7)])
    score = read_score(make_score(Wish(music=cut, **TINY), tmp_path / "cut.mp4"))
    whole = read_score(make_score(Wish(music=song, **TINY), tmp_path / "whole.mp4"))
    assert len(score.notes) == len(whole.notes) + 1, score.notes
    assert score.duration < whole.duration


def test_a_film_of_one_frame(tmp_path: Path) -> None:
    import av

    film = make_film(
        Wish(story="A dog runs.", size=(64, 36), fps=1.0, length_s=1.0), tmp_path / "one.mp4", workers=1
    )
    with av.open(str(film)) as container:
        assert len(list(container.decode(video=0))) == 1
