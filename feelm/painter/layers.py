"""Painting a world layer by layer: the geometry stays, every surface gets its strokes once.

Because the camera moves over layers that are already painted, strokes travel with what they paint and nothing
shimmers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.painter.brush import Brush
from feelm.painter.colour import bleed, keep_colour
from feelm.painter.strokes import lay_coat, light_on_paint, stroke_directions
from feelm.painter.style import Style
from feelm.score.model import Paint
from feelm.seeds import generator
from feelm.stage.layer import Layer, World

Picture = NDArray[np.uint8]

REFERENCE_WIDTH = 1280
"""Sizes below are in pixels of a frame this wide; other frames scale them, so a film looks the same at any size."""


@dataclass(frozen=True)
class Touch:
    """How one kind of surface is painted.

    ``width``: of the large strokes, in reference pixels; ``net``: network pixels per reference pixel (fewer make
    larger forms, and are cheaper); ``edge``: how far the outline strays, in reference pixels; ``relief``: light on
    the paint.
    """

    width: float
    net: float
    edge: float
    relief: float


TOUCHES = {
    "large": Touch(width=15.0, net=0.45, edge=2.0, relief=0.55),
    "medium": Touch(width=8.5, net=0.62, edge=1.6, relief=0.5),
    "fine": Touch(width=4.2, net=1.0, edge=0.7, relief=0.35),
}

_NOISE_SD = 2.0
_LARGEST_NET = 1_600_000


@dataclass(frozen=True, eq=False)
class Backdrop:
    """What lies behind the layers painted so far: the reference view and a margin, at a reduced scale."""

    picture: NDArray[np.float32]
    left: float
    top: float
    scale: float

    @staticmethod
    def empty(world: World, width: int = 320) -> Backdrop:
        """Return a neutral backdrop, the frame ``width`` pixels wide and a quarter more on every side."""
        scale = min(1.0, width / world.width)
        size = (max(4, int(1.5 * world.height * scale)), max(4, int(1.5 * world.width * scale)), 3)
        return Backdrop(np.full(size, 128, np.float32), -0.25 * world.width, -0.25 * world.height, scale)

    def with_layer(self, layer: Layer) -> Backdrop:
        """Return the backdrop with a layer in front of it."""
        picture = layer.picture
        factor = self.scale / layer.scale
        move = np.array(
            [
                [factor, 0, (layer.origin[0] - self.left) * self.scale],
                [0, factor, (layer.origin[1] - self.top) * self.scale],
            ],
            np.float32,
        )
        height, width = self.picture.shape[:2]
        alpha = np.divide(_alpha(picture), 255, dtype=np.float32)
        solid = np.dstack([picture[..., :3] * alpha[..., None], alpha])
        placed = cv2.warpAffine(solid, move, (width, height), flags=cv2.INTER_AREA)
        colour, cover = placed[..., :3], placed[..., 3:] * layer.opacity
        if layer.blend == "over":
            mixed = self.picture * (1 - cover) + colour * layer.opacity
        elif layer.blend == "add":
            mixed = self.picture + colour * layer.opacity
        else:
            mixed = self.picture * (1 - cover + colour * layer.opacity / 255)
        return replace(self, picture=np.clip(mixed, 0, 255).astype(np.float32))

    def frame(self, world: World) -> Picture:
        """Return what the frame shows, at the backdrop's scale."""
        y, x = round(-self.top * self.scale), round(-self.left * self.scale)
        height, width = round(world.height * self.scale), round(world.width * self.scale)
        return self.picture[y : y + height, x : x + width].astype(np.uint8)

    def behind(self, layer: Layer, box: tuple[int, int, int, int]) -> NDArray[np.float32]:
        """Return what lies behind the pixels ``box`` (top, left, bottom, right) of a layer, float32 of its size."""
        top, left, bottom, right = box
        x = (np.arange(left, right, dtype=np.float32) + 0.5) / layer.scale + layer.origin[0] - self.left
        y = (np.arange(top, bottom, dtype=np.float32) + 0.5) / layer.scale + layer.origin[1] - self.top
        grid = np.meshgrid(x * self.scale - 0.5, y * self.scale - 0.5)
        return np.asarray(
            cv2.remap(self.picture, grid[0], grid[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        )


def flatten(world: World, width: int | None = None) -> Picture:
    """Return what the resting camera sees of a world, ``width`` pixels wide (None: the world's own)."""
    whole = Backdrop.empty(world, width or world.width)
    for layer in world.layers:
        whole = whole.with_layer(layer)
    return whole.frame(world)


def paint_layers(world: World, paint: Paint, style: Style, brush: Brush, seed: int, shot_id: str) -> World:
    """Return the world with every layer painted but light, rain and what asks to be left alone."""
    own = None if style.kind == "network" else brush.read_style(flatten(world, 320))
    backdrop, layers = Backdrop.empty(world), []
    for layer in world.layers:
        if layer.blend == "over" and layer.paint.stroke != "none":
            job = _Job(layer, paint, style, brush, world.width, own, backdrop, (seed, shot_id))
            layers.append(job.painted())
        else:
            layers.append(layer)
        backdrop = backdrop.with_layer(layer)
    return replace(world, layers=tuple(layers))


@dataclass(frozen=True, eq=False)
class _Job:
    """One layer on the easel."""

    layer: Layer
    paint: Paint
    style: Style
    brush: Brush
    frame_width: int
    own: NDArray[np.float32] | None
    backdrop: Backdrop
    seed: tuple[int, str]

    def painted(self) -> Layer:
        """Return the layer with all its pictures painted alike."""
        box = self._box()
        if box is None or self.strength <= 0:
            return self.layer
        return replace(self.layer, frames=tuple(self._frame(frame, box, 0) for frame in self.layer.frames))

    @property
    def strength(self) -> float:
        """How strongly this layer is painted."""
        base = self.paint.hero_strength if self.layer.paint.hero else self.paint.strength
        return min(1.5, base * self.layer.paint.strength)

    @property
    def touch(self) -> Touch:
        """The touch of this layer in its own pixels (``net`` stays per own pixel too)."""
        kind = TOUCHES[self.layer.paint.stroke]
        size = self.paint.stroke * self.frame_width / REFERENCE_WIDTH
        if self.layer.paint.hero:
            size *= 0.8
        own = self.layer.scale
        net = kind.net / (size * own)
        return Touch(kind.width * size * own, min(1.5, net), kind.edge * size * own, kind.relief)

    def _box(self) -> tuple[int, int, int, int] | None:
        """Return the part that any picture of the layer covers, with room around it, on a grid of 4 pixels."""
        cover = np.zeros(self.layer.picture.shape[:2], bool)
        for frame in self.layer.frames:
            cover |= _alpha(frame) > 0
        rows, columns = np.flatnonzero(cover.any(1)), np.flatnonzero(cover.any(0))
        if rows.size == 0:
            return None
        room = int(np.ceil(2 * self.touch.width)) + 4
        height, width = self.layer.picture.shape[:2]
        top, left = max(0, rows[0] - room) // 4 * 4, max(0, columns[0] - room) // 4 * 4
        return int(top), int(left), min(height, int(rows[-1]) + room), min(width, int(columns[-1]) + room)

    def _frame(self, frame: Picture, box: tuple[int, int, int, int], variant: int) -> Picture:
        top, left, bottom, right = box
        part = frame[top:bottom, left:right]
        alpha = _alpha(part)
        ground = self._ground(part, alpha, box)
        chance = generator(self.seed[0], self.seed[1], self.layer.name, "paint", variant)
        touch, strength = self.touch, self.strength
        wind = float(generator(self.seed[0], "wind").uniform(-25, 25))
        directions = stroke_directions(ground, wind, 0.15 + 0.5 * self.style.energy, chance)
        near = None if alpha.all() else cv2.dilate(alpha, np.ones((3, 3), np.uint8))
        coat = lay_coat(ground, touch.width, directions, chance, mask=near)
        share = min(1.0, 1.5 * strength)
        laid = cv2.addWeighted(coat.colour, share, ground, 1 - share, 0)
        painted = self._through_network(laid, touch, chance)
        painted = keep_colour(painted, laid, self.paint.keep_colour)
        painted = light_on_paint(painted, coat.height, touch.relief * share)
        result = frame.copy()
        result[top:bottom, left:right, :3] = painted
        if frame.shape[2] == 4:
            result[top:bottom, left:right, 3] = stray_edge(alpha, touch.edge * share, chance)
        return result

    def _ground(self, part: Picture, alpha: Picture, box: tuple[int, int, int, int]) -> Picture:
        """Return the layer's colours, carried on a little beyond its outline, on what lies behind it."""
        if alpha.all() and alpha.min() == 255:
            return np.ascontiguousarray(part[..., :3])
        cover = np.divide(alpha, 255, dtype=np.float32)
        own = bleed(np.multiply(part[..., :3], cover[..., None], dtype=np.float32), cover)
        reach = max(2.0, self.touch.width * 0.5)
        near = cv2.dilate(cover, np.ones((2 * int(reach) + 1,) * 2, np.uint8))
        near = cv2.GaussianBlur(near, (0, 0), reach * 0.5)[..., None]
        return np.asarray(
            np.clip(own * near + self.backdrop.behind(self.layer, box) * (1 - near), 0, 255), np.uint8
        )

    def _through_network(self, laid: Picture, touch: Touch, chance: np.random.Generator) -> Picture:
        height, width = laid.shape[:2]
        factor = min(touch.net, (_LARGEST_NET / (height * width)) ** 0.5)
        size = (max(8, round(width * factor)), max(8, round(height * factor)))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        small = cv2.resize(laid, size, interpolation=how)
        small = np.clip(small + chance.normal(0, _NOISE_SD, small.shape), 0, 255).astype(np.uint8)
        painted = self.brush.apply(small, self.style, self.strength, self.own)
        return np.asarray(cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC))


def stray_edge(alpha: Picture, amount_px: float, chance: np.random.Generator) -> Picture:
    """Return ``alpha`` (h, w) with an outline as a brush leaves it: it strays by up to about ``amount_px``."""
    height, width = alpha.shape
    if amount_px <= 0.05 or min(height, width) < 4:
        return alpha
    cell = max(3.0, 3 * amount_px)
    coarse = (max(2, int(height / cell)), max(2, int(width / cell)))
    shift = [
        cv2.resize(
            chance.normal(0, amount_px, coarse).astype(np.float32),
            (width, height),
            interpolation=cv2.INTER_CUBIC,
        )
        for _ in range(2)
    ]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(
        cv2.remap(alpha, x + shift[0], y + shift[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def _alpha(picture: Picture) -> Picture:
    if picture.shape[2] == 4:
        return picture[..., 3]
    return np.full(picture.shape[:2], 255, np.uint8)
