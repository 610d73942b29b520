"""Key and mode from the pitches that sound, with a number for how sure one can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.audio.spectra import PITCH_LOWEST

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
MAJOR = np.array([5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0])
MINOR = np.array([5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0])
"""Key profiles of Temperley, "What's key for key?" (Music Perception 17, 1999), table in section 4."""


@dataclass(frozen=True)
class Key:
    """The best key: ``name`` of the tonic, mode, and ``clarity`` 0..1 (correlation lead over the runner-up)."""

    name: str
    mode: Literal["major", "minor"]
    clarity: float


def chroma(pitch: Array) -> Floats:
    """Fold semitone magnitudes (n, pitches) into twelve classes (n, 12), C first, loudness compressed."""
    columns = (np.arange(pitch.shape[1]) + PITCH_LOWEST) % 12
    out = np.zeros((len(pitch), 12))
    level = np.sqrt(pitch)
    for k in range(12):
        out[:, k] = level[:, columns == k].sum(axis=1)
    return out


def key_correlations(classes: Floats) -> Floats:
    """Correlation of pitch-class vectors (n, 12) with the 24 keys, shape (n, 24): major C..B, minor C..B."""
    profiles = np.array([np.roll(p, k) for p in (MAJOR, MINOR) for k in range(12)])
    profiles = profiles - profiles.mean(axis=1, keepdims=True)
    profiles /= np.linalg.norm(profiles, axis=1, keepdims=True)
    centred = classes - classes.mean(axis=1, keepdims=True)
    size = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.where(size > 1e-9, (centred / np.maximum(size, 1e-9)) @ profiles.T, 0.0)


def find_key(classes: Floats) -> Key:
    """Key of a whole piece from its chroma (n, 12).

    ``clarity`` = best correlation × (lead over the best key that shares neither tonic nor scale), scaled so
    that a plain major scale with its tonic stressed gives about 1; noise and silence give about 0.
    """
    frames = classes / np.maximum(classes.sum(axis=1, keepdims=True), 1e-9)
    match = key_correlations(frames.mean(axis=0, keepdims=True))[0]
    best = int(match.argmax())
    others = np.delete(match, best)
    lead = float(match[best] - others.max())
    clarity = float(np.clip(match[best], 0.0, 1.0) * np.clip(lead / 0.15, 0.0, 1.0) ** 0.5)
    return Key(NAMES[best % 12], "major" if best < 12 else "minor", clarity)


def majorness(classes: Floats, window: int) -> tuple[Floats, Floats]:
    """P(major) − P(minor) in −1..1 and the clarity 0..1 over a sliding window of ``window`` chroma frames.

    Probabilities are a softmax (temperature 0.08) of the 24 key correlations.
    """
    from scipy.ndimage import uniform_filter1d

    smooth = uniform_filter1d(classes, window, axis=0, mode="nearest")
    match = key_correlations(smooth)
    weight = np.exp((match - match.max(axis=1, keepdims=True)) / 0.08)
    weight /= weight.sum(axis=1, keepdims=True)
    ordered = np.sort(match, axis=1)
    clarity = np.clip(ordered[:, -1], 0, 1) * np.clip((ordered[:, -1] - ordered[:, -2]) / 0.15, 0, 1) ** 0.5
    return weight[:, :12].sum(axis=1) - weight[:, 12:].sum(axis=1), clarity
