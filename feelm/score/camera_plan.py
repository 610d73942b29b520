"""The camera of a shot, as data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from feelm.errors import ScoreError
from feelm.score.camera_speech import read_moves
from feelm.score.easing import easing
from feelm.score.numbers import Number, Part, Time
from feelm.vocabulary import CameraMove


def _hero_or_metres(value: object) -> object:
    """ "hero" is what a focus without a number means."""
    return None if value == "hero" else value


class Move(Part):
    """One named move of the camera, from ``start`` to ``end``; in the score also as text: "slow push in".

    Times are seconds from the start of the shot, or in music ("bar 9", "bar 9 + 4 bars"). Without them a move begins
    where the one before it ends and takes its part of what is left. ``on`` lets it wait for the next bar or beat.
    ``ease``: "glide" (slow in, even, slow out) or any easing of key frames.
    """

    name: CameraMove
    strength: float = Field(default=0.5, ge=0, le=2)
    start: Time | None = None
    end: Time | None = None
    on: Literal["bar", "beat"] | None = None
    ease: str = "glide"

    @field_validator("ease")
    @classmethod
    def _known_ease(cls, name: str) -> str:
        if name != "glide":
            try:
                easing(name)
            except ScoreError as error:
                raise PydanticCustomError("camera_moves", "{what}", {"what": error.what}) from None
        return name


Moves = Annotated[list[Move], BeforeValidator(read_moves, json_schema_input_type=list[Move | str] | str)]
"""Moves as they are given: parts, or text ("slow push in, then whip pan right on bar 9")."""


class Camera(Part):
    """The camera of a shot: one named ``move`` at a ``strength``, or several ``moves``, plus curves on top.

    ``x y z`` metres to the right, down and forward; ``pan`` (right), ``tilt`` (up), ``roll`` (clockwise) degrees;
    ``orbit`` degrees about the hero, who stays in place; ``zoom`` a factor, ``fov`` the angle of view across the frame
    in degrees, in place of the shot's lens; ``swing`` and ``lean`` degrees by which the whole picture is turned like a
    card before the lens, about its upright and its level axis. ``aperture``: 0 keeps everything sharp, at 1 what is
    far away blurs to a disc of a fiftieth of the frame's width while the hero is sharp; ``focus`` metres from the
    camera, or "hero". ``shake`` is the unrest of a hand, 1 is usual; ``shutter`` the angle of a film camera's shutter,
    180 blurs half of the way from frame to frame, 0 nothing.
    """

    move: CameraMove = "hold"
    strength: float = Field(default=0.5, ge=0, le=2)
    moves: Moves = []
    x: Number = 0.0
    y: Number = 0.0
    z: Number = 0.0
    pan: Number = 0.0
    tilt: Number = 0.0
    roll: Number = 0.0
    zoom: Number = 1.0
    orbit: Number = 0.0
    fov: Number | None = None
    swing: Number = 0.0
    lean: Number = 0.0
    focus: Annotated[Number | None, BeforeValidator(_hero_or_metres)] = None
    aperture: Number = 0.0
    shake: Number = 0.0
    shutter: Number = 180.0

    @model_validator(mode="after")
    def _one_way_of_saying_it(self) -> Camera:
        if self.moves and self.move != "hold":
            raise PydanticCustomError("camera_moves", "`move` and `moves` are both given, keep one of them")
        return self
