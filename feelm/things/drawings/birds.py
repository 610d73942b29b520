"""Birds that look right: one flying body with a beat of the wings, one standing body, in the dress of several kinds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


@dataclass(frozen=True)
class Plumage:
    """Colours and measures of a bird, its body being about a hundred long."""

    back: str
    belly: str
    head: str
    tip: str
    beak: str
    span: float = 92
    chord: float = 30
    neck: float = 0.0
    tail: tuple[float, float] = (34, 16)
    fork: float = 0.0
    beak_long: float = 12
    hooked: bool = False
    legs: float = 0.0


def _wing(sheet: Sheet, root: Point, b: Plumage, lift: float, far: bool) -> None:
    """A wing in two parts; ``lift`` 1 is up, -1 down. The far one is smaller and in shade."""
    size = 0.86 if far else 1.0
    arm, hand = math.radians(-58 * lift + (6 if far else 0)), math.radians(-36 * lift - 10 * (1 - abs(lift)))
    back = -0.34 if not far else 0.12
    wrist = (
        root[0] + b.span * size * 0.4 * (back * math.cos(arm) + 0.3),
        root[1] + b.span * size * 0.52 * math.sin(arm),
    )
    tip = (
        wrist[0] + b.span * size * (back - 0.16),
        wrist[1] + b.span * size * 0.55 * math.sin(hand + arm * 0.35),
    )
    chord = b.chord * size
    outline = [
        (root[0] + chord * 0.75, root[1]), (wrist[0] + chord * 0.55, wrist[1] - 2 * lift), tip,
        (wrist[0] - chord * 0.55, wrist[1] + chord * 0.2 * lift), (root[0] - chord * 0.95, root[1] + 3),
    ]  # fmt: skip
    colour = shaded(b.back, 0.22) if far else b.back
    sheet.shape(outline, colour, corners=(2,))
    end = [
        ((wrist[0] * 0.5 + tip[0] * 0.5) + chord * 0.22, (wrist[1] + tip[1]) / 2),
        tip,
        ((wrist[0] * 0.55 + tip[0] * 0.45) - chord * 0.26, wrist[1] * 0.55 + tip[1] * 0.45),
    ]
    sheet.shape(end, shaded(b.tip, 0.18 if far else 0.0), corners=(1,))


def fly(b: Plumage, phase: float) -> Sheet:
    """Draw a flying bird at a phase of its wing beat."""
    sheet = Sheet()
    lift = math.cos(2 * math.pi * phase)
    with sheet.placed((0.0, -4.0 * lift)):
        _wing(sheet, (6, -6), b, lift, far=True)
        long, wide = b.tail
        fan = [
            (-34, -3),
            (-44 - long, -wide * 0.5),
            (-42 - long + b.fork, 0),
            (-44 - long, wide * 0.55),
            (-34, 5),
        ]
        sheet.shape(fan, shaded(b.tip, 0.05), corners=(1, 2, 3))
        if b.legs:
            sheet.limb([(-20, 6), (-52, 9), (-84, 8)], [3, 2, 1.2], "#4b4038")
        sheet.shape([(-44, 0), (-18, -13), (18, -13), (38, -6), (36, 6), (10, 14), (-20, 10)], b.back)
        sheet.shape([(-38, 4), (-10, 6), (34, 3), (22, 12), (0, 14), (-22, 10)], b.belly, depth=0.8)
        head = (46 + b.neck * 0.75, -9 - b.neck * 0.12)
        sheet.limb(
            [(28, -3), ((30 + head[0]) / 2, -3 - b.neck * 0.06), head], [22, 13 - b.neck * 0.08, 12], b.head
        )
        _head(sheet, head, b)
        _wing(sheet, (0, -5), b, lift, far=False)
    return sheet


def _head(sheet: Sheet, at: Point, b: Plumage) -> None:
    x, y = at
    sheet.oval(x, y, 11, 10, b.head)
    tip = (x + 9 + b.beak_long, y + (6 if b.hooked else 2.5))
    sheet.shape(
        [(x + 8, y - 3.4), (x + 9 + b.beak_long * 0.7, y - 1.4), tip, (x + 8, y + 4.2)],
        b.beak,
        corners=(0, 2, 3),
    )
    sheet.oval(x + 3.5, y - 2, 1.5, 1.6, "#1f1a1e", depth=0)


def perch(b: Plumage, phase: float) -> Sheet:
    """Draw a standing bird; the phase bends its head."""
    sheet = Sheet()
    tall = b.legs or 16.0
    nod = 5.0 * max(0.0, math.sin(2 * math.pi * phase))
    for shift in (-6.0, 3.0):
        sheet.limb(
            [(shift, -tall), (shift - 2, -tall * 0.5), (shift, -1.2)], [4, 2.4, 2.2], shaded(b.beak, 0.35)
        )
        sheet.limb([(shift - 3, -1.0), (shift + 8, -0.9)], [2, 1.4], shaded(b.beak, 0.35))
    with sheet.placed((0.0, -tall - 14)):
        long, wide = b.tail
        sheet.shape(
            [(-26, -4), (-34 - long, 2 + long * 0.2), (-32 - long, 8 + wide * 0.4), (-24, 8)],
            b.tip,
            corners=(1, 2),
        )
        sheet.shape([(-32, 2), (-16, -15), (14, -19), (30, -10), (28, 6), (8, 17), (-16, 13)], b.belly)
        sheet.shape([(-36, 4), (-14, -14), (16, -17), (20, -6), (4, 8), (-18, 8)], b.back)
        sheet.shape([(-38, 6), (-16, 0), (2, 2), (-12, 10), (-30, 10)], b.tip, opacity=0.85)
        head = (26 + b.neck * 0.3, -26 - b.neck + nod)
        if b.neck:
            path = [(20, -8), (30 + b.neck * 0.1, -20), (18 + b.neck * 0.1, -b.neck * 0.7 - 12), head]
            sheet.limb(path, [22, 10, 8, 9], b.head)
        else:
            sheet.limb([(16, -6), head], [28, 18], b.head)
        _head(sheet, head, b)
    return sheet


GULL = Plumage("#c9ced2", "#f6f3ec", "#f8f5ee", "#4a4c55", "#e2a83e", span=112, chord=26)
SPARROW = Plumage("#97683f", "#e3d3b8", "#7d5233", "#5f4331", "#4a3b34", span=70, tail=(18, 14), beak_long=8)
SWALLOW = Plumage(
    "#2f3d5a",
    "#f1e3cf",
    "#38466a",
    "#262f47",
    "#3a3238",
    span=104,
    chord=22,
    tail=(40, 22),
    fork=26,
    beak_long=6,
)
MAGPIE = Plumage("#2b3144", "#f2efe8", "#23262f", "#33537a", "#26262b", span=84, tail=(58, 13))
CROW = Plumage(
    "#2a2b33", "#34343d", "#26262d", "#1f2028", "#222228", span=100, chord=36, tail=(32, 24), beak_long=15
)
DOVE = Plumage(
    "#efece4", "#fbf9f3", "#f6f3ec", "#dcd8d0", "#d9a08c", span=92, chord=34, tail=(34, 30), beak_long=7
)
EAGLE = Plumage(
    "#5a4332", "#6d533d", "#e9e0cf", "#3e2f26", "#e0a838", span=138, chord=42, tail=(34, 36), hooked=True
)
HERON = Plumage(
    "#a9b4bd",
    "#ecebe4",
    "#eeece5",
    "#55606d",
    "#d9a441",
    span=130,
    chord=38,
    neck=46,
    tail=(18, 14),
    beak_long=26,
    legs=72,
)
CRANE = Plumage(
    "#f3f0e8",
    "#fbf9f3",
    "#f6f3ec",
    "#2d2c33",
    "#8a8f6a",
    span=140,
    chord=38,
    neck=58,
    tail=(20, 18),
    beak_long=24,
    legs=86,
)
HEN = Plumage("#b5713c", "#d39a5c", "#a9602f", "#6f4228", "#e0a23c", tail=(16, 34), legs=16, beak_long=8)
WILD_GOOSE = Plumage(
    "#8b7a68", "#d9d0c0", "#6a5848", "#4d433c", "#d98b3a", span=112, chord=32, neck=34, tail=(16, 16)
)


def _dressed(b: Plumage, colours: Colours) -> Plumage:
    if not colours:
        return b
    main = chosen(colours, 0, b.back)
    return replace(b, back=main, head=main, tip=shaded(main, 0.3), belly=lit(main, 0.55))


def seagull(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A seagull in flight."""
    return fly(_dressed(GULL, colours), phase)


def sparrow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sparrow on the ground."""
    return perch(_dressed(SPARROW, colours), phase)


def bird(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small bird in flight, blue, brown or red."""
    mains = ("#4f7da3", "#9a6b45", "#b5503f", "#6f8d5c")
    return fly(
        _dressed(replace(SPARROW, span=86), colours or (mains[int(chance.integers(len(mains)))],)), phase
    )


def swallow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A swallow in flight."""
    return fly(_dressed(SWALLOW, colours), phase)


def magpie(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A magpie, standing."""
    return perch(_dressed(MAGPIE, colours), phase)


def crow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A crow in flight."""
    return fly(_dressed(CROW, colours), phase)


def dove(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A white dove in flight."""
    return fly(_dressed(DOVE, colours), phase)


def eagle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An eagle in flight."""
    return fly(_dressed(EAGLE, colours), phase)


def heron(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A heron standing on long legs."""
    return perch(_dressed(HERON, colours), phase)


def crane(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red-crowned crane in flight."""
    return fly(_dressed(CRANE, colours), phase)


def wild_goose(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wild goose in flight."""
    return fly(_dressed(WILD_GOOSE, colours), phase)


def hen(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A hen pecking."""
    sheet = perch(_dressed(HEN, colours), phase)
    nod = 5.0 * max(0.0, math.sin(2 * math.pi * phase))
    x, y = 26.0, -30 - 26 + nod
    for dx, r in ((-4, 3.4), (1, 4.0), (6, 3.2)):
        sheet.oval(x + dx, y - 10, r, r * 1.2, "#c5402f")
    sheet.oval(x + 9, y + 8, 3, 4.6, "#c5402f")
    return sheet


def butterfly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A butterfly beating its wings."""
    mains = ("#e0a33c", "#f2ead8", "#5d86b5", "#c9603f")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    open_ = 0.35 + 0.65 * (0.5 + 0.5 * math.cos(2 * math.pi * phase))
    sheet = Sheet()
    for side, shade in ((1, 0.16), (-1, 0.0)):
        w = side * open_
        colour = shaded(main, shade)
        sheet.shape(
            [(2 * side, 2), (30 * w, 8), (36 * w, 30), (18 * w, 42), (4 * side, 18)],
            mix(colour, "#f6e8c8", 0.25),
        )
        sheet.shape([(2 * side, 0), (24 * w, -34), (52 * w, -40), (54 * w, -14), (26 * w, 8)], colour)
        sheet.shape(
            [(24 * w, -34), (52 * w, -40), (54 * w, -14), (46 * w, -22), (40 * w, -31)],
            shaded(main, 0.6),
            opacity=0.8,
        )
        sheet.oval(33 * w, -17, 5 * open_, 5, lit(main, 0.7), depth=0, opacity=0.7)
        sheet.oval(22 * w, 24, 4 * open_, 4, shaded(main, 0.5), depth=0, opacity=0.5)
    sheet.limb([(0, -18), (0, 4), (0, 26)], [4, 6, 2], "#3a2f33")
    for side in (-1, 1):
        sheet.limb([(0, -17), (6 * side, -28), (11 * side, -34)], [1.2, 1, 1.2], "#3a2f33", depth=0)
    return sheet


def dragonfly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A red dragonfly."""
    main = chosen(colours, 0, "#b8452f")
    sheet = Sheet()
    beat = math.cos(2 * math.pi * phase)
    for x, long in ((8, 46), (-2, 42)):
        for side in (-1, 1):
            tip = (x - 8 + side * 4, side * (long * (0.8 + 0.2 * beat)))
            sheet.shape(
                [(x, 0), (x + 6, side * long * 0.5), tip, (x - 9, side * long * 0.55)],
                "#dfe8ea",
                depth=0.5,
                opacity=0.66,
            )
            sheet.oval(tip[0] + 1.5, tip[1] * 0.9, 2, 3, shaded(main, 0.2), depth=0, opacity=0.7)
    sheet.limb([(18, 0), (0, 0), (-30, 1), (-62, 0)], [9, 8, 4.4, 3.2], main)
    sheet.oval(23, 0, 7, 7, shaded(main, 0.2))
    return sheet


def firefly(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A firefly: a dark body and a soft light that comes and goes."""
    main = chosen(colours, 0, "#d9ef7a")
    sheet = Sheet()
    bright = 0.55 + 0.45 * math.cos(2 * math.pi * phase)
    sheet.glow(-6, 3, 60, main, 0.9 * bright)
    sheet.shape([(10, -6), (-8, -10), (-18, -1), (8, 2)], "#4c4a46", opacity=0.9)
    sheet.limb([(14, -1), (0, 1), (-12, 4)], [5, 7, 6], "#3a3232")
    sheet.oval(-10, 4, 7, 5.4, lit(main, 0.5 * bright), depth=0)
    return sheet


def bee(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bee."""
    sheet = Sheet()
    beat = math.cos(2 * math.pi * phase)
    for shift, turn in ((6, -0.5), (-6, -1.0)):
        sheet.oval(shift - 4, -22 - 3 * beat, 9, 19, "#e8eef0", turn=turn, depth=0.4, opacity=0.75)
    sheet.oval(0, 0, 27, 17, chosen(colours, 0, "#e2a83a"))
    for x, r in ((-12, 13.5), (1, 16.2), (13, 13)):
        sheet.limb([(x, -r), (x - 2, 0), (x, r)], [5.5, 6.5, 4.5], "#3b2d2a", depth=0.3)
    sheet.oval(27, -2, 10, 10, "#4a3a35")
    return sheet
