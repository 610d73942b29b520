"""What stands along a street."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]


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


def mailbox(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red post box."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b23a31")
    sheet.box(-30, -10, 60, 10, shaded(main, 0.5), across=True)
    sheet.shape(
        [(-38, -8), (-38, -112), (-30, -132), (0, -140), (30, -132), (38, -112), (38, -8)],
        main,
        corners=(0, 6),
        across=True,
    )
    sheet.shape([(-42, -110), (-32, -134), (0, -142), (32, -134), (42, -110)], lit(main, 0.1), corners=(0, 4))
    sheet.box(-24, -100, 48, 7, "#2f2426", depth=0.2)
    sheet.box(-22, -84, 44, 26, "#efe6d2", depth=0.4)
    sheet.box(-16, -76, 32, 3, main, depth=0)
    sheet.box(-28, -48, 56, 36, shaded(main, 0.12), depth=0.5)
    return sheet


def bus_stop(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bus shelter with a bench and the sign of the stop."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5b7c86")
    steel = "#59626a"
    sheet.box(-86, -112, 150, 96, "#a9bcc2", depth=0.5, opacity=0.5)
    for x in (-88, -12, 62):
        sheet.box(x, -118, 5, 118, steel, across=True)
    sheet.polygon([(-104, -118), (82, -118), (76, -130), (-96, -130)], main)
    sheet.box(-104, -119, 186, 5, shaded(main, 0.35))
    sheet.box(-68, -34, 110, 6, "#8a6548")
    for x in (-60, 30):
        sheet.box(x, -28, 5, 28, steel)
    sheet.box(-74, -98, 34, 46, "#efe8d8", depth=0.4)
    for k in range(4):
        sheet.box(-69, -92 + 9 * k, 24 - 5 * (k % 2), 3, main, depth=0)
    sheet.box(102, -138, 5, 138, steel, across=True)
    sheet.oval(104, -142, 19, 19, main)
    sheet.box(93, -148, 23, 11, "#f1ece0", depth=0.3)
    return sheet


def vending_machine(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A vending machine that shines in the night."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a8413b")
    sheet.box(-44, -176, 88, 176, main, across=True)
    sheet.box(44, -173, 9, 170, shaded(main, 0.45))
    sheet.glow(-6, -120, 84, "#fff3cf", 0.35)
    sheet.box(-37, -168, 62, 92, "#f3ead0", depth=0.3)
    tones = ("#c8553d", "#4f7d62", "#41608a", "#d9a43c", "#8a5a7d")
    for row in range(3):
        for k in range(5):
            x, y = -31 + 11.6 * k, -142 + 29 * row
            sheet.box(x, y - 18, 8, 18, tones[(row * 2 + k) % 5], across=True)
            sheet.box(x, y + 1, 8, 3, "#b9b2a0", depth=0)
    sheet.box(29, -150, 10, 30, "#3a3439", depth=0.3)
    sheet.box(30, -112, 8, 5, "#d9d2c2", depth=0.2)
    sheet.box(-30, -48, 54, 26, "#3a3034", depth=0.3)
    return sheet


def flag(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A flag in the wind, in plain colours."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b8564a")
    sheet.limb([(0, 0), (0, -180)], [5, 4], "#8d8a86")
    sheet.oval(0, -183, 4.4, 4.4, "#d9b35c")

    def edge(x: float, y: float) -> tuple[float, float]:
        return x, y + 7 * (x / 90) * math.sin(2 * math.pi * (x / 74 - phase))

    top = [edge(x, -174) for x in (2, 26, 50, 74, 98)]
    low = [edge(x, -112) for x in (98, 74, 50, 26, 2)]
    sheet.shape([*top, *low], main, corners=(0, 4, 5, 9), across=True)
    band = [edge(x, -144) for x in (2, 26, 50, 74, 98)]
    sheet.limb(band, [15] * 5, chosen(colours, 1, "#efe6d2"), round_start=False, round_end=False)
    return sheet


def stairs(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Stone stairs going up, with a rail."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a79f92")
    steps = 9
    for k in reversed(range(steps)):
        half, y = 84 - 3.6 * k, -17.0 * k
        sheet.box(-half, y - 17, 2 * half, 17, shaded(main, 0.18 + 0.01 * k), depth=0.6)
        inner = half - 3.6
        sheet.polygon(
            [(-half, y - 17), (half, y - 17), (inner, y - 23), (-inner, y - 23)], lit(main, 0.22), depth=0.4
        )
    for k in range(0, steps, 2):
        x, y = 88 - 3.6 * k, -17.0 * k - 8
        sheet.limb([(x, y), (x, y - 44)], [4, 3.4], "#5b6167")
    sheet.limb([(89, -52), (56, -188)], [5, 4], "#5b6167")
    return sheet


def convenience_store(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small shop that is open all night, its window full of light."""
    sheet = Sheet()
    main = chosen(colours, 0, "#4f7d6d")
    sheet.box(-130, -124, 260, 124, "#d5cec0")
    sheet.box(-134, -132, 268, 34, main)
    sheet.box(-134, -108, 268, 5, "#e9a24c", depth=0.3)
    for k, wide in enumerate((22, 12, 26, 16)):
        sheet.box(-66 + 34 * k, -124, wide, 11, "#f6f1e4", depth=0.2)
    sheet.box(-122, -94, 160, 88, "#f6e3ae", depth=0.3)
    tones = ("#b8564a", "#5f7f8d", "#d9a43c", "#6f8a63", "#efe6d2")
    for row in range(3):
        sheet.box(-116, -64 + 24 * row, 148, 3, "#8d8579", depth=0.2)
        for k in range(17):
            high = 9 + 7 * float(chance.random())
            sheet.box(-114 + 8.6 * k, -64 + 24 * row - high, 6.4, high, tones[(k * 3 + row) % 5], depth=0.3)
    for x in (-122, -70, -16, 36):
        sheet.box(x, -94, 4, 88, "#6d6a66", depth=0.3)
    sheet.box(48, -96, 70, 96, "#6d6a66", depth=0.4)
    for x in (52, 84):
        sheet.box(x, -92, 30, 92, "#f9ecc6", depth=0.4)
    sheet.limb([(80, -54), (80, -34)], [3, 3], "#6d6a66")
    sheet.glow(-42, -60, 120, "#ffe9b0", 0.22, 60)
    sheet.box(-134, -6, 268, 6, "#8b857c")
    return sheet
