"""Where the sources of a feeling disagree: sad words over bright music are not averaged away."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling, Stream

Floats = NDArray[np.float64]

_UNSURE_SD = 1.5
"""Above this standard deviation (r under 0.37) a stream is too unsure for its difference to mean anything."""


def disagreement(feeling: Feeling, times_s: Floats) -> Floats:
    """How far apart the two sources lie that differ most, at any instants: 0 to 1, shape of ``times_s``.

    1 is from one corner of the plane of valence and arousal to the opposite one (2·√2). A source that is hardly heard
    (standard deviation over 1.5) or has no finite value does not take part.
    """
    places = [place for stream in feeling.streams if (place := _place(stream, times_s)) is not None]
    apart = np.zeros(np.shape(times_s))
    for one, two in combinations(places, 2):
        apart = np.maximum(apart, np.hypot(one[0] - two[0], one[1] - two[1]) / 8.0**0.5)
    return np.clip(apart, 0.0, 1.0)


def _place(stream: Stream, times_s: Floats) -> tuple[Floats, Floats] | None:
    values = np.stack([stream.valence, stream.arousal])
    sure = (
        np.isfinite(values).all(axis=0)
        & (stream.valence_sd <= _UNSURE_SD)
        & (stream.arousal_sd <= _UNSURE_SD)
    )
    if not sure.any():
        return None
    at = stream.times_s[sure]
    return np.interp(times_s, at, values[0, sure]), np.interp(times_s, at, values[1, sure])
