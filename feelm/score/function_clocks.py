"""Clocks, places and chance: waves in step with beats, moments of the film by name, seeded noise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.function import Axis, Floats, Function, Value, constant, numbers
from feelm.score.names import PLACE, SECTION
from feelm.score.times import read_time
from feelm.seeds import generator

_BLOCK = 256


def _phase(axis: Axis, name: str, values: Sequence[Value], shift_at: int = 1) -> Floats:
    shift = numbers(f"`{name}`", values[shift_at : shift_at + 1])
    turns = axis.turns(values[0]) + (shift[0] if shift else 0.0)
    return np.broadcast_to(turns - np.floor(turns), axis.film_s.shape)


def _saw(axis: Axis, values: Sequence[Value]) -> Floats:
    return _phase(axis, "saw", values)


def _triangle(axis: Axis, values: Sequence[Value]) -> Floats:
    return np.asarray(1.0 - np.abs(2.0 * _phase(axis, "triangle", values) - 1.0))


def _wave(axis: Axis, values: Sequence[Value]) -> Floats:
    return np.asarray(0.5 - 0.5 * np.cos(2.0 * np.pi * _phase(axis, "wave", values)))


def _square(axis: Axis, values: Sequence[Value]) -> Floats:
    width = numbers("`square`", values[1:2])[0] if len(values) > 1 else 0.5
    return np.asarray(_phase(axis, "square", values, 2) < width, dtype=np.float64)


def _every(axis: Axis, values: Sequence[Value]) -> Floats:
    """1 on the frame that is nearest to the start of each period."""
    shift = numbers("`every`", values[1:2])
    turns = np.broadcast_to(axis.turns(values[0]) + (shift[0] if shift else 0.0), axis.film_s.shape)
    if len(turns) < 2:
        return np.asarray(turns == np.floor(turns), dtype=np.float64)
    middles = 0.5 * (turns[1:] + turns[:-1])
    edges = np.concatenate([[1.5 * turns[0] - 0.5 * turns[1]], middles, [1.5 * turns[-1] - 0.5 * turns[-2]]])
    # A hair, so that a period that begins exactly between two frames falls on the later one everywhere.
    whole = np.floor(edges + 1e-9)
    return (whole[1:] > whole[:-1]).astype(np.float64)


def _at(axis: Axis, values: Sequence[Value]) -> Floats:
    return axis.signal(PLACE + str(values[0]))


def _after(axis: Axis, values: Sequence[Value]) -> Floats:
    return (axis.film_s >= _at(axis, values) - 1e-9).astype(np.float64)


def _between(axis: Axis, values: Sequence[Value]) -> Floats:
    return _after(axis, values[:1]) * (1.0 - _after(axis, values[1:]))


def _section_is(axis: Axis, values: Sequence[Value]) -> Floats:
    return axis.signal(SECTION + str(values[0]))


def _lattice(seed: int, purpose: str, points: NDArray[np.int64], low: float) -> Floats:
    """Seeded values, uniform from ``low`` to 1, at whole numbers; drawn in blocks, so each is the same in any shot."""
    blocks, inverse = np.unique(points // _BLOCK, return_inverse=True)
    drawn = np.stack([generator(seed, purpose, int(b)).uniform(low, 1.0, _BLOCK) for b in blocks])
    return np.asarray(drawn[inverse.reshape(points.shape), points % _BLOCK])


def _turn_points(axis: Axis, name: str, rate: Value) -> tuple[NDArray[np.int64], Floats]:
    per_second = constant(name, "the rate", rate, 0.0, 240.0)
    phase = np.maximum(axis.film_s, 0.0) * per_second
    step = np.floor(phase)
    return step.astype(np.int64), phase - step


def _fade(k: Floats) -> Floats:
    """The quintic whose first and second derivatives are 0 at both ends (K. Perlin, 2002)."""
    return np.asarray(k**3 * (k * (6.0 * k - 15.0) + 10.0))


def _noise(axis: Axis, values: Sequence[Value]) -> Floats:
    """Seeded values at ``rate`` points a second of film time, joined by a quintic."""
    seed = int(constant("noise", "the seed", values[0], -1e15, 1e15))
    step, k = _turn_points(axis, "noise", values[1] if len(values) > 1 else 1.0)
    weight = _fade(k)
    here, there = (_lattice(seed, "score noise", step + ahead, -1.0) for ahead in (0, 1))
    return np.asarray((1.0 - weight) * here + weight * there)


def _perlin(axis: Axis, values: Sequence[Value]) -> Floats:
    """Gradient noise in octaves of half the size; each lies within -1..1, and so does their mean."""
    seed = int(constant("perlin", "the seed", values[0], -1e15, 1e15))
    rate = constant("perlin", "the rate", values[1] if len(values) > 1 else 1.0, 0.0, 240.0)
    octaves = int(
        constant("perlin", "the number of octaves", values[2] if len(values) > 2 else 3.0, 1.0, 8.0)
    )
    total, size = np.zeros(axis.film_s.shape), 0.0
    for octave in range(octaves):
        phase = np.maximum(axis.film_s, 0.0) * rate * 2.0**octave
        step = np.floor(phase).astype(np.int64)
        k = phase - step
        here, there = (_lattice(seed, f"score perlin {octave}", step + ahead, -1.0) for ahead in (0, 1))
        weight = _fade(k)
        total += 2.0 ** (1 - octave) * ((1.0 - weight) * here * k + weight * there * (k - 1.0))
        size += 0.5**octave
    return np.asarray(total / size)


def _random(axis: Axis, values: Sequence[Value]) -> Floats:
    seed = int(constant("random", "the seed", values[0], -1e15, 1e15))
    turns = np.broadcast_to(axis.turns(values[1]), axis.film_s.shape)
    if not np.isfinite(turns).all() or np.abs(turns).max(initial=0.0) > 1e7:
        raise ScoreError("the period of `random` is too short")
    return _lattice(seed, "score random", np.floor(turns + 1e-9).astype(np.int64), 0.0)


_CLOCK = frozenset({"t"})

CLOCKS: dict[str, Function] = {
    "every": Function(
        _every, 1, 2, "every(period, shift=0)",
        "1 on the frame nearest to the start of each period, else 0: a hit for `pulse`, `hold`, `last`", "clocks",
        "pulse(every(4 beats), 0, 1 beat)", spans=0, remembers=True, needs=_CLOCK,
    ),
    "saw": Function(
        _saw, 1, 2, "saw(period, shift=0)", "0 to 1 in each period; a period is `4 beats`, `1 bar`, `2s` or a number of"
        " seconds, and `shift` a part of it", "clocks", "saw(2 bars)", spans=0, needs=_CLOCK,
    ),
    "triangle": Function(
        _triangle, 1, 2, "triangle(period, shift=0)", "0 to 1 and back in each period", "clocks", "triangle(1 bar)",
        spans=0, needs=_CLOCK,
    ),
    "wave": Function(
        _wave, 1, 2, "wave(period, shift=0)", "0 to 1 and back in each period, as a cosine", "clocks",
        "wave(4 beats)", spans=0, needs=_CLOCK,
    ),
    "square": Function(
        _square, 1, 3, "square(period, width=0.5, shift=0)", "1 for the first part of each period, then 0", "clocks",
        "square(2 beats, 0.25)", spans=0, needs=_CLOCK,
    ),
}  # fmt: skip
PLACES: dict[str, Function] = {
    "at": Function(
        _at, 1, 1, "at('bar 17')", "second of the film at a time in words", "places", "t - at('section chorus 2')",
        words={0: read_time}, needs=_CLOCK,
    ),
    "after": Function(
        _after, 1, 1, "after('bar 17')", "1 from a time on, 0 before it", "places", "0.2 * after('bar 17 beat 3')",
        words={0: read_time}, needs=_CLOCK,
    ),
    "between": Function(
        _between, 2, 2, "between('bar 17', 'bar 25')", "1 from one time to another, else 0", "places",
        "kick * between('bar 17', 'bar 25')", words={0: read_time, 1: read_time}, needs=_CLOCK,
    ),
    "section_is": Function(
        _section_is, 1, 1, "section_is('chorus')", "1 while a section of this name sounds, else 0", "places",
        "kick * section_is('B')", words={0: str},
    ),
}  # fmt: skip
CHANCE: dict[str, Function] = {
    "noise": Function(
        _noise, 1, 2, "noise(seed, rate=1)", "smooth seeded noise, -1 to 1, with `rate` turns a second", "chance",
        "2 * noise(3, 0.5)", "value noise", needs=_CLOCK,
    ),
    "perlin": Function(
        _perlin, 1, 3, "perlin(seed, rate=1, octaves=3)", "smooth seeded noise, -1 to 1, coarse and fine together",
        "chance", "perlin(7, 0.4, 4)", "K. Perlin, An Image Synthesizer, 1985; Improving Noise, 2002", needs=_CLOCK,
    ),
    "random": Function(
        _random, 2, 2, "random(seed, period)", "a new number from 0 to 1 in each period", "chance",
        "random(5, 1 beat)", spans=1, needs=_CLOCK,
    ),
}  # fmt: skip
