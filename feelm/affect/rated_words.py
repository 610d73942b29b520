"""Rated words of a sentence: where they stand, their valence and arousal, whether they are denied or made stronger.

English words come from ``data/ratings_en.tsv.gz`` (the Glasgow Norms, VADER, and for words that neither rates an
estimate from WordNet's glosses), Korean words from the list of the room ``story``. See ``data/SOURCES.txt``.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from feelm.affect.ngrams import tokens_of

_NEGATIONS = frozenset(
    {
        "not",
        "no",
        "never",
        "without",
        "nor",
        "neither",
        "hardly",
        "barely",
        "cannot",
        "nothing",
        "nobody",
        "none",
    }
)
_DEGREES = frozenset(
    {
        "very", "so", "really", "extremely", "too", "absolutely", "completely", "deeply", "incredibly", "totally",
        "most", "more", "utterly", "terribly",
    }
)  # fmt: skip
NEGATION_WINDOW, DEGREE_WINDOW = 4, 2
"""Tokens behind a negation or a word of degree that it reaches."""
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("est", ""),
    ("ly", ""), ("ness", ""), ("'s", ""),
)  # fmt: skip
_KOREAN_WORD = re.compile(r"[가-힣]+|[ㄱ-ㅎ]{2,}|[ㅏ-ㅣ]{2,}")


class Rated(NamedTuple):
    """Ratings of an English word in -1..1; ``glasgow`` and ``vader`` are None where that list lacks it.

    ``estimate`` (valence, arousal) is there for every word: the mean of what is rated, or the estimate from glosses.
    """

    glasgow: tuple[float, float] | None
    vader: float | None
    estimate: tuple[float, float]


class Found(NamedTuple):
    """A rated word of a sentence; ``denied`` by a negation before it, ``stronger`` by a word of degree."""

    rated: Rated
    denied: bool
    stronger: bool


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    packed = (files("feelm.affect") / "data" / "ratings_en.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("ascii").splitlines()
    return dict(line.split("\t", 1) for line in lines)


@lru_cache(maxsize=20000)
def rated_english(word: str) -> Rated | None:
    """Ratings of a lower-case English word, by its base form where only that is listed."""
    table = _english()
    form = word if word in table else _base_form(word, table)
    if form is None:
        return None
    glasgow_v, glasgow_a, vader, valence, arousal = table[form].split("\t")
    return Rated(
        glasgow=(int(glasgow_v) / 100, int(glasgow_a) / 100) if glasgow_v else None,
        vader=int(vader) / 100 if vader else None,
        estimate=(int(valence) / 100, int(arousal) / 100),
    )


def _base_form(word: str, table: dict[str, str]) -> str | None:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            form = word[: -len(ending)] + instead
            if form in table:
                return form
            if len(form) > 3 and form[-1] == form[-2] and form[:-1] in table:
                return form[:-1]
    return None


def found_english(text: str) -> list[Found]:
    """The rated words of an English text in order."""
    tokens = tokens_of(text)
    found = []
    for at, token in enumerate(tokens):
        rated = rated_english(token)
        if rated is None:
            continue
        before = tokens[max(0, at - NEGATION_WINDOW) : at]
        denied = any(word in _NEGATIONS or word.endswith("n't") for word in before)
        stronger = any(word in _DEGREES for word in tokens[max(0, at - DEGREE_WINDOW) : at])
        found.append(Found(rated, denied, stronger))
    return found


@lru_cache(maxsize=1)
def _korean() -> dict[str, tuple[float, float]]:
    """Beginning of a Korean word → valence and arousal: 그립다 is listed as 그립, 행복하다 as 행복."""
    table: dict[str, tuple[float, float]] = {}
    text = (files("feelm.story") / "data" / "affect_ko.tsv").read_text("utf-8")
    for line in text.splitlines():
        word, valence, arousal = line.split("\t")
        value = (int(valence) / 100, int(arousal) / 100)
        for form in _beginnings(word):
            table.setdefault(form, value)
    return table


def _beginnings(word: str) -> Iterator[str]:
    yield word
    stem = word.removesuffix("다")
    if stem != word and len(stem) > 1:
        yield stem
        short = stem.removesuffix("하").removesuffix("스럽").removesuffix("롭")
        if len(short) > 1:
            yield short
        last = unicodedata.normalize("NFD", stem[-1])
        if len(last) == 3 and last[-1] == "\u11b8":  # 그립다 becomes 그리워, 외롭다 becomes 외로운
            yield stem[:-1] + unicodedata.normalize("NFC", last[:2])


def found_korean(text: str) -> list[tuple[float, float]]:
    """Valence and arousal of the words of a Korean text that begin as a rated word does (the longest such)."""
    table = _korean()
    found = []
    for word in _KOREAN_WORD.findall(unicodedata.normalize("NFC", text)):
        lengths = range(min(len(word), 7), 1, -1)
        value = next((table[word[:size]] for size in lengths if word[:size] in table), None)
        if value is not None:
            found.append(value)
    return found
