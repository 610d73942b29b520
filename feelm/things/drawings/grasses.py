"""Grasses and crops, growing from y = 0, green and ripe by season."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Sheet
from feelm.things.drawings.petals import draw_blades

Chance = np.random.Generator
Colours = Sequence[str]


GRASS = {"spring": "#92ad55", "autumn": "#b09a55", "winter": "#b3a27c", "snow": "#b9b09a"}
"""Colours of grass by season; green where none is said."""


def grass(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """A tuft of grass: fresh, ripe, dry or bent under snow."""
    main = chosen(colours, 0, GRASS.get(season or "", "#779450"))
    sheet = Sheet()
    draw_blades(sheet, chance, 26, 60, 34, (main, shaded(main, 0.25), lit(main, 0.22)))
    return sheet


def silver_grass(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """Silver grass: tall blades with feathers of pale seed."""
    sheet = Sheet()
    green = season in ("spring", "summer")
    blade = "#7f9a55" if green else "#a08f57"
    plume = chosen(colours, 0, "#c9b98e" if green else "#e8dcc2")
    draw_blades(sheet, chance, 22, 96, 40, (blade, shaded(blade, 0.25), "#8b9158"), 4)
    for i in range(9):
        x = -34 + 8.6 * i
        tall = float(chance.uniform(118, 160))
        lean = float(chance.uniform(6, 30))
        sheet.limb(
            [(x * 0.6, 0), (x, -tall * 0.6), (x + lean * 0.6, -tall * 0.86)], [2.4, 1.8, 1.4], "#b8a472"
        )
        root = (x + lean * 0.6, -tall * 0.86)
        for k in range(13):
            start = (root[0] + lean * 0.05 * k, root[1] - 2.4 * k)
            tip = (start[0] + 10 + 0.9 * k, start[1] - 6 + float(chance.normal(0, 2)))
            sheet.limb(
                [start, tip],
                [3.4, 0.8],
                (plume, lit(plume, 0.6), shaded(plume, 0.16))[k % 3],
                depth=0.2,
                opacity=0.92,
            )
    return sheet


def reeds(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Reeds with brown heads, at the water's edge."""
    sheet = Sheet()
    blade = "#84935a"
    draw_blades(sheet, chance, 20, 110, 34, (blade, shaded(blade, 0.25), lit(blade, 0.2)), 4.4)
    for i in range(7):
        x, tall = -30 + 10 * i, float(chance.uniform(105, 150))
        top = (x * 1.15 + float(chance.normal(0, 4)), -tall)
        sheet.limb([(x * 0.6, 0), (x, -tall * 0.5), top], [2.4, 2.0, 1.5], blade)
        sheet.limb(
            [(top[0], top[1] + 2), (top[0] + 0.6, top[1] - 20)], [6.4, 6.0], chosen(colours, 0, "#7d5539")
        )
    return sheet


def rice_plants(chance: Chance, colours: Colours, phase: float, season: str | None = None) -> Sheet:
    """Rice: green in summer, ripe with bowed ears, stubble in winter."""
    sheet = Sheet()
    if season in ("winter", "snow"):
        return _stubble(sheet, chance, snow=season == "snow")
    green = season in ("spring", "summer")
    ear = chosen(colours, 0, "#a9b765" if green else "#d9b25a")
    blades = ("#7fa352", "#6f9448", "#93b25e") if green else ("#a3a355", "#8d9a50", "#bdb060")
    draw_blades(sheet, chance, 24, 84, 36, blades, 4)
    for i in range(12):
        x = -34 + 6.2 * i
        tall, lean = (
            float(chance.uniform(74, 96)),
            float(chance.choice([-1.0, 1.0])) * float(chance.uniform(14, 28)),
        )
        top = (x + lean * 0.5, -tall)
        sheet.limb([(x * 0.6, 0), (x, -tall * 0.6), top], [2.2, 1.8, 1.3], "#b5a552")
        for k in range(9):
            t = k / 8
            at = (top[0] + lean * t, top[1] - 4 * math.sin(math.pi * t) + 24 * t * t)
            sheet.oval(
                *at,
                3.2,
                2.0,
                (ear, lit(ear, 0.3), shaded(ear, 0.16))[k % 3],
                turn=1.0 if lean > 0 else 2.1,
                depth=0.5,
            )
    return sheet


def rice_seedlings(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """Young rice, freshly planted."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8bb05a")
    for x in (-36, -12, 12, 36):
        with sheet.placed((x, 0.0)):
            draw_blades(sheet, chance, 9, 44, 9, (main, lit(main, 0.25), shaded(main, 0.2)), 2.8)
    return sheet


def _stubble(sheet: Sheet, chance: Chance, *, snow: bool) -> Sheet:
    """Cut rows of straw after the harvest."""
    for x in (-36, -12, 12, 36):
        for _ in range(9):
            dx, tall = float(chance.normal(0, 3.4)), float(chance.uniform(11, 19))
            sheet.limb(
                [(x + dx * 0.6, 0), (x + dx, -tall)],
                [2.4, 2.0],
                ("#b89f68", "#a08856", "#cdb57c")[int(chance.integers(3))],
            )
        if snow:
            sheet.shape(
                [(x - 11, 0), (x - 7, -5), (x + 2, -7), (x + 9, -4), (x + 12, 0)], "#f1f3f6", corners=(0, 4)
            )
    return sheet
