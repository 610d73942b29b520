"""The sky: gradient, sun and moon, stars, clouds, far birds."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import Floats, bytes_of, hex_lab, oklab, srgb
from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.grain import smooth
from feelm.stage.scenery.scene import GROUND_FAR_M, Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import spread

SKY = Plane("infinity", 1e9)
CLOUD = Plane("infinity", 8e8)
LARGE = PaintHint("large", 1.0)


def sky(scene: Scene) -> None:
    """The whole sky of a place, as its hour and weather have it."""
    _dome(scene)
    weather = scene.plan.weather
    if scene.plan.time in ("night", "dusk") and weather in ("clear", "cloudy", "wind"):
        stars(scene, 170 if scene.plan.time == "night" else 40)
    if scene.light.disc is not None:
        disc(scene)
    if weather in ("overcast", "rain", "storm", "fog", "snow"):
        stratus(scene)
    else:
        cumulus(scene, {"clear": 5, "wind": 7, "cloudy": 12}[weather])
    if scene.shows("rainbow"):
        rainbow(scene)


def _dome(scene: Scene) -> None:
    view, tones = scene.view, scene.outside
    sheet = Sheet(view.box(), 0.5, (0, 0, 0))
    h, w = sheet.size
    small = (max(2, h // 4), max(2, w // 4))
    x = np.linspace(sheet.x0, sheet.x0 + w / 0.5, small[1], dtype=np.float32)[None]
    y = np.linspace(sheet.y0, sheet.y0 + h / 0.5, small[0], dtype=np.float32)[:, None]
    top = sheet.y0 * 0.5
    v = (y - top) / max(view.hz - top, 1.0)
    wave = scene.grain.patch(small[0], small[1], (small[1] * 1.6, small[0] * 1.0), (0.2, 0.1), -4)
    mark = scene.grain.patch(small[0], small[1], (small[1] * 0.8, small[1] * 0.26), (0.6, 0.3), -7)
    v = np.clip(v + 0.05 * wave + 0.014 * mark, 0.0, 1.0)
    stops = np.array([0.0, 0.52, 1.0])
    lab = np.stack([np.interp(v, stops, tones.sky[:, i]) for i in range(3)], -1).astype(np.float32)
    lab[..., 0] += 0.006 * mark + 0.008 * wave
    veil = smooth(0.3, 2.2, wave + 0.55 * mark)[..., None] * np.float32(0.34 * (1.0 - scene.outside.grey))
    lab += (oklab(scene.outside.cloud_ramp(0.2)[205] / 255.0) - lab) * veil
    _sunward(scene, lab, x, y)
    if scene.plan.time == "night" and scene.plan.weather in ("clear", "wind"):
        # The Milky Way, only as much as one believes to see.
        spine = (x - view.cx) / view.width * 0.9 + (y - view.hz * 0.35) / view.height - 0.1
        band = np.exp(-(spine**2) / 0.012) * (0.6 + 0.3 * mark + 0.25 * wave) * np.clip(1.1 - v, 0, 1)
        lab[..., 0] += 0.07 * np.clip(band, 0, 1.3)
    rgb = cv2.resize(srgb(lab), (w, h), interpolation=cv2.INTER_CUBIC)
    sheet.paint(np.asarray(np.clip(rgb * 255.0 + 0.5, 0, 255), np.uint8))
    scene.add(sheet.layer("sky", SKY, paint=LARGE, crop=False))


def _sunward(scene: Scene, lab: Floats, x: Floats, y: Floats) -> None:
    view, light = scene.view, scene.light
    if light.disc is not None:
        sx, sy = light.disc
        reach, strength = 0.26 * view.width, 0.5
    else:
        sx, sy = view.cx + np.sign(light.side) * 0.6 * view.width, view.hz - 0.4 * view.height
        reach, strength = 0.5 * view.width, 0.3 * (0.3 + light.hardness)
    if light.moon:
        strength *= 0.42
    glow = np.exp(-((x - sx) ** 2 + (1.5 * (y - sy)) ** 2) / (2 * reach**2)) * strength
    key = scene.outside.key * np.array([1.0, 1.1, 1.1], np.float32)
    if light.moon:
        key = hex_lab("#7f95c8")
    lab += (key - lab) * glow[..., None] * np.float32(1.0 - 0.6 * scene.outside.grey)


def disc(scene: Scene) -> None:
    """Sun or moon: a plain disc, no face, and its glow."""
    assert scene.light.disc is not None
    (x, y), u = scene.light.disc, scene.u
    moon = scene.light.moon
    r = (26 if moon else 34) * u * scene.view.focal**0.8
    colour = bytes_of(hex_lab("#f4efdc") if moon else scene.outside.key * 0.5 + hex_lab("#fff3d0") * 0.5)
    body = Sheet((x - 2.5 * r, y - 2.5 * r, x + 2.5 * r, y + 2.5 * r), 1.0, colour)
    body.dabs([(x, y)], [(r, r)], 0.0, colour[None])
    if moon:
        rng = scene.rng("moon")
        seas = np.asarray(colour * 0.88, np.uint8)[None].repeat(5, 0)
        body.dabs(
            np.array([x, y]) + rng.normal(0, 0.32, (5, 2)) * r, rng.uniform(0.12, 0.3, (5, 2)) * r, 20.0, seas
        )
    body.softened((1.0 + 0.6 * scene.defocus(1e6)) * u)
    scene.add(body.layer("disc", SKY, paint=PaintHint("fine", 0.4)))
    reach = (7.5 if not moon else 6.0) * r
    halo = Sheet((x - reach, y - reach, x + reach, y + reach), 0.25, colour)
    dx, dy = (halo.columns() - x) / reach, (halo.rows() - y) / reach
    near = np.clip(1.0 - np.sqrt(dx * dx + dy * dy), 0, 1) ** 2.2
    tint = bytes_of(scene.outside.key if not moon else hex_lab("#9fb2e0"))
    halo.paint(np.broadcast_to(tint, (*halo.size, 3)), np.asarray(near * (125 if moon else 150), np.uint8))
    life = Life(twinkle=0.08, twinkle_period_s=5.0, react="loudness", react_kind="glow", react_gain=0.15)
    scene.add(halo.layer("halo", SKY, blend="add", life=life, paint=PaintHint("none")))


def stars(scene: Scene, count: int) -> None:
    """Stars: many faint ones that stay, a few that twinkle."""
    view = scene.view
    left, top, right, bottom = view.box()
    bottom = min(bottom, view.hz)
    for name, n, size, bright in (("stars", count, 1.1, 190), ("stars twinkling", count // 7, 1.9, 255)):
        rng = scene.rng(name)
        y = top + (bottom - top) * rng.random(n) ** 1.25 * 0.95
        at = np.stack([rng.uniform(left, right, n), y], -1)
        # Few are large, and the air near the horizon takes their light.
        r = size * scene.u * (0.45 + 0.95 * rng.random(n) ** 3)
        clear = np.clip((bottom - y) / (0.45 * (bottom - top)), 0.12, 1.0)[:, None]
        paper = Sheet((left, top, right, bottom), 1.0, (200, 210, 235))
        tint = np.array([[225, 232, 255], [255, 240, 220], [240, 244, 255]], np.float32)[
            rng.integers(0, 3, n)
        ]
        paper.dabs(
            at,
            np.stack([r, r], -1),
            0.0,
            np.asarray(tint * clear * bright / 255 * rng.uniform(0.5, 1, (n, 1)), np.uint8),
        )
        if name != "stars":
            paper.strokes(
                at - (r * 2.2)[:, None] * (1, 0),
                at + (r * 2.2)[:, None] * (1, 0),
                1.0,
                np.asarray(tint * clear * 0.6, np.uint8),
            )
        life = (
            Life()
            if name == "stars"
            else Life(twinkle=0.55, twinkle_period_s=2.8, react="hats", react_kind="glow", react_gain=0.5)
        )
        scene.add(paper.layer(name, Plane("infinity", 9e8), blend="add", life=life, paint=PaintHint("none")))


def cumulus(scene: Scene, count: int, *, low: float = 0.0) -> None:
    """Heaps of cloud, lit from the light's side, small toward the horizon; they drift with the wind and wrap."""
    view, rng, u = scene.view, scene.rng("cumulus"), scene.u
    left, top, right, _ = view.box()
    high = max(view.hz - low * view.height, top + 4)
    sheet = Sheet((left, top, right, high), 0.5, scene.outside.cloud_ramp(0.3)[150])
    width = sheet.size[1] / sheet.scale
    tall = view.hz - max(top, 0.0)
    far = np.sort(rng.random(count))
    for i, near in enumerate(far):
        centre = left + ((i * 0.618 + rng.uniform(-0.1, 0.1)) % 1.0) * width
        base = view.hz - tall * (0.2 + 0.5 * near)
        size = (80 + 250 * near * rng.uniform(0.7, 1.1)) * u * view.focal**0.7
        ramp = scene.outside.cloud_ramp(1.0 - float(near))
        for wrap in (-width, 0.0, width):
            if left - 2 * size < centre + wrap < right + 2 * size:
                _heap(scene, sheet, scene.rng("heap", i), (centre + wrap, base), size, ramp)
    sheet.ragged(scene.grain, 7 * u, 34)
    sheet.softened((1.6 + 0.6 * scene.defocus(1e6)) * u)
    _clear_of_disc(scene, sheet)
    _wrap_edges(sheet)
    drift = (2.0 + 14.0 * scene.wind) * u
    scene.add(
        sheet.layer(
            "clouds",
            CLOUD,
            life=Life(drift_px_s=(drift, 0.0), wraps=True),
            paint=LARGE,
            opacity=0.94,
            crop=False,
        )
    )


def _clear_of_disc(scene: Scene, sheet: Sheet) -> None:
    """Thin the clouds before sun or moon: a light that nobody sees explains nothing."""
    if scene.light.disc is None:
        return
    x, y = scene.light.disc
    reach = (95 if scene.light.moon else 70) * scene.u
    gap = np.exp(-((sheet.columns() - x) ** 2 + (1.3 * (sheet.rows() - y)) ** 2) / (2 * reach**2))
    sheet.rgba[..., 3] = sheet.rgba[..., 3] * (1.0 - 0.93 * gap)


def _wrap_edges(sheet: Sheet) -> None:
    """Blend the last columns into the first so that a wrapping layer has no seam."""
    n = min(24, sheet.size[1] // 4)
    if n < 2:
        return
    share = np.linspace(1.0, 0.0, n, dtype=np.float32)[None, :, None]
    tail = sheet.rgba[:, -n:].astype(np.float32)
    head = sheet.rgba[:, :1].astype(np.float32)
    sheet.rgba[:, -n:] = head + (tail - head) * share


def _heap(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    at: tuple[float, float],
    size: float,
    ramp: NDArray[np.uint8],
) -> None:
    """One cumulus: a flat foot, domes above it, light on the side of sun or moon, then torn strokes at its base."""
    dx, dy = scene.light.toward
    if scene.light.disc is not None:
        dx = float(np.clip((scene.light.disc[0] - at[0]) / (0.25 * scene.view.width), -1, 1))
        dy = 0.45 if scene.light.disc[1] > at[1] else -0.7
    n = 84
    across = rng.uniform(-1, 1, n) * rng.uniform(0.35, 1.0, n)
    domes = rng.uniform(-0.8, 0.8, 4)
    envelope = np.max(
        [np.exp(-((across - c) ** 2) / (0.02 + 0.07 * k)) * (1 - 0.5 * c * c) for k, c in enumerate(domes)], 0
    )
    envelope = np.clip(envelope, 0.12, 1.0) * np.sqrt(np.clip(1.25 - across**2, 0.05, 1.0))
    up = rng.random(n) ** 0.8 * envelope
    x, y = at[0] + across * size, at[1] - up * size * 0.52
    r = size * rng.uniform(0.07, 0.15, n) * (0.65 + 0.5 * envelope) * (1.1 - 0.35 * up)
    rim = up / np.maximum(envelope, 0.1)
    lit = 0.46 + 0.3 * across * dx + (rim - 0.5) * (0.75 if dy < 0 else -0.55) + rng.normal(0, 0.07, n)
    order = np.argsort(lit)
    body = np.stack([r * 1.3, r * 0.86], -1)
    centre = np.stack([x, y], -1)
    sheet.dabs(centre, body * 1.1, 0.0, pick(ramp, np.full(n, 96.0)))
    sheet.dabs(centre[order], body[order] * 0.95, 0.0, pick(ramp, 40 + 165 * lit[order]))
    crest = order[int(n * 0.55) :]
    shift = np.stack([r * 0.28 * dx, r * 0.4 * dy], -1)
    sheet.dabs((centre + shift)[crest], body[crest] * 0.6, 0.0, pick(ramp, 80 + 175 * lit[crest]))
    k = 14
    bx = at[0] + rng.uniform(-0.85, 0.85, k) * size
    by = at[1] + rng.uniform(-0.01, 0.05, k) * size
    half = rng.uniform(0.08, 0.26, k) * size
    tone = pick(ramp, rng.uniform(30, 95, k) if dy < 0 else rng.uniform(120, 220, k))
    sheet.strokes(np.stack([bx - half, by], -1), np.stack([bx + half, by], -1), size * 0.035, tone)


def stratus(scene: Scene) -> None:
    """A covered sky: long banks of cloud, torn where it storms."""
    view = scene.view
    left, top, right, bottom = view.box()
    bottom = min(bottom, view.hz + 0.02 * view.height)
    sheet = Sheet((left, top, right, max(bottom, top + 4)), 0.5, (128, 128, 128))
    h, w = sheet.size
    weather = scene.plan.weather
    rows = np.linspace(0, 1, h, dtype=np.float32)[:, None]
    across = np.arange(w, dtype=np.float32)[None] / w
    depth = 1.0 / (1.12 - rows)
    bank = scene.grain.at(
        np.broadcast_to(across, (h, w)) + 0.02 * depth, np.broadcast_to(0.11 * depth, (h, w)) + 0.2
    )
    torn = scene.grain.at(
        np.broadcast_to(across * 3, (h, w)) + 0.05 * depth, 0.4 * np.broadcast_to(depth, (h, w)) + 0.1 * bank
    )
    body = bank + 0.5 * torn
    above = np.roll(body, 6, 0) * 0.6 + np.roll(body, int(np.sign(scene.light.side) * 6), 1) * 0.4
    relief = np.clip((body - above) * 1.3, -1, 1)
    strong = {"storm": 1.0, "rain": 0.75, "overcast": 0.6, "snow": 0.5, "fog": 0.3}[weather]
    tone = 128 + 62 * relief * strong + 34 * body * strong
    ramp = scene.outside.ramp("storm" if weather in ("storm", "rain") else "cloud", 60.0)
    cover = smooth(-0.9, 1.1, body + 0.35)
    alpha = cover * (0.35 + 0.55 * strong) * (1.0 - 0.45 * rows**3)
    sheet.paint(ramp[np.clip(tone, 0, 255).astype(np.uint8)], np.asarray(alpha * 255, np.uint8))
    drift = (2.0 + 16.0 * scene.wind) * scene.u
    scene.add(
        sheet.layer("clouds", CLOUD, life=Life(drift_px_s=(drift, 0.0), wraps=True), paint=LARGE, crop=False)
    )


_BOW = ("#8a6bb0", "#6f8fd0", "#79b8b0", "#a9cf8a", "#f0dc86", "#eea96c", "#d9776b")
"""From the inner edge to the outer one, as pale as light in the air is."""


def rainbow(scene: Scene) -> None:
    """A bow of soft light opposite the sun, standing on the horizon; the sky inside it is a little lighter.

    A longer lens would show only a part of it (its radius is 42 degrees): it is drawn as large as the frame can hold.
    """
    view = scene.view
    x = view.cx - float(np.sign(scene.light.side) or 1.0) * 0.16 * view.width
    y, radius = view.hz + 0.1 * view.height, 0.92 * max(view.hz, 0.42 * view.height)
    wide = 0.15 * radius
    left, top, right, _ = view.box()
    sheet = Sheet((left, top, right, view.hz), 0.5, (255, 255, 255))
    away = np.hypot(sheet.columns() - x, sheet.rows() - y)
    across = (away - radius + wide / 2) / wide
    lab = np.stack([hex_lab(colour) for colour in _BOW])
    stops = np.linspace(0.05, 0.95, len(lab))
    bow = np.stack([np.interp(across, stops, lab[:, i]) for i in range(3)], -1).astype(np.float32)
    lab_air = np.asarray(scene.outside.air.colour, np.float32)
    bow += (lab_air - bow) * np.float32(0.22)
    cover = smooth(-0.12, 0.3, across) * smooth(1.12, 0.7, across)
    inside = 0.16 * smooth(0.3, -0.1, across)
    wave = scene.grain.patch(*sheet.size, (sheet.size[1] * 0.8, sheet.size[0] * 0.9), (0.2, 0.6))
    faint = np.clip(0.8 + 0.2 * wave, 0.5, 1.0)
    alpha = np.clip((0.62 * cover * faint + inside * (1 - cover)) * 255, 0, 255)
    bow = np.where((across < 0.05)[..., None], np.array([0.95, 0.0, 0.0], np.float32), bow)
    sheet.paint(np.asarray(np.clip(srgb(bow) * 255, 0, 255), np.uint8), np.asarray(alpha, np.uint8))
    scene.add(
        sheet.layer("rainbow", Plane("infinity", 7.9e8), paint=PaintHint("large", 0.35), mask="rainbow")
    )


def birds(scene: Scene) -> None:
    """A few birds far away, two strokes each."""
    view, rng, u = scene.view, scene.rng("birds"), scene.u
    n = int(rng.integers(5, 9))
    x0, y0 = view.width * rng.uniform(0.25, 0.7), view.hz * rng.uniform(0.35, 0.6)
    at = np.array([x0, y0]) + rng.normal(0, 1, (n, 2)) * (46 * u, 18 * u)
    wing = rng.uniform(4, 8, n) * u
    ink = scene.outside.ramp("rock", 260)[30]
    paper = Sheet((x0 - 220 * u, y0 - 110 * u, x0 + 220 * u, y0 + 110 * u), 1.0, ink)
    colours = np.repeat(ink[None], n, 0)
    for side in (-1, 1):
        tip = at + np.stack([side * wing, -wing * rng.uniform(0.2, 0.7, n)], -1)
        paper.strokes(at, tip, 1.6 * u, colours)
    life = Life(
        drift_px_s=(9 * u * (1 if rng.random() < 0.5 else -1), -1.5 * u), bob_px=3 * u, bob_period_s=2.2
    )
    scene.add(paper.layer("birds", Plane("card", 300.0), life=life, paint=PaintHint("none")))


def nebula(scene: Scene) -> None:
    """A cloud of light among the stars, in the palette's and the accent's colours."""
    view = scene.view
    left, top, right, bottom = view.box()
    sheet = Sheet((left, top, right, min(bottom, view.hz + 8)), 0.25, (0, 0, 0))
    h, w = sheet.size
    ramp = scene.tones.ramp("space")
    band = scene.grain.patch(h, w, (w * 1.1, h * 1.6), (0.1, 0.3), -24)
    fine = scene.grain.patch(h, w, (w * 0.4, h * 0.5), (0.5, 0.6), -24)
    y, x = np.linspace(-1, 1, h, dtype=np.float32)[:, None], np.linspace(-1, 1, w, dtype=np.float32)[None]
    spine = np.exp(-((y + 0.45 * x + 0.1) ** 2) / 0.16)
    glow = np.clip(spine * (0.6 + 0.4 * band + 0.25 * fine), 0, 1)
    rgb = pick(ramp, (90 + 110 * glow + 20 * fine).ravel()).reshape(h, w, 3)
    warm = scene.tones.accent_ramp()[200].astype(np.float32)
    share = (smooth(0.5, 1.6, band) * 0.35)[..., None]
    sheet.paint(np.asarray(rgb + (warm - rgb) * share, np.uint8), np.asarray(glow * 170, np.uint8))
    life = Life(twinkle=0.06, twinkle_period_s=7.0, react="loudness", react_kind="glow", react_gain=0.25)
    scene.add(
        sheet.layer("nebula", Plane("infinity", 9.5e8), blend="add", life=life, paint=LARGE, crop=False)
    )


def cloudbank(
    scene: Scene, name: str, depth_m: float, below: float, size: float, *, gap: tuple[float, float] | None = None,
    blur: float = 0.0,
) -> None:  # fmt: skip
    """A row of cloud heaps ``below`` the horizon (frame heights), each about ``size`` frame heights tall."""
    view, rng = scene.view, scene.rng("cloudbank", name)
    row, tall = view.hz + below * view.height, size * view.height
    ramp = scene.outside.cloud_ramp(min(1.0, depth_m / 6000))
    sheet = scene.sheet(depth_m, ramp, scale=0.5, top=row - tall * 1.3)
    sheet.rgba[..., :3] = ramp[170]
    left, _, right, _ = view.box(depth_m)
    for i, x in enumerate(np.arange(left, right, tall * 1.1)):
        if gap is None or not gap[0] < x / view.width < gap[1]:
            at = (float(x + rng.normal(0, 0.2) * tall), float(row + rng.normal(0, 0.1) * tall))
            _heap(scene, sheet, scene.rng(name, i), at, tall * float(rng.uniform(0.9, 1.6)), ramp)
    sheet.softened(2.0 * scene.u)
    life = Life(bob_px=2.5 * scene.u, bob_period_s=7.0, phase=float(rng.random()))
    scene.card(sheet, name, depth_m, ragged=5.0, grain=0.03, blur=blur, life=life, stroke=LARGE)


def cloudsea(scene: Scene) -> None:
    """A level sea of cloud under us, its waves lit from the light's side."""
    view = scene.view
    left, _, right, bottom = view.box(3.0)
    sheet = Sheet((left, view.hz + 1, right, bottom), 0.5, (0, 0, 0))
    z = view.f * view.eye_m / np.maximum(sheet.rows() - view.hz, 0.5)
    x = (sheet.columns() - view.cx) * z / view.f
    rows = np.broadcast_to(z, x.shape)
    step = 0.02 * float(np.sign(scene.light.side) or 1.0)
    first = scene.grain.at(x / 60, rows / 34)
    second = scene.grain.at(x / 60 + step, rows / 34)
    clear = np.clip(view.f * view.eye_m / rows**2 * 1.5, 0.0, 1.0)
    tone = (
        150
        + (70 * (first - second) * 2 + 30 * first) * clear
        + 12 * scene.grain.at(x / 19, rows / 11) * clear
    )
    ramp = scene.outside.cloud_ramp(0.45)
    rgb = ramp[np.clip(tone, 0, 255).astype(np.uint8)].astype(np.float32)
    air = srgb(np.asarray(scene.outside.air.colour, np.float32)) * 255.0
    share = np.clip(rows / (rows + 90.0), 0, 0.8)[..., None]
    sheet.paint(np.asarray(rgb + (air - rgb) * share, np.uint8))
    plane = Plane("ground", GROUND_FAR_M, view.eye_m)
    scene.add(sheet.layer("sea of cloud", plane, paint=LARGE, crop=False))


def void(scene: Scene) -> None:
    """The dark of space over the whole frame, a little lighter where the palette's second colour glows."""
    view = scene.view
    sheet = Sheet(view.box(), 0.5, (0, 0, 0))
    h, w = sheet.size
    small = (max(2, h // 4), max(2, w // 4))
    wave = scene.grain.patch(small[0], small[1], (small[1] * 1.4, small[0] * 1.4), (0.3, 0.3), -24)
    down = np.linspace(0, 1, small[0], dtype=np.float32)[:, None]
    deep = scene.tones.palette[0] * np.array([0.5, 0.8, 0.8], np.float32) + np.array(
        [0.02, 0, -0.02], np.float32
    )
    high = scene.tones.palette[1] * np.array([0.75, 0.9, 0.9], np.float32)
    share = np.clip(0.12 + 0.5 * down**2 + 0.12 * wave, 0, 0.8)[..., None]
    rgb = cv2.resize(srgb(deep + (high - deep) * share), (w, h), interpolation=cv2.INTER_CUBIC)
    sheet.paint(np.asarray(np.clip(rgb * 255.0, 0, 255), np.uint8))
    scene.add(sheet.layer("sky", SKY, paint=LARGE, crop=False))


def planet(scene: Scene) -> None:
    """A ringed world in the accent's colour, lit from the light's side."""
    view, rng, u = scene.view, scene.rng("planet"), scene.u
    side = 1.0 if scene.light.side > 0 else -1.0
    x, y, r = view.cx + side * 0.24 * view.width, view.height * 0.24, 92 * u
    three = scene.tones.accent + np.array(
        [[-0.34, -0.02, -0.02], [-0.06, 0, 0], [0.18, -0.02, 0]], np.float32
    )
    ramp = bytes_of(spread(three))
    sheet = Sheet((x - 2.4 * r, y - 1.6 * r, x + 2.4 * r, y + 1.6 * r), 1.0, ramp[60])
    dx, dy = (sheet.columns() - x) / r, (sheet.rows() - y) / r
    inside = dx**2 + dy**2
    bands = scene.grain.at(np.broadcast_to(0.1 * dx + 0.2, sheet.size), 0.5 * (dy + 0.25 * dx) + 0.1 * dx**2)
    lx, ly = scene.light.toward
    lit = np.clip(0.42 + 0.62 * (dx * lx + dy * ly) + 0.09 * bands, 0, 1)
    cover = np.clip((1 - np.sqrt(inside)) * r + 0.5, 0, 1)
    sheet.paint(ramp[np.asarray(lit * 255, np.uint8)], np.asarray(cover * 255, np.uint8))
    t = np.linspace(0, 2 * np.pi, 90)
    for k, reach in enumerate((1.5, 1.62, 1.78, 1.95)):
        ring = np.stack([reach * np.cos(t), 0.24 * reach * np.sin(t)], -1)
        turn = np.array([[np.cos(0.35), np.sin(0.35)], [-np.sin(0.35), np.cos(0.35)]])
        points = ring @ turn * r + (x, y)
        front = (ring[:, 1] > 0) | (np.hypot(*(ring @ turn).T) > 1.0)
        for a in range(89):
            if front[a]:
                sheet.path(
                    points[a : a + 2], (3.4 - 0.5 * k) * u, ramp[int(150 + 24 * k + 20 * rng.random())]
                )
    life = Life(bob_px=2 * u, bob_period_s=9.0)
    sheet.softened(0.7 * u)
    scene.add(sheet.layer("planet", Plane("infinity", 8.5e8), life=life, paint=PaintHint("medium")))
