"""Words for a feeling: the nearest emotion word on the plane of valence and arousal, or a mixture of at most three.

The words and their places are published ratings: Korean from Park & Min 2005, English from the Glasgow Norms (Scott et
al. 2019), whose arousal is laid anew within each half of the valence, because those raters took arousal for
pleasantness (r = 0.61 among emotion words). Nothing is drawn by chance: the same feeling has the same words.

A feeling is named by those of its six nearest words, one to three of them, whose mean, weighted by inverse
distance, lies nearest to it. Over time the words stay until others are nearer by a margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling
from feelm.affect.ngrams import Language

Floats = NDArray[np.float64]

MOST_WORDS = 3
MARGIN = 0.08
"""How much nearer other words must lie before they take over; a little more than half of what words are apart."""
_NEAR = 6
_CHOICES = tuple(c for size in range(1, MOST_WORDS + 1) for c in combinations(range(_NEAR), size))
_SIMPLER = 0.01
"""How much nearer a mixture of one more word must lie to be worth it."""
_CLOSEST = 0.01


class FeelingWord(NamedTuple):
    """An emotion word with its place (valence and arousal, -1..1) and its share in a mixture (0..1, sum 1)."""

    word: str
    valence: float
    arousal: float
    share: float = 1.0


@dataclass(frozen=True, eq=False)
class _Words:
    names: tuple[str, ...]
    places: Floats


@lru_cache(maxsize=2)
def _words(language: Language) -> _Words:
    text = (files("feelm.affect") / "data" / f"emotion_words_{language}.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return _Words(
        tuple(row[0] for row in rows), np.array([(int(row[1]) / 100, int(row[2]) / 100) for row in rows])
    )


def emotion_words(language: Language) -> tuple[FeelingWord, ...]:
    """Every emotion word of a language with its place."""
    words = _words(language)
    return tuple(
        FeelingWord(name, float(v), float(a)) for name, (v, a) in zip(words.names, words.places, strict=True)
    )


def nearest_word(valence: float, arousal: float, language: Language) -> FeelingWord:
    """The emotion word that lies nearest to a feeling."""
    words = _words(language)
    index = int(np.argmin(np.hypot(*(words.places - (valence, arousal)).T)))
    return FeelingWord(words.names[index], float(words.places[index, 0]), float(words.places[index, 1]))


def mixture(valence: float, arousal: float, language: Language) -> tuple[FeelingWord, ...]:
    """One to three words whose weighted mean names a feeling, the largest share first."""
    words = _words(language)
    return _named(words, _mix(words.places, np.array([valence, arousal])))


def words_for(
    feeling: Feeling, language: Language, times_s: Sequence[float] | Floats
) -> tuple[tuple[FeelingWord, ...], ...]:
    """The words for a feeling at rising instants; words stay until others are nearer by ``MARGIN``.

    Args:
        times_s: seconds of the film, rising, shape (n,).

    Returns:
        For each instant one to three words, the largest share first.
    """
    words = _words(language)
    states = np.stack(feeling.at(np.asarray(times_s, dtype=np.float64)), axis=-1)
    said: list[tuple[FeelingWord, ...]] = []
    now: _Mix | None = None
    for state in states:
        best = _mix(words.places, state)
        kept = _weighted(words.places, now.chosen, state) if now is not None else best
        now = kept if kept.distance <= best.distance + MARGIN else best
        said.append(_named(words, now))
    return tuple(said)


@dataclass(frozen=True)
class _Mix:
    """Indices of words, their shares, and how far their mean lies from the feeling."""

    chosen: tuple[int, ...]
    shares: tuple[float, ...]
    distance: float


def _mix(places: Floats, state: Floats) -> _Mix:
    """The best of the mixtures of near words; a simpler one wins where a larger is hardly nearer."""
    apart = np.hypot(*(places - state).T)
    near = np.argsort(apart, kind="stable")[:_NEAR]
    mixes = [_weighted(places, tuple(int(near[i]) for i in choice), state) for choice in _CHOICES]
    return min(mixes, key=lambda mix: mix.distance + _SIMPLER * len(mix.chosen))


def _weighted(places: Floats, chosen: tuple[int, ...], state: Floats) -> _Mix:
    """A mixture of given words by inverse distance."""
    there = places[list(chosen)]
    weight = 1.0 / np.maximum(np.hypot(*(there - state).T), _CLOSEST)
    shares = weight / weight.sum()
    distance = float(np.hypot(*(shares @ there - state)))
    return _Mix(chosen, tuple(map(float, shares)), distance)


def _named(words: _Words, mix: _Mix) -> tuple[FeelingWord, ...]:
    found = [
        FeelingWord(words.names[index], float(words.places[index, 0]), float(words.places[index, 1]), share)
        for index, share in zip(mix.chosen, mix.shares, strict=True)
    ]
    return tuple(sorted(found, key=lambda word: (-word.share, word.word)))
