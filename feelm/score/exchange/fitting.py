"""Values at every frame turned into the shortest ``Number`` of the score that gives them again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.score.numbers import Keys, Number

Floats = NDArray[np.float64]

EXACT = 1e-9
"""How far a fitted curve may be from a value, relative to the value's size (at least 1)."""


def kept_points(values: Floats, tolerance: float = EXACT) -> list[int]:
    """Indices of the points that a broken line needs to pass every value within ``tolerance`` · max(1, |value|).

    A line is drawn from each kept point as far as its slope fits between the slopes that every point on the way
    allows (the swing filter: H. Elmeleegy et al., VLDB 2009, with ends on the values themselves).
    """
    count = len(values)
    if count <= 2:
        return list(range(count))
    slack = tolerance * np.maximum(1.0, np.abs(values))
    numbers, room = values.tolist(), slack.tolist()
    kept, anchor = [0], 0
    low, high, best = float("-inf"), float("inf"), 1
    at = 1
    while at < count:
        run = at - anchor
        slope = (numbers[at] - numbers[anchor]) / run
        if low <= slope <= high or run == 1:
            best = at
        low = max(low, (numbers[at] - room[at] - numbers[anchor]) / run)
        high = min(high, (numbers[at] + room[at] - numbers[anchor]) / run)
        if low > high or at == count - 1:
            kept.append(best)
            anchor, low, high = best, float("-inf"), float("inf")
            at = best
        at += 1
    return kept


def fit(values: Floats, times_s: Floats, tolerance: float = EXACT) -> Number:
    """A constant, or key frames joined by straight lines, through every value.

    Args:
        values: float64, shape (n,), n ≥ 1, finite.
        times_s: seconds from the start of the shot, rising, shape (n,).
        tolerance: relative to max(1, |value|).
    """
    if np.all(np.abs(values - values[0]) <= tolerance * max(1.0, abs(float(values[0])))):
        return float(values[0])
    kept = kept_points(values, tolerance)
    return Keys(keys=[(_short(float(times_s[at])), float(values[at])) for at in kept])


def stairs(frames: Sequence[int], values: Sequence[float], fps: float) -> Number:
    """Key frames that hold: each value stands from its frame of the shot on, exactly, until the next.

    A stair begins half a frame before its frame, so that no rounding of time can show a value one frame late.
    """
    if len(set(values)) <= 1:
        return float(values[0]) if values else 0.0
    keys = zip(frames, values, strict=True)
    return Keys(keys=[(_short(max(0.0, (n - 0.5) / fps)), float(value)) for n, value in keys], ease="hold")


def _short(time_s: float) -> float:
    """A time without the noise of its last bits, so that it stays readable and on its frame."""
    return round(time_s, 12) + 0.0
