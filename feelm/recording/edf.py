"""EDF, EDF+ and BDF. (B. Kemp and others, "A simple format for exchange of digitized polygraphic recordings", 1992;
B. Kemp, J. Olivan, "European data format 'plus'", 2003; BioSemi's 24-bit variant.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.recording.names import kind_of
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, SignalChannel, Signals, bring_to_rate, check_size

_FIXED = 256
_WIDTHS = (16, 80, 8, 8, 8, 8, 8, 80, 8, 32)
_ANNOTATIONS = ("EDF Annotations", "BDF Annotations")
_RECORDS_AT_ONCE_BYTES = 32_000_000
_MAX_MARKS = 100_000


@dataclass(frozen=True)
class _Header:
    """What the header says; per-channel tuples are in the order of the file."""

    labels: tuple[str, ...]
    units: tuple[str, ...]
    physical: tuple[tuple[float, float], ...]
    digital: tuple[tuple[float, float], ...]
    per_record: tuple[int, ...]
    records: int
    record_s: float
    offset: int
    bytes_per_value: int
    broken_up: bool

    @property
    def record_bytes(self) -> int:
        return sum(self.per_record) * self.bytes_per_value


def read_edf(file: RecordedFile) -> Signals:
    """Read an EDF, EDF+ (with holes) or BDF file; annotations become marks, slower channels the brain's rate."""
    header = _header(file)
    notes: list[str] = []
    records = _whole_records(file, header, notes)
    data = [i for i, label in enumerate(header.labels) if label not in _ANNOTATIONS]
    if not data:
        raise InputError("the file holds annotations but no signals", where=file.name)
    main_hz = _main_rate(header, data)
    main = [i for i in data if header.per_record[i] / header.record_s == main_hz]
    check_size(len(data), records * header.per_record[main[0]], file.name)
    rows, starts, marks = _records(file, header, records, data)
    rates = [header.per_record[i] / header.record_s for i in data]
    values = bring_to_rate(rows, rates, main_hz)
    if len(set(rates)) > 1:
        notes.append("channels of other rates were brought to the rate of most brain channels")
    times_s = _times(starts, header, main[0], main_hz) if header.broken_up else None
    shift = float(starts[0]) if len(starts) and np.isfinite(starts[0]) else 0.0
    channels = tuple(SignalChannel(header.labels[i], header.units[i] or None) for i in data)
    marks = [Mark(mark.time_s - shift, mark.text) for mark in marks]
    unscaled = [i for i in data if _is_unscaled(header, i) and kind_of(header.labels[i]) == "eeg"]
    return Signals(
        format="BDF" if header.bytes_per_value == 3 else "EDF",
        channels=channels,
        values=values,
        rate_hz=main_hz,
        times_s=times_s,
        marks=tuple(marks),
        notes=tuple(notes),
        counts=bool(unscaled)
        and len(unscaled) == len([i for i in data if kind_of(header.labels[i]) == "eeg"]),
    )


def _header(file: RecordedFile) -> _Header:
    fixed = file.read(0, _FIXED)
    count = _whole(fixed[252:256], file, "the number of channels")
    if not 1 <= count <= MAX_CHANNELS:
        raise file.broken(f"its header claims {count} channels")
    offset = _FIXED * (count + 1)
    table = file.read(_FIXED, _FIXED * count)
    columns: list[list[bytes]] = []
    at = 0
    for width in _WIDTHS:
        columns.append([table[at + i * width : at + (i + 1) * width] for i in range(count)])
        at += width * count
    record_s = _number(fixed[244:252], file, "the length of a record")
    per_record = tuple(_whole(cell, file, "the samples of a record") for cell in columns[8])
    if not (record_s == 0.0 or 1e-6 < record_s < 1e9) or min(per_record) < 0 or sum(per_record) == 0:
        raise file.broken("its header claims records without samples")
    labels = tuple(_text(cell) for cell in columns[0])
    if record_s == 0.0 and any(label not in _ANNOTATIONS for label in labels):
        raise file.broken("its header claims records of no length")
    ranges = [[_number(cell, file, "a range") for cell in columns[i]] for i in (3, 4, 5, 6)]
    return _Header(
        labels=labels,
        units=tuple(_text(cell) for cell in columns[2]),
        physical=tuple(zip(ranges[0], ranges[1], strict=True)),
        digital=tuple(zip(ranges[2], ranges[3], strict=True)),
        per_record=per_record,
        records=_whole(fixed[236:244], file, "the number of records"),
        record_s=record_s or 1.0,
        offset=offset,
        bytes_per_value=3 if fixed[0] == 0xFF else 2,
        broken_up=_text(fixed[192:236]).startswith(("EDF+D", "BDF+D")),
    )


def _text(cell: bytes) -> str:
    return cell.decode("latin-1").replace("\x00", " ").strip()


def _number(cell: bytes, file: RecordedFile, what: str) -> float:
    try:
        value = float(_text(cell).replace(",", ".") or "0")
    except ValueError:
        raise file.broken(f"{what} in its header is no number") from None
    if not np.isfinite(value):
        raise file.broken(f"{what} in its header is no number")
    return value


def _whole(cell: bytes, file: RecordedFile, what: str) -> int:
    return int(_number(cell, file, what))


def _whole_records(file: RecordedFile, header: _Header, notes: list[str]) -> int:
    """Records that are really there: the file's length is believed, not the header's count."""
    there = (file.size - header.offset) // header.record_bytes
    if there < 1:
        raise file.broken("it ends before its first record")
    if header.records > there:
        notes.append(f"the header claims {header.records} records, the file holds {there}; it was cut off")
    return there if header.records < 1 else min(there, header.records)


def _main_rate(header: _Header, data: list[int]) -> float:
    brain = [i for i in data if kind_of(header.labels[i]) == "eeg"] or data
    counts = [header.per_record[i] for i in brain]
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    if usual < 1:
        raise InputError("the file holds channels without samples only")
    return usual / header.record_s


def _is_unscaled(header: _Header, channel: int) -> bool:
    return header.physical[channel] == header.digital[channel] or not header.units[channel]


def _scale(header: _Header, channel: int) -> tuple[float, float]:
    """(gain, offset) from digital values to the unit of the header; (1, 0) where the ranges are empty."""
    (low, high), (from_, to) = header.physical[channel], header.digital[channel]
    if to == from_ or high == low:
        return 1.0, 0.0
    gain = (high - low) / (to - from_)
    return gain, low - gain * from_


def _records(
    file: RecordedFile, header: _Header, records: int, data: list[int]
) -> tuple[list[Floats], Floats, list[Mark]]:
    """Samples of the data channels, the start of each record (NaN where unsaid), and the marks."""
    rows = [np.empty(records * header.per_record[i]) for i in data]
    starts = np.full(records, np.nan)
    marks: list[Mark] = []
    edges = np.concatenate([[0], np.cumsum(header.per_record)])
    speaks = [i for i, label in enumerate(header.labels) if label in _ANNOTATIONS]
    at_once = max(_RECORDS_AT_ONCE_BYTES // header.record_bytes, 1)
    for first in range(0, records, at_once):
        count = min(at_once, records - first)
        raw = file.read(header.offset + first * header.record_bytes, count * header.record_bytes)
        block = _integers(raw, header.bytes_per_value).reshape(count, -1)
        for row, channel in zip(rows, data, strict=True):
            gain, offset = _scale(header, channel)
            per = header.per_record[channel]
            piece = block[:, edges[channel] : edges[channel + 1]]
            row[first * per : (first + count) * per] = piece.reshape(-1) * gain + offset
        for order, channel in enumerate(speaks):
            low, high = (int(edges[channel + k]) * header.bytes_per_value for k in (0, 1))
            for index in range(count):
                begin = index * header.record_bytes
                onset, said = _annotations(raw[begin + low : begin + high])
                if order == 0 and onset is not None:
                    starts[first + index] = onset
                if len(marks) < _MAX_MARKS:
                    marks.extend(said)
    return rows, starts, marks


def _integers(raw: bytes, width: int) -> NDArray[np.int32]:
    if width == 2:
        return np.frombuffer(raw, dtype="<i2").astype(np.int32)
    wide = np.zeros((len(raw) // 3, 4), dtype=np.uint8)
    wide[:, 1:] = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 3)
    return np.asarray(wide.view("<i4").reshape(-1) >> 8)


def _annotations(raw: bytes) -> tuple[float | None, list[Mark]]:
    """Start of the record (the time-keeping annotation) and the marks of one annotation block."""
    onset: float | None = None
    marks = []
    for index, entry in enumerate(raw.split(b"\x14\x00")):
        time, _, texts = entry.strip(b"\x00").partition(b"\x14")
        try:
            time_s = float(time.split(b"\x15")[0])
        except ValueError:
            continue
        if not np.isfinite(time_s):
            continue
        if index == 0 and not texts:
            onset = time_s
            continue
        if index == 0:
            onset = time_s
        for text in texts.split(b"\x14"):
            if said := text.decode("utf-8", "replace").strip("\x00 "):
                marks.append(Mark(time_s, said[:200]))
    return onset, marks


def _times(starts: Floats, header: _Header, main: int, rate_hz: float) -> Floats:
    per = header.per_record[main]
    known = np.where(np.isfinite(starts), starts, np.arange(len(starts)) * header.record_s)
    return np.asarray((known[:, None] + np.arange(per)[None, :] / rate_hz).reshape(-1))
