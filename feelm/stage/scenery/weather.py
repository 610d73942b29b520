"""Rain, snow, fog, petals and lightning: what falls and drifts between the lens and the distance."""

from __future__ import annotations

import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import bytes_of, hex_lab
from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.grain import smooth
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet

NONE = PaintHint("none")


def weather(scene: Scene) -> None:
    """Add what the weather and the season let fall."""
    kind = scene.plan.weather
    beyond = scene.indoor
    if kind in ("rain", "storm"):
        rain(scene, heavy=kind == "storm", beyond=beyond)
    if kind == "storm":
        lightning(scene)
    if kind == "snow":
        snowfall(scene, beyond=beyond)
    if kind == "fog":
        fog(scene, 1.0, beyond=beyond)
    elif scene.plan.time in ("dawn", "dusk") and not beyond:
        fog(scene, 0.4, beyond=False)
    leafy = scene.plan.place in (
        "garden",
        "forest",
        "village",
        "yard",
        "schoolyard",
        "field",
        "river",
        "lake",
        "street",
        "open",
    )
    if leafy and scene.season in ("spring", "autumn") and kind in ("clear", "cloudy", "wind", "overcast"):
        petals(scene)


def _tile(scene: Scene, across: float) -> Sheet:
    """Paper that wraps: exactly the overscanned frame, at ``across`` own pixels per reference pixel."""
    return Sheet(scene.view.box(), across, (225, 232, 240))


def rain(scene: Scene, *, heavy: bool, beyond: bool) -> None:
    """Two sheets of streaks, as light: near ones long, fast and few. ``beyond``: only outside the window."""
    tint = bytes_of(
        scene.outside.sky[2] * 0.5 + hex_lab("#eef3f8") * 0.5 * (0.65 if scene.outside.dark else 1.0)
    )
    slant = 0.08 + 0.28 * scene.wind
    sheets = ((22.0, 460, 22, 760, 0.3), (4.0, 80, 84, 1450, 0.15))
    for depth, count, long, speed, ink in sheets:
        if beyond and depth < 8:
            continue
        rng = scene.rng("rain", int(depth))
        sheet = _tile(scene, 0.5)
        h, w = sheet.size[0] / sheet.scale, sheet.size[1] / sheet.scale
        n = int(count * (1.5 if heavy else 1.0))
        x, y = sheet.x0 + rng.random(n) * w, sheet.y0 + rng.random(n) * h
        length = long * scene.u * rng.uniform(0.6, 1.2, n)
        wide = max(1.0, (1.1 if depth > 8 else 1.8) * scene.u)
        tones = np.asarray(tint[None] * rng.uniform(0.7, 1.0, (n, 1)), np.uint8)
        for dx in (0.0, -w, w):
            for dy in (0.0, -h):
                end = np.stack([x + dx - slant * length, y + dy + length], -1)
                sheet.strokes(np.stack([x + dx, y + dy], -1), end, wide, tones)
        life = Life(drift_px_s=(-slant * speed * scene.u, speed * scene.u), wraps=True)
        scene.add(
            sheet.layer(
                f"rain {depth:g}",
                Plane("card", depth),
                life=life,
                paint=NONE,
                opacity=ink * (1.25 if heavy else 1),
                blend="add",
                crop=False,
            )
        )


def snowfall(scene: Scene, *, beyond: bool) -> None:
    """Flakes at three depths; the nearest are large and out of focus."""
    white = scene.outside.ramp("snow")
    for depth, count, size, speed, ink in (
        (40.0, 700, 1.3, 32, 0.8),
        (10.0, 170, 2.7, 66, 0.85),
        (1.8, 26, 9.0, 150, 0.5),
    ):
        if beyond and depth < 8:
            continue
        rng = scene.rng("snow", int(depth))
        sheet = _tile(scene, 0.7 if depth > 10 else 0.5)
        sheet.rgba[..., :3] = white[230]
        h, w = sheet.size[0] / sheet.scale, sheet.size[1] / sheet.scale
        at = np.stack([sheet.x0 + rng.random(count) * w, sheet.y0 + rng.random(count) * h], -1)
        r = size * scene.u * rng.uniform(0.6, 1.5, count)
        colours = pick(white, rng.uniform(190, 255, count))
        for dx, dy in ((0, 0), (w, 0), (-w, 0), (0, h), (0, -h)):
            sheet.dabs(at + np.array([dx, dy]), np.stack([r, r * 0.9], -1), 0.0, colours)
        if depth < 3:
            sheet.softened(3.0 * scene.u)
        life = Life(
            drift_px_s=((-12 - 90 * scene.wind) * scene.u * 8 / (8 + depth), speed * scene.u), wraps=True
        )
        scene.add(
            sheet.layer(
                f"snow {depth:g}", Plane("card", depth), life=life, paint=NONE, opacity=ink, crop=False
            )
        )


def fog(scene: Scene, thick: float, *, beyond: bool) -> None:
    """Banks of mist that drift at two depths, densest over the ground."""
    view = scene.view
    for depth, k in ((90.0, 0.8), (24.0, 0.55)):
        if beyond and depth < 50:
            continue
        left, _, right, _ = view.box()
        top = view.hz - 0.3 * view.height
        sheet = Sheet(
            (left, top, right, min(view.row(depth) + 0.16 * view.height, view.height * 1.15)), 0.25, (0, 0, 0)
        )
        h, w = sheet.size
        colour = np.asarray(scene.outside.air.colour, np.float32)
        across = np.broadcast_to(np.arange(w, dtype=np.float32)[None] / w, (h, w))
        down = np.linspace(0, 1, h, dtype=np.float32)[:, None]
        body = scene.grain.at(across + 0.37 * k, np.broadcast_to(down * 0.22, (h, w)) + k)
        swell = smooth(0, 0.55, (down)) * smooth(1, 0.7, (down))
        alpha = np.clip((0.5 + 0.3 * body) * swell * k * thick, 0, 0.85)
        sheet.paint(np.broadcast_to(bytes_of(colour), (h, w, 3)), np.asarray(alpha * 255, np.uint8))
        drift = (4.0 + 12 * scene.wind) * 30 / (20 + depth) * scene.u
        life = Life(drift_px_s=(drift, 0.0), wraps=True)
        scene.add(
            sheet.layer(
                f"mist {depth:g}", Plane("card", depth), life=life, paint=PaintHint("large", 0.5), crop=False
            )
        )


def petals(scene: Scene) -> None:
    """Petals in spring, leaves in autumn, falling at two depths."""
    ramp = scene.tones.ramp("petal")
    for depth, count, size, speed in ((11.0, 54, 2.6, 40), (2.6, 10, 8.5, 100)):
        rng = scene.rng("petals", int(depth))
        sheet = _tile(scene, 0.5)
        sheet.rgba[..., :3] = ramp[170]
        h, w = sheet.size[0] / sheet.scale, sheet.size[1] / sheet.scale
        n = max(4, int(count * (0.6 + scene.wind)))
        at = np.stack([sheet.x0 + rng.random(n) * w, sheet.y0 + rng.random(n) * h], -1)
        r = size * scene.u * rng.uniform(0.7, 1.4, n)
        turn, tone = rng.uniform(0, 180, n), pick(ramp, rng.uniform(110, 245, n))
        for dx, dy in ((0, 0), (w, 0), (-w, 0), (0, h), (0, -h)):
            sheet.dabs(at + np.array([dx, dy]), np.stack([r, r * 0.55], -1), turn, tone)
        if depth < 3:
            sheet.softened(2.2 * scene.u)
        life = Life(
            drift_px_s=((14 + 110 * scene.wind) * scene.u * 6 / (4 + depth), speed * scene.u), wraps=True
        )
        scene.add(
            sheet.layer(
                f"petals {depth:g}", Plane("card", depth), life=life, paint=NONE, opacity=0.9, crop=False
            )
        )


def lightning(scene: Scene) -> None:
    """A flash in the clouds that only the music lights: its own opacity is nearly nothing."""
    view, rng = scene.view, scene.rng("lightning")
    left, top, right, _ = view.box()
    sheet = Sheet((left, top, right, max(view.hz, top + 4)), 0.25, (214, 222, 250))
    h, w = sheet.size
    x0 = rng.uniform(0.2, 0.8)
    field = scene.grain.patch(h, w, (w * 0.9, h * 1.4), (0.3, 0.2))
    dx = np.abs(np.linspace(0, 1, w, dtype=np.float32)[None] - x0)
    alpha = np.clip(np.exp(-(dx**2) / 0.045) * (0.55 + 0.3 * field), 0, 1)
    sheet.rgba[..., 3] = alpha * 230
    life = Life(react="kick", react_kind="glow", react_gain=9.0)
    scene.add(
        sheet.layer(
            "lightning", Plane("infinity", 7e8), blend="add", life=life, paint=NONE, opacity=0.08, crop=False
        )
    )
