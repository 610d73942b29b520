"""From time stamps to an even time axis: the rate found, holes kept as holes, doubled stretches noticed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.recording.recording import Floats
from feelm.recording.signals import MAX_VALUES

_USUAL_HZ = np.array([
    1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 50, 52, 64, 100, 120, 125, 128, 130, 160, 173.61, 200, 220, 240, 250, 256, 300,
    400, 500, 512, 600, 1000, 1024, 1200, 2000, 2048, 2400, 4096, 5000, 8192, 10000, 16384, 20000,
])  # fmt: skip
_NEAR_USUAL = 0.012
_DRIFT_S = 0.1
"""A stretch whose stamps run away from its count of samples by more than this is laid by its stamps."""
LATEST_S = 1e11
"""No stamp lies later: microseconds since 1970 are brought to seconds before."""
LONGEST_HOLE_S = 7200.0
_LARGEST_DRIFT = 0.02
"""No converter's clock is wrong by more; beyond it samples were lost unseen, and what is there keeps its rate."""
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class EvenTime:
    """``values`` on the even axis with NaN in holes; ``start_s`` is the stamp of its first sample."""

    values: Floats
    rate_hz: float
    start_s: float
    gaps: tuple[tuple[float, float], ...]
    notes: tuple[str, ...]


def find_rate(times_s: Floats, name: str) -> float:
    """The sampling rate that time stamps speak of: samples per second within unbroken stretches.

    Stamps may come in packets (many equal stamps), jitter, and have holes. A rate within 1.2 % of a usual one of
    such machines is taken to be that one.
    """
    times_s = times_s[np.abs(times_s) < LATEST_S]
    steps = np.diff(times_s)
    forward = steps[steps > 0]
    if len(forward) < 2:
        raise InputError(
            "the time stamps do not go forward", where=name, fix="tell the sample rate with --rate 256"
        )
    breaks = np.flatnonzero((steps > _hole(steps)) | (steps < 0))
    starts = np.concatenate([[0], breaks + 1])
    ends = np.concatenate([breaks, [len(times_s) - 1]])
    spans = times_s[ends] - times_s[starts]
    packet = float(np.median(forward))
    # Packets stamp their samples alike: a stretch of whole packets lasts one packet longer than its stamps say.
    packed = float(np.mean(steps == 0.0)) > 0.3
    counts = ends - starts + (1 if packed else 0)
    lasting = spans + (packet if packed else 0.0)
    if lasting.sum() <= 0.0:
        raise InputError(
            "the time stamps do not go forward", where=name, fix="tell the sample rate with --rate 256"
        )
    rate = float(counts.sum() / lasting.sum())
    nearest = float(_USUAL_HZ[np.argmin(np.abs(_USUAL_HZ - rate))])
    return nearest if abs(rate - nearest) <= _NEAR_USUAL * nearest else rate


def _hole(steps: Floats) -> float:
    """The step above which samples are missing: beyond two and a half usual steps, or beyond packets' jitter."""
    forward = steps[steps > 0]
    usual = float(np.median(forward))
    packed = float(np.mean(steps == 0.0)) > 0.3
    return 3.0 * usual if packed else max(2.5 * usual, usual + 0.002)


def lay_evenly(values: Floats, times_s: Floats, rate_hz: float, name: str) -> EvenTime:
    """Lay stamped samples on an even axis that begins at the first stamp.

    Args:
        values: (channels, samples).
        times_s: stamps, one for each sample; need not be sorted where a clock was set back.
        rate_hz: samples per second of the axis.
        name: the file, for errors.

    Raises:
        InputError: a stamp is no number, or the stamps jump so far that the axis would not fit into memory.
    """
    known = np.abs(times_s) < LATEST_S
    if not known.all():
        if not known.any():
            raise InputError("no time stamp is a number", where=name, fix="tell the rate with --rate 256")
        values, times_s = values[:, known], times_s[known]
    notes = [] if known.all() else [f"{int((~known).sum())} samples have no time stamp and were left out"]
    steps = np.diff(times_s)
    if not len(steps) or not (steps > 0).any():
        return EvenTime(values, rate_hz, float(times_s[0]), (), tuple(notes))
    breaks = np.flatnonzero((steps > _hole(steps)) | (steps < -1.0 / rate_hz))
    starts = np.concatenate([[0], breaks + 1]).astype(np.int64)
    lengths = np.diff(np.concatenate([starts, [len(times_s)]])).astype(np.int64)
    pieces = [values[:, a : a + n] for a, n in zip(starts, lengths, strict=True)]
    pieces, drifted = _by_stamps(pieces, times_s, starts, rate_hz, name)
    if drifted:
        notes.append(
            f"{drifted} stretches ran faster or slower than {rate_hz:g} Hz and were laid by their stamps"
        )
    lengths = np.array([piece.shape[1] for piece in pieces], dtype=np.int64)
    begins, back = _beginnings(times_s[starts], lengths, rate_hz)
    if back:
        notes.append(f"the clock goes back {back} time{'s' if back > 1 else ''}; what follows was joined on")
    total = int(begins[-1] + lengths[-1])
    longest_hole = max((b - a for a, b in _gaps(begins, lengths, rate_hz)), default=0.0)
    if total * len(values) > MAX_VALUES or longest_hole > max(LONGEST_HOLE_S, 4.0 * lengths.sum() / rate_hz):
        raise InputError(
            f"by its time stamps the recording lasts {total / rate_hz / 3600.0:.3g} hours, of which it holds "
            f"{lengths.sum() / rate_hz / 3600.0:.3g}",
            where=name,
            fix="cut it into pieces; if a clock was set in between, cut there",
        )
    even = np.full((len(values), total), np.nan)
    for piece, begin in zip(pieces, begins, strict=True):
        even[:, begin : begin + piece.shape[1]] = piece
    gaps = _gaps(begins, lengths, rate_hz)
    if gaps:
        longest = max(gaps, key=lambda gap: gap[1] - gap[0])
        notes.append(
            f"there are {len(gaps)} holes in the time stamps, the longest of {longest[1] - longest[0]:.3g} s "
            f"at {longest[0]:.3g} s; nothing is made up there"
        )
    return EvenTime(even, rate_hz, float(times_s[0]), gaps, tuple(notes))


def _by_stamps(
    pieces: list[Floats], times_s: Floats, starts: Indices, rate_hz: float, name: str
) -> tuple[list[Floats], int]:
    """Stretches of the length that their stamps say, and how many had to be drawn out or together for it."""
    laid, drifted, room = [], 0, MAX_VALUES
    for piece, start in zip(pieces, starts, strict=True):
        count = piece.shape[1]
        stamps = times_s[start : start + count]
        forward = np.diff(stamps)
        packet_s = float(np.median(forward[forward > 0])) if (forward > 0).any() else 0.0
        span = float(stamps[-1] - stamps[0]) * rate_hz
        away = abs(span - (count - 1))
        if away <= max(_DRIFT_S, 2.0 * packet_s) * rate_hz or away > _LARGEST_DRIFT * count:
            laid.append(piece)
            continue
        drifted += 1
        length = int(min(span, 2.0**52)) + 1
        room -= length * len(piece)
        if room < 0:
            raise InputError(
                "its time stamps and its sample rate do not belong together", where=name, fix="check the rate"
            )
        at = np.linspace(0.0, count - 1.0, length)
        laid.append(np.stack([np.interp(at, np.arange(count), row) for row in piece]))
    return laid, drifted


def _beginnings(stamps: Floats, lengths: Indices, rate_hz: float) -> tuple[Indices, int]:
    """First sample of each stretch on the axis, and how often the clock went back."""
    begins = np.zeros(len(stamps), dtype=np.int64)
    origin, back = float(stamps[0]), 0
    for index in range(1, len(stamps)):
        free = int(begins[index - 1] + lengths[index - 1])
        wanted = float(np.rint((stamps[index] - origin) * rate_hz))
        if stamps[index] < stamps[index - 1]:
            back += 1
            origin, wanted = float(stamps[index]) - free / rate_hz, float(free)
        begins[index] = max(int(min(wanted, 2.0**52)), free)
    return begins, back


def _gaps(begins: Indices, lengths: Indices, rate_hz: float) -> tuple[tuple[float, float], ...]:
    ends = begins + lengths
    return tuple(
        (float(end / rate_hz), float(begin / rate_hz))
        for end, begin in zip(ends[:-1], begins[1:], strict=True)
        if begin > end
    )


def repeated_stretches(
    values: Floats, rate_hz: float, least_s: float = 1.0
) -> list[tuple[float, float, float]]:
    """Stretches that are copies of earlier ones, as (start, end, start of the original) in seconds.

    Real signals never repeat exactly over a second; files that were joined twice do. Constant and periodic
    stretches (a period below one second) are not counted.
    """
    least = max(int(least_s * rate_hz), 8)
    if values.shape[1] < 2 * least:
        return []
    keys = _row_keys(values)
    _, group = np.unique(keys, return_inverse=True)
    order = np.argsort(group, kind="stable")
    before = np.full(len(group), -1, dtype=np.int64)
    same = group[order[1:]] == group[order[:-1]]
    before[order[1:][same]] = order[:-1][same]
    lag = np.where(before >= 0, np.arange(len(group)) - before, 0)
    lag[np.isnan(values).all(axis=0)] = 0
    edges = np.flatnonzero(np.diff(lag)) + 1
    starts = np.concatenate([[0], edges])
    ends = np.concatenate([edges, [len(lag)]])
    return [
        (float(start / rate_hz), float(end / rate_hz), float((start - lag[start]) / rate_hz))
        for start, end in zip(starts, ends, strict=True)
        if lag[start] >= least and end - start >= least
    ]


def _row_keys(values: Floats) -> NDArray[np.uint64]:
    """One 64-bit key for each instant, over all channels (multiply and add, Knuth's constant)."""
    keys = np.zeros(values.shape[1], dtype=np.uint64)
    for row in values:
        bits = np.ascontiguousarray(row, dtype=np.float64).view(np.uint64)
        keys = (keys ^ (bits ^ (bits >> np.uint64(29)))) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(32)
    return keys
