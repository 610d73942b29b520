"""``build_scenery``: the scenery of a shot, from its plan."""

from __future__ import annotations

from feelm.errors import InputError
from feelm.score.model import WorldPlan
from feelm.stage.scenery.places import RECIPES
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Scenery
from feelm.stage.scenery.view import View
from feelm.stage.scenery.weather import weather
from feelm.vocabulary import INDOOR_PLACES, Season, ShotSize

LARGEST = 8192
EYES = {
    "room": 1.35,
    "kitchen": 1.4,
    "classroom": 1.35,
    "hospital": 1.35,
    "bus": 1.42,
    "train": 1.42,
    "sky": 3.0,
}
"""Eye heights in metres where they are not a standing person's 1.6."""


def season_of(plan: WorldPlan) -> Season:
    """The season to dress a place in: the plan's, or winter where it snows, else summer."""
    if plan.season is not None:
        return plan.season
    return "winter" if plan.weather == "snow" or plan.place == "snowfield" else "summer"


def build_scenery(
    plan: WorldPlan,
    *,
    width: int,
    height: int,
    focal: float,
    horizon: float,
    overscan: float,
    shot_size: ShotSize,
    seed: int,
    shot_id: str,
) -> Scenery:
    """Draw the place of a shot as layers in depth.

    Args:
        plan: place, hour, weather, season, palette, light, wind and foreground.
        width: frame width in pixels, 1..8192; height: frame height.
        focal: focal length in frame widths.
        horizon: shift of the horizon below the middle row, in frame heights.
        overscan: share of the frame that pictures reach beyond each of its sides.
        shot_size: decides what is in focus and what stands before the lens.
        seed: seed of the film; shot_id: id of the shot (both name the random numbers).

    Raises:
        InputError: the frame has no pixels or is too large.
    """
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise InputError(
            f"a picture of {width} x {height} pixels cannot be drawn", fix=f"use sides from 1 to {LARGEST}"
        )
    view = View(width, height, focal, horizon, overscan, EYES.get(plan.place, 1.6))
    scene = Scene(plan, view, shot_size, season_of(plan), seed, shot_id)
    RECIPES[plan.place](scene)
    if plan.place not in INDOOR_PLACES:
        weather(scene)
    layers = sorted(scene.layers, key=lambda layer: -layer.plane.depth_m)
    return Scenery(
        layers=tuple(layers),
        stations=tuple(scene.stations),
        light=scene.light,
        air=scene.tones.air,
        horizon=horizon,
        eye_m=view.eye_m,
        season=scene.season,
        tones=scene.tones,
    )
