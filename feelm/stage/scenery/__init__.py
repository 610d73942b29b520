"""Scenery: the places of a film as layers in depth, with their light, their air and where players can stand.

``build_scenery(plan, width=…, height=…, focal=…, horizon=…, overscan=…, shot_size=…, seed=…, shot_id=…)`` gives a
``Scenery``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.stage.scenery.build import build_scenery
    from feelm.stage.scenery.scenery import Scenery, Station

__all__ = ["Scenery", "Station", "build_scenery"]


def __getattr__(name: str) -> object:
    if name == "build_scenery":
        from feelm.stage.scenery.build import build_scenery

        return build_scenery
    if name in ("Scenery", "Station"):
        from feelm.stage.scenery import scenery

        return getattr(scenery, name)
    raise AttributeError(name)
