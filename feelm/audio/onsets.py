"""Where something begins: spectral flux on a mel spectrogram, with its peaks on the true instants.

The flux is the SuperFlux of Böck & Widmer (DAFx 2013): each band is compared with the largest of its
neighbours a little earlier, so that vibrato does not look like a new note.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.audio.spectra import ANALYSIS_HZ, ATTACK_HZ, ATTACK_STEP, FRAME_HZ, PITCH_HZ, Spectra

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

LAG = 2
"""Frames between the two spectra that are compared (20 ms)."""
EARLINESS_S = 0.006
"""How far the peak of the compressed flux runs ahead of the physical onset (measured on synthesised notes)."""


def compressed(mel: Array) -> Array:
    """log10(1 + 30 · magnitude / reference), the reference being the song's loud level (95th percentile).

    A song of short sounds in silence has hardly any loud cells, so the level never falls far below its peaks.
    """
    usual, highest = np.percentile(mel, [95.0, 99.9])
    reference = max(float(usual), 0.2 * float(highest), 1e-6)
    return np.asarray(np.log10(1.0 + (30.0 / reference) * mel), dtype=np.float32)


def band_flux(mel: Array) -> Array:
    """Positive change per band, shape (n, bands); frame ``i`` is the middle of the compared pair."""
    from scipy.ndimage import maximum_filter1d

    level = compressed(mel)
    before = maximum_filter1d(level, 3, axis=1)
    flux = np.zeros_like(level)
    if len(level) > LAG:
        flux[LAG // 2 : -(LAG - LAG // 2)] = np.maximum(0.0, level[LAG:] - before[:-LAG])
    return flux


def onset_strength(flux: Array, low_weight: float = 5.0) -> Floats:
    """One curve from all bands; the lowest six (below about 200 Hz) count ``low_weight`` times.

    Bass and bass drum say more about the beat than their share of the bands would.
    """
    weights = np.ones(flux.shape[1])
    weights[:6] = low_weight
    return np.asarray(flux @ weights.astype(np.float32), dtype=np.float64)


def activation(strength: Floats, window_s: float = 10.0) -> Floats:
    """The curve as a 0..1 activation: smoothed over three frames, relative to the loudest in 10 s around."""
    from scipy.ndimage import maximum_filter1d, uniform_filter1d

    smooth = np.convolve(strength, [0.25, 0.5, 0.25], "same")
    width = max(3, round(window_s * FRAME_HZ))
    ceiling = uniform_filter1d(maximum_filter1d(smooth, width), width)
    floor = max(0.15 * float(smooth.max(initial=0.0)), 1e-9)
    return np.asarray(smooth / np.maximum(ceiling, floor), dtype=np.float64)


def harmony_change(pitch: Array, window_s: float = 0.25) -> Floats:
    """How much the sounding pitches change at each 100 Hz frame, in local standard deviations.

    Cosine distance of the mean semitone vector of ``window_s`` before and after; ``pitch`` is (m, semitones)
    at ``PITCH_HZ``. Chords change on beats far more often than between them, also where nothing is struck.
    """
    from scipy.ndimage import uniform_filter1d

    level = np.sqrt(pitch).astype(np.float64)
    level /= np.linalg.norm(level, axis=1, keepdims=True) + 1e-4 * max(float(level.max(initial=0.0)), 1e-9)
    total = np.concatenate([np.zeros((1, level.shape[1])), np.cumsum(level, axis=0)])
    here, span = np.arange(len(level)), max(1, round(window_s * PITCH_HZ))
    before = total[here] - total[np.maximum(here - span, 0)]
    after = total[np.minimum(here + span, len(level))] - total[here]
    alike = (before * after).sum(axis=1)
    change = 1.0 - alike / (np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1) + 1e-6)
    # The first frame of the new sound is centred one hop after the change began, hence the half-window shift.
    frames = np.arange(round(len(pitch) * FRAME_HZ / PITCH_HZ)) / FRAME_HZ
    curve = np.interp(frames + 1.0 / PITCH_HZ, here / PITCH_HZ, change)
    width = round(10.0 * FRAME_HZ)
    mean = uniform_filter1d(curve, width)
    spread = np.sqrt(np.maximum(uniform_filter1d(curve * curve, width) - mean * mean, 1e-6))
    return np.asarray((curve - mean) / spread, dtype=np.float64)


def onset_peaks(strength: Floats, threshold: float, gap_s: float = 0.05) -> tuple[Floats, Floats]:
    """Times (s) and heights of local maxima above ``threshold``, at least ``gap_s`` apart, time refined."""
    index = peak_frames(strength, gap=max(1, round(gap_s * FRAME_HZ)), threshold=threshold)
    return refine_peaks(strength, index), strength[index]


def peak_frames(curve: Floats, gap: int, threshold: float = 0.0) -> NDArray[np.int64]:
    """Frames that are above ``threshold`` and the largest of all frames closer than ``gap``, the first of equals."""
    from scipy.ndimage import maximum_filter1d

    highest = maximum_filter1d(curve, 2 * gap - 1, mode="constant", cval=-np.inf)
    index = np.nonzero((curve >= highest) & (curve > threshold))[0]
    apart = np.concatenate([[True], np.diff(index) >= gap]) if len(index) else np.zeros(0, dtype=bool)
    return np.asarray(index[apart], dtype=np.int64)


def refine_peaks(strength: Floats, index: NDArray[np.int64]) -> Floats:
    """Times in seconds of peaks given by frame number: parabola through three frames, earliness taken out."""
    if not len(index):
        return np.zeros(0)
    inner = np.clip(index, 1, max(1, len(strength) - 2))
    left, mid, right = strength[inner - 1], strength[inner], strength[inner + 1]
    bend = left - 2.0 * mid + right
    offset = np.where(bend < 0, 0.5 * (left - right) / np.where(bend < 0, bend, -1.0), 0.0)
    return np.asarray((inner + np.clip(offset, -0.5, 0.5)) / FRAME_HZ + EARLINESS_S, dtype=np.float64)


def sharpened(times_s: Floats, spectra: Spectra, reach_s: float = 0.03) -> Floats:
    """Move each time to the steepest attack of the waveform within ``reach_s``, where there is a clear one.

    A spectrum needs a window, and its flux peaks up to 14 ms before a click; the waveform itself does not. A
    clear attack is a rise by at least 8 dB of the power over 3 ms against the 4 ms before; without one
    (bowed strings, a sung note, a beat that nobody plays) the time stays.
    """
    attack = spectra.attack
    if not len(times_s) or len(attack) < 64:
        return times_s
    total = np.concatenate([[0.0], np.cumsum(attack, dtype=np.float64)])
    reach = round(reach_s * ATTACK_HZ)
    centre = np.rint(times_s * ATTACK_HZ).astype(np.int64)
    place = np.clip(centre[:, None] + np.arange(-reach, reach + 1), 4, len(attack) - 4)
    after = (total[place + 3] - total[place]) / 3.0
    before = (total[place] - total[place - 4]) / 4.0
    floor = 1e-3 * after.max(axis=1, keepdims=True) + 1e-12
    rise = 10.0 * np.log10((after + floor) / (before + floor))
    # Among steep places the loud one counts: a hat just before a drum must not win by its silence before.
    value = np.where(rise >= 8.0, rise * np.sqrt(after / (after.max(axis=1, keepdims=True) + 1e-12)), -1.0)
    pick = value.argmax(axis=1)
    rows = np.arange(len(times_s))
    step = place[rows, pick]
    moved = (step * ATTACK_STEP + spectra.attack_at[step]) / ANALYSIS_HZ
    return np.where(value[rows, pick] > 0.0, moved, times_s)
