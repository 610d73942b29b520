"""Drawing the pictures of a layer where the frame shows them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Picture
from feelm.stage.life import Ripple
from feelm.stage.tiles import Box

Floats = NDArray[np.float64]
Rows = list[list[float]]
"""A 3 × 3 matrix in plain numbers."""

_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_AFFINE = 1e-12


def move(x: float, y: float) -> Floats:
    """The 3 × 3 matrix of a shift."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def warp(
    levels: Sequence[Picture], inverse: Floats, to_reference: Floats, ripple: Ripple | None, box: Box,
    out: Picture | None, *, step: int = 1, near: tuple[float, float] | None = None,
) -> Picture:  # fmt: skip
    """What a frame shows of a picture in a box.

    Args:
        levels: the picture and its halves, quarters….
        inverse: frame pixels to pixels of level 0 (continuous coordinates, 3 × 3).
        to_reference: pixels of level 0 to reference pixels.
        ripple: displaces rows.
        box: left, top, right, bottom in units of ``step`` frame pixels; may reach beyond the frame.
        out: room for the result, or None.
        step: frame pixels for one drawn pixel.
        near: where in the frame the sharpness of the source is chosen; by default in the middle of the box.

    Returns:
        The box's pixels, with the channels of the picture; transparent (0) beyond its sides.
    """
    left, top, right, bottom = box
    rows = inverse.tolist()
    middle = near or ((left + right) / 2 * step, (top + bottom) / 2 * step)
    level = _level(rows, middle, step, len(levels))
    matrix = _onto_level(rows, level, step, (left + 0.5) * step, (top + 0.5) * step)
    size = (right - left, bottom - top)
    source = levels[level]
    if ripple is not None:
        to_level = move(-0.5, -0.5) @ np.diag([0.5**level, 0.5**level, 1.0])
        x, y = _rippled(matrix, to_level @ geometry.inverse(to_reference), size, ripple)
        return np.asarray(cv2.remap(source, x, y, cv2.INTER_LINEAR, dst=out))
    if abs(matrix[2, 0]) < _AFFINE and abs(matrix[2, 1]) < _AFFINE:
        return np.asarray(cv2.warpAffine(source, matrix[:2] / matrix[2, 2], size, dst=out, flags=_FLAGS))
    return np.asarray(cv2.warpPerspective(source, matrix, size, dst=out, flags=_FLAGS))


def _onto_level(rows: Rows, level: int, step: int, x: float, y: float) -> Floats:
    """From pixels of a box, ``step`` frame pixels each, whose first one has its middle at (x, y), to those of a level.

    OpenCV counts from pixel centres: half a pixel in, half a texture pixel out. In plain numbers, because this is
    done for every piece of every frame and matrices of three rows cost more than all of it.
    """
    scale = 0.5**level
    shifted = [(a * step, b * step, a * x + b * y + c) for a, b, c in rows]
    last = shifted[2]
    onto = [[scale * v - 0.5 * w for v, w in zip(row, last, strict=True)] for row in shifted[:2]]
    return np.array([*onto, last])


def _level(rows: Rows, at: tuple[float, float], step: int, count: int) -> int:
    """Which level to sample: texture pixels per drawn pixel, halved until less than two."""
    if count == 1:
        return 0
    near = [_mapped(rows, at[0] + x, at[1] + y) for x, y in ((0, 0), (1, 0), (0, 1))]
    if None in near:
        return 0
    (x, y), (x1, y1), (x2, y2) = (point for point in near if point is not None)
    density = step * abs((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) ** 0.5
    return min(max(math.floor(math.log2(max(density, 1e-6))), 0), count - 1)


def _mapped(rows: Rows, x: float, y: float) -> tuple[float, float] | None:
    """A point mapped by a homography; None on or behind the camera's plane."""
    u, v, w = (a * x + b * y + c for a, b, c in rows)
    return (u / w, v / w) if w > 1e-12 else None


def _rippled(
    matrix: Floats, from_reference: Floats, size: tuple[int, int], ripple: Ripple
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Texture coordinates of every pixel of a box whose rows a ripple displaces."""
    x = np.arange(size[0], dtype=np.float32)
    y = np.arange(size[1], dtype=np.float32)[:, None]
    m = (matrix / matrix[2, 2]).astype(np.float32)
    map_x, map_y = m[0, 0] * x + (m[0, 1] * y + m[0, 2]), m[1, 0] * x + (m[1, 1] * y + m[1, 2])
    if m[2, 0] or m[2, 1]:
        w = 1.0 / (m[2, 0] * x + (m[2, 1] * y + 1.0))
        map_x, map_y = map_x * w, map_y * w
    # A sine is smooth over a row, so one value for a whole row would do, but rows tilt when the camera rolls.
    scale, offset = np.float32(from_reference[1, 1]), np.float32(from_reference[1, 2])
    rows = map_y[:, :1] if not (m[1, 0] or m[2, 0]) else map_y
    map_x = map_x + scale * ripple.across((rows - offset) / scale)
    return np.ascontiguousarray(map_x), np.ascontiguousarray(np.broadcast_to(map_y, map_x.shape))
