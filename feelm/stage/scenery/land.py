"""Far land and the ground: ridges, skylines of hills, meadow, furrows, sand, snow, roads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import srgb
from feelm.stage.scenery.flora import flowers, grass, pick
from feelm.stage.scenery.grain import AnyField, Field, outline, smooth
from feelm.stage.scenery.scene import GROUND_FAR_M, Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp


def ridge(
    scene: Scene,
    name: str,
    depth_m: float,
    rise: float,
    *,
    material: str = "mountain",
    rough: float = 0.5,
    knots: int = 3,
    snow: float = 0.0,
    wooded: bool = False,
    peak: bool = False,
    slope: float = 0.0,
    sink: float = 0.015,
) -> None:
    """A range of hills: ``rise`` is its height above the horizon in frame heights; ``snow`` 0..1 caps it."""
    view, rng = scene.view, scene.rng("ridge", name)
    high = rise * view.height * view.focal
    foot = max(view.hz, view.row(depth_m)) + sink * view.height * view.focal
    knots = max(2, round(knots / max(view.focal, 1.0) + 0.01))
    ramp = scene.outside.ramp(material, depth_m)
    sheet = scene.sheet(depth_m, ramp, scale=0.5, top=view.hz - high * 1.08 - 4)
    w = sheet.size[1]
    profile = outline(rng, w, rough, 7, knots)
    if peak:
        summit = np.exp(-(((np.linspace(0, 1, w) - float(rng.uniform(0.28, 0.72))) / 0.3) ** 2))
        profile = np.asarray(profile * (0.45 + 0.55 * summit) * 1.15, np.float32) ** 1.25
    if slope:
        toward = np.linspace(0, 1, w) if slope > 0 else np.linspace(1, 0, w)
        profile = np.asarray((0.35 + 0.65 * profile) * np.clip((toward - 0.42) / 0.4, -0.3, 1.0), np.float32)
    crest = view.hz - high * (0.18 + 0.82 * profile if not slope else profile)
    if wooded:
        crest = crest - np.abs(scene.grain.patch(1, w, (90 * scene.u * 0.5, 50), (0.3, 0.6))[0]) * 5 * scene.u
    y = sheet.rows()
    below = (y - crest[None]) / max(high, 1.0)
    shade = _relief(scene, sheet, crest, high)
    tone = 122 + 62 * shade + 26 * (0.35 - np.clip(below, 0, 1))
    rgb = ramp[np.clip(tone, 0, 255).astype(np.uint8)]
    if snow > 0:
        cap = snow * 0.9 - np.clip(below, 0, 2) * 0.9 + 0.35 * shade + 0.12 * profile[None]
        share = smooth(0.1, 0.3, cap.astype(np.float32))[..., None]
        white = scene.outside.ramp("snow", depth_m * 0.7)[np.clip(128 + 105 * shade, 0, 255).astype(np.uint8)]
        rgb = (rgb + (white.astype(np.float32) - rgb) * share).astype(np.uint8)
    mist = np.clip((y - (foot - 0.6 * high)) / (0.6 * high + 1), 0, 1) ** 1.6 * (
        0.3 + 0.4 * scene.outside.air.share(depth_m)
    )
    haze = _haze(scene)
    rgb = (rgb + (haze - rgb.astype(np.float32)) * mist[..., None]).astype(np.uint8)
    edge = np.clip((y - crest[None]) * sheet.scale + 0.5, 0, 1) * np.clip((foot - y) * sheet.scale, 0, 1)
    sheet.paint(rgb, np.asarray(edge * 255, np.uint8))
    scene.card(
        sheet,
        name,
        depth_m,
        ragged=2.2 if wooded else 1.4,
        grain=0.035,
        angle=28,
        stroke=PaintHint("large"),
        defocus=view.focal > 1.2,
    )


def _haze(scene: Scene) -> NDArray[np.float32]:
    return np.asarray(srgb(np.asarray(scene.outside.air.colour, np.float32)) * 255.0, np.float32)


def _relief(scene: Scene, sheet: Sheet, crest: Field, high: float) -> Field:
    """Facets of a slope, lit from the light's side: noise in coordinates that run down the mountain."""
    h, w = sheet.size
    down = (sheet.rows() - crest[None]) / max(high, 1.0)
    across = np.broadcast_to(sheet.columns() / (900 * scene.u), (h, w))
    skew = across + 0.22 * down
    step = 0.012 * float(np.sign(scene.light.side) or 1.0)
    first = scene.grain.at(skew, 0.28 * down + 0.3)
    second = scene.grain.at(skew + step, 0.28 * down + 0.3)
    slope = np.gradient(crest) * sheet.scale * float(np.sign(scene.light.side) or 1.0)
    facing = np.clip(slope, -1.2, 1.2)[None] * np.exp(-np.clip(down, 0, 3) * 2.2)
    hard = 0.45 + 0.55 * scene.light.hardness
    return np.asarray(
        np.clip(((first - second) * 2.7 + 0.25 * first + 0.55 * facing) * hard, -1.4, 1.4), np.float32
    )


def swell(
    scene: Scene,
    name: str,
    depth_m: float,
    rise_m: float,
    at: float,
    *,
    material: str = "grass",
    wide: float = 0.5,
) -> None:
    """A low rise of the ground: a soft hump about frame fraction ``at``, lit on its crest, lost in the ground below."""
    view, rng = scene.view, scene.rng("swell", name)
    material = "snow" if scene.snowy else material
    ramp = scene.tones.ramp(material, depth_m)
    foot, tall = view.row(depth_m), view.px(rise_m, depth_m)
    end = view.row(depth_m * 0.72)
    sheet = scene.sheet(depth_m, ramp, top=foot - tall * 1.3, box=(*view.box(depth_m)[:3], end))
    x = sheet.columns()[0] / view.width
    at, wide = scene.across(at), wide * view.focal
    hump = np.exp(-(((x - at) / wide) ** 2)) + 0.12 * (outline(rng, len(x), 0.45, 5, 3) - 0.5)
    crest = foot - tall * np.clip(hump, 0, 1.2)
    y = sheet.rows()
    down = (y - crest[None]) / max(end - foot + tall, 1.0)
    period = 700 * scene.u
    mark = scene.grain.at(
        ((sheet.columns() + (y - foot) * 1.6) / period), ((y - crest[None]) / (0.35 * period))
    )
    slope = np.gradient(crest)[None] * np.sign(scene.light.side) * 160 * scene.light.hardness
    tone = 150 - 78 * np.clip(down, 0, 1) + 17 * mark + np.clip(slope, -34, 34)
    fade = np.clip((end - y) / max(end - foot, 1.0), 0, 1) ** 0.7 * smooth(0.02, 0.3, (hump))[None]
    edge = np.clip((y - crest[None]) * sheet.scale + 0.5, 0, 1) * fade
    sheet.paint(coloured(ramp, np.asarray(tone, np.float32)), np.asarray(edge * 255, np.uint8))
    if material not in ("snow", "sand", "cloud"):
        n = 260
        i = rng.integers(0, len(x), n)
        i = i[hump[i] > 0.3]
        n = len(i)
        top = np.stack([sheet.columns()[0][i], crest[i] + rng.random(n) ** 2 * tall * 0.5], -1)
        long = np.maximum(view.px(0.3, depth_m) * rng.uniform(0.5, 1.3, n), 1.5 * scene.u)
        lean = rng.normal(0.1 + 0.2 * scene.wind, 0.3, n) * long
        wide_px = np.clip(long * 0.14, 0.9, 5 * scene.u)
        sheet.strokes(
            top + np.array([0, 1]),
            top + np.stack([lean, -long], -1),
            wide_px,
            pick(ramp, rng.uniform(60, 220, n)),
        )
    scene.card(sheet, name, depth_m, ragged=1.2, grain=0.03, stroke=PaintHint("large"))


@dataclass(frozen=True)
class Grounds:
    """Ground coordinates of every pixel of a sheet: ``x``, ``z`` in metres; ``cell`` is pixels per metre of depth."""

    sheet: Sheet
    x: Field
    z: Field
    cell: Field
    eye_m: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the fields."""
        return self.x.shape[0], self.x.shape[1]

    @property
    def bottom(self) -> float:
        """Row where the ground ends, reference pixels."""
        return self.sheet.y0 + self.sheet.size[0] / self.sheet.scale

    @property
    def right(self) -> float:
        """Column where the ground ends, reference pixels."""
        return self.sheet.x0 + self.sheet.size[1] / self.sheet.scale

    def paint(self, rgb: NDArray[np.uint8], alpha: NDArray[np.uint8] | None = None) -> None:
        """Lay the colours of the fields, then enlarge the paper to one pixel per reference pixel for strokes.

        Fields are made at half size: the ground is the largest picture of a world and is painted soft anyway.
        """
        self.sheet.paint(rgb, alpha)
        self.sheet.enlarge(1.0)

    def soften(self, scene: Scene) -> None:
        """Let the lens blur what lies before and behind the hero: row by row, between three pictures."""
        z = np.maximum(
            scene.view.f * self.eye_m / np.maximum(self.sheet.rows()[:, 0] - scene.view.hz, 0.5), 0.3
        )
        blur = 5.5 * scene.view.focal**2 * np.abs(1.0 / z - 1.0 / scene.focus_m)
        if blur.max() > 1.2:
            self.sheet.softened_rows(np.minimum(blur, 13.0) * scene.u)


def grounds(
    scene: Scene, *, scale: float = 0.5, below_m: float | None = None, far_m: float | None = None
) -> Grounds:
    """Paper for the ground plane from the horizon (or ``far_m``) down past the frame's foot."""
    view = scene.view
    eye = view.eye_m if below_m is None else below_m
    left, _, right, _ = view.box(3.0)
    top = view.hz + (1.0 if far_m is None else view.f * eye / far_m)
    bottom = view.height * (1 + view.overscan * 1.4)
    sheet = Sheet((left, top, right, max(bottom, top + 2)), scale, (100, 100, 100))
    z = view.f * eye / np.maximum(sheet.rows() - view.hz, 0.5)
    x = (sheet.columns() - view.cx) * z / view.f
    return Grounds(
        sheet, x.astype(np.float32), z.astype(np.float32), (view.f * eye / z**2).astype(np.float32), eye
    )


def lay_ground(
    scene: Scene, ground: Grounds, name: str = "ground", *, far_m: float = GROUND_FAR_M, below_m: float | None = None,
    life: Life | None = None, grain: float = 0.04,
) -> None:  # fmt: skip
    """Add a painted ground as a level plane."""
    view = scene.view
    ground.soften(scene)
    if grain:
        ground.sheet.grained(scene.grain, grain, (420 * scene.u, 60 * scene.u))
    plane = Plane("ground", far_m, view.eye_m if below_m is None else below_m)
    scene.add(ground.sheet.layer(name, plane, life=life, paint=PaintHint("large"), crop=False))


def patches(
    scene: Scene, g: Grounds, size_m: float, at: tuple[float, float] = (0.0, 0.0), stretch: float = 1.0
) -> Field:
    """Noise that lies on the ground, about ``size_m`` big, fading where it would be finer than a pixel."""
    period = size_m * 16
    field = scene.grain.at(g.x / period + at[0], np.broadcast_to(g.z / (period * stretch) + at[1], g.shape))
    clear = np.clip(g.cell * size_m * 0.5, 0.0, 1.0)
    return np.asarray(field * clear, np.float32)


def base_tone(scene: Scene, g: Grounds, mid: float = 128.0) -> Field:
    """Value of bare ground: lightest in the middle distance, falling to shade at our feet, brighter to the light."""
    view = scene.view
    down = (g.sheet.rows() - view.hz) / max(view.height * 1.15 - view.hz, 1.0)
    across = (g.sheet.columns() - view.cx) / view.width * np.sign(scene.light.side)
    tone = mid + 74 * (0.3 - np.clip(down, 0, 1.2)) + 20 * scene.light.hardness * across
    if not scene.indoor:
        cloud = patches(scene, g, 16.0, (0.21, 0.83), 0.7)
        tone = tone + (12 + 30 * scene.light.hardness) * (smooth(-0.7, 0.5, cloud) - 0.6)
    return np.asarray(np.broadcast_to(tone, g.shape), np.float32)


def coloured(ramp: Ramp, tone: AnyField) -> NDArray[np.uint8]:
    """Colours (h, w, 3) of a field of tones."""
    return ramp[np.clip(tone, 0, 255).astype(np.uint8)]


def far_air(scene: Scene, g: Grounds, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Ground colours (h, w, 3) with the air of each row's depth over them."""
    if scene.indoor:
        return rgb
    share = scene.tones.air.shares(g.z)[..., None]
    return np.asarray(rgb + (_haze(scene) - rgb) * share, np.uint8)


def blend(first: NDArray[np.uint8], second: NDArray[np.uint8], share: AnyField) -> NDArray[np.uint8]:
    """``second`` over ``first`` by a share 0..1, shape (h, w)."""
    return np.asarray(first + (second.astype(np.float32) - first) * share[..., None], np.uint8)


def meadow(
    scene: Scene, *, material: str = "grass", path: Callable[[Field], Field] | None = None, path_m: float = 0.9,
    blossoms: int = 0, blades: int = 1500, blade_m: float = 0.2,
) -> None:  # fmt: skip
    """Grassland with light patches, blades and, if wanted, a winding path and flowers."""
    view = scene.view
    g = grounds(scene)
    ramp = scene.tones.ramp(material)
    soft = patches(scene, g, 5.0, (0.1, 0.2)) * 20 + patches(scene, g, 0.7, (0.5, 0.3), 2.0) * 15
    rgb = coloured(
        ramp,
        base_tone(scene, g)
        + soft
        + 22 * scene.light.hardness * smooth(0.1, 1.0, patches(scene, g, 11.0, (0.7, 0.6))),
    )
    warm = coloured(scene.tones.ramp("crop"), base_tone(scene, g, 150) + soft)
    rgb = blend(
        rgb,
        warm,
        0.5
        * smooth(
            0.0, 1.5, patches(scene, g, 4.0, (0.9, 0.4), 0.8) + 0.4 * patches(scene, g, 0.8, (0.1, 0.6))
        ),
    )
    if scene.snowy or (scene.season == "winter" and scene.plan.place in ("mountains",)):
        white = coloured(scene.tones.ramp("snow"), base_tone(scene, g, 165) + soft * 0.8)
        rgb = blend(rgb, white, smooth(-1.2, 0.2, patches(scene, g, 2.0, (0.2, 0.7)) + 0.7))
    if path is not None:
        off = np.abs(g.x - path(g.z)) + 0.18 * patches(scene, g, 0.5, (0.3, 0.9))
        track = 1.0 - smooth(path_m * 0.7, path_m * 1.15, off)
        soil = coloured(
            scene.tones.ramp("soil" if not scene.snowy else "snow"), base_tone(scene, g, 165) + soft
        )
        rgb = blend(rgb, soil, track * 0.9)
    g.paint(far_air(scene, g, rgb))
    if scene.season == "winter":
        blades //= 4
    # From low down each blade covers more of the ground.
    near = float(np.clip(view.eye_m / 1.6, 0.25, 1.0))
    blades, blade_m = int(blades * max(near, 0.4)), blade_m * near**0.5
    if blades and not (scene.snowy or scene.plan.place == "snowfield"):
        grass(
            scene,
            g.sheet,
            scene.rng("blades"),
            blades,
            g.bottom,
            view.row(60.0),
            ramp,
            blade_m=blade_m,
        )
    if blossoms and scene.season in ("spring", "summer") and not scene.snowy:
        _scatter(scene, g, blossoms)
    lay_ground(scene, g)


def _scatter(scene: Scene, g: Grounds, count: int) -> None:
    view, rng = scene.view, scene.rng("scatter")
    bottom = g.bottom
    row = view.row(26.0) + (bottom - view.row(26.0)) * rng.random(count) ** 0.9
    row.sort()
    left, _, right, _ = view.box(3.0)
    clump = rng.uniform(left, right, 9)[rng.integers(0, 9, count)] + rng.normal(0, 0.09, count) * view.width
    size = np.maximum((row - view.hz) / view.eye_m * rng.uniform(0.018, 0.04, count), 0.9 * scene.u)
    accent = rng.random(count) < 0.2
    at = np.stack([clump, row], -1)
    flowers(scene, g.sheet, rng, at[accent], size[accent], scene.tones.accent_ramp())
    flowers(scene, g.sheet, rng, at[~accent], size[~accent] * 0.8, scene.tones.ramp("petal"))


def furrows(scene: Scene, *, material: str, blades: int = 900) -> None:
    """A tilled field: rows of a crop running away from us."""
    g = grounds(scene)
    row = np.cos((g.x + 0.25 * patches(scene, g, 3.0)) * 2 * np.pi / 1.1)
    clear = np.clip(g.cell * 1.2, 0, 1) * np.clip(scene.view.f * 1.1 / g.z / 4.0, 0, 1)
    ridge_share = smooth(-0.85, -0.3, (row * clear - (1 - clear)).astype(np.float32))
    soil = coloured(scene.tones.ramp(material), base_tone(scene, g, 66) + 26 * patches(scene, g, 0.4))
    crop = coloured(
        scene.tones.ramp(material),
        base_tone(scene, g, 130) + 26 * row * clear + 22 * patches(scene, g, 0.6, (0.4, 0.1)),
    )
    rgb = blend(soil, crop, ridge_share * 0.85)
    g.paint(far_air(scene, g, rgb))
    _row_blades(scene, g, material, blades)
    lay_ground(scene, g)


def _row_blades(scene: Scene, g: Grounds, material: str, count: int) -> None:
    view, rng = scene.view, scene.rng("crop")
    bottom = g.bottom
    row = view.row(45.0) + (bottom - view.row(45.0)) * rng.random(count) ** 0.7
    row.sort()
    z = view.f * view.eye_m / (row - view.hz)
    lane = np.round(rng.uniform(-12, 12, count))
    x = view.cx + view.f * (lane * 1.1 + rng.normal(0, 0.13, count)) / z
    long = np.maximum((row - view.hz) / view.eye_m * rng.uniform(0.14, 0.32, count), 1.5 * scene.u)
    lean = rng.normal(0.3 * scene.wind, 0.25, count) * long
    tone = rng.uniform(60, 225, count)
    start, end = np.stack([x, row], -1), np.stack([x + lean, row - long], -1)
    g.sheet.strokes(start, end, np.clip(long * 0.12, 1, 6 * scene.u), pick(scene.tones.ramp(material), tone))


def bare_ground(
    scene: Scene, material: str, *, mid: float = 140.0, coarse_m: float = 2.5, strong: float = 16.0
) -> Grounds:
    """Sand, snow, soil or stone: painted ground that the caller may draw on before laying it."""
    g = grounds(scene)
    wave = patches(scene, g, coarse_m, (0.3, 0.3), 0.35) * strong
    fine = patches(scene, g, 0.35, (0.8, 0.1)) * strong * 0.6
    drift = scene.light.hardness * 14 * smooth(0.0, 1.2, patches(scene, g, 7.0, (0.1, 0.8), 0.5))
    g.paint(
        far_air(
            scene, g, coloured(scene.tones.ramp(material), base_tone(scene, g, mid) + wave + fine + drift)
        )
    )
    return g
