"""What is close to the lens: dark, out of focus, at the edges, so that the shot has a frame and a depth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.scenery.flora import branches, crown, flowers, pick
from feelm.stage.scenery.inserts import INSERTS, insert
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet

NEAR = PaintHint("medium", 0.8)


def _depth(scene: Scene) -> float:
    """Close to the lens, and well before the hero."""
    return min(1.3, scene.focus_m * 0.42)


def _frame_depth(scene: Scene) -> float:
    """What surrounds the picture stands farther: a camera that moves must not draw it across the hero."""
    return max(_depth(scene), 0.62 * scene.focus_m)


def _paper(scene: Scene, material: str) -> Sheet:
    return scene.sheet(_depth(scene), scene.tones.ramp(material), scale=0.5)


def _lay(
    scene: Scene, sheet: Sheet, name: str, life: Life, blur: float = 5.0, depth_m: float | None = None
) -> None:
    scene.card(
        sheet,
        f"lens {name}",
        _depth(scene) if depth_m is None else depth_m,
        ragged=2.0,
        grain=0.04,
        blur=blur,
        life=life,
        stroke=NEAR,
        defocus=False,
    )


def _leaves(scene: Scene) -> None:
    """A leafy bough hanging into the top corner on the side away from the light."""
    view, rng, u = scene.view, scene.rng("lens leaves"), scene.u
    side = -1.0 if scene.light.side > 0 else 1.0
    sheet = _paper(scene, "leaf")
    edge = view.cx + side * view.width * 0.5
    t = np.linspace(0, 1, 12)
    bough = np.stack([edge + side * (90 - 520 * t) * u, (-60 + 170 * t - 90 * t * t) * u], -1)
    bark = scene.tones.ramp("bark")
    for k in range(9):
        sheet.path(bough[k : k + 2], (15 - 1.4 * k) * u, bark[24])
    n = 30
    along = rng.random(n) ** 0.8
    spine = np.stack([np.interp(along, t, bough[:, i]) for i in (0, 1)], -1)
    hang = rng.random(n) * (1.15 - along) * 150 * u
    r = (54 - 30 * along) * u * rng.uniform(0.7, 1.2, n)
    drift = rng.normal(0, 26, n) * u
    blobs = np.stack([spine[:, 0] + drift, spine[:, 1] + hang, r * 1.15, r * 0.85], -1)
    blossoming = scene.season == "spring" and scene.plan.place in ("garden", "schoolyard", "yard")
    ramp = scene.tones.ramp("petal" if blossoming else "leaf")
    crown(
        scene,
        sheet,
        rng,
        blobs,
        ramp,
        per_blob=12,
        dab=0.36,
        low=0,
        high=125 if blossoming else 100,
        flat=0.5,
    )
    _lay(scene, sheet, "leaves", scene.sway(0.9, "lens leaves", (0.5 + 0.5 * side, 0.0)), 3.5)


def _branch(scene: Scene) -> None:
    """A bare or snowy branch across a top corner."""
    view, rng, u = scene.view, scene.rng("near branch"), scene.u
    side = -1.0 if scene.light.side > 0 else 1.0
    sheet = _paper(scene, "bark")
    foot = (view.cx + side * view.width * 0.62, view.height * 0.3)
    bark = scene.tones.ramp("bark")
    tips = branches(
        scene, sheet, rng, foot, 520 * u, np.minimum(bark, bark[70]), depth=5, upright=90 + side * 52
    )
    if scene.snowy or (scene.season == "winter" and scene.plan.place in ("mountains", "forest", "snowfield")):
        at = np.array(tips)
        white = scene.tones.ramp("snow")
        sheet.dabs(at, np.full((len(at), 2), 5.0 * u), 0.0, pick(white, rng.uniform(60, 130, len(at))))
    _lay(scene, sheet, "branch", scene.sway(0.7, "near branch", (0.5 + 0.5 * side, 0.5)), 3.0)


def _blades(scene: Scene, material: str, name: str, tall: float, count: int, heads: bool) -> None:
    view, rng, u = scene.view, scene.rng("near", name), scene.u
    sheet = _paper(scene, material)
    left, _, right, bottom = view.box(_depth(scene))
    x = rng.uniform(left, right, count)
    # Blades stand high at both sides and leave the middle of the frame open for the hero.
    rise = 0.25 + 0.75 * np.clip(np.abs(x - view.cx) / (view.width * 0.5), 0, 1.3) ** 2.2
    foot = np.full(count, bottom)
    long = (bottom - view.height) + tall * view.height * rise * rng.uniform(0.5, 1.15, count)
    lean = (rng.normal(0.1 + 0.2 * scene.wind, 0.22, count)) * long * 0.7
    ramp = scene.tones.ramp(material)
    tone = pick(ramp, rng.uniform(0, 80, count))
    mid = np.stack([x + lean * 0.35, foot - long * 0.6], -1)
    tip = np.stack([x + lean, foot - long], -1)
    sheet.strokes(np.stack([x, foot], -1), mid, 9 * u, tone)
    sheet.strokes(mid, tip, 5 * u, tone)
    if heads:
        angle = np.rad2deg(np.arctan2(tip[:, 1] - mid[:, 1], tip[:, 0] - mid[:, 0]))
        size = np.stack([rng.uniform(22, 36, count) * u, np.full(count, 7.0 * u)], -1)
        sheet.dabs(tip, size, angle, pick(ramp, rng.uniform(40, 130, count)))
    swaying = scene.sway(1.1, name, period=3.6)
    life = replace(swaying, react="bass", react_kind="sway", react_gain=0.2)
    _lay(scene, sheet, name, life, 4.5)


def _grass(scene: Scene) -> None:
    _blades(scene, "grass", "grass", 0.22, 170, False)


def _wheat(scene: Scene) -> None:
    _blades(scene, "crop", "ears", 0.28, 120, scene.season in ("summer", "autumn"))


def _reeds(scene: Scene) -> None:
    _blades(scene, "reed", "reeds", 0.4, 90, True)


def _flowers(scene: Scene) -> None:
    """Blossoms and stems along the lower edge, high at one side."""
    view, rng, u = scene.view, scene.rng("near flowers"), scene.u
    _blades(scene, "grass", "stems", 0.2, 110, False)
    sheet = _paper(scene, "petal")
    n = 15
    side = -1.0 if scene.light.side > 0 else 1.0
    t = rng.random(n)
    x = view.cx + side * view.width * (0.6 - 0.34 * t) * np.where(rng.random(n) < 0.25, -1, 1)
    y = view.height * (1.04 - 0.3 * (1 - t) * rng.random(n))
    size = rng.uniform(22, 46, n) * u
    low = np.minimum(scene.tones.accent_ramp(), scene.tones.accent_ramp()[150])
    flowers(scene, sheet, rng, np.stack([x, y], -1), size, low, 6)
    _lay(scene, sheet, "flowers", scene.sway(0.8, "near flowers"), 4.5)


def _rocks(scene: Scene) -> None:
    """Dark stones in the lower corners."""
    view, rng, u = scene.view, scene.rng("near rocks"), scene.u
    sheet = _paper(scene, "rock")
    left, _, right, bottom = view.box(_depth(scene))
    ramp = scene.tones.ramp("rock")
    for side, tall in ((-1, 0.2), (1, 0.13)):
        edge = left if side < 0 else right
        xs = np.linspace(0, 0.5, 14) * view.width
        round_off = np.sqrt(np.clip(1 - xs / (0.45 * view.width), 0, 1))
        top = view.height * (1.06 - tall * round_off)
        top = top + rng.normal(0, 7 * u, 14)
        shape = np.concatenate(
            [np.stack([edge - side * xs, top], -1), [(edge - side * xs[-1], bottom), (edge, bottom)]]
        )
        sheet.fill(shape, ramp[22])
        n = 60
        at = np.stack(
            [edge - side * rng.random(n) * 0.4 * view.width, view.height * rng.uniform(0.85, 1.2, n)], -1
        )
        at[:, 1] = np.maximum(at[:, 1], np.interp(np.abs(at[:, 0] - edge), xs, top) + 14 * u)
        sheet.dabs(
            at,
            rng.uniform(10, 34, (n, 2)) * (1.4 * u, 0.7 * u),
            rng.uniform(-25, 25, n),
            pick(ramp, rng.uniform(5, 62, n)),
        )
    _lay(scene, sheet, "rocks", Life(), 3.5)


def _window(scene: Scene) -> None:
    """We look through a window: its dark frame and one mullion, and the rain on its panes."""
    if scene.rain:
        _glass(scene)
    view, u = scene.view, scene.u
    sheet = _paper(scene, "wood")
    left, top, right, bottom = view.box(_depth(scene))
    ink = scene.tones.ramp("wood")
    w = 46 * u
    for x0, x1 in ((left, w), (view.width - w, right)):
        sheet.rect(x0, top, x1, bottom, ink[12])
    sheet.rect(left, top, right, w * 0.7, ink[10])
    sheet.rect(left, view.height - w * 0.9, right, bottom, ink[18])
    bar = view.width * (0.17 if scene.light.side > 0 else 0.83)
    sheet.rect(bar - 9 * u, 0, bar + 9 * u, view.height, ink[14])
    sheet.path([(w, w * 0.7), (w, view.height - w)], 4 * u, ink[90])
    _lay(scene, sheet, "window", Life(), 3.0, _frame_depth(scene))


def _curtain(scene: Scene) -> None:
    """A soft curtain down one side, moving in the draught."""
    view, rng, u = scene.view, scene.rng("near curtain"), scene.u
    side = -1.0 if scene.light.side > 0 else 1.0
    sheet = _paper(scene, "curtain")
    _, top, _, bottom = view.box(_depth(scene))
    edge = view.cx + side * view.width * (0.5 + 0.3)
    ramp = scene.tones.ramp("curtain")
    inner = view.cx + side * view.width * 0.37
    t = np.linspace(0, 1, 20)
    fall = inner + side * view.width * 0.05 * np.sin(t * 2.6)
    rows = top + (bottom - top) * t
    sheet.fill(np.concatenate([np.stack([fall, rows], -1), [(edge, bottom), (edge, top)]]), ramp[52])
    for _ in range(16):
        at = rng.random()
        xs = fall + (edge - fall) * at * 0.9
        sheet.path(np.stack([xs, rows], -1), rng.uniform(7, 22) * u, ramp[int(rng.uniform(18, 105))])
    _lay(scene, sheet, "curtain", scene.sway(0.7, "near curtain", (0.5, 0.0), 5.5), 5.0)


def _through_leaves(scene: Scene) -> None:
    """Leaves on all sides, as somebody sees who stands in a bush: the picture is an opening in them."""
    view, rng, u = scene.view, scene.rng("lens veil"), scene.u
    sheet = _paper(scene, "leaf")
    n = 76
    turn = rng.uniform(0, 2 * np.pi, n)
    out = rng.uniform(1.0, 1.3, n) * (1.0 + 0.12 * np.sin(3 * turn + rng.uniform(0, 6)))
    x = view.cx + np.cos(turn) * out * 0.52 * view.width
    y = view.height * (0.47 + np.sin(turn) * out * 0.55)
    r = rng.uniform(44, 82, n) * u
    ramp = scene.tones.ramp("leaf")
    blobs = np.stack([x, y, r * 1.2, r * 0.9], -1)
    crown(scene, sheet, rng, blobs, ramp, per_blob=11, dab=0.4, low=0, high=90, flat=0.6)
    _lay(scene, sheet, "veil", scene.sway(0.5, "lens veil", (0.5, 0.5), 5.0), 5.0, _frame_depth(scene))


def _doorway(scene: Scene) -> None:
    """We stand in a doorway: a dark jamb at each side, one near and one far, and the lintel above."""
    view, u = scene.view, scene.u
    sheet = _paper(scene, "wood")
    left, top, right, bottom = view.box(_depth(scene))
    ink = scene.tones.ramp("wood")
    wide, narrow = 0.15 * view.width, 0.055 * view.width
    a, b = (narrow, view.width - wide) if scene.light.side > 0 else (wide, view.width - narrow)
    sheet.rect(left, top, a, bottom, ink[12])
    sheet.rect(b, top, right, bottom, ink[12])
    sheet.rect(left, top, right, 0.06 * view.height, ink[8])
    lit = b if scene.light.side < 0 else a
    sheet.path([(lit, 0.06 * view.height), (lit, bottom)], 5 * u, ink[110])
    _lay(scene, sheet, "doorway", Life(), 4.0, _frame_depth(scene))


def _shoulder(scene: Scene) -> None:
    """Over a shoulder: the dark back of a head and a shoulder of whoever looks with us, a rim of light on them."""
    view, u = scene.view, scene.u
    side = -1.0 if scene.light.side > 0 else 1.0
    sheet = _paper(scene, "rock")
    ink = scene.tones.ramp("rock")
    x, y, r = view.cx + side * 0.4 * view.width, 0.5 * view.height, 0.145 * view.height
    t = np.linspace(0.0, np.pi, 24)
    shoulders = np.stack([x + 2.5 * r * np.cos(t), y + 3.0 * r - 1.45 * r * np.sin(t) ** 0.7], -1)
    feet = [(x - 2.5 * r, view.height * 1.3), (x + 2.5 * r, view.height * 1.3)]
    for grow, tone in ((1.04, 150), (1.0, 9)):
        shift = np.array([scene.light.toward[0], scene.light.toward[1]]) * (grow - 1.0) * 1.6 * r
        sheet.fill(np.concatenate([shoulders + shift, feet]), ink[tone])
        sheet.rect(x - 0.42 * r + shift[0], y, x + 0.42 * r + shift[0], y + 1.9 * r, ink[tone])
        sheet.dabs([(x + shift[0], y + shift[1])], [(0.92 * r, 1.12 * r)], 0.0, ink[tone][None])
    life = Life(bob_px=1.5 * u, bob_period_s=4.6)
    _lay(scene, sheet, "shoulder", life, 4.0, _frame_depth(scene))


def _railing(scene: Scene) -> None:
    """A railing along the foot of the frame."""
    view, u = scene.view, scene.u
    sheet = _paper(scene, "metal")
    left, _, right, bottom = view.box(_depth(scene))
    ink = scene.tones.ramp("metal")
    top = view.height * 0.86
    for x in np.arange(left, right, 92 * u):
        sheet.path([(x, top), (x, bottom)], 9 * u, ink[14])
    sheet.path([(left, top), (right, top)], 17 * u, ink[20])
    sheet.path([(left, top - 5 * u), (right, top - 5 * u)], 3 * u, ink[120])
    _lay(scene, sheet, "railing", Life(), 3.5)


def _pillar(scene: Scene) -> None:
    """A dark upright at one side: a doorway, a pillar, the corner of a house."""
    view, u = scene.view, scene.u
    side = -1.0 if scene.light.side > 0 else 1.0
    material = "wood" if scene.plan.place in ("village", "yard", "room", "kitchen") else "stone"
    sheet = _paper(scene, material)
    left, top, right, bottom = view.box(_depth(scene))
    ink = scene.tones.ramp(material)
    inner = view.cx + side * view.width * 0.455
    edge = left if side < 0 else right
    sheet.rect(min(edge, inner), top, max(edge, inner), bottom, ink[14])
    sheet.path([(inner, top), (inner, bottom)], 5 * u, ink[85])
    if material == "wood":
        sheet.rect(left, top, right, 16 * u, ink[10])
    _lay(scene, sheet, "pillar", Life(), 9.0)


def _lights(scene: Scene) -> None:
    """Lights out of focus: soft discs near the edges, answering the kick."""
    view, rng, u = scene.view, scene.rng("near lights"), scene.u
    sheet = scene.sheet(_depth(scene), scene.tones.ramp("plaster"), scale=0.25)
    n = 12
    x = view.cx + np.where(rng.random(n) < 0.5, -1, 1) * view.width * rng.uniform(0.26, 0.56, n)
    y = view.height * rng.uniform(0.1, 1.0, n)
    r = rng.uniform(16, 40, n) * u
    warm, accent = scene.tones.glow(), scene.tones.accent_ramp()[170]
    ink = np.where(rng.random((n, 1)) < 0.3, accent, warm) * rng.uniform(0.25, 0.6, (n, 1))
    sheet.rgba[..., :3] = 0
    sheet.dabs(np.stack([x, y], -1), np.stack([r, r], -1), 0.0, ink.astype(np.uint8))
    sheet.softened(2.5 * u)
    life = Life(twinkle=0.15, twinkle_period_s=3.7, react="kick", react_kind="glow", react_gain=0.4)
    scene.add(
        sheet.layer(
            "lens lights",
            Plane("card", _depth(scene)),
            blend="add",
            life=life,
            paint=PaintHint("none"),
            opacity=0.55,
        )
    )


def _glass(scene: Scene) -> None:
    """Drops and runs of rain on a pane before the lens."""
    view, rng, u = scene.view, scene.rng("near glass"), scene.u
    depth = _depth(scene)
    sheet = scene.sheet(depth, scene.outside.ramp("water"), scale=1.0)
    left, top, right, bottom = view.box(depth)
    n = 190
    at = np.stack([rng.uniform(left, right, n), rng.uniform(top, bottom, n)], -1)
    r = rng.gamma(2.0, 1.7, n) * u + 1.2 * u
    light, dark = scene.outside.ramp("cloud")[235], scene.outside.ramp("water")[40]
    sheet.dabs(at, np.stack([r, r * 1.15], -1), 0.0, np.repeat(dark[None], n, 0))
    sheet.dabs(
        at - np.stack([r * 0.2, r * 0.35], -1),
        np.stack([r * 0.55, r * 0.5], -1),
        0.0,
        np.repeat(light[None], n, 0),
    )
    for x, y in at[:18]:
        t = np.linspace(0, 1, 7)
        run = np.stack([x + np.cumsum(rng.normal(0, 2.0, 7)) * u, y - t * rng.uniform(60, 190) * u], -1)
        sheet.path(run, 2.2 * u, scene.outside.ramp("cloud")[170])
    sheet.softened(0.9 * u)
    life = Life(drift_px_s=(0.0, 1.5 * u))
    scene.add(
        sheet.layer(
            "lens rain on glass", Plane("card", depth), life=life, paint=PaintHint("none"), opacity=0.5
        )
    )


FOREGROUNDS: dict[str, Callable[[Scene], None]] = {
    "leaves": _leaves, "branch": _branch, "grass": _grass, "wheat": _wheat, "reeds": _reeds, "flowers": _flowers,
    "rocks": _rocks, "window": _window, "curtain": _curtain, "railing": _railing, "pillar": _pillar,
    "lights": _lights, "glass": _glass, "through_leaves": _through_leaves, "doorway": _doorway,
    "shoulder": _shoulder,
}  # fmt: skip
"""Every foreground that a score can name."""


WORDS: dict[str, str] = {
    "leaf": "leaves", "tree": "leaves", "palm": "leaves", "potted_plant": "leaves", "fallen_leaf": "leaves",
    "willow": "leaves", "pine": "branch", "fir": "branch", "snowflake": "branch", "snow": "branch", "bird": "branch",
    "flower": "flowers", "sunflower": "flowers", "rose": "flowers", "tulip": "flowers", "blossom": "flowers",
    "lotus": "reeds", "reed": "reeds", "cactus": "grass", "herb": "grass", "rice_ear": "wheat", "ear": "wheat",
    "crop": "wheat", "rock": "rocks", "stone": "rocks", "shell": "rocks", "lantern": "lights", "star": "lights",
    "traffic_light": "lights", "lamp": "lights", "light": "lights", "candle": "lights", "anchor": "railing",
    "fence": "railing", "suitcase": "pillar", "mantel_clock": "pillar", "clock": "pillar", "door": "pillar",
    "jar": "pillar", "books": "pillar", "droplet": "glass", "rain": "glass", "drape": "curtain",
    "bush": "through_leaves", "hedge": "through_leaves",
}  # fmt: skip
"""Things and words, and the foreground that shows them close to the lens."""


def foreground(scene: Scene, usual: tuple[str, ...]) -> None:
    """Add what stands close to the lens.

    The plan names one of ``FOREGROUNDS`` or a word of ``WORDS``; for any other word, or none, the place has one of
    its ``usual`` ones, by shot size and chance. "none" leaves the lens free.
    """
    named = scene.plan.foreground
    kind = WORDS.get(named, named) if named else None
    if kind not in FOREGROUNDS and kind not in INSERTS and kind != "none":
        order = {"extreme_wide": 0, "wide": 0, "medium": 1, "close": 2, "detail": 2}[scene.shot_size]
        kind = usual[(order + int(scene.rng("foreground").integers(2))) % len(usual)]
    if scene.insert:
        insert(scene, kind or "lights")
    elif kind is not None and kind != "none":
        FOREGROUNDS[kind](scene)
