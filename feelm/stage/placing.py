"""Where everybody stands: composition of a shot in depth, as rules with a little chance.

The hero comes first: on a third, with room in the direction it looks, at the distance and size that the shot size
asks for. All others are tried at many places and take the best by a score: off the hero, not on its line, in
clusters that overlap a little, inside the frame, smaller quickly with distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from feelm.seeds import generator
from feelm.stage.backdrop import Backdrop
from feelm.stage.camera import SUBJECT_DEPTH_M
from feelm.stage.cast import Actor, Way
from feelm.stage.scenery.scenery import Station
from feelm.vocabulary import Place, ShotSize

HERO_SHARE: Mapping[ShotSize, float] = {
    "extreme_wide": 0.13, "wide": 0.30, "medium": 0.56, "close": 0.98, "detail": 1.40,
}  # fmt: skip
"""Height of the hero in frame heights, by shot size."""
HERO_WIDEST: Mapping[ShotSize, float] = {
    "extreme_wide": 0.22, "wide": 0.36, "medium": 0.55, "close": 0.85, "detail": 1.25,
}  # fmt: skip
OBJECT_SHARE: Mapping[ShotSize, float] = {**HERO_SHARE, "medium": 0.46, "close": 0.64, "detail": 0.92}
"""The same for things that do not live: whole, with air around them."""
PERSON_SHARE: Mapping[ShotSize, float] = {**HERO_SHARE, "close": 0.88, "detail": 1.15}
"""The same for people, who stay figures rather than portraits."""
HORIZONS: Mapping[ShotSize, tuple[float, float]] = {
    "extreme_wide": (-0.13, 0.13), "wide": (-0.07, 0.07), "medium": (-0.1, -0.03), "close": (-0.1, 0.04),
    "detail": (-0.12, 0.0),
}  # fmt: skip
"""High and low horizon (frame heights below the middle): much ground or much sky, seldom the middle."""
ALIVE = frozenset({"walk", "run", "hop", "fly", "swim", "sway"})
"""Motions of animals and plants."""
_TRIES = 90
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

    def row(self, depth_m: float, below_m: float) -> float:
        """Row of the level ``below_m`` under the camera at a depth."""
        return self.horizon_row + self.focal_px * below_m / depth_m


@dataclass(frozen=True, eq=False)
class Placed:
    """An actor in the picture: its foot point (x, y) and displayed height, reference pixels; depth in metres."""

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

    @property
    def rect(self) -> Rect:
        """The box of its picture in reference pixels."""
        half = self.height_px * self.actor.aspect / 2
        top = self.y if self.hangs else self.y - self.height_px * self.actor.foot
        return self.x - half, top, self.x + half, top + self.height_px


def choose_horizon(size: ShotSize, seed: int, shot_id: str) -> float:
    """Where the horizon of a shot lies, in frame heights below the middle: high or low by chance."""
    rng = generator(seed, "stage", "horizon", shot_id)
    high, low = HORIZONS[size]
    return (high if rng.random() < 0.5 else low) + float(rng.uniform(-0.015, 0.015))


def place(actors: Sequence[Actor], stage: Stage, seed: int) -> list[Placed]:
    """Places for a whole cast (hero first, as ``gather`` gives it). What the score says outright wins."""
    placed: list[Placed] = []
    for actor in actors:
        rng = generator(seed, "stage", "place", actor.name)
        spot = _spot_for(actor, stage)
        if actor.player.at is None and actor.player.depth is None and (rest := _resting(actor, stage, rng)):
            placed.append(rest)
        elif actor.player.at is not None or actor.player.depth is not None:
            placed.append(_as_told(actor, stage, spot, placed, rng))
        elif actor.hero:
            placed.append(_hero(actor, stage, spot, rng))
        elif actor.stand == "hand" and any(other.actor.thing is None for other in placed):
            placed.append(_in_hand(actor, placed))
        else:
            placed.append(_best_of_many(actor, stage, spot, placed, rng))
    return placed


def metre(placed: Sequence[Placed], stage: Stage) -> float:
    """Stage metres to a real metre, so that the hero is as high as its shot size wants and others keep proportion.

    A flower fills a close shot as a person does: the camera has come nearer, so all things grow on stage alike.
    """
    heroes = [one for one in placed if one.actor.hero]
    if not heroes:
        return 1.0
    hero = heroes[0]
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
    depth = SUBJECT_DEPTH_M[stage.size]
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
    height = max(actor.height_m * stage.focal_px / seat.far_m, 0.3 * stage.height * actor.hero * seated)
    x = stage.width * (low + (high - low) * share)
    y = stage.row(seat.far_m, seat.below_m)
    return Placed(actor, x, y, height, seat.far_m * 0.99, seat.below_m, facing, "table")


def _hero(actor: Actor, stage: Stage, spot: Station, rng: np.random.Generator) -> Placed:
    """The hero: the best of both thirds and a few distances, where nothing stands before it."""
    wanted = actor.facing or _look(actor, stage, rng)
    side = {"left": 1.0, "right": -1.0}.get(wanted, 1.0 if rng.random() < 0.5 else -1.0)
    tries = [
        _hero_at(actor, stage, spot, wanted if way == side else _turned(actor, wanted), way, nearer, rng)
        for way in (side, -side)
        for nearer in (1.0, 0.8, 1.25, 0.6)
    ]

    def worth(one: Placed) -> float:
        changed = 0.25 * ((one.x - stage.width / 2) * side < 0) + 0.1 * (
            abs(one.depth_m / tries[0].depth_m - 1) > 0.05
        )
        return -stage.backdrop.hidden(one.rect, one.depth_m) * 2.0 - changed

    return max(tries, key=worth)


def _turned(actor: Actor, way: Way) -> Way:
    """The other way, for an actor that may look either way."""
    if actor.facing is not None:
        return way
    other: Mapping[Way, Way] = {"left": "right", "right": "left"}
    return other.get(way, way)


def _hero_at(
    actor: Actor,
    stage: Stage,
    spot: Station,
    facing: Way,
    side: float,
    nearer: float,
    rng: np.random.Generator,
) -> Placed:
    """The hero on one third; crops of close shots keep its head."""
    height = (
        stage.height * _share(actor, stage) * min(1.25, max(0.75, (actor.player.size * actor.share) ** 0.5))
    )
    height = min(height, stage.width * HERO_WIDEST[stage.size] / actor.aspect)
    depth = float(np.clip(_hero_depth(actor, stage, spot, height) * nearer, spot.near_m, spot.far_m))
    third = {"close": 0.11, "detail": 0.09}.get(stage.size, 0.165)
    x = stage.width * (0.5 + side * (third + float(rng.uniform(-0.015, 0.015))))
    if spot.kind == "air":
        return Placed(actor, x, _air_row(stage, spot, height, rng), height, depth, stage.eye_m, facing, "air")
    if actor.stand in ("wall", "ceiling"):
        return _hung(actor, stage, x, height, depth, facing)
    x = float(np.clip(x, spot.across[0] * stage.width, spot.across[1] * stage.width))
    y = _foot_row(stage, spot, depth, height, actor)
    if y < stage.height:
        # Where it stands decides its depth, so that its shadow and its parallax agree with the ground.
        depth = stage.focal_px * spot.below_m / max(y - stage.horizon_row, 1.0)
    return Placed(actor, x, y, height, depth, spot.below_m, facing, spot.kind)


def _hero_depth(actor: Actor, stage: Stage, spot: Station, height_px: float) -> float:
    """The distance of the shot size; what is taller than a person stands where it has its real size."""
    depth = SUBJECT_DEPTH_M[stage.size]
    if actor.height_m > 2.2 and stage.size not in ("close", "detail"):
        depth = float(np.clip(stage.focal_px * actor.height_m / height_px, depth, 5.0 * depth))
    return float(np.clip(depth, spot.near_m, max(spot.far_m, spot.near_m)))


def _share(actor: Actor, stage: Stage) -> float:
    """Height of this hero in frame heights."""
    if actor.thing is None:
        return PERSON_SHARE[stage.size]
    return (HERO_SHARE if actor.motion in ALIVE else OBJECT_SHARE)[stage.size]


def _foot_row(stage: Stage, spot: Station, depth: float, height: float, actor: Actor) -> float:
    """The ground's row at the hero's depth, moved so that whole figures keep their feet and crops their heads."""
    y = stage.row(depth, spot.below_m)
    if stage.size in ("close", "detail"):
        # The head keeps a tenth of the frame above it, whatever is cut below.
        return max(y, stage.height * 0.10 + height * actor.foot)
    return float(np.clip(y, stage.height * 0.14 + height * actor.foot, stage.height * 0.935))


def _look(actor: Actor, stage: Stage, rng: np.random.Generator) -> Way:
    """Which way the hero looks when nobody says: as it is drawn, people mostly toward the light."""
    if actor.drawn == "front":
        return "front"
    if abs(stage.light_side) > 0.2 and rng.random() < 0.7:
        return "right" if stage.light_side > 0 else "left"
    return "left" if rng.random() < 0.5 else "right"


def _air_row(stage: Stage, spot: Station, height: float, rng: np.random.Generator) -> float:
    low, high = spot.rows or (0.08, 0.4)
    middle = stage.height * float(rng.uniform(low + 0.3 * (high - low), high))
    return middle + height / 2


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
    hero = next((one for one in placed if one.actor.hero), None)
    return float(np.clip(height, stage.height * 0.035, _tallest(actor, stage, hero)))


def _tallest(actor: Actor, stage: Stage, hero: Placed | None) -> float:
    """Height in pixels that somebody beside the hero may have at most."""
    top = stage.height * (0.85 if actor.height_m > 2.6 else 0.6)
    if hero is not None and actor.height_m <= 2.6:
        upright = hero.height_px / hero.actor.share
        person = max(0.95 * upright, 0.16 * stage.height) * actor.share
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
        depth = stage.focal_px * spot.below_m / under if on_ground else SUBJECT_DEPTH_M[stage.size]
    if actor.hero and player.depth is None:
        height = min(
            stage.height * HERO_SHARE[stage.size], stage.width * HERO_WIDEST[stage.size] / actor.aspect
        )
        height *= player.size
    elif actor.hero:
        height = actor.height_m * stage.focal_px / depth
    else:
        height = actor.height_m * metre(placed, stage) * stage.focal_px / depth
    facing = actor.facing or (actor.drawn if actor.drawn == "front" else _toward(x, stage.width / 2))
    return Placed(actor, x, y, height, depth, spot.below_m, facing, spot.kind, hangs=actor.stand == "ceiling")


def _in_hand(actor: Actor, placed: Sequence[Placed]) -> Placed:
    """In the hand of the person nearest to the camera: a small thing before it, a long one (an umbrella) upright."""
    person = min((one for one in placed if one.actor.thing is None), key=lambda one: one.depth_m)
    side = {"left": -1.0, "right": 1.0}.get(person.facing, 1.0)
    stature = person.height_px / person.actor.share
    height = float(np.clip(actor.height_m / person.actor.height_m * person.actor.share, 0.12, 0.62)) * stature
    held_low = height > 0.3 * stature
    hand = person.y - (0.58 if held_low else 0.46) * stature * (1.0 if person.actor.share > 0.9 else 0.65)
    x = person.x + side * (0.09 if held_low else 0.16) * stature
    y = hand if held_low else hand + height / 2
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
    focus = SUBJECT_DEPTH_M[stage.size]
    near, far = min(max(spot.near_m, focus * 0.72), spot.far_m), min(spot.far_m, focus * 7.0)
    hero = next((one for one in placed if one.actor.hero), None)
    # What would be too tall here stands farther away rather than being drawn too small.
    fits = actor.height_m * metre(placed, stage) * stage.focal_px / _tallest(actor, stage, hero)
    near = min(max(near, fits), spot.far_m / 1.15)
    far = min(max(far, near * 1.3), spot.far_m)
    depth = told or float(np.exp(rng.uniform(np.log(near), np.log(far))))
    height = _natural(actor, stage, placed, depth)
    low, high = spot.across
    x = stage.width * float(rng.uniform(max(low, 0.02), min(high, 0.98)))
    facing = actor.facing or ("front" if actor.drawn == "front" else _facing_by_chance(x, stage, placed, rng))
    if spot.kind == "air":
        return Placed(actor, x, _air_row(stage, spot, height, rng), height, depth, stage.eye_m, facing, "air")
    if actor.stand in ("wall", "ceiling"):
        return _hung(actor, stage, x, height, min(spot.far_m, focus * 1.8), facing)
    return Placed(actor, x, stage.row(depth, spot.below_m), height, depth, spot.below_m, facing, spot.kind)


def _facing_by_chance(x: float, stage: Stage, placed: Sequence[Placed], rng: np.random.Generator) -> Way:
    """Mostly toward the hero, or into the frame."""
    hero = next((one for one in placed if one.actor.hero), None)
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
        if other.actor.hero:
            in_front = one.depth_m < other.depth_m
            score -= overlap * (6.0 if in_front else 2.6) + _in_lead_room(one, other, stage)
        else:
            # A little overlap makes a group; much of it hides somebody. In the air there is room for all.
            score += 0.35 * min(overlap, 0.25) / 0.25 - 3.0 * max(0.0, overlap - 0.3)
            score -= 2.0 * overlap if one.spot == "air" else 0.0
        score -= 0.8 * _same_line(one, other, stage)
    same = [other for other in placed if other.actor.player is one.actor.player]
    if same:
        nearest = min(abs(one.x - other.x) for other in same) / stage.width
        score -= 1.2 * max(0.0, nearest - 0.22)
    hero = next((other for other in placed if other.actor.hero), None)
    if hero is not None:
        if one.spot != "air" and one.actor.motion in ("walk", "run", "hop"):
            # Who is alive keeps company.
            score -= 1.2 * max(0.0, abs(one.x - hero.x) / stage.width - 0.3)
            score -= 0.5 * abs(float(np.log(one.depth_m / hero.depth_m)))
        score -= 0.6 * max(0.0, _area(one.rect) / _area(hero.rect) - 0.8)
    return score + 0.5 * float(np.clip(one.height_px / (0.3 * stage.height), 0.0, 1.0))


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
