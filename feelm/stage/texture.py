"""A layer made ready for compositing: premultiplied, trimmed, in sizes, with a map of where it covers."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.geometry import placement
from feelm.stage.layer import Layer, Picture

Floats = NDArray[np.float64]
Counts = NDArray[np.int32]

CELL_PX = 8
"""Side of the squares of texture over which coverage is summed up."""


@dataclass(frozen=True, eq=False)
class Texture:
    """The pictures of a layer as the compositor wants them.

    ``levels[k][frame]`` is RGBA, premultiplied ("multiply" layers: how much light they take away, alpha 255), each
    level half the size of the one before; ``to_reference`` maps pixels of level 0 to reference pixels. ``any_sum``
    and ``all_sum`` are summed-area tables over cells of ``CELL_PX``: cells touched at all, and wholly opaque cells.
    """

    levels: tuple[tuple[Picture, ...], ...]
    to_reference: Floats
    any_sum: Counts
    all_sum: Counts
    period: tuple[int, int]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of level 0 in pixels."""
        height, width = self.levels[0][0].shape[:2]
        return width, height


def prepare(layer: Layer, *, tiled: tuple[bool, bool], frame_size: tuple[int, int]) -> Texture:
    """Make the texture of a layer, its opacity in it; ``tiled`` tells the directions in which it repeats."""
    frames = [_premultiplied(_four_channels(picture), layer) for picture in layer.frames]
    height, width = frames[0].shape[:2]
    left, top, right, bottom = (0, 0, width, height) if any(tiled) else _box(frames)
    period = (width * tiled[0], height * tiled[1])
    # A pattern is continued once here, because wrapping while warping costs three times as much in every frame.
    more = [_reach(size, layer.scale) * on for size, on in zip(frame_size, tiled, strict=True)]
    frames = [np.ascontiguousarray(frame[top:bottom, left:right]) for frame in frames]
    if any(more):
        frames = [np.pad(frame, ((0, more[1]), (0, more[0]), (0, 0)), mode="wrap") for frame in frames]
    to_reference = placement(layer) @ np.array([[1.0, 0.0, left], [0.0, 1.0, top], [0.0, 0.0, 1.0]])
    any_sum, all_sum = _coverage(frames, opaque=layer.blend == "over")
    return Texture(_levels(frames, layer.scale), to_reference, any_sum, all_sum, period)


def _reach(frame_px: int, scale: float) -> int:
    """Texture pixels that a frame can show, with a third more for turning and zooming out."""
    return int(frame_px * scale * 1.34) + 8


def _four_channels(picture: Picture) -> Picture:
    if picture.shape[2] == 4:
        return picture
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2RGBA), dtype=np.uint8)


def _premultiplied(picture: Picture, layer: Layer) -> Picture:
    """Straight to premultiplied alpha. For shadows: alpha · (255 - colour), the light they take."""
    cover = cv2.convertScaleAbs(picture[..., 3], alpha=layer.opacity)
    colour = np.ascontiguousarray(picture[..., :3])
    if layer.blend == "multiply":
        colour = cv2.bitwise_not(colour)
    colour = cv2.multiply(colour, cv2.merge([cover] * 3), scale=1 / 255)
    return np.asarray(cv2.merge([*cv2.split(colour), cover]), dtype=np.uint8)


def _box(frames: list[Picture]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of all that is not wholly transparent, with one pixel of margin."""
    seen: Picture = np.zeros(frames[0].shape[:2], dtype=np.uint8)
    for frame in frames:
        cv2.max(seen, np.ascontiguousarray(frame[..., 3]), dst=seen)
    left, top, width, height = cv2.boundingRect(seen)
    if width == 0 or height == 0:
        return 0, 0, 1, 1
    rows, columns = frames[0].shape[:2]
    return max(left - 1, 0), max(top - 1, 0), min(left + width + 1, columns), min(top + height + 1, rows)


def _levels(frames: list[Picture], scale: float) -> tuple[tuple[Picture, ...], ...]:
    """The frames and their halves, quarters… as far as the layer's scale can ask for them."""
    levels = [tuple(frames)]
    while scale >= 1.9 and min(levels[-1][0].shape[:2]) >= 8:
        scale /= 2
        levels.append(tuple(half(frame) for frame in levels[-1]))
    return tuple(levels)


def half(picture: Picture) -> Picture:
    """Exactly half the size: an odd row or column is repeated first, so that level k is level 0 over 2**k."""
    height, width = picture.shape[:2]
    even = cv2.copyMakeBorder(picture, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _coverage(frames: list[Picture], *, opaque: bool) -> tuple[Counts, Counts]:
    """Summed-area tables of touched and of opaque cells over all frames of a layer."""
    touched = _blocks(np.maximum.reduce([frame[..., 3] for frame in frames])).max(axis=(1, 3)) > 0
    full = _blocks(np.minimum.reduce([frame[..., 3] for frame in frames])).min(axis=(1, 3)) == 255
    if not opaque:
        full = np.zeros_like(full)
    return cv2.integral(touched.astype(np.uint8)), cv2.integral(full.astype(np.uint8))


def _blocks(alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Alpha as (rows, CELL_PX, columns, CELL_PX); cells that the picture's edge cuts count as not full."""
    height, width = alpha.shape
    padded = np.pad(alpha, ((0, -height % CELL_PX), (0, -width % CELL_PX)))
    return padded.reshape(padded.shape[0] // CELL_PX, CELL_PX, padded.shape[1] // CELL_PX, CELL_PX)
