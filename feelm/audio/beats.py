"""Beats from an onset activation: a hidden semi-Markov model whose hidden state is the time between beats.

It is the bar-pointer model of Krebs, Böck & Widmer (ISMIR 2015) written beat by beat: a beat at frame ``t``
after an interval ``τ`` is scored by the activation at ``t`` and by the change of interval, and the best
sequence is found by dynamic programming over (frame, interval), one small matrix a frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.audio.onsets import EARLINESS_S
from feelm.audio.spectra import FRAME_HZ

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TempoPrior:
    """Which beat intervals are possible and likely.

    ``slowest_bpm``/``fastest_bpm`` bound the tempo; ``favourite_bpm`` and ``octaves`` (standard deviation)
    shape a log-normal preference (Parncutt 1994; Moelants 2002 found listeners near 120); ``steadiness``
    is the transition lambda: larger keeps the tempo steadier.
    """

    slowest_bpm: float = 54.0
    fastest_bpm: float = 215.0
    favourite_bpm: float = 120.0
    octaves: float = 0.9
    steadiness: float = 100.0


def track_beats(activation: Floats, prior: TempoPrior | None = None, bonus: Floats | None = None) -> Floats:
    """Beat times in seconds.

    Args:
        activation: 0..1 at 100 Hz.
        prior: the tempo preference.
        bonus: added to the log-score of a beat at each frame (taps), or None.
    """
    prior = prior or TempoPrior()
    shortest = max(4, int(np.floor(60.0 * FRAME_HZ / prior.fastest_bpm)))
    longest = max(shortest + 1, int(np.ceil(60.0 * FRAME_HZ / prior.slowest_bpm)))
    intervals = np.arange(shortest, longest + 1)
    clipped = np.clip(activation, 0.01, 0.99)
    gain = np.log(clipped) - np.log((1.0 - clipped) / 15.0)
    if bonus is not None:
        gain = gain + bonus
    favour = -0.5 * (np.log2(intervals * prior.favourite_bpm / (60.0 * FRAME_HZ)) / prior.octaves) ** 2
    change = -prior.steadiness * np.abs(intervals[None, :] / intervals[:, None] - 1.0)
    frames = _best_path(gain, intervals, favour, change)
    return _refined(activation, frames)


def _best_path(
    gain: Floats, intervals: NDArray[np.int64], favour: Floats, change: Floats
) -> NDArray[np.int64]:
    """Frames of the best beat sequence (Viterbi over frame and coming interval)."""
    count, longest = len(gain), int(intervals[-1])
    states = np.arange(len(intervals))
    # Rows before frame 0 are starts: the first beat may come at any phase, at no cost.
    best = np.zeros((count + longest, len(intervals)))
    came = np.zeros((count, len(intervals)), dtype=np.int16)
    for t in range(count):
        arrived = best[t + longest - intervals, states] + favour + gain[t]
        through = arrived[:, None] + change
        came[t] = through.argmax(axis=0)
        best[t + longest] = through[came[t], states]
    last, state, top = -1, 0, -np.inf
    for t in range(max(0, count - longest), count):
        open_end = np.where(intervals >= count - t, best[t + longest], -np.inf)
        if open_end.max() > top:
            last, state, top = t, int(open_end.argmax()), float(open_end.max())
    path = []
    while last >= 0:
        path.append(last)
        state = int(came[last, state])
        last -= int(intervals[state])
    return np.array(path[::-1], dtype=np.int64)


def _refined(activation: Floats, frames: NDArray[np.int64]) -> Floats:
    """Beat times between frames: centre of the activation's peak within two frames of the path."""
    padded = np.pad(activation, 3)
    around = frames[:, None] + np.arange(-2, 3)
    weight = padded[around + 3] ** 4 + 1e-9
    offset = (weight * np.arange(-2, 3)).sum(axis=1) / weight.sum(axis=1)
    return np.maximum(0.0, (frames + offset) / FRAME_HZ + EARLINESS_S)
