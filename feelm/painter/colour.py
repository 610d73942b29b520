"""Colour arithmetic of the painter: what of the original's colour stays under the paint."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

LUMA_SHARE = 0.4
"""Part of ``keep`` that also holds for lightness: at the usual 0.5 a fifth of the original's lightness stays."""

HERO_SHARE = 0.4
"""Part of what would be lost of the hero's colour that stays."""


def kept(keep: float, *, hero: bool) -> float:
    """Return the part of a layer's colour that stays: ``keep`` (0..1), and more of a hero's."""
    return keep + HERO_SHARE * (1 - keep) if hero else keep


def keep_colour(painted: Picture, original: Picture, keep: float, *, hero: bool = False) -> Picture:
    """Return ``painted`` with the part ``keep`` (0..1) of the original's CIELAB chroma and some of its lightness.

    Both are (h, w, 3) sRGB of equal size. A ``hero`` keeps as much of its lightness as of its chroma.
    """
    if keep <= 0:
        return painted
    ours = cv2.cvtColor(painted, cv2.COLOR_RGB2LAB)
    theirs = cv2.cvtColor(original, cv2.COLOR_RGB2LAB)
    share = keep if hero else LUMA_SHARE * keep
    chroma = cv2.addWeighted(ours, 1 - keep, theirs, keep, 0)
    luma = cv2.addWeighted(ours, 1 - share, theirs, share, 0)
    chroma[..., 0] = luma[..., 0]
    return np.asarray(cv2.cvtColor(chroma, cv2.COLOR_LAB2RGB))


def bleed(premultiplied: NDArray[np.float32], alpha: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the colour of a picture everywhere: its own where it is opaque, its neighbours' where it is not.

    Pull-push over an image pyramid (Gortler et al., "The lumigraph", 1996).
    ``premultiplied`` is (h, w, 3) float32 colour times ``alpha``; ``alpha`` (h, w) float32 in 0..1.
    """
    height, width = alpha.shape
    if min(height, width) <= 2:
        total = max(float(alpha.sum()), 1e-6)
        return np.broadcast_to(premultiplied.sum((0, 1)) / total, premultiplied.shape).astype(np.float32)
    half = ((width + 1) // 2, (height + 1) // 2)
    coarse_alpha = cv2.resize(alpha, half, interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(premultiplied, half, interpolation=cv2.INTER_AREA)
    # A pixel that is a little covered already knows its colour well: let it weigh fully one level up.
    boost = np.minimum(1.0, 2.0 * coarse_alpha) / np.maximum(coarse_alpha, 1e-6)
    filled = bleed(coarse * boost[..., None], np.asarray(coarse_alpha * boost, dtype=np.float32))
    behind = cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(premultiplied + (1.0 - alpha)[..., None] * behind, dtype=np.float32)
