"""Two spectrograms in one pass over the blocks: a fast one (mel, 100 frames a second) and a fine one (pitch).

Frame ``i`` is centred on sample ``i · hop``, so its time is exactly ``i / rate`` with no half-window offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ANALYSIS_HZ = 44_100
FRAME_HZ = 100.0
HOP = 441
WINDOW = 2048
ATTACK_HZ = 900.0
ATTACK_STEP = 49
PITCH_HZ = 20.0
PITCH_HOP = 2205
PITCH_WINDOW = 8192
LOWEST_HZ, HIGHEST_HZ, BANDS = 30.0, 17_000.0, 96

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Spectra:
    """What the later steps work on; every array is time first.

    ``mel``: magnitude in 96 bands, shape (n, 96), a full-scale sine reads about 1; ``band_hz``: their centres.
    ``centroid_hz`` (n,): magnitude-weighted mean frequency. ``pitch`` (m, 76): magnitude per semitone from
    ``PITCH_LOWEST`` on at 20 Hz. ``peaks_hz``/``peaks`` (m, 12): the strongest partials of each fine frame.
    ``attack`` (9·n,): power of the sample-to-sample change at 900 Hz, which finds the step in which a sound begins;
    ``attack_at`` (9·n,): the sample of each step (0..48) on which its change first reaches a tenth of its largest,
    which places the beginning to a few samples.
    """

    mel: Array
    band_hz: Array
    centroid_hz: Array
    pitch: Array
    peaks_hz: Array
    peaks: Array
    attack: Array
    attack_at: NDArray[np.uint8]


PITCH_LOWEST = 33
"""MIDI number of the first column of ``Spectra.pitch`` (A1, 55 Hz)."""
PITCHES = 76


def hz_to_mel(hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The mel scale of O'Shaughnessy (1987): 2595 · log10(1 + f/700)."""
    return 2595.0 * np.log10(1.0 + np.asarray(hz, dtype=np.float64) / 700.0)


def mel_filters(bins_hz: NDArray[np.float64]) -> tuple[Array, Array]:
    """Triangular filters of unit peak, shape (bins, BANDS), and their centre frequencies.

    Below the point where a band would be narrower than two bins it is widened to two bins, so that the
    lowest bands overlap instead of being empty.
    """
    edges_mel = np.linspace(hz_to_mel(LOWEST_HZ), hz_to_mel(HIGHEST_HZ), BANDS + 2)
    edges = 700.0 * (10.0 ** (edges_mel / 2595.0) - 1.0)
    step = bins_hz[1] - bins_hz[0]
    filters = np.zeros((len(bins_hz), BANDS), dtype=np.float32)
    for band in range(BANDS):
        low, centre, high = edges[band : band + 3]
        rise, fall = max(centre - low, step), max(high - centre, step)
        slope = np.minimum((bins_hz - centre) / rise + 1.0, (centre - bins_hz) / fall + 1.0)
        filters[:, band] = np.maximum(0.0, slope)
    filters /= np.maximum(filters.sum(axis=0, keepdims=True), 1e-9) ** 0.5
    return filters, edges[1:-1].astype(np.float32)


class _Framer:
    """Cut a stream of samples into centred frames without keeping more than one window of the past."""

    def __init__(self, window: int, hop: int) -> None:
        self.window, self.hop = window, hop
        self.held = np.zeros(window // 2, np.float32)

    def push(self, samples: Array) -> Array:
        """Frames (n, window) that are complete after these samples."""
        self.held = np.concatenate([self.held, samples])
        count = (len(self.held) - self.window) // self.hop + 1
        if count <= 0:
            return np.zeros((0, self.window), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(self.held, self.window)[:: self.hop][:count]
        self.held = self.held[count * self.hop :]
        return frames

    def close(self) -> Array:
        """The last frames, whose right half hangs over the end."""
        return self.push(np.zeros(self.window // 2, np.float32))


class SpectraBuilder:
    """Feed mono blocks at 44.1 kHz with ``push``, then call ``close`` once for the ``Spectra``."""

    def __init__(self) -> None:
        from scipy.sparse import csr_array

        self._fast, self._fine = _Framer(WINDOW, HOP), _Framer(PITCH_WINDOW, PITCH_HOP)
        self._fast_window = _unit_hann(WINDOW)
        self._fine_window = _unit_hann(PITCH_WINDOW)
        self._bins: NDArray[np.float64] = np.arange(WINDOW // 2 + 1, dtype=np.float64) * (
            ANALYSIS_HZ / WINDOW
        )
        filters, self._centres = mel_filters(self._bins)
        rows: list[NDArray[Any]] = [filters.T, self._bins[None, :], np.ones((1, len(self._bins)))]
        self._filters = csr_array(np.concatenate(rows).astype(np.float32))
        self._mel: list[Array] = []
        self._centroid: list[Array] = []
        self._pitch: list[Array] = []
        self._peaks_hz: list[Array] = []
        self._peaks: list[Array] = []
        self._attack: list[Array] = []
        self._attack_at: list[NDArray[np.uint8]] = []
        self._rest = np.zeros(1, np.float32)

    def push(self, mono: Array) -> None:
        """Take the next samples, shape (n,), float32."""
        self._add_fast(self._fast.push(mono))
        self._add_fine(self._fine.push(mono))
        self._add_attack(mono)

    def close(self) -> Spectra:
        """Finish and return everything."""
        self._add_fast(self._fast.close())
        self._add_fine(self._fine.close())
        return Spectra(
            mel=np.concatenate(self._mel),
            band_hz=self._centres,
            centroid_hz=np.concatenate(self._centroid),
            pitch=np.concatenate(self._pitch),
            peaks_hz=np.concatenate(self._peaks_hz),
            peaks=np.concatenate(self._peaks),
            attack=np.concatenate(self._attack),
            attack_at=np.concatenate(self._attack_at),
        )

    def _add_attack(self, mono: Array) -> None:
        """Mean power of the first difference in steps of 49 samples; what is left over waits for the next block."""
        joined = np.concatenate([self._rest, mono])
        count = (len(joined) - 1) // ATTACK_STEP
        change = np.diff(joined[: count * ATTACK_STEP + 1]).reshape(count, ATTACK_STEP)
        np.square(change, out=change)
        self._attack.append(change.mean(axis=1))
        reached = change >= 0.1 * change.max(axis=1, keepdims=True, initial=0.0)
        self._attack_at.append(reached.argmax(axis=1).astype(np.uint8))
        self._rest = joined[count * ATTACK_STEP :]

    def _add_fast(self, frames: Array) -> None:
        from scipy import fft

        for some in _chunks(frames, 256):
            magnitude = np.abs(fft.rfft(some * self._fast_window))
            # Sparse on purpose: most of the matrix is zero, and a threaded BLAS would fight with the painter.
            both = self._filters @ magnitude.T
            self._mel.append(both[:BANDS].T)
            self._centroid.append(both[BANDS] / np.maximum(both[BANDS + 1], 1e-6))

    def _add_fine(self, frames: Array) -> None:
        from scipy import fft

        for some in _chunks(frames, 32):
            magnitude = np.abs(fft.rfft(some * self._fine_window))
            hz, size = _strongest_peaks(magnitude, count=40)
            self._pitch.append(_fold_into_semitones(hz, size))
            self._peaks_hz.append(hz[:, :12])
            self._peaks.append(size[:, :12])


def _unit_hann(length: int) -> Array:
    """A Hann window under which a sine of amplitude 1 has a spectral peak of 1."""
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(length) / length)
    return np.asarray(window * (2.0 / window.sum()), dtype=np.float32)


def _chunks(frames: Array, size: int) -> list[Array]:
    return [frames[i : i + size] for i in range(0, len(frames), size)]


def _strongest_peaks(magnitude: Array, count: int) -> tuple[Array, Array]:
    """Frequencies and sizes (n, count) of the largest spectral peaks from 50 Hz to 4.5 kHz, largest first.

    The frequency is refined by a parabola through the logarithms around the peak (Smith & Serra 1987).
    """
    step = ANALYSIS_HZ / PITCH_WINDOW
    first, last = int(50 / step), int(4500 / step)
    part = magnitude[:, first - 1 : last + 1]
    middle = part[:, 1:-1]
    is_peak = (middle > part[:, :-2]) & (middle >= part[:, 2:])
    height = np.where(is_peak, middle, 0.0)
    top = np.argpartition(-height, count, axis=1)[:, :count]
    top = np.take_along_axis(top, np.argsort(-np.take_along_axis(height, top, 1), axis=1), axis=1)
    size = np.take_along_axis(height, top, axis=1)
    left, mid, right = (np.log(np.take_along_axis(part, top + k, axis=1) + 1e-12) for k in (0, 1, 2))
    bend = left - 2.0 * mid + right
    offset = np.where(np.abs(bend) > 1e-9, 0.5 * (left - right) / np.where(bend == 0, 1.0, bend), 0.0)
    hz = (first + top + np.clip(offset, -0.5, 0.5)) * step
    return hz.astype(np.float32), size.astype(np.float32)


def _fold_into_semitones(hz: Array, size: Array) -> Array:
    """Magnitude per semitone (n, PITCHES); a peak between two keys is shared by both."""
    key = 69.0 + 12.0 * np.log2(np.maximum(hz, 1.0) / 440.0) - PITCH_LOWEST
    below = np.floor(key).astype(np.int64)
    share = key - below
    out = np.zeros((len(hz), PITCHES), dtype=np.float32)
    rows = np.repeat(np.arange(len(hz)), hz.shape[1])
    for column, weight in ((below, 1.0 - share), (below + 1, share)):
        inside = ((column >= 0) & (column < PITCHES)).ravel()
        np.add.at(out, (rows[inside], column.ravel()[inside]), (size * weight).ravel()[inside])
    return out
