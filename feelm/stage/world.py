"""``build_world``: scenery and players of a shot become one world of layers, back to front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from feelm.score.model import Player, Shot, WorldPlan
from feelm.stage.backdrop import Backdrop
from feelm.stage.camera import SUBJECT_DEPTH_M
from feelm.stage.cast import Catalogue, gather, season_look
from feelm.stage.dressing import Dresser
from feelm.stage.framing import Framing, frame_shot, subject_of
from feelm.stage.geometry import horizon_row
from feelm.stage.layer import Layer, World
from feelm.stage.limits import required_overscan
from feelm.stage.placing import Stage, place
from feelm.stage.reach import probable_poses
from feelm.vocabulary import INDOOR_PLACES, Place

Floats = NDArray[np.float64]

OWN: Mapping[Place, frozenset[str]] = {
    "room": frozenset({"window", "table", "bookshelf"}), "kitchen": frozenset({"window", "table"}),
    "classroom": frozenset({"window", "blackboard", "desk"}), "hospital": frozenset({"window", "bed"}),
    "bus": frozenset({"window", "bus"}), "train": frozenset({"window", "train"}),
}  # fmt: skip
"""Things that a place shows by itself: a second one beside it would be in the way."""
_OF_THE_SKY = frozenset({"rainbow"})
"""Things that the sky of a place draws, as light rather than as something that stands there."""
_NEAREST_M = 1.2


def build_world(shot: Shot, *, width: int, height: int, seed: int, catalogue: Catalogue) -> World:
    """Build what a shot shows: its place, its light, and everybody in it.

    Args:
        shot: the plan; ``shot.seed`` wins over ``seed`` where it is given.
        width, height: of the frame in pixels.
        seed: of the film.
        catalogue: draws the things that the players name (see ``feelm.things``).

    Raises:
        InputError: a player names a thing that the catalogue does not hold.
        ScoreError: the camera's curves cannot be read.
    """
    from feelm.stage.scenery import build_scenery

    seed = seed if shot.seed is None else shot.seed
    actors = gather(
        _guests(shot.world), catalogue, seed, shot.world.accent, shot.world.place,
        near=shot.size in ("close", "detail"), season=season_look(shot.world),
    )  # fmt: skip
    subject = subject_of(actors, shot.size)
    framing = frame_shot(
        shot.size, shot.world.place, subject, aspect=width / height, seed=seed, shot_id=shot.id,
        skyward=any(player.thing in _OF_THE_SKY for player in shot.world.players),
    )  # fmt: skip
    metre = SUBJECT_DEPTH_M[shot.size] / framing.focus_m
    scenery = build_scenery(
        shot.world, width=width, height=height, focal=framing.focal, horizon=framing.horizon,
        overscan=_overscan(shot, framing, width, height, seed), shot_size=shot.size, seed=seed, shot_id=shot.id,
        eye_m=framing.eye_m, focus_m=framing.focus_m, mirrored=framing.mirrored, turn=framing.turn, metre=metre,
        on_table=subject is not None and subject.stand == "table",
    )  # fmt: skip
    stage = Stage(
        width=width, height=height, focal_px=framing.focal * width,
        horizon_row=horizon_row(height, framing.horizon), eye_m=scenery.eye_m, size=shot.size,
        spots=scenery.stations, light_side=scenery.light.side, place=shot.world.place,
        backdrop=Backdrop(scenery.layers, width, height), focus_m=framing.focus_m,
        lead="" if subject is None else subject.name,
    )  # fmt: skip
    placed = place(actors, stage, seed)
    dresser = Dresser(scenery, stage, shot, seed)
    groups = [(one.depth_m, dresser.layers(one)) for one in placed]
    layers = tuple(_measured(layer, metre) for layer in _merged(scenery.layers, groups))
    return World(width, height, framing.focal, framing.horizon, layers)


def _guests(plan: WorldPlan) -> list[Player]:
    """The players whom the place does not have anyway: a kitchen has its window, a classroom its desks."""
    has = OWN.get(plan.place, frozenset())
    return [
        player
        for player in plan.players
        if (player.hero or player.at is not None or player.depth is not None or player.thing not in has)
        and (player.thing not in _OF_THE_SKY or plan.place in INDOOR_PLACES)
    ]


def _measured(layer: Layer, metre: float) -> Layer:
    """A layer in the metres of the camera, which moves as if every hero stood at ``SUBJECT_DEPTH_M``.

    A world and its camera path grown alike look the same: so a move of one strength looks alike around a flower and
    around a house.
    """
    plane = layer.plane
    if plane.kind == "infinity":
        return layer
    return replace(layer, plane=replace(plane, depth_m=plane.depth_m * metre, below_m=plane.below_m * metre))


def _overscan(shot: Shot, framing: Framing, width: int, height: int, seed: int) -> float:
    """Share of the frame that pictures must reach beyond it for the camera of this shot."""
    poses = probable_poses(shot, seed, framing.focal)
    frame = World(width, height, framing.focal, framing.horizon, ())
    return float(np.clip(required_overscan(frame, poses, nearest_m=_NEAREST_M), 0.04, 0.5))


def _merged(scenery: Sequence[Layer], groups: Sequence[tuple[float, list[Layer]]]) -> tuple[Layer, ...]:
    """All layers back to front: each player before the first layer of the scenery that is nearer than it."""
    layers: list[Layer] = []
    waiting = sorted(groups, key=lambda group: -group[0])
    for layer in scenery:
        while waiting and waiting[0][0] > layer.plane.depth_m:
            layers += waiting.pop(0)[1]
        layers.append(layer)
    for _, group in waiting:
        layers += group
    return tuple(layers)
