"""The cast of a shot: each player of the score as somebody with a size, a place to stand and a way to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, cast

from feelm.score.model import Player, WorldPlan
from feelm.seeds import generator
from feelm.stage.layer import Picture
from feelm.things.thing import Thing
from feelm.vocabulary import INDOOR_PLACES, Motion, Place, Stand

Pictures = tuple[Picture, ...]
Way = Literal["left", "right", "away", "front"]

STATURE_M = {"baby": 0.75, "child": 1.2, "adult": 1.68, "elder": 1.58}
"""Standing height by age, metres (Size Korea 2020, rounded)."""
_POSE_MOTION: dict[str, Motion] = {
    "walking": "walk", "running": "run", "dancing": "sway", "waving": "still",
}  # fmt: skip
_ACTION_MOTION: dict[str, Motion] = {
    "walk": "walk", "stroll": "walk", "go": "walk", "come": "walk", "wander": "walk", "run": "run", "chase": "run",
    "jump": "hop", "hop": "hop", "dance": "hop", "play": "hop", "fly": "fly", "float": "float", "sail": "float",
    "drift": "float", "swim": "swim", "twinkle": "twinkle", "shine": "twinkle", "flicker": "flicker", "burn": "flicker",
    "fall": "fall", "roll": "roll", "wave": "wave", "sway": "sway", "bloom": "sway", "sleep": "still", "sit": "still",
    "stand": "still", "wait": "still", "eat": "still",
}  # fmt: skip
_ACTION_POSE = {
    "sleep": "sleeping", "sit": "sitting", "wait": "sitting", "stand": "standing", "still": "standing",
    "bark": "standing", "eat": "grazing", "walk": "walking", "run": "running", "chase": "running",
}  # fmt: skip
"""How an animal is drawn by what the words say it does."""
_POSE_ACTION = {"sleeping": "sleep", "sitting": "sit", "walking": "walk", "running": "run"}
"""What an animal does by the pose that a score gives it."""
_GOING = frozenset({"walk", "run", "fly", "hop"})
_CALM = frozenset({"standing", "sitting", "sleeping", "grazing"})
_GRAZERS = frozenset({"cow", "ox", "horse", "sheep", "goat", "deer", "rabbit", "squirrel", "frog"})
"""Animals that graze, or sit where they are, as long as nobody says what they do."""
LIGHTS = {
    "lantern": 0.5, "candle": 0.2, "oil_lamp": 0.3, "light_bulb": 0.4, "fire": 0.5, "firework": 0.5, "neon_sign": 0.5,
    "star": 0.5, "firefly": 0.6, "vending_machine": 0.35, "street_lamp": 0.1, "lighthouse": 0.12,
    "stove": 0.72, "flashlight": 0.3, "traffic_light": 0.15,
}  # fmt: skip
"""Things that shine, and where their light is: the fraction of their height from the top."""


SEATS: Mapping[Place, str] = {
    "bus": "seat", "train": "seat", "room": "chair", "kitchen": "chair", "classroom": "chair", "hospital": "chair",
    "station": "bench", "street": "bench", "city": "bench", "harbour": "bench",
}  # fmt: skip
"""On what people sit where nobody sits on the ground ("seat": on one that the place has)."""


_SEATINGS = frozenset({*SEATS.values(), "bed"})
_BEDS = frozenset({"bed", "hospital_bed"})
"""What people sleep in."""


class Catalogue(Protocol):
    """What the stage asks of ``feelm.things``."""

    def get(self, thing_id: str, /) -> Thing:
        """The thing of this id."""
        ...

    def draw(
        self,
        thing_id: str,
        /,
        height_px: int,
        *,
        colours: Sequence[str] = (),
        seed: int = 0,
        season: str | None = None,
        pose: str | None = None,
    ) -> Pictures:
        """Its pictures at a height, RGBA with straight alpha; several make a cycle."""
        ...


@dataclass(frozen=True, eq=False)
class Actor:
    """One copy of one player.

    ``name`` is unique in the shot and names its layers and mask. ``height_m`` is its real height with the score's
    size in it (of a person who sits: sitting); ``share`` is that height over its standing height; ``aspect`` width
    over height of its picture; ``foot`` the fraction of that height at which it stands; ``drawn`` the way its
    drawing looks, ``facing`` the way it shall look (None: as the composition wants it);
    ``accessory`` what a person sits or sleeps on or carries; ``pose`` what an animal does
    (``things.thing.THING_POSES``), ``season`` how plants are dressed (``things.thing.SEASON_LOOKS``); ``cycle`` is the
    number of its pictures.
    """

    name: str
    player: Player
    copy: int
    height_m: float
    share: float
    aspect: float
    foot: float
    stand: Stand
    motion: Motion
    drawn: Way
    facing: Way | None
    thing: str | None
    catalogue: Catalogue
    seed: int
    accessory: str | None = None
    pose: str | None = None
    season: str | None = None
    cycle: int = 1

    @property
    def seat(self) -> str | None:
        """What it sits or lies on, drawn with it or by the place."""
        return self.accessory if self.accessory in _SEATINGS else None

    @property
    def hero(self) -> bool:
        """Whether this is the one the sentence is about (the first copy of the player marked so)."""
        return self.player.hero and self.copy == 0

    @property
    def light(self) -> float | None:
        """Where it shines (fraction of its height from the top), None when it gives no light."""
        return LIGHTS.get(self.thing or "")

    def pictures(self, height_px: int, facing: Way) -> Pictures:
        """Its pictures ``height_px`` high looking ``facing``, RGBA with straight alpha."""
        return _draw(self, max(height_px, 8), facing)


def season_look(plan: WorldPlan) -> str | None:
    """How the plants of a shot are dressed: by season, under snow where there is snow; None: each as best known."""
    if plan.weather == "snow" or plan.place == "snowfield":
        return "snow"
    if plan.season == "winter" and plan.place in ("mountains", "forest"):
        return "snow"
    return plan.season


def gather(
    players: Sequence[Player], catalogue: Catalogue, seed: int, accent: str, place: Place = "open",
    *, near: bool = False, season: str | None = None,
) -> list[Actor]:  # fmt: skip
    """The cast of a shot, the hero first; a player that counts three is three actors.

    When the score marks no hero the first player is it. A hero who is a person and whose clothes the score leaves
    open wears the ``accent`` of the scene ("#rrggbb"), which nobody else does. Who sits in a ``place`` that has seats
    sits on one, unless a player brings it. ``near``: so close that a step would carry people out of the frame, who
    therefore stand. ``season`` (of ``things.thing.SEASON_LOOKS``) dresses the plants.
    """
    seat = SEATS.get(place)
    players, taken = _on_benches(players)
    if {player.thing for player in players} & {"chair", "bench", "sofa", "wheelchair"}:
        seat = None
    seat = taken or seat
    brought = _without_beds(players)
    if len(brought) < len(players):
        seat = "bed"
    marked = [_standing(player) if near else player for player in brought]
    if marked and not any(player.hero for player in marked):
        marked[0] = marked[0].model_copy(update={"hero": True})
    marked.sort(key=lambda player: not player.hero)
    if marked and marked[0].thing is None and not marked[0].colours:
        marked[0] = marked[0].model_copy(update={"colours": [accent]})
    cast_list = []
    for index, player in enumerate(marked):
        for copy in range(player.count):
            cast_list.append(
                _actor(player, index, copy, catalogue, seed, seat, near=near, season=season, place=place)
            )
    return cast_list


def _standing(player: Player) -> Player:
    walks = player.thing is None and player.pose in ("walking", "running")
    return player.model_copy(update={"pose": "standing", "action": None}) if walks else player


def _actor(
    player: Player, index: int, copy: int, catalogue: Catalogue, seed: int, seat: str | None,
    *, near: bool, season: str | None, place: Place,
) -> Actor:  # fmt: skip
    chance = generator(seed, "stage", "cast", index, copy)
    vary = 1.0 if copy == 0 else float(chance.uniform(0.82, 1.12))
    thing = None if player.thing is None else catalogue.get(player.thing)
    stature = STATURE_M[player.person or "adult"] if thing is None else thing.height_m
    word = player.word or player.thing or player.person or "player"
    pose = None if thing is None else _thing_pose(player, thing, near)
    draft = Actor(
        name=f"{word}-{index}-{copy}".replace(" ", "_"),
        player=player,
        copy=copy,
        height_m=(player.height or stature) * player.size * vary,
        share=1.0,
        aspect=1.0,
        foot=1.0 if thing is None else thing.foot,
        stand="ground" if thing is None else _stand(thing, pose),
        motion=_motion(player, thing, pose),
        drawn="right" if thing is None else cast(Way, thing.faces),
        facing=None if player.facing == "auto" else player.facing,
        thing=None if thing is None else thing.id,
        catalogue=catalogue,
        seed=int(chance.integers(0, 2**31)),
        accessory=_accessory(player, seat, place, season) if thing is None else None,
        pose=pose,
        season=season if place not in INDOOR_PLACES else None,
    )
    cycle = _draw(draft, 64, draft.facing or draft.drawn)
    sketch = cycle[0]
    share = sketch.shape[0] / 64
    return replace(
        draft,
        share=share,
        height_m=draft.height_m * share,
        aspect=sketch.shape[1] / sketch.shape[0],
        cycle=len(cycle),
    )


def _accessory(player: Player, seat: str | None, place: Place, season: str | None) -> str | None:
    """What a person sits or sleeps on, carries or wears: a stick in age, a bag to school, a scarf in the snow."""
    if player.pose == "sitting":
        return seat if player.person != "baby" else None
    if player.pose == "sleeping":
        return seat if seat == "bed" else None
    upright = player.pose in ("standing", "walking")
    if player.person == "elder" and player.pose == "walking":
        return "cane"
    if player.person == "child" and upright and place == "schoolyard":
        return "schoolbag"
    return "scarf" if season == "snow" and upright and place not in INDOOR_PLACES else None


def _on_benches(players: Sequence[Player]) -> tuple[Sequence[Player], str | None]:
    """The players without the bench or chair on which somebody sits or sleeps, and that seat (None: there is none).

    It is drawn with the sitter, who sleeps on it sitting.
    """
    rests = [player for player in players if player.thing is None and player.pose in ("sitting", "sleeping")]
    seats = [one for one in players if one.thing in ("bench", "chair") and not one.hero and one.at is None]
    if not rests or not seats or len(rests) > 2:
        return players, None
    seated = [
        player.model_copy(update={"pose": "sitting"}) if any(player is one for one in rests) else player
        for player in players
        if player is not seats[0]
    ]
    return seated, seats[0].thing


def _without_beds(players: Sequence[Player]) -> list[Player]:
    """Everybody but the beds that somebody sleeps in: they are drawn with the sleeper."""
    sleeps = any(player.thing is None and player.pose == "sleeping" for player in players)
    return [player for player in players if not (sleeps and player.thing in _BEDS)]


def _action(player: Player) -> str:
    """What a player does: the word of the story, or what the pose in the score says."""
    return player.action or _POSE_ACTION.get(player.pose, "")


def _thing_pose(player: Player, thing: Thing, near: bool) -> str | None:
    """What an animal is drawn doing, None for its usual going; nothing else has poses."""
    if thing.motion not in _GOING:
        return None
    going = thing.motion in ("walk", "run")
    pose = "running" if going and _action(player) == "hop" else _ACTION_POSE.get(_action(player))
    if pose is None and not player.action and thing.id in _GRAZERS:
        pose = "grazing"
    if near and going and pose in (None, "walking", "running"):
        return "standing"
    return pose


def _motion(player: Player, thing: Thing | None, pose: str | None) -> Motion:
    usual: Motion = _POSE_MOTION.get(player.pose, "still") if thing is None else thing.motion
    if pose in _CALM:
        return "still"
    if pose is not None and usual in ("walk", "run"):
        return "run" if pose == "running" else "walk"
    return _ACTION_MOTION.get(_action(player) if thing else player.action or "", usual)


def _stand(thing: Thing, pose: str | None) -> Stand:
    """Where a thing stands: a bird that sits is not in the air."""
    return "ground" if pose in _CALM and thing.stand == "sky" else thing.stand


def _draw(actor: Actor, height_px: int, facing: Way) -> Pictures:
    player = actor.player
    if actor.thing is None:
        from feelm.things import draw_person

        return draw_person(
            age=player.person or "adult",
            gender=player.gender,
            pose=player.pose,
            height_px=max(8, round(height_px / actor.share)),
            colours=tuple(player.colours),
            facing="right" if facing == "front" else facing,
            seed=actor.seed,
            accessory=actor.accessory,
            season=actor.season,
        )
    pictures = actor.catalogue.draw(
        actor.thing, max(8, round(height_px / actor.share)), colours=tuple(player.colours), seed=actor.seed,
        season=actor.season, pose=actor.pose,
    )  # fmt: skip
    if {actor.drawn, facing} == {"left", "right"}:
        pictures = tuple(picture[:, ::-1].copy() for picture in pictures)
    return tuple(pictures)
