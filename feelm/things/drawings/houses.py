"""Houses of Korea and elsewhere, towers, churches, shops: seen from the front or three quarters, standing on y = 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
WOOD = "#7a5440"
TILE = "#4a4d58"
PAPER = "#efe4c8"
GLASS = "#7f97a5"
WARM = "#f6d48a"


def _tiles(
    sheet: Sheet, left: Point, right: Point, low_left: Point, low_right: Point, colour: str, rows: int
) -> None:
    """Lines of roof tiles running down between the ridge and the eaves."""
    for i in range(rows):
        t = (i + 0.5) / rows
        top = (left[0] + (right[0] - left[0]) * t, left[1] + (right[1] - left[1]) * t)
        low = (low_left[0] + (low_right[0] - low_left[0]) * t, low_left[1] + (low_right[1] - low_left[1]) * t)
        middle = ((top[0] + low[0]) / 2, (top[1] + low[1]) / 2 + 3)
        sheet.limb([top, middle, low], [0.8, 1.4, 1.7], shaded(colour, 0.32), depth=0, opacity=0.5)


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


def _papered(sheet: Sheet, x: float, y: float, w: float, h: float, panes: int, glow: str) -> None:
    """Korean paper doors with their lattice."""
    each = w / panes
    for i in range(panes):
        at = x + i * each
        sheet.box(at + 1, y, each - 2, h, glow, depth=0.7)
        for k in range(1, 4):
            sheet.box(at + each * k / 4 - 0.4, y, 0.8, h, WOOD, depth=0)
        for k in range(1, 5):
            sheet.box(at + 1, y + h * k / 5, each - 2, 0.8, WOOD, depth=0)
        sheet.box(at, y, 1.8, h, WOOD, depth=0.5)
    sheet.box(x + w - 1, y, 1.8, h, WOOD, depth=0.5)


def hanok(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean house: grey tiles in a long curve, timber and paper doors, a wooden porch on stones."""
    sheet = Sheet()
    tile = chosen(colours, 0, TILE)
    for x in range(-104, 105, 26):
        sheet.shape(
            [(x - 13, 0), (x - 11, -9), (x, -11), (x + 11, -9), (x + 13, 0)],
            ("#9a9288", "#aaa298", "#8d877f")[(x // 26) % 3],
            corners=(0, 4),
        )
    sheet.box(-106, -70, 212, 60, "#e9dcc2")
    for x in (-106, -56, -6, 44, 98):
        sheet.box(x, -72, 8, 62, WOOD, across=True)
    sheet.box(-106, -30, 212, 4, WOOD)
    _papered(sheet, -48, -62, 42, 50, 2, PAPER)
    _papered(sheet, 2, -62, 42, 50, 2, lit(PAPER, 0.3))
    sheet.box(-98, -60, 42, 30, shaded("#e9dcc2", 0.5))
    _papered(sheet, 60, -56, 30, 22, 1, PAPER)
    sheet.box(-112, -15, 224, 6, lit(WOOD, 0.3))
    sheet.box(-112, -9, 224, 3, shaded(WOOD, 0.3))
    sheet.shape(
        [(-146, -66), (-120, -62), (0, -70), (120, -62), (146, -66), (138, -76), (0, -80), (-138, -76)],
        shaded(WOOD, 0.45),
        corners=(0, 4),
    )
    for x in range(-124, 125, 12):
        sheet.oval(x, -69.5 + 0.0001 * x * x, 2.4, 2.4, lit(WOOD, 0.25))
    roof = [
        (-150, -76),
        (-120, -80),
        (-60, -88),
        (0, -90),
        (60, -88),
        (120, -80),
        (150, -76),
        (112, -108),
        (92, -132),
        (0, -126),
        (-92, -132),
        (-112, -108),
    ]
    sheet.shape(roof, tile, corners=(0, 6, 8, 10))
    _tiles(sheet, (-90, -130), (90, -130), (-142, -79), (142, -79), tile, 30)
    sheet.limb(
        [(-96, -136), (-40, -129), (0, -128), (40, -129), (96, -136)],
        [8, 7, 7, 7, 8],
        shaded(tile, 0.15),
        across=False,
    )
    for side in (-1, 1):
        sheet.limb([(side * 92, -134), (side * 112, -108), (side * 150, -77)], [7, 5.5, 6], shaded(tile, 0.2))
    sheet.limb(
        [(-148, -76), (-70, -85), (0, -88), (70, -85), (148, -76)],
        [4, 3.4, 3.4, 3.4, 4],
        lit(tile, 0.22),
        across=False,
    )
    return sheet


def thatched_house(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A thatched cottage with mud walls."""
    sheet = Sheet()
    straw = chosen(colours, 0, "#c9a566")
    sheet.box(-70, -46, 140, 46, "#c9ab86")
    for x in (-70.0, -24.0, 22.0, 64.0):
        sheet.box(x, -48, 6, 48, WOOD, across=True)
    _papered(sheet, -18, -42, 38, 40, 2, PAPER)
    sheet.box(34, -36, 24, 18, shaded("#c9ab86", 0.5))
    sheet.shape(
        [
            (-98, -42),
            (-88, -70),
            (-50, -98),
            (0, -106),
            (50, -98),
            (88, -70),
            (98, -42),
            (50, -48),
            (0, -46),
            (-50, -48),
        ],
        straw,
        corners=(0, 6),
    )
    for i in range(90):
        x = float(chance.uniform(-84, 84))
        top = -100 + 0.0062 * x * x + float(chance.uniform(0, 26))
        if top > -60:
            continue
        sheet.limb(
            [(x, top), (x * 1.06, top + 16)],
            [1.5, 0.6],
            (shaded(straw, 0.24), lit(straw, 0.32))[i % 2],
            depth=0,
            opacity=0.55,
        )
    for x in (-60, -30, 0, 30, 60):
        sheet.limb(
            [(x * 0.7, -103 + 0.004 * x * x), (x * 1.2, -50)],
            [1.3, 1.3],
            shaded(straw, 0.4),
            depth=0,
            opacity=0.6,
        )
    return sheet


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


def apartment(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean apartment block with rows of balconies."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#d9d0c0")
    sheet.polygon([(70, 0), (70, -280), (96, -272), (96, 0)], shaded(wall, 0.34), across=True)
    sheet.box(-80, -280, 150, 280, wall)
    for row in range(13):
        y = -272 + row * 20.4
        for column in range(6):
            x = -75 + column * 24.2
            light = chance.random()
            glass = WARM if light < 0.16 else mix("#6e8391", "#9fb0b5", float(chance.random()))
            sheet.box(x, y, 20, 12, glass, depth=0.6)
            sheet.box(x + 9.4, y, 1.2, 12, "#efe9dd", depth=0)
            sheet.box(x - 1, y + 10, 22, 4.4, mix(wall, "#ffffff", 0.3), depth=0.4)
    sheet.box(-84, -286, 158, 8, shaded(wall, 0.2))
    sheet.box(-20, -302, 34, 17, shaded(wall, 0.1))
    sheet.box(-14, -16, 26, 16, "#5a5f66")
    return sheet


def tower_block(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An office tower, many windows lit."""
    sheet = Sheet()
    wall = chosen(colours, 0, ("#4d5b70", "#5f6a72", "#3f4a60")[int(chance.integers(3))])
    sheet.polygon([(48, 0), (48, -320), (72, -308), (72, 0)], shaded(wall, 0.4), across=True)
    sheet.box(-56, -320, 104, 320, wall)
    for row in range(22):
        for column in range(7):
            x, y = -50 + column * 14, -312 + row * 14
            glass = WARM if chance.random() < 0.34 else lit(wall, 0.16)
            sheet.box(x, y, 10, 8.6, glass, depth=0.4)
    sheet.box(-30, -334, 44, 14, shaded(wall, 0.15))
    sheet.limb([(-8, -334), (-8, -372)], [2.4, 0.8], "#8a8f96")
    sheet.oval(-8, -372, 2.2, 2.2, "#d9604f", depth=0.2)
    sheet.box(-22, -20, 34, 20, "#2d3440")
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


def _eaves(sheet: Sheet, y: float, half: float, tile: str, high: float = 20) -> None:
    """One tier of a curved tiled roof."""
    sheet.shape(
        [
            (-half, y),
            (-half * 0.6, y + 5),
            (0, y + 7),
            (half * 0.6, y + 5),
            (half, y),
            (half * 0.55, y - high),
            (-half * 0.55, y - high),
        ],
        tile,
        corners=(0, 4, 5, 6),
    )
    _tiles(
        sheet,
        (-half * 0.52, y - high),
        (half * 0.52, y - high),
        (-half * 0.92, y + 1),
        (half * 0.92, y + 1),
        tile,
        14,
    )
    sheet.limb(
        [(-half, y - 0.6), (-half * 0.5, y + 4.4), (half * 0.5, y + 4.4), (half, y - 0.6)],
        [3, 2.4, 2.4, 3],
        "#7d9a86",
        across=False,
    )


def temple(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean temple hall with painted eaves."""
    sheet = Sheet()
    for k in range(3):
        sheet.box(-96 + k * 6, -8 - k * 6 + 2, 192 - k * 12, 6, "#a9a196")
    sheet.box(-76, -78, 152, 58, "#a4503c")
    for x in (-80, -44, -8, 28, 64):
        sheet.box(x, -80, 10, 60, "#8c3f33", across=True)
    for x in (-68, -32, 4, 40):
        _papered(sheet, x, -64, 24, 42, 2, "#d9c79a")
    sheet.box(-86, -90, 172, 12, "#4f7a68")
    for i in range(14):
        sheet.oval(-80 + i * 12.3, -84, 3.4, 3.4, ("#d9a441", "#b8463a", "#5c7fa3")[i % 3], depth=0.4)
    tile = chosen(colours, 0, TILE)
    _eaves(sheet, -92, 128, tile, 34)
    sheet.polygon([(-40, -126), (0, -160), (40, -126)], "#8c3f33")
    sheet.shape(
        [
            (-70, -126),
            (-44, -136),
            (-6, -166),
            (6, -166),
            (44, -136),
            (70, -126),
            (34, -128),
            (0, -158),
            (-34, -128),
        ],
        shaded(tile, 0.1),
        corners=(0, 5, 7),
    )
    return sheet


def pagoda(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stone pagoda of five storeys."""
    sheet = Sheet()
    stone = chosen(colours, 0, "#b0a797")
    sheet.box(-46, -10, 92, 10, shaded(stone, 0.12))
    sheet.box(-38, -26, 76, 16, stone)
    y, half = -26.0, 32.0
    for _ in range(5):
        high = half * 0.7
        sheet.box(-half * 0.8, y - high, half * 1.6, high, stone)
        sheet.box(-half * 0.8, y - high, half * 0.3, high, lit(stone, 0.2), depth=0.4)
        y -= high
        sheet.shape(
            [
                (-half * 1.4, y - 5),
                (-half, y),
                (half, y),
                (half * 1.4, y - 5),
                (half * 0.8, y - 10),
                (-half * 0.8, y - 10),
            ],
            shaded(stone, 0.14),
            corners=(0, 3, 4, 5),
        )
        y, half = y - 10, half * 0.82
    sheet.limb([(0, y), (0, y - 30)], [5, 1.6], shaded(stone, 0.2))
    sheet.oval(0, y - 8, 7, 4, stone)
    sheet.oval(0, y - 17, 4.6, 3, stone)
    return sheet


def pavilion(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An open Korean pavilion on posts."""
    sheet = Sheet()
    for x in (-58, -20, 20, 58):
        sheet.limb([(x, 0), (x, -88)], [7, 6.4], "#8c4a38")
    sheet.box(-70, -36, 140, 6, lit(WOOD, 0.2))
    for x in range(-64, 66, 12):
        sheet.box(x, -52, 2, 17, WOOD, depth=0.4)
    sheet.box(-70, -54, 140, 3.4, WOOD)
    sheet.box(-74, -94, 148, 8, "#4f7a68")
    tile = chosen(colours, 0, TILE)
    _eaves(sheet, -94, 108, tile, 34)
    sheet.limb([(-58, -130), (0, -127), (58, -130)], [6, 6, 6], shaded(tile, 0.2), across=False)
    return sheet


def palace_gate(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tiled gate with two wooden doors."""
    sheet = Sheet()
    sheet.box(-50, -74, 10, 74, WOOD, across=True)
    sheet.box(40, -74, 10, 74, WOOD, across=True)
    for x in (-40, 1):
        sheet.box(x, -70, 39, 70, chosen(colours, 0, "#8a5c42"))
        for k in range(1, 5):
            sheet.box(x + k * 7.8, -70, 1, 70, shaded("#8a5c42", 0.4), depth=0)
    for x in (-6, 6):
        sheet.oval(x, -36, 3, 3, "#c9b07a")
    sheet.box(-56, -82, 112, 9, shaded(WOOD, 0.2))
    _eaves(sheet, -82, 82, TILE, 26)
    sheet.limb([(-50, -110), (0, -107), (50, -110)], [6, 6, 6], shaded(TILE, 0.2), across=False)
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


def hospital(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hospital: a pale block with rows of windows and a green cross."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#e6e2d8")
    sheet.box(-110, -90, 220, 90, shaded(wall, 0.06))
    sheet.box(-56, -170, 112, 170, wall)
    for row in range(6):
        for column in range(4):
            sheet.box(
                -48 + column * 25,
                -132 + row * 20,
                18,
                12,
                WARM if chance.random() < 0.25 else "#8fa6b0",
                depth=0.5,
            )
    for row in range(3):
        for column in (-102, -80, 62, 84):
            sheet.box(column, -78 + row * 24, 16, 13, WARM if chance.random() < 0.2 else "#8fa6b0", depth=0.5)
    for w, h in ((26, 8), (8, 26)):
        sheet.box(-w / 2, -152 - h / 2, w, h, "#4f8f72", depth=0.5)
    sheet.box(-28, -30, 56, 5, "#5c6b74")
    sheet.box(-16, -25, 32, 25, "#6f8793")
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
    _tiles(sheet, (-56, -112), (56, -112), (-80, -71), (80, -71), "#8a5346", 18)
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


def skyline(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A city far off: towers of many heights, windows alight."""
    sheet = Sheet()
    main = chosen(colours, 0, "#56627a")
    for far in (0.55, 0.28, 0.0):
        x = -240.0
        while x < 226:
            w = float(chance.uniform(24, 48))
            high = float(chance.uniform(60, 150)) * (1.25 - 0.6 * abs(x) / 240) * (0.8 + 0.5 * far)
            tone = mix(main, "#b9bfc9", far)
            sheet.box(x, -high, w, high, tone)
            sheet.box(x + w * 0.72, -high, w * 0.28, high, shaded(tone, 0.2), depth=0.5, opacity=0.8)
            for row in range(int(high // 9)):
                for column in range(int(w // 8)):
                    if chance.random() < 0.3 * (1 - far):
                        sheet.box(x + 3 + column * 8, -high + 4 + row * 9, 4, 4.6, WARM, depth=0, opacity=0.9)
            x += w + float(chance.uniform(-4, 10))
    return sheet
