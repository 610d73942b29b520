"""Flowers, grasses, crops and bushes, growing from y = 0."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
GREEN = "#6a8a4c"


def _stem(sheet: Sheet, chance: Chance, x: float, tall: float, width: float, colour: str = GREEN) -> Point:
    """Draw a stem with a slight bend; return its top."""
    bend = float(chance.normal(0, tall * 0.07))
    top = (x + bend, -tall)
    sheet.limb([(x, 0), (x + bend * 0.25, -tall * 0.5), top], [width, width * 0.8, width * 0.6], colour)
    return top


def _leaf(sheet: Sheet, at: Point, angle: float, long: float, wide: float, colour: str) -> None:
    """A pointed leaf from ``at`` in a direction (degrees from upright)."""
    turn = math.radians(angle)
    tip = (at[0] + long * math.sin(turn), at[1] - long * math.cos(turn))
    middle = (at[0] + long * 0.55 * math.sin(turn), at[1] - long * 0.62 * math.cos(turn))
    sheet.limb([at, middle, tip], [wide * 0.3, wide, 0.5], colour)


def _bloom(
    sheet: Sheet,
    at: Point,
    petals: int,
    radius: float,
    colour: str,
    heart: str,
    squash: float = 1.0,
    turn: float = 0.0,
) -> None:
    """A round flower of ``petals`` petals, ``squash`` flat when seen from the side."""
    for i in range(petals):
        a = turn + 2 * math.pi * i / petals
        x, y = at[0] + 0.6 * radius * math.cos(a), at[1] + 0.6 * radius * math.sin(a) * squash
        tone = mix(colour, shaded(colour, 0.22), 0.5 + 0.5 * math.sin(a))
        sheet.oval(
            x,
            y,
            radius * 0.5,
            radius * 1.9 / petals + radius * 0.06,
            tone,
            turn=math.atan2(math.sin(a) * squash, math.cos(a)),
            depth=0.6,
        )
    sheet.oval(at[0], at[1], radius * 0.3, radius * 0.28 * max(0.5, squash), heart)


def _blades(
    sheet: Sheet,
    chance: Chance,
    count: int,
    tall: float,
    spread: float,
    colours: Sequence[str],
    width: float = 4.0,
) -> None:
    for i in range(count):
        x = spread * (2 * (i + 0.5) / count - 1)
        high = tall * float(chance.uniform(0.6, 1.0)) * (1 - 0.35 * abs(x) / spread)
        tip = (x * 1.5 + float(chance.normal(0, tall * 0.14)), -high)
        colour = colours[int(chance.integers(len(colours)))]
        sheet.limb(
            [(x * 0.6, 0), (x * 0.9 + (tip[0] - x) * 0.3, -high * 0.55), tip],
            [width * 0.7, width, 0.4],
            colour,
        )


def grass(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tuft of grass."""
    main = chosen(colours, 0, "#779450")
    sheet = Sheet()
    _blades(sheet, chance, 26, 60, 34, (main, shaded(main, 0.25), lit(main, 0.22)))
    return sheet


def silver_grass(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Silver grass: tall blades with feathers of pale seed."""
    sheet = Sheet()
    blade, plume = "#a08f57", chosen(colours, 0, "#e8dcc2")
    _blades(sheet, chance, 22, 96, 40, (blade, shaded(blade, 0.25), "#8b9158"), 4)
    for i in range(9):
        x = -34 + 8.6 * i
        tall = float(chance.uniform(118, 160))
        lean = float(chance.uniform(6, 30))
        sheet.limb(
            [(x * 0.6, 0), (x, -tall * 0.6), (x + lean * 0.6, -tall * 0.86)], [2.4, 1.8, 1.4], "#b8a472"
        )
        root = (x + lean * 0.6, -tall * 0.86)
        for k in range(13):
            start = (root[0] + lean * 0.05 * k, root[1] - 2.4 * k)
            tip = (start[0] + 10 + 0.9 * k, start[1] - 6 + float(chance.normal(0, 2)))
            sheet.limb(
                [start, tip],
                [3.4, 0.8],
                (plume, lit(plume, 0.6), shaded(plume, 0.16))[k % 3],
                depth=0.2,
                opacity=0.92,
            )
    return sheet


def reeds(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Reeds with brown heads, at the water's edge."""
    sheet = Sheet()
    blade = "#84935a"
    _blades(sheet, chance, 20, 110, 34, (blade, shaded(blade, 0.25), lit(blade, 0.2)), 4.4)
    for i in range(7):
        x, tall = -30 + 10 * i, float(chance.uniform(105, 150))
        top = (x * 1.15 + float(chance.normal(0, 4)), -tall)
        sheet.limb([(x * 0.6, 0), (x, -tall * 0.5), top], [2.4, 2.0, 1.5], blade)
        sheet.limb(
            [(top[0], top[1] + 2), (top[0] + 0.6, top[1] - 20)], [6.4, 6.0], chosen(colours, 0, "#7d5539")
        )
    return sheet


def rice_plants(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Ripe rice, its ears bowed."""
    sheet = Sheet()
    ear = chosen(colours, 0, "#d9b25a")
    _blades(sheet, chance, 24, 84, 36, ("#a3a355", "#8d9a50", "#bdb060"), 4)
    for i in range(12):
        x = -34 + 6.2 * i
        tall, lean = (
            float(chance.uniform(74, 96)),
            float(chance.choice([-1.0, 1.0])) * float(chance.uniform(14, 28)),
        )
        top = (x + lean * 0.5, -tall)
        sheet.limb([(x * 0.6, 0), (x, -tall * 0.6), top], [2.2, 1.8, 1.3], "#b5a552")
        for k in range(9):
            t = k / 8
            at = (top[0] + lean * t, top[1] - 4 * math.sin(math.pi * t) + 24 * t * t)
            sheet.oval(
                *at,
                3.2,
                2.0,
                (ear, lit(ear, 0.3), shaded(ear, 0.16))[k % 3],
                turn=1.0 if lean > 0 else 2.1,
                depth=0.5,
            )
    return sheet


def rice_seedlings(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Young rice, freshly planted."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8bb05a")
    for x in (-36, -12, 12, 36):
        with sheet.placed((x, 0.0)):
            _blades(sheet, chance, 9, 44, 9, (main, lit(main, 0.25), shaded(main, 0.2)), 2.8)
    return sheet


def sunflower(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sunflower with large leaves."""
    sheet = Sheet()
    top = _stem(sheet, chance, 0, 150, 7)
    for y, angle, long in ((-36, 66, 46), (-58, -64, 50), (-86, 58, 40), (-104, -56, 34)):
        _leaf(sheet, (top[0] * -y / 150, y), angle, long, 26, shaded(GREEN, 0.12 if angle > 0 else 0.0))
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
    _blades(
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
        tops.append(_stem(sheet, chance, x, high, 2.6))
        if not feathery:
            _leaf(sheet, (x, -high * 0.35), float(chance.choice([-50, 50])), tall * 0.22, 6, GREEN)
    for i, top in enumerate(sorted(tops, key=lambda p: p[1])):
        size = radius * float(chance.uniform(0.82, 1.1))
        _bloom(
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
    _blades(sheet, chance, 26, 56, 80, (GREEN, shaded(GREEN, 0.18)), 3.6)
    for i in range(22):
        x = -84 + 8 * i
        top = _stem(sheet, chance, x, float(chance.uniform(52, 84)), 2.4)
        at = [(top[0] + float(chance.normal(0, 6)), top[1] + float(chance.normal(4, 7))) for _ in range(11)]
        sheet.dabs(at, 4.2, (main, lit(main, 0.45), shaded(main, 0.12)), chance, flat=0.8)
    return sheet


def dandelion(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Dandelions, two in flower and one gone to seed."""
    sheet = Sheet()
    for angle in (-76, -54, -30, 28, 52, 74):
        _leaf(sheet, (0, -1), angle, 44, 11, shaded(GREEN, 0.1 if angle > 0 else 0.0))
    main = chosen(colours, 0, "#ecc03a")
    for x, tall in ((-12, 46), (10, 60)):
        top = _stem(sheet, chance, x, tall, 2.8)
        _bloom(sheet, top, 18, 12, main, shaded(main, 0.15), 0.85)
    top = _stem(sheet, chance, 24, 78, 2.6)
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
    top = _stem(sheet, chance, 0, 96, 4.4, "#55703f")
    for y, angle in ((-30.0, 56), (-48.0, -58), (-66.0, 50)):
        _leaf(sheet, (top[0] * -y / 96, y), angle, 26, 14, shaded(GREEN, 0.15))
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
        _leaf(sheet, (x, y + 14), 180 + angle, 12, 5, GREEN)
    return sheet


def tulip(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Three tulips."""
    sheet = Sheet()
    tones = tuple(colours) or ("#cf4f45", "#e8b03f", "#d98aa0")
    for i, (x, tall) in enumerate(((-22, 70), (20, 66), (0, 88))):
        _leaf(sheet, (x, 0), -16 + 14 * i, 56, 12, shaded(GREEN, 0.08 * i))
        tx, ty = _stem(sheet, chance, x, tall, 3.6)
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


def azalea(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An azalea bush in bloom."""
    return _bush(chance, chosen(colours, 0, "#d9789c"), flowers=True)


def forsythia(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Forsythia: arching yellow branches of early spring."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e9c23c")
    for i in range(26):
        reach = -96 + 7.6 * i
        tall = 96 - 0.0042 * reach * reach + float(chance.normal(0, 8))
        path = [(reach * 0.12, 0.0), (reach * 0.5, -tall), (reach, -tall * 0.55)]
        sheet.limb(path, [2.6, 2.0, 1.0], "#8b7240")
        for _ in range(12):
            t = float(chance.uniform(0.25, 1))
            u = 1 - t
            at = (
                2 * u * t * path[1][0] + t * t * path[2][0] + u * u * path[0][0],
                2 * u * t * path[1][1] * 1.1 + t * t * path[2][1],
            )
            sheet.dabs(
                [(at[0] + float(chance.normal(0, 3)), at[1] + float(chance.normal(0, 3)))],
                4.4,
                (main, lit(main, 0.4), shaded(main, 0.14)),
                chance,
            )
    return sheet


def _bush(chance: Chance, leaf: str, flowers: bool = False) -> Sheet:
    from feelm.things.drawings.trees import paint_crown

    sheet = Sheet()
    green = "#5f7f4a" if flowers else leaf
    clumps = [(-38, -24, 24), (34, -22, 25), (0, -34, 28), (-16, -18, 20), (18, -18, 20)]
    with sheet.placed((0.0, -0.5)):
        paint_crown(sheet, chance, [(float(x), float(y), float(r)) for x, y, r in clumps], green, 4.0)
    if flowers:
        at = []
        for x, y, r in clumps:
            for t in chance.uniform(0, 2 * math.pi, 26):
                far = r * 0.88 * math.sqrt(float(chance.random()))
                at.append((x + far * math.cos(t), y + far * math.sin(t)))
        sheet.dabs(at, 4.2, (leaf, lit(leaf, 0.4), shaded(leaf, 0.2)), chance, flat=0.75)
    return sheet


def bush(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A round green bush."""
    return _bush(chance, chosen(colours, 0, "#66854b"))


def hydrangea(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hydrangea with balls of blue and violet."""
    sheet = _bush(chance, "#5d8050")
    tones = tuple(colours) or ("#7f96c9", "#a58cc4", "#8fb0d4")
    for i, (x, y) in enumerate(((-36, -36), (-8, -54), (26, -44), (46, -24), (-52, -18), (6, -24))):
        main = tones[i % len(tones)]
        sheet.oval(x, y, 15, 13, shaded(main, 0.22))
        at = [
            (
                x + 13 * math.sqrt(float(chance.random())) * math.cos(t),
                y + 11 * math.sqrt(float(chance.random())) * math.sin(t),
            )
            for t in chance.uniform(0, 6.3, 34)
        ]
        sheet.dabs(at, 3.4, (main, lit(main, 0.45), shaded(main, 0.1)), chance, flat=0.8)
    return sheet


def cactus(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tall cactus with two arms."""
    main = chosen(colours, 0, "#61865a")
    sheet = Sheet()
    for path, w in (
        ([(0, 0), (0, -70), (0, -140)], 30),
        ([(12, -62), (40, -62), (42, -104)], 20),
        ([(-12, -44), (-36, -44), (-38, -84)], 19),
    ):
        points = [(float(x), float(y)) for x, y in path]
        sheet.limb(points, [w, w, w * 0.9], main, round_start=False)
        for shift in (-0.24, 0.04, 0.3):
            sheet.limb(
                [(x + w * shift, y) for x, y in points],
                [1.3, 1.3, 1.0],
                lit(main, 0.45),
                depth=0,
                opacity=0.6,
            )
    return sheet


def potted_plant(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A plant in a clay pot."""
    sheet = Sheet()
    for angle in (-64, -38, -14, 12, 40, 66):
        _leaf(
            sheet,
            (0, -40),
            angle + float(chance.normal(0, 6)),
            float(chance.uniform(44, 66)),
            15,
            (GREEN, shaded(GREEN, 0.2), lit(GREEN, 0.15))[abs(angle) % 3],
        )
    clay = chosen(colours, 0, "#b9694a")
    sheet.polygon([(-24, -38), (24, -38), (17, 0), (-17, 0)], clay, across=True)
    sheet.box(-27, -45, 54, 10, lit(clay, 0.1), across=True)
    return sheet


def bouquet(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bunch of flowers in paper."""
    sheet = Sheet()
    tones = tuple(colours) or ("#d9604f", "#f3e9dc", "#e59aa8", "#efc65a")
    for angle in range(-50, 51, 12):
        _leaf(sheet, (0, -34), angle, 58, 9, GREEN)
    for i in range(13):
        a = math.radians(-58 + 116 * (i % 7) / 6 + (8 if i > 6 else 0))
        far = 62 if i < 7 else 42
        _bloom(
            sheet,
            (far * math.sin(a), -34 - far * 0.85 * math.cos(a)),
            9,
            12,
            tones[i % len(tones)],
            "#e8c25a",
            0.9,
        )
    sheet.shape([(-40, -58), (0, -38), (40, -58), (10, 0), (-10, 0)], "#eadfcb", corners=(0, 2, 3, 4))
    sheet.limb([(-13, -17), (13, -17)], [4.4, 4.4], tones[0])
    for side in (-1, 1):
        sheet.shape([(0, -17), (side * 13, -25), (side * 14, -11)], tones[0], corners=(0,))
    return sheet
