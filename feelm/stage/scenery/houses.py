"""Houses: drawn from the front, in the light of the place, their windows lit after dark."""

from __future__ import annotations

from typing import Literal

import numpy as np

from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.lamps import Lamps
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp

HouseKind = Literal["hanok", "thatched", "cottage", "block", "shop", "school"]


def house(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, foot: tuple[float, float], width: float, kind: HouseKind,
    depth_m: float, lamps: Lamps,
) -> None:  # fmt: skip
    """One house seen from the front, foot middle at a point, ``width`` pixels wide."""
    draw = {
        "hanok": _hanok,
        "thatched": _thatched,
        "cottage": _cottage,
        "block": _block,
        "shop": _shop,
        "school": _school,
    }
    draw[kind](scene, sheet, rng, foot, width, depth_m, lamps)


def _wall(scene: Scene, sheet: Sheet, x: float, y: float, w: float, h: float, ramp: Ramp) -> None:
    """A wall in two values: the side away from the light is darker, and so is what lies under the eaves."""
    sheet.rect(x - w / 2, y - h, x + w / 2, y, ramp[150])
    dark = -1 if scene.light.side > 0 else 1
    sheet.rect(
        x + dark * w / 2 if dark < 0 else x + w * 0.2,
        y - h,
        x - w * 0.2 if dark < 0 else x + w / 2,
        y,
        ramp[118],
    )
    sheet.rect(x - w / 2, y - h, x + w / 2, y - h * 0.8, ramp[82])


def window(
    scene: Scene,
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    h: float,
    depth_m: float,
    lamps: Lamps,
    *,
    panes: int = 2,
) -> None:
    """A window of (w, h) pixels centred at (x, y): dark by day, glowing by night."""
    frame = scene.tones.ramp("wood", depth_m)
    sheet.rect(
        x - w / 2 - w * 0.06, y - h / 2 - w * 0.06, x + w / 2 + w * 0.06, y + h / 2 + w * 0.06, frame[70]
    )
    if scene.lamps:
        ink = scene.tones.glow()
        lamps.add(x, y, w / 2, h / 2)
    else:
        ink = scene.tones.ramp("water", depth_m)[75]
    sheet.rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2, ink)
    if not scene.lamps:
        sheet.fill(
            [(x - w / 2, y - h / 2), (x + w * 0.2, y - h / 2), (x - w / 2, y + h * 0.25)],
            scene.tones.ramp("water", depth_m)[150],
        )
    for i in range(1, panes):
        at = x - w / 2 + w * i / panes
        sheet.path([(at, y - h / 2), (at, y + h / 2)], max(1.0, w * 0.04), frame[80])
    sheet.path([(x - w / 2, y), (x + w / 2, y)], max(1.0, w * 0.04), frame[80])


def _roof_lines(
    sheet: Sheet, left: float, right: float, top: float, bottom: float, inset: float, ramp: Ramp, n: int
) -> None:
    for i in range(n + 1):
        t = i / n
        x1 = left + (right - left) * t
        x0 = left + inset + (right - left - 2 * inset) * t
        sheet.path([(x0, top), (x1, bottom)], max(1.0, (right - left) * 0.006), ramp[60 if i % 2 else 130])


def _hanok(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    """A tiled Korean house: a low wall of timber and paper doors under a wide roof whose eaves rise at the ends."""
    x, y = foot
    h = w * 0.24
    stone, wood, paper, tile = (scene.tones.ramp(m, depth_m) for m in ("stone", "wood", "plaster", "roof"))
    sheet.rect(x - w * 0.46, y - w * 0.035, x + w * 0.46, y, stone[120])
    base = y - w * 0.03
    _wall(scene, sheet, x, base, w * 0.84, h, paper)
    sheet.rect(x - w * 0.1, base - h * 0.84, x + w * 0.16, base, wood[42])
    for t in np.linspace(-0.42, 0.42, 7):
        sheet.path([(x + t * w, base), (x + t * w, base - h)], w * 0.02, wood[96])
    for t in (-0.345, -0.21, 0.28):
        window(scene, sheet, x + t * w, base - h * 0.45, w * 0.1, h * 0.52, depth_m, lamps, panes=4)
    top, eave = base - h - w * 0.17, base - h
    t = np.linspace(-1, 1, 25)
    upper = np.stack([x + t * w * 0.36, top + 0.018 * w * (1 - t**2)], -1)
    lower = np.stack([x + t * w * 0.57, eave + w * 0.02 - 0.06 * w * t**4], -1)
    sheet.fill(np.concatenate([upper, lower[::-1]]), tile[92])
    lit = -1 if scene.light.side < 0 else 1
    half = t * lit > -0.1
    sheet.fill(np.concatenate([upper[half], lower[half][::-1]]), tile[132])
    for i in range(1, 24):
        sheet.path([upper[i], lower[i]], max(1.0, w * 0.007), tile[58])
    sheet.path(upper, w * 0.028, tile[48])
    sheet.path(lower, w * 0.018, tile[38])
    if scene.snowy:
        sheet.fill(
            np.concatenate([upper - (0, w * 0.02), (upper * 0.4 + lower * 0.6)[::-1]]),
            scene.tones.ramp("snow", depth_m)[205],
        )


def _thatched(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    x, y = foot
    h = w * 0.27
    clay, wood = scene.tones.ramp("sand", depth_m), scene.tones.ramp("wood", depth_m)
    _wall(scene, sheet, x, y, w * 0.8, h, clay)
    sheet.rect(x - w * 0.07, y - h * 0.75, x + w * 0.07, y, wood[50])
    for t in (-0.24, 0.25):
        window(scene, sheet, x + t * w, y - h * 0.5, w * 0.12, h * 0.4, depth_m, lamps, panes=3)
    arc = np.linspace(-1, 1, 30)
    straw = scene.tones.ramp("thatch" if not scene.snowy else "snow", depth_m)
    dome = np.stack(
        [x + arc * w * 0.52, y - h * 0.86 - w * 0.24 * np.sqrt(np.clip(1 - np.abs(arc) ** 2.6, 0, 1))], -1
    )
    sheet.fill(np.concatenate([dome, [(x + w * 0.5, y - h * 0.8), (x - w * 0.5, y - h * 0.8)]]), straw[120])
    n = 160
    u, v = rng.uniform(-1, 1, n), rng.random(n)
    start = np.stack(
        [x + u * w * 0.34, y - h * 0.9 - w * 0.23 * np.sqrt(np.clip(1 - np.abs(u) ** 2.6, 0, 1)) * (1 - v)],
        -1,
    )
    end = start + np.stack([u * w * 0.1, np.full(n, w * 0.06)], -1)
    tone = 120 + 60 * u * scene.light.toward[0] + rng.normal(0, 25, n)
    sheet.strokes(start, end, max(1.0, w * 0.012), pick(straw, tone))


def _cottage(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    x, y = foot
    h = w * 0.46
    wall = scene.tones.ramp("plaster", depth_m)
    roof = scene.tones.ramp("roof_red" if rng.random() < 0.6 else "roof", depth_m)
    _wall(scene, sheet, x, y, w * 0.86, h, wall)
    for t in (-0.26, 0.26):
        window(scene, sheet, x + t * w, y - h * 0.52, w * 0.15, h * 0.34, depth_m, lamps)
    sheet.rect(x - w * 0.07, y - h * 0.6, x + w * 0.07, y, scene.tones.ramp("wood", depth_m)[85])
    sheet.rect(
        x + w * 0.2, y - h - w * 0.4, x + w * 0.29, y - h - w * 0.1, scene.tones.ramp("brick", depth_m)[95]
    )
    top = y - h - w * 0.34
    sheet.fill(
        [(x - w * 0.52, y - h * 0.94), (x - w * 0.3, top), (x + w * 0.3, top), (x + w * 0.52, y - h * 0.94)],
        roof[112],
    )
    _roof_lines(sheet, x - w * 0.52, x + w * 0.52, top, y - h * 0.94, w * 0.22, roof, 14)
    sheet.path([(x - w * 0.53, y - h * 0.94), (x + w * 0.53, y - h * 0.94)], w * 0.025, roof[50])
    if scene.snowy:
        sheet.fill(
            [
                (x - w * 0.5, y - h * 0.98),
                (x - w * 0.31, top - w * 0.03),
                (x + w * 0.31, top - w * 0.03),
                (x + w * 0.5, y - h * 0.98),
            ],
            scene.tones.ramp("snow", depth_m)[200],
        )


def _block(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    x, y = foot
    h = w * rng.uniform(1.1, 1.8)
    ramp = scene.tones.ramp(["plaster", "brick", "stone"][int(rng.integers(3))], depth_m)
    _wall(scene, sheet, x, y, w, h, ramp)
    glow = np.asarray(scene.tones.glow(), np.float32)
    grid(
        scene,
        sheet,
        rng,
        (x - w * 0.46, y - h * 0.96, x + w * 0.46, y - h * 0.1),
        ramp,
        110,
        0.35,
        glow,
        lamps,
        depth_m,
    )
    sheet.rect(x - w * 0.53, y - h * 1.02, x + w * 0.53, y - h * 0.985, ramp[70])


def _shop(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    """Two or three floors over a shop front with an awning and a sign."""
    x, y = foot
    h = w * rng.uniform(0.9, 1.5)
    ramp = scene.tones.ramp(["plaster", "brick", "stone"][int(rng.integers(3))], depth_m)
    _wall(scene, sheet, x, y, w, h, ramp)
    for row in np.arange(0.42, 0.93, 0.24 / max(h / w, 0.6)):
        for t in (-0.3, 0.0, 0.3):
            if rng.random() < (0.55 if scene.lamps else 1.0):
                window(scene, sheet, x + t * w, y - h * float(row), w * 0.16, w * 0.19, depth_m, lamps)
            else:
                sheet.rect(
                    x + (t - 0.08) * w,
                    y - h * float(row) - w * 0.1,
                    x + (t + 0.08) * w,
                    y - h * float(row) + w * 0.1,
                    ramp[40],
                )
    front = scene.tones.glow() if scene.lamps else scene.tones.ramp("water", depth_m)[95]
    sheet.rect(x - w * 0.42, y - w * 0.32, x + w * 0.42, y - w * 0.02, scene.tones.ramp("wood", depth_m)[50])
    sheet.rect(x - w * 0.38, y - w * 0.29, x + w * 0.12, y - w * 0.06, front)
    sheet.rect(x + w * 0.18, y - w * 0.29, x + w * 0.36, y - w * 0.02, scene.tones.ramp("wood", depth_m)[95])
    sign = scene.tones.accent_ramp(depth_m) if rng.random() < 0.45 else scene.tones.ramp("metal", depth_m)
    sheet.fill(
        [
            (x - w * 0.46, y - w * 0.31),
            (x - w * 0.4, y - w * 0.42),
            (x + w * 0.4, y - w * 0.42),
            (x + w * 0.46, y - w * 0.31),
        ],
        sign[120],
    )
    for i in range(0, 9, 2):
        a = x - w * 0.46 + w * 0.92 * i / 9
        sheet.fill(
            [
                (a, y - w * 0.31),
                (a + w * 0.02, y - w * 0.42),
                (a + w * 0.1, y - w * 0.42),
                (a + w * 0.1, y - w * 0.31),
            ],
            sign[185],
        )
    if scene.lamps:
        lamps.add(x - w * 0.13, y - w * 0.17, w * 0.26, w * 0.12)


def _school(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    foot: tuple[float, float],
    w: float,
    depth_m: float,
    lamps: Lamps,
) -> None:
    """A long school of three floors with rows of windows and a clock over the door."""
    x, y = foot
    h = w * 0.26
    ramp = scene.tones.ramp("plaster", depth_m)
    _wall(scene, sheet, x, y, w, h, ramp)
    glass = scene.tones.ramp("water", depth_m)
    for floor in range(3):
        row = y - h * (0.2 + 0.29 * floor)
        sheet.rect(x - w / 2, row + h * 0.1, x + w / 2, row + h * 0.135, ramp[100])
        # Rooms are bands of glass: a grid of dark holes would be louder than whoever stands before it.
        for t in (-0.4, -0.265, -0.13, 0.13, 0.265, 0.4):
            left, right = x + (t - 0.055) * w, x + (t + 0.055) * w
            shines = scene.lamps and rng.random() < 0.3
            sheet.rect(
                left, row - h * 0.09, right, row + h * 0.07, scene.tones.glow() if shines else glass[112]
            )
            if not shines:
                sheet.fill(
                    [(left, row - h * 0.09), (right, row - h * 0.09), (left, row + h * 0.05)], glass[150]
                )
            for bar in (1 / 3, 2 / 3):
                at = left + (right - left) * bar
                sheet.path([(at, row - h * 0.09), (at, row + h * 0.07)], max(1.0, w * 0.003), ramp[130])
    sheet.rect(x - w * 0.07, y - h * 1.16, x + w * 0.07, y, scene.tones.ramp("brick", depth_m)[128])
    sheet.dabs([(x, y - h * 0.84)], [(w * 0.022, w * 0.022)], 0.0, ramp[225][None])
    sheet.rect(x - w * 0.03, y - h * 0.22, x + w * 0.03, y, scene.tones.ramp("wood", depth_m)[50])
    sheet.rect(x - w * 0.51, y - h * 1.03, x + w * 0.51, y - h * 0.98, scene.tones.ramp("roof", depth_m)[90])


def grid(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, box: tuple[float, float, float, float], ramp: Ramp,
    tone: float, lit: float, glow: object, lamps: Lamps, depth_m: float,
) -> None:  # fmt: skip
    """Windows of a block, some of them lit after dark."""
    left, top, right, bottom = box
    pitch = max(scene.view.px(3.4, depth_m), 11 * scene.u)
    cols, rows = int((right - left) / pitch), int((bottom - top) / (pitch * 1.15))
    if cols < 1 or rows < 1:
        return
    gx = left + (np.arange(cols) + 0.5) * (right - left) / cols
    gy = top + (np.arange(rows) + 0.6) * pitch * 1.15
    warm = np.asarray(glow, np.float32)
    for y in gy[:40]:
        on = rng.random(cols) < lit
        shine = rng.uniform(0.55, 1.0, cols)
        for i, x in enumerate(gx):
            half = pitch * 0.24
            if scene.lamps and on[i]:
                sheet.rect(x - half, y - half, x + half, y + half, tuple((warm * shine[i]).astype(int)))
                if shine[i] > 0.85:
                    lamps.add(float(x), float(y), half, half)
            else:
                dark = ramp[int(np.clip(tone - 20, 0, 255))]
                sheet.rect(x - half, y - half * 1.1, x + half, y + half, dark)
