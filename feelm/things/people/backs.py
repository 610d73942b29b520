"""A figure seen from behind: the view in which nobody needs a face."""

from __future__ import annotations

import math

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.people.body import Build
from feelm.things.people.limbs import between, down
from feelm.things.people.wardrobe import Outfit

LONG = ("long_skirt", "chima")


def draw_back(sheet: Sheet, build: Build, outfit: Outfit, *, female: bool, pose: str, phase: float) -> None:
    """Draw a figure from behind on the ground at y = 0, in hundredths of its upright height.

    Standing, walking, running, waving, dancing and looking up; sitting and crouching sit on the ground.
    """
    seated = pose in ("sitting", "crouching")
    hip = 6.5 * build.girth if seated else build.thigh + build.shin + 3.0
    bob = 0.0 if pose not in ("walking", "running") else 0.8 * abs(math.sin(2 * math.pi * phase))
    hip += bob
    if seated:
        _draw_lap(sheet, build, outfit, hip)
    else:
        stride = {"walking": 1.0, "running": 1.8, "dancing": 0.7}.get(pose, 0.0)
        for side in (-1, 1):
            _draw_leg(
                sheet, build, outfit, hip, side, stride * max(0.0, side * math.sin(2 * math.pi * phase))
            )
        _draw_lower(sheet, build, outfit, hip, math.sin(2 * math.pi * phase) if stride else 0.1)
    for side in (-1, 1):
        _draw_arm(sheet, build, outfit, hip, side, pose, phase)
    _draw_trunk(sheet, build, outfit, hip, female)
    _draw_head(sheet, build, outfit, hip, pose, phase)


def _draw_leg(sheet: Sheet, build: Build, outfit: Outfit, hip: float, side: int, lift: float) -> None:
    g = build.girth
    rise = 5.0 * lift
    top, knee, ankle = (
        (side * 3.9 * g, hip),
        (side * 4.1 * g, hip * 0.5 + rise * 0.2),
        (side * 3.9 * g, 3.4 + rise),
    )
    heel = (ankle[0], 1.7 + rise)
    sheet.oval(heel[0] + side * 0.5, -heel[1], 2.9 * g, 1.7 if lift < 0.1 else 2.6, outfit.shoe_colour)
    bare = outfit.bottom in ("shorts", "skirt", *LONG) or outfit.top == "dress"
    if bare:
        sheet.limb(down([top, knee, ankle]), [8.0 * g, 5.8 * g, 3.8 * g], outfit.skin_colour)
        if outfit.bottom == "shorts" and outfit.top != "dress":
            sheet.limb(down([top, knee]), [9.6 * g, 8.4 * g], outfit.bottom_colour, round_end=False)
        return
    widths = [9.6 * g, 8.0 * g, 6.0 * g] if outfit.bottom != "baji" else [10.5 * g, 10.0 * g, 5.0 * g]
    sheet.limb(down([top, knee, ankle]), widths, outfit.bottom_colour, round_end=False)


def _draw_lower(sheet: Sheet, build: Build, outfit: Outfit, hip: float, sway: float) -> None:
    """A skirt, or the skirt of a coat."""
    skirt = outfit.bottom in ("skirt", *LONG) or outfit.top == "dress"
    coat = outfit.top in ("coat", "durumagi") and not skirt
    if not (skirt or coat):
        return
    g = build.girth
    long = outfit.bottom in LONG or outfit.top == "durumagi"
    hem = hip * (0.12 if outfit.bottom == "chima" else 0.24 if long else 0.6 if coat else 0.44)
    flare = (19.0 if outfit.bottom == "chima" else 11.5 if long or not coat else 9.5) * g
    colour = outfit.top_colour if coat or outfit.top == "dress" else outfit.bottom_colour
    waist = hip + build.torso * (0.66 if outfit.bottom == "chima" else 0.32)
    lag = 1.6 * sway
    points = [
        (6.6 * g, waist), (9.4 * g, hip), (flare * 0.95 + lag, (hip + hem) / 2), (flare + lag, hem + 0.6),
        (lag, hem - 1.6),
        (lag - flare, hem + 0.4), (lag - flare * 0.95, (hip + hem) / 2), (-9.4 * g, hip), (-6.6 * g, waist),
    ]  # fmt: skip
    sheet.shape(down(points), colour, corners=(0, 3, 5, 8))
    for share in (-0.62, -0.24, 0.2, 0.6):
        fold = [
            (share * 6 * g, waist - 2),
            (share * flare * 0.7 + lag, (hip + hem) / 2),
            (share * flare + lag, hem + 1),
        ]
        sheet.limb(down(fold), [0.2, 0.8 * g, 1.5 * g], shaded(colour, 0.35), depth=0, opacity=0.38)


def _draw_lap(sheet: Sheet, build: Build, outfit: Outfit, hip: float) -> None:
    g = build.girth
    colour = outfit.top_colour if outfit.top == "dress" else outfit.bottom_colour
    spread = 19.0 if outfit.bottom in LONG else 15.0
    sheet.shape(
        down([(-7 * g, hip + 8), (-spread * g, hip + 1.5), (-spread * 1.02 * g, 0.6), (0, 0.0),
              (spread * 1.02 * g, 0.6),              (spread * g, hip + 1.5), (7 * g, hip + 8)]),
        colour,
    )  # fmt: skip


def _draw_trunk(sheet: Sheet, build: Build, outfit: Outfit, hip: float, female: bool) -> None:
    g, length = build.girth, build.torso
    wide = 1.08 if outfit.top in ("coat", "cardigan", "sweater", "wrap", "durumagi") else 1.0
    shoulder = (8.6 if female else 9.8) * g * wide
    waist = (6.2 if female else 7.6) * g * wide
    hem = (
        0.56
        if outfit.bottom == "chima"
        else 0.26
        if outfit.bottom in ("skirt", "long_skirt") or outfit.top == "dress"
        else -0.1
    )
    half = [
        (2.2 * g, 1.05), (shoulder * 0.55, 0.985), (shoulder * 0.94, 0.91), (shoulder, 0.8), (shoulder * 0.9, 0.62),
        (waist, 0.36), (8.0 * g * wide, 0.02),
    ]  # fmt: skip
    half = [p for p in half if p[1] > hem] + [(waist * 1.04 if hem > 0 else 8.2 * g * wide, hem)]
    outline = [(x, hip + u * length) for x, u in half]
    points = outline + [(-x, y) for x, y in reversed(outline)]
    sheet.shape(down(points), outfit.top_colour, corners=(0, len(half) - 1, len(half), 2 * len(half) - 1))
    seam = [(0.4, hip + length * 0.9), (0.8, hip + length * 0.5), (0.5, hip + length * max(hem, 0.1))]
    sheet.limb(down(seam), [0.2, 0.9, 0.5], shaded(outfit.top_colour, 0.3), depth=0, opacity=0.4)


def _draw_arm(
    sheet: Sheet, build: Build, outfit: Outfit, hip: float, side: int, pose: str, phase: float
) -> None:
    g = build.girth
    top: Point = (side * 6.7 * g, hip + build.torso * 0.8)
    swing = math.sin(2 * math.pi * phase) * (2.0 if pose in ("walking", "running") else 0.0)
    angle, bend = 13.0, -5.0
    if pose == "waving" and side == 1:
        angle, bend = 148.0, 18 + 26 * math.sin(2 * math.pi * phase)
    elif pose == "dancing":
        angle, bend = 96 + 26 * math.sin(2 * math.pi * phase + side), 18 * math.cos(2 * math.pi * phase)
    elif pose in ("sitting", "crouching"):
        angle, bend = 24.0, -22.0
    one, two = math.radians(angle), math.radians(angle + bend)
    elbow = (top[0] + side * build.upper_arm * math.sin(one), top[1] - build.upper_arm * math.cos(one))
    reach = build.forearm - side * swing
    wrist = (elbow[0] + side * reach * math.sin(two), elbow[1] - reach * math.cos(two))
    wrist = (wrist[0], max(1.5, wrist[1]))
    skin = outfit.skin_colour
    sheet.limb(down([between(elbow, wrist, 0.6), between(elbow, wrist, 1.14)]), [3.6 * g, 3.2 * g], skin)
    short = outfit.top in ("dress", "shirt") and outfit.bottom in ("shorts", "skirt")
    if short:
        sheet.limb(down([top, elbow, wrist]), [5.6 * g, 4.4 * g, 3.3 * g], skin)
        sheet.limb(
            down([top, between(top, elbow, 0.65)]), [7.2 * g, 6.4 * g], outfit.top_colour, round_end=False
        )
        return
    wide = (
        [7.6 * g, 9.2 * g, 6.0 * g] if outfit.top in ("jeogori", "durumagi") else [6.4 * g, 5.8 * g, 4.8 * g]
    )
    cloth = outfit.top_colour if outfit.top != "vest" else "#e9e2d2"
    sheet.limb(down([top, elbow, between(elbow, wrist, 0.97)]), wide, cloth, round_end=False)


def _draw_head(sheet: Sheet, build: Build, outfit: Outfit, hip: float, pose: str, phase: float) -> None:
    r, g = build.head / 2, build.girth
    neck = hip + build.torso
    middle = neck + build.neck + r * (0.86 if pose == "looking_up" else 0.98)
    sway = math.sin(4 * math.pi * phase) * (0.1 if pose in ("walking", "running", "dancing") else 0.0)
    sheet.limb(
        down([(0, neck + 0.4), (0, middle)]),
        [4.8 * g, 4.6 * g],
        shaded(outfit.skin_colour, 0.2),
        round_start=False,
    )
    hair = outfit.hair_colour
    sheet.oval(0, -middle, 0.84 * r, 0.98 * r, outfit.skin_colour)
    for side in (-1, 1):
        sheet.oval(side * 0.86 * r, -(middle - 0.12 * r), 0.13 * r, 0.22 * r, outfit.skin_colour, depth=0.5)
    low = {"bob": -1.02, "long": -1.9, "thin": -0.42}.get(outfit.hair, -0.66)
    top = 0.5 if outfit.hair == "thin" else 1.08
    wide = 1.02 if outfit.hair in ("bob", "long", "perm") else 0.92
    cap = [
        (0.0, top), (0.6, top * 0.84), (wide, 0.15), (wide * 0.94, low * 0.55), (0.5 + sway, low), (sway, low * 1.04),
        (sway - 0.5, low), (-wide * 0.94, low * 0.55), (-wide, 0.15), (-0.6, top * 0.84),
    ]  # fmt: skip
    sheet.shape(down([(x * r, middle + y * r) for x, y in cap]), hair)
    if outfit.hair == "bun":
        sheet.oval(0, -(middle + 0.1 * r), 0.4 * r, 0.38 * r, lit(hair, 0.08))
    elif outfit.hair == "ponytail":
        tail = [(0, middle + 0.35 * r), (0.1 * r, middle - 0.4 * r), ((0.1 + 2 * sway) * r, middle - 1.5 * r)]
        sheet.limb(down(tail), [0.5 * r, 0.72 * r, 0.2 * r], lit(hair, 0.06))
    elif outfit.hair == "braids":
        for side in (-1, 1):
            tail = [
                (side * 0.55 * r, middle - 0.5 * r),
                (side * 0.68 * r, middle - 1.2 * r),
                (side * 0.6 * r, middle - 1.7 * r),
            ]
            sheet.limb(down(tail), [0.46 * r, 0.42 * r, 0.2 * r], hair)
            sheet.oval(side * 0.62 * r, -(middle - 1.5 * r), 0.2 * r, 0.14 * r, outfit.accent, depth=0.5)
    shine = [(-0.62 * r, middle + 0.3 * r), (-0.4 * r, middle + 0.78 * r), (0.1 * r, middle + 0.94 * r)]
    sheet.limb(down(shine), [0.05 * r, 0.2 * r, 0.05 * r], lit(hair, 0.35), depth=0, opacity=0.5)
    if outfit.hat:
        straw = "#d9b871" if outfit.hat == "brim" else "#6a5d52"
        brim = 1.7 if outfit.hat == "brim" else 1.05
        sheet.shape(
            down(
                [
                    (-0.9 * r, middle + 0.3 * r),
                    (-0.7 * r, middle + 1.25 * r),
                    (0.7 * r, middle + 1.25 * r),
                    (0.9 * r, middle + 0.3 * r),
                ]
            ),
            straw,
        )
        sheet.oval(0, -(middle + 0.34 * r), brim * r, 0.26 * r, mix(straw, "#000000", 0.12))
