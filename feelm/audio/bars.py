"""Bars from beats: which beat is the first of a bar, and how many beats a bar has.

Three cues vote on every beat: the harmony changes, the kick drum sounds, something bright begins.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.audio.spectra import FRAME_HZ, PITCH_HZ, Spectra
from feelm.audio.tonality import chroma

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
    sounds = _beat_chroma(beats_s, spectra)
    kick = _around(beats_s, flux[:, spectra.band_hz < 130].sum(axis=1))
    bright = _around(beats_s, flux[:, spectra.band_hz > 6000].sum(axis=1))
    # Over one beat and over two: the first hears the bass note move, the second the chord.
    harmony = 0.7 * _standard(_change(sounds, 1)) + 0.7 * _standard(_change(sounds, 2))
    return harmony + 0.5 * _standard(kick) + 0.3 * _standard(bright)


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


def _beat_chroma(beats_s: Floats, spectra: Spectra) -> Floats:
    """Mean chroma from each beat to the next, unit length, shape (beats, 12)."""
    edges = np.append(beats_s, 2 * beats_s[-1] - beats_s[-2])
    classes = chroma(spectra.pitch)
    total = np.concatenate([np.zeros((1, 12)), np.cumsum(classes, axis=0)])
    place = np.clip(np.rint(edges * PITCH_HZ).astype(np.int64), 0, len(classes))
    sums = total[place[1:]] - total[place[:-1]]
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float64)


def _change(sounds: Floats, span: int) -> Floats:
    """Cosine distance between the ``span`` beats before and after each beat; the first beat changes nothing."""
    total = np.concatenate([np.zeros((1, 12)), np.cumsum(sounds, axis=0)])
    here = np.arange(len(sounds))
    before = total[here] - total[np.maximum(here - span, 0)]
    after = total[np.minimum(here + span, len(sounds))] - total[here]
    size = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    change = 1.0 - (before * after).sum(axis=1) / (size + 1e-9)
    change[0] = 0.0
    return np.asarray(change, dtype=np.float64)


def _around(beats_s: Floats, curve: Array) -> Floats:
    """Largest value of a 100 Hz curve within 40 ms of each beat."""
    centre = np.round(beats_s * FRAME_HZ).astype(np.int64)
    index = np.clip(centre[:, None] + np.arange(-4, 5), 0, len(curve) - 1)
    return np.asarray(curve[index].max(axis=1), dtype=np.float64)


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / max(float(values.std()), 1e-9), dtype=np.float64)
