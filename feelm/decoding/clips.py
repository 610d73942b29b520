"""Clips: the stretches of a calibration that a person has named or rated; one clip is one piece of evidence."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from feelm.errors import InputError
from feelm.recording.recording import Mark

MAX_BYTES = 4_000_000
SHORTEST_S = 4.0
_EYES = {"eyes open": "open", "eyes closed": "closed", "눈 뜸": "open", "눈 감음": "closed"}
_NAMES = {"start_s": "start", "end_s": "end", "v": "valence", "a": "arousal", "class": "label"}
_HOW = "write the columns start, end, label, valence, arousal (seconds, a word, -1 to 1)"


@dataclass(frozen=True)
class Clip:
    """One stretch of the recording: a clip or a recalled situation with what the person said of it.

    ``label`` is their word for it, ``valence`` and ``arousal`` their rating in -1..1; None where not said. ``kind`` is
    "open" and "closed" for the minutes with eyes open and closed.
    """

    start_s: float
    end_s: float
    label: str | None = None
    valence: float | None = None
    arousal: float | None = None
    kind: Literal["clip", "open", "closed"] = "clip"


def read_marks(path: str | Path) -> tuple[Clip, ...]:
    """Read the clips of a calibration from a CSV file with a first line of names.

    ``start`` and ``end`` in seconds; ``label``, ``valence`` and ``arousal`` (both -1..1) as far as they are known. The
    labels "eyes open" and "eyes closed" name the two minutes of the eyes check.

    Raises:
        InputError: missing, unreadable or too large; a column is missing; a value is no number or out of range; clips
            overlap; with file and line.
    """
    file = Path(path)
    rows = _rows(file)
    clips = [_clip(row, f"{file.name}, line {number}") for number, row in rows]
    if not clips:
        raise InputError("the marks name no clip", where=file.name, fix=_HOW)
    return in_order(clips, file.name)


def clips_of(marks: Sequence[Mark]) -> tuple[Clip, ...]:
    """The clips that are marked in a recording itself: ``begin NAME`` … ``end NAME|VALENCE|AROUSAL``.

    Ratings may be left out; other marks are passed over.

    Raises:
        InputError: a rating is no number, or a clip is malformed.
    """
    begun: dict[str, float] = {}
    clips = []
    for mark in marks:
        word, _, rest = mark.text.strip().partition(" ")
        parts = rest.split("|")
        if word == "begin":
            begun[parts[0]] = mark.time_s
        elif word == "end" and parts[0] in begun:
            named = dict(zip(("label", "valence", "arousal"), parts, strict=False))
            times = {"start": str(begun.pop(parts[0])), "end": str(mark.time_s)}
            clips.append(_clip({**times, **named}, f"the mark at {mark.time_s:g} s"))
    return in_order(clips, "the recording's marks") if clips else ()


def in_order(clips: Sequence[Clip], where: str) -> tuple[Clip, ...]:
    """Clips sorted by time.

    Raises:
        InputError: two of them overlap.
    """
    ordered = sorted(clips, key=lambda clip: clip.start_s)
    for before, after in pairwise(ordered):
        if after.start_s < before.end_s - 1e-6:
            raise InputError(
                f"the clips at {before.start_s:g} s and {after.start_s:g} s overlap",
                where=where,
                fix="give every moment to one clip only",
            )
    return tuple(ordered)


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError("the marks are larger than 4 MB", where=file.name)
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("there are no such marks", where=str(file), fix="give a CSV file") from error
    except UnicodeDecodeError as error:
        raise InputError("the marks are not UTF-8 text", where=file.name, fix="save them as UTF-8") from error
    except OSError as error:
        raise InputError(f"the marks cannot be read ({error.strerror})", where=str(file)) from error
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise InputError("the marks are empty", where=file.name, fix=_HOW)
    separator = max(",;\t", key=lines[0][1].count)
    try:
        table = [next(csv.reader([line], delimiter=separator)) for _, line in lines]
    except csv.Error as error:
        raise InputError(f"the marks cannot be read ({error})", where=file.name) from error
    names = [_NAMES.get(cell.strip().lower(), cell.strip().lower()) for cell in table[0]]
    for needed in ("start", "end"):
        if needed not in names:
            raise InputError(f"the column {needed} is missing", where=file.name, fix=_HOW)
    if not {"label", "valence", "arousal"} & set(names):
        raise InputError("nothing is said of the clips", where=file.name, fix=_HOW)
    return [
        (number, dict(zip(names, cells, strict=False)))
        for (number, _), cells in zip(lines[1:], table[1:], strict=True)
    ]


def _clip(row: dict[str, str], where: str) -> Clip:
    start, end = _number(row, "start", where), _number(row, "end", where)
    if start is None or end is None:
        raise InputError("the start or the end is missing", where=where, fix=_HOW)
    if start < 0.0 or end - start < SHORTEST_S:
        raise InputError(
            f"the clip from {start:g} s to {end:g} s is too short",
            where=where,
            fix=f"a clip lasts {SHORTEST_S:g} s or more, 15 to 20 s are best",
        )
    label = " ".join((row.get("label") or "").split())[:60] or None
    kind = _EYES.get(label.lower(), "clip") if label else "clip"
    valence, arousal = (_rating(row, name, where) for name in ("valence", "arousal"))
    return Clip(start, end, label, valence, arousal, kind)  # type: ignore[arg-type]


def _rating(row: dict[str, str], name: str, where: str) -> float | None:
    value = _number(row, name, where)
    if value is not None and not -1.0 <= value <= 1.0:
        raise InputError(
            f"{name} is {value:g}",
            where=where,
            fix="keep ratings between -1 and 1 (a scale of 1 to 9 is (x - 5) / 4)",
        )
    return value


def _number(row: dict[str, str], name: str, where: str) -> float | None:
    text = (row.get(name) or "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{name} is `{text[:40]}`, which is no number", where=where)
    return value
