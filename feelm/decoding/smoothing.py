"""What stays the same for a while: a hidden Markov chain for classes, a Kalman filter for the curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STAY = 0.97
"""Chance that the state is the same two seconds later."""
STAY_STEP_S = 2.0
FEELING_TIME_S = 12.0


def stay_in_state(evidence: Floats, prior: Floats, step_s: float, look_ahead: bool = True) -> Floats:
    """Class probabilities over time by a hidden Markov chain (L. R. Rabiner 1989).

    Args:
        evidence: log likelihoods ``(n, classes)``; a row of zeros says nothing.
        prior: ``(classes,)``, also what the chain goes to when it leaves a state.
        step_s: seconds between rows.
        look_ahead: use what comes later too (forward and backward); False for a live stream.
    """
    keep = STAY ** (step_s / STAY_STEP_S)
    move = keep * np.eye(len(prior)) + (1.0 - keep) * prior[None]
    likely = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    forward = np.empty_like(likely)
    belief = prior
    for step, row in enumerate(likely):
        belief = (belief @ move if step else belief) * row
        belief = belief / belief.sum()
        forward[step] = belief
    if not look_ahead:
        return np.asarray(forward)
    behind, result = np.ones(len(prior)), forward.copy()
    for step in range(len(likely) - 2, -1, -1):
        behind = move @ (likely[step + 1] * behind)
        behind = behind / behind.sum()
        result[step] = forward[step] * behind
    return np.asarray(result / result.sum(axis=1, keepdims=True))


@dataclass
class Tracker:
    """A Kalman filter of one axis, reading by reading: an Ornstein–Uhlenbeck feeling about ``mean``."""

    mean: float
    spread: float
    value: float = 0.0
    variance: float = -1.0

    def __post_init__(self) -> None:
        if self.variance < 0:
            self.value, self.variance = self.mean, self.spread**2

    def step(self, seconds: float) -> None:
        """Let time pass without a reading: back towards the mean, wider."""
        keep = float(np.exp(-seconds / FEELING_TIME_S))
        self.value = self.mean + keep * (self.value - self.mean)
        self.variance = keep**2 * self.variance + (1.0 - keep**2) * self.spread**2

    def see(self, reading: float, sd: float) -> None:
        """Take a reading with its standard deviation; infinite says nothing."""
        if not (np.isfinite(reading) and np.isfinite(sd)):
            return
        gain = self.variance / (self.variance + sd**2)
        self.value += gain * (reading - self.value)
        self.variance *= 1.0 - gain


def smooth(readings: Floats, sds: Floats, step_s: float, mean: float, spread: float) -> tuple[Floats, Floats]:
    """Value and standard deviation over time from readings before and after (Rauch, Tung, Striebel 1965).

    Args:
        readings: ``(n,)``.
        sds: their standard deviations, infinite where nothing was read.
        step_s: seconds between readings.
        mean: where the feeling rests.
        spread: how far it strays from there.
    """
    count, keep = len(readings), float(np.exp(-step_s / FEELING_TIME_S))
    tracker = Tracker(mean, spread)
    values, variances = np.empty(count), np.empty(count)
    for index in range(count):
        if index:
            tracker.step(step_s)
        tracker.see(float(readings[index]), float(sds[index]))
        values[index], variances[index] = tracker.value, tracker.variance
    grow = (1.0 - keep**2) * spread**2
    for index in range(count - 2, -1, -1):
        ahead = keep**2 * variances[index] + grow
        gain = keep * variances[index] / ahead
        values[index] += gain * (values[index + 1] - (mean + keep * (values[index] - mean)))
        variances[index] += gain**2 * (variances[index + 1] - ahead)
    return values, np.sqrt(np.maximum(variances, 0.0))
