"""What stands in and about a yard: walls and fences, jars, wells, low tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.materials import STONES, WOOD, draw_stone
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def stone_wall(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wall of field stones with a cap of tiles, as along a village lane."""
    sheet = Sheet()
    sheet.box(-160, -70, 320, 70, chosen(colours, 0, "#c2ab88"))
    for row in range(4):
        x, y = -164.0 + 9 * (row % 2), -1.0 - row * 17
        while x < 156:
            w = float(chance.uniform(18, 32))
            draw_stone(sheet, chance, x + w / 2, y, w - 2, 15.5, STONES[int(chance.integers(5))])
            x += w
    sheet.shape([(-172, -70), (-164, -84), (164, -84), (172, -70)], "#545661", corners=(0, 1, 2, 3))
    for x in range(-160, 164, 13):
        sheet.limb([(x, -86), (x, -71)], [7, 7.4], "#5d606b")
    sheet.limb([(-164, -88), (164, -88)], [7, 7], "#4a4c57", across=False)
    return sheet


def fence(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden fence."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c9b393")
    for y in (-62, -28):
        sheet.box(-120, y, 240, 7, shaded(main, 0.2))
    for x in range(-116, 117, 20):
        top = -82 + float(chance.normal(0, 2))
        sheet.polygon(
            [(x - 6, 0), (x - 6, top), (x, top - 8), (x + 6, top), (x + 6, 0)],
            mix(main, "#8d7a60", 0.3 * float(chance.random())),
            across=True,
        )
    return sheet


def gate(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A garden gate, ajar."""
    sheet = Sheet()
    main = chosen(colours, 0, "#6f7f72")
    for x in (-48, 40):
        sheet.box(x, -96, 9, 96, shaded(main, 0.3), across=True)
        sheet.oval(x + 4.5, -99, 6, 6, main)
    for k in range(6):
        x, top = -36 + k * 13, -74 - 10 * math.sin(math.pi * (k + 0.5) / 6)
        sheet.limb([(x, -6), (x, top)], [3.4, 3.4], main)
    for y in (-62, -20):
        sheet.limb([(-38, y), (38, y)], [3.6, 3.6], shaded(main, 0.15), across=False)
    return sheet


def well(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stone well with a roof and a bucket."""
    sheet = Sheet()
    for x in (-40, 34):
        sheet.box(x, -112, 6, 78, WOOD, across=True)
    sheet.polygon([(-62, -104), (0, -140), (62, -104), (58, -98), (-58, -98)], chosen(colours, 0, "#6b5a58"))
    sheet.limb([(-40, -86), (40, -86)], [5, 5], WOOD, across=False)
    sheet.limb([(0, -86), (0, -64)], [1.4, 1.4], "#c9b48c", depth=0)
    sheet.polygon([(-9, -64), (9, -64), (7, -48), (-7, -48)], lit(WOOD, 0.2), across=True)
    sheet.oval(0, -44, 46, 9, "#4b4a50")
    for row in range(3):
        for k in range(5):
            x = -40 + 20 * k + (10 if row % 2 else 0) - 4
            if abs(x) < 46:
                draw_stone(sheet, chance, x, -row * 14.5, 20, 14.5, STONES[(k + row) % 5])
    return sheet


def _jar(sheet: Sheet, x: float, y: float, w: float, h: float, main: str) -> None:
    half = w / 2
    sheet.shape(
        [
            (x - half * 0.6, y),
            (x - half * 0.98, y - h * 0.34),
            (x - half * 0.96, y - h * 0.6),
            (x - half * 0.62, y - h * 0.86),
            (x + half * 0.62, y - h * 0.86),
            (x + half * 0.96, y - h * 0.6),
            (x + half * 0.98, y - h * 0.34),
            (x + half * 0.6, y),
        ],
        main,
        corners=(0, 7),
        across=True,
    )
    sheet.oval(x, y - h * 0.88, half * 0.74, h * 0.055, shaded(main, 0.2))
    sheet.shape(
        [
            (x - half * 0.8, y - h * 0.88),
            (x - half * 0.5, y - h * 0.97),
            (x, y - h),
            (x + half * 0.5, y - h * 0.97),
            (x + half * 0.8, y - h * 0.88),
        ],
        lit(main, 0.08),
        corners=(0, 4),
    )
    sheet.limb(
        [(x - half * 0.6, y - h * 0.66), (x - half * 0.68, y - h * 0.38)],
        [w * 0.06, w * 0.03],
        lit(main, 0.75),
        depth=0,
        opacity=0.5,
    )
    sheet.limb(
        [(x - half * 0.8, y - h * 0.66), (x, y - h * 0.63), (x + half * 0.8, y - h * 0.66)],
        [0.6, 1.1, 0.6],
        shaded(main, 0.4),
        depth=0,
        opacity=0.6,
    )


def jar_stand(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Earthenware jars of soy sauce and bean paste on a stone platform."""
    sheet = Sheet()
    for x in range(-78, 90, 26):
        draw_stone(sheet, chance, x, 0, 30, 13, STONES[abs(x) % 5])
    main = chosen(colours, 0, "#7b4a33")
    for x, w, h in (
        (-52, 30, 52),
        (50, 32, 56),
        (0, 38, 70),
        (-28, 24, 34),
        (28, 25, 38),
        (-68, 19, 26),
        (70, 18, 24),
    ):
        _jar(sheet, x, -10, w, h, mix(main, "#a5714a", 0.25 * float(chance.random())))
    return sheet


def jar(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """One earthenware jar with its lid."""
    sheet = Sheet()
    _jar(sheet, 0, 0, 72, 100, chosen(colours, 0, "#7b4a33"))
    return sheet


def low_table(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A low Korean table laid with rice, soup and side dishes."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7a4c33")
    for x in (-58, 52):
        sheet.shape(
            [(x, 0), (x - 2, -18), (x + 10, -18), (x + 8, 0)], shaded(main, 0.2), corners=(0, 1, 2, 3)
        )
    sheet.shape([(-72, -18), (-66, -26), (66, -26), (72, -18)], main, corners=(0, 3))
    sheet.box(-72, -20, 144, 5, shaded(main, 0.25))
    for x, w, tone, food in (
        (-46, 22, "#eee8dc", "#faf6ec"),
        (-16, 20, "#d9d2c4", "#b8703c"),
        (10, 15, "#eee8dc", "#b8432f"),
        (30, 15, "#eee8dc", "#7c8f4a"),
        (50, 15, "#eee8dc", "#d9b24a"),
    ):
        sheet.oval(x, -31, w * 0.44, 5.4, food)
        sheet.shape(
            [(x - w / 2, -32), (x + w / 2, -32), (x + w * 0.3, -24), (x - w * 0.3, -24)],
            tone,
            corners=(0, 1, 2, 3),
        )
    for k in range(2):
        sheet.limb(
            [(-48 + 8 * k, -38), (-46 + 7 * k, -48), (-50 + 8 * k, -58)],
            [1, 3, 0.6],
            "#f4f0e8",
            depth=0,
            opacity=0.4,
        )
    return sheet


def wooden_platform(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A low wooden platform to sit on in the yard."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a0734c")
    for x in (-94, 84):
        sheet.box(x, -30, 10, 30, shaded(main, 0.35), across=True)
    sheet.polygon([(-84, -46), (84, -46), (106, -30), (-106, -30)], lit(main, 0.16))
    for i in range(1, 10):
        t = i / 10
        sheet.limb(
            [(-84 + 168 * t, -46), (-106 + 212 * t, -30)],
            [0.8, 1.2],
            shaded(main, 0.35),
            depth=0,
            opacity=0.6,
        )
    sheet.box(-106, -30, 212, 8, main)
    return sheet


def watering_can(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tin watering can with a long spout to the right."""
    sheet = Sheet()
    main = chosen(colours, 0, "#6f8b8f")
    sheet.limb([(-20, -40), (-46, -52), (-50, -22), (-24, -10)], [4, 4.5, 4.5, 4], shaded(main, 0.25))
    sheet.limb([(20, -12), (40, -34), (58, -56)], [8, 6, 4.5], shaded(main, 0.12))
    sheet.shape([(52, -60), (62, -50), (70, -60), (60, -68)], lit(main, 0.1), corners=(0, 1, 2, 3))
    sheet.shape([(-24, 0), (-21, -44), (21, -44), (24, 0)], main, corners=(0, 1, 2, 3), across=True)
    sheet.box(-23.5, -14, 47, 2.4, shaded(main, 0.3), across=True)
    sheet.oval(0, -44, 21, 5, shaded(main, 0.45))
    sheet.shape([(-21, -44), (-6, -50), (6, -48), (4, -41), (-12, -40)], lit(main, 0.12), corners=(0, 3))
    sheet.limb([(-14, -46), (-4, -66), (14, -64), (18, -46)], [3.6, 4.2, 4.2, 3.6], shaded(main, 0.2))
    return sheet


def scarecrow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A scarecrow in an old shirt and a straw hat, its face turned away."""
    sheet = Sheet()
    cloth = chosen(colours, 0, "#b5694a")
    sheet.limb([(0, 0), (0, -150)], [6, 5], WOOD)
    sheet.limb([(-66, -116), (66, -120)], [5, 5], WOOD, across=False)
    for side in (-1, 1):
        for k in range(4):
            sheet.limb(
                [(side * 60, -116), (side * (72 + 2 * k), -122 + 6 * k)], [2.4, 0.8], "#d9b86a", depth=0.2
            )
        sheet.shape(
            [(side * 12, -128), (side * 60, -126), (side * 62, -106), (side * 22, -100)],
            shaded(cloth, 0.12 if side > 0 else 0.0),
            corners=(0, 1, 2, 3),
        )
    sheet.shape(
        [(-18, -130), (18, -130), (24, -64), (14, -58), (4, -64), (-8, -56), (-24, -64)],
        cloth,
        corners=(0, 1, 2, 6),
    )
    for y in (-112, -94, -76):
        sheet.limb([(-21, y), (21, y)], [2, 2], lit(cloth, 0.4), depth=0, opacity=0.4, across=False)
    sheet.oval(0, -144, 15, 17, "#e3cfa4")
    sheet.shape(
        [(-36, -150), (0, -146), (36, -152), (14, -160), (8, -178), (-8, -178), (-14, -160)],
        "#cda758",
        corners=(0, 2),
    )
    sheet.limb([(-14, -160), (14, -160)], [4, 4], shaded(cloth, 0.3), across=False)
    return sheet


def pumpkin(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A ripe pumpkin."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d98a3c")
    for x, rx, shade in ((-26, 22, 0.08), (26, 22, 0.22), (-13, 22, 0.04), (13, 22, 0.12), (0, 20, 0.0)):
        sheet.oval(x, -29, rx, 29, shaded(main, shade))
    sheet.limb([(0, -54), (3, -66), (12, -72)], [8, 6, 5], "#76824a")
    return sheet
