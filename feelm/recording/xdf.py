"""XDF, as LabRecorder writes it: streams of samples with stamps, and measured offsets between their clocks.

(C. Kothe and others, "XDF: extensible data format", github.com/sccn/xdf/wiki/Specifications.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.recording.names import kind_of
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, SignalChannel, Signals, check_size

_FORMATS = {"float32": "<f4", "double64": "<f8", "int8": "i1", "int16": "<i2", "int32": "<i4", "int64": "<i8"}
_MAX_HEADER = 8_000_000
_MAX_MARKS = 100_000
_RESET_S = 1.0
_BODY = ("eeg", "eog", "ecg", "emg", "eda", "breath", "ppg")
Bytes = NDArray[np.uint8]


@dataclass
class _Stream:
    """One stream while its chunks come in; ``era`` counts how often its clock was set anew."""

    name: str
    type: str
    rate_hz: float
    form: str | None
    channels: tuple[SignalChannel, ...]
    values: list[Floats] = field(default_factory=list)
    stamps: list[Floats] = field(default_factory=list)
    eras: list[int] = field(default_factory=list)
    texts: list[tuple[float, str, int]] = field(default_factory=list)
    offsets: list[tuple[float, float, int]] = field(default_factory=list)
    era: int = 0
    last_s: float = 0.0
    count: int = 0

    def note_offset(self, at_s: float, offset_s: float) -> None:
        if self.offsets:
            before_s, before_offset, _ = self.offsets[-1]
            if at_s < before_s or abs(offset_s - before_offset) > _RESET_S + 1e-3 * (at_s - before_s):
                self.era += 1
        self.offsets.append((at_s, offset_s, self.era))


def read_xdf(file: RecordedFile) -> Signals:
    """Read an XDF file: the largest EEG stream, body signals of the others on its time, markers as marks."""
    streams, whole = _streams(file)
    numeric = [s for s in streams.values() if s.form is not None and s.count > 1]
    brain = [s for s in numeric if s.type == "EEG" or any(kind_of(c.label) == "eeg" for c in s.channels)]
    candidates = brain or [s for s in numeric if _useful(s)]
    if not candidates:
        raise InputError("no stream of the file holds signals of a body", where=file.name)
    main = max(candidates, key=lambda s: (len(s.channels), s.count))
    times_s = _times(main)
    values = np.concatenate(main.values).T
    notes = [] if whole else ["the file is cut off; what came before the cut was read"]
    if len(brain) > 1:
        notes.append(f"of {len(brain)} brain streams the largest was taken, {main.name[:40]}")
    rows, channels = [values], list(main.channels)
    for other in numeric:
        if other is not main and _useful(other) and other not in brain:
            check_size(len(channels) + len(other.channels), values.shape[1], file.name)
            rows.append(_on_time(other, times_s))
            channels += list(other.channels)
    marks = tuple(sorted(_marks(streams), key=lambda mark: mark.time_s))
    rate_hz = main.rate_hz if main.rate_hz > 0 else None
    return Signals("XDF", tuple(channels), np.concatenate(rows), rate_hz, times_s, marks, tuple(notes))


def _useful(stream: _Stream) -> bool:
    return any((c.kind or kind_of(c.label)) in _BODY for c in stream.channels)


def _streams(file: RecordedFile) -> tuple[dict[int, _Stream], bool]:
    """All streams by their number, and whether the file is whole."""
    streams: dict[int, _Stream] = {}
    total, whole = 0, True
    try:
        for tag, at, size in _chunks(file):
            if tag not in (2, 3, 4) or size < 4:
                continue
            number = struct.unpack("<I", file.read(at, 4))[0]
            if tag == 2:
                if len(streams) >= 256 or size > _MAX_HEADER:
                    raise file.broken("it claims too many or too large streams")
                streams[number] = _header(file.read(at + 4, size - 4), file)
            elif tag == 4 and number in streams and size >= 20:
                at_s, offset_s = struct.unpack("<dd", file.read(at + 4, 16))
                if np.isfinite([at_s, offset_s]).all():
                    streams[number].note_offset(at_s, offset_s)
            elif tag == 3 and number in streams:
                stream = streams[number]
                total += _samples(file.read(at + 4, size - 4), stream, file)
                check_size(max(len(stream.channels), 1), total, file.name)
    except _CutOffError:
        whole = False
    return streams, whole


class _CutOffError(Exception):
    """The last chunk is not whole."""


def _chunks(file: RecordedFile) -> Iterator[tuple[int, int, int]]:
    """(tag, offset of the content, size of the content) of every whole chunk."""
    at = 4
    while at < file.size:
        width = file.read(at, 1)[0]
        if width not in (1, 4, 8):
            raise _CutOffError
        if at + 1 + width > file.size:
            raise _CutOffError
        length = int.from_bytes(file.read(at + 1, width), "little")
        start = at + 1 + width
        if length < 2 or start + length > file.size:
            raise _CutOffError
        yield int.from_bytes(file.read(start, 2), "little"), start + 2, length - 2
        at = start + length


def _header(raw: bytes, file: RecordedFile) -> _Stream:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise file.broken("the description of a stream has entities")
    try:
        root = ElementTree.fromstring(raw.decode("utf-8", "replace"))
    except ElementTree.ParseError as error:
        raise file.broken("the description of a stream is no XML") from error
    form = (root.findtext("channel_format") or "").strip()
    count = _number(root.findtext("channel_count"), file)
    if not 1 <= count <= MAX_CHANNELS or (form not in _FORMATS and form != "string"):
        raise file.broken("a stream has an impossible number or kind of channels")
    kind = (root.findtext("type") or "").strip()
    labels = root.findall("desc/channels/channel")
    channels = []
    for index in range(int(count)):
        node = labels[index] if index < len(labels) else None
        label = (node.findtext("label") if node is not None else None) or f"{kind or 'Channel'} {index + 1}"
        unit = (node.findtext("unit") if node is not None else None) or None
        channels.append(SignalChannel(label.strip()[:64], unit.strip()[:32] if unit else None))
    rate = _number(root.findtext("nominal_srate"), file)
    name = (root.findtext("name") or "stream").strip()
    return _Stream(name, kind.upper(), rate, _FORMATS.get(form), tuple(channels))


def _number(text: str | None, file: RecordedFile) -> float:
    try:
        value = float(text or "0")
    except ValueError:
        raise file.broken("a number in the description of a stream is none") from None
    if not 0.0 <= value < 1e7:
        raise file.broken("a number in the description of a stream is out of range")
    return value


def _samples(raw: bytes, stream: _Stream, file: RecordedFile) -> int:
    """Take one chunk of samples into its stream; returns how many there were."""
    if not raw or raw[0] not in (1, 4, 8) or len(raw) < 1 + raw[0]:
        raise file.broken("a chunk of samples has no length")
    count = int.from_bytes(raw[1 : 1 + raw[0]], "little")
    body = raw[1 + raw[0] :]
    if count > len(body):  # every sample takes a byte at least
        raise file.broken("a chunk claims more samples than it has bytes")
    if count == 0:
        return 0
    if stream.form is None:
        _strings(body, count, stream, file)
        return 0
    stamps, values = _even_chunk(body, count, stream) or _uneven_chunk(body, count, stream, file)
    known = np.isfinite(stamps)
    step = 1.0 / stream.rate_hz if stream.rate_hz > 0 else 0.0
    first = np.flatnonzero(known)
    if not len(first) or first[0] > 0:
        stamps[0], known[0] = (stream.last_s + step if stream.count else stamps[0]), True
    # Stamps that are left out follow the last one that is there at the stream's own rate.
    at = np.maximum.accumulate(np.where(known, np.arange(count), 0))
    stamps = stamps[at] + (np.arange(count) - at) * step
    stream.values.append(values)
    stream.stamps.append(stamps)
    stream.eras.append(stream.era)
    stream.last_s = float(stamps[-1]) if np.isfinite(stamps[-1]) else stream.last_s
    stream.count += count
    return count


def _even_chunk(body: bytes, count: int, stream: _Stream) -> tuple[Floats, Floats] | None:
    """The usual chunk, in which all samples or none have a stamp; None for any other."""
    kind = np.dtype(str(stream.form))
    width = kind.itemsize * len(stream.channels)
    for stamp in (8, 0):
        stride = 1 + stamp + width
        if len(body) < count * stride:
            continue
        block: Bytes = np.frombuffer(body, dtype=np.uint8, count=count * stride).reshape(count, stride)
        if not np.all(block[:, 0] == stamp):
            continue
        stamps = np.full(count, np.nan)
        if stamp:
            stamps = np.ascontiguousarray(block[:, 1:9]).view("<f8").reshape(-1).astype(np.float64)
        return stamps, np.ascontiguousarray(block[:, 1 + stamp :]).view(kind).astype(np.float64)
    return None


def _uneven_chunk(body: bytes, count: int, stream: _Stream, file: RecordedFile) -> tuple[Floats, Floats]:
    kind = np.dtype(str(stream.form))
    channels = len(stream.channels)
    stamps, values, at = np.full(count, np.nan), np.empty((count, channels)), 0
    for index in range(count):
        stamp = body[at] if at < len(body) else 255
        start = at + 1 + stamp
        at = start + kind.itemsize * channels
        if stamp not in (0, 8) or at > len(body):
            raise file.broken("a chunk of samples ends too early")
        if stamp:
            stamps[index] = struct.unpack_from("<d", body, start - 8)[0]
        values[index] = np.frombuffer(body, dtype=kind, count=channels, offset=start)
    return stamps, values


def _strings(body: bytes, count: int, stream: _Stream, file: RecordedFile) -> None:
    at = 0
    for _ in range(count):
        stamp = body[at] if at < len(body) else 255
        if stamp not in (0, 8) or at + 1 + stamp > len(body):
            raise file.broken("a marker ends too early")
        if stamp:
            stream.last_s = float(struct.unpack_from("<d", body, at + 1)[0])
        at += 1 + stamp
        for _channel in stream.channels:
            width = body[at] if at < len(body) else 255
            length = int.from_bytes(body[at + 1 : at + 1 + width], "little")
            start = at + 1 + width
            if width not in (1, 4, 8) or start + length > len(body):
                raise file.broken("a marker ends too early")
            said = body[start : start + min(length, 400)].decode("utf-8", "replace").strip()
            if said and np.isfinite(stream.last_s) and len(stream.texts) < _MAX_MARKS:
                stream.texts.append((stream.last_s, said[:200], stream.era))
            at = start + length


def _shift(stream: _Stream, stamps: Floats, era: int) -> Floats:
    """Stamps on the recorder's clock, each by the offsets of the era of the sender's clock that it lies in.

    ``era`` is the one in which the stamps arrived; it decides where the stamps could belong to several.
    """
    eras = sorted({its for _, _, its in stream.offsets}, key=lambda its: its != era)
    if not eras:
        return stamps
    away = np.empty((len(eras), len(stamps)))
    shifted = np.empty_like(away)
    for index, its in enumerate(eras):
        measured = np.array([(at, offset) for at, offset, of in stream.offsets if of == its])
        low, high = measured[:, 0].min(), measured[:, 0].max()
        away[index] = np.maximum(np.maximum(low - stamps, stamps - high), 0.0)
        shifted[index] = stamps + _offset(measured, stamps)
    return np.asarray(shifted[np.argmin(away, axis=0), np.arange(len(stamps))])


def _offset(measured: Floats, stamps: Floats) -> Floats:
    """A straight line through the offsets measured in one era, shape (n, 2) of time and offset."""
    middle = measured[:, 0].mean()
    if len(measured) < 3 or np.ptp(measured[:, 0]) <= 0.0:
        return np.full(len(stamps), float(np.median(measured[:, 1])))
    slope, level = np.polyfit(measured[:, 0] - middle, measured[:, 1], 1)
    return np.asarray(level + slope * (stamps - middle))


def _times(stream: _Stream) -> Floats:
    return np.concatenate(
        [_shift(stream, stamps, era) for stamps, era in zip(stream.stamps, stream.eras, strict=True)]
    )


def _on_time(stream: _Stream, times_s: Floats) -> Floats:
    """Another stream's channels at the main stream's instants, NaN outside its own time."""
    at = _times(stream)
    order = np.argsort(at, kind="stable")
    values = np.concatenate(stream.values)[order]
    return np.stack([np.interp(times_s, at[order], row, left=np.nan, right=np.nan) for row in values.T])


def _marks(streams: dict[int, _Stream]) -> Iterator[Mark]:
    for stream in streams.values():
        for at_s, text, era in stream.texts:
            yield Mark(float(_shift(stream, np.array([at_s]), era)[0]), text)
