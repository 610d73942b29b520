"""How deep a fed-back picture is: the world's own depth, or what a picture lets guess; always smooth."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage.feedback.motion import UNIT
from feelm.stage.feedback.warp import FloatPicture, Plane

_CELL = 8
"""Pixels of a frame to one of its depth, each way."""


def depth_of_scene(metres: NDArray[np.float32], near: float, far: float) -> tuple[Plane, float]:
    """Return the depth (h / 8, w / 8) of a world in units of a feedback's depth, and units to a metre.

    Args:
        metres: (h, w) from the stage, inf for the sky.
        near, far: of the score, in its own unit: the nearest of the world comes to ``near``, the sky to ``far``.
    """
    finite = metres[np.isfinite(metres)]
    # The nearest tenth is often one leaf before the lens; what the eye takes for near lies behind it.
    nearest = max(float(np.quantile(finite, 0.1)), 1e-3) if finite.size else 1.0
    scale = near / UNIT / nearest
    with np.errstate(divide="ignore"):
        closeness = 1.0 / np.clip(metres * scale, 0.5 * near / UNIT, far / UNIT)
    return _depth(_small(closeness.astype(np.float32)), near, far), scale


def depth_of_picture(picture: FloatPicture, near: float, far: float) -> Plane:
    """Guess the depth (h / 8, w / 8) of a picture, in units.

    What is low in the picture or toward its sides is near, as on ground and in a lane; what is sharp and strong in
    colour is nearer than what is soft and pale (aerial perspective). It is a stage set, not a measurement.
    """
    height, width = picture.shape[:2]
    rows, columns = max(8, height // _CELL), max(8, width // _CELL)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x, y = (x + 0.5) / columns * 2 - 1, (y + 0.5) / rows * 2 - 1
    ground = np.clip(0.5 + 0.5 * y, 0, 1) ** 1.5
    lane = np.clip(np.hypot(0.9 * x, 0.75 * y), 0, 1.2) ** 1.6
    form = 0.55 * ground + 0.45 * lane
    cues = _spread_evenly(_sharpness(picture, (columns, rows))) + _spread_evenly(
        _chroma(picture, (columns, rows))
    )
    closeness = np.clip(0.78 * form / float(form.max()) + 0.11 * cues, 0, 1).astype(np.float32)
    span = UNIT / near - UNIT / far
    return _depth(np.asarray(UNIT / far + span * closeness, dtype=np.float32), near, far)


def flat_depth(size: tuple[int, int], near: float) -> Plane:
    """A wall at ``near``, for a picture without depth."""
    return np.full((max(8, size[1] // _CELL), max(8, size[0] // _CELL)), near / UNIT, np.float32)


def eased(carried: Plane, rest: Plane, share: float) -> Plane:
    """Return the depth that was carried along, led back towards the scene's own by ``share`` (0..1).

    A picture that flies on for ever would come nearer for ever; what is painted anew stands where the scene has it.
    """
    if carried.shape != rest.shape:
        carried = cv2.resize(carried, (rest.shape[1], rest.shape[0]), interpolation=cv2.INTER_AREA)
    closeness = (1 - share) / np.maximum(carried, 0.25 * float(rest.min())) + share / rest
    return np.asarray(1.0 / closeness, dtype=np.float32)


def _small(closeness: Plane) -> Plane:
    size = (max(8, closeness.shape[1] // _CELL), max(8, closeness.shape[0] // _CELL))
    return np.asarray(cv2.resize(closeness, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _depth(closeness: Plane, near: float, far: float) -> Plane:
    """Depth from closeness (1 / depth), so soft that nothing tears when the camera moves."""
    soft = cv2.GaussianBlur(closeness, (0, 0), closeness.shape[1] / 40, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(1.0 / np.clip(soft, UNIT / far, 2 * UNIT / near), dtype=np.float32)


def _sharpness(picture: FloatPicture, size: tuple[int, int]) -> Plane:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    edge = np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 2.0))
    return np.asarray(
        cv2.GaussianBlur(cv2.resize(edge, size, interpolation=cv2.INTER_AREA), (0, 0), size[0] / 24)
    )


def _chroma(picture: FloatPicture, size: tuple[int, int]) -> Plane:
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    spread = small.max(axis=-1) - small.min(axis=-1)
    return np.asarray(cv2.GaussianBlur(spread, (0, 0), size[0] / 24))


def _spread_evenly(values: Plane) -> Plane:
    low, high = np.quantile(values, [0.05, 0.95])
    return np.asarray(np.clip((values - low) / max(float(high - low), 1e-6), 0, 1), dtype=np.float32)
