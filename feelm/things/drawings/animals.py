"""Four-legged animals from one jointed body: dog, cat, cow, horse, deer and others, walking or galloping.

They look right, stand on y = 0 and are about a hundred units tall at the shoulder.
"""

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
class Beast:
    """The measures of an animal, the shoulder being 100 high."""

    coat: str
    under: str
    length: float = 112
    depth: float = 44
    tuck: float = 0.8
    """How far the belly hangs behind, against the chest."""
    leg: tuple[float, float] = (14, 7)
    neck: tuple[float, float, float] = (34, 42, 20)
    """Length, rise in degrees, thickness at the head."""
    head: tuple[float, float, float, float] = (34, 22, 11, -22)
    """Length, thickness at the brow, at the nose, and tilt in degrees."""
    ear: str = "pointed"
    tail: tuple[tuple[float, float], ...] = ((-8, -8), (-18, -26), (-16, -44))
    tail_width: tuple[float, float] = (9, 5)
    hoof: str = ""
    marks: str = ""
    crest: str = ""
    gallops: bool = False


def _limb(start: Point, lengths: Sequence[float], angles: Sequence[float]) -> list[Point]:
    points = [start]
    for length, angle in zip(lengths, angles, strict=True):
        x, y = points[-1]
        points.append(
            (x + length * math.sin(math.radians(angle)), y + length * math.cos(math.radians(angle)))
        )
    return points


def _swing(phase: float) -> float:
    """How much a foot is lifted, 0..1: the swing half of the step."""
    away = (phase - 0.74 + 0.5) % 1 - 0.5
    return math.exp(-((away / 0.15) ** 2))


def _legs(b: Beast, phase: float) -> dict[str, list[Point]]:
    """The joints of the four legs, the body's back being at -100: near and far, fore and hind."""
    reach, bend = (34.0, 74.0) if b.gallops else (17.0, 46.0)
    # Footfalls of a walk: hind, fore of the same side, then the other side (Muybridge); of a gallop: in pairs.
    starts = (
        {"hind": (0.0, 0.12), "fore": (0.5, 0.62)}
        if b.gallops
        else {"hind": (0.0, 0.5), "fore": (0.25, 0.75)}
    )
    free = 100 - b.depth * 0.62
    legs = {}
    for side in (0, 1):
        p = (phase + starts["hind"][side]) % 1
        a, lift = reach * math.cos(2 * math.pi * p), bend * _swing(p)
        hip = (-b.length * 0.38 + side * 3, -(100 - b.depth * 0.38))
        lengths = [b.depth * 0.3 + free * 0.26, free * 0.36, free * 0.42]
        legs[f"hind{side}"] = _limb(hip, lengths, [a + 17, a - 24 - lift * 0.7, a * 0.9 + 4 + lift * 0.2])
        p = (phase + starts["fore"][side]) % 1
        a, lift = reach * math.cos(2 * math.pi * p), bend * _swing(p)
        shoulder = (b.length * 0.34 + side * 3, -(100 - b.depth * 0.42))
        lengths = [b.depth * 0.24 + free * 0.2, free * 0.4, free * 0.42]
        legs[f"fore{side}"] = _limb(
            shoulder, lengths, [a - 12 + lift * 0.5, a + 5 + lift * 0.3, a + 1 - lift]
        )
    return legs


def draw_beast(b: Beast, phase: float) -> Sheet:
    """Draw an animal at a phase of its step."""
    sheet = Sheet()
    legs = _legs(b, phase)
    hop = 7.0 * max(0.0, math.sin(2 * math.pi * phase)) if b.gallops else 0.0
    low = max(points[-1][1] for points in legs.values())
    with sheet.placed((0.0, -low - hop)):
        for name in ("hind1", "fore1"):
            _draw_leg(sheet, b, legs[name], shaded(b.coat, 0.3), name)
        _draw_tail(sheet, b, phase)
        _draw_neck(sheet, b, phase, behind=True)
        _draw_body(sheet, b)
        for name in ("hind0", "fore0"):
            _draw_leg(sheet, b, legs[name], b.coat, name)
        _draw_neck(sheet, b, phase, behind=False)
    return sheet


def _draw_leg(sheet: Sheet, b: Beast, points: list[Point], colour: str, name: str) -> None:
    wide, thin = b.leg
    top = wide * (2.1 if name.startswith("hind") else 1.7)
    foot = points[-1]
    sheet.limb(points, [top, wide * 1.15, thin * 1.1, thin], colour, depth=0.55)
    if b.hoof:
        hoof = [
            (foot[0] - thin * 0.55, foot[1] - thin * 0.9),
            (foot[0] + thin * 0.5, foot[1] - thin * 0.9),
            (foot[0] + thin * 0.95, foot[1] + thin * 0.5),
            (foot[0] - thin * 0.55, foot[1] + thin * 0.5),
        ]
        sheet.polygon(hoof, b.hoof, depth=0.6)
    else:
        sheet.oval(foot[0] + thin * 0.45, foot[1], thin * 0.95, thin * 0.55, mix(colour, b.under, 0.5))


def _draw_tail(sheet: Sheet, b: Beast, phase: float) -> None:
    wag = math.sin(2 * math.pi * phase)
    base = (-b.length * 0.47, -94.0)
    points = [base] + [
        (base[0] + x + wag * 3.0 * (i + 1) / len(b.tail), base[1] + y) for i, (x, y) in enumerate(b.tail)
    ]
    count = len(points)
    widths = [b.tail_width[0] + (b.tail_width[1] - b.tail_width[0]) * i / (count - 1) for i in range(count)]
    if b.crest == "mane" or b.marks == "tuft":
        widths[-1] = b.tail_width[1] * 0.6
        sheet.limb(points, widths, mix(b.coat, "#2a2024", 0.6) if b.crest == "mane" else b.coat)
        if b.marks == "tuft":
            sheet.oval(points[-1][0], points[-1][1], 4, 8, shaded(b.coat, 0.4))
        return
    sheet.limb(points, widths, b.coat)
    if b.marks == "bib":
        sheet.limb([points[-2], points[-1]], [widths[-1], widths[-1] * 0.9], b.under)


def _draw_body(sheet: Sheet, b: Beast) -> None:
    length, depth = b.length, b.depth
    points = [
        (0.34 * length, -101.0),
        (0.05 * length, -97.5),
        (-0.3 * length, -99.5),
        (-0.47 * length, -94.0),
        (-0.53 * length, -100 + depth * 0.45),
        (-0.42 * length, -100 + depth * 0.82),
        (-0.12 * length, -100 + depth * b.tuck),
        (0.16 * length, -100 + depth),
        (0.4 * length, -100 + depth * 0.98),
        (0.54 * length, -100 + depth * 0.55),
        (0.5 * length, -93.0),
    ]
    sheet.shape(points, b.coat)
    belly = [
        (-0.36 * length, -100 + depth * 0.76),
        (0.1 * length, -100 + depth * 0.76),
        (0.46 * length, -100 + depth * 0.62),
        (0.38 * length, -100 + depth * 0.97),
        (0.14 * length, -100 + depth * 0.99),
        (-0.12 * length, -100 + depth * b.tuck),
    ]
    sheet.shape(belly, b.under, depth=0.8, opacity=0.55)
    if b.marks == "patches":
        for x, y, rx, ry in (
            (-0.28, 0.25, 19, 12),
            (0.06, 0.38, 15, 15),
            (0.36, 0.2, 12, 9),
            (-0.44, 0.5, 9, 13),
        ):
            sheet.oval(x * length, -100 + y * depth, rx, ry, "#3a3036", turn=x, opacity=0.92)
    elif b.marks == "spots":
        for i in range(9):
            sheet.oval(
                (-0.42 + 0.09 * i) * length,
                -100 + depth * (0.18 + 0.2 * (i % 2)),
                3.0,
                2.2,
                lit(b.coat, 0.7),
                depth=0,
            )
    elif b.marks == "stripes":
        for i in range(8):
            x = (-0.4 + 0.1 * i) * length
            sheet.limb(
                [(x, -99), (x - 3, -100 + depth * 0.35), (x, -100 + depth * 0.62)],
                [4.5, 3.6, 0.6],
                shaded(b.coat, 0.5),
                depth=0,
                opacity=0.7,
            )
    elif b.marks == "wool":
        for i in range(46):
            turn = i * 2.399963
            far = math.sqrt((i + 0.5) / 46)
            x, y = 0.5 * length * far * math.cos(turn), -100 + depth * (0.5 + 0.58 * far * math.sin(turn))
            sheet.oval(x, y, 12, 10.5, shaded(b.coat, 0.16 * (0.5 + 0.5 * math.sin(turn))), depth=0.7)


def _draw_neck(sheet: Sheet, b: Beast, phase: float, behind: bool) -> None:
    long, rise, thick = b.neck
    nod = 2.5 * math.sin(4 * math.pi * phase) + (rise - 12 if b.gallops else rise)
    turn = math.radians(nod)
    base = (0.36 * b.length, -100 + b.depth * 0.3)
    poll = (base[0] + 8 + long * math.cos(turn), base[1] - 4 - long * math.sin(turn))
    if behind:
        _draw_ear(sheet, b, poll, far=True)
        if b.crest == "antlers":
            _draw_antlers(sheet, b, poll, far=True)
        return
    middle = (base[0] + 0.55 * (poll[0] - base[0]) + 2, base[1] + 0.55 * (poll[1] - base[1]))
    if b.crest == "mane":
        mane = [
            (base[0] - 10, base[1] - b.depth * 0.26),
            (middle[0] - thick * 0.62, middle[1] - 3),
            (poll[0] - 4, poll[1] - thick * 0.5),
        ]
        sheet.limb(mane, [6, 13, 9], mix(b.coat, "#2a2024", 0.6))
    sheet.limb([base, middle, poll], [b.depth * 0.86, (b.depth * 0.7 + thick) / 2, thick], b.coat)
    if b.marks == "bib":
        sheet.limb(
            [(base[0] + 12, base[1] + 8), (poll[0] + 2, poll[1] + thick * 0.3)],
            [b.depth * 0.42, thick * 0.55],
            b.under,
            opacity=0.9,
        )
    if b.marks == "wool":
        for share in (0.0, 0.3, 0.6, 0.95):
            x, y = base[0] + share * (poll[0] - base[0]), base[1] + share * (poll[1] - base[1])
            sheet.oval(x - 7, y - 10, 14, 12, b.coat, depth=0.7)
            sheet.oval(x + 6, y + 6, 13, 11, b.coat, depth=0.8)
    _draw_head(sheet, b, poll)


def _draw_head(sheet: Sheet, b: Beast, poll: Point) -> None:
    long, brow, nose, tilt = b.head
    turn = math.radians(tilt)

    def at(along: float, up: float) -> Point:
        x, y = along * long, up
        return poll[0] + x * math.cos(turn) + y * math.sin(turn), poll[1] - (
            x * math.sin(turn)
        ) - y * math.cos(turn)

    face = b.coat if b.marks != "wool" else b.under
    top, tip = at(0.05, 0), at(1.0, -brow * 0.08)
    sheet.limb(
        [top, at(0.36, -brow * 0.02), at(0.62, -brow * 0.1), tip],
        [brow, brow * 0.98, (brow + nose) / 2 * 0.86, nose],
        face,
    )
    if b.marks in ("bib", "patches") or b.hoof == "":
        sheet.limb(
            [at(0.66, -brow * 0.2), at(0.98, -brow * 0.16)], [nose * 0.7, nose * 0.72], b.under, opacity=0.85
        )
    x, y = at(1.03, nose * 0.12)
    sheet.oval(x, y, nose * 0.26, nose * 0.24, "#2b2328", depth=0.4)
    x, y = at(0.42, brow * 0.14)
    sheet.oval(x, y, brow * 0.065, brow * 0.075, "#241d22", depth=0)
    if b.crest == "antlers":
        _draw_antlers(sheet, b, poll, far=False)
    elif b.crest == "horns":
        horn = [at(0.1, brow * 0.4), at(0.16, brow * 0.85), at(-0.02, brow * 1.2)]
        sheet.limb(horn, [5.5, 4.0, 1.0], "#cdbd9c")
    elif b.crest == "swept":
        horn = [at(0.12, brow * 0.4), at(-0.1, brow * 1.0), at(-0.5, brow * 1.35)]
        sheet.limb(horn, [6.5, 4.5, 1.0], "#9d8f7c")
    _draw_ear(sheet, b, poll, far=False)


def _draw_ear(sheet: Sheet, b: Beast, poll: Point, far: bool) -> None:
    x, y = poll[0] + (6 if far else 1), poll[1] - b.head[1] * 0.32
    colour, size = shaded(b.coat, 0.28 if far else 0.08), b.head[1]
    if b.ear == "pointed":
        sheet.shape(
            [(x - size * 0.3, y + 2), (x - size * 0.12, y - size * 0.72), (x + size * 0.26, y)],
            colour,
            corners=(1,),
        )
    elif b.ear == "flop" and not far:
        sheet.shape(
            [
                (x - size * 0.22, y + 1),
                (x - size * 0.46, y + size * 0.55),
                (x - size * 0.1, y + size * 0.82),
                (x + size * 0.16, y + size * 0.2),
            ],
            shaded(colour, 0.2),
        )
    elif b.ear == "side":
        sheet.limb([(x, y + 3), (x - size * 0.62, y - size * 0.14)], [size * 0.3, size * 0.16], colour)
    elif b.ear == "round":
        sheet.oval(x - 1, y, size * 0.2, size * 0.2, colour)


def _draw_antlers(sheet: Sheet, b: Beast, poll: Point, far: bool) -> None:
    x, y = poll[0] + (7 if far else 1), poll[1] - b.head[1] * 0.34
    bone = shaded("#b99a72", 0.3 if far else 0.0)
    stem = [(x, y), (x - 10, y - 20), (x - 6, y - 42), (x + 6, y - 56)]
    sheet.limb(stem, [4.6, 4.0, 3.2, 1.2], bone)
    for at, tip in (
        ((x - 5, y - 12), (x + 12, y - 22)),
        ((x - 10, y - 26), (x - 24, y - 42)),
        ((x - 6, y - 40), (x - 14, y - 58)),
    ):
        sheet.limb([at, ((at[0] + tip[0]) / 2 + 1, (at[1] + tip[1]) / 2 + 3), tip], [3.2, 2.6, 1.0], bone)


def _coat(b: Beast, colours: Colours, coats: Sequence[tuple[str, str]], chance: Chance) -> Beast:
    coat, under = coats[int(chance.integers(len(coats)))]
    return replace(
        b, coat=chosen(colours, 0, coat), under=chosen(colours, 1, lit(colours[0], 0.5) if colours else under)
    )


DOG = Beast(
    "#c98f55",
    "#f1dfc2",
    length=104,
    depth=40,
    tuck=0.72,
    leg=(12, 7.5),
    neck=(24, 52, 25),
    head=(34, 27, 13, -14),
    ear="pointed",
    tail=((-12, -14), (-14, -32), (0, -42)),
    tail_width=(9, 8),
    marks="bib",
)
CAT = Beast(
    "#d9a15c",
    "#f3e4cb",
    length=128,
    depth=42,
    tuck=0.86,
    leg=(11, 7.5),
    neck=(16, 40, 27),
    head=(25, 31, 15, -10),
    tail=((-20, 4), (-38, -16), (-44, -46), (-34, -62)),
    tail_width=(8, 6),
    marks="stripes",
)
COW = Beast(
    "#efe7da",
    "#e3c9b8",
    length=150,
    depth=58,
    tuck=0.94,
    leg=(15, 8.5),
    neck=(34, 18, 28),
    head=(44, 27, 19, -34),
    ear="side",
    tail=((-6, 22), (-8, 52)),
    tail_width=(5, 3),
    hoof="#4a3d3c",
    marks="patches",
    crest="horns",
)
OX = replace(COW, coat="#b9793f", under="#d9a870", marks="tuft")
HORSE = Beast(
    "#8d5a3a",
    "#a9744d",
    length=120,
    depth=44,
    tuck=0.78,
    leg=(13, 6.5),
    neck=(48, 50, 21),
    head=(46, 23, 13, -42),
    tail=((-14, 4), (-26, 22), (-28, 50)),
    tail_width=(10, 8),
    hoof="#3c3030",
    crest="mane",
    gallops=True,
)
DEER = Beast(
    "#b5794a",
    "#ecd8b8",
    length=108,
    depth=38,
    tuck=0.74,
    leg=(10, 4.8),
    neck=(42, 58, 15),
    head=(32, 18, 9, -20),
    ear="side",
    tail=((-6, 4), (-9, 12)),
    tail_width=(8, 5),
    hoof="#3d3231",
    marks="spots",
    crest="antlers",
)
GOAT = Beast(
    "#e6e0d4",
    "#f4efe4",
    length=112,
    depth=48,
    tuck=0.92,
    leg=(12, 6.5),
    neck=(30, 48, 19),
    head=(34, 19, 11, -30),
    ear="side",
    tail=((-8, -8), (-12, -14)),
    tail_width=(7, 4),
    hoof="#4a4140",
    crest="swept",
)
SHEEP = Beast(
    "#efe8da",
    "#4a4142",
    length=110,
    depth=56,
    tuck=0.98,
    leg=(10, 6.5),
    neck=(20, 36, 22),
    head=(30, 19, 13, -36),
    ear="side",
    tail=((-6, 8), (-8, 14)),
    tail_width=(9, 7),
    hoof="#3b3436",
    marks="wool",
)
PIG = Beast(
    "#e3a79c",
    "#efc4b6",
    length=150,
    depth=68,
    tuck=0.96,
    leg=(15, 9),
    neck=(20, 4, 42),
    head=(38, 38, 20, -14),
    ear="pointed",
    tail=((-8, -6), (-14, -2), (-10, -12)),
    tail_width=(4, 2.5),
    hoof="#8b5c58",
)
FOX = replace(
    DOG,
    coat="#cf6a34",
    under="#f6ead8",
    length=122,
    depth=36,
    neck=(20, 44, 22),
    head=(38, 27, 8, -16),
    tail=((-22, 8), (-46, 16), (-68, 6)),
    tail_width=(10, 20),
)
WOLF = replace(
    DOG,
    coat="#7d7f86",
    under="#d7d4cd",
    length=116,
    depth=42,
    neck=(26, 34, 28),
    head=(40, 29, 12, -14),
    tail=((-12, 12), (-20, 34), (-20, 50)),
    tail_width=(12, 9),
)
BEAR = Beast(
    "#5d4334",
    "#7a5b46",
    length=138,
    depth=66,
    tuck=0.98,
    leg=(22, 15),
    neck=(22, 12, 38),
    head=(38, 36, 15, -16),
    ear="round",
    tail=((-4, 4), (-7, 8)),
    tail_width=(10, 8),
)
BOAR = replace(PIG, coat="#5f4a40", under="#7d6555", depth=62, head=(48, 38, 17, -24), hoof="#2f2827")


def dog(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean village dog, walking."""
    coats = (("#d6a262", "#f6ead6"), ("#f0e8da", "#fbf6ec"), ("#8f6244", "#e7d3b8"), ("#4b4142", "#c9b9a6"))
    return draw_beast(_coat(DOG, colours, coats, chance), phase)


def puppy(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A puppy: a dog with a large head and short legs."""
    small = replace(
        DOG,
        length=98,
        depth=52,
        leg=(16, 12),
        neck=(16, 50, 32),
        head=(36, 38, 17, -10),
        ear="flop",
        tail=((-8, -12), (-6, -26)),
        tail_width=(9, 6),
    )
    return draw_beast(
        _coat(
            small, colours, (("#dcae74", "#f8eedd"), ("#f2ebde", "#ffffff"), ("#a3764f", "#f0dfc6")), chance
        ),
        phase,
    )


def cat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cat, walking with its tail up."""
    coats = (("#d9a15c", "#f3e4cb"), ("#8b8a88", "#e8e4dc"), ("#5b5050", "#b9aa9c"), ("#e9e2d6", "#fbf7ef"))
    return draw_beast(_coat(CAT, colours, coats, chance), phase)


def black_cat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A black cat."""
    return draw_beast(replace(CAT, coat="#332e36", under="#4a444c", marks=""), phase)


def cow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A milk cow with patches."""
    return draw_beast(_coat(COW, colours, ((COW.coat, COW.under),), chance), phase)


def ox(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A brown Korean ox."""
    return draw_beast(_coat(OX, colours, ((OX.coat, OX.under),), chance), phase)


def horse(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A horse at a gallop."""
    coats = (("#8d5a3a", "#a9744d"), ("#5a4038", "#775648"), ("#e4ddd1", "#f3eee4"), ("#b98a58", "#d0a878"))
    return draw_beast(_coat(HORSE, colours, coats, chance), phase)


def deer(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stag."""
    return draw_beast(_coat(DEER, colours, ((DEER.coat, DEER.under),), chance), phase)


def goat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A goat, white or black."""
    return draw_beast(_coat(GOAT, colours, ((GOAT.coat, GOAT.under), ("#3f393b", "#575053")), chance), phase)


def sheep(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sheep."""
    return draw_beast(_coat(SHEEP, colours, ((SHEEP.coat, SHEEP.under),), chance), phase)


def pig(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pig."""
    return draw_beast(_coat(PIG, colours, ((PIG.coat, PIG.under),), chance), phase)


def fox(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A fox."""
    return draw_beast(_coat(FOX, colours, ((FOX.coat, FOX.under),), chance), phase)


def wolf(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wolf."""
    return draw_beast(_coat(WOLF, colours, ((WOLF.coat, WOLF.under),), chance), phase)


def bear(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A brown bear."""
    return draw_beast(_coat(BEAR, colours, ((BEAR.coat, BEAR.under), ("#4a3830", "#614a3e")), chance), phase)


def polar_bear(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A polar bear."""
    return draw_beast(replace(BEAR, coat="#ece5d8", under="#f8f4ea", neck=(30, 16, 32)), phase)


def boar(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wild boar."""
    return draw_beast(BOAR, phase)
