"""FIF, as MNE-Python and Neuromag write it: a chain of tags (kind, type, size, next), big-endian.

Only what a recording needs is read: names, kinds, calibration and places of the channels, the rate, the data
buffers with their skips, and annotations. (M. Hämäläinen, "Functional Image File Format", 2000.)
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import numpy as np

from feelm.errors import InputError
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import ChannelKind, Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, Place, SignalChannel, Signals, check_size

_N_CHANNELS, _RATE, _CHANNEL = 200, 201, 203
_FIRST_SAMPLE, _DATA, _SKIP, _SKIP_SAMPLES = 208, 300, 301, 303
_BLOCK_START, _BLOCK_END = 104, 105
_ANNOTATIONS, _ONSETS, _TEXTS, _SINCE = 3810, 3568, 206, 204
_BUFFER_TYPES = {2: ">i2", 3: ">i4", 4: ">f4", 5: ">f8", 16: ">i2"}
_KINDS: dict[int, ChannelKind] = {2: "eeg", 202: "eog", 302: "emg", 402: "ecg", 3: "other", 602: "other"}
_VOLT = 107
_MAX_TAGS = 2_000_000


@dataclass
class _Found:
    """What was met on the way through the tags."""

    count: int = 0
    rate_hz: float = 0.0
    first: int = 0
    channels: list[tuple[SignalChannel, float]] = field(default_factory=list)
    buffers: list[tuple[int, int, int] | int] = field(default_factory=list)
    """(offset, bytes, type) of a data buffer, or the number of buffers that are skipped."""
    onsets: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    dated: bool = False


def read_fif(file: RecordedFile) -> Signals:
    """Read a raw FIF file; skipped stretches stay holes, annotations become marks."""
    found = _walk(file)
    if not found.channels or not found.buffers:
        raise InputError(
            "this FIF file holds no raw recording", where=file.name, fix="save the raw data, not epochs"
        )
    if found.count not in (0, len(found.channels)):
        raise file.broken(f"it claims {found.count} channels and describes {len(found.channels)}")
    if not 0.0 < found.rate_hz < 1e6:
        raise file.broken("its sample rate is missing")
    values, times_s = _samples(file, found)
    values *= np.array([scale for _, scale in found.channels])[:, None]
    first_s = found.first / found.rate_hz if found.dated else 0.0
    marks = tuple(
        Mark(onset - first_s, text[:200]) for onset, text in zip(found.onsets, found.texts, strict=False)
    )
    channels = tuple(channel for channel, _ in found.channels)
    return Signals("FIF", channels, values, found.rate_hz, times_s, marks)


def _walk(file: RecordedFile) -> _Found:
    found, at, blocks = _Found(), 0, [0]
    for _ in range(_MAX_TAGS):
        if at + 16 > file.size:
            return found
        kind, type_, size, after = struct.unpack(">iIii", file.read(at, 16))
        if size < 0:
            raise file.broken("a part of it has no size")
        if at + 16 + size > file.size:
            if kind == _DATA:  # the recording was cut off here; what came before is whole
                return found
            raise file.broken("it ends too early")
        if kind == _BLOCK_START and size == 4:
            blocks.append(struct.unpack(">i", file.read(at + 16, 4))[0])
        elif kind == _BLOCK_END and len(blocks) > 1:
            blocks.pop()
        else:
            _take(file, found, kind, type_ & 0xFFFF, at + 16, size, blocks[-1])
        if after > 0 and after <= at:
            raise file.broken("its parts follow each other in a circle")
        if after < 0:
            return found
        at = after if after > 0 else at + 16 + size
    raise file.broken("it has far too many parts")


def _take(file: RecordedFile, found: _Found, kind: int, type_: int, at: int, size: int, block: int) -> None:
    if kind == _N_CHANNELS and size == 4:
        found.count = struct.unpack(">i", file.read(at, 4))[0]
        if not 1 <= found.count <= MAX_CHANNELS:
            raise file.broken(f"its header claims {found.count} channels")
    elif kind == _RATE and size == 4:
        found.rate_hz = struct.unpack(">f", file.read(at, 4))[0]
    elif kind == _FIRST_SAMPLE and size == 4:
        found.first = struct.unpack(">i", file.read(at, 4))[0]
    elif kind == _CHANNEL and size >= 96 and len(found.channels) < MAX_CHANNELS:
        found.channels.append(_channel(file.read(at, 96)))
    elif kind == _DATA and type_ in _BUFFER_TYPES:
        found.buffers.append((at, size, type_))
    elif kind == _SKIP and size == 4:
        found.buffers.append(struct.unpack(">i", file.read(at, 4))[0])
    elif block == _ANNOTATIONS:
        _annotation(file, found, kind, type_, at, size)


def _annotation(file: RecordedFile, found: _Found, kind: int, type_: int, at: int, size: int) -> None:
    # MNE-Python writes onsets as FIFF_MNE_BASELINE_MIN and texts joined by colons as FIFF_COMMENT. With a date they
    # count from the start of the measurement, without one from the first sample.
    if kind == _SINCE:
        found.dated = True
    elif kind == _ONSETS and type_ in (4, 5) and size <= 8_000_000:
        values = np.frombuffer(
            file.read(at, size - size % (8 if type_ == 5 else 4)), dtype=_BUFFER_TYPES[type_]
        )
        found.onsets = [float(value) for value in values if np.isfinite(value)]
    elif kind == _TEXTS and size <= 8_000_000:
        said = file.read(at, size).decode("latin-1")
        found.texts = [text.replace("{COLON}", ":") for text in said.split(":")]


def _channel(raw: bytes) -> tuple[SignalChannel, float]:
    """(channel, factor to its unit) of one channel record: range × cal turn what is stored into volts."""
    _, _, kind, range_, scale = struct.unpack_from(">iiiff", raw, 0)
    (unit,) = struct.unpack_from(">i", raw, 72)
    name = raw[80:96].split(b"\x00")[0].decode("latin-1").strip()
    spot = struct.unpack_from(">3f", raw, 24)
    known = np.isfinite(spot).all() and 0.02 < float(np.linalg.norm(spot)) < 0.2
    place: Place | None = (spot[0], spot[1], spot[2]) if known and kind == 2 else None
    factor = range_ * scale if np.isfinite(range_ * scale) and range_ * scale != 0.0 else 1.0
    known_kind = _KINDS.get(kind)
    return SignalChannel(name, "V" if unit == _VOLT else None, known_kind, place), factor


def _samples(file: RecordedFile, found: _Found) -> tuple[Floats, Floats | None]:
    """All buffers one after the other, and times where stretches were skipped."""
    channels = len(found.channels)
    sizes = [
        item if isinstance(item, int) else item[1] // (channels * np.dtype(_BUFFER_TYPES[item[2]]).itemsize)
        for item in found.buffers
    ]
    kept = [size for item, size in zip(found.buffers, sizes, strict=True) if not isinstance(item, int)]
    total, usual = sum(kept), max(kept, default=0)
    check_size(channels, total, file.name)
    values, starts = np.empty((channels, total)), np.empty(total)
    at = instant = 0
    for item, size in zip(found.buffers, sizes, strict=True):
        if isinstance(item, int):
            instant += max(item, 0) * usual
            continue
        kind = np.dtype(_BUFFER_TYPES[item[2]])
        flat = np.frombuffer(file.read(item[0], size * channels * kind.itemsize), dtype=kind)
        values[:, at : at + size] = flat.reshape(size, channels).T
        starts[at : at + size] = np.arange(instant, instant + size)
        at, instant = at + size, instant + size
    return values, starts / found.rate_hz if instant > total else None
