"""Fusion of streams into one feeling: a Kalman filter forwards, a Rauch–Tung–Striebel smoother backwards.

The feeling is an Ornstein–Uhlenbeck process about neutral (time constant 12 s). What a stream says is the feeling
plus the stream's own error, and that error is an Ornstein–Uhlenbeck process too: a text that is wrong about this
second is wrong about the next one in the same way. So a stream that is sampled more densely is not believed
more. (H. E. Rauch, F. Tung, C. T. Striebel, "Maximum likelihood estimates of linear dynamic systems", 1965.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling, Stream

Floats = NDArray[np.float64]

FEELING_TIME_S = 12.0
FEELING_SD = 0.6
"""Spread of valence and arousal over films about which nothing is known."""
ERROR_TIME_S = {"words": 8.0, "music": 6.0, "curve": 4.0}
"""How long the error of a stream stays the same, by the stream's name."""
OTHER_ERROR_TIME_S = 6.0
SMALLEST_SD = 0.03
_READING_SD = 0.01


def fuse(streams: Sequence[Stream], duration_s: float, rate_hz: float = 4.0) -> Feeling:
    """Return valence and arousal over the film, with standard deviations, from every stream of evidence.

    Args:
        streams: sources on the film's time; a stream speaks from its first to its last instant, linearly between.
        duration_s: length of the film in seconds.
        rate_hz: samples of the result per second.

    Returns:
        The smoothed curves on 0, 1/rate, … up to the film's end, and the streams as they came. Without any
        stream the feeling is neutral and wide.
    """
    times_s = np.arange(int(np.ceil(duration_s * rate_hz - 1e-9)) + 1, dtype=np.float64) / rate_hz
    valence = _smooth(
        [_evidence(s, times_s, s.valence, s.valence_sd) for s in streams], len(times_s), rate_hz
    )
    arousal = _smooth(
        [_evidence(s, times_s, s.arousal, s.arousal_sd) for s in streams], len(times_s), rate_hz
    )
    return Feeling(
        times_s=times_s,
        valence=np.clip(valence.mean, -1.0, 1.0),
        arousal=np.clip(arousal.mean, -1.0, 1.0),
        valence_sd=valence.sd,
        arousal_sd=arousal.sd,
        streams=tuple(streams),
    )


@dataclass(frozen=True)
class _Evidence:
    """One stream on the even time axis: NaN where it does not speak."""

    value: Floats
    sd: Floats
    error_time_s: float


@dataclass(frozen=True)
class _Curve:
    mean: Floats
    sd: Floats


def _evidence(stream: Stream, times_s: Floats, values: Floats, sd: Floats) -> _Evidence:
    known = np.isfinite(values) & np.isfinite(sd)
    value = np.full(times_s.shape, np.nan)
    spread = np.full(times_s.shape, SMALLEST_SD)
    if known.any():
        at = stream.times_s[known]
        half_step = 0.5 * float(times_s[1] - times_s[0]) if len(times_s) > 1 else 0.5
        speaks = (times_s >= at[0] - half_step) & (times_s <= at[-1] + half_step)
        value[speaks] = np.interp(times_s[speaks], at, values[known])
        spread[speaks] = np.maximum(np.interp(times_s[speaks], at, sd[known]), SMALLEST_SD)
    return _Evidence(value, spread, ERROR_TIME_S.get(stream.name, OTHER_ERROR_TIME_S))


def _smooth(evidence: Sequence[_Evidence], count: int, rate_hz: float) -> _Curve:
    """Smooth one dimension. State: the feeling, then for each stream its error in units of its sd."""
    size = 1 + len(evidence)
    keep = np.exp(-1.0 / (rate_hz * np.array([FEELING_TIME_S, *(one.error_time_s for one in evidence)])))
    stationary = np.array([FEELING_SD**2, *([1.0] * len(evidence))])
    grow = np.diag(stationary * (1.0 - keep**2))
    mean, cov = np.zeros(size), np.diag(stationary)
    means, covs = np.empty((count, size)), np.empty((count, size, size))
    for step in range(count):
        if step:
            mean, cov = keep * mean, keep[:, None] * cov * keep + grow
        for index, one in enumerate(evidence):
            if np.isfinite(one.value[step]):
                mean, cov = _observe(mean, cov, index + 1, float(one.value[step]), float(one.sd[step]))
        means[step], covs[step] = mean, cov
    return _backwards(means, covs, keep, grow)


def _observe(mean: Floats, cov: Floats, error: int, value: float, sd: float) -> tuple[Floats, Floats]:
    """One reading: value = feeling + sd · error, read to within a hair (Joseph form keeps cov symmetric)."""
    looks = np.zeros(len(mean))
    looks[0], looks[error] = 1.0, sd
    gain = cov @ looks / (looks @ cov @ looks + _READING_SD**2)
    rest = np.eye(len(mean)) - np.outer(gain, looks)
    return mean + gain * (value - looks @ mean), rest @ cov @ rest.T + np.outer(gain, gain) * _READING_SD**2


def _backwards(means: Floats, covs: Floats, keep: Floats, grow: Floats) -> _Curve:
    mean, sd = means[:, 0].copy(), np.sqrt(covs[:, 0, 0])
    later_mean, later_cov = means[-1], covs[-1]
    for step in range(len(means) - 2, -1, -1):
        ahead = keep[:, None] * covs[step] * keep + grow
        gain = np.linalg.solve(ahead, keep[:, None] * covs[step]).T
        later_mean = means[step] + gain @ (later_mean - keep * means[step])
        later_cov = covs[step] + gain @ (later_cov - ahead) @ gain.T
        mean[step], sd[step] = later_mean[0], np.sqrt(max(float(later_cov[0, 0]), 0.0))
    return _Curve(mean, sd)
