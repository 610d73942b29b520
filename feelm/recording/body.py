"""Heart, skin and breath over time, from whatever a recording holds of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feelm.recording.recording import ChannelKind, Floats, Recording
from feelm.recording.stretches import band, by_stretch

STEP_S = 1.0
_HEART_REACH_S = 6.0
_SLOW_REACH_S = 15.0
_SLOW_HZ = 32.0
_QUIET_RATIO = 4.0
RESPONSE_US = 0.05
"""Smallest skin conductance response that counts (W. Boucsein and others, "Publication recommendations for
electrodermal measurements", Psychophysiology 2012)."""


@dataclass(frozen=True, eq=False)
class BodySigns:
    """Features each second, shape (n,), NaN where nothing was measured or nothing could be read.

    ``heart_bpm`` beats per minute; ``skin_level`` tonic conductance and ``skin_unit`` "uS" (or "" where the file's
    unit is not known); ``skin_responses_per_min``; ``breaths_per_min``. ``notes``: what could not be read.
    """

    times_s: Floats
    heart_bpm: Floats
    skin_level: Floats
    skin_responses_per_min: Floats
    breaths_per_min: Floats
    skin_unit: str = "uS"
    notes: tuple[str, ...] = ()


def heart_skin_breath(recording: Recording) -> BodySigns:
    """Return heart rate, skin conductance and breath rate once a second.

    Heart: R peaks in ECG (the energy of 5-20 Hz; J. Pan, W. Tompkins, 1985) or, without one, the waves of a PPG in
    0.5-4 Hz. Skin: the part below 0.05 Hz is the level; rises of 0.05 uS and more are responses. Breath: waves of
    0.08-0.7 Hz. Beats and breaths that come far too early or late are left out.
    """
    times_s = np.arange(max(int(recording.duration_s / STEP_S), 1), dtype=np.float64) * STEP_S
    notes: list[str] = []
    level, responses, unit = _skin(recording, times_s)
    heart = _heart(recording, times_s, notes)
    breath = _breath(recording, times_s)
    for name, values, kinds in (("heart", heart, ("ecg", "ppg")), ("breath", breath, ("breath",))):
        measured = any(channel.kind in kinds for channel in recording.channels)
        if measured and not np.isfinite(values).any():
            notes.append(f"there is a {name} channel, but no regular {name} can be read in it")
    return BodySigns(times_s, heart, level, responses, breath, unit, tuple(notes))


def _first(recording: Recording, kind: ChannelKind) -> Floats | None:
    """The channel of a kind that holds most, None where none has values that change."""
    found = [recording.samples[index] for index in recording.of_kind(kind)]
    alive = [row for row in found if np.isfinite(row).any() and np.nanmin(row) < np.nanmax(row)]
    return max(alive, key=lambda row: int(np.isfinite(row).sum()), default=None)


def _rate_over(times_s: Floats, events_s: Floats, limits_s: tuple[float, float], reach_s: float) -> Floats:
    """Events per minute about each instant, from the median interval; NaN with less than three sound ones."""
    rates = np.full(len(times_s), np.nan)
    intervals = np.diff(events_s)
    middles = 0.5 * (events_s[1:] + events_s[:-1])
    sound = (intervals >= limits_s[0]) & (intervals <= limits_s[1])
    intervals, middles = intervals[sound], middles[sound]
    for index, time in enumerate(times_s):
        low, high = np.searchsorted(middles, (time - reach_s, time + reach_s))
        near = intervals[low:high]
        if len(near) >= 3:
            usual = float(np.median(near))
            regular = near[np.abs(near - usual) <= 0.3 * usual]
            # A noise's "beats" agree with each other far less than a heart's or a breath's.
            if len(regular) >= 0.7 * len(near):
                rates[index] = 60.0 / float(np.mean(regular))
    return rates


def _heart(recording: Recording, times_s: Floats, notes: list[str]) -> Floats:
    from scipy.signal import find_peaks

    rate_hz = recording.sample_rate_hz
    ecg = _first(recording, "ecg")
    wave = ecg if ecg is not None else _first(recording, "ppg")
    if wave is None:
        return np.full(len(times_s), np.nan)
    if ecg is not None and rate_hz >= 60.0:
        quick = band(wave[None, :], rate_hz, 5.0, 20.0)[0]
        energy = by_stretch((quick**2)[None, :], lambda row: _smoothed(row, int(0.1 * rate_hz)))[0]
    else:
        energy = band(wave[None, :], rate_hz, 0.5, 4.0)[0]
        notes.append("the heart was read from its pulse wave")
    energy = np.nan_to_num(energy)
    threshold = 0.3 * _local_part(energy, int(4.0 * rate_hz), 98)
    if ecg is not None:  # between R peaks a heart is nearly silent; noise is not
        threshold = np.maximum(threshold, _QUIET_RATIO * _local_part(energy, int(4.0 * rate_hz), 50))
    peaks, _ = find_peaks(energy, height=threshold, distance=max(int(0.33 * rate_hz), 1))
    return _rate_over(times_s, peaks / rate_hz, (0.33, 2.0), _HEART_REACH_S)


def _smoothed(row: Floats, length: int) -> Floats:
    from scipy.ndimage import uniform_filter1d

    return np.asarray(uniform_filter1d(row, max(length, 1), axis=-1))


def _local_part(row: Floats, length: int, percent: float) -> Floats:
    """A percentile of the stretch around each sample, by blocks with linear passage between them."""
    starts = np.arange(0, len(row), max(length // 2, 1))
    tops = [float(np.percentile(row[start : start + length], percent)) for start in starts]
    return np.maximum(np.interp(np.arange(len(row)), starts + length / 2, tops), 1e-12)


def _slowed(row: Floats, rate_hz: float) -> tuple[Floats, float]:
    """Block means at 32 Hz or a little more: skin and breath need no more."""
    step = max(int(rate_hz // _SLOW_HZ), 1)
    count = len(row) // step
    return row[: count * step].reshape(count, step).mean(axis=1), rate_hz / step


def _skin(recording: Recording, times_s: Floats) -> tuple[Floats, Floats, str]:
    from scipy.signal import find_peaks

    nothing = np.full(len(times_s), np.nan)
    row = _first(recording, "eda")
    if row is None:
        return nothing, nothing.copy(), "uS"
    unit = next((channel.unit for channel in recording.channels if channel.kind == "eda"), "")
    slow, rate_hz = _slowed(row, recording.sample_rate_hz)
    level = band(slow[None, :], rate_hz, None, 0.05)[0]
    wave = band(slow[None, :], rate_hz, None, 1.0)[0]
    known = np.isfinite(level)
    at_s = np.arange(len(slow)) / rate_hz
    tonic = np.interp(times_s, at_s[known], level[known]) if known.any() else nothing
    least = RESPONSE_US if unit == "uS" else 0.2 * float(np.nanstd(wave))
    peaks, _ = find_peaks(np.where(np.isfinite(wave), wave, -np.inf), prominence=max(least, 1e-9))
    peaks = peaks[np.isfinite(wave[peaks])]
    count = np.array([np.sum(np.abs(at_s[peaks] - t) <= _SLOW_REACH_S) for t in times_s], dtype=np.float64)
    seen = np.minimum(times_s + _SLOW_REACH_S, at_s[-1]) - np.maximum(times_s - _SLOW_REACH_S, 0.0)
    holes = ~np.isfinite(np.interp(times_s, at_s, slow))
    responses = np.where(holes, np.nan, 60.0 * count / np.maximum(seen, 1.0))
    return np.where(holes, np.nan, tonic), responses, unit


def _breath(recording: Recording, times_s: Floats) -> Floats:
    from scipy.signal import find_peaks

    row = _first(recording, "breath")
    if row is None:
        return np.full(len(times_s), np.nan)
    slow, rate_hz = _slowed(row, recording.sample_rate_hz)
    wave = np.nan_to_num(band(slow[None, :], rate_hz, 0.08, 0.7)[0])
    size = float(np.std(wave))
    peaks, _ = find_peaks(wave, prominence=max(0.6 * size, 1e-9), distance=max(int(1.2 * rate_hz), 1))
    return _rate_over(times_s, peaks / rate_hz, (1.2, 12.0), _SLOW_REACH_S)
