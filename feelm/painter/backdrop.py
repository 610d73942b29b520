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
        # Far too many pixels for this small picture: every other one will do.
        stride = max(1, int(0.9 / factor))
        picture = picture[::stride, ::stride]
        move[:, :2] *= stride
        alpha = np.divide(alpha_of(picture), 255, dtype=np.float32)
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
