"""What an ear would notice, by numbers, in music for the feelings of the seven example stories."""

from __future__ import annotations

from functools import cache

import composer_ears as ears
import numpy as np
import pytest

from feelm.affect.feeling import Feeling
from feelm.composer import Composition, compose
from feelm.composer.composing import piece_seed
from feelm.composer.form import plan_form
from feelm.composer.harmony import section_bars

SECONDS = 60.0


@pytest.mark.parametrize("name", ears.STORIES)
@pytest.mark.parametrize("seed", [1, 7])
def test_the_page_of_a_story(name: str, seed: int) -> None:
    form, page = ears.page_of(ears.story_feeling(name, SECONDS), SECONDS, seed)
    assert len(ears.clashes(form, page)) <= 0.02 * ears.strong_beats(form)
    assert ears.foreign_on_strong(form, page) <= 0.1
    assert ears.parallels(page) <= 0.03
    assert ears.likeness_of_return(form, page) >= 0.7
    span, steps, thirds = ears.sung_range(form, page)
    assert span <= 19
    assert steps >= 0.4
    assert thirds >= 0.7
    assert 18 <= ears.register_spread(page) <= 44
    notes = ears.density(form, page)
    assert notes.min() >= 1.5
    assert notes.max() <= 14.0
    assert notes.max() / notes.min() >= 1.15


@pytest.mark.parametrize("name", ears.STORIES)
def test_it_ends_at_home(name: str) -> None:
    form, page = ears.page_of(ears.story_feeling(name, SECONDS), SECONDS, 3)
    last = [n for n in page.notes if n.beat >= len(form.beats_s) - 1 - 1e-6]
    home = form.sections[-1].key.tonic
    assert min(last, key=lambda n: n.pitch).pitch % 12 == home
    assert [n.pitch % 12 for n in last if n.voice == "melody"] == [home]
    assert form.duration_s - form.beats_s[-1] >= 1.5


def test_two_stories_do_not_share_their_tune() -> None:
    tunes = set()
    for name in ears.STORIES:
        _, page = ears.page_of(ears.story_feeling(name, SECONDS), SECONDS, 7)
        tunes.add(tuple(n.step for n in page.themes["A"].notes))
    assert len(tunes) == len(ears.STORIES)


def _steady(valence: float, arousal: float, seconds: float) -> Feeling:
    times = np.arange(0.0, seconds + 1.0)
    same = np.ones(len(times))
    return Feeling(times, valence * same, arousal * same, 0.3 * same, 0.3 * same)


def test_bars_left_over_are_an_ending() -> None:
    """Some length leaves the return two or three bars: they are the close again, softer, without drums."""
    ended = []
    for seconds in range(30, 120, 3):
        feeling = _steady(0.4, 0.1, seconds)
        form = plan_form(feeling, seconds, piece_seed(feeling, seconds, 1), ())
        if form.sections[-1].role == "ending":
            ended.append((seconds, form))
    assert ended
    for seconds, form in ended:
        ending, before = form.sections[-1], form.sections[-2]
        assert (before.role, before.bars) == ("return", 8)
        assert 1 <= ending.bars <= 3
        assert [b for b in section_bars(ending) if b is not None] == [6, 7][: 2 * (ending.bars > 1)]
        assert ending.energy < before.energy
        _, page = ears.page_of(_steady(0.4, 0.1, seconds), seconds, 1)
        begin = ending.first_bar * form.beats_per_bar
        end = begin + ending.bars * form.beats_per_bar
        assert not [n for n in page.notes if n.voice == "drums" and begin <= n.beat < end]
        assert [n for n in page.notes if n.voice == "melody" and begin <= n.beat < end] or ending.bars == 1


@cache
def _piece(name: str) -> Composition:
    return compose(ears.story_feeling(name, SECONDS), SECONDS, seed=7)


def _heard(piece: Composition) -> None:
    assert ears.loudness_range(piece.samples) >= 6.0
    assert ears.peak_db(piece.samples) < -1.0
    assert ears.offset(piece.samples) < 1e-4
    assert -9.0 <= ears.tilt(piece.samples) <= -4.0
    assert ears.bass_share(piece.samples) < 0.15
    assert ears.worst_click(piece) <= 3.0
    rings, end = ears.tail(piece)
    assert rings >= 1.5
    assert end < -60.0
    deviation, largest = ears.human_timing(piece)
    assert 5.0 <= deviation <= 15.0
    assert largest <= 20.0 + 1e-6


@pytest.mark.parametrize("name", ["winter_mountain"])
def test_the_sound_of_a_story(name: str) -> None:
    _heard(_piece(name))


@pytest.mark.long
@pytest.mark.parametrize("name", [n for n in ears.STORIES if n != "winter_mountain"])
def test_the_sound_of_the_other_stories(name: str) -> None:
    _heard(_piece(name))


def test_there_is_silence_before_a_turn() -> None:
    times = np.array([0.0, 12.0, 14.0, 26.0])
    feeling = Feeling(
        times,
        np.array([-0.7, -0.7, 0.7, 0.7]),
        np.array([-0.5, -0.5, 0.5, 0.4]),
        0.3 + 0 * times,
        0.3 + 0 * times,
    )
    piece = compose(feeling, 26.0, seed=2)
    assert piece.turns_s
    assert ears.silence_before_turns(piece) >= 12.0


def test_the_ears_hear_what_is_wrong() -> None:
    """The measures themselves fail on bad music: a click, a hum, a cut end, a machine's timing, a flat level."""
    piece = _piece("winter_mountain")
    broken = piece.samples.copy()
    notes = [n for n in piece.notes if n.voice == "melody"]
    for note in notes:
        broken[round(note.start_s * ears.RATE)] += 0.5
    assert ears.worst_click(_with(piece, broken)) > 3.0
    cut = piece.samples.copy()
    cut[round((piece.beats_s[-1] + 0.8) * ears.RATE) :] = 0.0
    assert ears.tail(_with(piece, cut))[0] < 1.5
    noise = np.random.default_rng(1).normal(0, 0.1, (10 * ears.RATE, 2)).astype(np.float32)
    assert ears.tilt(noise) > -4.0
    assert ears.loudness_range(noise) < 1.0
    assert ears.offset(noise + 0.01) > 1e-4


def _with(piece: Composition, samples: np.ndarray) -> Composition:
    from dataclasses import replace

    return replace(piece, samples=samples)
