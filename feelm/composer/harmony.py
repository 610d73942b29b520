"""Which chords, and how the parts move from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from feelm.composer.form import Section
from feelm.composer.theory import BRIGHT_MODES, Chord, Key, chord

Plan = tuple[tuple[int, ...], ...]
"""Degrees of the chords of eight bars; a bar has one or two."""

THEME_PLANS: dict[str, tuple[Plan, ...]] = {
    "bright": (
        ((0,), (5,), (3,), (4,), (0,), (5,), (1, 4), (0,)),
        ((0,), (4,), (5,), (3,), (0,), (4,), (3, 4), (0,)),
        ((0,), (3,), (0,), (4,), (0,), (3,), (1, 4), (0,)),
        ((0,), (2,), (3,), (4,), (0,), (5,), (3, 4), (0,)),
    ),
    "dark": (
        ((0,), (6,), (5,), (4,), (0,), (6,), (3, 4), (0,)),
        ((0,), (3,), (6,), (2,), (5,), (3,), (4,), (0,)),
        ((0,), (5,), (2,), (6,), (0,), (5,), (3, 4), (0,)),
        ((0,), (5,), (3,), (4,), (0,), (5,), (3, 4), (0,)),
    ),
    "uneasy": (
        ((0,), (0,), (1,), (6,), (0,), (0,), (1, 6), (0,)),
        ((0,), (1,), (0,), (6,), (0,), (1,), (3, 1), (0,)),
        ((0,), (5,), (1,), (1,), (0,), (5,), (6, 1), (0,)),
    ),
}
"""Periods: a half close after four bars, a full close after eight."""

CONTRAST_PLANS: dict[str, tuple[Plan, ...]] = {
    "bright": (
        ((5,), (3,), (0,), (4,), (5,), (3,), (1, 4), (0,)),
        ((3,), (4,), (2,), (5,), (3,), (1,), (4,), (0,)),
        ((3,), (0,), (1,), (4,), (3,), (0,), (3, 4), (0,)),
    ),
    "dark": (
        ((5,), (6,), (2,), (0,), (5,), (3,), (4,), (0,)),
        ((3,), (6,), (2,), (5,), (3,), (0,), (4,), (0,)),
        ((2,), (6,), (3,), (0,), (5,), (6,), (4,), (0,)),
    ),
    "uneasy": (
        ((3,), (0,), (5,), (1,), (3,), (0,), (1,), (0,)),
        ((5,), (1,), (3,), (0,), (5,), (6,), (1,), (0,)),
    ),
}
"""They begin away from the tonic and come home."""

REHARMONISED: dict[int, int] = {0: 5, 3: 1, 5: 3, 4: 2}
"""Another chord under the same note, a third away: it shares two notes with the first."""


@dataclass(frozen=True)
class Harmony:
    """A chord from ``beat`` for ``beats`` beats of the piece."""

    beat: float
    beats: float
    chord: Chord


def choose_plan(theme: str, mode: str, rng: np.random.Generator) -> Plan:
    """Pick the chord plan of a theme."""
    kind = "bright" if mode in BRIGHT_MODES else "uneasy" if mode == "phrygian" else "dark"
    plans = (THEME_PLANS if theme == "A" else CONTRAST_PLANS)[kind]
    return plans[int(rng.integers(len(plans)))]


def bar_order(bars: int) -> list[int | None]:
    """Which bars of an eight-bar theme a section of ``bars`` bars has; None is a bar without the tune.

    Shorter sections keep the opening and the close; longer ones echo the close or repeat the second half.
    """
    short: dict[int, list[int | None]] = {
        1: [4], 2: [4, 7], 3: [4, 6, 7], 4: [4, 5, 6, 7], 5: [4, 5, 6, 7, None], 6: [4, 5, 6, 7, 6, 7],
        7: [0, 1, 4, 5, 6, 7, None], 8: [0, 1, 2, 3, 4, 5, 6, 7], 9: [0, 1, 2, 3, 4, 5, 6, 7, None],
        10: [0, 1, 2, 3, 4, 5, 6, 7, 6, 7], 11: [0, 1, 2, 3, 4, 5, 6, 7, None, 6, 7],
    }  # fmt: skip
    return short[bars]


def section_bars(section: Section) -> list[int | None]:
    """Which bars of its theme a section has; an ending has the close only."""
    if section.role == "ending":
        return [None, 6, 7][-section.bars :] if section.bars > 1 else [None]
    return bar_order(section.bars)


def section_harmony(section: Section, plan: Plan, metre: int, onward: Section | None) -> list[Harmony]:
    """Chords of a section. Before another section the last bar leads on by that one's dominant."""
    out: list[Harmony] = []
    order = section_bars(section) if section.theme or section.role == "interlude" else [0] * section.bars
    reharmonise = section.role == "variation" and section.variant % 4 == 3
    for k, source in enumerate(order):
        degrees = (0,) if source is None else plan[source]
        if section.role == "intro":
            degrees = (0,) if k < section.bars - 1 else (4,)
        if reharmonise and source in (0, 4):
            degrees = tuple(REHARMONISED.get(d, d) for d in degrees)
        key = section.key
        beat = float((section.first_bar + k) * metre)
        leads = k == section.bars - 1 and onward is not None and section.role != "intro"
        if leads and onward is not None and section.bars > 2:
            half = metre - 1 if metre == 3 else metre / 2
            out.append(Harmony(beat, half, _chord(section, key, degrees[0])))
            out.append(Harmony(beat + half, metre - half, _chord(section, onward.key, 4)))
            continue
        parts = [(0.0, float(metre))] if len(degrees) == 1 else _halves(metre)
        out += [
            Harmony(beat + at, n, _chord(section, key, d)) for (at, n), d in zip(parts, degrees, strict=True)
        ]
    return out


def _halves(metre: int) -> list[tuple[float, float]]:
    return [(0.0, 2.0), (2.0, 2.0)] if metre == 4 else [(0.0, 2.0), (2.0, 1.0)]


def _chord(section: Section, key: Key, degree: int) -> Chord:
    """The chord on a degree; calm music adds sevenths and ninths, a dominant its seventh."""
    quiet = section.character.arousal < -0.1
    extra: tuple[int, ...] = ()
    happy = section.character.valence > 0 and key.mode in ("major", "lydian", "dorian")
    if degree == 4 or (quiet and degree in (1, 3)):
        extra = (3,)
    elif quiet and happy and degree == 0:
        extra = (4,)
    return chord(key, degree, extra)


def voice_chords(chords: Sequence[Chord], centre: int, voices: int) -> list[tuple[int, ...]]:
    """Voicings of a run of chords, lowest first: close to each other and to ``centre``, moving least.

    The voicings before and after are weighed by the total motion, by parallel fifths and octaves, and by
    their distance from the centre; the best next one is taken each time.
    """
    out: list[tuple[int, ...]] = []
    for one in chords:
        options = _voicings(one, centre, voices)
        before = out[-1] if out else None
        out.append(min(options, key=lambda v: _voicing_cost(v, before, centre)))
    return out


def _voicings(one: Chord, centre: int, voices: int) -> list[tuple[int, ...]]:
    """All voicings near the centre with the third and the colour of the chord; wide steps only if need be."""
    classes = one.classes
    needed = {classes[1], classes[3] if len(classes) > 3 else classes[0]}
    for reach, low, high in ((9, 3, 9), (11, 1, 12)):
        pitches = [p for p in range(centre - reach, centre + reach + 1) if p % 12 in classes]
        found = [
            combo
            for combo in combinations(pitches, voices)
            if needed <= {p % 12 for p in combo} and all(low <= b - a <= high for a, b in pairwise(combo))
        ]
        if found:
            return found
    raise AssertionError("every chord of three or four notes has a voicing within two octaves")


def _voicing_cost(voicing: tuple[int, ...], before: tuple[int, ...] | None, centre: int) -> tuple[float, int]:
    middle = abs(sum(voicing) / len(voicing) - centre)
    if before is None:
        return middle, voicing[0]
    motion = sum(abs(a - b) for a, b in zip(voicing, before, strict=True))
    parallels = sum(
        is_parallel(before[i], before[j], voicing[i], voicing[j])
        for i in range(len(voicing)) for j in range(i + 1, len(voicing))
    )  # fmt: skip
    return motion + 0.35 * middle + 9.0 * parallels, voicing[0]


def is_parallel(low0: int, high0: int, low1: int, high1: int) -> bool:
    """Whether two voices move in parallel fifths or octaves."""
    same_way = (low1 - low0) * (high1 - high0) > 0
    interval = (high1 - low1) % 12
    return same_way and interval in (0, 7) and (high0 - low0) % 12 == interval


def bass_line(harmonies: Sequence[Harmony], melody: Sequence[int | None], low: int) -> list[int]:
    """Bass pitches under the chords, from ``low`` to an octave and a half above it.

    Roots, or thirds where the line asks for them; the least costly line is found by dynamic programming
    over motion, inversions and parallel fifths or octaves with the melody note of each chord.
    """
    costs: list[dict[int, float]] = []
    back: list[dict[int, int]] = []
    for n, harmony in enumerate(harmonies):
        table: dict[int, float] = {}
        came: dict[int, int] = {}
        for pitch in range(low, low + 17):
            if pitch % 12 not in harmony.chord.classes[:2]:
                continue
            own = 0.15 * abs(pitch - low - 5)
            if pitch % 12 != harmony.chord.classes[0]:
                own += 20.0 if n in (0, len(harmonies) - 1) else 2.5
            best, source = own, pitch
            if n:
                source = min(costs[-1], key=lambda q: costs[-1][q] + _bass_move(q, pitch, n, melody))
                best = own + costs[-1][source] + _bass_move(source, pitch, n, melody)
            table[pitch], came[pitch] = best, source
        costs.append(table)
        back.append(came)
    line = [min(costs[-1], key=lambda q: costs[-1][q])]
    for came in reversed(back[1:]):
        line.append(came[line[-1]])
    return line[::-1]


def _bass_move(before: int, now: int, n: int, melody: Sequence[int | None]) -> float:
    cost = 0.25 * abs(now - before)
    top0, top1 = melody[n - 1], melody[n]
    if top0 is not None and top1 is not None and is_parallel(before, top0, now, top1):
        cost += 12.0
    return cost
