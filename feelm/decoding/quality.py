"""What is no brain: how the electrodes sat in each clip, as numbers that a decoder must not live on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.clips import Clip
from feelm.recording.recording import Quality, Recording

Floats = NDArray[np.float64]

_MAINS_HZ = (50.0, 60.0)
_LARGE_UV = 150.0
_PIECE_S = 2.0


@dataclass(frozen=True, eq=False)
class Contact:
    """The electrodes' state ``by_clip`` ``(clips, channels · 4)``: share of bad windows, mains pick-up at 50 and at
    60 Hz against the neighbouring frequencies (log), share of moments beyond what a brain gives.
    """

    by_clip: Floats


def contact_of(
    recording: Recording, quality: Quality, clips: Sequence[Clip], picked: Sequence[int]
) -> Contact:
    """Measure how electrodes sat in each clip. Lost samples count as bad, not as signal."""
    rows = []
    for clip in clips:
        first, last = (round(at * recording.sample_rate_hz) for at in (clip.start_s, clip.end_s))
        cut = recording.samples[list(picked), first:last].astype(np.float64)
        known = np.isfinite(cut)
        cut = np.where(known, cut, 0.0)
        middle = np.median(cut, axis=1, keepdims=True)
        large = ((np.abs(cut - middle) > _LARGE_UV) | ~known).mean(axis=1)
        mains = [_peak(cut - middle, recording.sample_rate_hz, hz) for hz in _MAINS_HZ]
        rows.append(np.concatenate([_bad_share(quality, clip, picked), *mains, large]))
    return Contact(np.stack(rows))


def _bad_share(quality: Quality, clip: Clip, picked: Sequence[int]) -> Floats:
    if quality.good.size == 0:
        return np.zeros(len(picked))
    first = int(clip.start_s / quality.window_s)
    last = max(int(np.ceil(clip.end_s / quality.window_s)), first + 1)
    return np.asarray(1.0 - quality.good[list(picked), first:last].mean(axis=1))


def _peak(cut: Floats, rate_hz: float, hz: float) -> Floats:
    """Log power at a mains frequency over that beside it; 0 where the rate does not reach it."""
    size = min(round(_PIECE_S * rate_hz), cut.shape[1])
    if rate_hz / 2.0 < hz + 3.0 or size < rate_hz / 2.0:
        return np.zeros(len(cut))
    pieces = cut[:, : cut.shape[1] // size * size].reshape(len(cut), -1, size)
    power = (np.abs(np.fft.rfft(pieces * np.hanning(size), axis=-1)) ** 2).mean(axis=1)
    away = np.abs(np.fft.rfftfreq(size, 1.0 / rate_hz) - hz)
    at, beside = power[:, away <= 0.75].mean(axis=1), power[:, (away > 1.5) & (away <= 3.0)].mean(axis=1)
    return np.asarray(np.log((at + 1e-12) / (beside + 1e-12)))
