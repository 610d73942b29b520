"""Cats: small round heads with two ears, long tails; going, sitting with the tail about the paws, curled up asleep."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feelm.things.drawings.beast_parts import Beast, draw_leg
from feelm.things.drawings.beasts import leg_joints, step_of
from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


@dataclass(frozen=True)
class Fur:
    """The colours of a cat; ``bands``: whether it is a tabby."""

    coat: str
    under: str
    bands: bool = True


BODY = Beast("", "", length=124, depth=36, leg=(10, 7), stride=27.0, rump=1.25)


def _head(sheet: Sheet, fur: Fur, at: Point, *, asleep: bool = False, far_only: bool = False) -> None:
    """A cat's head seen from the side and a little from the front."""
    x, y = at
    far_ear = [(x + 5, y - 12), (x + 17, y - 31), (x + 20, y - 9)]
    if far_only:
        sheet.shape(far_ear, shaded(fur.coat, 0.28), corners=(1,))
        return
    sheet.shape(far_ear, shaded(fur.coat, 0.2), corners=(0, 1, 2))
    near_ear = [(x - 17, y - 8), (x - 13, y - 33), (x + 4, y - 14)]
    sheet.oval(x, y, 20.5, 17.5, fur.coat)
    sheet.shape(near_ear, fur.coat, corners=(0, 1, 2))
    inner = [(x - 13.5, y - 13), (x - 11.5, y - 27), (x - 2, y - 15)]
    sheet.shape(inner, mix(fur.coat, "#d99a8c", 0.45), corners=(1,), depth=0.3, opacity=0.7)
    sheet.oval(x + 13, y + 6, 10.5, 8, fur.under, depth=0.6, opacity=0.9)
    sheet.shape([(x + 19, y + 1), (x + 24.5, y + 1.5), (x + 21.5, y + 5)], "#7a4a48", depth=0.2)
    if fur.bands:
        for k in (-1, 0, 1):
            sheet.limb(
                [(x + 1 + 4 * k, y - 16), (x + 2 + 3 * k, y - 9)], [2.2, 0.8], shaded(fur.coat, 0.4), depth=0
            )
    if asleep:
        sheet.limb(
            [(x + 3, y + 0.5), (x + 7, y + 2.5), (x + 11, y + 0.5)], [0.8, 1.5, 0.8], "#2b2328", depth=0
        )
    else:
        sheet.oval(x + 8, y - 1, 3.2, 3.0, "#cdb65a", depth=0.2)
        sheet.oval(x + 8.6, y - 1, 1.3, 2.8, "#231d20", depth=0)


def _bands(sheet: Sheet, fur: Fur, stripes: Sequence[tuple[Point, Point, Point]]) -> None:
    for stripe in stripes if fur.bands else ():
        sheet.limb(stripe, [4.6, 3.6, 0.8], shaded(fur.coat, 0.42), depth=0, opacity=0.6)


def _going(fur: Fur, phase: float, pose: str) -> Sheet:
    sheet = Sheet()
    step = step_of(BODY, phase, pose)
    wave = math.sin(2 * math.pi * phase)
    dark = shaded(fur.coat, 0.3)
    for name in ("hind1", "fore1"):
        draw_leg(sheet, _dressed(fur), leg_joints(BODY, step, name), dark, hind=name == "hind1")
    with sheet.placed((0.0, -step.rise)):
        tail = (
            [(-58, -88), (-84, -92), (-112, -88 + 3 * wave), (-136, -96 + 5 * wave)]
            if pose == "running"
            else [(-58, -86), (-82, -84), (-94, -112), (-86 + 2 * wave, -142), (-98 + 4 * wave, -160)]
        )
        sheet.limb(tail, [10, 9, 8.5, 8, 6][: len(tail)], fur.coat)
        back = [
            (46, -96), (10, -91), (-30, -95), (-58, -90), (-65, -76), (-52, -62), (-14, -63), (20, -60), (48, -62),
            (62, -78),
        ]  # fmt: skip
        sheet.shape(back, fur.coat)
        sheet.shape(
            [(-40, -68), (10, -70), (50, -72), (44, -62), (18, -60), (-14, -63)], fur.under, opacity=0.4
        )
        _bands(sheet, fur, [((x, -93), (x - 3, -82), (x, -72)) for x in (-46, -28, -10, 8, 26)])
        sheet.limb([(44, -80), (58, -94), (66, -103)], [34, 27, 24], fur.coat)
        _head(sheet, fur, (72, -108 - 0.3 * step.nod))
    for name in ("hind0", "fore0"):
        draw_leg(sheet, _dressed(fur), leg_joints(BODY, step, name), fur.coat, hind=name == "hind0")
    return sheet


def _dressed(fur: Fur) -> Beast:
    return Beast(fur.coat, fur.under, length=BODY.length, depth=BODY.depth, leg=BODY.leg, rump=BODY.rump)


def _sitting(fur: Fur, phase: float) -> Sheet:
    sheet = Sheet()
    flick = math.sin(2 * math.pi * phase)
    body = [
        (6, -98), (-18, -86), (-36, -58), (-46, -28), (-42, 0), (24, 0), (30, -30), (34, -62), (28, -88),
    ]  # fmt: skip
    sheet.limb([(26, -58), (33, -28), (33, -3)], [16, 12, 8], shaded(fur.coat, 0.25))
    sheet.shape(body, fur.coat, corners=(4, 5))
    _bands(
        sheet,
        fur,
        [((x, y), (x + 9, y + 4), (x + 17, y + 12)) for x, y in ((-22, -80), (-32, -62), (-39, -44))],
    )
    sheet.shape([(22, -88), (35, -66), (31, -34), (18, -44)], fur.under, opacity=0.75)
    sheet.oval(-16, -22, 26, 21, lit(fur.coat, 0.04), turn=0.35)
    sheet.limb([(16, -62), (22, -30), (21, -4)], [17, 12.5, 8.5], fur.coat)
    for x, colour in ((35, shaded(fur.coat, 0.15)), (24, fur.coat)):
        sheet.oval(x, -4, 8.5, 4.4, mix(colour, fur.under, 0.5))
    tail = [(-40, -8), (-34, -1), (-8, -3), (22, -4.5), (44, -7), (52 + 2 * flick, -14 - 4 * flick)]
    sheet.limb(tail, [9, 9.5, 9.5, 9, 8, 5], shaded(fur.coat, 0.06))
    sheet.limb([(10, -88), (15, -104)], [38, 30], fur.coat)
    _head(sheet, fur, (18, -114))
    return sheet


def _sleeping(fur: Fur, phase: float) -> Sheet:
    sheet = Sheet()
    breath = 1.0 + 0.03 * math.sin(2 * math.pi * phase)
    mound = [
        (-60, -6), (-62, -26), (-44, -46 * breath), (-10, -54 * breath), (28, -47 * breath), (54, -30), (58, -8),
        (44, 0), (-44, 0),
    ]  # fmt: skip
    sheet.shape(mound, fur.coat)
    _bands(
        sheet,
        fur,
        [((x, -50 * breath + 0.008 * x * x), (x - 5, -36), (x - 4, -24)) for x in (-38, -22, -4, 14)],
    )
    sheet.shape([(-50, -14), (-44, -34), (-18, -32), (-8, -12), (-22, -1), (-42, -1)], lit(fur.coat, 0.06))
    with sheet.placed((40.0, -24.0), 1.22):
        _head(sheet, fur, (0, 0), asleep=True)
    tail = [(-54, -9), (-30, -2), (4, -4), (34, -5), (56, -9)]
    sheet.limb(tail, [9, 11, 11, 10, 6], shaded(fur.coat, 0.1))
    sheet.oval(50, -4, 9, 4.2, mix(fur.coat, fur.under, 0.5))
    return sheet


def _cat(fur: Fur, phase: float, pose: str) -> Sheet:
    if pose == "sitting":
        return _sitting(fur, phase)
    return _sleeping(fur, phase) if pose == "sleeping" else _going(fur, phase, pose)


def cat(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A cat, tabby or plain."""
    coats = (
        Fur("#d79a55", "#f5e6cd"), Fur("#8d8c8a", "#ece8e0"), Fur("#6b5c52", "#c9b9a6"),
        Fur("#ece5d9", "#fdf9f1", False),
    )  # fmt: skip
    fur = coats[int(chance.integers(len(coats)))]
    if colours:
        fur = Fur(colours[0], chosen(colours, 1, lit(colours[0], 0.55)), fur.bands)
    return _cat(fur, phase, pose)


def black_cat(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A black cat."""
    return _cat(Fur("#332f3a", "#46414e", False), phase, pose)
