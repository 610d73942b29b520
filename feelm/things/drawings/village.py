"""Small things of the village, the yard, the street and the water's edge, standing on y = 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
WOOD = "#80593f"
STONES = ("#a29a8e", "#b4aa9a", "#8f887e", "#9d9183", "#bcb09e")


def _stone(sheet: Sheet, chance: Chance, x: float, y: float, w: float, h: float, colour: str) -> None:
    """A rounded field stone with its lower edge at y."""
    j = [float(v) for v in chance.uniform(-0.08, 0.08, 6)]
    sheet.shape(
        [
            (x - w * (0.5 + j[0]), y - h * 0.3),
            (x - w * (0.34 + j[1]), y - h * (0.92 + j[2])),
            (x + w * (0.2 + j[3]), y - h),
            (x + w * (0.5 + j[4]), y - h * 0.5),
            (x + w * 0.38, y),
            (x - w * 0.4, y),
        ],
        colour,
    )


def stone_wall(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wall of field stones with a cap of tiles, as along a village lane."""
    sheet = Sheet()
    sheet.box(-160, -70, 320, 70, chosen(colours, 0, "#c2ab88"))
    for row in range(4):
        x, y = -164.0 + 9 * (row % 2), -1.0 - row * 17
        while x < 156:
            w = float(chance.uniform(18, 32))
            _stone(sheet, chance, x + w / 2, y, w - 2, 15.5, STONES[int(chance.integers(5))])
            x += w
    sheet.shape([(-172, -70), (-164, -84), (164, -84), (172, -70)], "#545661", corners=(0, 1, 2, 3))
    for x in range(-160, 164, 13):
        sheet.limb([(x, -86), (x, -71)], [7, 7.4], "#5d606b")
    sheet.limb([(-164, -88), (164, -88)], [7, 7], "#4a4c57", across=False)
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


def jar_stand(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Earthenware jars of soy sauce and bean paste on a stone platform."""
    sheet = Sheet()
    for x in range(-78, 90, 26):
        _stone(sheet, chance, x, 0, 30, 13, STONES[abs(x) % 5])
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
                _stone(sheet, chance, x, -row * 14.5, 20, 14.5, STONES[(k + row) % 5])
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


def street_lamp(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A street lamp, alight."""
    sheet = Sheet()
    main = chosen(colours, 0, "#45484f")
    light = "#ffe3a0"
    sheet.glow(34, -186, 62, light, 0.75)
    sheet.polygon([(-9, 0), (-5, -14), (5, -14), (9, 0)], main, across=True)
    sheet.limb([(0, -10), (0, -150), (6, -186), (30, -196)], [6, 5, 4.4, 4], main)
    sheet.shape([(20, -192), (34, -200), (48, -192)], main, corners=(0, 2))
    sheet.oval(34, -188, 10, 6.4, "#fff2cc", depth=0.2)
    return sheet


def utility_pole(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pole with wires that hang away to both sides."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8b8177")
    for y, sag in ((-214, 26), (-206, 30), (-188, 34)):
        for side in (-1, 1):
            sheet.limb(
                [(side * 20, y), (side * 90, y + sag), (side * 170, y + sag * 0.6)],
                [0.9, 0.9, 0.9],
                "#3d3b40",
                depth=0,
            )
    sheet.limb([(0, 0), (0, -232)], [9, 6], main, round_start=False)
    for y in (-214, -188):
        sheet.box(-28, y - 3, 56, 5, shaded(main, 0.35))
        for x in (-24, -12, 12, 24):
            sheet.oval(x, y - 6, 2.4, 3.6, "#d9d4c8")
    sheet.shape(
        [(8, -170), (10, -176), (22, -176), (24, -170), (24, -148), (8, -148)],
        "#8f9497",
        corners=(4, 5),
        across=True,
    )
    return sheet


def traffic_light(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A traffic light; the colour asked for is the one that shines (red by itself)."""
    sheet = Sheet()
    shines = chosen(colours, 0, "#d9463a")
    sheet.limb([(0, 0), (0, -170)], [6, 5], "#55585e", round_start=False)
    sheet.shape(
        [(-15, -118), (-15, -186), (-11, -190), (11, -190), (15, -186), (15, -118), (11, -114), (-11, -114)],
        "#33363c",
    )
    for i, lamp in enumerate(("#d9463a", "#e6b23c", "#58a36c")):
        on = (
            i == 0
            if not colours
            else lamp == min(("#d9463a", "#e6b23c", "#58a36c"), key=lambda c: _apart(c, shines))
        )
        y = -175 + i * 23
        if on:
            sheet.glow(0, y, 30, lamp, 0.7)
        sheet.oval(0, y, 8.4, 8.4, lamp if on else shaded(lamp, 0.72), depth=0.5)
    return sheet


def _apart(one: str, other: str) -> float:
    return sum((int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) ** 2 for i in (1, 3, 5))


def bench(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A park bench from the front."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8f6645")
    for x in (-70, 62):
        sheet.box(x, -84, 7, 84, "#4d4b50", across=True)
    for k in range(3):
        sheet.box(-86, -84 + k * 12, 172, 9, main)
    for k in range(2):
        sheet.box(-90, -44 + k * 7, 180, 6, lit(main, 0.18))
    sheet.box(-88, -30, 176, 4, shaded(main, 0.4))
    return sheet


def station_clock(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A station clock on a post, its long hand moving."""
    sheet = Sheet()
    main = chosen(colours, 0, "#474d55")
    sheet.polygon([(-10, 0), (-5, -10), (5, -10), (10, 0)], main)
    sheet.limb([(0, -8), (0, -150)], [6, 5], main)
    sheet.oval(0, -176, 32, 32, main)
    sheet.oval(0, -176, 27, 27, "#f3ecdb", depth=0.5)
    for k in range(12):
        a = math.pi * k / 6
        sheet.limb(
            [(22 * math.sin(a), -176 - 22 * math.cos(a)), (25 * math.sin(a), -176 - 25 * math.cos(a))],
            [1.6, 1.6],
            "#3a363a",
            depth=0,
        )
    for a, long, w in ((1.9, 13, 3), (2 * math.pi * (phase + 0.1), 21, 2)):
        sheet.limb(
            [(0, -176), (long * math.sin(a), -176 - long * math.cos(a))], [w, w * 0.6], "#3a363a", depth=0
        )
    return sheet


def neon_sign(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A neon sign of plain glowing shapes on a dark board."""
    sheet = Sheet()
    one, two = chosen(colours, 0, "#f0648c"), chosen(colours, 1, "#62d0d9")
    sheet.box(-62, -90, 124, 90, "#2b2a35")
    blink = 0.6 + 0.4 * math.cos(2 * math.pi * phase)
    for path, tone in (
        ([(-48, -74), (48, -74), (50, -70), (50, -18), (46, -14), (-46, -14), (-50, -18), (-50, -70), (-48, -74)], one),
        ([(-30, -48), (-18, -60), (-4, -44), (-18, -28), (-30, -48)], two),
        ([(10, -60), (34, -60)], one), ([(10, -46), (38, -46)], two), ([(10, -32), (28, -32)], one),
    ):  # fmt: skip
        points = [(float(x), float(y)) for x, y in path]
        sheet.limb(points, [9.0] * len(points), tone, depth=0, opacity=0.28 * blink)
        sheet.limb(points, [3.0] * len(points), lit(tone, 0.55), depth=0)
    return sheet


def lantern(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A silk lantern of red and blue, hanging, alight."""
    sheet = Sheet()
    red, blue = chosen(colours, 0, "#c8453a"), chosen(colours, 1, "#3f5f8c")
    sheet.glow(0, -52, 66, "#ffd27a", 0.45)
    sheet.limb([(0, -116), (0, -92)], [1.2, 1.2], "#4b3b36", depth=0)
    body = [(-26, -78), (-30, -54), (-26, -30), (26, -30), (30, -54), (26, -78)]
    sheet.shape(body, red, corners=(0, 2, 3, 5))
    sheet.shape([(-30, -52), (-26, -30), (26, -30), (30, -52)], blue, corners=(0, 1, 2, 3))
    sheet.oval(0, -54, 16, 19, "#ffe7a8", depth=0, opacity=0.5)
    for y, w in ((-82, 34), (-30, 34)):
        sheet.box(-w / 2, y, w, 6, "#5d4033")
    for x in (-5, 0, 5):
        sheet.limb([(x, -24), (x * 1.3, 0)], [1.8, 1.2], "#d9a441", depth=0.3)
    return sheet


def candle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A candle, its flame moving."""
    sheet = Sheet()
    lean = 2.4 * math.sin(2 * math.pi * phase)
    sheet.glow(lean * 0.5, -92, 58, "#ffd88a", 0.7)
    sheet.oval(0, -5, 26, 5, "#a98a5c")
    sheet.shape(
        [(-11, -6), (-11, -72), (-5, -75), (6, -74), (11, -70), (11, -6)],
        chosen(colours, 0, "#f1e7d3"),
        corners=(0, 5),
        across=True,
    )
    sheet.limb([(-9, -72), (-9.5, -52)], [4, 3], "#fbf5e8", depth=0.3)
    sheet.limb([(0, -72), (0.5, -80)], [1.4, 1.2], "#4a3b36", depth=0)
    sheet.shape(
        [(-6, -82), (lean * 0.4, -77), (6, -82), (4 + lean * 0.5, -94), (lean, -110), (-5 + lean * 0.4, -92)],
        "#f6b44c",
        corners=(4,),
        depth=0.4,
    )
    sheet.shape(
        [(-3, -82), (0, -78), (3, -82), (2 + lean * 0.3, -90), (lean * 0.6, -98), (-2.4, -89)],
        "#fff0c0",
        corners=(4,),
        depth=0,
    )
    return sheet


def campfire(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A campfire of crossed logs."""
    sheet = Sheet()
    sheet.glow(0, -58, 92, "#ffb45c", 0.55, high=58)
    for k in range(5):
        _stone(sheet, chance, -52 + 26 * k, 0, 24, 10, STONES[k])
    for a, b in (((-42, -6), (30, -20)), ((42, -6), (-30, -20)), ((-34, -3), (38, -8))):
        sheet.limb([a, b], [10, 9], WOOD)
    for k, (x, tall, w) in enumerate(((-14, 52, 15), (14, 58, 15), (0, 84, 20))):
        lean = 6 * math.sin(2 * math.pi * (phase + k / 3))
        for size, tone in ((1.0, "#e0702f"), (0.7, "#f2a63e"), (0.4, "#ffe9a6")):
            h, v = tall * size, w * size
            sheet.shape(
                [
                    (x - v, -14 - h * 0.15),
                    (x, -10),
                    (x + v, -14 - h * 0.15),
                    (x + v * 0.5 + lean * 0.4, -14 - h * 0.6),
                    (x + lean, -14 - h),
                    (x - v * 0.6 + lean * 0.3, -14 - h * 0.55),
                ],
                tone,
                corners=(4,),
                depth=0.3,
                opacity=0.92,
            )
    return sheet


def swing(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A playground swing, swaying empty."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5f7f86")
    for x in (-72, 72):
        for spread in (-16, 16):
            sheet.limb(
                [(x + spread, 0), (x, -168)],
                [4.6, 4.2],
                shaded(main, 0.2 if spread > 0 else 0.0),
                round_start=False,
            )
    sheet.limb([(-76, -168), (76, -168)], [5.6, 5.6], main, across=False)
    for x, lag in ((-32, 0.0), (32, 0.16)):
        s = 20 * math.sin(2 * math.pi * (phase + lag))
        for dx in (-11, 11):
            sheet.limb([(x + dx, -166), (x + dx + s, -38 - abs(s) * 0.12)], [1.2, 1.2], "#6d686a", depth=0)
        sheet.box(x - 14 + s, -40 - abs(s) * 0.12, 28, 5, WOOD)
    return sheet


def stepping_stones(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Stepping stones across shallow water."""
    sheet = Sheet()
    for i, x in enumerate((-110, -62, -12, 42, 98)):
        w = 44 + 6 * (i % 2)
        sheet.oval(x, -3, w * 0.56, 4, "#5f7f8c", depth=0, opacity=0.5)
        sheet.shape(
            [(x - w / 2, -3), (x - w * 0.4, -13), (x + w * 0.35, -14), (x + w / 2, -4), (x, 0)], STONES[i]
        )
    return sheet


def stone_bridge(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stone bridge with one arch."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a59c8f")
    top: list[Point] = [(-150, -34), (-80, -64), (0, -76), (80, -64), (150, -34)]
    sheet.shape(
        [
            (-160, 0),
            (-160, -34),
            *top,
            (160, -34),
            (160, 0),
            (74, 0),
            (56, -34),
            (0, -54),
            (-56, -34),
            (-74, 0),
        ],
        main,
        corners=(0, 1, 7, 8, 9, 13),
    )
    for k in range(13):
        a = math.pi * k / 12
        x, y = 64 * math.cos(a), -52 * math.sin(a)
        sheet.limb(
            [(x, y), (x * 1.2, y * 1.2 - 1)],
            [14, 15],
            STONES[k % 5],
            depth=0.6,
            opacity=0.85,
            round_start=False,
            round_end=False,
        )
    for i in range(13):
        x = -144 + i * 24
        y = -76 + 0.00186 * x * x
        sheet.box(x - 2.4, y - 18, 4.8, 20, lit(main, 0.15))
    sheet.limb([(x, y - 18) for x, y in top], [5, 5, 5, 5, 5], lit(main, 0.2), across=False)
    return sheet


def harbour_wall(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A harbour wall with bollards and old tyres."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a39b8e")
    sheet.box(-200, -46, 400, 46, main)
    sheet.box(-204, -54, 408, 10, lit(main, 0.22))
    sheet.box(-200, -12, 400, 12, shaded(main, 0.35), opacity=0.7)
    for x in range(-190, 200, 62):
        sheet.box(x, -44, 1.4, 44, shaded(main, 0.35), depth=0, opacity=0.5)
    for x in (-150, -20, 110):
        sheet.shape(
            [(x - 8, -54), (x - 6, -66), (x - 10, -70), (x + 10, -70), (x + 6, -66), (x + 8, -54)],
            "#4d4f56",
            corners=(0, 5),
        )
    for x in (-90, 44, 164):
        sheet.oval(x, -24, 14, 14, "#34343a")
        sheet.oval(x, -24, 6.4, 6.4, shaded(main, 0.3), depth=0.4)
    return sheet


def rock(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A group of rocks."""
    sheet = Sheet()
    main = chosen(colours, 0, "#928b84")
    for x, w, h, shade in ((-34, 60, 52, 0.12), (30, 70, 66, 0.0), (2, 54, 34, 0.05), (64, 34, 24, 0.2)):
        tone = shaded(main, shade)
        top = (x - w * 0.08 + float(chance.normal(0, 3)), -h)
        sheet.polygon(
            [
                (x - w / 2, 0),
                (x - w * 0.42, -h * 0.6),
                top,
                (x + w * 0.3, -h * 0.8),
                (x + w / 2, -h * 0.3),
                (x + w * 0.5, 0),
            ],
            tone,
        )
        sheet.polygon(
            [(x - w * 0.42, -h * 0.6), top, (x + w * 0.04, -h * 0.5), (x - w * 0.2, -h * 0.2)],
            lit(tone, 0.3),
            depth=0.5,
            opacity=0.7,
        )
    return sheet


def waterfall(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A waterfall between dark rocks."""
    sheet = Sheet()
    for side in (-1, 1):
        sheet.polygon(
            [
                (side * 26, 0),
                (side * 22, -190),
                (side * 58, -204),
                (side * 92, -150),
                (side * 84, -90),
                (side * 108, 0),
            ],
            "#6c6a6b",
        )
        sheet.polygon(
            [(side * 26, -40), (side * 24, -150), (side * 50, -120), (side * 46, -60)],
            lit("#6c6a6b", 0.25),
            depth=0.5,
        )
    sheet.box(-30, -192, 60, 192, chosen(colours, 0, "#b9d2d9"), across=True)
    for k in range(16):
        x = -27 + 3.6 * k
        y = -190 + ((k * 61 + 190 * phase) % 120)
        sheet.limb([(x, y), (x, y + 60)], [1.4, 2.6], "#f2f7f5", depth=0, opacity=0.6)
    for k in range(12):
        sheet.oval(
            -44 + 8 * k, -5 - 5 * abs(math.sin(k + 6.28 * phase)), 11, 8, "#eef4f2", depth=0.3, opacity=0.8
        )
    return sheet


def iceberg(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An iceberg on the sea."""
    sheet = Sheet()
    main = chosen(colours, 0, "#cfe0e6")
    sheet.polygon(
        [(-110, 0), (-84, -50), (-46, -64), (-20, -124), (10, -108), (36, -70), (76, -54), (112, 0)], main
    )
    sheet.polygon(
        [(-20, -124), (10, -108), (36, -70), (22, 0), (-8, 0), (2, -60)], shaded(main, 0.2), depth=0.6
    )
    sheet.polygon([(-84, -50), (-46, -64), (-52, 0), (-110, 0)], lit(main, 0.5), depth=0.5)
    return sheet


def sand_dune(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A dune, one side in the light."""
    sheet = Sheet()
    main = chosen(colours, 0, "#dcb47c")
    sheet.shape(
        [(-200, 0), (-110, -30), (-30, -74), (20, -90), (70, -56), (130, -24), (200, 0)],
        main,
        corners=(0, 3, 6),
    )
    sheet.shape(
        [(20, -90), (34, -60), (10, -30), (60, 0), (200, 0), (130, -24), (70, -56)],
        shaded(main, 0.28),
        corners=(0, 3, 4),
    )
    for k in range(7):
        x = -150 + 24 * k
        sheet.limb(
            [(x, -6 - k * 3), (x + 30, -12 - k * 5), (x + 62, -14 - k * 7)],
            [0.4, 1.2, 0.4],
            shaded(main, 0.2),
            depth=0,
            opacity=0.4,
        )
    return sheet


def snowman(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A snowman seen from the side, with twig arms and a scarf."""
    sheet = Sheet()
    snow = "#eef1f2"
    sheet.limb([(-22, -70), (-48, -88), (-60, -84)], [3, 2.2, 1], WOOD)
    sheet.oval(0, -32, 42, 33, snow)
    sheet.oval(2, -84, 29, 26, snow)
    sheet.oval(4, -124, 21, 20, snow)
    sheet.shape([(22, -124), (42, -119), (22, -117)], "#d9803c", corners=(0, 1, 2))
    sheet.oval(16, -130, 2.2, 2.4, "#38343a", depth=0)
    scarf = chosen(colours, 0, "#b8453d")
    sheet.limb([(-16, -106), (4, -100), (22, -106)], [8, 9, 8], scarf)
    sheet.limb([(-12, -104), (-18, -88), (-14, -72)], [8, 9, 10], shaded(scarf, 0.1), round_end=False)
    sheet.limb([(28, -80), (52, -98), (62, -112)], [3, 2.2, 1], WOOD)
    sheet.limb([(-16, -138), (4, -146), (24, -137)], [8, 12, 8], shaded(scarf, 0.35))
    sheet.oval(2, -152, 7, 7, "#efe6d6")
    return sheet


def sandcastle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A castle of sand."""
    sheet = Sheet()
    sand = chosen(colours, 0, "#d6b078")
    sheet.shape([(-80, 0), (-50, -14), (50, -14), (80, 0)], sand, corners=(0, 3))
    for x, w, h in ((-34, 30, 56), (34, 30, 52), (0, 36, 80)):
        sheet.polygon(
            [(x - w * 0.56, -10), (x - w / 2, -h), (x + w / 2, -h), (x + w * 0.56, -10)], sand, across=True
        )
        for k in range(3):
            sheet.box(x - w / 2 + k * w * 0.38, -h - 7, w * 0.24, 8, sand)
    sheet.shape([(-8, -10), (-8, -26), (0, -34), (8, -26), (8, -10)], shaded(sand, 0.45), corners=(0, 4))
    sheet.limb([(0, -87), (0, -108)], [1.2, 1.2], WOOD, depth=0)
    sheet.polygon([(0, -108), (16, -102), (0, -97)], "#c2503f")
    return sheet


def firework(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A firework opening and falling."""
    sheet = Sheet()
    tones = tuple(colours) or ("#ffd98a", "#f2846c", "#9fc4e8")
    open_ = 0.25 + 0.75 * math.sqrt(phase)
    faint = 1.0 - 0.75 * phase
    for ring, (count, far) in enumerate(((26, 100.0), (20, 66.0), (12, 34.0))):
        for k in range(count):
            a = 2 * math.pi * (k + 0.5 * ring) / count
            reach = far * open_ * float(chance.uniform(0.9, 1.05))
            tip = (reach * math.cos(a), reach * math.sin(a) + 16 * phase * phase)
            start = (tip[0] * 0.62, tip[1] * 0.6)
            sheet.limb([start, tip], [0.6, 2.6], tones[(k + ring) % len(tones)], depth=0, opacity=faint * 0.8)
            sheet.oval(*tip, 2.6, 2.6, lit(tones[(k + ring) % len(tones)], 0.6), depth=0, opacity=faint)
    sheet.glow(0, 0, 60 * open_, tones[0], 0.5 * faint)
    return sheet


def suspension_bridge(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A long bridge hung from two towers."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a4f45")
    for side in (-1, 1):
        for k in range(11):
            x = side * (12 * k + 6)
            sheet.limb([(x, -34 - 0.0062 * x * x), (x, -30)], [0.9, 0.9], shaded(main, 0.2), depth=0)
            out = side * (138 + 10 * k)
            sheet.limb([(out, -142 + 10.6 * k), (out, -30)], [0.9, 0.9], shaded(main, 0.2), depth=0)
        sheet.limb([(0, -34), (side * 64, -60), (side * 132, -146)], [2.6, 2.6, 3], main)
        sheet.limb([(side * 132, -146), (side * 250, -26)], [3, 2.6], main)
        for dx in (-8, 8):
            sheet.polygon(
                [
                    (side * 132 + dx - 4, 0),
                    (side * 132 + dx * 0.7 - 3, -152),
                    (side * 132 + dx * 0.7 + 3, -152),
                    (side * 132 + dx + 4, 0),
                ],
                main,
                across=True,
            )
        for y in (-146, -96, -52):
            sheet.box(side * 132 - 9, y, 18, 5, shaded(main, 0.15))
    sheet.box(-262, -31, 524, 7, shaded(main, 0.35))
    sheet.box(-262, -33, 524, 2.4, lit(main, 0.3))
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
