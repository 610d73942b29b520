"""Inside a wood: trunks that leave the frame, leaves overhead, beams of light."""

from __future__ import annotations

import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import bytes_of
from feelm.stage.scenery.flora import crown, pick
from feelm.stage.scenery.scene import Scene


def trunks(scene: Scene, depth_m: float, places: tuple[float, ...]) -> None:
    """Tall trunks at a depth, at frame fractions across, reaching out of the frame."""
    view, rng = scene.view, scene.rng("trunks", round(depth_m))
    bark = scene.tones.ramp("bark", depth_m)
    foot, top = view.row(depth_m), view.box(depth_m)[1]
    sheet = scene.sheet(depth_m, bark)
    lit = np.sign(scene.light.side)
    for at in places:
        x = scene.across(at) * view.width + rng.normal(0, 0.01) * view.width
        half = view.px(rng.uniform(0.2, 0.36), depth_m)
        lean = rng.normal(0, 0.03) * (foot - top)
        shape = [
            (x - half * 1.7, foot), (x - half * 0.95, foot - half * 2), (x - half * 0.7 + lean, top),
            (x + half * 0.7 + lean, top), (x + half * 0.95, foot - half * 2), (x + half * 1.7, foot),
        ]  # fmt: skip
        sheet.fill(shape, bark[46])
        n = 70
        up = rng.random(n)
        across = rng.uniform(-0.8, 0.8, n)
        sx = x + lean * up + across * half * (1 - 0.25 * up)
        sy = foot + (top - foot) * up
        long = half * rng.uniform(0.8, 2.4, n)
        tone = 46 + 66 * across * lit * (0.3 + scene.light.hardness) + rng.normal(0, 12, n)
        sheet.strokes(np.stack([sx, sy], -1), np.stack([sx, sy - long], -1), half * 0.16, pick(bark, tone))
        moss = scene.tones.ramp("grass", depth_m)
        m = 16
        mx, my = x + rng.uniform(-1.8, 1.8, m) * half, foot - rng.random(m) ** 2 * half * 2.2
        size = rng.uniform(0.2, 0.5, (m, 2)) * half
        sheet.dabs(np.stack([mx, my], -1), size, 0.0, pick(moss, rng.uniform(20, 110, m)))
        shade = np.array([(x + scene.light.shadow_m[0] * half * 2, foot + half * 0.1)])
        sheet.dabs(shade, np.array([(half * 4.5, half * 0.35)]), 0.0, moss[18][None])
    scene.card(sheet, f"trunks {depth_m:g}", depth_m, ragged=1.4, grain=0.05, angle=80)


def overhang(scene: Scene, depth_m: float, reach: float) -> None:
    """A roof of leaves along the top of the frame, lower at the sides; ``reach`` in frame heights."""
    view, rng = scene.view, scene.rng("overhang")
    ramp = scene.tones.ramp("leaf", depth_m)
    left, top, right, _ = view.box(depth_m)
    sheet = scene.sheet(depth_m, ramp, scale=0.7, box=(left, top, right, view.height * reach * 1.7))
    n = 34
    x = np.linspace(left, right, n) + rng.normal(0, 0.015, n) * view.width
    side = np.clip(np.abs(x - view.cx) / (0.5 * view.width), 0, 1.2)
    low = view.height * reach * (0.12 + 0.88 * side**1.6)
    y = top + (low - top) * rng.random(n) ** 0.4
    r = view.height * rng.uniform(0.06, 0.12, n)
    blobs = np.stack([x, y - r * 0.6, r * 1.4, r], -1)
    crown(scene, sheet, rng, blobs, ramp, per_blob=34, dab=0.22, low=4, high=165, flat=0.55)
    scene.card(sheet, "overhang", depth_m, ragged=1.6, life=scene.sway(0.25, "overhang", (0.5, 0.0)))


def sunbeams(scene: Scene, depth_m: float) -> None:
    """Slanting beams between the trunks, when the light is hard enough to have any."""
    strength = scene.light.hardness
    if strength < 0.15:
        return
    view, rng = scene.view, scene.rng("sunbeams")
    ink = bytes_of(scene.outside.key)
    sheet = scene.sheet(depth_m, scene.tones.ramp("leaf"), scale=0.25)
    sheet.rgba[..., :3] = ink
    _, top, _, _ = view.box(depth_m)
    slant = -np.sign(scene.light.side) * 0.5
    for at in rng.uniform(0.22, 0.78, 5):
        x, wide = at * view.width, rng.uniform(0.02, 0.05) * view.width
        foot = view.row(depth_m) + 0.05 * view.height
        run = slant * (foot - top)
        high, low = (x - run * 0.5, wide), (x + run * 0.5, wide * 1.8)
        beam = [(high[0], top), (sum(high), top), (sum(low), foot), (low[0], foot)]
        sheet.fill(beam, ink, 70)
    fade = np.clip(1.15 - np.linspace(0, 1, sheet.size[0], dtype=np.float32), 0, 1)[:, None]
    sheet.rgba[..., 3] = sheet.rgba[..., 3] * fade
    sheet.softened(9 * scene.u)
    life = Life(twinkle=0.2, twinkle_period_s=5.5, react="loudness", react_kind="glow", react_gain=0.25)
    plane = Plane("card", depth_m)
    scene.add(
        sheet.layer(
            "sunbeams", plane, blend="add", life=life, paint=PaintHint("none"), opacity=0.25 + 0.5 * strength
        )
    )
