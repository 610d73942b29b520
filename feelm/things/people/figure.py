"""One whole figure on a sheet: body, clothes and head put together from back to front."""

from __future__ import annotations

from feelm.things.drawings.pen import Sheet
from feelm.things.people.body import Joints
from feelm.things.people.heads import draw_head
from feelm.things.people.limbs import draw_arm, draw_lap, draw_leg, draw_skirt, draw_torso
from feelm.things.people.props import draw_before, draw_behind
from feelm.things.people.wardrobe import Outfit


def draw_figure(
    sheet: Sheet,
    j: Joints,
    outfit: Outfit,
    *,
    female: bool,
    sway: float = 0.0,
    near_arm: bool = True,
    prop: str | None = None,
) -> None:
    """Draw a figure onto a sheet, its ground at y = 0.

    Args:
        sheet: what is drawn on.
        j: where its joints are.
        outfit: what it wears.
        female: shape of the waist.
        sway: -1..1, how cloth and hair swing.
        near_arm: False leaves the near arm away, for somebody else to stand between.
        prop: what it holds, carries or sits on.
    """
    bent = max(knee[1] for knee in j.knees) > j.hip[1] - 0.45 * j.build.thigh
    skirted = outfit.bottom in ("skirt", "long_skirt", "chima") or outfit.top in ("dress", "coat", "durumagi")
    coat = outfit.top in ("coat", "durumagi") and outfit.bottom not in ("skirt", "long_skirt", "chima")
    draw_behind(sheet, j, prop, outfit)
    draw_arm(sheet, j, 1, outfit)
    draw_leg(sheet, j, 1, outfit)
    if bent:
        draw_torso(sheet, j, outfit, female)
        draw_leg(sheet, j, 0, outfit)
        if skirted and not coat:
            draw_lap(sheet, j, outfit)
    else:
        draw_leg(sheet, j, 0, outfit)
        if skirted:
            draw_skirt(sheet, j, outfit, sway)
        draw_torso(sheet, j, outfit, female)
    draw_head(sheet, j, outfit, sway)
    if prop == "scarf":
        draw_before(sheet, j, prop, outfit, sway)
    if near_arm:
        draw_arm(sheet, j, 0, outfit)
    if prop != "scarf":
        draw_before(sheet, j, prop, outfit, sway)
