"""``Tones``: every colour of a scene through its palette, its hour, its weather and the air between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.score.model import WorldPlan
from feelm.stage.scenery.colour import Floats, bytes_of, hex_lab, oklab, srgb
from feelm.stage.scenery.materials import DIMNESS, GREYNESS, HAZE_M, HOURS, MATERIALS, SEASONAL
from feelm.vocabulary import Season

Ramp = NDArray[np.uint8]
"""(256, 3) sRGB: the colours of one material from full shade to full light."""

PULL = 0.62
"""How far colours go to the palette (hue and chroma); lightness goes half as far, so that the hour still shows."""


@dataclass(frozen=True)
class Air:
    """Aerial perspective: at ``depth`` a share ``most · (1 - exp(-(depth / distance_m)^0.75))`` is ``colour``.

    ``colour`` is OKLab; ``most`` bounds the share so that the farthest ridge still shows. The exponent under one
    lets near planes part from each other sooner than real air would: five planes have to be told apart.
    """

    colour: tuple[float, float, float]
    distance_m: float
    most: float = 0.7

    def share(self, depth_m: float) -> float:
        """Share of air in what is seen at a depth, 0..1."""
        return float(self.shares(np.array([max(0.0, depth_m)], np.float32))[0])

    def shares(self, depth_m: Floats) -> Floats:
        """The same for an array of depths in metres."""
        return np.asarray(self.most * (1.0 - np.exp(-((depth_m / self.distance_m) ** 0.75))), np.float32)

    def through(self, lab: Floats, depth_m: float) -> Floats:
        """OKLab colours as seen through the air."""
        share = self.share(depth_m)
        return np.asarray(lab + (np.asarray(self.colour, np.float32) - lab) * share, np.float32)


class Tones:
    """Colours of one shot.

    Args:
        plan: palette, accent, hour, weather, season, light.
        season: the season to dress in where the plan says none.
        indoor: light of a room: the hour weighs less, a lamp warms the night.
    """

    def __init__(self, plan: WorldPlan, season: Season, *, indoor: bool = False) -> None:
        self.season = season
        self.hour = HOURS[plan.time]
        self.grey = GREYNESS[plan.weather]
        self.palette = np.stack([hex_lab(c) for c in plan.palette])
        self.accent = hex_lab(plan.accent)
        self.indoor = indoor
        dim = 1.0 - DIMNESS[plan.weather]
        self.gain = self.hour.gain * dim
        if indoor:
            self.gain = 0.44 + 0.5 * self.gain
        key = hex_lab("#ffcf8a") if indoor and plan.time in ("night", "dusk") else hex_lab(self.hour.key)
        self.key = key * 0.6 + hex_lab(plan.light.colour) * 0.4
        self.shade = hex_lab(self.hour.shade)
        self.dark = plan.time in ("night", "dusk")
        self.sky = self._sky_stops(dim)
        haze = self.sky[2] * 0.55 + self.sky[1] * 0.45
        self.air = Air((float(haze[0]), float(haze[1]), float(haze[2])), HAZE_M[plan.weather])
        self._ramps: dict[tuple[str, int], Ramp] = {}

    def to_palette(self, lab: Floats, pull: float = PULL, lightness: float = 0.3) -> Floats:
        """Pull OKLab colours (..., 3) toward the palette colours near to them."""
        weigh = np.array([0.8, 1.0, 1.0], np.float32)
        gap = ((lab[..., None, :] - self.palette) * weigh) ** 2
        weight = np.exp(-gap.sum(-1) / (2 * 0.09**2)) + 1e-6
        near = (weight[..., None] * self.palette).sum(-2) / weight.sum(-1)[..., None]
        amount = np.array([pull * lightness, pull, pull], np.float32)
        return np.asarray(lab + (near - lab) * amount, np.float32)

    def _sky_stops(self, dim: float) -> Floats:
        stops = np.stack([hex_lab(c) for c in self.hour.sky])
        flat = np.array([stops[:, 0].mean() * 0.55 + stops[2, 0] * 0.4, 0.0, -0.008], np.float32)
        stops = stops + (flat - stops) * (self.grey * 0.85)
        stops[:, 0] *= 0.4 + 0.6 * dim
        return self.to_palette(stops, 0.5, 0.35)

    def cloud_ramp(self, far: float) -> Ramp:
        """Colours of a cloud: shaded ones are near the sky's own, lit ones take the light; ``far`` 0..1 pales them."""
        low, high = self.sky[1], self.sky[2]
        bright = 0.985 - 0.8 * (1.0 - self.hour.gain) if self.dark else 0.985
        white = np.array([bright, 0.0, 0.005], np.float32)
        shade = low * 0.72 + self.shade * 0.28 * np.array(
            [low[0] / max(float(self.shade[0]), 0.2), 1, 1], np.float32
        )
        lit = white * 0.62 + self.key * np.array(
            [bright / max(float(self.key[0]), 0.2) * 0.38, 0.7, 0.7], np.float32
        )
        if self.dark:
            # After sunset a cloud is darker than the sky below it and keeps only a rim of the afterglow.
            shade = low * np.array([0.9, 1, 1], np.float32)
            lit = high * 0.72 + self.key * 0.28 * np.array(
                [high[0] / max(float(self.key[0]), 0.2), 0.6, 0.6], np.float32
            )
        half = (shade + lit) * 0.5 + (high - low) * (0.15 if not self.dark else -0.1)
        three = np.stack([shade - np.array([0.05 * self.hour.gain, 0, 0], np.float32), half, lit])
        three = three + (self.sky[2] - three) * np.float32(0.55 * far)
        return bytes_of(spread(three))

    def lit(self, lab: Floats, light: Floats | float = 0.5) -> Floats:
        """What the hour makes of OKLab colours; ``light`` 0..1 says shade or light, shaped like the colours' (...)."""
        out = np.array(lab, np.float32, copy=True)
        out[..., 0] = self.hour.lift + self.gain * out[..., 0]
        out[..., 1:] *= self.hour.chroma * (1.0 - 0.45 * self.grey) * (0.75 if self.indoor else 1.0)
        tint, amount = hex_lab(self.hour.tint), self.hour.amount * (0.35 if self.indoor else 1.0)
        out[..., 1:] += (tint[1:] - out[..., 1:]) * amount
        side = np.asarray(light, np.float32)[..., None]
        strength = 0.4 * (1.0 - 0.6 * self.grey)
        toward = self.shade[1:] * (1 - side) + self.key[1:] * side
        out[..., 1:] += (toward - out[..., 1:]) * strength * np.abs(side - 0.5) * 2
        return out

    def ramp(self, material: str, depth_m: float = 0.0) -> Ramp:
        """The 256 colours of a material at a depth: index 0 in full shade, 255 in full light."""
        key = (material, round(depth_m * 10))
        if key not in self._ramps:
            three = SEASONAL[material][self.season] if material in SEASONAL else MATERIALS[material]
            self._ramps[key] = self.ramp_of(np.stack([hex_lab(c) for c in three]), depth_m)
        return self._ramps[key]

    def accent_ramp(self, depth_m: float = 0.0) -> Ramp:
        """Shades of the accent, for flowers, signs and lanterns; not pulled to the palette."""
        three = self.accent + np.array([[-0.2, 0, 0], [0, 0, 0], [0.14, 0, 0]], np.float32)
        return bytes_of(self.air.through(self.lit(spread(three), _STEPS), depth_m))

    def ramp_of(self, three: Floats, depth_m: float) -> Ramp:
        """A ramp through any three OKLab colours (shade, half light, light)."""
        lab = self.lit(self.to_palette(spread(three)), _STEPS)
        return bytes_of(self.air.through(lab, 0.0 if self.indoor else depth_m))

    def glow(self, colour: str = "#ffd68a") -> NDArray[np.uint8]:
        """A light's own colour: warm, leaning to the accent, untouched by the hour. sRGB bytes, shape (3,)."""
        lab = hex_lab(colour)
        return bytes_of(lab + (self.accent - lab) * np.array([0.05, 0.2, 0.2], np.float32))

    def shaded(self, picture: NDArray[np.uint8], depth_m: float) -> NDArray[np.uint8]:
        """A picture (h, w, 3 or 4) as the hour, the weather and the air show it at a depth."""
        lab = oklab(picture[..., :3].astype(np.float32) / 255.0)
        light = np.clip(lab[..., 0], 0.0, 1.0)
        lab = self.lit(self.to_palette_lightly(lab), light)
        out = picture.copy()
        out[..., :3] = srgb(self.air.through(lab, 0.0 if self.indoor else depth_m)) * 255.0 + 0.5
        return out

    def to_palette_lightly(self, lab: Floats) -> Floats:
        """Pull colours a little to the mean of the palette, so that a thing keeps its own colours."""
        mean = self.palette.mean(0)
        amount = np.array([0.0, 0.22, 0.22], np.float32)
        return np.asarray(lab + (mean - lab) * amount, np.float32)


_STEPS = np.linspace(0.0, 1.0, 256, dtype=np.float32)


def spread(three: Floats) -> Floats:
    """256 OKLab colours through three: shade at 0, half light a little past the middle, light at the end."""
    stops = np.array([0.0, 0.55, 1.0])
    return np.stack([np.interp(_STEPS, stops, three[:, i]) for i in range(3)], -1).astype(np.float32)
