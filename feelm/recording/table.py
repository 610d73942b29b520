"""CSV and text exports: Muse (Mind Monitor, muselsl), OpenBCI GUI, Emotiv, and plain tables with a head line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from feelm.errors import InputError
from feelm.recording.names import kind_of, unit_in
from feelm.recording.recorded_file import RecordedFile
from feelm.recording.recording import Floats, Mark
from feelm.recording.signals import MAX_CHANNELS, SignalChannel, Signals, check_size
from feelm.recording.table_times import counter_times, seconds_of

_PIECE_BYTES = 8_000_000
_LONGEST_LINE = 200_000
_TIME_NAME = re.compile(
    r"^(?:lsl[ _])?(?:time ?stamps?|time|t|time_s|seconds|sec|datetime|date ?time|unix ?time|local ?time)"
    r"(?: ?[\[(].{1,12}[\])])?$|^time ?stamp \(formatted\)$|^timestamp_ms$|^time_ms$",
    re.IGNORECASE,
)
_COUNTER_NAME = re.compile(r"^(?:eeg\.)?counter$", re.IGNORECASE)
_MARK_NAME = re.compile(
    r"^(?:marker(?:value|valueint|index|text)?s?|elements|event|trigger|annotation|label)\b", re.I
)
_RATE = re.compile(
    r"(?:sampl\w*|rate)\s*(?:rate|frequency|freq)?\s*[:=]\s*(?:eeg_)?\s*([0-9]{1,5}(?:\.[0-9]+)?)", re.I
)
_MAX_MARKS = 100_000
_NO_MARK = ("", "0", "0.0", "nan", "NaN", "None")


@dataclass(frozen=True)
class _Head:
    """Where the rows begin, how they are cut, and what the columns are called."""

    names: tuple[str, ...]
    separator: str
    first_row: int
    said: str


def read_table(file: RecordedFile) -> Signals:
    """Read a table of samples: one row for each instant, one column for each channel."""
    head = _head(file)
    time_at = next((i for i, name in enumerate(head.names) if _TIME_NAME.match(name)), None)
    counter_at = next((i for i, name in enumerate(head.names) if _COUNTER_NAME.match(name)), None)
    mark_at = [i for i, name in enumerate(head.names) if _MARK_NAME.match(name)]
    used = [i for i in range(len(head.names)) if i != time_at and i != counter_at and i not in mark_at]
    used = [
        i for i in used if kind_of(head.names[i]) is not None and kind_of(head.names[i]) != "other"
    ] or used
    if not used:
        raise InputError("the table has no column of samples", where=file.name)
    rows, marks, notes = _rows(file, head, used, [i for i in (time_at, counter_at) if i is not None], mark_at)
    values = np.ascontiguousarray(rows[:, : len(used)].T)
    extra = rows[:, len(used) :].T
    rate = _RATE.search(head.said)
    rate_hz = float(rate.group(1)) if rate else None
    times_s = seconds_of(extra[0], head.names[time_at]) if time_at is not None else None
    if times_s is None and counter_at is not None:
        times_s, counted_hz = counter_times(extra[-1], rate_hz)
        rate_hz = rate_hz or counted_hz
    if times_s is None and rate_hz is None and time_at is not None:
        notes.append("the time column does not hold times")
    emotiv = "emotiv" in head.said.lower() or any(name.startswith("EEG.") for name in head.names)
    channels = tuple(
        SignalChannel(head.names[i], unit_in(head.names[i]) or ("uV" if emotiv else None)) for i in used
    )
    instants = times_s if times_s is not None else np.arange(len(rows)) / (rate_hz or 1.0)
    placed = tuple(Mark(float(instants[row]), text) for row, text in marks if np.isfinite(instants[row]))
    return Signals("CSV", channels, values, rate_hz, times_s, placed, tuple(notes))


def _lines(file: RecordedFile) -> Iterator[list[str]]:
    """The file's lines in lists of a few megabytes; a line without end is refused."""
    stream, rest, broken = file.stream(), b"", "no line of a table is that long"
    while piece := stream.read(_PIECE_BYTES):
        cut = (rest + piece).split(b"\n")
        rest = cut.pop()
        if len(rest) > _LONGEST_LINE:
            raise file.broken(broken)
        yield [_text(line) for line in cut]
    if rest:
        yield [_text(rest)]


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r")


def _cells(line: str, separator: str) -> list[str]:
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True))]
    except (csv.Error, StopIteration):
        return [cell.strip() for cell in line.split(separator)]


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _head(file: RecordedFile) -> _Head:
    """Find the line of names: the last line before the first row of numbers that has as many cells."""
    said: list[str] = []
    lines = next(_lines(file), [])[:200]
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or text[0] in "%#":
            said.append(text)
            continue
        separator = max(",;\t", key=text.count)
        cells = _cells(text, separator)
        numbers = sum(_is_number(cell) for cell in cells if cell)
        if len(cells) > MAX_CHANNELS + 32:
            raise file.broken(f"its first line has {len(cells)} cells")
        if numbers and numbers >= 0.5 * sum(bool(cell) for cell in cells):
            return _without_names(said, cells, separator, number, file)
        following = _next_row(lines, number)
        if len(cells) > 1 and following and abs(len(_cells(following, separator)) - len(cells)) <= 1:
            names = _names_of(said, cells)
            return _Head(tuple(names), separator, number + 1, "\n".join(said))
        said.append(text)
    raise InputError(
        "this is no table of samples", where=file.name, fix="give the file that the device wrote"
    )


def _next_row(lines: list[str], number: int) -> str | None:
    for line in lines[number + 1 :]:
        text = line.strip()
        separator = max(",;\t", key=text.count)
        if text and text[0] not in "%#" and any(_is_number(c) for c in _cells(text, separator) if c):
            return text
    return None


def _names_of(said: list[str], cells: list[str]) -> list[str]:
    names = [cell.strip("'\" ") for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _without_names(
    said: list[str], cells: list[str], separator: str, number: int, file: RecordedFile
) -> _Head:
    """Names from an older Emotiv head ("labels:COUNTER AF3 …") or older OpenBCI comments; else ask for them."""
    text = "\n".join(said)
    if labels := re.search(r"labels:([^,\n]+)", text):
        names = labels.group(1).split()
    elif "openbci" in text.lower():
        count = re.search(r"number of channels\s*=\s*(\d+)", text, re.IGNORECASE)
        brain = min(int(count.group(1)), 16) if count else 8
        names = ["Sample Index", *(f"EXG Channel {i}" for i in range(brain)), "Accel X", "Accel Y", "Accel Z"]
    else:
        names = []
    if not names or len(names) > len(cells):
        raise InputError(
            "the columns have no names",
            where=file.name,
            fix="write a first line of names, such as time,Fp1,Fp2,TP9,TP10",
        )
    names += ["other"] * (len(cells) - len(names))
    return _Head(tuple(names), separator, number, text)


def _rows(
    file: RecordedFile, head: _Head, used: list[int], times: list[int], mark_at: list[int]
) -> tuple[Floats, list[tuple[int, str]], list[str]]:
    """Values of the used and the time columns, (rows, columns); marks as (row, text); notes."""
    columns, parts, marks = [*used, *times], [], []
    done, seen, bad = 0, 0, 0
    for lines in _lines(file):
        fresh = lines[max(head.first_row - seen, 0) :]
        seen += len(lines)
        part, said, wrong = _numbers(fresh, head, columns, mark_at)
        marks += [(done + row, text) for row, text in said]
        bad += wrong
        done += len(part)
        check_size(len(columns), done, file.name)
        parts.append(part)
    table = np.concatenate(parts) if parts else np.empty((0, len(columns)))
    if not len(table):
        raise InputError("the table has no rows", where=file.name)
    notes = [f"{bad} lines are not rows of the table and were left out"] if bad else []
    return table, marks[:_MAX_MARKS], notes


def _numbers(
    lines: list[str], head: _Head, columns: list[int], mark_at: list[int]
) -> tuple[Floats, list[tuple[int, str]], int]:
    if not mark_at:
        try:
            kept = [line for line in lines if line.strip()]
            if not kept:
                return np.empty((0, len(columns))), [], 0
            return np.loadtxt(kept, delimiter=head.separator, usecols=columns, ndmin=2, comments=None), [], 0
        except ValueError:  # dates, empty cells, remarks: the slow way knows them
            pass
    values: list[list[float]] = []
    marks: list[tuple[int, str]] = []
    bad, held = 0, ""
    for line in lines:
        if not line.strip():
            continue
        cells = _cells(line, head.separator)
        row = [_value(cells[i], head.separator) if i < len(cells) else np.nan for i in columns]
        said = next((cells[i] for i in mark_at if i < len(cells) and cells[i] not in _NO_MARK), "")
        if said and not (
            said == held and _is_number(said)
        ):  # a number that stays is one mark, at its beginning
            marks.append((len(values), said[:200]))
        held = said
        if np.isnan(row).all() and not said:
            bad += 1
            continue
        values.append(row)
    return np.array(values, dtype=np.float64).reshape(-1, len(columns)), marks, bad


def _value(cell: str, separator: str) -> float:
    if not cell:
        return np.nan
    try:
        return float(cell.replace(",", ".") if separator != "," else cell)
    except ValueError:
        pass
    if len(cell) >= 16 and cell[4:5] == "-":
        try:
            at = datetime.fromisoformat(cell)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            return np.nan
    return np.nan
