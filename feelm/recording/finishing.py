"""From what a format's reader found to a ``Recording``: names, rate, even time, units, places, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.errors import InputError
from feelm.recording.names import bipolar_name, electrode_name, kind_of, unit_in
from feelm.recording.places import electrode_places
from feelm.recording.recording import Channel, ChannelKind, Floats, Mark, Recording
from feelm.recording.signals import SignalChannel, Signals
from feelm.recording.timeline import find_rate, lay_evenly, repeated_stretches
from feelm.recording.units import UNITS_HELP, microsiemens_per, microvolts_per, scale_by_size

RATE_HELP = "tell the sample rate with --rate 256"
MONTAGE_HELP = "name the electrodes in the order of the columns with --montage Fp1,Fp2,C3,C4"
LEAST_EEG_HZ = 60.0
LEAST_S = 1.0
_ABSURD = 1e12
_BIOSEMI = re.compile(r"^[A-H]\d{1,2}$")
_VOLTAGES = ("eeg", "eog", "ecg", "emg")


@dataclass(frozen=True, eq=False)
class _Work:
    """A recording on the way: channels as the file has them, and what is to be said."""

    name: str
    channels: tuple[SignalChannel, ...]
    values: Floats
    rate_hz: float
    marks: tuple[Mark, ...]
    gaps: tuple[tuple[float, float], ...]
    notes: tuple[str, ...]


def finish(
    signals: Signals,
    name: str,
    *,
    sample_rate_hz: float | None = None,
    units: str | None = None,
    montage: Sequence[str] | Mapping[str, str] | None = None,
) -> Recording:
    """Return the recording of what a reader found. Arguments and errors as of ``read_recording``."""
    _check_asked(sample_rate_hz, units)
    signals = replace(signals, channels=named(signals.channels, montage, name))
    signals.values[~(np.abs(signals.values) < _ABSURD)] = np.nan
    work = _in_time(signals, sample_rate_hz, name)
    kinds = kinds_of(work.channels)
    _check_use(work, kinds)
    factors, out_units, notes = scales_of(
        work.channels, kinds, work.values, work.rate_hz, units, signals.counts, name
    )
    values = work.values
    values *= factors[:, None]
    channels = channels_of(work.channels, kinds, out_units)
    channels, twice = _told_apart(channels)
    notes = [*work.notes, *notes, *twice, *_copies(values, channels, work.rate_hz)]
    return Recording(
        source=name,
        sample_rate_hz=work.rate_hz,
        channels=channels,
        samples=values,
        marks=work.marks,
        gaps=_all_gaps(values, work.rate_hz),
        notes=tuple(notes),
    )


def _check_asked(rate: float | None, units: str | None) -> None:
    if rate is not None and not 1.0 <= rate <= 100_000.0:
        raise InputError(f"a sample rate of {rate:g} is not possible", fix="give 1 to 100000 per second")
    if units is not None and microvolts_per(units) is None:
        raise InputError(f"`{units[:30]}` is no unit of voltage", fix=UNITS_HELP)


def named(
    channels: tuple[SignalChannel, ...], montage: Sequence[str] | Mapping[str, str] | None, name: str
) -> tuple[SignalChannel, ...]:
    """Channels under the names that the person gave; a list names the brain channels in their order."""
    if montage is None:
        return channels
    if isinstance(montage, Mapping):
        missing = [old for old in montage if all(old != channel.label for channel in channels)]
        if missing:
            raise InputError(f"there is no channel `{missing[0][:40]}` to rename", where=name)
        return tuple(replace(c, label=montage.get(c.label, c.label)) for c in channels)
    names = [montage] if isinstance(montage, str) else list(montage)
    kinds = kinds_of(channels)
    brain = [index for index, kind in enumerate(kinds) if kind == "eeg"]
    chosen = brain if len(names) == len(brain) else list(range(len(channels)))
    if len(names) != len(chosen):
        raise InputError(
            f"the montage names {len(names)} electrodes, the file has {len(brain) or len(channels)}",
            where=name,
            fix=MONTAGE_HELP,
        )
    renamed = list(channels)
    for index, label in zip(chosen, names, strict=True):
        renamed[index] = replace(channels[index], label=label, kind=kind_of(label) or "eeg", place=None)
    return tuple(renamed)


def _in_time(signals: Signals, asked_hz: float | None, name: str) -> _Work:
    """The values on an even axis, at the rate that was asked for, stated, or found in the time stamps."""
    notes = list(signals.notes)
    rate = float(asked_hz) if asked_hz else signals.rate_hz
    if asked_hz and signals.rate_hz and abs(asked_hz / signals.rate_hz - 1.0) > 1e-6:
        notes.append(f"the file states {signals.rate_hz:g} Hz; {asked_hz:g} Hz was used, as told")
    if rate is not None and not 0.0 < rate <= 1e6:
        raise InputError(f"the file claims {rate:g} samples per second", where=name, fix=RATE_HELP)
    if signals.values.shape[1] == 0:
        raise InputError("the recording holds no samples", where=name)
    if signals.times_s is not None:
        found = find_rate(signals.times_s, name) if signals.values.shape[1] > 2 else None
        if rate is None and found is None:
            raise InputError("the sample rate is not in the file", where=name, fix=RATE_HELP)
        if rate and found and abs(found / rate - 1.0) > 0.02:
            notes.append(f"the file's time stamps speak of {found:.4g} Hz, not of {rate:g} Hz")
            rate = rate if asked_hz else found  # what was measured is believed before what is written
        even = lay_evenly(signals.values, signals.times_s, float(rate or found or 0.0), name)
        marks = tuple(Mark(mark.time_s - even.start_s, mark.text) for mark in signals.marks)
        return _Work(
            name, signals.channels, even.values, even.rate_hz, marks, even.gaps, (*notes, *even.notes)
        )
    if rate is None:
        raise InputError(
            "the sample rate is neither in the file nor in time stamps", where=name, fix=RATE_HELP
        )
    return _Work(name, signals.channels, signals.values, rate, signals.marks, (), tuple(notes))


def kinds_of(channels: tuple[SignalChannel, ...]) -> list[ChannelKind]:
    """What each channel measures: as the file says, by its name, and by its unit where neither tells."""
    biosemi = sum(bool(_BIOSEMI.match(channel.label.strip())) for channel in channels) >= 8
    kinds: list[ChannelKind | None] = []
    for channel in channels:
        if channel.kind is not None:
            kinds.append(channel.kind)
        elif biosemi and _BIOSEMI.match(channel.label.strip()):
            kinds.append("eeg")
        else:
            kinds.append(kind_of(channel.label))
    if "eeg" not in kinds:
        kinds = [
            "eeg" if kind is None and microvolts_per(channel.unit) is not None else kind
            for kind, channel in zip(kinds, channels, strict=True)
        ]
    return [kind or "other" for kind in kinds]


def _check_use(work: _Work, kinds: list[ChannelKind]) -> None:
    if all(kind in ("other", "motion") for kind in kinds):
        raise InputError(
            "no channel is known as a brain, heart, skin or breath signal", where=work.name, fix=MONTAGE_HELP
        )
    if work.rate_hz < LEAST_EEG_HZ and "eeg" in kinds:
        raise InputError(
            f"the brain signal has {work.rate_hz:.3g} samples per second, too few (60 are the least)",
            where=work.name,
            fix="record the raw signal, not averages",
        )
    seconds = work.values.shape[1] / work.rate_hz
    if seconds < LEAST_S:
        raise InputError(f"the recording lasts only {seconds:.2g} s", where=work.name, fix="record longer")


def scales_of(
    channels: Sequence[SignalChannel],
    kinds: list[ChannelKind],
    values: Floats,
    rate_hz: float,
    asked: str | None,
    counts: bool,
    name: str,
) -> tuple[Floats, list[str], list[str]]:
    """(factor to microvolts or microsiemens for each channel, its unit then, what is to be said of it).

    Args:
        channels: as the source names them, with the units that it states.
        kinds: what each channel measures.
        values: (channels, samples) in the source's units, from which the size is judged.
        rate_hz: samples per second.
        asked: the unit of voltage that the person told, or None.
        counts: the source gives no scale.
        name: the source, for errors.
    """
    factors, units, notes = np.ones(len(kinds)), [""] * len(kinds), []
    stated = [asked or channel.unit or unit_in(channel.label) for channel in channels]
    if counts and asked is None:
        stated = [None if kind in _VOLTAGES else unit for kind, unit in zip(kinds, stated, strict=True)]
        notes.append("the file gives no scale for its numbers")
    brain_factor = 1.0
    for unit in dict.fromkeys(stated[i] for i, kind in enumerate(kinds) if kind == "eeg"):
        chosen = [i for i, kind in enumerate(kinds) if kind == "eeg" and stated[i] == unit]
        if asked is not None:
            brain_factor = float(microvolts_per(asked) or 1.0)
        else:
            brain_factor, said = scale_by_size(values[chosen], rate_hz, unit, name)
            notes.extend(said)
        factors[chosen] = brain_factor
    for index, kind in enumerate(kinds):
        if kind in _VOLTAGES:
            units[index] = "uV"
            if kind != "eeg":
                factors[index] = microvolts_per(stated[index]) or brain_factor
        elif kind == "eda":
            factor = microsiemens_per(channels[index].unit or unit_in(channels[index].label))
            factors[index] = factor or 1.0
            units[index] = "uS" if factor else ""
    return factors, units, notes


def channels_of(
    channels: tuple[SignalChannel, ...], kinds: list[ChannelKind], units: list[str]
) -> tuple[Channel, ...]:
    """The channels under their 10-20 names, with their places."""
    known = electrode_places()
    biosemi = sum(bool(_BIOSEMI.match(channel.label.strip())) for channel in channels) >= 8
    made = []
    for channel, kind, unit in zip(channels, kinds, units, strict=True):
        label = " ".join(channel.label.split()) or "?"
        name = None
        if kind == "eeg" and not (biosemi and _BIOSEMI.match(label)):
            name = electrode_name(label) or bipolar_name(label)
        place = channel.place or (known.get(name) if name else None)
        made.append(Channel(name or label, kind, unit, place))
    return tuple(made)


def _told_apart(channels: tuple[Channel, ...]) -> tuple[tuple[Channel, ...], list[str]]:
    """Channels with names that occur once, and a note where one occurred twice."""
    seen: dict[str, int] = {}
    apart, twice = [], []
    for channel in channels:
        seen[channel.name] = count = seen.get(channel.name, 0) + 1
        if count > 1:
            twice.append(channel.name)
            channel = replace(channel, name=f"{channel.name} ({count})")
        apart.append(channel)
    return tuple(apart), [f"the name {name} occurs twice" for name in dict.fromkeys(twice)]


def _copies(values: Floats, channels: tuple[Channel, ...], rate_hz: float) -> list[str]:
    """Notes on channels and stretches that are copies of others."""
    notes = []
    brain = [index for index, channel in enumerate(channels) if channel.kind == "eeg"]
    first: dict[bytes, str] = {}
    for index in brain:
        row = values[index]
        if np.nanmin(row, initial=0.0) == np.nanmax(row, initial=0.0):
            continue
        key = row[:: max(len(row) // 4096, 1)].tobytes()
        if key in first:
            notes.append(f"{channels[index].name} holds the same signal as {first[key]}")
        first.setdefault(key, channels[index].name)
    for start, end, original in repeated_stretches(values[brain], rate_hz)[:5] if brain else ():
        notes.append(
            f"the stretch {start:.4g}-{end:.4g} s is an exact copy of what begins at {original:.4g} s; "
            "it is no new evidence"
        )
    return notes


def _all_gaps(values: Floats, rate_hz: float) -> tuple[tuple[float, float], ...]:
    """Stretches in which no channel has a value, from holes in time and from empty rows alike."""
    empty = np.isnan(values).all(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty.astype(np.int8), [0]])))
    return tuple(
        (float(a / rate_hz), float(b / rate_hz)) for a, b in zip(edges[::2], edges[1::2], strict=True)
    )
