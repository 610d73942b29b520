"""Edges as a brush leaves them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def stray_edge(alpha: Picture, amount_px: float, chance: np.random.Generator) -> Picture:
    """Return ``alpha`` (h, w) with an outline as a brush leaves it, lost here and found there.

    The outline strays by about ``amount_px`` where it is loose and not at all where it is firm; what is thin (a
    cable, a blade of grass) stays as straight as it was.
    """
    height, width = alpha.shape
    if amount_px <= 0.05 or min(height, width) < 4 or alpha.min() == 255:
        return alpha
    inside = cv2.distanceTransform((alpha > 127).astype(np.uint8), cv2.DIST_L2, 3)
    reach = 2 * int(np.ceil(8 * amount_px)) + 1
    body = np.minimum(cv2.dilate(inside, np.ones((reach, reach), np.uint8)) / (8 * amount_px), 1.0)
    # Where the picture itself ends, another one begins: there the outline is not the brush's.
    body = np.minimum(body, _from_border(height, width) / (6 * amount_px))
    loose = np.clip(0.5 + 0.8 * _noise(chance, alpha.shape, 45 * amount_px), 0, 1.3) * body * body * amount_px
    grid = list(np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)))
    for axis in (0, 1):
        broad = _noise(chance, alpha.shape, 9 * amount_px)
        fine = _noise(chance, alpha.shape, max(2.0, 2.5 * amount_px))
        grid[axis] = (grid[axis] + loose * (broad + 0.45 * fine)).astype(np.float32)
    return np.asarray(cv2.remap(alpha, grid[0], grid[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def soften_top(alpha: Picture, amount_px: float, chance: np.random.Generator) -> Picture:
    """Return ``alpha`` (h, w) of a picture that is cut straight at its top with a top that fades unevenly.

    So the far end of ground or water meets what is behind it without a ruled line. ``amount_px``: mean depth.
    """
    height, width = alpha.shape
    if amount_px <= 0.05 or height < 8 or width < 8:
        return alpha
    depth = amount_px * np.clip(1 + 0.9 * _noise(chance, (2, width), 12 * amount_px)[0], 0.2, 3)
    rows = min(height, int(np.ceil(4 * amount_px)))
    ramp = np.clip((np.arange(rows)[:, None] + 0.5) / depth[None], 0, 1)
    result = alpha.copy()
    result[:rows] = (result[:rows] * ramp + 0.5).astype(np.uint8)
    return result


def _from_border(height: int, width: int) -> NDArray[np.float32]:
    y, x = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    return np.minimum(np.minimum(y, y[::-1])[:, None], np.minimum(x, x[::-1])[None])


def _noise(chance: np.random.Generator, shape: tuple[int, ...], cell: float) -> NDArray[np.float32]:
    """Return smooth normal noise (h, w) whose bumps are ``cell`` pixels wide."""
    coarse = chance.normal(0, 1, (max(2, int(shape[0] / cell)), max(2, int(shape[1] / cell))))
    coarse = coarse.astype(np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC))
