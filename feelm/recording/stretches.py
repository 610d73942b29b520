"""Filters that know of holes: every unbroken stretch is filtered by itself, forwards and backwards."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from feelm.recording.recording import Floats

Filter = Callable[[Floats], Floats]
"""Works along the last axis."""
_LEAST_SAMPLES = 32


def unbroken(row: Floats) -> list[tuple[int, int]]:
    """First and past-the-last sample of every stretch of numbers in a row."""
    known = np.isfinite(row).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], known, [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def by_stretch(rows: Floats, filter_one: Filter, otherwise: float | None = None) -> Floats:
    """Apply a filter to each unbroken stretch of each row, shape (channels, samples).

    Stretches too short to be filtered keep their values, or take ``otherwise``; holes stay NaN. Rows whose holes
    are the same, as they mostly are, are filtered together.
    """
    done = np.array(rows, dtype=np.float64, copy=True)
    alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for index, row in enumerate(done):
        alike.setdefault(tuple(unbroken(row)), []).append(index)
    for stretches, together in alike.items():
        chosen: list[int] | slice = slice(None) if len(together) == len(done) else together
        for start, end in stretches:
            if end - start >= _LEAST_SAMPLES:
                done[chosen, start:end] = filter_one(done[chosen, start:end])
            elif otherwise is not None:
                done[chosen, start:end] = otherwise
    return done


def band(rows: Floats, rate_hz: float, low_hz: float | None, high_hz: float | None, order: int = 2) -> Floats:
    """Zero-phase Butterworth band of each row; an edge beyond what the rate can carry is left out."""
    from scipy.signal import butter, sosfiltfilt

    nyquist = rate_hz / 2.0
    high = high_hz if high_hz is not None and high_hz < 0.98 * nyquist else None
    if low_hz is not None and low_hz >= 0.98 * nyquist:
        return np.where(np.isfinite(rows), 0.0, np.nan)
    if low_hz is None and high is None:
        return np.array(rows, copy=True)
    if low_hz is None:
        sections = butter(order, high, "lowpass", fs=rate_hz, output="sos")
    elif high is None:
        sections = butter(order, low_hz, "highpass", fs=rate_hz, output="sos")
    else:
        sections = butter(order, (low_hz, high), "bandpass", fs=rate_hz, output="sos")
    slowest = rate_hz / (low_hz if low_hz is not None else float(high or nyquist))

    def filter_one(stretch: Floats) -> Floats:
        padding = int(min(stretch.shape[-1] - 1, 3 * slowest))
        level = np.mean(stretch, axis=-1, keepdims=True) if low_hz is not None else 0.0
        return np.asarray(sosfiltfilt(sections, stretch - level, padlen=padding))

    return by_stretch(rows, filter_one, otherwise=0.0 if low_hz is not None else None)
