"""Motion blur: while the shutter is open the camera moves on, and the frame is the mean of what it sees.

The mean is taken in light, not in sRGB values, which a square approximates closely enough (gamma 2.0 for 2.2): so
bright things leave bright trails. Views are as many as the motion asks for; what they have in common of it is spread
between them by one short blur along the way, so that no view is seen by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Picture, Plane, Pose, World

Floats = NDArray[np.float64]

STILL_PX = 1.5
"""A camera that moves everything by less while the shutter is open makes no blur."""
APART_PX = 1.5
"""How far two views may be apart where the motion is not the same over the whole picture."""
STRIDE_PX = 9.0
"""How far two views may be apart along the common motion: the blur between them fills that."""
MOST_VIEWS = 32
_POINTS = 3


class Shutter:
    """The exposure of the frames of one shot.

    Args:
        poses: the camera at every frame.
        angles: of the shutter at every frame, degrees 0..360.
        frame: size and lens of the shot's world (its layers are not looked at).
        depths_m: distances between which things are seen, metres; infinity is always among them unless the shot is
            ``flat``.
    """

    def __init__(
        self, poses: Sequence[Pose], angles: Floats, frame: World, depths_m: Sequence[float], *, flat: bool
    ) -> None:
        numbers = attrgetter(*(part.name for part in fields(Pose)))
        self._poses = np.array([numbers(pose) for pose in poses], dtype=np.float64)
        self._angles = angles
        self._frame = frame
        planes = [Plane("card", depth_m=depth) for depth in depths_m]
        self._planes = planes if flat else [Plane("infinity"), *planes]

    def exposed(self, index: int, draw: Callable[[Pose], Picture]) -> Picture:
        """The frame ``index``: the mean of what ``draw`` shows at the poses while the shutter is open."""
        views, stride = self._views(index)
        if len(views) == 1:
            return draw(views[0])
        light = np.zeros((self._frame.height, self._frame.width, 3), dtype=np.float32)
        for view in views:
            cv2.accumulateSquare(draw(view), light)
        if np.hypot(*stride) > 1.0:
            light = np.asarray(cv2.filter2D(light, -1, line_kernel(stride), borderType=cv2.BORDER_REPLICATE))
        mean = cv2.sqrt(cv2.multiply(np.maximum(light, 0.0), 1.0 / len(views)))
        return np.asarray(np.clip(mean + 0.5, 0, 255), dtype=np.uint8)

    def _views(self, index: int) -> tuple[list[Pose], Floats]:
        """The poses to average, and the common motion (x, y in pixels) from one to the next."""
        middle = Pose(*self._poses[index])
        half = float(self._angles[index]) / 720.0
        none = np.zeros(2)
        if half <= 0:
            return [middle], none
        first, last = self._at(index - half), self._at(index + half)
        moves = self._motion(middle, first, last)
        longest = float(np.hypot(*moves.T).max(initial=0.0))
        if longest < STILL_PX:
            return [middle], none
        mean = (moves.min(axis=0) + moves.max(axis=0)) / 2
        apart = float(np.hypot(*(moves - mean).T).max())
        count = int(np.clip(np.ceil(max(apart / APART_PX, longest / STRIDE_PX)) + 1, 3, MOST_VIEWS))
        # Views stand in the middle of equal parts of the time in which the shutter is open.
        offsets = half * ((2 * np.arange(count) + 1) / count - 1)
        return [self._at(index + float(offset)) for offset in offsets], mean / count

    def _at(self, place: float) -> Pose:
        """The pose between frames: a cubic through the frames around (Catmull-Rom), so its speed has no jumps."""
        last = len(self._poses) - 1
        left = int(np.clip(np.floor(place), 0, max(last - 1, 0)))
        t = place - left
        p0, p1, p2, p3 = (self._known(left + step) for step in (-1, 0, 1, 2))
        curve = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
        return Pose(*curve)

    def _known(self, index: int) -> Floats:
        """The pose of a frame; beyond the shot it goes on as it began or ended."""
        last = len(self._poses) - 1
        if last == 0:
            return np.asarray(self._poses[0])
        if index < 0:
            return np.asarray(self._poses[0] + index * (self._poses[1] - self._poses[0]))
        if index > last:
            return np.asarray(
                self._poses[last] + (index - last) * (self._poses[last] - self._poses[last - 1])
            )
        return np.asarray(self._poses[index])

    def _motion(self, middle: Pose, first: Pose, last: Pose) -> Floats:
        """Ways (n, 2), pixels, that points of the frame at different depths go while the shutter is open."""
        x, y = np.meshgrid(
            np.linspace(0, self._frame.width, _POINTS), np.linspace(0, self._frame.height, _POINTS)
        )
        points = np.stack([x.ravel(), y.ravel()], axis=1)
        ways = []
        for plane in self._planes:
            back = geometry.inverse(geometry.homography(self._frame, plane, middle))
            on_plane = geometry.apply(back, points)
            start, end = (
                geometry.apply(geometry.homography(self._frame, plane, pose), on_plane)
                for pose in (first, last)
            )
            ways.append(end - start)
        found = np.concatenate(ways)
        return np.asarray(found[np.isfinite(found).all(axis=1)])


def line_kernel(stride: Floats) -> Floats:
    """The kernel (odd square, sum 1) that spreads a point evenly along a line of ``stride`` (x, y) pixels."""
    reach = int(np.ceil(np.abs(stride).max() / 2)) + 1
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1))
    count = 8 * reach
    for place in (np.arange(count) + 0.5) / count - 0.5:
        x, y = place * stride[0] + reach, place * stride[1] + reach
        left, top = int(np.floor(x)), int(np.floor(y))
        u, v = x - left, y - top
        kernel[top : top + 2, left : left + 2] += np.array(
            [[(1 - u) * (1 - v), u * (1 - v)], [(1 - u) * v, u * v]]
        )
    return np.asarray(kernel / count)
