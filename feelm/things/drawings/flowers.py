"""Flowers by their names, growing from y = 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.drawings.petals import GREEN, draw_blades, draw_bloom, draw_leaf, draw_stem

Chance = np.random.Generator
Colours = Sequence[str]


def sunflower(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sunflower with large leaves."""
    sheet = Sheet()
    top = draw_stem(sheet, chance, 0, 150, 7)
    for y, angle, long in ((-36, 66, 46), (-58, -64, 50), (-86, 58, 40), (-104, -56, 34)):
        draw_leaf(sheet, (top[0] * -y / 150, y), angle, long, 26, shaded(GREEN, 0.12 if angle > 0 else 0.0))
    petal = chosen(colours, 0, "#e9b23a")
    head = (top[0], top[1] - 8)
    for ring, count, far, tone in (
        (0, 18, 35, shaded(petal, 0.22)),
        (1, 18, 30, petal),
        (2, 14, 25, lit(petal, 0.25)),
    ):
        for i in range(count):
            a = 2 * math.pi * (i + 0.5 * ring) / count
            tip = (head[0] + far * 1.22 * math.cos(a), head[1] + far * 1.12 * math.sin(a))
            sheet.limb(
                [head, (head[0] + far * 0.7 * math.cos(a), head[1] + far * 0.66 * math.sin(a)), tip],
                [4, 9.5, 1],
                tone,
                depth=0.5,
            )
    sheet.oval(*head, 20, 18.5, "#5e3d28")
    for i in range(60):
        a, f = i * 2.399963, math.sqrt(i / 60)
        sheet.oval(
            head[0] + 17 * f * math.cos(a),
            head[1] + 15.6 * f * math.sin(a),
            1.5,
            1.4,
            ("#7d5433", "#44291d", "#96693d")[i % 3],
            depth=0,
        )
    return sheet


def _flowers(
    chance: Chance,
    tones: Sequence[str],
    heart: str,
    *,
    count: int,
    petals: int,
    radius: float,
    tall: float,
    spread: float,
    blades: int = 14,
    feathery: bool = False,
) -> Sheet:
    """A group of slender flowers over their leaves."""
    sheet = Sheet()
    draw_blades(
        sheet,
        chance,
        blades,
        tall * 0.5,
        spread,
        (GREEN, shaded(GREEN, 0.2), lit(GREEN, 0.2)),
        2.2 if feathery else 3.6,
    )
    tops = []
    for i in range(count):
        x = spread * (2 * (i + 0.5) / count - 1) if count > 1 else 0.0
        high = tall * float(chance.uniform(0.62, 1.0))
        tops.append(draw_stem(sheet, chance, x, high, 2.6))
        if not feathery:
            draw_leaf(sheet, (x, -high * 0.35), float(chance.choice([-50, 50])), tall * 0.22, 6, GREEN)
    for i, top in enumerate(sorted(tops, key=lambda p: p[1])):
        size = radius * float(chance.uniform(0.82, 1.1))
        draw_bloom(
            sheet,
            top,
            petals,
            size,
            tones[i % len(tones)],
            heart,
            float(chance.uniform(0.6, 1.0)),
            float(chance.uniform(0, 1)),
        )
    return sheet


def cosmos(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Cosmos flowers on thin stems."""
    tones = tuple(colours) or ("#dd8fae", "#f3e4e8", "#c05a86", "#ebb5c8")
    return _flowers(
        chance, tones, "#e0b23c", count=7, petals=8, radius=15, tall=110, spread=42, feathery=True
    )


def flower(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Wild flowers of the meadow."""
    sets = (("#f2ead8",), ("#e8b84a",), ("#9a86c2",), ("#dd7f6c",))
    tones = tuple(colours) or sets[int(chance.integers(len(sets)))]
    return _flowers(
        chance,
        tones,
        "#d99a3a" if tones[0] != "#e8b84a" else "#8a5a30",
        count=4,
        petals=9,
        radius=13,
        tall=74,
        spread=26,
    )


def flower_patch(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bed of many flowers."""
    tones = tuple(colours) or ("#d9604f", "#efc65a", "#f3e9dc", "#b57fb0", "#e59aa8")
    return _flowers(chance, tones, "#e8c25a", count=26, petals=7, radius=9, tall=54, spread=110, blades=60)


def rape_flowers(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Yellow rape flowers, as they fill the fields of Jeju in spring."""
    sheet = Sheet()
    main = chosen(colours, 0, "#ecc93f")
    draw_blades(sheet, chance, 26, 56, 80, (GREEN, shaded(GREEN, 0.18)), 3.6)
    for i in range(22):
        x = -84 + 8 * i
        top = draw_stem(sheet, chance, x, float(chance.uniform(52, 84)), 2.4)
        at = [(top[0] + float(chance.normal(0, 6)), top[1] + float(chance.normal(4, 7))) for _ in range(11)]
        sheet.dabs(at, 4.2, (main, lit(main, 0.45), shaded(main, 0.12)), chance, flat=0.8)
    return sheet


def dandelion(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Dandelions, two in flower and one gone to seed."""
    sheet = Sheet()
    for angle in (-76, -54, -30, 28, 52, 74):
        draw_leaf(sheet, (0, -1), angle, 44, 11, shaded(GREEN, 0.1 if angle > 0 else 0.0))
    main = chosen(colours, 0, "#ecc03a")
    for x, tall in ((-12, 46), (10, 60)):
        top = draw_stem(sheet, chance, x, tall, 2.8)
        draw_bloom(sheet, top, 18, 12, main, shaded(main, 0.15), 0.85)
    top = draw_stem(sheet, chance, 24, 78, 2.6)
    for i in range(30):
        a = i * 2.399963
        tip = (top[0] + 13 * math.cos(a), top[1] + 13 * math.sin(a))
        sheet.limb([top, tip], [0.6, 0.6], "#d9d5ca", depth=0, opacity=0.8)
        sheet.oval(*tip, 2.1, 2.1, "#f6f3ea", depth=0, opacity=0.75)
    return sheet


def rose(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A rose on its stem."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b93a45")
    top = draw_stem(sheet, chance, 0, 96, 4.4, "#55703f")
    for y, angle in ((-30.0, 56), (-48.0, -58), (-66.0, 50)):
        draw_leaf(sheet, (top[0] * -y / 96, y), angle, 26, 14, shaded(GREEN, 0.15))
    x, y = top[0], top[1] - 10
    for i, (dx, dy, rx, ry) in enumerate(
        (
            (-10.0, 2.0, 14, 15),
            (10, 2, 14, 15),
            (0, 6, 17, 13),
            (0, -5, 14, 13),
            (-3, -6, 9, 9),
            (2, -7, 5, 6),
        )
    ):
        sheet.oval(x + dx, y + dy, rx, ry, mix(shaded(main, 0.3), lit(main, 0.15), i / 5), turn=0.3 * (i % 2))
    for angle in (-50, 0, 50):
        draw_leaf(sheet, (x, y + 14), 180 + angle, 12, 5, GREEN)
    return sheet


def tulip(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Three tulips."""
    sheet = Sheet()
    tones = tuple(colours) or ("#cf4f45", "#e8b03f", "#d98aa0")
    for i, (x, tall) in enumerate(((-22, 70), (20, 66), (0, 88))):
        draw_leaf(sheet, (x, 0), -16 + 14 * i, 56, 12, shaded(GREEN, 0.08 * i))
        tx, ty = draw_stem(sheet, chance, x, tall, 3.6)
        main = tones[i % len(tones)]
        for dx in (-7, 7, 0):
            sheet.shape(
                [(tx + dx * 0.5, ty + 3), (tx + dx - 8, ty - 10), (tx + dx, ty - 27), (tx + dx + 8, ty - 10)],
                shaded(main, 0.14 if dx else 0.0),
                corners=(2,),
            )
    return sheet


def lotus(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A lotus with its round leaves on the water."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e7a0ae")
    for x, y, rx in ((-44, -4, 30), (46, -3, 28), (4, -2, 30)):
        sheet.oval(x, y, rx, rx * 0.24, "#6f9160")
        sheet.oval(x - 3, y - 1, rx * 0.6, rx * 0.1, lit("#6f9160", 0.35), depth=0, opacity=0.5)
    sheet.limb([(0, -2), (1, -22)], [3.2, 3.0], GREEN)
    for tier, (count, far, high) in enumerate(((7, 30, 20), (5, 20, 30), (3, 8, 36))):
        for i in range(count):
            a = math.pi * (i + 0.5) / count
            dx, dy = far * math.cos(a), high * (0.5 + 0.5 * math.sin(a))
            tone = mix(main, lit(main, 0.6), tier * 0.35 + 0.12 * (i % 2))
            sheet.shape(
                [
                    (dx * 0.12, -20),
                    (dx * 0.75 - 7, -20 - dy * 0.5),
                    (dx, -20 - dy),
                    (dx * 0.75 + 7, -20 - dy * 0.5),
                ],
                tone,
                corners=(0, 2),
            )
    return sheet


def lily(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A white lily: open trumpets and a bud on one stem."""
    sheet = Sheet()
    main = chosen(colours, 0, "#f4efe6")
    top = draw_stem(sheet, chance, 0, 118, 4.6)
    for k, y in enumerate((-14.0, -30.0, -46.0, -62.0, -76.0)):
        draw_leaf(sheet, (top[0] * -y / 118, y), 58 if k % 2 else -58, 34, 8, shaded(GREEN, 0.14 * (k % 2)))
    sheet.limb([top, (top[0] + 4, top[1] - 22)], [6, 3], mix(main, GREEN, 0.4))
    for side in (-1, 1):
        neck = (top[0] + side * 17, top[1] - 2)
        sheet.limb([(top[0], top[1] + 14), neck], [3.4, 4.6], GREEN)
        _trumpet(sheet, neck, side, main)
    return sheet


def _trumpet(sheet: Sheet, at: Point, side: int, colour: str) -> None:
    """A lily's flower, opening outward to a side."""
    x, y = at
    for dx, dy, far in ((34, -28, 0.26), (40, -2, 0.2), (14, -36, 0.12), (30, -16, 0.0)):
        tip = (x + side * dx, y + dy)
        middle = (x + side * dx * 0.6, y + dy * 0.6 - 4)
        sheet.limb([at, middle, tip], [6, 14, 0.8], shaded(colour, far), depth=0.7)
    for dx, dy in ((26, -20), (31, -13), (24, -13)):
        tip = (x + side * dx, y + dy)
        sheet.limb([(x + side * 12, y - 8), tip], [0.8, 0.8], "#c9b66a", depth=0)
        sheet.oval(*tip, 2.2, 1.5, "#a8642e", depth=0.3)


def wilted_flower(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A flower with its head bowed and petals fallen."""
    sheet = Sheet()
    main = chosen(colours, 0, "#a86a66")
    stem = [(0.0, 0.0), (-2.0, -40.0), (6.0, -68.0), (22.0, -66.0), (28.0, -52.0)]
    sheet.limb(stem, [4, 3.4, 3, 2.6, 2.2], "#7f7f50")
    draw_leaf(sheet, (-2, -30), -110, 26, 9, "#8c7f4e")
    draw_leaf(sheet, (-1, -20), 118, 24, 8, "#7f7f50")
    for angle in (-34, -12, 10, 32):
        turn = math.radians(180 + angle)
        sheet.limb(
            [(28, -52), (28 + 24 * math.sin(turn), -52 - 24 * math.cos(turn))],
            [9, 3],
            shaded(main, 0.1 + 0.004 * angle),
        )
    sheet.oval(28, -53, 7, 6, "#6b5a3c")
    sheet.dabs(
        [(18, -1.6), (34, -1.2), (46, -2.0)], 5.5, (main, shaded(main, 0.2)), chance, flat=0.4, turn=0.2
    )
    return sheet
