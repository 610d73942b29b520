"""The two walls of a street: facades in perspective, segment by segment, with shops, windows, awnings and signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from feelm.stage.scenery.lamps import Lamps
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Colour, Sheet
from feelm.stage.scenery.tones import Ramp

FLOOR_M = 3.1
_TOLD_M = 40.0
"""Beyond this a house is a tone with lit windows below: a street that tells everything is told by nobody."""
UNDERLAP = 0.86
"""A segment reaches this much nearer than it must, under its nearer neighbour, so that parallax opens no gap."""


@dataclass(frozen=True)
class Facade:
    """One side of one segment: the upright plane ``x_m`` beside us from ``near_m`` to ``far_m``, ``high_m`` tall."""

    scene: Scene
    sheet: Sheet
    lamps: Lamps
    side: int
    x_m: float
    near_m: float
    far_m: float
    high_m: float
    depth_m: float

    def at(self, z_m: float, up_m: float, out_m: float = 0.0) -> tuple[float, float]:
        """Reference pixel of a point of the facade, ``out_m`` out over the street."""
        view = self.scene.view
        return view.column(self.side * (self.x_m - out_m), z_m), view.row(z_m, up_m)

    def patch(self, z0: float, z1: float, low: float, high: float, ink: Colour, out_m: float = 0.0) -> None:
        """Fill a rectangle of the facade."""
        corners = [self.at(z, up, out_m) for z, up in ((z0, low), (z1, low), (z1, high), (z0, high))]
        self.sheet.fill(corners, ink)

    def glow(self, z0: float, z1: float, low: float, high: float) -> None:
        """Let a rectangle of the facade shine."""
        (x0, y0), (x1, y1) = self.at(z0, high), self.at(z1, low)
        half = max(abs(x1 - x0) / 2, 1.0 * self.scene.u), max(abs(y1 - y0) / 2, 1.0 * self.scene.u)
        self.lamps.add((x0 + x1) / 2, (y0 + y1) / 2, *half)


def terrace(scene: Scene, cuts: Sequence[float], half_street_m: float) -> None:
    """Both walls of a street, cut at depths ``cuts`` (rising, metres), ``half_street_m`` from its middle.

    All their lights are one layer: no house stands before another in a straight street.
    """
    lamps = Lamps()
    for near, far in pairwise(cuts):
        for side in (-1, 1):
            _segment(scene, lamps, near, far, side, half_street_m)
    lamps.lay(scene, "facade lights", 1.3 * cuts[0])


def _segment(scene: Scene, lamps: Lamps, near: float, far: float, side: int, x_m: float) -> None:
    depth = float(np.sqrt(near * far))
    name = f"facade {depth:.3g} {'left' if side < 0 else 'right'}"
    rng = scene.rng(name)
    ramp = scene.tones.ramp(("plaster", "brick", "stone", "plaster", "wood")[int(rng.integers(5))], depth)
    high = float(rng.uniform(5.5, 11.5))
    sheet = scene.sheet(depth, ramp, top=scene.view.row(near, high + 1.5), scale=0.75)
    wall = Facade(scene, sheet, lamps, side, x_m, near, far, high, depth)
    facing = 1.0 if side * scene.light.side < 0 else 0.0
    tone = 98 + (80 * facing - 14) * scene.light.hardness + rng.uniform(-8, 8)
    _gable(wall, ramp, tone)
    wall.patch(near * UNDERLAP, far, 0.0, high, ramp[int(tone)])
    wall.patch(near * UNDERLAP, far, high * 0.93, high, ramp[int(min(255, tone + 26))])
    if near < _TOLD_M:
        _windows(wall, rng, ramp, tone)
        _signs(wall, rng)
    _shop(wall, rng, tone)
    if scene.snowy:
        wall.patch(near * UNDERLAP, far, high, high + 0.25, scene.tones.ramp("snow", depth)[200], 0.15)
    scene.card(sheet, name, depth, ragged=1.1, grain=0.06, angle=12 * side)


def _gable(wall: Facade, ramp: Ramp, tone: float) -> None:
    """The end wall that faces us, seen where the nearer house is lower."""
    view, near = wall.scene.view, wall.near_m
    x0, y0 = wall.at(near, wall.high_m)
    x1 = view.column(wall.side * (wall.x_m + 14.0), near)
    wall.sheet.rect(min(x0, x1), y0, max(x0, x1), view.row(near), ramp[int(max(0, tone * 0.8))])
    cap = wall.scene.tones.ramp("roof", wall.depth_m)[70]
    wall.sheet.rect(min(x0, x1), y0 - view.px(0.25, near), max(x0, x1), y0, cap)


def _windows(wall: Facade, rng: np.random.Generator, ramp: Ramp, tone: float) -> None:
    scene = wall.scene
    glass = scene.tones.ramp("water", wall.depth_m)
    frame = ramp[int(max(0, tone - 52))]
    bays = max(1, round((wall.far_m - wall.near_m) / 3.6))
    edges = np.linspace(wall.near_m, wall.far_m, bays + 1)
    for a, b in pairwise(edges.tolist()):
        z0, z1 = a + 0.24 * (b - a), a + 0.76 * (b - a)
        for floor in range(1, int(wall.high_m / FLOOR_M) + 1):
            low = floor * FLOOR_M + 0.9
            if low + 1.4 > wall.high_m * 0.95:
                break
            wall.patch(z0 - 0.1 * (b - a), z1 + 0.1 * (b - a), low - 0.15, low + 1.5, frame)
            if scene.lamps and rng.random() < 0.32:
                warm = np.asarray(scene.tones.glow(), np.float32) * rng.uniform(0.6, 1.0)
                wall.patch(z0, z1, low, low + 1.35, np.asarray(warm, np.uint8))
                wall.glow(z0, z1, low, low + 1.35)
            else:
                wall.patch(z0, z1, low, low + 1.35, glass[int(rng.uniform(40, 105))])
                if not scene.lamps:
                    wall.patch(z0, (z0 + z1) / 2, low + 0.6, low + 1.35, glass[150])


def _shop(wall: Facade, rng: np.random.Generator, tone: float) -> None:
    """The ground floor: a shop window or a shut door, under an awning."""
    scene, near, far = wall.scene, wall.near_m, wall.far_m
    wood = scene.tones.ramp("wood", wall.depth_m)
    a, b = near + 0.06 * (far - near), far - 0.08 * (far - near)
    wall.patch(a, b, 0.0, 2.75, wood[int(np.clip(tone - 60, 12, 120))])
    z0, z1 = a + 0.08 * (b - a), a + 0.66 * (b - a)
    shut = scene.lamps and rng.random() < 0.3
    if scene.lamps and not shut:
        warm = np.asarray(scene.tones.glow("#ffe2a8"), np.float32)
        wall.patch(z0, z1, 0.6, 2.3, np.asarray(warm, np.uint8))
        wall.patch(z0, z1, 0.6, 1.15, np.asarray(warm * 0.62, np.uint8))
        wall.glow(z0, z1, 0.6, 2.3)
    else:
        wall.patch(z0, z1, 0.6, 2.3, scene.tones.ramp("water", wall.depth_m)[55 if shut else 92])
    wall.patch(a + 0.74 * (b - a), a + 0.93 * (b - a), 0.0, 2.2, wood[int(np.clip(tone - 20, 20, 150))])
    _awning(wall, rng, a, b, tone)


def _awning(wall: Facade, rng: np.random.Generator, a: float, b: float, tone: float) -> None:
    scene = wall.scene
    cloth = (
        scene.tones.accent_ramp(wall.depth_m)
        if rng.random() < 0.22
        else scene.tones.ramp("curtain", wall.depth_m)
    )
    stripes = np.linspace(a, b, 8)
    for i, (p, q) in enumerate(pairwise(stripes.tolist())):
        corners = [wall.at(p, 3.0), wall.at(q, 3.0), wall.at(q, 2.45, 0.9), wall.at(p, 2.45, 0.9)]
        wall.sheet.fill(corners, cloth[int(np.clip(tone + (22 if i % 2 else 2), 0, 255))])
    wall.sheet.path([wall.at(a, 2.4, 0.9), wall.at(b, 2.4, 0.9)], max(1.0, 2 * scene.u), cloth[40])


def _signs(wall: Facade, rng: np.random.Generator) -> None:
    """Upright signs that hang out over the pavement and face us."""
    scene, view = wall.scene, wall.scene.view
    if rng.random() < 0.5 or wall.high_m < 6.5:
        return
    z = float(rng.uniform(wall.near_m, wall.far_m))
    low = float(rng.uniform(3.3, 4.2))
    x0, y0 = wall.at(z, low + 1.9, 0.1)
    x1, y1 = wall.at(z, low, 0.75)
    accent = rng.random() < 0.3
    board = scene.tones.accent_ramp(wall.depth_m) if accent else scene.tones.ramp("plaster", wall.depth_m)
    ink: Colour = board[150]
    if scene.lamps:
        ink = scene.tones.glow("#ff9a6a" if accent else "#ffe9c0")
        wall.lamps.add((x0 + x1) / 2, (y0 + y1) / 2, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    wall.sheet.rect(min(x0, x1), y0, max(x0, x1), y1, ink)
    for k in range(3):
        row = y0 + (y1 - y0) * (0.22 + 0.28 * k)
        mark = [(min(x0, x1) + abs(x1 - x0) * 0.25, row), (max(x0, x1) - abs(x1 - x0) * 0.25, row)]
        wall.sheet.path(mark, max(1.0, view.px(0.16, z)), board[40])
