"""Small animals of field, wood and pond that go in hops: rabbit, squirrel, frog."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.gait import Gait

Chance = np.random.Generator
Colours = Sequence[str]


@dataclass(frozen=True)
class _Leap:
    """A moment of a hop.

    ``rise``: how high the body is; ``stretch``: how far it is stretched (0 gathered .. 1); ``tilt``: nose up;
    ``ahead``: how far the feet are before the body, against which planted feet move back.
    """

    rise: float = 0.0
    stretch: float = 0.0
    tilt: float = 0.0
    ahead: float = 0.0


_ON_GROUND = 0.3
"""Share of a hop in which the feet are planted."""


def _leap(phase: float, pose: str) -> _Leap:
    if pose not in ("walking", "running"):
        return _Leap(tilt=0.45 if pose == "sitting" else 0.0)
    quick = pose == "running"
    gait = Gait(22.0 if quick else 14.0, _ON_GROUND, 0.0)
    in_air = max(0.0, phase - _ON_GROUND) / (1 - _ON_GROUND)
    air = math.sin(math.pi * in_air)
    return _Leap(
        (44.0 if quick else 26.0) * air, air, 0.24 * math.cos(math.pi * in_air) * air, gait.foot(phase)[0]
    )


def _ears(sheet: Sheet, at: Point, coat: str, back: float) -> None:
    x, y = at
    for shift, colour in ((7.0, shaded(coat, 0.24)), (0.0, coat)):
        root, tip = (x - 6 + shift, y - 11), (x - 12 + shift - back, y - 58 + 0.5 * back)
        middle = ((root[0] + tip[0]) / 2 - 2, (root[1] + tip[1]) / 2)
        sheet.limb([root, middle, tip], [9, 13, 3], colour)
        if not shift:
            sheet.limb([root, middle, tip], [3, 6, 1], mix(coat, "#dba090", 0.5), depth=0.2, opacity=0.7)


def rabbit(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A rabbit: long ears, a round back, a white tail; in a leap, at rest or asleep."""
    coats = ("#a98a68", "#d9cdb9", "#8d7a68", "#efe8dc")
    coat = chosen(colours, 0, coats[int(chance.integers(len(coats)))])
    under, leap = lit(coat, 0.55), _leap(phase, pose)
    a = leap.ahead
    sheet, asleep = Sheet(), pose == "sleeping"
    breath = 1.5 * math.sin(2 * math.pi * phase) if pose in ("sleeping", "sitting") else 0.0
    long = 14.0 * leap.stretch
    with sheet.placed((0.0, -leap.rise)):
        hind = [(-34 - long, -26), (-20 - 2.4 * long + 0.5 * a, -9), (-2 - 3.4 * long + a, -3.5)]
        sheet.limb([(34, -34), (44 + long, -16), (47 + 1.8 * long + a, -4)], [14, 10, 8], shaded(coat, 0.28))
        sheet.oval(-66 - long, -34 - 10 * leap.tilt, 11, 10, lit(under, 0.6))
        body = [
            (44 + long, -52 - 14 * leap.tilt), (20, -66 - breath), (-16, -74 - breath), (-50 - 0.6 * long, -62),
            (-66 - long, -32), (-52 - long, -8), (-10, -10), (30, -16), (52 + long, -32),
        ]  # fmt: skip
        sheet.shape(body, coat)
        sheet.shape([(-30, -14), (0, -26), (40, -34), (46, -22), (20, -12)], under, opacity=0.6)
        sheet.oval(-38 - 0.7 * long, -32, 27, 26, lit(coat, 0.05), turn=0.5)
        sheet.limb(hind, [20, 11, 9], coat)
        sheet.limb([hind[2], (hind[2][0] + 16 - long, -3 + long * 0.4)], [9, 8], mix(coat, under, 0.4))
        sheet.limb([(36, -32), (48 + 1.4 * long, -16), (50 + 2.2 * long + a, -4)], [15, 10, 8], coat)
        at = (60 + long, (-48 if asleep else -72) - 18 * leap.tilt)
        sheet.limb([(40, -48), at], [34, 26], coat)
        _ears(sheet, at, coat, 26.0 if asleep else 8 + 16 * leap.stretch)
        sheet.oval(*at, 21, 17, coat, turn=0.25)
        sheet.oval(at[0] + 12, at[1] + 6, 9, 8, under, depth=0.6, opacity=0.8)
        sheet.oval(at[0] + 20.5, at[1] + 2, 2.4, 2.0, "#a0605c", depth=0.2)
        if asleep:
            sheet.limb([(at[0] + 3, at[1] - 3), (at[0] + 9, at[1] - 2)], [1.4, 1.0], "#2b2328", depth=0)
        else:
            sheet.oval(at[0] + 6, at[1] - 4, 2.7, 3.1, "#2a2024", depth=0)
    return sheet


def squirrel(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A striped squirrel with its tail over its back, sitting up or in a bound."""
    coat = chosen(colours, 0, "#a8683c")
    under, leap = lit(coat, 0.6), _leap(phase, pose)
    sheet, long, a = Sheet(), 12.0 * leap.stretch, leap.ahead
    upright = pose in ("sitting", "standing", "grazing")
    wave = 2.0 * math.sin(2 * math.pi * phase)
    with sheet.placed((0.0, -leap.rise * 0.7)):
        tail = (
            [(-34, -10), (-62, -30), (-66, -74), (-44, -104 + wave), (-62 + wave, -122)]
            if upright
            else [(-44, -32), (-72 - long, -44), (-92 - 2 * long, -66 + wave), (-118 - 2 * long, -62 + wave)]
        )
        sheet.limb(tail, [14, 34, 38, 34, 12][: len(tail)], coat)
        sheet.limb(tail, [4, 12, 14, 12, 2][: len(tail)], lit(coat, 0.35), depth=0.3, opacity=0.6)
        if upright:
            sheet.shape(
                [(6, -84), (-22, -62), (-38, -28), (-30, 0), (16, 0), (24, -34), (26, -66)],
                coat,
                corners=(3, 4),
            )
            sheet.shape([(20, -78), (24, -46), (16, -12), (4, -36)], under, opacity=0.85)
            sheet.oval(-8, -18, 21, 17, lit(coat, 0.05))
            sheet.limb([(-12, -4), (22, -3.5)], [9, 7], coat)
            sheet.limb([(14, -58), (30, -52), (36, -60)], [10, 7, 5], coat)
            head = (22.0, -94.0)
        else:
            sheet.shape(
                [
                    (40 + long, -52),
                    (0, -60),
                    (-38, -50),
                    (-50 - long, -28),
                    (-30, -10),
                    (30, -14),
                    (50 + long, -34),
                ],
                coat,
            )
            sheet.limb(
                [(-34, -24), (-26 - 2 * long, -10), (-10 - 2.6 * long + a, -4)], [22, 10, 8], lit(coat, 0.05)
            )
            sheet.limb([(34, -28), (44 + long, -14), (48 + 2 * long + a, -4)], [13, 8, 7], coat)
            for k in (0, 1):
                sheet.limb(
                    [(-38, -46 + 9 * k), (0, -54 + 9 * k), (36 + long, -46 + 9 * k)],
                    [1, 3, 1],
                    shaded(coat, 0.55),
                    depth=0,
                )
            head = (58.0 + long, -62.0)
        sheet.oval(head[0] - 9, head[1] - 15, 5.5, 7.5, shaded(coat, 0.12))
        sheet.shape(
            [
                (head[0] - 19, head[1]),
                (head[0] - 4, head[1] - 17),
                (head[0] + 15, head[1] - 6),
                (head[0] + 23, head[1] + 5),
                (head[0] + 8, head[1] + 13),
                (head[0] - 12, head[1] + 12),
            ],
            coat,
        )
        sheet.oval(head[0] + 10, head[1] + 6, 9, 6, under, opacity=0.8)
        sheet.oval(head[0] + 7, head[1] - 4, 3, 3.2, "#241d22", depth=0)
        sheet.oval(head[0] + 22.5, head[1] + 3.5, 2.4, 2.0, "#3a2a2a", depth=0)
    return sheet


def frog(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A frog, sitting with its throat swelling, or in a leap."""
    coat = chosen(colours, 0, "#6f9350")
    belly, leap = lit(coat, 0.6), _leap(phase, pose)
    sheet, long, a = Sheet(), 26.0 * leap.stretch, leap.ahead
    swell = 2.5 * math.sin(4 * math.pi * phase)
    with sheet.placed((0.0, -leap.rise)):
        hind = [(-34, -26), (-8 - 2.2 * long, -32 + long), (-44 - 2.4 * long + a, -8 + 0.2 * long)]
        sheet.limb([(26, -26), (36 + long, -14), (40 + long + a, -3)], [13, 10, 6], shaded(coat, 0.25))
        back = [
            (58, -46),
            (44, -62),
            (12, -58),
            (-26, -44),
            (-48, -22),
            (-38, -6),
            (6, -5),
            (42, -14),
            (60, -32),
        ]
        sheet.shape(back, coat)
        sheet.shape([(54, -34), (46, -16 + swell), (14, -7), (-12, -10), (12, -26)], belly, opacity=0.9)
        sheet.limb([(46, -56), (8, -50), (-40, -26)], [2, 4, 1.5], lit(coat, 0.5), depth=0, opacity=0.7)
        sheet.limb(hind, [26, 17, 9], lit(coat, 0.05))
        foot = (hind[2][0] + 26 - 1.4 * long, -3.0 + 0.5 * long)
        sheet.limb([hind[2], foot], [9, 6], coat)
        sheet.limb([(30, -26), (34 + 1.2 * long, -12), (44 + 1.4 * long + a, -3)], [13, 9, 6], coat)
        sheet.oval(42, -62, 11, 10.5, coat)
        sheet.oval(44, -63, 6.5, 6.5, "#d9b954", depth=0.3)
        sheet.oval(
            45, -63, 2.2 if pose != "sleeping" else 6, 5.2 if pose != "sleeping" else 1.2, "#241d22", depth=0
        )
        sheet.limb([(58, -40), (44, -37), (30, -40)], [0.8, 1.8, 0.8], shaded(coat, 0.5), depth=0)
    return sheet
