"""Korean buildings: tiled and thatched houses, temples, gates, pagodas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import WOOD
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
TILE = "#4a4d58"


PAPER = "#efe4c8"


def draw_tiles(
    sheet: Sheet, left: Point, right: Point, low_left: Point, low_right: Point, colour: str, rows: int
) -> None:
    """Lines of roof tiles running down between the ridge and the eaves."""
    for i in range(rows):
        t = (i + 0.5) / rows
        top = (left[0] + (right[0] - left[0]) * t, left[1] + (right[1] - left[1]) * t)
        low = (low_left[0] + (low_right[0] - low_left[0]) * t, low_left[1] + (low_right[1] - low_left[1]) * t)
        middle = ((top[0] + low[0]) / 2, (top[1] + low[1]) / 2 + 3)
        sheet.limb([top, middle, low], [0.8, 1.4, 1.7], shaded(colour, 0.32), depth=0, opacity=0.5)


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
    draw_tiles(sheet, (-90, -130), (90, -130), (-142, -79), (142, -79), tile, 30)
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
    draw_tiles(
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
