"""Setting the hero off from what is behind it, as painters do: lighter or darker than its ground, and a little mist."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Picture

LUMA = np.array([0.2126, 0.7152, 0.0722])
WANTED = 0.17
"""Difference of luma between the hero and its ground that still reads in a thumbnail."""


def mean_luma(picture: Picture) -> float:
    """Mean luma 0..1 of what a picture (h, w, 4) shows, weighed by its alpha."""
    alpha = picture[..., 3].astype(np.float64)
    total = float(alpha.sum())
    return float(((picture[..., :3] @ LUMA) * alpha).sum() / total / 255.0) if total else 0.5


def set_off(
    pictures: list[Picture], ground: NDArray[np.float64], light: tuple[float, float, float]
) -> list[Picture]:
    """Make all pictures of a hero lighter or darker until they differ enough from ``ground``.

    Args:
        pictures: RGBA with straight alpha, already in the light of the place.
        ground: mean colour behind the hero, sRGB 0..1.
        light: colour of the key light, sRGB 0..1, that a lighter hero takes on a little.

    On a dark ground the hero catches light; on a bright one it becomes a silhouette, never quite black.
    """
    behind, own = float(ground @ LUMA), mean_luma(pictures[0])
    if abs(own - behind) >= WANTED:
        return pictures
    lighter = own >= behind if 0.3 < behind < 0.62 else behind <= 0.45
    target = behind + WANTED if lighter else max(behind - WANTED, 0.06)
    return [_toned(picture, target / max(own, 0.02), light if lighter else None) for picture in pictures]


def _toned(picture: Picture, gain: float, light: tuple[float, float, float] | None) -> Picture:
    """Scale the colours by ``gain`` (0.45 to 2.6), bending toward white instead of clipping."""
    gain = float(np.clip(gain, 0.45, 2.6))
    colour = picture[..., :3].astype(np.float32) / 255.0
    toned = 1.0 - (1.0 - np.minimum(colour, 1.0)) ** gain if gain > 1.0 else colour * gain
    if light is not None:
        toned = toned * (0.88 + 0.12 * np.array(light, np.float32) / max(light))
    out = picture.copy()
    out[..., :3] = np.clip(toned * 255.0 + 0.5, 0, 255)
    return out


def mist(width_px: float, height_px: float, colour: tuple[float, float, float], strength: float) -> Picture:
    """A soft glow, for an "add" layer at a quarter of the resolution: ``strength`` 0..1 in its middle."""
    columns, rows = max(8, round(width_px / 4)), max(8, round(height_px / 4))
    x = (np.arange(columns) + 0.5) / columns * 2 - 1
    y = ((np.arange(rows) + 0.5) / rows * 2 - 1)[:, None]
    fall = np.clip(1.0 - np.hypot(x, y), 0.0, 1.0)
    picture = np.empty((rows, columns, 4), np.uint8)
    picture[..., :3] = np.clip(np.array(colour) * 255.0, 0, 255)
    picture[..., 3] = np.clip(fall * fall * (3 - 2 * fall) * strength * 255.0, 0, 255)
    return picture
