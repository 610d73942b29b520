"""What Parseq's formulas mean: a tree and a frame in, a number or words out, as JavaScript would reckon it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from feelm.score.exchange.parseq_field import FieldKeys
from feelm.score.exchange.parseq_formula import (
    Amount,
    Choice,
    Invocation,
    Negative,
    Pair,
    ParseqError,
    Quote,
    Reference,
    Tree,
)  # fmt: skip

Value: TypeAlias = float | str
MAX_TEXT = 20_000


@dataclass(frozen=True)
class Moments:
    """The document's keyframes in the order of their frames: (frame, info label)."""

    labels: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Series:
    """A time series: rising places (frames, or milliseconds) and values."""

    places: tuple[float, ...]
    values: tuple[float, ...]
    in_milliseconds: bool


@dataclass
class Scene:
    """What a formula can see while one field is computed: everything but the frame.

    ``computed`` are the field's own values so far; ``rendered`` those of fields computed before; ``memory`` belongs to
    one occurrence of a formula and holds what its functions remember; ``prompt`` says whether a prompt is computed
    (True: what is asked for, False: what is avoided).
    """

    keys: FieldKeys
    fps: float
    bpm: float
    moments: Moments = Moments()
    series: Mapping[str, Series] = field(default_factory=dict)
    variables: Mapping[str, Value] = field(default_factory=dict)
    computed: list[float] = field(default_factory=list)
    rendered: Mapping[str, Sequence[float]] = field(default_factory=dict)
    default: float = 0.0
    prompt: bool | None = None
    memory: dict[int, dict[str, Any]] = field(default_factory=dict)
    chances: set[str] = field(default_factory=set)
    """Functions of chance that were used without a seed: Parseq takes the time of day, no value of theirs returns."""

    def beats_of(self, frame: float) -> float:
        """Beats at a frame."""
        return frame / ((self.fps * 60.0) / self.bpm)

    def active_frame(self, frame: int) -> int:
        """Frame of the field's key that rules."""
        active = self.keys.frames[self.keys.active_index(frame)]
        return active if active <= frame else 0


def meaning(tree: Tree, scene: Scene, frame: int) -> Value:
    """The value of a formula at a frame.

    Raises:
        ParseqError: it names what is not there, or asks for what Parseq refuses.
    """
    match tree:
        case Amount(value, unit):
            if unit == "s":
                return value * scene.fps
            return value * (scene.fps * 60.0) / scene.bpm if unit == "b" else value
        case Quote(text):
            return text
        case Reference(name, at):
            return _named(name, at, scene, frame)
        case Negative(operand):
            inner = meaning(operand, scene, frame)
            return "-" + inner if isinstance(inner, str) else -inner
        case Pair(sign, left, right, at):
            return pair(sign, meaning(left, scene, frame), meaning(right, scene, frame), at)
        case Choice(condition, yes, no):
            if number_of(meaning(condition, scene, frame)) > 0:
                return meaning(yes, scene, frame)
            return meaning(no, scene, frame) if no is not None else 0.0
        case Invocation():
            from feelm.score.exchange.parseq_functions import invoke

            return invoke(tree, scene, frame)


def _named(name: str, at: int, scene: Scene, frame: int) -> Value:
    reader = _NAMES.get(name)
    if reader is not None:
        return reader(scene, frame)
    if name in scene.variables:
        return scene.variables[name]
    if name == "prev_computed_value":
        return scene.computed[frame - 1] if 0 < frame <= len(scene.computed) else 0.0
    if name in scene.series:
        return series_value(scene.series[name], frame, scene.fps, straight=False)
    raise ParseqError(f"unknown name `{name}`", at)


_NAMES: dict[str, Callable[[Scene, int], float]] = {
    "L": lambda scene, frame: float(scene.keys.straight[frame - scene.keys.first]),
    "P": lambda scene, frame: float(scene.keys.polynomial[frame - scene.keys.first]),
    "C": lambda scene, frame: float(scene.keys.smooth[frame - scene.keys.first]),
    "S": lambda scene, frame: scene.keys.active_value(frame),
    "f": lambda scene, frame: float(frame),
    "b": lambda scene, frame: scene.beats_of(frame),
    "s": lambda scene, frame: frame / scene.fps,
    "k": lambda scene, frame: float(frame - scene.active_frame(frame)),
    "prev_keyframe": lambda scene, frame: float(scene.active_frame(frame)),
    "active_keyframe": lambda scene, frame: float(scene.active_frame(frame)),
    "next_keyframe": lambda scene, frame: float(scene.keys.next_frame(frame)),
    "prev_keyframe_value": lambda scene, frame: scene.keys.active_value(frame),
    "active_keyframe_value": lambda scene, frame: scene.keys.active_value(frame),
    "next_keyframe_value": lambda scene, frame: scene.keys.next_value(frame),
    "final_frame": lambda scene, frame: float(scene.keys.last),
}


def series_value(series: Series, frame: float, fps: float, *, straight: bool) -> float:
    """A time series at a frame: the last value before it, or on the straight line to the next."""
    from bisect import bisect_left

    if not series.places:
        return 0.0
    place = frame / fps * 1000.0 if series.in_milliseconds else frame
    index = bisect_left(series.places, place)
    if index == len(series.places):
        return series.values[-1]
    if index == 0:
        return series.values[0]
    before, after = series.values[index - 1], series.values[index]
    if not straight:
        return before
    span = series.places[index] - series.places[index - 1]
    return before + (place - series.places[index - 1]) / span * (after - before)


def number_of(value: Value) -> float:
    """A value as a number, as JavaScript takes words for numbers: blank is 0, other words are none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        return (
            float(text)
            if text and "_" not in text and text.lower() not in ("nan", "inf", "infinity")
            else 0.0
            if not text
            else math.nan
        )
    except ValueError:
        return math.nan


def words_of(value: Value) -> str:
    """A value as words, as JavaScript writes numbers.

    >>> words_of(2.0), words_of(0.5)
    ('2', '0.5')
    """
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)


def pair(sign: str, left: Value, right: Value, at: int) -> Value:
    """Two values under an operator."""
    if sign == ":":
        return f"({words_of(left)}:{words_of(right)})"
    if sign == "+" and (isinstance(left, str) or isinstance(right, str)):
        joined = words_of(left) + words_of(right)
        if len(joined) > MAX_TEXT:
            raise ParseqError("the words grow too long", at)
        return joined
    if isinstance(left, str) and isinstance(right, str) and sign in _TESTS:
        return float(_TESTS[sign](left, right))
    a, b = number_of(left), number_of(right)
    if sign in _TESTS:
        return float(_TESTS[sign](a, b))
    if sign in ("and", "&&"):
        return float(a > 0 and b > 0)
    if sign in ("or", "||"):
        return float(a > 0 or b > 0)
    return _arithmetic(sign, a, b, at)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


def _arithmetic(sign: str, a: float, b: float, at: int) -> float:
    try:
        match sign:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                if b == 0:
                    raise ParseqError("divided by zero", at)
                return a / b
            case "%":
                return math.fmod(a, b) if b != 0 and math.isfinite(a) else math.nan
            case _:
                power = a**b
                return math.nan if isinstance(power, complex) else float(power)
    except OverflowError:
        return math.inf
    except ZeroDivisionError:
        return math.inf
    except ValueError:
        return math.nan
