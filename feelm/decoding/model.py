"""``FeelingModel``: what a calibration leaves behind, and how much of it may be believed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.features import Centre, Windows, seen_from

Floats = NDArray[np.float64]

VIEWS = 2


@dataclass(frozen=True)
class Gate:
    """What the gate let through. ``classes``, ``valence`` and ``arousal`` are open or not; ``reasons`` says why not."""

    classes: bool
    valence: bool
    arousal: bool
    reasons: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether anything at all is believed."""
        return self.classes or self.valence or self.arousal


@dataclass(frozen=True)
class Axis:
    """Valence or arousal: the person's mean rating and its spread, the validated r (lower by one standard error), and
    the spread of the predictions that belong to it. ``r`` is 0 where the gate is closed.
    """

    mean: float
    spread: float
    r: float
    predicted_spread: float


@dataclass(frozen=True, eq=False)
class View:
    """The linear readings of one view: features are first brought to the calibration's spread.

    ``shift`` and ``scale`` ``(features,)``; ``weights`` ``(features, classes + 2)``: discriminants, then valence and
    arousal about their means; ``offset`` ``(classes + 2,)``.
    """

    shift: Floats
    scale: Floats
    weights: Floats
    offset: Floats


@dataclass(frozen=True, eq=False)
class FeelingModel:
    """A calibrated decoder of one person's EEG.

    ``channels`` in order, ``centre`` of the calibration's session, one ``View`` each for tangent coordinates and log
    powers, ``classes`` (none where there were only ratings), ``sharpness`` and ``trust`` of their probabilities
    (temperature learned on unseen clips; share of the way from the prior), ``prior``, ``clip_s`` the length of a
    clip, the two axes and the gate.
    """

    channels: tuple[str, ...]
    centre: Centre
    views: tuple[View, ...]
    classes: tuple[str, ...]
    prior: Floats
    sharpness: float
    trust: float
    clip_s: float
    valence: Axis
    arousal: Axis
    gate: Gate
    numbers: dict[str, float] = field(default_factory=dict)

    def read(self, windows: Windows, centre: Centre) -> Floats:
        """Linear readings of windows ``(n, classes + 2)``: discriminants, then valence and arousal about their means.

        Args:
            windows: measured on ``channels`` in this order.
            centre: middle of the session that the windows come from.
        """
        total = np.zeros((len(windows.times_s), len(self.classes) + 2))
        for view, features in zip(self.views, seen_from(windows, centre), strict=True):
            total += ((features - view.shift) / view.scale) @ view.weights + view.offset
        return total / len(self.views)
