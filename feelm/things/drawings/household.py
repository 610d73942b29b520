"""Things of the house and of going out: radio, telephone, letter, umbrella, scarf."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import STEEL
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


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
