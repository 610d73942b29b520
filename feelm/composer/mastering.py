"""Loudness, gentle compression and a true-peak ceiling, in two passes over a sound that need not fit in memory."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d, minimum_filter1d
from scipy.signal import fftconvolve, resample_poly, sosfilt

from feelm.composer.notation import SAMPLE_RATE_HZ, Floats, Sound

TICK = SAMPLE_RATE_HZ // 100
"""Samples of one step of the level curves (10 ms)."""
CEILING_DBTP = -1.2
LOOK = 720
"""Samples the limiter looks ahead and back."""
MARGIN = 4 * LOOK
"""Samples of context a block needs on both sides."""

K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""Head and high-pass filters of ITU-R BS.1770-4 at 48 kHz."""


class Meter:
    """Level of a sound that comes in blocks: mean square and K-weighted mean square of every 10 ms."""

    def __init__(self) -> None:
        self._state = np.zeros((2, 2, 2))
        self._power: list[Floats] = []
        self._weighted: list[Floats] = []
        self._rest = np.zeros((0, 2))
        self._rest_k = np.zeros((0, 2))

    def feed(self, block: Sound) -> None:
        """Take the next samples (n, 2)."""
        exact = block.astype(np.float64)
        weighted, self._state = sosfilt(K_WEIGHTING, exact, axis=0, zi=self._state)
        self._rest = self._steps(np.concatenate([self._rest, exact]), self._power)
        self._rest_k = self._steps(np.concatenate([self._rest_k, weighted]), self._weighted)

    @staticmethod
    def _steps(samples: Floats, into: list[Floats]) -> Floats:
        whole = len(samples) // TICK
        cut: Floats = samples[: whole * TICK].reshape(whole, TICK * 2)
        into.append(np.einsum("ij,ij->i", cut, cut) / TICK)
        return samples[whole * TICK :]

    @property
    def power(self) -> Floats:
        """Mean square of both channels added, every 10 ms."""
        return np.concatenate(self._power)

    @property
    def weighted(self) -> Floats:
        """K-weighted mean square of both channels added, every 10 ms."""
        return np.concatenate(self._weighted)


def integrated_loudness(weighted: Floats) -> float:
    """Integrated loudness (LUFS, BS.1770-4 with both gates) from K-weighted mean squares of every 10 ms."""
    if len(weighted) < 40:
        weighted = np.pad(weighted, (0, 40 - len(weighted)))
    total = np.concatenate([[0.0], np.cumsum(weighted)])
    blocks = (total[40:] - total[:-40])[::10] / 40
    loud = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    if not len(loud):
        return float("-inf")
    gated = loud[loud > loud.mean() * 0.1]
    return float(-0.691 + 10 * np.log10(gated.mean()))


def measure_loudness(samples: Sound) -> float:
    """Integrated loudness of a whole sound in LUFS."""
    meter = Meter()
    for first in range(0, len(samples), 1 << 19):
        meter.feed(samples[first : first + (1 << 19)])
    return integrated_loudness(meter.weighted)


def true_peak(samples: Sound) -> float:
    """Largest absolute value between and on the samples, by fourfold oversampling (BS.1770-4, annex 2)."""
    highest = 0.0
    for first in range(0, len(samples), 1 << 18):
        part = samples[max(0, first - 64) : first + (1 << 18) + 64]
        highest = max(highest, float(np.abs(resample_poly(part, 4, 1, axis=0)).max(initial=0.0)))
    return highest


def gain_curve(meter: Meter, target_lufs: float, fade_s: float, sample_count: int) -> Floats:
    """Gain of every 10 ms: slow 1.2 : 1 compression of what is loud, the fade at the end, and the make-up gain."""
    power = gaussian_filter1d(np.append(meter.power, 0.0), 6.0, mode="nearest") + 1e-12
    level = 10 * np.log10(power)
    knee = float(np.percentile(level, 60)) - 1.0
    over = np.logaddexp(0.0, (level - knee) / 2.0) * 2.0
    gain = 10 ** (-over * (1 - 1 / 1.2) / 20)
    gain = gaussian_filter1d(gain, 9.0, mode="nearest")
    ticks = sample_count / TICK
    left = np.clip((ticks - np.arange(len(gain))) / (fade_s * 100), 0.0, 1.0)
    gain = gain * np.sin(0.5 * np.pi * left) ** 2
    loudness = integrated_loudness(meter.weighted * gain[: len(meter.weighted)] ** 2)
    if not np.isfinite(loudness):
        return np.asarray(gain, dtype=np.float64)
    out: Floats = gain * 10 ** ((target_lufs - loudness) / 20)
    return out


def apply_gain(block: Sound, first: int, gain: Floats) -> Sound:
    """Multiply samples that begin at ``first`` by the gain curve, linear between its steps."""
    at = (first + np.arange(len(block))) / TICK - 0.5
    out: Sound = block * np.interp(at, np.arange(len(gain)), gain).astype(np.float32)[:, None]
    return out


def limit(block: Sound) -> Sound:
    """Keep the true peak under the ceiling: gain falls ``LOOK`` samples ahead and comes back as slowly."""
    ceiling = 10 ** (CEILING_DBTP / 20)
    peaks = _peaks(block, ceiling)
    if peaks.max(initial=0.0) <= ceiling:
        return block
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    lowest = minimum_filter1d(wanted, 2 * LOOK + 1, mode="nearest")
    window = np.hanning(2 * LOOK + 3)[1:-1]
    padded = np.pad(lowest, LOOK, mode="edge")
    smooth = fftconvolve(padded, window / window.sum(), mode="valid")
    out: Sound = block * np.minimum(smooth, 1.0).astype(np.float32)[:, None]
    return out


def _peaks(block: Sound, ceiling: float) -> Floats:
    """Largest absolute value round each sample of either channel, oversampled where it comes near the ceiling."""
    peaks = np.abs(block).max(axis=1).astype(np.float64)
    step = 2048
    for first in range(0, len(block), step):
        if peaks[first : first + step].max() < 0.6 * ceiling:
            continue
        begin, end = max(0, first - 32), min(len(block), first + step + 32)
        fine = np.abs(resample_poly(block[begin:end], 4, 1, axis=0)).max(axis=1)
        by_sample = np.maximum.reduceat(fine, np.arange(0, len(fine), 4))
        own = slice(first, min(first + step, len(block)))
        peaks[own] = np.maximum(peaks[own], by_sample[first - begin : first - begin + own.stop - first])
    wide: Floats = np.maximum(peaks, np.maximum(np.append(peaks[1:], 0.0), np.append(0.0, peaks[:-1])))
    return wide
