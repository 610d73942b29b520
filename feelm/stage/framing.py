"""``Framing``: how a shot sees its place: the lens, how far and how high the camera stands, which way it looks.

A camera that comes nearer takes a longer lens: the hero grows, the background becomes fewer, larger and softer
masses. Horizon and eye height follow from where the hero's feet and head shall be, so that whoever stands on the
ground stands on it at every size. Two shots of one place differ in side, bearing and height of the camera.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from feelm.seeds import generator
from feelm.stage.cast import Actor
from feelm.stage.lens import FOCALS, INDOOR_FOCALS
from feelm.vocabulary import INDOOR_PLACES, Place, ShotSize

Shares = Mapping[ShotSize, float]
PERSON_SHARE: Shares = {"extreme_wide": 0.165, "wide": 0.34, "medium": 0.68, "close": 1.3, "detail": 1.75}
"""Height of a standing person in frame heights; more than one is cut at the thighs or the waist."""
INDOOR_PERSON_SHARE: Shares = {**PERSON_SHARE, "extreme_wide": 0.4, "wide": 0.48, "medium": 0.78}
ALIVE_SHARE: Shares = {"extreme_wide": 0.19, "wide": 0.33, "medium": 0.56, "close": 0.8, "detail": 1.2}
"""The same for animals and plants."""
OBJECT_SHARE: Shares = {"extreme_wide": 0.19, "wide": 0.31, "medium": 0.5, "close": 0.66, "detail": 0.92}
"""The same for things that do not live: whole, with air around them."""
TALL_SHARE: Shares = {"extreme_wide": 0.34, "wide": 0.5, "medium": 0.66, "close": 0.86, "detail": 1.2}
"""The same for what is taller than a person."""
WIDEST: Shares = {"extreme_wide": 0.24, "wide": 0.36, "medium": 0.55, "close": 0.85, "detail": 1.25}
"""Width of the hero in frame widths at most."""
NEAREST_M: Shares = {"extreme_wide": 5.0, "wide": 3.0, "medium": 2.0, "close": 1.6, "detail": 1.4}
"""A camera that comes nearer than this to a small hero lets it be larger than life instead."""
ALIVE = frozenset({"walk", "run", "hop", "fly", "swim", "sway"})
"""Motions of animals and plants."""
TALL_M = 2.2
"""What is taller than this is framed as a tree or a house."""
TINY_M = 0.36
"""What is smaller than this is no subject for a wide shot by itself."""
PERCHING = frozenset({"crow", "magpie", "dove", "seagull", "sparrow", "bird", "owl", "swallow"})
"""Birds that sit on what is high."""
PERCHES: Mapping[str, float] = {
    "traffic_light": 0.065, "harbour_wall": 0.02, "fence": 0.03, "utility_pole": 0.02, "well": 0.02,
}  # fmt: skip
"""On what they sit, and how far (fraction of its height) under the top of its picture."""
_LOW: Shares = {"extreme_wide": 0.68, "wide": 0.61, "medium": 0.55, "close": 0.52, "detail": 0.52}
_HIGH: Shares = {"extreme_wide": 0.3, "wide": 0.34, "medium": 0.36, "close": 0.34, "detail": 0.34}
"""Row of the horizon (frame heights from the top) seen from below: much sky, and from above: much ground."""
_FEET: Shares = {"extreme_wide": 0.85, "wide": 0.9, "medium": 0.94, "close": 0.95, "detail": 0.97}
_UPWARD_ROW = 0.72
"""Row of the horizon (frame heights from the top) when the camera looks up at what flies."""
_HEADROOM = 0.13
"""Air over a head that fills the frame, so that its eyes are on the upper third."""
_EYES_M = (0.3, 4.2)
_TABLE_M = 0.75
_GOLDEN, _PLASTIC = 0.6180339887, 0.7548776662


@dataclass(frozen=True)
class Framing:
    """What the reference camera of a shot is.

    ``focal`` in frame widths; ``horizon`` in frame heights below the middle; ``eye_m`` its height over the ground;
    ``focus_m`` the distance of the hero; ``share`` the hero's height in frame heights; ``mirrored``: the place is
    seen from its other side; ``turn`` -1..1: how far the camera looks past the middle of the place.
    """

    focal: float
    horizon: float
    eye_m: float
    focus_m: float
    share: float
    mirrored: bool
    turn: float


def focal_of(size: ShotSize, place: Place) -> float:
    """The lens of a shot size, in frame widths."""
    return (INDOOR_FOCALS if place in INDOOR_PLACES else FOCALS)[size]


def share_of(actor: Actor, size: ShotSize, place: Place, aspect: float) -> float:
    """Height of a hero in frame heights; ``aspect`` is the frame's width over its height."""
    indoor = place in INDOOR_PLACES
    if actor.thing is None:
        table = INDOOR_PERSON_SHARE if indoor else PERSON_SHARE
        # Who sits or crouches takes more of the frame than a standing figure's lap would.
        share = table[size] * float(actor.share ** (1.0 if size in ("close", "detail") else 0.6))
    elif actor.height_m > TALL_M:
        share = TALL_SHARE[size]
    else:
        table = ALIVE_SHARE if actor.motion in ALIVE else OBJECT_SHARE
        small = float(np.clip(actor.height_m**0.25, 0.72, 1.1)) if size in ("extreme_wide", "wide") else 1.0
        share = table[size] * small * (1.25 if indoor and size in ("extreme_wide", "wide") else 1.0)
    share *= float(np.clip(actor.player.size**0.5, 0.75, 1.25))
    return min(share, WIDEST[size] * aspect / max(actor.aspect, 1e-3))


def subject_of(actors: Sequence[Actor], size: ShotSize) -> Actor | None:
    """Whom the camera is set up for: the hero, or, when it is tiny in a wide shot, the largest beside it.

    Three butterflies over a garden are seen as a group around a rose bush or a person, not as three specks.
    """
    if not actors:
        return None
    hero = actors[0]
    if perches(hero) and size not in ("close", "detail"):
        return next((one for one in actors if one.thing in PERCHES), hero)
    if hero.height_m >= TINY_M or size in ("close", "detail") or hero.thing is None:
        return hero
    larger = [one for one in actors if TINY_M <= one.height_m <= 4.0 and one.stand == "ground"]
    return max(larger, key=lambda one: (one.thing is None, one.height_m), default=hero)


def perches(actor: Actor) -> bool:
    """Whether somebody is a bird that sits."""
    return actor.thing in PERCHING and actor.pose in ("sitting", "standing", "sleeping")


def frame_shot(
    size: ShotSize, place: Place, hero: Actor | None, *, aspect: float, seed: int, shot_id: str, skyward: bool = False,
) -> Framing:  # fmt: skip
    """Choose the camera of a shot.

    Args:
        size: of the shot; place: of its world.
        hero: whom it is about; None for a place without anybody.
        aspect: the frame's width over its height.
        seed: of the film; shot_id: its number, so that neighbouring shots differ most, or any name.
        skyward: whether something in the sky is to be seen, which needs much of it.
    """
    first, second, third = _chances(seed, shot_id)
    focal = focal_of(size, place)
    feet = _FEET[size]
    row = _LOW[size] if second < 0.5 or skyward else _HIGH[size]
    row += 0.05 * (third - 0.5)
    if place in INDOOR_PLACES:
        row = 0.4 + 0.06 * (third - 0.5)
    share = 0.5 * PERSON_SHARE[size] if hero is None else share_of(hero, size, place, aspect)
    tall = 0.84 if hero is None else hero.height_m
    distance = max(focal * aspect * tall / share, NEAREST_M[size])
    seen_m = share * distance / (focal * aspect)
    if share > feet - _HEADROOM:
        feet = _HEADROOM + share
    eye, row = _eye_and_row(hero, share, seen_m, feet, row, outdoors=place not in INDOOR_PLACES)
    return Framing(
        focal, row - 0.5, eye, distance, share, mirrored=bool(int(first * 4) % 2), turn=2.0 * first - 1.0
    )  # fmt: skip


def _eye_and_row(
    hero: Actor | None, share: float, seen_m: float, feet: float, row: float, *, outdoors: bool = True
) -> tuple[float, float]:
    """Height of the eye, and the horizon's row moved so that the hero's feet are on ``feet``."""
    base = _TABLE_M if hero is not None and hero.stand == "table" else 0.0
    if hero is not None and hero.stand == "sky" and hero.motion not in ("fall", "twinkle"):
        # Who looks at a balloon or a bird looks up: it is seen before the sky.
        return 1.5, max(row, _UPWARD_ROW) if outdoors else row
    if hero is not None and hero.stand in ("wall", "ceiling", "sky"):
        return 1.5, row
    if seen_m > TALL_M:
        # A tree or a house is seen by somebody who stands before it.
        eye = float(np.clip(seen_m * (feet - row) / share, 1.4, 3.0))
        return eye, float(np.clip(max(row, share * (1.0 - eye / seen_m) + 0.07), 0.2, 0.74))
    low, high = (_EYES_M[0], 0.8) if base else _EYES_M
    eye = float(np.clip(seen_m * (feet - row) / share, low, high))
    meant = feet - share * eye / seen_m
    return base + eye, float(np.clip(meant, 0.2, row) if meant < row else row)


def _chances(seed: int, shot_id: str) -> tuple[float, float, float]:
    """Three numbers 0..1 of a shot: by its number along irrational steps, so that neighbours lie far apart."""
    start = generator(seed, "stage", "framing").random(3)
    number = re.search(r"(\d+)\D*$", shot_id)
    if number is None:
        other = generator(seed, "stage", "framing", shot_id).random(3)
        return float(other[0]), float(other[1]), float(other[2])
    n = int(number.group(1))
    steps = np.array([_GOLDEN, 0.5 if n else 0.0, _PLASTIC])
    one, two, three = ((start + n * steps) % 1.0).tolist()
    return one, two, three
