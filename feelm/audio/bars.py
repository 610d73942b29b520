"""Bars from beats: which beat is the first of a bar, and how many beats a bar has.

Three cues vote on every beat: the harmony changes, the kick drum sounds, something bright begins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.audio.spectra import FRAME_HZ, PITCH_HZ, Spectra

Array = NDArray[np.float32]
Floats = NDArray[np.float64]


def find_bars(beats_s: Floats, spectra: Spectra, flux: Array) -> tuple[Floats, int]:
    """Downbeat times (a subset of ``beats_s``) and the beats per bar, 3 or 4.

    Fewer than eight beats make one bar of four from the first beat on.
    """
    if len(beats_s) < 8:
        return beats_s[::4].copy(), 4
    vote = downbeat_votes(beats_s, spectra, flux)
    paths = {meter: _bar_path(vote, meter) for meter in (3, 4)}
    meter = 3 if paths[3][1] > paths[4][1] + 0.1 else 4
    return beats_s[paths[meter][0] == 0], meter


def downbeat_votes(beats_s: Floats, spectra: Spectra, flux: Array) -> Floats:
    """How much each beat sounds like a first beat, in standard deviations, shape of ``beats_s``."""
    harmony = _harmony_change(beats_s, spectra)
    kick = _around(beats_s, flux[:, spectra.band_hz < 130].sum(axis=1))
    bright = _around(beats_s, flux[:, spectra.band_hz > 6000].sum(axis=1))
    return 1.0 * _standard(harmony) + 0.5 * _standard(kick) + 0.3 * _standard(bright)


def _bar_path(vote: Floats, meter: int) -> tuple[NDArray[np.int64], float]:
    """Position in the bar of each beat and the mean score; a bar may be broken at a price (Viterbi)."""
    gain = np.where(np.arange(meter)[None, :] == 0, 1.0, -1.0 / (meter - 1)) * vote[:, None]
    price = np.full((meter, meter), -6.0)
    price[np.arange(meter), (np.arange(meter) + 1) % meter] = 0.0
    score, came = gain[0], np.zeros((len(vote), meter), dtype=np.int64)
    for i in range(1, len(vote)):
        through = score[:, None] + price
        came[i] = through.argmax(axis=0)
        score = through.max(axis=0) + gain[i]
    path = np.zeros(len(vote), dtype=np.int64)
    path[-1] = int(score.argmax())
    for i in range(len(vote) - 1, 0, -1):
        path[i - 1] = came[i, path[i]]
    return path, float(score.max()) / len(vote) * meter / 2.0


def _harmony_change(beats_s: Floats, spectra: Spectra) -> Floats:
    """Cosine distance between the chroma of the beat before and after each beat."""
    edges = np.append(beats_s, 2 * beats_s[-1] - beats_s[-2])
    chroma = np.zeros((len(beats_s), 12))
    columns = np.arange(spectra.pitch.shape[1]) % 12
    for i in range(len(beats_s)):
        first = round(edges[i] * PITCH_HZ)
        some = spectra.pitch[first : max(first + 1, round(edges[i + 1] * PITCH_HZ))]
        chroma[i] = np.bincount(columns, weights=np.sqrt(some).sum(axis=0), minlength=12)
    chroma /= np.maximum(np.linalg.norm(chroma, axis=1, keepdims=True), 1e-9)
    change = np.zeros(len(beats_s))
    change[1:] = 1.0 - (chroma[1:] * chroma[:-1]).sum(axis=1)
    return change


def _around(beats_s: Floats, curve: Array) -> Floats:
    """Largest value of a 100 Hz curve within 40 ms of each beat."""
    centre = np.round(beats_s * FRAME_HZ).astype(np.int64)
    index = np.clip(centre[:, None] + np.arange(-4, 5), 0, len(curve) - 1)
    return np.asarray(curve[index].max(axis=1), dtype=np.float64)


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / max(float(values.std()), 1e-9), dtype=np.float64)
