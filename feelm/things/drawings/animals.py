"""Four-legged animals of farm, forest and house: dog, cow, horse, deer and others, in every pose of animals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from feelm.things.drawings.beast_parts import Beast
from feelm.things.drawings.beasts import coat_of, draw_beast
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]

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
    stride=34.0,
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


def dog(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A Korean village dog, walking."""
    coats = (("#d6a262", "#f6ead6"), ("#f0e8da", "#fbf6ec"), ("#8f6244", "#e7d3b8"), ("#4b4142", "#c9b9a6"))
    return draw_beast(coat_of(DOG, colours, coats, chance), phase, pose)


def puppy(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
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
        coat_of(
            small, colours, (("#dcae74", "#f8eedd"), ("#f2ebde", "#ffffff"), ("#a3764f", "#f0dfc6")), chance
        ),
        phase,
        pose,
    )


def cow(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A milk cow with patches."""
    return draw_beast(coat_of(COW, colours, ((COW.coat, COW.under),), chance), phase, pose)


def ox(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A brown Korean ox."""
    return draw_beast(coat_of(OX, colours, ((OX.coat, OX.under),), chance), phase, pose)


def horse(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A horse at a gallop."""
    coats = (("#8d5a3a", "#a9744d"), ("#5a4038", "#775648"), ("#e4ddd1", "#f3eee4"), ("#b98a58", "#d0a878"))
    return draw_beast(coat_of(HORSE, colours, coats, chance), phase, pose)


def deer(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A stag."""
    return draw_beast(coat_of(DEER, colours, ((DEER.coat, DEER.under),), chance), phase, pose)


def goat(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A goat, white or black."""
    return draw_beast(
        coat_of(GOAT, colours, ((GOAT.coat, GOAT.under), ("#3f393b", "#575053")), chance), phase, pose
    )


def sheep(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A sheep."""
    return draw_beast(coat_of(SHEEP, colours, ((SHEEP.coat, SHEEP.under),), chance), phase, pose)


def pig(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A pig."""
    return draw_beast(coat_of(PIG, colours, ((PIG.coat, PIG.under),), chance), phase, pose)


def fox(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A fox."""
    return draw_beast(coat_of(FOX, colours, ((FOX.coat, FOX.under),), chance), phase, pose)


def wolf(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A wolf."""
    return draw_beast(coat_of(WOLF, colours, ((WOLF.coat, WOLF.under),), chance), phase, pose)


def bear(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A brown bear."""
    return draw_beast(
        coat_of(BEAR, colours, ((BEAR.coat, BEAR.under), ("#4a3830", "#614a3e")), chance), phase, pose
    )


def polar_bear(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A polar bear."""
    return draw_beast(replace(BEAR, coat="#ece5d8", under="#f8f4ea", neck=(30, 16, 32)), phase, pose)


def boar(chance: Chance, colours: Colours, phase: float, pose: str = "walking") -> Sheet:
    """A wild boar."""
    return draw_beast(BOAR, phase, pose)
