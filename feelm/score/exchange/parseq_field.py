"""One field of a Parseq document: its keyframes, and the straight, smooth and polynomial curves through them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAX_POLYNOMIAL = 120
"""A polynomial through more keys than this is numerical noise; Parseq would compute it all the same."""


@dataclass(frozen=True)
class FieldKeys:
    """Frames (rising) and values of one field's keyframes, and the frames ``first`` … ``last`` of the document."""

    name: str
    frames: tuple[int, ...]
    values: tuple[float, ...]
    first: int
    last: int

    @property
    def count(self) -> int:
        """Number of frames of the document."""
        return self.last - self.first + 1

    def active_index(self, frame: int) -> int:
        """Index of the key that rules at a frame."""
        return max(0, bisect_right(self.frames, frame) - 1)

    def active_value(self, frame: int) -> float:
        """Value of the key that rules at a frame."""
        return self.values[self.active_index(frame)]

    def next_frame(self, frame: int) -> int:
        """Frame of the next key; of the last one where none follows."""
        return self.frames[min(bisect_right(self.frames, frame), len(self.frames) - 1)]

    def next_value(self, frame: int) -> float:
        """Value of the next key; after the last one its value, or nothing where that is 0, as Parseq has it."""
        index = bisect_right(self.frames, frame)
        if index < len(self.frames):
            return self.values[index]
        return self.values[-1] or float("nan")

    @cached_property
    def _all(self) -> Floats:
        return np.arange(self.first, self.last + 1, dtype=np.float64)

    @cached_property
    def straight(self) -> Floats:
        """Straight lines between keys, at every frame."""
        return np.asarray(np.interp(self._all, np.array(self.frames, np.float64), np.array(self.values)))

    @cached_property
    def smooth(self) -> Floats:
        """The natural cubic spline through the keys, at every frame."""
        x, y = np.array(self.frames, np.float64), np.array(self.values)
        keep = np.concatenate([[True], np.diff(x) > 0])
        return natural_spline(x[keep], y[keep], self._all)

    @cached_property
    def polynomial(self) -> Floats:
        """The one polynomial through all keys, at every frame (Neville's scheme)."""
        if len(self.frames) > MAX_POLYNOMIAL:
            return self.straight
        x = np.array(self.frames, np.float64)
        rows = [np.full(self._all.shape, value) for value in self.values]
        with np.errstate(all="ignore"):
            for order in range(1, len(x)):
                rows = [
                    ((self._all - x[low]) * rows[low + 1] - (self._all - x[low + order]) * rows[low])
                    / (x[low + order] - x[low])
                    for low in range(len(rows) - 1)
                ]
        return rows[0]


def natural_spline(x: Floats, y: Floats, at: Floats) -> Floats:
    """Values at ``at`` of the cubic spline through (x, y) that ends without curvature.

    Slopes at the keys solve a tridiagonal system (L. H. Thomas, 1949).

    Args:
        x: rising, shape (n,), n ≥ 1.
        y: shape (n,).
        at: shape (m,).
    """
    if len(x) < 3:
        return np.asarray(np.interp(at, x, y))
    gap, rise = np.diff(x), np.diff(y)
    inverse = 1.0 / gap
    diagonal = 2.0 * (np.concatenate([[0.0], inverse]) + np.concatenate([inverse, [0.0]]))
    steep = 3.0 * rise * inverse**2
    right = np.concatenate([[0.0], steep]) + np.concatenate([steep, [0.0]])
    slopes = _tridiagonal(inverse, diagonal, right)
    left = np.clip(np.searchsorted(x, at, side="left") - 1, 0, len(gap) - 1)
    t = (at - x[left]) / gap[left]
    a = slopes[left] * gap[left] - rise[left]
    b = -slopes[left + 1] * gap[left] + rise[left]
    return np.asarray((1 - t) * y[left] + t * y[left + 1] + t * (1 - t) * (a * (1 - t) + b * t))


def _tridiagonal(side: Floats, diagonal: Floats, right: Floats) -> Floats:
    """Solve a symmetric tridiagonal system."""
    main, values = diagonal.tolist(), right.tolist()
    off: Sequence[float] = side.tolist()
    for row in range(1, len(main)):
        factor = off[row - 1] / main[row - 1]
        main[row] -= factor * off[row - 1]
        values[row] -= factor * values[row - 1]
    values[-1] /= main[-1]
    for row in range(len(main) - 2, -1, -1):
        values[row] = (values[row] - off[row] * values[row + 1]) / main[row]
    return np.array(values)
