"""EEGLAB sets: a .set of MATLAB version 5, with its samples inside or in the .fdt beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from feelm.errors import InputError
from feelm.recording.matlab import MatlabFile
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, Place, SignalChannel, Signals, check_size

_MAX_MARKS = 100_000


def read_eeglab(file: RecordedFile) -> Signals:
    """Read a continuous EEGLAB set; EEGLAB's unit is the microvolt."""
    found = MatlabFile(file).variables()
    eeg = found.get("EEG", found)
    if not isinstance(eeg, dict) or "srate" not in eeg or "data" not in eeg:
        raise InputError(
            "this MATLAB file is no EEGLAB set", where=file.name, fix="save it in EEGLAB as .set"
        )
    rate_hz, count = _one(eeg.get("srate")), _one(eeg.get("nbchan"))
    samples, trials = _one(eeg.get("pnts")), _one(eeg.get("trials")) or 1.0
    if not 0.0 < rate_hz < 1e6:
        raise file.broken("its sample rate is missing")
    if trials > 1:
        raise InputError(
            "this set holds cut-out trials, not a continuous recording",
            where=file.name,
            fix="save the set from before the epochs were cut",
        )
    values = _values(file, eeg, int(count), int(samples))
    channels = _channels(eeg.get("chanlocs"), len(values))
    return Signals("EEGLAB", channels, values, rate_hz, marks=_marks(eeg.get("event"), rate_hz))


def _one(value: Any) -> float:
    """The number in a 1×1 array, 0 where there is none."""
    if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "iuf":
        number = float(value.reshape(-1)[0])
        return number if np.isfinite(number) and abs(number) < 1e15 else 0.0
    return 0.0


def _values(file: RecordedFile, eeg: dict[str, Any], count: int, samples: int) -> Floats:
    data = eeg["data"]
    if isinstance(data, np.ndarray) and data.dtype.kind in "iuf" and data.ndim == 2 and data.size:
        check_size(data.shape[0], data.shape[1], file.name)
        return np.array(data, dtype=np.float64)
    if not isinstance(data, str) or not data.strip():
        raise file.broken("it holds no samples")
    if not 1 <= count <= MAX_CHANNELS or samples < 1:
        raise file.broken("the number of channels or samples is missing")
    beside = file.path.parent / Path(data.strip().replace("\\", "/")).name
    if not beside.is_file():
        beside = file.path.with_suffix(".fdt")
    if not beside.is_file():
        raise InputError(
            "its samples (.fdt) are not beside it", where=file.name, fix=f"put {beside.name} there"
        )
    check_size(count, samples, file.name)
    with RecordedFile(beside) as stored:
        whole = min(samples, stored.size // (4 * count))
        if whole < 1:
            raise stored.broken("it ends too early")
        flat = np.frombuffer(stored.read(0, whole * count * 4), dtype="<f4")
    return flat.reshape(whole, count).T.astype(np.float64)


def _channels(places: Any, count: int) -> tuple[SignalChannel, ...]:
    rows = [places] if isinstance(places, dict) else places if isinstance(places, list) else []
    channels = []
    for index in range(count):
        row = rows[index] if index < len(rows) and isinstance(rows[index], dict) else {}
        label = row.get("labels")
        name = label.strip() if isinstance(label, str) and label.strip() else f"EEG {index + 1}"
        channels.append(SignalChannel(name[:64], "uV", None, _place(row)))
    return tuple(channels)


def _place(row: dict[str, Any]) -> Place | None:
    """EEGLAB's X is to the nose and Y to the left ear; its unit is free, so the head is scaled to 9 cm."""
    spot = [_one(row.get(axis)) for axis in ("X", "Y", "Z")]
    size = float(np.linalg.norm(spot))
    if size <= 0.0 or not np.isfinite(size):
        return None
    return -spot[1] / size * 0.09, spot[0] / size * 0.09, spot[2] / size * 0.09


def _marks(events: Any, rate_hz: float) -> tuple[Mark, ...]:
    rows = [events] if isinstance(events, dict) else events if isinstance(events, list) else []
    marks = []
    for row in rows[:_MAX_MARKS]:
        if not isinstance(row, dict) or not isinstance(row.get("latency"), np.ndarray):
            continue
        kind = row.get("type")
        text = kind if isinstance(kind, str) else f"{_one(kind):g}"
        marks.append(Mark((_one(row["latency"]) - 1.0) / rate_hz, text[:200]))
    return tuple(marks)
