"""Key frames turned into a curve: each stretch eased in its own way, ``smooth`` ones joined without a corner."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.easing import easing
from feelm.score.numbers import Keys

Floats = NDArray[np.float64]
SMOOTH = "smooth"


def sample_keys(keys: Keys, times_s: Floats) -> Floats:
    """The value of key frames at any instants; before the first key and after the last it is held.

    Args:
        keys: settled, so that every time is a number of seconds, and rising.
        times_s: seconds from the start of the shot, shape (n,).

    Raises:
        ScoreError: a time is still in words, the times do not rise, or an easing is unknown.
    """
    if any(isinstance(key[0], str) for key in keys.keys):
        raise ScoreError("a key's time is still in words", fix="settle the score first")
    at = np.array([key[0] for key in keys.keys], dtype=np.float64)
    values = np.array([key[1] for key in keys.keys], dtype=np.float64)
    if np.any(np.diff(at) <= 0):
        raise ScoreError("the times of the keys do not rise")
    if len(at) == 1:
        return np.full(times_s.shape, values[0])
    kinds = [key[2] if len(key) == 3 else keys.ease for key in keys.keys]
    left = np.clip(np.searchsorted(at, times_s, side="right") - 1, 0, len(at) - 2)
    progress = np.clip((times_s - at[left]) / (at[left + 1] - at[left]), 0.0, 1.0)
    out = np.empty(times_s.shape)
    slopes = monotone_slopes(at, values) if SMOOTH in kinds else np.zeros(len(at))
    for kind in dict.fromkeys(kinds[:-1]):
        here = np.array([name == kind for name in kinds[:-1]])[left]
        one, x = left[here], progress[here]
        if kind == SMOOTH:
            out[here] = _hermite(at, values, slopes, one, x)
        else:
            out[here] = values[one] + (values[one + 1] - values[one]) * easing(kind)(x)
    return out


def monotone_slopes(at: Floats, values: Floats) -> Floats:
    """Slopes at the keys of a cubic that overshoots no key: 0 at the ends and at every turn.

    Inside, the weighted harmonic mean of the two slopes beside a key (F. N. Fritsch and J. Butland, SIAM J. Sci. Stat.
    Comput. 5, 1984), as in PCHIP; at the ends the curve is at rest, so that two keys give the S of ``ease``.
    """
    steps, rises = np.diff(at), np.diff(values)
    slopes = np.zeros(len(at))
    if len(at) < 3:
        return slopes
    lines = rises / steps
    before, after = lines[:-1], lines[1:]
    same_way = before * after > 0
    one, two = 2.0 * steps[1:] + steps[:-1], steps[1:] + 2.0 * steps[:-1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = (one + two) / (one / before + two / after)
    slopes[1:-1] = np.where(same_way, mean, 0.0)
    return slopes


def _hermite(at: Floats, values: Floats, slopes: Floats, left: NDArray[np.int64], x: Floats) -> Floats:
    """Cubic between two keys with given values and slopes, at progress ``x`` from the left one."""
    width = at[left + 1] - at[left]
    rise = values[left + 1] - values[left]
    pull_in, pull_out = slopes[left] * width, slopes[left + 1] * width
    bend = x * x * (3.0 - 2.0 * x)
    return np.asarray(
        values[left] + rise * bend + pull_in * x * (1.0 - x) ** 2 - pull_out * x * x * (1.0 - x)
    )
