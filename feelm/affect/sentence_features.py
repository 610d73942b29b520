"""A sentence in a few dozen numbers: statistics of its rated words, its length and its signs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.affect.ngrams import Language, tokens_of
from feelm.affect.rated_words import Found, found_english, found_korean

Floats = NDArray[np.float64]

NEGATION = -0.74
"""Factor on the valence of a denied word (measured on EmoBank: docs/affect.md)."""
DEGREE = 1.3
"""Factor on the valence of a word behind a word of degree."""
_BASE_WEIGHT = 0.12


def describe(text: str, language: Language, *, negation: float = NEGATION, degree: float = DEGREE) -> Floats:
    """Return the features of one sentence, shape (n,), n fixed for a language.

    Args:
        negation: factor on the valence of denied English words; 1 leaves negation out.
        degree: factor on the valence of English words behind a word of degree; 1 leaves degree out.
    """
    if language == "ko":
        return np.array(_korean(text), dtype=np.float64)
    return np.array(_english(text, negation, degree), dtype=np.float64)


def coverage(text: str, language: Language) -> float:
    """Weight of the rated words of a sentence: 0 where there is none, about 1 for each word of strong feeling."""
    if language == "ko":
        return sum(_BASE_WEIGHT + abs(valence) for valence, _ in found_korean(text))
    return sum(_BASE_WEIGHT + abs(f.rated.glasgow[0]) for f in found_english(text) if f.rated.glasgow)


def _english(text: str, negation: float, degree: float) -> list[float]:
    tokens = tokens_of(text)
    words = max(1, sum(token[0].isalpha() for token in tokens))
    found = found_english(text)
    factors = [(negation if f.denied else 1.0) * (degree if f.stronger else 1.0) for f in found]
    glasgow = [f.rated.glasgow[0] * k for f, k in zip(found, factors, strict=True) if f.rated.glasgow]
    vader = [f.rated.vader * k for f, k in zip(found, factors, strict=True) if f.rated.vader is not None]
    estimate = [f.rated.estimate[0] * k for f, k in zip(found, factors, strict=True)]
    columns = [
        _statistics(glasgow, words),
        _statistics([f.rated.glasgow[1] for f in found if f.rated.glasgow], words),
        _statistics(vader, words),
        _statistics(estimate, words),
        _statistics([f.rated.estimate[1] for f in found], words),
        _signs(text, words),
        _shares(found, len(glasgow), len(vader), words),
    ]
    return [value for column in columns for value in column]


def _shares(found: Sequence[Found], glasgow: int, vader: int, words: int) -> list[float]:
    return [
        glasgow / words,
        vader / words,
        float(any(f.denied for f in found)),
        float(any(f.stronger for f in found)),
    ]


def _korean(text: str) -> list[float]:
    found = found_korean(text)
    words = max(1, len(text.split()))
    valence, arousal = [v for v, _ in found], [a for _, a in found]
    laughs = sum(text.count(sign) for sign in "ㅋㅎ")
    tears = sum(text.count(sign) for sign in "ㅠㅜ")
    return [
        *_statistics(valence, words),
        *_statistics(arousal, words),
        *_signs(text, words),
        len(found) / words,
        math.log1p(laughs),
        math.log1p(tears),
    ]


def _signs(text: str, words: int) -> list[float]:
    letters = max(1, len(text))
    return [
        math.log(words),
        float("!" in text),
        float(min(text.count("!"), 3)),
        float("?" in text),
        float('"' in text),
        float("..." in text or "…" in text),
        sum(char.isupper() for char in text) / letters,
        float(any(char.isdigit() for char in text)),
    ]


def _statistics(values: Sequence[float], words: int) -> list[float]:
    """Mean, largest, smallest, spread, sum, weighted mean, and how much pulls up and down."""
    if not values:
        return [0.0] * 8
    x = np.array(values, dtype=np.float64)
    weight = _BASE_WEIGHT + np.abs(x)
    up, down = float(np.maximum(x, 0.0).sum()), float(np.maximum(-x, 0.0).sum())
    mean = float(x.mean())
    return [
        mean,
        float(x.max()),
        float(x.min()),
        float(x.std()),
        float(x.sum()) / math.sqrt(words),
        float((x * weight).sum() / (weight.sum() + 0.6)),
        up / (up + 1.0),
        down / (down + 1.0),
    ]
