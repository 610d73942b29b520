"""Water: sea, lake, river, flooded fields and wet streets, with what they mirror."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import bytes_of, hex_lab
from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.grain import Field, smooth
from feelm.stage.scenery.land import (
    Grounds,
    base_tone,
    blend,
    coloured,
    far_air,
    grounds,
    lay_ground,
    patches,
)
from feelm.stage.scenery.scene import GROUND_FAR_M, Scene
from feelm.stage.scenery.sheet import Sheet


def mirror(
    scene: Scene, g: Grounds, ripple: float, *, about_m: float = 1e6, beyond_m: float = 0.0, pull: float = 0.0
) -> NDArray[np.float32]:
    """What the water of a ground sheet mirrors: (h, w, 3) float32.

    The picture behind is turned about the foot row of ``about_m`` and shaken by waves; ``pull`` smears it
    downward as wet stone does. Only layers beyond ``beyond_m`` are mirrored.
    """
    view, scale = scene.view, 0.5
    line = view.row(about_m)
    _, top, right, _ = view.box()
    box = (g.sheet.x0, top, max(right, g.sheet.x0 + 2), max(line, top + 2))
    back = scene.behind(beyond_m, scale, box)
    if pull:
        # Lights are drawn out longer than anything else: they are far brighter than white paint can say.
        lights = cv2.GaussianBlur(
            np.maximum(back - 150.0, 0.0), (0, 0), 1.1 * scene.u, sigmaY=max(0.3, pull * 1.5 * scale)
        )
        back = cv2.GaussianBlur(back, (0, 0), 1.0 * scene.u, sigmaY=max(0.3, pull * scale * 0.7))
        back = np.minimum(back + lights * (5.0 if scene.lamps else 0.0), 255.0)
    rows, cols, z = g.sheet.rows(), g.sheet.columns(), g.z
    long = scene.grain.at(g.x / 26.0 + 0.3, np.broadcast_to(z / 7.0, g.shape))
    wave = long + 0.5 * scene.grain.at(g.x / 9.0, np.broadcast_to(z / 2.2 + 0.4, g.shape))
    reach = ripple * (1.5 + 0.11 * (rows - view.hz)) * np.clip(view.f * view.eye_m / z**2 * 3, 0.12, 1.0)
    from_row = 2 * line - rows - wave * reach * 1.6 - pull * 0.3
    map_x = (cols + wave * reach * 0.5) - box[0]
    map_y = np.minimum(from_row, line - 1) - box[1]
    seen = cv2.remap(
        back,
        np.asarray(map_x * scale, np.float32),
        np.asarray(map_y * scale, np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(seen, np.float32)


def water(
    scene: Scene, *, swell: float = 0.5, about_m: float = 1e6, life_px: float = 1.4, name: str = "water",
    share: Field | None = None, far_m: float = GROUND_FAR_M, stretch: float = 0.0,
) -> Grounds:  # fmt: skip
    """Open water from the horizon down; ``swell`` 0 (a pond) .. 1 (a rough sea).

    ``share`` (h, w) cuts it; ``stretch`` draws reflections out downward by so many pixels, as lights do at night.
    """
    g = grounds(scene)
    swell = min(1.3, swell * (0.7 + 0.9 * scene.wind))
    seen = mirror(scene, g, 0.6 + 2.2 * swell, about_m=about_m, beyond_m=far_m, pull=stretch * scene.u)
    ramp = scene.tones.ramp("water")
    down = np.clip((g.sheet.rows() - scene.view.hz) / (scene.view.height * 0.62), 0, 1)
    long = patches(scene, g, 2.4, (0.1, 0.1), 0.32)
    short = patches(scene, g, 0.5, (0.5, 0.2), 0.4)
    crest = long * 0.8 + short * 0.5
    body = coloured(ramp, 92 - 26 * down + (30 + 26 * swell) * crest)
    fresnel = np.clip(0.84 - 0.5 * down - (0.16 + 0.2 * swell) * crest, 0.1, 0.94).astype(np.float32)
    rgb = np.asarray(body + (seen - body) * fresnel[..., None], np.uint8)
    rgb = far_air(scene, g, rgb)
    alpha = None if share is None else np.asarray(share * 255, np.uint8)
    g.paint(rgb, alpha)
    if share is None:
        _dashes(scene, g, swell)
    life = Life(ripple_px=life_px * scene.u, ripple_period_s=3.6, ripple_wavelength_px=46 * scene.u)
    lay_ground(scene, g, name, life=life, grain=0.02, far_m=far_m)
    light_path(scene)
    return g


def _dashes(scene: Scene, g: Grounds, swell: float) -> None:
    """Brush dashes of light and dark that lie on the waves, long near us and thin far away."""
    view, rng = scene.view, scene.rng("dashes")
    n = 520
    bottom = g.bottom
    row = view.hz + 3 + (bottom - view.hz) * rng.random(n) ** 1.5
    row.sort()
    x = rng.uniform(g.sheet.x0, g.right, n)
    near = (row - view.hz) / max(view.height * 0.5, 1)
    half = (5 + 62 * near * (0.5 + swell)) * scene.u * rng.uniform(0.3, 1.1, n)
    tone = np.where(rng.random(n) < 0.5, rng.uniform(10, 70, n), rng.uniform(150, 235, n))
    ink = pick(scene.tones.ramp("water"), tone).astype(np.float32)
    under = _colours_at(g, x, row)
    mixed = np.asarray(under + (ink - under) * (0.24 + 0.2 * swell), np.uint8)
    tilt = rng.normal(0, 0.03, n) * half
    wide = np.clip(0.8 + 4.0 * near, 0.8, 6) * scene.u
    g.sheet.strokes(np.stack([x - half, row - tilt], -1), np.stack([x + half, row + tilt], -1), wide, mixed)


def _colours_at(g: Grounds, x: NDArray[np.float64], row: NDArray[np.float64]) -> NDArray[np.float32]:
    h, w = g.sheet.size
    i = np.clip((row - g.sheet.y0) * g.sheet.scale, 0, h - 1).astype(int)
    j = np.clip((x - g.sheet.x0) * g.sheet.scale, 0, w - 1).astype(int)
    return np.asarray(g.sheet.rgba[i, j, :3], np.float32)


def light_path(scene: Scene, *, top_m: float = 900.0, strength: float = 1.0) -> None:
    """The broken road of light under sun or moon on the water, added light that glitters with the music."""
    view, light = scene.view, scene.light
    if light.disc is None:
        return
    rng = scene.rng("path of light")
    colour = (
        bytes_of(scene.outside.key * 0.6 + hex_lab("#fff0cc") * 0.4)
        if not light.moon
        else bytes_of(hex_lab("#c9d6f2"))
    )
    x0, bottom = light.disc[0], view.height * (1 + view.overscan * 1.2)
    top = view.row(top_m)
    n = 260
    row = top + (bottom - top) * rng.random(n) ** 1.7
    near = (row - view.hz) / max(view.height * 0.5, 1)
    spread = (14 + 90 * near) * scene.u
    x = x0 + rng.normal(0, 0.5, n) * spread
    half = (3 + 34 * near) * rng.uniform(0.3, 1.2, n) * scene.u
    sheet = Sheet((x0 - 420 * scene.u, top - 3, x0 + 420 * scene.u, bottom), 0.5, colour)
    faint = 1.0 - 0.55 * np.clip(near, 0, 1)
    ink = np.asarray(colour[None] * (faint * rng.uniform(0.45, 1.0, n))[:, None], np.uint8)
    wide = np.clip(1.0 + 3.2 * near, 1, 5) * scene.u
    sheet.strokes(np.stack([x - half, row], -1), np.stack([x + half, row], -1), wide, ink)
    sheet.softened(1.1 * scene.u)
    life = Life(
        ripple_px=3 * scene.u, ripple_period_s=2.6, ripple_wavelength_px=28 * scene.u,
        twinkle=0.15, twinkle_period_s=1.9, react="onset", react_kind="glow", react_gain=0.35,
    )  # fmt: skip
    plane = Plane("ground", GROUND_FAR_M - 2, view.eye_m)
    scene.add(
        sheet.layer(
            "path of light",
            plane,
            blend="add",
            life=life,
            paint=PaintHint("fine", 0.5),
            opacity=0.75 * strength,
        )
    )


def shore(
    scene: Scene, material: str, edge_m: float, *, wavy_m: float = 0.8, wet: bool = True, foam: bool = True
) -> Grounds:
    """Near land at the water's edge, ``edge_m`` away: sand, grass or stones; the caller lays it."""
    g = grounds(scene, far_m=edge_m * 1.5)
    line = (
        edge_m
        + wavy_m * np.sin(g.x / 5.0 + 1.0)
        + wavy_m * 0.5 * np.sin(g.x / 1.9)
        + 0.25 * patches(scene, g, 1.2)
    )
    inside = line - g.z
    tone = (
        base_tone(scene, g, 140) + 14 * patches(scene, g, 1.6, (0.3, 0.1), 0.5) + 10 * patches(scene, g, 0.25)
    )
    rgb = coloured(scene.tones.ramp(material), tone)
    if wet:
        dark = coloured(scene.tones.ramp(material), tone - 62)
        rgb = blend(rgb, dark, 1.0 - smooth(0.6, 2.2, inside))
        seen = mirror(scene, g, 0.8, beyond_m=GROUND_FAR_M)
        gloss = (1.0 - smooth(0.2, 1.7, inside)) * 0.45
        rgb = np.asarray(rgb + (seen - rgb) * gloss[..., None], np.uint8)
    if foam:
        white = coloured(scene.tones.ramp("snow"), np.full(g.shape, 205, np.float32))
        lace = 1.0 - smooth(0.0, 0.45, np.abs(inside - 0.12) + 0.22 * patches(scene, g, 0.3, (0.4, 0.8)))
        second = 0.5 * (
            1.0 - smooth(0.0, 0.3, np.abs(inside - 0.9) + 0.3 * patches(scene, g, 0.5, (0.1, 0.6)))
        )
        rgb = blend(rgb, white, np.clip(lace * 0.95 + second, 0, 1))
    alpha = smooth(-0.06, 0.1, inside)
    g.paint(far_air(scene, g, rgb), np.asarray(alpha * 255, np.uint8))
    return g


def breakers(scene: Scene, edge_m: float) -> None:
    """Long waves coming in before a beach: white crests on the water that swell and sink."""
    view, rng = scene.view, scene.rng("breakers")
    white = scene.tones.ramp("snow")
    for i, depth in enumerate((edge_m * 3.6, edge_m * 2.1, edge_m * 1.35)):
        row = view.row(depth)
        tall = max(view.px(0.34, depth), 2 * scene.u)
        sheet = scene.sheet(depth, scene.tones.ramp("water"), top=row - tall * 2.5)
        left, _, right, _ = view.box(depth)
        n = int(60 + 40 * i)
        x = np.sort(rng.uniform(left, right, n))
        crest = np.clip(
            np.sin(x / (view.width * 0.17) + i * 2.3) + 0.5 * np.sin(x / (view.width * 0.071) + i), 0, 1.3
        )
        keep = crest > 0.3
        x, crest = x[keep], crest[keep]
        k = len(x)
        y = row - tall * 0.35 * crest + rng.normal(0, tall * 0.06, k)
        half = np.stack([tall * rng.uniform(1.0, 3.0, k), tall * 0.2 * crest], -1)
        sheet.dabs(np.stack([x, y], -1), half * (0.9, 1.0), 0.0, pick(white, rng.uniform(125, 225, k)))
        life = Life(
            bob_px=tall * 0.35,
            bob_period_s=4.6 + i,
            drift_px_s=(0.0, 0.0),
            phase=0.3 * i,
            react="bass",
            react_kind="hop",
            react_gain=0.3,
        )
        scene.card(sheet, f"breaker {i}", depth, ragged=2.0, life=life)
