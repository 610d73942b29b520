"""Broad-leaved trees in the four seasons: young green or blossom, full leaf, autumn colour, bare and under snow.

Each stands as it is best known where no season is asked for: a cherry in bloom, a ginkgo in yellow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feelm.things.drawings.boughs import BARK, SNOW, draw_roots, grow, paint_crown, round_clumps, snow_along
from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


@dataclass(frozen=True)
class Form:
    """The form of a round-crowned tree, its trunk included."""

    wide: float = 58
    high: float = 42
    trunk: float = 62
    girth: float = 15
    bark: str = BARK
    dab: float = 4.6
    clumps: int = 9
    clump: float = 27


@dataclass(frozen=True)
class Year:
    """The colours of a tree's leaves through the year and the light on them (None: the usual).

    ``best`` is the season in which it is best known.
    """

    spring: tuple[str, ...]
    summer: tuple[str, ...]
    autumn: tuple[str, ...]
    best: str = "summer"
    spring_light: str | None = None
    autumn_light: str | None = "#f0b45c"


def _leaves(year: Year, season: str, colours: Colours, chance: Chance) -> tuple[str, str | None]:
    """The colour of the leaves and of their light; a colour that was asked for wins."""
    tones = {"spring": year.spring, "autumn": year.autumn}.get(season, year.summer)
    light = {"spring": year.spring_light, "autumn": year.autumn_light}.get(season)
    leaf = tones[int(chance.integers(len(tones)))]
    return (colours[0], None) if colours else (leaf, light)


def _tree(chance: Chance, colours: Colours, season: str | None, form: Form, year: Year) -> Sheet:
    """A round-crowned tree in a season; in winter its boughs alone, with snow on them when it has snowed."""
    season = season or year.best
    bare = season in ("winter", "snow")
    leaf, light = _leaves(year, season, colours, chance)
    sheet = Sheet()
    draw_roots(sheet, form.girth, form.bark)
    bend = float(chance.normal(0, 3))
    trunk = [(0.0, -2.0), (bend, -form.trunk * 0.5), (0.0, -form.trunk)]
    sheet.limb(trunk, [form.girth, form.girth * 0.86, form.girth * 0.76], form.bark)
    for angle in (-54, -30, -10, 14, 34, 56) if bare else (-42, -14, 18, 44):
        _bough(sheet, chance, form, angle + float(chance.normal(0, 5)), season)
    if not bare:
        clumps = round_clumps(
            chance, 0, -form.trunk - form.high * 0.75, form.wide, form.high, form.clumps, form.clump
        )
        paint_crown(sheet, chance, clumps, leaf, form.dab, light)
        if season == "autumn":
            _fallen(sheet, chance, form, leaf)
    return sheet


def _bough(sheet: Sheet, chance: Chance, form: Form, angle: float, season: str) -> None:
    """A main bough: short under leaves, with all its twigs when bare."""
    start = (angle * 0.06, -form.trunk * 0.88)
    if season in ("winter", "snow"):
        long = (form.wide * abs(angle) + form.high * 1.2 * (60 - abs(angle))) / 60 * 0.62
        grow(sheet, chance, start, angle, long, form.girth * 0.52, 3, form.bark, snow=season == "snow")
        return
    grow(sheet, chance, start, angle, form.wide * 0.6, form.girth * 0.5, 1, form.bark)


def _fallen(sheet: Sheet, chance: Chance, form: Form, leaf: str) -> None:
    """Leaves that lie about the foot."""
    at = [
        (float(chance.uniform(-0.9, 0.9)) * form.wide, float(chance.uniform(-2.4, -0.4))) for _ in range(26)
    ]
    sheet.dabs(at, 3.2, (leaf, lit(leaf, 0.25), shaded(leaf, 0.25)), chance, flat=0.4, turn=0.0)


OAK = Year(
    ("#a4b866", "#b0bd6c"), ("#6d8f4e", "#7d9a52", "#5d8556", "#88985a"), ("#c0803a", "#b8602f", "#cf9a3e")
)
ZELKOVA = Year(("#a0b465",), ("#68894e",), ("#b5703a",))
CHERRY = Year(("#edb9c3",), ("#64854c",), ("#c2643c",), "spring", "#fdf0f0", "#eda862")
MAPLE = Year(("#a9ba66",), ("#6f924f",), ("#c9532f",), "autumn", None, "#f0a04c")
GINKGO = Year(("#b3bf63",), ("#7f9a50",), ("#dfae38",), "autumn", None, "#f9e38f")


def tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A broad-leaved tree."""
    return _tree(chance, colours, season, Form(), OAK)


def zelkova(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """The old zelkova at a village's entrance: a thick trunk and a very wide crown."""
    form = Form(wide=112, high=50, trunk=66, girth=34, bark="#6f5a4c", dab=5.4, clumps=16, clump=40)
    return _tree(chance, colours, season, form, ZELKOVA)


def cherry_tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A cherry tree, in bloom in spring."""
    return _tree(chance, colours, season, Form(66, 36, 52, bark="#5b4444", dab=3.8), CHERRY)


def maple_tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A maple, red in autumn."""
    return _tree(chance, colours, season, Form(58, 40, 54, dab=4.4), MAPLE)


def ginkgo(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A ginkgo, tall, and yellow in autumn."""
    return _tree(chance, colours, season, Form(40, 62, 62, dab=4.2), GINKGO)


def bare_tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A tree in winter."""
    look = "snow" if season == "snow" else "winter"
    return _tree(chance, (), look, Form(64, 52, 62, 17, chosen(colours, 0, "#5d4c48")), OAK)


def persimmon_tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A persimmon tree: in leaf, in late autumn full of fruit, in winter with the few left for the magpies."""
    if season in ("spring", "summer"):
        return _tree(chance, (), season, Form(58, 38, 52), OAK)
    sheet, snow = Sheet(), season == "snow"
    draw_roots(sheet, 15, BARK)
    sheet.limb([(0, -2), (4, -30), (-2, -58)], [16, 13, 12], BARK)
    tips: list[Point] = []
    for angle in (-58, -28, 2, 30, 60):
        tips += grow(sheet, chance, (0, -54), angle, 44, 8, 2, BARK, snow=snow)
    if season not in ("winter", "snow"):
        leaves = [
            (x + float(chance.normal(0, 9)), y + float(chance.normal(0, 8)))
            for x, y in tips
            for _ in range(3)
        ]
        sheet.dabs(leaves, 5.4, ("#b0702f", "#8c7a3c", "#c98f3f"), chance, flat=0.55)
    else:
        tips = [tips[int(i)] for i in chance.permutation(len(tips))[:5]]
    for x, y in tips:
        for _ in range(2):
            at = (x + float(chance.normal(0, 8)), y + 6 + float(chance.normal(0, 7)))
            draw_persimmon(sheet, at, 5.2, chosen(colours, 0, "#df6f26"))
            if snow:
                sheet.oval(at[0], at[1] - 4.6, 4.2, 2.0, SNOW, depth=0.2)
    return sheet


def draw_persimmon(sheet: Sheet, at: Point, radius: float, colour: str) -> None:
    """Draw a persimmon of a radius about a point."""
    sheet.oval(*at, radius, radius * 0.94, colour)
    sheet.oval(
        at[0] - 0.3 * radius,
        at[1] - 0.33 * radius,
        0.29 * radius,
        0.23 * radius,
        lit(colour, 0.8),
        depth=0,
        opacity=0.7,
    )
    sheet.oval(at[0], at[1] - 0.85 * radius, 0.5 * radius, 0.23 * radius, "#6b6a3a", depth=0.3)


def willow(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A weeping willow; in winter a curtain of bare twigs."""
    sheet = Sheet()
    bare = season in ("winter", "snow")
    leaf = {"spring": "#b3c268", "autumn": "#c7a64a"}.get(season or "", "#8ea25a")
    leaf = "#8a7358" if bare else chosen(colours, 0, leaf)
    draw_roots(sheet, 18, BARK)
    sheet.limb([(0, -2), (-4, -40), (4, -84)], [20, 16, 13], BARK)
    for angle in (-48, -16, 16, 48):
        grow(sheet, chance, (2, -78), angle, 42, 8, 2 if bare else 1, BARK, snow=season == "snow")
    if not bare:
        paint_crown(sheet, chance, [(-34, -132, 26), (34, -130, 26), (0, -146, 30), (0, -122, 24)], leaf, 4.6)
    for i in range(64):
        x = -64 + 128 * (i + 0.5) / 64 + float(chance.normal(0, 3))
        top = -150 + 0.012 * x * x + float(chance.normal(0, 6))
        long = float(chance.uniform(60, 118)) * (1 - 0.001 * abs(x))
        bend = x * 0.24 + float(chance.normal(0, 4))
        tones = (shaded(leaf, 0.34), shaded(leaf, 0.12), leaf, lit(leaf, 0.3))
        path = [(x * 0.55, top - 4), (x + bend * 0.4, top + long * 0.4), (x + bend, top + long)]
        widths = [1.6, 1.4, 0.6] if bare else [5, 6.5, 1.4]
        sheet.limb(path, widths, tones[int(chance.integers(4))], depth=0.3, opacity=0.92)
    return sheet


def birch(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A birch: a white trunk with dark marks and small light leaves."""
    sheet = Sheet()
    bare = season in ("winter", "snow")
    trunk = [(0.0, 0.0), (3.0, -70.0), (0.0, -150.0)]
    sheet.limb(trunk, [11, 9, 4], "#ebe5da")
    for i in range(12):
        y = -8 - i * 11
        sheet.limb([(-4 + (i % 3) * 2, y), (2 + (i % 2) * 3, y - 1)], [2.2, 0.6], "#4b4345", depth=0)
    boughs = ((-40, -70), (36, -84), (-34, -104), (30, -118), (-22, -134), (18, -146))
    for angle, y in boughs if bare else boughs[:4]:
        twig = mix("#cfc5b8", "#6d5c58", 0.5 if bare else 0.0)
        grow(
            sheet,
            chance,
            (1, y),
            angle,
            32 if bare else 28,
            3.4,
            3 if bare else 1,
            twig,
            snow=season == "snow",
        )
    if not bare:
        leaf = {"spring": "#bccb72", "summer": "#8fa356", "autumn": "#d9ae3f"}.get(season or "", "#a9ab56")
        clumps = [(-24.0, -100.0, 22.0), (22, -114, 22), (-14, -136, 21), (14, -152, 19), (0, -172, 14)]
        paint_crown(sheet, chance, clumps, chosen(colours, 0, leaf), 3.4)
    elif season == "snow":
        snow_along(sheet, [(-8, -1.0), (0, -2.0), (8, -1.0)], [2.0, 4.0, 2.0])
    return sheet
