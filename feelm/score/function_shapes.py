"""Shapes: what makes of a 0..1 signal or of progress a curve with a character."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from feelm.errors import ScoreError
from feelm.score.easing import easing
from feelm.score.function import Axis, Floats, Function, Value, constant, numbers
from feelm.score.function_maths import plain
from feelm.score.names import nearest


def _smoothstep(a: Floats, b: Floats, x: Floats) -> Floats:
    k = np.clip((x - a) / (b - a), 0.0, 1.0)
    return np.asarray(k * k * (3.0 - 2.0 * k))


def _softplus(x: Floats) -> Floats:
    return np.asarray(np.logaddexp(0.0, x))


_CONVEX: dict[str, Callable[[Floats, float], Floats]] = {
    "pow": lambda x, k: np.power(x, k),
    "exp": lambda x, k: np.expm1(k * x) / np.expm1(k),
    "cosh": lambda x, k: (np.cosh(k * x) - 1.0) / (np.cosh(k) - 1.0),
    "softplus": lambda x, k: (
        (_softplus(k * (2.0 * x - 1.0)) - _softplus(np.asarray(-k)))
        / (_softplus(np.asarray(k)) - _softplus(np.asarray(-k)))
    ),
}


def _check_convex(kind: str) -> None:
    if kind not in _CONVEX:
        raise ScoreError(
            f"there is no convex shape `{kind[:40]}`",
            fix=nearest(kind, _CONVEX) or f"the shapes are {', '.join(_CONVEX)}",
        )


def _convex(axis: Axis, values: Sequence[Value]) -> Floats:
    kind = str(values[1])
    sharpness = constant("convex", "the sharpness", values[2] if len(values) > 2 else 3.0, 0.05, 50.0)
    return _CONVEX[kind](np.clip(numbers("`convex`", values[:1])[0], 0.0, 1.0), sharpness)


def _ease(axis: Axis, values: Sequence[Value]) -> Floats:
    x = np.clip(numbers("`ease`", values[:1])[0], 0.0, 1.0)
    return easing(str(values[1]))(np.atleast_1d(x)).reshape(x.shape)


def _remap(x: Floats, a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    return np.asarray(c + np.clip((x - a) / (b - a), 0.0, 1.0) * (d - c))


def _compress(x: Floats, level: Floats, ratio: Floats) -> Floats:
    return np.asarray(np.where(x > level, level + (x - level) / ratio, x))


def _steps(x: Floats, n: Floats) -> Floats:
    return np.asarray(np.floor(np.clip(x, 0.0, 1.0) * n) / n)


def _sigmoid(x: Floats, centre: Floats | float = 0.5, slope: Floats | float = 10.0) -> Floats:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * slope * (x - centre)))


def _decay(phase: Floats, k: Floats | float = 2.0) -> Floats:
    return np.power(1.0 - np.clip(phase, 0.0, 1.0), k)


SHAPES: dict[str, Function] = {
    "ease": Function(
        _ease, 2, 2, "ease(x, 'kind')", "progress 0..1 shaped by any easing", "shapes",
        "ease(u, 'cubic_in_out')", "R. Penner, Motion, Tweening, and Easing, 2002", words={1: easing},
    ),
    "convex": Function(
        _convex, 2, 3, "convex(x, 'pow', k=3)",
        "0..1 bent so that small values shrink and peaks stand out; 'pow', 'exp', 'cosh' or 'softplus', the more the"
        " larger k; 0 stays 0 and 1 stays 1", "shapes", "convex(kick, 'exp', 4)", words={1: _check_convex},
    ),
    "softplus": Function(
        plain(_softplus), 1, 1, "softplus(x)", "log(1 + exp(x)), a soft max(0, x)", "shapes",
        "softplus(6 * (kick - 0.5)) / 3", "C. Dugas et al., NIPS 2000",
    ),
    "sigmoid": Function(
        plain(_sigmoid),
        1, 3, "sigmoid(x, centre=0.5, slope=10)", "0 to 1 in the shape of an S about the centre", "shapes",
        "sigmoid(loudness, 0.6, 12)",
    ),
    "smoothstep": Function(
        plain(_smoothstep), 3, 3, "smoothstep(a, b, x)", "0 below a, 1 above b, smooth between", "shapes",
        "smoothstep(0.3, 0.8, onset)",
    ),
    "step": Function(
        plain(lambda edge, x: (x >= edge).astype(np.float64)),
        2, 2, "step(edge, x)", "0 below the edge, 1 from it on", "shapes", "step(0.5, kick)",
    ),
    "steps": Function(
        plain(_steps), 2, 2, "steps(x, n)", "progress 0..1 in n equal stairs", "shapes", "steps(u, 5)",
    ),
    "map": Function(
        plain(lambda x, a, b, c, d: c + (x - a) * (d - c) / (b - a)),
        5, 5, "map(x, a, b, c, d)", "the range a..b laid on c..d, and beyond", "shapes",
        "map(valence, -1, 1, 0.8, 1.2)",
    ),
    "remap": Function(
        plain(_remap), 5, 5, "remap(x, a, b, c, d)", "the range a..b laid on c..d and kept within it", "shapes",
        "remap(loudness, 0.2, 0.9, 0, 1)",
    ),
    "threshold": Function(
        plain(lambda x, level: np.maximum(0.0, x - level) / (1.0 - level)),
        2, 2, "threshold(x, level)", "0 up to the level, from there on to 1 as x goes to 1", "shapes",
        "threshold(kick, 0.4)",
    ),
    "gate": Function(
        plain(lambda x, level: np.where(x >= level, x, 0.0)),
        2, 2, "gate(x, level)", "x where it reaches the level, else 0", "shapes", "gate(onset, 0.5)",
    ),
    "compress": Function(
        plain(_compress), 3, 3, "compress(x, level, ratio)",
        "above the level x grows only one ratio-th as fast", "shapes", "compress(bass, 0.5, 4)",
        "the compressor of audio work, hard knee",
    ),
    "decay": Function(
        plain(_decay),
        1, 2, "decay(phase, k=2)", "1 falling to 0 over a phase, hollow for k above 1; its mean is 1 / (k + 1)",
        "shapes", "decay(beat_phase, 3)",
    ),
    "bell": Function(
        plain(lambda x, centre, width: np.exp(-0.5 * ((x - centre) / width) ** 2)),
        3, 3, "bell(x, centre, width)", "1 at the centre, falling off on both sides like a bell", "shapes",
        "bell(u, 0.5, 0.15)",
    ),
}  # fmt: skip
