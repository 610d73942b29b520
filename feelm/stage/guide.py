"""Exact knowledge of a frame: depth, motion, masks and lines, from the geometry and not from the pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Guide, Layer, Picture, Plane, Pose, World
from feelm.stage.life import State, state
from feelm.stage.tiles import Box, Piece

Floats = NDArray[np.float64]
Cover = NDArray[np.uint8]
Moment = tuple[Pose, float, Mapping[str, float]]
"""Pose, time in the shot, and the music then."""


@dataclass(frozen=True)
class Seen:
    """What a frame shows of each layer: the pieces it is drawn in, and its coverage 0..255 in a piece."""

    pieces: Sequence[Sequence[Piece]]
    cover: Callable[[int, Piece], Cover]


def guide(world: World, colour: Picture, seen: Seen, now: Moment, before: Moment) -> Guide:
    """Depth, motion from ``now`` back to ``before``, masks and lines of a frame whose ``colour`` is drawn."""
    labels, masks = _surfaces(world, seen)
    size = (world.height, world.width)
    depth = np.full(size, np.inf, dtype=np.float32)
    motion = np.zeros((*size, 2), dtype=np.float32)
    sky = Plane("infinity")
    _fill_motion(motion, (0, 0, world.width, world.height), None, _between(world, sky, now, before))
    for index, layer in enumerate(world.layers):
        if layer.blend != "over" or not seen.pieces[index]:
            continue
        box = _around([box for _, box in seen.pieces[index]])
        shown = labels[box[1] : box[3], box[0] : box[2]] == index + 1
        box, shown = _tight(box, shown)
        if not shown.any():
            continue
        _fill_depth(depth, box, shown, world, layer.plane, now[0])
        here, there = (state(world, layer, moment[1], moment[2]) for moment in (now, before))
        if here.ripple is None and there.ripple is None:
            matrix = _between(world, layer.plane, now, before, here, there)
            _fill_motion(motion, box, shown, matrix)
        else:
            rows, columns = np.nonzero(shown)
            points = np.stack([columns + box[0] + 0.5, rows + box[1] + 0.5], axis=1)
            way = np.nan_to_num(motion_of(world, layer, points, now, before), nan=0.0)
            motion[box[1] : box[3], box[0] : box[2]][shown] = way
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


def _surfaces(world: World, seen: Seen) -> tuple[NDArray[np.uint16], dict[str, Cover]]:
    """Which layer (from 1, 0: none) is seen in each pixel, and the coverage of everything that has a name."""
    size = (world.height, world.width)
    labels = np.zeros(size, dtype=np.uint16)
    masks = {layer.mask: np.zeros(size, dtype=np.uint8) for layer in world.layers if layer.mask is not None}
    reached: dict[str, Box] = {}
    for index, layer in enumerate(world.layers):
        if layer.blend != "over":
            continue
        for piece in seen.pieces[index]:
            box = piece[1]
            window = (slice(box[1], box[3]), slice(box[0], box[2]))
            cover = seen.cover(index, piece)
            np.copyto(labels[window], np.uint16(index + 1), where=cover > 127)
            for name, where in reached.items():
                common = _common(box, where)
                if common is not None:
                    _cut_out(masks[name], cover, common, box)
            if layer.mask is not None:
                mask = masks[layer.mask]
                mask[window] = cv2.add(np.ascontiguousarray(mask[window]), cover)
                known = reached.get(layer.mask)
                reached[layer.mask] = box if known is None else _around([known, box])
    return labels, masks


def _cut_out(mask: Cover, cover: Cover, common: Box, box: Box) -> None:
    """What ``cover`` (over ``box``) hides is taken from a mask behind it."""
    window = (slice(common[1], common[3]), slice(common[0], common[2]))
    inside = cover[common[1] - box[1] : common[3] - box[1], common[0] - box[0] : common[2] - box[0]]
    rest = cv2.bitwise_not(np.ascontiguousarray(inside))
    mask[window] = cv2.multiply(np.ascontiguousarray(mask[window]), rest, scale=1 / 255)


def _common(one: Box, other: Box) -> Box | None:
    """The part that two boxes share."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _tight(box: Box, shown: NDArray[np.bool_]) -> tuple[Box, NDArray[np.bool_]]:
    """The box without the empty rows and columns at its sides."""
    rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
    if not len(rows):
        return box, shown
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return (box[0] + left, box[1] + top, box[0] + right, box[1] + bottom), shown[top:bottom, left:right]


def _between(
    world: World,
    plane: Plane,
    now: Moment,
    before: Moment,
    here: State | None = None,
    there: State | None = None,
) -> Floats:
    """Frame pixels now to frame pixels before, for what lies on ``plane`` (3 × 3)."""
    to_now, to_before = (geometry.homography(world, plane, moment[0]) for moment in (now, before))
    if here is not None and there is not None:
        to_now, to_before = to_now @ here.shift, to_before @ there.shift
    matrix = to_before @ geometry.inverse(to_now)
    # Of the right sign, so that what is in front of the camera has a positive denominator.
    x, y = world.width / 2, world.height / 2
    middle = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    return np.asarray(matrix / (middle if abs(middle) > 1e-12 else 1.0), dtype=np.float64)


def _grid(box: Box) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Centres of the pixels of a box: a row of x, a column of y."""
    x = np.arange(box[0], box[2], dtype=np.float32) + np.float32(0.5)
    y = np.arange(box[1], box[3], dtype=np.float32)[:, None] + np.float32(0.5)
    return x, y


def _linear(row: Floats, x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """row[0] x + row[1] y + row[2] over a grid, as one column where x plays no part."""
    a, b, c = (np.float32(value) for value in row)
    down = b * y + c
    return np.asarray(down if a == 0 else a * x + down, dtype=np.float32)


def _fill_motion(
    motion: NDArray[np.float32], box: Box, shown: NDArray[np.bool_] | None, matrix: Floats
) -> None:
    """Write where the pixels of a box that are ``shown`` were before."""
    if np.abs(matrix / matrix[2, 2] - np.eye(3)).max() < 1e-12:
        ways = [np.zeros((1, 1), np.float32)] * 2
    else:
        x, y = _grid(box)
        w = _linear(matrix[2], x, y)
        # As a difference from the start: positions themselves would take half of the digits.
        ways = [
            _linear(matrix[0] - (matrix[2, 2], 0, 0), x, y), _linear(matrix[1] - (0, matrix[2, 2], 0), x, y)
        ]  # fmt: skip
        if matrix[2, 0] or matrix[2, 1]:
            rest = _linear(np.array([matrix[2, 0], matrix[2, 1], 0.0]), x, y)
            ways = [ways[0] - x * rest, ways[1] - y * rest]
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(w > 1e-9, 1 / w, np.float32(0))
        ways = [way * scale for way in ways]
    for axis, way in enumerate(ways):
        part = motion[box[1] : box[3], box[0] : box[2], axis]
        np.copyto(part, way, where=True if shown is None else shown)


def _fill_depth(
    depth: NDArray[np.float32], box: Box, shown: NDArray[np.bool_], world: World, plane: Plane, pose: Pose
) -> None:
    """Write the depth of a plane where it is ``shown``; a plane at infinity leaves what is there."""
    normal, distance = geometry.normal_and_distance(plane)
    part = depth[box[1] : box[3], box[0] : box[2]]
    if np.isinf(distance):
        np.copyto(part, np.float32(np.inf), where=shown)
        return
    rays = geometry.inverse(geometry.projection(world, pose))
    gap = distance - float(normal @ geometry.position(pose))
    x, y = _grid(box)
    reach = _linear(normal @ rays / gap, x, y)
    axis = _linear(geometry.rotation(pose)[2] @ rays, x, y)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where((reach > 0) & (axis > 0), axis / reach, np.float32(np.inf))
    np.copyto(part, found, where=shown)


def _lines(labels: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """One pixel lines where one surface ends in front of another."""
    lines = np.zeros(labels.shape, dtype=np.uint8)
    lines[:, 1:][labels[:, 1:] != labels[:, :-1]] = 255
    lines[1:, :][labels[1:, :] != labels[:-1, :]] = 255
    return lines
