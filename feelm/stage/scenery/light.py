"""``SceneLight``: the one key light of a shot, and everything that has to agree with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from feelm.score.model import WorldPlan
from feelm.stage.scenery.colour import hex_lab, srgb
from feelm.stage.scenery.tones import Tones
from feelm.stage.scenery.view import View

LOW_SUN = frozenset({"dawn", "sunset", "dusk", "night"})
"""Hours at which sun or moon stands low enough to be in the picture."""
RGB = tuple[float, float, float]


@dataclass(frozen=True)
class SceneLight:
    """The resolved light. Colours are sRGB 0..1.

    ``side`` -1 (from the left) .. 1 (from the right); ``back`` 0 (behind the camera) .. 1 (facing us: silhouettes
    and rims); ``up`` 0 (grazing) .. 1 (overhead); ``hardness`` 0 (sky light only) .. 1 (clear sun);
    ``disc`` is where sun or moon stands (reference pixels) or None when it is not in the picture;
    ``shadow_m`` is the ground offset (right, away from the camera) of a shadow per metre of height.
    """

    side: float
    back: float
    up: float
    hardness: float
    colour: RGB
    ambient: RGB
    shadow: RGB
    rim: RGB
    disc: tuple[float, float] | None
    moon: bool
    shadow_m: tuple[float, float]

    @property
    def toward(self) -> tuple[float, float]:
        """Direction to the light in the picture (right, down), length about one."""
        up = 0.45 + 0.55 * self.up
        across = math.copysign(max(abs(self.side), 0.35), self.side)
        length = math.hypot(across, up)
        return across / length, -up / length


def resolve_light(plan: WorldPlan, view: View, tones: Tones) -> SceneLight:
    """The light of a plan as the picture uses it.

    The disc is placed by a painter's licence: at low hours it stands on the third of the side that the light
    comes from, because a sun outside the frame cannot tell the hour.
    """
    azimuth, elevation = math.radians(plan.light.azimuth), math.radians(plan.light.elevation)
    low = plan.time in LOW_SUN
    side, back = math.sin(azimuth), (1 - math.cos(azimuth)) / 2
    if low:
        back = max(back, 0.6)
    up = min(max(math.sin(elevation), 0.0), 1.0) * (0.45 if low else 1.0)
    hardness = plan.light.strength * (1.0 - tones.grey) * (0.55 if plan.time in ("night", "dusk") else 1.0)
    reach = min(2.6, 1.0 / max(math.tan(max(elevation, 0.25)), 0.2)) * (1.4 if low else 1.0)
    ambient = tones.sky.mean(0) * 0.6 + tones.shade * 0.4
    shadow = tones.shade * 0.55
    rim = tones.key * 0.85 + hex_lab("#ffffff") * 0.15
    return SceneLight(
        side=side,
        back=back,
        up=up,
        hardness=hardness,
        colour=_rgb(srgb(tones.key)),
        ambient=_rgb(srgb(ambient)),
        shadow=_rgb(srgb(shadow)),
        rim=_rgb(srgb(rim)),
        disc=_disc(plan, view, side, back, low),
        moon=plan.time == "night",
        shadow_m=(-side * reach, math.cos(azimuth) * reach if not low else -0.6 * reach),
    )


def _disc(plan: WorldPlan, view: View, side: float, back: float, low: bool) -> tuple[float, float] | None:
    if plan.weather not in ("clear", "cloudy", "wind", "snow") or not (low or back > 0.75):
        return None
    if plan.weather == "snow" and not low:
        return None
    across = math.copysign(0.12 + 0.14 * min(1.0, abs(side) * 1.4), side)
    high = {"dawn": 0.2, "sunset": 0.17, "dusk": 0.3, "night": 0.62}.get(plan.time, 0.72)
    across -= 0.1 * view.turn
    high *= 1.0 + 0.25 * math.sin(5.0 * view.turn)
    return view.cx + across * view.width, view.hz - high * max(view.hz, view.height * 0.25)


def _rgb(colour: object) -> RGB:
    r, g, b = (float(c) for c in colour)  # type: ignore[attr-defined]
    return r, g, b
