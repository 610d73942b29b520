"""The room ``director``: words, music and feeling enter, a ``Score`` leaves, with the reason for every choice.

``direct(brief, telling, hearing, feeling, catalogue, styles)`` · ``plan_duration`` · ``scene_spans`` ·
``Brief``. The rules are in ``rules.toml``, the sentences of the reasons in ``reasons.toml``; the modules only
follow them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.director.brief import Brief
    from feelm.director.directing import direct
    from feelm.director.timing import plan_duration, scene_spans

_HOME_OF = {"Brief": "brief", "direct": "directing", "plan_duration": "timing", "scene_spans": "timing"}

__all__ = ["Brief", "direct", "plan_duration", "scene_spans"]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.director' has no attribute {name!r}")
    return getattr(import_module(f"feelm.director.{_HOME_OF[name]}"), name)
