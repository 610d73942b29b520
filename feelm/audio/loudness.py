"""Loudness as people hear it: integrated LUFS of ITU-R BS.1770-4, and a short-time level in dB."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Samples = NDArray[np.float32]

STEP_S = 0.1
"""Powers are kept per 100 ms; a gating block of BS.1770 is four of them (75 % overlap)."""


def k_weighting(rate_hz: float) -> Floats:
    """The two second-order sections of BS.1770-4 for any rate, shape (2, 6).

    The standard prints coefficients for 48 kHz only; they are those of a high shelf (1681.97 Hz, +4 dB,
    Q 0.7072) and a high pass (38.135 Hz, Q 0.5003), re-derived here by the bilinear transform
    (De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2014).
    """
    sections = []
    k = np.tan(np.pi * 1681.9744509555319 / rate_hz)
    q, high = 0.7071752369554193, 10.0 ** (3.99984385397 / 20.0)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    sections.append([
        (high + band * k / q + k * k) / a0, 2.0 * (k * k - high) / a0, (high - band * k / q + k * k) / a0,
        1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0,
    ])  # fmt: skip
    k, q = np.tan(np.pi * 38.13547087613982 / rate_hz), 0.5003270373253953
    a0 = 1.0 + k / q + k * k
    sections.append([1.0, -2.0, 1.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0])
    return np.array(sections)


class LoudnessMeter:
    """Feed blocks (n, channels) with ``push``; read ``integrated`` (LUFS) and ``short_db`` at the end."""

    def __init__(self, rate_hz: int) -> None:
        self._step = round(rate_hz * STEP_S)
        self._sections = k_weighting(rate_hz)
        self._state: Floats | None = None
        self._held: Samples | None = None
        self._powers: list[Floats] = []

    def push(self, block: Samples) -> None:
        """Take the next samples."""
        from scipy.signal import sosfilt

        if self._state is None:
            self._state = np.zeros((2, 2, block.shape[1]))
            self._held = np.zeros((0, block.shape[1]), np.float32)
        assert self._held is not None
        weighted, self._state = sosfilt(self._sections, block, axis=0, zi=self._state)
        held = np.concatenate([self._held, weighted.astype(np.float32)])
        count = len(held) // self._step
        whole = held[: count * self._step].reshape(count, self._step, block.shape[1])
        self._powers.append(np.einsum("nsc,nsc->n", whole, whole, dtype=np.float64) / self._step)
        self._held = held[count * self._step :]

    @property
    def powers(self) -> Floats:
        """K-weighted power summed over channels, per 100 ms."""
        return np.concatenate(self._powers) if self._powers else np.zeros(0)

    def integrated(self) -> float:
        """Integrated loudness in LUFS, gated at −70 LUFS and at 10 LU below the ungated mean; −70 if silent."""
        steps = self.powers
        if len(steps) < 4:
            steps = np.concatenate([steps, np.zeros(4 - len(steps))])
        blocks = np.convolve(steps, np.full(4, 0.25), "valid")
        loud = blocks[blocks > _power(-70.0)]
        if not len(loud):
            return -70.0
        loud = loud[loud > 0.1 * loud.mean()]
        return _lufs(float(loud.mean()))

    def short_db(self, frames: int, frame_hz: float) -> Floats:
        """Momentary loudness (400 ms, centred) in LUFS at each analysis frame, never below −70."""
        steps = self.powers
        if not len(steps):
            return np.full(frames, -70.0)
        smooth = np.convolve(np.pad(steps, 2, mode="edge"), [0.125, 0.25, 0.25, 0.25, 0.125], "valid")
        times = (np.arange(len(smooth)) + 0.5) * STEP_S
        level = np.maximum(-0.691 + 10.0 * np.log10(smooth + 1e-12), -70.0)
        return np.interp(np.arange(frames) / frame_hz, times, level)


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))


def _lufs(power: float) -> float:
    return float(-0.691 + 10.0 * np.log10(power))
