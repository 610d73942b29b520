"""Bushes and plants in pots: in bloom, in leaf, bare."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.boughs import SNOW, grow, paint_crown
from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Sheet
from feelm.things.drawings.petals import GREEN, draw_bloom, draw_leaf

Chance = np.random.Generator
Colours = Sequence[str]


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


def bush(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A round bush: green, in autumn red, in winter bare twigs."""
    if season in ("winter", "snow"):
        return _twigs(chance, snow=season == "snow")
    leaf = {"spring": "#9db061", "autumn": "#b5673a"}.get(season or "", "#66854b")
    return _bush(chance, chosen(colours, 0, leaf))


def _twigs(chance: Chance, *, snow: bool) -> Sheet:
    """A bush without its leaves."""
    sheet = Sheet()
    for i in range(13):
        angle = -66 + 11 * i + float(chance.normal(0, 4))
        grow(sheet, chance, (angle * 0.14, 0.0), angle, 30, 3.4, 2, "#6f5b50", snow=snow)
    return sheet


def camellia(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A camellia: dark shining leaves and red flowers, also in the snow."""
    sheet = _bush(chance, "#3f5f43")
    main = chosen(colours, 0, "#b8323c")
    places = [(-40, -30), (-14, -52), (18, -34), (40, -42), (-24, -14), (30, -12), (2, -18)]
    for x, y in places:
        at = (x + float(chance.normal(0, 3)), y + float(chance.normal(0, 3)))
        draw_bloom(sheet, at, 6, 11, main, "#e6be4f", 0.9, float(chance.uniform(0, 1)))
        sheet.oval(*at, 3.4, 3.2, "#ecc65c", depth=0.4)
    if season == "snow":
        banks = [
            (-40, -40),
            (-33, -41),
            (-46, -38),
            (-6, -58),
            (2, -59),
            (34, -43),
            (41, -41),
            (12, -44),
            (-22, -30),
        ]
        sheet.dabs([(float(x), float(y)) for x, y in banks], 7.5, (SNOW,), chance, flat=0.5, turn=0.0)
    sheet.dabs([(-20, -1.5), (26, -1.2)], 6, (main, shaded(main, 0.2)), chance, flat=0.5, turn=0.1)
    return sheet


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
        draw_leaf(
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
        draw_leaf(sheet, (0, -34), angle, 58, 9, GREEN)
    for i in range(13):
        a = math.radians(-58 + 116 * (i % 7) / 6 + (8 if i > 6 else 0))
        far = 62 if i < 7 else 42
        draw_bloom(
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
