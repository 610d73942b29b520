"""Heads: a simple turned-away face, hair in a few styles, hats. No eyes, no mouth."""

from __future__ import annotations

import math

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Sheet
from feelm.things.people.body import Joints
from feelm.things.people.limbs import Frame, down
from feelm.things.people.wardrobe import Outfit

# Outlines around the head's middle: (up, forward) in head radii.
CAPS: dict[str, list[tuple[float, float]]] = {
    "short": [
        (0.45, 0.74), (0.86, 0.62), (1.08, 0.16), (1.04, -0.45), (0.62, -0.92), (-0.02, -1.0), (-0.58, -0.74),
        (-0.5, -0.42), (-0.06, -0.3), (-0.16, -0.04), (0.26, 0.1), (0.4, 0.44),
    ],
    "bob": [
        (0.42, 0.76), (0.88, 0.62), (1.1, 0.12), (1.04, -0.5), (0.58, -0.98), (-0.1, -1.1), (-0.86, -0.98),
        (-1.0, -0.4), (-0.9, 0.1), (-0.3, 0.14), (0.2, 0.26), (0.42, 0.5),
    ],
    "thin": [
        (0.3, -0.2), (0.52, -0.5), (0.72, -0.72), (0.3, -0.98), (-0.2, -0.98), (-0.6, -0.72), (-0.45, -0.4),
        (-0.05, -0.3),
    ],
    "wisp": [
        (0.66, 0.62), (1.0, 0.3), (1.06, -0.2), (0.84, -0.7), (0.3, -0.96), (-0.1, -0.9), (0.3, -0.5), (0.52, 0.05),
    ],
}  # fmt: skip


def draw_head(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    """Draw neck, head and hair; ``sway`` (-1..1) swings hair that hangs free."""
    r = j.build.head / 2
    frame = Frame(j.head, (j.lean + j.nod) * 0.8)
    skin = outfit.skin_colour
    neck = down([(j.neck[0] - 0.3, j.neck[1] - 1.8), j.head])
    sheet.limb(neck, [5.0 * j.build.girth, 4.4 * j.build.girth], shaded(skin, 0.16))
    _draw_behind(sheet, frame, r, outfit, sway)
    face = [
        (0.98, 0.0),
        (0.72, 0.58),
        (0.2, 0.82),
        (-0.3, 0.8),
        (-0.76, 0.52),
        (-0.96, 0.12),
        (-0.7, -0.5),
        (0.0, -0.82),
        (0.7, -0.6),
    ]
    sheet.shape(frame.points(face, r), skin, depth=0.7)
    nose = down([frame.at(-0.1 * r, 0.8 * r)])[0]
    sheet.oval(*nose, 0.09 * r, 0.12 * r, skin, depth=0)
    cheek = down([frame.at(-0.28 * r, 0.5 * r)])[0]
    sheet.oval(*cheek, 0.26 * r, 0.2 * r, mix(skin, "#d9604f", 0.5), depth=0, opacity=0.28)
    if outfit.hair in ("short", "thin", "wisp"):
        ear = down([frame.at(-0.06 * r, -0.16 * r)])[0]
        sheet.oval(*ear, 0.15 * r, 0.21 * r, shaded(skin, 0.12), depth=0.6)
    _draw_hair(sheet, frame, r, outfit)
    if outfit.hat:
        _draw_hat(sheet, frame, r, outfit)


def _draw_behind(sheet: Sheet, frame: Frame, r: float, outfit: Outfit, sway: float) -> None:
    """Hair that hangs behind the head."""
    colour = shaded(outfit.hair_colour, 0.12)
    if outfit.hair == "long":
        tail = [(0.5, -0.7), (-0.6, -0.95), (-1.7, -0.95 - 0.3 * sway), (-2.5, -0.8 - 0.55 * sway)]
        sheet.limb(frame.points(tail, r), [1.0 * r, 1.3 * r, 1.15 * r, 0.35 * r], colour)
    elif outfit.hair == "ponytail":
        tail = [
            (0.42, -0.85),
            (0.2, -1.35 - 0.1 * sway),
            (-0.7, -1.45 - 0.3 * sway),
            (-1.4, -1.2 - 0.5 * sway),
        ]
        sheet.limb(frame.points(tail, r), [0.4 * r, 0.62 * r, 0.5 * r, 0.12 * r], colour)
    elif outfit.hair == "braids":
        for shift in (0.55, 0.0):
            tail = [
                (-0.35, -0.7 + shift),
                (-0.95, -0.85 + shift - 0.1 * sway),
                (-1.5, -0.75 + shift - 0.25 * sway),
            ]
            sheet.limb(frame.points(tail, r), [0.5 * r, 0.46 * r, 0.22 * r], colour)
            knot = down([frame.at(-1.36 * r, (-0.78 + shift - 0.2 * sway) * r)])[0]
            sheet.oval(*knot, 0.2 * r, 0.13 * r, outfit.accent, depth=0.5)


def _draw_hair(sheet: Sheet, frame: Frame, r: float, outfit: Outfit) -> None:
    colour = outfit.hair_colour
    if outfit.hair == "perm":
        for turn in range(200, 322, 15):
            a = math.radians(turn)
            curl = down(
                [frame.at(-0.86 * r * math.sin(a) + 0.08 * r, -0.2 * r - 0.74 * r * math.cos(a + math.pi))]
            )[0]
            sheet.oval(*curl, 0.36 * r, 0.34 * r, colour, depth=0.8)
    cap = CAPS.get(outfit.hair, CAPS["short"] if outfit.hair == "bun" else CAPS["bob"])
    if outfit.hair == "perm":
        cap = CAPS["short"]
    sheet.shape(frame.points(cap, r), colour, corners=(0,))
    if outfit.hair == "bun":
        knot = down([frame.at(0.1 * r, -1.05 * r)])[0]
        sheet.oval(*knot, 0.36 * r, 0.34 * r, colour)
    shine = [(0.92, 0.18), (0.86, -0.3), (0.56, -0.7)]
    sheet.limb(frame.points(shine, r), [0.04 * r, 0.2 * r, 0.04 * r], lit(colour, 0.3), depth=0, opacity=0.5)


def _draw_hat(sheet: Sheet, frame: Frame, r: float, outfit: Outfit) -> None:
    straw = "#d9b871" if outfit.hat == "brim" else "#6a5d52"
    crown = [(0.42, 0.74), (1.12, 0.6), (1.34, 0.0), (1.16, -0.66), (0.4, -0.92)]
    sheet.shape(frame.points(crown, r), straw, corners=(0, 4))
    if outfit.hat == "brim":
        band = [(0.46, 0.8), (0.66, 0.76), (0.62, -0.88), (0.42, -0.94)]
        sheet.polygon(frame.points(band, r), outfit.accent, depth=0.5)
        brim = [(0.38, 1.5), (0.56, 0.7), (0.56, -0.8), (0.26, -1.6), (0.3, -0.6), (0.34, 0.7)]
    else:
        brim = [(0.4, 1.12), (0.54, 0.6), (0.48, -0.3), (0.36, 0.4)]
    sheet.shape(frame.points(brim, r), shaded(straw, 0.1))
