"""Rocks, water and ice, and what is built over water or of snow and sand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.materials import STONES, WOOD
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


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


def haystack(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A rick of rice straw after the harvest."""
    sheet = Sheet()
    main = chosen(colours, 0, "#c9a458")
    sheet.shape(
        [(-78, 0), (-74, -50), (-44, -104), (0, -126), (44, -104), (74, -50), (78, 0), (0, 3)],
        main,
        corners=(0, 6),
    )
    for _ in range(150):
        y = -124 * math.sqrt(float(chance.random()))
        half = 74 * math.sqrt(max(0.02, 1 - (y / 128) ** 2))
        x = float(chance.uniform(-1, 1)) * half
        tone = mix(lit(main, 0.35), shaded(main, 0.4), 0.5 + 0.5 * x / 78)
        sheet.limb(
            [(x, y), (x * 1.07 + float(chance.normal(0, 3)), min(0.0, y + 20))],
            [2.6, 1.0],
            tone,
            depth=0,
            opacity=0.8,
        )
    sheet.limb([(0, -118), (-3, -138)], [13, 3], shaded(main, 0.2))
    if season == "snow":
        sheet.shape(
            [(-46, -98), (-22, -122), (0, -131), (24, -120), (48, -96), (22, -104), (0, -98), (-24, -106)],
            "#f1f3f6",
            depth=0.6,
        )
    return sheet


def mountain(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A far mountain, ridge behind ridge, light on one side."""
    sheet = Sheet()
    main = chosen(colours, 0, "#6f8076" if season not in ("winter", "snow") else "#77818c")
    for rank, (shift, tall, wide) in enumerate(
        ((46.0, 104.0, 150.0), (-52.0, 96.0, 140.0), (0.0, 134.0, 170.0))
    ):
        tone = mix(main, "#c3cdd2", 0.42 - 0.2 * rank)
        ridge = [(shift - wide, 0.0)]
        ridge += [
            (shift - wide * (1 - t), -tall * t**1.25 - float(chance.normal(0, 3)))
            for t in (0.2, 0.4, 0.62, 0.84)
        ]
        ridge += [(shift, -tall)]
        ridge += [
            (shift + wide * (1 - t), -tall * t**1.2 - float(chance.normal(0, 3)))
            for t in (0.82, 0.6, 0.38, 0.18)
        ]
        ridge += [(shift + wide, 0.0)]
        sheet.polygon(ridge, tone)
        shade = [(shift, -tall), *ridge[6:], (shift + wide * 0.2, 0.0), (shift + 10, -tall * 0.5)]
        sheet.polygon(shade, shaded(tone, 0.3), depth=0.5, opacity=0.6)
        if season in ("winter", "snow") and rank == 2:
            cap = [
                (shift - 40, -tall * 0.74),
                (shift, -tall),
                (shift + 42, -tall * 0.74),
                (shift + 22, -tall * 0.7),
                (shift + 8, -tall * 0.8),
                (shift - 12, -tall * 0.68),
            ]
            sheet.polygon(cap, "#eef1f4", depth=0.8)
    return sheet


def island(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small island of rock with pines on it, in the sea."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7d7a70")
    sheet.shape(
        [(-120, 0), (-98, -22), (-70, -52), (-28, -70), (20, -62), (62, -46), (96, -18), (122, 0)],
        main,
        corners=(0, 7),
    )
    green = [(-86, -34), (-66, -60), (-28, -78), (22, -70), (64, -54), (86, -26), (30, -44), (-30, -50)]
    sheet.shape(green, "#66805a")
    for x, y, size in ((-54, -64, 1.0), (-30, -76, 1.25), (-4, -74, 1.0), (26, -68, 1.15), (52, -56, 0.85)):
        sheet.limb([(x, y + 4), (x + 2, y - 26 * size)], [4, 2.4], "#6d4a38")
        for k, half in enumerate((16, 12, 8)):
            sheet.oval(
                x + 2, y - (16 + 9 * k) * size, half * size, 6 * size, mix("#48664c", "#7f9a68", 0.2 * k)
            )
    sheet.limb([(-118, -2), (0, -1), (120, -2)], [3, 5, 3], "#eef2ef", depth=0, opacity=0.6)
    return sheet


def rainbow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A rainbow: an arc of soft light that fades towards its feet."""
    sheet = Sheet()
    tones = ("#d98a86", "#e3b184", "#eadb9c", "#a9cba4", "#93b9cf", "#a99cc9")
    for k, tone in enumerate(tones):
        radius = 180 - 5.6 * k
        for step in range(30):
            t0, t1 = math.pi * step / 30, math.pi * (step + 1.06) / 30
            fade = min(1.0, 1.5 * math.sin((t0 + t1) / 2)) ** 1.4
            path = [(-radius * math.cos(t), -radius * math.sin(t)) for t in (t0, (t0 + t1) / 2, t1)]
            sheet.limb(
                path, [7.6, 7.6, 7.6], tone, depth=0, opacity=0.5 * fade, round_start=False, round_end=False
            )
    return sheet
