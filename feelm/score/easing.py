"""Easings: how a value travels from one key frame to the next.

An easing is a function of progress ``x`` in [0, 1] with f(0) = 0 and f(1) = 1. Its name is written in the score:
``linear``, ``hold``, ``sine_in_out``, ``bezier(0.3, 0, 0.2, 1)``, ``spring(120, 12)``… The families and their
directions are those of Robert Penner's easing equations (2001), written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable

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


def _spring(stiffness: float = 120.0, damping: float = 12.0) -> Curve:
    """Step response of a mass of 1 on a spring, at rest at first, with the length of the stretch as unit of time.

    x'' = stiffness · (1 − x) − damping · x' in closed form, for all three kinds of damping. What is left of the swing
    at the end is taken out along a line, so that the key is met exactly.
    """
    half, square = 0.5 * damping, 0.25 * damping * damping - stiffness

    def response(x: Floats) -> Floats:
        if abs(square) < 1e-9 * stiffness:
            return np.asarray(1.0 - np.exp(-half * x) * (1.0 + half * x))
        if square < 0:
            omega = np.sqrt(-square)
            return np.asarray(
                1.0 - np.exp(-half * x) * (np.cos(omega * x) + half / omega * np.sin(omega * x))
            )
        fast, slow = half + np.sqrt(square), stiffness / (half + np.sqrt(square))
        return np.asarray(1.0 - (fast * np.exp(-slow * x) - slow * np.exp(-fast * x)) / (fast - slow))

    left = 1.0 - float(response(np.array([1.0]))[0])
    return lambda x: response(x) + left * x


_JUMPS = ("end", "start", "both", "none")


def _stairs(count: int, position: str) -> Curve:
    """Equal stairs; ``position`` says at which ends of the stretch a step is taken, as in CSS ``steps()``."""
    treads = count + {"end": 0, "start": 0, "both": 1, "none": -1}[position]
    first = 1.0 if position in ("start", "both") else 0.0

    def curve(x: Floats) -> Floats:
        climbed = np.minimum(np.floor(x * count + 1e-12) + first, treads)
        return np.where(x >= 1.0, 1.0, np.clip(climbed / treads, 0.0, 1.0))

    return curve


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


def _influence(out: float, into: float, speed_out: float = 0.0, speed_in: float = 0.0) -> Curve:
    """The key frames of compositing programs: influence in percent, speed as a multiple of the mean speed."""
    x1, x2 = 0.01 * out, 1.0 - 0.01 * into
    return _bezier(x1, speed_out * x1, x2, 1.0 - speed_in * 0.01 * into)


EASINGS: dict[str, str] = {
    "linear": "a straight line",
    "hold": "stays, and jumps at the next key (also `step`)",
    "smooth": "one curve through all its keys that overshoots none and rests at its ends",
    "sine": "the gentlest family; each family has `_in` (slow at first), `_out` (slow at last) and `_in_out`",
    "quad": "power of 2",
    "cubic": "power of 3; `ease`, `ease_in`, `ease_out`, `ease_in_out` mean this family",
    "quart": "power of 4",
    "quint": "power of 5",
    "expo": "doubles ten times on its way",
    "circ": "a quarter of a circle",
    "back": "goes a tenth beyond",
    "elastic": "swings like a rubber band",
    "bounce": "falls and bounces three times",
    "bezier(x1, y1, x2, y2)": "cubic Bézier with these two handles; x1 and x2 from 0 to 1",
    "influence(out, in, speed_out=0, speed_in=0)": (
        "the same as compositing programs say it: influence of the two keys in percent, speeds as multiples of the"
        " mean speed; influence(33.3, 33.3) is an easy ease"
    ),
    "spring(stiffness=120, damping=12)": (
        "a mass on a spring let go at the first key; the stretch is its unit of time, it overshoots while damping²"
        " is below 4 · stiffness"
    ),
    "step(n, position='end')": "n stairs; a step is taken at the `end`, the `start`, at `both` ends or at `none`",
}
"""Every easing as it is written, and what it does."""


def easing_names() -> tuple[str, ...]:
    """Every easing that a score can name without arguments."""
    plain = ("linear", "hold", "step", "smooth", "spring", "ease", "ease_in", "ease_out", "ease_in_out")
    return plain + tuple(f"{family}_{direction}" for family in _FAMILIES for direction in DIRECTIONS)


def easing(name: str) -> Curve:
    """Return the easing ``name`` as a function of an array of progress in [0, 1].

    ``sine_in_out`` and ``in_out_sine`` mean the same; a family alone (``cubic``) goes in and out.
    ``bezier(x1, y1, x2, y2)``, ``influence(out, in)``, ``spring(stiffness, damping)`` and ``step(n, position)`` take
    numbers.

    Raises:
        ScoreError: there is no such easing (with the nearest name), or its numbers are out of range.

    >>> float(easing("quad_in")(np.array([0.5]))[0])
    0.25
    """
    if len(name) > 200:
        raise ScoreError(f"unknown easing `{name[:40]}…`")
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
    parts = [part.strip() for part in inside.split(",")] if inside.strip() else []
    if kind in ("step", "steps"):
        return _read_stairs(name, parts)
    try:
        numbers = [float(part) for part in parts]
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
    if kind == "influence":
        if not 2 <= len(numbers) <= 4 or not all(0 < number <= 100 for number in numbers[:2]):
            raise ScoreError(
                f"`{name}` is no easing by influence", fix="write influence(out, in), both in percent"
            )
        return _influence(*numbers)
    if kind == "spring":
        if not 1 <= len(numbers) <= 2 or not (0.01 <= numbers[0] <= 1e6 and 0 <= numbers[-1] <= 1e4):
            raise ScoreError(
                f"`{name}` is no spring", fix="write spring(stiffness, damping), such as spring(120, 12)"
            )
        return _spring(*numbers)
    raise ScoreError(f"unknown easing `{name}`", fix=nearest(kind, ("bezier", "influence", "spring", "step")))


def _read_stairs(name: str, parts: list[str]) -> Curve:
    position = parts[1].strip("'\"") if len(parts) == 2 else "end"
    count = int(parts[0]) if parts and re.fullmatch(r"[0-9]{1,5}", parts[0]) else 0
    least = 2 if position == "none" else 1
    if not 1 <= len(parts) <= 2 or position not in _JUMPS or not least <= count <= 10_000:
        raise ScoreError(
            f"`{name}` is no staircase",
            fix="write step(n) with 1 to 10000 stairs, or step(n, position) with start, end, both or none",
        )
    return _stairs(count, position)
