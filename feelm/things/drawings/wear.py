"""What people wear and carry: shoes, hats, bags, clothes on their hangers, and what lies on a bed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
LEATHER = "#7a5238"


def _shoe(sheet: Sheet, main: str, sole: str) -> None:
    upper = [(-44, -6), (-46, -30), (-34, -40), (-14, -34), (2, -26), (30, -22), (48, -12), (48, -6)]
    sheet.shape(upper, main, corners=(0, 7))
    sheet.oval(-30, -37, 15, 5, shaded(main, 0.55), turn=0.1, depth=0.2)
    sheet.limb([(-46, -3.5), (0, -3), (49, -4)], [7, 7, 7], sole, depth=0.4)
    for k in range(3):
        sheet.limb([(-8 + 10 * k, -29 + 3 * k), (-2 + 9 * k, -20 + 2 * k)], [2, 2], "#efe7d6", depth=0)


def shoe(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pair of shoes, side by side."""
    sheet = Sheet()
    mains = ("#8b4a3a", "#3f4d5d", "#6f7a55")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    with sheet.placed((22.0, -12.0), 0.94):
        _shoe(sheet, shaded(main, 0.25), "#b9ab94")
    with sheet.placed((-18.0, 0.0)):
        _shoe(sheet, main, "#e4dac6")
    return sheet


def rubber_shoes(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """White rubber shoes, as grandmothers wore them, set down neatly."""
    sheet = Sheet()
    main = chosen(colours, 0, "#efebe2")
    for x, y, far in ((20.0, -11.0, 0.16), (-18.0, 0.0, 0.0)):
        with sheet.placed((x, y)):
            hull = [
                (-48, -26),
                (-40, -6),
                (0, -1),
                (38, -4),
                (60, -26),
                (52, -30),
                (36, -22),
                (-4, -20),
                (-34, -26),
            ]
            sheet.shape(hull, shaded(main, far), corners=(0, 4))
            inner = [(-46, -26), (-34, -31), (-6, -28), (18, -22), (30, -24), (6, -18), (-30, -22)]
            sheet.shape(inner, shaded(main, 0.45 + far), depth=0.3)
    return sheet


def boot(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Rain boots."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d3a33c")
    for x, y, far in ((24.0, -10.0, 0.2), (-14.0, 0.0, 0.0)):
        with sheet.placed((x, y)):
            leg = [(-30, -4), (-32, -52), (-30, -96), (8, -96), (8, -44), (24, -30), (46, -20), (50, -4)]
            sheet.shape(leg, shaded(main, far), corners=(0, 2, 3, 7))
            sheet.oval(-11, -96, 19, 4.4, shaded(main, 0.5), depth=0.2)
            sheet.limb([(-31, -3), (50, -3)], [7, 7], shaded(main, 0.45), depth=0.3)
            sheet.limb([(-22, -84), (-22, -34)], [4, 3], lit(main, 0.6), depth=0, opacity=0.5)
    return sheet


def hat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A straw hat with a ribbon."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d8b873")
    ribbon = chosen(colours, 1, "#a8443c")
    sheet.oval(0, -12, 84, 16, shaded(main, 0.1))
    sheet.shape([(-44, -14), (-40, -48), (-22, -64), (22, -64), (40, -48), (44, -14), (0, -4)], main)
    sheet.shape(
        [(-44, -14), (-42, -30), (0, -22), (42, -30), (44, -14), (0, -4)], ribbon, corners=(0, 1, 3, 4)
    )
    for k in range(4):
        sheet.limb(
            [(-72 + 8 * k, -8 + 2 * k), (0, 1 - k), (72 - 8 * k, -8 + 2 * k)],
            [0.6, 1.4, 0.6],
            shaded(main, 0.3),
            depth=0,
            opacity=0.5,
        )
    sheet.limb([(40, -20), (58, -12), (70, -2)], [6, 7, 3], ribbon)
    return sheet


def cap(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cap with a peak."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4d637d")
    sheet.shape([(28, -16), (62, -12), (84, -2), (44, 0), (16, -6)], shaded(main, 0.25))
    sheet.shape(
        [(-46, 0), (-46, -30), (-20, -54), (16, -52), (38, -28), (40, -8), (0, -1)], main, corners=(0,)
    )
    sheet.limb([(-4, -54), (6, -30), (8, -4)], [0.8, 2, 1], shaded(main, 0.35), depth=0)
    sheet.oval(-3, -55, 5, 3.4, lit(main, 0.2))
    return sheet


def glove(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pair of knitted mittens on a string."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b5453d")
    sheet.limb([(-44, -26), (-30, -2), (0, -14), (30, -2), (44, -26)], [2.4] * 5, shaded(main, 0.2))
    for side in (-1, 1):
        x = side * 44
        hand = [(x - 21, -32), (x - 24, -76), (x - 4, -104), (x + 20, -82), (x + 21, -32)]
        sheet.shape(hand, main, corners=(0, 4))
        sheet.limb([(x - side * 16, -46), (x - side * 36, -70)], [17, 14], shaded(main, 0.08))
        sheet.box(x - 23, -34, 46, 17, lit(main, 0.45), across=True)
        for k in range(3):
            at = (x - 10 + 10 * k, -66)
            sheet.polygon(
                [(at[0], at[1] - 6), (at[0] + 4.4, at[1]), (at[0], at[1] + 6), (at[0] - 4.4, at[1])],
                "#efe6d4",
                depth=0,
            )
    return sheet


def bag(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A leather bag with a flap."""
    sheet = Sheet()
    main = chosen(colours, 0, LEATHER)
    sheet.limb([(-40, -66), (-30, -108), (30, -108), (40, -66)], [6, 7, 7, 6], shaded(main, 0.25))
    sheet.shape([(-62, 0), (-66, -52), (-54, -74), (54, -74), (66, -52), (62, 0)], main, corners=(0, 5))
    sheet.shape([(-64, -52), (-54, -76), (54, -76), (64, -52), (52, -28), (-52, -28)], lit(main, 0.1))
    sheet.box(-7, -36, 14, 17, "#c39a4c", depth=0.5)
    return sheet


def handbag(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small lady's bag with a clasp."""
    sheet = Sheet()
    main = chosen(colours, 0, "#94474a")
    sheet.limb([(-34, -54), (-24, -96), (24, -96), (34, -54)], [4.4, 4.8, 4.8, 4.4], shaded(main, 0.25))
    sheet.shape([(-58, -2), (-56, -30), (-40, -58), (40, -58), (56, -30), (58, -2)], main, corners=(0, 5))
    sheet.limb([(-40, -57), (40, -57)], [7, 7], "#c9a860")
    sheet.oval(0, -63, 6, 5, "#d9bd78")
    return sheet


def backpack(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A school bag."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a4433a")
    for side in (-1, 1):
        sheet.limb([(side * 40, -92), (side * 62, -56), (side * 46, -8)], [8, 9, 7], shaded(main, 0.4))
    sheet.limb([(-14, -112), (0, -124), (14, -112)], [5, 5, 5], shaded(main, 0.35))
    sheet.shape(
        [(-48, 0), (-52, -66), (-40, -106), (0, -116), (40, -106), (52, -66), (48, 0)], main, corners=(0, 6)
    )
    sheet.shape(
        [(-50, -62), (-40, -104), (0, -114), (40, -104), (50, -62), (0, -54)], lit(main, 0.12), corners=(0, 4)
    )
    sheet.shape([(-36, -4), (-37, -40), (37, -40), (36, -4)], shaded(main, 0.14), corners=(0, 1, 2, 3))
    for side in (-1, 1):
        sheet.limb([(side * 22, -74), (side * 22, -44)], [6, 6], shaded(main, 0.35))
        sheet.box(side * 22 - 5, -50, 10, 9, "#d9bd78", depth=0.4)
    return sheet


def _hanger(sheet: Sheet, y: float, half: float) -> None:
    sheet.limb([(4, y - 22), (10, y - 32), (0, y - 38), (-6, y - 30)], [2.2] * 4, "#8d8a86")
    sheet.limb([(0, y - 20), (-half, y + 2)], [4.4, 4.4], "#9a744f")
    sheet.limb([(0, y - 20), (half, y + 2)], [4.4, 4.4], "#9a744f")


def _sleeves(sheet: Sheet, y: float, half: float, drop: float, wide: float, main: str) -> None:
    for side in (-1, 1):
        path: list[Point] = [
            (side * half * 0.84, y + 6),
            (side * (half + 16), y + drop * 0.5),
            (side * (half + 20), y + drop),
        ]
        sheet.limb(path, [wide, wide, wide * 0.86], shaded(main, 0.12 if side < 0 else 0.22), round_end=False)


def coat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A winter coat on a hanger."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5d5a55")
    _hanger(sheet, -176, 44)
    _sleeves(sheet, -176, 44, 104, 27, main)
    sheet.shape(
        [(-44, -176), (-14, -190), (14, -190), (44, -176), (46, -100), (58, 0), (-58, 0), (-46, -100)],
        main,
        corners=(5, 6),
    )
    sheet.limb([(0, -178), (4, -90), (5, -2)], [1, 2, 2], shaded(main, 0.45), depth=0)
    for side in (-1, 1):
        sheet.shape(
            [(side * 4, -172), (side * 26, -186), (side * 24, -146)], lit(main, 0.1), corners=(0, 1, 2)
        )
        sheet.box(side * 32 - 13, -74, 26, 6, shaded(main, 0.3), depth=0.2)
    for y in (-130, -100, -70):
        sheet.oval(12, y, 4.2, 4.2, shaded(main, 0.55), depth=0.5)
    return sheet


def dress(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A summer dress on a hanger."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8fa9b5")
    _hanger(sheet, -172, 36)
    _sleeves(sheet, -172, 32, 30, 24, main)
    sheet.shape(
        [
            (-34, -172),
            (-12, -176),
            (0, -162),
            (12, -176),
            (34, -172),
            (26, -112),
            (62, -4),
            (0, 2),
            (-62, -4),
            (-26, -112),
        ],
        main,
        corners=(2, 6, 8),
    )
    for x in (-0.6, -0.2, 0.25, 0.62):
        sheet.limb(
            [(x * 22, -108), (x * 44, -50), (x * 60, -4)],
            [0.6, 3, 5],
            shaded(main, 0.3),
            depth=0,
            opacity=0.4,
        )
    sheet.limb([(-27, -112), (0, -107), (27, -112)], [7, 7, 7], shaded(main, 0.25))
    return sheet


def uniform(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A school uniform: a dark jacket, a white collar, a skirt."""
    sheet = Sheet()
    main = chosen(colours, 0, "#35415c")
    _hanger(sheet, -176, 42)
    sheet.shape([(-28, -92), (28, -92), (46, 0), (-46, 0)], shaded(main, 0.2), corners=(0, 1, 2, 3))
    for k in range(-3, 4):
        sheet.limb([(k * 7, -88), (k * 12.5, -2)], [0.8, 2.4], shaded(main, 0.5), depth=0, opacity=0.6)
    _sleeves(sheet, -176, 42, 88, 25, main)
    sheet.shape(
        [(-42, -176), (-14, -188), (14, -188), (42, -176), (38, -120), (40, -84), (-40, -84), (-38, -120)],
        main,
        corners=(5, 6),
    )
    for side in (-1, 1):
        sheet.shape(
            [(0, -142), (side * 22, -186), (side * 34, -168)], "#f1ede3", corners=(0, 1, 2), depth=0.5
        )
    sheet.limb([(0, -146), (0, -112)], [6, 11], "#a8443c")
    for y in (-106, -92):
        sheet.oval(9, y, 3, 3, "#d9bd78")
    return sheet


def hanbok(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hanbok: a short jacket with its long ribbon over a full skirt."""
    sheet = Sheet()
    top = chosen(colours, 0, "#f0e2c4")
    skirt = chosen(colours, 1, "#b8394a" if not colours else shaded(colours[0], 0.3))
    sheet.shape(
        [(-26, -136), (26, -136), (62, -70), (86, -4), (0, 3), (-86, -4), (-62, -70)],
        skirt,
        corners=(0, 1, 3, 5),
    )
    for k in range(-4, 5):
        sheet.limb(
            [(k * 5.4, -132), (k * 13, -70), (k * 18, -4)],
            [0.8, 2.6, 4.4],
            shaded(skirt, 0.3),
            depth=0,
            opacity=0.45,
        )
    for side in (-1, 1):
        sleeve = [
            (side * 30, -176),
            (side * 84, -150),
            (side * 104, -122),
            (side * 88, -108),
            (side * 54, -112),
            (side * 30, -136),
        ]
        sheet.shape(sleeve, shaded(top, 0.05 if side < 0 else 0.14))
        sheet.limb([(side * 106, -122), (side * 88, -106)], [9, 9], "#f6f2e8")
    sheet.shape([(-36, -172), (-14, -184), (14, -184), (36, -172), (34, -124), (0, -116), (-34, -124)], top)
    sheet.limb([(-13, -184), (0, -164), (12, -140)], [8, 8, 6], "#fbf8f0", depth=0.3)
    sheet.limb([(14, -184), (4, -166)], [8, 7], "#fbf8f0", depth=0.3)
    ribbon = chosen(colours, 2, "#8f3550")
    for path in ([(8, -146), (18, -104), (13, -58)], [(8, -146), (2, -112), (6, -76)]):
        sheet.limb([(float(x), float(y)) for x, y in path], [6, 7.5, 9], ribbon)
    sheet.oval(8, -147, 8, 6, lit(ribbon, 0.15))
    return sheet


def blanket(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A folded quilt with its bright border, a pillow on it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a8485a")
    tones = (main, "#d9b35c", mix(main, "#efe3d0", 0.45), "#5d7d6d")
    for k, high in enumerate((26, 24, 25)):
        y = -sum((26, 24, 25)[:k])
        left = [
            (-88, y),
            (-94, y - high * 0.5),
            (-88, y - high),
            (88, y - high),
            (92, y - high * 0.5),
            (88, y),
        ]
        sheet.shape([(float(a), float(b)) for a, b in left], tones[k], corners=(2, 3))
        sheet.limb(
            [(-86, y - high * 0.5), (0, y - high * 0.4), (88, y - high * 0.55)],
            [1, 2.4, 1],
            shaded(tones[k], 0.3),
            depth=0,
            opacity=0.5,
        )
    with sheet.placed((0.0, -75.0), 0.78):
        _pillow(sheet, "#efe7d6")
    return sheet


def _pillow(sheet: Sheet, main: str) -> None:
    sheet.shape([(-72, -4), (-80, -22), (-70, -42), (0, -48), (70, -42), (80, -22), (72, -4), (0, 0)], main)
    sheet.shape([(-46, -16), (0, -26), (44, -17), (0, -10)], shaded(main, 0.16), depth=0.4, opacity=0.6)
    for side in (-1, 1):
        sheet.limb(
            [(side * 70, -40), (side * 60, -24), (side * 66, -6)],
            [1, 3, 1],
            shaded(main, 0.25),
            depth=0,
            opacity=0.6,
        )


def pillow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pillow with the dent of a head."""
    sheet = Sheet()
    _pillow(sheet, chosen(colours, 0, "#e9e1d2"))
    return sheet


def glasses(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pair of spectacles, folded open on the table."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5a4334")
    for side in (-1, 1):
        x = side * 33
        sheet.limb([(side * 58, -30), (side * 66, -44), (side * 50, -52)], [3, 3, 2.4], shaded(main, 0.2))
        ring = [(x + 26 * math.cos(a), -24 + 23 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 17)]
        sheet.oval(x, -24, 25, 22, "#cfdde0", depth=0.5, opacity=0.45)
        sheet.limb([(float(a), float(b)) for a, b in ring], [4.4] * len(ring), main)
    sheet.limb([(-8, -30), (0, -34), (8, -30)], [4, 4, 4], main)
    return sheet
