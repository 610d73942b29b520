"""Chairs, beds, shelves: what a room is furnished with."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.forms import slab
from feelm.things.drawings.materials import LINEN, STEEL, WOOD
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def bed(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden bed with a quilt."""
    sheet = Sheet()
    quilt = chosen(colours, 0, "#a9697b")
    sheet.shape([(-118, 0), (-118, -78), (-110, -84), (-102, -78), (-102, 0)], WOOD, corners=(0, 4))
    sheet.box(-104, -36, 210, 18, shaded(WOOD, 0.15))
    sheet.shape([(-102, -36), (-98, -52), (100, -50), (106, -36)], LINEN, corners=(0, 3))
    sheet.shape([(-98, -50), (-94, -66), (-60, -68), (-52, -52)], LINEN)
    sheet.shape(
        [(-58, -51), (-52, -62), (10, -60), (96, -57), (108, -44), (109, -14), (40, -17), (-60, -15)],
        quilt,
        corners=(0, 5, 7),
    )
    for x in (-36, 2, 42, 78):
        sheet.limb(
            [(x, -59), (x + 4, -38), (x + 2, -17)], [0.6, 2, 0.8], shaded(quilt, 0.3), depth=0, opacity=0.4
        )
    sheet.shape([(-60, -15), (-58, -58), (-44, -61), (-44, -16)], lit(quilt, 0.55), corners=(0, 3))
    sheet.shape([(104, 0), (104, -56), (112, -62), (118, -56), (118, 0)], WOOD, corners=(0, 4))
    return sheet


def school_desk(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A school desk with an open book."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b98f5f")
    for x in (-46, 42):
        sheet.limb([(x, 0), (x, -66)], [4.4, 4.4], "#6f757a", round_start=False)
    sheet.limb([(-46, -8), (42, -8)], [3, 3], "#6f757a", across=False)
    sheet.box(-50, -66, 100, 14, shaded(main, 0.25))
    sheet.box(-56, -73, 112, 8, lit(main, 0.15))
    sheet.shape(
        [(-26, -73), (-24, -80), (0, -76), (24, -80), (26, -73), (0, -71)], "#f4ecdc", corners=(0, 2, 4)
    )
    sheet.limb([(32, -74), (48, -77)], [2, 1], "#c8583f", depth=0.3)
    return sheet


def school_chair(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A school chair of wood and steel."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b98f5f")
    for x, top in ((-24, -92), (22, -44)):
        sheet.limb(
            [(x - (4 if x < 0 else -4), 0), (x, -44), (x - (4 if x < 0 else 0), top)],
            [4, 4, 4],
            "#6f757a",
            round_start=False,
        )
    sheet.limb([(-22, -14), (22, -14)], [2.4, 2.4], "#6f757a", across=False)
    sheet.shape([(-30, -48), (28, -48), (30, -43), (-28, -41)], main, corners=(0, 1, 2, 3))
    sheet.shape([(-34, -96), (-26, -97), (-22, -70), (-30, -68)], main)
    return sheet


def chair(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden chair, three quarters."""
    sheet = Sheet()
    main = chosen(colours, 0, WOOD)
    for x, y, shade in ((-18, -4, 0.3), (30, -4, 0.3), (-30, 0, 0.0), (20, 0, 0.05)):
        sheet.limb([(x, y), (x, -48)], [4.6, 5], shaded(main, shade), round_start=False)
    for x in (-30, -18):
        sheet.limb([(x, -44), (x - 5, -112)], [5, 4.4], shaded(main, 0.12))
    for y in (-104, -88, -72):
        sheet.limb([(-36 + (y + 104) * 0.05, y), (-21, y - 3)], [7, 7], lit(main, 0.12), across=False)
    sheet.polygon([(-36, -46), (26, -46), (36, -54), (-20, -54)], lit(main, 0.2))
    sheet.box(-36, -46, 62, 5, shaded(main, 0.15))
    return sheet


def rocking_chair(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A rocking chair."""
    sheet = Sheet()
    main = chosen(colours, 0, WOOD)
    sheet.limb([(-58, -12), (-20, -2), (24, -2), (56, -12)], [4.6, 5, 5, 4], main, across=False)
    for a, b in (
        ((-26, -4), (-26, -50)),
        ((24, -4), (28, -76)),
        ((-26, -50), (-48, -122)),
        ((-30, -76), (32, -74)),
    ):
        sheet.limb([a, b], [5, 4.6], main)
    for t in (0.2, 0.45, 0.7, 0.95):
        sheet.limb(
            [(-26 - 22 * t, -50 - 72 * t), (-16 - 22 * t, -52 - 72 * t)],
            [6, 5],
            lit(main, 0.15),
            across=False,
        )
    sheet.box(-30, -52, 62, 7, lit(main, 0.2))
    return sheet


def sofa(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sofa with two cushions."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8f6f63")
    for x in (-92, 84):
        sheet.box(x, -12, 8, 12, "#5a4034")
    sheet.shape([(-92, -40), (-88, -92), (-80, -98), (80, -98), (88, -92), (92, -40)], main, corners=(0, 5))
    for x in (-78, 2):
        sheet.shape([(x, -36), (x + 2, -52), (x + 74, -52), (x + 76, -36)], lit(main, 0.14))
        sheet.box(x, -40, 76, 28, shaded(main, 0.1))
    for x in (-112, 80):
        sheet.shape(
            [(x, -10), (x - 2, -58), (x + 8, -68), (x + 24, -68), (x + 34, -58), (x + 32, -10)],
            lit(main, 0.06),
            corners=(0, 5),
        )
    sheet.shape([(-70, -50), (-76, -82), (-44, -86), (-36, -52)], chosen(colours, 1, "#d9b26a"))
    return sheet


def bookshelf(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bookshelf."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7d5840")
    sheet.box(-62, -182, 124, 182, main)
    for row in range(4):
        y = -174 + row * 44
        sheet.box(-56, y, 112, 37, shaded(main, 0.55))
        x = -55.0
        while x < 44:
            w, h = float(chance.uniform(5, 11)), float(chance.uniform(24, 34))
            tone = ("#a8503f", "#4f6b7f", "#c9a55a", "#6f7f5a", "#8a6a78", "#ded0b4")[int(chance.integers(6))]
            sheet.box(x, y + 37 - h, w - 0.8, h, tone, across=True)
            x += w
    return sheet


def stove(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An iron stove with a kettle, its fire seen through the door."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4a4648")
    sheet.limb([(18, -92), (18, -176)], [11, 11], shaded(main, 0.1))
    for x in (-30, 24):
        sheet.box(x, -12, 7, 12, shaded(main, 0.3))
    sheet.shape([(-40, -10), (-42, -84), (-34, -92), (34, -92), (42, -84), (40, -10)], main, corners=(0, 5))
    sheet.glow(0, -46, 40, "#ff9d4a", 0.5)
    sheet.shape([(-20, -28), (-20, -60), (20, -60), (20, -28)], "#f0903c", corners=(0, 1, 2, 3))
    sheet.oval(0, -38, 11, 9, "#ffd98a", depth=0)
    for x in (-10, 0, 10):
        sheet.box(x - 1, -60, 2, 32, main, depth=0)
    sheet.shape(
        [(-30, -92), (-34, -106), (-22, -116), (-4, -116), (6, -106), (2, -92)], "#b9a58c", corners=(0, 5)
    )
    sheet.limb([(4, -106), (16, -116)], [5, 3], "#b9a58c")
    sheet.limb([(-28, -112), (-14, -128), (0, -112)], [2.4, 2.4, 2.4], "#5a4a42")
    return sheet


def refrigerator(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A refrigerator."""
    sheet = Sheet()
    main = chosen(colours, 0, "#dfe3e0")
    sheet.shape([(-42, 0), (-42, -178), (-38, -182), (38, -182), (42, -178), (42, 0)], main, corners=(0, 5))
    sheet.box(-42, -124, 84, 2.4, shaded(main, 0.3), depth=0)
    for y, h in ((-164, 28), (-112, 42)):
        sheet.box(-34, y, 4, h, STEEL)
    sheet.box(8, -108, 18, 22, "#f4e6b8", depth=0.3)
    return sheet


def wall_clock(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A clock in a wooden case, its pendulum swinging."""
    sheet = Sheet()
    main = chosen(colours, 0, "#6d4734")
    sheet.shape(
        [(-38, 0), (-38, -128), (-26, -150), (0, -160), (26, -150), (38, -128), (38, 0)], main, corners=(0, 6)
    )
    sheet.box(-24, -70, 48, 62, shaded(main, 0.5))
    swing = 0.32 * math.sin(2 * math.pi * phase)
    bob = (44 * math.sin(swing), -70 + 44 * math.cos(swing))
    sheet.limb([(0, -70), bob], [2, 2], "#d9b868", depth=0.3)
    sheet.oval(*bob, 9, 9, "#d9b868")
    sheet.oval(0, -112, 29, 29, lit(main, 0.2))
    sheet.oval(0, -112, 25, 25, "#f3ead6", depth=0.5)
    for k in range(12):
        a = math.pi * k / 6
        sheet.limb(
            [(20 * math.sin(a), -112 - 20 * math.cos(a)), (23 * math.sin(a), -112 - 23 * math.cos(a))],
            [1.4, 1.4],
            "#4a3b36",
            depth=0,
        )
    for a, long, w in ((-1.0, 12, 2.6), (0.9, 18, 1.8)):
        sheet.limb(
            [(0, -112), (long * math.sin(a), -112 - long * math.cos(a))], [w, w * 0.6], "#3a302e", depth=0
        )
    return sheet


def bus_seat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A seat of a bus or train seen from the side."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4f6b86")
    sheet.box(-22, -34, 44, 34, "#4a4d54")
    sheet.shape(
        [(-36, -36), (-52, -112), (-46, -126), (-34, -124), (-20, -58), (34, -56), (42, -46), (38, -34)], main
    )
    sheet.shape([(-50, -112), (-46, -128), (-34, -126), (-30, -106)], lit(main, 0.6), corners=(0, 3))
    sheet.limb([(-14, -58), (26, -57)], [2, 1], lit(main, 0.4), depth=0, opacity=0.6)
    return sheet


def table(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden dining table."""
    sheet = Sheet()
    main = chosen(colours, 0, WOOD)
    for x, far in ((-62, 0.4), (62, 0.4), (-78, 0.12), (78, 0.12)):
        sheet.limb([(x, -70), (x * 1.02, 0 if far < 0.3 else -8)], [9, 7], shaded(main, far))
    slab(sheet, -96, -76, 192, 9, main, deep=22)
    sheet.box(-84, -67, 168, 9, shaded(main, 0.25))
    return sheet


def wardrobe(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wardrobe with two doors."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7d5238")
    sheet.box(-64, -188, 128, 182, main)
    sheet.polygon([(-72, -188), (72, -188), (64, -202), (-64, -202)], lit(main, 0.15))
    for side in (-1, 1):
        x = -58 if side < 0 else 3
        sheet.box(x, -178, 55, 164, lit(main, 0.08), depth=0.5)
        for y, high in ((-170, 70), (-92, 70)):
            sheet.box(x + 8, y, 39, high, shaded(main, 0.14), depth=0.6)
        sheet.oval(side * 7, -92, 3, 5, "#c9a860")
        sheet.limb([(side * 54, -6), (side * 54, 0)], [11, 9], shaded(main, 0.3))
    return sheet


def television(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old television set on four legs, its screen alight."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7a5238")
    for x in (-50, 50):
        sheet.limb([(x, -22), (x * 1.16, 0)], [6, 4], shaded(main, 0.3))
    for side in (-1, 1):
        sheet.limb([(side * 4, -118), (side * 34, -164)], [2.2, 1.6], "#9aa0a4")
    sheet.shape(
        [(-76, -24), (-78, -110), (-70, -118), (70, -118), (78, -110), (76, -24)], main, corners=(0, 5)
    )
    flick = 0.06 * math.sin(2 * math.pi * phase)
    screen = [(-64, -38), (-66, -72), (-62, -104), (-14, -108), (32, -104), (36, -72), (34, -38), (-14, -34)]
    sheet.shape(screen, mix("#9fb6bd", "#d9e4e2", 0.5 + flick))
    sheet.shape(
        [(-56, -60), (-20, -76), (20, -58), (28, -44), (-14, -40), (-56, -44)], "#6d8790", opacity=0.6
    )
    sheet.glow(-14, -72, 52, "#eef6f2", 0.35)
    for y in (-96, -76):
        sheet.oval(56, y, 9, 9, "#d9c9a8")
        sheet.limb([(56, y), (60, y - 6)], [2, 2], "#5a4334", depth=0)
    for k in range(5):
        sheet.box(46, -60 + 5 * k, 20, 2.4, shaded(main, 0.45), depth=0)
    return sheet


def sewing_machine(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A treadle sewing machine on its iron stand, a cloth under the needle."""
    sheet = Sheet()
    main = chosen(colours, 0, "#2f3338")
    iron = "#4b4a50"
    for x in (-74, 74):
        sheet.limb([(x, -92), (x * 0.86, -44), (x * 1.05, 0)], [6, 5, 6], iron)
        sheet.limb([(x * 1.16, -1), (x * 0.8, -1)], [5, 5], iron)
    sheet.limb([(-64, -40), (64, -40)], [4, 4], iron)
    sheet.polygon([(-44, -14), (44, -14), (36, -22), (-36, -22)], iron)
    sheet.oval(58, -52, 24, 26, iron)
    sheet.oval(58, -52, 19, 21, "#d9cfbd", depth=0.2)
    slab(sheet, -104, -98, 208, 8, WOOD, deep=14)
    sheet.shape(
        [
            (-66, -104),
            (-66, -146),
            (-52, -156),
            (30, -152),
            (50, -140),
            (58, -104),
            (30, -104),
            (24, -128),
            (-38, -130),
            (-42, -104),
        ],
        main,
        corners=(0, 5, 6, 9),
    )
    sheet.oval(62, -138, 8, 19, shaded(main, 0.2))
    sheet.limb([(-54, -104), (-54, -98)], [2, 1], "#d9d9d4", depth=0)
    sheet.limb([(-30, -150), (10, -148)], [3, 3], "#c9a860", depth=0.2)
    sheet.shape(
        [(-98, -108), (-58, -103), (-30, -106), (-34, -70), (-62, -62), (-96, -72)],
        chosen(colours, 1, "#b5566a"),
    )
    return sheet
