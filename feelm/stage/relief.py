"""Setting the hero off from what is behind it, as painters do: lighter or darker than its ground, and a little mist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Picture
from feelm.stage.scenery.colour import oklab, srgb

Tone = Callable[[Picture], Picture]
"""Gives every pixel of a picture another colour, by its colour alone."""

LUMA = np.array([0.2126, 0.7152, 0.0722])
_OWN_HUE = 0.6
"""Part of its own hue that a hero keeps at any hour."""
WANTED = 0.2
"""Difference of luma between the hero and its ground that still reads in a thumbnail."""


def toned(pictures: Sequence[Picture], tone: Tone) -> list[Picture]:
    """All pictures (RGBA, of one size) through a tone that depends on colour alone, each colour worked out once.

    Colours are grouped by their upper six bits and the lower two added again, which keeps within two levels of the
    exact tone; a cycle of drawn pictures has some thousand colours and millions of pixels.
    """
    stack = np.stack(pictures)
    seen = stack[..., 3] > 0
    colours = stack[seen][:, :3]
    high = (colours >> 2).astype(np.int32)
    codes = high[:, 0] << 12 | high[:, 1] << 6 | high[:, 2]
    present = np.flatnonzero(np.bincount(codes, minlength=1 << 18))
    middles = (
        np.stack([present >> 12, present >> 6 & 63, present & 63, np.full_like(present, 63)], axis=-1) * 4 + 2
    )
    table = np.zeros((1 << 18, 3), np.int16)
    table[present] = tone(np.clip(middles, 0, 255).astype(np.uint8)[None])[0, :, :3]
    out = stack.copy()
    changed = table[codes] + (colours & 3).astype(np.int16) - 2
    out[..., :3][seen] = np.clip(changed, 0, 255).astype(np.uint8)
    return list(out)


def with_own_hue(shown: Picture, own: Picture) -> Picture:
    """``shown`` (what the hour makes of a hero) with more of the ``own`` hues of it, as dark as the hour has it.

    An orange persimmon stays orange at dusk; what has no colour of its own takes the hour's.
    """
    lab = oklab(shown[..., :3].astype(np.float32) / 255.0)
    kept = oklab(own[..., :3].astype(np.float32) / 255.0)
    chroma = np.hypot(kept[..., 1], kept[..., 2])[..., None]
    dimmed = kept[..., 1:] * np.clip(lab[..., :1] / np.maximum(kept[..., :1], 0.05), 0.35, 1.0)
    lab[..., 1:] += (dimmed - lab[..., 1:]) * (_OWN_HUE * np.clip(chroma / 0.1, 0.0, 1.0))
    out = shown.copy()
    out[..., :3] = np.clip(srgb(lab), 0.0, 1.0) * 255.0 + 0.5
    return out


def rimmed(
    picture: Picture,
    toward: tuple[float, float],
    colour: tuple[float, float, float],
    width_px: float,
    strength: float,
) -> Picture:
    """A picture (RGBA) whose edge ``toward`` the light (right, down; length 1) catches its ``colour`` (sRGB 0..1)."""
    alpha = picture[..., 3].astype(np.float32) / 255.0
    back = np.array([[1, 0, -toward[0] * width_px], [0, 1, -toward[1] * width_px]], np.float32)
    moved = cv2.warpAffine(alpha, back, (alpha.shape[1], alpha.shape[0]), borderMode=cv2.BORDER_CONSTANT)
    edge = np.clip(alpha - moved, 0.0, 1.0)[..., None] * strength
    out = picture.copy()
    rgb = picture[..., :3].astype(np.float32)
    out[..., :3] = rgb + (np.array(colour, np.float32) * 255.0 - rgb) * edge
    return out


def mean_luma(picture: Picture) -> float:
    """Mean luma 0..1 of what a picture (h, w, 4) shows, weighed by its alpha."""
    alpha = picture[..., 3].astype(np.float64)
    total = float(alpha.sum())
    return float(((picture[..., :3] @ LUMA) * alpha).sum() / total / 255.0) if total else 0.5


def set_off(
    pictures: list[Picture], ground: NDArray[np.float64], light: tuple[float, float, float], backlit: float
) -> list[Picture]:
    """Make all pictures of a hero lighter or darker until they differ enough from ``ground``.

    Args:
        pictures: RGBA with straight alpha, already in the light of the place.
        ground: mean colour behind the hero, sRGB 0..1.
        light: colour of the key light, sRGB 0..1, that a lighter hero takes on.
        backlit: 0 (the light is behind the camera) to 1 (it faces us, and a hero may be a silhouette).
    """
    behind, own = float(ground @ LUMA), max(mean_luma(pictures[0]), 0.02)
    if abs(own - behind) >= WANTED:
        return pictures
    if behind > 0.55 or (behind > 0.34 and own < behind - 0.03):
        gain = max((behind - WANTED) / own, 0.5 if backlit > 0.6 else 0.82)
        return [_scaled(picture, min(1.0, gain)) for picture in pictures]
    return [_lit(picture, behind + WANTED - own, own, light) for picture in pictures]


def _scaled(picture: Picture, gain: float) -> Picture:
    out = picture.copy()
    out[..., :3] = picture[..., :3] * gain
    return out


def _lit(picture: Picture, lift: float, own: float, light: tuple[float, float, float]) -> Picture:
    """Raise the mean luma by ``lift``: half by the colour's own strength, half by light on it; highlights stay."""
    lift = min(lift, 0.2)
    colour = picture[..., :3].astype(np.float32) / 255.0
    key = np.array(light, np.float32) / max(float(np.array(light) @ LUMA), 0.05)
    room = np.clip(1.0 - colour @ LUMA.astype(np.float32), 0.0, 1.0)[..., None] / (1.0 - own)
    lit = colour + room * (min(0.5 * lift / own, 0.6) * colour + 0.55 * lift * key)
    out = picture.copy()
    out[..., :3] = np.clip(lit * 255.0 + 0.5, 0, 255)
    return out


def mist_needed(own: float, behind: float) -> float:
    """Strength of a mist behind somebody of luma ``own`` on a dark ground of luma ``behind``; 0 when none helps.

    In the dark a figure darker than its ground is lost, and lightening it would tell a false light: a little light
    air behind it makes it a silhouette instead.
    """
    missing = WANTED - (behind - own)
    if behind > 0.34 or own > behind + 0.02 or missing <= 0.0:
        return 0.0
    return 1.6 * missing


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
