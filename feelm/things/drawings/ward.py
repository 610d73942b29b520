"""What stands in a hospital room."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit
from feelm.things.drawings.materials import LINEN, STEEL
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def hospital_bed(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hospital bed, its head raised."""
    sheet = Sheet()
    cover = chosen(colours, 0, "#a9c4cb")
    for x in (-92, 96):
        sheet.limb([(x, -12), (x, -52)], [4, 4], STEEL)
        sheet.oval(x, -6, 6, 6, "#4a4d54")
    sheet.limb([(-104, -46), (112, -46)], [6, 6], STEEL, across=False)
    sheet.limb([(-104, -46), (-128, -104)], [6, 5], STEEL)
    sheet.shape(
        [(-104, -48), (-126, -96), (-112, -102), (-84, -60), (108, -60), (112, -48)], LINEN, corners=(0, 5)
    )
    sheet.shape([(-122, -94), (-118, -112), (-100, -102), (-96, -84), (-106, -82)], "#f8f4ea")
    sheet.shape(
        [(-70, -60), (-60, -71), (20, -70), (104, -66), (112, -52), (112, -36), (-66, -38)],
        cover,
        corners=(0, 5, 6),
    )
    sheet.shape([(-72, -39), (-70, -64), (-58, -72), (-52, -38)], lit(cover, 0.65), corners=(0, 3))
    sheet.limb([(112, -40), (114, -84)], [5, 4], STEEL)
    for y in (-78, -64):
        sheet.limb([(-60, y), (10, y)], [2.6, 2.6], STEEL, across=False)
    for x in (-58, -34, -12, 8):
        sheet.limb([(x, -79), (x, -54)], [2.2, 2.2], STEEL)
    return sheet


def iv_stand(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stand with a drip."""
    sheet = Sheet()
    for x in (-24, 24, -8, 8):
        sheet.limb([(0, -14), (x, -2)], [2.6, 2.6], STEEL)
        sheet.oval(x, -2.4, 2.4, 2.4, "#4a4d54")
    sheet.limb([(0, -12), (0, -190)], [3.6, 2.6], STEEL)
    sheet.limb([(-22, -184), (-20, -190), (20, -190), (22, -184)], [2.4, 2.4, 2.4, 2.4], STEEL)
    sheet.limb([(22, -140), (26, -96), (12, -66), (30, -40)], [1.2, 1.2, 1.2, 1.2], "#d5dfe2", depth=0)
    sheet.shape(
        [(12, -182), (32, -182), (33, -150), (24, -140), (20, -140), (11, -150)],
        chosen(colours, 0, "#d7e6ea"),
        corners=(0, 1),
        opacity=0.9,
    )
    sheet.box(14, -164, 16, 14, lit("#9cc0cc", 0.3), depth=0.3, opacity=0.8)
    return sheet


def wheelchair(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An empty wheelchair from the side."""
    sheet = Sheet()
    main = chosen(colours, 0, "#46648a")
    sheet.limb([(-44, -94), (-30, -92), (-24, -42)], [4, 4, 4], STEEL)
    sheet.shape([(-34, -88), (-27, -90), (-20, -44), (-28, -42)], main)
    sheet.box(-28, -48, 52, 9, main)
    for points in ([(24, -44), (34, -12), (46, -8)], [(-20, -64), (16, -64), (20, -46)]):
        sheet.limb([(float(x), float(y)) for x, y in points], [3.6, 3.6, 3.6], STEEL)
    for cx, r, w in ((-10, 33, 4), (32, 10, 3)):
        for k in range(28):
            a, b = 2 * math.pi * k / 28, 2 * math.pi * (k + 1) / 28
            sheet.limb(
                [
                    (cx + r * math.cos(a), -r - 1.5 + r * math.sin(a)),
                    (cx + r * math.cos(b), -r - 1.5 + r * math.sin(b)),
                ],
                [w, w],
                "#3c3c42",
                depth=0,
            )
    for k in range(8):
        a = math.pi * k / 4
        sheet.limb(
            [(-10, -34.5), (-10 + 31 * math.cos(a), -34.5 + 31 * math.sin(a))], [0.8, 0.8], STEEL, depth=0
        )
    return sheet
