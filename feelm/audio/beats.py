"""Beats from an onset activation: a hidden semi-Markov model whose hidden state is the time between beats.

It is the bar-pointer model of Krebs, Böck & Widmer (ISMIR 2015) written beat by beat: a beat at frame ``t``
after an interval ``τ`` is scored by what sounds at ``t`` and by the change of interval, and the best sequence
is found by dynamic programming over (frame, interval), one small matrix a frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.audio.onsets import EARLINESS_S
from feelm.audio.spectra import FRAME_HZ

Floats = NDArray[np.float64]
Frames = NDArray[np.int64]

LONGEST_GRID_S = 900.0
"""Nothing longer than a quarter of an hour is taken for one piece of constant tempo."""
UNEVENNESS = ((0.333, 0.2), (0.4, 0.6), (0.5, 0.9))
"""Beat interval in seconds and how uneven beats quicker than that may be: the quicker, the less likely a pulse."""
REACH = 14
"""By how many frames neighbouring intervals may differ."""


@dataclass(frozen=True)
class TempoPrior:
    """Which beat intervals are possible and likely.

    ``slowest_bpm``/``fastest_bpm`` bound the tempo; ``favourite_bpm`` and ``octaves`` (standard deviation)
    shape a log-normal preference (Parncutt 1994; Moelants 2002 found listeners near 120); ``steadiness``
    is the transition lambda: larger keeps the tempo steadier.
    """

    slowest_bpm: float = 53.6
    fastest_bpm: float = 214.3
    favourite_bpm: float = 120.0
    octaves: float = 0.9
    steadiness: float = 100.0


def beat_gain(activation: Floats, harmony: Floats | None = None) -> Floats:
    """Log-odds of a beat at each frame: from the onset activation 0..1, and from changes of harmony."""
    clipped = np.clip(activation, 0.01, 0.99)
    gain = np.log(clipped) - np.log((1.0 - clipped) / 15.0)
    if harmony is not None:
        aligned = np.zeros(len(gain))
        count = min(len(gain), len(harmony))
        aligned[:count] = np.clip(1.1 * harmony[:count], -1.5, 2.0)
        gain = gain + aligned
    return np.asarray(gain, dtype=np.float64)


def track_beats(activation: Floats, gain: Floats, prior: TempoPrior | None = None) -> Floats:
    """Beat times in seconds, rising, float64.

    Args:
        activation: onset activation 0..1 at 100 Hz; beats are fine-tuned on its peaks.
        gain: log-odds of a beat per frame (``beat_gain``, plus what else is known, such as taps).
        prior: the tempo preference.

    A piece whose tempo turns out to be constant (a click or a sequencer) gets one grid for the whole piece, so
    that its phase is decided by all of it and not by the last few bars.
    """
    prior = prior or TempoPrior()
    shortest = max(4, int(60.0 * FRAME_HZ / prior.fastest_bpm))
    longest = max(shortest + 1, round(60.0 * FRAME_HZ / prior.slowest_bpm))
    frames = _best_path(gain, np.arange(shortest, longest + 1), prior)
    grid = _steady_grid(gain, frames)
    return _refined(activation, frames if grid is None else grid)


def _best_path(gain: Floats, intervals: Frames, prior: TempoPrior) -> Frames:
    """Frames of the best beat sequence (Viterbi over the frame and the interval that follows it)."""
    count, longest, width = len(gain), int(intervals[-1]), len(intervals)
    favour = -0.5 * (np.log2(intervals * prior.favourite_bpm / (60.0 * FRAME_HZ)) / prior.octaves) ** 2
    # A slower pulse has fewer beats to earn with; a small power of the interval makes up for a part of it.
    weight = (intervals / 50.0) ** 0.2
    padded = np.pad(intervals.astype(np.float64), REACH, constant_values=1e9)
    before = np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH + 1)
    change = np.maximum(-prior.steadiness * np.abs(intervals[:, None] / before - 1.0), -1e6)
    change[before > 1e8] = -np.inf
    # Rows before frame 0 are starts: the first beat may come at any phase, at no cost.
    best = np.zeros((count + longest, width))
    came = np.zeros((count, width), dtype=np.int8)
    arrived = np.zeros(width + 2 * REACH)
    windows = np.lib.stride_tricks.sliding_window_view(arrived, 2 * REACH + 1)
    states = np.arange(width)
    back = longest - intervals
    for t in range(count):
        arrived[REACH:-REACH] = best[t + back, states] + favour + gain[t] * weight
        through = windows + change
        pick = through.argmax(axis=1)
        came[t] = pick - REACH
        best[t + longest] = through[states, pick]
    return _walked_back(best[longest:], came, intervals)


def _walked_back(best: Floats, came: NDArray[np.int8], intervals: Frames) -> Frames:
    """Follow the best path from its last beat, the one whose next beat would fall behind the end."""
    count, longest = len(best), int(intervals[-1])
    last, state, top = -1, 0, -np.inf
    for t in range(max(0, count - longest), count):
        open_end = np.where(intervals >= count - t, best[t], -np.inf)
        if open_end.max() > top:
            last, state, top = t, int(open_end.argmax()), float(open_end.max())
    path = []
    while last >= 0:
        path.append(last)
        state += int(came[last, state])
        last -= int(intervals[state])
    return np.array(path[::-1], dtype=np.int64)


def _steady_grid(gain: Floats, frames: Frames, threshold: float = 0.88) -> Frames | None:
    """The best beats of one constant tempo, or None if they earn under ``threshold`` of what ``frames`` earn.

    Tempi within 1.5 % of the path's are tried, so finely that the last beat moves by one frame a step.
    """
    from scipy.ndimage import maximum_filter1d

    if len(frames) < 24 or len(gain) > LONGEST_GRID_S * FRAME_HZ:
        return None
    long = (frames[16:] - frames[:-16]) / 16.0
    usual = float(np.median(long))
    if np.percentile(long, 80) - np.percentile(long, 20) > 0.02 * usual:
        return None
    reached = maximum_filter1d(gain, 3)
    steps = max(3, int(0.03 * len(gain)))
    best, grid = -np.inf, frames
    for period in usual * np.linspace(0.985, 1.015, steps):
        starts = np.arange(0.0, period)
        beats = np.arange(int((len(gain) - 1) / period))
        places = np.rint(starts[:, None] + beats * period).astype(np.int64)
        earned = reached[np.minimum(places, len(gain) - 1)].mean(axis=1)
        pick = int(earned.argmax())
        if earned[pick] > best:
            best = float(earned[pick])
            grid = np.rint(np.arange(starts[pick], len(gain), period)).astype(np.int64)
    return grid if best > threshold * float(reached[frames].mean()) else None


def without_weak_halves(beats_s: Floats, struck: Floats) -> Floats:
    """Every second beat, if a quick pulse keeps alternating between strong and weak: it was counted double.

    Args:
        beats_s: beat times.
        struck: onset strength at 100 Hz, all bands alike.

    Uneven means that a beat is stronger than its two neighbours by more than ``UNEVENNESS`` allows (octaves,
    mean of 16 beats, median over the piece).
    """
    if len(beats_s) < 32:
        return beats_s
    interval = float(np.median(np.diff(beats_s)))
    threshold = next((limit for fastest, limit in UNEVENNESS if interval < fastest), np.inf)
    centre = np.rint((beats_s - EARLINESS_S) * FRAME_HZ).astype(np.int64)
    index = np.clip(centre[:, None] + np.arange(-3, 4), 0, len(struck) - 1)
    size = struck[index].max(axis=1) + 1e-6
    lead = np.log2(size[1:-1] / (0.5 * (size[:-2] + size[2:])))
    signed = lead * np.where(np.arange(len(lead)) % 2, 1.0, -1.0)
    local = np.convolve(signed, np.full(16, 1.0 / 16.0), "valid")
    if float(np.median(np.abs(local))) < threshold:
        return beats_s
    return beats_s[int(size[1::2].mean() > size[0::2].mean()) :: 2]


def _refined(activation: Floats, frames: Frames) -> Floats:
    """Beat times between frames: centre of the activation's peak within two frames of the path."""
    padded = np.pad(activation, 3)
    around = frames[:, None] + np.arange(-2, 3)
    weight = padded[around + 3] ** 4 + 1e-9
    offset = (weight * np.arange(-2, 3)).sum(axis=1) / weight.sum(axis=1)
    return np.asarray(np.maximum(0.0, (frames + offset) / FRAME_HZ + EARLINESS_S), dtype=np.float64)
