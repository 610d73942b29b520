"""Valence and arousal of words, by rated word lists, with what is not known.

English: the Glasgow Norms (Scott et al. 2019, doi:10.3758/s13428-018-1099-3). Korean: VA-KOR (Lee, Lim, Park, Kim 2022)
with the emotion words of Park & Min 2005; everyday words that these lack borrow the rating of an English word. Every
rating is in -1..1. A scene joins what its words say with what a trained head says of its sentences (room ``affect``).

A sentence's value is a mean of its rated words, each weighted by how far it is from neutral (emotion words say more
than "table"), shrunk towards neutral; its standard deviation falls with the weight of what was found. An English
negation turns the valence of the three words behind it by -0.74 (measured on EmoBank); for Korean no such rule is
applied, since it made agreement with KOTE worse (AUC 0.824 to 0.778). Arousal of a text correlates with ratings by
0.2 to 0.4 only, so its band never gets narrower than 0.45.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from feelm.affect import SentenceAffect
from feelm.story.reading import Language

NEGATION = -0.74
"""Factor on the valence of a word within three words behind an English negation."""
_NEGATIONS = frozenset({"not", "n't", "no", "never", "without", "nor", "neither", "hardly"})
_PRIOR_WEIGHT = 0.6
_PRIOR_VALENCE_SD, _PRIOR_AROUSAL_SD = 0.6, 0.7
_LEAST_VALENCE_SD, _LEAST_AROUSAL_SD = 0.2, 0.45
_BASE_WEIGHT = 0.12
_SHARED = 0.6
"""Agreement of the errors of the rated words and of the head."""


class Cue(NamedTuple):
    """A rated word of a sentence: valence and arousal (-1..1) and its weight."""

    valence: float
    arousal: float
    weight: float


class Affect(NamedTuple):
    """Valence and arousal (-1..1) of some words with standard deviations."""

    valence: float
    arousal: float
    valence_sd: float
    arousal_sd: float


@lru_cache(maxsize=2)
def _ratings(language: Language) -> dict[str, tuple[float, float]]:
    text = (files("feelm.story") / "data" / f"affect_{language}.tsv").read_text("utf-8")
    table: dict[str, tuple[float, float]] = {}
    for line in text.splitlines():
        word, valence, arousal = line.split("\t")
        table[word] = (int(valence) / 100, int(arousal) / 100)
    return table


@lru_cache(maxsize=1)
def _bridge() -> dict[str, str]:
    """Korean word → English word, where only the English lists rate the notion."""
    text = (files("feelm.story") / "data" / "affect_bridge_ko.txt").read_text("utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            english, words = line.split("\t")
            table.update({word.strip(): english for word in words.split("|")})
    return table


def rating(word: str, language: Language) -> tuple[float, float] | None:
    """Rated valence and arousal of a dictionary form, or None."""
    table = _ratings(language)
    found = table.get(word)
    if found is None and language == "ko":
        # The lists hold some words as nouns (행복) and some as verbs (행복하다) only.
        stem = word.removesuffix("하다").removesuffix("스럽다").removesuffix("롭다")
        found = table.get(stem + "하다") or (table.get(stem) if len(stem) > 1 else None)
    if found is None and language == "ko" and word in _bridge():
        found = _ratings("en").get(_bridge()[word])
    return found


def cues_of(words: Sequence[str], language: Language) -> list[Cue]:
    """The rated ones of the words (dictionary forms, in order) with English negation applied."""
    cues: list[Cue] = []
    for at, word in enumerate(words):
        found = rating(word, language)
        if found is None:
            continue
        valence, arousal = found
        if language == "en" and any(w in _NEGATIONS for w in words[max(0, at - 3) : at]):
            valence *= NEGATION
        cues.append(Cue(valence, arousal, _BASE_WEIGHT + abs(valence)))
    return cues


def affect_with(cues: Sequence[Cue], sentences: Sequence[SentenceAffect]) -> Affect:
    """The feeling of a scene: what its rated words say and what the head says of its sentences, by their variances.

    The two learned from some of the same words: their errors are taken to agree by ``_SHARED``.
    """
    words = affect_of(cues)
    if not sentences:
        return words
    sides = []
    for at in (0, 1):
        heard = sum(sentence[at] for sentence in sentences) / len(sentences)
        heard_sd = sum(sentence[at + 2] for sentence in sentences) / len(sentences)
        sides.append(_together(words[at], words[at + 2], heard, heard_sd))
    (valence, valence_sd), (arousal, arousal_sd) = sides
    return Affect(valence, arousal, max(_LEAST_VALENCE_SD, valence_sd), max(_LEAST_AROUSAL_SD, arousal_sd))


def _together(one: float, one_sd: float, two: float, two_sd: float) -> tuple[float, float]:
    """Mean by inverse variance of two estimates whose errors agree, and its standard deviation."""
    weight_one, weight_two = 1.0 / one_sd**2, 1.0 / two_sd**2
    total = weight_one + weight_two
    variance = weight_one + weight_two + 2.0 * _SHARED / (one_sd * two_sd)
    return (weight_one * one + weight_two * two) / total, math.sqrt(variance) / total


def affect_of(cues: Sequence[Cue]) -> Affect:
    """Combine rated words to one value; no words at all give neutral with the widest band."""
    weight = sum(cue.weight for cue in cues)
    total = weight + _PRIOR_WEIGHT
    valence = sum(cue.valence * cue.weight for cue in cues) / total
    arousal = sum(cue.arousal * cue.weight for cue in cues) / total
    share = math.sqrt(_PRIOR_WEIGHT / total)
    return Affect(
        valence,
        arousal,
        max(_LEAST_VALENCE_SD, _PRIOR_VALENCE_SD * share),
        max(_LEAST_AROUSAL_SD, _PRIOR_AROUSAL_SD * share),
    )
