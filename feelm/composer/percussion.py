"""A small kit played with brushes and soft sticks: noise that is swept, skins and wood that ring."""

from __future__ import annotations

import numpy as np

from feelm.composer.modal import burst, ring
from feelm.composer.notation import SAMPLE_RATE_HZ, Sound
from feelm.composer.page import DRUM, KICK, RIM, SHAKER, SWEEP, TAP


def _skin(low_hz: float, drop: float, decay_s: float, count: int) -> Sound:
    """A membrane's fundamental that falls in pitch as its tension relaxes."""
    time = np.arange(count) / SAMPLE_RATE_HZ
    frequency = low_hz * (1 + drop * np.exp(-time / 0.018))
    wave = np.sin(2 * np.pi * np.cumsum(frequency) / SAMPLE_RATE_HZ) * np.exp(-time / decay_s)
    out: Sound = wave.astype(np.float32)
    return out


def _kick(velocity: float, rng: np.random.Generator) -> Sound:
    out = _skin(52.0, 1.1, 0.11, 24000) * 0.9
    beater = burst(rng, 0.05, 70, 900, 0.008) * 0.35 * velocity
    out[: len(beater)] += beater
    return out


def _drum(velocity: float, rng: np.random.Generator) -> Sound:
    out = _skin(68.0, 0.35, 0.28, 48000) * 0.8
    ratios = np.array([1.59, 2.14, 2.30, 2.65])
    out += ring(
        68.0 * ratios,
        np.array([0.25, 0.14, 0.1, 0.08]),
        np.array([7.0, 10.0, 12.0, 15.0]),
        np.zeros(4),
        48000,
    )
    mallet = burst(rng, 0.06, 90, 700, 0.012) * 0.3 * velocity
    out[: len(mallet)] += mallet
    return out


def _tap(velocity: float, rng: np.random.Generator) -> Sound:
    out = burst(rng, 0.3, 1400, 7500, 0.045) * 0.3
    body = ring(
        np.array([186.0, 321.0, 455.0]),
        np.array([0.2, 0.12, 0.06]),
        np.array([22.0, 30.0, 38.0]),
        np.zeros(3),
        len(out),
    )
    out += body * (0.4 + 0.6 * velocity)
    slow = int(0.004 * SAMPLE_RATE_HZ)
    out[:slow] *= np.linspace(0, 1, slow)
    return out


def _sweep(velocity: float, rng: np.random.Generator) -> Sound:
    count = int(0.42 * SAMPLE_RATE_HZ)
    out = burst(rng, 0.42, 1800, 8500, 10.0)[:count] * 0.16
    time = np.arange(count) / count
    out *= np.sin(np.pi * time**0.7) ** 1.5 * (0.8 + 0.2 * np.sin(2 * np.pi * 3 * time))
    return out


def _rim(velocity: float, rng: np.random.Generator) -> Sound:
    wood = np.array([415.0, 1090.0, 1680.0, 2350.0])
    out = ring(
        wood, np.array([0.4, 0.3, 0.18, 0.08]), np.array([60.0, 85.0, 110.0, 150.0]), np.zeros(4), 7200
    )
    click = burst(rng, 0.02, 1500, 6000, 0.003) * 0.2
    out[: len(click)] += click
    return out


def _shaker(velocity: float, rng: np.random.Generator) -> Sound:
    count = int(0.1 * SAMPLE_RATE_HZ)
    out = burst(rng, 0.1, 4200, 10500, 0.03)[:count] * 0.22
    rise = int(0.014 * SAMPLE_RATE_HZ)
    out[:rise] *= np.linspace(0, 1, rise) ** 2
    return out


KIT = {KICK: _kick, DRUM: _drum, TAP: _tap, SWEEP: _sweep, RIM: _rim, SHAKER: _shaker}
"""The pieces of the kit by their General MIDI keys."""


def strike(key: int, velocity: float, rng: np.random.Generator) -> Sound:
    """One stroke on a piece of the kit, with a short fade at its end."""
    out = KIT[key](velocity, rng)
    out[-480:] *= np.linspace(1, 0, 480)
    return out
