"""Trees that stay green: pine, fir, bamboo, palm; in snow it lies on their boughs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.boughs import BARK, SNOW, draw_roots
from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]


def pine(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A Korean red pine: a bent trunk with flat clouds of needles."""
    sheet = Sheet()
    bark = "#8a5641"
    lean = float(chance.choice([-1.0, 1.0]))
    path = [(0.0, 0.0), (lean * 10, -42), (lean * -4, -84), (lean * 14, -126), (lean * 10, -160)]
    draw_roots(sheet, 14, bark)
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
        if season == "snow":
            _snow_cloud(sheet, chance, (x, y - 0.34 * r), 1.05 * r)
    return sheet


def _snow_cloud(sheet: Sheet, chance: Chance, at: Point, half: float) -> None:
    """Snow on a flat cloud of needles: a soft bank, ragged below."""
    x, y = at
    low = [(x + half * (1 - k / 3), y + 5 + float(chance.uniform(-3, 3))) for k in range(7)]
    sheet.shape([(x - 0.7 * half, y - 4), (x, y - 8), (x + 0.7 * half, y - 4), *low], SNOW, depth=0.5)


def fir(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
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
        if season == "snow":
            for side in (-1, 1):
                bank = [
                    (0, y - 24),
                    (side * half * 0.62, y - 10),
                    (side * half, y + 5),
                    (side * half * 0.5, y - 1),
                    (0, y - 8),
                ]
                sheet.shape(bank, SNOW, corners=(0, 2), depth=0.7)
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


def bamboo(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
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
            if season == "snow" and k % 2:
                root = (x + lean * -y / tall, y - 1.6)
                sheet.limb([root, (tip[0], tip[1] - 1.6)], [3.0, 0.5], SNOW, depth=0.2)
    return sheet


def christmas_tree(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A fir with lights on it."""
    sheet = fir(chance, colours, phase, season)
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
