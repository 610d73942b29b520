"""Tall buildings of a city."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.materials import WARM
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def apartment(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean apartment block with rows of balconies."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#d9d0c0")
    sheet.polygon([(70, 0), (70, -280), (96, -272), (96, 0)], shaded(wall, 0.34), across=True)
    sheet.box(-80, -280, 150, 280, wall)
    for row in range(13):
        y = -272 + row * 20.4
        for column in range(6):
            x = -75 + column * 24.2
            light = chance.random()
            glass = WARM if light < 0.16 else mix("#6e8391", "#9fb0b5", float(chance.random()))
            sheet.box(x, y, 20, 12, glass, depth=0.6)
            sheet.box(x + 9.4, y, 1.2, 12, "#efe9dd", depth=0)
            sheet.box(x - 1, y + 10, 22, 4.4, mix(wall, "#ffffff", 0.3), depth=0.4)
    sheet.box(-84, -286, 158, 8, shaded(wall, 0.2))
    sheet.box(-20, -302, 34, 17, shaded(wall, 0.1))
    sheet.box(-14, -16, 26, 16, "#5a5f66")
    return sheet


def tower_block(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An office tower, many windows lit."""
    sheet = Sheet()
    wall = chosen(colours, 0, ("#4d5b70", "#5f6a72", "#3f4a60")[int(chance.integers(3))])
    sheet.polygon([(48, 0), (48, -320), (72, -308), (72, 0)], shaded(wall, 0.4), across=True)
    sheet.box(-56, -320, 104, 320, wall)
    for row in range(22):
        for column in range(7):
            x, y = -50 + column * 14, -312 + row * 14
            glass = WARM if chance.random() < 0.34 else lit(wall, 0.16)
            sheet.box(x, y, 10, 8.6, glass, depth=0.4)
    sheet.box(-30, -334, 44, 14, shaded(wall, 0.15))
    sheet.limb([(-8, -334), (-8, -372)], [2.4, 0.8], "#8a8f96")
    sheet.oval(-8, -372, 2.2, 2.2, "#d9604f", depth=0.2)
    sheet.box(-22, -20, 34, 20, "#2d3440")
    return sheet


def hospital(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hospital: a pale block with rows of windows and a green cross."""
    sheet = Sheet()
    wall = chosen(colours, 0, "#e6e2d8")
    sheet.box(-110, -90, 220, 90, shaded(wall, 0.06))
    sheet.box(-56, -170, 112, 170, wall)
    for row in range(6):
        for column in range(4):
            sheet.box(
                -48 + column * 25,
                -132 + row * 20,
                18,
                12,
                WARM if chance.random() < 0.25 else "#8fa6b0",
                depth=0.5,
            )
    for row in range(3):
        for column in (-102, -80, 62, 84):
            sheet.box(column, -78 + row * 24, 16, 13, WARM if chance.random() < 0.2 else "#8fa6b0", depth=0.5)
    for w, h in ((26, 8), (8, 26)):
        sheet.box(-w / 2, -152 - h / 2, w, h, "#4f8f72", depth=0.5)
    sheet.box(-28, -30, 56, 5, "#5c6b74")
    sheet.box(-16, -25, 32, 25, "#6f8793")
    return sheet


def skyline(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A city far off: towers of many heights, windows alight."""
    sheet = Sheet()
    main = chosen(colours, 0, "#56627a")
    for far in (0.55, 0.28, 0.0):
        x = -240.0
        while x < 226:
            w = float(chance.uniform(24, 48))
            high = float(chance.uniform(60, 150)) * (1.25 - 0.6 * abs(x) / 240) * (0.8 + 0.5 * far)
            tone = mix(main, "#b9bfc9", far)
            sheet.box(x, -high, w, high, tone)
            sheet.box(x + w * 0.72, -high, w * 0.28, high, shaded(tone, 0.2), depth=0.5, opacity=0.8)
            for row in range(int(high // 9)):
                for column in range(int(w // 8)):
                    if chance.random() < 0.3 * (1 - far):
                        sheet.box(x + 3 + column * 8, -high + 4 + row * 9, 4, 4.6, WARM, depth=0, opacity=0.9)
            x += w + float(chance.uniform(-4, 10))
    return sheet
