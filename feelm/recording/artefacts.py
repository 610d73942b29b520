"""What is not brain in a channel: rules on its size, its steps, its edges and its fast part, window by window.

All rules are in microvolts, so they mean the same on every machine. Each gives flags of shape (channels, windows).
"""

from __future__ import annotations

import numpy as np

from feelm.recording.recording import Flags, Floats
from feelm.recording.stretches import band

FLAT_UV = 0.05
"""A living channel has more noise than this: amplifiers alone have about 0.3 uV."""
MOVEMENT_UV = 250.0
"""Peak to peak of 1-45 Hz within a window; the largest waking rhythms stay under 200."""
MUSCLE_UV = 8.0
"""Spread of 25-45 Hz; a resting brain has 1 to 3, a clenched jaw 10 to 50."""
BLINK_UV = 70.0
BLINK_OTHERS_UV = 35.0
JUMP_UV = 120.0
STUCK_SAMPLES = 5
FRONTAL = ("Fp", "AF", "F7", "F8", "F9", "F10")


def windows_of(rows: Floats, length: int) -> Floats:
    """Whole windows, shape (channels, windows, length), without copying."""
    count = rows.shape[1] // length
    return rows[:, : count * length].reshape(len(rows), count, length)


def missing(rows: Floats, length: int) -> Flags:
    """Windows with more than a tenth of their samples missing."""
    return np.asarray(np.mean(np.isnan(windows_of(rows, length)), axis=2) > 0.1)


def flat(rows: Floats, length: int) -> Flags:
    """Windows whose samples stand still for more than half of the time, or nearly so throughout."""
    pieces = windows_of(rows, length)
    steps = np.abs(np.diff(pieces, axis=2))
    still = np.mean(steps == 0.0, axis=2) > 0.5
    with np.errstate(invalid="ignore"):
        spread = np.nanstd(np.where(np.isnan(pieces).all(axis=2, keepdims=True), 0.0, pieces), axis=2)
    return np.asarray((still | (spread < FLAT_UV)) & ~missing(rows, length))


def at_the_rail(rows: Floats, length: int) -> tuple[Flags, Flags]:
    """(clipping, saturated): runs at the channel's own extreme; saturated where more than a quarter lies there.

    A rail is an extreme at which the channel stays for five samples and more, at least twice or for long.
    """
    clipping = np.zeros((len(rows), rows.shape[1] // length), dtype=bool)
    saturated = clipping.copy()
    for index, row in enumerate(rows):
        known = row[np.isfinite(row)]
        if len(known) < 2 or known.min() == known.max():
            continue
        stuck = np.zeros(len(row), dtype=bool)
        for extreme in (known.min(), known.max()):
            stuck |= _runs(row == extreme, STUCK_SAMPLES)
        pieces = windows_of(stuck[None, :], length)[0]
        saturated[index] = pieces.mean(axis=1) > 0.25
        clipping[index] = pieces.any(axis=1) & ~saturated[index]
    return clipping, saturated


def _runs(flags: Flags, least: int) -> Flags:
    """Only those flags that stand in a row of at least ``least``."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    kept = np.zeros(len(flags), dtype=bool)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= least:
            kept[start:end] = True
    return kept


def jumps(rows: Floats, rate_hz: float, length: int) -> Flags:
    """Windows in which the level steps within 20 ms and stays: an electrode that moved."""
    reach = max(int(0.15 * rate_hz), 2)
    found = np.zeros((len(rows), rows.shape[1] // length), dtype=bool)
    gap = max(int(0.02 * rate_hz), 1)
    if rows.shape[1] <= 2 * reach + gap:
        return found
    for index, row in enumerate(rows):
        mean = _moving_mean(row, reach)
        before, after = mean[: -(reach + gap)], mean[reach + gap :]
        step: Floats = np.abs(after - before)
        sharp = np.abs(
            row[reach + gap - 1 : reach + gap - 1 + len(step)] - row[reach - 1 : reach - 1 + len(step)]
        )
        with np.errstate(invalid="ignore"):
            at = np.flatnonzero((step > JUMP_UV) & (sharp > 0.7 * step)) + reach
        windows = np.unique(at // length)
        found[index, windows[windows < found.shape[1]]] = True
    return found


def _moving_mean(row: Floats, reach: int) -> Floats:
    """Means of ``reach`` following samples, NaN where one of them is missing."""
    holes = np.isnan(row)
    filled = np.where(holes, 0.0, row)
    total = np.concatenate([[0.0], np.cumsum(filled - filled.mean())])
    lost = np.concatenate([[0], np.cumsum(holes)])
    mean = (total[reach:] - total[:-reach]) / reach
    return np.where(lost[reach:] > lost[:-reach], np.nan, mean)


def _span(pieces: Floats) -> Floats:
    """Peak to peak of each window, 0 where nothing is known."""
    empty: Flags = np.asarray(np.isnan(pieces).all(axis=2))
    safe = np.where(empty[:, :, None], 0.0, pieces)
    return np.asarray(np.nanmax(safe, axis=2) - np.nanmin(safe, axis=2))


def moved(banded: Floats, length: int) -> Flags:
    """Windows too large for a brain in 1-45 Hz."""
    return np.asarray(_span(windows_of(banded, length)) > MOVEMENT_UV)


def muscle(rows: Floats, rate_hz: float, length: int) -> Flags:
    """Windows whose 25-45 Hz part is larger than a brain's and than the channel's own quiet."""
    fast = windows_of(band(rows, rate_hz, 25.0, 45.0), length)
    empty: Flags = np.asarray(np.isnan(fast).all(axis=2))
    size = np.nanstd(np.where(empty[:, :, None], 0.0, fast), axis=2)
    known = np.where(empty, np.nan, size)
    quiet = np.array([np.nanpercentile(row, 25) if np.isfinite(row).any() else 0.0 for row in known])
    return np.asarray((size > MUSCLE_UV) & (size > np.minimum(2.0 * quiet, 3.0 * MUSCLE_UV)[:, None]))


def blinks(rows: Floats, rate_hz: float, length: int, names: list[str]) -> Flags:
    """Windows with a lid's slow wave (1-8 Hz): large on the forehead, and wherever else it reaches."""
    frontal = [index for index, name in enumerate(names) if is_frontal(name)]
    found = np.zeros((len(rows), rows.shape[1] // length), dtype=bool)
    if not frontal:
        return found
    slow = band(rows, rate_hz, 1.0, 8.0)
    size = np.abs(np.where(np.isnan(slow), 0.0, slow))
    forehead: Floats = size[frontal]
    usual = 1.4826 * np.median(forehead, axis=1, keepdims=True)
    peaks = windows_of(forehead, length).max(axis=2)
    wave = peaks > np.maximum(BLINK_UV, 4.0 * usual)
    lid = wave.sum(axis=0) >= min(2, len(frontal))
    reached = windows_of(size, length).max(axis=2) > BLINK_OTHERS_UV
    found[:] = reached & lid[None, :]
    return found


def is_frontal(name: str) -> bool:
    """Whether an electrode lies where lids are seen."""
    return name.startswith(FRONTAL[:2]) or name in FRONTAL[2:]
