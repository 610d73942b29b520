"""What a figure holds, carries or sits on."""

from __future__ import annotations

import math
from dataclasses import replace

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.people.body import Angles, Joints
from feelm.things.people.limbs import Frame, between, down
from feelm.things.people.wardrobe import Outfit

HELD = ("umbrella", "cane", "schoolbag", "suitcase", "scarf", "balloon", "flowers", "lantern", "book")
SEATS = ("bench", "chair", "seat")
WOOD = "#8a5d3b"


def arm_for(prop: str | None, pose: Angles) -> Angles:
    """Return the pose with the near arm holding a thing as it is held."""
    held = {
        "umbrella": (28.0, 104.0), "balloon": (34.0, 96.0), "flowers": (18.0, 84.0), "lantern": (38.0, 42.0),
        "cane": (16.0, 26.0), "suitcase": (-4.0, 6.0), "book": (24.0, 78.0),
    }  # fmt: skip
    if prop not in held:
        return pose
    shoulder, elbow = held[prop]
    return replace(pose, shoulders=(shoulder, pose.shoulders[1]), elbows=(elbow, pose.elbows[1]))


def _hand(j: Joints) -> Point:
    return between(j.elbows[0], j.wrists[0], 1.1)


def draw_behind(sheet: Sheet, j: Joints, prop: str | None, outfit: Outfit) -> None:
    """Draw what is behind the figure: the bench it sits on, the back of a chair."""
    if prop in ("bench", "chair"):
        _draw_seat(sheet, j, prop)


def draw_before(sheet: Sheet, j: Joints, prop: str | None, outfit: Outfit, sway: float) -> None:
    """Draw what the figure holds or wears on top."""
    draw = {
        "umbrella": _draw_umbrella, "cane": _draw_cane, "schoolbag": _draw_schoolbag, "suitcase": _draw_suitcase,
        "scarf": _draw_scarf, "balloon": _draw_balloon, "flowers": _draw_flowers, "lantern": _draw_lantern,
        "book": _draw_book,
    }.get(prop or "")  # fmt: skip
    if draw is not None:
        draw(sheet, j, outfit, sway)


def _draw_seat(sheet: Sheet, j: Joints, prop: str) -> None:
    seat = j.hip[1] - 5.5 * j.build.girth
    left, right = (j.hip[0] - 30, j.hip[0] + 34) if prop == "bench" else (j.hip[0] - 13, j.hip[0] + 15)
    for x in (left + 3, right - 5):
        sheet.limb(down([(x, seat), (x, 0.0)]), [3.0, 2.4], shaded(WOOD, 0.3), round_end=False)
    for k in range(3 if prop == "bench" else 2):
        sheet.box(
            left,
            -(seat + 12 + k * 9),
            right - left if prop == "bench" else 3.2,
            5.4,
            mix(WOOD, "#c49a6a", 0.25),
        )
    if prop == "chair":
        sheet.limb(down([(left + 1.5, 0.0), (left + 1.5, seat + 34)]), [2.8, 2.2], WOOD)
    sheet.box(left, -seat, right - left, 3.6, lit(WOOD, 0.2))


def _draw_umbrella(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    tip = (x - 3.0 + sway, y + 46.0)
    sheet.limb(down([(x + 0.6, y - 6.0), (x, y), tip]), [1.3, 1.0, 0.9], "#4a3b38", depth=0.4)
    w = 27.0
    rim = [
        (tip[0] + w * s, tip[1] - 14.0 + 1.8 * math.cos(s * 9.4))
        for s in (1.0, 0.66, 0.33, 0.0, -0.33, -0.66, -1.0)
    ]
    dome = [(tip[0] - 0.72 * w, tip[1] - 4.5), (tip[0], tip[1] - 0.5), (tip[0] + 0.72 * w, tip[1] - 4.5)]
    sheet.shape(down([*rim, *dome]), outfit.accent, corners=(0, 2, 4, 6))
    for share in (-0.34, 0.02, 0.36):
        rib = [tip, (tip[0] + share * w * 0.8, tip[1] - 7.0), (tip[0] + share * w, tip[1] - 13.4)]
        sheet.limb(down(rib), [0.3, 0.6, 0.8], shaded(outfit.accent, 0.35), depth=0, opacity=0.5)


def _draw_cane(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    sheet.limb(
        down([(x + 3.0, 0.6), (x, y + 1.0), (x - 1.6, y + 3.2), (x - 3.6, y + 2.2)]),
        [1.0, 1.3, 1.5, 1.2],
        WOOD,
    )


def _draw_schoolbag(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    length, g = j.build.torso, j.build.girth
    frame = Frame(j.hip, j.lean)
    bag = [(0.96, -4.6), (0.9, -10.6), (0.5, -13.0), (0.2, -12.0), (0.16, -6.0), (0.5, -4.4)]
    sheet.shape(frame.points([(a * length, f * g) for a, f in bag]), outfit.accent)
    flap = [(0.97, -5.0), (0.9, -10.8), (0.62, -12.8), (0.6, -6.0)]
    sheet.shape(
        frame.points([(a * length, f * g) for a, f in flap]), lit(outfit.accent, 0.18), corners=(2, 3)
    )
    strap = [(0.98, -4.0), (0.92, 2.4), (0.6, 1.4), (0.32, -5.0)]
    points = frame.points([(a * length, f * g) for a, f in strap])
    sheet.limb(points, [1.6, 1.7, 1.5, 1.2], shaded(outfit.accent, 0.3))


def _draw_suitcase(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    bottom = max(1.0, y - 19.0)
    sheet.limb(
        down([(x - 3.2, y - 3.0), (x - 2.2, y), (x + 2.2, y), (x + 3.2, y - 3.0)]),
        [1.1] * 4,
        shaded(WOOD, 0.4),
    )
    case = down([(x - 11, y - 2.6), (x + 11, y - 2.6), (x + 11.4, bottom), (x - 11.4, bottom)])
    sheet.shape(case, WOOD, corners=())
    sheet.polygon(case, WOOD)
    for shift in (-7.2, 5.6):
        sheet.box(x + shift, -(y - 2.6), 1.7, y - 2.6 - bottom, shaded(WOOD, 0.4), depth=0.3)


def _draw_scarf(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = between(j.neck, j.head, 0.18)
    g = j.build.girth
    tail = [
        (x - 2, y),
        (x - 9 * g, y - 3 + 2 * sway),
        (x - 16 * g, y - 2 - 3 * sway),
        (x - 23 * g, y - 6 + 4 * sway),
    ]
    sheet.limb(down(tail), [3.6 * g, 4.0 * g, 4.0 * g, 4.6 * g], shaded(outfit.accent, 0.08), round_end=False)
    wrap = [(x - 4.4 * g, y + 0.6), (x, y - 1.0), (x + 4.4 * g, y + 1.0)]
    sheet.limb(down(wrap), [4.0 * g, 4.6 * g, 3.8 * g], outfit.accent)


def _draw_balloon(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    top = (x + 5 + 2 * sway, y + 46)
    sheet.limb(down([(x, y), (x + 1.5, y + 22), (top[0], top[1] - 12)]), [0.5, 0.5, 0.4], "#6d6058", depth=0)
    sheet.oval(top[0], -top[1], 10.5, 12.5, outfit.accent)
    sheet.oval(
        top[0] - 3.6, -top[1] - 4.6, 2.4, 3.6, lit(outfit.accent, 0.7), depth=0, opacity=0.55, turn=0.5
    )


def _draw_flowers(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    for k in range(5):
        stem = [(x, y - 4), (x - 3 + 1.8 * k, y + 7)]
        sheet.limb(down(stem), [0.7, 0.6], "#5d7a48", depth=0.2)
    for k, (dx, dy) in enumerate(
        ((-4.5, 8), (-1.5, 11), (2.0, 9.5), (5.0, 7.5), (0.4, 7.0), (-3.0, 5.6), (3.4, 5.4))
    ):
        sheet.oval(
            x + dx, -(y + dy), 2.7, 2.5, (outfit.accent, "#f0d9a8", mix(outfit.accent, "#ffffff", 0.4))[k % 3]
        )


def _draw_lantern(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    y -= 2.0
    sheet.glow(x + sway, -(y - 9), 24, "#ffd98a", 0.5)
    sheet.limb(down([(x, y + 2), (x + sway, y - 4)]), [0.5, 0.5], "#4a3b38", depth=0)
    sheet.oval(x + sway, -(y - 9), 5.0, 6.0, "#f2c060")
    sheet.oval(x + sway, -(y - 9.6), 2.4, 3.4, "#fff1c4", depth=0, opacity=0.9)


def _draw_book(sheet: Sheet, j: Joints, outfit: Outfit, sway: float) -> None:
    x, y = _hand(j)
    sheet.polygon(
        down([(x - 5, y + 5), (x + 1, y + 2), (x + 2.4, y + 9), (x - 3.6, y + 12)]), "#f3ead6", depth=0.5
    )
    sheet.polygon(
        down([(x + 1, y + 2), (x + 6.4, y + 5.4), (x + 7.6, y + 12), (x + 2.4, y + 9)]),
        outfit.accent,
        depth=0.6,
    )
