"""``Grain``: the one noise texture from which clouds, rock, grass and the edges of brush marks are cut."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
AnyField = NDArray[np.floating[Any]]
SIZE = 512


class Grain:
    """A tileable fractal noise of 512 × 512 cells, mean 0, standard deviation 1, sampled at any scale.

    Sum of octaves of smooth random lattices (value noise), each half as strong and twice as fine.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        total = np.zeros((SIZE, SIZE), np.float32)
        weight = 1.0
        for cells in (8, 16, 32, 64, 128):
            lattice = rng.standard_normal((cells, cells)).astype(np.float32)
            wide = np.pad(lattice, 2, mode="wrap")
            step = SIZE // cells
            big = cv2.resize(wide, None, fx=step, fy=step, interpolation=cv2.INTER_CUBIC)
            total += weight * big[2 * step : 2 * step + SIZE, 2 * step : 2 * step + SIZE]
            weight *= 0.55
        self.field: Field = (total - total.mean()) / total.std()

    def at(self, x: AnyField, y: AnyField) -> Field:
        """Noise at texture coordinates (in periods: 1.0 is once across the texture); any equal shapes (h, w)."""
        return np.asarray(
            cv2.remap(
                self.field,
                np.ascontiguousarray(x, np.float32) % 1.0 * SIZE,
                np.ascontiguousarray(y, np.float32) % 1.0 * SIZE,
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_WRAP,
            )
        )

    def patch(
        self,
        height: int,
        width: int,
        period_px: tuple[float, float],
        at: tuple[float, float] = (0.0, 0.0),
        angle_deg: float = 0.0,
    ) -> Field:
        """A (height, width) piece; the texture repeats every ``period_px`` (across, down), turned by an angle."""
        # Large pieces are cut at half size: the finest octave that is lost lies below a brush mark.
        half = 2 if height * width > 120_000 else 1
        small = (max(1, -(-width // half)), max(1, -(-height // half)))
        turn = np.deg2rad(angle_deg)
        sx, sy = SIZE * half / max(period_px[0], 1e-3), SIZE * half / max(period_px[1], 1e-3)
        matrix = np.array(
            [
                [np.cos(turn) * sx, np.sin(turn) * sx, at[0] * SIZE],
                [-np.sin(turn) * sy, np.cos(turn) * sy, at[1] * SIZE],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        piece = cv2.warpAffine(self.field, matrix, small, flags=flags, borderMode=cv2.BORDER_WRAP)
        if half > 1:
            piece = cv2.resize(piece, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.asarray(piece)


def smooth(low: float, high: float, x: AnyField) -> Field:
    """0 below ``low``, 1 above ``high``, an S between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float32)


def outline(
    rng: np.random.Generator, count: int, roughness: float = 0.5, octaves: int = 6, first: int = 3
) -> Field:
    """A skyline: ``count`` heights 0..1 of one-dimensional fractal noise."""
    xs = np.linspace(0.0, 1.0, count)
    total, weight = np.zeros(count), 1.0
    for octave in range(octaves):
        knots = first * 2**octave + 1
        total += weight * np.interp(xs, np.linspace(0, 1, knots), rng.random(knots))
        weight *= roughness
    low, high = float(total.min()), float(total.max())
    return np.asarray((total - low) / max(high - low, 1e-6), np.float32)
