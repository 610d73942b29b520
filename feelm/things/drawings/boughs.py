"""How trees are made: boughs that fork, roots, crowns of leaf dabs, and snow that lies on them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
BARK = "#6b5142"
SNOW = "#f1f3f6"


def snow_along(sheet: Sheet, path: Sequence[Point], widths: Sequence[float]) -> None:
    """Lay snow on the upper side of a bough that is not too steep."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    level = abs(x1 - x0) / max(math.hypot(x1 - x0, y1 - y0), 1e-6)
    if level > 0.3:
        raised = [(x, y - 0.42 * w) for (x, y), w in zip(path, widths, strict=True)]
        sheet.limb(raised, [0.3 + 0.62 * w * level for w in widths], SNOW, depth=0.3)


def grow(
    sheet: Sheet,
    chance: Chance,
    start: Point,
    angle: float,
    length: float,
    width: float,
    levels: int,
    colour: str,
    *,
    snow: bool = False,
) -> list[Point]:
    """Draw a bough in a direction (degrees from upright) and what forks from it; return the tips."""
    turn = math.radians(angle)
    middle = (
        start[0] + 0.5 * length * math.sin(turn) + float(chance.normal(0, length * 0.06)),
        start[1] - 0.5 * length * math.cos(turn),
    )
    end = (start[0] + length * math.sin(turn), start[1] - length * math.cos(turn))
    widths = [width, width * 0.8, width * 0.6]
    sheet.limb([start, middle, end], widths, colour)
    if snow:
        snow_along(sheet, [start, middle, end], widths)
    if levels == 0:
        return [end]
    tips: list[Point] = []
    for side in (-1, 1) if levels > 1 or chance.random() < 0.8 else (1,):
        fork = (angle + side * float(chance.uniform(18, 40))) * 0.92
        long = length * float(chance.uniform(0.6, 0.8))
        tips += grow(sheet, chance, end, fork, long, width * 0.62, levels - 1, colour, snow=snow)
    return tips


def draw_roots(sheet: Sheet, width: float, colour: str) -> None:
    """Draw the foot of a trunk where it goes into the ground."""
    w = width / 2
    sheet.shape(
        [
            (-w * 2.3, 0),
            (-w * 1.1, -w * 0.7),
            (-w * 0.7, -w * 2.6),
            (w * 0.7, -w * 2.6),
            (w * 1.15, -w * 0.7),
            (w * 2.3, 0),
            (w * 0.6, -w * 0.25),
            (-w * 0.5, -w * 0.25),
        ],
        colour,
        corners=(0, 5),
    )


def paint_crown(
    sheet: Sheet,
    chance: Chance,
    clumps: Sequence[tuple[float, float, float]],
    leaf: str,
    size: float,
    light: str | None = None,
) -> None:
    """Paint clumps (x, y, radius) of leaves: dark first, then the colour, then the light on the upper left of each."""
    dark, bright = shaded(leaf, 0.46), light or lit(leaf, 0.36)
    left, right = min(x - r for x, _, r in clumps), max(x + r for x, _, r in clumps)
    top, bottom = min(y - r for _, y, r in clumps), max(y + r for _, y, r in clumps)

    def tone(x: float, y: float, inside: float) -> str:
        """The colour at a place of the crown: the whole is a ball in the light, each clump a smaller one."""
        ball = 0.4 * (right - x) / (right - left) + 0.6 * (bottom - y) / (bottom - top)
        light_here = 0.62 * ball + 0.38 * inside + float(chance.normal(0, 0.11))
        if light_here < 0.45:
            return mix(leaf, dark, min(1.0, (0.45 - light_here) * 2.6))
        return mix(leaf, bright, min(1.0, (light_here - 0.45) * 2.0))

    ordered = sorted(clumps, key=lambda c: c[1])
    for x, y, r in ordered:
        sheet.oval(x + r * 0.05, y + r * 0.1, r * 0.98, r * 0.88, tone(x, y, 0.15), depth=0.6)
    for x, y, r in ordered:
        count = max(10, int((r / size) ** 2 * 2.2))
        turns = chance.uniform(0, 2 * math.pi, count)
        for t, f in zip(turns, np.sqrt(chance.uniform(0, 1, count)) * r, strict=True):
            px, py = x + f * math.cos(t), y + f * 0.9 * math.sin(t)
            inside = 0.5 - 0.5 * (0.5 * (px - x) + 0.86 * (py - y)) / r
            sheet.dabs([(px, py)], size, (tone(px, py, inside),), chance, flat=0.6)


def round_clumps(
    chance: Chance, x: float, y: float, rx: float, ry: float, count: int, radius: float
) -> list[tuple[float, float, float]]:
    """Return clumps (x, y, radius) of a round crown."""
    found = [(x, y, radius * 1.25)]
    for i in range(count):
        turn = 2 * math.pi * i / count + float(chance.uniform(-0.25, 0.25))
        far = float(chance.uniform(0.7, 1.0))
        found.append(
            (
                x + rx * far * math.cos(turn),
                y + ry * far * math.sin(turn),
                radius * float(chance.uniform(0.72, 1.1)),
            )
        )
    return found
