"""The envelopes that a film moves with: kick, snare, hats, bass, mid, air, onset, loudness, brightness.

Each is 0..1 at 400 Hz and jumps up on the first value at or after a hit; the instant of the hit itself is kept beside
it, exact to a few samples, so that it falls on the right frame of a film. It dies away softly, so that a picture hits
on the frame and breathes out after it. Each is measured against the loud moments of the seconds around it, so that
quiet passages still move, while real silence stays still.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from feelm.audio.onsets import band_flux, onset_strength, peak_frames, refine_peaks, sharpened
from feelm.audio.spectra import FRAME_HZ, Spectra

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

FINE = 4
"""Values of an envelope for each frame of the spectrogram."""

RELEASE_S = {
    "kick": 0.20, "snare": 0.20, "hats": 0.15, "onset": 0.20, "bass": 0.25, "mid": 0.30, "air": 0.25,
}  # fmt: skip
"""Time in which an envelope falls by 63 % after a hit."""


class Envelopes(NamedTuple):
    """``curves``: the nine envelopes, each (n,) at 400 Hz; ``hits_s``: the instants of the hits in the first seven."""

    curves: dict[str, Floats]
    hits_s: dict[str, Floats]


def envelopes(spectra: Spectra, flux: Array, loudness_db: Floats) -> Envelopes:
    """All nine envelopes."""
    drums, tones = split_drums(spectra.mel)
    hz = spectra.band_hz
    struck, sung = band_flux(drums), band_flux(tones)
    low, body, noise = hz < 110, (hz > 180) & (hz < 500), (hz > 1500) & (hz < 6000)
    kick = _rise(drums, low)
    # A snare is a body and a rattle at once; a kick drum has both too, but mostly its own low thump.
    snare = np.maximum(0.0, np.sqrt(_rise(drums, body) * _rise(drums, noise)) - 0.3 * kick)
    bass, mid, air = (hz > 30) & (hz < 220), (hz > 300) & (hz < 3000), hz > 8000
    found = {
        "kick": _hits(kick, _sum(struck, low), spectra, "kick"),
        "snare": _hits(snare, _sum(struck, body | noise), spectra, "snare"),
        "hats": _hits(_sum(struck, hz > 6000), _sum(struck, hz > 6000), spectra, "hats"),
        "onset": _hits(onset_strength(flux), onset_strength(flux), spectra, "onset"),
        "bass": _levels(_level(tones, bass), _sum(sung, bass), spectra, "bass"),
        "mid": _levels(_level(spectra.mel, mid), _sum(flux, mid), spectra, "mid"),
        "air": _levels(_level(spectra.mel, air), _sum(flux, air), spectra, "air"),
    }
    audible = np.clip((loudness_db + 60.0) / 10.0, 0.0, 1.0)
    out = {name: curve * _finer(audible) for name, (curve, _) in found.items()}
    out["loudness"] = _finer(relative_loudness(loudness_db))
    out["brightness"] = _finer(_brightness(spectra, audible))
    return Envelopes(out, {name: times for name, (_, times) in found.items()})


def _finer(curve: Floats) -> Floats:
    """A curve of spectrogram frames at the envelopes' rate, straight between frames."""
    return np.interp(np.arange(FINE * len(curve)) / FINE, np.arange(len(curve)), curve)


def split_drums(mel: Array) -> tuple[Array, Array]:
    """Percussive and harmonic parts of a mel spectrogram by median filtering (Fitzgerald, DAFx 2010).

    Lasting sounds are lines along time, struck sounds are lines along frequency; a soft mask shares each cell.
    """
    lasting = _row_medians(mel.T, 21).T
    struck = _row_medians(mel, 17)
    np.square(lasting, out=lasting)
    np.square(struck, out=struck)
    drums = mel * (struck / (struck + lasting + 1e-12))
    return drums, mel - drums


def _row_medians(rows: Array, size: int) -> Array:
    """Running median along each row, ends repeated; one long line is filtered because that is the fast case."""
    from scipy.ndimage import median_filter

    half = size // 2
    padded = np.pad(rows, ((0, 0), (half, half)), mode="edge")
    return np.asarray(
        median_filter(padded.ravel(), size).reshape(padded.shape)[:, half:-half], dtype=np.float32
    )


def released(curve: Floats, release_s: float, rate_hz: float = FRAME_HZ) -> Floats:
    """Instant attack, exponential release: y[i] = max(x[i], y[i−1]·e^(−1/(rate·release)))."""
    keep = float(np.exp(-1.0 / (rate_hz * release_s)))
    # In the logarithm the release is a straight line, so the recursion is one running maximum.
    slope = np.arange(len(curve)) * -np.log(keep)
    out = np.empty_like(curve)
    for start in range(0, len(curve), 4096):
        part = slice(start, min(start + 4096, len(curve)))
        local = slope[part] - slope[start]
        held = curve[part].copy()
        if start:
            held[0] = max(held[0], out[start - 1] * keep)
        out[part] = np.maximum.accumulate(held * np.exp(np.minimum(local, 600.0))) * np.exp(-local)
    return np.asarray(np.minimum(out, curve.max(initial=0.0)), dtype=np.float64)


def reference_level(curve: Floats, percentile: float, window_s: float, floor_share: float) -> Floats:
    """The loud level around each instant: a running percentile over ``window_s``, smoothed.

    It never falls under ``floor_share`` of the same percentile of the whole curve, so that near-silence is
    not blown up.
    """
    from scipy.ndimage import uniform_filter1d

    step, half = round(0.5 * FRAME_HZ), round(0.5 * window_s * FRAME_HZ)
    centres = np.arange(0, len(curve), step)
    # Reflected ends and every second frame: a percentile over eight seconds does not need more.
    padded = np.pad(curve, half, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)[::step, ::2]
    local = np.percentile(windows, percentile, axis=1)
    running = np.interp(np.arange(len(curve)), centres, local)
    running = uniform_filter1d(running, 2 * step + 1, mode="nearest")
    floor = floor_share * float(np.percentile(curve, percentile))
    return np.asarray(np.maximum(running, max(floor, 1e-6)), dtype=np.float64)


def _sum(flux: Array, chosen: NDArray[np.bool_]) -> Floats:
    return np.asarray(flux[:, chosen].sum(axis=1), dtype=np.float64)


def _level(mel: Array, chosen: NDArray[np.bool_]) -> Floats:
    return np.asarray(np.sqrt((mel[:, chosen] ** 2).sum(axis=1)), dtype=np.float64)


def _rise(mel: Array, chosen: NDArray[np.bool_]) -> Floats:
    """Growth of a band's level over 20 ms, not compressed: how hard it was struck."""
    level = _level(mel, chosen)
    rise = np.zeros(len(level))
    rise[1:-1] = np.maximum(0.0, level[2:] - level[:-2])
    return rise


def _hits(weight: Floats, timing: Floats, spectra: Spectra, name: str) -> tuple[Floats, Floats]:
    """A struck envelope: spikes as heavy as ``weight`` at the peaks of ``timing``, normalised, then released."""
    spikes, times = _spikes(weight, timing, spectra)
    return released(spikes, RELEASE_S[name], FINE * FRAME_HZ), times


def _spikes(weight: Floats, timing: Floats, spectra: Spectra) -> tuple[Floats, Floats]:
    """Peaks of ``timing`` at the envelopes' rate, each with the largest ``weight`` within 30 ms, 0..1; and their times.

    A spike stands on the first value that is not before its hit.
    """
    from scipy.ndimage import maximum_filter1d

    curve = np.convolve(timing, [0.25, 0.5, 0.25], "same")
    index = peak_frames(curve, gap=5)
    spikes = np.zeros(len(curve))
    if not len(index):
        return np.zeros(FINE * len(curve)), np.zeros(0)
    times = sharpened(refine_peaks(curve, index), spectra)
    frames = np.clip(np.rint(times * FRAME_HZ).astype(np.int64), 0, len(curve) - 1)
    np.maximum.at(spikes, frames, maximum_filter1d(weight, 7)[index])
    reference = reference_level(released(spikes, 0.3), 90.0, 8.0, 0.25)
    strength = np.clip(spikes / reference, 0.0, 1.0)
    # A faint hit should hardly show: smooth step between a tenth and seven tenths of a strong one.
    rise = np.clip((strength - 0.1) / 0.6, 0.0, 1.0)
    shown = strength * rise * rise * (3.0 - 2.0 * rise)
    fine = np.zeros(FINE * len(curve))
    places = np.clip(np.ceil(times * FINE * FRAME_HZ - 1e-9).astype(np.int64), 0, len(fine) - 1)
    np.maximum.at(fine, places, shown[frames])
    return fine, np.sort(times)


def _levels(level: Floats, timing: Floats, spectra: Spectra, name: str) -> tuple[Floats, Floats]:
    """A sounding envelope: three quarters level, and the start of a note stands out above it."""
    reference = reference_level(level, 95.0, 8.0, 0.15)
    steady = 0.75 * np.clip(level / reference, 0.0, 1.0)
    spikes, times = _spikes(timing, timing, spectra)
    struck = np.maximum(_finer(steady), spikes)
    return released(struck, RELEASE_S[name], FINE * FRAME_HZ), times


def relative_loudness(loudness_db: Floats) -> Floats:
    """Loudness 0..1: 24 dB under the song's loud level reads 0, that level 1; under −60 dB always 0."""
    top = float(np.percentile(loudness_db, 95))
    shape = np.clip((loudness_db - (top - 24.0)) / 24.0, 0.0, 1.0)
    return shape * np.clip((loudness_db + 60.0) / 10.0, 0.0, 1.0)


def _brightness(spectra: Spectra, audible: Floats) -> Floats:
    """Spectral centroid on a logarithmic scale between the 5th and 95th percentile of the audible song."""
    from scipy.ndimage import uniform_filter1d

    octaves = np.log2(np.maximum(spectra.centroid_hz.astype(np.float64), 20.0))
    heard = octaves[audible > 0.5]
    if not len(heard):
        return np.zeros(len(octaves))
    low, high = np.percentile(heard, [5, 95])
    span = max(high - low, 0.5)
    shape = np.clip((octaves - low) / span, 0.0, 1.0) * audible
    smooth = np.clip(uniform_filter1d(shape, 15, mode="nearest"), 0.0, 1.0)
    return np.asarray(smooth * audible, dtype=np.float64)
