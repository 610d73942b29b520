"""Houses and public buildings of town and country."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.hanoks import draw_tiles
from feelm.things.drawings.materials import GLASS, WARM, WOOD
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def _window(
    sheet: Sheet, x: float, y: float, w: float, h: float, glass: str = GLASS, frame: str = "#efe7d8"
) -> None:
    sheet.box(x - 2, y - 2, w + 4, h + 4, frame, depth=0.5)
    sheet.box(x, y, w, h, glass)
    sheet.polygon([(x, y), (x + w * 0.6, y), (x, y + h * 0.7)], lit(glass, 0.5), depth=0, opacity=0.4)
    sheet.box(x + w / 2 - 0.8, y, 1.6, h, frame, depth=0.3)
    sheet.box(x, y + h / 2 - 0.8, w, 1.6, frame, depth=0.3)


def _door(sheet: Sheet, x: float, w: float, h: float, colour: str) -> None:
    sheet.box(x - 2, -h - 2, w + 4, h + 2, shaded(colour, 0.3))
    sheet.box(x, -h, w, h, colour)
    for k in (0.12, 0.56):
        sheet.box(x + w * 0.16, -h + h * k, w * 0.68, h * 0.34, shaded(colour, 0.16), depth=0.5)
    sheet.oval(x + w * 0.84, -h * 0.46, 1.4, 1.4, "#d9b36a", depth=0.4)


def house(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small house with a gable, a chimney and a door."""
    sheet = Sheet()
    walls = ("#e9dcc4", "#dfd3c6", "#e6c9a8", "#c9d2cf")
    wall = chosen(colours, 0, walls[int(chance.integers(len(walls)))])
    roof = chosen(colours, 1, ("#a8553f", "#6d5a60", "#7d6a4c")[int(chance.integers(3))])
    sheet.box(34, -134, 14, 40, "#9b6b55", across=True)
    sheet.box(31, -138, 20, 6, shaded("#9b6b55", 0.2))
    sheet.polygon([(-62, 0), (-62, -72), (0, -118), (62, -72), (62, 0)], wall)
    sheet.polygon([(-78, -64), (0, -128), (0, -114), (-68, -58)], lit(roof, 0.12))
    sheet.polygon([(78, -64), (0, -128), (0, -114), (68, -58)], shaded(roof, 0.18))
    _window(sheet, -46, -58, 26, 28)
    _window(sheet, 24, -58, 26, 28)
    sheet.oval(0, -88, 8, 8, "#efe7d8", depth=0.4)
    sheet.oval(0, -88, 6, 6, GLASS)
    _door(sheet, -11, 22, 46, chosen(colours, 2, "#6f8a83"))
    sheet.box(-20, -4, 40, 4, "#b3a898")
    return sheet


def shop_front(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small shop: awning, window with goods, a door."""
    sheet = Sheet()
    wall, cloth = (
        chosen(colours, 1, "#c9a98a"),
        chosen(colours, 0, ("#b5503f", "#4f7a6c", "#4a6285")[int(chance.integers(3))]),
    )
    sheet.box(-80, -118, 160, 118, wall)
    sheet.box(-84, -124, 168, 10, shaded(wall, 0.3))
    sheet.box(-68, -108, 136, 18, shaded(cloth, 0.2))
    for i in range(7):
        sheet.box(-56 + i * 17, -103, 9, 8, "#f0e4c6", depth=0.2, opacity=0.85)
    sheet.box(-70, -66, 92, 52, "#3f4a52")
    sheet.box(-67, -63, 86, 46, mix(WARM, "#8a7a5c", 0.25))
    for i in range(12):
        sheet.oval(
            -60 + (i % 6) * 14.4,
            -22 - (i // 6) * 16,
            5.4,
            5.2,
            ("#cf6a3c", "#d9b24a", "#7d9450", "#b0433c")[i % 4],
        )
    for y in (-17, -33):
        sheet.box(-67, y, 86, 2, "#7a5a44", depth=0.3)
    _door(sheet, 34, 32, 64, shaded(cloth, 0.1))
    sheet.box(38, -58, 24, 30, mix(WARM, "#8a7a5c", 0.3))
    for i in range(10):
        x = -78 + i * 15.6
        tone = cloth if i % 2 else "#f0e6d2"
        sheet.polygon(
            [(x, -88), (x + 15.6, -88), (x + 17 + (x + 8) * 0.08, -64), (x + (x + 8) * 0.08, -64)],
            tone,
            depth=0.8,
        )
        sheet.oval(x + 8.4 + (x + 8) * 0.08, -64, 8, 4.4, tone, depth=0.6)
    return sheet


def market_stall(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A market stall under a cloth, with baskets of fruit."""
    sheet = Sheet()
    cloth = chosen(colours, 0, "#c2573f")
    for x in (-66.0, 62.0):
        sheet.box(x, -104, 4, 104, WOOD, across=True)
    sheet.box(-70, -40, 140, 8, lit(WOOD, 0.3))
    sheet.box(-66, -32, 132, 32, shaded(WOOD, 0.1))
    for i, x in enumerate((-50, -18, 14, 46)):
        tone = ("#cf6a2c", "#b3393c", "#d9b33f", "#7f9a4c")[i]
        for k in range(9):
            sheet.oval(
                x - 11 + (k % 5) * 5.6 + (2.8 if k > 4 else 0), -45 - (5.0 if k > 4 else 0), 4, 3.9, tone
            )
        sheet.shape(
            [(x - 17, -44), (x + 17, -44), (x + 13, -34), (x - 13, -34)], "#b98a54", corners=(0, 1, 2, 3)
        )
    for i in range(9):
        x = -78 + i * 17.4
        tone = cloth if i % 2 else "#efe3cc"
        sheet.polygon([(x * 0.86, -120), (x * 0.86 + 15, -120), (x + 17.4, -92), (x, -92)], tone)
        sheet.oval(x + 8.7, -92, 8.7, 5, tone, depth=0.6)
    return sheet


def church(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A village church with a steeple."""
    sheet = Sheet()
    wall, roof = chosen(colours, 0, "#d9c6a8"), chosen(colours, 1, "#6b4f4a")
    sheet.polygon([(-24, 0), (-24, -70), (40, -112), (104, -70), (104, 0)], wall)
    sheet.polygon([(-32, -66), (40, -122), (112, -66), (106, -60), (40, -110), (-26, -60)], roof)
    sheet.box(-70, -130, 52, 130, lit(wall, 0.08))
    sheet.polygon([(-78, -128), (-44, -206), (-10, -128)], roof)
    sheet.limb([(-44, -228), (-44, -202)], [2.6, 2.6], "#d8c9a2")
    sheet.limb([(-52, -219), (-36, -219)], [2.6, 2.6], "#d8c9a2")
    for x, y, w, h in ((-52, -116, 16, 26), (8, -62, 14, 34), (32, -62, 14, 34), (56, -62, 14, 34)):
        sheet.shape(
            [(x, y + h), (x, y + 8), (x + w / 2, y), (x + w, y + 8), (x + w, y + h)],
            "#56688a",
            corners=(0, 4),
        )
        sheet.box(x + w / 2 - 0.6, y + 3, 1.2, h - 3, wall, depth=0)
    sheet.shape([(-56, 0), (-56, -34), (-44, -46), (-32, -34), (-32, 0)], WOOD, corners=(0, 4))
    return sheet


def windmill(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A windmill, its sails turning."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#e3d8c4")
    sheet.polygon([(-34, 0), (-20, -112), (20, -112), (34, 0)], wall, across=True)
    sheet.shape([(-24, -110), (-16, -134), (0, -142), (16, -134), (24, -110)], "#7a4a3c", corners=(0, 4))
    _door(sheet, -8, 16, 32, "#6b4a3a")
    _window(sheet, -6, -78, 12, 14)
    for k in range(4):
        a = math.pi / 2 * (k + phase) + 0.3
        c, s = math.cos(a), math.sin(a)

        def at(u: float, v: float, c: float = c, s: float = s) -> Point:
            return u * c - v * s, -116 + u * s + v * c

        sheet.polygon([at(14, 2), at(92, 2), at(92, 22), at(22, 18)], "#efe6d4", opacity=0.95)
        for u in range(22, 92, 14):
            sheet.limb([at(u, 2), at(u, 20)], [1, 1], WOOD, depth=0)
        sheet.limb([at(0, 0), at(96, 0)], [3.6, 2.4], WOOD)
    sheet.oval(0, -116, 5, 5, shaded(WOOD, 0.3))
    return sheet


def lighthouse(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A white lighthouse with a red lantern house, its light going round."""
    sheet = Sheet()
    main = chosen(colours, 0, "#f0ebe0")
    sheet.shape([(-40, 0), (-32, -12), (32, -12), (40, 0)], "#8f8a86", corners=(0, 3))
    sheet.polygon([(-22, -12), (-13, -142), (13, -142), (22, -12)], main, across=True)
    sheet.polygon(
        [(-17.5, -76), (-15, -106), (15, -106), (17.5, -76)], chosen(colours, 1, "#bb4a3d"), across=True
    )
    sheet.box(-20, -148, 40, 6, "#6d5a58")
    sheet.box(-11, -168, 22, 20, "#f6e3a6", across=True)
    for x in (-11, -1, 9):
        sheet.box(x, -168, 2, 20, "#6d3b38", depth=0.3)
    sheet.shape([(-15, -168), (-8, -180), (0, -184), (8, -180), (15, -168)], "#a8423a", corners=(0, 4))
    sheet.glow(0, -158, 40, "#ffe9a8", 0.35 + 0.5 * max(0.0, math.cos(2 * math.pi * phase)))
    _door(sheet, -7, 14, 28, "#5a4a4c")
    return sheet


def tent(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tent with an open door."""
    sheet = Sheet()
    cloth = chosen(colours, 0, "#c98a45")
    sheet.polygon([(6, -76), (84, 0), (20, 0)], shaded(cloth, 0.22))
    sheet.polygon([(6, -76), (20, 0), (-64, 0)], cloth)
    sheet.polygon([(-4, -60), (4, 0), (-34, 0)], "#4a3a34")
    sheet.polygon([(-4, -60), (-34, 0), (-46, 0)], lit(cloth, 0.3))
    for x in (-78, 96):
        sheet.limb([(6 if x > 0 else -30, -60 if x > 0 else -40), (x, 0)], [0.8, 0.8], "#8d8274", depth=0)
    return sheet


def school(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A country school of two storeys with a clock over the door."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#e2d2b2")
    sheet.box(-150, -96, 300, 96, wall)
    sheet.box(-156, -103, 312, 9, shaded(wall, 0.3))
    sheet.polygon([(-34, -103), (0, -132), (34, -103)], "#9b5443")
    sheet.box(-30, -104, 60, 104, lit(wall, 0.15))
    sheet.oval(0, -108, 9, 9, "#f4efe3", depth=0.4)
    for a, long in ((-1.2, 5), (0.6, 6.6)):
        sheet.limb(
            [(0, -108), (long * math.sin(a), -108 - long * math.cos(a))], [1.1, 0.8], "#3b3336", depth=0
        )
    for row in (-84, -44):
        for x in (*range(-142, -40, 26), *range(40, 130, 26)):
            _window(sheet, x, row, 18, 22)
    _door(sheet, -14, 28, 40, "#6f5a48")
    return sheet


def station(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small country station with its platform roof."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#d9c09a")
    sheet.box(-140, -10, 280, 10, "#a49c92")
    sheet.box(-70, -74, 140, 64, wall)
    sheet.polygon([(-84, -70), (-56, -112), (56, -112), (84, -70)], "#8a5346")
    draw_tiles(sheet, (-56, -112), (56, -112), (-80, -71), (80, -71), "#8a5346", 18)
    sheet.polygon([(-20, -74), (0, -100), (20, -74)], lit(wall, 0.2))
    sheet.oval(0, -84, 7, 7, "#f4efe3", depth=0.4)
    sheet.limb([(0, -84), (0, -89)], [1, 0.8], "#3b3336", depth=0)
    sheet.limb([(0, -84), (3.6, -82)], [1, 0.8], "#3b3336", depth=0)
    with sheet.placed((0.0, -10.0)):
        _door(sheet, -13, 26, 42, "#6b5140")
    _window(sheet, -54, -58, 24, 24)
    _window(sheet, 30, -58, 24, 24)
    for x in (-128, 124):
        sheet.box(x, -70, 4, 60, WOOD)
    for side in (-1, 1):
        sheet.polygon([(side * 70, -66), (side * 142, -76), (side * 142, -70), (side * 70, -58)], "#7d5a4c")
    return sheet
