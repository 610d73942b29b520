"""What is written: form, keys, themes, voices; no sound is rendered here."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feelm.affect.feeling import Feeling
from feelm.composer.arrangement import Page, arrange
from feelm.composer.character import MOODS, character
from feelm.composer.form import Form, plan_form
from feelm.composer.harmony import bar_order, is_parallel, voice_chords
from feelm.composer.notation import Note
from feelm.composer.page import RANGES
from feelm.composer.performance import perform
from feelm.composer.theory import BRIGHT_MODES, MODES, Chord, Key, chord


def feeling(valence: object, arousal: object, duration_s: float) -> Feeling:
    """A feeling from constants or from values spread evenly over the piece."""
    times = np.arange(0.0, duration_s + 0.5, 0.5)

    def curve(values: object) -> np.ndarray:
        knots = np.atleast_1d(np.asarray(values, dtype=np.float64))
        return np.interp(times, np.linspace(0, duration_s, len(knots)), knots)

    spread = np.full(len(times), 0.3)
    return Feeling(times, curve(valence), curve(arousal), spread, spread)


def write(
    valence: object, arousal: object, duration_s: float, seed: int = 7
) -> tuple[Form, Page, tuple[Note, ...]]:
    form = plan_form(feeling(valence, arousal, duration_s), duration_s, seed, ())
    page = arrange(form, seed)
    return form, page, perform(page, form, seed)


@pytest.mark.parametrize(
    ("duration_s", "mood"),
    [
        (2.0, "joy"),
        (5.0, "grief"),
        (5.0, "fear"),
        (11.0, "calm"),
        (61.3, "joy"),
        (300.0, "grief"),
        (1800.0, "fear"),
    ],
)
def test_every_length_is_filled_and_ends_in_time(duration_s: float, mood: str) -> None:
    form, _, notes = write(*MOODS[mood], duration_s)
    assert len(form.beats_s) == sum(s.bars for s in form.sections) * form.beats_per_bar + 1
    assert (np.diff(form.beats_s) > 0.2).all()
    assert 0.55 * duration_s < form.beats_s[-1] < duration_s
    assert min(n.start_s for n in notes) < 0.3
    assert max(n.start_s + n.length_s for n in notes) <= duration_s + 1e-9
    starts = np.array([n.start_s for n in notes])
    assert np.diff(starts).max() < max(4.5, 0.2 * duration_s) and np.diff(starts).max() < 7


@settings(max_examples=20, deadline=None)
@given(
    st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1), st.floats(3, 200), st.integers(0, 2**31)
)  # fmt: skip
@example(0.0, 0.5, -1.0, 1.0, 166.0, 1)
def test_any_feeling_gives_a_playable_page(
    v0: float, v1: float, a0: float, a1: float, length: float, seed: int
) -> None:
    form, _, notes = write([v0, v0, v1, v1], [a0, a0, a1, a1], length, seed)
    assert form.sections[-1].theme == "A"
    for note in notes:
        low, high = RANGES[note.instrument]
        assert low <= note.pitch <= high, note
        assert 0 < note.velocity <= 1 and note.length_s > 0.02 and note.start_s >= 0


def test_the_cues_of_feeling_point_the_right_way() -> None:
    joy, grief, calm, anger = (character(*MOODS[m]) for m in ("joy", "grief", "calm", "anger"))
    assert joy.tempo_bpm > 1.3 * grief.tempo_bpm and anger.tempo_bpm > 1.4 * calm.tempo_bpm
    assert joy.mode == "major" and calm.mode in BRIGHT_MODES
    assert grief.mode not in BRIGHT_MODES and anger.mode not in BRIGHT_MODES
    assert joy.register > grief.register and anger.loudness > calm.loudness and joy.density > grief.density
    assert joy.legato < calm.legato


def test_happy_music_is_higher_faster_and_busier_than_sad_music_on_the_page() -> None:
    def numbers(mood: str) -> tuple[float, float, float, float]:
        form, _, notes = write(*MOODS[mood], 60.0)
        own = [n for n in notes if n.voice != "drums"]
        tunes = [n.pitch for n in own if n.voice == "melody"]
        beat = float(np.median(np.diff(form.beats_s)))
        return 60 / beat, float(np.mean(tunes)), len(own) / 60, float(np.mean([n.velocity for n in own]))

    joy, grief = numbers("joy"), numbers("grief")
    assert all(j > g for j, g in zip(joy, grief, strict=True)), (joy, grief)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("mood", ["joy", "calm", "grief", "longing", "anger"])
def test_a_theme_can_be_hummed(mood: str, seed: int) -> None:
    _, page, _ = write(*MOODS[mood], 60.0, seed)
    theme = page.themes["A"]
    steps = np.array([n.step for n in theme.notes])
    moves = np.abs(np.diff(steps))
    assert np.ptp(steps) <= 11 and moves.max() <= 7
    assert (moves <= 2).mean() >= 0.6
    assert steps[-1] == 0 and theme.notes[-1].beats >= 2
    assert sum(n.beats for n in theme.notes) == 8 * theme.metre
    first, fifth = theme.bar(0), theme.bar(4)
    assert [n.beats for n in first] == [n.beats for n in fifth]
    assert np.mean([a.step == b.step for a, b in zip(first, fifth, strict=True)]) >= 0.6
    rhythm_of_three = [n.beats for n in theme.bar(2)]
    assert rhythm_of_three == [n.beats for n in first], "bar three is a sequence of bar one"


def test_strong_beats_of_a_theme_are_chord_tones() -> None:
    inside = []
    for seed in range(8):
        form, page, _ = write(0.6, 0.2, 60.0, seed)
        theme, key = page.themes["A"], form.sections[0].key
        for bar in range(8):
            first = theme.bar(bar)[0]
            inside.append(chord(key, theme.plan[bar][0]).has(first.step))
    assert np.mean(inside) >= 0.9


@pytest.mark.parametrize(
    ("valence", "arousal"), [(0.7, 0.5), (-0.6, -0.4), ([-0.7, -0.7, 0.7, 0.7], [-0.4, -0.4, 0.4, 0.4])]
)
def test_the_theme_comes_back_at_the_end(valence: object, arousal: object) -> None:
    form, _, notes = write(valence, arousal, 61.3)
    first = next(s for s in form.sections if s.theme == "A")
    last = form.sections[-1]
    assert last.role == "return" and first is not last
    assert any(s.theme == "B" for s in form.sections), "it is left in between"

    def close(section: object, first_bar: int) -> list[tuple[float, int]]:
        begin = first_bar * form.beats_per_bar
        end = begin + 4 * form.beats_per_bar
        tune = [n for n in notes if n.voice == "melody" and begin <= n.written_beat < end]
        return [(n.written_beat - begin, int(np.sign(b.pitch - n.pitch))) for n, b in pairwise(tune)]

    order, back = bar_order(first.bars), bar_order(last.bars)
    a = close(first, first.first_bar + order.index(4))
    b = close(last, last.first_bar + back.index(4))
    same = sum(x == y for x, y in zip(a, b, strict=False)) / max(len(a), len(b))
    assert same >= 0.85, (a, b)


def test_the_music_turns_exactly_where_the_feeling_turns_after_a_silence() -> None:
    valence = [-0.7] * 6 + [0.7] * 6
    curve = feeling(valence, [-0.3] * 6 + [0.5] * 6, 60.0)
    form = plan_form(curve, 60.0, 3, ())
    page = arrange(form, 3)
    notes = perform(page, form, 3)
    assert len(form.turns_s) >= 1
    turn = min(form.turns_s, key=lambda t: abs(t - 30.0))
    assert abs(turn - 30.0) < 4.0
    assert np.abs(form.beats_s - turn).min() < 1e-9
    sounding = [n for n in notes if n.start_s < turn - 0.35 < n.start_s + n.length_s - 0.03]
    assert sounding == [], "there is a breath before the turn"
    before = next(
        s for s in form.sections if abs(form.time((s.first_bar + s.bars) * form.beats_per_bar) - turn) < 1e-6
    )
    after = form.sections[form.sections.index(before) + 1]
    assert before.key.mode not in BRIGHT_MODES and after.key.mode in BRIGHT_MODES
    assert after.character.tempo_bpm > before.character.tempo_bpm


def test_given_turns_are_kept_to_the_sample() -> None:
    form = plan_form(feeling(0.2, 0.1, 60.0), 60.0, 5, (17.3, 41.9))
    assert form.turns_s == (17.3, 41.9)
    for turn in form.turns_s:
        bar_lines = form.beats_s[:: form.beats_per_bar]
        assert np.abs(bar_lines - turn).min() < 1e-9


def test_a_flat_feeling_still_has_a_contrast_and_an_arch() -> None:
    form, _, _ = write(0.0, 0.0, 120.0)
    energies = [s.energy for s in form.sections]
    assert {s.theme for s in form.sections} >= {"A", "B"}
    assert max(energies) > 1.3 * energies[0] and int(np.argmax(energies)) not in (0, len(energies) - 1)


def test_outer_voices_keep_out_of_parallel_fifths_and_octaves() -> None:
    moves = parallel = 0
    for mood in ("joy", "calm", "grief", "longing", "tender"):
        for seed in range(3):
            _, page, _ = write(*MOODS[mood], 60.0, seed)
            pairs: list[tuple[int, int]] = []
            for harmony in (h for chords in page.harmonies for h in chords):
                tops = [
                    n.pitch
                    for n in page.notes
                    if n.voice == "melody" and n.beat <= harmony.beat + 1e-6 < n.end
                ]
                lows = [
                    n.pitch for n in page.notes if n.voice == "bass" and n.beat <= harmony.beat + 1e-6 < n.end
                ]
                if tops and lows:
                    pairs.append((lows[0], tops[0]))
            for (l0, t0), (l1, t1) in pairwise(pairs):
                moves += 1
                parallel += is_parallel(l0, t0, l1, t1)
    assert moves > 150
    assert parallel / moves < 0.03


def test_chords_move_little_and_stay_in_their_key() -> None:
    key = Key(2, "major")
    run = [chord(key, d) for d in (0, 5, 3, 4, 0, 3, 4, 0)]
    voicings = voice_chords(run, 60, 3)
    motion = [sum(abs(a - b) for a, b in zip(x, y, strict=True)) for x, y in pairwise(voicings)]
    assert max(motion) <= 9
    scale = {(2 + s) % 12 for s in MODES["major"]}
    assert all(p % 12 in scale for voicing in voicings for p in voicing)


@pytest.mark.parametrize("mode", MODES)
def test_no_chord_is_diminished_and_minor_has_its_dominant(mode: str) -> None:
    for degree in range(7):
        assert not chord(Key(0, mode), degree).diminished
    five = chord(Key(9, "minor"), 4)
    assert five.classes == (4, 8, 11), "E G♯ B in A minor"
    assert Chord(Key(9, "minor"), 0).classes == (9, 0, 4)


def test_players_are_human_but_together() -> None:
    form, _, notes = write(0.6, 0.4, 60.0)
    off = np.array(
        [n.start_s - form.time(n.written_beat) for n in notes if n.voice in ("melody", "bass", "drums")]
    )
    assert 0.002 < off.std() < 0.02 and np.abs(off).max() < 0.12
    loud = np.array([n.velocity for n in notes if n.voice == "melody"])
    assert loud.std() > 0.02


def test_the_end_slows_and_the_tempo_is_steady_before() -> None:
    form, _, _ = write(0.4, 0.3, 60.0)
    lengths = np.diff(form.beats_s)
    metre = form.beats_per_bar
    assert np.ptp(lengths[: -2 * metre]) < 1e-9
    assert 1.1 < lengths[-1] / lengths[0] < 1.4 and (np.diff(lengths[-2 * metre :]) > 0).all()


def test_the_same_seed_writes_the_same_page_and_another_does_not() -> None:
    assert write(0.3, 0.1, 30.0, 4)[2] == write(0.3, 0.1, 30.0, 4)[2]
    assert write(0.3, 0.1, 30.0, 4)[2] != write(0.3, 0.1, 30.0, 5)[2]
