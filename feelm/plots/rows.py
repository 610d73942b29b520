"""Which numbers of a score move, and what they are at every frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.clock import cut_frame, frame_count, frame_times
from feelm.score.curves import Sampler
from feelm.score.grammar import Node
from feelm.score.model import Keys, Number, Score, Shot
from feelm.score.tree import numbers_of, spelt

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stretch:
    """A curve over a stretch of film: film seconds and values, shape (n,), and how the score says it."""

    times_s: Floats
    values: Floats
    said: str
    key_times_s: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Row:
    """One number of the film ("camera.zoom") over all shots that are looked at."""

    name: str
    stretches: tuple[Stretch, ...]

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest value."""
        values = np.concatenate([one.values for one in self.stretches])
        return float(values.min()), float(values.max())


def rows_of(score: Score, signals: Mapping[str, Floats], shots: list[Shot]) -> list[Row]:
    """Every number that moves in the given shots, the score's own signals first.

    Args:
        score: settled.
        signals: of the whole film, a value per frame.

    Raises:
        ScoreError: a number cannot be sampled.
    """
    first, last = span_of(score, shots[0])[0], span_of(score, shots[-1])[1]
    times = frame_times(first, last - first, score.fps)
    found: dict[str, list[Stretch]] = {
        f"signals.{name}": [_stretch(times, signals[name][first:last], number, 0.0)]
        for name, number in score.signals.items()
    }
    trees: dict[str, Node] = {}
    for shot in shots:
        first, last = span_of(score, shot)
        times = frame_times(0, last - first, score.fps)
        part = {name: values[first:last] for name, values in signals.items()}
        sampler = Sampler(times_s=times, duration_s=max(len(times), 1) / score.fps, signals=part, trees=trees)
        for path, number in numbers_of(shot):
            name = spelt(path)
            values = sampler.values(number, f"shot {shot.id}, {name}")
            found.setdefault(name, []).append(
                _stretch(first / score.fps + times, values, number, first / score.fps)
            )
    rows = [Row(name, tuple(stretches)) for name, stretches in found.items()]
    return [row for row in rows if any(np.ptp(one.values) > 1e-9 for one in row.stretches)]


def span_of(score: Score, shot: Shot) -> tuple[int, int]:
    """First frame of a shot in the film, and the frame after its last."""
    total = frame_count(score.duration, score.fps)
    is_last = shot.id == score.shots[-1].id
    first = min(cut_frame(shot.start, score.fps), total - 1)
    last = total if is_last else min(cut_frame(shot.end, score.fps), total)
    return first, max(last, first + 1)


def _stretch(times_s: Floats, values: Floats, number: Number, origin_s: float) -> Stretch:
    """``origin_s`` is the second of the film that key times count from."""
    keys: tuple[float, ...] = ()
    if isinstance(number, Keys):
        said = "  →  ".join(f"{key[0]:.4g} s: {key[1]:.4g}" for key in number.keys) + f"   ({number.ease})"
        keys = tuple(origin_s + float(key[0]) for key in number.keys)
    else:
        said = number if isinstance(number, str) else f"{number:g}"
    return Stretch(times_s, values, said, keys)
