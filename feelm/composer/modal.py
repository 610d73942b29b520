"""Struck and plucked bodies as sums of decaying partials: felt piano, plucked strings, double bass, celesta.

Each note is a sum of damped sinusoids (modal synthesis; Fletcher & Rossing, "The Physics of Musical
Instruments", 2nd ed., ch. 2, 9, 12), so pitch is exact and one matrix product renders a whole note.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from feelm.composer.notation import SAMPLE_RATE_HZ, Floats, Sound

BLOCK = 256
TILE = 200_000
"""Multiplications in one matrix product: few enough that no linear algebra library shares them out to threads,
so that the sum, and with it every byte, does not depend on the number of cores."""


def ring(frequencies: Floats, amplitudes: Floats, decays: Floats, phases: Floats, count: int) -> Sound:
    """Sum of a·exp(−d·t)·sin(2πf·t + φ), float32, shape (count,).

    The exponential of a sum is a product of exponentials, so time is split into rows and columns and the sum
    over partials becomes one real matrix product.
    """
    rate = (-decays + 2j * np.pi * frequencies) / SAMPLE_RATE_HZ
    tile = max(1, TILE // (BLOCK * 2 * len(frequencies)))
    rows = -(-count // (BLOCK * tile)) * tile
    left = (amplitudes * np.exp(1j * phases))[None, :] * np.exp(np.outer(np.arange(rows) * BLOCK, rate))
    right = np.exp(np.outer(rate, np.arange(BLOCK)))
    left_parts = np.concatenate([left.imag, left.real], axis=1).astype(np.float32)
    right_parts = np.concatenate([right.real, right.imag], axis=0).astype(np.float32)
    tiles = left_parts.reshape(rows // tile, tile, -1)
    out: Sound = np.matmul(tiles, right_parts).reshape(-1)[:count]
    return out


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch (A4 = 69 = 440 Hz)."""
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))


def burst(rng: np.random.Generator, length_s: float, low_hz: float, high_hz: float, decay_s: float) -> Sound:
    """A puff of band-passed noise that dies away: hammers, fingers, brushes."""
    count = int(length_s * SAMPLE_RATE_HZ)
    band = butter(2, [low_hz, high_hz], "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
    noise = sosfilt(band, rng.standard_normal(count))
    out: Sound = (noise * np.exp(-np.arange(count) / (decay_s * SAMPLE_RATE_HZ))).astype(np.float32)
    return out


def _ease_in(sound: Sound, seconds: float) -> Sound:
    count = min(len(sound), max(2, int(seconds * SAMPLE_RATE_HZ)))
    sound[:count] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
    return sound


def _fade_out(sound: Sound, seconds: float = 0.05) -> Sound:
    count = min(len(sound), int(seconds * SAMPLE_RATE_HZ))
    sound[-count:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(count) / count)
    return sound


def felt_piano(pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    """An upright with the felt down: soft hammers, few overtones, two strings a little apart, wood and key noise."""
    f0 = hertz(pitch)
    stiff = 1.6e-4 * 2.0 ** ((pitch - 48) / 14)
    count = int(min(26, max(3, 6500 / f0)))
    k = np.arange(1, count + 1, dtype=np.float64)
    partials = k * f0 * np.sqrt(1 + stiff * k * k)
    edge = (520.0 + 1500.0 * velocity**1.4) * 2.0 ** ((pitch - 60) / 40)
    amps = np.exp(-partials / edge) * (0.35 + np.abs(np.sin(np.pi * k * 0.118))) / k**0.35
    amps *= rng.uniform(0.8, 1.2, count)
    amps /= np.sqrt((amps**2).sum())
    slow = (
        0.42 * 2.0 ** ((pitch - 60) / 17) * (1 + 0.0011 * (partials - f0) / 2) * rng.uniform(0.9, 1.15, count)
    )
    apart = 2.0 ** (rng.uniform(0.25, 0.7) / 1200)
    length = int(SAMPLE_RATE_HZ * float(np.clip(5.2 / slow[0] * 0.9, 1.2, 7.0)))
    both = ring(
        np.concatenate([partials, partials * apart]),
        np.concatenate([amps * 0.62, amps * 0.38]),
        np.concatenate([slow * 3.4, slow]),
        np.concatenate([np.zeros(count), rng.uniform(-0.4, 0.4, count)]),
        length,
    )
    out = _ease_in(both, 0.0045 + 0.006 * (1 - velocity))
    thump = burst(rng, 0.16, 55, 340, 0.022) * 0.11 + burst(rng, 0.16, 500, 2200, 0.009) * 0.03
    out[: len(thump)] += _ease_in(thump, 0.002) * (0.5 + 0.7 * velocity)
    return _fade_out(out)


def plucked_string(pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    """Gut strings on a wooden body: the triangle of a finger's pluck near a fifth of the length, warm and short."""
    f0 = hertz(pitch)
    count = int(min(34, max(4, 8500 / f0)))
    k = np.arange(1, count + 1, dtype=np.float64)
    partials = k * f0 * np.sqrt(1 + 4e-5 * k * k)
    place = rng.uniform(0.17, 0.24)
    amps = np.abs(np.sin(np.pi * k * place)) / k**1.25 * np.exp(-partials / (1500 + 3800 * velocity))
    amps *= rng.uniform(0.85, 1.15, count)
    amps /= np.sqrt((amps**2).sum())
    decays = (1.15 * 2.0 ** ((pitch - 60) / 15)) * (1 + (partials / 1900) ** 1.35)
    length = int(SAMPLE_RATE_HZ * float(np.clip(5.5 / decays[0], 0.5, 4.5)))
    out = ring(partials, amps, decays, rng.uniform(-0.3, 0.3, count), length)
    body = np.array([104.0, 196.0, 238.0, 405.0, 560.0])
    knock = ring(
        body, np.array([0.1, 0.12, 0.06, 0.05, 0.03]), body * 0.28, np.zeros(5), int(0.2 * SAMPLE_RATE_HZ)
    )
    out = _ease_in(out, 0.0012)
    out[: len(knock)] += knock[: len(out)] * (0.4 + 0.6 * velocity)
    nail = burst(rng, 0.03, 900, 4200, 0.004) * 0.1 * velocity
    out[: len(nail)] += nail
    return _fade_out(out)


def double_bass(pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    """A plucked upright: round fundamental, slow bloom, the body's thud and a little finger."""
    f0 = hertz(pitch)
    count = int(min(22, 2400 / f0))
    k = np.arange(1, count + 1, dtype=np.float64)
    partials = k * f0 * np.sqrt(1 + 9e-5 * k * k)
    amps = np.abs(np.sin(np.pi * k * 0.22)) / k**0.95 * np.exp(-partials / (330 + 420 * velocity))
    amps[0] *= 0.8
    amps /= np.sqrt((amps**2).sum())
    decays = 1.0 * 2.0 ** ((pitch - 36) / 16) * (1 + (partials / 420) ** 1.1)
    out = ring(partials, amps, decays, rng.uniform(-0.5, 0.5, count), int(SAMPLE_RATE_HZ * 4.0))
    out = _ease_in(out, 0.007)
    thud = ring(
        np.array([62.0, 108.0, 205.0]),
        np.array([0.16, 0.16, 0.08]),
        np.array([26.0, 32.0, 48.0]),
        np.zeros(3),
        9600,
    )
    out[:9600] += thud * velocity
    finger = burst(rng, 0.06, 350, 1800, 0.01) * 0.07
    out[: len(finger)] += finger * velocity
    return _fade_out(out)


def celesta(pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    """Steel bars over wooden boxes: nearly pure, with a soft tick."""
    f0 = hertz(pitch)
    ratios = np.array([1.0, 1.0015, 2.0, 4.03, 6.27])
    amps = np.array([0.8, 0.25, 0.1, 0.12 * velocity, 0.05 * velocity])
    keep = ratios * f0 < 15000
    decays = np.array([1.5, 1.0, 3.5, 7.0, 14.0]) * 2.0 ** ((pitch - 72) / 18)
    out = ring(
        (ratios * f0)[keep], amps[keep], decays[keep], np.zeros(int(keep.sum())), int(SAMPLE_RATE_HZ * 2.8)
    )
    out = _ease_in(out, 0.003)
    tick = burst(rng, 0.03, 1200, 5000, 0.004) * 0.035 * velocity
    out[: len(tick)] += tick
    return _fade_out(out)


STRUCK: dict[str, Callable[[int, float, np.random.Generator], Sound]] = {
    "piano": felt_piano,
    "plucked": plucked_string,
    "bass": double_bass,
    "celesta": celesta,
}
"""Instruments whose notes ring by themselves until they are damped."""

DAMPING_S = {"piano": 0.16, "plucked": 0.07, "bass": 0.09, "celesta": 0.5}
"""How long a note takes to stop after its key or finger is lifted."""


def damp(sound: Sound, length_s: float, release_s: float) -> NDArray[np.float32]:
    """Cut a ringing note to its length with a soft release."""
    held = int(length_s * SAMPLE_RATE_HZ)
    tail = int(release_s * SAMPLE_RATE_HZ)
    if held + tail >= len(sound):
        return sound
    out = sound[: held + tail].copy()
    out[held:] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(tail) / tail)).astype(np.float32)
    return out
