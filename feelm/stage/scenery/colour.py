"""Colours in OKLab, the space in which every gradient and mixture of the scenery is made.

OKLab: B. Ottosson, "A perceptual color space for image processing", 2020.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_FROM_LAB = np.linalg.inv(_TO_LAB.astype(np.float64)).astype(np.float32)
_FROM_LMS = np.linalg.inv(_TO_LMS.astype(np.float64)).astype(np.float32)


def oklab(rgb: ArrayLike) -> Floats:
    """OKLab of sRGB colours 0..1, shape (..., 3); L is 0..1."""
    c = np.clip(np.asarray(rgb, np.float32), 0.0, 1.0)
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T, np.float32)


def srgb(lab: ArrayLike) -> Floats:
    """sRGB 0..1 of OKLab colours, shape (..., 3), clipped into the gamut."""
    lms = np.asarray(lab, np.float32) @ _FROM_LAB.T
    linear = np.clip((lms**3) @ _FROM_LMS.T, 0.0, 1.0)
    return np.asarray(
        np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055), np.float32
    )


def hex_lab(colour: str) -> Floats:
    """OKLab of a "#rrggbb" colour, shape (3,).

    >>> [round(float(v), 2) for v in hex_lab("#ffffff")]
    [1.0, 0.0, 0.0]
    """
    value = int(colour[1:], 16)
    return oklab([(value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255])


def bytes_of(lab: ArrayLike) -> NDArray[np.uint8]:
    """sRGB bytes of OKLab colours, shape (..., 3)."""
    return np.asarray(srgb(lab) * 255.0 + 0.5, np.uint8)
