"""The time burned into a preview: minutes, seconds and frames of the film, small, in a corner."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.post.finish import Plane8
from feelm.post.lettering import font_path

_SIGNS = "0123456789:+"
_INK, _BED, _NEUTRAL = 225, 24, 128
"""Luma of the digits and of the strip under them; chroma without colour."""


def time_code(frame: int, fps: float) -> str:
    """Minutes, seconds and frames of an instant.

    >>> time_code(100, 24.0)
    '00:04+04'
    """
    second = int(frame / fps + 1e-6)
    minutes, seconds = divmod(second, 60)
    return f"{minutes:02d}:{seconds:02d}+{frame - int(np.ceil(second * fps - 1e-6)):02d}"


class TimeCode:
    """Writes the time code onto the planes of frames of one size."""

    def __init__(self, width: int, height: int, fps: float) -> None:
        self._fps = fps
        size = max(8, round(min(width, height) * 0.062))
        pad = max(1, size // 4)
        signs = _drawn(size)
        self._digits = {
            sign: np.pad(ink, ((pad, pad), (0, 0)), constant_values=_BED) for sign, ink in signs.items()
        }
        self._edge = np.full((signs["0"].shape[0] + 2 * pad, pad), _BED, np.uint8)
        self._corner = (pad * 2, pad * 2)
        self._limits = (width, height)

    def onto(self, planes: tuple[Plane8, Plane8, Plane8], frame: int) -> tuple[Plane8, Plane8, Plane8]:
        """Copies of Y, Cb and Cr with the time of a frame of the film in the upper left corner."""
        luma, blue, red = (plane.copy() for plane in planes)
        signs = [self._digits[sign] for sign in time_code(frame, self._fps)]
        strip = np.concatenate([self._edge, *signs, self._edge], axis=1)
        left, top = self._corner
        height, width = (s - s % 2 for s in strip.shape)
        height, width = min(height, self._limits[1] - top), min(width, self._limits[0] - left)
        luma[top : top + height, left : left + width] = strip[:height, :width]
        for plane in (blue, red):
            plane[top // 2 : (top + height) // 2, left // 2 : (left + width) // 2] = _NEUTRAL
        return luma, blue, red


def _drawn(size: int) -> dict[str, NDArray[np.uint8]]:
    """Every sign as a picture of luma, all as wide as the widest digit, so that the time does not dance."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(font_path("sans")), size)
    wide = int(np.ceil(max(font.getlength(sign) for sign in "0123456789")))
    top, bottom = font.getbbox("0")[1], font.getbbox("0")[3]
    pictures = {}
    for sign in _SIGNS:
        picture = Image.new("L", (wide if sign.isdigit() else wide * 2 // 3, int(bottom - top) + 1), _BED)
        x = (picture.width - font.getlength(sign)) / 2
        ImageDraw.Draw(picture).text((x, -top), sign, font=font, fill=_INK)
        pictures[sign] = np.asarray(picture)
    return pictures
