"""The numbers of a calibration: what clips that the fit has not seen say, against chance and against trivial readings.

The unit is the clip. All tests shuffle what was said of whole clips, and the fit is repeated for every shuffling. The
p values are corrected for asking several questions at once (P. H. Westfall, S. S. Young, "Resampling-based multiple
testing", 1993), so the gate as a whole opens by chance in at most one calibration of twenty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.scores import brier, calibration_error, correlation, interval, weighted_f1
from feelm.decoding.unseen import Unseen, class_scores, predictions
from feelm.seeds import generator

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SHUFFLINGS = 999
_BATCH = 200


@dataclass(frozen=True, eq=False)
class Said:
    """What the person said of ``n`` clips: a class each (or None), valence and arousal each (or None)."""

    labels: Ints | None
    classes: int
    valence: Floats | None
    arousal: Floats | None

    @property
    def clips(self) -> int:
        """How many clips there are."""
        return len(next(part for part in (self.labels, self.valence, self.arousal) if part is not None))


@dataclass(frozen=True)
class Figure:
    """One figure of merit on unseen clips: its value, its 95 % interval over clips and standard error, the mean and
    p value under shuffled labels (corrected for the number of questions), and what trivial readings reach.
    """

    value: float
    low: float
    high: float
    error: float
    chance: float
    p: float
    order: float
    quality: float


@dataclass(frozen=True, eq=False)
class Validation:
    """All numbers of a calibration. ``f1`` is None without classes; ``brier`` and ``ece`` are of the calibrated
    probabilities. ``sharpness`` is the temperature's inverse, ``unseen`` the class probabilities of unseen clips.
    """

    f1: Figure | None
    valence: Figure | None
    arousal: Figure | None
    brier: float
    ece: float
    sharpness: float
    unseen: Floats
    predicted: tuple[Floats | None, Floats | None]
    confusion: Ints


def validate(
    parts: Sequence[Unseen],
    order: Sequence[Unseen],
    quality: Sequence[Unseen],
    said: Said,
    *,
    seed: int = 0,
    shufflings: int = SHUFFLINGS,
) -> Validation:
    """Judge a calibration by clips that were left out.

    Args:
        parts: the views of the EEG, clip left out.
        order: the same of the clips' places in the recording alone.
        quality: the same of the electrodes' quality alone.
        said: what the person said of the clips.
        seed: names the shufflings and bootstrap draws.
        shufflings: label shufflings of the permutation test.
    """
    stands = _statistics(parts, said, np.arange(said.clips)[None])
    null = shuffled(parts, said, seed, shufflings)
    p_values = corrected(np.concatenate([stands, null]))
    trivial = [_statistics(one, said, np.arange(said.clips)[None])[0] for one in (order, quality)]
    figures: list[Figure | None] = []
    column = 0
    for asked in (said.labels, said.valence, said.arousal):
        if asked is None:
            figures.append(None)
            continue
        low, high, error = _interval(parts, said, asked, seed)
        value, chance = float(stands[0, column]), float(null[:, column].mean())
        figures.append(
            Figure(
                value, low, high, error, chance, float(p_values[column]), *(float(t[column]) for t in trivial)
            )
        )
        column += 1
    return _completed(parts, said, figures)


def shuffled(parts: Sequence[Unseen], said: Said, seed: int, shufflings: int) -> Floats:
    """The figures ``(shufflings, questions)`` when what was said is dealt to other clips."""
    chance = generator(seed, "shuffled clips")
    orders = np.stack([chance.permutation(said.clips) for _ in range(shufflings)])
    batches = [
        _statistics(parts, said, orders[first : first + _BATCH]) for first in range(0, shufflings, _BATCH)
    ]
    return np.concatenate(batches)


def corrected(table: Floats) -> Floats:
    """p of the first row of ``table`` ``(1 + shufflings, questions)``, corrected for all questions (minimum p)."""
    ranks = np.stack([_rank(column) for column in table.T], axis=1)
    smallest = ranks.min(axis=1)
    return np.array([(smallest <= one + 1e-12).mean() for one in ranks[0]])


def _rank(column: Floats) -> Floats:
    """Share of the values that are at least as large, for each value (itself counted)."""
    ordered = np.sort(column)
    return 1.0 - np.searchsorted(ordered, column - 1e-12, side="left") / len(column)


def _statistics(parts: Sequence[Unseen], said: Said, orders: Ints) -> Floats:
    """Weighted F1 and the correlations ``(draws, questions)`` for what was said, dealt in several orders."""
    columns = []
    if said.labels is not None:
        labels = said.labels[orders]
        guess = class_scores(parts, labels, said.classes).argmax(axis=-1)
        columns.append(weighted_f1(labels, guess, said.classes))
    for rating in (said.valence, said.arousal):
        if rating is not None:
            columns.append(correlation(predictions(parts, rating[orders]), rating[orders]))
    return np.stack(columns, axis=1)


def _interval(
    parts: Sequence[Unseen], said: Said, asked: Floats | Ints, seed: int
) -> tuple[float, float, float]:
    if said.labels is not None and asked is said.labels:
        guess = class_scores(parts, said.labels[None], said.classes)[0].argmax(axis=-1)
        labels = said.labels
        return interval(
            lambda picks: weighted_f1(labels[picks], guess[picks], said.classes), len(guess), seed
        )
    rating = np.asarray(asked, dtype=np.float64)
    predicted = predictions(parts, rating[None])[0]
    return interval(lambda picks: correlation(predicted[picks], rating[picks]), len(rating), seed)


def _completed(parts: Sequence[Unseen], said: Said, figures: list[Figure | None]) -> Validation:
    predicted = _predicted(parts, said.valence), _predicted(parts, said.arousal)
    if said.labels is None:
        nothing = np.empty((said.clips, 0))
        confusion = np.zeros((0, 0), dtype=np.intp)
        return Validation(None, figures[1], figures[2], 0.0, 0.0, 1.0, nothing, predicted, confusion)
    scores = class_scores(parts, said.labels[None], said.classes)[0]
    unseen = np.stack(
        [
            softmax(_sharpness(np.delete(scores, clip, 0), np.delete(said.labels, clip)) * scores[clip])
            for clip in range(said.clips)
        ]
    )
    trust = trust_of(figures[0])
    prior = np.bincount(said.labels, minlength=said.classes) / said.clips
    unseen = trust * unseen + (1.0 - trust) * prior
    confusion = np.zeros((said.classes, said.classes), dtype=np.intp)
    np.add.at(confusion, (said.labels, scores.argmax(axis=1)), 1)
    return Validation(
        figures[0],
        figures[1],
        figures[2],
        brier(unseen, said.labels),
        calibration_error(unseen, said.labels),
        _sharpness(scores, said.labels),
        unseen,
        predicted,
        confusion,
    )


def _predicted(parts: Sequence[Unseen], rating: Floats | None) -> Floats | None:
    return None if rating is None else predictions(parts, rating[None])[0]


def trust_of(figure: Figure | None) -> float:
    """How far probabilities go from the prior: the lower end of the interval, 0 at chance and 1 at a perfect score."""
    if figure is None or figure.chance >= 1.0:
        return 0.0
    return float(np.clip((figure.low - figure.chance) / (1.0 - figure.chance), 0.0, 1.0))


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _sharpness(scores: Floats, labels: Ints) -> float:
    """The factor on scores that makes the labels of unseen clips most likely (temperature scaling, C. Guo, G. Pleiss,
    Y. Sun, K. Q. Weinberger, ICML 2017), with the weight of one clip on saying nothing.
    """
    factors = np.geomspace(0.01, 30.0, 60)
    chances = softmax(factors[:, None, None] * scores[None])
    right = chances[:, np.arange(len(labels)), labels]
    loss = -np.log(np.maximum(right, 1e-12)).sum(axis=1) - np.log(np.maximum(chances, 1e-12)).mean(
        axis=(1, 2)
    )
    return float(factors[int(loss.argmin())])
