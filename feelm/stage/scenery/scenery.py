"""``Scenery``: what this part of the stage gives: layers, places to stand, light and air."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Layer
from feelm.stage.scenery.light import SceneLight
from feelm.stage.scenery.tones import Air, Tones
from feelm.vocabulary import Season

Picture = NDArray[np.uint8]
GroundKind = Literal["ground", "water", "floor", "table", "air"]


def defocus_px(depth_m: float, focus_m: float, focal: float) -> float:
    """Blur of a thin lens (Gaussian sigma, in pixels of a 1280-wide frame) at a depth.

    The circle of confusion grows with the square of the focal length and with the difference of the inverse
    distances (Potmesil & Chakravarty, 1981, eq. 1, for distances much longer than the lens).
    """
    return 5.5 * focal**2 * abs(1.0 / max(depth_m, 0.4) - 1.0 / max(focus_m, 0.4))


@dataclass(frozen=True)
class Station:
    """Where players can be.

    They stand on the level plane ``below_m`` under the camera, between two depths (metres), within ``across``
    (fractions of the frame width at the reference pose). For ``air``, ``rows`` gives the fractions of the frame
    height between which something flies. A player is drawn before the first layer that is nearer than it:
    layers are ordered by ``plane.depth_m``.
    """

    kind: GroundKind
    near_m: float
    far_m: float
    across: tuple[float, float]
    below_m: float
    rows: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Scenery:
    """A place without its players. ``layers`` are ordered back to front by ``plane.depth_m``."""

    layers: tuple[Layer, ...]
    stations: tuple[Station, ...]
    light: SceneLight
    air: Air
    horizon: float
    eye_m: float
    season: Season
    tones: Tones
    focal: float = 1.0

    def shade(self, picture: Picture, depth_m: float, *, rim_px: float = 0.0) -> Picture:
        """A player's picture (h, w, 4 straight alpha) as this light and this air show it at a depth.

        Colours take the hour's tint and darkness and lose themselves in the air with distance; with ``rim_px`` > 0
        the edge toward the light catches its colour over that many pixels.
        """
        out = self.tones.shaded(picture, depth_m)
        if rim_px > 0 and picture.shape[2] == 4:
            _rim(out, self.light, rim_px)
        return out

    def soften_px(self, depth_m: float, focus_m: float, frame_width: int) -> float:
        """Defocus (Gaussian sigma in reference pixels) of a depth when the lens is focused at another.

        Far air adds a little to the blur of the lens.
        """
        blur = min(defocus_px(depth_m, focus_m, self.focal), 9.0)
        return (blur + 0.6 * self.air.share(depth_m)) * frame_width / 1280


def _rim(picture: Picture, light: SceneLight, rim_px: float) -> None:
    alpha = picture[..., 3].astype(np.float32) / 255.0
    dx, dy = light.toward
    step_x, step_y = round(dx * rim_px), round(dy * rim_px)
    moved = np.roll(alpha, (-step_y, -step_x), (0, 1))
    edge = np.clip(alpha - moved, 0.0, 1.0) * (0.25 + 0.6 * light.back) * (0.3 + 0.7 * light.hardness)
    colour = np.asarray(light.rim, np.float32) * 255.0
    rgb = picture[..., :3].astype(np.float32)
    picture[..., :3] = rgb + (colour - rgb) * edge[..., None]
