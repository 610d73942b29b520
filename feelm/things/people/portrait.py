"""``draw_person``: somebody of an age and gender in a pose, as pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from feelm.errors import InputError
from feelm.seeds import generator
from feelm.things.drawings.pen import Sheet, common_box
from feelm.things.people.backs import draw_back
from feelm.things.people.body import BUILDS, FRAMES, ON_CHAIR, angles, joints
from feelm.things.people.figure import draw_figure
from feelm.things.people.props import HELD, SEATS, arm_for
from feelm.things.people.scenes import draw_embrace, draw_hand_in_hand, draw_sleeper
from feelm.things.people.wardrobe import Outfit, dress
from feelm.vocabulary import POSES

if TYPE_CHECKING:
    from feelm.things.raster import Picture

ACCESSORIES = ("hat", "hanbok", "child", "bed", *HELD, *SEATS)
"""What ``draw_person`` can add: clothes (hat, hanbok), a child led by the hand, a bed to sleep in, a thing held or
worn, a seat (``seat`` is sat on but not drawn)."""


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
    season: str | None = None,
) -> tuple[Picture, ...]:
    """Draw a whole figure, its face turned away or left plain.

    Args:
        age: "baby", "child", "adult" or "elder".
        gender: "female", "male" or "any" (then the seed decides).
        pose: one of the poses of the vocabulary.
        height_px: how tall this person is *standing upright*, in pixels; a sitting figure's picture is lower
            and one with raised arms may be higher. The bottom row of every picture is the ground.
        colours: ``"#rrggbb"`` of the upper garment (or dress), the lower one, and small things.
        facing: "left", "right", or "away" (seen from behind).
        seed: chooses clothes, hair and colours.
        accessory: None or one of ``ACCESSORIES``.
        season: of ``things.thing.SEASON_LOOKS``; in "winter" and "snow" people are dressed for the cold.

    Returns:
        Pictures (h, w, 4) uint8, straight alpha, all of one size: a cycle for walking and running (16),
        dancing (12) and waving (8), one picture for other poses.

    Raises:
        InputError: an age, gender, pose, facing or accessory that is not known, or an impossible height.
    """
    from feelm.things.raster import rasterise

    _check(age, gender, pose, facing, height_px, accessory)
    svgs, box = _drawn(
        age, gender, pose, tuple(colours), facing, seed, accessory, season in ("winter", "snow")
    )
    tall = max(1, round(height_px * box[3] / 100))
    return tuple(rasterise(svg, box, tall) for svg in svgs)


def _check(age: str, gender: str, pose: str, facing: str, height_px: int, accessory: str | None) -> None:
    known = (
        ("age", age, tuple(BUILDS)), ("gender", gender, ("female", "male", "any")), ("pose", pose, POSES),
        ("facing", facing, ("left", "right", "away")), ("accessory", accessory, (None, *ACCESSORIES)),
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
    age: str,
    gender: str,
    pose: str,
    colours: tuple[str, ...],
    facing: str,
    seed: int,
    accessory: str | None,
    warm: bool,
) -> tuple[tuple[str, ...], tuple[float, float, float, float]]:
    """The SVG pictures of a figure and the box that holds them all, down to the ground."""
    chance = generator(seed, "person", age)
    drawn_gender = ("female", "male")[int(chance.integers(2))] if gender == "any" else gender
    outfit = dress(age, drawn_gender, colours, chance, accessory, warm=warm)
    who = _Who(age, drawn_gender == "female", outfit, seed, warm)
    count = FRAMES.get(pose, 1)
    sheets = []
    for i in range(count):
        sheet = Sheet(mirror=facing == "left")
        _draw(sheet, who, pose, i / count, facing, accessory)
        sheets.append(sheet)
    left, top, width, _ = common_box(sheets)
    box = (left, top, width, -top)
    return tuple(sheet.svg(box) for sheet in sheets), box


@dataclass(frozen=True)
class _Who:
    age: str
    female: bool
    outfit: Outfit
    seed: int
    warm: bool

    def companion(self, age: str, gender: str) -> Outfit:
        """What somebody else in the picture wears."""
        return dress(age, gender, (), generator(self.seed, "companion", age, gender), None, warm=self.warm)


def _draw(sheet: Sheet, who: _Who, pose: str, phase: float, facing: str, accessory: str | None) -> None:
    sway = math.sin(4 * math.pi * phase) if pose in FRAMES else 0.15
    if pose == "sleeping":
        draw_sleeper(sheet, who.age, who.outfit, bed=accessory == "bed")
    elif pose == "embracing":
        draw_embrace(sheet, who.age, who.female, who.outfit, who.companion)
    elif facing == "away":
        draw_back(sheet, BUILDS[who.age], who.outfit, female=who.female, pose=pose, phase=phase)
    elif accessory == "child" and who.age in ("adult", "elder"):
        poses = (angles(pose, phase, BUILDS[who.age]), angles(pose, (phase + 0.3) % 1, BUILDS["child"]))
        draw_hand_in_hand(sheet, who.age, poses, who.female, who.outfit, sway, who.companion)
    else:
        turned = (
            ON_CHAIR if pose == "sitting" and accessory in SEATS else angles(pose, phase, BUILDS[who.age])
        )
        body = joints(BUILDS[who.age], arm_for(accessory, turned))
        draw_figure(sheet, body, who.outfit, female=who.female, sway=sway, prop=accessory)
