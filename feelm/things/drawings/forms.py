"""Simple bodies that many drawings share: turned vessels, balls, slabs seen a little from above, folded cloth."""

from __future__ import annotations

import math
from collections.abc import Sequence

from feelm.things.drawings.colours import lit, shaded
from feelm.things.drawings.pen import Point, Sheet

TILT = 0.2
"""How high a circle is drawn that lies flat, against its width: things on tables are seen a little from above."""


def vessel(
    sheet: Sheet,
    profile: Sequence[Point],
    colour: str,
    *,
    x: float = 0.0,
    inside: str | None = None,
    filled: str | None = None,
    tilt: float = TILT,
) -> None:
    """Draw a turned vessel.

    Args:
        sheet: what is drawn on.
        profile: (height above the ground, radius) from the rim down to the foot.
        colour: of the outside.
        x: where its axis is.
        inside: colour of the opening at the rim, None closes it.
        filled: colour of what is in it, seen just under the rim.
        tilt: how round the rim is seen.
    """
    (top, rim), (bottom, foot) = profile[0], profile[-1]
    right = [(x + r, -y) for y, r in profile]
    low = [(x, -bottom + foot * tilt * 0.7)] if foot > 0 else []
    left = [(x - r, -y) for y, r in reversed(profile)]
    count = len(profile)
    corners = (0, 2 * count + len(low) - 1)
    sheet.shape([*right, *low, *left], colour, corners=corners, across=True)
    shine = [(x - r * 0.62, -y) for y, r in profile[1:-1]]
    if len(shine) > 1:
        sheet.limb(shine, [rim * 0.1] * len(shine), lit(colour, 0.6), depth=0, opacity=0.4)
    if inside is not None:
        sheet.oval(x, -top, rim, rim * tilt, lit(colour, 0.2))
        sheet.oval(x, -top + rim * 0.015, rim * 0.9, rim * tilt * 0.84, inside)
        if filled is not None:
            sheet.oval(x, -top + rim * tilt * 0.34, rim * 0.82, rim * tilt * 0.56, filled)


def ball(
    sheet: Sheet, at: Point, radius: float, colour: str, *, squash: float = 1.0, shine: float = 0.5
) -> None:
    """Draw a round fruit or ball, with its shaded side and a soft light."""
    x, y = at
    sheet.oval(x, y, radius, radius * squash, colour)
    sheet.oval(
        x + radius * 0.16,
        y + radius * squash * 0.22,
        radius * 0.8,
        radius * squash * 0.74,
        shaded(colour, 0.16),
        opacity=0.3,
        depth=0,
    )
    sheet.oval(
        x - radius * 0.36, y - radius * squash * 0.38, radius * 0.26, radius * squash * 0.18, lit(colour, 0.8),
        turn=-0.5, depth=0, opacity=shine,
    )  # fmt: skip


def slab(
    sheet: Sheet, left: float, top: float, wide: float, high: float, colour: str, deep: float = 10.0
) -> None:
    """Draw a box seen a little from above: its lit top and its front; ``top`` is the front's upper edge."""
    slant = deep * 0.55
    lid = [(left + slant, top - deep), (left + wide - slant, top - deep), (left + wide, top), (left, top)]
    sheet.polygon(lid, lit(colour, 0.28), depth=0.4)
    sheet.box(left, top, wide, high, colour, depth=0.8)


def steam(sheet: Sheet, x: float, y: float, high: float, phase: float) -> None:
    """Draw warm steam rising from a point."""
    for k, shift in enumerate((-0.16, 0.12)):
        sway = 4.0 * math.sin(2 * math.pi * (phase + 0.4 * k))
        path = [
            (x + shift * high, y), (x + shift * high + sway, y - high * 0.4),
            (x + shift * high - sway, y - high * 0.75),
            (x + shift * high + 0.6 * sway, y - high),
        ]  # fmt: skip
        sheet.limb(path, [2, 7, 6, 1], "#f4efe6", depth=0, opacity=0.38)


def handle(sheet: Sheet, root: Point, size: float, thick: float, colour: str) -> None:
    """Draw the ear of a cup at its right side."""
    x, y = root
    ear = [
        (x - 2, y - size * 0.5),
        (x + size * 0.55, y - size * 0.52),
        (x + size * 0.72, y),
        (x + size * 0.4, y + size * 0.5),
        (x - 3, y + size * 0.6),
    ]
    sheet.limb(ear, [thick] * 5, shaded(colour, 0.12))
