"""A curve drawn by hand: a CSV or JSON file with t, valence, arousal and, if wanted, sd."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from feelm.affect.feeling import Stream
from feelm.errors import InputError

DEFAULT_SD = 0.12
"""A curve that a person drew is the best evidence there is, to about the width of a line."""
MAX_BYTES = 20_000_000
_NAMES = {
    "t": "t", "time": "t", "time_s": "t", "seconds": "t", "valence": "valence", "v": "valence",
    "arousal": "arousal", "a": "arousal", "sd": "sd", "valence_sd": "valence_sd", "arousal_sd": "arousal_sd",
}  # fmt: skip
_NEEDED = ("t", "valence", "arousal")
_EXAMPLE = "write the columns t, valence, arousal (seconds, -1 to 1, -1 to 1)"


@dataclass(frozen=True)
class _Row:
    """One entry of the file as it was written, and where."""

    where: str
    fields: dict[str, Any]


def read_curve(path: str | Path, duration_s: float) -> Stream:
    """Read a drawn feeling curve.

    CSV (comma, semicolon or tab) with a first line of names, or JSON: a list of objects, or an object of lists.
    ``t`` in seconds rises from 0 to at most ``duration_s``; valence and arousal lie in -1..1; ``sd`` (or
    ``valence_sd`` and ``arousal_sd``) is how sure the hand was, 0.12 unless told.

    Returns:
        The stream "curve".

    Raises:
        InputError: the file is missing, empty or unreadable, a column is missing, or a value is no number, NaN,
            out of range, out of order or beyond the film; with file and line.
    """
    file = Path(path)
    text = _read_text(file)
    rows = _rows_of_json(text, file.name) if file.suffix.lower() == ".json" else _rows_of_csv(text, file.name)
    if not rows:
        raise InputError("the curve has no points", where=file.name, fix=_EXAMPLE)
    points = [_point(row) for row in rows]
    _check_times(rows, points, duration_s)
    columns = np.array(points, dtype=np.float64).T
    return Stream("curve", *columns)


def _read_text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError("the curve is larger than 20 MB", where=file.name)
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("there is no such curve", where=str(file), fix="give a CSV or JSON file") from error
    except UnicodeDecodeError as error:
        raise InputError("the curve is not UTF-8 text", where=file.name, fix="save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"the curve cannot be read ({error.strerror})", where=str(file)) from error
    if not text.strip():
        raise InputError("the curve is empty", where=file.name, fix=_EXAMPLE)
    return text


def _rows_of_csv(text: str, name: str) -> list[_Row]:
    lines = text.splitlines()
    used = [
        (number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")
    ]
    if not used:
        return []
    head = used[0][1]
    separator = max(",;\t", key=head.count)
    try:
        table = list(csv.reader((line for _, line in used), delimiter=separator))
    except csv.Error as error:
        raise InputError(f"the curve cannot be read ({error})", where=name) from error
    if len(table) != len(used):  # a quoted line break joins lines; a curve has no use for one
        raise InputError("a quotation mark is not closed", where=name, fix="write numbers without quotes")
    names = [_NAMES.get(cell.strip().lower(), cell.strip()) for cell in table[0]]
    _check_names(names, f"{name}, line {used[0][0]}")
    rows = []
    for (number, _), cells in zip(used[1:], table[1:], strict=True):
        if len(cells) != len(names):
            raise InputError(
                f"this line has {len(cells)} values, the first line names {len(names)}",
                where=f"{name}, line {number}",
            )
        rows.append(_Row(f"{name}, line {number}", dict(zip(names, cells, strict=True))))
    return rows


def _rows_of_json(text: str, name: str) -> list[_Row]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        raise InputError(f"this is not valid JSON ({error.msg})", where=where) from error
    except RecursionError as error:
        raise InputError("this is not valid JSON (nested too deeply)", where=name) from error
    if isinstance(data, dict) and isinstance(data.get("points"), list):
        data = data["points"]
    if isinstance(data, dict) and all(isinstance(column, list) for column in data.values()):
        if len({len(column) for column in data.values()}) > 1:
            raise InputError("the lists of the curve differ in length", where=name)
        data = [dict(zip(data, values, strict=True)) for values in zip(*data.values(), strict=True)]
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise InputError(
            "the curve is no list of points",
            where=name,
            fix='write [{"t": 0, "valence": 0.2, "arousal": -0.4}, …]',
        )
    rows = []
    for number, entry in enumerate(data, 1):
        fields = {_NAMES.get(str(key).lower(), str(key)): value for key, value in entry.items()}
        _check_names(list(fields), f"{name}, point {number}")
        rows.append(_Row(f"{name}, point {number}", fields))
    return rows


def _check_names(names: list[str], where: str) -> None:
    missing = [needed for needed in _NEEDED if needed not in names]
    if missing:
        raise InputError(f"the column {' and '.join(missing)} is missing", where=where, fix=_EXAMPLE)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise InputError(f"the column {twice} is there twice", where=where)


def _number(row: _Row, name: str) -> float:
    given = row.fields[name]
    try:
        if isinstance(given, bool):
            raise ValueError
        value = float(given)
    except (TypeError, ValueError):
        raise InputError(f"{name} is `{str(given)[:40]}`, which is no number", where=row.where) from None
    if not math.isfinite(value):
        raise InputError(
            f"{name} is not a finite number", where=row.where, fix="leave the line out or fill it in"
        )
    return value


def _point(row: _Row) -> tuple[float, float, float, float, float]:
    t, valence, arousal = (_number(row, name) for name in _NEEDED)
    for name, value in (("valence", valence), ("arousal", arousal)):
        if not -1.0 <= value <= 1.0:
            raise InputError(f"{name} is {value:g}", where=row.where, fix="keep it between -1 and 1")
    sd = _number(row, "sd") if _given(row, "sd") else DEFAULT_SD
    valence_sd = _number(row, "valence_sd") if _given(row, "valence_sd") else sd
    arousal_sd = _number(row, "arousal_sd") if _given(row, "arousal_sd") else sd
    for name, value in (("valence_sd", valence_sd), ("arousal_sd", arousal_sd)):
        if not 0.0 <= value <= 2.0:
            raise InputError(
                f"the standard deviation {name} is {value:g}", where=row.where, fix="keep it between 0 and 2"
            )
    return t, valence, arousal, valence_sd, arousal_sd


def _given(row: _Row, name: str) -> bool:
    return row.fields.get(name) not in (None, "")


def _check_times(rows: list[_Row], points: Sequence[tuple[float, ...]], duration_s: float) -> None:
    for index, (row, point) in enumerate(zip(rows, points, strict=True)):
        if point[0] < 0.0:
            raise InputError(f"the time {point[0]:g} lies before the film", where=row.where, fix="begin at 0")
        if point[0] > duration_s + 1e-6:
            raise InputError(
                f"the time {point[0]:g} lies beyond the film, which is {duration_s:g} s long",
                where=row.where,
                fix="shorten the curve or make the film longer",
            )
        if index and point[0] <= points[index - 1][0]:
            raise InputError(
                f"the time {point[0]:g} does not come after {points[index - 1][0]:g}",
                where=row.where,
                fix="sort the curve by t",
            )
