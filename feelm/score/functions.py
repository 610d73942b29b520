"""The functions of the score language.

All work on arrays over the frames of a shot, or on plain numbers. Those that remember (``follow``, ``lag``,
``spring``, ``pulse``) start from rest at the first frame of the shot, so a shot never depends on its neighbours.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.easing import easing
from feelm.seeds import generator

Floats = NDArray[np.float64]
Value: TypeAlias = Floats | float | str


@dataclass(frozen=True)
class Axis:
    """The frames that an expression is sampled on: film time in seconds, shape (n,), and the frame interval."""

    film_s: Floats
    step_s: float


@dataclass(frozen=True)
class Function:
    """One function: how many arguments it takes (``most`` None: any number), and what it does in a sentence."""

    run: Callable[[Axis, Sequence[Value]], Floats | float]
    least: int
    most: int | None
    usage: str
    about: str


def _numbers(name: str, values: Sequence[Value]) -> list[Floats]:
    for value in values:
        if isinstance(value, str):
            raise ScoreError(f"`{name}` takes numbers, not the word '{value}'")
    return [np.asarray(value, dtype=np.float64) for value in values]


def _constant(name: str, what: str, value: Value, low: float, high: float) -> float:
    """The one value of an argument that may not change over the shot."""
    array = _numbers(name, [value])[0]
    first = float(array.flat[0]) if array.size else low
    if np.any(array != first):
        raise ScoreError(f"{what} of `{name}` must be one number, it cannot change over the shot")
    if not low <= first <= high:
        raise ScoreError(f"{what} of `{name}` is {first:g}", fix=f"give a number from {low:g} to {high:g}")
    return first


def _plain(function: Callable[..., Floats]) -> Callable[[Axis, Sequence[Value]], Floats]:
    return lambda axis, values: function(*_numbers("this function", values))


def _smoothstep(a: Floats, b: Floats, x: Floats) -> Floats:
    k = np.clip((x - a) / (b - a), 0.0, 1.0)
    return np.asarray(k * k * (3.0 - 2.0 * k))


def _ease(axis: Axis, values: Sequence[Value]) -> Floats:
    kind = values[1]
    if not isinstance(kind, str):
        raise ScoreError(
            "the second argument of `ease` is the name of an easing in quotes",
            fix="write ease(u, 'sine_in_out')",
        )
    x = np.clip(_numbers("ease", values[:1])[0], 0.0, 1.0)
    return easing(kind)(np.atleast_1d(x)).reshape(x.shape)


def _over_frames(axis: Axis, value: Floats) -> Floats:
    return np.broadcast_to(value, axis.film_s.shape)


def _one_pole(axis: Axis, x: Floats, attack_s: float, release_s: float) -> Floats:
    """First-order smoothing with one time constant upwards and one downwards (0: at once)."""
    up = 1.0 - math.exp(-axis.step_s / attack_s) if attack_s > 0 else 1.0
    down = 1.0 - math.exp(-axis.step_s / release_s) if release_s > 0 else 1.0
    out: list[float] = []
    level = float(x[0]) if len(x) else 0.0
    for target in x.tolist():
        level += (target - level) * (up if target > level else down)
        out.append(level)
    return np.array(out, dtype=np.float64)


def _follow(axis: Axis, values: Sequence[Value]) -> Floats:
    x = _over_frames(axis, _numbers("follow", values[:1])[0])
    attack_s = _constant("follow", "the attack", values[1], 0.0, 600.0)
    return _one_pole(axis, x, attack_s, _constant("follow", "the release", values[2], 0.0, 600.0))


def _lag(axis: Axis, values: Sequence[Value]) -> Floats:
    x = _over_frames(axis, _numbers("lag", values[:1])[0])
    time_s = _constant("lag", "the time", values[1], 0.0, 600.0)
    return _one_pole(axis, x, time_s, time_s)


def _spring(axis: Axis, values: Sequence[Value]) -> Floats:
    """A mass on a spring that is pulled to x: exact step of x'' = w² (target − x) − 2 d w x' for each frame."""
    x = _over_frames(axis, _numbers("spring", values[:1])[0])
    frequency = _constant("spring", "the frequency", values[1] if len(values) > 1 else 2.0, 0.01, 60.0)
    damping = _constant("spring", "the damping", values[2] if len(values) > 2 else 0.4, 0.0, 10.0)
    omega = 2.0 * math.pi * frequency
    if abs(damping - 1.0) < 1e-6:
        damping = 1.0 - 1e-6  # the two roots meet at critical damping; a hair beside it is the same curve
    root = cmath.sqrt(damping * damping - 1.0)
    one, two = omega * (-damping + root), omega * (-damping - root)
    grow_one, grow_two = cmath.exp(one * axis.step_s), cmath.exp(two * axis.step_s)
    keep = ((one * grow_two - two * grow_one) / (one - two)).real
    push = ((grow_one - grow_two) / (one - two)).real
    pull = (one * two * (grow_two - grow_one) / (one - two)).real
    drag = ((one * grow_one - two * grow_two) / (one - two)).real
    place, speed = (float(x[0]) if len(x) else 0.0), 0.0
    out: list[float] = []
    for target in x.tolist():
        offset = place - target
        place, speed = target + keep * offset + push * speed, pull * offset + drag * speed
        out.append(place)
    return np.array(out, dtype=np.float64)


def _pulse(axis: Axis, values: Sequence[Value]) -> Floats:
    """An envelope started each time its first argument rises through one half."""
    on = _over_frames(axis, _numbers("pulse", values[:1])[0]) > 0.5
    attack_s = _constant("pulse", "the attack", values[1], 0.0, 600.0)
    release_s = _constant("pulse", "the release", values[2], 0.0, 600.0)
    shape = _constant("pulse", "the shape", values[3] if len(values) > 3 else 2.0, 0.05, 20.0)
    starts = on & ~np.concatenate([[False], on[:-1]])
    index = np.arange(len(on))
    last = np.maximum.accumulate(np.where(starts, index, -1))
    since_s = (index - last) * axis.step_s
    rising = since_s / attack_s if attack_s > 0 else np.ones(len(on))
    left = (
        1.0 - (since_s - attack_s) / release_s if release_s > 0 else (since_s <= attack_s).astype(np.float64)
    )
    level = np.where(since_s < attack_s, rising, np.clip(left, 0.0, 1.0) ** shape)
    return np.where(last >= 0, level, 0.0)


_NOISE_BLOCK = 256


def _noise(axis: Axis, values: Sequence[Value]) -> Floats:
    """Smooth noise, -1 to 1: seeded values at ``rate`` points a second of film time, joined by a quintic."""
    seed = int(_constant("noise", "the seed", values[0], -1e15, 1e15))
    rate = _constant("noise", "the rate", values[1] if len(values) > 1 else 1.0, 0.0, 240.0)
    phase = np.maximum(axis.film_s, 0.0) * rate
    step = np.floor(phase).astype(np.int64)
    lattice: dict[int, Floats] = {}
    for block in sorted(set((step // _NOISE_BLOCK).tolist()) | set(((step + 1) // _NOISE_BLOCK).tolist())):
        lattice[block] = generator(seed, "score noise", block).uniform(-1.0, 1.0, _NOISE_BLOCK)

    def at(points: NDArray[np.int64]) -> Floats:
        pairs = zip((points // _NOISE_BLOCK).tolist(), (points % _NOISE_BLOCK).tolist(), strict=True)
        return np.array([lattice[block][offset] for block, offset in pairs], dtype=np.float64)

    k = phase - step
    weight = k**3 * (k * (6.0 * k - 15.0) + 10.0)
    return np.asarray((1.0 - weight) * at(step) + weight * at(step + 1))


def _extreme(pick: Callable[[Floats, Floats], Floats]) -> Callable[[Axis, Sequence[Value]], Floats]:
    def run(axis: Axis, values: Sequence[Value]) -> Floats:
        first, *rest = _numbers("min and max", values)
        for other in rest:
            first = pick(first, other)
        return first

    return run


def _of_one(function: Callable[[Floats], Floats], usage: str, about: str) -> Function:
    return Function(_plain(function), 1, 1, usage, about)


FUNCTIONS: dict[str, Function] = {
    "abs": _of_one(np.abs, "abs(x)", "size without sign"),
    "sign": _of_one(np.sign, "sign(x)", "-1, 0 or 1"),
    "floor": _of_one(np.floor, "floor(x)", "whole number below"),
    "ceil": _of_one(np.ceil, "ceil(x)", "whole number above"),
    "round": _of_one(lambda x: np.floor(x + 0.5), "round(x)", "nearest whole number, halves up"),
    "fract": _of_one(lambda x: x - np.floor(x), "fract(x)", "what is left of a number above its whole part"),
    "sqrt": _of_one(np.sqrt, "sqrt(x)", "square root"),
    "exp": _of_one(np.exp, "exp(x)", "e to the power x"),
    "log": _of_one(np.log, "log(x)", "natural logarithm"),
    "log2": _of_one(np.log2, "log2(x)", "logarithm to base 2"),
    "sin": _of_one(np.sin, "sin(x)", "sine of radians"),
    "cos": _of_one(np.cos, "cos(x)", "cosine of radians"),
    "tan": _of_one(np.tan, "tan(x)", "tangent of radians"),
    "asin": _of_one(np.arcsin, "asin(x)", "inverse sine"),
    "acos": _of_one(np.arccos, "acos(x)", "inverse cosine"),
    "atan": _of_one(np.arctan, "atan(x)", "inverse tangent"),
    "sinh": _of_one(np.sinh, "sinh(x)", "hyperbolic sine"),
    "cosh": _of_one(np.cosh, "cosh(x)", "hyperbolic cosine"),
    "tanh": _of_one(np.tanh, "tanh(x)", "hyperbolic tangent, a soft limit to -1..1"),
    "softplus": _of_one(lambda x: np.logaddexp(0.0, x), "softplus(x)", "log(1 + exp(x)), a soft max(0, x)"),
    "atan2": Function(_plain(np.arctan2), 2, 2, "atan2(y, x)", "angle of the point (x, y)"),
    "pow": Function(_plain(np.power), 2, 2, "pow(x, y)", "x to the power y"),
    "min": Function(_extreme(np.minimum), 1, None, "min(a, b, …)", "the smallest"),
    "max": Function(_extreme(np.maximum), 1, None, "max(a, b, …)", "the largest"),
    "clamp": Function(
        _plain(lambda x, low, high: np.minimum(np.maximum(x, low), high)),
        3,
        3,
        "clamp(x, low, high)",
        "x kept within low and high",
    ),
    "mix": Function(_plain(lambda a, b, k: a + (b - a) * k), 3, 3, "mix(a, b, k)", "a at k = 0, b at k = 1"),
    "step": Function(
        _plain(lambda edge, x: (x >= edge).astype(np.float64)),
        2,
        2,
        "step(edge, x)",
        "0 below the edge, 1 from it on",
    ),
    "smoothstep": Function(
        _plain(_smoothstep), 3, 3, "smoothstep(a, b, x)", "0 below a, 1 above b, smooth between"
    ),
    "map": Function(
        _plain(lambda x, a, b, c, d: c + (x - a) * (d - c) / (b - a)),
        5,
        5,
        "map(x, a, b, c, d)",
        "the range a..b laid on c..d",
    ),
    "ease": Function(_ease, 2, 2, "ease(x, 'kind')", "progress 0..1 shaped by an easing"),
    "pulse": Function(
        _pulse,
        3,
        4,
        "pulse(on, attack, release, shape=2)",
        "an envelope each time `on` rises through 0.5; seconds",
    ),
    "follow": Function(
        _follow,
        3,
        3,
        "follow(x, attack, release)",
        "x smoothed, rising and falling with two time constants in seconds",
    ),
    "lag": Function(_lag, 2, 2, "lag(x, time)", "x smoothed with one time constant in seconds"),
    "spring": Function(
        _spring,
        1,
        3,
        "spring(x, frequency=2, damping=0.4)",
        "x followed by a mass on a spring; frequency in hertz",
    ),
    "noise": Function(
        _noise, 1, 2, "noise(seed, rate=1)", "smooth seeded noise, -1 to 1, with `rate` turns a second"
    ),
}
"""Every function of the score language by name."""
