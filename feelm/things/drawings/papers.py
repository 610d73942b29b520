"""Things of paper and of the desk: letters, books, a paper plane, a globe."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]
PAPER = "#f1e9d6"
INK = "#6d6259"


def envelope(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A closed envelope with a stamp and a wax seal."""
    sheet = Sheet()
    main = chosen(colours, 0, "#ead9b6")
    sheet.polygon([(-78, -4), (74, 0), (78, -92), (-74, -98)], main)
    sheet.polygon([(-78, -4), (0, -54), (74, 0)], shaded(main, 0.1), depth=0.5)
    sheet.polygon([(-74, -98), (2, -42), (78, -92)], lit(main, 0.25), depth=0.6)
    sheet.oval(2, -46, 11, 10, "#a8382f")
    sheet.oval(0, -48, 6, 5, lit("#a8382f", 0.3), depth=0.3)
    return sheet


def _pages(sheet: Sheet, side: int, lines: int) -> None:
    """One half of an open book: its block of pages and the lines on it."""
    page = [(0, -6), (side * 30, -15), (side * 82, -8), (side * 92, -50), (side * 40, -60), (0, -48)]
    sheet.polygon([(x, y + 6) for x, y in page], shaded(PAPER, 0.22), depth=0.3)
    sheet.shape(page, PAPER if side < 0 else shaded(PAPER, 0.05), corners=(0, 2, 3, 5))
    for k in range(lines):
        t = 0.16 + 0.68 * k / max(1, lines - 1)
        start, end = (side * 10, -10 - 36 * t), (side * (78 + 6 * t), -14 - 34 * t)
        sheet.limb([start, (side * 40, -19 - 38 * t), end], [1.6, 1.6, 1.2], INK, depth=0, opacity=0.45)


def open_book(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An open book, a ribbon in it."""
    sheet = Sheet()
    cover = chosen(colours, 0, "#7a3f3a")
    sheet.polygon([(-96, 0), (0, -4), (96, 0), (100, -48), (0, -40), (-100, -48)], cover)
    for side in (-1, 1):
        _pages(sheet, side, 7)
    sheet.limb([(2, -46), (4, -20), (0, 0)], [2.4, 3, 4], "#b8443a")
    return sheet


def _closed(sheet: Sheet, left: float, bottom: float, wide: float, high: float, cover: str) -> None:
    """A book lying on its side, its pages seen at one end."""
    sheet.box(left, bottom - high, wide, high, PAPER, depth=0.4)
    for k in range(3):
        y = bottom - high * (k + 1) / 4
        sheet.limb([(left + 4, y), (left + wide - 2, y)], [0.8, 0.8], shaded(PAPER, 0.3), depth=0)
    sheet.limb([(left - 2, bottom - high * 0.5), (left + 5, bottom - high * 0.5)], [high, high], cover)
    for y in (bottom - high, bottom):
        sheet.limb([(left, y), (left + wide + 4, y)], [5, 5], cover, depth=0.5)


def book(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bound book standing a little open."""
    sheet = Sheet()
    mains = ("#8b3f38", "#3f5a6d", "#5d6b45", "#8a6a3d")
    cover = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    sheet.polygon([(-36, 0), (44, -6), (44, -116), (-36, -118)], shaded(cover, 0.35))
    sheet.polygon([(-32, -3), (38, -8), (38, -112), (-32, -114)], PAPER, depth=0.6)
    sheet.polygon([(-44, -4), (22, 0), (22, -114), (-44, -118)], cover)
    sheet.limb([(-41, -4), (-41, -117)], [7, 7], shaded(cover, 0.25))
    sheet.box(-26, -92, 36, 22, mix(cover, "#e8d29a", 0.75), depth=0.4)
    for y in (-86, -79):
        sheet.limb([(-20, y), (4, y)], [2, 2], shaded(cover, 0.3), depth=0)
    return sheet


def books(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pile of books."""
    sheet = Sheet()
    tones = tuple(colours) or ("#8b3f38", "#3f5a6d", "#8a6a3d", "#5d6b45")
    for k, (left, wide, high) in enumerate(((-74, 146, 24), (-62, 128, 20), (-70, 136, 22), (-50, 104, 17))):
        _closed(sheet, left, -2.0 - sum((24, 20, 22, 17)[:k]) - 5.0 * k, wide, high, tones[k % len(tones)])
    return sheet


def notebook(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A diary with its ribbon and a pencil on it."""
    sheet = Sheet()
    cover = chosen(colours, 0, "#4f6a72")
    sheet.polygon([(-70, -6), (60, 0), (76, -62), (-50, -66)], shaded(cover, 0.4))
    sheet.polygon([(-68, -12), (58, -7), (74, -66), (-50, -71)], PAPER, depth=0.4)
    sheet.polygon([(-70, -16), (56, -11), (72, -70), (-52, -75)], cover)
    sheet.polygon([(-30, -36), (18, -34), (26, -58), (-20, -60)], PAPER, depth=0.3)
    sheet.limb([(42, -12), (58, -70)], [5, 5], "#b8443a", depth=0.4)
    sheet.limb([(-58, -30), (40, -62)], [6.5, 6.5], "#d9a43c")
    sheet.limb([(40, -62), (52, -66)], [6.5, 1], "#e8d3ac")
    return sheet


def newspaper(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A folded newspaper."""
    sheet = Sheet()
    main = chosen(colours, 0, "#ddd6c6")
    sheet.polygon([(-84, 0), (80, -3), (86, -16), (-78, -14)], shaded(main, 0.3))
    sheet.polygon([(-84, -6), (80, -9), (92, -74), (-70, -76)], main)
    sheet.limb([(-62, -66), (76, -65)], [8, 8], "#4b4745", depth=0)
    for column in range(4):
        for k in range(5):
            x, y = -72 + 38 * column + 2.4 * k, -18 - 8.2 * k
            sheet.limb([(x, y), (x + 29, y - 0.4)], [2.2, 2.2], INK, depth=0, opacity=0.5)
    sheet.polygon([(2, -20), (38, -20.6), (44, -50), (9, -50)], "#8d8880", depth=0.5)
    return sheet


def pencil(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pencil, lying."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d9a43c")
    sheet.limb([(-80, -8), (56, -8)], [14, 14], main, round_end=False)
    sheet.limb([(-78, -11), (56, -11)], [4, 4], lit(main, 0.4), depth=0)
    sheet.limb([(-92, -8), (-80, -8)], [13, 13], "#cf8a86")
    sheet.limb([(-82, -8), (-74, -8)], [14.6, 14.6], "#b9bcc0", round_start=False, round_end=False)
    sheet.polygon([(56, -15), (56, -1), (84, -8)], "#e6cfa6")
    sheet.polygon([(75, -10.3), (75, -5.7), (84, -8)], "#3a3536", depth=0.3)
    return sheet


def ticket(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A train ticket with a punched hole."""
    sheet = Sheet()
    main = chosen(colours, 0, "#dcb98a")
    sheet.polygon([(-64, -4), (62, 0), (66, -58), (-60, -64)], main)
    sheet.limb([(-44, -50), (30, -47)], [6, 6], "#7a4f3a", depth=0)
    for k in range(3):
        sheet.limb(
            [(-46, -36 + 10 * k), (6 + 9 * (k % 2), -34 + 10 * k)],
            [2.4, 2.4],
            "#7a4f3a",
            depth=0,
            opacity=0.7,
        )
    sheet.limb([(34, -8), (37, -54)], [1.4, 1.4], shaded(main, 0.35), depth=0)
    sheet.oval(50, -30, 5.4, 5.4, shaded(main, 0.55), depth=0.2)
    return sheet


def paper_plane(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A paper plane in the air."""
    sheet = Sheet()
    main = chosen(colours, 0, "#f3eee2")
    sheet.polygon([(92, -30), (-78, -72), (-40, -34)], lit(main, 0.2), depth=0.5)
    sheet.polygon([(92, -30), (-40, -34), (-34, 0)], shaded(main, 0.32), depth=0.6)
    sheet.polygon([(92, -30), (-40, -34), (-60, -16)], shaded(main, 0.1), depth=0.6)
    return sheet


def globe(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A school globe on its stand."""
    sheet = Sheet()
    sea = chosen(colours, 0, "#6f97a8")
    sheet.shape([(-40, 0), (-26, -10), (26, -10), (40, 0)], "#6b4a36", corners=(0, 3))
    sheet.limb([(0, -8), (0, -26)], [9, 7], "#6b4a36")
    sheet.limb([(-18, -24), (26, -30), (54, -66), (46, -110), (22, -130)], [5, 5.4, 5.4, 5.4, 4], "#b98f4a")
    sheet.oval(0, -76, 47, 47, sea)
    for land in (
        [(-34, -98), (-12, -112), (2, -100), (-8, -86), (-24, -80)],
        [(-16, -70), (0, -72), (4, -52), (-8, -38), (-18, -52)],
        [(14, -106), (38, -92), (42, -74), (26, -76), (12, -90)], [(20, -62), (34, -58), (28, -44)],
    ):  # fmt: skip
        sheet.shape([(float(x), float(y)) for x, y in land], "#a9a86a", depth=0.6)
    sheet.oval(-16, -96, 14, 9, "#ffffff", turn=-0.6, depth=0, opacity=0.22)
    return sheet


def calendar(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A tear-off calendar on the wall."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b0433a")
    sheet.box(-44, -118, 88, 118, PAPER)
    sheet.box(-44, -118, 88, 24, main)
    for row in range(5):
        for column in range(6):
            tone = main if column == 0 else INK
            sheet.oval(-34 + 13.4 * column, -78 + 15.4 * row, 2.8, 3.4, tone, depth=0, opacity=0.7)
    sheet.shape([(44, 0), (24, 0), (44, -20)], shaded(PAPER, 0.2), corners=(0, 1, 2))
    return sheet


def feather(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A single feather, curved."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d9d3c6")
    quill = [(-58, 0), (-20, -34), (20, -62), (52, -106)]
    for k in range(26):
        t = 0.2 + 0.8 * k / 25
        x, y = -58 + 110 * t - 8 * math.sin(math.pi * t), -106 * t**1.12
        for side, far in ((-1, 0.0), (1, 0.16)):
            turn = math.radians(46 + side * (62 - 34 * t))
            long = 27 * math.sin(math.pi * min(1.0, 0.14 + 0.86 * (1 - t) ** 0.55 * 1.06))
            tip = (x + long * math.sin(turn), y - long * math.cos(turn))
            sheet.limb([(x, y), tip], [4.6, 1.0], shaded(mix(main, "#8d97a6", 0.5 * t), far), depth=0.3)
    sheet.limb([(float(a), float(b)) for a, b in quill], [2.6, 2.4, 1.8, 0.8], "#f3efe6", depth=0.2)
    return sheet
