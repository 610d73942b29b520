"""Plane geometry of the stage: where a point of a layer lands in the picture of a moved camera.

The camera at ``pose`` sees the plane n·X = d through the homography of Hartley & Zisserman, *Multiple View
Geometry*, 2nd ed., eq. 13.2: H = A K R (I - C nᵀ/d) K⁻¹, reference pixels to frame pixels, where C is where the
camera stands, R its pan and tilt, K the lens of the reference view and A its zoom, roll, swing and lean about the
middle of the frame. All pixel coordinates here are continuous: pixel ``i`` covers ``[i, i+1)``, its centre is
``i + 0.5``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.stage.layer import Layer, Plane, Pose, World

Floats = NDArray[np.float64]

INFINITY_M = 1e9
"""Depth beyond which a surface counts as infinitely far."""


def horizon_row(height: int, horizon: float) -> float:
    """Row (reference pixels) of the horizon: the middle, shifted down by ``horizon`` frame heights."""
    return height * (0.5 + horizon)


def lens(world: World) -> Floats:
    """The 3 × 3 matrix K of the reference view: rays (x, y, 1) to reference pixels.

    The principal point is on the horizon (a shifted lens, as on a view camera), so that verticals stay upright
    wherever the horizon is put.
    """
    focal_px = world.focal * world.width
    row = horizon_row(world.height, world.horizon)
    return np.array([[focal_px, 0.0, world.width / 2], [0.0, focal_px, row], [0.0, 0.0, 1.0]])


def rotation(pose: Pose) -> Floats:
    """World to camera rotation of pan (about the vertical, right is positive), then tilt (up is positive)."""
    pan, tilt = np.deg2rad(pose.pan_deg), np.deg2rad(pose.tilt_deg)
    about_y = np.array([[np.cos(pan), 0, -np.sin(pan)], [0, 1, 0], [np.sin(pan), 0, np.cos(pan)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(tilt), np.sin(tilt)], [0, -np.sin(tilt), np.cos(tilt)]])
    return np.asarray(about_x @ about_y, dtype=np.float64)


def film_plane(world: World, pose: Pose) -> Floats:
    """What happens to the picture about its middle (3 × 3): zoom, roll (of the camera, clockwise), swing and lean."""
    roll = -np.deg2rad(pose.roll_deg)
    cos, sin = pose.zoom * np.cos(roll), pose.zoom * np.sin(roll)
    x, y = world.width / 2, world.height / 2
    flat = np.array([[cos, -sin, x - cos * x + sin * y], [sin, cos, y - sin * x - cos * y], [0.0, 0.0, 1.0]])
    if not (pose.swing_deg or pose.lean_deg):
        return flat
    middle = np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])
    return np.asarray(middle @ card_turn(world, pose) @ inverse(middle) @ flat, dtype=np.float64)


def card_turn(world: World, pose: Pose) -> Floats:
    """A card as far away as the lens is long, turned about its upright (swing) and its level axis (lean).

    Homography of a plane seen by a pinhole camera, K [r1 r2 t] (Hartley & Zisserman, eq. 8.1 without the third
    column), about the middle of the picture.
    """
    swing, lean = np.deg2rad(pose.swing_deg), np.deg2rad(pose.lean_deg)
    focal_px = world.focal * world.width
    across = np.array([np.cos(swing), np.sin(swing) * np.sin(lean), np.sin(swing) * np.cos(lean) / focal_px])
    down = np.array([0.0, np.cos(lean), -np.sin(lean) / focal_px])
    return np.stack([across, down, np.array([0.0, 0.0, 1.0])], axis=1)


def projection(world: World, pose: Pose) -> Floats:
    """The 3 × 3 matrix A K R that takes a direction of the world to frame pixels."""
    return np.asarray(film_plane(world, pose) @ lens(world) @ rotation(pose), dtype=np.float64)


def position(pose: Pose) -> Floats:
    """Where the camera stands, metres, shape (3,)."""
    return np.array([pose.x_m, pose.y_m, pose.z_m], dtype=np.float64)


def normal_and_distance(plane: Plane) -> tuple[Floats, float]:
    """The plane as n·X = d in the world of the reference camera; d is inf for a plane at infinity."""
    if plane.kind == "ground":
        return np.array([0.0, 1.0, 0.0]), plane.below_m
    if plane.kind == "card" and plane.depth_m < INFINITY_M:
        return np.array([0.0, 0.0, 1.0]), plane.depth_m
    return np.array([0.0, 0.0, 1.0]), np.inf


def homography(world: World, plane: Plane, pose: Pose) -> Floats:
    """Reference pixels to frame pixels (3 × 3, last element 1 where it can be) for points of ``plane``."""
    normal, distance = normal_and_distance(plane)
    shift = np.eye(3) if np.isinf(distance) else np.eye(3) - np.outer(position(pose), normal) / distance
    matrix = projection(world, pose) @ shift @ inverse(lens(world))
    return np.asarray(matrix / matrix[2, 2], dtype=np.float64)


def homographies(world: World, planes: Sequence[Plane], pose: Pose) -> Floats:
    """``homography`` of many planes at once, shape (n, 3, 3), not scaled to a last element of 1."""
    return np.asarray(homographies_along(world, planes, [pose])[0], dtype=np.float64)


def homographies_along(world: World, planes: Sequence[Plane], poses: Sequence[Pose]) -> Floats:
    """``homographies`` at many poses, shape (poses, planes, 3, 3)."""
    surfaces = [normal_and_distance(plane) for plane in planes]
    normals = np.array([normal / distance for normal, distance in surfaces]).reshape(-1, 3)
    positions = np.array([position(pose) for pose in poses])
    shifts = np.eye(3) - positions[:, None, :, None] * normals[:, None, :]
    onto = np.array([projection(world, pose) for pose in poses])[:, None]
    return np.asarray(onto @ shifts @ inverse(lens(world)), dtype=np.float64)


def inverse(matrix: Floats) -> Floats:
    """The way back of a homography, or of each of a stack of them."""
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def placement(layer: Layer) -> Floats:
    """A layer's own pixels to reference pixels (3 × 3)."""
    step = 1.0 / layer.scale
    return np.array([[step, 0.0, layer.origin[0]], [0.0, step, layer.origin[1]], [0.0, 0.0, 1.0]])


def apply(matrix: Floats, points: Floats) -> Floats:
    """Map points (…, 2) by a homography; points on or behind the camera's plane come back as nan."""
    x, y = points[..., 0], points[..., 1]
    w = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        w = np.where(w > 1e-12, w, np.nan)
        u = (matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / w
        v = (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / w
    return np.stack([u, v], axis=-1)


def ground_row(world: World, depth_m: float, below_m: float = 1.6) -> float:
    """Row (reference pixels) where level ground ``below_m`` under the camera is ``depth_m`` away."""
    return horizon_row(world.height, world.horizon) + world.focal * world.width * below_m / depth_m


def depth_of_row(world: World, row: float, below_m: float = 1.6) -> float:
    """Depth in metres of level ground seen at a row of the reference view; inf on or above the horizon."""
    under = row - horizon_row(world.height, world.horizon)
    return float("inf") if under <= 0 else world.focal * world.width * below_m / under


def depth_at(world: World, plane: Plane, pose: Pose, points: Floats) -> NDArray[np.float32]:
    """Depth of ``plane`` along the camera's axis at frame points (…, 2), metres; inf where it is not met."""
    normal, distance = normal_and_distance(plane)
    if np.isinf(distance):
        return np.full(points.shape[:-1], np.inf, dtype=np.float32)
    # The ray of pixel p is rays @ p; its reach to the plane times its component along the axis is the depth.
    rays = inverse(projection(world, pose))
    along_normal, along_axis = normal @ rays, rotation(pose)[2] @ rays
    x, y = points[..., 0], points[..., 1]
    reach = along_normal[0] * x + along_normal[1] * y + along_normal[2]
    axis = along_axis[0] * x + along_axis[1] * y + along_axis[2]
    gap = distance - float(normal @ position(pose))
    with np.errstate(divide="ignore", invalid="ignore"):
        depth = np.where(reach * gap > 0, gap * axis / reach, np.inf)
    return np.where(depth > 0, depth, np.inf).astype(np.float32)
