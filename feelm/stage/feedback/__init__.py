"""The feedback stage: each painted picture is moved, disturbed, painted again and held in its colour.

In: the ``Feedback`` of a shot, its first picture, a ``Repainter`` and, where there is one, the shot's world to follow.
Out: every frame of the shot in order, float until it is handed over. Everything heavy is imported when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.stage.feedback.depth import depth_of_picture, depth_of_scene
    from feelm.stage.feedback.loop import (
        Course,
        Repainter,
        Request,
        begun,
        continued,
        feed,
        lay_course,
    )
    from feelm.stage.feedback.motion import camera_matrix, camera_steps, steps
    from feelm.stage.feedback.state import FeedState, read_state, write_state

__all__ = [
    "Course", "FeedState", "Repainter", "Request", "begun", "camera_matrix", "camera_steps", "continued",
    "depth_of_picture", "depth_of_scene", "feed", "lay_course", "read_state", "steps", "write_state",
]  # fmt: skip

_HOMES = {
    "depth": ("depth_of_picture", "depth_of_scene"),
    "loop": ("Course", "Repainter", "Request", "begun", "continued", "feed", "lay_course"),
    "motion": ("camera_matrix", "camera_steps", "steps"),
    "state": ("FeedState", "read_state", "write_state"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
