"""Time columns of tables: seconds, milliseconds or microseconds, and counters that run around."""

from __future__ import annotations

import re

import numpy as np

from feelm.recording.recording import Floats


def seconds_of(column: Floats, label: str) -> Floats | None:
    """A time column in seconds, None where it merely counts rows or stands still.

    The unit is the label's ("time (ms)"), or follows from the size: times since 1970 have 10 digits in seconds, 13
    in milliseconds and 16 in microseconds; other times that step by more than 0.9 are milliseconds.
    """
    steps = np.diff(column)
    forward = steps[np.isfinite(steps) & (steps > 0)]
    if len(forward) < 2:
        return None
    usual, size = float(np.median(forward)), float(np.nanmedian(np.abs(column)))
    said = label.lower()
    if re.search(r"[\[(_]\s*(?:us|µs)\b", said) or size > 1e14:
        return np.asarray(column * 1e-6)
    if re.search(r"[\[(_]\s*ms\b", said) or size > 1e11:
        return np.asarray(column * 1e-3)
    if re.search(r"[\[(_]\s*s(?:ec)?\b", said) or size > 1e8:
        return column
    if usual == 1.0 and np.all(forward == 1.0):
        return None
    return np.asarray(column * 1e-3) if usual > 0.9 else column


def counter_times(counter: Floats, rate_hz: float | None) -> tuple[Floats | None, float | None]:
    """Times from a counter that runs 0…127 (or 0…128, 0…255) around once a second, with lost samples left out.

    Returns:
        (times in seconds, rate); (None, rate_hz) where the column is no such counter.
    """
    known = counter[np.isfinite(counter)]
    if len(known) < len(counter) or not len(known) or np.any(known != np.round(known)):
        return None, rate_hz
    around = int(known.max()) + 1
    if around not in (128, 129, 256, 257):
        return None, rate_hz
    steps = np.mod(np.diff(counter), around)
    if np.mean(steps == 1.0) < 0.5:
        return None, rate_hz
    # Emotiv's counter of 129 values stands for 128 samples and one that is sent again.
    rate = rate_hz or float(around - around % 2)
    steps = np.maximum(steps, 1.0)
    return np.concatenate([[0.0], np.cumsum(steps)]) / rate, rate
