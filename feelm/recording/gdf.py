"""GDF 1.x and 2.x. (A. Schlögl, "GDF - a general dataformat for biosignals", arXiv cs/0608052, 2006.)"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from feelm.errors import InputError
from feelm.recording.names import kind_of
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, SignalChannel, Signals, bring_to_rate, check_size

_TYPES = {1: "i1", 2: "u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<i8", 8: "<u8", 16: "<f4", 17: "<f8"}
_VOLT_CODE = 4256
_PREFIXES = {0: "", 18: "m", 19: "u", 20: "n"}
_AT_ONCE_BYTES = 32_000_000
_MAX_EVENTS = 100_000


@dataclass(frozen=True)
class _Header:
    version: float
    records: int
    record_s: float
    offset: int
    labels: tuple[str, ...]
    units: tuple[str | None, ...]
    physical: tuple[tuple[float, float], ...]
    digital: tuple[tuple[float, float], ...]
    per_record: tuple[int, ...]
    types: tuple[str, ...]

    @property
    def sizes(self) -> list[int]:
        return [n * np.dtype(t).itemsize for n, t in zip(self.per_record, self.types, strict=True)]


def read_gdf(file: RecordedFile) -> Signals:
    """Read a GDF file; its event table becomes marks, slower channels are brought to the brain's rate."""
    header = _header(file)
    record_bytes = sum(header.sizes)
    there = (file.size - header.offset) // record_bytes
    if there < 1:
        raise file.broken("it ends before its first record")
    records = there if header.records < 0 else min(there, header.records)
    if records < 1:
        raise InputError("the recording holds no samples", where=file.name)
    notes = []
    if header.records > there:
        notes.append(f"the header claims {header.records} records, the file holds {there}; it was cut off")
    rates = [n / header.record_s for n in header.per_record]
    brain = [r for r, label in zip(rates, header.labels, strict=True) if kind_of(label) == "eeg"] or rates
    main_hz = max(set(brain), key=lambda rate: (brain.count(rate), rate))
    check_size(len(rates), int(records * header.record_s * max(rates)), file.name)
    values = bring_to_rate(_records(file, header, records, record_bytes), rates, main_hz)
    channels = tuple(
        SignalChannel(label, unit) for label, unit in zip(header.labels, header.units, strict=True)
    )
    events = header.offset + header.records * record_bytes if header.records >= 0 else -1
    marks = _events(file, events, header.version, main_hz) if 0 < events < file.size - 8 else ()
    return Signals("GDF", channels, values, main_hz, marks=marks, notes=tuple(notes))


def _header(file: RecordedFile) -> _Header:
    fixed = file.read(0, 256)
    try:
        version = float(fixed[4:8].decode("ascii"))
    except ValueError:
        raise file.broken("its version is no number") from None
    new = version >= 1.9
    count = struct.unpack_from("<H" if new else "<I", fixed, 252)[0]
    if not 1 <= count <= MAX_CHANNELS:
        raise file.broken(f"its header claims {count} channels")
    length = struct.unpack_from("<H", fixed, 184)[0] * 256 if new else struct.unpack_from("<q", fixed, 184)[0]
    records = struct.unpack_from("<q", fixed, 236)[0]
    above, below = struct.unpack_from("<II", fixed, 244)
    record_s = above / below if below else 0.0
    if new and not above:  # later writers put one number in the place of a fraction
        record_s = struct.unpack_from("<d", fixed, 244)[0]
    if not 1e-6 < record_s < 1e6 or length < 256 * (count + 1):
        raise file.broken("its header contradicts itself")
    table = file.read(256, 256 * count)
    labels = tuple(_text(table[16 * i : 16 * i + 16]) for i in range(count))
    per_record = struct.unpack_from(f"<{count}I", table, 216 * count)
    codes = struct.unpack_from(f"<{count}I", table, 220 * count)
    if any(code not in _TYPES for code in codes):
        raise file.broken("it holds numbers of an unknown type")
    if max(per_record) * count > 1 << 31 or sum(per_record) == 0:
        raise file.broken("its header claims impossible records")
    physical = _pairs("d", table, 104 * count, count)
    digital = _pairs("d" if new else "q", table, 120 * count, count)
    if not np.isfinite([*physical, *digital]).all():
        raise file.broken("a range in its header is no number")
    return _Header(
        version, records, float(record_s), length, labels, _units(table, count, new), physical, digital, per_record,
        tuple(_TYPES[code] for code in codes),
    )  # fmt: skip


def _text(cell: bytes) -> str:
    return cell.split(b"\x00")[0].decode("latin-1").strip()


def _pairs(code: str, table: bytes, at: int, count: int) -> tuple[tuple[float, float], ...]:
    low = struct.unpack_from(f"<{count}{code}", table, at)
    high = struct.unpack_from(f"<{count}{code}", table, at + 8 * count)
    return tuple((float(a), float(b)) for a, b in zip(low, high, strict=True))


def _units(table: bytes, count: int, new: bool) -> tuple[str | None, ...]:
    """Units as text (1.x), or from the codes of ISO/IEEE 11073-10101 (2.x): 4256 is volt, the low bits its prefix."""
    if not new:
        return tuple(_text(table[96 * count + 8 * i : 96 * count + 8 * i + 8]) or None for i in range(count))
    codes = struct.unpack_from(f"<{count}H", table, 102 * count)
    return tuple(
        f"{_PREFIXES[code - _VOLT_CODE]}V"
        if _VOLT_CODE <= code < _VOLT_CODE + 32 and code - _VOLT_CODE in _PREFIXES
        else None
        for code in codes
    )


def _records(file: RecordedFile, header: _Header, records: int, record_bytes: int) -> list[Floats]:
    rows = [np.empty(records * n) for n in header.per_record]
    sizes = header.sizes
    edges = np.concatenate([[0], np.cumsum(sizes)])
    at_once = max(_AT_ONCE_BYTES // record_bytes, 1)
    for first in range(0, records, at_once):
        count = min(at_once, records - first)
        raw = file.read(header.offset + first * record_bytes, count * record_bytes)
        block = np.frombuffer(raw, dtype=np.uint8).reshape(count, record_bytes)
        for index, row in enumerate(rows):
            per = header.per_record[index]
            piece = np.ascontiguousarray(block[:, edges[index] : edges[index + 1]])
            low, high = header.physical[index]
            from_, to = header.digital[index]
            gain = (high - low) / (to - from_) if to != from_ and high != low else 1.0
            shift = low - gain * from_ if to != from_ and high != low else 0.0
            row[first * per : (first + count) * per] = (
                piece.view(header.types[index]).reshape(-1) * gain + shift
            )
    return rows


def _events(file: RecordedFile, at: int, version: float, rate_hz: float) -> tuple[Mark, ...]:
    """The event table behind the records: position in samples from 1, and a code."""
    head = file.read(at, 8)
    mode = head[0]
    if version >= 1.94:
        count = int.from_bytes(head[1:4], "little")
        stated = struct.unpack_from("<f", head, 4)[0]
    else:
        count = struct.unpack_from("<I", head, 4)[0]
        stated = float(int.from_bytes(head[1:4], "little"))
    count = min(count, _MAX_EVENTS, (file.size - at - 8) // 6)
    if mode not in (1, 3) or count < 1:
        return ()
    rate = stated if np.isfinite(stated) and stated > 0 else rate_hz
    positions = np.frombuffer(file.read(at + 8, 4 * count), dtype="<u4")
    codes = np.frombuffer(file.read(at + 8 + 4 * count, 2 * count), dtype="<u2")
    return tuple(
        Mark((int(position) - 1) / rate, str(int(code)))
        for position, code in zip(positions, codes, strict=True)
    )
