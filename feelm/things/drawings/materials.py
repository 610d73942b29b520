"""Colours of what things are made of, and a stone: what drawings of many kinds share."""

from __future__ import annotations

import numpy as np

from feelm.things.drawings.pen import Sheet

WOOD = "#80593f"
STONES = ("#a29a8e", "#b4aa9a", "#8f887e", "#9d9183", "#bcb09e")
STEEL = "#a9b0b5"
GLASS = "#7d97a6"
WARM = "#f5d692"
LINEN = "#f1ebdf"


def draw_stone(
    sheet: Sheet, chance: np.random.Generator, x: float, y: float, w: float, h: float, colour: str
) -> None:
    """A rounded field stone with its lower edge at y."""
    j = [float(v) for v in chance.uniform(-0.08, 0.08, 6)]
    sheet.shape(
        [
            (x - w * (0.5 + j[0]), y - h * 0.3),
            (x - w * (0.34 + j[1]), y - h * (0.92 + j[2])),
            (x + w * (0.2 + j[3]), y - h),
            (x + w * (0.5 + j[4]), y - h * 0.5),
            (x + w * 0.38, y),
            (x - w * 0.4, y),
        ],
        colour,
    )
