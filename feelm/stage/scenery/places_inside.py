"""Places inside: rooms with windows, and the inside of a bus or a train."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery import indoors, land, sky, town
from feelm.stage.scenery.flora import treeline
from feelm.stage.scenery.foreground import foreground
from feelm.stage.scenery.lamps import Lamps
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Station
from feelm.stage.scenery.weather import weather


def _outside(scene: Scene) -> None:
    """What a room's windows show."""
    sky.sky(scene)
    tones, scene.tones = scene.tones, scene.outside
    land.ridge(scene, "far hills", 1800, 0.12, knots=4)
    if scene.plan.place in ("hospital", "classroom"):
        town.skyline(scene, "town", 420, 0.08, lit=0.35, width=0.04)
    treeline(scene, "outside trees", 46, 8, ("round", "poplar"), density=0.9, scale=0.5)
    lawn(scene)
    scene.tones = tones


def lawn(scene: Scene) -> None:
    """Ground outside a window: one soft card, because only a strip of it is seen."""
    view = scene.view
    ramp = scene.tones.ramp("snow" if scene.snowy else "grass", 40)
    sheet = scene.sheet(50.0, ramp, scale=0.25, top=view.row(70))
    h, w = sheet.size
    down = np.linspace(0, 1, h, dtype=np.float32)[:, None]
    noise = scene.grain.patch(h, w, (w * 0.5, h * 0.4), (0.4, 0.4))
    sheet.paint(land.coloured(ramp, np.asarray(165 - 90 * down + 14 * noise, np.float32)))
    scene.card(sheet, "lawn", 50.0, ragged=0, grain=0)


@dataclass(frozen=True)
class Fittings:
    """What a room's shell is made of: materials of wall, floor and ceiling, boards or tiles in metres."""

    wall: str
    floor: str
    board_m: float = 0.0
    tile_m: float = 0.0
    gloss: float = 0.3
    beams: bool = False
    panes: int = 2
    trim: str = "wood"
    wainscot: str | None = None


def _room(scene: Scene, windows: tuple[indoors.Frame, ...], how: Fittings) -> float:
    """The shell of a room, and what its windows show; gives the depth of its back wall in metres."""
    depth = indoors.wall_depth(scene)
    _outside(scene)
    weather(scene)
    indoors.back_wall(scene, depth, how.wall, windows, trim=how.trim, panes=how.panes, wainscot=how.wainscot)
    indoors.ceiling(scene, depth, "plaster", beams=how.beams)
    indoors.floor(scene, depth, how.floor, board_m=how.board_m, tile_m=how.tile_m, gloss=how.gloss)
    indoors.shaft(scene, depth, windows)
    scene.stations.append(Station("floor", 0.3 * depth, 0.93 * depth, (0.08, 0.92), scene.view.eye_m))
    scene.stations.append(Station("table", 0.68 * depth, 0.7 * depth, (0.3, 0.7), scene.view.eye_m - 0.75))
    return depth


def room(scene: Scene) -> None:
    """A room of a house: window, drapes, shelf, table."""
    frame = (-1.35, 1.25, 0.75, 2.5)
    d = _room(scene, (frame,), Fittings("plaster", "wood", board_m=0.16, beams=True))
    indoors.drapes(scene, d * 0.97, frame)
    indoors.shelf(scene, d * 0.94, -0.36 * d)
    indoors.plant(scene, d * 0.9, 0.34 * d)
    _set_table(scene, d, 0.13 * d, 1.2)
    foreground(scene, ("curtain", "pillar", "curtain"))


def kitchen(scene: Scene) -> None:
    """A kitchen: a counter under the window, cupboards, a table."""
    frame = (-1.25, 1.25, 1.1, 2.4)
    d = _room(scene, (frame,), Fittings("plaster", "tile", tile_m=0.4, gloss=0.4))
    f = indoors.Furniture(scene, "counter", d * 0.93, "wood")
    f.box(0.0, 0.91, 8.8, 0.17, 150, "tile")
    for x in np.arange(-4.2, 4.3, 1.2):
        f.box(float(x), 0.06, 1.14, 0.76, 112)
        f.box(float(x) + 0.42, 0.62, 0.16, 0.035, 190, "metal")
    f.box(0.0, 0.0, 8.8, 0.06, 30)
    f.box(0.0, 0.84, 8.8, 0.07, 185, "stone")
    _stove(f, -2.15)
    for x in (-2.9, 2.75):
        _dresser_shelf(scene, f, x)
    f.round(1.62, 1.02, 0.14, 0.13, 130, "metal")
    f.round(2.2, 0.98, 0.2, 0.09, 110, "brick")
    f.lay()
    _half_curtain(scene, d * 0.96, frame)
    steam(scene, d * 0.9, -1.88)
    _set_table(scene, d, 0.12 * d, 1.4, cloth=True)
    foreground(scene, ("curtain", "pillar", "curtain"))


def _set_table(scene: Scene, depth_m: float, x: float, wide: float, *, cloth: bool = False) -> None:
    """The table of a room; what a shot is about stands on it, wherever in the frame it is."""
    at = 0.7 * depth_m
    if scene.on_table:
        x, wide = 0.0, max(wide, 0.66 * at / scene.view.focal)
    indoors.table(scene, at, x, wide=wide, cloth=cloth)


def _stove(f: indoors.Furniture, x: float) -> None:
    """A stove with its hood, a pan and a kettle: the one dark thing of the kitchen."""
    f.box(x, 0.04, 1.0, 0.84, 60, "metal")
    f.box(x, 0.3, 0.74, 0.34, 28, "metal")
    f.box(x, 0.86, 1.06, 0.05, 40, "metal")
    f.box(x, 1.75, 0.9, 0.34, 110, "metal")
    f.box(x, 2.0, 0.42, 0.7, 96, "metal")
    f.round(x - 0.24, 0.98, 0.2, 0.09, 70, "metal")
    f.round(x + 0.27, 1.02, 0.15, 0.14, 150, "brick")


def _dresser_shelf(scene: Scene, f: indoors.Furniture, x: float) -> None:
    """Two boards on the wall with bowls and jars, large and few."""
    rng = scene.style("dresser", round(x * 10))
    for up in (1.6, 2.0):
        f.box(x, up, 1.35, 0.06, 120)
        for k in range(4):
            size = float(rng.uniform(0.09, 0.14))
            material = ("brick", "linen", "thatch", "plaster")[int(rng.integers(4))]
            f.round(
                x - 0.48 + 0.32 * k,
                up + 0.06 + size,
                size,
                size * float(rng.uniform(0.7, 1.25)),
                150,
                material,
            )


def _half_curtain(scene: Scene, depth_m: float, frame: indoors.Frame) -> None:
    """A short curtain over the upper window, in the hero's colour made pale by the light behind it."""
    view = scene.view
    left, right, _, top = frame
    x0, x1 = view.column(left, depth_m), view.column(right, depth_m)
    y0, tall = view.row(depth_m, top + 0.04), view.px(0.42, depth_m)
    sheet = scene.sheet(depth_m, scene.tones.ramp("curtain"), box=(x0 - 4, y0 - 4, x1 + 4, y0 + 1.4 * tall))
    cloth = scene.tones.accent_ramp()
    t = np.linspace(0, 1, 49)
    hem = np.stack([x1 + (x0 - x1) * t, y0 + tall * (1.0 + 0.07 * np.sin(t * 40))], -1)
    sheet.fill(np.concatenate([[(x0, y0), (x1, y0)], hem]), cloth[165])
    for k in np.linspace(0.03, 0.97, 15):
        x = x0 + (x1 - x0) * k
        sheet.path(
            [(x, y0), (x + 2 * scene.u, y0 + tall)],
            view.px(0.035, depth_m),
            cloth[215 if k * 15 % 2 < 1 else 120],
        )
    scene.card(
        sheet, "half curtain", depth_m, ragged=1.0, life=scene.sway(0.5, "half curtain", (0.5, 0.0), 5.0)
    )


def steam(scene: Scene, depth_m: float, x_m: float) -> None:
    """Steam that rises from a kettle."""
    view, rng = scene.view, scene.rng("steam")
    ramp = scene.tones.ramp("cloud")
    x, y, tall = view.column(x_m, depth_m), view.row(depth_m, 1.2), view.px(0.7, depth_m)
    sheet = scene.sheet(depth_m, ramp, scale=0.5, box=(x - tall, y - tall * 1.4, x + tall, y))
    n = 16
    up = rng.random(n)
    at = np.stack([x + tall * 0.12 * np.sin(up * 7) + rng.normal(0, 0.03, n) * tall, y - up * tall], -1)
    r = tall * (0.05 + 0.12 * up)
    sheet.dabs(at, np.stack([r, r * 1.3], -1), 0.0, ramp[np.full(n, 220)])
    sheet.softened(tall * 0.07)
    life = Life(
        ripple_px=6 * scene.u,
        ripple_period_s=2.4,
        ripple_wavelength_px=tall,
        twinkle=0.3,
        twinkle_period_s=3.0,
    )
    scene.add(sheet.layer("steam", Plane("card", depth_m), life=life, paint=PaintHint("none"), opacity=0.4))


def classroom(scene: Scene) -> None:
    """A classroom: blackboard, windows, rows of desks."""
    frames = ((1.7, 3.1, 1.0, 2.5), (3.4, 4.8, 1.0, 2.5), (-4.6, -3.2, 1.0, 2.5))
    d = _room(scene, frames, Fittings("plaster", "wood", board_m=0.12, wainscot="wood"))
    f = indoors.Furniture(scene, "blackboard", d * 0.985, "wood")
    f.box(-0.7, 0.95, 3.9, 1.4, 105)
    f.box(-0.7, 1.0, 3.75, 1.28, 110, "board")
    f.box(-0.7, 0.9, 3.8, 0.06, 165)
    chalk(scene, f)
    f.lay()
    for k, depth in enumerate((0.8, 0.64, 0.5)):
        g = indoors.Furniture(scene, f"desks {k}", d * depth, "wood")
        for x in np.arange(-3.9, 4.0, 1.3):
            if abs(x) < 2.4 and k == 2:
                continue
            for side in (-1, 1):
                g.box(float(x) + side * 0.36, 0.0, 0.04, 0.68, 60, "metal")
            g.box(float(x), 0.68, 0.82, 0.06, 150)
            g.box(float(x), 0.52, 0.74, 0.14, 80)
        g.lay()
    foreground(scene, ("curtain", "curtain", "pillar"))


def chalk(scene: Scene, board: indoors.Furniture) -> None:
    """A few soft chalk marks."""
    rng, view, d = scene.rng("chalk"), scene.view, board.depth
    ramp = scene.tones.ramp("board")
    for _ in range(11):
        x, up = rng.uniform(-2.3, 0.6), rng.uniform(1.35, 2.1)
        t = np.linspace(0, rng.uniform(0.25, 0.6), 6)
        points = [(view.column(x + a, d), view.row(d, up + 0.02 * rng.normal())) for a in t]
        board.sheet.path(points, max(1.0, 1.6 * scene.u), ramp[190])


def hospital(scene: Scene) -> None:
    """A hospital room: a bed by the window, a curtain, a drip stand."""
    frame = (-0.6, 1.9, 0.9, 2.4)
    d = _room(
        scene,
        (frame,),
        Fittings("linen", "tile", tile_m=0.6, gloss=0.55, wainscot="metal", trim="metal", panes=2),
    )
    indoors.drapes(scene, d * 0.97, frame)
    x = 0.12 * d
    f = indoors.Furniture(scene, "bed", d * 0.7, "metal")
    for side in (-1.0, 1.0):
        f.box(x + side, 0.0, 0.06, 1.0 if side > 0 else 0.75, 120)
    f.box(x, 0.38, 2.0, 0.1, 90)
    f.box(x, 0.48, 1.96, 0.2, 170, "linen")
    f.box(x - 0.2, 0.5, 1.5, 0.22, 205, "linen")
    f.round(x + 0.72, 0.76, 0.26, 0.12, 225, "linen")
    f.box(x - 0.35, 0.46, 1.1, 0.2, 140, "curtain")
    f.lay()
    stand_ = indoors.Furniture(scene, "drip", d * 0.68, "metal")
    stand_.box(x + 1.35, 0.0, 0.035, 1.9, 120)
    stand_.box(x + 1.35, 1.85, 0.3, 0.03, 140)
    stand_.box(x + 1.26, 1.5, 0.14, 0.28, 200, "linen")
    stand_.lay()
    if scene.on_table:
        _set_table(scene, d, 0.0, 1.2, cloth=True)
    else:
        indoors.table(scene, d * 0.8, -0.2 * d, wide=0.6, high=0.7, name="bedside", material="linen")
    foreground(scene, ("curtain", "curtain", "pillar"))


SEAT = 0.93
"""Depth of who sits in a bus or a train, as a share of the depth of its windows."""


def _vehicle(scene: Scene, speed: float) -> None:
    """Riding: the land passes the windows, faster the nearer it is."""
    view = scene.view
    sky.sky(scene)
    tones, scene.tones = scene.tones, scene.outside
    land.lay_ground(scene, land.bare_ground(scene, "grass", mid=120))
    # What passes has to be longer than the frame even when the ring has lost a tenth.
    scene.view = replace(view, overscan=max(view.overscan, 0.3))
    land.ridge(scene, "far hills", 2600, 0.2, knots=3)
    indoors.passing(scene, 1, 8 * speed)
    if scene.plan.place == "bus" or scene.lamps:
        n = len(scene.layers)
        town.skyline(scene, "town", 420, 0.14, lit=0.4, width=0.05, scale=0.7)
        indoors.passing(scene, len(scene.layers) - n, 30 * speed)
    n = len(scene.layers)
    treeline(scene, "trees", 55, 9, ("round", "poplar"), density=0.6, scale=0.7)
    indoors.passing(scene, len(scene.layers) - n, 170 * speed)
    scene.view = view
    weather(scene)
    scene.tones = tones
    # The hero sits or stands right before the seats, which are along the windows.
    depth = float(np.clip(scene.focus_m / SEAT, 1.8, 14.0))
    pitch = 1.75
    frames = tuple(
        (x + 0.1, x + pitch - 0.1, 0.8, 2.02) for x in np.arange(-5 * pitch, 5 * pitch, pitch) + 0.4 - pitch
    )
    indoors.back_wall(scene, depth, "metal", frames, trim="rock", panes=1, tone=46.0, cross=False)
    ceiling_lamps(scene, depth)
    straps(scene, depth * 0.7)
    indoors.floor(scene, depth, "rock", gloss=0.1)
    if scene.rain:
        pane(scene, depth * 0.99)
    indoors.seats(scene, depth * 0.96, "seats", 34, 1.0)
    if scene.shot_size in ("wide", "extreme_wide"):
        indoors.seats(scene, depth * 0.5, "seats near", 26, 1.0)
    foreground(scene, ("curtain", "curtain", "glass" if scene.rain else "curtain"))
    scene.stations.append(Station("floor", depth * 0.5, depth * SEAT, (0.15, 0.85), view.eye_m))
    scene.stations.append(Station("table", depth * 0.85, depth * SEAT, (0.2, 0.8), view.eye_m - 0.46))


def straps(scene: Scene, depth_m: float) -> None:
    """Hand straps hanging from their rail, swinging with the ride."""
    view, ramp = scene.view, scene.tones.ramp("rock", depth_m)
    left, _, right, _ = view.box(depth_m)
    rail, foot = view.row(depth_m, 2.02), view.row(depth_m, 1.74)
    sheet = scene.sheet(depth_m, ramp, box=(left, rail - 12 * scene.u, right, foot + view.px(0.16, depth_m)))
    sheet.path([(left, rail), (right, rail)], max(2.0, view.px(0.03, depth_m)), ramp[60])
    r = view.px(0.06, depth_m)
    t = np.linspace(0, 2 * np.pi, 20)
    for x in np.arange(left, right, view.px(0.42, depth_m)):
        sheet.path([(x, rail), (x, foot)], max(1.5, view.px(0.022, depth_m)), ramp[40])
        ring = np.stack([x + r * np.cos(t), foot + r + r * np.sin(t)], -1)
        sheet.path(ring, max(1.5, view.px(0.018, depth_m)), ramp[140])
    life = scene.sway(1.6, "straps", (0.5, 0.0), 2.2)
    scene.card(sheet, "straps", depth_m, ragged=0.6, life=life)


def ceiling_lamps(scene: Scene, depth_m: float) -> None:
    """The warm lamps over a bus's or a train's windows after dark."""
    if not scene.lamps:
        return
    view, lamps = scene.view, Lamps()
    for x in np.arange(-5.0, 5.1, 1.75):
        lamps.add(
            view.column(float(x), depth_m),
            view.row(depth_m, 2.2),
            view.px(0.32, depth_m),
            view.px(0.05, depth_m),
        )
    lamps.lay(scene, "ceiling lamps", depth_m * 0.98, "#ffd79a", reach=1.3)


def pane(scene: Scene, depth_m: float) -> None:
    """Rain on the windows of the wall at a depth."""
    view, rng, u = scene.view, scene.rng("pane"), scene.u
    left, top, right, bottom = view.box(depth_m)
    low, high = view.row(depth_m, 0.8), view.row(depth_m, 2.02)
    ramp = scene.outside.ramp("cloud")
    sheet = scene.sheet(depth_m, ramp, box=(left, max(top, high), right, min(bottom, low)))
    n = 420
    at = np.stack([rng.uniform(left, right, n), rng.uniform(max(top, high), min(bottom, low), n)], -1)
    r = rng.gamma(2.0, 0.9, n) * u + 0.7 * u
    sheet.dabs(at, np.stack([r, r * 1.2], -1), 0.0, ramp[rng.integers(60, 240, n)])
    for x, y in at[:46]:
        t = np.linspace(0, 1, 6)
        run = np.stack(
            [x + np.cumsum(rng.normal(0.6, 1.6, 6)) * u, np.maximum(y - t * rng.uniform(30, 120) * u, high)],
            -1,
        )
        sheet.path(run, 1.3 * u, ramp[165])
    life = Life(drift_px_s=(0.0, 2.0 * u))
    scene.add(
        sheet.layer("rain on pane", Plane("card", depth_m), life=life, paint=PaintHint("none"), opacity=0.45)
    )


def bus(scene: Scene) -> None:
    """Inside a bus, at its windows."""
    _vehicle(scene, 1.0)


def train(scene: Scene) -> None:
    """Inside a train, at its windows."""
    _vehicle(scene, 1.6)
