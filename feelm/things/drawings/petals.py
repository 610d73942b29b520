"""Stems, leaves, blossoms and blades of grass: what flowers and crops are drawn with."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


GREEN = "#6a8a4c"


def draw_stem(
    sheet: Sheet, chance: Chance, x: float, tall: float, width: float, colour: str = GREEN
) -> Point:
    """Draw a stem with a slight bend; return its top."""
    bend = float(chance.normal(0, tall * 0.07))
    top = (x + bend, -tall)
    sheet.limb([(x, 0), (x + bend * 0.25, -tall * 0.5), top], [width, width * 0.8, width * 0.6], colour)
    return top


def draw_leaf(sheet: Sheet, at: Point, angle: float, long: float, wide: float, colour: str) -> None:
    """A pointed leaf from ``at`` in a direction (degrees from upright)."""
    turn = math.radians(angle)
    tip = (at[0] + long * math.sin(turn), at[1] - long * math.cos(turn))
    middle = (at[0] + long * 0.55 * math.sin(turn), at[1] - long * 0.62 * math.cos(turn))
    sheet.limb([at, middle, tip], [wide * 0.3, wide, 0.5], colour)


def draw_bloom(
    sheet: Sheet,
    at: Point,
    petals: int,
    radius: float,
    colour: str,
    heart: str,
    squash: float = 1.0,
    turn: float = 0.0,
) -> None:
    """A round flower of ``petals`` petals, ``squash`` flat when seen from the side."""
    for i in range(petals):
        a = turn + 2 * math.pi * i / petals
        x, y = at[0] + 0.6 * radius * math.cos(a), at[1] + 0.6 * radius * math.sin(a) * squash
        tone = mix(colour, shaded(colour, 0.22), 0.5 + 0.5 * math.sin(a))
        sheet.oval(
            x,
            y,
            radius * 0.5,
            radius * 1.9 / petals + radius * 0.06,
            tone,
            turn=math.atan2(math.sin(a) * squash, math.cos(a)),
            depth=0.6,
        )
    sheet.oval(at[0], at[1], radius * 0.3, radius * 0.28 * max(0.5, squash), heart)


def draw_blades(
    sheet: Sheet,
    chance: Chance,
    count: int,
    tall: float,
    spread: float,
    colours: Sequence[str],
    width: float = 4.0,
) -> None:
    """Draw a tuft of ``count`` blades of grass that lean outward over a ``spread`` to either side."""
    for i in range(count):
        x = spread * (2 * (i + 0.5) / count - 1)
        high = tall * float(chance.uniform(0.6, 1.0)) * (1 - 0.35 * abs(x) / spread)
        tip = (x * 1.5 + float(chance.normal(0, tall * 0.14)), -high)
        colour = colours[int(chance.integers(len(colours)))]
        sheet.limb(
            [(x * 0.6, 0), (x * 0.9 + (tip[0] - x) * 0.3, -high * 0.55), tip],
            [width * 0.7, width, 0.4],
            colour,
        )
