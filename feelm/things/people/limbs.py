"""Arms, legs, feet, torso and skirts of a figure as shapes on a sheet."""

from __future__ import annotations

import math
from itertools import pairwise

from feelm.things.drawings.colours import mix, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.people.body import FOOT_HEIGHT, Joints
from feelm.things.people.wardrobe import Outfit

FAR = 0.24
"""How much shade the far arm and leg have over the near ones."""


def down(points: list[Point]) -> list[Point]:
    """From the body's y upward to the sheet's y downward."""
    return [(x, -y) for x, y in points]


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point ``share`` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


class Frame:
    """A local frame on the body: ``at(along, forward)`` in hundredths, along the back or the head, and forward."""

    def __init__(self, origin: Point, tilt_deg: float) -> None:
        self.origin = origin
        self.tilt = math.radians(tilt_deg)

    def at(self, along: float, forward: float) -> Point:
        """Return the body point ``along`` up the axis and ``forward`` of it."""
        c, s = math.cos(self.tilt), math.sin(self.tilt)
        return self.origin[0] + along * s + forward * c, self.origin[1] + along * c - forward * s

    def points(self, pairs: list[Point], scale: float = 1.0) -> list[Point]:
        """Return sheet points of (along, forward) pairs."""
        return down([self.at(a * scale, f * scale) for a, f in pairs])


def draw_leg(sheet: Sheet, j: Joints, side: int, outfit: Outfit) -> None:
    """Draw leg 0 (near) or 1 (far) with its shoe."""
    g = j.build.girth
    far = FAR if side else 0.0
    cloth, skin = shaded(outfit.bottom_colour, far), shaded(outfit.skin_colour, far)
    knee, ankle = j.knees[side], j.ankles[side]
    hip = (j.hip[0] + (0.8 if side else -0.4), j.hip[1] - 0.5)
    draw_foot(sheet, ankle, j.feet[side], shaded(outfit.shoe_colour, far), g)
    bare = outfit.bottom in ("shorts", "skirt", "long_skirt", "chima") or outfit.top == "dress"
    path = down([hip, knee, ankle])
    if bare:
        sheet.limb(down([knee, between(knee, ankle, 0.4), ankle]), [5.6 * g, 5.4 * g, 3.4 * g], skin)
        sock = down([between(knee, ankle, 0.72), ankle])
        sheet.limb(sock, [4.3 * g, 3.9 * g], mix(outfit.accent, "#f4efe4", 0.7))
        sheet.limb(down([hip, knee]), [10.5 * g, 6.6 * g], skin if outfit.bottom != "shorts" else cloth)
        if outfit.bottom == "shorts" and outfit.top != "dress":
            sheet.limb(down([hip, between(hip, knee, 0.97)]), [11.5 * g, 9.0 * g], cloth, round_end=False)
        return
    widths = [11.0 * g, 8.2 * g, 6.2 * g]
    if outfit.bottom == "baji":
        middle = between(knee, ankle, 0.45)
        path, widths = down([hip, knee, middle, ankle]), [11.5 * g, 10.5 * g, 10.0 * g, 4.6 * g]
    sheet.limb(path, widths, cloth, round_end=False)
    crease = down([between(knee, ankle, 0.02), between(knee, ankle, 0.5)])
    sheet.limb(crease, [0.9 * g, 0.3], shaded(cloth, 0.3), depth=0, opacity=0.5)


def draw_foot(sheet: Sheet, ankle: Point, toes_up: float, colour: str, girth: float) -> None:
    """Draw a shoe, its sole at the lowest."""
    turn = math.radians(toes_up)
    c, s = math.cos(turn), math.sin(turn)
    g = 0.86 + 0.14 * girth
    outline = [
        (-2.5, -FOOT_HEIGHT), (2.0, -FOOT_HEIGHT), (6.4, -FOOT_HEIGHT), (6.9, -2.0), (5.0, -0.9), (2.4, 0.5),
        (1.7 * g, 1.6), (-1.8 * g, 1.7), (-2.7, -0.6),
    ]  # fmt: skip
    turned = [(ankle[0] + x * c - y * s, ankle[1] + x * s + y * c) for x, y in outline]
    sheet.shape(down(turned), colour, corners=(0,))
    sole = [outline[0], outline[2], (6.9, -2.4), (-2.7, -2.4)]
    turned = [(ankle[0] + x * c - y * s, ankle[1] + x * s + y * c) for x, y in sole]
    sheet.polygon(down(turned), shaded(colour, 0.45), depth=0, opacity=0.8)


def draw_arm(sheet: Sheet, j: Joints, side: int, outfit: Outfit) -> None:
    """Draw arm 0 (near) or 1 (far) with its hand."""
    g = j.build.girth
    far = FAR if side else 0.0
    cloth, skin = shaded(outfit.top_colour, far), shaded(outfit.skin_colour, far)
    if outfit.top == "vest":
        cloth = shaded("#e9e2d2", far)
    shoulder, elbow, wrist = j.shoulders[side], j.elbows[side], j.wrists[side]
    hand = between(elbow, wrist, 1.13)
    short = outfit.top in ("dress", "shirt") and outfit.bottom in ("shorts", "skirt")
    sheet.limb(down([between(elbow, wrist, 0.55), wrist, hand]), [3.7 * g, 3.4 * g, 3.2 * g], skin)
    if outfit.top in ("jeogori", "durumagi"):
        low = between(elbow, wrist, 0.45)
        sheet.limb(
            down([shoulder, between(shoulder, elbow, 0.7), low, wrist]), [8.0 * g, 8.8 * g, 9.8 * g, 5.6 * g], cloth,
            round_end=False,
        )  # fmt: skip
        sheet.limb(
            down([between(elbow, wrist, 0.9), between(elbow, wrist, 1.02)]),
            [6.4 * g, 5.6 * g],
            mix(cloth, "#ffffff", 0.7),
            round_end=False,
        )
        return
    if short:
        sheet.limb(down([between(shoulder, elbow, 0.3), elbow, wrist]), [4.8 * g, 4.3 * g, 3.3 * g], skin)
        sheet.limb(
            down([shoulder, between(shoulder, elbow, 0.62)]), [7.4 * g, 6.8 * g], cloth, round_end=False
        )
        return
    loose = 1.14 if outfit.top in ("coat", "cardigan", "sweater") else 1.0
    widths = [7.6 * g * loose, 6.2 * g * loose, 4.9 * g * loose]
    sheet.limb(down([shoulder, elbow, between(elbow, wrist, 0.97)]), widths, cloth, round_end=False)
    fold = down([between(shoulder, elbow, 0.8), elbow])
    sheet.limb(fold, [0.3, 1.1 * g], shaded(cloth, 0.35), depth=0, opacity=0.45)


def draw_torso(sheet: Sheet, j: Joints, outfit: Outfit, female: bool) -> None:
    """Draw the upper body in its garment."""
    g, length = j.build.girth, j.build.torso
    frame = Frame(j.hip, j.lean)
    waist = 5.0 if female else 6.0
    hem = {"jeogori": 0.58, "dress": 0.1, "shirt": 0.02}.get(outfit.top, -0.1)
    if outfit.bottom == "chima":
        hem = 0.58
    elif outfit.bottom in ("skirt", "long_skirt") and outfit.top in ("shirt", "dress"):
        hem = 0.22
    wide = 1.1 if outfit.top in ("coat", "cardigan", "sweater", "wrap", "durumagi") else 1.0
    sides = [(1.03, 1.6), (0.93, 5.0), (0.7, 7.2), (0.4, waist + 0.6), (0.08, 7.4), (-0.1, 7.2)]
    back = [(-0.1, -7.2), (0.08, -7.8), (0.4, -waist - 0.4), (0.72, -7.2), (0.93, -5.4), (1.03, -2.0)]
    front = [p for p in sides if p[0] > hem] + [(hem, _width(sides, hem))]
    behind = [(hem, _width(back[::-1], hem)), *[p for p in back if p[0] > hem]]
    pairs = [(a * length, f * g * wide) for a, f in front + behind]
    corners = (len(front) - 1, len(front))
    sheet.shape(frame.points(pairs), outfit.top_colour, corners=corners)
    _draw_trim(sheet, frame, outfit, length, g, hem)


def _width(side: list[Point], along: float) -> float:
    """How far out the side of the torso is at a height between its points."""
    ordered = sorted(side)
    for (a0, f0), (a1, f1) in pairwise(ordered):
        if a0 <= along <= a1:
            return f0 + (f1 - f0) * (along - a0) / (a1 - a0)
    return ordered[0][1]


def _draw_trim(sheet: Sheet, frame: Frame, outfit: Outfit, length: float, g: float, hem: float) -> None:
    """Collars, openings, belts: the few marks that say which garment it is."""
    dark = shaded(outfit.top_colour, 0.4)
    if outfit.top in ("coat", "cardigan", "durumagi"):
        line = frame.points([(length * 0.95, 3.4 * g), (length * 0.5, 5.0 * g), (length * hem, 5.2 * g)])
        sheet.limb(line, [0.5, 0.9, 0.7], dark, depth=0, opacity=0.6)
    if outfit.top in ("jeogori", "durumagi"):
        white = frame.points([(length * 1.02, 1.2 * g), (length * 0.86, 3.6 * g), (length * 0.7, 6.0 * g)])
        sheet.limb(white, [1.8 * g, 1.7 * g, 1.2 * g], "#f7f2e6", depth=0.3)
        ribbon = frame.points([(length * 0.7, 5.4 * g), (length * 0.5, 6.3 * g), (length * 0.2, 5.8 * g)])
        sheet.limb(ribbon, [1.5 * g, 1.3 * g, 1.8 * g], outfit.accent, depth=0.6)
    elif outfit.top == "vest":
        collar = frame.points([(length * 1.02, -1.5 * g), (length * 0.9, 3.2 * g), (length * 0.66, 5.2 * g)])
        sheet.limb(collar, [2.4 * g, 2.0 * g, 0.6], "#f0eadc", depth=0.4)
    elif outfit.top in ("shirt", "dress", "sweater", "wrap"):
        collar = frame.points([(length * 1.0, -2.6 * g), (length * 0.97, 0.6 * g), (length * 0.99, 3.2 * g)])
        sheet.limb(collar, [1.6 * g, 2.0 * g, 1.6 * g], mix(outfit.top_colour, "#f6efe0", 0.6), depth=0.4)


def _leg_at(j: Joints, side: int, height: float) -> float:
    """The x of a leg at a height above the ground (at its foot where it ends above)."""
    hip, knee, ankle = j.hip, j.knees[side], j.ankles[side]
    for a, b in ((hip, knee), (knee, ankle)):
        if b[1] <= height <= a[1]:
            return a[0] + (b[0] - a[0]) * (a[1] - height) / max(1e-6, a[1] - b[1])
    return ankle[0]


def draw_skirt(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    """Draw a skirt or the lower part of a coat hanging from the waist of an upright figure.

    ``sway``: -1..1, the cloth swinging back or forward.
    """
    g, length = j.build.girth, j.build.torso
    frame = Frame(j.hip, j.lean)
    long = outfit.bottom in ("long_skirt", "chima") or outfit.top == "durumagi"
    coat = outfit.top in ("coat", "durumagi") and outfit.bottom not in ("chima", "skirt", "long_skirt")
    top = 0.66 if outfit.bottom == "chima" else 0.3
    knee_height = j.hip[1] * 0.5
    hem_height = j.hip[1] * (0.13 if outfit.bottom == "chima" else 0.26 if long else 0.62 if coat else 0.44)
    flare = 11.0 if outfit.bottom == "chima" else 4.2 if coat else 6.4 if long else 7.0
    xs = [_leg_at(j, side, hem_height) for side in (0, 1)]
    # The cloth hangs from a raised knee, too.
    xs += [knee[0] - 2.0 * g for knee in j.knees if knee[1] > hem_height]
    fore, aft = max(*xs, j.hip[0]) + flare * g, min(*xs, j.hip[0]) - flare * g
    colour = outfit.top_colour if coat or outfit.top == "dress" else outfit.bottom_colour
    bulge = 4.5 if outfit.bottom == "chima" else 0.8
    lag = sway * 2.2
    middle = (knee_height + j.hip[1]) / 2
    waist = 5.8 * g
    points = [
        frame.at(length * top, waist),
        frame.at(length * 0.06, (8.0 + bulge * 0.5) * g),
        ((fore + j.hip[0] + 8 * g) / 2 + bulge + lag * 0.4, middle),
        (fore + lag, hem_height + 0.6),
        ((fore + aft) / 2 + lag, hem_height - 1.6),
        (aft + lag, hem_height + 0.4),
        ((aft + j.hip[0] - 8 * g) / 2 - bulge + lag * 0.4, middle),
        frame.at(length * 0.06, (-8.4 - bulge * 0.5) * g),
        frame.at(length * top, -waist),
    ]
    sheet.shape(down(points), colour, corners=(0, 3, 5, 8))
    for share in (0.22, 0.45, 0.66, 0.86):
        start = between(points[8], points[0], share)
        end = (aft + (fore - aft) * share + lag, hem_height + 1.0)
        middle_point = between(start, end, 0.55)
        sheet.limb(
            down([start, middle_point, end]),
            [0.2, 0.7 * g, 1.5 * g],
            shaded(colour, 0.35),
            depth=0,
            opacity=0.38,
        )


def draw_lap(sheet: Sheet, j: Joints, outfit: Outfit) -> None:
    """Draw a skirt over the thighs of a figure that sits or crouches."""
    g, length = j.build.girth, j.build.torso
    frame = Frame(j.hip, j.lean)
    long = outfit.bottom in ("long_skirt", "chima")
    knee = (max(k[0] for k in j.knees), max(k[1] for k in j.knees))
    ankle = j.ankles[0]
    hem = between(knee, ankle, 0.82 if long else 0.42)
    colour = outfit.top_colour if outfit.top == "dress" else outfit.bottom_colour
    points = [
        frame.at(length * 0.32, 5.4 * g),
        between(frame.at(length * 0.1, 6.5 * g), knee, 0.45),
        (knee[0] + 1.5 * g, knee[1] + 4.4 * g),
        (knee[0] + 5.2 * g, knee[1] - 0.5 * g),
        (hem[0] + 6.0 * g, hem[1]),
        (hem[0] - 5.5 * g, max(0.4, hem[1] - 2.0)),
        between((j.hip[0], j.hip[1] - 7 * g), hem, 0.4),
        (j.hip[0] - 4.0 * g, max(0.2, j.hip[1] - 7.0 * g)),
        (j.hip[0] - 9.5 * g, j.hip[1] - 2.5 * g),
        frame.at(length * 0.32, -6.2 * g),
    ]
    sheet.shape(down(points), colour, corners=(0, 4, 5, 9))
    for share in (0.35, 0.7):
        line = [
            between(points[9], points[0], share),
            between(points[8], points[3], share),
            between(points[5], points[4], share),
        ]
        sheet.limb(down(line), [0.3, 1.1 * g, 0.8 * g], shaded(colour, 0.35), depth=0, opacity=0.35)
