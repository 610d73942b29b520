"""Flat pictures of a set made to stand beside painted ones: softer colour, light from the upper left, round form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
CHROMA = 0.72
"""How much of its colour a picture keeps: the sets are made to be seen at the size of a letter, a film is not."""
LIGHT = np.array([-0.55, -0.83])
"""The way the light comes from, as in the drawings: x to the right, y down."""


def soften(picture: Picture) -> Picture:
    """Return a flat RGBA picture with muted colours and form light.

    The form is guessed from the outline: the blurred alpha is taken for a height, its slope against the light gives
    light and shade near the edges; a slow fall of light runs over the whole. Light is warm, shade cool
    (CIE L*a*b*). Alpha is unchanged.
    """
    import cv2

    height, width = picture.shape[:2]
    lab = cv2.cvtColor(picture[..., :3].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    size = max(1.0, 0.055 * min(height, width))
    edge = int(3 * size)
    solid = np.pad(picture[..., 3], edge)
    bump = cv2.GaussianBlur(solid.astype(np.float32) / 255, (0, 0), size)
    slope = np.stack(np.gradient(bump)[::-1], axis=-1) * size
    # The outline falls away outward, so a slope that rises along the light's way lies on the lit side.
    form = (slope @ -LIGHT)[edge : edge + height, edge : edge + width]
    fall = 0.5 - (0.35 * np.linspace(0, 1, width)[None] + 0.65 * np.linspace(0, 1, height)[:, None])
    light = np.clip(1.9 * form + 0.55 * fall, -1, 1).astype(np.float32)
    lab[..., 0] += 17 * light - 2
    lab[..., 1] = CHROMA * lab[..., 1] + 1.5 * light
    lab[..., 2] = CHROMA * lab[..., 2] + 3 + 6 * light
    lab[..., 0] = np.clip(lab[..., 0], 4, 96)
    out = picture.copy()
    out[..., :3] = np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB) * 255 + 0.5, 0, 255)
    return out
