"""``draw_person``: somebody of an age and gender in a pose, as pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from feelm.errors import InputError
from feelm.seeds import generator
from feelm.things.drawings.pen import Sheet, common_box
from feelm.things.people.body import BUILDS, FRAMES, angles, joints
from feelm.things.people.figure import draw_figure
from feelm.things.people.wardrobe import dress
from feelm.vocabulary import POSES

if TYPE_CHECKING:
    from feelm.things.raster import Picture


def draw_person(
    *,
    age: str,
    gender: str,
    pose: str,
    height_px: int,
    colours: Sequence[str] = (),
    facing: str = "right",
    seed: int = 0,
    accessory: str | None = None,
) -> tuple[Picture, ...]:
    """Draw a whole figure, its face turned away or left plain.

    Args:
        age: "baby", "child", "adult" or "elder".
        gender: "female", "male" or "any" (then the seed decides).
        pose: one of the poses of the vocabulary.
        height_px: how tall this person is *standing upright*, in pixels; a sitting figure's picture is lower
            and one with raised arms may be higher. The bottom row of every picture is the ground.
        colours: ``"#rrggbb"`` of the upper garment (or dress), the lower one, and small things.
        facing: "left" or "right".
        seed: chooses clothes, hair and colours.
        accessory: None or one of ``ACCESSORIES``.

    Returns:
        Pictures (h, w, 4) uint8, straight alpha, all of one size: a cycle for walking, running, dancing (8)
        and waving (6), one picture for other poses.

    Raises:
        InputError: an age, gender, pose, facing or accessory that is not known, or an impossible height.
    """
    from feelm.things.raster import rasterise

    _check(age, gender, pose, facing, height_px, accessory)
    svgs, box = _drawn(age, gender, pose, tuple(colours), facing, seed, accessory)
    tall = max(1, round(height_px * box[3] / 100))
    return tuple(rasterise(svg, box, tall) for svg in svgs)


def _check(age: str, gender: str, pose: str, facing: str, height_px: int, accessory: str | None) -> None:
    known = (
        ("age", age, tuple(BUILDS)), ("gender", gender, ("female", "male", "any")), ("pose", pose, POSES),
        ("facing", facing, ("left", "right")), ("accessory", accessory, (None, "hat", "hanbok")),
    )  # fmt: skip
    for what, value, all_known in known:
        if value not in all_known:
            raise InputError(
                f"no {what} of a person is called {value!r}",
                fix=f"say one of {', '.join(str(v) for v in all_known)}",
            )
    if not 1 <= height_px <= 4000:
        raise InputError(f"a person cannot be {height_px} pixels tall", fix="ask for 1 to 4000")


@lru_cache(maxsize=128)
def _drawn(
    age: str, gender: str, pose: str, colours: tuple[str, ...], facing: str, seed: int, accessory: str | None
) -> tuple[tuple[str, ...], tuple[float, float, float, float]]:
    """The SVG pictures of a figure and the box that holds them all, down to the ground."""
    chance = generator(seed, "person", age)
    if gender == "any":
        gender = ("female", "male")[int(chance.integers(2))]
    outfit = dress(age, gender, colours, chance, accessory)
    count = FRAMES.get(pose, 1)
    sheets = []
    for i in range(count):
        phase = i / count
        sheet = Sheet(mirror=facing == "left")
        sway = math.sin(4 * math.pi * phase) if count > 1 else 0.15
        draw_figure(
            sheet, joints(BUILDS[age], angles(pose, phase)), outfit, female=gender == "female", sway=sway
        )
        sheets.append(sheet)
    left, top, width, height = common_box(sheets)
    box = (left, top, width, -top)
    return tuple(sheet.svg(box) for sheet in sheets), box
