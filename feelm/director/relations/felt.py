"""``Felt``: a feeling as it may be played, that is, drawn back to neutral by what is not known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling
from feelm.director.rules import rules

Floats = NDArray[np.float64]
Gains: TypeAlias = Mapping[str, float]
"""Relation → factor on its offset for one person: 1 as published, 0 not at all, below 0 the other way round."""

HALF_AT_SD = 0.3


def certainty(sd: float) -> float:
    """How much of an offset is played at a standard deviation: 1 / (1 + (sd / 0.3)²); our constant.

    It is the gain of a Wiener filter for a feeling with a spread of 0.3 seen through an error of ``sd``: where nothing
    is known the picture is neutral, never random.

    >>> certainty(0.0), certainty(0.3)
    (1.0, 0.5)
    """
    return 1.0 / (1.0 + (sd / HALF_AT_SD) ** 2)


@dataclass(frozen=True)
class Felt:
    """Valence and arousal -1..1 as a stretch of film plays them, and how sure each is.

    ``valence_sure`` and ``arousal_sure`` 0..1 are ``certainty`` of their standard deviations.
    """

    valence: float
    arousal: float
    valence_sure: float = 1.0
    arousal_sure: float = 1.0

    @property
    def pleasant(self) -> float:
        """Valence drawn back to neutral by its uncertainty."""
        return self.valence * self.valence_sure

    @property
    def awake(self) -> float:
        """Arousal drawn back to neutral by its uncertainty."""
        return self.arousal * self.arousal_sure


def played(values: Floats) -> Floats:
    """A fused feeling as it is played: tanh(1.7 x); a smoothed estimate is flatter than what it estimates."""
    return np.asarray(np.tanh(rules().feeling.emphasis * values), dtype=np.float64)


def felt_in(feeling: Feeling, start_s: float, end_s: float) -> Felt:
    """The feeling of a stretch of the film: the mean of what is played in it, and how sure that is."""
    count = max(3, round(4.0 * (end_s - start_s)))
    times_s = start_s + (end_s - start_s) * (np.arange(count) + 0.5) / count
    valence, arousal = feeling.at(times_s)
    sds = [
        float(np.sqrt(np.mean(np.interp(times_s, feeling.times_s, sd) ** 2)))
        for sd in (feeling.valence_sd, feeling.arousal_sd)
    ]
    return Felt(
        valence=float(played(valence).mean()),
        arousal=float(played(arousal).mean()),
        valence_sure=certainty(sds[0]),
        arousal_sure=certainty(sds[1]),
    )
