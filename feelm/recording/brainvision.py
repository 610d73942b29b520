"""BrainVision: a header (.vhdr), markers (.vmrk) and samples (.eeg) beside each other, core format 1.0."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from feelm.errors import InputError
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, SignalChannel, Signals, check_size

_MAX_HEADER = 5_000_000
_FORMATS = {"INT_16": "<i2", "INT_32": "<i4", "IEEE_FLOAT_32": "<f4"}
Sections = dict[str, dict[str, str]]


def header_beside(path: Path) -> Path:
    """The .vhdr of a BrainVision file of any of its three endings."""
    if path.suffix.lower() == ".vhdr":
        return path
    found = path.with_suffix(".vhdr")
    if not found.exists():
        raise InputError(
            "the header of this BrainVision recording is not beside it",
            where=path.name,
            fix=f"put {found.name} into the same folder",
        )
    return found


def read_brainvision(file: RecordedFile) -> Signals:
    """Read the recording that a .vhdr describes; its samples and markers lie in the same folder."""
    said = _sections(file)
    common, binary = said.get("common infos", {}), said.get("binary infos", {})
    if common.get("dataformat", "BINARY").upper() != "BINARY":
        raise InputError("the samples are written as text", where=file.name, fix="export in binary form")
    channels, scales = _channels(said.get("channel infos", {}), common, file)
    step_us = _positive(common.get("samplinginterval"), "SamplingInterval", file)
    kind = binary.get("binaryformat", "INT_16").upper()
    if kind not in _FORMATS:
        raise file.broken(f"its number format `{kind[:20]}` is unknown")
    values = _values(file, common, _FORMATS[kind], len(channels), binary.get("usebigendianorder", "NO"))
    values *= np.array(scales)[:, None]
    rate_hz = 1e6 / step_us
    marks = _marks(file, common.get("markerfile"), rate_hz)
    return Signals("BrainVision", channels, values, rate_hz, marks=marks)


def _sections(file: RecordedFile) -> Sections:
    """The ini-like text of a header or marker file, keys in small letters; text after [Comment] is skipped."""
    if file.size > _MAX_HEADER:
        raise file.broken("its header is larger than 5 MB")
    raw = file.read(0, file.size)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    found: Sections = {}
    section: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            section = found.setdefault(line[1:-1].strip().lower(), {})
        elif "=" in line and not line.startswith(";"):
            key, _, value = line.partition("=")
            section.setdefault(key.strip().lower(), value.strip())
    return found


def _positive(text: str | None, key: str, file: RecordedFile) -> float:
    try:
        value = float(text or "")
    except ValueError:
        raise file.broken(f"{key} is missing or no number") from None
    if not 0.0 < value < 1e12:
        raise file.broken(f"{key} is out of range")
    return value


def _channels(
    infos: dict[str, str], common: dict[str, str], file: RecordedFile
) -> tuple[tuple[SignalChannel, ...], list[float]]:
    count = _positive(common.get("numberofchannels"), "NumberOfChannels", file)
    if count > MAX_CHANNELS:
        raise file.broken(f"its header claims {count:.0f} channels")
    channels, scales = [], []
    for index in range(1, int(count) + 1):
        fields = [part.replace("\\1", ",").strip() for part in infos.get(f"ch{index}", "").split(",")]
        fields += [""] * (4 - len(fields))
        scales.append(_positive(fields[2] or "1", f"the resolution of channel {index}", file))
        unit = fields[3] or "uV"  # the format says: microvolts where nothing is written
        channels.append(SignalChannel(fields[0] or f"Ch{index}", unit))
    return tuple(channels), scales


def _beside(file: RecordedFile, name: str, what: str) -> Path:
    """The file that a header names, in the header's own folder and nowhere else."""
    plain = name.replace("$b", file.path.stem).replace("\\", "/")
    beside = file.path.parent / Path(plain).name
    if not beside.is_file():
        raise InputError(f"its {what} is not beside it", where=file.name, fix=f"put {beside.name} there")
    return beside


def _values(file: RecordedFile, common: dict[str, str], form: str, channels: int, big: str) -> Floats:
    name = common.get("datafile")
    if not name:
        raise file.broken("it names no file of samples")
    kind = np.dtype(form.replace("<", ">") if big.upper() == "YES" else form)
    with RecordedFile(_beside(file, name, "file of samples")) as data:
        count = data.size // (kind.itemsize * channels)
        check_size(channels, count, file.name)
        if count < 1:
            raise data.broken("it ends before its first sample")
        flat = np.frombuffer(data.read(0, count * channels * kind.itemsize), dtype=kind)
    if common.get("dataorientation", "MULTIPLEXED").upper() == "VECTORIZED":
        return flat.reshape(channels, count).astype(np.float64)
    return flat.reshape(count, channels).T.astype(np.float64)


def _marks(file: RecordedFile, name: str | None, rate_hz: float) -> tuple[Mark, ...]:
    if not name or not (file.path.parent / Path(name.replace("$b", file.path.stem)).name).is_file():
        return ()
    with RecordedFile(_beside(file, name, "marker file")) as markers:
        infos = _sections(markers).get("marker infos", {})
    marks = []
    for key, value in infos.items():
        fields = [part.replace("\\1", ",").strip() for part in value.split(",")]
        if re.fullmatch(r"mk\d+", key) and len(fields) >= 3 and re.fullmatch(r"\d{1,15}", fields[2]):
            text = fields[1] or fields[0]
            if fields[0] != "New Segment":
                marks.append(Mark((int(fields[2]) - 1) / rate_hz, text[:200]))
    return tuple(marks)
