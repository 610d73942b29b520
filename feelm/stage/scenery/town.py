"""What people built along the way: skylines, rows of houses, poles, walls."""

from __future__ import annotations

import numpy as np

from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.houses import HouseKind, grid, house
from feelm.stage.scenery.lamps import Lamps
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp


def skyline(
    scene: Scene,
    name: str,
    depth_m: float,
    rise: float,
    *,
    lit: float = 0.3,
    width: float = 0.05,
    scale: float = 1.0,
) -> None:
    """Blocks of a city far away: ``rise`` in frame heights above the horizon, ``width`` of a block in frames."""
    view, rng = scene.view, scene.rng("skyline", name)
    ramp = scene.tones.ramp("city", depth_m)
    foot = view.row(depth_m) + 0.01 * view.height
    rise, width = rise * view.focal, width * view.focal
    sheet = scene.sheet(depth_m, ramp, scale=scale, top=view.hz - rise * view.height * 1.35)
    left, _, right, _ = view.box(depth_m)
    lamps = Lamps()
    glow = scene.tones.glow()
    x = left
    while x < right:
        w = view.width * width * rng.uniform(0.5, 1.3)
        top = view.hz - rise * view.height * rng.uniform(0.3, 1.0) ** 1.1
        tone = float(rng.uniform(70, 150))
        sheet.rect(x, top, x + w, foot, ramp[int(tone)])
        edge = x + w * (0.72 if scene.light.side > 0 else 0.0)
        sheet.rect(
            edge, top, edge + w * 0.28, foot, ramp[int(min(255, tone + 45 * scene.light.hardness + 12))]
        )
        if rng.random() < 0.4:
            sheet.rect(x + w * 0.3, top - w * 0.18, x + w * 0.6, top, ramp[int(tone * 0.9)])
        grid(scene, sheet, rng, (x, top, x + w, foot), ramp, tone, lit, glow, lamps, depth_m)
        x += w * rng.uniform(0.8, 1.25)
    scene.card(sheet, name, depth_m, ragged=0.9, grain=0.05)
    if depth_m < 2000:
        lamps.lay(scene, f"{name} lights", depth_m)


def houses(
    scene: Scene, name: str, depth_m: float, kinds: tuple[HouseKind, ...], width_m: float, places: tuple[float, ...],
) -> None:  # fmt: skip
    """Houses at a depth, at frame fractions ``places`` across."""
    view = scene.view
    wide = view.px(width_m, depth_m)
    foot = view.row(depth_m)
    sheet = scene.sheet(depth_m, scene.tones.ramp("plaster", depth_m), top=foot - wide * 2.2)
    lamps = Lamps()
    for i, at in enumerate(places):
        rng = scene.style(name, i)
        size = wide * float(rng.uniform(0.85, 1.12))
        house(
            scene,
            sheet,
            rng,
            (scene.across(at) * view.width, foot),
            size,
            kinds[i % len(kinds)],
            depth_m,
            lamps,
        )
    scene.card(sheet, name, depth_m, ragged=1.3, grain=0.07, angle=12)
    lamps.lay(scene, f"{name} lights", depth_m)


def poles(
    scene: Scene,
    depths: tuple[float, ...],
    x_m: float,
    *,
    lamp: bool = False,
    tall_m: float = 4.2,
    name: str = "pole",
) -> None:
    """Poles along a road, ``x_m`` right of us, with wires or a lamp that is lit after dark."""
    view = scene.view
    for i, depth in enumerate(depths):
        ramp = scene.tones.ramp("metal" if lamp else "wood", depth)
        x, foot, tall = view.column(x_m, depth), view.row(depth), view.px(tall_m if lamp else 6.5, depth)
        sheet = scene.sheet(depth, ramp, top=foot - tall * 1.15)
        sheet.path([(x, foot), (x, foot - tall)], max(1.2 * scene.u, view.px(0.14, depth)), ramp[50])
        lamps = Lamps()
        if lamp:
            side = -np.sign(x_m) or 1.0
            arm = x + side * view.px(0.7, depth)
            sheet.path(
                [(x, foot - tall), (arm, foot - tall * 1.02)], max(1.0, view.px(0.08, depth)), ramp[50]
            )
            head = (arm, foot - tall * 0.995)
            ink = scene.tones.glow("#ffe0a0") if scene.lamps else ramp[200]
            r = max(1.5 * scene.u, view.px(0.22, depth))
            sheet.dabs([head], [(r, r * 0.5)], 0.0, ink[None])
            if scene.lamps:
                lamps.add(head[0], head[1], r * 1.3, r)
        else:
            for up in (0.98, 0.88):
                sheet.path(
                    [
                        (x - view.px(0.9, depth), foot - tall * up),
                        (x + view.px(0.9, depth), foot - tall * up),
                    ],
                    view.px(0.1, depth),
                    ramp[55],
                )
            _wires(scene, sheet, x, foot - tall, depth, ramp)
        scene.card(sheet, f"{name} {i}", depth, ragged=0.8)
        lamps.lay(scene, f"{name} {i} light", depth, reach=3.4)


def _wires(scene: Scene, sheet: Sheet, x: float, y: float, depth: float, ramp: Ramp) -> None:
    left, _, right, _ = scene.view.box(depth)
    t = np.linspace(0, 1, 16)
    sag = scene.view.px(0.9, depth)
    for end in (left, right):
        for k in (0.0, 0.7):
            points = np.stack([x + (end - x) * t, y + scene.view.px(k, depth) + sag * np.sin(np.pi * t)], -1)
            sheet.path(points, 1.0, ramp[70])


def wall(
    scene: Scene,
    name: str,
    depth_m: float,
    height_m: float,
    material: str,
    left: float,
    right: float,
    *,
    cap: str | None = None,
) -> None:
    """A low wall of stones or boards between two frame fractions."""
    view, rng = scene.view, scene.rng("wall", name)
    ramp = scene.tones.ramp(material, depth_m)
    foot, tall = view.row(depth_m), view.px(height_m, depth_m)
    x0, x1 = scene.across(left) * view.width, scene.across(right) * view.width
    sheet = scene.sheet(depth_m, ramp, top=foot - tall * 1.4)
    sheet.rect(x0, foot - tall, x1, foot, ramp[70])
    n = int(np.clip((x1 - x0) * tall / max((tall * 0.3) ** 2, 1) * 0.9, 20, 320))
    at = np.stack([rng.uniform(x0, x1, n), foot - tall * rng.uniform(0.08, 0.95, n)], -1)
    r = tall * rng.uniform(0.09, 0.17, (n, 1)) * (1.35, 0.85)
    lit = 110 + 50 * rng.random(n) + 30 * (foot - at[:, 1]) / tall
    sheet.dabs(at + np.array([0, tall * 0.03]), r, 0.0, pick(ramp, lit - 70))
    sheet.dabs(at, r * 0.92, rng.uniform(-12, 12, n), pick(ramp, lit))
    if cap:
        roof = scene.tones.ramp(cap, depth_m)
        sheet.fill(
            [
                (x0, foot - tall * 0.98),
                (x0, foot - tall * 1.16),
                (x1, foot - tall * 1.16),
                (x1, foot - tall * 0.98),
            ],
            roof[92],
        )
        for x in np.arange(x0, x1, max(tall * 0.16, 3)):
            sheet.path([(x, foot - tall * 1.16), (x, foot - tall * 0.98)], max(1.0, tall * 0.05), roof[48])
    scene.card(sheet, name, depth_m, ragged=1.6, grain=0.06)
