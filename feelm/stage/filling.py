"""What is hidden behind something, made up from what is seen beside it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Picture

Flags = NDArray[np.bool_]
Colours = NDArray[np.float32]
_GRAIN_PX = 6.0
"""Detail finer than this is texture, which a fill takes from the other side of the edge."""


def fill_behind(colour: Picture, known: Flags, missing: Flags) -> Picture:
    """Fill the ``missing`` pixels of a (h, w, 3) picture from its ``known`` ones; the others stay.

    Colour flows in smoothly from all sides (pull-push: Gortler et al., "The lumigraph", 1996); texture is mirrored at
    the nearest edge, so that paint goes on as paint and is not drawn out into smears.
    """
    if not missing.any() or not known.any():
        return np.ascontiguousarray(colour)
    smooth = pull_push(colour, known)
    cover = known.astype(np.float32)
    soft = cv2.GaussianBlur(colour * cover[..., None], (0, 0), _GRAIN_PX)
    weight = cv2.GaussianBlur(cover, (0, 0), _GRAIN_PX)[..., None]
    grain = (colour - soft / np.maximum(weight, 1e-3)).astype(np.float32)
    y, x = np.nonzero(missing)
    from_y, from_x, seen = _mirrored(known, y, x)
    filled = np.ascontiguousarray(colour).copy()
    texture = grain[from_y, from_x] * seen[:, None]
    filled[y, x] = np.clip(smooth[y, x] + texture, 0, 255).astype(np.uint8)
    return filled


def pull_push(colour: Picture, known: Flags) -> Colours:
    """The known colours, carried on smoothly over everything else; (h, w, 3) float32."""
    cover = known.astype(np.float32)
    levels: list[tuple[Colours, Colours]] = [((colour * cover[..., None]).astype(np.float32), cover)]
    while min(levels[-1][1].shape) > 2 and levels[-1][1].min() == 0:
        sums, weight = levels[-1]
        size = (weight.shape[1] + 1) // 2, (weight.shape[0] + 1) // 2
        levels.append((_shrunk(sums, size), _shrunk(weight, size)))
    sums, weight = levels[-1]
    mean = sums.reshape(-1, 3).sum(axis=0) / max(float(weight.sum()), 1e-6)
    found = _own(sums, weight, np.broadcast_to(mean, sums.shape).astype(np.float32), 1.0)
    for number in range(len(levels) - 2, -1, -1):
        sums, weight = levels[number]
        size = weight.shape[1], weight.shape[0]
        up = np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
        # In the coarse levels a pixel that is known in part counts for more: seams between levels are not seen.
        found = _own(sums, weight, up, 4.0 if number else 1.0)
    return np.asarray(found, dtype=np.float32)


def _shrunk(values: Colours, size: tuple[int, int]) -> Colours:
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _own(sums: Colours, weight: Colours, other: Colours, gain: float) -> Colours:
    """Where something is known its mean, elsewhere ``other``."""
    share = np.minimum(weight * gain, 1.0)[..., None]
    mean = sums / np.maximum(weight[..., None], 1e-6)
    return np.asarray(share * mean + (1.0 - share) * other, dtype=np.float32)


def _mirrored(
    known: Flags, y: NDArray[np.int64], x: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Flags]:
    """For pixels that are not known the places as far behind the nearest edge, and whether those are known."""
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    place_y, place_x = np.nonzero(known)
    table = np.zeros((int(labels.max()) + 1, 2), dtype=np.int64)
    table[labels[place_y, place_x]] = np.stack([place_y, place_x], axis=1)
    edge_y, edge_x = table[labels[y, x]].T
    height, width = known.shape
    far_y, far_x = np.clip(2 * edge_y - y, 0, height - 1), np.clip(2 * edge_x - x, 0, width - 1)
    return far_y, far_x, known[far_y, far_x]
