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


def test_the_score_remembers_what_it_was_made_from(tmp_path: Path, song: Path) -> None:
    (tmp_path / "words.txt").write_text("A dog runs by the sea.", encoding="utf-8")
    place = tmp_path / "films"
    place.mkdir()
    wish = Wish(story=str(tmp_path / "words.txt"), music=song, mood="longing", style="starry", **TINY)
    score = read_score(make_score(wish, place / "dog.score.yaml"))
    assert score.brief is not None and score.brief.mood == "longing" and score.brief.style == "starry"
    assert (place / str(score.brief.story)).resolve() == (tmp_path / "words.txt").resolve()
    assert {"words", "music", "mood"} == set(score.feeling.streams)
    assert np.mean([moment.valence for moment in score.feeling.fused]) < 0


def test_a_bare_timeline_chooses_nothing_and_says_how_to_fill_it(tmp_path: Path, song: Path) -> None:
    path = make_score(Wish(music=song, mode="manual", **TINY), tmp_path / "bare.score.yaml")
    score = read_score(path)
    assert score.duration == pytest.approx(6.0)
    assert all(shot.camera.strength == 0 and not shot.world.players and not shot.why for shot in score.shots)
    assert "# A bare timeline" in path.read_text(encoding="utf-8")
    silent = read_score(
        make_score(Wish(mode="manual", length_s=20.0, **TINY), tmp_path / "silent.score.yaml")
    )
    assert silent.music is None and [shot.start for shot in silent.shots] == [0, 5, 10, 15]
    told = read_score(
        make_score(
            Wish(story="A dog runs.\n\nA cat sleeps at home.", mode="manual", **TINY), tmp_path / "t.yaml"
        )
    )
    assert [shot.text for shot in told.shots] == ["A dog runs.", "A cat sleeps at home."]
