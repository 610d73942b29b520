"""The final fit on all clips: the same discriminant and ridge that the unseen clips were judged by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.model import View
from feelm.decoding.unseen import metric, ridge_of, spread_of

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def standardised(view: Floats) -> Floats:
    """Features of windows about their mean, in units of their spread."""
    shift, scale = spread_of(view)
    return np.asarray((view - shift) / scale)


def fit_view(
    view: Floats, clip_of: Ints, labels: Ints | None, classes: int, ratings: Sequence[Floats | None]
) -> View:
    """Fit one view on all clips.

    Args:
        view: features of windows ``(windows, features)``.
        clip_of: the clip of each window.
        labels: class of each clip, or None.
        classes: number of classes, 0 without labels.
        ratings: valence and arousal of each clip, None where it was not rated.
    """
    shift, scale = spread_of(view)
    features = (view - shift) / scale
    member = np.eye(int(clip_of.max()) + 1)[clip_of]
    inverse, centred = metric(features @ features.T, features.shape[1])
    columns, offsets = [], []
    if labels is not None:
        side = np.eye(classes)[labels][clip_of]
        side = side / np.maximum(side.sum(axis=0), 1.0)
        columns.append(features.T @ inverse @ side)
        offsets.append(-0.5 * np.einsum("nk,nm,mk->k", side, centred @ inverse, side))
    means = member / member.sum(axis=0)
    columns += [_slope(features.T @ means, rating)[:, None] for rating in ratings]
    offsets.append(np.zeros(len(ratings)))
    return View(shift, scale, np.concatenate(columns, axis=1), np.concatenate(offsets))


def _slope(means: Floats, rating: Floats | None) -> Floats:
    """Ridge weights ``(features,)`` from clip means ``(features, clips)``; 0 without ratings."""
    if rating is None:
        return np.zeros(len(means))
    centred = means - means.mean(axis=1, keepdims=True)
    gram = centred.T @ centred
    dual = np.linalg.solve(gram + ridge_of(gram) * np.eye(len(gram)), rating - rating.mean())
    return np.asarray(centred @ dual)
