"""A ridge head: from the pieces and the described features of a sentence to its valence and arousal.

A head is linear, so what it has learned is one importance and one weight for each bucket of pieces. The importance is
the bucket's inverse document frequency times how far the sentences that hold it lie from the average (S. Wang, C.
Manning, "Baselines and Bigrams", 2012, for ratings in place of classes); each block of pieces then has length 1. The
heads are trained by ``scripts/train_sentence_affect.py`` and read without pickle; what they were trained from is in
``data/SOURCES.txt``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.affect.ngrams import BLOCKS, BUCKETS, Language, hashed, pieces_of
from feelm.affect.sentence_features import describe

Floats = NDArray[np.float64]

TARGETS = ("valence", "arousal")


@dataclass(frozen=True, eq=False)
class Head:
    """What is learned for one language; the first axis of every array is the target (valence, arousal).

    ``importance`` and ``weights`` (2, blocks, BUCKETS), the weights in steps of ``step`` (2, blocks); ``middle`` and
    ``spread`` (features,) and ``described`` (2, features) for the described features; ``intercept`` (2,). ``r`` (2,) is
    the agreement with held-out ratings, ``rated_spread`` (2,) the spread of the ratings; both in the ratings' own unit.
    """

    importance: NDArray[np.float16]
    weights: NDArray[np.int8]
    step: Floats
    middle: Floats
    spread: Floats
    described: Floats
    intercept: Floats
    neutral: Floats
    r: Floats
    rated_spread: Floats

    def rate(self, text: str, language: Language) -> Floats:
        """Valence and arousal of a sentence, shape (2,), in standard deviations of the ratings from neutral."""
        features = (describe(text, language) - self.middle) / self.spread
        value = self.intercept + self.described @ features
        for block, pieces in enumerate(pieces_of(text, language)):
            buckets, counts = hashed(pieces)
            for target in range(len(TARGETS)):
                scaled = counts * self.importance[target, block, buckets].astype(np.float64)
                length = float(np.sqrt(scaled @ scaled))
                if length > 0.0:
                    learned = self.weights[target, block, buckets].astype(np.float64)
                    value[target] += self.step[target, block] * float(scaled @ learned) / length
        return np.asarray((value - self.neutral) / self.rated_spread)


@lru_cache(maxsize=2)
def head_of(language: Language) -> Head:
    """The head that feelm carries for a language; read once (some milliseconds)."""
    path = files("feelm.affect") / "data" / f"head_{language}.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return head_from(arrays)


def head_from(arrays: Mapping[str, Any]) -> Head:
    """A head from its stored arrays.

    Raises:
        ValueError: the arrays are not those of a head for these buckets.
    """
    exact = {name: np.asarray(arrays[name], dtype=np.float64) for name in _EXACT}
    importance = np.asarray(arrays["importance"], dtype=np.float16)
    weights = np.asarray(arrays["weights"], dtype=np.int8)
    shape = (len(TARGETS), len(BLOCKS["en"]), BUCKETS)
    if importance.shape != shape or weights.shape != shape:
        raise ValueError(f"a head has {shape} weights, not {weights.shape}")
    return Head(importance=importance, weights=weights, **exact)


def save_head(head: Head, path: Path) -> None:
    """Write a head as a compressed npz without pickled objects."""
    arrays = {name: getattr(head, name).astype(np.float32) for name in _EXACT}
    np.savez_compressed(path, importance=head.importance, weights=head.weights, **arrays)


_EXACT = ("step", "middle", "spread", "described", "intercept", "neutral", "r", "rated_spread")
