"""A wooden room: early reflections and a diffuse tail whose treble dies first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, next_fast_len, rfft
from scipy.signal import butter, sosfilt

from feelm.composer.notation import SAMPLE_RATE_HZ, Sound
from feelm.seeds import generator

BANDS: tuple[tuple[float, float, float, float], ...] = (
    (90, 300, 0.85, 0.8), (300, 900, 1.0, 1.0), (900, 2500, 0.92, 0.9),
    (2500, 5500, 0.66, 0.6), (5500, 11000, 0.38, 0.3),
)  # fmt: skip
"""Low edge, high edge (Hz), decay relative to the middle, level: wood takes bass a little and treble much."""


def room_response(decay_s: float) -> Sound:
    """Impulse response, stereo float32 (n, 2): ``decay_s`` is the time to fall by 60 dB in the middle band.

    The tail is noise, different left and right, with one exponential decay for each band (Moorer 1979,
    "About This Reverberation Business"), after a dozen discrete reflections.
    """
    rng = generator(0, "composer", "room")
    count = int((decay_s * 1.05 + 0.08) * SAMPLE_RATE_HZ)
    time = np.arange(count) / SAMPLE_RATE_HZ
    out = np.zeros((count, 2))
    for low, high, longer, level in BANDS:
        band = butter(2, (low, high), "bandpass", fs=SAMPLE_RATE_HZ, output="sos")
        noise = sosfilt(band, rng.standard_normal((count, 2)), axis=0)
        out += level * noise * np.exp(-6.91 * time / (decay_s * longer))[:, None]
    out *= np.clip((time - 0.012) / 0.035, 0, 1)[:, None] ** 0.6
    out /= np.sqrt((out**2).sum(axis=0, keepdims=True))
    out *= 0.82
    for _ in range(14):
        at = int(rng.uniform(0.006, 0.055) * SAMPLE_RATE_HZ)
        side = rng.uniform(0.25, 0.75)
        level = 0.3 * float(np.exp(-at / (0.03 * SAMPLE_RATE_HZ))) * rng.choice([-1.0, 1.0])
        out[at] += level * np.array([np.sqrt(1 - side), np.sqrt(side)])
    fade = int(0.05 * SAMPLE_RATE_HZ)
    out[-fade:] *= np.linspace(1, 0, fade)[:, None]
    return out.astype(np.float32)


class Room:
    """Convolution with a room, block by block; the tail of each block is carried into the next."""

    def __init__(self, decay_s: float, block: int) -> None:
        response = room_response(decay_s)
        self._size = next_fast_len(block + len(response) - 1, real=True)
        self._block = block
        self._spectrum: NDArray[np.complex64] = rfft(response, self._size, axis=0)
        self._tail = np.zeros((len(response) - 1, 2), dtype=np.float32)

    def wet(self, dry: Sound) -> Sound:
        """The room's answer to one block, same shape (block, 2)."""
        full: Sound = irfft(rfft(dry, self._size, axis=0) * self._spectrum, self._size, axis=0)
        out = full[: self._block].astype(np.float32, copy=True)
        carried = min(len(self._tail), self._block)
        out[:carried] += self._tail[:carried]
        rest = full[self._block : self._block + len(self._tail)].astype(np.float32, copy=True)
        if len(self._tail) > self._block:
            rest[: len(self._tail) - self._block] += self._tail[self._block :]
        self._tail = rest
        return out
