"""What a function of the score language is, and what it works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.units import Span

Floats = NDArray[np.float64]
Value: TypeAlias = Floats | float | str | Span
Group = Literal["mathematics", "shapes", "memory", "clocks", "places", "chance"]

_SECONDS_OF: dict[str, str] = {"beat": "beat_length", "bar": "bar_length", "frame": "frame_length"}
_COUNT_OF: dict[str, str] = {"beat": "beat", "bar": "bar", "frame": "f", "s": "t"}


@dataclass(frozen=True)
class Axis:
    """The frames that an expression is sampled on.

    ``film_s``: film time in seconds, shape (n,); ``step_s``: from one frame to the next; ``signals`` by name, shape
    (n,) each.
    """

    film_s: Floats
    step_s: float
    signals: Mapping[str, Floats]

    def signal(self, name: str) -> Floats:
        """A signal that the language itself needs."""
        if name not in self.signals:
            raise ScoreError(f"the signal `{name}`, which this needs, is not there")
        return np.asarray(self.signals[name], dtype=np.float64)

    def seconds(self, span: Span) -> Floats:
        """A length of time in seconds; beats and bars have their usual length."""
        if span.unit == "s":
            return np.asarray(span.count)
        return span.count * self.signal(_SECONDS_OF[span.unit])

    def turns(self, period: Value) -> Floats:
        """How often a period has passed since the film's start (its first beat or bar), with fraction."""
        if isinstance(period, Span):
            if period.count <= 0:
                raise ScoreError("a period must be longer than nothing")
            count = self.film_s if period.unit == "s" else self.signal(_COUNT_OF[period.unit])
            return np.asarray(count / period.count)
        return np.asarray(self.film_s / numbers("a period", [period])[0])


def signals_of_unit(unit: str) -> frozenset[str]:
    """Names of the signals that a length in this unit reads."""
    return frozenset({_COUNT_OF[unit], _SECONDS_OF.get(unit, "t")})


Run: TypeAlias = Callable[[Axis, Sequence[Value]], Floats | float]


@dataclass(frozen=True)
class Function:
    """One function of the language.

    ``run`` takes the frames and the arguments; ``least`` and ``most`` say how many arguments (``most`` None: any
    number). ``usage``, ``about``, ``source`` (where a formula comes from) and ``example`` make its documentation.
    ``words`` checks arguments that are words in quotes, by their place. ``spans``: place of the argument in which a
    length of time arrives as ``Span`` instead of seconds. ``remembers``: a value depends on other frames than its
    own. ``needs``: signals it reads.
    """

    run: Run
    least: int
    most: int | None
    usage: str
    about: str
    group: Group
    example: str
    source: str = ""
    words: Mapping[int, Callable[[str], object]] = field(default_factory=dict)
    spans: int | None = None
    remembers: bool = False
    needs: frozenset[str] = frozenset()


def numbers(name: str, values: Sequence[Value]) -> list[Floats]:
    """Arguments as arrays; words are refused."""
    for value in values:
        if isinstance(value, str):
            raise ScoreError(f"{name} takes numbers, not the word '{value[:40]}'")
    return [np.asarray(value, dtype=np.float64) for value in values]


def constant(name: str, what: str, value: Value, low: float, high: float) -> float:
    """The one value of an argument that may not change over the shot."""
    array = numbers(f"`{name}`", [value])[0]
    first = float(array.flat[0]) if array.size else low
    if np.any(array != first):
        raise ScoreError(f"{what} of `{name}` must be one number, it cannot change over the shot")
    if not low <= first <= high:
        raise ScoreError(f"{what} of `{name}` is {first:g}", fix=f"give a number from {low:g} to {high:g}")
    return first


def over_frames(axis: Axis, name: str, value: Value) -> Floats:
    """An argument as one value per frame."""
    return np.broadcast_to(numbers(f"`{name}`", [value])[0], axis.film_s.shape)
