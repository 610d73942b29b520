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
    """The move."""
    strength: float = Field(default=0.5, ge=0, le=2)
    """How large it is, 0 to 2. One value for the move."""
    start: Time | None = None
    """When it begins: seconds from the start of the shot, or words ("bar 9"); none: where the move before ends.
    When it begins: seconds from the start of the shot, or words ("bar 9"); none: where the move before ends."""
    end: Time | None = None
    """When it ends; none: it takes its part of what is left."""
    on: Literal["bar", "beat"] | None = None
    """Waits for the next bar or beat."""
    ease: str = "glide"
    """"glide" (slow in, even, slow out) or any easing of key frames."""

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
    """One named move over the whole shot."""
    strength: float = Field(default=0.5, ge=0, le=2)
    """How large it is, 0 to 2. One value for the shot; the curves below move at every frame."""
    moves: Moves = []
    """Several named moves, as parts or as text: "slow push in, then whip pan right on bar 9"."""
    x: Number = 0.0
    """Metres to the right, added to the move. Sampled at every frame."""
    y: Number = 0.0
    """Metres down. Sampled at every frame."""
    z: Number = 0.0
    """Metres forward. Sampled at every frame."""
    pan: Number = 0.0
    """Degrees to the right. Sampled at every frame."""
    tilt: Number = 0.0
    """Degrees up. Sampled at every frame."""
    roll: Number = 0.0
    """Degrees clockwise. Sampled at every frame."""
    zoom: Number = 1.0
    """Factor on the lens. Sampled at every frame."""
    orbit: Number = 0.0
    """Degrees about the hero, who stays in place. Sampled at every frame."""
    fov: Number | None = None
    """Angle of view across the frame in degrees, in place of the shot's lens. Sampled at every frame."""
    swing: Number = 0.0
    """Degrees by which the whole picture turns like a card about its upright axis. Sampled at every frame.
    Degrees by which the whole picture turns like a card about its upright axis. Sampled at every frame."""
    lean: Number = 0.0
    """The same about its level axis. Sampled at every frame."""
    focus: Annotated[Number | None, BeforeValidator(_hero_or_metres)] = None
    """Metres from the camera that are sharp, or "hero". Sampled at every frame."""
    aperture: Number = 0.0
    """0 keeps everything sharp; at 1 what is far blurs to a disc of a fiftieth of the frame's width. Sampled at
    every frame."""
    shake: Number = 0.0
    """Unrest of a hand, 1 is usual. Sampled at every frame."""
    shutter: Number = 180.0
    """Angle of a film camera's shutter: 180 blurs half of the way from frame to frame, 0 nothing. Sampled at every
    frame."""

    @model_validator(mode="after")
    def _one_way_of_saying_it(self) -> Camera:
        if self.moves and self.move != "hold":
            raise PydanticCustomError("camera_moves", "`move` and `moves` are both given, keep one of them")
        return self
