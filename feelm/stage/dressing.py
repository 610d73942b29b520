"""``Dresser``: a placed actor becomes layers, in the light and the air of its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.score.model import Shot
from feelm.stage.cast import Pictures
from feelm.stage.curves import follows
from feelm.stage.framing import TALL_M
from feelm.stage.layer import Layer, Life, PaintHint, Picture, Plane
from feelm.stage.motion import life_of
from feelm.stage.placing import Placed, Rect, Stage
from feelm.stage.relief import LUMA, mean_luma, mist, mist_needed, rimmed, set_off, toned, with_own_hue
from feelm.stage.shadow import Footing, reflection, shadow

if TYPE_CHECKING:
    from feelm.stage.scenery.scenery import Scenery

Floats = NDArray[np.float64]

_PAVED = frozenset({"street", "city", "station", "harbour", "schoolyard"})
_LAMPLIGHT = (1.0, 0.78, 0.46)
_SOFT_GLOW = frozenset({"stove", "traffic_light"})
"""What has a light in it but is dark itself."""
_STOPLIGHT = (1.0, 0.24, 0.16)
_MOONLIT = 0.75
"""Strength of the rim that moon or afterglow draws on a hero."""
_SPARK_M = 0.13
"""What shines and is no larger is a spark."""
_LARGEST_CYCLE = 2.5
"""Frames' worth of pixels that all pictures of one cycle may have together."""
_SMALL_HERO_SCALE = 1.25
"""Own pixels of a small hero's picture for each pixel of the frame: it keeps some for a push in."""


class Dresser:
    """Turns a placed actor into layers: reflection or shadow, then the figure in the light of the place."""

    def __init__(self, scenery: Scenery, stage: Stage, shot: Shot, seed: int) -> None:
        self.scenery, self.stage, self.shot, self.seed = scenery, stage, shot, seed
        self.focus_m = stage.focus_m

    def layers(self, one: Placed) -> list[Layer]:
        """Layers of one actor, back to front."""
        drawn, scale, life = self._drawn(one)
        if one.carrier is not None:
            # What is carried moves as its carrier does.
            life = replace(self._drawn(one.carrier)[2], react=None, sway_deg=0.0)
        behind = self.stage.backdrop.behind(_grown(one.rect, 0.2), one.depth_m)
        if one.actor.player.at is None and not life.wraps:
            # The composition is that of the middle of the shot: who travels starts before it.
            half_s = (self.shot.end - self.shot.start) / 2
            one = replace(one, x=one.x - life.drift_px_s[0] * half_s, y=one.y - life.drift_px_s[1] * half_s)
        figure, glow = self._figure(one, drawn, scale, life, behind)
        layers = [
            *self._below(one, drawn, scale, life),
            *glow,
            *self._cord(one, life),
            figure,
            *self._halo(one, life),
        ]
        player = one.actor.player
        grow, fade = follows(player, "grow"), follows(player, "presence")
        return [replace(layer, life=replace(layer.life, grow_by=grow, fade_by=fade)) for layer in layers]

    def _drawn(self, one: Placed) -> tuple[Pictures, float, Life]:
        """The pictures of an actor, their pixels per reference pixel, and how it lives."""
        wanted = self._scale(one)
        drawn = one.actor.pictures(round(one.height_px * wanted), one.facing)
        life = life_of(
            one, drawn, wind=self.shot.world.wind, duration_s=self.shot.end - self.shot.start,
            frame_width=self.stage.width, seed=self.seed,
            stays=self.shot.size in ("close", "detail"),
        )  # fmt: skip
        return drawn, drawn[0].shape[0] / one.height_px, life

    def _scale(self, one: Placed) -> float:
        """Own pixels per reference pixel: more for a small hero, fewer for what is out of focus or moves."""
        if one.actor.hero or one.lead:
            wanted = _SMALL_HERO_SCALE if one.height_px < 0.4 * self.stage.height else 1.0
        else:
            blur = self.scenery.soften_px(one.depth_m, self.focus_m, self.stage.width)
            wanted = 1.0 if blur < 1.4 else 0.6 if blur < 3.5 else 0.35
        if one.actor.cycle == 1:
            return wanted
        # A wing that beats is not looked at pixel by pixel, and each of its pictures has its price.
        most = _LARGEST_CYCLE * self.stage.width * self.stage.height
        return float(min(wanted, np.sqrt(most / (one.actor.cycle * one.actor.aspect)) / one.height_px))

    def _figure(
        self, one: Placed, drawn: Pictures, scale: float, life: Life, ground: Floats
    ) -> tuple[Layer, list[Layer]]:
        """The figure, and the mist behind a hero that would be lost in the dark."""
        hero = one.actor.hero
        light = self.scenery.light
        dressed = toned(drawn, lambda picture: self._in_the_light(picture, one))
        if one.actor.light is not None and self.scenery.tones.dark:
            dressed = [_shining(shaded, own) for shaded, own in zip(dressed, drawn, strict=True)]
        glow: list[Layer] = []
        if self._needs_relief(one):
            missing = mist_needed(mean_luma(dressed[0]), float(ground @ LUMA))
            glow = self._mist(one, missing, life)
            if not glow:
                dressed = set_off(dressed, ground, self.scenery.light.colour, self.scenery.light.back)
        if hero or one.lead:
            rim, catch = self._rim(scale)
            dressed = [rimmed(picture, light.toward, light.rim, rim, catch) for picture in dressed]
        if one.spot == "water" and one.actor.foot < 0.999:
            dressed = [_waterline(picture, one.actor.foot) for picture in dressed]
        elif _under_water(one):
            water = self.scenery.tones.ramp("water", one.depth_m)[120]
            dressed = [_submerged(picture, water) for picture in dressed]
        blur = self.scenery.soften_px(one.depth_m, self.focus_m, self.stage.width) * scale
        pad = 0
        if not (hero or one.lead) and blur > 0.6:
            pad = int(np.ceil(3 * blur))
            dressed = [_defocused(picture, blur, pad) for picture in dressed]
        left, top, _, _ = one.rect
        figure = Layer(
            name=one.actor.name, frames=tuple(dressed), origin=(left - pad / scale, top - pad / scale), scale=scale,
            plane=Plane("card", depth_m=one.depth_m), life=_with_pivot(life, one, pad, dressed[0].shape[0]),
            paint=PaintHint(stroke="fine" if hero else "medium", hero=hero), mask=one.actor.name,
        )  # fmt: skip
        return figure, glow

    def _in_the_light(self, picture: Picture, one: Placed) -> Picture:
        """A picture as the hour shows it; a hero keeps more of its own hue."""
        shown = self.scenery.shade(picture, one.depth_m)
        return with_own_hue(shown, picture) if one.actor.player.hero or one.lead else shown

    def _cord(self, one: Placed, life: Life) -> list[Layer]:
        """On what something hangs in the open, drawn on beyond the frame, which the camera may leave.

        A clock that hangs on a wall stands on a post where there is none.
        """
        left, top, right, bottom = one.rect
        x = (left + right) / 2
        if one.spot == "wall" and not self.scenery.tones.indoor:
            tall, wide = self.stage.row(one.depth_m, self.stage.eye_m) - bottom, 0.05 * one.height_px
            top = bottom + tall
        elif one.spot == "ceiling":
            tall, wide = 0.5 * self.stage.height, max(1.0, 0.0022 * self.stage.width)
        else:
            return []
        picture = np.empty((max(2, round(tall)), max(2, round(2 * wide)), 4), np.uint8)
        picture[..., :3] = np.array(self.scenery.light.shadow) * 255.0
        picture[..., 3] = 255
        middle = Life(drift_px_s=life.drift_px_s, sway_deg=0.0)
        return [
            Layer(
                name=f"{one.actor.name}-cord", frames=(picture,), origin=(x - wide, top - tall + 2.0), scale=1.0,
                plane=Plane("card", depth_m=one.depth_m * 1.001), life=middle,
                paint=PaintHint(stroke="none", strength=0.0),
            )
        ]  # fmt: skip

    def _rim(self, scale: float) -> tuple[float, float]:
        """Width (own pixels) and strength of the light on the hero's edge; in the dark the edge tells the figure."""
        light = self.scenery.light
        catch = (0.25 + 0.6 * light.back) * (0.3 + 0.7 * light.hardness)
        wide = 2.2
        if self.scenery.tones.dark and not self.scenery.tones.indoor:
            catch, wide = max(catch, _MOONLIT), 3.0
        return wide * self.stage.width / 1280 * scale, catch

    def _needs_relief(self, one: Placed) -> bool:
        """Near the lens a hero is set off by its size and keeps its own colours."""
        hero = one.actor.hero or one.lead or (one.carrier is not None and one.carrier.actor.hero)
        return hero and one.actor.light is None and self.shot.size != "detail"

    def _mist(self, one: Placed, strength: float, life: Life) -> list[Layer]:
        """Light air behind somebody dark on a dark ground."""
        if strength <= 0.0 or not (one.actor.hero or one.lead):
            return []
        left, top, right, bottom = _grown(one.rect, 1.3)
        picture = mist(right - left, bottom - top, self.scenery.light.colour, strength)
        return [
            Layer(
                name=f"{one.actor.name}-mist", frames=(picture,), origin=(left, top), scale=0.25,
                plane=Plane("card", depth_m=one.depth_m * 1.01), blend="add",
                life=Life(drift_px_s=life.drift_px_s, frames_per_s=life.frames_per_s, stepped=life.stepped),
                paint=PaintHint(stroke="none", strength=0.0),
            )
        ]  # fmt: skip

    def _halo(self, one: Placed, life: Life) -> list[Layer]:
        """The light around something that shines: it flickers with it and answers the music with it."""
        if one.actor.light is None:
            return []
        left, top, right, bottom = one.rect
        x, y = (left + right) / 2, top + one.actor.light * (bottom - top)
        # A firefly is a point of light, a lantern lights its surroundings.
        least = 0.12 if one.actor.height_m > _SPARK_M else 0.05
        reach = max(1.5 * one.height_px, least * self.stage.height)
        colour = _LAMPLIGHT
        strength = 0.55 if self.scenery.tones.dark else 0.16
        if one.actor.thing in _SOFT_GLOW:
            reach, strength = 0.55 * one.height_px, 0.5 * strength
        if one.actor.thing == "traffic_light":
            colour = _STOPLIGHT
        picture = mist(2 * reach, 2 * reach, colour, strength)
        return [
            Layer(
                name=f"{one.actor.name}-halo", frames=(picture,), origin=(x - reach, y - reach), scale=0.25,
                plane=Plane("card", depth_m=one.depth_m * 0.999), blend="add",
                life=Life(
                    twinkle=0.22, twinkle_period_s=0.47, phase=life.phase, drift_px_s=life.drift_px_s,
                    react=life.react, react_kind="glow", react_gain=life.react_gain * (life.react_kind == "glow"),
                ),
                paint=PaintHint(stroke="none", strength=0.0),
            )
        ]  # fmt: skip

    def _below(self, one: Placed, drawn: Pictures, scale: float, life: Life) -> list[Layer]:
        """The shadow on the ground, or the reflection in the water; nothing under what flies or hangs."""
        if _under_water(one):
            return []
        if one.spot == "water":
            return [self._reflection(one, drawn, scale, life, opacity=0.8)]
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
        dark = [
            Layer(
                name=f"{one.actor.name}-shadow", frames=(sheet.picture,), origin=sheet.origin, scale=sheet.scale,
                plane=Plane("ground", depth_m=one.depth_m, below_m=one.below_m),
                life=Life(drift_px_s=life.drift_px_s, frames_per_s=life.frames_per_s, stepped=life.stepped),
                paint=PaintHint(stroke="none", strength=0.0),
                blend="multiply", opacity=float(np.clip(faint, 0.15, 1.0)),
            )
        ]  # fmt: skip
        # Wet stone mirrors faintly what stands on it.
        wet = self.shot.world.weather in ("rain", "storm") and self.shot.world.place in _PAVED
        wet = wet and one.actor.height_m <= TALL_M
        return [*dark, self._reflection(one, drawn, scale, life, opacity=0.42)] if wet else dark

    def _reflection(self, one: Placed, drawn: Pictures, scale: float, life: Life, *, opacity: float) -> Layer:
        foot = max(2, round(drawn[0].shape[0] * one.actor.foot))
        shaded = toned(
            [picture[:foot] for picture in drawn], lambda picture: self.scenery.shade(picture, one.depth_m)
        )
        left, _, _, _ = one.rect
        return Layer(
            name=f"{one.actor.name}-reflection",
            frames=tuple(reflection(picture, self.scenery.light.ambient) for picture in shaded),
            origin=(left, one.y), scale=scale, plane=Plane("card", depth_m=one.depth_m),
            life=Life(
                ripple_px=0.022 * one.height_px, ripple_period_s=2.6, ripple_wavelength_px=0.16 * one.height_px,
                drift_px_s=life.drift_px_s, frames_per_s=life.frames_per_s, stepped=life.stepped, phase=life.phase,
            ),
            paint=PaintHint(stroke="medium"), opacity=opacity,
        )  # fmt: skip


def _shining(shaded: Picture, own: Picture) -> Picture:
    """What shines is not darkened by the night; what is dark about it is."""
    bright = np.clip((own[..., :3].max(axis=2, keepdims=True) / 255.0 - 0.5) / 0.35, 0.0, 1.0)
    out = shaded.copy()
    lit = np.maximum(shaded[..., :3], own[..., :3]).astype(np.float64)
    out[..., :3] = shaded[..., :3] + (lit - shaded[..., :3]) * bright + 0.5
    return out


def _grown(rect: Rect, share: float) -> Rect:
    """A box that is larger on every side by a share of its longer side."""
    more = share * max(rect[2] - rect[0], rect[3] - rect[1])
    return rect[0] - more, rect[1] - more, rect[2] + more, rect[3] + more


def _with_pivot(life: Life, one: Placed, pad: int, rows: int) -> Life:
    """The pivot in fractions of the padded picture; hanging things swing from their top."""
    if one.hangs:
        return replace(life, pivot=(0.5, (pad + 0.0) / rows), sway_deg=max(life.sway_deg, 1.2))
    if not pad:
        return life
    inner = rows - 2 * pad
    return replace(life, pivot=(life.pivot[0], (pad + life.pivot[1] * inner) / rows))


def _under_water(one: Placed) -> bool:
    """Whether somebody swims below the surface: all of it is in the water."""
    return one.spot == "water" and one.actor.motion == "swim" and one.actor.foot >= 0.999


def _submerged(picture: Picture, water: NDArray[np.uint8]) -> Picture:
    """What is seen through water: its colour lies over all, most at the belly, and the outline is soft."""
    rows = picture.shape[0]
    deep = np.linspace(0.34, 0.72, rows, dtype=np.float32)[:, None, None]
    out = picture.copy()
    rgb = picture[..., :3].astype(np.float32)
    out[..., :3] = rgb + (water.astype(np.float32) - rgb) * deep
    soft = cv2.GaussianBlur(picture[..., 3], (0, 0), max(0.5, 0.012 * rows))
    out[..., 3] = np.minimum(picture[..., 3], soft) * 0.86
    return out


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
