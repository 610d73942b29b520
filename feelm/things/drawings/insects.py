"""Insects of gardens and summer nights."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def butterfly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A butterfly beating its wings."""
    mains = ("#e0a33c", "#f2ead8", "#5d86b5", "#c9603f")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    open_ = 0.35 + 0.65 * (0.5 + 0.5 * math.cos(2 * math.pi * phase))
    sheet = Sheet()
    for side, shade in ((1, 0.16), (-1, 0.0)):
        w = side * open_
        colour = shaded(main, shade)
        sheet.shape(
            [(2 * side, 2), (30 * w, 8), (36 * w, 30), (18 * w, 42), (4 * side, 18)],
            mix(colour, "#f6e8c8", 0.25),
        )
        sheet.shape([(2 * side, 0), (24 * w, -34), (52 * w, -40), (54 * w, -14), (26 * w, 8)], colour)
        sheet.shape(
            [(24 * w, -34), (52 * w, -40), (54 * w, -14), (46 * w, -22), (40 * w, -31)],
            shaded(main, 0.6),
            opacity=0.8,
        )
        sheet.oval(33 * w, -17, 5 * open_, 5, lit(main, 0.7), depth=0, opacity=0.7)
        sheet.oval(22 * w, 24, 4 * open_, 4, shaded(main, 0.5), depth=0, opacity=0.5)
    sheet.limb([(0, -18), (0, 4), (0, 26)], [4, 6, 2], "#3a2f33")
    for side in (-1, 1):
        sheet.limb([(0, -17), (6 * side, -28), (11 * side, -34)], [1.2, 1, 1.2], "#3a2f33", depth=0)
    return sheet


def dragonfly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red dragonfly."""
    main = chosen(colours, 0, "#b8452f")
    sheet = Sheet()
    beat = math.cos(2 * math.pi * phase)
    for x, long in ((8, 46), (-2, 42)):
        for side in (-1, 1):
            tip = (x - 8 + side * 4, side * (long * (0.8 + 0.2 * beat)))
            sheet.shape(
                [(x, 0), (x + 6, side * long * 0.5), tip, (x - 9, side * long * 0.55)],
                "#dfe8ea",
                depth=0.5,
                opacity=0.66,
            )
            sheet.oval(tip[0] + 1.5, tip[1] * 0.9, 2, 3, shaded(main, 0.2), depth=0, opacity=0.7)
    sheet.limb([(18, 0), (0, 0), (-30, 1), (-62, 0)], [9, 8, 4.4, 3.2], main)
    sheet.oval(23, 0, 7, 7, shaded(main, 0.2))
    return sheet


def firefly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A firefly: a dark body and a soft light that comes and goes."""
    main = chosen(colours, 0, "#d9ef7a")
    sheet = Sheet()
    bright = 0.55 + 0.45 * math.cos(2 * math.pi * phase)
    sheet.glow(-6, 3, 60, main, 0.9 * bright)
    sheet.shape([(10, -6), (-8, -10), (-18, -1), (8, 2)], "#4c4a46", opacity=0.9)
    sheet.limb([(14, -1), (0, 1), (-12, 4)], [5, 7, 6], "#3a3232")
    sheet.oval(-10, 4, 7, 5.4, lit(main, 0.5 * bright), depth=0)
    return sheet


def bee(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bee."""
    sheet = Sheet()
    beat = math.cos(2 * math.pi * phase)
    for shift, turn in ((6, -0.5), (-6, -1.0)):
        sheet.oval(shift - 4, -22 - 3 * beat, 9, 19, "#e8eef0", turn=turn, depth=0.4, opacity=0.75)
    sheet.oval(0, 0, 27, 17, chosen(colours, 0, "#e2a83a"))
    for x, r in ((-12, 13.5), (1, 16.2), (13, 13)):
        sheet.limb([(x, -r), (x - 2, 0), (x, r)], [5.5, 6.5, 4.5], "#3b2d2a", depth=0.3)
    sheet.oval(27, -2, 10, 10, "#4a3a35")
    return sheet
