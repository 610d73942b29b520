"""Exact knowledge of a frame: depth, motion, masks and lines, from the geometry and not from the pixels."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Guide, Layer, Picture, Plane, Pose, World
from feelm.stage.life import State, state

Floats = NDArray[np.float64]
Moment = tuple[Pose, float, Mapping[str, float]]
"""Pose, time in the shot, and the music then."""


def guide(world: World, colour: Picture, now: Moment, before: Moment) -> Guide:
    """Depth, motion from ``now`` back to ``before``, masks and lines of a frame whose ``colour`` is drawn."""
    size = (world.height, world.width)
    depth = np.full(size, np.inf, dtype=np.float32)
    motion = _motion(world, None, now, before)
    masks = {layer.mask: np.zeros(size, dtype=np.uint8) for layer in world.layers if layer.mask is not None}
    labels = np.zeros(size, dtype=np.uint16)
    for index, layer in enumerate(world.layers):
        if layer.blend != "over":
            continue
        cover = _cover(world, layer, now)
        _cut_out(masks, layer.mask, cover)
        solid = cover > 127
        if not solid.any():
            continue
        depth[solid] = geometry.depth_map(world, layer.plane, now[0])[solid]
        motion[solid] = _motion(world, layer, now, before)[solid]
        labels[solid] = index + 1
    return Guide(colour, depth, motion, masks, _lines(labels))


def motion_of(world: World, layer: Layer, points: Floats, now: Moment, before: Moment) -> Floats:
    """Where frame points (n, 2) that show ``layer`` now were in the frame before, as pixels of displacement."""
    here, there = state(world, layer, now[1], now[2]), state(world, layer, before[1], before[2])
    on_layer = _to_picture(world, layer, points, now[0], here)
    return _to_frame(world, layer, on_layer, before[0], there) - points


def _to_picture(world: World, layer: Layer, points: Floats, pose: Pose, now: State) -> Floats:
    """Frame points to the layer's picture as it was put, in reference pixels."""
    forward = geometry.homography(world, layer.plane, pose) @ now.shift
    back = geometry.apply(geometry.inverse(forward), points)
    if now.ripple is not None:
        back[..., 0] += now.ripple.across(back[..., 1])
    return back


def _to_frame(world: World, layer: Layer, points: Floats, pose: Pose, now: State) -> Floats:
    """The inverse of ``_to_picture``; a ripple keeps rows, so it is undone exactly."""
    points = points.copy()
    if now.ripple is not None:
        points[..., 0] -= now.ripple.across(points[..., 1])
    return geometry.apply(geometry.homography(world, layer.plane, pose) @ now.shift, points)


def _pixel_centres(world: World) -> Floats:
    x, y = np.meshgrid(np.arange(world.width) + 0.5, np.arange(world.height) + 0.5)
    return np.stack([x, y], axis=-1)


def _motion(world: World, layer: Layer | None, now: Moment, before: Moment) -> NDArray[np.float32]:
    """Motion (h, w, 2) as if ``layer`` filled the frame; None is the plane at infinity behind everything."""
    points = _pixel_centres(world)
    if layer is not None:
        moved = motion_of(world, layer, points, now, before)
    else:
        sky = Plane("infinity")
        there = geometry.homography(world, sky, before[0]) @ geometry.inverse(
            geometry.homography(world, sky, now[0])
        )
        moved = geometry.apply(there, points) - points
    return np.nan_to_num(moved, nan=0.0).astype(np.float32)


def _cover(world: World, layer: Layer, now: Moment) -> NDArray[np.uint8]:
    """Coverage 0..255 of a layer in the frame, ``opacity`` included."""
    here = state(world, layer, now[1], now[2])
    picture = layer.frames[here.frame]
    alpha = np.full(picture.shape[:2], 255, np.uint8) if picture.shape[2] == 3 else picture[..., 3]
    put = geometry.inverse(geometry.placement(layer))
    on_layer = geometry.apply(put, _to_picture(world, layer, _pixel_centres(world), now[0], here)) - 0.5
    maps = np.nan_to_num(on_layer, nan=-1e4).clip(-3e4, 3e4).astype(np.float32)
    border = cv2.BORDER_WRAP if layer.life.wraps else cv2.BORDER_CONSTANT
    cover = cv2.remap(
        np.ascontiguousarray(alpha), maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderMode=border
    )
    return np.asarray(cv2.convertScaleAbs(cover, alpha=here.opacity), dtype=np.uint8)


def _cut_out(masks: dict[str, NDArray[np.uint8]], name: str | None, cover: NDArray[np.uint8]) -> None:
    """What this layer covers is taken from the masks behind it and, when it has a name, added to its own."""
    for mask in masks.values():
        cv2.multiply(mask, cv2.bitwise_not(cover), dst=mask, scale=1 / 255)
    if name is not None:
        cv2.add(masks[name], cover, dst=masks[name])


def _lines(labels: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """One pixel lines where one surface ends in front of another."""
    lines = np.zeros(labels.shape, dtype=np.uint8)
    lines[:, 1:][labels[:, 1:] != labels[:, :-1]] = 255
    lines[1:, :][labels[1:, :] != labels[:-1, :]] = 255
    return lines
