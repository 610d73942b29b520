"""Figures of merit: weighted F1, Brier score, calibration error, correlation, and intervals over clips."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def weighted_f1(truth: Ints, guess: Ints, classes: int) -> Floats:
    """F1 of each class weighted by how often it is true, over the last axis; shapes ``(…, n)``, result ``(…)``."""
    total = np.zeros(np.broadcast_shapes(truth.shape[:-1], guess.shape[:-1]))
    for index in range(classes):
        is_true, is_guess = truth == index, guess == index
        hits = (is_true & is_guess).sum(axis=-1)
        both = is_true.sum(axis=-1) + is_guess.sum(axis=-1)
        total = total + is_true.mean(axis=-1) * np.where(both > 0, 2.0 * hits / np.maximum(both, 1), 0.0)
    return total


def correlation(one: Floats, other: Floats) -> Floats:
    """Pearson's r over the last axis; 0 where one of the two does not vary."""
    one = one - one.mean(axis=-1, keepdims=True)
    other = other - other.mean(axis=-1, keepdims=True)
    size = np.sqrt((one**2).sum(axis=-1) * (other**2).sum(axis=-1))
    return np.asarray(np.where(size > 1e-12, (one * other).sum(axis=-1) / np.maximum(size, 1e-12), 0.0))


def brier(probabilities: Floats, truth: Ints) -> float:
    """Mean squared distance between probabilities ``(n, classes)`` and what was true; 0 is best, 2 worst."""
    return float(((probabilities - np.eye(probabilities.shape[1])[truth]) ** 2).sum(axis=1).mean())


def calibration_error(probabilities: Floats, truth: Ints, bins: int = 5) -> float:
    """Expected calibration error: how far sureness is from being right, in bins of as many clips each."""
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    parts = [part for part in np.array_split(np.argsort(sure, kind="stable"), bins) if len(part)]
    return float(sum(len(p) * abs(sure[p].mean() - right[p].mean()) for p in parts) / len(truth))


def interval(
    statistic: Callable[[Ints], Floats], count: int, seed: int, draws: int = 2000
) -> tuple[float, float, float]:
    """95 % interval and standard deviation of a statistic when the clips are drawn again with return.

    Args:
        statistic: takes picks ``(draws, count)`` of clips, gives ``(draws,)``.
        count: number of clips.
        seed: names the draws.

    Returns:
        Lower end, upper end, standard deviation (percentile bootstrap, B. Efron 1979).
    """
    picks = generator(seed, "clip bootstrap").integers(0, count, (draws, count))
    values = statistic(picks)
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high), float(values.std())
