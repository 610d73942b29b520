"""Birds of yard and pond, each with its own body: hen, cock and chick, duck, goose, swan, owl."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from feelm.things.drawings.colours import chosen, lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet

Chance = np.random.Generator
Colours = Sequence[str]
COMB = "#c5402f"


def _feet(sheet: Sheet, tall: float, colour: str, phase: float, *, steps: bool) -> None:
    """Two legs; in steps they go to and fro under the body."""
    swing = 9.0 * math.sin(2 * math.pi * phase) if steps else 4.0
    for shift, colour_here in ((swing, shaded(colour, 0.25)), (-swing, colour)):
        sheet.limb([(-2, -tall), (shift - 3, -tall * 0.45), (shift, -1.4)], [6, 3.2, 2.6], colour_here)
        sheet.limb([(shift - 4, -1.2), (shift + 9, -1.0)], [2.4, 1.6], colour_here)


def _comb(sheet: Sheet, at: Point, size: float) -> None:
    x, y = at
    for dx, r in ((-5.0, 0.8), (0.5, 1.0), (5.5, 0.8)):
        sheet.oval(x + dx * size, y - 11 * size, 3.6 * r * size, 5.4 * r * size, COMB)
    sheet.oval(x + 8 * size, y + 9 * size, 3 * size, 5 * size, COMB)


def _hen_body(sheet: Sheet, main: str, tail: Sequence[Sequence[Point]], head: Point, size: float) -> None:
    """A full breast, a folded wing, tail feathers held up, and a small head."""
    for k, feather in enumerate(tail):
        sheet.limb(feather, [14, 13, 3], shaded(main, 0.18 + 0.12 * (k % 2)))
    breast = [(-44, -44), (-20, -52), (12, -62), (34, -56), (42, -36), (26, -14), (-8, -8), (-36, -20)]
    sheet.shape(breast, main)
    sheet.limb([(18, -46), ((18 + head[0]) / 2 + 4, (head[1] - 46) / 2), head], [36, 22, 16], main)
    sheet.shape([(-40, -40), (-12, -48), (14, -40), (4, -22), (-22, -20)], shaded(main, 0.2))
    for k in range(3):
        sheet.limb(
            [(-30 + 12 * k, -36 + 2 * k), (-16 + 10 * k, -24)], [1, 3], lit(main, 0.25), depth=0, opacity=0.6
        )
    sheet.oval(*head, 11.5, 11, main)
    _comb(sheet, head, size)
    sheet.shape(
        [(head[0] + 9, head[1] - 3), (head[0] + 20, head[1] + 2), (head[0] + 9, head[1] + 5)],
        "#dba23c",
        corners=(1,),
    )
    sheet.oval(head[0] + 3.5, head[1] - 2, 1.7, 1.8, "#1f1a1e", depth=0)


def hen(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A hen: it steps, pecks, or sits on its feathers."""
    mains = ("#b5713c", "#e9e0d0", "#8a5a3c")
    main = chosen(colours, 0, mains[int(chance.integers(len(mains)))])
    sheet, calm = Sheet(), pose in ("sitting", "sleeping")
    beat = max(0.0, math.sin(2 * math.pi * phase))
    head = (58.0, -26.0 + 14 * beat) if pose == "grazing" else (42.0 + 3 * beat, -82.0)
    if pose == "sleeping":
        head = (30.0, -66.0)
    if not calm:
        _feet(sheet, 26, "#d09a44", phase, steps=pose in (None, "walking", "running"))
    tail = [[(-34, -40), (-56, -62), (-62 + 8 * k, -84 - 5 * k)] for k in range(3)]
    with sheet.placed((0.0, 6.0 if calm else -14.0)):
        _hen_body(sheet, main, tail, (head[0], head[1] + (0 if pose != "grazing" else 20)), 0.8)
    return sheet


def rooster(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A cock with a high comb and a sickle tail."""
    main = chosen(colours, 0, "#a8532c")
    sheet = Sheet()
    _feet(sheet, 34, "#d8a33c", phase, steps=pose in (None, "walking", "running"))
    with sheet.placed((0.0, -24.0)):
        for k, (dx, dy) in enumerate(((-92, -40), (-86, -66), (-72, -86), (-54, -96))):
            path = [
                (-34, -40),
                (dx * 0.7, -52 + dy * 0.5),
                (dx - 8, dy * 0.55 - 10),
                (dx - 10, dy * 0.55 + 22),
            ]
            sheet.limb(path, [12, 13, 11, 3], ("#2f4a4c", "#3d3348", "#35564c", "#49342f")[k])
        _hen_body(sheet, main, (), (44.0, -92.0), 1.15)
        sheet.limb([(20, -50), (36, -78)], [30, 18], "#d99a4a", opacity=0.75)
    return sheet


def chick(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A yellow chick."""
    main = chosen(colours, 0, "#edc75a")
    sheet, asleep = Sheet(), pose == "sleeping"
    if not asleep:
        _feet(sheet, 18, "#d98f3c", phase, steps=pose in (None, "walking", "running"))
    with sheet.placed((0.0, 0.0 if asleep else -12.0)):
        sheet.shape([(-34, -30), (-14, -40), (18, -42), (34, -24), (22, -4), (-10, 0), (-30, -12)], main)
        sheet.shape([(-34, -28), (-50, -36), (-34, -14)], shaded(main, 0.12), corners=(1,))
        head = (22.0, -46.0 if asleep else -56.0 + 2 * math.sin(4 * math.pi * phase))
        sheet.oval(*head, 21, 20, main)
        sheet.shape(
            [(head[0] + 18, head[1] - 3), (head[0] + 31, head[1] + 2), (head[0] + 18, head[1] + 6)],
            "#d98a34",
            corners=(1,),
        )
        sheet.oval(head[0] + 8, head[1] - 3, 2.6, 1.0 if asleep else 2.8, "#2a2024", depth=0)
        sheet.shape([(-22, -28), (2, -30), (-6, -14), (-20, -18)], shaded(main, 0.16))
    return sheet


def _swimmer(
    sheet: Sheet, body: str, head: Point, neck: Sequence[Point], tones: tuple[str, str, str], size: float
) -> None:
    """A bird on the water: a boat-like body, a neck, a head with its bill; ``tones``: neck, head, bill."""
    neck_colour, head_colour, bill = tones
    hull = [
        (-58, -30),
        (-72, -40),
        (-60, -14),
        (-40, 0),
        (26, 0),
        (50, -12),
        (54, -30),
        (30, -36),
        (-20, -40),
    ]
    sheet.shape(hull, body, corners=(1,))
    wing = [(-62, -34), (-30, -44), (14, -38), (28, -22), (0, -10), (-36, -12)]
    sheet.shape(wing, shaded(body, 0.14))
    for k in range(3):
        sheet.limb(
            [(-46 + 10 * k, -32 + 3 * k), (-8 + 8 * k, -18 + k)],
            [0.8, 2.6],
            lit(body, 0.35),
            depth=0,
            opacity=0.5,
        )
    widths = np.linspace(30 * size, 13 * size, len(neck))
    sheet.limb(list(neck), widths.tolist(), neck_colour)
    sheet.oval(*head, 15 * size, 12.5 * size, head_colour)
    beak = [
        (head[0] + 10 * size, head[1] - 4 * size),
        (head[0] + 31 * size, head[1] + 3 * size),
        (head[0] + 11 * size, head[1] + 7 * size),
    ]
    sheet.shape(beak, bill, corners=(1,))
    sheet.oval(head[0] + 5 * size, head[1] - 3 * size, 1.9 * size, 2.0 * size, "#1f1a1e", depth=0)


def duck(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A mallard drake on the water, its head bobbing."""
    main = chosen(colours, 0, "#a8998a")
    sheet, bob = Sheet(), 2.0 * math.sin(2 * math.pi * phase)
    head = (54.0 + bob, -66.0)
    _swimmer(sheet, main, head, [(36, -22), (47, -44), head], ("#6b4a3a", "#3d6b55", "#dcae4a"), 1.0)
    sheet.limb([(41, -45), (56, -47)], [3, 3], "#efe9dc", depth=0.3)
    return sheet


def goose(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A white goose on the water."""
    main = chosen(colours, 0, "#ece6da")
    sheet, bob = Sheet(), 2.0 * math.sin(2 * math.pi * phase)
    head = (52.0 + bob, -96.0)
    _swimmer(sheet, main, head, [(38, -22), (48, -48), (46, -74), head], (main, main, "#dd9440"), 0.9)
    return sheet


def swan(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """A swan on the water, its neck in a long curve."""
    main = chosen(colours, 0, "#f3efe7")
    sheet, bob = Sheet(), 2.0 * math.sin(2 * math.pi * phase)
    head = (62.0 + bob, -112.0)
    raised = [(-66, -36), (-40, -62), (-6, -58), (22, -40), (0, -16), (-40, -14)]
    sheet.shape(raised, shaded(main, 0.1))
    neck = [(40, -20), (58, -38), (50, -70), (44, -96), (52, -112), head]
    _swimmer(sheet, main, head, neck, (main, main, "#d9803a"), 0.82)
    sheet.shape([(-62, -40), (-32, -60), (4, -52), (24, -32), (-6, -22), (-40, -22)], lit(main, 0.2))
    return sheet


def owl(chance: Chance, colours: Colours, phase: float, pose: str | None = None) -> Sheet:
    """An owl sitting upright on a branch, its round face turned to us."""
    main = chosen(colours, 0, "#8c6f54")
    sheet = Sheet()
    shut = pose == "sleeping" or abs(phase - 0.5) < 0.04
    sheet.limb([(-58, -6), (0, -9), (60, -5)], [9, 11, 8], "#6b5142")
    sheet.shape(
        [(0, -128), (-34, -112), (-42, -66), (-24, -14), (0, -6), (24, -14), (42, -66), (34, -112)], main
    )
    for side in (-1, 1):
        sheet.shape(
            [(side * 16, -118), (side * 33, -138), (side * 35, -106)], shaded(main, 0.15), corners=(1,)
        )
        sheet.shape(
            [(side * 40, -80), (side * 46, -40), (side * 24, -12), (side * 24, -56)], shaded(main, 0.25)
        )
        sheet.limb([(side * 10, -14), (side * 10, -4)], [7, 5], "#caa45a")
    sheet.shape([(0, -72), (-22, -62), (-18, -24), (0, -14), (18, -24), (22, -62)], lit(main, 0.4))
    for k in range(9):
        sheet.oval(
            -12 + 12 * (k % 3), -56 + 14 * (k // 3), 3.4, 2.2, shaded(main, 0.1), depth=0.2, opacity=0.7
        )
    for side in (-1, 1):
        sheet.oval(side * 16, -96, 18, 19, lit(main, 0.5))
        if shut:
            sheet.limb(
                [(side * 16 - 9, -95), (side * 16, -91), (side * 16 + 9, -95)],
                [1, 2.2, 1],
                "#3a2d28",
                depth=0,
            )
        else:
            sheet.oval(side * 15, -97, 9, 9.5, "#e3b64d")
            sheet.oval(side * 14, -97, 5, 5.6, "#231b1c", depth=0)
            sheet.oval(side * 14 - 2, -99.4, 1.5, 1.6, "#fff4dc", depth=0)
    sheet.shape([(-5, -90), (5, -90), (0, -77)], mix("#c9a04a", main, 0.2), corners=(2,))
    return sheet
