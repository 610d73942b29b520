"""Fruit, vegetables and other food, lying as on a table or a mat."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.forms import ball, slab, vessel
from feelm.things.drawings.pen import Sheet
from feelm.things.drawings.petals import draw_leaf
from feelm.things.drawings.trees import draw_persimmon

Chance = np.random.Generator
Colours = Sequence[str]
STALK = "#6a4c36"


def apple(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red apple with its leaf."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b9382f")
    outline = [
        (0, -66),
        (24, -74),
        (42, -52),
        (34, -16),
        (12, 0),
        (-12, 0),
        (-34, -16),
        (-42, -52),
        (-24, -74),
    ]
    sheet.shape(outline, main)
    sheet.oval(-18, -52, 9, 13, lit(main, 0.65), turn=0.4, depth=0, opacity=0.45)
    sheet.oval(0, -67, 11, 4.5, shaded(main, 0.4), depth=0)
    sheet.limb([(0, -66), (2, -80), (7, -90)], [4, 3.4, 4], STALK)
    draw_leaf(sheet, (3, -80), 68, 30, 13, "#6f9150")
    return sheet


def tangerine(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Two tangerines, a leaf on one."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e2862e")
    ball(sheet, (34, -26), 30, shaded(main, 0.1), squash=0.86)
    ball(sheet, (-16, -30), 34, main, squash=0.88)
    sheet.oval(-16, -57, 5, 2.4, "#5f7a3e", depth=0.3)
    draw_leaf(sheet, (-14, -58), 62, 28, 12, "#5f8a4a")
    return sheet


def watermelon(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A watermelon and a slice of it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4f7a45")
    ball(sheet, (-14, -54), 62, main, squash=0.87, shine=0.3)
    for k in (-2, -1, 0, 1, 2):
        x = -14 + 24 * k
        path = [(-14 + 8 * k, -106 + 3 * k * k), (x + 2 * k, -54), (-14 + 8 * k, -2 - 2 * k * k)]
        sheet.limb(path, [2, 7, 2], shaded(main, 0.5), depth=0, opacity=0.7)
    sheet.shape([(16, -46), (92, -50), (84, -18), (54, 0), (26, -14)], "#3f6a3c", corners=(0, 1))
    sheet.shape([(20, -46), (88, -49), (80, -22), (54, -7), (30, -19)], "#e9e3c4", corners=(0, 1), depth=0.3)
    sheet.shape([(24, -46), (84, -48), (76, -25), (54, -13), (34, -23)], "#cf4b44", corners=(0, 1))
    for x, y in ((42, -38), (56, -30), (68, -39), (52, -20), (64, -27)):
        sheet.oval(x, y, 1.8, 2.8, "#3a2426", depth=0)
    return sheet


def persimmon(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Three ripe persimmons."""
    sheet = Sheet()
    main = chosen(colours, 0, "#de6f26")
    for at, far in (((-34.0, -27.0), 0.12), ((36.0, -27.0), 0.18), ((0.0, -31.0), 0.0)):
        draw_persimmon(sheet, at, 31, shaded(main, far))
        for side in (-1, 0, 1):
            tip = (at[0] + side * 17, at[1] - 27 + abs(side) * 4)
            sheet.limb([(at[0], at[1] - 27), tip], [9, 3], "#6f7240", depth=0.5)
    return sheet


def chestnut(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Chestnuts, one still in its open burr."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7b4326")
    for i in range(64):
        a, far = math.pi * i / 63, 44 + float(chance.uniform(0, 13))
        tip = (-22 - far * math.cos(a), -8 - far * 0.98 * math.sin(a))
        sheet.limb(
            [(-22 - 20 * math.cos(a), -8 - 20 * math.sin(a)), tip],
            [3.4, 0.6],
            ("#a9984e", "#8f8244", "#c0ad62")[i % 3],
            depth=0,
        )
    sheet.shape([(-58, 0), (-56, -30), (-22, -46), (12, -30), (14, 0)], "#97893f", corners=(0, 4))
    sheet.oval(-22, -20, 25, 17, "#e6d3a4", depth=0.5)
    for x, y, size in ((-22, -18, 1.0), (34, -18, 1.15), (62, -15, 0.95)):
        nut = [
            (x, y - 22 * size),
            (x + 20 * size, y - 4 * size),
            (x + 15 * size, y + 14 * size),
            (x - 15 * size, y + 14 * size),
            (x - 20 * size, y - 4 * size),
        ]
        sheet.shape(nut, main, corners=(0,))
        sheet.shape(
            [
                (x - 15 * size, y + 9 * size),
                (x, y + 7 * size),
                (x + 15 * size, y + 9 * size),
                (x + 13 * size, y + 14 * size),
                (x - 13 * size, y + 14 * size),
            ],
            "#c9a274",
            depth=0.4,
        )
        sheet.oval(
            x - 7 * size, y - 5 * size, 3.4 * size, 6 * size, lit(main, 0.5), turn=0.4, depth=0, opacity=0.55
        )
    return sheet


def pear(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A round Korean pear."""
    sheet = Sheet()
    main = chosen(colours, 0, "#cfa75c")
    ball(sheet, (0, -40), 43, main, squash=0.94)
    at = [
        (float(x), -40 + float(y))
        for x, y in zip(chance.normal(0, 19, 40), chance.normal(0, 18, 40), strict=True)
    ]
    for x, y in at:
        if math.hypot(x, y + 40) < 36:
            sheet.oval(x, y, 1.2, 1.0, lit(main, 0.5), depth=0, opacity=0.7)
    sheet.limb([(0, -78), (3, -98)], [4.4, 5], STALK)
    return sheet


def peach(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A peach with leaves."""
    sheet = Sheet()
    main = chosen(colours, 0, "#eab08e")
    sheet.shape(
        [(2, -80), (32, -68), (42, -36), (20, -4), (0, 0), (-20, -4), (-42, -36), (-30, -68)],
        main,
        corners=(0,),
    )
    sheet.oval(-14, -34, 23, 28, "#d9686a", turn=0.3, depth=0.3, opacity=0.5)
    sheet.limb([(2, -78), (-8, -40), (0, -6)], [1, 3, 1], shaded(main, 0.35), depth=0, opacity=0.5)
    for angle in (64, -66):
        draw_leaf(sheet, (2, -78), angle, 38, 12, "#6f9150")
    return sheet


def grapes(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bunch of dark grapes."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4f3a63")
    draw_leaf(sheet, (0, -104), 78, 44, 30, "#76954f")
    sheet.limb([(0, -98), (2, -124)], [5, 6], STALK)
    for row, count in enumerate((4, 5, 4, 3, 2, 1)):
        for k in range(count):
            x, y = (k - (count - 1) / 2) * 21 + float(chance.normal(0, 1.6)), -92 + row * 16.5
            ball(sheet, (x, y), 12.4, mix(main, "#7d5f8c", float(chance.uniform(0, 0.35))), shine=0.6)
    return sheet


def strawberry(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Two strawberries."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c23a38")
    for x, size, far in ((30.0, 0.86, 0.12), (-14.0, 1.0, 0.0)):
        with sheet.placed((x, 0.0), size):
            sheet.shape(
                [(0, 0), (-26, -24), (-34, -50), (-18, -66), (0, -62), (18, -66), (34, -50), (26, -24)],
                shaded(main, far),
                corners=(0,),
            )
            for k in range(12):
                a = k * 2.4
                sheet.oval(
                    17 * math.sqrt(k / 12) * 1.5 * math.cos(a),
                    -38 + 18 * math.sin(a) * math.sqrt(k / 12),
                    1.5,
                    2.2,
                    "#efd28a",
                    depth=0,
                )
            for angle in (-80, -40, 0, 40, 80):
                draw_leaf(sheet, (0, -62), angle, 24, 9, "#6a8f49")
    return sheet


def corn(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An ear of corn in its husk, lying."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e3b94c")
    sheet.limb([(-76, -20), (-20, -24), (60, -20)], [14, 42, 36], "#93a860")
    sheet.limb([(-46, -22), (20, -24), (82, -20)], [30, 40, 14], main)
    for row in range(5):
        for k in range(14):
            x = -44 + 9.2 * k
            half = 17 * min(1.0, (92 - x) / 46)
            sheet.oval(
                x,
                -23 + half * (row - 2) / 2.4,
                4.3,
                3.5,
                (lit(main, 0.25), main, shaded(main, 0.12))[(row + k) % 3],
                depth=0.4,
            )
    for y in (-4, -40):
        sheet.limb([(-80, -20), (-30, y), (16, -22 + (y + 22) * 0.9)], [10, 17, 1], "#a3b56c")
    return sheet


def chili(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Red chillies."""
    sheet = Sheet()
    main = chosen(colours, 0, "#bb3a2c")
    for x, turn, far in ((26.0, 10.0, 0.2), (-20.0, -8.0, 0.1), (2.0, 2.0, 0.0)):
        sheet.limb([(x, -70), (x + turn, -38), (x + turn * 0.4, -2)], [17, 14, 1.5], shaded(main, far))
        sheet.limb([(x - 1, -66), (x - 5, -84)], [9, 4], "#6d8a48")
    return sheet


def cabbage(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A napa cabbage."""
    sheet = Sheet()
    main = chosen(colours, 0, "#9db45f")
    for x, lean, far in ((-40, -26, 0.25), (40, 26, 0.3), (-24, -12, 0.12), (24, 12, 0.16), (0, 0, 0.0)):
        leaf = [
            (x * 0.3, 0),
            (x * 0.9 - 16, -40),
            (x + lean - 24, -92),
            (x + lean, -122),
            (x + lean + 24, -92),
            (x * 0.9 + 16, -40),
        ]
        sheet.shape(leaf, mix(shaded(main, far), "#eef0d0", 0.28), corners=(0,))
        rib = [(x * 0.3, -2), (x * 0.9, -46), (x + lean, -104)]
        sheet.limb(rib, [17, 10, 1.5], "#f3f3e2", depth=0.5)
        for side in (-1, 1):
            sheet.limb(
                [(x * 0.9, -44), (x + lean * 0.6 + side * 15, -86)],
                [2.4, 0.8],
                "#eef0d8",
                depth=0,
                opacity=0.7,
            )
    return sheet


def kimchi(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A dish of kimchi."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c0452e")
    vessel(sheet, [(26, 62), (14, 50), (2, 32)], "#e9e2d2", inside="#d3cab8", tilt=0.28)
    for i in range(9):
        x, y = -34 + 8.6 * i, -34 - 13 * math.sin(math.pi * i / 8) + float(chance.normal(0, 2))
        sheet.shape(
            [(x - 15, y + 8), (x - 8, y - 8), (x + 9, y - 9), (x + 15, y + 6), (x, y + 11)],
            mix(main, "#e9c98a", 0.5 if i % 3 == 0 else 0.06 * i),
        )
        sheet.limb([(x - 9, y + 2), (x + 8, y - 3)], [1.6, 3], lit(main, 0.55), depth=0, opacity=0.7)
    return sheet


def potato(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Potatoes."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b99562")
    for x, y, rx, ry, far in ((34, -24, 34, 23, 0.14), (-32, -23, 32, 22, 0.08), (2, -32, 36, 25, 0.0)):
        sheet.oval(x, y, rx, ry, shaded(main, far), turn=0.2)
        for dx, dy in ((-12, -6), (8, 4), (14, -9)):
            sheet.oval(x + dx, y + dy, 2.4, 1.5, shaded(main, 0.4), depth=0, opacity=0.6)
    return sheet


def sweet_potato(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Roasted sweet potatoes, one broken open."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a4a52")
    sheet.limb([(-82, -20), (-30, -26), (20, -22), (52, -12)], [8, 40, 38, 8], shaded(main, 0.15))
    sheet.limb([(-40, -10), (0, -21), (36, -22)], [8, 40, 36], main)
    sheet.oval(38, -22, 9, 18, "#e6a93f", depth=0.6)
    sheet.limb([(50, -20), (76, -18), (98, -10)], [36, 32, 6], main)
    sheet.oval(51, -20, 8, 17, "#f0bc55", depth=0.6)
    return sheet


def egg(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Eggs in a nest of straw."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e3c5a2")
    for x, far in ((-27.0, 0.1), (27.0, 0.14), (0.0, 0.0)):
        sheet.shape(
            [(x, -58), (x + 17, -38), (x + 18, -18), (x, -6), (x - 18, -18), (x - 17, -38)], shaded(main, far)
        )
    for i in range(46):
        x = -66 + 132 * float(chance.random())
        y = -16 * (1 - (x / 70) ** 2) * float(chance.random()) - 1
        sheet.limb(
            [(x - 15, y + float(chance.normal(0, 3))), (x + 15, y + float(chance.normal(0, 3)))],
            [1.5, 2.6],
            ("#c9a965", "#b08f50", "#dcc286")[i % 3],
            depth=0,
        )
    return sheet


def bread(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A loaf of bread."""
    sheet = Sheet()
    main = chosen(colours, 0, "#bf8345")
    sheet.shape(
        [(-78, -2), (-84, -34), (-56, -62), (0, -70), (56, -62), (84, -34), (78, -2)], main, corners=(0, 6)
    )
    for x in (-44, -8, 28):
        sheet.limb([(x - 6, -58), (x + 8, -44), (x + 12, -24)], [2, 10, 2], "#ecd0a0", depth=0.4)
    return sheet


def birthday_cake(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cake with burning candles."""
    sheet = Sheet()
    main = chosen(colours, 0, "#f0ddcf")
    vessel(sheet, [(12, 84), (2, 40)], "#d9d0c2", inside="#cfc5b4", tilt=0.16)
    vessel(sheet, [(72, 64), (12, 66), (8, 64)], main, inside=lit(main, 0.3), tilt=0.16)
    for k in range(11):
        x = -60 + 12 * k
        sheet.limb(
            [(x, -74 + 9 * math.sqrt(max(0.0, 1 - (x / 66) ** 2))), (x, -60 + 6 * (k % 2))],
            [12, 9],
            "#b9575a",
        )
    for k, x in enumerate((-36, -12, 12, 36)):
        sheet.limb([(x, -76), (x, -104)], [5, 5], ("#7f9fb5", "#d9a24c")[k % 2])
        flick = 2 * math.sin(2 * math.pi * (phase + 0.3 * k))
        sheet.glow(x, -112, 22, "#ffd98a", 0.6)
        sheet.shape([(x - 4, -106), (x + flick, -122), (x + 4, -106)], "#f6c04e", corners=(1,))
    return sheet


def rice_cake(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Half-moon rice cakes on pine needles."""
    sheet = Sheet()
    for i in range(40):
        x = -74 + 148 * float(chance.random())
        sheet.limb(
            [(x, -2), (x + float(chance.normal(0, 15)), -11 - float(chance.uniform(0, 8)))],
            [1.8, 0.8],
            ("#5f7f52", "#4f6d48")[i % 2],
            depth=0,
        )
    tones = tuple(colours) or ("#f3eee0", "#a9bd86", "#e6b9b4", "#d9c07d")
    for k, (x, y) in enumerate(((-50, -16), (-10, -15), (32, -16), (-30, -38), (12, -38), (-8, -58))):
        main = tones[k % len(tones)]
        sheet.shape(
            [(x - 25, y + 6), (x - 12, y - 14), (x + 12, y - 14), (x + 25, y + 6), (x, y + 13)],
            main,
            corners=(0, 3),
        )
        sheet.limb(
            [(x - 18, y + 2), (x, y + 7), (x + 18, y + 2)],
            [0.8, 2, 0.8],
            shaded(main, 0.25),
            depth=0,
            opacity=0.6,
        )
    return sheet


def lunch_box(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tin lunch box: rice with an egg, and side dishes."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a9adb0")
    slab(sheet, -82, -34, 164, 34, main, deep=42)
    sheet.polygon([(-54, -71), (26, -71), (36, -39), (-72, -39)], "#f5f0e3", depth=0.5)
    sheet.polygon([(31, -71), (56, -71), (72, -39), (41, -39)], "#b5532f", depth=0.5)
    sheet.oval(-14, -55, 27, 11, "#fbf8ef", depth=0.4)
    sheet.oval(-12, -56, 11, 5, "#e9aa3a", depth=0.6)
    at = [(48 + float(chance.normal(0, 6)), -55 + float(chance.normal(0, 7))) for _ in range(12)]
    sheet.dabs(at, 5, ("#c76a3c", "#7d8f4a", "#d9a24c"), chance)
    return sheet
