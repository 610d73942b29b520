"""``Backdrop``: what lies behind a layer, seen small."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Layer, World

Picture = NDArray[np.uint8]


def alpha_of(picture: Picture) -> Picture:
    """Return the opacity (h, w) of a picture with or without an alpha channel."""
    if picture.shape[2] == 4:
        return np.ascontiguousarray(picture[..., 3])
    return np.full(picture.shape[:2], 255, np.uint8)


def _premultiplied(picture: Picture) -> Picture:
    """Return a picture as (h, w, 4) colour times opacity and opacity, 8 bits each."""
    alpha = alpha_of(picture)
    colour = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4:
        colour = cv2.multiply(colour, cv2.merge([alpha] * 3), scale=1 / 255)
    return np.asarray(cv2.merge([*cv2.split(colour), alpha]))


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
        factor = self.scale / layer.scale
        left, top = ((layer.origin[axis] - (self.left, self.top)[axis]) * self.scale for axis in (0, 1))
        # Far too many pixels for this small picture: every other one will do.
        stride = max(1, int(0.9 / factor))
        picture = layer.picture[::stride, ::stride]
        height, width = self.picture.shape[:2]
        x0, y0 = max(0, int(left) - 2), max(0, int(top) - 2)
        x1 = min(width, int(left + layer.picture.shape[1] * factor) + 3)
        y1 = min(height, int(top + layer.picture.shape[0] * factor) + 3)
        if x0 >= x1 or y0 >= y1:
            return self
        step = factor * stride
        move = np.array([[step, 0, left - x0], [0, step, top - y0]], np.float32)
        placed = cv2.warpAffine(_premultiplied(picture), move, (x1 - x0, y1 - y0), flags=cv2.INTER_AREA)
        colour = np.multiply(placed[..., :3], layer.opacity, dtype=np.float32)
        cover = np.multiply(placed[..., 3:], layer.opacity / 255, dtype=np.float32)
        result = self.picture.copy()
        behind = result[y0:y1, x0:x1]
        if layer.blend == "over":
            mixed = behind * (1 - cover) + colour
        elif layer.blend == "add":
            mixed = behind + colour
        else:
            mixed = behind * (1 - cover + colour / 255)
        np.clip(mixed, 0, 255, out=behind)
        return replace(self, picture=result)

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
