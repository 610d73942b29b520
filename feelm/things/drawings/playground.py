"""What children play on and with out of doors."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import WOOD
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def swing(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A playground swing, swaying empty."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5f7f86")
    for x in (-72, 72):
        for spread in (-16, 16):
            sheet.limb(
                [(x + spread, 0), (x, -168)],
                [4.6, 4.2],
                shaded(main, 0.2 if spread > 0 else 0.0),
                round_start=False,
            )
    sheet.limb([(-76, -168), (76, -168)], [5.6, 5.6], main, across=False)
    for x, lag in ((-32, 0.0), (32, 0.16)):
        s = 20 * math.sin(2 * math.pi * (phase + lag))
        for dx in (-11, 11):
            sheet.limb([(x + dx, -166), (x + dx + s, -38 - abs(s) * 0.12)], [1.2, 1.2], "#6d686a", depth=0)
        sheet.box(x - 14 + s, -40 - abs(s) * 0.12, 28, 5, WOOD)
    return sheet


def slide(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A slide with its ladder."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c0553f")
    steel = "#6f8390"
    for x in (-92, -62):
        sheet.limb([(x - 14, 0), (x + 10, -128)], [6, 5], shaded(steel, 0.2 if x > -80 else 0.0))
    for k in range(6):
        y = -16 - 19 * k
        sheet.limb([(-104 - 0.19 * y, y), (-74 - 0.19 * y, y)], [4, 4], steel)
    sheet.box(-86, -130, 42, 6, shaded(main, 0.2))
    for x in (-84, -48):
        sheet.limb([(x, -130), (x + 2, -164), (x + 22, -160)], [4, 4, 3], steel)
    chute = [(-46, -130), (-8, -118), (44, -64), (84, -18), (124, -8)]
    sheet.limb([(x, y + 8) for x, y in chute], [8, 8, 8, 8, 6], shaded(main, 0.4))
    sheet.limb([(float(x), float(y)) for x, y in chute], [15, 15, 15, 15, 12], main)
    sheet.limb(
        [(float(x), float(y) - 5) for x, y in chute], [3, 3, 3, 3, 2], lit(main, 0.6), depth=0, opacity=0.7
    )
    sheet.limb([(88, -14), (92, 0)], [5, 5], steel)
    return sheet


def seesaw(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A seesaw, one end on the ground."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5f7f8d")
    sheet.polygon([(-20, 0), (20, 0), (7, -36), (-7, -36)], shaded(WOOD, 0.2))
    sheet.limb([(-120, -8), (120, -66)], [9, 9], main)
    for x, y in ((-92, -15), (92, -60)):
        sheet.limb([(x, y), (x, y - 22)], [4, 4], "#4b4a50")
        sheet.limb([(x - 10, y - 23), (x + 10, y - 25)], [4.4, 4.4], "#4b4a50")
    return sheet


def ball(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A ball of coloured gores."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b8443a")
    sheet.oval(0, -44, 44, 44, main)
    for k, colour in enumerate(("#e9dfca", "#4f7391", "#e9dfca")):
        x = -26 + 26 * k
        gore = [(6, -88), (x - 11 + 6, -44), (0, 0), (x + 11 + 6, -44)]
        sheet.shape(gore, colour, corners=(0, 2), opacity=0.95)
    sheet.oval(10, -30, 33, 29, "#2d2a4c", depth=0, opacity=0.13)
    sheet.oval(-16, -62, 11, 8, "#fff6e2", turn=-0.5, depth=0, opacity=0.6)
    return sheet


def soccer_ball(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A worn football."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e4ddcf")
    sheet.oval(0, -44, 44, 44, main)
    spots = [(0.0, -44.0, 13.0)] + [
        (33 * math.cos(a), -44 + 33 * math.sin(a), 9.5) for a in (math.pi * (0.3 + 0.4 * k) for k in range(5))
    ]
    for x, y, r in spots:
        turn = math.atan2(y + 44, x) if r < 12 else -math.pi / 2
        five = [(x + r * math.cos(turn + 1.2566 * k), y + r * math.sin(turn + 1.2566 * k)) for k in range(5)]
        sheet.polygon(five, "#3a3740", depth=0.5)
    for k in range(5):
        a = math.pi * (0.3 + 0.4 * k)
        sheet.limb(
            [(13 * math.cos(a), -44 + 13 * math.sin(a)), (25 * math.cos(a), -44 + 25 * math.sin(a))],
            [1.6, 1.6],
            "#6d6862",
            depth=0,
        )
    sheet.oval(9, -32, 34, 31, "#2d2a4c", depth=0, opacity=0.14)
    return sheet
