"""What the scenery hides and how light it is, small and quick, for those who look for a place to stand."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Layer

Floats = NDArray[np.float32]
Rect = tuple[float, float, float, float]
_STEP = 4
"""Reference pixels to a pixel of the backdrop."""


class Backdrop:
    """The scenery at the reference pose in a quarter of the resolution."""

    def __init__(self, layers: Sequence[Layer], width: int, height: int) -> None:
        self._size = (max(1, width // _STEP), max(1, height // _STEP))
        self._layers: list[tuple[float, Floats, Floats]] = []
        for layer in layers:
            if layer.blend == "over" and not layer.life.wraps:
                colour, cover = self._small(layer)
                self._layers.append((layer.plane.depth_m, colour, cover))

    def hidden(self, rect: Rect, depth_m: float) -> float:
        """Share of a box (reference pixels) at a depth that nearer scenery covers; outside the frame is not counted."""
        rows, columns = self._window(rect)
        clear = 1.0 - np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
        for depth, _, cover in self._layers:
            if depth < depth_m:
                clear *= 1.0 - cover[rows, columns]
        return float(1.0 - clear.mean()) if clear.size else 1.0

    def busy(self, rect: Rect, depth_m: float) -> float:
        """How restless what is seen behind a box at a depth is: standard deviation of its luma, 0 (calm) to 0.5."""
        seen = self._seen(rect, depth_m)
        return (
            float((seen @ np.array([0.2126, 0.7152, 0.0722], np.float32)).std() / 255.0) if seen.size else 0.5
        )

    def behind(self, rect: Rect, depth_m: float) -> NDArray[np.float64]:
        """Mean colour (3,), sRGB 0..1, of what is seen behind a box at a depth."""
        seen = self._seen(rect, depth_m)
        return np.asarray(seen.mean(axis=(0, 1)), np.float64) / 255.0 if seen.size else np.full(3, 0.5)

    def _seen(self, rect: Rect, depth_m: float) -> Floats:
        """What is seen in a box beyond a depth: (h, w, 3), 0..255."""
        rows, columns = self._window(rect)
        seen = np.zeros((rows.stop - rows.start, columns.stop - columns.start, 3), np.float32)
        for depth, colour, cover in self._layers:
            if depth >= depth_m:
                share = cover[rows, columns, None]
                seen += (colour[rows, columns] - seen) * share
        return seen

    def _small(self, layer: Layer) -> tuple[Floats, Floats]:
        """Colour (h, w, 3) 0..255 and coverage (h, w) 0..1 of a layer."""
        ratio = 1.0 / (layer.scale * _STEP)
        picture = layer.picture
        if ratio < 0.75:
            rows, columns = (max(1, round(size * ratio)) for size in picture.shape[:2])
            picture = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
            ratio = 1.0
        matrix = np.array([[ratio, 0, layer.origin[0] / _STEP], [0, ratio, layer.origin[1] / _STEP]])
        seen = cv2.warpAffine(picture, matrix, self._size).astype(np.float32)
        if seen.shape[2] == 4:
            return seen[..., :3], seen[..., 3] / 255.0 * np.float32(layer.opacity)
        inside = cv2.warpAffine(np.ones(picture.shape[:2], np.float32), matrix, self._size)
        return seen, np.asarray(inside, np.float32)

    def _window(self, rect: Rect) -> tuple[slice, slice]:
        width, height = self._size
        left, right = (int(np.clip(round(value / _STEP), 0, width)) for value in (rect[0], rect[2]))
        top, bottom = (int(np.clip(round(value / _STEP), 0, height)) for value in (rect[1], rect[3]))
        return slice(top, max(bottom, top)), slice(left, max(right, left))
