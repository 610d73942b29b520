"""A still picture as a world: flat, or in depth, cut into planes by its depth map.

The picture is painted flat, in one piece, so that its strokes are never broken; then it is cut. Each plane goes on
behind what stands in front of it as far as the camera can look there, in its own colours and texture, so that no hole
opens and nothing is drawn out into smears.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.score.model import Shot
from feelm.stage import geometry
from feelm.stage.camera import SUBJECT_DEPTH_M
from feelm.stage.filling import fill_behind
from feelm.stage.layer import Layer, PaintHint, Picture, Plane, Pose, World
from feelm.stage.lens import FOCALS
from feelm.stage.picture_file import read_colour, read_nearness
from feelm.stage.reach import probable_poses

Map = NDArray[np.float32]
Bands = NDArray[np.int64]
Flags = NDArray[np.bool_]

STEP_PX = 1.5
"""Two planes that follow one another never move apart by much more than this."""
FEWEST, MOST = 3, 28
MOST_CROP = 0.06
"""Part of the frame by which a picture is enlarged so that the camera has room; beyond it, it is continued."""
_FINEST = 1.3
"""Picture pixels for one pixel of the frame, more would not be seen."""
_EDGE = 0.06
"""A change of nearness (0..1) within a few pixels that is an edge of a thing and not a slope."""


@dataclass(frozen=True, eq=False)
class Still:
    """A still laid out for a shot: its flat world (to be painted), and its nearness (0..1) where it has depth."""

    world: World
    nearness: Map | None
    depth_m: tuple[float, float]
    poses: tuple[Pose, ...]


def lay_still(shot: Shot, *, width: int, height: int, seed: int) -> Still:
    """Lay out the picture of a shot in its frame, as large as its camera needs.

    Args:
        shot: with a ``still`` whose files are full paths, and times in seconds.
        width, height: of the frame in pixels.
        seed: of the shot.

    Raises:
        InputError: picture or depth map is missing, damaged, or they do not belong together.
        ScoreError: the camera's curves cannot be read.
    """
    still = shot.still
    assert still is not None
    colour = read_colour(Path(still.picture))
    nearness = None
    if still.depth is not None:
        nearness = read_nearness(Path(still.depth), near_is_white=still.near == "white")
        nearness = _fitted(nearness, colour, still.depth, still.picture)
    focal = FOCALS[shot.size]
    poses = tuple(probable_poses(shot, seed, focal))
    frame = World(width, height, focal, 0.0, ())
    depths = (SUBJECT_DEPTH_M[shot.size],) if nearness is None else still.depth_m
    reach = max(_reach(frame, depth, poses) for depth in depths)
    zoom = max(pose.zoom for pose in poses)
    place = _place(colour, frame, reach, zoom)
    wide = place.put(colour)
    if nearness is not None:
        nearness = np.clip(place.put(nearness), 0.0, 1.0).astype(np.float32)
    origin = (width - wide.shape[1] / place.scale) / 2, (height - wide.shape[0] / place.scale) / 2
    layer = Layer(
        "still", (wide,), origin, place.scale, Plane("card", depth_m=SUBJECT_DEPTH_M[shot.size]),
        paint=PaintHint("medium"),
    )  # fmt: skip
    return Still(replace(frame, layers=(layer,)), nearness, still.depth_m, poses)


def crop_for(shot: Shot, *, width: int, height: int, seed: int) -> float:
    """Part of the frame by which a flat picture reaches beyond each side, for the camera of a shot."""
    focal = FOCALS[shot.size]
    poses = tuple(probable_poses(shot, seed, focal))
    frame = World(width, height, focal, 0.0, ())
    return min(_reach(frame, SUBJECT_DEPTH_M[shot.size], poses), MOST_CROP)


def in_depth(still: Still, painted: World) -> World:
    """Cut a painted flat world into planes by the still's depth; without depth it stays as it is."""
    if still.nearness is None:
        return painted
    sheet = painted.layers[0]
    frame = replace(painted, layers=())
    nearness = _crisp(still.nearness)
    levels = _levels(frame, nearness, still)
    if len(levels) < 2:
        depth = _depth(float(nearness.mean()), still.depth_m)
        return replace(painted, layers=(replace(sheet, plane=Plane("card", depth_m=depth)),))
    bands = np.digitize(nearness, (levels[1:] + levels[:-1]) / 2)
    apart = max(2, int(np.ceil(_EDGE / (levels[1] - levels[0]))))
    behind, away = _hidden(bands, apart)
    layers: list[Layer] = []
    for number in np.unique(bands).tolist():
        plane = Plane("card", depth_m=_depth(float(levels[number]), still.depth_m))
        reach = _slip(frame, plane.depth_m, _depth(float(levels[-1]), still.depth_m), still.poses)
        hidden = (behind == number) & (away <= reach * sheet.scale + 3)
        layers.append(_cut(sheet, f"still {number}", plane, bands, number, apart, hidden))
    return replace(painted, layers=tuple(layers))


def _fitted(nearness: Map, colour: Picture, depth_name: str, picture_name: str) -> Map:
    """The depth map at the size of its picture, refused when it has another shape."""
    height, width = colour.shape[:2]
    aspect, other = width / height, nearness.shape[1] / nearness.shape[0]
    if abs(aspect / other - 1.0) > 0.02:
        raise InputError(
            f"the depth map ({nearness.shape[1]}x{nearness.shape[0]}) has another shape than the picture "
            f"({width}x{height})",
            where=depth_name,
            fix=f"give the depth map of {Path(picture_name).name}",
        )
    how = cv2.INTER_AREA if nearness.shape[1] > width else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(nearness, (width, height), interpolation=how), dtype=np.float32)


@dataclass(frozen=True)
class _Place:
    """How a picture is put: enlarged to ``size``, continued by ``more`` pixels (across, down) on every side."""

    size: tuple[int, int]
    more: tuple[int, int]
    scale: float

    def put(self, picture: NDArray[Any]) -> NDArray[Any]:
        """The picture enlarged, and continued as in a mirror."""
        width = picture.shape[1]
        how = cv2.INTER_AREA if self.size[0] < width else cv2.INTER_CUBIC
        sized = cv2.resize(picture, self.size, interpolation=how)
        across, down = self.more
        return np.asarray(cv2.copyMakeBorder(sized, down, down, across, across, cv2.BORDER_REFLECT_101))


def _place(picture: Picture, frame: World, reach: float, zoom: float) -> _Place:
    """Cover the frame and ``reach`` frames beyond each side; the picture is enlarged only a little for that."""
    height, width = picture.shape[:2]
    cover = max(frame.width / width, frame.height / height) * (1 + 2 * min(reach, MOST_CROP))
    scale = min(1.0 / cover, _FINEST * max(zoom, 1.0))
    size = round(width * cover * scale), round(height * cover * scale)
    across, down = (
        max(0, int(np.ceil(((1 + 2 * reach) * side * scale - have) / 2)) + 2)
        for side, have in ((frame.width, size[0]), (frame.height, size[1]))
    )
    return _Place(size, (across, down), scale)


def _reach(frame: World, depth_m: float, poses: Sequence[Pose]) -> float:
    """How far beyond each side of the frame (share of it) a plane is seen."""
    corners = np.array(
        [[0, 0], [frame.width, 0], [0, frame.height], [frame.width, frame.height]], dtype=np.float64
    )
    plane, worst = Plane("card", depth_m=depth_m), 0.0
    for pose in poses:
        back = geometry.apply(geometry.inverse(geometry.homography(frame, plane, pose)), corners)
        share = back / (frame.width, frame.height)
        worst = max(worst, float(np.nanmax(np.maximum(-share, share - 1.0), initial=0.0)))
    return min(worst + 0.004, 0.5)


def _slip(frame: World, far_m: float, near_m: float, poses: Sequence[Pose]) -> float:
    """By how many pixels of the frame two planes move against one another at most."""
    if far_m == near_m:
        return 0.0
    x, y = np.meshgrid([0.1, 0.5, 0.9], [0.1, 0.5, 0.9])
    points = np.stack([x.ravel() * frame.width, y.ravel() * frame.height], axis=1)
    worst = 0.0
    for pose in poses:
        there, here = (
            geometry.apply(geometry.homography(frame, Plane("card", depth_m=depth), pose), points)
            for depth in (far_m, near_m)
        )
        worst = max(worst, float(np.nanmax(np.abs(there - here) / pose.zoom, initial=0.0)))
    return worst


def _depth(nearness: float, depth_m: tuple[float, float]) -> float:
    """Metres: even steps of a depth map are even steps of 1 / distance, as in what makes such maps."""
    near, far = depth_m
    return 1.0 / (1.0 / far + nearness * (1.0 / near - 1.0 / far))


def _levels(frame: World, nearness: Map, still: Still) -> NDArray[np.float64]:
    """The nearness of the planes, from far to near: as many as the camera's way can tell apart."""
    low, high = float(nearness.min()), float(nearness.max())
    if high - low < 1e-3:
        return np.array([low])
    slip = _slip(frame, _depth(low, still.depth_m), _depth(high, still.depth_m), still.poses)
    count = int(np.clip(np.ceil(slip / STEP_PX) + 1, FEWEST, MOST))
    return np.linspace(low, high, count)


def _crisp(nearness: Map) -> Map:
    """Depth maps are soft at the edges of things: what lies between a thing and its background is made either."""
    clean = cv2.medianBlur(nearness, 5)
    kernel = np.ones((7, 7), np.uint8)
    far, near = cv2.erode(clean, kernel), cv2.dilate(clean, kernel)
    either = np.where(clean - far < near - clean, far, near)
    return np.asarray(np.where(near - far > _EDGE, either, clean), dtype=np.float32)


def _hidden(bands: Bands, apart: int) -> tuple[Bands, Map]:
    """What is hidden behind each pixel: the band that is seen nearest to it beside what stands there; how far away.

    Only what is at least ``apart`` bands farther can be behind; where nothing is, the band is -1.
    """
    behind, away = np.full(bands.shape, -1), np.zeros(bands.shape, dtype=np.float32)
    for number in np.unique(bands)[1:].tolist():
        farther = bands <= number - apart
        if not farther.any():
            continue
        distance, labels = cv2.distanceTransformWithLabels(
            (~farther).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        table = np.zeros(int(labels.max()) + 1, dtype=bands.dtype)
        table[labels[farther]] = bands[farther]
        here = bands == number
        behind[here], away[here] = table[labels[here]], distance[here]
    return behind, away


def _cut(
    sheet: Layer, name: str, plane: Plane, bands: Bands, number: int, apart: int, hidden: Flags
) -> Layer:
    """One plane of a painted sheet: its own part, and what is ``hidden`` behind what is nearer.

    The farthest plane goes on everywhere. Planes less than ``apart`` bands from one another are one slope and go a
    little under each other; beside a real edge the pixels hold some colour of what is nearer and are made anew.
    """
    own = bands == number
    if number == bands.min():
        alpha = np.full(bands.shape, 255, np.uint8)
    else:
        slope = cv2.dilate(own.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        slope &= (bands > number) & (bands < number + apart)
        alpha = np.where(own | hidden | slope, np.uint8(255), np.uint8(0))
        alpha = np.asarray(cv2.blur(alpha, (3, 3)), dtype=np.uint8)
    edge = cv2.dilate((bands >= number + apart).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    known = own & ~edge if (own & ~edge).any() else own
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    box = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
    missing = (alpha[box] > 0) & ~known[box]
    frames = tuple(
        np.dstack([fill_behind(picture[..., :3][box], known[box], missing), alpha[box]])
        for picture in sheet.frames
    )
    origin = (
        sheet.origin[0] + box[1].start / sheet.scale,
        sheet.origin[1] + box[0].start / sheet.scale,
    )
    return replace(sheet, name=name, frames=frames, origin=origin, plane=plane)
