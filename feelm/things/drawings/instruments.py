"""Instruments that are played."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import WOOD
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def piano(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An upright piano with its stool."""
    sheet = Sheet()
    main = chosen(colours, 0, "#54382f")
    sheet.box(-92, -128, 184, 126, main)
    sheet.box(-97, -134, 194, 7, lit(main, 0.15))
    sheet.box(-80, -120, 160, 38, shaded(main, 0.18))
    sheet.box(-98, -76, 196, 14, lit(main, 0.08))
    sheet.box(-86, -76, 172, 7, "#f4eee0", depth=0.4)
    for k in range(26):
        if k % 7 not in (2, 6):
            sheet.box(-82 + k * 6.4, -76, 3.2, 4.2, "#2b2528", depth=0)
    for x in (-94, 84):
        sheet.box(x, -64, 10, 64, shaded(main, 0.15), across=True)
    sheet.polygon([(-30, -112), (0, -108), (0, -82), (-30, -86)], "#f4ecd8", depth=0.5)
    sheet.polygon([(30, -112), (0, -108), (0, -82), (30, -86)], shaded("#f4ecd8", 0.1), depth=0.5)
    for x in (-28, 22):
        sheet.box(x, -26, 6, 26, shaded(main, 0.3))
    sheet.box(-36, -36, 72, 10, "#8c4a44")
    return sheet


def guitar(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A guitar leaning upright."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c98f4e")
    body = [
        (0, 0),
        (-30, -6),
        (-38, -34),
        (-24, -58),
        (-26, -78),
        (-14, -92),
        (14, -92),
        (26, -78),
        (24, -58),
        (38, -34),
        (30, -6),
    ]
    sheet.shape(body, main)
    sheet.oval(0, -60, 11, 11, "#3a2a25")
    sheet.box(-14, -24, 28, 5, "#4a332a")
    sheet.box(-5, -164, 10, 108, "#5a3c2c", across=True)
    sheet.shape([(-8, -164), (-10, -192), (10, -192), (8, -164)], "#4a332a", corners=(0, 1, 2, 3))
    for k in range(9):
        sheet.box(-5, -158 + k * 10, 10, 0.9, "#cdbb95", depth=0)
    for x in (-3, -1, 1, 3):
        sheet.limb([(x, -180), (x, -22)], [0.4, 0.4], "#efe6d2", depth=0)
    return sheet


def drum(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A barrel drum on its stand, its skin painted."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a8443c")
    for side in (-1, 1):
        sheet.limb([(side * 44, -24), (side * 58, 0)], [8, 7], WOOD)
    sheet.limb([(-52, -18), (52, -18)], [7, 7], shaded(WOOD, 0.2))
    sheet.shape(
        [(-64, -70), (-52, -114), (0, -130), (52, -114), (64, -70), (52, -28), (0, -12), (-52, -28)], main
    )
    sheet.oval(0, -71, 47, 51, "#ecdfc4")
    for k in range(20):
        a = 2 * math.pi * k / 20
        sheet.oval(53 * math.cos(a), -71 + 55 * math.sin(a), 3, 3, "#d9b35c", depth=0.4)
    for turn, colour in ((0, "#b8443a"), (1, "#41608a"), (2, "#d5a63f")):
        a = 2 * math.pi * turn / 3 + 0.4
        drop = [
            (0, -71),
            (22 * math.cos(a + 0.9), -71 + 22 * math.sin(a + 0.9)),
            (24 * math.cos(a), -71 + 24 * math.sin(a)),
        ]
        sheet.shape(drop, colour, depth=0.4)
    return sheet


def hourglass_drum(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean hourglass drum with its cords."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8f3f38")
    body = [
        (-62, -84),
        (-30, -66),
        (0, -58),
        (30, -66),
        (62, -84),
        (62, -8),
        (30, -28),
        (0, -36),
        (-30, -28),
        (-62, -8),
    ]
    sheet.shape(body, main, corners=(0, 4, 5, 9))
    for k in range(6):
        y0, y1 = -86 + 15.6 * k, -78 + 15.6 * k
        sheet.limb([(-66, y0), (0, (y0 + y1) / 2), (66, y1)], [1.8, 1.8, 1.8], "#d9c9a8", depth=0.2)
    for side in (-1, 1):
        sheet.oval(side * 66, -46, 12, 47, "#ecdfc4")
        sheet.oval(side * 68, -46, 9, 41, lit("#ecdfc4", 0.3), depth=0.4)
    return sheet


def violin(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A violin standing, its bow leaning by it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#9a5630")
    sheet.limb([(44, 0), (30, -176)], [3, 2.4], "#5a3a2a")
    sheet.limb([(48, -2), (34, -174)], [1.4, 1.2], "#efe6d2", depth=0)
    body = [
        (0, -2),
        (-34, -10),
        (-38, -40),
        (-24, -58),
        (-30, -84),
        (0, -100),
        (30, -84),
        (24, -58),
        (38, -40),
        (34, -10),
    ]
    sheet.shape(body, main)
    sheet.limb([(0, -54), (0, -160)], [8, 7], "#2f2525", round_end=False)
    sheet.oval(1, -166, 7, 8, shaded(main, 0.3))
    sheet.limb([(0, -22), (0, -8)], [11, 6], "#2f2525")
    sheet.box(-12, -38, 24, 4, "#e8d3ac", depth=0.3)
    for side in (-1, 1):
        sheet.limb(
            [(side * 13, -60), (side * 17, -46), (side * 13, -30)], [2.4, 1.4, 2.4], "#2a1f1f", depth=0
        )
        for y in (-158, -150):
            sheet.limb([(0, y), (side * 12, y - 3)], [3, 3.6], "#2f2525")
    for x in (-2.4, -0.8, 0.8, 2.4):
        sheet.limb([(x, -150), (x * 2, -34)], [0.5, 0.5], "#efe9dd", depth=0)
    return sheet


def flute(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bamboo flute, lying, with its tassel."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b08a4e")
    sheet.limb([(-110, -14), (110, -22)], [15, 13], main)
    for x in (-74, -20, 36, 86):
        sheet.limb([(x, -23 - 0.036 * x), (x + 1, -11 - 0.036 * x)], [3, 3], shaded(main, 0.35), depth=0)
    for x in (-56, 4, 18, 46, 60, 72):
        sheet.oval(x, -20 - 0.036 * x, 4, 3, "#3a2a22", depth=0)
    sheet.limb([(100, -16), (108, -6), (104, 0)], [3, 4, 9], "#a8443c")
    return sheet


def zither(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A gayageum: twelve strings over their bridges on a long board."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a5713f")
    for x in (-90, 84):
        sheet.limb([(x, -14), (x, 0)], [9, 8], shaded(main, 0.3))
    sheet.shape([(-124, -14), (-118, -38), (0, -46), (118, -36), (126, -16), (0, -8)], main, corners=(0, 4))
    sheet.shape([(-118, -38), (0, -46), (118, -36), (0, -34)], lit(main, 0.2), corners=(0, 2))
    for k in range(12):
        y = -42 + 2.1 * k
        sheet.limb([(-112, y + 4), (-70 + 11 * k, y - 6), (112, y + 5)], [0.8, 0.8, 0.8], "#f0e6d0", depth=0)
        sheet.polygon(
            [(-74 + 11 * k, y + 2), (-70 + 11 * k, y - 7), (-66 + 11 * k, y + 2)], "#e8d3ac", depth=0.5
        )
    return sheet


def bell(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bronze bell, swinging a little."""
    sheet = Sheet()
    main = chosen(colours, 0, "#9c7d46")
    lean = 3.0 * math.sin(2 * math.pi * phase)
    sheet.limb([(-8, -110), (0, -122), (8, -110)], [6, 7, 6], shaded(main, 0.2))
    sheet.oval(lean * 2, -4, 9, 8, shaded(main, 0.4))
    outline = [
        (-14, -112),
        (-34, -92),
        (-40, -44),
        (-58 + lean, -12),
        (0 + lean, -5),
        (58 + lean, -12),
        (40, -44),
        (34, -92),
        (14, -112),
    ]
    sheet.shape(outline, main, corners=(3, 5), across=True)
    for y, half in ((-86, 36), (-34, 43), (-22, 50)):
        sheet.limb([(-half, y), (0, y + 5), (half, y)], [3, 3, 3], lit(main, 0.35), depth=0.2, opacity=0.7)
    return sheet


def trumpet(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A trumpet."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c9a04c")
    sheet.limb([(-92, -44), (30, -44), (66, -44)], [6, 7, 10], main)
    sheet.limb([(56, -44), (84, -44), (98, -44)], [11, 26, 58], main, round_end=False)
    sheet.oval(98, -44, 9, 29, shaded(main, 0.25))
    loop = [(-40, -44), (-58, -26), (-40, -10), (20, -10), (38, -26), (20, -42)]
    sheet.limb([(float(x), float(y)) for x, y in loop], [6] * 6, shaded(main, 0.15))
    for x in (-16, -2, 12):
        sheet.limb([(x, -56), (x, -12)], [9, 9], lit(main, 0.1))
    sheet.limb([(-98, -44), (-90, -44)], [10, 6], lit(main, 0.2))
    return sheet
