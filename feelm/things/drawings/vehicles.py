"""Buses, trains, cars and bicycles on y = 0 as the road. They look right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.materials import GLASS, WARM
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def _wheel(sheet: Sheet, x: float, r: float, phase: float = 0.0) -> None:
    sheet.oval(x, -r, r, r, "#35323a")
    sheet.oval(x, -r, r * 0.56, r * 0.56, "#a5a4a6")
    for k in range(3):
        a = 2 * math.pi * (k / 3 + phase / 3)
        sheet.oval(
            x + r * 0.3 * math.cos(a), -r + r * 0.3 * math.sin(a), r * 0.1, r * 0.1, "#5a585e", depth=0
        )


def draw_panes(sheet: Sheet, x: float, y: float, w: float, h: float, count: int, glass: str = GLASS) -> None:
    """Draw a row of window panes within a box, each with its light."""
    each = w / count
    for i in range(count):
        at = x + i * each
        sheet.shape(
            [
                (at + 1.6, y + 2),
                (at + 3, y),
                (at + each - 3, y),
                (at + each - 1.6, y + 2),
                (at + each - 1.6, y + h),
                (at + 1.6, y + h),
            ],
            glass,
            corners=(4, 5),
        )
        sheet.polygon(
            [(at + 3, y + 1), (at + each * 0.5, y + 1), (at + each * 0.2, y + h - 1), (at + 2.4, y + h - 1)],
            lit(glass, 0.55),
            depth=0,
            opacity=0.35,
        )


def bus(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A city bus from the side."""
    sheet = Sheet()
    mains = ("#4f7d62", "#48699a", "#b5523f", "#d0a24a")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    hull = [(-118, -14), (-119, -84), (-112, -96), (104, -96), (116, -88), (121, -46), (120, -14)]
    sheet.shape(hull, main, corners=(0, 6))
    sheet.polygon([(-118, -14), (-118, -40), (121, -40), (120, -14)], lit(main, 0.62), depth=0.8)
    sheet.box(-118, -43, 239, 4, shaded(main, 0.25))
    draw_panes(sheet, -112, -86, 176, 38, 6)
    sheet.box(68, -84, 22, 68, shaded(main, 0.3))
    sheet.box(70, -81, 8.6, 62, GLASS)
    sheet.box(80, -81, 8.6, 62, GLASS)
    sheet.shape([(94, -86), (113, -86), (118, -50), (94, -50)], GLASS, corners=(0, 1, 2, 3))
    for x in (-74, 48):
        sheet.oval(x, -14, 19, 17, shaded(main, 0.6))
        _wheel(sheet, x, 14, phase)
    sheet.oval(118, -24, 3.2, 4.4, "#f8e8b6", depth=0.3)
    sheet.box(-119, -32, 3, 8, "#c8463a", depth=0.4)
    sheet.box(94, -94, 20, 6, "#34363c", depth=0.3)
    return sheet


def car(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small old car."""
    sheet = Sheet()
    mains = ("#b5553f", "#57798c", "#d9c9a3", "#6f8a63")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    sheet.shape([(-38, -32), (-30, -54), (-16, -60), (16, -60), (30, -50), (40, -32)], main)
    sheet.shape([(-32, -33), (-26, -50), (-2, -54), (-2, -33)], GLASS, corners=(0, 2, 3))
    sheet.shape([(3, -33), (3, -54), (18, -54), (32, -33)], GLASS, corners=(0, 1, 3))
    sheet.shape(
        [(-70, -12), (-72, -28), (-58, -36), (0, -38), (44, -36), (68, -28), (74, -14), (68, -9), (-66, -9)],
        main,
    )
    sheet.box(-66, -17, 136, 3, lit(main, 0.5), depth=0, opacity=0.5)
    for x in (-42, 44):
        sheet.oval(x, -12, 15, 14, shaded(main, 0.6))
        _wheel(sheet, x, 11.5, phase)
    sheet.oval(70, -23, 3.4, 4.4, "#f8e8b6", depth=0.4)
    sheet.oval(-70, -23, 2.6, 4, "#c8463a", depth=0.4)
    return sheet


def train(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An engine and two carriages of a slow train."""
    sheet = Sheet()
    main = chosen(colours, 0, ("#4f6f8c", "#a8503f", "#55785f")[int(chance.integers(3))])
    for i, left in enumerate((-330, -166)):
        sheet.box(left, -92, 156, 76, main)
        sheet.shape(
            [(left - 2, -90), (left + 6, -100), (left + 150, -100), (left + 158, -90)],
            shaded(main, 0.35),
            corners=(0, 3),
        )
        sheet.box(left, -46, 156, 9, "#eadfc6", depth=0.6)
        draw_panes(sheet, left + 8, -84, 140, 32, 6, WARM if i else mix(WARM, GLASS, 0.2))
        for x in (left + 26, left + 46, left + 110, left + 130):
            _wheel(sheet, x, 10, phase)
        sheet.box(left + 156, -24, 10, 6, "#3d3a40")
    sheet.shape(
        [(-2, -16), (-2, -96), (8, -104), (96, -104), (128, -84), (150, -50), (152, -16)],
        shaded(main, 0.12),
        corners=(0, 6),
    )
    sheet.polygon([(-2, -50), (150, -50), (151.6, -38), (-2, -38)], "#eadfc6", depth=0.6)
    sheet.shape([(100, -92), (122, -80), (136, -58), (100, -58)], GLASS, corners=(0, 3))
    draw_panes(sheet, 12, -90, 78, 30, 3)
    for x in (22, 44, 102, 124):
        _wheel(sheet, x, 10, phase)
    sheet.box(-330, -19, 482, 5, "#3d3a40")
    sheet.glow(148, -30, 22, "#fff0c0", 0.6)
    sheet.oval(147, -30, 4.4, 4.4, "#fdf2cc", depth=0.3)
    return sheet


def railway_car(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A single carriage."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5d7d6c")
    sheet.box(-120, -92, 240, 76, main)
    sheet.shape([(-122, -90), (-112, -101), (112, -101), (122, -90)], shaded(main, 0.35), corners=(0, 3))
    sheet.box(-120, -46, 240, 9, "#eadfc6", depth=0.6)
    draw_panes(sheet, -92, -84, 184, 32, 8)
    for x in (-112, 96):
        sheet.box(x, -82, 16, 64, shaded(main, 0.25))
        sheet.box(x + 3, -78, 10, 26, GLASS)
    for x in (-84, -60, 60, 84):
        _wheel(sheet, x, 11, phase)
    return sheet


def bicycle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bicycle with a basket."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a8483c")
    for x in (-38, 38):
        for k in range(28):
            a, b = 2 * math.pi * k / 28, 2 * math.pi * (k + 1) / 28
            sheet.limb(
                [
                    (x + 25 * math.cos(a), -25.6 + 25 * math.sin(a)),
                    (x + 25 * math.cos(b), -25.6 + 25 * math.sin(b)),
                ],
                [2.8, 2.8],
                "#3a363b",
                depth=0,
            )
        for k in range(10):
            a = math.pi * (k + phase) / 10 * 2
            sheet.limb(
                [(x, -25.6), (x + 23 * math.cos(a), -25.6 + 23 * math.sin(a))], [0.6, 0.6], "#9b989b", depth=0
            )
    tubes: tuple[list[Point], ...] = (
        [(-38, -25.6), (-4, -25.6), (28, -58)],
        [(-38, -25.6), (-16, -60), (-4, -25.6)],
        [(-16, -60), (27, -62)],
        [(38, -25.6), (28, -58), (24, -72)],
    )
    for path in tubes:
        for start, end in pairwise(path):
            sheet.limb([start, end], [3.2, 3.2], main)
    sheet.limb([(24, -72), (14, -76), (6, -74)], [2.6, 2.6, 3.4], "#4b4347")
    sheet.shape([(-28, -68), (-10, -67), (-6, -64), (-16, -62), (-26, -62)], "#4e3a34")
    sheet.limb([(-16, -60), (-18, -64)], [3, 3], "#77757a")
    sheet.polygon([(32, -72), (54, -72), (50, -52), (36, -52)], "#b08a58")
    sheet.oval(-4, -25.6, 7, 7, "#77757a", depth=0.5)
    return sheet


def railway_track(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Rails on their sleepers, running across the picture on a bed of stones."""
    sheet = Sheet()
    steel = chosen(colours, 0, "#8d8f94")
    sheet.shape([(-260, 0), (-236, -26), (236, -26), (260, 0)], "#9b9186", corners=(0, 1, 2, 3))
    at = [(float(chance.uniform(-240, 240)), float(chance.uniform(-20, -2))) for _ in range(160)]
    sheet.dabs(at, 4.4, ("#8a8077", "#aca297", "#776f68"), chance, flat=0.7)
    for x in range(-228, 229, 24):
        sheet.polygon([(x - 5, -34), (x + 7, -34), (x + 9, -18), (x - 9, -18)], "#6d5142")
    for y, h in ((-38, 4.4), (-26, 6.0)):
        sheet.box(-250, y, 500, h, steel)
        sheet.box(-250, y, 500, 1.4, lit(steel, 0.6), depth=0, opacity=0.8)
    return sheet


def sled(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden sled."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a9744a")
    for shade, y in ((0.3, -8.0), (0.0, 0.0)):
        sheet.limb(
            [(-66, y - 3), (40, y - 3), (66, y - 12), (70, y - 28)], [5, 5, 5, 3.4], shaded("#8d5f41", shade)
        )
        for x in (-44, 0, 36):
            sheet.limb([(x, y - 4), (x, y - 26)], [4, 4], shaded(main, shade + 0.1))
    for k in range(3):
        sheet.polygon(
            [
                (-66 + 4 * k, -28 - 5 * k),
                (58 + 4 * k, -28 - 5 * k),
                (60 + 4 * k, -33 - 5 * k),
                (-64 + 4 * k, -33 - 5 * k),
            ],
            lit(main, 0.08 * k),
        )
    sheet.limb([(68, -24), (88, -16), (106, -34)], [1.4, 1.4, 1.4], "#c8553d", depth=0)
    return sheet


def truck(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small lorry with crates on its bed."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5b7f96")
    sheet.box(-112, -34, 200, 14, "#4b4a50")
    for k, (x, y) in enumerate(((-100, -70), (-66, -70), (-32, -70), (-84, -98), (-48, -98))):
        sheet.box(x, y, 31, 27, ("#b58f5c", "#a67d4c")[k % 2], depth=0.7)
        sheet.limb([(x + 2, y + 9), (x + 29, y + 9)], [1.6, 1.6], "#7a5a38", depth=0)
    sheet.box(-114, -50, 126, 20, shaded(main, 0.1))
    sheet.shape(
        [(18, -22), (18, -94), (28, -100), (70, -100), (88, -58), (108, -52), (112, -22)],
        main,
        corners=(0, 6),
    )
    sheet.shape([(48, -58), (48, -90), (66, -90), (80, -58)], GLASS, corners=(0, 1, 2, 3))
    sheet.box(40, -50, 2.4, 26, shaded(main, 0.35), depth=0)
    for x in (-78, 72):
        sheet.oval(x, -18, 24, 21, shaded(main, 0.6))
        _wheel(sheet, x, 18, phase)
    sheet.oval(109, -38, 3.4, 5, "#f8e8b6", depth=0.4)
    return sheet


def tram(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old tram under its wire."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4f7d62")
    sheet.limb([(-10, -112), (12, -134), (-2, -150)], [3, 3, 2.4], "#4b4a50")
    sheet.limb([(-26, -150), (24, -150)], [2.4, 2.4], "#4b4a50")
    sheet.shape([(-104, -104), (-96, -114), (96, -114), (104, -104)], "#d5c9ae", corners=(0, 3))
    sheet.shape(
        [(-112, -14), (-114, -58), (-104, -104), (104, -104), (114, -58), (112, -14)],
        "#e7dcc3",
        corners=(0, 5),
    )
    sheet.shape([(-112, -14), (-114, -52), (114, -52), (112, -14)], main, corners=(0, 1, 2, 3))
    draw_panes(sheet, -82, -96, 164, 38, 7)
    for x in (-104, 86):
        sheet.box(x, -98, 18, 82, shaded(main, 0.3))
        sheet.box(x + 2.5, -95, 13, 44, GLASS)
    sheet.box(-114, -55, 228, 4, "#d9b35c", depth=0.4)
    for x in (-58, -34, 34, 58):
        _wheel(sheet, x, 10, phase)
    sheet.box(-72, -16, 144, 7, "#3a3a40")
    sheet.oval(113, -34, 4, 5, "#f8e8b6", depth=0.3)
    return sheet


def motorcycle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small motorcycle, as it brings the mail."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a8413b")
    for x in (-58, 60):
        sheet.oval(x, -27, 27, 27, "#2f2d33")
        sheet.oval(x, -27, 19, 19, "#b9b4aa")
        sheet.oval(x, -27, 5, 5, "#4b4a50")
    sheet.limb([(60, -27), (44, -64), (36, -84)], [5, 6, 5], "#8d9196")
    sheet.limb([(-58, -27), (-20, -34), (20, -30)], [7, 15, 12], "#5a5c62")
    sheet.shape(
        [(-62, -56), (-30, -50), (4, -56), (30, -70), (42, -54), (24, -36), (-22, -34), (-50, -40)], main
    )
    sheet.shape([(-64, -58), (-56, -68), (-6, -66), (4, -57), (-28, -53)], "#3a3034")
    sheet.limb([(26, -86), (40, -84), (46, -92)], [5, 5, 4], "#4b4a50")
    sheet.oval(50, -72, 8, 9, "#f1e6c4", depth=0.5)
    sheet.box(-88, -92, 36, 32, shaded(main, 0.15))
    sheet.limb([(-84, -34), (-40, -26)], [9, 6], "#9aa0a4")
    return sheet


def handcart(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A two-wheeled cart with straw on it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a6644")
    for i in range(40):
        x = -70 + 110 * float(chance.random())
        y = -58 - 22 * float(chance.random()) * (1 - ((x + 15) / 60) ** 2)
        sheet.limb(
            [(x - 14, y), (x + 16, y - float(chance.normal(2, 4)))],
            [2, 3],
            ("#d0ac62", "#b8934c", "#e0c27e")[i % 3],
            depth=0,
        )
    sheet.polygon([(-82, -60), (52, -60), (44, -36), (-76, -36)], main)
    sheet.limb([(44, -44), (124, -40)], [6, 5], shaded(main, 0.15))
    sheet.limb([(118, -44), (124, -34)], [5, 5], shaded(main, 0.3))
    sheet.oval(-18, -32, 33, 32, shaded(main, 0.4))
    sheet.oval(-18, -32, 26, 25, "#d5c8b2", depth=0.2)
    for k in range(8):
        a = math.pi * (k / 4 + phase / 4)
        sheet.limb(
            [(-18, -32), (-18 + 27 * math.cos(a), -32 + 26 * math.sin(a))], [4, 3.4], shaded(main, 0.2)
        )
    sheet.oval(-18, -32, 7, 7, shaded(main, 0.45))
    return sheet


def tractor(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tractor."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b8453a")
    sheet.box(22, -84, 62, 38, main)
    sheet.limb([(62, -84), (62, -118)], [6, 5], "#4b4a50")
    sheet.polygon([(-40, -84), (22, -84), (16, -130), (-34, -130)], GLASS, opacity=0.6)
    for x0, x1 in ((-40, -34), (22, 16)):
        sheet.limb([(x0, -84), (x1, -130)], [5, 5], shaded(main, 0.2))
    sheet.box(-42, -136, 66, 8, main)
    sheet.box(-44, -84, 70, 46, shaded(main, 0.12))
    for x, r in ((-24, 44.0), (64, 27.0)):
        sheet.oval(x, -r, r, r, "#35323a")
        sheet.oval(x, -r, r * 0.6, r * 0.6, "#d9b35c")
        for k in range(6):
            a = 2 * math.pi * (k / 6 + phase / 6)
            sheet.oval(
                x + r * 0.4 * math.cos(a), -r + r * 0.4 * math.sin(a), r * 0.07, r * 0.07, "#6b5330", depth=0
            )
    return sheet


def locomotive(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A steam engine with its plume."""
    sheet = Sheet()
    main = chosen(colours, 0, "#3a4048")
    for k in range(7):
        drift = (k + phase) % 7
        sheet.oval(
            66 - 22 * drift,
            -124 - 9 * drift,
            11 + 5 * drift,
            8 + 3.6 * drift,
            "#ece7de",
            depth=0.4,
            opacity=max(0.0, 0.75 - 0.1 * drift),
        )
    sheet.box(56, -112, 16, 34, shaded(main, 0.2), across=True)
    sheet.limb([(-30, -62), (88, -62)], [46, 46], main, round_start=False)
    for x in (-4, 30, 62):
        sheet.box(x, -86, 5, 48, "#b08d4a", depth=0.5)
    sheet.oval(102, -62, 12, 22, shaded(main, 0.3))
    sheet.box(-86, -108, 58, 70, shaded(main, 0.05))
    sheet.box(-76, -98, 36, 26, GLASS)
    sheet.box(-92, -114, 70, 8, shaded(main, 0.3))
    sheet.box(-92, -38, 206, 10, "#7d3a34")
    sheet.polygon([(108, -30), (134, -4), (108, -4)], "#7d3a34")
    for x, r in ((-66, 20.0), (-20, 20.0), (26, 20.0), (72, 13.0), (98, 13.0)):
        _wheel(sheet, x, r, phase)
    sheet.limb(
        [(-66, -20 + 5 * math.sin(2 * math.pi * phase)), (26, -20 + 5 * math.sin(2 * math.pi * phase))],
        [5, 5],
        "#b9bcc0",
    )
    sheet.oval(108, -84, 7, 7, "#f6e3a4", depth=0.3)
    return sheet
