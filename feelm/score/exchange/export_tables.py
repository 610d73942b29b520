"""``feelm export csv`` and ``srt``: every curve at every frame as a table, and the words as subtitles."""

from __future__ import annotations

import csv
import io

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.post.subtitles import srt
from feelm.score.exchange.sampled import SampledFilm
from feelm.score.model import Caption
from feelm.score.tree import numbers_of

Floats = NDArray[np.float64]


def csv_text(film: SampledFilm) -> str:
    """A table: frame, time, shot, every number of the shots that is not the same all along, then every signal.

    A cell is empty where a shot has no such field.
    """
    columns = {name: column for name, column in _numbers(film).items() if _moves(column)}
    columns |= {name: values for name, values in film.signals.items() if name not in ("t", "f")}
    shots = [piece.shot.id for piece in film.shots for _ in range(piece.count)]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["frame", "time", "shot", *columns])
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    for frame, row in enumerate(rows):
        cells = ["" if value != value else f"{value:.9g}" for value in row]
        table.writerow([frame, f"{frame / film.score.fps:.9g}", shots[frame], *cells])
    return text.getvalue()


def _numbers(film: SampledFilm) -> dict[str, Floats]:
    """Every number of every shot by its place in the shot, at every frame; NaN where a shot has none."""
    columns: dict[str, Floats] = {}
    for piece in film.shots:
        for path, number in numbers_of(piece.shot):
            name = ".".join(str(step) for step in path)
            values = film.values_of(piece, number, name)
            column = columns.setdefault(name, np.full(film.count, np.nan))
            column[piece.first : piece.first + piece.count] = values
    return columns


def _moves(column: Floats) -> bool:
    said = column[np.isfinite(column)]
    return len(said) > 0 and bool(np.any(said != said[0]))


def srt_text(film: SampledFilm) -> str:
    """The captions as SubRip; a film without captions gives the words of its shots.

    Raises:
        InputError: the film has no words at all.
    """
    captions = film.score.captions or [
        Caption(start=shot.start, end=shot.end, text=shot.text)
        for shot in film.score.shots
        if shot.text.strip()
    ]
    if not captions:
        raise InputError("the film has no words", fix="write captions or texts of shots into the score")
    return srt(captions)
