"""Streams that were measured while the person felt: a curve pressed live, and what was decoded from the body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling, Stream
from feelm.affect.fusion import sd_of_agreement

Floats = NDArray[np.float64]

REACTION_S = 1.0
"""A hand follows a feeling about a second late (continuous ratings lag by 1 to 3 s; E. Schubert, 2004)."""
LONGEST_LAG_S = 5.0
PRESS_SD = 0.18
_CLEAR_R, _CLEAR_MARGIN = 0.5, 0.04
_RATE_HZ = 4.0


def press_stream(
    times_s: Sequence[float] | Floats,
    valence: Sequence[float] | Floats,
    arousal: Sequence[float] | Floats,
    *,
    reference: Feeling | Stream | None = None,
    lag_s: float | None = None,
) -> Stream:
    """A curve that was pressed live as the stream "press", its lag and its scale corrected.

    A hand is late and uses its own range. The lag is found by cross-correlation with ``reference`` (the music or the
    words), but only where that is clear: the best agreement reaches 0.5 and stands out; else it is ``REACTION_S``. The
    range is stretched so that the person's own 95th percentile of excursion reaches 0.8, by at most 2; a hand that
    hardly moved is not made to have moved.

    Args:
        times_s: rising, shape (n,), with valence and arousal in -1..1 about a neutral 0.
        reference: what the hand followed, on the same time.
        lag_s: the lag where it is known.
    """
    at = np.asarray(times_s, dtype=np.float64)
    sides = [_own_range(np.asarray(side, dtype=np.float64)) for side in (valence, arousal)]
    late = lag_s if lag_s is not None else _lag(at, sides, reference)
    sd = np.full(at.shape, PRESS_SD)
    earlier = at - late
    heard = earlier >= 0.0
    return Stream("press", earlier[heard], sides[0][heard], sides[1][heard], sd[heard], sd[heard])


def decoded_stream(
    times_s: Floats,
    valence: Floats,
    arousal: Floats,
    *,
    valence_r: float,
    arousal_r: float,
    weight: Floats | None = None,
) -> Stream:
    """What was decoded from the body as the stream "eeg".

    Args:
        valence_r: agreement with the person's ratings on held-out clips; not above 0 takes the stream out, which is
            also what a closed gate gives.
        arousal_r: the same for arousal.
        weight: 0..1 for each instant (quality of the signal): the variance grows as it falls, 0 is silence.
    """
    share = np.ones(len(times_s)) if weight is None else np.clip(weight, 0.0, 1.0)
    with np.errstate(divide="ignore"):
        wider = 1.0 / np.sqrt(share)
    return Stream(
        "eeg",
        np.asarray(times_s, dtype=np.float64),
        np.where(share > 0, valence, np.nan),
        np.where(share > 0, arousal, np.nan),
        sd_of_agreement(valence_r) * wider,
        sd_of_agreement(arousal_r) * wider,
    )


def _own_range(values: Floats) -> Floats:
    """A side of a pressed curve, stretched or pressed together by the person's own range."""
    reach = float(np.quantile(np.abs(values), 0.95)) if len(values) else 0.0
    if reach < 0.1:
        return values
    return np.clip(values * float(np.clip(0.8 / reach, 0.5, 2.0)), -1.0, 1.0)


def _lag(at: Floats, sides: Sequence[Floats], reference: Feeling | Stream | None) -> float:
    """Seconds by which the hand follows the reference, where that is clear; else ``REACTION_S``."""
    if reference is None or len(at) < 2 or at[-1] - at[0] < 4.0 * LONGEST_LAG_S or len(reference.times_s) < 2:
        return REACTION_S
    even = np.arange(at[0] + LONGEST_LAG_S, at[-1], 1.0 / _RATE_HZ)
    lags = np.arange(0.0, LONGEST_LAG_S + 1e-9, 1.0 / _RATE_HZ)
    scores = []
    for pressed, told in zip(sides, (reference.valence, reference.arousal), strict=True):
        hand = np.interp(even, at, pressed)
        scores.append([_agreement(hand, np.interp(even - lag, reference.times_s, told)) for lag in lags])
    best = np.max(np.array(scores), axis=0)
    peak = int(np.argmax(best))
    inside = 0 < peak < len(lags) - 1
    clear = best[peak] >= _CLEAR_R and best[peak] - min(best[0], best[-1]) >= _CLEAR_MARGIN
    return float(lags[peak]) if inside and clear else REACTION_S


def _agreement(one: Floats, two: Floats) -> float:
    if one.std() < 1e-6 or two.std() < 1e-6:
        return 0.0
    return float(np.corrcoef(one, two)[0, 1])
