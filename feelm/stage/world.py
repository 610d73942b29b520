"""``build_world``: scenery and players of a shot become one world of layers, back to front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.score.model import Shot
from feelm.stage.backdrop import Backdrop
from feelm.stage.camera import SUBJECT_DEPTH_M, camera_poses
from feelm.stage.cast import Catalogue, Pictures, gather
from feelm.stage.geometry import horizon_row
from feelm.stage.layer import Layer, Life, PaintHint, Picture, Plane, Pose, World
from feelm.stage.limits import required_overscan
from feelm.stage.motion import life_of
from feelm.stage.placing import Placed, Stage, choose_horizon, place
from feelm.stage.shadow import Footing, reflection, shadow

if TYPE_CHECKING:
    from feelm.stage.scenery.scenery import Scenery

Floats = NDArray[np.float64]

FOCAL = 1.0
"""Focal length in frame widths: about 53 degrees across, a normal lens."""
_NEAREST_M = 1.2
_HERO_SCALE, _OTHER_SCALE = 1.25, 1.0
"""Own pixels of a player's picture for each pixel of the frame; the hero keeps some for a push in."""


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
    horizon = choose_horizon(shot.size, seed, shot.id)
    scenery = build_scenery(
        shot.world, width=width, height=height, focal=FOCAL, horizon=horizon,
        overscan=_overscan(shot, horizon, width, height, seed), shot_size=shot.size, seed=seed, shot_id=shot.id,
    )  # fmt: skip
    stage = Stage(
        width=width, height=height, focal_px=FOCAL * width, horizon_row=horizon_row(height, scenery.horizon),
        eye_m=scenery.eye_m, size=shot.size, spots=scenery.stations, light_side=scenery.light.side,
        backdrop=Backdrop(scenery.layers, width, height),
    )  # fmt: skip
    placed = place(gather(shot.world.players, catalogue, seed), stage, seed)
    director = _Dresser(scenery, stage, shot, seed)
    groups = [(one.depth_m, director.layers(one)) for one in placed]
    return World(width, height, FOCAL, scenery.horizon, _merged(scenery.layers, groups))


def _overscan(shot: Shot, horizon: float, width: int, height: int, seed: int) -> float:
    """Share of the frame that pictures must reach beyond it for the camera of this shot."""
    poses = list(_probable_poses(shot, seed))
    frame = World(width, height, FOCAL, horizon, ())
    return float(np.clip(required_overscan(frame, poses, nearest_m=_NEAREST_M), 0.04, 0.5))


def _probable_poses(shot: Shot, seed: int) -> Iterable[Pose]:
    """The camera's path at rest and at full signal, because the music is not known when pictures are drawn."""
    times = np.linspace(0.0, shot.end - shot.start, 33)
    for level in (0.0, 1.0):
        yield from camera_poses(
            shot.camera, times_s=times, duration_s=shot.end - shot.start, signals=_steady(shot, level, times),
            shot_size=shot.size, seed=seed,
        )  # fmt: skip


def _steady(shot: Shot, level: float, times: Floats) -> dict[str, Floats]:
    """Every signal of the score language for a music that is always at ``level``, at 120 beats a minute."""
    from feelm.score.names import SOUND_NAMES

    signals = {name: np.full(times.shape, level) for name in SOUND_NAMES}
    beat, bar = 2.0 * times, 0.5 * times
    clock = {
        "t": shot.start + times,
        "f": 24.0 * (shot.start + times),
        "u": times / max(shot.end - shot.start, 1e-6),
    }
    phases = {"beat": beat, "bar": bar, "beat_phase": beat % 1.0, "bar_phase": bar % 1.0}
    feelings = {name: np.full(times.shape, 2.0 * level - 1.0) for name in ("valence", "arousal")}
    return signals | clock | phases | feelings | {"certainty": np.full(times.shape, level)}


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


class _Dresser:
    """Turns a placed actor into layers: reflection or shadow, then the figure in the light of the place."""

    def __init__(self, scenery: Scenery, stage: Stage, shot: Shot, seed: int) -> None:
        self.scenery, self.stage, self.shot, self.seed = scenery, stage, shot, seed
        self.focus_m = SUBJECT_DEPTH_M[shot.size]

    def layers(self, one: Placed) -> list[Layer]:
        """Layers of one actor, back to front."""
        hero = one.actor.hero
        scale = _HERO_SCALE if hero else _OTHER_SCALE
        drawn = one.actor.pictures(round(one.height_px * scale), one.facing)
        scale = drawn[0].shape[0] / one.height_px
        life = life_of(
            one, drawn, wind=self.shot.world.wind, duration_s=self.shot.end - self.shot.start,
            frame_width=self.stage.width, seed=self.seed,
        )  # fmt: skip
        figure = self._figure(one, drawn, scale, life)
        return [*self._below(one, drawn, scale, life), figure]

    def _figure(self, one: Placed, drawn: Pictures, scale: float, life: Life) -> Layer:
        hero = one.actor.hero
        unit = self.stage.width / 1280
        rim = 2.2 * unit * scale if hero else 0.0
        dressed = [self.scenery.shade(picture, one.depth_m, rim_px=rim) for picture in drawn]
        if one.spot == "water" and one.actor.foot < 0.999:
            dressed = [_waterline(picture, one.actor.foot) for picture in dressed]
        blur = self.scenery.soften_px(one.depth_m, self.focus_m, self.stage.width) * scale
        pad = 0
        if not hero and blur > 0.6:
            pad = int(np.ceil(3 * blur))
            dressed = [_defocused(picture, blur, pad) for picture in dressed]
        left, top, _, _ = one.rect
        return Layer(
            name=one.actor.name, frames=tuple(dressed), origin=(left - pad / scale, top - pad / scale), scale=scale,
            plane=Plane("card", depth_m=one.depth_m), life=_with_pivot(life, one, pad, dressed[0].shape[0]),
            paint=PaintHint(stroke="fine" if hero else "medium", hero=hero), mask=one.actor.name,
        )  # fmt: skip

    def _below(self, one: Placed, drawn: Pictures, scale: float, life: Life) -> list[Layer]:
        """The shadow on the ground, or the reflection in the water; nothing under what flies or hangs."""
        if one.spot == "water":
            return [self._reflection(one, drawn, scale, life)]
        if one.spot not in ("ground", "floor", "table"):
            return []
        light = self.scenery.light
        foot = max(2, round(drawn[0].shape[0] * one.actor.foot))
        # The union of a cycle would be a blot: the first picture's shadow stands for all.
        silhouette = np.ascontiguousarray(drawn[0][:foot, :, 3])
        footing = Footing(
            one.x, one.y, one.height_px * one.actor.aspect, one.height_px * one.actor.foot, one.depth_m,
            one.below_m, self.stage.horizon_row, self.stage.focal_px,
        )  # fmt: skip
        sheet = shadow(silhouette, footing, light.shadow, light.shadow_m, light.hardness)
        faint = 1.0 - 0.75 * self.scenery.air.share(one.depth_m)
        return [
            Layer(
                name=f"{one.actor.name}-shadow", frames=(sheet.picture,), origin=sheet.origin, scale=sheet.scale,
                plane=Plane("ground", depth_m=one.depth_m, below_m=one.below_m),
                life=Life(drift_px_s=life.drift_px_s, frames_per_s=life.frames_per_s, stepped=life.stepped),
                paint=PaintHint(stroke="none", strength=0.0),
                blend="multiply", opacity=float(np.clip(faint, 0.15, 1.0)),
            )
        ]  # fmt: skip

    def _reflection(self, one: Placed, drawn: Pictures, scale: float, life: Life) -> Layer:
        foot = max(2, round(drawn[0].shape[0] * one.actor.foot))
        shaded = [self.scenery.shade(picture[:foot], one.depth_m) for picture in drawn]
        left, _, _, _ = one.rect
        return Layer(
            name=f"{one.actor.name}-reflection",
            frames=tuple(reflection(picture, self.scenery.light.ambient) for picture in shaded),
            origin=(left, one.y), scale=scale, plane=Plane("card", depth_m=one.depth_m),
            life=Life(
                ripple_px=0.022 * one.height_px, ripple_period_s=2.6, ripple_wavelength_px=0.16 * one.height_px,
                drift_px_s=life.drift_px_s, frames_per_s=life.frames_per_s, stepped=life.stepped, phase=life.phase,
            ),
            paint=PaintHint(stroke="medium"), opacity=0.8,
        )  # fmt: skip


def _with_pivot(life: Life, one: Placed, pad: int, rows: int) -> Life:
    """The pivot in fractions of the padded picture; hanging things swing from their top."""
    if one.hangs:
        return replace(life, pivot=(0.5, (pad + 0.0) / rows), sway_deg=max(life.sway_deg, 1.2))
    if not pad:
        return life
    inner = rows - 2 * pad
    return replace(life, pivot=(life.pivot[0], (pad + life.pivot[1] * inner) / rows))


def _waterline(picture: Picture, foot: float) -> Picture:
    """What is under the waterline disappears over a few pixels."""
    rows = picture.shape[0]
    depth = (np.arange(rows, dtype=np.float32) + 0.5 - foot * rows) / max(1.0, 0.015 * rows)
    out = picture.copy()
    out[..., 3] = out[..., 3] * np.clip(0.5 - depth, 0.0, 1.0)[:, None]
    return out


def _defocused(picture: Picture, sigma: float, pad: int) -> Picture:
    """Blur over premultiplied colour, so that no fringe of another colour appears."""
    padded = np.pad(picture, ((pad, pad), (pad, pad), (0, 0))).astype(np.float32)
    padded[..., :3] *= padded[..., 3:] / 255.0
    soft = cv2.GaussianBlur(padded, (0, 0), sigma)
    soft[..., :3] *= 255.0 / np.maximum(soft[..., 3:], 1e-3)
    return np.asarray(np.clip(soft + 0.5, 0, 255), dtype=np.uint8)
