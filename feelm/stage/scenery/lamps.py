"""``Lamps``: the glow of lit windows and lanterns."""

from __future__ import annotations

import cv2
import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet

FAINT = 4.0
"""Alpha (0..255) of light that is not worth drawing."""


class Lamps:
    """The lights of one depth: collected while houses are drawn, laid as one layer of glow over them."""

    def __init__(self) -> None:
        self.spots: list[tuple[float, float, float, float]] = []

    def add(self, x: float, y: float, rx: float, ry: float) -> None:
        """A lit thing: centre and half size in reference pixels."""
        self.spots.append((x, y, rx, ry))

    def lay(
        self, scene: Scene, name: str, depth_m: float, colour: str = "#ffcf87", reach: float = 2.4
    ) -> None:
        """Add the glow as light that answers the kick."""
        if not self.spots:
            return
        ink = scene.tones.glow(colour)
        spots = np.array(self.spots)
        span = np.median(spots[:, 2:].max(1)) * reach * 4.5 + 6 * scene.u
        low, high = (spots[:, :2] - span).min(0), (spots[:, :2] + span).max(0)
        box = scene.view.box(depth_m)
        sheet = Sheet(
            (max(low[0], box[0]), max(low[1], box[1]), min(high[0], box[2]), min(high[1], box[3])), 0.25, ink
        )
        amount = np.zeros(sheet.size, np.float32)
        for x, y, rx, ry in self.spots:
            at = ((np.array([x, y]) - (sheet.x0, sheet.y0)) * sheet.scale).round().astype(int).tolist()
            axes = [max(1, round(rx * sheet.scale * 1.3)), max(1, round(ry * sheet.scale * 1.3))]
            cv2.ellipse(amount, at, axes, 0, 0, 360, 1.0, -1)
        mean = min(float(np.median(spots[:, 2:].max(1))), 26 * scene.u)
        soft = cv2.GaussianBlur(amount, (0, 0), max(0.6, mean * reach * 0.5 * sheet.scale))
        soft += 0.5 * cv2.GaussianBlur(amount, (0, 0), max(0.6, mean * reach * 1.6 * sheet.scale))
        # A glow that nobody sees would still cost a warp of the whole frame.
        glow = np.clip(soft * 112, 0, 185)
        sheet.rgba[..., 3] = np.where(glow < FAINT, 0, glow)
        life = Life(twinkle=0.06, twinkle_period_s=3.1, react="kick", react_kind="glow", react_gain=0.35)
        plane = Plane("card", depth_m * 0.999)
        scene.add(sheet.layer(name, plane, blend="add", life=life, paint=PaintHint("none")))
