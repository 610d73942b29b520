"""The room ``score``: the film as data. Nothing enters but a file; a ``Score`` leaves, and values per frame.

``read_score`` · ``settle`` · ``loads`` · ``write_score`` · ``dumps`` · ``sample`` · ``signals_for`` ·
``json_schema`` · the model classes (``Score``, ``Shot``, ``Camera``…). Names are loaded when they are first used, so
importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.score.curves import Sampler, check_expression, sample
    from feelm.score.editing import set_fields
    from feelm.score.file import dumps, loads, read_score, write_score
    from feelm.score.model import (
        Camera,
        Caption,
        FeelingTrack,
        Grade,
        Keys,
        Light,
        Moment,
        Music,
        Number,
        Paint,
        Player,
        Score,
        Shot,
        Transition,
        Unpictured,
        WorldPlan,
    )  # fmt: skip
    from feelm.score.schema import json_schema
    from feelm.score.settling import film_clock, settle
    from feelm.score.signals import named_by, signals_for
    from feelm.score.track import feeling_of, track_of

_HOMES = {
    "curves": ("Sampler", "check_expression", "sample"),
    "editing": ("set_fields",),
    "file": ("dumps", "loads", "read_score", "write_score"),
    "model": (
        "Camera", "Caption", "FeelingTrack", "Grade", "Keys", "Light", "Moment", "Music", "Number", "Paint", "Player",
        "Score", "Shot", "Transition", "Unpictured", "WorldPlan",
    ),
    "schema": ("json_schema",),
    "settling": ("film_clock", "settle"),
    "signals": ("named_by", "signals_for"),
    "track": ("feeling_of", "track_of"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Camera", "Caption", "FeelingTrack", "Grade", "Keys", "Light", "Moment", "Music", "Number", "Paint", "Player",
    "Sampler", "Score", "Shot", "Transition", "Unpictured", "WorldPlan", "check_expression", "dumps", "feeling_of",
    "film_clock", "json_schema", "loads", "named_by", "read_score", "sample", "set_fields", "settle", "signals_for",
    "track_of", "write_score",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.score' has no attribute {name!r}")
    return getattr(import_module(f"feelm.score.{_HOME_OF[name]}"), name)
