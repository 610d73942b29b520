"""``Scene``: the table on which a place is laid out, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.score.model import WorldPlan
from feelm.seeds import generator
from feelm.stage.layer import Layer, Life, PaintHint, Plane
from feelm.stage.scenery.grain import Grain
from feelm.stage.scenery.light import resolve_light
from feelm.stage.scenery.scenery import Station, defocus_px
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp, Tones
from feelm.stage.scenery.view import Box, View
from feelm.vocabulary import INDOOR_PLACES, Season, ShotSize

GROUND_FAR_M = 420.0
"""Sort depth of open ground: what is nearer stands on it, what is farther is seen beyond it."""
FOCUS_M: Mapping[ShotSize, float] = {
    "extreme_wide": 17.0, "wide": 9.0, "medium": 6.6, "close": 5.0, "detail": 4.8,
}  # fmt: skip
"""Depth on which the lens is focused, where the hero of a shot size stands."""


class Scene:
    """Everything that the parts of a place need while they are drawn; parts add layers and stations.

    ``tones`` are the colours of the place, ``outside`` those of what is seen through its windows (the same
    outdoors). ``insert``: a detail without anybody, which shows something small of the place itself. ``on_table``:
    the shot is about something that stands on a table, which therefore stands before the lens.
    """

    def __init__(
        self,
        plan: WorldPlan,
        view: View,
        shot_size: ShotSize,
        season: Season,
        seed: int,
        shot_id: str,
        *,
        focus_m: float | None = None,
        on_table: bool = False,
    ) -> None:
        self.plan, self.view, self.shot_size, self.season = plan, view, shot_size, season
        self.seed, self.shot_id = seed, shot_id
        self.indoor = plan.place in INDOOR_PLACES
        self.outside = Tones(plan, season)
        self.tones = Tones(plan, season, indoor=True) if self.indoor else self.outside
        self.light = resolve_light(plan, view, self.tones)
        self.grain = Grain(self.rng("grain"))
        usual = FOCUS_M[shot_size] * (0.6 if self.indoor else 1.0)
        self.focus_m = usual if focus_m is None else focus_m
        self.on_table = on_table
        self.insert = shot_size == "detail" and not plan.players
        self.layers: list[Layer] = []
        self.stations: list[Station] = []
        self.u = view.unit
        self.rain = plan.weather in ("rain", "storm")
        self.snowy = plan.weather == "snow" or plan.place == "snowfield"
        self.wind = min(1.0, plan.wind + {"wind": 0.4, "storm": 0.5}.get(plan.weather, 0.0))
        self.lamps = self.tones.dark or plan.weather == "storm"

    def rng(self, *purpose: str | int) -> np.random.Generator:
        """The random numbers of one part of this shot."""
        return generator(self.seed, self.shot_id, "scenery", *purpose)

    def style(self, *purpose: str | int) -> np.random.Generator:
        """The random numbers of what stays the same in every shot of one place: its houses, its materials."""
        return generator(self.seed, self.plan.place, "style", *purpose)

    def shows(self, *things: str) -> bool:
        """Whether a player of the plan is one of these things, so that the place need not have another."""
        return any(player.thing in things for player in self.plan.players)

    def reach(self, edge_m: float) -> float:
        """Depth of a shore: the usual one, or beyond a hero who stands on it farther away than that.

        What is farther than anybody stands in a wide shot is large and out on the water.
        """
        return edge_m if self.focus_m > 20.0 else max(edge_m, min(1.35 * self.focus_m, 24.0))

    def away(self, name: str, low: float, high: float) -> float:
        """A factor for the depth of something in this shot, so that shots of one place are not alike."""
        return float(self.rng("away", name).uniform(low, high))

    def across(self, at: float) -> float:
        """Where a frame fraction of the place, as a normal lens sees it straight on, is in this shot.

        A longer lens spreads things about the middle; a turned camera moves them to the side.
        """
        return 0.5 + (at - 0.5) * self.view.focal - 0.34 * self.view.turn

    def defocus(self, depth_m: float) -> float:
        """Blur of a depth by the lens, in pixels of a 1280-wide frame; 0 where nobody would see it."""
        blur = defocus_px(depth_m, self.focus_m, self.view.focal)
        return min(blur, 13.0) if blur > 0.8 else 0.0

    def needed(self, depth_m: float) -> float:
        """Own pixels per reference pixel that are enough for a depth, because what is soft holds no detail."""
        blur = self.defocus(depth_m) * self.u
        return 1.0 if blur < 1.6 else 0.5 if blur < 5.0 else 0.25

    def sheet(
        self,
        depth_m: float,
        base: Ramp,
        *,
        scale: float = 1.0,
        box: Box | None = None,
        top: float | None = None,
    ) -> Sheet:
        """Paper over the overscanned frame of a depth (or ``box``), from row ``top`` down."""
        left, upper, right, bottom = box or self.view.box(depth_m)
        if top is not None:
            upper = max(upper, min(top, bottom - 2))
        return Sheet((left, upper, right, bottom), min(scale, self.needed(depth_m)), base[110])

    def card(
        self,
        sheet: Sheet,
        name: str,
        depth_m: float,
        *,
        ragged: float = 1.6,
        grain: float = 0.05,
        angle: float = 0.0,
        blur: float = 0.0,
        life: Life | None = None,
        stroke: PaintHint | None = None,
        defocus: bool = True,
    ) -> None:
        """Finish a sheet as an upright card: brush its edges and surface, defocus it, add it."""
        soft = blur + (self.defocus(depth_m) if defocus else 0.0)
        if not sheet.trim((ragged + soft) * 3 * self.u + 2):
            return
        if ragged:
            sheet.ragged(self.grain, ragged * self.u)
        if grain:
            sheet.grained(self.grain, grain, (260 * self.u, 90 * self.u), angle)
        sheet.softened(soft * self.u)
        self.add(sheet.layer(name, Plane("card", depth_m), life=life, paint=stroke))

    def add(self, layer: Layer | None, **changes: object) -> None:
        """Add a finished layer, if there is anything on it."""
        if layer is not None:
            self.layers.append(replace(layer, **changes) if changes else layer)  # type: ignore[arg-type]

    def sway(
        self, degrees: float, name: str, pivot: tuple[float, float] = (0.5, 1.0), period: float = 4.2
    ) -> Life:
        """A sway that follows the wind, with a phase of its own."""
        rng = self.rng("sway", name)
        return Life(
            sway_deg=degrees * (0.35 + 1.5 * self.wind),
            sway_period_s=period * (1.25 - 0.5 * self.wind) * float(rng.uniform(0.85, 1.15)),
            phase=float(rng.random()),
            pivot=pivot,
        )

    def behind(self, depth_m: float, scale: float, box: Box) -> NDArray[np.float32]:
        """What has been laid so far beyond a depth, flattened over a box: (h, w, 3) float32 0..255, for reflections."""
        out = np.zeros(
            (
                max(1, int(np.ceil((box[3] - box[1]) * scale))),
                max(1, int(np.ceil((box[2] - box[0]) * scale))),
                3,
            ),
            np.float32,
        )
        for layer in sorted(self.layers, key=lambda one: -one.plane.depth_m):
            if layer.plane.depth_m > depth_m and layer.blend != "multiply" and not layer.life.wraps:
                flatten(out, layer, scale, (box[0], box[1]))
        return out


def flatten(canvas: NDArray[np.float32], layer: Layer, scale: float, origin: tuple[float, float]) -> None:
    """Lay a layer at the reference pose over ``canvas`` (h, w, 3), whose top left is ``origin`` at ``scale``."""
    ratio = scale / layer.scale
    matrix = np.array(
        [
            [ratio, 0.0, (layer.origin[0] - origin[0]) * scale + 0.5 * ratio - 0.5],
            [0.0, ratio, (layer.origin[1] - origin[1]) * scale + 0.5 * ratio - 0.5],
        ]
    )
    size = (canvas.shape[1], canvas.shape[0])
    picture = layer.picture.astype(np.float32)
    if picture.shape[2] == 3:
        picture = np.dstack([picture, np.full(picture.shape[:2], 255.0, np.float32)])
    picture[..., :3] *= picture[..., 3:] / 255.0
    seen = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR) * np.float32(layer.opacity)
    cover = seen[..., 3:] / 255.0
    if layer.blend == "add":
        canvas += seen[..., :3]
        np.minimum(canvas, 255.0, out=canvas)
    elif layer.blend == "multiply":
        canvas *= 1.0 - cover + seen[..., :3] / 255.0
    else:
        canvas *= 1.0 - cover
        canvas += seen[..., :3]
