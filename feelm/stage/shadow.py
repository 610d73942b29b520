"""Shadows and reflections of players: what ties them to the ground they stand on."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Picture

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A picture with its place in reference pixels."""

    picture: Picture
    origin: tuple[float, float]
    scale: float


@dataclass(frozen=True)
class Footing:
    """How a figure stands: foot point (x, y), displayed width and height (reference pixels), and the ground there.

    ``depth_m`` and ``below_m`` place it on the level plane; ``horizon_row`` and ``focal_px`` are the lens.
    """

    x: float
    y: float
    width_px: float
    height_px: float
    depth_m: float
    below_m: float
    horizon_row: float
    focal_px: float


def shadow(
    silhouette: NDArray[np.uint8],
    footing: Footing,
    colour: tuple[float, float, float],
    cast_m: tuple[float, float],
    hardness: float,
) -> Sheet:
    """Contact shadow and cast shadow as one picture for a "multiply" layer on the ground.

    Args:
        silhouette: alpha of the figure (h, w), its last row at the foot.
        footing: where it stands.
        colour: colour of the shadow, sRGB 0..1.
        cast_m: ground offset (right, away) of the shadow for each metre of height.
        hardness: 0 (sky light only, no cast shadow) to 1 (clear sun).
    """  # fmt: skip
    box = _shadow_box(silhouette.shape[:2], footing, cast_m)
    scale = 0.5
    size = (max(8, int((box[2] - box[0]) * scale)), max(8, int((box[3] - box[1]) * scale)))
    dark = np.zeros((size[1], size[0]), dtype=np.float32)
    if hardness > 0.08:
        dark = _cast(silhouette, footing, cast_m, box, scale, size) * np.float32(0.3 + 0.5 * hardness)
    dark = np.maximum(dark, _contact(footing, box, scale, size))
    floor = 0.18
    rgb = np.array([floor + (1 - floor) * channel for channel in colour], dtype=np.float32) * 255.0
    picture = np.empty((*dark.shape, 4), dtype=np.uint8)
    picture[..., :3] = rgb
    picture[..., 3] = np.clip(dark * 255.0, 0, 255)
    return Sheet(picture, (box[0], box[1]), scale)


def _limited(footing: Footing, cast_m: tuple[float, float]) -> tuple[float, float]:
    """The shadow's offset for the whole height, in metres, no longer than the ground before the camera allows."""
    height_m = footing.height_px * footing.depth_m / footing.focal_px
    right, away = cast_m[0] * height_m, cast_m[1] * height_m
    longest = max(abs(right), abs(away), 1e-9)
    share = min(1.0, 0.45 * footing.depth_m / longest, 1.7 * height_m / longest)
    return right * share, max(away * share, -0.42 * footing.depth_m)


def _corners(footing: Footing, cast_m: tuple[float, float]) -> Floats:
    """Where the silhouette's four corners fall on the ground: top left, top right, foot right, foot left."""
    right, away = _limited(footing, cast_m)
    half = footing.width_px / 2
    far = footing.depth_m + away
    # The plane's own rows are used relative to the foot, so that a figure that was nudged keeps its shadow.
    top_y = footing.horizon_row + (footing.y - footing.horizon_row) * footing.depth_m / far
    spread = footing.depth_m / far
    centre = footing.x + footing.focal_px * right / far
    return np.array(
        [
            [centre - half * spread, top_y], [centre + half * spread, top_y],
            [footing.x + half, footing.y], [footing.x - half, footing.y],
        ]
    )  # fmt: skip


def _flatness(footing: Footing) -> float:
    """Height over width of a circle on the ground at the foot, seen from the camera."""
    return float(np.clip((footing.y - footing.horizon_row) / footing.focal_px, 0.05, 0.6))


def _shadow_box(
    shape: tuple[int, int], footing: Footing, cast_m: tuple[float, float]
) -> tuple[float, float, float, float]:
    corners = _corners(footing, cast_m)
    margin = 0.16 * footing.width_px + 6
    reach = footing.width_px * 0.62
    low, high = corners.min(axis=0), corners.max(axis=0)
    flat = reach * _flatness(footing) + 4
    left, right = min(low[0], footing.x - reach) - margin, max(high[0], footing.x + reach) + margin
    return left, min(low[1], footing.y - flat) - margin, right, max(high[1], footing.y + flat) + margin


def _cast(
    silhouette: NDArray[np.uint8],
    footing: Footing,
    cast_m: tuple[float, float],
    box: tuple[float, float, float, float],
    scale: float,
    size: tuple[int, int],
) -> NDArray[np.float32]:
    """The silhouette laid on the ground, paler and softer toward its head."""
    height, width = silhouette.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    target = ((_corners(footing, cast_m) - (box[0], box[1])) * scale).astype(np.float32)
    fade = np.linspace(0.35, 1.0, height, dtype=np.float32)[:, None]
    source_alpha = silhouette.astype(np.float32) / 255.0
    matrix = cv2.getPerspectiveTransform(source, target)
    sharp = cv2.warpPerspective(source_alpha * fade, matrix, size, flags=cv2.INTER_AREA)
    # A body is not a sheet of paper: its depth, a good tenth of its height, thickens the shadow on the ground.
    thick = 1 + 2 * round(0.06 * footing.height_px * _flatness(footing) * scale)
    deep = cv2.dilate(sharp, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick)))
    soft = cv2.GaussianBlur(deep, (0, 0), max(0.8, 0.012 * footing.height_px * scale))
    return np.asarray(soft, dtype=np.float32)


def _contact(
    footing: Footing, box: tuple[float, float, float, float], scale: float, size: tuple[int, int]
) -> NDArray[np.float32]:
    """A soft dark ellipse right under the foot, with a darker core where it touches."""
    x = (np.arange(size[0]) + 0.5) / scale + box[0] - footing.x
    y = ((np.arange(size[1]) + 0.5) / scale + box[1] - footing.y)[:, None]
    half = max(footing.width_px * 0.42, 3.0)
    radius = np.hypot(x / half, y / (half * _flatness(footing)))
    dark = 0.5 * np.exp(-1.6 * radius**2) + 0.3 * np.exp(-7.0 * radius**2)
    return np.asarray(dark, dtype=np.float32)


def reflection(picture: Picture, tint: tuple[float, float, float], strength: float = 0.62) -> Picture:
    """A picture upside down as water shows it: darker, tinted, fading away from the waterline.

    Args:
        picture: RGBA (h, w, 4), its last row at the waterline.
        tint: colour of the water, sRGB 0..1.
        strength: opacity right under the waterline.
    """
    flipped = picture[::-1].copy()
    colour = flipped[..., :3].astype(np.float32) * 0.72 + np.array(tint, dtype=np.float32) * 255.0 * 0.25
    fade = strength * np.linspace(1.0, 0.15, flipped.shape[0], dtype=np.float32)[:, None]
    flipped[..., :3] = np.clip(colour, 0, 255)
    flipped[..., 3] = flipped[..., 3] * fade
    return np.asarray(cv2.GaussianBlur(flipped, (0, 0), sigmaX=0.6, sigmaY=1.6), dtype=np.uint8)
