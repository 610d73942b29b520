"""Mathematics: functions of the score language whose value at a frame depends on their arguments there alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from feelm.score.function import Axis, Floats, Function, Run, Value, numbers


def plain(function: Callable[..., Floats]) -> Run:
    """A function of arrays as one of the language."""
    return lambda axis, values: function(*numbers("this function", values))


def _extreme(pick: Callable[[Floats, Floats], Floats]) -> Run:
    def run(axis: Axis, values: Sequence[Value]) -> Floats:
        first, *rest = numbers("this function", values)
        for other in rest:
            first = pick(first, other)
        return first

    return run


def _of_one(function: Callable[[Floats], Floats], usage: str, about: str, example: str) -> Function:
    return Function(plain(function), 1, 1, usage, about, "mathematics", example)


def _of_two(function: Callable[[Floats, Floats], Floats], usage: str, about: str, example: str) -> Function:
    return Function(plain(function), 2, 2, usage, about, "mathematics", example)


def _where(condition: Floats, yes: Floats, no: Floats) -> Floats:
    return np.asarray(np.where(condition != 0, yes, no))


MATHS: dict[str, Function] = {
    "abs": _of_one(np.abs, "abs(x)", "size without sign", "abs(valence)"),
    "sign": _of_one(np.sign, "sign(x)", "-1, 0 or 1", "sign(valence)"),
    "floor": _of_one(np.floor, "floor(x)", "whole number below", "floor(beat)"),
    "ceil": _of_one(np.ceil, "ceil(x)", "whole number above", "ceil(beat)"),
    "round": _of_one(lambda x: np.floor(x + 0.5), "round(x)", "nearest whole number, halves up", "round(4 * u)"),
    "fract": _of_one(
        lambda x: x - np.floor(x), "fract(x)", "what is left of a number above its whole part", "fract(t / 3)"
    ),
    "sqrt": _of_one(np.sqrt, "sqrt(x)", "square root", "sqrt(loudness)"),
    "exp": _of_one(np.exp, "exp(x)", "e to the power x", "exp(-4 * beat_phase)"),
    "log": _of_one(np.log, "log(x)", "natural logarithm", "log(1 + t)"),
    "log2": _of_one(np.log2, "log2(x)", "logarithm to base 2", "log2(1 + u)"),
    "log10": _of_one(np.log10, "log10(x)", "logarithm to base 10", "log10(1 + 9 * u)"),
    "sin": _of_one(np.sin, "sin(x)", "sine of radians", "sin(tau * t / 8)"),
    "cos": _of_one(np.cos, "cos(x)", "cosine of radians", "cos(tau * bar_phase)"),
    "tan": _of_one(np.tan, "tan(x)", "tangent of radians", "tan(u)"),
    "asin": _of_one(np.arcsin, "asin(x)", "inverse sine", "asin(u)"),
    "acos": _of_one(np.arccos, "acos(x)", "inverse cosine", "acos(u)"),
    "atan": _of_one(np.arctan, "atan(x)", "inverse tangent", "atan(4 * valence)"),
    "sinh": _of_one(np.sinh, "sinh(x)", "hyperbolic sine", "sinh(u)"),
    "cosh": _of_one(np.cosh, "cosh(x)", "hyperbolic cosine", "cosh(2 * kick) - 1"),
    "tanh": _of_one(np.tanh, "tanh(x)", "hyperbolic tangent, a soft limit to -1..1", "tanh(3 * onset)"),
    "atan2": _of_two(np.arctan2, "atan2(y, x)", "angle of the point (x, y), in radians", "atan2(arousal, valence)"),
    "hypot": _of_two(np.hypot, "hypot(x, y)", "distance of the point (x, y) from 0", "hypot(valence, arousal)"),
    "pow": _of_two(np.power, "pow(x, y)", "x to the power y", "pow(kick, 2)"),
    "mod": _of_two(np.mod, "mod(x, y)", "what is left of x above whole y, with the sign of y", "mod(beat, 4)"),
    "min": Function(
        _extreme(np.minimum), 1, None, "min(a, b, …)", "the smallest", "mathematics", "min(1, 2 * kick)"
    ),
    "max": Function(
        _extreme(np.maximum), 1, None, "max(a, b, …)", "the largest", "mathematics", "max(kick, snare)"
    ),
    "clamp": Function(
        plain(lambda x, low, high: np.minimum(np.maximum(x, low), high)),
        3, 3, "clamp(x, low, high)", "x kept within low and high", "mathematics", "clamp(valence, 0, 1)",
    ),
    "mix": Function(
        plain(lambda a, b, k: a + (b - a) * k),
        3, 3, "mix(a, b, k)", "a at k = 0, b at k = 1, in between and beyond along a line", "mathematics",
        "mix(1, 1.3, u)",
    ),
    "where": Function(
        plain(_where),
        3, 3, "where(condition, a, b)", "a where the condition holds, else b: `a if condition else b`",
        "mathematics", "where(bar % 2 < 1, 0.2, -0.2)",
    ),
}  # fmt: skip
