"""Sampling a fed-back picture once, by the whole way that lies between it and the frame to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.feedback.motion import Floats, is_flat

FloatPicture = NDArray[np.float32]
"""(height, width, 3) float32 sRGB, 1 is full scale; values a little outside 0..1 are kept until the end."""
Plane = NDArray[np.float32]
"""(height, width) float32."""
Border = Literal["mirror", "wrap", "stretch", "black"]

_BORDERS: dict[str, int] = {
    "mirror": cv2.BORDER_REFLECT,
    "wrap": cv2.BORDER_WRAP,
    "stretch": cv2.BORDER_REPLICATE,
    "black": cv2.BORDER_CONSTANT,
}
_ROUNDS = 4
"""Rounds in which the place that a pixel came from and its depth find each other; the depth is smooth."""
_NEAREST = 0.05
"""Units of depth within which nothing is seen: what the camera has flown through."""
_STEP = 4
"""A map over depth is reckoned for every so many pixels each way: the depth is smooth, so the map is."""


@dataclass(frozen=True, eq=False)
class Way:
    """Where each pixel of a frame is found in another frame.

    ``matrix`` (3, 3) from this frame to the other where a homography says it, or ``places`` (h, w, 2) in pixels of the
    other frame; ``depth`` (h', w') of this frame, carried along (None: flat).
    """

    size: tuple[int, int]
    matrix: Floats | None = None
    places: NDArray[np.float32] | None = None
    depth: Plane | None = None


def way_back(step: Floats, depth: Plane | None, size: tuple[int, int]) -> Way:
    """Where the pixels of a frame were in an earlier one.

    Args:
        step: (4, 4) from the earlier frame to this one.
        depth: (h', w') of the earlier frame, spread over the frame; None where the picture is flat.
        size: (width, height) of the frames.
    """
    if depth is None or is_flat(step):
        matrix = _inverse(flat(step))
        return Way(size, matrix=matrix, depth=None if depth is None else _carried(depth, step, matrix, size))
    x, y = _grid(size)
    inverse = _inverse(step)
    z = np.full(x.shape, float(np.median(depth)), np.float64)
    there_x, there_y = x, y
    for _ in range(_ROUNDS):
        there_x, there_y, _behind = _project(inverse, x, y, z)
        old = _look_up(depth, there_x, there_y, size)
        z = np.maximum(
            step[2, 0] * there_x * old + step[2, 1] * there_y * old + step[2, 2] * old + step[2, 3], _NEAREST
        )
    there_x, there_y, _behind = _project(inverse, x, y, z)
    return Way(size, places=_spread(there_x, there_y, size), depth=z.astype(np.float32))


def way_ahead(step: Floats, depth: Plane | None, size: tuple[int, int]) -> Way:
    """Where the pixels of a frame will be in a later one.

    Args:
        step: (4, 4) from this frame to the later one.
        depth: (h', w') of this frame; None where the picture is flat.
        size: (width, height) of the frames.
    """
    if depth is None or is_flat(step):
        return Way(size, matrix=flat(step), depth=depth)
    x, y = _grid(size)
    z = _look_up(depth, x, y, size)
    there_x, there_y, _ = _project(step, x, y, z)
    return Way(size, places=_spread(there_x, there_y, size), depth=depth)


def fetch(picture: FloatPicture, way: Way, border: Border) -> FloatPicture:
    """Return the frame (h, w, 3) as seen in ``picture`` along ``way``, by bicubic sampling (Keys, 1981)."""
    mode = _BORDERS[border]
    if way.matrix is not None:
        if np.abs(way.matrix / way.matrix[2, 2] - np.eye(3)).max() < 1e-12:
            return picture.copy()
        half = np.array([[1.0, 0.0, -0.5], [0.0, 1.0, -0.5], [0.0, 0.0, 1.0]])
        matrix = half @ way.matrix @ np.linalg.inv(half)
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        if abs(matrix[2, 0]) < 1e-12 and abs(matrix[2, 1]) < 1e-12 and border != "wrap":
            seen = cv2.warpAffine(picture, matrix[:2] / matrix[2, 2], way.size, flags=flags, borderMode=mode)
        else:
            seen = cv2.warpPerspective(picture, matrix, way.size, flags=flags, borderMode=mode)
    else:
        seen = cv2.remap(picture, way.places, None, cv2.INTER_CUBIC, borderMode=mode)
    return np.asarray(seen, dtype=np.float32)


def inside(way: Way, feather_px: float) -> Plane:
    """How far (0..1) each pixel of the frame lies inside the other one, soft over ``feather_px`` at its border."""
    width, height = way.size
    small = (max(2, -(-width // _STEP)), max(2, -(-height // _STEP)))
    if way.matrix is not None:
        x, y = _grid(way.size)
        there_x, there_y = _homography(way.matrix, x, y)
    else:
        assert way.places is not None
        places = cv2.resize(way.places, small, interpolation=cv2.INTER_AREA)
        there_x, there_y = places[..., 0] + 0.5, places[..., 1] + 0.5
    gap = np.minimum(
        np.minimum(there_x, width - there_x), np.minimum(there_y, height - there_y)
    )  # pixels from the border
    cover = np.clip(gap / max(feather_px, 1e-6) + 0.5, 0, 1).astype(np.float32)
    return np.asarray(cv2.resize(cover, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def flat(step: Floats) -> Floats:
    """The homography (3, 3) of a step for a picture that is flat at one unit of depth."""
    matrix = step[:3, :3].copy()
    matrix[:, 2] += step[:3, 3]
    return matrix


def _grid(size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Continuous coordinates of the coarse map's points."""
    width, height = size
    columns, rows = max(2, -(-width // _STEP)), max(2, -(-height // _STEP))
    x, y = np.meshgrid((np.arange(columns) + 0.5) * width / columns, (np.arange(rows) + 0.5) * height / rows)
    return x, y


def _project(step: Floats, x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats, Floats]:
    """Where points at depth ``z`` come to, and their depth there."""
    rows = [step[i, 0] * x * z + step[i, 1] * y * z + step[i, 2] * z + step[i, 3] for i in range(3)]
    depth = np.maximum(rows[2], _NEAREST / 4)
    return rows[0] / depth, rows[1] / depth, depth


def _homography(matrix: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    w = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    w = np.where(np.abs(w) < 1e-9, 1e-9, w)
    return (
        (matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / w,
        (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / w,
    )


def _look_up(depth: Plane, x: Floats, y: Floats, size: tuple[int, int]) -> Floats:
    """Depth at continuous frame coordinates; outside the frame it goes on as at its border."""
    height, width = depth.shape
    at_x = np.clip(x * width / size[0] - 0.5, 0, width - 1).astype(np.float32)
    at_y = np.clip(y * height / size[1] - 0.5, 0, height - 1).astype(np.float32)
    return np.asarray(cv2.remap(depth, at_x, at_y, cv2.INTER_LINEAR), dtype=np.float64)


def _spread(x: Floats, y: Floats, size: tuple[int, int]) -> NDArray[np.float32]:
    """A coarse map spread over all pixels, in OpenCV's coordinates (pixel centres are whole)."""
    coarse = np.dstack([x - 0.5, y - 0.5]).astype(np.float32)
    # What is reckoned for the middles of blocks is carried on to the rim as it runs there, not held.
    ringed = _ringed(coarse)
    width, height = size
    rows, columns = coarse.shape[:2]
    at_x = ((np.arange(width, dtype=np.float32) + 0.5) * columns / width + 0.5)[None].repeat(height, 0)
    at_y = ((np.arange(height, dtype=np.float32) + 0.5) * rows / height + 0.5)[:, None].repeat(width, 1)
    return np.asarray(cv2.remap(ringed, at_x, at_y, cv2.INTER_LINEAR), dtype=np.float32)


def _ringed(coarse: NDArray[np.float32]) -> NDArray[np.float32]:
    ringed = np.pad(coarse, ((1, 1), (1, 1), (0, 0)), mode="reflect", reflect_type="odd")
    return np.ascontiguousarray(ringed)


def _carried(depth: Plane, step: Floats, back: Floats, size: tuple[int, int]) -> Plane:
    """The depth of a frame after a move that is a homography."""
    x, y = _grid(size)
    there_x, there_y = _homography(back, x, y)
    old = _look_up(depth, there_x, there_y, size)
    new = step[2, 0] * there_x * old + step[2, 1] * there_y * old + step[2, 2] * old + step[2, 3]
    return np.asarray(np.maximum(new, _NEAREST), dtype=np.float32)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)
