"""Furniture and small things of rooms, wards, classrooms and carriages, standing on y = 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]
WOOD = "#8a6043"
STEEL = "#a9b0b5"
LINEN = "#f1ebdf"


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


def radio(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old radio of wood with a cloth front."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a5739")
    sheet.limb([(40, -62), (62, -112)], [1.6, 1], STEEL)
    sheet.shape([(-66, -3), (-66, -56), (-56, -66), (56, -66), (66, -56), (66, -3)], main, corners=(0, 5))
    sheet.shape([(-58, -12), (-58, -54), (-52, -58), (4, -58), (8, -54), (8, -12)], "#cdb78d", corners=(0, 5))
    for k in range(9):
        sheet.box(-56 + k * 7, -56, 1.2, 43, shaded("#cdb78d", 0.3), depth=0, opacity=0.6)
    sheet.box(16, -56, 42, 16, "#f4e2ae", depth=0.5)
    sheet.box(34, -56, 1.4, 16, "#c2452f", depth=0)
    for x in (26, 48):
        sheet.oval(x, -24, 8, 8, "#e6d8b8")
        sheet.oval(x, -24, 3, 3, shaded(main, 0.3), depth=0.3)
    for x in (-54, 46):
        sheet.box(x, -3, 9, 3, shaded(main, 0.5))
    return sheet


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


def letter(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A letter half out of its envelope."""
    sheet = Sheet()
    paper = chosen(colours, 0, "#e6d6b4")
    sheet.polygon([(-54, -70), (0, -98), (54, -70)], shaded(paper, 0.25))
    sheet.polygon([(-44, -92), (44, -96), (46, -30), (-42, -30)], "#f7f1e2", depth=0.5)
    for k in range(5):
        sheet.limb(
            [(-34, -86 + k * 9), (30 - 12 * (k == 4), -88 + k * 9)],
            [1.3, 1.0],
            "#6d6a7a",
            depth=0,
            opacity=0.6,
        )
    sheet.polygon([(-54, -70), (0, -32), (54, -70), (54, 0), (-54, 0)], paper)
    sheet.polygon([(-54, 0), (0, -38), (54, 0)], lit(paper, 0.25), depth=0.6)
    sheet.oval(0, -30, 7, 7, "#b8423a")
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


def umbrella(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An open umbrella."""
    sheet = Sheet()
    main = chosen(colours, 0, ("#c2503f", "#d9a843", "#4a6a8c", "#6f8a63")[int(chance.integers(4))])
    sheet.limb([(0, -100), (0, -10), (-3, -2), (-11, -1), (-14, -8)], [2.6, 3, 3.4, 3.4, 3], "#5d4338")
    rim = [(76, -58), (50, -66), (26, -58), (0, -66), (-26, -58), (-50, -66), (-76, -58)]
    sheet.shape(
        [*((float(x), float(y)) for x, y in rim), (-58, -92), (0, -114), (58, -92)],
        main,
        corners=(0, 2, 4, 6),
    )
    for x in (-26, 26):
        sheet.limb(
            [(0, -113), (x * 0.8, -92), (x, -60)], [0.6, 1.2, 1], shaded(main, 0.4), depth=0, opacity=0.6
        )
    sheet.shape(
        [(-76, -58), (-58, -92), (0, -114), (-20, -92), (-26, -58), (-50, -66)],
        lit(main, 0.3),
        corners=(0, 2, 4),
        depth=0.4,
        opacity=0.5,
    )
    sheet.limb([(0, -112), (0, -122)], [2.4, 1], "#5d4338")
    return sheet


def balloon(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A balloon on its string."""
    sheet = Sheet()
    main = chosen(colours, 0, ("#c2453d", "#d9a843", "#4f7f9c", "#b9708c")[int(chance.integers(4))])
    sheet.limb([(0, -100), (3, -66), (-3, -32), (2, 0)], [0.9, 0.8, 0.8, 0.8], "#6d6259", depth=0)
    sheet.shape(
        [(0, -100), (-26, -122), (-33, -150), (-20, -178), (0, -186), (20, -178), (33, -150), (26, -122)],
        main,
    )
    sheet.polygon([(-4, -98), (4, -98), (0, -104)], shaded(main, 0.2))
    sheet.oval(-12, -160, 6.4, 10, lit(main, 0.75), turn=0.5, depth=0, opacity=0.55)
    return sheet


def scarf(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A scarf blowing in the wind."""
    sheet = Sheet()
    main = chosen(colours, 0, "#bb3f38")
    wave = [
        (x, -40 + 11 * math.sin(x / 24 - 2 * math.pi * phase) * (0.3 + x / 130)) for x in range(0, 131, 13)
    ]
    sheet.limb(wave, [16 + 0.06 * i * i for i in range(len(wave))], main, across=False, round_end=False)
    for k in range(4):
        x, y = wave[-1]
        sheet.limb([(x - 2, y - 8 + 5 * k), (x + 9, y - 9 + 6 * k)], [2.4, 1.4], shaded(main, 0.15))
    for x, y in wave[2:9:3]:
        sheet.limb([(x, y - 8), (x + 3, y + 8)], [3, 3], lit(main, 0.6), depth=0, opacity=0.6)
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


def telephone(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old telephone with a dial."""
    sheet = Sheet()
    main = chosen(colours, 0, "#3f4a4c")
    sheet.shape([(-46, 0), (-42, -18), (-24, -46), (24, -46), (42, -18), (46, 0)], main, corners=(0, 5))
    sheet.oval(0, -22, 18, 17, lit(main, 0.4))
    sheet.oval(0, -22, 7, 7, "#efe6d2", depth=0.4)
    for k in range(9):
        a = 0.6 + k * 0.6
        sheet.oval(12.5 * math.cos(a), -22 + 11.8 * math.sin(a), 2.2, 2.2, shaded(main, 0.3), depth=0)
    sheet.limb([(-48, -48), (-34, -62), (34, -62), (48, -48)], [17, 10, 10, 17], main, across=False)
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


def desk_lamp(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A desk lamp, alight."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5d7f78")
    sheet.glow(34, -66, 58, "#ffe2a0", 0.6)
    sheet.oval(-8, -4, 26, 4.4, shaded(main, 0.2))
    sheet.limb([(-8, -5), (-22, -56), (14, -98)], [3.4, 3.4, 3.4], shaded(main, 0.3))
    sheet.shape([(4, -104), (22, -112), (54, -80), (20, -68)], main, corners=(0, 2, 3))
    sheet.oval(37, -74, 14, 6, "#fff2c8", turn=-0.35, depth=0.2)
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
