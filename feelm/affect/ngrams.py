"""Pieces of a text as hashed features: word and character n-grams of English, syllable and letter n-grams of Korean.

A piece is hashed by CRC-32 into one of ``BUCKETS`` buckets, so that no list of pieces is carried, only one number for a
bucket (K. Weinberger et al., "Feature hashing for large scale multitask learning", 2009). The weight of a piece that
stands ``n`` times is 1 + ln n.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Language = Literal["ko", "en"]

BUCKETS = 1 << 17
BLOCKS: dict[Language, tuple[str, str]] = {"en": ("words", "letters"), "ko": ("syllables", "letters")}
"""The two kinds of pieces of each language."""
LONGEST_TEXT = 2000
"""Characters of a sentence that are read; a sentence that goes on is judged by its beginning."""
_ENGLISH_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[0-9]+|[^\sa-z0-9]")
_SPACE = re.compile(r"\s+")


def tokens_of(text: str) -> list[str]:
    """Lower-case words, numbers and signs of an English text.

    >>> tokens_of("I don't know!")
    ['i', "don't", 'know', '!']
    """
    return _ENGLISH_TOKEN.findall(text.replace("’", "'").lower())


def pieces_of(text: str, language: Language) -> tuple[Counter[str], Counter[str]]:
    """The pieces of a text in the two blocks of its language, with how often each stands there."""
    short = text[:LONGEST_TEXT]
    if language == "en":
        tokens = tokens_of(short)
        return Counter(_word_grams(tokens)), Counter(_inner_grams(tokens, 2, 5))
    plain = _SPACE.sub(" ", unicodedata.normalize("NFC", short).lower())
    return Counter(_grams(plain, 1, 4)), Counter(_grams(unicodedata.normalize("NFD", plain), 2, 7))


def hashed(pieces: Counter[str]) -> tuple[NDArray[np.int64], Floats]:
    """Buckets (rising, each once) and weights of pieces; both empty for no pieces."""
    sums: dict[int, float] = {}
    for piece, count in pieces.items():
        bucket = crc32(piece.encode()) % BUCKETS
        sums[bucket] = sums.get(bucket, 0.0) + count
    buckets = np.array(sorted(sums), dtype=np.int64)
    return buckets, 1.0 + np.log(np.array([sums[b] for b in buckets.tolist()], dtype=np.float64))


def _word_grams(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    for one, two in itertools.pairwise(tokens):
        yield f"{one} {two}"


def _inner_grams(tokens: list[str], shortest: int, longest: int) -> Iterator[str]:
    """Character n-grams inside words, with a space at both ends of each."""
    for token in tokens:
        yield from _grams(f" {token} ", shortest, longest)


def _grams(text: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for at in range(len(text) - size + 1):
            yield text[at : at + size]
