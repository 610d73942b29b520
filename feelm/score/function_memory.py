"""Functions that remember: what they give at a frame depends on other frames of the shot too.

They start from rest at the first frame of the shot, so a shot never depends on its neighbours; in a signal of the
score they run over the whole film.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

import numpy as np

from feelm.score.function import Axis, Floats, Function, Value, constant, over_frames

FAR_S = 1000.0
"""Seconds to an event that does not come."""


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
    attack_s = constant("follow", "the attack", values[1], 0.0, 600.0)
    release_s = constant("follow", "the release", values[2], 0.0, 600.0)
    return _one_pole(axis, over_frames(axis, "follow", values[0]), attack_s, release_s)


def _lag(axis: Axis, values: Sequence[Value]) -> Floats:
    time_s = constant("lag", "the time", values[1], 0.0, 600.0)
    return _one_pole(axis, over_frames(axis, "lag", values[0]), time_s, time_s)


def _spring(axis: Axis, values: Sequence[Value]) -> Floats:
    """A mass on a spring that is pulled to x: exact step of x'' = w² (target − x) − 2 d w x' for each frame."""
    frequency = constant("spring", "the frequency", values[1] if len(values) > 1 else 2.0, 0.01, 60.0)
    damping = constant("spring", "the damping", values[2] if len(values) > 2 else 0.4, 0.0, 10.0)
    x = over_frames(axis, "spring", values[0])
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


def _rises(on: Floats) -> Floats:
    """Where a signal rises through one half; high from the first frame counts as rising there."""
    high = on > 0.5
    return np.asarray(high & ~np.concatenate([[False], high[:-1]]))


def _last(axis: Axis, values: Sequence[Value]) -> Floats:
    rises = _rises(over_frames(axis, "last", values[0]))
    index = np.arange(len(rises))
    latest = np.maximum.accumulate(np.where(rises, index, -1))
    return np.where(latest >= 0, (index - latest) * axis.step_s, FAR_S)


def _next(axis: Axis, values: Sequence[Value]) -> Floats:
    rises = _rises(over_frames(axis, "next", values[0]))
    index = np.arange(len(rises))
    nearest = np.minimum.accumulate(np.where(rises, index, len(rises))[::-1])[::-1]
    return np.where(nearest < len(rises), (nearest - index) * axis.step_s, FAR_S)


def _pulse(axis: Axis, values: Sequence[Value]) -> Floats:
    """An envelope started each time its first argument rises through one half."""
    attack_s = constant("pulse", "the attack", values[1], 0.0, 600.0)
    release_s = constant("pulse", "the release", values[2], 0.0, 600.0)
    shape = constant("pulse", "the shape", values[3] if len(values) > 3 else 2.0, 0.05, 20.0)
    since_s = _last(axis, values[:1])
    rising = since_s / attack_s if attack_s > 0 else np.ones(len(since_s))
    fallen = np.maximum(since_s - attack_s, 0.0)
    left = 1.0 - fallen / release_s if release_s > 0 else (fallen <= 0.0).astype(np.float64)
    return np.where(since_s < attack_s, rising, np.clip(left, 0.0, 1.0) ** shape)


def _accumulate(axis: Axis, values: Sequence[Value]) -> Floats:
    """Integral over time by the trapezoidal rule, 0 at the first frame."""
    x = over_frames(axis, "accumulate", values[0])
    middles = 0.5 * (x[1:] + x[:-1]) * axis.step_s
    return np.concatenate([[0.0], np.cumsum(middles)])[: len(x)]


def _hold(axis: Axis, values: Sequence[Value]) -> Floats:
    x, rises = over_frames(axis, "hold", values[0]), _rises(over_frames(axis, "hold", values[1]))
    return np.asarray(x[np.maximum.accumulate(np.where(rises, np.arange(len(x)), 0))])


def _delay(axis: Axis, values: Sequence[Value]) -> Floats:
    x = over_frames(axis, "delay", values[0])
    delay_s = constant("delay", "the time", values[1], -600.0, 600.0)
    place = np.arange(len(x)) - delay_s / axis.step_s
    return np.asarray(np.interp(place, np.arange(len(x)), x))


def _blur(axis: Axis, values: Sequence[Value]) -> Floats:
    """Convolution with a Gaussian of standard deviation ``time``, the ends held."""
    x = over_frames(axis, "blur", values[0])
    spread = constant("blur", "the time", values[1], 0.0, 10.0) / axis.step_s
    if spread <= 0.0:
        return np.asarray(x)
    reach = min(math.ceil(4.0 * spread), max(1, len(x)))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    return np.asarray(np.convolve(np.pad(x, reach, mode="edge"), weights / weights.sum(), mode="valid"))


MEMORY: dict[str, Function] = {
    "follow": Function(
        _follow, 3, 3, "follow(x, attack, release)",
        "x smoothed, rising and falling with two time constants: 63 % of the way in that time; 0 is at once", "memory",
        "follow(kick, 0, 0.25s)", "the envelope follower of analogue synthesis", remembers=True,
    ),
    "lag": Function(
        _lag, 2, 2, "lag(x, time)", "x smoothed with one time constant", "memory", "lag(valence, 2s)",
        "first-order low pass, exact for steps", remembers=True,
    ),
    "spring": Function(
        _spring, 1, 3, "spring(x, frequency=2, damping=0.4)",
        "x followed by a mass on a spring; frequency in hertz, it overshoots for damping below 1", "memory",
        "spring(kick, 3, 0.3)", "x'' = w² (target - x) - 2 d w x', solved exactly from frame to frame", remembers=True,
    ),
    "pulse": Function(
        _pulse, 3, 4, "pulse(on, attack, release, shape=2)",
        "an envelope each time `on` rises through 0.5: a line up, then (1 - p) ** shape down", "memory",
        "pulse(snare, 1f, 1 beat, 3)", remembers=True,
    ),
    "accumulate": Function(
        _accumulate, 1, 1, "accumulate(x)", "the sum of x over time, per second, from 0 at the start of the shot: turns"
        " a speed into a way", "memory", "accumulate(10 + 40 * bass)", "trapezoidal rule", remembers=True,
    ),
    "last": Function(
        _last, 1, 1, "last(on)", "seconds since `on` rose through 0.5; 1000 where it has not yet", "memory",
        "exp(-last(kick) / 0.3)", remembers=True,
    ),
    "next": Function(
        _next, 1, 1, "next(on)", "seconds until `on` rises through 0.5; 1000 where it will not", "memory",
        "max(0, 1 - next(kick) / 0.2)", remembers=True,
    ),
    "hold": Function(
        _hold, 2, 2, "hold(x, on)", "x as it was when `on` last rose through 0.5", "memory", "hold(loudness, kick)",
        "sample and hold", remembers=True,
    ),
    "delay": Function(
        _delay, 2, 2, "delay(x, time)", "x of some time ago; of some time ahead for a time below 0", "memory",
        "delay(kick, 1 beat)", remembers=True,
    ),
    "blur": Function(
        _blur, 2, 2, "blur(x, time)", "x smoothed to both sides, without coming late", "memory", "blur(loudness, 1s)",
        "convolution with a Gaussian; `time` is its standard deviation", remembers=True,
    ),
}  # fmt: skip
