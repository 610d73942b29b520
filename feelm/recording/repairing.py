"""Repairs that are sound: mains taken out by a notch, a dead channel filled in from at least three near ones."""

from __future__ import annotations

import numpy as np

from feelm.recording.recording import Channel, Flags, Floats
from feelm.recording.stretches import by_stretch

MAINS_HZ = (50.0, 60.0)
MAINS_RATIO = 4.0
"""Density at the mains over that beside it; 1 is an even spectrum."""
NEAR_M = 0.072
"""How far a neighbour may be: one step of the 10-20 system on a head of 9 cm."""
LEAST_NEIGHBOURS = 3
_HALF_WIDTH_HZ = 1.0


def mains_ratio(pieces: Floats, rate_hz: float, mains_hz: float) -> Floats:
    """Power density at the mains over that 2-5 Hz beside it, for pieces of shape (…, samples)."""
    window = np.hanning(pieces.shape[-1])
    centred = pieces - np.mean(pieces, axis=-1, keepdims=True)
    power = np.abs(np.fft.rfft(centred * window, axis=-1)) ** 2
    at_hz = np.fft.rfftfreq(pieces.shape[-1], 1.0 / rate_hz)
    away = np.abs(at_hz - mains_hz)
    peak, beside = away <= _HALF_WIDTH_HZ, (away >= 2.0) & (away <= 5.0)
    if not peak.any() or not beside.any():
        return np.zeros(pieces.shape[:-1])
    floor = np.median(power[..., beside], axis=-1)
    return np.asarray(np.mean(power[..., peak], axis=-1) / np.maximum(floor, 1e-12))


def without_mains(rows: Floats, rate_hz: float, mains_hz: float) -> Floats:
    """Rows with narrow notches at the mains and its harmonics, zero phase."""
    from scipy.signal import iirnotch, sosfiltfilt, tf2sos

    cuts = [iirnotch(hz, hz / 2.0, fs=rate_hz) for hz in np.arange(mains_hz, 0.49 * rate_hz, mains_hz)]
    sections = np.concatenate([tf2sos(*cut) for cut in cuts])

    def notch(stretch: Floats) -> Floats:
        level = np.mean(stretch, axis=-1, keepdims=True)
        padding = min(stretch.shape[-1] - 1, int(rate_hz))
        return np.asarray(sosfiltfilt(sections, stretch - level, padlen=padding) + level)

    return by_stretch(rows, notch)


def neighbours(channels: list[Channel], dead: Flags, index: int) -> list[tuple[int, float]]:
    """Living channels near a dead one, with the shares in which they stand in for it (nearest first).

    The shares fall with the square of the distance (D. Shepard, "A two-dimensional interpolation function for
    irregularly-spaced data", 1968).
    """
    place = channels[index].place
    if place is None:
        return []
    near = []
    for other, channel in enumerate(channels):
        if other != index and not dead[other] and channel.place is not None:
            distance = float(np.linalg.norm(np.subtract(channel.place, place)))
            if 0.001 < distance <= NEAR_M:
                near.append((other, distance**-2))
    near = sorted(near, key=lambda pair: -pair[1])[:6]
    total = sum(share for _, share in near)
    return [(other, share / total) for other, share in near]


def filled_in(rows: Floats, shares: list[tuple[int, float]]) -> Floats:
    """The signal that the neighbours give for a dead channel, each about its own level."""
    made = np.zeros(rows.shape[1])
    for other, share in shares:
        made += share * (rows[other] - np.nanmedian(rows[other]))
    return made
