"""The colour and the detail of a fed-back picture, held by slow statistics instead of being repaired afterwards.

Statistics are taken in OKLab (Ottosson, "A perceptual color space for image processing", 2020) of every so-many-th
pixel; the change that brings one set of statistics to another is the linear optimal transport between Gaussians
(Pitié & Kokaram,
"The linear Monge-Kantorovitch linear colour mapping", 2007). It is fitted as one affine map in sRGB, because
corrections are small, and so costs the full picture one pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.feedback.warp import FloatPicture

Floats = NDArray[np.float64]

_SMALL_PX = 160
_TAILS = (0.005, 0.995)
_LEEWAY = 0.04
_MOST_LUMA = 1.05
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_COLOUR = np.eye(3) - np.outer(np.ones(3), _LUMA)
"""What is left of a colour without its luma."""
_LEAST_VARIANCE = 1e-5
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@dataclass(frozen=True, eq=False)
class Statistics:
    """Colour of a picture as a Gaussian in OKLab: ``mean`` (3,), ``covariance`` (3, 3); ``detail``: how crisp it is.

    ``detail`` is the mean size of what is finer than about 2 pixels of luma (0..1); ``reach`` (3,): the darkest and
    the lightest luma and the strongest colour that it has in more than single dabs; ``luma`` (2,): mean and standard
    deviation of luma.
    """

    mean: Floats
    covariance: Floats
    detail: float
    reach: Floats
    luma: Floats

    def towards(self, other: Statistics, share: float) -> Statistics:
        """Return these statistics, a ``share`` (0..1) of the way to ``other``."""
        return Statistics(
            self.mean + share * (other.mean - self.mean),
            self.covariance + share * (other.covariance - self.covariance),
            self.detail + share * (other.detail - self.detail),
            self.reach + share * (other.reach - self.reach),
            self.luma + share * (other.luma - self.luma),
        )


def statistics(picture: FloatPicture) -> Statistics:
    """Measure a picture (h, w, 3)."""
    rgb = small(picture).reshape(-1, 3).astype(np.float64)
    lab = oklab(rgb)
    mean = lab.mean(axis=0)
    luma = rgb @ _LUMA
    strength = np.linalg.norm(rgb @ _COLOUR.T, axis=1)
    reach = np.array([*np.quantile(luma, _TAILS), np.quantile(strength, _TAILS[1])])
    return Statistics(
        mean,
        (lab - mean).T @ (lab - mean) / len(lab),
        detail_of(picture),
        reach,
        np.array([luma.mean(), luma.std()]),
    )


def held(picture: FloatPicture, target: Statistics, most: float = 1.25) -> FloatPicture:
    """Return the picture with the colour of ``target``, nothing stretched by more than ``most``; detail stays."""
    rgb = small(picture).reshape(-1, 3).astype(np.float64)
    lab = oklab(rgb)
    mean = lab.mean(axis=0)
    covariance = (lab - mean).T @ (lab - mean) / len(lab)
    wanted = srgb((lab - mean) @ transport(covariance, target.covariance, most) + target.mean)
    design = np.column_stack([rgb, np.ones(len(rgb))])
    # A grey picture does not say what to do with colour: a little of "nothing changes" decides.
    prior = 1e-4 * len(rgb) * np.diag([1.0, 1.0, 1.0, 0.0])
    matrix = np.linalg.solve(design.T @ design + prior, design.T @ wanted + prior @ np.eye(4, 3)).T
    luma = (design @ matrix.T) @ _LUMA
    # The last word is that of luma, by which light and contrast are judged: what OKLab leaves is a few per cent.
    gain = float(np.clip(target.luma[1] / max(float(luma.std()), 1e-4), 1 / _MOST_LUMA, _MOST_LUMA))
    matrix = matrix * gain
    matrix[:, 3] += target.luma[0] - gain * float(luma.mean())
    return np.asarray(cv2.transform(picture, matrix.astype(np.float32)), dtype=np.float32)


def within(picture: FloatPicture, target: Statistics) -> FloatPicture:
    """Return the picture with dabs that are darker, lighter or more strongly coloured than any of ``target`` led back.

    Corrections of the whole work on single dabs too, and on the same dab again and again while it travels.
    """
    low, high, strongest = (float(value) for value in target.reach)
    luma = np.asarray(cv2.transform(picture, _LUMA[None].astype(np.float32)), dtype=np.float32)
    beyond = cv2.subtract(luma, np.clip(luma, low - _LEEWAY, high + _LEEWAY))
    colour = cv2.transform(picture, _COLOUR.astype(np.float32))
    strength = cv2.sqrt(cv2.transform(cv2.multiply(colour, colour), np.ones((1, 3), np.float32)))
    most = strongest + _LEEWAY
    # Half of the way back at a time, so that nothing is cut off.
    share = cv2.addWeighted(cv2.divide(most, cv2.max(strength, most)), 0.5, luma, 0.0, 0.5)
    tone = cv2.scaleAdd(beyond, -0.5, luma)
    kept = cv2.multiply(colour, cv2.cvtColor(share, cv2.COLOR_GRAY2RGB), dst=colour)
    return np.asarray(cv2.add(kept, cv2.cvtColor(tone, cv2.COLOR_GRAY2RGB), dst=kept), dtype=np.float32)


def transport(source: Floats, target: Floats, most: float) -> Floats:
    """The symmetric matrix (3, 3) that takes covariance ``source`` to ``target`` with the least change.

    It stretches nothing by more than ``most`` at once: what has lost its colour is not torn out of grey.
    """
    root = _root(source)
    inverse = np.linalg.inv(root)
    values, vectors = np.linalg.eigh(inverse @ _root(root @ target @ root) @ inverse)
    values = np.clip(values, 1 / most, most)
    return np.asarray(vectors @ np.diag(values) @ vectors.T, dtype=np.float64)


def detail_of(picture: FloatPicture) -> float:
    """How crisp a picture is: mean size (0..1) of what is finer than about two pixels of its luma."""
    luma = cv2.transform(picture, _LUMA[None].astype(np.float32))
    fine = cv2.absdiff(luma, cv2.GaussianBlur(luma, (5, 5), 1.1))
    return float(cv2.mean(fine)[0])


def luma_statistics(picture: FloatPicture) -> tuple[float, float]:
    """Mean and standard deviation of the luma of all pixels (0..1)."""
    luma = cv2.transform(picture, _LUMA[None].astype(np.float32))
    return float(luma.mean(dtype=np.float64)), float(luma.std(dtype=np.float64))


def small(picture: FloatPicture) -> FloatPicture:
    """Every so many-th pixel: what is as fine as a stroke counts too, else it would be driven without bound."""
    step = max(1, round(picture.shape[1] / _SMALL_PX))
    return picture[step // 2 :: step, step // 2 :: step]


def oklab(rgb: Floats) -> Floats:
    """sRGB (n, 3), 1 is full scale, to OKLab."""
    linear = np.sign(rgb) * np.where(
        np.abs(rgb) <= 0.04045, np.abs(rgb) / 12.92, ((np.abs(rgb) + 0.055) / 1.055) ** 2.4
    )
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T, dtype=np.float64)


def srgb(lab: Floats) -> Floats:
    """OKLab (n, 3) to sRGB, 1 is full scale."""
    linear = (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    size = np.abs(linear)
    coded = np.where(size <= 0.0031308, 12.92 * size, 1.055 * np.maximum(size, 1e-12) ** (1 / 2.4) - 0.055)
    return np.asarray(np.sign(linear) * coded, dtype=np.float64)


def _root(matrix: Floats) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    # A picture of one colour has no spread that could be stretched.
    return np.asarray(vectors @ np.diag(np.sqrt(np.maximum(values, _LEAST_VARIANCE))) @ vectors.T)
