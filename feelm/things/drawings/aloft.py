"""What flies or is carried through the air, and a suitcase for the journey."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, shaded
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


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
