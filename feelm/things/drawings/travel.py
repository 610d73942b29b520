"""Boats on y = 0 as the water line, buses, trains, cars, bicycles on y = 0 as the road. They look right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
GLASS = "#7d97a6"
WARM = "#f5d692"


def _wheel(sheet: Sheet, x: float, r: float, phase: float = 0.0) -> None:
    sheet.oval(x, -r, r, r, "#35323a")
    sheet.oval(x, -r, r * 0.56, r * 0.56, "#a5a4a6")
    for k in range(3):
        a = 2 * math.pi * (k / 3 + phase / 3)
        sheet.oval(
            x + r * 0.3 * math.cos(a), -r + r * 0.3 * math.sin(a), r * 0.1, r * 0.1, "#5a585e", depth=0
        )


def _panes(sheet: Sheet, x: float, y: float, w: float, h: float, count: int, glass: str = GLASS) -> None:
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
    _panes(sheet, -112, -86, 176, 38, 6)
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
        _panes(sheet, left + 8, -84, 140, 32, 6, WARM if i else mix(WARM, GLASS, 0.2))
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
    _panes(sheet, 12, -90, 78, 30, 3)
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
    _panes(sheet, -92, -84, 184, 32, 8)
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


def _hull(
    sheet: Sheet, left: float, right: float, deep: float, colour: str, sheer: float = 10.0, keel: float = 4.0
) -> None:
    """A hull whose lower edge lies on the water."""
    middle = (left + right) / 2
    sheet.shape(
        [
            (left, -deep - sheer * 0.6),
            (middle, -deep),
            (right, -deep - sheer),
            (right - deep * 0.7, 0),
            (middle, keel * 0),
            (left + deep * 0.45, 0),
        ],
        colour,
        corners=(0, 2, 3, 5),
    )
    sheet.shape(
        [
            (left, -deep - sheer * 0.6),
            (middle, -deep),
            (right, -deep - sheer),
            (right - 2, -deep - sheer + 4),
            (middle, -deep + 4),
            (left + 1, -deep - sheer * 0.6 + 4),
        ],
        lit(colour, 0.5),
        corners=(0, 2, 3, 5),
        depth=0.5,
    )


def rowing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden rowing boat with its oars in."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a5f41")
    sheet.shape([(-80, -28), (0, -20), (82, -32), (60, -17), (-56, -15)], shaded(main, 0.5), corners=(0, 2))
    for x in (-36, 6):
        sheet.box(x, -23, 20, 4, lit(main, 0.3))
    _hull(sheet, -84, 86, 18, main, 14)
    for y in (-13, -7):
        sheet.limb(
            [(-72, y - 5), (0, y), (70, y - 7)], [0.7, 1, 0.7], shaded(main, 0.4), depth=0, opacity=0.6
        )
    sheet.limb([(-30, -34), (30, -20), (66, -4)], [2.4, 2.2, 2.2], "#b98d5c")
    sheet.oval(70, -2.6, 9, 2.4, "#b98d5c", turn=0.4)
    return sheet


def fishing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small fishing boat with a wheelhouse, a mast and lamps."""
    sheet = Sheet()
    main = chosen(colours, 0, ("#4d6f86", "#5d7f72", "#9a4f42")[int(chance.integers(3))])
    for path in ([(-18, -128), (-96, -40)], [(-18, -128), (98, -46)]):
        sheet.limb([(float(x), float(y)) for x, y in path], [0.9, 0.9], "#5b5458", depth=0)
    sheet.limb([(-18, -30), (-18, -130)], [4, 2.4], "#7a5c48")
    for x, y in ((-60, -80), (20, -102), (58, -74)):
        sheet.glow(x, y, 10, "#ffe7a6", 0.5)
        sheet.oval(x, y, 3, 4, "#fbeec4", depth=0.3)
    sheet.box(-66, -72, 42, 46, "#ece5d6")
    sheet.box(-70, -76, 50, 6, shaded(main, 0.2))
    for x in (-61, -45):
        sheet.box(x, -64, 13, 14, GLASS)
    _hull(sheet, -100, 104, 26, main, 18)
    sheet.limb([(-94, -14), (0, -9), (88, -16)], [3, 3, 2], "#e9dfcc", depth=0.4)
    for x in (34, 48):
        sheet.oval(x, -32, 8, 5, "#d98a45", turn=0.3)
    sheet.polygon([(-18, -128), (2, -122), (-18, -114)], chosen(colours, 1, "#c8513f"))
    return sheet


def sailing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sailing boat."""
    sheet = Sheet()
    sail = chosen(colours, 0, ("#f0e6d2", "#c9694a", "#e3c38a")[int(chance.integers(3))])
    sheet.limb([(0, -20), (0, -168)], [3.6, 2], "#6d5140")
    sheet.shape([(-4, -160), (-30, -92), (-62, -36), (-32, -32), (-4, -34)], sail, corners=(0, 2, 4))
    sheet.shape([(5, -150), (30, -92), (66, -34), (32, -36), (5, -36)], shaded(sail, 0.12), corners=(0, 2, 4))
    for t in (0.3, 0.55, 0.8):
        sheet.limb(
            [(-4, -160 + 124 * t), (-4 - 48 * t, -158 + 120 * t)],
            [0.6, 1.0],
            shaded(sail, 0.3),
            depth=0,
            opacity=0.5,
        )
    _hull(sheet, -66, 82, 20, chosen(colours, 1, "#6b4636"), 12)
    sheet.limb([(-60, -11), (0, -8), (66, -12)], [2, 2.4, 2], "#e9dfcc", depth=0.3)
    return sheet


def ferry(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A ferry with two decks and a funnel."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e6e0d3")
    sheet.polygon([(-36, -110), (-30, -146), (-2, -146), (2, -110)], chosen(colours, 1, "#b5503f"))
    sheet.box(-35, -140, 36, 8, "#f0e8d8", depth=0.5)
    sheet.box(-100, -112, 150, 28, main)
    _panes(sheet, -94, -107, 138, 16, 8)
    sheet.box(-128, -84, 216, 34, main)
    _panes(sheet, -120, -78, 196, 18, 11)
    for x in range(-132, 94, 14):
        sheet.limb([(x, -84), (x, -92)], [1, 1], "#8d8f92", depth=0)
    sheet.limb([(-132, -92), (92, -92)], [1, 1], "#8d8f92", depth=0)
    _hull(sheet, -156, 160, 46, "#3f5a78", 20)
    sheet.limb([(-146, -18), (0, -13), (136, -18)], [5, 5, 4], "#b5503f", depth=0.5)
    return sheet


def ship(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A freighter far out at sea."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7a4a44")
    sheet.box(-150, -128, 60, 82, "#e3dccd")
    for row in range(4):
        _panes(sheet, -146, -122 + row * 16, 52, 8, 6)
    sheet.polygon([(-132, -128), (-128, -156), (-108, -156), (-104, -128)], "#46566b")
    for i in range(9):
        for row in range(2 if i % 3 else 3):
            sheet.box(
                -84 + i * 24,
                -64 - row * 16,
                23,
                15,
                ("#a85a44", "#5d7f8c", "#c9a25a", "#6f8a63", "#8a5a70")[(i * 2 + row) % 5],
            )
    _hull(sheet, -180, 184, 50, main, 18)
    sheet.limb([(-164, -8), (0, -4), (150, -8)], [8, 8, 6], shaded(main, 0.4), depth=0.4)
    return sheet


def paper_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A boat folded from paper."""
    sheet = Sheet()
    paper = chosen(colours, 0, "#f3ecdd")
    sheet.polygon([(0, -62), (-34, -22), (0, -18)], paper)
    sheet.polygon([(0, -62), (34, -22), (0, -18)], shaded(paper, 0.2))
    sheet.polygon([(-64, -34), (-38, 0), (0, 0), (0, -20)], lit(paper, 0.1))
    sheet.polygon([(64, -34), (38, 0), (0, 0), (0, -20)], shaded(paper, 0.26))
    return sheet


def airplane(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An aeroplane in the sky, from the side."""
    sheet = Sheet()
    main = chosen(colours, 0, "#ebe6dc")
    sheet.polygon([(-10, -4), (-46, -40), (-30, -40), (24, -6)], shaded(main, 0.25))
    sheet.polygon([(-92, -6), (-116, -42), (-98, -42), (-70, -8)], chosen(colours, 1, "#bb5746"))
    sheet.shape([(-108, -4), (-60, -13), (60, -14), (98, -8), (112, 3), (92, 10), (20, 13), (-60, 10)], main)
    sheet.polygon([(16, 6), (-34, 46), (-54, 46), (-22, 6)], shaded(main, 0.1))
    for i in range(12):
        sheet.oval(-58 + i * 12, -4, 2.4, 2.8, "#5f7a8c", depth=0.2)
    sheet.polygon([(88, -8), (101, -4), (98, 0), (86, -1)], "#5f7a8c", depth=0.4)
    return sheet


def hot_air_balloon(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hot-air balloon."""
    sheet = Sheet()
    tones = (chosen(colours, 0, "#c2573f"), chosen(colours, 1, "#efdfbf"))
    for x in (-13, 13):
        sheet.limb([(x, -22), (x * 2.4, -66)], [0.9, 0.9], "#6d5a4c", depth=0)
    sheet.box(-14, -24, 28, 24, "#a5783f")
    whole = [
        (-64, -140),
        (-46, -186),
        (0, -204),
        (46, -186),
        (64, -140),
        (40, -92),
        (16, -62),
        (-16, -62),
        (-40, -92),
    ]
    sheet.shape(whole, tones[0])
    for k, (a, b) in enumerate(((-0.72, -0.36), (-0.02, 0.34), (0.68, 0.92))):
        stripe = [
            (a * 64, -140),
            (a * 44, -188),
            (0, -204),
            (b * 44, -188),
            (b * 64, -140),
            (b * 18, -62),
            (a * 18, -62),
        ]
        sheet.shape(stripe, shaded(tones[1], 0.14 * k), corners=(2, 5, 6))
    return sheet


def kite(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean shield kite with a tail."""
    sheet = Sheet()
    main = chosen(colours, 0, "#f2eadb")
    sway = 6 * math.sin(2 * math.pi * phase)
    for side in (-1, 1):
        sheet.limb(
            [(side * 18, 26), (side * 24 + sway, 54), (side * 18 - sway, 84)],
            [4, 4, 3],
            chosen(colours, 1, "#c2503f"),
            depth=0.3,
        )
    sheet.polygon([(-30, -40), (30, -40), (26, 30), (-26, 30)], main)
    sheet.polygon([(-30, -40), (30, -40), (29.4, -24), (-29.4, -24)], "#3f5f8a", depth=0.6)
    sheet.oval(0, -4, 13, 13, chosen(colours, 1, "#c2503f"))
    sheet.oval(0, -4, 6, 6, main, depth=0.3)
    return sheet


def suitcase(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old leather suitcase."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8f5f3f")
    sheet.limb([(-14, -58), (-12, -70), (12, -70), (14, -58)], [4, 4, 4, 4], shaded(main, 0.4))
    sheet.shape(
        [(-52, -4), (-52, -56), (-48, -60), (48, -60), (52, -56), (52, -4), (48, 0), (-48, 0)],
        main,
        corners=(0, 1, 2, 3, 4, 5, 6, 7),
    )
    for x in (-34, 26):
        sheet.box(x, -60, 8, 60, shaded(main, 0.35))
        sheet.box(x + 1, -42, 6, 6, "#cfae6a")
    for x, y in ((-52, -60), (44, -60), (-52, -8), (44, -8)):
        sheet.box(x, y, 8, 8, shaded(main, 0.45), depth=0.5)
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
