"""Boats and ships on y = 0 as the water line. They look right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.materials import GLASS
from feelm.things.drawings.pen import Sheet
from feelm.things.drawings.vehicles import draw_panes

Chance = np.random.Generator
Colours = Sequence[str]


def _hull(
    sheet: Sheet, left: float, right: float, deep: float, colour: str, sheer: float = 10.0, keel: float = 4.0
) -> None:
    """A hull whose lower edge lies on the water."""
    middle = (left + right) / 2
    sheet.shape(
        [
            (left, -deep - sheer * 0.6),
            (middle, -deep),
            (right, -deep - sheer),
            (right - deep * 0.7, 0),
            (middle, keel * 0),
            (left + deep * 0.45, 0),
        ],
        colour,
        corners=(0, 2, 3, 5),
    )
    sheet.shape(
        [
            (left, -deep - sheer * 0.6),
            (middle, -deep),
            (right, -deep - sheer),
            (right - 2, -deep - sheer + 4),
            (middle, -deep + 4),
            (left + 1, -deep - sheer * 0.6 + 4),
        ],
        lit(colour, 0.5),
        corners=(0, 2, 3, 5),
        depth=0.5,
    )


def rowing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A wooden rowing boat with its oars in."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a5f41")
    sheet.shape([(-80, -28), (0, -20), (82, -32), (60, -17), (-56, -15)], shaded(main, 0.5), corners=(0, 2))
    for x in (-36, 6):
        sheet.box(x, -23, 20, 4, lit(main, 0.3))
    _hull(sheet, -84, 86, 18, main, 14)
    for y in (-13, -7):
        sheet.limb(
            [(-72, y - 5), (0, y), (70, y - 7)], [0.7, 1, 0.7], shaded(main, 0.4), depth=0, opacity=0.6
        )
    sheet.limb([(-30, -34), (30, -20), (66, -4)], [2.4, 2.2, 2.2], "#b98d5c")
    sheet.oval(70, -2.6, 9, 2.4, "#b98d5c", turn=0.4)
    return sheet


def fishing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A small fishing boat with a wheelhouse, a mast and lamps."""
    sheet = Sheet()
    main = chosen(colours, 0, ("#4d6f86", "#5d7f72", "#9a4f42")[int(chance.integers(3))])
    for path in ([(-18, -128), (-96, -40)], [(-18, -128), (98, -46)]):
        sheet.limb([(float(x), float(y)) for x, y in path], [0.9, 0.9], "#5b5458", depth=0)
    sheet.limb([(-18, -30), (-18, -130)], [4, 2.4], "#7a5c48")
    for x, y in ((-60, -80), (20, -102), (58, -74)):
        sheet.glow(x, y, 10, "#ffe7a6", 0.5)
        sheet.oval(x, y, 3, 4, "#fbeec4", depth=0.3)
    sheet.box(-66, -72, 42, 46, "#ece5d6")
    sheet.box(-70, -76, 50, 6, shaded(main, 0.2))
    for x in (-61, -45):
        sheet.box(x, -64, 13, 14, GLASS)
    _hull(sheet, -100, 104, 26, main, 18)
    sheet.limb([(-94, -14), (0, -9), (88, -16)], [3, 3, 2], "#e9dfcc", depth=0.4)
    for x in (34, 48):
        sheet.oval(x, -32, 8, 5, "#d98a45", turn=0.3)
    sheet.polygon([(-18, -128), (2, -122), (-18, -114)], chosen(colours, 1, "#c8513f"))
    return sheet


def sailing_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A sailing boat."""
    sheet = Sheet()
    sail = chosen(colours, 0, ("#f0e6d2", "#c9694a", "#e3c38a")[int(chance.integers(3))])
    sheet.limb([(0, -20), (0, -168)], [3.6, 2], "#6d5140")
    sheet.shape([(-4, -160), (-30, -92), (-62, -36), (-32, -32), (-4, -34)], sail, corners=(0, 2, 4))
    sheet.shape([(5, -150), (30, -92), (66, -34), (32, -36), (5, -36)], shaded(sail, 0.12), corners=(0, 2, 4))
    for t in (0.3, 0.55, 0.8):
        sheet.limb(
            [(-4, -160 + 124 * t), (-4 - 48 * t, -158 + 120 * t)],
            [0.6, 1.0],
            shaded(sail, 0.3),
            depth=0,
            opacity=0.5,
        )
    _hull(sheet, -66, 82, 20, chosen(colours, 1, "#6b4636"), 12)
    sheet.limb([(-60, -11), (0, -8), (66, -12)], [2, 2.4, 2], "#e9dfcc", depth=0.3)
    return sheet


def ferry(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A ferry with two decks and a funnel."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e6e0d3")
    sheet.polygon([(-36, -110), (-30, -146), (-2, -146), (2, -110)], chosen(colours, 1, "#b5503f"))
    sheet.box(-35, -140, 36, 8, "#f0e8d8", depth=0.5)
    sheet.box(-100, -112, 150, 28, main)
    draw_panes(sheet, -94, -107, 138, 16, 8)
    sheet.box(-128, -84, 216, 34, main)
    draw_panes(sheet, -120, -78, 196, 18, 11)
    for x in range(-132, 94, 14):
        sheet.limb([(x, -84), (x, -92)], [1, 1], "#8d8f92", depth=0)
    sheet.limb([(-132, -92), (92, -92)], [1, 1], "#8d8f92", depth=0)
    _hull(sheet, -156, 160, 46, "#3f5a78", 20)
    sheet.limb([(-146, -18), (0, -13), (136, -18)], [5, 5, 4], "#b5503f", depth=0.5)
    return sheet


def ship(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A freighter far out at sea."""
    sheet = Sheet()
    main = chosen(colours, 0, "#7a4a44")
    sheet.box(-150, -128, 60, 82, "#e3dccd")
    for row in range(4):
        draw_panes(sheet, -146, -122 + row * 16, 52, 8, 6)
    sheet.polygon([(-132, -128), (-128, -156), (-108, -156), (-104, -128)], "#46566b")
    for i in range(9):
        for row in range(2 if i % 3 else 3):
            sheet.box(
                -84 + i * 24,
                -64 - row * 16,
                23,
                15,
                ("#a85a44", "#5d7f8c", "#c9a25a", "#6f8a63", "#8a5a70")[(i * 2 + row) % 5],
            )
    _hull(sheet, -180, 184, 50, main, 18)
    sheet.limb([(-164, -8), (0, -4), (150, -8)], [8, 8, 6], shaded(main, 0.4), depth=0.4)
    return sheet


def paper_boat(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A boat folded from paper."""
    sheet = Sheet()
    paper = chosen(colours, 0, "#f3ecdd")
    sheet.polygon([(0, -62), (-34, -22), (0, -18)], paper)
    sheet.polygon([(0, -62), (34, -22), (0, -18)], shaded(paper, 0.2))
    sheet.polygon([(-64, -34), (-38, 0), (0, 0), (0, -20)], lit(paper, 0.1))
    sheet.polygon([(64, -34), (38, 0), (0, 0), (0, -20)], shaded(paper, 0.26))
    return sheet
