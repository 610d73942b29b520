"""``build_scenery``: the scenery of a shot, from its plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from feelm.errors import InputError
from feelm.score.model import WorldPlan
from feelm.stage.layer import Layer
from feelm.stage.scenery.light import resolve_light
from feelm.stage.scenery.places import RECIPES
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Scenery, Station
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
    eye_m: float | None = None,
    focus_m: float | None = None,
    mirrored: bool = False,
    turn: float = 0.0,
    metre: float = 1.0,
    on_table: bool = False,
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
        eye_m: height of the camera over the ground; None for the usual one of the place.
        focus_m: distance on which the lens is focused; None for the usual one of the shot size.
        mirrored: see the place from its other side; the light still comes from where the plan says.
        turn: -1..1, how far the camera looks past the middle of the place.
        metre: metres of the camera's path for one metre of the place (see ``View``).
        on_table: whether the shot is about something that stands on a table.

    Raises:
        InputError: the frame has no pixels or is too large.
    """
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise InputError(
            f"a picture of {width} x {height} pixels cannot be drawn", fix=f"use sides from 1 to {LARGEST}"
        )
    eye = EYES.get(plan.place, 1.6) if eye_m is None else eye_m
    view = View(width, height, focal, horizon, overscan, eye, metre, -turn if mirrored else turn)
    drawn = _light_from_the_other_side(plan) if mirrored else plan
    scene = Scene(drawn, view, shot_size, season_of(plan), seed, shot_id, focus_m=focus_m, on_table=on_table)
    RECIPES[plan.place](scene)
    if plan.place not in INDOOR_PLACES:
        weather(scene)
    if mirrored:
        scene.layers = [mirrored_layer(layer, width) for layer in scene.layers]
        scene.stations = [_mirrored_station(station) for station in scene.stations]
        scene.light = resolve_light(plan, replace(view, turn=turn), scene.tones)
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
        focal=focal,
    )


def _light_from_the_other_side(plan: WorldPlan) -> WorldPlan:
    light = plan.light.model_copy(update={"azimuth": -plan.light.azimuth})
    return plan.model_copy(update={"light": light})


def mirrored_layer(layer: Layer, width: int) -> Layer:
    """A layer as a mirror beside the frame shows it: left and right exchanged, also in how it moves."""
    life = layer.life
    wide = layer.picture.shape[1] / layer.scale
    return replace(
        layer,
        frames=tuple(np.ascontiguousarray(picture[:, ::-1]) for picture in layer.frames),
        origin=(width - layer.origin[0] - wide, layer.origin[1]),
        life=replace(
            life,
            drift_px_s=(-life.drift_px_s[0], life.drift_px_s[1]),
            pivot=(1.0 - life.pivot[0], life.pivot[1]),
        ),
    )


def _mirrored_station(station: Station) -> Station:
    low, high = station.across
    return replace(station, across=(1.0 - high, 1.0 - low))
