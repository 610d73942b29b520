"""What swims: fish, whales, dolphins, turtles. They look right; the water line is at y = 0 for what comes out of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def _bent(points: Sequence[Point], phase: float, amount: float, length: float) -> list[Point]:
    """Points of a swimming body: a wave runs along it and grows toward the tail."""
    return [
        (
            x,
            y
            + amount * ((length - x) / (2 * length)) ** 2 * math.sin(2 * math.pi * phase + x / length * 2.2),
        )
        for x, y in points
    ]


def _swimmer(sheet: Sheet, main: str, belly: str, phase: float, deep: float) -> None:
    def bend(points: Sequence[Point]) -> list[Point]:
        return _bent(points, phase, 20.0, 60.0)

    sheet.shape(bend([(-44, 0), (-66, -22), (-60, 0), (-66, 22)]), shaded(main, 0.15), corners=(1, 3))
    sheet.shape(bend([(4, -deep * 0.8), (-10, -deep * 1.6), (-28, -deep * 0.7)]), shaded(main, 0.2))
    sheet.shape(
        bend(
            [
                (58, 2),
                (40, -deep * 0.8),
                (8, -deep),
                (-26, -deep * 0.5),
                (-48, -3),
                (-48, 4),
                (-24, deep * 0.55),
                (10, deep),
                (42, deep * 0.7),
            ]
        ),
        main,
    )
    sheet.shape(
        bend(
            [(54, 5), (20, 6), (-30, 4), (-46, 4), (-24, deep * 0.54), (10, deep * 0.98), (42, deep * 0.68)]
        ),
        belly,
        depth=0.6,
        opacity=0.85,
    )
    sheet.shape(bend([(22, 4), (4, 14), (2, 4)]), shaded(main, 0.25))
    for k in range(5):
        x = 22 - k * 12
        curve = bend([(x, -deep * 0.6), (x - 5, 0), (x, deep * 0.5)])
        sheet.limb(curve, [0.4, 1.3, 0.4], lit(main, 0.5), depth=0, opacity=0.45)
    eye = bend([(44, -4)])[0]
    sheet.oval(*eye, 3.2, 3.2, "#f4efe2", depth=0)
    sheet.oval(eye[0] + 0.6, eye[1], 1.9, 1.9, "#241d22", depth=0)


def fish(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A fish of the river."""
    mains = ("#7d97a6", "#8c9a7a", "#a58d76")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    sheet = Sheet()
    _swimmer(sheet, main, lit(main, 0.65), phase, 19)
    return sheet


def goldfish(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red goldfish with a veil of a tail."""
    main = chosen(colours, 0, "#d9603a")
    sheet = Sheet()
    veil = _bent([(-36, 0), (-76, -34), (-62, -4), (-84, 6), (-58, 12), (-70, 36)], phase, 26, 60)
    sheet.shape(veil, lit(main, 0.3), corners=(1, 3, 5), opacity=0.85)
    _swimmer(sheet, main, lit(main, 0.6), phase, 25)
    return sheet


def carp(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A koi carp, white and red."""
    sheet = Sheet()
    _swimmer(sheet, "#efe8da", "#fbf7ee", phase, 18)
    main = chosen(colours, 0, "#cf5a38")
    for x, y, rx in ((26, -8, 12), (-6, -7, 15), (-34, -2, 7)):
        at = _bent([(x, y)], phase, 20, 60)[0]
        sheet.oval(*at, rx, 6.5, main, opacity=0.9)
    return sheet


def dolphin(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A dolphin leaping in an arc."""
    main = chosen(colours, 0, "#6f8ba3")
    sheet = Sheet()
    tip = 5 * math.sin(2 * math.pi * phase)
    sheet.shape(
        [(-56, 22), (-82, 22 + tip), (-70, 34 + tip), (-66, 52 + tip), (-52, 34)],
        shaded(main, 0.15),
        corners=(1, 3),
    )
    sheet.shape([(-4, -26), (-22, -50), (-28, -20)], shaded(main, 0.15), corners=(1,))
    sheet.shape(
        [
            (76, 14),
            (58, -6),
            (30, -22),
            (-8, -26),
            (-40, -6),
            (-60, 28),
            (-52, 34),
            (-24, 18),
            (10, 10),
            (44, 18),
            (70, 20),
        ],
        main,
    )
    sheet.shape(
        [(72, 18), (44, 8), (8, 2), (-26, 12), (-48, 32), (-22, 18), (10, 11), (44, 18)],
        lit(main, 0.75),
        depth=0.5,
        opacity=0.9,
    )
    sheet.shape([(24, 8), (8, 34), (2, 8)], shaded(main, 0.2), corners=(1,))
    sheet.oval(54, 4, 2.2, 2.2, "#231d24", depth=0)
    return sheet


def whale(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A whale at the surface, its flukes lifted."""
    main = chosen(colours, 0, "#45607c")
    sheet = Sheet()
    lift = 6 * math.sin(2 * math.pi * phase)
    sheet.shape(
        [
            (-78, -34),
            (-102, -62 + lift),
            (-84, -56 + lift),
            (-74, -50 + lift),
            (-62, -62 + lift),
            (-54, -70 + lift),
            (-66, -40),
        ],
        shaded(main, 0.1),
        corners=(1, 5),
    )
    sheet.shape(
        [
            (92, -8),
            (84, -34),
            (52, -50),
            (6, -46),
            (-36, -24),
            (-64, -26),
            (-78, -40),
            (-70, -12),
            (-40, 4),
            (30, 14),
            (76, 10),
        ],
        main,
    )
    sheet.shape(
        [(90, -6), (50, -10), (6, -6), (-30, -2), (-40, 4), (30, 14), (76, 10)],
        lit(main, 0.7),
        depth=0.7,
        opacity=0.9,
    )
    for k in range(5):
        sheet.limb(
            [(84 - k * 6, -4 + k * 2), (50 - k * 10, 0 + k * 3), (24 - k * 10, 4 + k * 2)],
            [0.6, 1.2, 0.4],
            shaded(main, 0.2),
            depth=0,
            opacity=0.4,
        )
    sheet.shape([(34, 2), (10, 26), (2, 10)], shaded(main, 0.2), corners=(1,))
    sheet.oval(66, -16, 2.6, 2.6, "#1e1a22", depth=0)
    return sheet


def turtle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A turtle rowing with its flippers."""
    main = chosen(colours, 0, "#6f8257")
    sheet = Sheet()
    row = 9 * math.sin(2 * math.pi * phase)
    skin = "#93a06c"
    sheet.shape([(-34, 4), (-52, 14 - row), (-40, 16)], shaded(skin, 0.1))
    sheet.limb([(34, 0), (50, -7), (58, -8)], [17, 15, 13], skin)
    sheet.oval(62, -9, 2, 2, "#241d22", depth=0)
    sheet.shape([(-46, 6), (-34, -18), (0, -32), (32, -18), (44, 6), (0, 13)], main)
    for x, y in ((-22, -8), (0, -15), (22, -8), (-10, 3), (12, 3)):
        sheet.oval(x, y, 9.5, 7, lit(main, 0.25), depth=0.8, opacity=0.85)
    sheet.shape([(24, 6), (30, 34 + row), (14, 26 + row), (8, 9)], skin, corners=(1,))
    return sheet


def jellyfish(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A jellyfish, half transparent."""
    main = chosen(colours, 0, "#b9a3c9")
    sheet = Sheet()
    breath = 1 + 0.12 * math.sin(2 * math.pi * phase)
    for k in range(7):
        x = -24 + 8 * k
        wave = 6 * math.sin(2 * math.pi * phase + k)
        sheet.limb(
            [(x * breath, 0), (x * 0.8 + wave, 34), (x * 0.9 - wave, 70 + 6 * (k % 3))],
            [3.4, 2.4, 0.6],
            lit(main, 0.3),
            depth=0.4,
            opacity=0.6,
        )
    sheet.shape(
        [
            (-38 * breath, 4),
            (-32 * breath, -24),
            (0, -42),
            (32 * breath, -24),
            (38 * breath, 4),
            (18, -2),
            (0, 5),
            (-18, -2),
        ],
        main,
        corners=(0, 4),
        opacity=0.8,
    )
    sheet.oval(-10, -20, 10, 12, lit(main, 0.7), depth=0, opacity=0.5)
    return sheet
