"""Where the camera goes in a shot, as a storyboard draws it: two frames, one in the other, and an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.stage import SUBJECT_DEPTH_M, Pose
from feelm.stage.geometry import apply, homography, inverse
from feelm.stage.layer import Plane, World
from feelm.stage.lens import FOCALS
from feelm.vocabulary import ShotSize

Floats = NDArray[np.float64]
_SEEN = 0.004
"""Shifts smaller than this part of the frame's width are not drawn."""
_LEAST = 0.075
"""Smaller shifts are drawn this large: a storyboard says where the camera goes, its film says how gently."""


@dataclass(frozen=True, eq=False)
class Way:
    """A camera's way over a shot on the picture of its first or last frame.

    ``at_end``: the picture to draw on is the last one (the camera goes back and sees more at the end). ``inner`` is
    the outline (4, 2) of the other frame in that picture, or None where it is all but the same; ``path`` (n, 2) is
    where the middle of the view goes, in film order; small ways are enlarged so that they can be seen. ``travel`` is
    the sideways way of the camera in distances of the hero (right is positive); ``growth`` how much nearer the view
    comes (above 1: in). In parts of the frame.
    """

    at_end: bool
    inner: Floats | None
    path: Floats
    travel: float
    growth: float


def way_of(poses: Sequence[Pose], size: ShotSize, width: int, height: int) -> Way:
    """The way of a camera, seen at the distance of the hero.

    Args:
        poses: of the shot's frames, in order.
        size: of the shot, which says how far the hero is and how long the lens.
        width, height: of the picture in pixels.
    """
    world = World(width, height, FOCALS[size], 0.0, ())
    plane = Plane("card", depth_m=SUBJECT_DEPTH_M[size])
    frame = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
    first, last = homography(world, plane, poses[0]), homography(world, plane, poses[-1])
    end_in_start = apply(first @ inverse(last), frame)
    growth = float(np.sqrt(width * height / max(_area(end_in_start), 1e-6)))
    at_end = growth < 1.0
    onto, outline = (last, apply(last @ inverse(first), frame)) if at_end else (first, end_in_start)
    scale = np.array([width, height], dtype=np.float64)
    middles = [_middle(onto, homography(world, plane, pose), frame) for pose in _thinned(poses)]
    shift = float(np.abs(outline - frame).max()) / width
    drawn = np.isfinite(shift) and shift > _SEEN
    larger = max(1.0, _LEAST / shift) if drawn else 1.0
    middle = frame.mean(axis=0)
    return Way(
        at_end=at_end,
        inner=(frame + larger * (outline - frame)) / scale if drawn else None,
        path=(middle + larger * (np.array(middles) - middle)) / scale,
        travel=(poses[-1].x_m - poses[0].x_m) / plane.depth_m,
        growth=growth,
    )


def _middle(onto: Floats, seen: Floats, frame: Floats) -> Floats:
    """Where the middle of a view falls in another."""
    return np.asarray(apply(onto @ inverse(seen), frame.mean(axis=0)), dtype=np.float64)


def _thinned(poses: Sequence[Pose], count: int = 24) -> list[Pose]:
    """At most ``count`` poses, first and last among them."""
    places = np.unique(np.linspace(0, len(poses) - 1, count).round().astype(int))
    return [poses[place] for place in places]


def _area(outline: Floats) -> float:
    """Area of a polygon (n, 2) by the shoelace formula."""
    x, y = outline.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)
