"""Units of time in a score: seconds, frames, beats, bars, in every spelling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["s", "frame", "beat", "bar"]

UNITS: dict[str, tuple[Unit, float]] = {
    "s": ("s", 1.0),
    "sec": ("s", 1.0),
    "second": ("s", 1.0),
    "seconds": ("s", 1.0),
    "ms": ("s", 1e-3),
    "min": ("s", 60.0),
    "f": ("frame", 1.0),
    "frame": ("frame", 1.0),
    "frames": ("frame", 1.0),
    "b": ("beat", 1.0),
    "beat": ("beat", 1.0),
    "beats": ("beat", 1.0),
    "bar": ("bar", 1.0),
    "bars": ("bar", 1.0),
}
"""Every spelling of a unit: the unit that is meant, and how many of it."""


@dataclass(frozen=True)
class Span:
    """A length of time in a unit: ``Span(4, "beat")``."""

    count: float
    unit: Unit
