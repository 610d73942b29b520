"""A thing in another colour: the umbrella that is yellow because the sentence says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
BINS = 24
"""Hues told apart when the main colour of a picture is looked for."""
REACH_DEG = 42.0
"""How far from the main hue a colour may be and still belong to it."""


def rgb_of(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue (0..255) of ``"#rrggbb"``.

    >>> rgb_of("#ff8000")
    (255, 128, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def recolour(picture: Picture, colours: Sequence[str]) -> Picture:
    """Turn the main colour of a picture into ``colours[0]``, with all its lights and shades kept.

    The main colour is the hue with the most coloured area; a picture without any (a white dress) is tinted as a
    whole where it is light. Lightness moves by the difference of the means in CIE L*a*b*, so shading stays.
    """
    if not colours:
        return picture
    import cv2

    rgb = picture[..., :3]
    lab = cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    goal = cv2.cvtColor(np.array([[rgb_of(colours[0])]], np.float32) / 255, cv2.COLOR_RGB2LAB)[0, 0]
    weight = _main_part(lab, picture[..., 3])
    total = float(weight.sum())
    if total <= 0:
        return picture
    mean = (lab * weight[..., None]).sum((0, 1)) / total
    lab[..., 0] += weight * np.clip(goal[0] - mean[0], -45, 45)
    lab[..., 1:] += weight[..., None] * (goal[1:] - mean[1:])
    lab[..., 0] = np.clip(lab[..., 0], 2, 98)
    out = picture.copy()
    out[..., :3] = np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB) * 255 + 0.5, 0, 255)
    return out


def _main_part(lab: NDArray[np.float32], alpha: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much each pixel belongs to the main colour, 0..1."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    cover = alpha.astype(np.float32) / 255
    coloured = cover * (chroma > 14)
    if coloured.sum() < 0.04 * cover.sum():
        return (cover * np.clip((lab[..., 0] - 45) / 20, 0, 1)).astype(np.float32)
    counts, _ = np.histogram(hue, bins=BINS, range=(0, 360), weights=coloured * np.minimum(chroma, 60))
    around = counts + 0.5 * (np.roll(counts, 1) + np.roll(counts, -1))
    main = (float(np.argmax(around)) + 0.5) * 360 / BINS
    away = np.abs((hue - main + 180) % 360 - 180)
    near = np.clip((REACH_DEG - away) / 12, 0, 1) * np.clip((chroma - 8) / 8, 0, 1)
    return (cover * near).astype(np.float32)
