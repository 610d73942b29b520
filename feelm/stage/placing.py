"""Where everybody stands: composition of a shot in depth, as rules with a little chance.

The hero comes first: on a third, with room in the direction it looks, at the distance and size that the shot size
asks for. All others are tried at many places and take the best by a score: off the hero, not on its line, in
clusters that overlap a little, inside the frame, smaller quickly with distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.seeds import generator
from feelm.stage.backdrop import Backdrop
from feelm.stage.cast import Actor, Way
from feelm.stage.framing import PERCHES, TALL_M, perches, share_of
from feelm.stage.scenery.scenery import Station
from feelm.vocabulary import INDOOR_PLACES, Place, ShotSize

HEADROOM = 0.1
"""Air over a head, in frame heights."""
COMPANION: Mapping[ShotSize, float] = {
    "extreme_wide": 0.16, "wide": 0.36, "medium": 0.56, "close": 0.6, "detail": 0.6,
}  # fmt: skip
"""Height of a person beside a smaller hero, in frame heights at most."""
_TRIES = 90
_LOW_IN_THE_AIR: Mapping[str, tuple[float, float]] = {
    "firefly": (0.4, 0.82), "butterfly": (0.22, 0.72), "bee": (0.25, 0.75), "dragonfly": (0.2, 0.7),
}  # fmt: skip
"""Rows (frame heights) in which what flies low over the ground is seen, before trees and grass."""
BREACHING_M = 1.0
"""What swims and is higher than this comes out of the water."""
_WATERLINE = 0.62
"""How much of it is seen, from the top."""
_TOGETHER = frozenset({"close", "detail"})
"""Shot sizes in which people stand beside each other: one far behind would look like a doll."""
_HELD_WIDE = 0.25
"""Width of what somebody holds, in statures at most."""
_CELESTIAL = frozenset({"sun", "moon", "full_moon", "crescent_moon", "new_moon"})

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in reference pixels."""


@dataclass(frozen=True)
class Stage:
    """What composition has to know of the reference view (pixels) and of the places in it."""

    width: int
    height: int
    focal_px: float
    horizon_row: float
    eye_m: float
    size: ShotSize
    spots: tuple[Station, ...]
    backdrop: Backdrop
    light_side: float = 0.0
    place: Place = "open"
    focus_m: float = 9.0
    lead: str = ""

    def row(self, depth_m: float, below_m: float) -> float:
        """Row of the level ``below_m`` under the camera at a depth."""
        return self.horizon_row + self.focal_px * below_m / depth_m


@dataclass(frozen=True, eq=False)
class Placed:
    """An actor in the picture: its foot point (x, y) and displayed height, reference pixels; depth in metres.

    ``lead``: the camera was set up for it (the hero, or the larger one beside a tiny hero).
    """

    actor: Actor
    x: float
    y: float
    height_px: float
    depth_m: float
    below_m: float
    facing: Way
    spot: str
    hangs: bool = False
    carrier: Placed | None = None
    lead: bool = False

    @property
    def rect(self) -> Rect:
        """The box of its picture in reference pixels."""
        half = self.height_px * self.actor.aspect / 2
        top = self.y if self.hangs else self.y - self.height_px * self.actor.foot
        return self.x - half, top, self.x + half, top + self.height_px


def place(actors: Sequence[Actor], stage: Stage, seed: int) -> list[Placed]:
    """Places for a whole cast (hero first, as ``gather`` gives it). What the score says outright wins."""
    placed: list[Placed] = []
    first = next((actor for actor in actors if actor.name == stage.lead), None)
    if first is not None and not first.hero and first.player.at is None and first.player.depth is None:
        rng = generator(seed, "stage", "place", first.name)
        placed.append(replace(_hero(first, stage, _spot_for(first, stage), rng), lead=True))
    for actor in actors:
        if any(one.actor is actor for one in placed):
            continue
        rng = generator(seed, "stage", "place", actor.name)
        placed.append(_placed(actor, stage, placed, rng))
    return placed


def _placed(actor: Actor, stage: Stage, placed: Sequence[Placed], rng: np.random.Generator) -> Placed:
    """One actor among those that stand already."""
    spot = _spot_for(actor, stage)
    free = actor.player.at is None and actor.player.depth is None
    if free and (rest := _resting(actor, stage, rng) or _perch(actor, placed, stage, rng)):
        return rest
    if not free:
        return _as_told(actor, stage, spot, placed, rng)
    if actor.player.hero and (lead := next((one for one in placed if one.lead), None)):
        return _beside(actor, stage, spot, lead, rng)
    if actor.hero:
        return _hero(actor, stage, spot, rng)
    if _is_held(actor, stage) and any(other.actor.thing is None for other in placed):
        return _in_hand(actor, placed)
    return _best_of_many(actor, stage, spot, placed, rng)


def _beside(
    actor: Actor, stage: Stage, spot: Station, lead: Placed, rng: np.random.Generator
) -> Placed:  # fmt: skip
    """A tiny hero near the larger one that the shot is built around: about its head, or at its feet."""
    floor = {"extreme_wide": 0.1, "wide": 0.11}.get(stage.size, 0.13) * (0.75 + 0.25 * actor.hero)
    depth = lead.depth_m * float(rng.uniform(0.86, 0.97))
    height = max(actor.height_m * stage.focal_px / depth, floor * stage.height)
    height = min(height, 0.12 * stage.width / actor.aspect)
    way = 1.0 if lead.x < stage.width / 2 else -1.0
    out = (0.09 + 0.09 * actor.copy if actor.copy < 5 else float(rng.uniform(0.1, 0.5))) * stage.width
    x = lead.x + way * (out + 0.3 * lead.height_px * lead.actor.aspect) * (
        -0.5 if actor.copy % 3 == 2 else 1.0
    )
    x = float(np.clip(x, 0.06 * stage.width, 0.94 * stage.width))
    facing = actor.facing or (actor.drawn if actor.drawn == "front" else _toward(x, lead.x))
    if spot.kind == "air" or actor.motion in ("fly", "fall", "float", "twinkle"):
        top = lead.rect[1] + float(rng.uniform(-0.1, 0.45)) * lead.height_px
        y = float(np.clip(top, 0.06 * stage.height, 0.8 * stage.height)) + height
        return Placed(actor, x, y, height, depth, stage.eye_m, facing, "air")
    return Placed(actor, x, stage.row(depth, spot.below_m), height, depth, spot.below_m, facing, spot.kind)


def _lead(placed: Sequence[Placed]) -> Placed | None:
    """The one that gives the shot its measure."""
    leads = [one for one in placed if one.lead] or [one for one in placed if one.actor.hero]
    return leads[0] if leads else None


def metre(placed: Sequence[Placed], stage: Stage) -> float:
    """Stage metres to a real metre, so that the hero is as high as its shot size wants and others keep proportion.

    A flower fills a close shot as a person does: the camera has come nearer, so all things grow on stage alike.
    """
    hero = _lead(placed)
    if hero is None:
        return 1.0
    exact = hero.height_px * hero.depth_m / stage.focal_px / hero.actor.height_m
    # Halfway between the hero's scale and the scenery's: a dog's close world still has trees that fit its frame.
    return float(exact**0.6)


def _spot_for(actor: Actor, stage: Stage) -> Station:
    """The surface that suits a thing, or the nearest thing to it that the place has."""
    wanted = {
        "water": ("water",), "sky": ("air",), "table": ("table", "floor", "ground"),
        "wall": ("floor", "ground"), "ceiling": ("floor", "ground"),
    }.get(actor.stand, ("ground", "floor"))  # fmt: skip
    for kind in wanted:
        for spot in stage.spots:
            if spot.kind == kind:
                return spot
    if actor.stand == "sky":
        return Station("air", 4.0, 120.0, (0.0, 1.0), stage.eye_m, (0.08, 0.4))
    depth = stage.focus_m
    return (
        stage.spots[0] if stage.spots else Station("ground", depth * 0.4, depth * 6, (0.0, 1.0), stage.eye_m)
    )


def _resting(actor: Actor, stage: Stage, rng: np.random.Generator) -> Placed | None:
    """Somebody in a seat of a bus or a train, or in the bed of a hospital room, at its real size; else None."""
    seated = stage.place in ("bus", "train") and actor.player.pose in ("sitting", "sleeping")
    lying = stage.place == "hospital" and actor.player.pose == "sleeping"
    seat = next((spot for spot in stage.spots if spot.kind == "table"), None)
    if seat is None or actor.thing is not None or not (seated or lying):
        return None
    low, high = seat.across
    facing: Way = actor.facing or ("left" if lying else "right")
    share = (
        0.5
        if lying
        else (0.32 if facing == "right" else 0.68)
        if actor.hero
        else float(rng.uniform(0.0, 1.0))
    )
    height = actor.height_m * stage.focal_px / seat.far_m
    x = stage.width * (low + (high - low) * share)
    # Who sits on a seat has the feet on the floor; who lies has the bed under the whole figure.
    below = stage.eye_m if actor.seat else seat.below_m
    y = stage.row(seat.far_m, below)
    return Placed(actor, x, y, height, seat.far_m * 0.99, below, facing, "table")


def _hero(actor: Actor, stage: Stage, spot: Station, rng: np.random.Generator) -> Placed:
    """The hero: the best of both thirds and a few distances, before a calm ground, where nothing hides it."""
    wanted = actor.facing or _look(actor, stage, rng)
    side = {"left": 1.0, "right": -1.0}.get(wanted, 1.0 if rng.random() < 0.5 else -1.0)
    tries = [
        _hero_at(actor, stage, spot, wanted if way == side else _turned(actor, wanted), way * third, nearer)
        for way in (side, -side)
        for third in (1.0, 0.8, 1.15)
        for nearer in (1.0, 0.9, 1.12, 0.7)
    ]

    def worth(one: Placed) -> float:
        changed = 0.25 * ((one.x - stage.width / 2) * side < 0)
        changed += 0.35 * abs(float(np.log(one.depth_m / tries[0].depth_m)))
        busy = stage.backdrop.busy(_head(one), one.depth_m)
        return -stage.backdrop.hidden(one.rect, one.depth_m) * 2.0 - changed - 2.2 * busy

    return max(tries, key=worth)


def _head(one: Placed) -> Rect:
    """The box about the head of somebody, or about the upper part of something."""
    left, top, right, bottom = one.rect
    tall, wide = bottom - top, max(right - left, 0.3 * (bottom - top))
    middle = (left + right) / 2
    return middle - 0.6 * wide, top - 0.12 * tall, middle + 0.6 * wide, top + 0.4 * tall


def _turned(actor: Actor, way: Way) -> Way:
    """The other way, for an actor that may look either way."""
    if actor.facing is not None:
        return way
    other: Mapping[Way, Way] = {"left": "right", "right": "left"}
    return other.get(way, way)


def _hero_at(
    actor: Actor, stage: Stage, spot: Station, facing: Way, side: float, nearer: float
) -> Placed:  # fmt: skip
    """The hero on one third (``side`` -1 left, 1 right, with some play); crops of close shots keep its head."""
    height = hero_height(actor, stage) * float(np.clip(1.0 / nearer, 0.89, 1.12))
    # The camera may come nearer to somebody small than the place says people stand.
    depth = float(np.clip(stage.focus_m * nearer, min(spot.near_m, 0.6 * stage.focus_m), spot.far_m))
    if actor.height_m > TALL_M and depth < 0.5 * stage.focus_m:
        # Where the land ends before it, a tower has to stand near: small there, it would be a toy.
        height = max(height, min(0.62 * stage.height, 0.4 * stage.width / actor.aspect))
    third = {"close": 0.13, "detail": 0.11}.get(stage.size, 0.16)
    x = stage.width * (0.5 + side * third)
    if spot.kind == "air":
        row = stage.height * (0.36 + 0.05 * nearer) + height / 2
        return Placed(actor, x, row, height, depth, stage.eye_m, facing, "air")
    if actor.stand in ("wall", "ceiling"):
        return _hung(actor, stage, x, height, depth, facing)
    x = float(np.clip(x, spot.across[0] * stage.width, spot.across[1] * stage.width))
    if breaches(actor, spot.kind):
        return _breaching(actor, stage, spot, x, height, depth, facing)
    y = _foot_row(stage, spot, depth, height, actor)
    if spot.kind == "table":
        depth = min(depth, 0.99 * spot.far_m)
    elif y < stage.height:
        # Where it stands decides its depth, so that its shadow and its parallax agree with the ground.
        depth = stage.focal_px * spot.below_m / max(y - stage.horizon_row, 1.0)
    return Placed(actor, x, y, height, depth, spot.below_m, facing, spot.kind)


def breaches(actor: Actor, kind: str) -> bool:
    """Whether somebody is too large to swim unseen below the surface: a whale shows its back."""
    return kind == "water" and actor.motion == "swim" and actor.height_m >= BREACHING_M


def _breaching(
    actor: Actor, stage: Stage, spot: Station, x: float, height: float, depth: float, facing: Way
) -> Placed:
    """A whale in the water: below its waterline nothing is seen, and that line is under the horizon."""
    afloat = replace(actor, foot=_WATERLINE)
    far = stage.focal_px * spot.below_m / (0.05 * stage.height)
    depth = float(np.clip(depth, min(spot.near_m, far), far))
    y = min(stage.row(depth, spot.below_m), 0.85 * stage.height)
    return Placed(afloat, x, y, height, depth, spot.below_m, facing, spot.kind)


def hero_height(actor: Actor, stage: Stage) -> float:
    """Height in pixels that the shot size gives a hero."""
    return stage.height * share_of(actor, stage.size, stage.place, stage.width / stage.height)


def _foot_row(stage: Stage, spot: Station, depth: float, height: float, actor: Actor) -> float:
    """The ground's row at the hero's depth, moved so that whole figures keep their feet and crops their heads."""
    y = stage.row(depth, spot.below_m)
    lowest_top = stage.height * HEADROOM + height * actor.foot
    if lowest_top > 0.95 * stage.height:
        # What is cut is cut well above the feet: feet just under the frame would look lost. Its top stays in view
        # where the ground lies lower still.
        return float(np.clip(y, lowest_top, lowest_top + 0.08 * stage.height))
    return float(np.clip(y, lowest_top, stage.height * 0.95))


def _look(actor: Actor, stage: Stage, rng: np.random.Generator) -> Way:
    """Which way the hero looks when nobody says: as it is drawn, people mostly toward the light."""
    if actor.drawn == "front":
        return "front"
    if abs(stage.light_side) > 0.2 and rng.random() < 0.7:
        return "right" if stage.light_side > 0 else "left"
    return "left" if rng.random() < 0.5 else "right"


def _air_row(actor: Actor, stage: Stage, spot: Station, height: float, rng: np.random.Generator) -> float:
    low, high = spot.rows or (0.08, 0.4)
    if actor.thing in _LOW_IN_THE_AIR or actor.motion == "fall":
        # Leaves fall through the whole picture; what comes out of the grass stays near it.
        low, high = _LOW_IN_THE_AIR.get(actor.thing or "", (0.04, 0.8))
        return stage.height * float(rng.uniform(low, high)) + height / 2
    middle = stage.height * float(rng.uniform(low + 0.3 * (high - low), high))
    # What flies does so before the sky, where there is any.
    return min(middle + height / 2, max(stage.horizon_row - 2.0, 0.3 * stage.height))


def _hung(actor: Actor, stage: Stage, x: float, height: float, depth: float, facing: Way) -> Placed:
    """On a wall at eye height, or from the ceiling at the top of the frame."""
    if actor.stand == "ceiling":
        return Placed(
            actor, x, -0.02 * stage.height, height, depth, stage.eye_m, facing, "ceiling", hangs=True
        )
    y = stage.horizon_row - 0.12 * stage.height + height / 2
    return Placed(actor, x, y, height, depth, stage.eye_m, facing, "wall")


def _natural(actor: Actor, stage: Stage, placed: Sequence[Placed], depth: float) -> float:
    """Height in pixels of an actor at a depth, in proportion to the hero, kept within what a picture can use."""
    height = actor.height_m * metre(placed, stage) * stage.focal_px / depth
    hero = _lead(placed)
    return float(np.clip(height, stage.height * 0.035, _tallest(actor, stage, hero)))


def _tallest(actor: Actor, stage: Stage, hero: Placed | None) -> float:
    """Height in pixels that somebody beside the hero may have at most."""
    top = stage.height * (0.85 if actor.height_m > TALL_M else 0.6)
    if hero is not None and actor.height_m <= TALL_M:
        upright = hero.height_px / hero.actor.share
        person = max(0.95 * upright, COMPANION[stage.size] * stage.height) * actor.share
        if actor.thing is None and hero.actor.thing is None and stage.size in _TOGETHER:
            return person
        top = min(top, person if actor.thing is None else 0.7 * upright)
    elif hero is not None:
        # Trees may stand over a person, but not over a house.
        top = min(top, hero.height_px * (0.7 + 0.6 * actor.height_m / hero.actor.height_m))
    return max(min(top, stage.width * 0.45 / actor.aspect), stage.height * 0.05)


def _as_told(
    actor: Actor, stage: Stage, spot: Station, placed: Sequence[Placed], rng: np.random.Generator
) -> Placed:
    """A player whose place the score gives: ``at`` is its foot point, ``depth`` its distance."""
    player = actor.player
    depth = player.depth
    if player.at is None:
        assert depth is not None
        draft = _best_of_many(actor, stage, spot, placed, rng, depth=depth)
        x, y = draft.x, draft.y
    else:
        # Copies stand around the point that is given for all of them.
        spread = 0.0 if actor.copy == 0 else float(rng.uniform(0.05, 0.09)) * (actor.copy + 1) // 2
        x = stage.width * (player.at[0] + spread * (1 if actor.copy % 2 else -1))
        y = stage.height * player.at[1]
    if depth is None:
        under = y - stage.horizon_row
        on_ground = spot.kind != "air" and under > 2.0
        depth = stage.focal_px * spot.below_m / under if on_ground else stage.focus_m
    if actor.hero and player.depth is None:
        height = hero_height(actor, stage)
    elif actor.hero:
        height = actor.height_m * stage.focal_px / depth
    else:
        height = actor.height_m * metre(placed, stage) * stage.focal_px / depth
    facing = actor.facing or (actor.drawn if actor.drawn == "front" else _toward(x, stage.width / 2))
    return Placed(actor, x, y, height, depth, spot.below_m, facing, spot.kind, hangs=actor.stand == "ceiling")


def _is_held(actor: Actor, stage: Stage) -> bool:
    """Whether somebody holds it: what is made for the hand, and a lantern where there is no ceiling."""
    return actor.stand == "hand" or (actor.stand == "ceiling" and stage.place not in INDOOR_PLACES)


def _perch(actor: Actor, placed: Sequence[Placed], stage: Stage, rng: np.random.Generator) -> Placed | None:
    """A bird that sits, on top of something high that stands in the picture; else None."""
    if not perches(actor):
        return None
    posts = [one for one in placed if one.actor.thing in PERCHES and one.rect[1] > 0.03 * stage.height]
    if not posts:
        return None
    post = max(posts, key=lambda one: one.height_px)
    height = float(np.clip(0.16 * post.height_px, 0.05 * stage.height, 0.13 * stage.height))
    spread = 0.3 * (post.rect[2] - post.rect[0]) * float(rng.uniform(-1.0, 1.0)) * min(actor.copy, 1)
    top = post.rect[1] + PERCHES[post.actor.thing or ""] * post.height_px
    facing = actor.facing or (actor.drawn if actor.drawn == "front" else _toward(post.x, stage.width / 2))
    return Placed(actor, post.x + spread, top, height, post.depth_m * 0.999, post.below_m, facing, "perch")


def _in_hand(actor: Actor, placed: Sequence[Placed]) -> Placed:
    """In the hand of the person nearest to the camera: a small thing before it, a long one (an umbrella) upright."""
    person = min((one for one in placed if one.actor.thing is None), key=lambda one: one.depth_m)
    side = {"left": -1.0, "right": 1.0}.get(person.facing, 1.0)
    stature = person.height_px / person.actor.share
    height = float(np.clip(actor.height_m / person.actor.height_m * person.actor.share, 0.12, 0.62)) * stature
    held_low = height > 0.3 * stature
    if not held_low:
        height = min(height, _HELD_WIDE * stature / actor.aspect)
    if actor.stand == "ceiling":
        held_low, height = True, min(height, 0.3 * stature)
    hand = person.y - (0.58 if held_low else 0.46) * stature * (1.0 if person.actor.share > 0.9 else 0.65)
    x = person.x + side * (0.09 if held_low else 0.16) * stature
    y = hand + height if actor.stand == "ceiling" else hand if held_low else hand + height / 2
    facing = person.facing if actor.drawn != "front" else "front"
    return Placed(actor, x, y, height, person.depth_m * 0.998, person.below_m, facing, "hand", carrier=person)


def _best_of_many(
    actor: Actor,
    stage: Stage,
    spot: Station,
    placed: Sequence[Placed],
    rng: np.random.Generator,
    *,
    depth: float | None = None,
) -> Placed:
    """Try many places and keep the best one."""
    tries = [_try(actor, stage, spot, placed, rng, depth) for _ in range(_TRIES)]
    return max(tries, key=lambda one: _score(one, stage, placed))


def _try(
    actor: Actor,
    stage: Stage,
    spot: Station,
    placed: Sequence[Placed],
    rng: np.random.Generator,
    told: float | None,
) -> Placed:
    """One possible place: any depth of the spot (as many near as far in the picture), any column."""
    focus = stage.focus_m
    near = min(max(min(spot.near_m, 0.8 * focus), 0.72 * focus), spot.far_m)
    far = min(spot.far_m, focus * 7.0)
    hero = _lead(placed)
    # What would be too tall here stands farther away rather than being drawn too small.
    fits = actor.height_m * metre(placed, stage) * stage.focal_px / _tallest(actor, stage, hero)
    near = min(max(near, fits), spot.far_m / 1.15)
    far = min(max(far, near * 1.3), spot.far_m)
    if spot.kind == "ground" and stage.size not in _TOGETHER:
        # Nobody lies half under the frame.
        whole = stage.focal_px * spot.below_m / max(0.95 * stage.height - stage.horizon_row, 1.0)
        near = min(max(near, whole), far / 1.15)
    if hero is not None and actor.thing is None and hero.actor.thing is None and stage.size in _TOGETHER:
        near, far = 0.98 * hero.depth_m, 1.3 * hero.depth_m
    depth = told or float(np.exp(rng.uniform(np.log(near), np.log(far))))
    height = _natural(actor, stage, placed, depth)
    low, high = spot.across
    x = stage.width * float(rng.uniform(max(low, 0.02), min(high, 0.98)))
    facing = actor.facing or ("front" if actor.drawn == "front" else _facing_by_chance(x, stage, placed, rng))
    if spot.kind == "air":
        return Placed(
            actor, x, _air_row(actor, stage, spot, height, rng), height, depth, stage.eye_m, facing, "air"
        )
    if actor.stand in ("wall", "ceiling"):
        return _hung(actor, stage, x, height, min(spot.far_m, focus * 1.8), facing)
    if breaches(actor, spot.kind):
        return _breaching(actor, stage, spot, x, height, depth, facing)
    return Placed(actor, x, stage.row(depth, spot.below_m), height, depth, spot.below_m, facing, spot.kind)


def _facing_by_chance(x: float, stage: Stage, placed: Sequence[Placed], rng: np.random.Generator) -> Way:
    """Mostly toward the hero, or into the frame."""
    hero = _lead(placed)
    target = stage.width / 2 if hero is None else hero.x
    if rng.random() < 0.75:
        return _toward(x, target)
    return "left" if rng.random() < 0.5 else "right"


def _toward(x: float, target: float) -> Way:
    return "right" if x < target else "left"


def _score(one: Placed, stage: Stage, placed: Sequence[Placed]) -> float:
    """How good a place is; 0 is unremarkable, every fault takes something away."""
    score = -2.5 * _outside(one.rect, stage) - 2.0 * max(
        0.0, stage.backdrop.hidden(one.rect, one.depth_m) - 0.25
    )
    for other in placed:
        overlap = _overlap(one.rect, other.rect)
        if other.actor.hero or other.lead:
            in_front = one.depth_m < other.depth_m
            hides = overlap * (6.0 if in_front else 2.6) + _in_lead_room(one, other, stage)
            score -= hides * (1.0 - _shading(one, other))
        else:
            # A little overlap makes a group; much of it hides somebody. In the air there is room for all.
            score += 0.35 * min(overlap, 0.25) / 0.25 - 3.0 * max(0.0, overlap - 0.3)
            score -= 2.0 * overlap if one.spot == "air" else 0.0
        score -= 0.8 * _same_line(one, other, stage)
    same = [other for other in placed if other.actor.player is one.actor.player]
    if same:
        nearest = min(abs(one.x - other.x) for other in same) / stage.width
        score -= 1.2 * max(0.0, nearest - 0.22)
    hero = _lead(placed)
    if hero is not None:
        if one.spot != "air" and one.actor.motion in ("walk", "run", "hop"):
            # Who is alive keeps company.
            score -= 1.2 * max(0.0, abs(one.x - hero.x) / stage.width - 0.3)
            score -= 0.5 * abs(float(np.log(one.depth_m / hero.depth_m)))
        shade = _shading(one, hero)
        score += 3.4 * shade - 0.6 * (1.0 - shade) * max(0.0, _area(one.rect) / _area(hero.rect) - 0.8)
    return score + 0.5 * float(np.clip(one.height_px / (0.3 * stage.height), 0.0, 1.0))


def _shading(one: Placed, hero: Placed) -> float:
    """1 for a tree right behind somebody who sits (in its shade), 0 for anything else."""
    sits = hero.actor.thing is None and hero.actor.player.pose == "sitting"
    if not sits or one.actor.height_m <= TALL_M or one.actor.motion != "sway":
        return 0.0
    left, _, right, _ = one.rect
    beside = abs(one.x - hero.x) / max(0.5 * (right - left), 1.0)
    behind = float(np.log(one.depth_m / hero.depth_m))
    return float(np.clip(1.2 - beside, 0.0, 1.0) * np.clip(1.0 - abs(behind - 0.15) / 0.5, 0.0, 1.0))


def _outside(rect: Rect, stage: Stage) -> float:
    """Share of a box that is outside the frame."""
    width = min(rect[2], stage.width) - max(rect[0], 0.0)
    height = min(rect[3], stage.height) - max(rect[1], 0.0)
    return 1.0 - max(width, 0.0) * max(height, 0.0) / _area(rect)


def _area(rect: Rect) -> float:
    return max((rect[2] - rect[0]) * (rect[3] - rect[1]), 1e-6)


def _overlap(a: Rect, b: Rect) -> float:
    """Shared area as a share of the smaller box."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return max(width, 0.0) * max(height, 0.0) / min(_area(a), _area(b))


def _same_line(one: Placed, other: Placed, stage: Stage) -> float:
    """1 when two stand on one row of the picture, 0 when their rows are a tenth of the frame apart."""
    if one.spot == "air" or other.spot == "air":
        return 0.0
    return max(0.0, 1.0 - abs(one.y - other.y) / (0.09 * stage.height))


def _in_lead_room(one: Placed, hero: Placed, stage: Stage) -> float:
    """Penalty for something large right before the eyes of the hero."""
    ahead = {"left": hero.x - one.x, "right": one.x - hero.x}.get(hero.facing, -1.0)
    near = 0.0 < ahead < 0.22 * stage.width
    return 1.2 * min(1.0, one.height_px / hero.height_px) if near and one.spot != "air" else 0.0
