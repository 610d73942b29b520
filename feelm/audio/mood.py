"""Valence and arousal from the sound itself, by an additive linear map of named cues.

Listeners' ratings of musical emotion are predicted by an additive combination of cues, mode first, then
tempo, register, dynamics, articulation and timbre, without interactions and with 77–89 % of the variance
(Eerola, Friberg & Bresin, Frontiers in Psychology 4:487, 2013, CC BY); loudness moves arousal causally (Dean,
Bailes & Schubert, PLoS ONE 6(4):e18591, 2011). The signs and ranks are theirs, the weights below are ours:

    arousal = 0.45 z(loudness) + 0.25 z(log2 tempo) + 0.15 z(onset rate) + 0.10 z(centroid) + 0.05 z(flux)
    valence = 0.50 (P(major) − P(minor)) + 0.20 z(log2 tempo) + 0.15 z(register) − 0.15 z(roughness)

Both pass through tanh, which keeps them in −1..1 and lets a very loud song still rise and fall.

Valence is hard to hear in sound alone (R² 0.08 against 0.75 for arousal, Korhonen 2004), hence the wide
standard deviation, wider still when the key is not clear.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.audio.spectra import FRAME_HZ, PITCH_HZ, Spectra
from feelm.audio.tonality import chroma, majorness

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

MOOD_HZ = 2.0
AROUSAL_SD, VALENCE_SD, UNCLEAR_SD = 0.25, 0.45, 0.35


@dataclass(frozen=True)
class Mood:
    """Curves at 2 Hz, shape (k,): valence and arousal in −1..1 with one standard deviation each."""

    valence: Floats
    arousal: Floats
    valence_sd: Floats
    arousal_sd: Floats


def find_mood(
    spectra: Spectra, strength: Floats, onsets_s: Floats, beats_s: Floats, loudness_db: Floats, lufs: float,
    duration_s: float,
) -> Mood:  # fmt: skip
    """The mood curves of a piece; see the module for the map and its sources."""
    times = np.arange(0.0, max(duration_s, 1e-9), 1.0 / MOOD_HZ)
    loud = _smoothed(loudness_db, FRAME_HZ, 3.0, times)
    # Half of the level is how the record was mastered, so it counts half; changes inside the song count fully.
    z_loud = 0.5 * (lufs + 16.0) / 6.0 + (np.maximum(loud, lufs - 24.0) - lufs) / 6.0
    z_tempo = (np.log2(_local_tempo(beats_s, times)) - np.log2(110.0)) / 0.5
    z_onsets = (_rate(onsets_s, times, 4.0) - 4.0) / 2.5
    z_centroid = (
        np.log2(_smoothed(np.maximum(spectra.centroid_hz, 50.0), FRAME_HZ, 3.0, times) / 2200.0)
    ) / 0.8
    flux = _smoothed(strength, FRAME_HZ, 3.0, times)
    z_flux = (
        (flux - flux.mean()) / max(float(flux.std()), 1e-9) if flux.std() > 1e-9 else np.zeros(len(times))
    )
    arousal = 0.45 * z_loud + 0.25 * z_tempo + 0.15 * z_onsets + 0.10 * z_centroid + 0.05 * z_flux
    difference, clarity = majorness(chroma(spectra.pitch), window=round(10.0 * PITCH_HZ))
    mode = _smoothed(difference * clarity, PITCH_HZ, 2.0, times)
    clear = _smoothed(clarity, PITCH_HZ, 2.0, times)
    z_register = (_smoothed(_register(spectra), PITCH_HZ, 4.0, times) - 60.0) / 8.0
    z_rough = (_smoothed(roughness(spectra.peaks_hz, spectra.peaks), PITCH_HZ, 4.0, times) - 0.12) / 0.08
    valence = 0.50 * mode + 0.20 * z_tempo + 0.15 * z_register - 0.15 * z_rough
    return Mood(
        valence=np.tanh(valence),
        arousal=np.tanh(arousal),
        valence_sd=VALENCE_SD + UNCLEAR_SD * (1.0 - np.clip(clear, 0.0, 1.0)),
        arousal_sd=np.full(len(times), AROUSAL_SD),
    )


def roughness(hz: Array, size: Array) -> Floats:
    """Sensory dissonance 0..1 of partials (n, k): Sethares' fit of the Plomp–Levelt curve (JASA 94, 1993).

    Every pair adds the product of its sizes times the curve at its distance; the sum is divided by the
    product of all sizes, so that loudness drops out.
    """
    first, second = np.triu_indices(hz.shape[1], 1)
    low = np.minimum(hz[:, first], hz[:, second])
    apart = np.abs(hz[:, first] - hz[:, second]) * (0.24 / (0.0207 * low + 18.96))
    curve = 5.7 * (np.exp(-3.51 * apart) - np.exp(-5.75 * apart))
    weight = size[:, first] * size[:, second]
    return np.asarray((weight * curve).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-12), dtype=np.float64)


def _register(spectra: Spectra) -> Floats:
    """Magnitude-weighted mean MIDI pitch of the strongest partials, frame by frame."""
    key = 69.0 + 12.0 * np.log2(np.maximum(spectra.peaks_hz, 20.0) / 440.0)
    total = spectra.peaks.sum(axis=1)
    return np.where(total > 1e-4, (key * spectra.peaks).sum(axis=1) / np.maximum(total, 1e-4), 60.0)


def _smoothed(curve: NDArray[np.floating], rate_hz: float, window_s: float, times: Floats) -> Floats:
    from scipy.ndimage import uniform_filter1d

    width = max(1, round(window_s * rate_hz))
    smooth = uniform_filter1d(np.asarray(curve, dtype=np.float64), width, mode="nearest")
    return np.asarray(np.interp(times, np.arange(len(smooth)) / rate_hz, smooth), dtype=np.float64)


def _local_tempo(beats_s: Floats, times: Floats) -> Floats:
    """Beats per minute around each time (median of eight intervals); 110, the neutral one, without beats."""
    if len(beats_s) < 3:
        return np.full(len(times), 110.0)
    intervals = np.diff(beats_s)
    padded = np.pad(intervals, 4, mode="edge")
    median = np.median(np.lib.stride_tricks.sliding_window_view(padded, 9), axis=1)
    return 60.0 / np.interp(times, beats_s[:-1], np.maximum(median, 0.1))


def _rate(events_s: Floats, times: Floats, window_s: float) -> Floats:
    """Events per second in a window around each time."""
    first = np.searchsorted(events_s, times - window_s / 2)
    last = np.searchsorted(events_s, times + window_s / 2)
    return (last - first) / window_s
