"""The sample scene: a small layered world drawn by code, for style sheets, tests and measurements."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator
from feelm.stage.layer import Layer, Life, PaintHint, Plane, World

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]


def sample_world(width: int = 1280, height: int = 720, seed: int = 1) -> World:
    """Return an evening by a lake: sky, two ranges of hills, water, meadow, a house, trees and a walking figure.

    The figure ("walker") is the hero and has a cycle of four pictures.
    """
    unit = height / 720
    horizon = int(height * 0.56)
    layers = [
        Layer(
            "sky",
            (_sky(width, height),),
            _margin(width, height),
            0.5,
            Plane("infinity"),
            paint=_hint("large"),
        ),
        _card("far hills", _hills(width, int(230 * unit), (126, 138, 168), 3.1, seed), horizon, 600.0, width),
        _card(
            "near hills", _hills(width, int(170 * unit), (84, 110, 112), 5.3, seed + 1), horizon, 250.0, width
        ),
        _ground("lake", width, height, horizon, (96, 128, 158), (226, 178, 142)),
        _ground("meadow", width, height, horizon + int(66 * unit), (112, 128, 62), (44, 70, 44)),
        _thing("house", (_house(int(150 * unit)),), (0.66, 0.735), 24.0, width, height, "medium"),
    ]
    for number, (x, y, size) in enumerate([(0.10, 0.78, 250), (0.22, 0.74, 190), (0.86, 0.80, 280)]):
        tree = _tree(int(size * unit), seed + number)
        layers.append(_thing(f"tree {number + 1}", (tree,), (x, y), 18.0 - number, width, height, "medium"))
    walker = tuple(_walker(int(230 * unit), phase) for phase in (0.0, 0.25, 0.5, 0.75))
    hero = _thing("walker", walker, (0.40, 0.90), 7.0, width, height, "fine", hero=True)
    grass = _grass(width, int(150 * unit), seed)
    layers += [hero, _card("near grass", grass, height + int(24 * unit), 2.5, width)]
    # The water begins a little below the horizon: at it, a level plane is infinitely far away.
    return World(width, height, 1.0, (horizon - 4 * unit) / height - 0.5, tuple(layers))


def _hint(stroke: str, hero: bool = False) -> PaintHint:
    return PaintHint(stroke=stroke, hero=hero)  # type: ignore[arg-type]


def _margin(width: int, height: int) -> tuple[float, float]:
    return -0.15 * width, -0.15 * height


def _mix(a: Colour, b: Colour, t: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(a) * (1 - t[..., None]) + np.array(b) * t[..., None]


def _sky(width: int, height: int) -> Picture:
    """Return an evening sky at half scale with a low sun and clouds, larger than the frame by 15 % all round."""
    w, h = int(width * 1.3 * 0.5), int(height * 1.3 * 0.5)
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    colour = _mix((72, 98, 150), (244, 190, 140), np.clip(y / (h * 0.62), 0, 1) ** 1.4)
    far = np.hypot(x - 0.66 * w, y - 0.46 * h) / h
    colour = colour + np.exp(-((far / 0.22) ** 2))[..., None] * np.array([40, 34, 10])
    colour[far < 0.045] = (255, 244, 208)
    noise = generator(5, "scene", "clouds").random((9, 12)).astype(np.float32)
    clouds = cv2.resize(noise, (w, h), interpolation=cv2.INTER_CUBIC) + 0.35 * cv2.resize(
        generator(5, "scene", "wisps").random((26, 30)).astype(np.float32),
        (w, h),
        interpolation=cv2.INTER_CUBIC,
    )
    cover = np.clip((clouds - 0.78) * 3.2, 0, 0.85) * np.clip(1.15 - y / (h * 0.5), 0, 1)
    colour = colour * (1 - cover[..., None]) + np.array([246, 222, 208]) * cover[..., None]
    return np.asarray(np.clip(colour, 0, 255), dtype=np.uint8)


def _hills(width: int, height: int, colour: Colour, bends: float, seed: int) -> Picture:
    w = int(width * 1.3)
    x = np.linspace(0, bends * np.pi, w)
    phases = generator(seed, "scene", "hills").uniform(0, 6, 3)
    top = (
        0.42
        - 0.2 * np.sin(x + phases[0])
        - 0.12 * np.sin(2.3 * x + phases[1])
        - 0.03 * np.sin(9 * x + phases[2])
    )
    y = np.arange(height)[:, None] / height
    picture = np.zeros((height, w, 4), np.uint8)
    picture[..., :3] = _mix(
        colour, (214, 190, 178), np.broadcast_to(np.clip(y - 0.25, 0, 1) * 0.8, (height, w))
    )
    picture[..., 3] = np.clip((y - top) * height, 0, 1) * 255
    return picture


def _ground(name: str, width: int, height: int, top: int, far: Colour, near: Colour) -> Layer:
    h, w = int(height * 1.15) - top, int(width * 1.3)
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    colour = _mix(far, near, (y / h) ** 0.8)
    if name == "lake":
        glitter = np.sin(x / 17 + 9 * np.sin(y / 5)) * np.exp(-(((x / w - 0.66) / 0.09) ** 2))
        colour = colour + np.clip(glitter, 0, 1)[..., None] * np.array([90, 66, 30])
    patches = cv2.resize(
        generator(top, "scene", name).normal(0, 9, (h // 14 + 2, w // 40 + 2)),
        (w, h),
        interpolation=cv2.INTER_CUBIC,
    )
    picture = np.dstack([np.clip(colour + patches[..., None], 0, 255), np.full((h, w), 255.0)]).astype(
        np.uint8
    )
    edge = 0.0 if name == "lake" else 14.0
    rim: NDArray[np.float64] = edge * (
        1 + np.sin(np.linspace(0, 11, w)) + 0.4 * np.sin(np.linspace(0, 57, w))
    )
    picture[..., 3] = np.clip(y + 1 - rim[None], 0, 1) * 255
    return Layer(name, (picture,), (-0.15 * width, float(top)), 1.0, Plane("ground"), paint=_hint("large"))


def _card(name: str, picture: Picture, foot: int, depth_m: float, width: int) -> Layer:
    origin = (-0.15 * width, float(foot - picture.shape[0]))
    return Layer(name, (picture,), origin, 1.0, Plane("card", depth_m=depth_m), paint=_hint("medium"))


def _thing(
    name: str,
    frames: tuple[Picture, ...],
    foot: tuple[float, float],
    depth_m: float,
    width: int,
    height: int,
    stroke: str,
    hero: bool = False,
) -> Layer:
    h, w = frames[0].shape[:2]
    origin = (foot[0] * width - w / 2, foot[1] * height - h)
    life = Life(frames_per_s=6.0) if len(frames) > 1 else Life()
    plane = Plane("card", depth_m=depth_m)
    return Layer(name, frames, origin, 1.0, plane, life, _hint(stroke, hero), mask=name)


def _blank(width: int, height: int) -> Picture:
    return np.zeros((height * 4, width * 4, 4), np.uint8)


def _finish(picture: Picture) -> Picture:
    """Bring a picture drawn four times too large to size, with the colour of soft edges kept straight."""
    size = (picture.shape[1] // 4, picture.shape[0] // 4)
    alpha = picture[..., 3:].astype(np.float32) / 255
    solid = cv2.resize(picture[..., :3] * alpha, size, interpolation=cv2.INTER_AREA)
    cover = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)[..., None]
    return np.dstack([solid / np.maximum(cover, 1e-4), cover * 255]).clip(0, 255).astype(np.uint8)


def _house(height: int) -> Picture:
    w = int(height * 1.2)
    picture = _blank(w, height)
    h4, w4 = height * 4, w * 4
    cv2.rectangle(picture, (int(0.1 * w4), int(0.45 * h4)), (int(0.9 * w4), h4), (232, 214, 186, 255), -1)
    roof = np.array(
        [[0, 0.48 * h4], [0.3 * w4, 0.05 * h4], [0.75 * w4, 0.05 * h4], [w4, 0.48 * h4]], np.int32
    )
    cv2.fillPoly(picture, [roof], (148, 66, 48, 255))
    for left in (0.2, 0.66):
        a, b = (int(left * w4), int(0.6 * h4)), (int((left + 0.13) * w4), int(0.78 * h4))
        cv2.rectangle(picture, a, b, (255, 214, 120, 255), -1)
    cv2.rectangle(picture, (int(0.43 * w4), int(0.62 * h4)), (int(0.57 * w4), h4), (96, 60, 48, 255), -1)
    return _finish(picture)


def _tree(height: int, seed: int) -> Picture:
    w = int(height * 0.8)
    picture, chance = _blank(w, height), generator(seed, "scene", "tree")
    h4, w4 = height * 4, w * 4
    trunk = np.array([[0.46, 1.0], [0.48, 0.5], [0.54, 0.5], [0.56, 1.0]]) * [w4, h4]
    cv2.fillPoly(picture, [trunk.astype(np.int32)], (78, 58, 46, 255))
    for _ in range(60):
        angle, away = chance.uniform(0, 6.3), chance.uniform(0, 1) ** 0.6
        at = (int((0.5 + 0.36 * away * np.cos(angle)) * w4), int((0.34 + 0.26 * away * np.sin(angle)) * h4))
        light = 1.25 - 0.55 * at[1] / (0.6 * h4) + chance.uniform(-0.1, 0.1)
        tone = [*np.clip(np.array([86, 118, 62]) * light, 0, 255).tolist(), 255]
        cv2.circle(picture, at, int(chance.uniform(0.05, 0.11) * h4), tone, -1)
    return _finish(picture)


def _walker(height: int, phase: float) -> Picture:
    """Return a woman in a red coat with a parasol, seen from the side, at a phase 0..1 of her step."""
    w = int(height * 0.62)
    picture = _blank(w, height)
    h4, w4, swing = height * 4, w * 4, np.sin(2 * np.pi * phase)

    def at(x: float, y: float) -> tuple[int, int]:
        return int(x * w4), int(y * h4)

    thick = int(0.05 * h4)
    cv2.line(picture, at(0.5, 0.62), at(0.5 - 0.16 * swing, 0.985), (58, 46, 54, 255), thick)
    cv2.line(picture, at(0.5, 0.62), at(0.5 + 0.16 * swing, 0.985), (82, 64, 70, 255), thick)
    coat = np.array([[0.40, 0.36], [0.60, 0.36], [0.72, 0.78], [0.28, 0.78]]) * [w4, h4]
    cv2.fillPoly(picture, [coat.astype(np.int32)], (188, 58, 44, 255))
    shade = np.array([[0.40, 0.36], [0.47, 0.36], [0.42, 0.78], [0.28, 0.78]]) * [w4, h4]
    cv2.fillPoly(picture, [shade.astype(np.int32)], (138, 40, 40, 255))
    cv2.line(picture, at(0.55, 0.42), at(0.72, 0.5 - 0.02 * swing), (200, 70, 52, 255), thick)
    cv2.line(picture, at(0.72, 0.52), at(0.70, 0.13), (60, 48, 44, 255), thick // 4)
    cv2.ellipse(
        picture, at(0.70, 0.17), (int(0.30 * w4), int(0.13 * h4)), 0, 180, 360, (246, 222, 176, 255), -1
    )
    cv2.circle(picture, at(0.51, 0.29), int(0.062 * h4), (232, 188, 154, 255), -1)
    cv2.ellipse(
        picture, at(0.485, 0.27), (int(0.075 * h4), int(0.065 * h4)), 0, 120, 330, (54, 38, 34, 255), -1
    )
    return _finish(picture)


def _grass(width: int, height: int, seed: int) -> Picture:
    w, chance = int(width * 1.3), generator(seed, "scene", "grass")
    picture = np.zeros((height, w, 4), np.uint8)
    for x in chance.permutation(np.arange(0, w, 5)).tolist():
        tall, lean = (
            chance.uniform(0.3, 0.95) * height * (0.55 + 0.45 * np.cos(6 * x / w) ** 2),
            chance.normal(0, 18),
        )
        blade = np.array([[x - 4, height], [x + lean, height - tall], [x + 4, height]], np.int32)
        tone = chance.uniform(0.7, 1.3)
        cv2.fillPoly(picture, [blade], (26 * tone, 40 * tone, 30 * tone, 255), cv2.LINE_AA)
    return picture
