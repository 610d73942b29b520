"""Covariances as points of a curved space: shrinkage, the Riemannian mean, and the flat space that touches it there.

Every array of matrices is ``(n, channels, channels)``, symmetric and positive. The metric is the affine-invariant one
(M. Moakher 2005; A. Barachant, S. Bonnet, M. Congedo, C. Jutten, "Multiclass brain-computer interface classification
by Riemannian geometry", IEEE TBME 2012): it does not change when electrodes are rescaled or mixed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SMALLEST = 1e-12
_STEPS = 20
_TOLERANCE = 1e-6


def shrink(covariances: Floats, degrees: float) -> Floats:
    """Pull covariances towards a sphere as far as the number of samples asks (oracle approximating shrinkage).

    Args:
        covariances: ``(n, c, c)``.
        degrees: independent samples that each was estimated from.

    Returns:
        ``(n, c, c)``, positive wherever some signal is there at all. Formula 23 of Y. Chen, A. Wiesel, Y. C. Eldar,
        A. O. Hero, "Shrinkage algorithms for MMSE covariance estimation", IEEE TSP 2010.
    """
    size = covariances.shape[-1]
    level = np.trace(covariances, axis1=-2, axis2=-1) / size
    mean_square = np.mean(covariances**2, axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (mean_square + level**2) / ((degrees + 1.0) * (mean_square - level**2 / size))
    part = np.clip(np.where(np.isfinite(part), part, 1.0), 0.0, 1.0)[..., None, None]
    sphere = np.maximum(level, _SMALLEST)[..., None, None] * np.eye(size)
    return np.asarray((1.0 - part) * covariances + part * sphere)


def mean_of(covariances: Floats) -> Floats:
    """The Riemannian mean of ``(n, c, c)``: the point from which all directions to the matrices cancel."""
    mean = _applied(np.exp, _applied(np.log, covariances).mean(axis=0))  # the log-Euclidean mean is close by
    for _ in range(_STEPS):
        root, inverse = _applied(np.sqrt, mean), _applied(_inverse_root, mean)
        step = _applied(np.log, inverse @ covariances @ inverse).mean(axis=0)
        mean = root @ _applied(np.exp, step) @ root
        mean = 0.5 * (mean + mean.T)
        if np.linalg.norm(step) < _TOLERANCE * len(mean):
            break
    return mean


def whitener(mean: Floats) -> Floats:
    """The matrix that carries ``mean`` ``(c, c)`` to the identity, applied on both sides."""
    return _applied(_inverse_root, mean)


def tangent(covariances: Floats, white: Floats) -> Floats:
    """Coordinates in the flat space at the mean: ``(n, c·(c+1)/2)``, distances there are those near the mean.

    Args:
        covariances: ``(n, c, c)``.
        white: ``whitener`` of the mean of the session they were recorded in.
    """
    logs = _applied(np.log, white @ covariances @ white)
    rows, columns = np.triu_indices(covariances.shape[-1])
    scale = np.where(rows == columns, 1.0, np.sqrt(2.0))
    return np.asarray(logs[..., rows, columns] * scale)


def _inverse_root(values: Floats) -> Floats:
    return np.asarray(1.0 / np.sqrt(values))


def _applied(function: object, matrices: Floats) -> Floats:
    """A function of the eigenvalues of symmetric matrices."""
    values, vectors = np.linalg.eigh(matrices)
    if function is not np.exp:
        values = np.maximum(values, np.maximum(values[..., -1:] * 1e-10, _SMALLEST))
    changed = function(values)  # type: ignore[operator]
    return np.asarray((vectors * changed[..., None, :]) @ np.swapaxes(vectors, -1, -2))
