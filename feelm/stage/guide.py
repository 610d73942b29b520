"""Exact knowledge of a frame: depth, motion, masks and lines, from the geometry and not from the pixels."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Guide, Layer, Picture, Plane, Pose, World
from feelm.stage.life import State, picture_box, state

Floats = NDArray[np.float64]
Window = tuple[slice, slice]
"""Rows and columns of the frame."""
Moment = tuple[Pose, float, Mapping[str, float]]
"""Pose, time in the shot, and the music then."""


def guide(world: World, colour: Picture, now: Moment, before: Moment) -> Guide:
    """Depth, motion from ``now`` back to ``before``, masks and lines of a frame whose ``colour`` is drawn."""
    size = (world.height, world.width)
    depth = np.full(size, np.inf, dtype=np.float32)
    motion = _sky_motion(world, now, before)
    masks = {layer.mask: np.zeros(size, dtype=np.uint8) for layer in world.layers if layer.mask is not None}
    labels = np.zeros(size, dtype=np.uint16)
    for index, layer in enumerate(world.layers):
        if layer.blend != "over":
            continue
        window = _window(world, layer, now)
        points = _pixel_centres(window)
        cover = _cover(world, layer, points, now)
        _cut_out(masks, layer.mask, cover, window)
        solid = cover > 127
        if solid.any():
            seen = points[solid]
            depth[window][solid] = geometry.depth_at(world, layer.plane, now[0], seen)
            motion[window][solid] = np.nan_to_num(motion_of(world, layer, seen, now, before), nan=0.0)
            labels[window][solid] = index + 1
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


def _window(world: World, layer: Layer, now: Moment) -> Window:
    """Rows and columns of the frame that the layer's picture can reach."""
    everything = (slice(0, world.height), slice(0, world.width))
    if layer.life.wraps:
        return everything
    here = state(world, layer, now[1], now[2])
    left, top, width, height = picture_box(layer)
    more = abs(layer.life.ripple_px) * 1.5 + 2.0
    corners = np.array(
        [[x, y] for x in (left - more, left + width + more) for y in (top - 2, top + height + 2)]
    )
    seen = geometry.apply(geometry.homography(world, layer.plane, now[0]) @ here.shift, corners)
    if np.isnan(seen).any():
        return everything
    low = np.clip(np.floor(seen.min(axis=0)), 0, (world.width, world.height)).astype(int)
    high = np.clip(np.ceil(seen.max(axis=0)), 0, (world.width, world.height)).astype(int)
    return slice(low[1], high[1]), slice(low[0], high[0])


def _pixel_centres(window: Window) -> Floats:
    """Centres (h, w, 2) of the pixels of a window."""
    x, y = np.meshgrid(
        np.arange(window[1].start, window[1].stop) + 0.5, np.arange(window[0].start, window[0].stop) + 0.5
    )
    return np.stack([x, y], axis=-1)


def _sky_motion(world: World, now: Moment, before: Moment) -> NDArray[np.float32]:
    """Motion (h, w, 2) of what is infinitely far, behind everything."""
    sky = Plane("infinity")
    there = geometry.homography(world, sky, before[0]) @ geometry.inverse(
        geometry.homography(world, sky, now[0])
    )
    points = _pixel_centres((slice(0, world.height), slice(0, world.width)))
    return np.nan_to_num(geometry.apply(there, points) - points, nan=0.0).astype(np.float32)


def _cover(world: World, layer: Layer, points: Floats, now: Moment) -> NDArray[np.uint8]:
    """Coverage 0..255 of a layer at frame points (h, w, 2), ``opacity`` included."""
    if not points.size:
        return np.zeros(points.shape[:2], np.uint8)
    here = state(world, layer, now[1], now[2])
    picture = layer.frames[here.frame]
    alpha = np.full(picture.shape[:2], 255, np.uint8) if picture.shape[2] == 3 else picture[..., 3]
    put = geometry.inverse(geometry.placement(layer))
    on_layer = geometry.apply(put, _to_picture(world, layer, points, now[0], here)) - 0.5
    maps = np.nan_to_num(on_layer, nan=-1e4).clip(-3e4, 3e4).astype(np.float32)
    border = cv2.BORDER_WRAP if layer.life.wraps else cv2.BORDER_CONSTANT
    cover = cv2.remap(
        np.ascontiguousarray(alpha), maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderMode=border
    )
    return np.asarray(cv2.convertScaleAbs(cover, alpha=here.opacity), dtype=np.uint8)


def _cut_out(
    masks: dict[str, NDArray[np.uint8]], name: str | None, cover: NDArray[np.uint8], window: Window
) -> None:
    """What this layer covers is taken from the masks behind it and, when it has a name, added to its own."""
    if not cover.any():
        return
    for mask in masks.values():
        if mask[window].any():
            mask[window] = cv2.multiply(mask[window], cv2.bitwise_not(cover), scale=1 / 255)
    if name is not None:
        masks[name][window] = cv2.add(np.ascontiguousarray(masks[name][window]), cover)


def _lines(labels: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """One pixel lines where one surface ends in front of another."""
    lines = np.zeros(labels.shape, dtype=np.uint8)
    lines[:, 1:][labels[:, 1:] != labels[:, :-1]] = 255
    lines[1:, :][labels[1:, :] != labels[:-1, :]] = 255
    return lines
