"""Recalled time laid onto the film's time: a hundred seconds of remembering and a song of four minutes are normal.

A ``Lay`` is a list of pairs (recall second, film second), rising in both; between them time runs evenly. It can be
read, changed and turned round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Stream
from feelm.errors import InputError

Floats = NDArray[np.float64]
Way = Literal["marks", "story", "even"]


@dataclass(frozen=True)
class Lay:
    """Pairs (recall second, film second), at least two, rising in both."""

    pairs: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        rising = all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(self.pairs))
        if len(self.pairs) < 2 or not rising or not np.isfinite(np.array(self.pairs)).all():
            raise InputError(
                "the recall cannot be laid onto the film by these pairs",
                where="laid",
                fix="give at least two pairs [recall second, film second] that rise in both",
            )

    def to_film(self, recall_s: Floats) -> Floats:
        """Film seconds of recalled seconds; beyond the ends time goes on as in the last stretch."""
        return _through(np.asarray(recall_s, dtype=np.float64), *self._columns())

    def to_recall(self, film_s: Floats) -> Floats:
        """The way back."""
        recall, film = self._columns()
        return _through(np.asarray(film_s, dtype=np.float64), film, recall)

    def _columns(self) -> tuple[Floats, Floats]:
        recall, film = np.array(self.pairs, dtype=np.float64).T
        return recall, film


def lay_out(
    way: Way,
    recall: tuple[float, float],
    duration_s: float,
    *,
    marks: Sequence[float] = (),
    spans: Sequence[tuple[float, float]] = (),
) -> Lay:
    """Lay a recall onto a film.

    Args:
        way: "even" stretches it over the whole film; "marks" lays the mark of each scene on that scene's start; "story"
            gives every scene an equal part of the recall, in order.
        recall: first and last second of the recall.
        duration_s: length of the film.
        marks: seconds of the recall at which a new part was marked, for "marks".
        spans: (start, end) of the film's scenes.

    Raises:
        InputError: there are no marks, or not one for each scene; there is no story to go by.
    """
    start_s, end_s = recall
    if end_s - start_s <= 0:
        raise InputError("the recall has no length", where="--feeling")
    whole = ((start_s, 0.0), (end_s, duration_s))
    if way == "even":
        return Lay(whole)
    borders = [start for start, _ in spans[1:]]
    if not borders:
        raise InputError(
            "there are no scenes to lay the recall on", where=f"--lay {way}", fix="use --lay even"
        )
    if way == "story":
        at = np.linspace(start_s, end_s, len(spans) + 1)[1:-1].tolist()
    else:
        at = _matched(marks, borders, recall)
    inner = tuple((float(a), float(b)) for a, b in zip(at, borders, strict=True))
    return Lay((whole[0], *inner, whole[1]))


def _matched(marks: Sequence[float], borders: Sequence[float], recall: tuple[float, float]) -> list[float]:
    """The marks that part the scenes: one for each border, or one for each scene (the first is its beginning)."""
    inside = sorted({float(mark) for mark in marks if recall[0] < mark < recall[1]})
    if len(inside) == len(borders) + 1:
        inside = inside[1:]
    if len(inside) != len(borders):
        raise InputError(
            f"the recall has {len(inside)} marks inside it and the story {len(borders) + 1} scenes",
            where="--lay marks",
            fix="mark the beginning of each scene, or use --lay story or --lay even",
        )
    return inside


def laid(stream: Stream, lay: Lay, duration_s: float) -> Stream:
    """A stream on recalled time, on the film's time; what falls outside of the film is left out."""
    times_s = lay.to_film(stream.times_s)
    inside = (times_s >= -1e-6) & (times_s <= duration_s + 1e-6)
    if not inside.any():
        raise InputError("nothing of the recall lies within the film", where="laid", fix="change the pairs")
    return replace(
        stream,
        times_s=np.clip(times_s[inside], 0.0, duration_s),
        valence=stream.valence[inside],
        arousal=stream.arousal[inside],
        valence_sd=stream.valence_sd[inside],
        arousal_sd=stream.arousal_sd[inside],
    )


def _through(at: Floats, known: Floats, wanted: Floats) -> Floats:
    """Piecewise linear, the first and the last stretch going on."""
    index = np.clip(np.searchsorted(known, at, side="right") - 1, 0, len(known) - 2)
    slope = (wanted[index + 1] - wanted[index]) / (known[index + 1] - known[index])
    return np.asarray(wanted[index] + (at - known[index]) * slope, dtype=np.float64)
