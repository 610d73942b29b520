"""Valence and arousal of a sentence: a trained head and the rated words together, with what is not known.

The head (``feelm.affect.head``) gives how far a sentence lies from neutral in standard deviations of rated sentences;
``SENTENCE_SD`` lays that on -1..1. Its error is the part of that spread that it did not explain on held-out sentences,
√(1 - r²), and grows where the sentence holds little that it has learned from (few rated words).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from feelm.affect.head import head_of
from feelm.affect.ngrams import Language
from feelm.affect.sentence_features import coverage

SENTENCE_SD = 0.4
"""Spread of valence and arousal over sentences, on -1..1: five of a hundred reach beyond ±0.8."""
LEAST_AROUSAL_SD = 0.45
"""Arousal of a text agrees with ratings by 0.2 to 0.5 only: its band never gets narrower."""
_PRIOR_WEIGHT = 0.6
_OFF_TOPIC = {"en": 1.0, "ko": 1.3}
"""Factor on the error outside of what a head was trained on; the Korean one learned from comments alone, and its
arousal from the names of labels."""


class SentenceAffect(NamedTuple):
    """Valence and arousal (-1..1) of a sentence, their standard deviations, and the weight of its rated words."""

    valence: float
    arousal: float
    valence_sd: float
    arousal_sd: float
    coverage: float


def sentence_affect(text: str, language: Language) -> SentenceAffect:
    """Return the feeling of one Korean or English sentence.

    A text without letters of the language is neutral and wide.
    """
    weight = coverage(text, language)
    if not _has_letters(text, language):
        return SentenceAffect(0.0, 0.0, 0.6, 0.7, 0.0)
    head = head_of(language)
    valence, arousal = (SENTENCE_SD * float(z) for z in head.rate(text, language))
    unsure = math.sqrt(1.0 + 0.5 * _PRIOR_WEIGHT / (_PRIOR_WEIGHT + weight))
    valence_sd, arousal_sd = (
        SENTENCE_SD * _OFF_TOPIC[language] * unsure * math.sqrt(1.0 - float(r) ** 2) for r in head.r
    )
    return SentenceAffect(
        _inside(valence), _inside(arousal), valence_sd, max(LEAST_AROUSAL_SD, arousal_sd), weight
    )


def _inside(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _has_letters(text: str, language: Language) -> bool:
    if language == "ko":
        return any("가" <= char <= "힣" or "ㄱ" <= char <= "ㆎ" for char in text)
    return any(char.isascii() and char.isalpha() for char in text)
