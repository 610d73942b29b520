"""Fusion of streams into one feeling: a Kalman filter forwards, a Rauch–Tung–Striebel smoother backwards.

The feeling is an Ornstein–Uhlenbeck process about neutral (time constant 12 s). What a stream says is the feeling
plus the stream's own error, and that error is an Ornstein–Uhlenbeck process too: a text that is wrong about this
second is wrong about the next one in the same way. So a stream that is sampled more densely is not believed
more. The errors of two streams are taken to agree a little (0.2): words and music mislead together now and then.
(H. E. Rauch, F. Tung, C. T. Striebel, "Maximum likelihood estimates of linear dynamic systems", 1965.)

The smoother is linear in what the streams say, so a stream's weight at an instant is exactly what the result there
would be if that stream said 1 throughout and the others 0; what is missing to 1 is the pull to neutral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling, Stream

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FEELING_TIME_S = 12.0
FEELING_SD = 0.6
"""Spread of valence and arousal over films about which nothing is known."""
ERROR_TIME_S = {"words": 8.0, "music": 6.0, "curve": 4.0, "press": 4.0, "mood": 30.0, "eeg": 6.0}
"""How long the error of a stream stays the same, by the stream's name."""
OTHER_ERROR_TIME_S = 6.0
SHARED_ERROR = 0.2
"""Correlation of the errors of two streams."""
SAID_BETWEEN = frozenset({"words", "curve", "press", "mood"})
"""Streams that speak of the time between their instants too: a scene lasts, a hand draws a line. The others were
sampled, and say nothing of what lies between two samples."""
SMALLEST_SD = 0.03
LARGEST_SD = 6.0
"""A stream that is less sure than this (r under 0.1) is not heard."""
_READING_SD = 0.01


def sd_of_agreement(r: float) -> float:
    """Standard deviation of a stream whose agreement with the feeling was measured on held-out data.

    With feeling of spread s and an independent error e, r = s / √(s² + e²), so e = s · √(1/r² - 1). No agreement, or
    one that goes the wrong way, gives infinity: such a stream has no weight.
    """
    if not r > 0.0:
        return float("inf")
    return FEELING_SD * float(np.sqrt(max(1.0 / min(r, 1.0) ** 2 - 1.0, 0.0)))


def fuse(streams: Sequence[Stream], duration_s: float, rate_hz: float = 4.0) -> Feeling:
    """Return valence and arousal over the film, with standard deviations, from every stream of evidence.

    Args:
        streams: sources on the film's time; a stream of ``SAID_BETWEEN`` speaks from its first to its last instant,
            linearly between, any other at its instants. Beside a value that is not finite a stream is silent.
        duration_s: length of the film in seconds.
        rate_hz: samples of the result per second.

    Returns:
        The smoothed curves on 0, 1/rate, … up to the film's end, the streams as they came, and the weight of each.
        Without any stream the feeling is neutral and wide.
    """
    times_s = np.arange(int(np.ceil(duration_s * rate_hz - 1e-9)) + 1, dtype=np.float64) / rate_hz
    evidence = [_evidence(stream, times_s) for stream in streams]
    curve = _smooth(evidence, len(times_s), rate_hz)
    return Feeling(
        times_s=times_s,
        valence=np.clip(curve.mean[:, 0], -1.0, 1.0),
        arousal=np.clip(curve.mean[:, 1], -1.0, 1.0),
        valence_sd=curve.sd[:, 0],
        arousal_sd=curve.sd[:, 1],
        streams=tuple(streams),
        weights=tuple(curve.weights[:, :, index] for index in range(len(streams))),
    )


@dataclass(frozen=True)
class _Evidence:
    """One stream on the even time axis: value, sd and whether it speaks, shape (times, 2)."""

    value: Floats
    sd: Floats
    speaks: Flags
    error_time_s: float


@dataclass(frozen=True)
class _Curve:
    """The result, (times, 2), and the streams' weights, (times, 2, streams)."""

    mean: Floats
    sd: Floats
    weights: Floats


def _evidence(stream: Stream, times_s: Floats) -> _Evidence:
    sides = [
        _side(stream, times_s, values, sd)
        for values, sd in ((stream.valence, stream.valence_sd), (stream.arousal, stream.arousal_sd))
    ]
    value, spread, speaks = (np.stack(column, axis=1) for column in zip(*sides, strict=True))
    return _Evidence(value, spread, speaks, ERROR_TIME_S.get(stream.name, OTHER_ERROR_TIME_S))


def _side(stream: Stream, times_s: Floats, values: Floats, sd: Floats) -> tuple[Floats, Floats, Flags]:
    """Valence or arousal of a stream on the even axis: value, sd, whether it speaks."""
    known = np.isfinite(values) & np.isfinite(sd) & (sd <= LARGEST_SD)
    if not known.any():
        zero = np.zeros(times_s.shape)
        return zero, zero + SMALLEST_SD, np.zeros(times_s.shape, dtype=np.bool_)
    half_step = 0.5 * float(times_s[1] - times_s[0]) if len(times_s) > 1 else 0.5
    at = stream.times_s
    after = np.clip(np.searchsorted(at, times_s), 0, len(at) - 1)
    before = np.clip(np.searchsorted(at, times_s, side="right") - 1, 0, len(at) - 1)
    beside = np.abs(np.where(known[after], at[after], np.inf) - times_s) <= half_step
    beside |= np.abs(np.where(known[before], at[before], np.inf) - times_s) <= half_step
    close = at[after] - at[before] <= 2.0 * half_step + 1e-9
    if stream.name in SAID_BETWEEN:
        close = np.ones_like(close)
    speaks = beside | (known[after] & known[before] & close & (times_s >= at[0]) & (times_s <= at[-1]))
    spread = np.maximum(np.interp(times_s, at[known], sd[known]), SMALLEST_SD)
    return np.interp(times_s, at[known], values[known]), spread, speaks


def _smooth(evidence: Sequence[_Evidence], count: int, rate_hz: float) -> _Curve:
    """Smooth valence and arousal side by side. State: the feeling, then each stream's error in units of its sd.

    The columns of the mean are the answer to what the streams say, and to each stream saying 1 alone.
    """
    size = 1 + len(evidence)
    keep = np.exp(-1.0 / (rate_hz * np.array([FEELING_TIME_S, *(one.error_time_s for one in evidence)])))
    stationary = np.full((size, size), SHARED_ERROR)
    stationary[0, :] = stationary[:, 0] = 0.0
    np.fill_diagonal(stationary, [FEELING_SD**2, *([1.0] * len(evidence))])
    grow = stationary * (1.0 - np.outer(keep, keep))
    mean, cov = np.zeros((2, size, size)), np.stack([stationary, stationary])
    means, covs = np.empty((count, 2, size, size)), np.empty((count, 2, size, size))
    for step in range(count):
        if step:
            mean, cov = keep[:, None] * mean, keep[:, None] * cov * keep + grow
        for index, one in enumerate(evidence):
            for side in (0, 1):
                if one.speaks[step, side]:
                    said = np.zeros(size)
                    said[0], said[index + 1] = one.value[step, side], 1.0
                    _observe(mean[side], cov[side], index + 1, said, float(one.sd[step, side]))
        means[step], covs[step] = mean, cov
    return _backwards(means, covs, keep, grow)


def _observe(mean: Floats, cov: Floats, error: int, said: Floats, sd: float) -> None:
    """One reading, in place: said = feeling + sd · error, read to within a hair."""
    ahead = cov[:, 0] + sd * cov[:, error]
    variance = ahead[0] + sd * ahead[error] + _READING_SD**2
    gain = ahead / variance
    mean += np.outer(gain, said - (mean[0] + sd * mean[error]))
    cov -= np.outer(gain, ahead)


def _backwards(means: Floats, covs: Floats, keep: Floats, grow: Floats) -> _Curve:
    """The smoother's pass; the gains of all instants are found at once."""
    turned = keep[:, None] * covs
    ahead = turned * keep + grow
    gains = np.swapaxes(np.linalg.solve(ahead[:-1], turned[:-1]), -1, -2)
    mean, cov = means.copy(), covs.copy()
    for step in range(len(means) - 2, -1, -1):
        gain = gains[step]
        mean[step] += gain @ (mean[step + 1] - keep[:, None] * means[step])
        cov[step] += gain @ (cov[step + 1] - ahead[step]) @ np.swapaxes(gain, -1, -2)
    return _Curve(mean[:, :, 0, 0], np.sqrt(np.maximum(cov[:, :, 0, 0], 0.0)), mean[:, :, 0, 1:])
