"""Colour arithmetic of the painter: what of the original's colour stays under the paint."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

LUMA_SHARE = 0.4
"""Part of ``keep`` that also holds for lightness: at the usual 0.5 a fifth of the original's lightness stays."""

TONE_SIGMA_PX = 9.0
"""What is broader than this belongs to the light of the scene, what is finer to the strokes."""

TONE_SHARE = 0.8
"""How far broad tones are led back to the original's at the usual ``keep`` of 0.5."""

HERO_SHARE = 0.4
"""Part of what would be lost of the hero's colour that stays."""


def keep_colour(painted: Picture, original: Picture, keep: float, *, hero: bool = False) -> Picture:
    """Return ``painted`` in the light of the original: its broad tones, and the part ``keep`` (0..1) of its chroma.

    The network gives strokes, the stage gives light. What is broader than a stroke (a Gaussian of ``TONE_SIGMA_PX``)
    is led back to the original's CIELAB, ``TONE_SHARE`` of the way, so that dusk stays dusk; the strokes themselves keep
    their relief, and ``keep`` of their hue is the original's. Both pictures are (h, w, 3) sRGB of equal size. Of a
    ``hero`` more is kept.
    """
    if hero:
        keep += HERO_SHARE * (1 - keep)
    if keep <= 0:
        return painted
    ours = cv2.cvtColor(painted, cv2.COLOR_RGB2LAB).astype(np.float32)
    theirs = cv2.cvtColor(original, cv2.COLOR_RGB2LAB).astype(np.float32)
    difference = theirs - ours
    tones = cv2.GaussianBlur(difference, (0, 0), TONE_SIGMA_PX)
    share = keep if hero else LUMA_SHARE * keep
    broad = min(1.0, TONE_SHARE * 2 * keep)
    fine = np.array([share, keep, keep], np.float32)
    mixed = ours + broad * tones + fine * (difference - tones) + (1 - broad) * fine * tones
    return np.asarray(cv2.cvtColor(np.clip(mixed, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB), np.uint8)


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
