"""Where players can stand, and the beds of plants that several places share."""

from __future__ import annotations

import numpy as np

from feelm.stage.scenery.flora import crown, flowers
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import GroundKind, Station


def stand(
    scene: Scene,
    near_m: float,
    far_m: float,
    kind: GroundKind = "ground",
    across: tuple[float, float] = (0.08, 0.92),
) -> None:
    """Say where players can stand on the ground, and that things may fly above it."""
    scene.stations.append(Station(kind, near_m, far_m, across, scene.view.eye_m))
    scene.stations.append(Station("air", 8.0, 120.0, (0.1, 0.9), 0.0, (0.06, 0.4)))


def beds(scene: Scene, depth_m: float, span: tuple[float, float], count: int) -> None:
    """A bed of flowers and leaves at a depth, between two frame fractions."""
    view, rng = scene.view, scene.rng("bed", round(depth_m))
    foot, tall = view.row(depth_m), view.px(0.75, depth_m)
    sheet = scene.sheet(depth_m, scene.tones.ramp("leaf", depth_m), top=foot - tall * 2.2)
    x0, x1 = scene.across(span[0]) * view.width, scene.across(span[1]) * view.width
    if x1 < view.box(depth_m)[0] or x0 > view.box(depth_m)[2]:
        return
    count = int(count * view.focal)
    n = max(5, int((x1 - x0) / max(tall * 0.45, 1)))
    xs = np.linspace(x0, x1, n) + rng.normal(0, tall * 0.1, n)
    edge = np.sin(np.linspace(0.15, np.pi - 0.15, n)) ** 0.5
    blobs = np.stack([xs, foot - tall * 0.4 * edge, np.full(n, tall * 0.42), tall * 0.46 * edge + 1], -1)
    crown(
        scene,
        sheet,
        rng,
        blobs,
        scene.tones.ramp("leaf", depth_m),
        per_blob=30,
        dab=0.26,
        low=15,
        high=190,
        flat=0.5,
    )
    if scene.season in ("spring", "summer") and not scene.snowy:
        x = rng.uniform(x0, x1, count)
        high = np.interp(x, xs, edge) * tall * rng.uniform(0.15, 1.05, count)
        size = view.px(0.075, depth_m) * rng.uniform(0.6, 1.3, count)
        at = np.stack([x, foot - high], -1)
        accent = rng.random(count) < 0.3
        flowers(scene, sheet, rng, at[~accent], size[~accent], scene.tones.ramp("petal", depth_m))
        flowers(scene, sheet, rng, at[accent], size[accent], scene.tones.accent_ramp(depth_m))
    scene.card(sheet, f"bed {depth_m:g}", depth_m, ragged=1.4, life=scene.sway(0.8, f"bed {depth_m:g}"))
