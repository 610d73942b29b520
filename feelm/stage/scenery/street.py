"""Streets, harbours and stations: houses in rows toward the vanishing point, paving, rails, boats."""

from __future__ import annotations

import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.flora import pick
from feelm.stage.scenery.grain import smooth
from feelm.stage.scenery.lamps import Lamps
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
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.water import mirror


def paving(
    scene: Scene,
    material: str,
    *,
    tile_m: float | None = None,
    gloss: float = 0.0,
    lines: bool = False,
    about_m: float = 30.0,
    shaded_m: float | None = None,
) -> None:
    """A paved ground: asphalt, slabs or earth; ``gloss`` mirrors what stands on it, as in rain.

    ``shaded_m``: the houses on the light's side shade the ground to this far beyond the middle, one large shape.
    """
    g = grounds(scene)
    ramp = scene.tones.ramp(material)
    tone = base_tone(scene, g, 130) + 14 * patches(scene, g, 3.0) + 12 * patches(scene, g, 0.6, (0.4, 0.4))
    if tile_m:
        tone = tone - 46 * joints(g, tile_m) + 16 * slabs(scene, g, tile_m)
    if shaded_m is not None and not scene.lamps:
        shade = smooth(-0.5, 0.5, g.x * float(np.sign(scene.light.side) or 1.0) + shaded_m)
        tone = tone + scene.light.hardness * (40.0 - 66.0 * shade)
    rgb = coloured(ramp, tone)
    if lines:
        paint = smooth(0.11, 0.07, np.abs(g.x)) * (np.sin(g.z * 2 * np.pi / 5.0) > 0)
        rgb = blend(
            rgb,
            coloured(scene.tones.ramp("plaster"), np.full(g.shape, 190, np.float32)),
            0.6 * (paint),
        )
        kerb = smooth(0.16, 0.1, np.abs(np.abs(g.x) - 3.2))
        rgb = blend(rgb, coloured(scene.tones.ramp("stone"), base_tone(scene, g, 180)), (kerb))
    if scene.snowy:
        white = coloured(scene.tones.ramp("snow"), base_tone(scene, g, 165) + 16 * patches(scene, g, 1.0))
        rgb = blend(rgb, white, 0.92 * smooth(-0.6, 0.5, patches(scene, g, 1.5, (0.6, 0.1)) + 1.7))
    wet = max(gloss, 0.75 if scene.rain else 0.0)
    if wet:
        seen = mirror(scene, g, 0.3, about_m=about_m, pull=34 * scene.u)
        pool = np.clip(0.55 + 0.4 * patches(scene, g, 2.2, (0.2, 0.5), 0.6), 0.15, 1.0) * wet
        rgb = np.asarray(rgb * (1 - 0.28 * wet), np.uint8)
        rgb = np.asarray(rgb + (seen - rgb) * np.clip(pool, 0, 0.85)[..., None], np.uint8)
    g.paint(far_air(scene, g, rgb))
    lay_ground(scene, g)


def joints(g: Grounds, size_m: float) -> np.ndarray:
    """Joints between slabs of a size, 0..1, fading where they would be finer than a pixel."""
    near_x = np.abs((g.x / size_m) % 1.0 - 0.5)
    near_z = np.abs((g.z / size_m) % 1.0 - 0.5)
    clear = np.clip(g.cell * size_m / 6, 0, 1)
    across = smooth(0.455, 0.49, near_x) * np.clip(g.cell * g.z * 0 + size_m * 40 / g.z, 0, 1)
    down = smooth(0.455, 0.49, np.broadcast_to(near_z, g.shape)) * clear
    return np.asarray(np.maximum(across, down) * 0.9, np.float32)


def slabs(scene: Scene, g: Grounds, size_m: float) -> np.ndarray:
    """A value of its own for each slab, about -1..1."""
    i, j = np.floor(g.x / size_m), np.floor(g.z / size_m)
    clear = np.clip(g.cell * size_m / 5, 0, 1)
    value = scene.grain.at((i * 0.137), (np.broadcast_to(j * 0.291, g.shape)))
    return np.asarray(np.clip(value, -1.5, 1.5) * clear, np.float32)


def boat(
    scene: Scene,
    sheet: Sheet,
    rng: np.random.Generator,
    at: tuple[float, float],
    length: float,
    depth_m: float,
) -> None:
    """A small fishing boat on the water: hull, cabin, mast."""
    x, y = at
    hull = scene.tones.ramp("wood" if rng.random() < 0.5 else "metal", depth_m)
    side = 1 if rng.random() < 0.5 else -1
    shape = [(-0.5, -0.17), (-0.43, 0.0), (0.38, 0.0), (0.56, -0.24), (0.3, -0.17)]
    sheet.fill([(x + side * a * length, y + b * length) for a, b in shape], hull[70])
    sheet.path(
        [
            (x - side * 0.5 * length, y - 0.17 * length),
            (x + side * 0.3 * length, y - 0.17 * length),
            (x + side * 0.56 * length, y - 0.24 * length),
        ],
        length * 0.03,
        hull[180],
    )
    white = scene.tones.ramp("plaster", depth_m)
    sheet.rect(x - 0.3 * length, y - 0.38 * length, x - 0.02 * length, y - 0.17 * length, white[150])
    sheet.rect(
        x - 0.26 * length,
        y - 0.34 * length,
        x - 0.06 * length,
        y - 0.25 * length,
        scene.tones.ramp("water", depth_m)[60],
    )
    mast = scene.tones.ramp("rock", depth_m)
    sheet.path(
        [(x + side * 0.12 * length, y - 0.17 * length), (x + side * 0.12 * length, y - 0.85 * length)],
        max(1.0, length * 0.02),
        mast[40],
    )
    sheet.path(
        [(x + side * 0.12 * length, y - 0.82 * length), (x + side * 0.54 * length, y - 0.24 * length)],
        1.0,
        mast[60],
    )
    if scene.lamps:
        sheet.dabs(
            [(x + side * 0.12 * length, y - 0.86 * length)],
            [(length * 0.035,) * 2],
            0.0,
            scene.tones.glow()[None],
        )


def boats(scene: Scene, depth_m: float, places: tuple[float, ...], length_m: float) -> None:
    """Boats riding at a depth, at frame fractions across."""
    view = scene.view
    for i, at in enumerate(places):
        rng = scene.rng("boat", depth_m.__repr__(), i)
        at = scene.across(at)
        length = view.px(length_m, depth_m)
        foot = view.row(depth_m)
        sheet = Sheet(
            (at * view.width - length, foot - length * 1.1, at * view.width + length, foot + length * 0.3),
            1.0,
            scene.tones.ramp("wood", depth_m)[90],
        )
        boat(scene, sheet, rng, (at * view.width, foot), length, depth_m)
        life = Life(
            sway_deg=1.6,
            sway_period_s=4.4,
            bob_px=length * 0.012,
            bob_period_s=3.2,
            phase=0.37 * i,
            pivot=(0.5, 0.9),
        )
        scene.card(sheet, f"boat {depth_m:g} {i}", depth_m, ragged=0.8, life=life)


def bridge(scene: Scene, depth_m: float, high_m: float) -> None:
    """A bridge across the view on piers, with a row of lamps."""
    view, u = scene.view, scene.u
    ramp = scene.tones.ramp("stone", depth_m)
    deck, foot = view.row(depth_m, high_m), view.row(depth_m)
    thick = view.px(2.2, depth_m)
    sheet = scene.sheet(depth_m, ramp, top=deck - view.px(7, depth_m))
    left, _, right, _ = view.box(depth_m)
    for x in np.arange(left, right, view.px(34, depth_m)):
        half = view.px(1.9, depth_m)
        sheet.fill(
            [(x - half * 1.3, foot), (x - half, deck), (x + half, deck), (x + half * 1.3, foot)], ramp[58]
        )
        sheet.path([(x + half * 0.6, foot), (x + half * 0.5, deck)], max(1.0, half * 0.5), ramp[110])
    sheet.rect(left, deck, right, deck + thick, ramp[62])
    sheet.rect(left, deck - thick * 0.25, right, deck, ramp[150])
    lamps = Lamps()
    for x in np.arange(left, right, view.px(13, depth_m)):
        top = deck - view.px(4.6, depth_m)
        sheet.path([(x, deck), (x, top)], max(1.0, 1.1 * u), ramp[70])
        r = max(1.2 * u, view.px(0.5, depth_m))
        sheet.dabs([(x, top)], [(r, r)], 0.0, (scene.tones.glow() if scene.lamps else ramp[200])[None])
        if scene.lamps:
            lamps.add(float(x), top, r, r)
    scene.card(sheet, "bridge", depth_m, ragged=0.7)
    lamps.lay(scene, "bridge lights", depth_m, reach=3.2)


def lighthouse(scene: Scene, depth_m: float, at: float) -> None:
    """A breakwater with a lighthouse at its end; its lamp turns after dark."""
    view = scene.view
    ramp, stone = scene.tones.accent_ramp(depth_m), scene.tones.ramp("stone", depth_m)
    foot, tall, x = view.row(depth_m), view.px(11.0, depth_m), scene.across(at) * view.width
    sheet = scene.sheet(depth_m, stone, top=foot - tall * 1.4)
    outward = -1 if at > 0.5 else 1
    end = view.box(depth_m)[0 if outward > 0 else 2]
    sheet.fill(
        [
            (end, foot + 1),
            (end, foot - tall * 0.16),
            (x - outward * tall * -0.3, foot - tall * 0.14),
            (x + outward * tall * 0.4, foot + 1),
        ],
        stone[95],
    )
    sheet.path(
        [(end, foot - tall * 0.16), (x + outward * tall * 0.3, foot - tall * 0.14)], 2 * scene.u, stone[170]
    )
    base = foot - tall * 0.14
    white = scene.tones.ramp("plaster", depth_m)
    sheet.fill(
        [
            (x - tall * 0.11, base),
            (x - tall * 0.07, base - tall * 0.7),
            (x + tall * 0.07, base - tall * 0.7),
            (x + tall * 0.11, base),
        ],
        white[165],
    )
    shade = 1 if scene.light.side < 0 else -1
    sheet.fill(
        [
            (x + shade * tall * 0.11, base),
            (x + shade * tall * 0.07, base - tall * 0.7),
            (x + shade * tall * 0.02, base - tall * 0.7),
            (x + shade * tall * 0.04, base),
        ],
        white[100],
    )
    sheet.rect(x - tall * 0.09, base - tall * 0.5, x + tall * 0.09, base - tall * 0.36, ramp[110])
    lamp_row = base - tall * 0.76
    sheet.rect(
        x - tall * 0.055,
        lamp_row - tall * 0.05,
        x + tall * 0.055,
        lamp_row + tall * 0.06,
        scene.tones.glow() if scene.lamps else white[215],
    )
    sheet.fill(
        [
            (x - tall * 0.08, lamp_row - tall * 0.05),
            (x, lamp_row - tall * 0.13),
            (x + tall * 0.08, lamp_row - tall * 0.05),
        ],
        ramp[90],
    )
    scene.card(sheet, "lighthouse", depth_m, ragged=0.9)
    if scene.lamps:
        lamps = Lamps()
        lamps.add(x, lamp_row, tall * 0.07, tall * 0.06)
        lamps.lay(scene, "lighthouse lamp", depth_m, reach=4.0)


def rails(scene: Scene, x_m: float) -> None:
    """A railway bed running away from us, ``x_m`` to the right: ballast, sleepers and two shining rails."""
    g = grounds(scene)
    tone = base_tone(scene, g, 112) + 24 * patches(scene, g, 0.3) + 12 * patches(scene, g, 2.0)
    rgb = coloured(scene.tones.ramp("stone"), tone)
    off = np.abs(g.x - x_m)
    sleeper = (
        smooth(0.62, 0.56, np.abs((g.z / 0.75) % 1.0 - 0.5) * 2) * np.clip(g.cell * 0.2, 0, 1)
    ) * smooth(1.25, 1.2, off)
    rgb = blend(rgb, coloured(scene.tones.ramp("wood"), tone - 40), (sleeper * 0.85))
    wide = 0.05 + 0.0006 * g.z
    rail = smooth(1.6, 0.8, np.abs(off - 0.72) / wide)
    shine = np.full(g.shape, 205, np.float32)
    rgb = blend(rgb, coloured(scene.tones.ramp("metal"), shine), (rail))
    if scene.snowy:
        white = coloured(scene.tones.ramp("snow"), base_tone(scene, g, 165) + 14 * patches(scene, g, 1.0))
        rgb = blend(
            rgb,
            white,
            (0.85 * (1 - rail) * smooth(-0.9, 0.4, patches(scene, g, 0.9, (0.2, 0.9)) + 0.4)),
        )
    g.paint(far_air(scene, g, rgb))
    lay_ground(scene, g)


def platform(scene: Scene, edge_m: float, far_m: float) -> None:
    """A platform ``edge_m`` right of us where its yellow line runs, level with our feet, over the rails."""
    g = grounds(scene, far_m=far_m)
    tone = (
        base_tone(scene, g, 140)
        + 10 * patches(scene, g, 1.4)
        - 40 * joints(g, 0.9)
        + 12 * slabs(scene, g, 0.9)
    )
    rgb = coloured(scene.tones.ramp("stone"), tone)
    band = smooth(0.2, 0.15, np.abs(g.x - edge_m + 0.55))
    rgb = blend(rgb, coloured(scene.tones.accent_ramp(), tone + 30), (band * 0.8))
    lip = smooth(0.14, 0.1, np.abs(g.x - edge_m + 0.1))
    rgb = blend(rgb, coloured(scene.tones.ramp("plaster"), tone + 50), (lip * 0.9))
    if scene.rain:
        seen = mirror(scene, g, 0.6, about_m=24.0, pull=30 * scene.u)
        pool = np.clip(0.4 + 0.35 * patches(scene, g, 1.6, (0.2, 0.5)), 0.1, 0.8)
        rgb = np.asarray(rgb * 0.8 + (seen - rgb * 0.8) * pool[..., None], np.uint8)
    g.paint(
        far_air(scene, g, rgb),
        np.asarray(smooth(0.02, -0.02, g.x - edge_m) * 255, np.uint8),
    )
    plane = Plane("ground", far_m, scene.view.eye_m)
    g.sheet.grained(scene.grain, 0.04, (420 * scene.u, 60 * scene.u))
    scene.add(g.sheet.layer("platform", plane, paint=PaintHint("large")))


def canopy(scene: Scene, depths: tuple[float, ...], x_m: float) -> None:
    """Posts of a platform roof at depths, each with its beam and a hanging lamp."""
    view = scene.view
    for depth in depths:
        ramp = scene.tones.ramp("metal", depth)
        wood = scene.tones.ramp("wood", depth)
        foot, roof = view.row(depth), view.row(depth, 4.0)
        x, u = view.column(x_m, depth), scene.u
        sheet = scene.sheet(depth, ramp, top=roof - view.px(0.9, depth))
        post = max(1.5 * u, view.px(0.22, depth))
        sheet.rect(x - post / 2, roof, x + post / 2, foot, ramp[70])
        sheet.rect(x + post * 0.1, roof, x + post / 2, foot, ramp[150 if scene.light.side > 0 else 60])
        left, right = view.column(x_m - 4.0, depth), view.column(x_m + 3.2, depth)
        thick = view.px(0.35, depth)
        sheet.fill(
            [(left, roof - thick), (right, roof - thick * 2.0), (right, roof - thick * 0.9), (left, roof)],
            wood[55],
        )
        sheet.path([(left, roof), (right, roof - thick * 0.9)], max(1.0, thick * 0.2), wood[120])
        for side in (-1, 1):
            sheet.path(
                [(x, roof + view.px(0.9, depth)), (x + side * view.px(0.9, depth), roof - thick * 0.3)],
                post * 0.5,
                ramp[55],
            )
        lamp_x, lamp_y = view.column(x_m - 1.6, depth), roof + view.px(0.45, depth)
        sheet.path([(lamp_x, roof - thick * 0.3), (lamp_x, lamp_y)], 1.0 * u, ramp[40])
        r = max(1.6 * u, view.px(0.2, depth))
        sheet.dabs(
            [(lamp_x, lamp_y)], [(r, r * 0.55)], 0.0, (scene.tones.glow() if scene.lamps else ramp[190])[None]
        )
        scene.card(sheet, f"canopy {depth:g}", depth, ragged=0.9)
        if scene.lamps:
            lamps = Lamps()
            lamps.add(lamp_x, lamp_y, r * 1.2, r)
            lamps.lay(scene, f"canopy lamp {depth:g}", depth, reach=3.2)


def carriage(scene: Scene, depth_m: float, left: float, right: float) -> None:
    """A train standing across the view, between two frame fractions, windows lit after dark."""
    view = scene.view
    body, dark = scene.tones.ramp("metal", depth_m), scene.tones.ramp("rock", depth_m)
    foot, tall = view.row(depth_m, 0.3), view.px(3.2, depth_m)
    x0, x1 = left * view.width, right * view.width
    sheet = scene.sheet(depth_m, body, top=foot - tall * 1.3)
    sheet.rect(x0, foot - tall, x1, foot, body[125])
    sheet.rect(x0, foot - tall * 1.06, x1, foot - tall * 0.96, body[190])
    sheet.rect(x0, foot - tall * 0.32, x1, foot - tall * 0.24, scene.tones.accent_ramp(depth_m)[120])
    sheet.rect(x0, foot - tall * 0.1, x1, foot + tall * 0.1, dark[40])
    lamps = Lamps()
    pitch = tall * 0.62
    for i, x in enumerate(np.arange(x0 + pitch * 0.7, x1 - pitch * 0.4, pitch)):
        ink = scene.tones.glow() if scene.lamps else scene.tones.ramp("water", depth_m)[100]
        if i % 6 == 5:
            sheet.rect(x - pitch * 0.28, foot - tall * 0.82, x + pitch * 0.28, foot - tall * 0.04, body[85])
        else:
            sheet.rect(x - pitch * 0.36, foot - tall * 0.78, x + pitch * 0.36, foot - tall * 0.42, ink)
            if scene.lamps:
                lamps.add(float(x), foot - tall * 0.6, pitch * 0.36, tall * 0.18)
    scene.card(sheet, "carriage", depth_m, ragged=0.8, grain=0.05)
    lamps.lay(scene, "carriage lights", depth_m, reach=1.6)


def parapet(scene: Scene, depth_m: float, high_m: float) -> None:
    """A low wall of stone along the water with a rail on it: one calm shape under whoever stands there."""
    view, u = scene.view, scene.u
    ramp, metal = scene.tones.ramp("stone", depth_m), scene.tones.ramp("metal", depth_m)
    foot, wall, rail = view.row(depth_m), view.row(depth_m, 0.62 * high_m), view.row(depth_m, high_m)
    sheet = scene.sheet(depth_m, ramp, top=rail - 8 * u)
    left, _, right, _ = view.box(depth_m)
    sheet.rect(left, wall, right, foot, ramp[84])
    sheet.rect(left, wall, right, wall + 0.16 * (foot - wall), ramp[150])
    for x in np.arange(left, right, view.px(2.6, depth_m)):
        sheet.path([(x, wall), (x, rail)], max(1.5 * u, view.px(0.07, depth_m)), metal[40])
        sheet.path([(x + view.px(1.3, depth_m), wall), (x + view.px(1.3, depth_m), foot)], 1.2 * u, ramp[66])
    sheet.path([(left, rail), (right, rail)], max(2.0 * u, view.px(0.09, depth_m)), metal[52])
    sheet.path([(left, rail - 1.5 * u), (right, rail - 1.5 * u)], max(1.0, 1.2 * u), metal[165])
    scene.card(sheet, "parapet", depth_m, ragged=1.0)


def grille(
    scene: Scene,
    name: str,
    depth_m: float,
    height_m: float,
    left: float,
    right: float,
    *,
    material: str = "metal",
) -> None:
    """A railing or fence of upright bars."""
    view = scene.view
    ramp = scene.tones.ramp(material, depth_m)
    foot, tall = view.row(depth_m), view.px(height_m, depth_m)
    sheet = scene.sheet(depth_m, ramp, top=foot - tall * 1.2)
    x0, x1 = (scene.across(at) * view.width if 0 < at < 1 else at * view.width for at in (left, right))
    for up in (0.18, 0.92):
        sheet.path(
            [(x0, foot - tall * up), (x1, foot - tall * up)],
            max(1.4 * scene.u, view.px(0.07, depth_m)),
            ramp[75],
        )
    step = max(view.px(0.28, depth_m), 6 * scene.u)
    xs = np.arange(x0, x1, step)
    n = len(xs)
    tone = 60 + 50 * scene.rng(name).random(n)
    sheet.strokes(
        np.stack([xs, np.full(n, foot)], -1),
        np.stack([xs, np.full(n, foot - tall)], -1),
        max(1.0, view.px(0.05, depth_m)),
        pick(ramp, tone),
    )
    scene.card(sheet, name, depth_m, ragged=1.0)
