"""Times in words, and a score whose times are said in music made one of seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_score_file import EXAMPLE, make_hearing, neutral

from feelm.errors import ScoreError
from feelm.score import loads, read_score, settle, signals_for
from feelm.score.grammar import ExpressionError
from feelm.score.model import Keys, Music, Score, SectionName, Shot
from feelm.score.settling import film_clock
from feelm.score.times import count_of, read_time, second_of
from feelm.score.tree import PlacedScoreError

MUSIC = Music(file="a", digest="b")
# Beats every half second from 0.5 s, bars of four from 0.5 s, sections A from 0 and B from 8 s.
HEARING = make_hearing(duration_s=40.0)
FILM = Score(duration=30, fps=24, music=MUSIC, shots=[Shot(id="a", start=0, end=30)])


@pytest.mark.parametrize(
    ("said", "second"),
    [
        ("12.5", 12.5),
        ("12.5s", 12.5),
        ("250 ms", 0.25),
        ("0.5 min", 30.0),
        ("1:23.5", 83.5),
        ("0:01:23", 83.0),
        ("frame 120", 5.0),
        ("48f", 2.0),
        ("beat 1", 0.5),
        ("beat 33.5", 16.75),
        ("4 beats", 2.0),
        ("2 bars", 4.0),
        ("bar 1", 0.5),
        ("Bar 8", 14.5),
        ("bar 3 beat 3", 5.5),
        ("bar 3, beat 2.5", 5.25),
        ("bar 3 + 0.2s", 4.7),
        ("bar 3 + 1 bar - 2 beats", 5.5),
        ("bar 3 - 12f", 4.0),
        ("section 2", 8.0),
        ("section B", 8.0),
        ("section b + 1 bar", 10.0),
        ("start", 0.0),
        ("end", 90.0),
        ("end - 1.5", 88.5),
    ],
)
def test_a_time_in_words_is_where_the_music_has_it(said: str, second: float) -> None:
    score = FILM.model_copy(update={"duration": 90.0})
    assert film_clock(score, HEARING).seconds(read_time(said), 0.0, 90.0) == pytest.approx(second, abs=1e-9)


def test_a_length_counts_from_the_start_of_what_it_is_said_of() -> None:
    clock = film_clock(FILM, HEARING)
    assert clock.seconds(read_time("4 beats"), 3.0, 9.0) == pytest.approx(5.0)
    assert clock.seconds(read_time("end"), 3.0, 9.0) == 9.0


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("bar 400", "bar 400 is at 798.50 s, after the film's end at 30 s"),
        ("beat 99", "after the film's end"),
        ("frame 100000", "after the film's end"),
        ("bar 3 beat 5", "a bar has 4 beats"),
        ("section 7", "the film has 2 sections"),
        ("section C", "no section `C`"),
        ("section B 2", "comes 1 times"),
        ("bar 1 - 1 bar", "before the film begins"),
    ],
)
def test_a_time_that_the_film_does_not_have_is_refused(said: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says):
        film_clock(FILM, HEARING).seconds(read_time(said), 0.0, 30.0)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("", 0),
        ("   ", 0),
        ("bar", 0),
        ("12 bananas", 3),
        ("bar 3 +", 5),
        ("bar 3 and 4", 5),
        ("section", 0),
        ("--1", 0),
    ],
)
def test_words_that_are_no_time_are_refused_at_their_place(said: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_time(said)
    assert caught.value.at == at or not said.strip()


@given(st.text(max_size=40) | st.text("barsectionfme 0123456789:+-.", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_time_or_a_sentence(text: str) -> None:
    clock = film_clock(FILM, HEARING)
    try:
        second = clock.seconds(read_time(text), 0.0, 30.0)
    except ScoreError as error:
        assert str(error)
    else:
        assert np.isfinite(second) and second <= 30.0


@given(st.lists(st.floats(0.1, 2.0), min_size=0, max_size=20), st.floats(-5, 30))
@settings(max_examples=100, deadline=None)
def test_counting_and_finding_marks_are_inverse(steps: list[float], count: float) -> None:
    marks = np.cumsum(np.array([0.3, *steps]))
    at = second_of(count, marks, 0.5)
    assert float(count_of(np.array([at]), marks, 0.5)[0]) == pytest.approx(count, abs=1e-6)


SPOKEN = (
    EXAMPLE.replace("end: 4.25", "end: bar 3 beat 2")
    .replace("start: 4.25", "start: bar 3 beat 2")
    .replace("[4.2, 1.1]", "[bar 4, 1.1, hold], [4 beats, 2], [end, 3]")
    .replace("end: 10", "end: end")
    .replace("length: 0.8", "length: 1 beat")
    + "captions: [{start: bar 1, end: bar 2, text: 안녕}]\n"
)


def test_a_settled_score_says_seconds_and_key_times_of_its_shots() -> None:
    score = settle(loads(SPOKEN), make_hearing())
    assert (score.shots[0].end, score.shots[1].start, score.shots[1].end) == (5.0, 5.0, 10.0)
    zoom = score.shots[1].camera.zoom
    assert isinstance(zoom, Keys)
    assert zoom.keys == [(0.0, 1.0), (1.5, 1.1, "hold"), (2.0, 2.0), (5.0, 3.0)]
    assert score.shots[1].transition.length == 0.5
    assert (score.captions[0].start, score.captions[0].end) == (0.5, 2.5)
    assert settle(score, make_hearing()) is score


def test_a_mistake_in_a_time_is_told_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "film.score.yaml"
    path.write_text(SPOKEN.replace("bar 4, 1.1", "bar 40, 1.1"), encoding="utf-8")
    with pytest.raises(ScoreError) as caught:
        settle(read_score(path), make_hearing(), source=path)
    assert "film.score.yaml, line 20, column 30" in str(caught.value)
    assert "bar 40" in str(caught.value)
    with pytest.raises(ScoreError, match=r"line 8, column 11.*`bat 3` is no time"):
        loads(SPOKEN.replace("end: bar 3 beat 2", "end:  bat 3"), "score.yaml")


def test_gaps_are_found_once_the_music_is_known() -> None:
    gap = SPOKEN.replace("start: bar 3 beat 2", "start: bar 3 beat 3")
    assert loads(gap).shots[1].start == "bar 3 beat 3"  # type: ignore[comparison-overlap]
    with pytest.raises(PlacedScoreError, match="leaves a gap"):
        settle(loads(gap), make_hearing())
    keys = SPOKEN.replace("[bar 4, 1.1, hold]", "[bar 5, 1.1, hold]")
    with pytest.raises(PlacedScoreError, match="do not rise"):
        settle(loads(keys), make_hearing())


def test_music_that_is_not_heard_is_asked_for_only_where_it_is_needed() -> None:
    calm = settle(
        loads(
            SPOKEN.replace("end: end", "end: 10")
            .replace("bar 3 beat 2", "bar 2 beat 2")
            .replace("bar 4,", "bar 3,")
        ),
        None,
    )
    assert calm.shots[0].end == 5.0  # 60 beats a minute, four to the bar
    with_music = FILM.model_copy(update={"shots": [Shot(id="a", start=0, end=30, text="x")]})
    assert settle(with_music, None) is with_music
    spoken = with_music.model_copy(
        update={"shots": [Shot.model_validate({"id": "a", "start": 0, "end": "bar 4"})]}
    )
    with pytest.raises(ScoreError, match="hearing the music"):
        settle(spoken, None)


def test_sections_that_the_score_names_take_the_place_of_letters() -> None:
    sections = [
        SectionName.model_validate({"name": name, "start": start})
        for name, start in (("verse", 0), ("chorus", "bar 3"), ("verse", "bar 5"), ("chorus", 20.0))
    ]
    score = FILM.model_copy(update={"sections": sections})
    clock = film_clock(score, HEARING)
    assert clock.seconds(read_time("section chorus 2"), 0, 30) == 20.0
    assert clock.seconds(read_time("section 3"), 0, 30) == 8.5
    settled = settle(score, HEARING)
    signals = signals_for(HEARING, neutral(30), settled, 0, 720)
    assert signals["section"][[0, 5 * 24, 9 * 24, 21 * 24]].tolist() == [0, 1, 2, 3]
    assert signals["section_phase"][25 * 24] == pytest.approx(0.5)
    with pytest.raises(ScoreError, match="does not start after"):
        settle(score.model_copy(update={"sections": sections[::-1]}), HEARING)


def test_bars_are_bars_of_the_music_wherever_the_film_begins() -> None:
    score = FILM.model_copy(update={"music": Music(file="a", digest="b", start=4.5)})
    clock = film_clock(score, HEARING)
    assert clock.seconds(read_time("bar 3"), 0, 30) == 0.0
    with pytest.raises(ExpressionError, match="before the film begins"):
        clock.seconds(read_time("bar 2"), 0, 30)
