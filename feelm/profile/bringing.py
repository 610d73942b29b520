"""What a person brings as their feeling, as a stream on the film's time: a curve, a pressed curve, a recording."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from feelm.affect.feeling import Stream
from feelm.errors import InputError
from feelm.profile.laying import Lay, Way, laid, lay_out
from feelm.profile.pressing import HEADING

_CURVES = frozenset({".csv", ".json"})
_LONGEST_S = 1e6


def bring(
    path: Path,
    duration_s: float,
    *,
    model: Path | None = None,
    way: Way | None = None,
    pairs: Sequence[tuple[float, float]] = (),
    spans: Sequence[tuple[float, float]] = (),
) -> tuple[Stream, Lay | None]:
    """Read what was brought and lay it onto the film.

    A curve without ``way`` and ``pairs`` is on the film's time already. A recording is on recalled time, laid evenly
    unless it is said otherwise.

    Args:
        path: a CSV or JSON curve, or, with ``model``, a recording.
        duration_s: length of the film.
        model: the decoder of the person.
        way: by marks, by the order of the story, or evenly.
        pairs: (recall second, film second), instead of a way.
        spans: (start, end) of the film's scenes.

    Returns:
        The stream, and how it was laid; None where it lies as it is.

    Raises:
        InputError: the file, the model or the way cannot be used.
    """
    from feelm.affect import read_curve

    if model is None:
        if path.suffix.lower() not in _CURVES:
            raise InputError(
                "a recording is read with the decoder of the person it was made of",
                where=str(path),
                fix="give --model ME.feelm (see `feelm feel calibrate`), or a curve as CSV or JSON",
            )
        if way is None and not pairs:
            return _named(read_curve(path, duration_s), path), None
        stream, marks = _named(read_curve(path, _LONGEST_S), path), _marks_of(path)
    else:
        stream, marks = _decoded(path, model)
        way = way or "even"
    recall = (min(0.0, float(stream.times_s[0])), float(stream.times_s[-1]))
    lay = (
        Lay(tuple((float(a), float(b)) for a, b in pairs))
        if pairs
        else lay_out(way or "even", recall, duration_s, marks=marks, spans=spans)
    )
    return laid(stream, lay, duration_s), lay


def bring_again(
    stream: Stream, pairs: Sequence[tuple[float, float]], duration_s: float
) -> tuple[Stream, Lay | None]:
    """A stream on recalled time that a score kept, laid by its pairs; without pairs it is on the film's time."""
    if not pairs:
        return stream, None
    lay = Lay(tuple((float(a), float(b)) for a, b in pairs))
    return laid(stream, lay, duration_s), lay


def _decoded(path: Path, model: Path) -> tuple[Stream, list[float]]:
    """The recording as the stream "eeg", and the seconds that were marked in it. A notice comes first."""
    import sys

    from feelm.decoding import decode, read_model
    from feelm.decoding.keeping import notice
    from feelm.recording import read_recording

    print(notice(), file=sys.stderr)
    recording = read_recording(path)
    return decode(recording, read_model(model)), [mark.time_s for mark in recording.marks]


def _named(stream: Stream, path: Path) -> Stream:
    """A pressed curve is called "press": a hand on keys lags, one that draws does not."""
    with path.open("rb") as file:
        pressed = file.read(len(HEADING.encode())) == HEADING.encode()
    return replace(stream, name="press") if pressed else stream


def _marks_of(path: Path) -> list[float]:
    """Seconds of the rows whose column ``mark`` is 1."""
    if path.suffix.lower() != ".csv":
        return []
    lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(line for line in lines if line.strip())
    return [float(row["t"]) for row in rows if row.get("mark", "").strip() == "1" and row.get("t")]
