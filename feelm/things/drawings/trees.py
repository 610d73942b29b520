"""Trees: trunks and boughs that fork, crowns of leaf dabs from dark below to light at the upper left."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
BARK = "#6b5142"


def _boughs(
    sheet: Sheet,
    chance: Chance,
    start: Point,
    angle: float,
    length: float,
    width: float,
    levels: int,
    colour: str,
) -> list[Point]:
    """Draw a bough and what forks from it; return the tips."""
    turn = math.radians(angle)
    middle = (
        start[0] + 0.5 * length * math.sin(turn) + float(chance.normal(0, length * 0.06)),
        start[1] - 0.5 * length * math.cos(turn),
    )
    end = (start[0] + length * math.sin(turn), start[1] - length * math.cos(turn))
    sheet.limb([start, middle, end], [width, width * 0.8, width * 0.6], colour)
    if levels == 0:
        return [end]
    tips: list[Point] = []
    for side in (-1, 1) if levels > 1 or chance.random() < 0.8 else (1,):
        fork = angle + side * float(chance.uniform(18, 40))
        tips += _boughs(
            sheet,
            chance,
            end,
            fork * 0.92,
            length * float(chance.uniform(0.6, 0.8)),
            width * 0.62,
            levels - 1,
            colour,
        )
    return tips


def _roots(sheet: Sheet, width: float, colour: str) -> None:
    w = width / 2
    sheet.shape(
        [
            (-w * 2.3, 0),
            (-w * 1.1, -w * 0.7),
            (-w * 0.7, -w * 2.6),
            (w * 0.7, -w * 2.6),
            (w * 1.15, -w * 0.7),
            (w * 2.3, 0),
            (w * 0.6, -w * 0.25),
            (-w * 0.5, -w * 0.25),
        ],
        colour,
        corners=(0, 5),
    )


def paint_crown(
    sheet: Sheet,
    chance: Chance,
    clumps: Sequence[tuple[float, float, float]],
    leaf: str,
    size: float,
    light: str | None = None,
) -> None:
    """Paint clumps (x, y, radius) of leaves: dark first, then the colour, then the light on the upper left of each."""
    dark, bright = shaded(leaf, 0.46), light or lit(leaf, 0.36)
    left, right = min(x - r for x, _, r in clumps), max(x + r for x, _, r in clumps)
    top, bottom = min(y - r for _, y, r in clumps), max(y + r for _, y, r in clumps)

    def tone(x: float, y: float, inside: float) -> str:
        """The colour at a place of the crown: the whole is a ball in the light, each clump a smaller one."""
        ball = 0.4 * (right - x) / (right - left) + 0.6 * (bottom - y) / (bottom - top)
        light_here = 0.62 * ball + 0.38 * inside + float(chance.normal(0, 0.11))
        if light_here < 0.45:
            return mix(leaf, dark, min(1.0, (0.45 - light_here) * 2.6))
        return mix(leaf, bright, min(1.0, (light_here - 0.45) * 2.0))

    ordered = sorted(clumps, key=lambda c: c[1])
    for x, y, r in ordered:
        sheet.oval(x + r * 0.05, y + r * 0.1, r * 0.98, r * 0.88, tone(x, y, 0.15), depth=0.6)
    for x, y, r in ordered:
        count = max(10, int((r / size) ** 2 * 2.2))
        turns = chance.uniform(0, 2 * math.pi, count)
        for t, f in zip(turns, np.sqrt(chance.uniform(0, 1, count)) * r, strict=True):
            px, py = x + f * math.cos(t), y + f * 0.9 * math.sin(t)
            inside = 0.5 - 0.5 * (0.5 * (px - x) + 0.86 * (py - y)) / r
            sheet.dabs([(px, py)], size, (tone(px, py, inside),), chance, flat=0.6)


def _round_clumps(
    chance: Chance, x: float, y: float, rx: float, ry: float, count: int, radius: float
) -> list[tuple[float, float, float]]:
    found = [(x, y, radius * 1.25)]
    for i in range(count):
        turn = 2 * math.pi * i / count + float(chance.uniform(-0.25, 0.25))
        far = float(chance.uniform(0.7, 1.0))
        found.append(
            (
                x + rx * far * math.cos(turn),
                y + ry * far * math.sin(turn),
                radius * float(chance.uniform(0.72, 1.1)),
            )
        )
    return found


def _leafy(
    chance: Chance,
    leaf: str,
    *,
    wide: float = 58,
    high: float = 42,
    trunk: float = 62,
    bark: str = BARK,
    size: float = 4.6,
    light: str | None = None,
) -> Sheet:
    sheet = Sheet()
    width = 15.0
    _roots(sheet, width, bark)
    sheet.limb(
        [(0, -2), (float(chance.normal(0, 3)), -trunk * 0.5), (0, -trunk)],
        [width, width * 0.86, width * 0.76],
        bark,
    )
    for angle in (-42, -14, 18, 44):
        _boughs(
            sheet, chance, (0, -trunk * 0.86), angle + float(chance.normal(0, 5)), wide * 0.6, 7.5, 1, bark
        )
    clumps = _round_clumps(chance, 0, -trunk - high * 0.75, wide, high, 9, 27)
    paint_crown(sheet, chance, clumps, leaf, size, light)
    return sheet


def tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A broad-leaved tree in summer."""
    leaves = ("#6d8f4e", "#7d9a52", "#5d8556", "#88985a")
    return _leafy(chance, chosen(colours, 0, leaves[int(chance.integers(len(leaves)))]))


def zelkova(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """The old zelkova at a village's entrance: a thick trunk and a very wide crown."""
    sheet = Sheet()
    bark = "#6f5a4c"
    _roots(sheet, 34, bark)
    sheet.limb([(0, -2), (-2, -28), (2, -58)], [36, 30, 32], bark)
    for angle in (-50, -30, -8, 18, 36, 52):
        _boughs(sheet, chance, (angle * 0.12, -54), angle, 60, 13, 2, bark)
    clumps = _round_clumps(chance, 0, -128, 108, 42, 14, 38)
    paint_crown(
        sheet,
        chance,
        [*clumps, (-58, -142, 36), (54, -148, 38), (0, -168, 34)],
        chosen(colours, 0, "#68894e"),
        5.4,
    )
    return sheet


def cherry_tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cherry tree in bloom."""
    return _leafy(
        chance,
        chosen(colours, 0, "#edb9c3"),
        wide=66,
        high=36,
        trunk=52,
        bark="#5b4444",
        size=3.8,
        light="#fdf0f0",
    )


def maple_tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A maple in autumn."""
    return _leafy(
        chance, chosen(colours, 0, "#c9532f"), wide=58, high=40, trunk=54, size=4.4, light="#f0a04c"
    )


def ginkgo(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A ginkgo in autumn, tall and yellow."""
    return _leafy(
        chance, chosen(colours, 0, "#dfae38"), wide=40, high=62, trunk=62, size=4.2, light="#f9e38f"
    )


def persimmon_tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A persimmon tree in late autumn: few leaves left, full of fruit."""
    sheet = Sheet()
    _roots(sheet, 15, BARK)
    sheet.limb([(0, -2), (4, -30), (-2, -58)], [16, 13, 12], BARK)
    tips: list[Point] = []
    for angle in (-58, -28, 2, 30, 60):
        tips += _boughs(sheet, chance, (0, -54), angle, 44, 8, 2, BARK)
    leaves = [
        (x + float(chance.normal(0, 9)), y + float(chance.normal(0, 8))) for x, y in tips for _ in range(3)
    ]
    sheet.dabs(leaves, 5.4, ("#b0702f", "#8c7a3c", "#c98f3f"), chance, flat=0.55)
    fruit = chosen(colours, 0, "#df6f26")
    for x, y in tips:
        for _ in range(2):
            at = (x + float(chance.normal(0, 8)), y + 6 + float(chance.normal(0, 7)))
            sheet.oval(*at, 5.2, 4.9, fruit)
            sheet.oval(at[0] - 1.6, at[1] - 1.7, 1.5, 1.2, lit(fruit, 0.8), depth=0, opacity=0.7)
            sheet.oval(at[0], at[1] - 4.4, 2.6, 1.2, "#6b6a3a", depth=0.3)
    return sheet


def bare_tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tree in winter."""
    sheet = Sheet()
    bark = chosen(colours, 0, "#5d4c48")
    _roots(sheet, 17, bark)
    sheet.limb([(0, -2), (float(chance.normal(0, 4)), -32), (0, -64)], [18, 14, 12], bark)
    for angle in (-52, -24, 4, 30, 56):
        _boughs(sheet, chance, (0, -58), angle + float(chance.normal(0, 5)), 46, 8.5, 3, bark)
    return sheet


def pine(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean red pine: a bent trunk with flat clouds of needles."""
    sheet = Sheet()
    bark = "#8a5641"
    lean = float(chance.choice([-1.0, 1.0]))
    path = [(0.0, 0.0), (lean * 10, -42), (lean * -4, -84), (lean * 14, -126), (lean * 10, -160)]
    _roots(sheet, 14, bark)
    sheet.limb(path, [16, 13, 11, 8, 4], bark)
    needle = chosen(colours, 0, "#4c6b4c")
    clouds = []
    for y, x, r in (
        (-84.0, -44.0, 30.0),
        (-98.0, 40.0, 30.0),
        (-124.0, -26.0, 27.0),
        (-142.0, 40.0, 24.0),
        (-164.0, 6.0, 30.0),
        (-120.0, 12.0, 22.0),
    ):
        at = (lean * x + float(chance.normal(0, 4)), y + float(chance.normal(0, 3)))
        root = min(path, key=lambda p: abs(p[1] - y - 12))
        sheet.limb([root, ((root[0] + at[0]) / 2, (root[1] + at[1]) / 2 + 4), at], [6, 4.4, 3], bark)
        clouds.append((*at, r))
    for cloud in sorted(clouds, key=lambda c: c[1]):
        x, y, r = cloud
        sheet.oval(x, y + r * 0.1, r * 1.25, r * 0.42, shaded(needle, 0.4), depth=0.4)
        for share, tones in (
            (1.0, (needle, shaded(needle, 0.2))),
            (0.7, (needle, lit(needle, 0.22), lit(needle, 0.34))),
        ):
            for _ in range(int(46 * share)):
                t, f = float(chance.uniform(0, 2 * math.pi)), math.sqrt(float(chance.random()))
                px, py = (
                    x + r * 1.25 * f * share * math.cos(t) - (1 - share) * r * 0.5,
                    y + r * 0.4 * f * math.sin(t) - (1 - share) * r * 0.4,
                )
                turn = float(chance.uniform(-0.9, 0.9))
                tip = (px + 8 * math.sin(turn), py - 8 * math.cos(turn))
                sheet.limb([(px, py), tip], [2.6, 0.5], tones[int(chance.integers(len(tones)))], depth=0)
    return sheet


def fir(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A fir: tiers of drooping boughs."""
    sheet = Sheet()
    needle = chosen(colours, 0, "#44664f")
    sheet.limb([(0, 0), (0, -40)], [12, 9], BARK)
    for tier in range(8):
        y, half = -26 - tier * 20, 50 - tier * 5.6
        for side in (-1, 1):
            sheet.shape(
                [
                    (0, y - 26),
                    (side * half * 0.6, y - 10),
                    (side * half, y + 6),
                    (side * half * 0.5, y + 4),
                    (0, y + 8),
                ],
                shaded(needle, 0.2 if side > 0 else 0.06),
                corners=(0, 2),
            )
        for k in range(9):
            x = (k - 4) / 4 * half * 0.9
            top = y - 8 + abs(x) * 0.2
            sheet.limb(
                [(x * 0.7, top), (x, top + 12)],
                [4, 0.8],
                lit(needle, 0.26 if x < 0 else 0.08),
                depth=0,
                opacity=0.8,
            )
    return sheet


def willow(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A weeping willow."""
    sheet = Sheet()
    leaf = chosen(colours, 0, "#8ea25a")
    _roots(sheet, 18, BARK)
    sheet.limb([(0, -2), (-4, -40), (4, -84)], [20, 16, 13], BARK)
    for angle in (-48, -16, 16, 48):
        _boughs(sheet, chance, (2, -78), angle, 42, 8, 1, BARK)
    paint_crown(sheet, chance, [(-34, -132, 26), (34, -130, 26), (0, -146, 30), (0, -122, 24)], leaf, 4.6)
    for i in range(64):
        x = -64 + 128 * (i + 0.5) / 64 + float(chance.normal(0, 3))
        top = -150 + 0.012 * x * x + float(chance.normal(0, 6))
        long = float(chance.uniform(60, 118)) * (1 - 0.001 * abs(x))
        bend = x * 0.24 + float(chance.normal(0, 4))
        tones = (shaded(leaf, 0.34), shaded(leaf, 0.12), leaf, lit(leaf, 0.3))
        path = [(x * 0.55, top - 4), (x + bend * 0.4, top + long * 0.4), (x + bend, top + long)]
        sheet.limb(path, [5, 6.5, 1.4], tones[int(chance.integers(4))], depth=0.3, opacity=0.92)
    return sheet


def birch(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A birch: a white trunk with dark marks and small light leaves."""
    sheet = Sheet()
    sheet.limb([(0, 0), (3, -70), (0, -150)], [11, 9, 4], "#ebe5da")
    for i in range(12):
        y = -8 - i * 11
        sheet.limb([(-4 + (i % 3) * 2, y), (2 + (i % 2) * 3, y - 1)], [2.2, 0.6], "#4b4345", depth=0)
    for angle, y in ((-40, -70), (36, -84), (-34, -104), (30, -118)):
        _boughs(sheet, chance, (1, y), angle, 28, 3.2, 1, "#cfc5b8")
    clumps = [
        (x, y, r)
        for x, y, r in ((-24, -100, 22), (22, -114, 22), (-14, -136, 21), (14, -152, 19), (0, -172, 14))
    ]
    paint_crown(sheet, chance, clumps, chosen(colours, 0, "#a9ab56"), 3.4)
    return sheet


def palm(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A palm."""
    sheet = Sheet()
    leaf = chosen(colours, 0, "#5f8a55")
    sheet.limb([(0, 0), (10, -60), (24, -124)], [13, 9, 7], "#95765a")
    for angle in (-150, -108, -74, -36, -4, 26):
        turn = math.radians(angle)
        tip = (24 + 62 * math.cos(turn), -128 + 52 * math.sin(turn) + 26)
        middle = (24 + 36 * math.cos(turn), -132 + 34 * math.sin(turn))
        sheet.limb([(24, -126), middle, tip], [7, 15, 1.5], shaded(leaf, 0.18 if math.cos(turn) > 0 else 0.0))
        sheet.limb([(24, -126), middle, tip], [1.2, 1.2, 0.5], lit(leaf, 0.4), depth=0, opacity=0.7)
    return sheet


def bamboo(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stand of bamboo."""
    sheet = Sheet()
    cane = chosen(colours, 0, "#7d9a55")
    for i in range(7):
        x = -42 + 14 * i + float(chance.normal(0, 3))
        far, tall, lean = (i % 2) * 0.25, 150 + float(chance.normal(0, 16)), float(chance.normal(0, 9))
        colour = shaded(cane, far)
        sheet.limb([(x, 0), (x + lean * 0.3, -tall * 0.5), (x + lean, -tall)], [6.4, 5.4, 2.0], colour)
        for k in range(1, 9):
            y = -tall * k / 9
            sheet.limb(
                [(x + lean * k / 18 - 3.4, y), (x + lean * k / 18 + 3.4, y)],
                [1.3, 1.3],
                lit(colour, 0.35),
                depth=0,
            )
        for k in range(16):
            y = -tall * float(chance.uniform(0.45, 1.0))
            side = 1 if chance.random() < 0.5 else -1
            tip = (
                x + lean * -y / tall + side * float(chance.uniform(12, 24)),
                y + float(chance.uniform(2, 14)),
            )
            sheet.limb(
                [(x + lean * -y / tall, y), tip],
                [4.6, 0.6],
                (colour, lit(colour, 0.25), shaded(colour, 0.25))[k % 3],
                depth=0.2,
            )
    return sheet


def christmas_tree(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A fir with lights on it."""
    sheet = fir(chance, colours, phase)
    for tier in range(8):
        half = 46 - tier * 5.4
        for k in range(5 - tier // 2):
            x, y = (k / max(1, 4 - tier // 2) - 0.5) * 1.6 * half, -22 - tier * 20 + 3 * (k % 2)
            light = ("#f7d98a", "#e8836a", "#f3ead0", "#8fb8d8")[(k + tier) % 4]
            sheet.glow(x, y, 7, light, 0.5 + 0.3 * math.cos(2 * math.pi * (phase + k / 3)))
            sheet.oval(x, y, 2.2, 2.2, light, depth=0.2)
    sheet.glow(0, -196, 16, "#fbe3a0", 0.7)
    sheet.oval(0, -196, 4, 4, "#fbe9b8", depth=0.2)
    return sheet
