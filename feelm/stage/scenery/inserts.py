"""Inserts: something small of the place fills the picture, sharp, and the place behind it is only colour and light.

Rain on a pane, a spray of blossom, an ear of grass, a twig in snow, rings in a puddle: what a film cuts to in order to
say what it felt like. Nobody is in them, so they are drawn as the place itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Life, PaintHint, Plane
from feelm.stage.relief import rimmed
from feelm.stage.scenery.flora import crown, flowers, pick
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.sheet import Sheet
from feelm.stage.scenery.tones import Ramp

Points = NDArray[np.float64]
"""(n, 2) reference pixels."""
CLOSE = PaintHint("medium", 0.8)


def insert(scene: Scene, kind: str) -> None:
    """Draw the insert of a kind of foreground (see ``INSERTS``); a kind that has none shows the light of the place."""
    INSERTS.get(kind, _lights)(scene)


def _lay(scene: Scene, sheet: Sheet, name: str, life: Life, *, ragged: float = 1.2) -> None:
    if sheet.trim(12 * scene.u):
        catch = 0.85 if scene.tones.dark else 0.3 + 0.35 * scene.light.back
        sheet.rgba = rimmed(
            sheet.rgba, scene.light.toward, scene.light.rim, 3.0 * scene.u * sheet.scale, catch
        )
    scene.card(sheet, f"insert {name}", _depth(scene), ragged=ragged, life=life, stroke=CLOSE, defocus=False)


def _depth(scene: Scene) -> float:
    """Before everything that a room or a street has near the lens."""
    return min(scene.focus_m, 1.4)


def _paper(scene: Scene, material: str) -> Sheet:
    return Sheet(scene.view.box(_depth(scene)), 1.0, scene.tones.ramp(material)[110])


def _side(scene: Scene) -> float:
    """The side that an insert grows in from: away from the light, so that it is lit toward the middle."""
    return -1.0 if scene.light.side > 0 else 1.0


def _spray(scene: Scene) -> None:
    """A bough across the frame with leaves, or blossom in spring, each leaf lit from the light's side."""
    view, rng, u = scene.view, scene.rng("insert spray"), scene.u
    side = _side(scene)
    sheet = _paper(scene, "leaf")
    bark = scene.tones.ramp("bark")
    places = []
    for high, reach, fall, thick in (
        (0.16, 1.02, 0.36, 20.0),
        (0.02, 0.66, 0.62, 12.0),
        (0.3, 0.5, 0.44, 10.0),
    ):
        t = np.linspace(0.0, 1.0, 14)
        x = view.cx + side * view.width * (0.66 - reach * t)
        y = view.height * (high + fall * t**1.6 + 0.04 * np.sin(4.0 * t + 9 * high))
        for k in range(13):
            width = thick * (1.0 - 0.8 * t[k]) * u
            sheet.path([(x[k], y[k]), (x[k + 1], y[k + 1])], width, bark[60 + 3 * k])
            sheet.path([(x[k], y[k] - width / 4), (x[k + 1], y[k + 1] - width / 4)], width / 4, bark[165])
        along = rng.random(36) ** 0.8
        places.append(np.stack([np.interp(along, t, x), np.interp(along, t, y)], -1))
    at = np.concatenate(places) + rng.normal(0, 1, (108, 2)) * (34 * u, 40 * u)
    if scene.season == "spring":
        few = at[::4]
        blobs = np.concatenate([few, np.full((len(few), 1), 46 * u), np.full((len(few), 1), 34 * u)], 1)
        leaf = scene.tones.ramp("leaf")
        crown(scene, sheet, rng, blobs, leaf, per_blob=8, dab=0.4, low=60, high=150, flat=0.5)
        flowers(scene, sheet, rng, at[:70], rng.uniform(22, 44, 70) * u, scene.tones.ramp("petal"), 5)
    else:
        _leaves(scene, sheet, rng, at, rng.uniform(40, 92, 108) * u)
    _lay(scene, sheet, "spray", scene.sway(0.8, "insert spray", (0.5 + 0.5 * side, 0.2), 5.0))


def _leaves(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, at: Points, size: NDArray[np.float64]
) -> None:
    """Pointed leaves hanging from points, darker ones first, each with a lit half and its vein."""
    n = len(at)
    ramp = scene.tones.ramp("leaf")
    turn = np.deg2rad(rng.normal(80 + 20 * scene.wind, 34, n))
    lit = np.clip(0.5 + 0.25 * rng.normal(0, 1, n) + 0.2 * scene.light.hardness, 0.05, 1.0)
    t = np.linspace(0.0, 1.0, 7)[:, None]
    for i in np.argsort(lit):
        way = np.array([np.cos(turn[i]), np.sin(turn[i])])
        across = np.array([-way[1], way[0]]) * (0.36 * size[i])
        spine = at[i] + way * size[i] * 1.5 * t + across * 0.25 * np.sin(2.0 * t)
        bulge = across * np.sin(np.pi * t**0.75)
        tone = 40 + 150 * lit[i]
        sheet.fill(np.concatenate([spine + bulge, (spine - bulge)[::-1]]), ramp[int(tone)])
        half = bulge if scene.light.toward[0] * across[0] > 0 else -bulge
        sheet.fill(np.concatenate([spine + half, spine[::-1]]), ramp[int(min(255, tone + 42))])
        sheet.path(spine, max(1.0, size[i] * 0.035), ramp[int(tone * 0.6)])


def _twig(scene: Scene) -> None:
    """Bare twigs across the frame, with snow lying on them, or the last drops hanging from them."""
    view, rng, u = scene.view, scene.rng("insert twig"), scene.u
    side = _side(scene)
    sheet = _paper(scene, "bark")
    bark = scene.tones.ramp("bark")
    for high, drop, long, thick in (
        (0.62, -0.34, 1.1, 30),
        (0.5, 0.3, 0.62, 15),
        (0.46, -0.32, 0.5, 13),
        (0.3, 0.1, 0.3, 11),
    ):
        t = np.linspace(0.0, 1.0, 12)
        x = view.cx + side * view.width * (0.62 - long * t)
        y = view.height * (high + drop * t + 0.03 * np.sin(5 * t + thick)) + rng.normal(0, 4 * u, 12)
        for i in range(11):
            width = thick * (1 - 0.8 * t[i]) * u + 2 * u
            sheet.path([(x[i], y[i]), (x[i + 1], y[i + 1])], width, bark[66])
            below = width * 0.25
            sheet.path([(x[i], y[i] + below), (x[i + 1], y[i + 1] + below)], width * 0.3, bark[120])
        _on_twig(scene, sheet, rng, np.stack([x, y], -1), thick * u)
    _lay(scene, sheet, "twig", scene.sway(0.5, "insert twig", (0.5 + 0.5 * side, 0.5), 5.5))


def _on_twig(scene: Scene, sheet: Sheet, rng: np.random.Generator, line: Points, thick: float) -> None:
    """Snow along the upper side of a twig, or drops under it."""
    n, u = 60, scene.u
    t = np.linspace(0.0, 1.0, len(line))
    along = rng.random(n)
    at = np.stack([np.interp(along, t, line[:, 0]), np.interp(along, t, line[:, 1])], -1)
    if not (scene.snowy or scene.season == "winter"):
        _drops(scene, sheet, at[::9] + np.array([0.0, 0.5 * thick]), rng.uniform(4, 7, len(at[::9])) * u)
        return
    white = scene.tones.ramp("snow")
    at[:, 1] -= thick * (1 - 0.8 * along) * 0.6
    r = (0.4 * thick + rng.uniform(4, 9, n) * u) * (1.15 - 0.6 * along)
    sheet.dabs(
        at + np.array([0.0, 3 * u]),
        np.stack([r * 1.3, r * 0.6], -1),
        0.0,
        pick(white, rng.uniform(70, 120, n)),
    )
    sheet.dabs(at, np.stack([r, r * 0.5], -1), 0.0, pick(white, rng.uniform(190, 250, n)))


def _drops(scene: Scene, sheet: Sheet, at: Points, r: NDArray[np.float64]) -> None:
    """Drops: a lens of water is dark toward the light, bright away from it, and has a glint."""
    pale, deep = scene.outside.ramp("cloud"), scene.outside.ramp("water")
    lit = scene.tones.glow() if scene.lamps else pale[235]
    toward = np.array(scene.light.toward)
    body, n = np.stack([r, r * 1.12], -1), len(at)
    sheet.dabs(at, body, 0.0, np.repeat(deep[95][None], n, 0))
    sheet.dabs(at - toward * r[:, None] * 0.22, body * 0.78, 0.0, np.repeat(pale[120][None], n, 0))
    sheet.dabs(at - toward * r[:, None] * 0.45, body * 0.42, 0.0, np.repeat(lit[None], n, 0))
    sheet.dabs(at + toward * r[:, None] * 0.5, body * 0.16 + 0.4, 0.0, np.repeat(pale[250][None], n, 0))


def _pane(scene: Scene) -> None:
    """Rain on a pane: drops of all sizes, a few running; what is behind is only lights and colours."""
    view, rng, u = scene.view, scene.rng("insert pane"), scene.u
    sheet = _paper(scene, "water")
    left, top, right, bottom = view.box(_depth(scene))
    for count, low, high in ((300, 1.2, 3.2), (80, 3.2, 6.5), (26, 6.5, 14.0)):
        at = np.stack([rng.uniform(left, right, count), rng.uniform(top, bottom, count)], -1)
        _drops(scene, sheet, at, rng.uniform(low, high, count) * u)
    pale = scene.outside.ramp("cloud")
    for x in rng.uniform(left, right, 7):
        t = np.linspace(0, 1, 12)
        foot, long = rng.uniform(0.3, 1.0) * view.height, rng.uniform(0.15, 0.4) * view.height
        run = np.stack([x + np.cumsum(rng.normal(0.4, 2.0, 12)) * u, foot - long * (1 - t)], -1)
        sheet.path(run, 2.6 * u, pale[130])
        sheet.path(run + np.array([1.2 * u, 0.0]), 1.0 * u, pale[205])
        _drops(scene, sheet, run[-1:], np.array([10.0]) * u)
    sheet.softened(0.5 * u)
    life = Life(drift_px_s=(0.0, 3.0 * u))
    plane = Plane("card", _depth(scene))
    scene.add(sheet.layer("insert pane", plane, life=life, paint=PaintHint("fine", 0.4), opacity=0.85))


def _rings(scene: Scene) -> None:
    """Rings where drops fall into water, one after the other, on a mirror of the sky."""
    view, rng, u = scene.view, scene.rng("insert rings"), scene.u
    ramp, pale = scene.outside.ramp("water"), scene.outside.ramp("cloud")
    for k in range(3):
        sheet = _paper(scene, "water")
        for i in range(4):
            x = view.width * rng.uniform(0.1, 0.9)
            y = view.height * rng.uniform(0.55, 0.98)
            big = (0.5 + (y / view.height - 0.5) * 2.2) * rng.uniform(0.6, 1.3)
            t = np.linspace(0, 2 * np.pi, 48)
            for ring, tone in ((26, 235), (52, 190), (84, 150)):
                wave = np.stack([x + ring * big * u * np.cos(t), y + 0.3 * ring * big * u * np.sin(t)], -1)
                sheet.path(wave, (3.4 - 0.02 * ring) * u, pale[tone])
                sheet.path(wave + np.array([0.0, 3.0 * u]), 2.0 * u, ramp[40])
            if scene.rain and i % 2:
                sheet.path([(x, y), (x - 3 * u, y - 26 * big * u)], 2.0 * u, pale[230])
        sheet.softened(0.7 * u)
        life = Life(
            twinkle=0.85,
            twinkle_period_s=1.5 + 0.4 * k,
            phase=k / 3,
            react="onset",
            react_kind="glow",
            react_gain=0.3,
        )
        scene.add(
            sheet.layer(
                f"insert rings {k}",
                Plane("card", _depth(scene)),
                life=life,
                paint=PaintHint("none"),
                opacity=0.75,
            )
        )


def _stems(scene: Scene, material: str, count: int, heads: bool) -> None:
    """Stems across the picture, few and tall, with ears where the kind has them, the light through them."""
    view, rng, u = scene.view, scene.rng("insert stems", material), scene.u
    sheet = _paper(scene, material)
    left, _, right, bottom = view.box(_depth(scene))
    ramp = scene.tones.ramp(material)
    middle = view.cx - _side(scene) * 0.14 * view.width
    x = np.sort(rng.uniform(left, right, count))
    near = np.exp(-(((x - middle) / (0.34 * view.width)) ** 2))
    tall = view.height * (0.3 + 0.5 * near * rng.uniform(0.75, 1.1, count))
    lean = rng.normal(0.14 + 0.16 * scene.wind, 0.12, count)
    shift = np.array([1.5 * u * np.sign(scene.light.side or 1), 0.0])
    for i in np.argsort(-tall + rng.normal(0, 40 * u, count)):
        t = np.linspace(0, 1, 9)
        curve = np.stack([x[i] + lean[i] * tall[i] * t**2, bottom - (tall[i] + bottom - view.height) * t], -1)
        tone = float(rng.uniform(70, 190))
        sheet.path(curve, rng.uniform(4, 8) * u, ramp[int(tone)])
        sheet.path(curve + shift, 1.6 * u, ramp[min(255, int(tone + 60))])
        if heads:
            _ear(scene, sheet, rng, curve, ramp, tone)
    swaying = scene.sway(1.2, f"insert {material}", (0.5, 1.0), 4.4)
    _lay(scene, sheet, "stems", replace(swaying, react="bass", react_kind="sway", react_gain=0.2))


def _ear(
    scene: Scene, sheet: Sheet, rng: np.random.Generator, curve: Points, ramp: Ramp, tone: float
) -> None:
    """An ear at the end of a stem: grains in two rows, lit on the light's side."""
    u = scene.u
    way = curve[-1] - curve[-3]
    way = way / max(float(np.hypot(*way)), 1e-6)
    across = np.array([-way[1], way[0]])
    for k in range(9):
        for s in (-1.0, 1.0):
            at = curve[-1] + way * (k * 9.0 - 40.0) * u + across * s * (7.0 - 0.4 * k) * u
            angle = np.rad2deg(np.arctan2(way[1], way[0])) + s * 22
            lit = tone + (55 if s * across[0] * scene.light.side > 0 else 5) + rng.normal(0, 9)
            sheet.dabs([at], [(10.0 * u, 4.6 * u)], angle, pick(ramp, np.array([lit])))


def _blooms(scene: Scene) -> None:
    """A few large flowers among leaves, one of them in the hero's colour."""
    view, rng, u = scene.view, scene.rng("insert blooms"), scene.u
    _stems(scene, "grass", 16, False)
    sheet = _paper(scene, "petal")
    side = _side(scene)
    at = np.array(
        [(0.5 - 0.14 * side, 0.44), (0.5 + 0.2 * side, 0.66), (0.5 - 0.36 * side, 0.76), (0.5 + 0.02, 0.86)]
    )
    at = at * (view.width, view.height) + rng.normal(0, 14 * u, at.shape)
    size = np.array([112.0, 74.0, 66.0, 58.0]) * u
    green = scene.tones.ramp("leaf")
    for (x, y), r in zip(at, size, strict=True):
        sheet.path([(x, y), (x + 12 * u, y + r), (x + 4 * u, view.height * 1.1)], 7 * u, green[80])
    flowers(scene, sheet, rng, at[1:], size[1:], scene.tones.ramp("petal"), 6)
    flowers(scene, sheet, rng, at[:1], size[:1], scene.tones.accent_ramp(), 8)
    _lay(scene, sheet, "blooms", scene.sway(0.9, "insert blooms", (0.5, 1.0), 5.0))


def _cloth(scene: Scene) -> None:
    """A curtain's folds with the light behind them."""
    view, rng, u = scene.view, scene.rng("insert cloth"), scene.u
    sheet = _paper(scene, "curtain")
    left, top, right, bottom = view.box(_depth(scene))
    ramp = scene.tones.ramp("curtain")
    side = _side(scene)
    edge = view.cx - side * 0.06 * view.width
    t = np.linspace(0, 1, 24)
    rows = top + (bottom - top) * t
    outer = right if side > 0 else left
    fall = edge + side * 46 * u * np.sin(2.2 * t + 0.5)
    sheet.fill(np.concatenate([np.stack([fall, rows], -1), [(outer, bottom), (outer, top)]]), ramp[130])
    for k in range(22):
        at = (k + rng.uniform(0.1, 0.9)) / 22
        x = fall + (outer - fall) * at + 10 * u * np.sin(3 * t + k)
        sheet.path(np.stack([x, rows], -1), rng.uniform(8, 30) * u, ramp[int(rng.uniform(60, 225))])
    sheet.path(np.stack([fall, rows], -1), 5 * u, ramp[245])
    sheet.softened(2.0 * u)
    _lay(scene, sheet, "cloth", scene.sway(0.9, "insert cloth", (0.5, 0.0), 5.5), ragged=1.0)


def _lights(scene: Scene) -> None:
    """Lights out of focus, large and soft, warm among a few of the hero's colour."""
    view, rng, u = scene.view, scene.rng("insert lights"), scene.u
    sheet = scene.sheet(_depth(scene), scene.tones.ramp("plaster"), scale=0.5)
    n = 26
    at = np.stack(
        [rng.uniform(-0.05, 1.05, n) * view.width, view.height * (0.2 + 0.7 * rng.beta(2, 2, n))], -1
    )
    r = rng.gamma(3.0, 13.0, n) * u + 14 * u
    warm, accent = scene.tones.glow(), scene.tones.accent_ramp()[180]
    ink = np.where(rng.random((n, 1)) < 0.28, accent, warm) * rng.uniform(0.3, 0.85, (n, 1))
    sheet.rgba[..., :3] = 0
    sheet.dabs(at, np.stack([r, r], -1), 0.0, np.asarray(ink, np.uint8))
    sheet.softened(2.0 * u)
    life = Life(twinkle=0.2, twinkle_period_s=2.9, react="kick", react_kind="glow", react_gain=0.45)
    plane = Plane("card", _depth(scene))
    strength = 0.8 if scene.tones.dark else 0.4
    scene.add(
        sheet.layer("insert lights", plane, blend="add", life=life, paint=PaintHint("none"), opacity=strength)
    )


INSERTS: dict[str, Callable[[Scene], None]] = {
    "leaves": _spray, "branch": _twig, "glass": _pane, "rings": _rings, "flowers": _blooms,
    "grass": lambda scene: _stems(scene, "grass", 34, False), "wheat": lambda scene: _stems(scene, "crop", 22, True),
    "reeds": lambda scene: _stems(scene, "reed", 18, True), "curtain": _cloth, "lights": _lights,
}  # fmt: skip
"""The insert of each kind of foreground that has one."""
