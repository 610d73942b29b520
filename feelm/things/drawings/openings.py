"""Doors, windows and what hangs on a wall."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import WOOD
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def window(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A window with curtains that breathe; the colour asked for is that of the curtains."""
    sheet = Sheet()
    cloth = chosen(colours, 0, "#e3cfae")
    sheet.box(-62, -150, 124, 150, "#e9e0cf")
    sheet.box(-54, -142, 108, 134, sheet.fade((0, "#a9c3d0"), (0.7, "#d9e3df"), (1, "#e8e6d6")), depth=0)
    sheet.box(-2.4, -142, 4.8, 134, "#e9e0cf", depth=0.4)
    sheet.box(-54, -82, 108, 4.4, "#e9e0cf", depth=0.4)
    sheet.box(-70, -7, 140, 7, lit("#e9e0cf", 0.2))
    breath = 5 * math.sin(2 * math.pi * phase)
    for side in (-1, 1):
        sheet.shape(
            [
                (side * 76, -158),
                (side * 20, -158),
                (side * 30, -110),
                (side * (36 - breath * 0.6), -62),
                (side * (28 - breath), -6),
                (side * 78, -4),
            ],
            cloth,
            corners=(0, 1, 4, 5),
            opacity=0.94,
        )
        for k in range(4):
            x = 34 + 11 * k
            sheet.limb(
                [(side * x, -154), (side * (x + 3), -80), (side * (x + 1 - breath * 0.4), -8)],
                [0.8, 2.4, 1.6],
                shaded(cloth, 0.25),
                depth=0,
                opacity=0.5,
            )
    sheet.limb([(-84, -160), (84, -160)], [4, 4], WOOD, across=False)
    return sheet


def carriage_window(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """The window of a train or bus from inside, with its sill; the pane is half transparent."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7d8a86")
    outer = [(-120, -8), (-120, -132), (-108, -144), (108, -144), (120, -132), (120, -8), (108, 0), (-108, 0)]
    sheet.shape([(x * 0.9, y * 0.86 - 9) for x, y in outer], "#bcd0d8", opacity=0.28, depth=0.4)
    for a, b in (((-114, -10), (-114, -134)), ((114, -10), (114, -134))):
        sheet.limb([a, b], [14, 14], main)
    sheet.limb([(-114, -137), (114, -137)], [14, 14], main, across=False)
    sheet.limb([(-118, -9), (118, -9)], [18, 18], lit(main, 0.15), across=False)
    sheet.limb([(-106, -96), (106, -96)], [3, 3], shaded(main, 0.2), across=False)
    sheet.polygon([(-84, -128), (-40, -128), (-86, -24), (-104, -24)], "#ffffff", depth=0, opacity=0.16)
    return sheet


def door(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A panelled door in its frame."""
    sheet = Sheet()
    main = chosen(colours, 0, "#80614c")
    sheet.box(-50, -214, 100, 214, "#ded2bd")
    sheet.box(-42, -206, 84, 206, main)
    for x in (-34, 4):
        for y, h in ((-194, 78), (-104, 90)):
            sheet.box(x, y, 30, h, shaded(main, 0.16))
            sheet.box(x + 3, y + 3, 24, h - 6, lit(main, 0.1))
    sheet.oval(34, -104, 4, 4, "#d9b868")
    return sheet


def blackboard(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A green blackboard with traces of chalk."""
    sheet = Sheet()
    main = chosen(colours, 0, "#3f5f52")
    sheet.box(-150, -110, 300, 110, WOOD)
    sheet.box(-143, -103, 286, 92, main, depth=0.6)
    for k in range(9):
        x, y = -120 + 28 * k + float(chance.normal(0, 6)), -84 + 18 * (k % 3)
        sheet.limb(
            [(x, y), (x + 14, y + float(chance.normal(0, 2))), (x + 24, y - 2)],
            [1.4, 1.6, 1.0],
            "#e9ecdf",
            depth=0,
            opacity=0.7,
        )
    sheet.limb([(-60, -50), (0, -66), (70, -44)], [10, 24, 12], "#e9ecdf", depth=0, opacity=0.08)
    sheet.box(-150, -11, 300, 6, lit(WOOD, 0.2))
    for x, tone in ((-30, "#f4f0e4"), (-14, "#e7b8a8"), (40, "#5c4a4a")):
        sheet.box(x, -14, 12, 4, tone, depth=0.3)
    return sheet


def photo_frame(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A framed photograph: two small figures before hills."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7d5a3d")
    sheet.box(-46, -112, 92, 112, main)
    sheet.box(-39, -105, 78, 98, "#f0e8d6", depth=0.4)
    sheet.box(-31, -97, 62, 82, sheet.fade((0, "#d9cdb0"), (1, "#b9a684")), depth=0)
    sheet.shape(
        [(-31, -46), (-12, -62), (8, -48), (22, -58), (31, -50), (31, -15), (-31, -15)],
        "#9b8a68",
        corners=(0, 4, 5, 6),
    )
    for x, h, tone in ((-9, 40, "#6a5644"), (8, 32, "#8a6f56")):
        sheet.shape(
            [(x - 8, -15), (x - 5, -15 - h * 0.62), (x + 5, -15 - h * 0.62), (x + 8, -15)],
            tone,
            corners=(0, 3),
        )
        sheet.oval(x, -15 - h * 0.78, 5.4, 6.2, "#d9bf98", depth=0.5)
        sheet.limb(
            [(x - 5, -15 - h * 0.82), (x, -15 - h * 0.98), (x + 5, -15 - h * 0.82)],
            [3, 5, 3],
            "#4a3b33",
            depth=0.3,
        )
    sheet.polygon([(-31, -97), (4, -97), (-31, -44)], "#ffffff", depth=0, opacity=0.14)
    return sheet
