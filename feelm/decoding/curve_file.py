"""``feeling.csv``: the decoded curve as a file that ``read_curve`` reads, and back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.model_file import write_private
from feelm.decoding.reading import WIDE_SD, Reading
from feelm.errors import InputError

Floats = NDArray[np.float64]

NAMES = ("t", "valence", "arousal", "valence_sd", "arousal_sd")
MAX_BYTES = 20_000_000


def write_feeling(reading: Reading, path: str | Path) -> Path:
    """Write t, valence, arousal and their standard deviations, then ``weight`` (0: artefact) and ``p:CLASS``; 0600.

    Lines that begin with ``#`` say why something is not believed.

    Raises:
        OutputError: the folder is missing or cannot be written.
    """
    text = io.StringIO()
    for reason in reading.reasons:
        text.write("# " + " ".join(reason.split()) + "\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*NAMES, "weight", *(f"p:{name}" for name in reading.names)])
    sds = [np.minimum(sd, WIDE_SD) for sd in (reading.valence_sd, reading.arousal_sd)]
    columns = [reading.times_s, reading.valence, reading.arousal, *sds, reading.weight, *reading.classes.T]
    for row in zip(*columns, strict=True):
        writer.writerow([f"{row[0]:.3f}", *(f"{value:.4f}" for value in row[1:])])
    file = Path(path)
    write_private(file, text.getvalue().encode())
    return file


def read_feeling_file(path: str | Path) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """Read what ``write_feeling`` wrote, or any curve with the same names.

    Returns:
        Columns by name, ``(n,)`` each, and the reasons in the lines with ``#``.

    Raises:
        InputError: missing, too large, no text, a column is missing, or a value is no finite number.
    """
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError("the curve is larger than 20 MB", where=file.name)
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("there is no such curve", where=str(file), fix="give a CSV file") from error
    except UnicodeDecodeError as error:
        raise InputError("the curve is not UTF-8 text", where=file.name) from error
    except OSError as error:
        raise InputError(f"the curve cannot be read ({error.strerror})", where=str(file)) from error
    lines = text.splitlines()
    reasons = tuple(line[1:].strip() for line in lines if line.startswith("#"))
    try:
        table = list(csv.reader(line for line in lines if line.strip() and not line.startswith("#")))
    except csv.Error as error:
        raise InputError(f"the curve cannot be read ({error})", where=file.name) from error
    if len(table) < 2 or not set(NAMES[:3]) <= set(table[0]):
        raise InputError(
            "the curve has no points", where=file.name, fix="write the columns t, valence, arousal"
        )
    if any(len(row) != len(table[0]) for row in table):
        raise InputError("a line of the curve has too few or too many values", where=file.name)
    try:
        numbers = np.array(table[1:], dtype=np.float64)
    except ValueError as error:
        raise InputError("a value of the curve is no number", where=file.name) from error
    if not np.isfinite(numbers).all():
        raise InputError("a value of the curve is not finite", where=file.name)
    return dict(zip(table[0], numbers.T, strict=True)), reasons
