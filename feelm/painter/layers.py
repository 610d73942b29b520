"""Painting a world layer by layer: the geometry stays, every surface gets its strokes once.

Because the camera moves over layers that are already painted, strokes travel with what they paint and nothing
shimmers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.painter.backdrop import Backdrop, alpha_of, flatten
from feelm.painter.brush import Brush
from feelm.painter.colour import bleed, keep_colour, kept
from feelm.painter.edges import soften_top, stray_edge
from feelm.painter.strokes import MARKS, lay_coat, light_on_paint, stroke_directions
from feelm.painter.style import Style
from feelm.painter.tones import Tones, hold_tones
from feelm.score.model import Paint
from feelm.seeds import generator
from feelm.stage.layer import Layer, World

Picture = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Top, left, bottom, right in the layer's own pixels."""

REFERENCE_WIDTH = 1280
"""Sizes below are in pixels of a frame this wide; other frames scale them, so a film looks the same at any size."""

MOST_VARIANTS = 4
"""How many paintings of one layer a boil cycles through."""


@dataclass(frozen=True)
class Touch:
    """How one kind of surface is painted.

    ``width``: of the large strokes, in reference pixels; ``net``: network pixels per reference pixel (fewer make
    larger forms, and are cheaper); ``edge``: how far the outline strays, in reference pixels; ``relief``: light on
    the paint; ``usual``: the size of such a surface, in frames.
    """

    width: float
    net: float
    edge: float
    relief: float
    usual: float = 1.0


TOUCHES = {
    "large": Touch(width=15.0, net=0.26, edge=2.4, relief=0.55, usual=2.0),
    "medium": Touch(width=8.5, net=0.36, edge=1.9, relief=0.5, usual=0.8),
    "fine": Touch(width=4.2, net=0.74, edge=0.8, relief=0.45, usual=0.12),
}

NEARER = 0.35
"""Power by which strokes grow on a surface that is larger than usual: what fills the frame is seen from near."""

SWIRL = {"infinity": 1.0, "card": 0.5, "ground": 0.25}
"""How freely strokes turn on each kind of plane: in the sky as the wind, on the ground they lie."""

CYCLE = 0.6
"""What is drawn in several pictures moves: the eye asks less detail of it, and each picture has its price."""

DETAIL = 0.55
"""Part of the strokes' detail, finer than the network saw, that is kept."""

_NOISE_SD = 2.0
_LARGEST_NET = 800_000
_LARGEST_CYCLE = 2_400_000
"""Pixels that the network sees at most of one picture (some 400 bytes of memory each), and of all of one cycle."""


def paint_layers(world: World, paint: Paint, style: Style, brush: Brush, seed: int, shot_id: str) -> World:
    """Return the world with every layer painted but light, rain and what asks to be left alone."""
    whole = flatten(world, 240)
    tones = Tones(whole, style, brush)
    backdrop, layers, seen = Backdrop.empty(world), [], Counter[str]()
    for layer in world.layers:
        if layer.blend == "over" and layer.paint.stroke != "none":
            purpose = (shot_id, layer.name, seen[layer.name])
            easel = _Easel(layer, paint, style, brush, world.width, tones, backdrop, seed, purpose)
            layers.append(easel.painted())
        else:
            layers.append(layer)
        seen[layer.name] += 1
        backdrop = backdrop.with_layer(layer)
    return replace(world, layers=tuple(layers))


@dataclass(frozen=True, eq=False)
class _Easel:
    """One layer, and all that is needed to paint it."""

    layer: Layer
    paint: Paint
    style: Style
    brush: Brush
    frame_width: int
    tones: Tones
    backdrop: Backdrop
    seed: int
    purpose: tuple[str | int, ...]

    def painted(self) -> Layer:
        """Return the layer with all its pictures painted alike, several times over if the paint is to boil.

        A boiling still picture becomes a cycle of its variants. A cycle (a walk) is repeated in one variant after
        the other, so it boils from round to round.
        """
        if self.strength <= 0 or not any(alpha_of(frame).any() for frame in self.layer.frames):
            return self.layer
        if self.paint.boil <= 0:
            return replace(self.layer, frames=self._frames(0))
        variants = range(min(MOST_VARIANTS, 1 + int(np.ceil(self.paint.boil))))
        frames = tuple(frame for variant in variants for frame in self._frames(variant))
        life = self.layer.life
        if len(self.layer.frames) == 1:
            life = replace(life, frames_per_s=self.paint.boil)
        return replace(self.layer, frames=frames, life=life)

    @property
    def strength(self) -> float:
        """How strongly this layer is painted."""
        base = self.paint.hero_strength if self.layer.paint.hero else self.paint.strength
        return min(1.5, base * self.layer.paint.strength)

    @property
    def touch(self) -> Touch:
        """The touch of this layer, in its own pixels (``net`` is network pixels per own pixel)."""
        kind = TOUCHES[self.layer.paint.stroke]
        size = self.paint.stroke * self.frame_width / REFERENCE_WIDTH * self.layer.scale
        size *= self._nearness(kind)
        if self.layer.paint.hero:
            size *= 0.8
        finest = 1.5 if self.layer.paint.hero else 1.0
        net = kind.net if len(self.layer.frames) == 1 else CYCLE * kind.net
        return Touch(kind.width * size, min(finest, net / size), kind.edge * size, kind.relief)

    def _nearness(self, kind: Touch) -> float:
        """How much larger than usual the strokes are, 1..1.7."""
        height, width = self.layer.picture.shape[:2]
        frames = height * width / (self.layer.scale * self.frame_width) ** 2 * (16 / 9)
        return float(np.clip((frames / kind.usual) ** NEARER, 1.0, 1.7))

    @property
    def _keep(self) -> float:
        """How much of the layer's own colour stays."""
        return kept(self.paint.keep_colour, hero=self.layer.paint.hero)

    @property
    def _relief(self) -> float:
        """How much light falls on the paint; the learned styles have ridges of their own."""
        own = 0.5 if self.style.kind == "network" else 1.0
        return own * self.touch.relief * MARKS[self.style.marks].relief

    def _frames(self, variant: int) -> tuple[Picture, ...]:
        """Return every picture of the layer, painted."""
        frames = self.layer.frames
        joints = [self._joint(axis) for axis in (0, 1)]
        for axis, joint in enumerate(joints):
            frames = tuple(np.concatenate([f, f.take(range(joint), axis)], axis) for f in frames)
        wide = replace(self, layer=replace(self.layer, frames=frames))
        box = wide._box()
        painted = tuple(wide._frame(frame, box, variant) for frame in frames)
        for axis, joint in enumerate(joints):
            painted = tuple(_close(frame, joint, axis) for frame in painted)
        return painted

    def _joint(self, axis: int) -> int:
        """Return how many rows (0) or columns (1) two ends share when the picture repeats without end."""
        life = self.layer.life
        if not life.wraps or not life.drift_px_s[1 - axis]:
            return 0
        return int(min(self.layer.picture.shape[axis] // 3, 6 * self.touch.width))

    def _box(self) -> Box:
        """Return the part that any picture of the layer covers, with room around it, on a grid of 4 pixels."""
        cover = np.maximum.reduce([alpha_of(frame) for frame in self.layer.frames])
        rows, columns = np.flatnonzero(cover.any(1)), np.flatnonzero(cover.any(0))
        room = int(np.ceil(2 * self.touch.width)) + 4
        height, width = cover.shape
        top, left = max(0, int(rows[0]) - room) // 4 * 4, max(0, int(columns[0]) - room) // 4 * 4
        return top, left, min(height, int(rows[-1]) + room), min(width, int(columns[-1]) + room)

    def _chance(self, what: str, variant: int) -> np.random.Generator:
        """Return the same chance for every picture of a cycle, so that walking does not make the paint boil."""
        return generator(self.seed, *self.purpose, what, variant)

    def _frame(self, frame: Picture, box: Box, variant: int) -> Picture:
        """Return one picture painted: a coat of strokes, the network over it, light on the paint, a loose edge."""
        top, left, bottom, right = box
        part = frame[top:bottom, left:right]
        alpha, touch, marks = alpha_of(part), self.touch, MARKS[self.style.marks]
        ground = self._ground(part, alpha, box)
        wind = float(generator(self.seed, "wind").uniform(-25, 25))
        chance = self._chance("strokes", variant)
        swirl = SWIRL[self.layer.plane.kind] * (0.15 + 0.5 * self.style.energy)
        directions = stroke_directions(ground, wind, swirl, chance)
        near = None if alpha.all() else cv2.dilate(alpha, np.ones((3, 3), np.uint8))
        coat = lay_coat(ground, touch.width, directions, chance, mask=near, marks=marks)
        share = min(1.0, 1.5 * self.strength)
        laid = np.asarray(cv2.addWeighted(coat.colour, share, ground, 1 - share, 0))
        painted = self._through_network(laid, self._chance("noise", variant))
        painted = keep_colour(painted, laid, self._keep, hero=self.layer.paint.hero)
        painted = light_on_paint(painted, coat.height, self._relief * share)
        result = frame.copy()
        result[top:bottom, left:right, :3] = painted
        if frame.shape[2] == 4:
            edge = stray_edge(alpha, touch.edge * share, self._chance("edge", variant))
            if self.layer.plane.kind == "ground" and top == 0 and not self.layer.life.wraps:
                edge = soften_top(edge, 0.6 * touch.edge * share, self._chance("top", variant))
            result[top:bottom, left:right, 3] = edge
        return result

    def _ground(self, part: Picture, alpha: Picture, box: Box) -> Picture:
        """Return the layer's colours, carried on a little beyond its outline, on what lies behind it.

        The network sees a thing in its surroundings, so that it is painted as part of the picture and no halo of
        an empty ground comes in at its edge.
        """
        if alpha.min() == 255:
            return np.ascontiguousarray(part[..., :3])
        cover = np.divide(alpha, 255, dtype=np.float32)
        own = bleed(np.multiply(part[..., :3], cover[..., None], dtype=np.float32), cover)
        reach = max(2.0, self.touch.width * 0.5)
        near = cv2.dilate(cover, np.ones((2 * int(reach) + 1,) * 2, np.uint8))
        near = cv2.GaussianBlur(near, (0, 0), reach * 0.5)[..., None]
        mixed = own * near + self.backdrop.behind(self.layer, box) * (1 - near)
        return np.asarray(np.clip(mixed, 0, 255), dtype=np.uint8)

    def _through_network(self, laid: Picture, chance: np.random.Generator) -> Picture:
        height, width = laid.shape[:2]
        most = min(_LARGEST_NET, _LARGEST_CYCLE / len(self.layer.frames))
        factor = min(self.touch.net, (most / (height * width)) ** 0.5)
        size = (max(8, round(width * factor)), max(8, round(height * factor)))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        small = np.asarray(cv2.resize(laid, size, interpolation=how))
        # A little noise keeps the network from combing what is still smooth.
        noisy = np.clip(small + chance.normal(0, _NOISE_SD, small.shape), 0, 255).astype(np.uint8)
        painted = self.brush.apply(noisy, self.style, self.strength, self.tones.own)
        painted = hold_tones(painted, small, self.tones.curve(self.strength), self._keep)
        if factor >= 1:
            return np.asarray(cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC))
        # What the small picture could not hold of the strokes is laid over the enlarged painting.
        change = cv2.subtract(painted, small, dtype=cv2.CV_32F)
        change = cv2.resize(DETAIL * change, (width, height), interpolation=cv2.INTER_LINEAR)
        full = cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC)
        base = cv2.addWeighted(laid, DETAIL, full, 1 - DETAIL, 0, dtype=cv2.CV_32F)
        return np.asarray(cv2.add(base, change, dtype=cv2.CV_8U))


def _close(frame: Picture, joint: int, axis: int) -> Picture:
    """Return a picture whose two ends, painted ``joint`` pixels over each other, pass into each other."""
    if joint == 0:
        return frame
    size = frame.shape[axis] - joint
    body = frame.take(range(size), axis)
    t = np.linspace(0, 1, joint, dtype=np.float32).reshape((joint, 1, 1) if axis == 0 else (1, joint, 1))
    start, again = frame.take(range(joint), axis), frame.take(range(size, size + joint), axis)
    mixed = (again * (1 - t) + start * t + 0.5).astype(np.uint8)
    return np.concatenate([mixed, body.take(range(joint, size), axis)], axis)
