"""What stands on a table: cups, bowls, pots and what is eaten with."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.forms import handle, steam, vessel
from feelm.things.drawings.pen import Sheet

Chance = np.random.Generator
Colours = Sequence[str]
BRASS = "#c39a4c"
POTTERY = "#e9e0cf"
IRON = "#4b4a50"


def cup(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A mug of something warm."""
    sheet = Sheet()
    mains = ("#5f7f93", "#d9cdb6", "#b5654a", "#7d8a5e")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    handle(sheet, (36, -40), 34, 9, main)
    vessel(sheet, [(76, 38), (50, 38), (16, 36), (2, 31)], main, inside=shaded(main, 0.4), filled="#6d4a36")
    sheet.limb([(-36, -22), (0, -15), (36, -22)], [4, 4, 4], lit(main, 0.45), depth=0.2, opacity=0.7)
    steam(sheet, 0, -82, 58, phase)
    return sheet


def coffee(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cup of coffee on its saucer."""
    sheet = Sheet()
    main = chosen(colours, 0, "#efe8da")
    vessel(sheet, [(12, 66), (5, 56), (1, 26)], main, inside=shaded(main, 0.12))
    handle(sheet, (36, -36), 26, 7, main)
    vessel(sheet, [(60, 42), (40, 39), (20, 28), (8, 18)], main, inside=shaded(main, 0.3), filled="#4e3226")
    steam(sheet, 0, -64, 54, phase)
    return sheet


def teacup(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A Korean tea bowl without a handle, celadon or white."""
    sheet = Sheet()
    glazes = ("#a9bba6", "#e8e0d0", "#b79f86")
    main = chosen(colours, 0, glazes[int(chance.integers(len(glazes)))])
    vessel(
        sheet, [(52, 40), (34, 38), (14, 27), (7, 18), (1, 19)], main, inside=lit(main, 0.1), filled="#b99a4e"
    )
    steam(sheet, 0, -56, 46, phase)
    return sheet


def teapot(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A round teapot with its spout and bow."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a6d58")
    sheet.limb([(44, -34), (66, -44), (80, -70)], [22, 13, 8], main)
    handle(sheet, (-44, -46), -44, 9, main)
    vessel(sheet, [(74, 24), (66, 40), (40, 54), (14, 42), (2, 28)], main)
    vessel(sheet, [(86, 8), (80, 24), (73, 27)], lit(main, 0.1))
    sheet.oval(0, -91, 7, 6, shaded(main, 0.1))
    steam(sheet, 84, -74, 34, phase)
    return sheet


def kettle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A dented yellow kettle, as it stood on every stove."""
    sheet = Sheet()
    main = chosen(colours, 0, "#d3ab52")
    sheet.limb([(42, -30), (66, -46), (84, -78)], [26, 14, 8], main)
    sheet.limb([(-40, -72), (-30, -118), (30, -118), (40, -72)], [5, 6, 6, 5], shaded(main, 0.35))
    vessel(sheet, [(82, 26), (70, 46), (40, 60), (14, 54), (1, 44)], main)
    vessel(sheet, [(92, 9), (86, 24), (80, 29)], shaded(main, 0.1))
    sheet.oval(0, -97, 7, 6, "#4b4038")
    steam(sheet, 88, -84, 44, phase)
    return sheet


def pot(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A cooking pot with its lid lifted by the steam."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8f959c")
    for side in (-1, 1):
        sheet.limb(
            [(side * 60, -50), (side * 78, -52), (side * 78, -42), (side * 62, -40)], [7, 7, 7, 7], IRON
        )
    vessel(sheet, [(66, 62), (40, 62), (10, 58), (1, 48)], main, inside=shaded(main, 0.5))
    vessel(sheet, [(84, 6), (78, 40), (70, 63)], lit(main, 0.12))
    sheet.oval(0, -88, 9, 6, IRON)
    steam(sheet, -20, -90, 48, phase)
    return sheet


def cauldron(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An iron cauldron with its wooden lid, on a clay hearth with fire in it."""
    sheet = Sheet()
    clay = "#a88566"
    sheet.shape([(-104, 0), (-98, -52), (-80, -62), (80, -62), (98, -52), (104, 0)], clay, corners=(0, 5))
    sheet.shape([(-30, 0), (-28, -30), (0, -40), (28, -30), (30, 0)], "#2c2323", corners=(0, 4), depth=0.2)
    glow = 0.75 + 0.25 * math.sin(2 * math.pi * phase)
    sheet.glow(0, -22, 40, "#ffb25a", 0.8 * glow, 22)
    for x, high in ((-12, 20), (8, 26), (0, 32)):
        top = (x + 4 * math.sin(2 * math.pi * phase + x), -high)
        sheet.shape([(x - 8, 0), top, (x + 8, 0)], mix("#e8822f", "#f6c860", high / 40), corners=(0, 1, 2))
    vessel(sheet, [(92, 70), (76, 74), (60, 62)], chosen(colours, 0, "#3d3b40"))
    vessel(sheet, [(106, 8), (100, 46), (92, 74)], shaded("#5a5653", 0.1))
    steam(sheet, -14, -108, 50, phase)
    return sheet


def bowl(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """An empty bowl."""
    sheet = Sheet()
    main = chosen(colours, 0, POTTERY)
    vessel(sheet, [(54, 62), (36, 57), (14, 36), (8, 22), (1, 24)], main, inside=shaded(main, 0.2), tilt=0.28)
    sheet.limb([(-58, -40), (0, -27), (58, -40)], [3, 3, 3], "#6f86a3", depth=0, opacity=0.7)
    return sheet


def rice_bowl(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A brass bowl heaped with rice."""
    sheet = Sheet()
    main = chosen(colours, 0, BRASS)
    sheet.shape([(-50, -52), (-38, -78), (0, -90), (38, -78), (50, -52), (0, -44)], "#f7f2e6", depth=0.7)
    at = [(float(chance.uniform(-38, 38)), float(chance.uniform(-80, -56))) for _ in range(26)]
    sheet.dabs(at, 3.2, ("#fffaf0", "#e6dfd0"), chance, flat=0.5)
    vessel(sheet, [(54, 54), (40, 55), (16, 44), (6, 26), (1, 28)], main)
    steam(sheet, 0, -90, 44, phase)
    return sheet


def soup(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A stew in a black earthen bowl, still boiling."""
    sheet = Sheet()
    vessel(
        sheet,
        [(52, 58), (34, 57), (10, 46), (1, 38)],
        "#43393a",
        inside="#2c2526",
        filled=chosen(colours, 0, "#b4532f"),
        tilt=0.3,
    )
    for x, y, colour in (
        (-22, -50, "#efe6d2"),
        (14, -46, "#efe6d2"),
        (-2, -53, "#6f8f4c"),
        (28, -51, "#6f8f4c"),
    ):
        sheet.oval(x, y, 9, 4, colour, depth=0.5)
    steam(sheet, -6, -58, 56, phase)
    return sheet


def noodles(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A bowl of noodles with chopsticks laid over it."""
    sheet = Sheet()
    main = chosen(colours, 0, "#e4dccb")
    vessel(sheet, [(58, 66), (38, 60), (14, 38), (6, 24), (1, 26)], main, inside="#c9a76a", tilt=0.3)
    for k in range(9):
        y = -62 + 3.2 * k
        sheet.limb(
            [(-44, y), (-10, y - 6), (18, y + 4), (46, y - 2)],
            [2.6] * 4,
            ("#f1e3b8", "#e6d29a")[k % 2],
            depth=0.3,
        )
    for x in (-18, 20):
        sheet.oval(x, -62, 10, 4.4, "#6f8f4c" if x < 0 else "#e9b43f", depth=0.5)
    for shift in (0, 6):
        sheet.limb([(-58 + shift, -88), (76, -62 + shift)], [3.4, 2.2], "#7a4a35")
    steam(sheet, 0, -72, 50, phase)
    return sheet


def plate(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A plate with a blue rim."""
    sheet = Sheet()
    main = chosen(colours, 0, "#efe9dc")
    sheet.oval(0, -24, 72, 24, main)
    sheet.oval(0, -25, 60, 19, "#7d95b0", depth=0.2, opacity=0.8)
    sheet.oval(0, -24.4, 57, 17.6, lit(main, 0.2), depth=0.4)
    sheet.oval(3, -21, 44, 12, shaded(main, 0.08), depth=0.5)
    return sheet


def spoon(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A spoon, upright."""
    sheet = Sheet()
    main = chosen(colours, 0, BRASS)
    sheet.limb([(0, -92), (1, -50), (0, 0)], [5, 6, 10], main)
    sheet.oval(0, -114, 20, 27, main)
    sheet.oval(3, -111, 14, 20, shaded(main, 0.25), depth=0.6)
    return sheet


def chopsticks(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A pair of wooden chopsticks on a rest."""
    sheet = Sheet()
    main = chosen(colours, 0, "#8a5a3c")
    sheet.shape([(-14, 0), (-10, -9), (10, -9), (14, 0)], "#dcd3c2", corners=(0, 3))
    for shift in (0.0, 8.0):
        sheet.limb([(-66, -3 + shift * 0.2), (78, -22 + shift)], [3, 6.5], shaded(main, 0.02 * shift))
        sheet.limb([(56, -19.5 + shift), (66, -20.6 + shift)], [6.6, 6.8], "#c0473c", depth=0.3)
    return sheet


def bottle(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A green glass bottle."""
    sheet = Sheet()
    main = chosen(colours, 0, "#5f8a6b")
    vessel(sheet, [(150, 9), (118, 10), (96, 27), (60, 29), (2, 27)], main)
    sheet.box(-27, -74, 54, 40, "#efe6d2", across=True)
    vessel(sheet, [(156, 9), (148, 10)], "#b9b2a4")
    return sheet


def glass(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A glass of clear water."""
    sheet = Sheet()
    main = chosen(colours, 0, "#bcd3da")
    sheet.polygon([(-28, -84), (28, -84), (22, 0), (-22, 0)], main, across=True, opacity=0.45)
    sheet.polygon([(-25.5, -56), (25.5, -56), (21, -3), (-21, -3)], main, across=True, opacity=0.8)
    sheet.oval(0, -56, 25.5, 5, lit(main, 0.5), depth=0.3, opacity=0.9)
    sheet.oval(0, -84, 28, 5.4, lit(main, 0.6), depth=0.2, opacity=0.7)
    sheet.limb([(-20, -78), (-16, -8)], [3, 2], "#fdfdfa", depth=0, opacity=0.7)
    return sheet


def vase(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A vase with a few branches in bloom."""
    sheet = Sheet()
    main = chosen(colours, 0, "#93aaa0")
    bloom = chosen(colours, 1, "#e8b5bb")
    for tip in ((-44, -150), (8, -176), (46, -138)):
        middle = (tip[0] * 0.4, -112)
        sheet.limb([(0, -84), middle, tip], [4, 3, 1.4], "#6d5546")
        for t in (0.35, 0.6, 0.8, 1.0):
            at = [
                (
                    tip[0] * t + float(chance.normal(0, 5)),
                    -84 + (tip[1] + 84) * t + float(chance.normal(0, 4)),
                )
                for _ in range(3)
            ]
            sheet.dabs(at, 6, (bloom, lit(bloom, 0.4), shaded(bloom, 0.12)), chance, flat=0.8)
    vessel(sheet, [(92, 16), (80, 13), (54, 34), (24, 32), (2, 20)], main, inside=shaded(main, 0.5))
    return sheet


def jar(chance: Chance, colours: Colours, phase: float) -> Sheet:
    """A glass jar of preserves with a cloth over its lid."""
    sheet = Sheet()
    main = chosen(colours, 0, "#b5432f")
    vessel(sheet, [(76, 30), (66, 38), (40, 40), (2, 36)], main)
    sheet.box(-26, -50, 46, 28, "#f1e8d4", depth=0.4)
    sheet.shape(
        [(-40, -72), (-30, -92), (0, -97), (30, -92), (40, -72), (20, -77), (0, -72), (-20, -77)],
        "#d9cbb0",
        corners=(0, 4),
    )
    sheet.limb([(-31, -80), (0, -76), (31, -80)], [3, 3, 3], "#9a4a3c")
    return sheet
