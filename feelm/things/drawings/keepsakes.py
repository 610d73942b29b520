"""Small things that are kept: ring, comb, mirror, key, toys, presents, shells."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.forms import ball, slab
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
GOLD = "#c9a04c"


def _hoop(sheet: Sheet, at: Point, rx: float, ry: float, thick: float, colour: str) -> None:
    """A ring of metal about a point."""
    turns = np.linspace(0, 2 * math.pi, 25)
    path = [(at[0] + rx * math.cos(a), at[1] + ry * math.sin(a)) for a in turns]
    sheet.limb([(float(x), float(y)) for x, y in path], [thick] * len(path), colour)


def ring(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A gold ring with a small stone."""
    sheet = Sheet()
    main = chosen(colours, 0, GOLD)
    _hoop(sheet, (0, -36), 34, 33, 7.5, main)
    sheet.polygon([(-10, -72), (10, -72), (15, -82), (0, -90), (-15, -82)], "#dfe9ec")
    sheet.polygon([(-10, -72), (10, -72), (0, -62)], "#a9c3cc")
    sheet.glow(-6, -84, 15, "#fff8e2", 0.5 + 0.3 * math.sin(2 * math.pi * phase))
    return sheet


def comb(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden half-moon comb."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a5713f")
    for k in range(21):
        x = -60 + 6 * k
        sheet.limb([(x, -26), (x, -2)], [3.6, 2.2], shaded(main, 0.1), depth=0.3)
    sheet.shape(
        [(-66, -22), (-62, -40), (-34, -60), (0, -66), (34, -60), (62, -40), (66, -22)], main, corners=(0, 6)
    )
    for x, y in ((-22, -42), (0, -47), (22, -42)):
        sheet.oval(x, y, 5, 4, lit(main, 0.45), depth=0.3)
    return sheet


def mirror(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A standing mirror with a wooden frame."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7a5238")
    for side in (-1, 1):
        sheet.limb([(side * 30, -20), (side * 46, 0)], [8, 7], shaded(main, 0.25))
    sheet.oval(0, -96, 54, 84, main)
    sheet.oval(0, -96, 45, 75, "#b8c7cb", depth=0.9)
    sheet.shape(
        [(-30, -140), (-6, -160), (14, -140), (-24, -70), (-38, -92)], "#f2f6f5", depth=0, opacity=0.45
    )
    sheet.shape([(4, -70), (30, -118), (38, -100), (14, -48)], "#f2f6f5", depth=0, opacity=0.28)
    return sheet


def key(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An old key."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a58648")
    _hoop(sheet, (-52, -22), 19, 18, 8, main)
    sheet.limb([(-33, -22), (62, -22)], [8, 7.5], main)
    for x, long in ((40, 18), (54, 22)):
        sheet.box(x, -20, 8, long - 2, shaded(main, 0.1))
    return sheet


def watch(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pocket watch, open, with its chain."""
    sheet = Sheet()
    main = chosen(colours, 0, GOLD)
    for k in range(9):
        sheet.oval(
            -44 - 7 * k, -8 - 6 * math.sin(k * 0.9), 4.6, 3, shaded(main, 0.1 + 0.1 * (k % 2)), turn=0.5 * k
        )
    ball(sheet, (0, -42), 42, main, shine=0.3)
    sheet.oval(0, -42, 34, 34, "#f3ecda", depth=0.4)
    for k in range(12):
        a = math.pi * k / 6
        sheet.oval(27 * math.cos(a), -42 + 27 * math.sin(a), 1.7, 1.7, "#4b4038", depth=0)
    for angle, long, wide in ((-60, 17, 3), (40, 25, 2)):
        a = math.radians(angle - 90)
        sheet.limb(
            [(0, -42), (long * math.cos(a), -42 + long * math.sin(a))], [wide, wide * 0.6], "#3a3033", depth=0
        )
    _hoop(sheet, (0, -92), 9, 8, 4, main)
    return sheet


def gift(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A present with a ribbon."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5f7f7a")
    ribbon = chosen(colours, 1, "#b8443a")
    slab(sheet, -56, -66, 112, 66, main, deep=30)
    sheet.box(-9, -66, 18, 66, ribbon, depth=0.6)
    sheet.polygon([(-9, -66), (9, -66), (7, -96), (-7, -96)], lit(ribbon, 0.2), depth=0.3)
    for side in (-1, 1):
        bow = [(0, -86), (side * 26, -116), (side * 44, -98), (side * 24, -82)]
        sheet.shape(bow, shaded(ribbon, 0.08 if side > 0 else 0.0), corners=(0,))
        sheet.limb([(0, -84), (side * 22, -72), (side * 34, -60)], [7, 8, 5], ribbon)
    sheet.oval(0, -87, 9, 7.5, lit(ribbon, 0.15))
    return sheet


def teddy_bear(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A worn teddy bear, sitting."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b3875a")
    pale = lit(main, 0.4)
    for side in (-1, 1):
        sheet.limb([(side * 28, -72), (side * 52, -42)], [24, 21], shaded(main, 0.12))
        sheet.oval(side * 30, -120, 15, 15, shaded(main, 0.1))
        sheet.oval(side * 30, -119, 8, 8, pale, depth=0.4)
    sheet.oval(0, -48, 37, 43, main)
    sheet.oval(0, -44, 23, 29, pale, depth=0.6)
    for side in (-1, 1):
        sheet.oval(side * 34, -17, 25, 18, main, turn=side * -0.3)
        sheet.oval(side * 46, -18, 12, 15, pale, depth=0.6)
    sheet.oval(0, -104, 37, 32, main)
    sheet.oval(0, -94, 17, 13, pale, depth=0.5)
    sheet.oval(0, -100, 6, 4.4, "#3a2c2a", depth=0.3)
    for side in (-1, 1):
        sheet.oval(side * 14, -110, 3.4, 3.6, "#2b2223", depth=0.2)
    sheet.limb([(-20, -76), (0, -70), (20, -76)], [7, 9, 7], "#a8443c")
    return sheet


def doll(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A rag doll in a dress."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b5566a")
    for side in (-1, 1):
        sheet.limb([(side * 11, -34), (side * 14, -4)], [12, 11], "#efe0cf")
        sheet.oval(side * 17, -4, 9, 4.6, "#6b4632")
        sheet.limb([(side * 15, -82), (side * 42, -58)], [15, 11], "#eccdb0")
        sheet.limb([(side * 22, -112), (side * 40, -84), (side * 36, -66)], [15, 14, 7], "#6b4430")
    sheet.shape(
        [(-17, -90), (17, -90), (28, -54), (44, -24), (0, -18), (-44, -24), (-28, -54)],
        main,
        corners=(0, 1, 3, 5),
    )
    sheet.limb([(-42, -24), (0, -18), (42, -24)], [6, 6, 6], lit(main, 0.5))
    sheet.oval(0, -112, 27, 26, "#eccdb0")
    sheet.shape(
        [(-28, -108), (-26, -134), (0, -142), (26, -134), (28, -108), (14, -126), (-12, -126)], "#6b4430"
    )
    for side in (-1, 1):
        sheet.oval(side * 9, -110, 2.4, 2.8, "#3a2c2a", depth=0)
        sheet.oval(side * 15, -102, 4, 2.6, "#dd8f80", depth=0, opacity=0.6)
    return sheet


def spinning_top(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden top, spinning a little aslant."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c29058")
    lean = 4 * math.sin(2 * math.pi * phase)
    sheet.shape(
        [(0, 0), (-40 + lean, -46), (-38 + lean, -66), (38 + lean, -66), (40 + lean, -46)],
        main,
        corners=(0, 2, 3),
    )
    sheet.oval(lean, -66, 38, 9, lit(main, 0.3), depth=0.5)
    for rx, colour in ((29, "#b8443a"), (20, "#d9b35c"), (11, "#4f6f8d")):
        sheet.oval(lean, -66, rx, rx * 0.24, colour, depth=0.3)
    return sheet


def marbles(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Glass marbles."""
    sheet = Sheet()
    tones = tuple(colours) or ("#5f8fa8", "#b5564a", "#7a9a5c", "#d0a04a")
    for k, (x, y, r) in enumerate(
        ((-44, -20, 20), (38, -21, 21), (-2, -18, 18), (66, -13, 13), (-76, -12, 12))
    ):
        ball(sheet, (x, y), r, tones[k % len(tones)], shine=0.8)
        twist = [(x - r * 0.5, y + r * 0.3), (x, y - r * 0.1), (x + r * 0.5, y + r * 0.2)]
        sheet.limb(twist, [1, r * 0.3, 1], lit(tones[(k + 1) % len(tones)], 0.4), depth=0, opacity=0.6)
    return sheet


def pinwheel(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A paper pinwheel turning on its stick."""
    sheet = Sheet()
    tones = (*colours, "#c8553d", "#e0b14a", "#5f8fa0", "#e9dfca")[:4]
    sheet.limb([(0, 0), (0, -96)], [5, 4], "#8a6644")
    for k in range(4):
        a = math.pi / 2 * (k + phase)
        far, turn = (46 * math.cos(a), 46 * math.sin(a)), a + 0.95
        wing = [(0.0, -96.0), (far[0], -96 + far[1]), (38 * math.cos(turn), -96 + 38 * math.sin(turn))]
        sheet.polygon(wing, tones[k])
        half = [(0.0, -96.0), (30 * math.cos(turn - 0.35), -96 + 30 * math.sin(turn - 0.35)), wing[2]]
        sheet.polygon(half, shaded(tones[k], 0.3), depth=0.4)
    sheet.oval(0, -96, 4.6, 4.6, "#4b4038")
    return sheet


def folding_fan(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An open folding fan with a painted branch."""
    sheet = Sheet()
    main = chosen(colours, 0, "#efe5cf")
    for k in range(15):
        a0, a1 = math.radians(-164 + 148 * k / 15), math.radians(-164 + 148 * (k + 1) / 15)
        sheet.limb([(0, -4), (40 * math.cos(a0), -4 + 40 * math.sin(a0))], [3, 4], "#8a6644", depth=0.3)
        leaf = [
            (r * math.cos(a), -4 + r * math.sin(a)) for r, a in ((38, a0), (100, a0), (100, a1), (38, a1))
        ]
        sheet.polygon(leaf, main if k % 2 else shaded(main, 0.12), depth=0.4)
    branch = [(-66, -44), (-30, -66), (8, -72), (44, -84)]
    sheet.limb([(float(x), float(y)) for x, y in branch], [4, 3, 2.4, 1], "#5a463c", depth=0)
    at = [
        (x + float(chance.normal(0, 6)), y + float(chance.normal(0, 5))) for x, y in branch for _ in range(3)
    ]
    sheet.dabs(at, 4.4, ("#cf6f7d", "#e2a3a8"), chance)
    return sheet


def shell(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Sea shells: a scallop and a small whorl beside it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e3c3ad")
    for k in range(11):
        a0, a1 = math.radians(-162 + 144 * k / 11), math.radians(-162 + 144 * (k + 1) / 11)
        rib = [
            (-14.0, -6.0),
            (-14 + 66 * math.cos(a0), -6 + 62 * math.sin(a0)),
            (-14 + 71 * math.cos((a0 + a1) / 2), -6 + 67 * math.sin((a0 + a1) / 2)),
            (-14 + 66 * math.cos(a1), -6 + 62 * math.sin(a1)),
        ]
        sheet.shape(rib, mix(main, "#b9735f", 0.12 + 0.3 * (k % 2)), corners=(0, 1, 3), depth=0.5)
    sheet.shape([(-32, -2), (-24, -16), (-4, -16), (4, -2), (-14, 2)], shaded(main, 0.12))
    for k, r in enumerate((17, 12, 8, 4.5)):
        sheet.oval(62 + 11 * k, -14 - 2.4 * k, r * 0.9, r, mix("#d9b48d", "#8f5f4a", 0.13 * k), turn=0.3)
    return sheet


def acorn(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Two acorns."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a5713f")
    for x, size in ((30.0, 0.85), (-16.0, 1.0)):
        with sheet.placed((x, 0.0), size):
            sheet.shape([(0, 0), (-20, -18), (-24, -42), (0, -50), (24, -42), (20, -18)], main, corners=(0,))
            sheet.shape([(-28, -42), (-22, -60), (0, -68), (22, -60), (28, -42), (0, -36)], "#6f5236")
            sheet.limb([(0, -66), (4, -80)], [4.4, 4], "#6f5236")
            sheet.oval(-9, -30, 3.4, 9, lit(main, 0.6), turn=0.2, depth=0, opacity=0.5)
    return sheet


def basket(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A woven basket with a handle."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b98f55")
    sheet.limb([(-52, -58), (-42, -112), (0, -128), (42, -112), (52, -58)], [7] * 5, shaded(main, 0.2))
    sheet.polygon([(-62, -60), (62, -60), (48, 0), (-48, 0)], main, across=True)
    for row in range(6):
        for k in range(11):
            y, half = -54 + 10 * row, 60 - 2.3 * row
            x = -half + 2 * half * (k + 0.5) / 11
            if (row + k) % 2:
                sheet.oval(x, y, half / 11, 4.4, lit(main, 0.22), depth=0.5)
    sheet.limb([(-64, -61), (0, -56), (64, -61)], [8, 8, 8], shaded(main, 0.1))
    return sheet


def broom(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A yard broom of twigs."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b58f4c")
    sheet.limb([(0, -60), (4, -180)], [6, 5], "#8a6644")
    for k in range(32):
        x = -34 + 68 * k / 31
        sheet.limb(
            [(x * 0.16, -66), (x * 0.6, -32), (x, -float(chance.uniform(0, 6)))],
            [3, 3, 1],
            (main, shaded(main, 0.2), lit(main, 0.2))[k % 3],
            depth=0.3,
        )
    for y in (-62, -54):
        sheet.limb([(-9, y), (9, y)], [3.4, 3.4], "#8b3f38")
    return sheet


def alarm_clock(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An alarm clock with two bells."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7f3f3a")
    for side in (-1, 1):
        sheet.limb([(side * 24, -16), (side * 36, 0)], [7, 6], shaded(main, 0.3))
        sheet.oval(side * 32, -98, 20, 14, GOLD, turn=side * 0.6)
    ball(sheet, (0, -50), 48, main, shine=0.3)
    sheet.oval(0, -50, 38, 38, "#f3ecda", depth=0.4)
    for k in range(12):
        a = math.pi * k / 6
        sheet.oval(31 * math.cos(a), -50 + 31 * math.sin(a), 2, 2, "#4b4038", depth=0)
    for turn, long, wide in ((0.42, 18, 4), (phase, 27, 2.8)):
        a = 2 * math.pi * turn - math.pi / 2
        sheet.limb(
            [(0, -50), (long * math.cos(a), -50 + long * math.sin(a))], [wide, wide * 0.6], "#3a3033", depth=0
        )
    return sheet
