"""Depth of field: how much each layer blurs, and its blurred pictures.

A surface ``d`` metres away is blurred to a disc of aperture · zoom · |1/focus - 1/d| frame widths (thin lens:
Potmesil & Chakravarty, "A lens and aperture camera model for synthetic image generation", 1981); it is drawn as the
Gaussian of the same variance. The wider the blur, the coarser the picture that it is drawn from, so blur costs no more
than sharpness. Level ground is drawn in bands of rows, each a little more blurred than the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Layer, Picture, Plane, Pose, World
from feelm.stage.life import State
from feelm.stage.limits import cut_sides
from feelm.stage.texture import Texture, half
from feelm.stage.tiles import Box
from feelm.stage.warping import warp

Floats = NDArray[np.float64]

SHARP_PX = 0.7
"""A disc of a smaller radius is not seen."""
_RUNG = 2.0 ** (1 / 3)
"""Between rows of level ground the blur grows by this factor at a time."""
_WIDEST_PX = 160.0
_REPLICATED = 0.12
"""Frame widths by which pictures that are cut outside the frame are continued, so that no edge blurs into it."""
_SPREAD = 1.5
"""Reach of the Gaussian in radii of its disc (three standard deviations)."""


def blur_radius(world: World, plane: Plane, pose: Pose, points: Floats) -> Floats:
    """Radius in pixels of the disc that a point of ``plane`` blurs to at frame points (…, 2)."""
    if pose.aperture <= 0:
        return np.zeros(points.shape[:-1])
    depth = geometry.depth_at(world, plane, pose, points).astype(np.float64)
    gap = np.abs(1.0 / pose.focus_m - 1.0 / np.maximum(depth, 1e-3))
    return np.asarray(0.5 * pose.aperture * world.width * pose.zoom * gap)


@dataclass(frozen=True, eq=False)
class SoftPiece:
    """A layer in one frame: its state, frame to texture pixels, and the box of the frame that it is drawn in."""

    index: int
    now: State
    inverse: Floats
    whole: Box


@dataclass(frozen=True, eq=False)
class _Coarse:
    """A blurred layer, one pixel for ``step`` × ``step`` of the frame, from (``left``, ``top``) in such pixels."""

    picture: Picture
    left: int
    top: int
    step: int


class Focus:
    """The blurred pictures of one world, made when they are first needed."""

    def __init__(self, world: World, textures: list[Texture]) -> None:
        self._world = world
        self._textures = textures
        self._soft: dict[tuple[int, int], tuple[list[Picture], Floats]] = {}
        self._drawn: dict[tuple[int, float], _Coarse] = {}
        rows = np.array([0.0, world.height / 2, world.height])
        self._probes = np.stack([np.full(3, world.width / 2), rows], axis=1)

    def radii(self, pose: Pose) -> Floats:
        """For each layer the largest radius within the frame, pixels (n,)."""
        found: dict[Plane, float] = {}
        for layer in self._world.layers:
            if layer.plane not in found:
                points = self._probes[1:2] if layer.plane.kind != "ground" else self._probes
                found[layer.plane] = float(blur_radius(self._world, layer.plane, pose, points).max())
        return np.array([found[layer.plane] for layer in self._world.layers])

    def spread(self, radii: Floats) -> Floats:
        """How far beyond its outline a layer is seen, frame pixels."""
        return np.where(radii >= SHARP_PX, _SPREAD * radii + 2.0, 0.0)

    def begin(self) -> None:
        """Begin a new frame."""
        self._drawn.clear()

    def piece(self, brush: SoftPiece, box: Box, pose: Pose, sharp: Callable[[], Picture]) -> Picture:
        """The layer's premultiplied RGBA in a box of the frame, as blurred as it is there."""
        layer = self._world.layers[brush.index]
        if layer.plane.kind == "ground" and layer.blend == "over":
            return self._graded(brush, box, pose, sharp)
        # Shadows and light on the ground are soft and small: one blur is enough for all of one.
        middle = np.array([[self._world.width / 2, self._world.height / 2]])
        if layer.plane.kind == "ground":
            middle[0] = self._middle(brush)
        radius = float(blur_radius(self._world, layer.plane, pose, middle)[0])
        return sharp() if radius < SHARP_PX else self._blurred(brush, box, min(radius, _WIDEST_PX))

    def _graded(self, brush: SoftPiece, box: Box, pose: Pose, sharp: Callable[[], Picture]) -> Picture:
        """Level ground: rows of nearly the same blur together, in steps too small to be seen."""
        # Everything is chosen for the whole frame, so that no pixel depends on the pieces that are drawn.
        rung = self._rungs(self._world.layers[brush.index].plane, pose)
        left, top, right, bottom = box
        out = np.empty((bottom - top, right - left, 4), dtype=np.uint8)
        edges = [0, *(np.flatnonzero(np.diff(rung)) + 1).tolist(), self._world.height]
        for begin, end in pairwise(edges):
            first, last = max(begin, top), min(end, bottom)
            if first >= last:
                continue
            if rung[begin] < 0:
                out[first - top : last - top] = sharp()[first - top : last - top]
                continue
            part = (left, first, right, last)
            band = replace(brush, whole=part)
            near = (self._world.width / 2, (begin + end) / 2)
            drawn = self._coarse(band, SHARP_PX * _RUNG ** float(rung[begin]), near)
            out[first - top : last - top] = _enlarged(drawn, part)
        return out

    def _middle(self, brush: SoftPiece) -> Floats:
        """Where the middle of a layer's picture is seen, kept inside the frame."""
        width, height = self._textures[brush.index].size
        forward = geometry.inverse(brush.inverse)
        place = geometry.apply(forward, np.array([width / 2, height / 2]))
        return np.clip(np.nan_to_num(place), 0, (self._world.width, self._world.height))

    def _rungs(self, plane: Plane, pose: Pose) -> Floats:
        """For each row of the frame the step of blur (-1: none) that level ground has there."""
        rows = np.arange(self._world.height) + 0.5
        points = np.stack([np.full(rows.shape, self._world.width / 2), rows], axis=1)
        # Above the horizon the plane is not met; a sheet that reaches there is as blurred as what is farthest.
        radius = np.clip(blur_radius(self._world, plane, pose, points), 1e-3, _WIDEST_PX)
        return np.asarray(np.maximum(np.round(np.log(radius / SHARP_PX) / np.log(_RUNG)), -1.0))

    def _blurred(self, brush: SoftPiece, box: Box, radius: float) -> Picture:
        """The layer in a box of the frame, blurred alike everywhere: drawn coarse and smoothed once, enlarged here."""
        key = (brush.index, radius)
        if key not in self._drawn:
            middle = (self._world.width / 2, self._world.height / 2)
            self._drawn[key] = self._coarse(brush, radius, middle)
        return _enlarged(self._drawn[key], box)

    def _coarse(self, brush: SoftPiece, radius: float, near: tuple[float, float]) -> _Coarse:
        """All that a frame shows of the layer, at a blur, as coarse as the blur allows."""
        sigma = max(radius, SHARP_PX) / 2
        step = 2 ** max(0, int(np.floor(np.log2(sigma / 0.75))))
        # Drawing coarse and enlarging blur by themselves: by a box and two triangles, together 5/12 step².
        rest = np.sqrt(max(sigma**2 - (step**2 * 5 / 12 if step > 1 else 0.0), 0.01)) / step
        pad = int(np.ceil(3 * rest)) + 2
        whole, now = brush.whole, brush.now
        left, top = whole[0] // step - pad, whole[1] // step - pad
        right, bottom = -(-whole[2] // step) + pad, -(-whole[3] // step) + pad
        levels, shift = self._levels(brush.index, now.frame)
        texture = self._textures[brush.index]
        small = warp(
            levels, geometry.inverse(shift) @ brush.inverse, texture.to_reference @ shift, now.ripple,
            (left, top, right, bottom), None, step=step, near=near,
        )  # fmt: skip
        size = 2 * int(np.ceil(2.5 * rest)) + 1
        return _Coarse(np.asarray(cv2.GaussianBlur(small, (size, size), float(rest))), left, top, step)

    def _levels(self, index: int, frame: int) -> tuple[list[Picture], Floats]:
        """A picture and its halves down to a sixteenth, continued where it is cut; its shift against the texture."""
        if (index, frame) not in self._soft:
            layer, texture = self._world.layers[index], self._textures[index]
            sides = _continued(self._world, layer, texture)
            base = cv2.copyMakeBorder(texture.levels[0][frame], *sides, cv2.BORDER_REPLICATE)
            levels = [np.asarray(base)]
            while len(levels) < 5 and min(levels[-1].shape[:2]) >= 4:
                levels.append(half(levels[-1]))
            shift = np.array([[1.0, 0.0, -sides[2]], [0.0, 1.0, -sides[0]], [0.0, 0.0, 1.0]])
            self._soft[index, frame] = levels, shift
        return self._soft[index, frame]


def _continued(world: World, layer: Layer, texture: Texture) -> tuple[int, int, int, int]:
    """Texture pixels by which a picture is continued at its top, bottom, left and right."""
    reach = int(_REPLICATED * world.width * layer.scale)
    if any(texture.period):
        return reach, reach, reach, reach
    cut = cut_sides(world, layer)
    top, bottom, left, right = (reach if side in cut else 0 for side in ("top", "bottom", "left", "right"))
    return top, bottom, left, right


def _enlarged(drawn: _Coarse, box: Box) -> Picture:
    """A box of the frame from a coarse drawing."""
    step = drawn.step
    left, top = box[0] // step - 1 - drawn.left, box[1] // step - 1 - drawn.top
    right, bottom = -(-box[2] // step) + 1 - drawn.left, -(-box[3] // step) + 1 - drawn.top
    small = drawn.picture[top:bottom, left:right]
    if step > 1:
        size_px = (small.shape[1] * step, small.shape[0] * step)
        small = np.asarray(cv2.resize(small, size_px, interpolation=cv2.INTER_LINEAR))
    y, x = box[1] - (top + drawn.top) * step, box[0] - (left + drawn.left) * step
    return small[y : y + box[3] - box[1], x : x + box[2] - box[0]]
