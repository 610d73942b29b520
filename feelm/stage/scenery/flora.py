"""Trees, bushes, grass and flowers, as masses of dabs and strokes."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.stage.scenery.grain import AnyField
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp

Floats = NDArray[np.float64]
TreeKind = Literal["round", "pine", "fir", "poplar", "willow", "bare", "blossom"]


def pick(ramp: Ramp, tone: AnyField) -> NDArray[np.uint8]:
    """Colours of a ramp at tones 0..255, shape (n, 3)."""
    return ramp[np.clip(tone, 0, 255).astype(np.uint8)]


def crown(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    blobs: Floats,
    ramp: Ramp,
    *,
    per_blob: int = 34,
    dab: float = 0.2,
    low: float = 30.0,
    high: float = 215.0,
    flat: float = 0.7,
) -> None:
    """Foliage: blobs (n, 4: x, y, rx, ry) filled with dabs that are lit on the side of the light.

    Dabs are as long as ``dab`` of their blob's radius; they go from dark to light, so light lies on top.
    """
    dx, dy = scene.light.toward
    contrast = 0.55 + 0.45 * scene.light.hardness
    n = len(blobs)
    radius = np.sqrt(rng.random((n, per_blob)))
    angle = rng.random((n, per_blob)) * 2 * np.pi
    nx, ny = radius * np.cos(angle), radius * np.sin(angle)
    lit = 0.5 + 0.5 * (nx * dx + ny * dy) * contrast
    if scene.light.back > 0.7:
        lit = lit * 0.75
    tone = low + (high - low) * lit + rng.normal(0, 13, (n, per_blob))
    size = (
        np.minimum(blobs[:, None, 2], blobs[:, None, 3] * 1.4)
        * dab
        * rng.uniform(0.6, 1.35, (n, per_blob))
        * (1.15 - 0.4 * lit)
    )
    x = blobs[:, None, 0] + nx * blobs[:, None, 2]
    y = blobs[:, None, 1] + ny * blobs[:, None, 3]
    order = np.argsort((tone + np.arange(n)[:, None] * 16).ravel())
    at = np.stack([x.ravel(), y.ravel()], -1)[order]
    radii = np.stack([size.ravel(), size.ravel() * flat], -1)[order]
    turn = rng.uniform(-50, 50, n * per_blob)
    sheet.dabs(at, radii, turn, pick(ramp, tone.ravel()[order]))


def tree(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    height: float,
    kind: TreeKind,
    depth_m: float,
    *,
    detail: float = 1.0,
    ramp: Ramp | None = None,
) -> None:
    """One tree with its foot at a point (reference pixels) and a height in pixels."""
    bark = scene.tones.ramp("bark", depth_m)
    bare = kind == "bare" or (scene.season == "winter" and kind in ("round", "poplar", "willow", "blossom"))
    if bare:
        branches(scene, sheet, rng, foot, height, bark, depth=5 if height > 120 * scene.u else 4)
        return
    leaves = ramp if ramp is not None else scene.tones.ramp(_leaf(kind), depth_m)
    count = max(8, int(30 * detail))
    if kind == "fir":
        _fir(scene, sheet, rng, foot, height, leaves, bark, count)
    elif kind == "pine":
        _pine(scene, sheet, rng, foot, height, leaves, bark, count)
    elif kind == "poplar":
        _trunk(sheet, rng, foot, height * 0.3, height * 0.035, bark)
        ys = np.linspace(0.18, 0.92, 7)
        wide = height * 0.14 * np.sin(np.pi * np.clip(ys, 0.12, 0.95)) ** 0.6
        blobs = np.stack(
            [foot[0] + rng.normal(0, 0.015, 7) * height, foot[1] - ys * height, wide, wide * 1.5], -1
        )
        crown(scene, sheet, rng, blobs, leaves, per_blob=count)
    else:
        _round(scene, sheet, rng, foot, height, kind, leaves, bark, count)


def _leaf(kind: TreeKind) -> str:
    return {"fir": "pine", "pine": "pine", "blossom": "petal"}.get(kind, "leaf")


def _round(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], height: float, kind: TreeKind,
    leaves: Ramp, bark: Ramp, count: int,
) -> None:  # fmt: skip
    _trunk(sheet, rng, foot, height * 0.5, height * 0.05, bark)
    for side in (-1, 1):
        tip = (foot[0] + side * height * rng.uniform(0.12, 0.2), foot[1] - height * rng.uniform(0.5, 0.62))
        fork = (foot[0], foot[1] - height * 0.3)
        sheet.path([fork, tip], height * 0.022, bark[70])
    n = 9
    around = rng.random(n) * 2 * np.pi
    reach = np.sqrt(rng.random(n)) * 0.24
    cx = foot[0] + np.cos(around) * reach * height * 1.15
    cy = foot[1] - height * (0.64 - np.sin(around) * reach * 0.85)
    order = np.argsort(-cy)
    r = height * rng.uniform(0.12, 0.2, n)
    blobs = np.stack([cx, cy, r * 1.15, r], -1)[order]
    crown(scene, sheet, rng, blobs, leaves, per_blob=count, low=60 if kind == "blossom" else 25)
    if kind == "willow":
        _strands(scene, sheet, rng, foot, height, leaves)


def _strands(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], height: float, ramp: Ramp
) -> None:
    n = 150
    x = foot[0] + rng.uniform(-0.4, 0.4, n) * height
    top = foot[1] - height * (0.5 + 0.3 * np.cos((x - foot[0]) / (0.45 * height) * 1.4))
    lean = rng.normal(0.02 + 0.05 * scene.wind, 0.02, n) * height
    end = np.stack([x + lean, top + height * rng.uniform(0.2, 0.5, n)], -1)
    sheet.strokes(np.stack([x, top], -1), end, height * 0.008, pick(ramp, rng.uniform(40, 220, n)))


def _fir(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], height: float, leaves: Ramp,
    bark: Ramp, count: int,
) -> None:  # fmt: skip
    _trunk(sheet, rng, foot, height * 0.3, height * 0.03, bark)
    fine = float(np.clip(height / (200 * scene.u), 1.0, 3.0))
    n = int(count * 9 * fine)
    up = rng.random(n) ** 0.8
    tiers = 0.78 + 0.22 * np.cos(up * 40.0)
    wide = (1.0 - up) * 0.24 * height * tiers
    across = rng.uniform(-1, 1, n)
    x, y = foot[0] + across * wide, foot[1] - height * (0.12 + 0.88 * up)
    lit = 0.5 + 0.5 * across * scene.light.toward[0] + rng.normal(0, 0.12, n)
    order = np.argsort(up)
    droop = height * 0.045 * rng.uniform(0.5, 1.3, n) * (1.2 - up)
    start = np.stack([x, y], -1)[order]
    end = np.stack([x + across * droop * 1.2, y + droop], -1)[order]
    snow = scene.snowy or (scene.season == "winter" and scene.plan.place in ("mountains", "forest"))
    sheet.strokes(start, end, height * 0.02 / fine**0.5, pick(leaves, 20 + 150 * lit[order]))
    if snow:
        white = scene.tones.ramp("snow", 20.0)
        top = rng.random(n) < 0.38
        keep = order[top[order]]
        s = np.stack([x[keep], y[keep] - height * 0.008], -1)
        e = s + np.stack([across[keep] * droop[keep], droop[keep] * 0.5], -1)
        sheet.strokes(s, e, height * 0.018 / fine**0.5, pick(white, 90 + 140 * lit[keep]))


def _pine(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], height: float, leaves: Ramp,
    bark: Ramp, count: int,
) -> None:  # fmt: skip
    """A Korean red pine: a bent trunk under flat clouds of needles."""
    t = np.linspace(0, 1, 9)
    bend = rng.uniform(-1, 1)
    x = foot[0] + height * (0.1 * bend * np.sin(t * 3.0) + 0.04 * np.sin(t * 7 + bend))
    y = foot[1] - t * height * 0.86
    for i in range(8):
        sheet.path(
            [(x[i], y[i]), (x[i + 1], y[i + 1])], height * 0.05 * (1.05 - 0.8 * t[i]), bark[90 + 8 * (i % 3)]
        )
    blobs = []
    for i, up in enumerate((0.52, 0.6, 0.72, 0.8, 0.9, 0.97)):
        side = (-1) ** i * rng.uniform(0.1, 0.24) * (1.25 - up) * 1.6
        trunk_x = float(np.interp(up, t * 0.86, x))
        at = (trunk_x + side * height, foot[1] - up * height)
        sheet.path([(trunk_x, at[1] + height * 0.05), at], height * 0.014, bark[60])
        blobs.append((at[0], at[1], height * rng.uniform(0.13, 0.2), height * 0.055))
    crown(scene, sheet, rng, np.array(blobs), leaves, per_blob=int(count * 1.3), dab=0.42, flat=0.5)


def _trunk(
    sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], height: float, width: float, bark: Ramp
) -> None:
    lean = rng.uniform(-0.08, 0.08) * height
    x, y = foot
    half = max(0.6, width / 2)
    outline = [
        (x - half * 1.4, y),
        (x - half * 0.7 + lean, y - height),
        (x + half * 0.7 + lean, y - height),
        (x + half * 1.4, y),
    ]
    sheet.fill(outline, bark[80])
    sheet.path([(x + half * 0.5, y), (x + half * 0.4 + lean, y - height)], half * 0.6, bark[150])


def branches(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    height: float,
    bark: Ramp,
    depth: int = 5,
    upright: float = 90.0,
) -> list[tuple[float, float]]:
    """A bare tree, grown by forking; returns the tips of its twigs (reference pixels)."""
    start = np.array([foot], float)
    angle = np.array([np.deg2rad(upright)])
    length, width = height * 0.32, height * 0.045
    tips = start
    for level in range(depth):
        end = start + length * np.stack([np.cos(angle), -np.sin(angle)], -1) * rng.uniform(
            0.75, 1.2, (len(start), 1)
        )
        tone = 60 + 20 * level + rng.normal(0, 10, len(start))
        sheet.strokes(start, end, max(width, 0.7 * scene.u), pick(bark, tone))
        tips = end
        spread = rng.uniform(0.25, 0.6, (len(end), 3)) * np.array([-1, 0.12, 1]) + rng.normal(
            0, 0.12, (len(end), 3)
        )
        keep = rng.random((len(end), 3)) < np.array([0.95, 0.65, 0.95])
        angle = (angle[:, None] + spread)[keep]
        start = np.repeat(end[:, None], 3, 1)[keep]
        length, width = length * 0.74, width * 0.58
    return [(float(x), float(y)) for x, y in tips]


def grass(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    count: int,
    near_row: float,
    far_row: float,
    ramp: Ramp,
    *,
    blade_m: float = 0.22,
    low: float = 40.0,
    high: float = 215.0,
    upright: float = 1.0,
) -> None:
    """Blades on the ground between two rows, smaller with distance, leaning with the wind."""
    view = scene.view
    left, _, right, _ = view.box(4.0)
    # Blades grow in tufts: a few hundred places, several blades each, fanned out and of one tone.
    tufts = max(1, count // 5)
    row = far_row + (near_row - far_row) * rng.random(tufts) ** 0.65
    row.sort()
    size = rng.uniform(0.5, 1.3, tufts)
    row, size, tone = (np.repeat(v, 5) for v in (row, size, low + (high - low) * rng.beta(2, 2.2, tufts)))
    n = len(row)
    per_m = (row - view.hz) / view.eye_m
    x = np.repeat(rng.uniform(left, right, tufts), 5) + rng.normal(0, 0.07, n) * per_m
    long = np.maximum(blade_m * per_m * size * rng.uniform(0.6, 1.3, n) * upright, 1.4 * scene.u)
    lean = (0.12 + 0.3 * scene.wind + rng.normal(0, 0.32, n)) * long
    width = np.clip(long * 0.11, 0.9 * scene.u, 6 * scene.u)
    ink = pick(ramp, tone + rng.normal(0, 16, n))
    sheet.strokes(np.stack([x, row], -1), np.stack([x + lean, row - long], -1), width, ink)


def flowers(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    xy: Floats,
    size: Floats,
    ramp: Ramp,
    petals: int = 5,
) -> None:
    """Small flowers: a ring of petal dabs and a heart; xy (n, 2), size (n,) radius in pixels."""
    n = len(xy)
    turn = rng.random(n)[:, None] * 2 * np.pi + np.arange(petals) * (2 * np.pi / petals)
    ring = np.stack([np.cos(turn), np.sin(turn) * 0.75], -1) * (size * 0.6)[:, None, None]
    at = (xy[:, None] + ring).reshape(-1, 2)
    r = np.repeat(size * 0.5, petals)
    tone = 90 + 90 * rng.random(n * petals) + 40 * (ring.reshape(-1, 2)[:, 1] < 0)
    sheet.dabs(at, np.stack([r, r * 0.75], -1), np.rad2deg(turn).ravel(), pick(ramp, tone))
    heart = scene.tones.ramp("sand")
    sheet.dabs(xy, np.stack([size * 0.28, size * 0.22], -1), 0.0, pick(heart, np.full(n, 190.0)))


def treeline(
    scene: Scene,
    name: str,
    depth_m: float,
    height_m: float,
    kinds: tuple[TreeKind, ...],
    *,
    gap: tuple[float, float] | None = None,
    density: float = 1.0,
    foot_m: float | None = None,
    scale: float = 1.0,
) -> None:
    """A row of trees across the picture at a depth; ``gap`` (frame fractions) is left open between them."""
    view, rng = scene.view, scene.rng("treeline", name)
    tall = view.px(height_m, depth_m)
    foot = view.row(foot_m or depth_m)
    ramp = scene.tones.ramp("leaf", depth_m)
    sheet = scene.sheet(depth_m, ramp, top=foot - tall * 1.7, scale=scale)
    left, _, right, _ = view.box(depth_m)
    step = max(tall * 0.5 / density, (right - left) / 70)
    xs = np.arange(left, right, step)
    gap = None if gap is None else (scene.across(gap[0]), scene.across(gap[1]))
    detail = float(np.clip(tall / (150 * scene.u), 0.3, 1.1))
    _undergrowth(scene, sheet, rng, xs, foot, tall, depth_m, gap, detail)
    for x in rng.permutation(xs + rng.normal(0, step * 0.3, len(xs))):
        if gap and gap[0] < x / view.width < gap[1]:
            continue
        kind = kinds[int(rng.integers(len(kinds)))]
        size = tall * rng.uniform(0.65, 1.2)
        tree(
            scene,
            sheet,
            rng,
            (float(x), foot + rng.uniform(0, 0.03) * tall),
            size,
            kind,
            depth_m,
            detail=detail,
        )
    scene.card(sheet, name, depth_m, life=scene.sway(0.45, name, period=4.8), ragged=1.2)


def _undergrowth(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    xs: Floats,
    foot: float,
    tall: float,
    depth_m: float,
    gap: tuple[float, float] | None,
    detail: float,
) -> None:
    """Bushes and the pooled shadow under a row of trees: what ties them to the ground."""
    if gap:
        xs = xs[~_inside(xs / scene.view.width, gap)]
    if not len(xs):
        return
    dark = scene.tones.ramp("snow" if scene.snowy else "grass", depth_m)
    fall = scene.light.shadow_m[0] * tall * 0.25
    many = np.repeat(xs, 5)
    n = len(many)
    at = np.stack(
        [many + fall * rng.random(n) + rng.normal(0, tall * 0.22, n), foot + rng.normal(0, 0.012, n) * tall],
        -1,
    )
    size = np.stack([tall * rng.uniform(0.1, 0.26, n), tall * rng.uniform(0.012, 0.03, n)], -1)
    sheet.dabs(at, size, 0.0, pick(dark, rng.uniform(8, 42, n) + (60 if scene.snowy else 0)))
    k = max(2, int(len(xs) * 1.6))
    where = rng.choice(xs, k) + rng.normal(0, tall * 0.25, k)
    ry = tall * rng.uniform(0.05, 0.13, k)
    bushes = np.stack([where, foot - ry * 0.8, ry * rng.uniform(1.2, 2.0, k), ry], -1)
    ramp = scene.tones.ramp("leaf", depth_m)
    crown(scene, sheet, rng, bushes, ramp, per_blob=max(8, int(20 * detail)), dab=0.3, low=5, high=150)


def _inside(x: Floats, gap: tuple[float, float]) -> NDArray[np.bool_]:
    return np.asarray((x > gap[0]) & (x < gap[1]))
