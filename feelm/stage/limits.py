"""How far the camera may go before an edge of a picture would be seen, and how large pictures must be.

A side of a picture that lies outside the frame at the reference pose is a cut, not an edge of a thing: it must stay
outside. ``required_overscan`` sizes pictures so that it does; ``limit_pose`` is the last guard.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.layer import Layer, Plane, Pose, World
from feelm.stage.life import picture_box

Floats = NDArray[np.float64]
_CUT_ALPHA = 24
"""A side whose pixels are fainter than this has no edge that could be seen."""
_SLACK_PX = 1e-6


class Limits:
    """The cut sides of a world, looked up once; ``limit`` then costs a fraction of a millisecond."""

    def __init__(self, world: World) -> None:
        self._frame = World(world.width, world.height, world.focal, world.horizon, ())
        self._guards = _guards(world)

    def limit(self, pose: Pose) -> Pose:
        """The pose, or the farthest pose on the way to it from the reference pose that shows no cut edge."""
        if _keeps(self._frame, self._guards, pose):
            return pose
        low, high = 0.0, 1.0
        for _ in range(18):
            middle = (low + high) / 2
            if _keeps(self._frame, self._guards, _part_of(pose, middle)):
                low = middle
            else:
                high = middle
        return _part_of(pose, low)


def limit_pose(world: World, pose: Pose) -> Pose:
    """``Limits.limit`` for one pose of one world."""
    return Limits(world).limit(pose)


def _part_of(pose: Pose, share: float) -> Pose:
    """A pose ``share`` of the way from the reference pose."""
    return replace(
        pose, x_m=pose.x_m * share, y_m=pose.y_m * share, z_m=pose.z_m * share,
        pan_deg=pose.pan_deg * share, tilt_deg=pose.tilt_deg * share, roll_deg=pose.roll_deg * share,
        zoom=pose.zoom**share, swing_deg=pose.swing_deg * share, lean_deg=pose.lean_deg * share,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Guards:
    """The cut sides of a world by plane: ``low`` and ``high`` (n, 1, 2) are the left top and right bottom ones."""

    planes: tuple[Plane, ...]
    low: Floats
    high: Floats
    on_ground: NDArray[np.bool_]


def _guards(world: World) -> _Guards:
    """Cut sides of all layers that could show one, the strictest of each plane."""
    found: dict[Plane, dict[str, float]] = {}
    for layer in world.layers:
        for name, value in cut_sides(world, layer).items():
            kept = found.setdefault(layer.plane, {})
            tighter = max if name in ("left", "top") else min
            kept[name] = tighter(kept.get(name, value), value)
    low = [[sides.get("left", -np.inf), sides.get("top", -np.inf)] for sides in found.values()]
    high = [[sides.get("right", np.inf), sides.get("bottom", np.inf)] for sides in found.values()]
    return _Guards(
        planes=tuple(found),
        low=np.array(low).reshape(-1, 1, 2),
        high=np.array(high).reshape(-1, 1, 2),
        on_ground=np.array([plane.kind == "ground" for plane in found], dtype=bool),
    )


def cut_sides(world: World, layer: Layer) -> dict[str, float]:
    """Sides of a layer's picture that are cut off outside the frame, in reference pixels."""
    if layer.life.wraps or any(layer.life.drift_px_s) or layer.mask is not None:
        # What travels or is somebody (it has a mask) has an outline of its own, not a cut.
        return {}
    left, top, width, height = picture_box(layer)
    sides = {"left": left, "top": top, "right": left + width, "bottom": top + height}
    outside = {
        "left": left <= 0, "top": top <= 0, "right": sides["right"] >= world.width,
        "bottom": sides["bottom"] >= world.height,
    }  # fmt: skip
    # Bilinear sampling, exact to 1/32 pixel, mixes in what is beyond the side from half a picture pixel before it.
    rim = 0.5 / layer.scale + 1 / 32
    inner = {name: value + rim if name in ("left", "top") else value - rim for name, value in sides.items()}
    return {name: inner[name] for name in sides if outside[name] and _is_cut(layer, name)}


def _is_cut(layer: Layer, side: str) -> bool:
    """Whether a good part of the picture's border on this side is visible paint."""
    picture = layer.picture
    if picture.shape[2] == 3:
        return True
    border = {
        "left": picture[:, 0, 3], "right": picture[:, -1, 3], "top": picture[0, :, 3], "bottom": picture[-1, :, 3],
    }[side]  # fmt: skip
    return float((border > _CUT_ALPHA).mean()) > 0.02


def _keeps(world: World, guards: _Guards, pose: Pose) -> bool:
    """Whether the frame's corners, seen back in the reference view, lie inside the cut sides."""
    if not guards.planes:
        return True
    right, bottom = world.width - 0.5, world.height - 0.5
    corners = np.array([[0.5, right, 0.5, right], [0.5, 0.5, bottom, bottom], [1.0, 1.0, 1.0, 1.0]])
    back = geometry.inverse(geometry.homographies(world, guards.planes, pose)) @ corners
    with np.errstate(divide="ignore", invalid="ignore"):
        points = np.swapaxes(back[:, :2] / np.where(back[:, 2:] > 1e-12, back[:, 2:], np.nan), 1, 2)
        inside = ((points >= guards.low - _SLACK_PX) & (points <= guards.high + _SLACK_PX)).all(axis=2)
        # Only corners under the horizon look at the ground.
        sky = guards.on_ground[:, None] & ~(
            points[..., 1] > geometry.horizon_row(world.height, world.horizon)
        )
    return bool((inside | sky).all())


def required_overscan(world: World, poses: Iterable[Pose], *, nearest_m: float) -> float:
    """How far pictures must reach beyond each side of the frame (share of the frame) for these poses.

    Measured on planes from ``nearest_m`` to the sky; near sheets are drawn larger by 1 + 1.2 / depth
    (``feelm.stage.scenery.view``), which is taken off again here.
    """
    planes = [Plane("infinity"), *(Plane("card", depth_m=nearest_m * 2.0**k) for k in range(6))]
    more = np.array([1.0] + [1.0 + 1.2 / max(plane.depth_m, 0.6) for plane in planes[1:]])
    width, height = world.width, world.height
    corners = np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]], dtype=np.float64)
    size = np.array([width, height], dtype=np.float64)[:, None]
    onto = geometry.homographies_along(world, planes, list(poses))
    seen = geometry.inverse(onto / onto[..., 2:, 2:]) @ corners
    with np.errstate(divide="ignore", invalid="ignore"):
        back = seen[..., :2, :] / np.where(seen[..., 2:, :] > 1e-12, seen[..., 2:, :], np.nan) / size
    # A plane of which a pose sees nothing (NaN) asks for nothing.
    reach = np.fmax.reduce(np.maximum(-back, back - 1.0), axis=(2, 3)) / more
    worst = float(np.fmax.reduce(reach, axis=None, initial=0.0))
    return math.ceil(worst * 100 + 1) / 100
