"""What can be said of a clip by the others, for any labels at once.

Everything that needs no label is done once: the covariance of all other clips' windows, shrunk, and its inverse, as
small matrices over clips. Labels enter linearly afterwards, so a thousand shufflings cost no more than a few products
and the permutation test repeats the whole leave-one-clip-out fit each time, not a part of it.

The discriminant is linear discriminant analysis in the metric of the total covariance (its directions are those of the
within-class covariance: T. Hastie, A. Buja, R. Tibshirani, "Penalized discriminant analysis", Annals of Statistics
1995), equal priors, with oracle approximating shrinkage. The regression is ridge on the means of clips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Unseen:
    """The label-free part of leaving out each of ``n`` clips, for one view of the windows.

    ``reach`` ``(n, n)``: the mean of the left-out clip's windows against the sum of each other clip's windows, in the
    metric that the others give; ``size`` ``(n, n, n)``: the same between the others; ``count`` ``(n, n)``: windows that
    each other clip gives to the fit, 0 where it is left out too; ``slope`` ``(n, n)``: the ridge prediction for a clip
    as weights of the others' ratings.
    """

    reach: Floats
    size: Floats
    count: Floats
    slope: Floats


def spread_of(view: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each feature over the windows of a session; no deviation is 0."""
    deviation = view.std(axis=0)
    return view.mean(axis=0), np.where(deviation > 1e-9, deviation, 1.0)


def leave_out(view: Floats, clip_of: Ints, groups: Ints | None = None) -> Unseen:
    """Prepare leaving out each clip.

    Args:
        view: standardised features of windows ``(windows, features)``.
        clip_of: the clip of each window, 0…n-1, each with a window at least.
        groups: ``(n,)`` group of each clip; clips of a group are left out together (the same song twice). None: each
            clip is its own group.
    """
    clips = int(clip_of.max()) + 1
    groups = np.arange(clips) if groups is None else groups
    member = np.eye(clips)[clip_of]
    gram = view @ view.T
    reach, size, slope = np.zeros((clips, clips)), np.zeros((clips, clips, clips)), np.zeros((clips, clips))
    count = np.zeros((clips, clips))
    for group in np.unique(groups):
        out = np.flatnonzero(groups == group)
        rest = ~np.isin(clip_of, out)
        inverse, centred = metric(gram[np.ix_(rest, rest)], view.shape[1])
        seen = member[rest]
        between = seen.T @ centred @ inverse @ seen
        mean = gram[np.ix_(rest, rest)].mean(axis=0)
        for clip in out:
            toward = gram[np.ix_(clip_of == clip, rest)].mean(axis=0)
            toward = toward - toward.mean() - mean + mean.mean()
            reach[clip] = toward @ inverse @ seen
            size[clip], count[clip] = between, seen.sum(axis=0)
            slope[clip] = _ridge_row(centred, toward, seen, out)
    return Unseen(reach, size, count, slope)


def metric(gram: Floats, features: int) -> tuple[Floats, Floats]:
    """The shrunk inverse covariance W by the kernel of ``n`` windows: ``X W Xᵀ = K · inverse``; and the centred K."""
    count = len(gram)
    centred = gram - gram.mean(axis=0) - gram.mean(axis=1)[:, None] + gram.mean()
    part, floor = shrinkage(centred, features)
    ridge = count * part * floor / (1.0 - part)
    inverse = np.linalg.inv(centred + ridge * np.eye(count)) * (count / (1.0 - part))
    return inverse, centred


def shrinkage(centred: Floats, features: int) -> tuple[float, float]:
    """Oracle approximating shrinkage of the windows' covariance from their kernel: its part and its level."""
    count = len(centred)
    level = max(float(np.trace(centred)) / count / features, 1e-12)
    mean_square = float((centred**2).sum()) / (count * features) ** 2
    spare = (count + 1.0) * (mean_square - level**2 / features)
    part = 1.0 if spare <= 0 else (mean_square + level**2) / spare
    return float(np.clip(part, 0.02, 0.98)), level


def class_scores(parts: Sequence[Unseen], labels: Ints, classes: int) -> Floats:
    """Discriminant scores of each clip by the others, mean over views.

    Args:
        parts: one for each view.
        labels: ``(draws, n)``: a class for each clip, in as many versions as wanted.
        classes: number of classes.

    Returns:
        ``(draws, n, classes)``; a class that no other clip has scores -1e6.
    """
    chosen = np.eye(classes)[labels]
    total = np.zeros(chosen.shape)
    for part in parts:
        left = np.einsum("fn,dnk->dfk", part.count, chosen)  # windows that each class has without the clip
        safe = np.maximum(left, 1e-9)
        along = np.einsum("fn,dnk->dfk", part.reach, chosen) / safe
        within = np.einsum("fnm,dmk->dfnk", part.size, chosen, optimize=True)
        length = (within * chosen[:, None]).sum(axis=2) / safe**2
        total += np.where(left > 0, along - 0.5 * length, -1e6)
    return total / len(parts)


def predictions(parts: Sequence[Unseen], ratings: Floats) -> Floats:
    """Ridge predictions ``(draws, n)`` of each clip's rating by the others', about their mean, mean over views."""
    return np.asarray(sum(ratings @ part.slope.T for part in parts) / len(parts))


def ridge_of(gram: Floats) -> float:
    """The penalty of the ridge: as much as the mean direction between clips carries."""
    return max(float(np.trace(gram)) / max(len(gram) - 1, 1), 1e-9)


def _ridge_row(centred: Floats, toward: Floats, seen: Floats, out: Ints) -> Floats:
    """Weights of the other clips' ratings for the clip that ``toward`` points from."""
    clips = seen.shape[1]
    kept = np.setdiff1d(np.arange(clips), out)
    means = seen[:, kept] / seen[:, kept].sum(axis=0)
    gram = means.T @ centred @ means
    home = np.eye(len(kept)) - 1.0 / len(kept)
    gram = home @ gram @ home
    along = (toward @ means) @ home
    row = np.zeros(clips)
    row[kept] = along @ np.linalg.inv(gram + ridge_of(gram) * np.eye(len(kept))) @ home
    return row
