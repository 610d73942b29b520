"""The word lists of the room, read once from ``data`` and looked up by kind."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Word(NamedTuple):
    """What the English lexicon knows of a lower-case word.

    ``uses`` is how often it is a noun, verb, adjective and adverb (letters N, V, J, R to counts), ``kind`` the class of
    thing a noun names: n animal, a artefact, b body, f food, g group, l location, h person, o natural object,
    w phenomenon, p plant, s substance, x abstract, y abstract unless something is drawn under its very name.
    """

    uses: MappingProxyType[str, int]
    kind: str


@dataclass(frozen=True)
class Meaning:
    """One meaning of a homograph: its kind, its value and the words that speak for it ("*": when none does)."""

    kind: str
    value: str
    cues: frozenset[str]


def _lines(name: str) -> Iterator[list[str]]:
    text = (files("feelm.story") / "data" / name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split("|") if word.strip()]


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, dict[str, str]]:
    """Kind → word → value; where a word is listed twice under one kind the first line wins."""
    table: dict[str, dict[str, str]] = {}
    for kind, value, cell in _lines("vocabulary.txt"):
        entries = table.setdefault(kind, {})
        for word in _words(cell):
            entries.setdefault(word, value)
    return table


def meaning_of(kind: str, word: str) -> str | None:
    """Value of a word under a kind of the vocabulary ("place", "pose", "colour"…), or None.

    >>> meaning_of("place", "바다"), meaning_of("colour", "노랗다"), meaning_of("place", "love")
    ('sea', '#f2c230', None)
    """
    return _vocabulary()[kind].get(word)


def words_of(kind: str) -> MappingProxyType[str, str]:
    """All words of a kind with their values."""
    return MappingProxyType(_vocabulary()[kind])


@lru_cache(maxsize=32)
def word_set(kind: str) -> frozenset[str]:
    """All words of a kind whose value says nothing more (prepositions, counters…)."""
    return frozenset(_vocabulary()[kind])


@lru_cache(maxsize=1)
def _homographs() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, list[Meaning]] = {}
    for word, meaning, cell in _lines("homographs.txt"):
        kind, _, value = meaning.partition(" ")
        table.setdefault(word, []).append(Meaning(kind, value, frozenset(_words(cell))))
    return {word: tuple(meanings) for word, meanings in table.items()}


def meanings(word: str) -> tuple[Meaning, ...]:
    """The meanings of a homograph; empty for an ordinary word."""
    return _homographs().get(word, ())


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    packed = (files("feelm.story") / "data" / "english_words.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return {line.partition("\t")[0]: line for line in lines}


@lru_cache(maxsize=20000)
def english_word(word: str) -> Word | None:
    """Entry of the English lexicon for a lower-case word, or None.

    >>> english_word("dog").kind, english_word("love").kind, english_word("chien")
    ('n', 'x', None)
    """
    line = _english().get(word)
    if line is None:
        return None
    _, uses, kind = (line + "\t\t").split("\t")[:3]
    counts: dict[str, int] = {}
    at = 0
    while at < len(uses):
        end = at + 1
        while end < len(uses) and uses[end].isdigit():
            end += 1
        counts[uses[at]] = int(uses[at + 1 : end])
        at = end
    return Word(MappingProxyType(counts), kind)


@lru_cache(maxsize=1)
def english_forms() -> MappingProxyType[tuple[str, str], str]:
    """Irregular English forms: (form, part of speech N, V or J) → lemma."""
    return MappingProxyType({(form, letter): lemma for form, letter, lemma in _lines("english_forms.tsv")})


@lru_cache(maxsize=1)
def abstract_korean() -> frozenset[str]:
    """Korean nouns that name nothing to be seen, by hand and by rated concreteness."""
    rated = (files("feelm.story") / "data" / "abstract_ko.txt").read_text("utf-8").split()
    return frozenset(rated) | frozenset(words_of("abstract_ko"))
