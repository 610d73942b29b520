"""How one shot becomes the next: the blend of two frames at a point of the way."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator
from feelm.stage.layer import Picture
from feelm.vocabulary import TransitionKind

_PAPER_DARK = np.array([24, 20, 22], np.float32)


class Blend:
    """One transition at one frame size; ``frame(before, after, progress)`` gives the picture on the way."""

    def __init__(self, kind: TransitionKind, width: int, height: int, seed: int) -> None:
        self.kind = kind
        self._order = _reveal_order(kind, width, height, seed) if kind in ("iris", "wipe") else None

    def frame(self, before: Picture, after: Picture, progress: float) -> Picture:
        """The blended picture, (h, w, 3) uint8; progress 0 is ``before``, 1 is ``after``."""
        eased = progress * progress * (3 - 2 * progress)
        if self.kind == "cut" or progress >= 1:
            return after
        if progress <= 0:
            return before
        if self.kind == "dissolve":
            return np.asarray(cv2.addWeighted(before, 1 - eased, after, eased, 0), np.uint8)
        if self.kind == "dip":
            return _dip(before, after, progress)
        return self._reveal(before, after, eased)

    def _reveal(self, before: Picture, after: Picture, eased: float) -> Picture:
        assert self._order is not None
        edge = 0.12
        alpha = np.clip((eased * (1 + edge) - self._order) / edge, 0, 1)
        return np.asarray(cv2.blendLinear(after, before, alpha, 1 - alpha), np.uint8)


def _dip(before: Picture, after: Picture, progress: float) -> Picture:
    picture, light = (before, 1 - 2 * progress) if progress < 0.5 else (after, 2 * progress - 1)
    dark = np.broadcast_to(_PAPER_DARK.astype(np.uint8), picture.shape)
    return np.asarray(cv2.addWeighted(picture, light, np.ascontiguousarray(dark), 1 - light, 0), np.uint8)


def _reveal_order(kind: TransitionKind, width: int, height: int, seed: int) -> NDArray[np.float32]:
    """When (0..1) each pixel is uncovered: from the middle (iris) or from the left (wipe), with a brushed edge."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind == "iris":
        order = np.hypot((x - width / 2) / width, (y - height / 2) / width)
    else:
        order = x / width + 0.15 * y / height
    rows = generator(seed, "transition", kind).standard_normal((max(2, height // 12), 6), dtype=np.float32)
    order = order + 0.035 * cv2.resize(rows, (width, height), interpolation=cv2.INTER_CUBIC)
    order -= order.min()
    return np.asarray(order / order.max(), np.float32)
