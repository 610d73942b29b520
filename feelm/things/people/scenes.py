"""Figures that lie, or are two: asleep under a blanket, in an embrace, hand in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feelm.things.drawings.colours import lit, mix, shaded
from feelm.things.drawings.materials import WOOD
from feelm.things.drawings.pen import Sheet
from feelm.things.people.body import BUILDS, HOLDING, HUGGING, HUGGING_LOW, Angles, joints
from feelm.things.people.figure import draw_figure
from feelm.things.people.heads import draw_head
from feelm.things.people.limbs import draw_arm
from feelm.things.people.wardrobe import Outfit

CHILD_SIZE = 0.66
"""A child's height against a grown-up's."""
BABY_SIZE = 0.45
"""A standing baby's height against a grown-up's."""
BED_HIGH = 24.0
"""Height of a mattress, in hundredths of a grown-up."""
Dresser = Callable[[str, str], Outfit]
"""Gives the outfit of somebody of an age and gender."""


def draw_sleeper(sheet: Sheet, age: str, outfit: Outfit, *, bed: bool = False) -> None:
    """Draw somebody asleep under a blanket, the head to the left, on a mat or in a bed."""
    if bed:
        _draw_bed(sheet)
        with sheet.placed((0.0, -BED_HIGH)):
            draw_sleeper(sheet, age, outfit)
        sheet.limb([(57, -BED_HIGH * 1.35), (57, -1)], [4.4, 4.0], shaded(WOOD, 0.1), round_end=False)
        return
    build = BUILDS[age]
    r = build.head / 2
    cover = outfit.accent
    sheet.shape([(-54, 0), (-54, -3.6), (50, -3.6), (52, 0)], "#e9dfcd", corners=(0, 1, 2, 3))
    sheet.shape([(-54, -3.4), (-50, -9.5), (-34, -9.0), (-30, -3.4)], "#f4ecdd", corners=(0, 3))
    head = (-41.0, 8.0 + r * 0.86)
    lying = replace(joints(build, Angles()), head=head, neck=(-41.0 + r + 3, 9.0), lean=-98.0, nod=-8.0)
    # Loose hair would hang as on somebody upright.
    tidy = {"bob": "short", "long": "bun", "braids": "bun", "ponytail": "bun"}
    draw_head(sheet, lying, replace(outfit, hair=tidy.get(outfit.hair, outfit.hair)), 0.0)
    girth = 8.0 + 6.0 * build.girth
    mound = [
        (-31, -3), (-30, -girth * 0.8), (-21, -girth * 1.12), (-4, -girth * 0.94), (14, -girth * 0.86),
        (32, -girth * 0.62),
        (40, -girth * 0.82), (46, -girth * 0.62), (50, -4), (53, 0), (-33, 0),
    ]  # fmt: skip
    sheet.shape(mound, cover, corners=(0, 9, 10))
    fold = [
        (-32, -1),
        (-31, -girth * 0.86),
        (-23, -girth * 1.2),
        (-19, -girth * 1.08),
        (-24, -girth * 0.4),
        (-25, -0.5),
    ]
    sheet.shape(fold, mix(cover, "#f6efe0", 0.65), corners=(0, 5))
    for x in (-10, 6, 24):
        line = [(x, -girth * 0.86), (x + 5, -girth * 0.45), (x + 3, -2)]
        sheet.limb(line, [0.4, 1.8, 0.6], shaded(cover, 0.3), depth=0, opacity=0.4)
    sheet.limb(
        [(-16, -girth), (4, -girth * 0.86), (24, -girth * 0.7)],
        [0.3, 1.6, 0.4],
        lit(cover, 0.5),
        depth=0,
        opacity=0.4,
    )


def _draw_bed(sheet: Sheet) -> None:
    """The bed under a sleeper: a headboard at the left, a frame, legs, a mattress."""
    sheet.shape(
        [(-60, 0), (-60, -BED_HIGH - 21), (-57, -BED_HIGH - 24), (-54, -BED_HIGH - 21), (-54, 0)],
        WOOD,
        corners=(0, 4),
    )
    sheet.box(-56, -BED_HIGH + 5, 114, 6, shaded(WOOD, 0.18))
    sheet.box(-54, -BED_HIGH - 1, 110, 7, "#ddd3c2", depth=0.5)
    sheet.box(-54, -BED_HIGH + 11, 110, 3, shaded(WOOD, 0.5), depth=0.2)


def _draw_holding(sheet: Sheet, outfit: Outfit, dress: Dresser) -> None:
    """A mother who holds a baby in her arms; the picture is measured by the baby, so that she is drawn larger."""
    size = 1 / BABY_SIZE
    mother, body = dress("adult", "female"), joints(BUILDS["adult"], HOLDING)
    with sheet.placed((0.0, 0.0), size):
        draw_figure(sheet, body, mother, female=True, near_arm=False)
        x, y = body.wrists[0][0] + 1.0, body.wrists[0][1] + 4.5
        wrap = outfit.top_colour
        with sheet.placed((x, -y)):
            sheet.oval(-3.0, -9.0, 6.3, 6.1, outfit.skin_colour)
            sheet.shape(
                [(-9.4, -9), (-7, -15), (-1, -16), (3.6, -12.6), (-2, -13), (-6.8, -8)], outfit.hair_colour
            )
            bundle = [(-9, -8), (-3, -3.6), (5, -6), (12, -2.4), (11, 4), (2, 7), (-8, 5), (-12, -1)]
            sheet.shape(bundle, wrap)
            sheet.limb([(-8, -4), (0, 0), (10, 1)], [0.6, 1.8, 0.6], shaded(wrap, 0.3), depth=0, opacity=0.5)
            sheet.limb([(-9, -7), (-3, -3), (4, -5)], [1.6, 2.4, 1.4], lit(wrap, 0.4), depth=0.3)
        draw_arm(sheet, body, 0, mother)


def draw_embrace(sheet: Sheet, age: str, female: bool, outfit: Outfit, dress: Dresser) -> None:
    """Draw two people holding each other; a child is held by a kneeling grown-up, a baby in her arms."""
    if age == "baby":
        _draw_holding(sheet, outfit, dress)
        return
    if age == "child":
        # The picture is measured by the child, so the grown-up is drawn larger by as much.
        size = 1 / CHILD_SIZE
        low, big = joints(BUILDS["adult"], HUGGING_LOW), dress("adult", "female")
        with sheet.placed((-25.0 * size - 8.0, 0.0), size):
            draw_figure(sheet, low, big, female=True, near_arm=False)
        with sheet.placed(flip=True):
            draw_figure(
                sheet, joints(BUILDS[age], replace(HUGGING, shoulders=(84.0, 92.0))), outfit, female=female
            )
        with sheet.placed((-25.0 * size - 8.0, 0.0), size):
            draw_arm(sheet, low, 0, big)
        return
    partner = dress(age, "male" if female else "female")
    one = joints(BUILDS[age], HUGGING)
    other = joints(BUILDS[age], replace(HUGGING, shoulders=(24.0, 40.0), elbows=(76.0, 60.0), nod=12.0))
    size = 0.94 if not female else 1.06
    with sheet.placed((21.0, 0.0), size, True):
        draw_figure(sheet, other, partner, female=not female, near_arm=False)
    draw_figure(sheet, one, outfit, female=female)
    with sheet.placed((21.0, 0.0), size, True):
        draw_arm(sheet, other, 0, partner)


def draw_hand_in_hand(
    sheet: Sheet,
    age: str,
    pose: tuple[Angles, Angles],
    female: bool,
    outfit: Outfit,
    sway: float,
    dress: Dresser,
) -> None:
    """Draw a grown-up leading a child by the hand; ``pose`` is theirs and the child's."""
    size = CHILD_SIZE
    child = dress("child", "female" if outfit.hair in ("short", "thin") else "male")
    lead = joints(
        BUILDS[age], replace(pose[0], shoulders=(pose[0].shoulders[0], 26.0), elbows=(pose[0].elbows[0], 8.0))
    )
    led = joints(
        BUILDS["child"],
        replace(pose[1], shoulders=(-96.0, pose[1].shoulders[1]), elbows=(-6.0, pose[1].elbows[1])),
    )
    # The child stands where its hand meets the grown-up's.
    shift = lead.wrists[1][0] - led.wrists[0][0] * size
    draw_figure(sheet, lead, outfit, female=female, sway=sway)
    with sheet.placed((shift, 0.0), size):
        draw_figure(sheet, led, child, female=child.bottom == "skirt", sway=sway)
