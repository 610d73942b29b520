"""Rooms: a back wall with windows, a floor and a ceiling in perspective, furniture, light from the window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.colour import bytes_of
from feelm.stage.scenery.flora import crown, pick
from feelm.stage.scenery.grain import smooth
from feelm.stage.scenery.lamps import FAINT
from feelm.stage.scenery.land import base_tone, coloured, grounds, lay_ground, patches
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.street import joints, slabs
from feelm.stage.scenery.weather import NONE

Frame = tuple[float, float, float, float]
"""A window on the wall: left and right in metres from the middle, sill and top in metres above the floor."""


CEILING_M = 2.5
BEHIND = 1.28
"""Depth of the back wall of a room, in distances of the hero."""


def wall_depth(scene: Scene) -> float:
    """How far the back wall stands: near behind the hero, as in a room."""
    return float(np.clip(BEHIND * scene.focus_m, 3.0, 16.0))


def back_wall(
    scene: Scene,
    depth_m: float,
    material: str,
    windows: tuple[Frame, ...],
    *,
    tone: float = 104.0,
    cross: bool = True,
    trim: str = "wood",
    panes: int = 2,
    wainscot: str | None = None,
) -> None:
    """The wall with its windows cut out, frames and bars, lit softly around them."""
    view = scene.view
    ramp, wood = scene.tones.ramp(material), scene.tones.ramp(trim)
    sheet = scene.sheet(depth_m, ramp, scale=0.25)
    h, w = sheet.size
    cols, rows = sheet.columns(), sheet.rows()
    tones = np.full((h, w), tone, np.float32) + 9 * scene.grain.patch(
        h, w, (225 * scene.u, 175 * scene.u), (0.2, 0.2), 20
    )
    reach = 0.3 * view.width
    for left, right, sill, top in windows:
        x, y = view.column((left + right) / 2, depth_m), view.row(depth_m, (sill + top) / 2)
        if not -view.width < x < 2 * view.width:
            continue
        near = np.exp(-((cols - x) ** 2 + (rows - y) ** 2 * 1.6) / (2 * reach**2))
        tones += near * (22 if scene.tones.dark else 70)
    tones -= 34 * smooth(0.3, 0.75, (np.abs(cols - view.cx) / view.width))
    sheet.paint(coloured(ramp, tones))
    sheet.enlarge(1.0)
    w = sheet.size[1]
    if wainscot:
        sheet.rect(
            sheet.x0, view.row(depth_m, 0.95), sheet.x0 + w, view.row(depth_m), scene.tones.ramp(wainscot)[88]
        )
        sheet.rect(
            sheet.x0,
            view.row(depth_m, 1.0),
            sheet.x0 + w,
            view.row(depth_m, 0.94),
            scene.tones.ramp(wainscot)[135],
        )
    sheet.rect(sheet.x0, view.row(depth_m, 0.14), sheet.x0 + w, view.row(depth_m), wood[60])
    sheet.grained(scene.grain, 0.03, (500 * scene.u, 420 * scene.u), 24)
    for frame in windows:
        _cut(scene, sheet, frame, depth_m, panes, trim, cross)
    sheet.ragged(scene.grain, 0.7 * scene.u)
    scene.add(sheet.layer("wall", Plane("card", depth_m), paint=PaintHint("large"), crop=False))


def _cut(
    scene: Scene, sheet: Sheet, frame: Frame, depth_m: float, panes: int, trim: str, cross: bool
) -> None:
    view, wood = scene.view, scene.tones.ramp(trim)
    left, right, sill, top = frame
    x0, x1 = view.column(left, depth_m), view.column(right, depth_m)
    y0, y1 = view.row(depth_m, top), view.row(depth_m, sill)
    rim = view.px(0.09, depth_m)
    sheet.rect(x0 - rim, y0 - rim, x1 + rim, y1 + rim, wood[95])
    sheet.rect(x0 - rim * 1.7, y1 + rim * 0.6, x1 + rim * 1.7, y1 + rim * 1.8, wood[160])
    gap = (x1 - x0) / panes
    bar = rim * 0.35
    for i in range(panes):
        a, b = x0 + i * gap + (bar if i else 0), x0 + (i + 1) * gap - (bar if i < panes - 1 else 0)
        middle = y0 + (y1 - y0) * 0.36
        for low, high in ((y0, middle - bar), (middle + bar, y1)) if cross else ((y0, y1),):
            sheet.clear([(a, low), (b, low), (b, high), (a, high)])
    lit = -1 if scene.light.side > 0 else 1
    edge = x1 if lit < 0 else x0
    sheet.path([(edge, y0), (edge, y1)], max(1.0, rim * 0.3), wood[210])


def floor(
    scene: Scene,
    depth_m: float,
    material: str,
    *,
    board_m: float = 0.0,
    tile_m: float = 0.0,
    gloss: float = 0.25,
) -> None:
    """The floor from the wall to our feet: boards or tiles, with a little of the window's light in it."""
    g = grounds(scene, far_m=depth_m)
    ramp = scene.tones.ramp(material)
    tone = base_tone(scene, g, 128) + 9 * patches(scene, g, 1.5)
    if board_m:
        lane = np.floor(g.x / board_m)
        value = scene.grain.at(
            (lane * 0.173),
            (np.broadcast_to(np.floor(g.z / 2.3 + lane * 0.4) * 0.31, g.shape)),
        )
        seam = smooth(0.44, 0.49, np.abs((g.x / board_m) % 1.0 - 0.5))
        streak = scene.grain.at((g.x / 0.9), (np.broadcast_to(g.z / 14.0, g.shape)))
        tone += 13 * np.clip(value, -1.5, 1.5) - 34 * seam + 7 * streak
    if tile_m:
        tone += 12 * slabs(scene, g, tile_m) - 34 * joints(g, tile_m)
    sheen = np.exp(-((g.x / (0.34 * depth_m)) ** 2)) * np.exp(
        -((g.z - depth_m) ** 2) / (2 * (0.3 * depth_m) ** 2)
    )
    tone += (22 if scene.tones.dark else 60) * gloss * 2 * sheen
    g.paint(coloured(ramp, tone))
    lay_ground(scene, g, "floor", far_m=depth_m - 0.01)


def ceiling(
    scene: Scene, depth_m: float, material: str, high_m: float = CEILING_M, *, beams: bool = False
) -> None:
    """The ceiling plane above us, darker toward the lens."""
    view = scene.view
    below = view.eye_m - high_m
    left, top, right, _ = view.box(3.0)
    last = view.hz + view.f * below / depth_m
    if last <= top + 1:
        return
    ramp = scene.tones.ramp(material)
    sheet = Sheet((left, top, right, last), 0.5, ramp[60])
    z = view.f * below / np.minimum(sheet.rows() - view.hz, -1.0)
    tone = 96 - 46 * (1 - z / depth_m) + 6 * scene.grain.patch(*sheet.size, (300, 90), (0.5, 0.1))
    if beams:
        tone = tone - 34 * (np.abs((z / 1.3) % 1.0 - 0.5) < 0.13)
    sheet.paint(coloured(ramp, (np.broadcast_to(tone, sheet.size))))
    scene.add(
        sheet.layer("ceiling", Plane("ground", depth_m - 0.02, below), paint=PaintHint("large"), crop=False)
    )


def shaft(scene: Scene, depth_m: float, windows: tuple[Frame, ...]) -> None:
    """Light that falls from the windows across the room, and its patch on the floor; none at night."""
    if scene.tones.dark or scene.light.hardness < 0.12:
        _lamp_pool(scene, depth_m)
        return
    view, ink = scene.view, bytes_of(scene.outside.key)
    slant = -np.sign(scene.light.side) * 1.3
    sheet = scene.sheet(depth_m * 0.6, scene.tones.ramp("plaster"), scale=0.25)
    sheet.rgba[..., :3] = ink
    floor_sheet = grounds(scene, scale=0.5, far_m=depth_m).sheet
    floor_sheet.rgba[..., :3] = ink
    for left, right, sill, top in windows:
        far_row = view.row(depth_m, sill), view.row(depth_m, top)
        run = 0.45 * depth_m
        a, b = view.column(left, depth_m), view.column(right, depth_m)
        near = depth_m - run
        c, d = view.column(left + slant, near), view.column(right + slant, near)
        sheet.fill([(a, far_row[1]), (b, far_row[1]), (d, view.row(near)), (c, view.row(near))], ink, 60)
        z0, z1 = depth_m * 0.86, depth_m * 0.56
        for k in (0, 1):
            l1 = left + (right - left) * (0.5 * k + 0.03)
            r1 = left + (right - left) * (0.5 * k + 0.47)
            shape = [(view.column(l1 + slant * 0.35, z0), view.row(z0)),
                     (view.column(r1 + slant * 0.35, z0), view.row(z0)),
                     (view.column(r1 + slant, z1), view.row(z1)),
                     (view.column(l1 + slant, z1), view.row(z1))]  # fmt: skip
            floor_sheet.fill(shape, ink, 130)
    sheet.softened(16 * scene.u)
    floor_sheet.softened(2.5 * scene.u)
    strength = scene.light.hardness
    life = Life(twinkle=0.08, twinkle_period_s=6.0, react="loudness", react_kind="glow", react_gain=0.2)
    scene.add(
        sheet.layer(
            "shaft",
            Plane("card", depth_m * 0.62),
            blend="add",
            life=life,
            paint=NONE,
            opacity=min(1.0, 0.5 * strength + 0.2),
        )
    )
    plane = Plane("ground", depth_m - 0.03, view.eye_m)
    scene.add(
        floor_sheet.layer(
            "light on floor",
            plane,
            blend="add",
            life=life,
            paint=NONE,
            opacity=min(1.0, 0.7 * strength + 0.15),
        )
    )


def _lamp_pool(scene: Scene, depth_m: float) -> None:
    """After dark, or under a grey sky: a standing lamp and the warm pool that it throws on wall and floor."""
    view, depth = scene.view, depth_m * 0.95
    side = -1.0 if scene.light.side > 0 else 1.0
    x = side * 0.21 * view.width * depth / view.f
    warm = scene.tones.glow("#ffcf8f")
    pool = scene.sheet(depth, scene.tones.ramp("plaster"), scale=0.25)
    pool.rgba[..., :3] = warm
    dx = (pool.columns() - view.column(x, depth)) / (0.36 * view.width)
    dy = (pool.rows() - view.row(depth, 1.5)) / (0.42 * view.height)
    near = np.clip(1.0 - np.sqrt(dx * dx + dy * dy), 0, 1) ** 1.6
    noise = scene.grain.patch(*pool.size, (pool.size[1] * 0.7, pool.size[0] * 0.9), (0.3, 0.7))
    glow = np.clip(near * (0.92 + 0.1 * noise), 0, 1) * (150 if scene.tones.dark else 60)
    pool.rgba[..., 3] = np.where(glow < FAINT, 0, glow)
    life = Life(twinkle=0.05, twinkle_period_s=4.0, react="loudness", react_kind="glow", react_gain=0.15)
    scene.add(pool.layer("lamp light", Plane("card", depth * 0.97), blend="add", life=life, paint=NONE))
    lamp = Furniture(scene, "lamp", depth, "wood")
    lamp.box(x, 0.0, 0.3, 0.04, 60)
    lamp.box(x, 0.0, 0.035, 1.4, 70)
    corners = [(-0.15, 1.68), (0.15, 1.68), (0.24, 1.36), (-0.24, 1.36)]
    shade = [(view.column(x + a, depth), view.row(depth, b)) for a, b in corners]
    lamp.sheet.fill(shade, warm if scene.tones.dark else scene.tones.ramp("curtain")[200])
    lamp.lay()


class Furniture:
    """Simple furniture of boxes and boards on one card at a depth; lengths in metres."""

    def __init__(self, scene: Scene, name: str, depth_m: float, material: str) -> None:
        self.scene, self.name, self.depth = scene, name, depth_m
        self.ramp = scene.tones.ramp(material)
        self.sheet = scene.sheet(depth_m, self.ramp)

    def box(
        self, x: float, up: float, w: float, h: float, tone: int = 110, material: str | None = None
    ) -> None:
        """A board: ``x`` its middle, ``up`` its foot above the floor, lit along the top and toward the light."""
        view, d = self.scene.view, self.depth
        ramp = self.scene.tones.ramp(material) if material else self.ramp
        x0, x1 = view.column(x - w / 2, d), view.column(x + w / 2, d)
        y0, y1 = view.row(d, up + h), view.row(d, up)
        self.sheet.rect(x0, y0, x1, y1, ramp[tone])
        side = x1 if self.scene.light.side > 0 else x0
        inner = side - np.sign(self.scene.light.side) * min(0.16 * (x1 - x0), 8 * self.scene.u)
        self.sheet.rect(min(side, inner), y0, max(side, inner), y1, ramp[min(255, tone + 42)])
        self.sheet.path([(x0, y0), (x1, y0)], max(1.0, 2 * self.scene.u), ramp[min(255, tone + 70)])

    def round(
        self, x: float, up: float, rx: float, ry: float, tone: int = 120, material: str | None = None
    ) -> None:
        """An ellipse standing at a height."""
        view, d = self.scene.view, self.depth
        ramp = self.scene.tones.ramp(material) if material else self.ramp
        at = np.array([(view.column(x, d), view.row(d, up))])
        r = np.array([(view.px(rx, d), view.px(ry, d))])
        self.sheet.dabs(at, r, 0.0, ramp[max(0, tone - 40)][None])
        lift = np.array(self.scene.light.toward) * r * 0.18
        self.sheet.dabs(at + lift, r * 0.8, 0.0, ramp[tone][None])

    def lay(self, life: Life | None = None) -> None:
        """Add the card."""
        self.scene.card(self.sheet, self.name, self.depth, ragged=1.0, grain=0.06, angle=15, life=life)


def shelf(scene: Scene, depth_m: float, x: float) -> None:
    """A bookshelf."""
    f = Furniture(scene, "shelf", depth_m, "wood")
    rng = scene.rng("shelf")
    f.box(x, 0.0, 1.3, 2.0, 52)
    for level in range(4):
        up = 0.1 + 0.47 * level
        f.box(x, up, 1.2, 0.4, 24)
        at = x - 0.56
        while at < x + 0.5:
            w = float(rng.uniform(0.035, 0.08))
            material = ("brick", "roof", "plaster", "thatch", "metal", "curtain")[int(rng.integers(6))]
            f.box(at + w / 2, up, w, float(rng.uniform(0.24, 0.36)), int(rng.uniform(60, 150)), material)
            at += w + (0.12 if rng.random() < 0.1 else 0.004)
    f.lay()


def table(
    scene: Scene,
    depth_m: float,
    x: float,
    *,
    wide: float = 1.4,
    high: float = 0.72,
    name: str = "table",
    material: str = "wood",
    cloth: bool = False,
) -> None:
    """A table or a desk, as deep as half its width; a ``cloth`` hangs over its edge."""
    f = Furniture(scene, name, depth_m, material)
    for side in (-1, 1):
        f.box(x + side * (wide / 2 - 0.07), 0, 0.06, high, 70)
    f.box(x, high - 0.09, wide * 0.94, 0.09, 95)
    view, back = scene.view, depth_m + 0.5 * wide
    corners = [(-0.5, depth_m), (0.5, depth_m), (0.5, back), (-0.5, back)]
    shape = [(view.column(x + a * wide, z), view.row(z, high + 0.05)) for a, z in corners]
    f.sheet.fill(shape, f.ramp[175])
    f.box(x, high, wide, 0.05, 140)
    if cloth:
        linen = scene.tones.ramp("linen")
        f.sheet.fill(shape, linen[205])
        f.box(x, high - 0.17, wide * 1.01, 0.22, 165, "linen")
    f.lay()


def drapes(scene: Scene, depth_m: float, frame: Frame) -> None:
    """Curtains at both sides of a window, swaying a little."""
    view = scene.view
    left, right, sill, top = frame
    ramp = scene.tones.ramp("curtain")
    for side in (-1, 1):
        rng = scene.rng("drape", side)
        at = left if side < 0 else right
        x0, x1 = view.column(at + side * 0.28, depth_m), view.column(at - side * 0.16, depth_m)
        y0, y1 = view.row(depth_m, top + 0.15), view.row(depth_m, max(0.15, sill - 0.7))
        sheet = scene.sheet(depth_m, ramp)
        t = np.linspace(0, 1, 10)
        inner = x1 + (x0 - x1) * 0.3 * np.sin(t * np.pi * 0.8)
        rows = y0 + (y1 - y0) * t
        sheet.fill(np.concatenate([np.stack([inner, rows], -1), [(x0, y1), (x0, y0)]]), ramp[118])
        for _ in range(9):
            k = rng.random()
            sheet.path(
                np.stack([inner + (x0 - inner) * k, rows], -1),
                view.px(0.035, depth_m),
                ramp[int(rng.uniform(60, 205))],
            )
        scene.card(
            sheet,
            f"drape {side}",
            depth_m,
            ragged=1.0,
            life=scene.sway(0.5, f"drape {side}", (0.5, 0.0), 5.0),
        )


def plant(scene: Scene, depth_m: float, x: float, up: float = 0.0) -> None:
    """A plant in a pot."""
    f = Furniture(scene, "plant", depth_m, "brick")
    f.box(x, up, 0.26, 0.26, 110)
    view, rng = scene.view, scene.rng("plant")
    c = np.array(
        [
            [
                view.column(x + dx, depth_m),
                view.row(depth_m, up + h),
                view.px(0.2, depth_m),
                view.px(0.17, depth_m),
            ]
            for dx, h in ((-0.13, 0.5), (0.12, 0.56), (0.0, 0.74))
        ]
    )
    crown(scene, f.sheet, rng, c, scene.tones.ramp("leaf"), per_blob=26, dab=0.3, flat=0.45)
    f.lay(scene.sway(0.5, "plant"))


def seats(scene: Scene, depth_m: float, name: str, tone: int, step_m: float) -> None:
    """A row of seat backs across the view, seen from the side aisle."""
    view, rng = scene.view, scene.rng("seats", name)
    cloth = scene.tones.ramp("brick" if scene.plan.place == "train" else "roof")
    sheet = scene.sheet(depth_m, cloth)
    left, _, right, bottom = view.box(depth_m)
    bottom = min(bottom, view.row(depth_m, 0.12))
    half = view.px(step_m * 0.32, depth_m)
    for i, x in enumerate(np.arange(left, right, view.px(step_m, depth_m))):
        if abs(x + half - view.cx) < view.width * 0.2 and name == "seats near":
            continue
        top = view.row(depth_m, 0.98 + 0.03 * (i % 2))
        body = [
            (x - half, bottom),
            (x - half * 0.96, top + half * 0.4),
            (x - half * 0.7, top),
            (x + half * 0.7, top),
            (x + half * 0.96, top + half * 0.4),
            (x + half, bottom),
        ]
        sheet.fill(body, cloth[tone])
        sheet.path(body[1:5], max(1.5, 5 * scene.u), cloth[min(255, tone + 80)])
        n = 26
        at = np.stack(
            [
                x + rng.uniform(-0.8, 0.8, n) * half,
                top + half * 0.3 + rng.random(n) * max(bottom - top - half, 0.0),
            ],
            -1,
        )
        sheet.strokes(
            at,
            at + np.array([0, half * 0.5]),
            half * 0.12,
            pick(cloth, np.clip(tone + rng.normal(0, 14, n), 0, 255)),
        )
        cushion = view.row(depth_m, 0.5), view.row(depth_m, 0.34)
        sheet.rect(x - half * 1.3, cushion[0], x + half * 1.3, cushion[1], cloth[min(255, tone + 16)])
        sheet.path(
            [(x - half * 1.3, cushion[0]), (x + half * 1.3, cushion[0])], 2 * scene.u, cloth[tone + 60]
        )
    life = Life(bob_px=1.2 * scene.u, bob_period_s=0.9, phase=0.3)
    scene.card(sheet, name, depth_m, ragged=1.2, life=life)


def passing(scene: Scene, count: int, speed_px_s: float) -> None:
    """Let the last ``count`` layers travel past the window for ever.

    All get one width, that of the view's box, so that a town and its lights come round together.
    """
    left, _, right, _ = scene.view.box()
    life = Life(drift_px_s=(-speed_px_s * scene.u, 0.0), wraps=True)
    for i in range(1, count + 1):
        layer = scene.layers[-i]
        wide = max(3, round((right - left) * layer.scale))
        picture = _spread_over(layer.picture, round((layer.origin[0] - left) * layer.scale), wide)
        n = wide // 10
        if n:
            # The last tenth fades into the first, which closes the ring.
            share = np.linspace(0, 1, n, dtype=np.float32)[None, :, None]
            ring = picture[:, : wide - n].copy()
            ring[:, :n] = picture[:, -n:] * (1 - share) + picture[:, :n] * share
            picture = ring
        scene.layers[-i] = replace(
            layer, frames=(np.ascontiguousarray(picture),), origin=(left, layer.origin[1]), life=life
        )


def _spread_over(picture: NDArray[np.uint8], offset: int, wide: int) -> NDArray[np.uint8]:
    """A picture put into a transparent one of ``wide`` columns, ``offset`` columns from its left."""
    out = np.zeros((picture.shape[0], wide, 4), np.uint8)
    out[..., :3] = picture[..., :3].reshape(-1, 3).mean(0).astype(np.uint8)
    first, last = max(0, offset), min(wide, offset + picture.shape[1])
    if last > first:
        out[:, first:last] = picture[:, first - offset : last - offset]
    return out
