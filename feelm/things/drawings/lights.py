"""What gives light: lamps of streets and houses, candles, fires, fireworks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import apart, chosen, lit, shaded
from feelm.things.drawings.materials import STONES, WOOD, draw_stone
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


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
            else lamp == min(("#d9463a", "#e6b23c", "#58a36c"), key=lambda c: apart(c, shines))
        )
        y = -175 + i * 23
        if on:
            sheet.glow(0, y, 30, lamp, 0.7)
        sheet.oval(0, y, 8.4, 8.4, lamp if on else shaded(lamp, 0.72), depth=0.5)
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
        draw_stone(sheet, chance, -52 + 26 * k, 0, 24, 10, STONES[k])
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


def star(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A star: a point of light with soft rays, no drawn shape."""
    sheet = Sheet()
    main = chosen(colours, 0, "#fff3d0")
    bright = 0.75 + 0.25 * math.cos(2 * math.pi * phase)
    sheet.glow(0, 0, 60, main, 0.55 * bright)
    for turn in (0.0, math.pi / 2):
        for side in (-1, 1):
            tip = (52 * side * math.cos(turn), 52 * side * math.sin(turn))
            sheet.limb([(0, 0), tip], [5, 0.3], main, depth=0, opacity=0.65 * bright)
    sheet.glow(0, 0, 17, "#ffffff", 0.95)
    sheet.oval(0, 0, 6, 6, "#fffdf4", depth=0)
    return sheet


def oil_lamp(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An oil lamp with a glass chimney."""
    sheet = Sheet()
    main = chosen(colours, 0, "#9c7d46")
    flick = 1.6 * math.sin(2 * math.pi * phase)
    sheet.glow(0, -84, 84, "#ffd28a", 0.55)
    sheet.shape(
        [(-30, 0), (-24, -8), (-9, -16), (-8, -30), (8, -30), (9, -16), (24, -8), (30, 0)],
        main,
        corners=(0, 7),
    )
    sheet.oval(0, -40, 28, 15, main)
    sheet.box(-9, -58, 18, 8, shaded(main, 0.2))
    sheet.shape([(-5, -60), (-6, -74), (flick, -96), (6, -74), (5, -60)], "#f7b84c", corners=(2,))
    sheet.oval(0, -70, 3, 7, "#fff2c2", depth=0)
    chimney = [(-13, -58), (-22, -78), (-11, -108), (-10, -136), (10, -136), (11, -108), (22, -78), (13, -58)]
    sheet.shape(chimney, "#e4e6dc", corners=(0, 3, 4, 7), opacity=0.28)
    sheet.limb([(-15, -74), (-8, -106), (-7, -132)], [3, 2, 2], "#ffffff", depth=0, opacity=0.5)
    return sheet
