"""The room ``stage``: a shot of the score enters, a world in depth leaves, and frames of it at any camera and time.

``build_world(shot, width=, height=, seed=, catalogue=)`` gives a ``World`` of layers; ``camera_poses(camera, …)`` the
pose at each frame; ``Performance(world)`` draws frames (``.frame``) and tells exactly what is in them (``.guide``).
Names are loaded when they are first used, so importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.stage.camera import SUBJECT_DEPTH_M, camera_poses
    from feelm.stage.layer import Guide, Layer, Life, PaintHint, Plane, Pose, World
    from feelm.stage.limits import limit_pose
    from feelm.stage.performance import Performance
    from feelm.stage.world import build_world

_HOME_OF = {
    "SUBJECT_DEPTH_M": "camera", "camera_poses": "camera", "Guide": "layer", "Layer": "layer", "Life": "layer",
    "PaintHint": "layer", "Plane": "layer", "Pose": "layer", "World": "layer", "limit_pose": "limits",
    "Performance": "performance", "build_world": "world",
}  # fmt: skip

__all__ = [
    "SUBJECT_DEPTH_M", "Guide", "Layer", "Life", "PaintHint", "Performance", "Plane", "Pose", "World", "build_world",
    "camera_poses", "limit_pose",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.stage' has no attribute {name!r}")
    return getattr(import_module(f"feelm.stage.{_HOME_OF[name]}"), name)
