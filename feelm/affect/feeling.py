"""``Feeling``: valence and arousal over the film, with what is not known, and where each came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stream:
    """One source of evidence on its own times: ``name`` is "words", "music", "curve", "press", "mood" or "eeg".

    ``times_s`` rising, shape (n,); valence and arousal in -1..1 and their standard deviations, shape (n,).
    """

    name: str
    times_s: Floats
    valence: Floats
    arousal: Floats
    valence_sd: Floats
    arousal_sd: Floats


@dataclass(frozen=True)
class Feeling:
    """The fused curve on an even time axis (``times_s``, seconds), and every stream it came from.

    ``weights``: for each stream, in order, how much of valence and arousal it decides at each instant, shape (n, 2);
    what is missing to 1 in their sum is the pull to neutral. Empty where the weights are not known.
    """

    times_s: Floats
    valence: Floats
    arousal: Floats
    valence_sd: Floats
    arousal_sd: Floats
    streams: tuple[Stream, ...] = ()
    weights: tuple[Floats, ...] = ()

    def at(self, times_s: Floats | float) -> tuple[Floats, Floats]:
        """Valence and arousal at any instants (linear between samples, held at the ends)."""
        valence = np.interp(times_s, self.times_s, self.valence)
        return np.asarray(valence), np.asarray(np.interp(times_s, self.times_s, self.arousal))
