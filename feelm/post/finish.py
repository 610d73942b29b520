"""The last touch on a frame: grade, vignette, paper, fade, and the way from RGB to BT.709 planes, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator
from feelm.stage.layer import Picture

Plane8 = NDArray[np.uint8]
Matrix = NDArray[np.float64]

# ITU-R BT.709-6: luma weights, and 8-bit studio range 16..235 / 16..240.
_KR, _KG, _KB = 0.2126, 0.7152, 0.0722
_LUMA = np.array([_KR, _KG, _KB])
_RGB_TO_YUV = (
    np.array(
        [
            [_KR * 219, _KG * 219, _KB * 219],
            [-_KR / (2 * (1 - _KB)) * 224, -_KG / (2 * (1 - _KB)) * 224, 0.5 * 224],
            [0.5 * 224, -_KG / (2 * (1 - _KR)) * 224, -_KB / (2 * (1 - _KR)) * 224],
        ]
    )
    / 255.0
)
_MASK_ONE = 200.0
"""The value of a luma mask that leaves the picture as it is (room is left above for bright grain)."""


@dataclass(frozen=True)
class GradeAt:
    """The grade of one frame: ``exposure`` in stops, factors around 1, ``warmth`` −1..1, ``fade`` 0 (black) .. 1.

    ``grain`` is a factor on the grain of the finisher's paper.
    """

    exposure: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    warmth: float = 0.0
    vignette: float = 0.0
    grain: float = 1.0
    fade: float = 1.0


def grade_matrix(grade: GradeAt) -> Matrix:
    """The affine map (3, 4) from 8-bit RGB to graded 8-bit BT.709 Y′CbCr (studio range).

    Exposure multiplies the gamma-coded picture by 2^(stops/2.2); contrast turns about middle grey; saturation
    moves along luma; warmth trades blue for red at constant luma; fade multiplies towards black.
    """
    gain = 2.0 ** (grade.exposure / 2.2) * grade.contrast
    lift = 127.5 * (1 - grade.contrast)
    saturate = np.outer(np.ones(3), _LUMA) * (1 - grade.saturation) + np.eye(3) * grade.saturation
    tint = 1 + 0.12 * grade.warmth * np.array([1.0, 0.0, -1.0])
    tint /= tint @ _LUMA
    linear = (tint[:, None] * saturate) * gain * grade.fade
    offset = np.full(3, lift * grade.fade)
    return np.column_stack([_RGB_TO_YUV @ linear, _RGB_TO_YUV @ offset + np.array([16.0, 128.0, 128.0])])


class FrameFinisher:
    """Turns composed RGB frames of one size into the three planes that the encoder takes.

    The paper is fixed to the screen and belongs to the film (``seed``), so it stays while shots change.
    """

    def __init__(self, width: int, height: int, *, seed: int, grain: float) -> None:
        self.width = width
        self.height = height
        self._paper = _paper(width, height, seed) * grain
        self._mask = lru_cache(maxsize=8)(self._luma_mask)

    def finish(self, frame: Picture, grade: GradeAt) -> tuple[Plane8, Plane8, Plane8]:
        """Return Y (h, w), Cb and Cr (h/2, w/2) of a frame (h, w, 3) uint8 RGB."""
        yuv = cv2.transform(frame, grade_matrix(grade).astype(np.float32))
        luma, blue, red = cv2.split(yuv)
        mask = self._mask(round(grade.vignette * 50), round(grade.grain * 40))
        luma = cv2.multiply(luma, mask, scale=1.0 / _MASK_ONE)
        half = (self.width // 2, self.height // 2)
        return (
            np.clip(luma, 16, 235, out=luma),
            cv2.resize(blue, half, interpolation=cv2.INTER_AREA),
            cv2.resize(red, half, interpolation=cv2.INTER_AREA),
        )

    def _luma_mask(self, vignette_step: int, grain_step: int) -> Plane8:
        y, x = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        radius2 = ((x / self.width - 0.5) * 2) ** 2 + ((y / self.height - 0.5) * 2) ** 2
        falloff = 1 - vignette_step / 50 * np.clip(radius2 / 2 - 0.12, 0, 1) ** 1.2
        mask: Plane8 = np.clip(
            _MASK_ONE * falloff * (1 + self._paper * (grain_step / 40)) + 0.5, 0, 255
        ).astype(np.uint8)
        return mask


def _paper(width: int, height: int, seed: int) -> NDArray[np.float32]:
    """Relief of watercolour paper, (h, w), about ±0.05: fibres at three scales, lit from the upper left."""
    chance = generator(seed, "paper")
    relief = np.zeros((height, width), np.float32)
    for sigma, weight in ((0.8, 1.0), (1.7, 1.2), (4.0, 0.8)):
        noise = chance.standard_normal((height, width), dtype=np.float32)
        soft = cv2.GaussianBlur(noise, (0, 0), sigma)
        relief += weight * soft / float(soft.std())
    lit = relief - np.roll(np.roll(relief, 1, axis=0), 1, axis=1)
    return np.asarray(np.clip(0.035 * lit / float(lit.std()), -0.12, 0.12), np.float32)
