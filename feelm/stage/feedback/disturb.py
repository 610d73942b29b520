"""What is done to a moved picture before it is painted anew: contrast, sharpening, zero-mean noise; all in float."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.feedback.warp import FloatPicture, Plane

_CELLS = 8
"""Cells of the coarsest octave, across the frame and down."""
_CHROMA_SHARE = 0.2
"""Part of the perlin noise (of its variance) that differs among the channels."""


@dataclass(frozen=True)
class Disturbance:
    """What happens to one frame; ``sigma_px`` and ``kernel_px`` of the unsharp mask are pixels of the frame."""

    noise: float = 0.0
    noise_kind: Literal["white", "perlin"] = "perlin"
    octaves: int = 4
    persistence: float = 0.5
    contrast: float = 1.0
    sharpen: float = 0.0
    sigma_px: float = 1.0
    kernel_px: float = 5.0
    threshold: float = 0.0


def shaped(picture: FloatPicture, how: Disturbance) -> FloatPicture:
    """Return the picture with the contrast (about its own mean, which stays) and the sharpness of ``how``."""
    if how.contrast != 1.0:
        mean = np.array(cv2.mean(picture)[:3])
        matrix = np.column_stack([np.eye(3) * how.contrast, mean * (1 - how.contrast)])
        picture = np.asarray(cv2.transform(picture, matrix.astype(np.float32)), dtype=np.float32)
    if how.sharpen != 0.0 and how.sigma_px > 0:
        picture = _unsharp(picture, how)
    return picture


def noised(picture: FloatPicture, how: Disturbance, rng: np.random.Generator) -> FloatPicture:
    """Return the picture with zero-mean noise of standard deviation ``how.noise``; its mean and contrast stay."""
    if how.noise <= 0:
        return picture
    size = (picture.shape[1], picture.shape[0])
    noise = (
        white_noise(size, rng)
        if how.noise_kind == "white"
        else perlin_noise(size, how.octaves, how.persistence, rng)
    )
    return np.asarray(cv2.scaleAdd(noise, how.noise, picture), dtype=np.float32)


def white_noise(size: tuple[int, int], rng: np.random.Generator) -> FloatPicture:
    """Gaussian noise (h, w, 3) of mean 0 and standard deviation 1, from 256 evenly likely values.

    Ten times as fast as drawing normal numbers, and no picture shows the difference.
    """
    chosen = rng.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return np.asarray(cv2.LUT(chosen, _quantiles()), dtype=np.float32)


@cache
def _quantiles() -> NDArray[np.float32]:
    values = np.array([NormalDist().inv_cdf((i + 0.5) / 256) for i in range(256)])
    return np.asarray(values / values.std(), dtype=np.float32)


def perlin_noise(
    size: tuple[int, int], octaves: int, persistence: float, rng: np.random.Generator
) -> FloatPicture:
    """Gradient noise (h, w, 3) of mean 0 and standard deviation 1 (Perlin, "Improving noise", 2002).

    The first octave has 8 cells each way, each next one twice as many, ``persistence`` times as strong, as long as a
    cell is larger than 4 pixels. Mostly the channels go together, so that light changes more than colour.
    """
    width, height = size
    small = (max(_CELLS * 2, width // 4), max(_CELLS * 2, height // 4))
    total = np.zeros((4, small[1], small[0]), np.float32)
    for octave in range(octaves):
        cells = _CELLS << octave
        if octave and cells > min(small):
            break
        total += np.float32(persistence**octave) * _gradient_noise(cells, small, rng)
    total -= total.mean(axis=(1, 2), keepdims=True)
    total /= total.std(axis=(1, 2), keepdims=True)
    mixed = np.sqrt(1 - _CHROMA_SHARE) * total[:1] + np.sqrt(_CHROMA_SHARE) * total[1:]
    mixed -= mixed.mean(axis=(1, 2), keepdims=True)
    mixed /= mixed.std(axis=(1, 2), keepdims=True)
    noise = np.ascontiguousarray(mixed.transpose(1, 2, 0))
    return np.asarray(cv2.resize(noise, size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _gradient_noise(cells: int, size: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float32]:
    """One octave, (4, h, w): Σ fade(x) fade(y) (gx dx + gy dy) over the corners of a cell, one axis after the other."""
    angle = rng.uniform(0, 2 * np.pi, (4, cells + 1, cells + 1)).astype(np.float32)
    across, down = _axis(cells, size[0]), _axis(cells, size[1])
    level = down.mixed(np.cos(angle), 1, down.fade)
    steep = down.mixed(np.sin(angle), 1, down.slope)
    return across.mixed(level, 2, across.slope) + across.mixed(steep, 2, across.fade)


@dataclass(frozen=True, eq=False)
class _Axis:
    """Along one axis: the lattice point before each pixel, and what it and the next one weigh there.

    ``fade`` and ``slope`` (2, length): the weights, and the weights times the distance to the point.
    """

    left: NDArray[np.intp]
    fade: NDArray[np.float32]
    slope: NDArray[np.float32]

    def mixed(
        self, lattice: NDArray[np.float32], axis: int, weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The lattice (3 axes) brought to the pixels along ``axis``."""
        spread = (-1, 1) if axis == 1 else (1, -1)
        first, second = (w.reshape(1, *spread) for w in weights)
        mixed = lattice.take(self.left, axis) * first + lattice.take(self.left + 1, axis) * second
        return np.asarray(mixed, dtype=np.float32)


@cache
def _axis(cells: int, length: int) -> _Axis:
    at = (np.arange(length) + 0.5) * cells / length
    left = np.minimum(at.astype(np.intp), cells - 1)
    part = at - left
    fade = part**3 * (part * (part * 6 - 15) + 10)
    return _Axis(
        left,
        np.stack([1 - fade, fade]).astype(np.float32),
        np.stack([(1 - fade) * part, fade * (part - 1)]).astype(np.float32),
    )


def _unsharp(picture: FloatPicture, how: Disturbance) -> FloatPicture:
    """Unsharp mask of the light alone: sharpened colours would grow into confetti, frame by frame."""
    kernel = max(3, int(how.kernel_px) | 1)
    luma = luma_of(picture)
    fine = cv2.subtract(luma, cv2.GaussianBlur(luma, (kernel, kernel), how.sigma_px))
    if how.threshold > 0:
        fine = np.where(np.abs(fine) < how.threshold, np.float32(0), fine)
    return np.asarray(cv2.scaleAdd(cv2.merge([fine] * 3), how.sharpen, picture), dtype=np.float32)


def crisped(picture: FloatPicture, gain: float) -> FloatPicture:
    """Return the picture with what is finer than about two pixels ``gain`` times as strong.

    A loss is made good in the light alone, too much is taken from light and colour.
    """
    if abs(gain - 1.0) < 1e-3:
        return picture
    if gain < 1:
        soft = cv2.GaussianBlur(picture, (5, 5), 1.1)
        return np.asarray(cv2.addWeighted(picture, gain, soft, 1 - gain, 0), dtype=np.float32)
    luma = luma_of(picture)
    fine = cv2.subtract(luma, cv2.GaussianBlur(luma, (5, 5), 1.1))
    return np.asarray(cv2.scaleAdd(cv2.merge([fine] * 3), gain - 1, picture), dtype=np.float32)


def luma_of(picture: FloatPicture) -> Plane:
    """Luma (h, w) of ITU-R BT.709 of a picture."""
    return np.asarray(cv2.transform(picture, np.array([[0.2126, 0.7152, 0.0722]], np.float32)), np.float32)
