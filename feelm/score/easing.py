"""Easings: how a value travels from one key frame to the next.

An easing is a function of progress ``x`` in [0, 1] with f(0) = 0 and f(1) = 1. Its name is written in the score:
``linear``, ``hold``, ``sine_in_out``, ``bezier(0.3, 0, 0.2, 1)``, ``spring``… The families and their directions
are those of Robert Penner's easing equations (2001), written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.names import nearest

Floats = NDArray[np.float64]
Curve = Callable[[Floats], Floats]

DIRECTIONS = ("in", "out", "in_out")
_BACK = 1.70158  # overshoot of one tenth
_CALL = re.compile(r"^\s*([a-z_]+)\s*\(([^()]*)\)\s*$")


def _sine(x: Floats) -> Floats:
    return 1.0 - np.cos(0.5 * np.pi * x)


def _expo(x: Floats) -> Floats:
    # Shifted and scaled so that it starts at exactly 0 and ends at exactly 1.
    return (np.exp2(10.0 * x) - 1.0) / 1023.0


def _back(x: Floats) -> Floats:
    return x * x * ((_BACK + 1.0) * x - _BACK)


def _elastic(x: Floats) -> Floats:
    return -np.exp2(10.0 * (x - 1.0)) * np.sin((x - 1.075) * (2.0 * np.pi / 0.3)) * (x > 0)


def _bounce(x: Floats) -> Floats:
    y = 1.0 - x
    out = 7.5625 * y * y
    for floor, middle, height in ((1.0, 1.5, 0.75), (2.0, 2.25, 0.9375), (2.5, 2.625, 0.984375)):
        out = np.where(y >= floor / 2.75, 7.5625 * (y - middle / 2.75) ** 2 + height, out)
    return 1.0 - out


def _power(exponent: int) -> Curve:
    return lambda x: x**exponent


_FAMILIES: dict[str, Curve] = {
    "sine": _sine,
    "quad": _power(2),
    "cubic": _power(3),
    "quart": _power(4),
    "quint": _power(5),
    "expo": _expo,
    "circ": lambda x: 1.0 - np.sqrt(np.maximum(0.0, 1.0 - x * x)),
    "back": _back,
    "elastic": _elastic,
    "bounce": _bounce,
}


def _directed(family: Curve, direction: str) -> Curve:
    if direction == "in":
        return family
    if direction == "out":
        return lambda x: 1.0 - family(1.0 - x)
    return lambda x: np.where(
        x < 0.5, 0.5 * family(np.minimum(2.0 * x, 1.0)), 1.0 - 0.5 * family(np.clip(2.0 - 2.0 * x, 0.0, 1.0))
    )


def _hold(x: Floats) -> Floats:
    return (x >= 1.0).astype(np.float64)


def _smooth(x: Floats) -> Floats:
    return x * x * (3.0 - 2.0 * x)


def _spring(oscillations: float = 1.5, damping: float = 5.0) -> Curve:
    """Step response of a damped oscillator that starts at rest, scaled to end at exactly 1."""
    omega = 2.0 * np.pi * oscillations

    def response(x: Floats) -> Floats:
        swing = np.cos(omega * x) + (damping / omega) * np.sin(omega * x)
        return np.asarray(1.0 - np.exp(-damping * x) * swing)

    end = float(response(np.array([1.0]))[0])
    return lambda x: response(x) / end


def _bezier(x1: float, y1: float, x2: float, y2: float) -> Curve:
    """Cubic Bézier from (0, 0) to (1, 1); x(s) is monotone for x1, x2 in [0, 1], so bisection always finds s."""

    def along(s: Floats, a: float, b: float) -> Floats:
        return 3.0 * (1.0 - s) ** 2 * s * a + 3.0 * (1.0 - s) * s**2 * b + s**3

    def curve(x: Floats) -> Floats:
        low, high = np.zeros_like(x), np.ones_like(x)
        for _ in range(52):
            middle = 0.5 * (low + high)
            below = along(middle, x1, x2) < x
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return np.where(x <= 0.0, 0.0, np.where(x >= 1.0, 1.0, along(0.5 * (low + high), y1, y2)))

    return curve


def easing_names() -> tuple[str, ...]:
    """Every easing that a score can name without arguments."""
    plain = ("linear", "hold", "step", "smooth", "spring", "ease", "ease_in", "ease_out", "ease_in_out")
    return plain + tuple(f"{family}_{direction}" for family in _FAMILIES for direction in DIRECTIONS)


@lru_cache(maxsize=256)
def easing(name: str) -> Curve:
    """Return the easing ``name`` as a function of an array of progress in [0, 1].

    ``sine_in_out`` and ``in_out_sine`` mean the same; a family alone (``cubic``) goes in and out.
    ``bezier(x1, y1, x2, y2)``, ``spring(oscillations, damping)`` and ``steps(n)`` take numbers.

    Raises:
        ScoreError: there is no such easing (with the nearest name), or its numbers are out of range.

    >>> float(easing("quad_in")(np.array([0.5]))[0])
    0.25
    """
    call = _CALL.match(name)
    if call:
        return _with_numbers(name, call.group(1), call.group(2))
    simple: dict[str, Curve] = {"linear": lambda x: x, "hold": _hold, "step": _hold, "smooth": _smooth}
    if name in simple:
        return simple[name]
    if name == "spring":
        return _spring()
    if name.startswith("ease") and name in easing_names():
        return _directed(_FAMILIES["cubic"], name.removeprefix("ease").removeprefix("_") or "in_out")
    parts = name.split("_")
    for family, rest in ((parts[0], "_".join(parts[1:])), (parts[-1], "_".join(parts[:-1]))):
        if family in _FAMILIES and rest in ("", *DIRECTIONS):
            return _directed(_FAMILIES[family], rest or "in_out")
    raise ScoreError(f"unknown easing `{name}`", fix=nearest(name, (*easing_names(), *_FAMILIES)))


def _with_numbers(name: str, kind: str, inside: str) -> Curve:
    try:
        numbers = [float(part) for part in inside.split(",")]
    except ValueError:
        raise ScoreError(f"the numbers of the easing `{name}` cannot be read") from None
    if not np.isfinite(numbers).all():
        raise ScoreError(f"the numbers of the easing `{name}` are not finite")
    if kind == "bezier":
        if len(numbers) != 4 or not (0 <= numbers[0] <= 1 and 0 <= numbers[2] <= 1):
            raise ScoreError(
                f"`{name}` is no Bézier easing",
                fix="write bezier(x1, y1, x2, y2) with x1 and x2 between 0 and 1",
            )
        return _bezier(*numbers)
    if kind == "spring":
        if len(numbers) != 2 or not (0.05 <= numbers[0] <= 50 and 0.05 <= numbers[1] <= 50):
            raise ScoreError(
                f"`{name}` is no spring", fix="write spring(oscillations, damping), both between 0.05 and 50"
            )
        return _spring(*numbers)
    if kind == "steps":
        if len(numbers) != 1 or numbers[0] != int(numbers[0]) or not 1 <= numbers[0] <= 10_000:
            raise ScoreError(
                f"`{name}` is no staircase", fix="write steps(n) with a whole number from 1 to 10000"
            )
        return lambda x: np.floor(x * numbers[0]) / numbers[0]
    raise ScoreError(f"unknown easing `{name}`", fix=nearest(kind, ("bezier", "spring", "steps")))
