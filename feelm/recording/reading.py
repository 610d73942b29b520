"""``read_recording``: any file of a body's signals becomes a ``Recording``, or a sentence says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np

from feelm.errors import InputError
from feelm.recording.finishing import finish
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Recording
from feelm.recording.signals import Signals

KNOWN = "EDF, BDF, GDF, BrainVision (.vhdr), FIF, EEGLAB (.set), XDF, or CSV of Muse, OpenBCI or Emotiv"
_READERS = {
    "edf": "edf", "gdf": "gdf", "brainvision": "brainvision", "fif": "fif", "eeglab": "eeglab", "xdf": "xdf",
    "csv": "table",
}  # fmt: skip


def read_recording(
    path: str | Path,
    *,
    sample_rate_hz: float | None = None,
    units: str | None = None,
    montage: Sequence[str] | Mapping[str, str] | None = None,
) -> Recording:
    """Read a recording of a body's signals.

    The format is known by the file's first bytes. Names come to the 10-20 manner, voltages to microvolts, skin
    conductance to microsiemens, time to an even axis; what was found odd is said in ``Recording.notes``.

    Args:
        path: EDF, BDF, GDF, BrainVision, FIF, EEGLAB, XDF or CSV; CSV and FIF may be gzipped.
        sample_rate_hz: the rate, where the file does not say it (or says it wrongly).
        units: "uV", "mV", "V", or "0.0224 uV/count", where the file does not say it (or says it wrongly).
        montage: the electrodes' names in the order of the file's channels, or old name → new name.

    Raises:
        InputError: the file is missing, damaged, no recording, or silent about something that it alone can say;
            the sentence says which option tells it.
    """
    file = Path(path)
    if file.suffix.lower() in (".eeg", ".vmrk"):
        header_beside = import_module("feelm.recording.brainvision").header_beside
        file = header_beside(file)
    with RecordedFile(file) as opened:
        format_name = sniff(opened)
        reader: Callable[[RecordedFile], Signals]
        home = import_module(f"feelm.recording.{_READERS[format_name]}")
        reader = getattr(home, f"read_{_READERS[format_name]}")
        # Damaged numbers may overflow or be no numbers; `finish` makes holes of them.
        with np.errstate(over="ignore", invalid="ignore"):
            try:
                signals = reader(opened)
            except MemoryError as error:
                raise InputError("the recording is too large for this machine", where=file.name) from error
            return finish(signals, file.name, sample_rate_hz=sample_rate_hz, units=units, montage=montage)


def sniff(file: RecordedFile) -> str:
    """The format's short name, by the first bytes."""
    head = file.read(0, min(file.size, 4096))
    if head[:8] == b"0       " or head[:8] == b"\xffBIOSEMI":
        return "edf"
    if head[:4] == b"GDF ":
        return "gdf"
    if head[:4] == b"XDF:":
        return "xdf"
    if head[:10] == b"MATLAB 5.0":
        return "eeglab"
    if head[:4] == b"\x89HDF":
        raise InputError(
            "this is a MATLAB file of version 7.3", where=file.name, fix="save the set in EEGLAB with -v7"
        )
    if head[:8] == b"\x00\x00\x00\x64\x00\x00\x00\x1f":
        return "fif"
    if b"Brain Vision" in head[:200] or b"BrainVision" in head[:200]:
        return "brainvision"
    _refuse_other(head, file.name)
    return "csv"


def _refuse_other(head: bytes, name: str) -> None:
    """Refuse what is certainly no text; nothing of it is unpacked or run."""
    if (
        head[:2] == b"PK"
        or head[:6] == b"\x93NUMPY"
        or head[:2] in (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
    ):
        raise InputError("this is a Python or zip archive, not a recording", where=name, fix=f"give {KNOWN}")
    if b"\x00" in head:
        raise InputError("this is no recording in a known format", where=name, fix=f"give {KNOWN}")
