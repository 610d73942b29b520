"""The camera of a shot, as data."""

from __future__ import annotations

from pydantic import Field

from feelm.score.numbers import Number, Part
from feelm.vocabulary import CameraMove


class Camera(Part):
    """The camera of a shot: a named move at a strength, plus curves on top of it (metres, degrees, zoom factor)."""

    move: CameraMove = "hold"
    strength: float = Field(default=0.5, ge=0, le=2)
    x: Number = 0.0
    y: Number = 0.0
    z: Number = 0.0
    pan: Number = 0.0
    tilt: Number = 0.0
    roll: Number = 0.0
    zoom: Number = 1.0
