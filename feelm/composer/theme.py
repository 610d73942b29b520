"""A tune that one can hum: motif, sequence, answer, peak, close.

A theme is eight bars, an antecedent that stops on a half close and a consequent that comes home. Bars one and
two make the motif; bar three repeats its shape elsewhere (a sequence); bars five and six are the motif again;
bar seven climbs to the one highest note; bar eight is the tonic. Pitches are found by dynamic programming
over costs for leaps, chord tones on strong beats and the wanted contour; of several such tunes the one with
the best line is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from feelm.composer.harmony import Plan
from feelm.composer.notation import Floats
from feelm.composer.theory import Key, chord
from feelm.seeds import generator

LOW, HIGH = -3, 9
"""Range of a theme in diatonic steps round the tonic: an octave and a sixth at most, in practice a tenth."""

Cell = tuple[float, ...]

CELLS: dict[int, dict[str, tuple[Cell, ...]]] = {
    4: {
        "sparse": ((3, 1), (2, 1, 1), (1, 1, 2), (1.5, 0.5, 2)),
        "middle": ((1.5, 0.5, 2), (1, 1, 2), (2, 1, 1), (1.5, 0.5, 1, 1), (1, 0.5, 0.5, 2)),
        "busy": ((1, 0.5, 0.5, 1, 1), (1.5, 0.5, 0.5, 0.5, 1), (0.5, 0.5, 1, 1, 1), (0.5, 1, 0.5, 1, 1)),
    },
    3: {
        "sparse": ((2, 1), (1, 2), (1.5, 0.5, 1), (1, 1, 1)),
        "middle": ((1.5, 0.5, 1), (1, 1, 1), (2, 0.5, 0.5), (2, 1)),
        "busy": ((1, 0.5, 0.5, 1), (0.5, 0.5, 1, 1), (1.5, 0.5, 0.5, 0.5)),
    },
}
"""Rhythms of one bar in beats."""

CONTOURS = {
    "A": (2.0, 3.0, 4.0, 1.5, 2.0, 3.0, 6.0, 0.5),
    "B": (5.0, 4.0, 4.0, 1.0, 5.0, 4.0, 7.0, 1.0),
    "C": (0.0, 1.0, 3.0, 4.0, 0.0, 2.0, 6.0, 1.0),
}
"""Wanted height of each bar in steps: A rises to its peak late; B begins high; C climbs from below."""


@dataclass(frozen=True)
class ThemeNote:
    """A note of a theme: place and length in beats from its first bar, height in diatonic steps."""

    beat: float
    beats: float
    step: int


@dataclass(frozen=True)
class Theme:
    """Eight bars of melody over the chords of ``plan``."""

    name: str
    metre: int
    plan: Plan
    notes: tuple[ThemeNote, ...]

    def bar(self, index: int) -> tuple[ThemeNote, ...]:
        """Notes that begin in a bar, with ``beat`` counted from its start."""
        start = index * self.metre
        return tuple(
            replace(n, beat=n.beat - start) for n in self.notes if start <= n.beat < start + self.metre
        )


@dataclass(frozen=True)
class _Slot:
    """A note still without pitch."""

    bar: int
    at: float
    beats: float
    members: tuple[int, ...]
    strong: bool


def write_theme(name: str, key: Key, plan: Plan, metre: int, density: float, seed: int) -> Theme:
    """Write the theme ``name`` over a plan: the best of two dozen tunes."""
    tunes = [
        _one_tune(name, key, plan, metre, density, generator(seed, "composer", "theme", name, k))
        for k in range(24)
    ]
    best = min(tunes, key=lambda tune: _faults([n.step for n in tune], [n.beats for n in tune]))
    return Theme(name, metre, plan, tuple(best))


def _rhythm(metre: int, density: float, rng: np.random.Generator) -> list[Cell]:
    """Rhythms of the eight bars: a b a' half-close, a b a'' full close."""
    level = "sparse" if density < 0.25 else "middle" if density < 0.62 else "busy"
    calmer = {"sparse": "sparse", "middle": "sparse", "busy": "middle"}[level]
    cells = CELLS[metre]
    a = cells[level][int(rng.integers(len(cells[level])))]
    b = cells[calmer][int(rng.integers(len(cells[calmer])))]
    push = cells[level][int(rng.integers(len(cells[level])))]
    half: Cell = (2, 2) if metre == 4 and rng.random() < 0.4 else (float(metre),)
    return [a, b, a, half, a, b, push, (float(metre),)]


def _one_tune(
    name: str, key: Key, plan: Plan, metre: int, density: float, rng: np.random.Generator
) -> list[ThemeNote]:
    """One tune: the motif is found first, the other bars are drawn towards it."""
    slots: list[_Slot] = []
    for bar, cell in enumerate(_rhythm(metre, density, rng)):
        at = 0.0
        for beats in cell:
            degrees = plan[bar]
            degree = degrees[-1] if len(degrees) == 2 and at >= 2.0 else degrees[0]
            strong = at == 0.0 or (metre == 4 and at == 2.0) or beats >= 1.5
            slots.append(_Slot(bar, at, beats, chord(key, degree).members[:3], strong))
            at += beats
    contour = np.array(CONTOURS[name]) + rng.normal(0, 0.7, 8)
    contour[7] = 0.0
    steps = _pitches(slots, contour, metre, rng)
    return [ThemeNote(s.bar * metre + s.at, s.beats, p) for s, p in zip(slots, steps, strict=True)]


def _pitches(slots: Sequence[_Slot], contour: Floats, metre: int, rng: np.random.Generator) -> list[int]:
    """Pitches of all slots by two passes of dynamic programming: the motif, then the whole drawn to it."""
    grid = np.arange(LOW, HIGH + 1)
    jitter = rng.uniform(0, 1.3, (len(slots), len(grid)))
    own = np.stack([_own_cost(s, contour, grid, metre) for s in slots]) + jitter
    head = [i for i, s in enumerate(slots) if s.bar < 2]
    motif = _best_path(own[head], [None] * len(head))
    first = sum(1 for s in slots if s.bar == 0)
    shape: list[int | None] = [None] * len(slots)
    for bar, source in ((2, 0), (4, 0), (5, 1)):
        here = [i for i, s in enumerate(slots) if s.bar == bar]
        there = list(range(first)) if source == 0 else list(range(first, len(head)))
        for i, j in zip(here, there, strict=False):
            if j != there[0]:
                shape[i] = motif[j] - motif[j - 1]
            if bar in (4, 5):
                own[i] += 2.5 * np.abs(grid - motif[j])
    for i, step in enumerate(motif):
        own[i] += 50.0 * np.abs(grid - step)
    own[-1] += 50.0 * (grid != 0)
    return _best_path(own, shape)


def _own_cost(slot: _Slot, contour: Floats, grid: NDArray[np.int64], metre: int) -> Floats:
    """Cost of each step by itself: chord tones on strong beats, near the contour; bar seven comes down to the close."""
    inside = np.isin(grid % 7, slot.members)
    wanted = float(contour[slot.bar])
    if slot.bar == 6 and slot.at > 0:
        wanted += (1.5 - wanted) * (slot.at + slot.beats) / metre
    cost: Floats = np.where(inside, 0.0, 6.0 if slot.strong else 0.8) + 0.45 * np.abs(grid - wanted)
    return cost


LEAPS = np.array([1.4, 0.0, 0.9, 1.6, 1.9, 3.0, 6.0, 3.6, 9.0, 12.0, 15.0, 18.0, 21.0])
"""Cost of moving by 0, 1, 2… steps."""


def _best_path(own: Floats, shape: Sequence[int | None]) -> list[int]:
    """Least costly path through ``own`` (notes, steps); ``shape`` wants certain intervals."""
    count = own.shape[1]
    delta = np.arange(count)[None, :] - np.arange(count)[:, None]
    total, back = own[0].copy(), []
    for n in range(1, len(own)):
        move = LEAPS[np.abs(delta)]
        wanted = shape[n]
        if wanted is not None:
            move = move * 0.3 + 2.0 * np.abs(delta - wanted)
        reach = total[:, None] + move
        back.append(reach.argmin(axis=0))
        total = reach.min(axis=0) + own[n]
    path = [int(total.argmin())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return [p + LOW for p in reversed(path)]


def _faults(steps: Sequence[int], beats: Sequence[float]) -> float:
    """How much a singer would complain: unrecovered leaps, no single peak, peak too early, monotony, wide range."""
    line = np.array(steps)
    moves = np.diff(line)
    leaps = np.nonzero(np.abs(moves[:-1]) >= 3)[0]
    cost = 2.0 * sum(1 for i in leaps if moves[i] * moves[i + 1] > 0 or abs(moves[i + 1]) > 2)
    cost += 1.5 * (int((line == line.max()).sum()) - 1)
    where = float(np.cumsum(beats)[int(line.argmax())] / sum(beats))
    cost += 6.0 * abs(where - 0.75)
    cost += 0.8 * float((moves == 0).sum()) + 1.0 * max(0, int(np.ptp(line)) - 9)
    cost += 3.0 * (abs(int(moves[-1])) > 2)
    # Tunes that are sung go by step more often than not (Huron 2006, Sweet Anticipation, ch. 5).
    cost += 20.0 * max(0.0, 0.65 - float((np.abs(moves) <= 1).mean()))
    return cost + 2.0 * max(0, 5 - len(set(steps)))
