"""The smallest parts of a score: the base of all parts, numbers that may move, times that may be said in music."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """Base of every part of a score: unknown fields and NaN are refused, values are not changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, ser_json_inf_nan="constants")


Time = float | str
"""Seconds, or a time in words: "bar 17", "beat 33.5", "frame 120", "1:23.5", "section chorus 2", "2 beats"."""

if TYPE_CHECKING:
    # Words stand in these fields only between reading a score and settling it (``feelm.score.settle``): the rooms
    # after that see numbers, and are checked as such.
    Instant: TypeAlias = float
else:
    Instant = Time


def in_words(time: object) -> bool:
    """Whether a time is still to be settled."""
    return isinstance(time, str)


Key = tuple[Time, float] | tuple[Time, float, str]
"""[time, value], or [time, value, easing of the way to the next key]."""


class Keys(Part):
    """Key frames: ``keys`` are [time, value] or [time, value, ease]; ``ease`` holds where a key says none.

    A time in seconds counts from the start of the shot, and so does a length ("4 beats"); a place in the music, a
    clock time or a frame ("bar 17", "1:23.5", "frame 120") is a place of the film.
    """

    keys: list[Key] = Field(min_length=1)
    """[time, value] or [time, value, easing of the way to the next key], times rising."""
    ease: str = "linear"
    """Easing where a key says none."""


Number = float | str | Keys
"""A constant, an expression over named signals ("1 + 0.05 * kick"), or key frames."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
