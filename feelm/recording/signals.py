"""``Signals``: what the reader of one format found, before names, units and time are brought in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feelm.errors import InputError
from feelm.recording.recording import ChannelKind, Floats, Mark

MAX_VALUES = 160_000_000
"""Samples of all channels together that are held in memory at once (1.3 GB)."""
MAX_CHANNELS = 1024
Place = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class SignalChannel:
    """One channel as the file names it; ``unit`` is None where the file is silent."""

    label: str
    unit: str | None = None
    kind: ChannelKind | None = None
    place: Place | None = None


@dataclass(frozen=True, eq=False)
class Signals:
    """Values, shape (channels, samples), in the file's own units, and how its time is known.

    ``rate_hz`` is what the file states, None where it states nothing. ``times_s``: a time stamp for each sample,
    None where the samples simply follow each other. ``counts``: the file holds converter counts without a scale.
    """

    format: str
    channels: tuple[SignalChannel, ...]
    values: Floats
    rate_hz: float | None = None
    times_s: Floats | None = None
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    counts: bool = False


def check_size(channels: int, samples: int, name: str) -> None:
    """Refuse what would not fit into memory, before any memory is reserved."""
    if channels > MAX_CHANNELS:
        raise InputError(
            f"the file claims {channels} channels, more than {MAX_CHANNELS}",
            where=name,
            fix="check that it is whole, or export it again",
        )
    if channels * samples > MAX_VALUES:
        raise InputError(
            f"the recording holds {channels} channels of {samples} samples, too many to hold in memory",
            where=name,
            fix="cut it into shorter pieces, or export it at a lower rate",
        )


def bring_to_rate(rows: list[Floats], rates_hz: list[float], rate_hz: float) -> Floats:
    """Return channels of different rates on one rate, shape (channels, samples), by linear interpolation.

    The rate is the brain channels' own, so those are never touched; slower body signals lie between.
    """
    length = max((len(row) for row, rate in zip(rows, rates_hz, strict=True) if rate == rate_hz), default=0)
    grid = np.arange(length, dtype=np.float64) / rate_hz
    even = np.empty((len(rows), length))
    for index, (row, rate) in enumerate(zip(rows, rates_hz, strict=True)):
        if rate == rate_hz and len(row) == length:
            even[index] = row
        else:
            even[index] = np.interp(grid, np.arange(len(row)) / rate, row) if len(row) else np.nan
    return even
