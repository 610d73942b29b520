"""How one person reads pictures: a small Bayesian model of which of two pictures carries more of a feeling.

Each relation (lightness with valence, saturation with arousal …) has a gain g: 1 where the person reads pictures as
published, 0 where the relation means nothing to them, below 0 the other way round. Two pictures that differ by d in
one relation (in units of its usual offset) are told apart by a logistic choice with ties,

    P(first)  = s(k g d - c),   P(second) = s(-k g d - c),   P(alike) = the rest,   s(x) = 1 / (1 + exp(-x))

(R. A. Bradley, M. E. Terry, "Rank analysis of incomplete block designs", 1952; ties after P. V. Rao, L. L. Kupper,
1967). The prior on g is normal about the published relation. The posterior is computed on a grid, so that nothing is
approximated; the next pair is the one whose answer is expected to tell most (D. V. Lindley, "On a measure of the
information provided by an experiment", 1956).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator

Floats = NDArray[np.float64]
Choice = Literal["first", "second", "alike"]
Question = Literal["pleasant", "awake"]

PRIOR_MEAN, PRIOR_SD = 1.0, 0.7
SLOPE = 1.6
"""k: at the published gain a pair one usual offset apart is told apart five times in six; our constant."""
TIE = 0.35
"""c: half of what must be felt before two pictures are not alike; our constant."""
QUESTION_OF: dict[str, Question] = {
    "lightness": "pleasant", "chroma": "pleasant", "saturation": "awake", "contrast": "awake", "light": "awake",
    "motion": "awake", "brush": "awake",
}  # fmt: skip
"""The relations that a still picture can show, and what is asked of them. Rhythm and weather stay as published."""
STEPS = (0.6, 1.0, 1.5, 2.0)
"""How far apart the pictures of a pair may be, in usual offsets."""
_GRID = np.linspace(-2.5, 4.5, 701)


@dataclass(frozen=True)
class Pair:
    """Two pictures that differ in one relation: ``first`` and ``second`` are their offsets (-1..1, usual is 1)."""

    relation: str
    first: float
    second: float

    @property
    def question(self) -> Question:
        """Whether it is asked which is more pleasant, or which is more awake."""
        return QUESTION_OF[self.relation]


@dataclass(frozen=True)
class Answer:
    """What a person said to a pair."""

    pair: Pair
    choice: Choice


@dataclass(frozen=True)
class Mapping:
    """What is known of a person's gains: answers, and from them the posterior of every relation."""

    answers: tuple[Answer, ...] = ()
    _weights: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)

    def posterior(self, relation: str) -> tuple[Floats, Floats]:
        """The grid of gains and their probabilities, shape (n,) each."""
        if relation not in self._weights:
            self._weights[relation] = _posterior(relation, self.answers)
        return _GRID, self._weights[relation]

    def mean(self, relation: str) -> float:
        """The expected gain: the published 1 where nothing was asked."""
        return float(self.posterior(relation)[1] @ _GRID)

    def sd(self, relation: str) -> float:
        """How unsure the gain is."""
        weights = self.posterior(relation)[1]
        return float(np.sqrt(weights @ (_GRID - weights @ _GRID) ** 2))

    def interval(self, relation: str, share: float = 0.9) -> tuple[float, float]:
        """Limits between which the gain lies with a probability of ``share``."""
        steps = np.cumsum(self.posterior(relation)[1])
        low, high = np.interp([(1 - share) / 2, (1 + share) / 2], steps, _GRID)
        return float(low), float(high)

    @cached_property
    def gains(self) -> dict[str, float]:
        """Relation → factor for the director, of the relations that were asked about."""
        asked = {answer.pair.relation for answer in self.answers}
        return {relation: round(self.mean(relation), 3) for relation in QUESTION_OF if relation in asked}


def learn(mapping: Mapping, pair: Pair, choice: Choice) -> Mapping:
    """The mapping with one more answer."""
    return Mapping((*mapping.answers, Answer(pair, choice)))


def chances(gain: Floats | float, distance: float) -> Floats:
    """Probabilities of first, second, alike for each gain, shape (3, …), for pictures ``distance`` apart."""
    felt = SLOPE * np.asarray(gain, dtype=np.float64) * distance
    first, second = 1.0 / (1.0 + np.exp(TIE - felt)), 1.0 / (1.0 + np.exp(TIE + felt))
    return np.stack([first, second, 1.0 - first - second])


def _posterior(relation: str, answers: Sequence[Answer]) -> Floats:
    score = -0.5 * ((_GRID - PRIOR_MEAN) / PRIOR_SD) ** 2
    for answer in answers:
        if answer.pair.relation == relation:
            row = {"first": 0, "second": 1, "alike": 2}[answer.choice]
            score = score + np.log(chances(_GRID, answer.pair.first - answer.pair.second)[row])
    weights = np.exp(score - score.max())
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def information(mapping: Mapping, relation: str, distance: float) -> float:
    """Bits that the answer to a pair is expected to tell of the gain: its entropy, less that of its noise."""
    weights = mapping.posterior(relation)[1]
    each = chances(_GRID, distance)
    whole = each @ weights
    return float(_entropy(whole) - _entropy(each) @ weights)


def _entropy(chance: Floats) -> Floats:
    return np.asarray(-(chance * np.log2(np.maximum(chance, 1e-12))).sum(axis=0))


def next_pair(mapping: Mapping, seed: int = 7) -> Pair:
    """The pair whose answer is expected to tell most; which picture comes first is chance: no side is learnt."""
    number = len(mapping.answers)
    chance = generator(seed, "mirror", number)
    rated = [
        (information(mapping, relation, step) + 1e-6 * float(chance.random()), relation, step)
        for relation in QUESTION_OF
        for step in STEPS
    ]
    _, relation, step = max(rated)
    side = 1.0 if chance.random() < 0.5 else -1.0
    return Pair(relation, round(side * step / 2, 3), round(-side * step / 2, 3))
