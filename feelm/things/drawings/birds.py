"""Birds that look right: one flying body with a beat of the wings, one standing body, in the dress of several kinds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
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


def perch(b: Plumage, phase: float, pose: str = "") -> Sheet:
    """Draw a bird on its feet: it looks about, pecks (``grazing``), or sleeps with the head drawn in."""
    sheet = Sheet()
    asleep, pecks = pose == "sleeping", pose == "grazing"
    tall = (b.legs or 16.0) * (0.45 if asleep and not b.neck else 1.0)
    nod = 5.0 * max(0.0, math.sin(2 * math.pi * phase))
    for shift in (-6.0, 3.0):
        leg = [(shift, -tall), (shift - 2, -tall * 0.5), (shift, -1.2)]
        sheet.limb(leg, [4, 2.4, 2.2], shaded(b.beak, 0.35))
        sheet.limb([(shift - 3, -1.0), (shift + 8, -0.9)], [2, 1.4], shaded(b.beak, 0.35))
    with sheet.placed((0.0, -tall - 14)):
        long, wide = b.tail
        tail = [(-26, -4), (-34 - long, 2 + long * 0.2), (-32 - long, 8 + wide * 0.4), (-24, 8)]
        sheet.shape(tail, b.tip, corners=(1, 2))
        sheet.shape([(-32, 2), (-16, -15), (14, -19), (30, -10), (28, 6), (8, 17), (-16, 13)], b.belly)
        sheet.shape([(-36, 4), (-14, -14), (16, -17), (20, -6), (4, 8), (-18, 8)], b.back)
        sheet.shape([(-38, 6), (-16, 0), (2, 2), (-12, 10), (-30, 10)], b.tip, opacity=0.85)
        head = (26 + b.neck * 0.3, -26 - b.neck + nod)
        if pecks:
            head = (44 + b.neck * 0.4, tall * 0.5 + nod)
        elif asleep:
            head = (18, -22)
        if b.neck and not asleep:
            bend = -b.neck * 0.7 - 12 if not pecks else -10
            path = [
                (20, -8),
                (30 + b.neck * 0.1, -20),
                (18 + b.neck * 0.1 + (24 if pecks else 0), bend),
                head,
            ]
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


def _bird(b: Plumage, colours: Colours, phase: float, pose: str | None, *, grounded: bool = False) -> Sheet:
    """A bird in the air, or on its feet when it rests (``grounded``: always, as hens and herons are)."""
    dressed = _dressed(b, colours)
    if grounded or pose in ("standing", "sitting", "sleeping", "grazing"):
        return perch(dressed, phase, pose or "")
    return fly(dressed, phase)


def _dressed(b: Plumage, colours: Colours) -> Plumage:
    if not colours:
        return b
    main = chosen(colours, 0, b.back)
    return replace(b, back=main, head=main, tip=shaded(main, 0.3), belly=lit(main, 0.55))


def seagull(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A seagull."""
    return _bird(GULL, colours, phase, pose)


def sparrow(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A sparrow, on the ground."""
    return _bird(SPARROW, colours, phase, pose, grounded=True)


def swallow(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A swallow."""
    return _bird(SWALLOW, colours, phase, pose)


def magpie(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A magpie, on its feet."""
    return _bird(MAGPIE, colours, phase, pose, grounded=True)


def crow(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A crow."""
    return _bird(CROW, colours, phase, pose)


def dove(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A white dove."""
    return _bird(DOVE, colours, phase, pose)


def eagle(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """An eagle."""
    return _bird(EAGLE, colours, phase, pose)


def heron(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A heron on its long legs."""
    return _bird(HERON, colours, phase, pose, grounded=True)


def crane(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A red-crowned crane."""
    return _bird(CRANE, colours, phase, pose)


def wild_goose(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A wild goose."""
    return _bird(WILD_GOOSE, colours, phase, pose)


def bird(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A small bird, blue, brown or red."""
    mains = ("#4f7da3", "#9a6b45", "#b5503f", "#6f8d5c")
    colour = colours or (mains[int(chance.integers(len(mains)))],)
    return _bird(replace(SPARROW, span=86), colour, phase, pose)
