"""Tones that hold together: what a style makes of the whole picture is what it makes of each part.

The networks normalise every picture that they are given to the full range of the style. Painted one by one, a dark
foreground and a pale distance would come out alike, and depth and hour would be gone. So the whole scene is painted
once, small; what happened to its tones there is held in every layer.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.painter.brush import Brush
from feelm.painter.style import Style

Picture = NDArray[np.uint8]
Curve = NDArray[np.float32]
"""(3, 2): intercept and slope for L, a and b of CIELAB (OpenCV's float scale)."""

HOLD = 0.8
"""Part of the broad tones that follows the whole picture; the rest is the layer's own."""

SCENE_SHARE = 1.6
"""Times ``keep`` (at most 1) is the part of the broad tones that is the scene's, not the style's: dusk stays dusk."""

LEAST_SLOPE = (0.5, 0.25, 0.25)
"""However flat a style is, so much of the scene's own contrast (L, a, b) stays: depth and hour are told by it."""


class Tones:
    """What ``style`` does to the tones of a scene, seen ``whole`` and small; measured once for each strength."""

    def __init__(self, whole: Picture, style: Style, brush: Brush) -> None:
        self._whole, self._style, self._brush = whole, style, brush
        self._curves: dict[float, Curve] = {}
        self.own = None if style.kind == "network" else brush.read_style(whole)

    def curve(self, strength: float) -> Curve:
        """Return how the broad tones change at a strength."""
        if strength not in self._curves:
            painted = self._brush.apply(self._whole, self._style, strength, self.own)
            self._curves[strength] = fit_curve(self._whole, painted)
        return self._curves[strength]


def fit_curve(before: Picture, after: Picture) -> Curve:
    """Return the line through the tones of two pictures of one scene, by least squares for each channel."""
    x, y = (cv2.GaussianBlur(_lab(p), (0, 0), 3.0).reshape(-1, 3) for p in (before, after))
    x_mean, y_mean = x.mean(0), y.mean(0)
    spread = np.maximum(((x - x_mean) ** 2).mean(0), 1.0)
    slope = np.clip(((x - x_mean) * (y - y_mean)).mean(0) / spread, LEAST_SLOPE, 1.8)
    return np.stack([y_mean - slope * x_mean, slope], axis=-1).astype(np.float32)


def hold_tones(painted: Picture, source: Picture, curve: Curve, keep: float = 0.0) -> Picture:
    """Return ``painted`` (h, w, 3) with the broad tones that ``curve`` gives to those of ``source``.

    The network gives strokes, the stage gives light: the more of the colour is to be kept (``keep``, 0..1), the more
    the broad tones are those of ``source`` itself.
    """
    height, width = painted.shape[:2]
    ours, theirs = _lab(painted), _lab(source)
    # Blurring at a quarter of the size is as good for what is broad, and costs nothing.
    size = (max(2, width // 4), max(2, height // 4))
    small = [cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in (ours, theirs)]
    broad, scene = (cv2.GaussianBlur(p, (0, 0), 2.0) for p in small)
    style = curve[:, 0] + curve[:, 1] * scene
    change = HOLD * (style + min(1.0, SCENE_SHARE * keep) * (scene - style) - broad)
    ours += cv2.resize(change, (width, height), interpolation=cv2.INTER_LINEAR)
    held = cv2.cvtColor(ours, cv2.COLOR_LAB2RGB)
    return np.asarray(np.clip(held * 255 + 0.5, 0, 255), dtype=np.uint8)


def _lab(picture: Picture) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(np.divide(picture, 255, dtype=np.float32), cv2.COLOR_RGB2LAB))
