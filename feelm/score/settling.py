"""A score whose times are said in music becomes one whose times are seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

import numpy as np

from feelm.score.checks import check_settled
from feelm.score.curves import place_names
from feelm.score.grammar import Call, ExpressionError, parse, walk
from feelm.score.model import Score
from feelm.score.names import PLACE, SECTION, nearest
from feelm.score.times import FilmClock, NamedSection, TimeWords, read_time
from feelm.score.tree import Path, PlacedScoreError, numbers_of, with_times

if TYPE_CHECKING:
    from feelm.audio.hearing import Hearing

CALM_BEAT_S, CALM_BEATS_PER_BAR = 1.0, 4
"""The clock of a film without music: 60 beats a minute, four to the bar, as in ``signals_for``."""


def settle(score: Score, hearing: Hearing | None, *, source: FilePath | None = None) -> Score:
    """Return the score with every time in seconds, and check what only then can be checked.

    Shots and captions get seconds of the film; times inside a shot (keys, prompts, lengths) count from its start. A
    score that says all its times in seconds comes back as it is, after the same checks.

    Args:
        score: what ``read_score`` gave.
        hearing: the film's music as it is heard; None for a film without music, which has a calm clock.
        source: the score's file, so that a mistake is told with line and column.

    Raises:
        ScoreError: the film has no such bar, beat, section or frame, or its shots leave gaps.
    """
    try:
        reader = _Reader(score, film_clock(score, hearing), hearing is None)
        settled = with_times(score, reader.read)
        check_settled(settled)
        for path, number in numbers_of(settled):
            if isinstance(number, str):
                reader.check_places(number, path)
    except PlacedScoreError as error:
        if source is None:
            raise
        from feelm.score.file import located

        raise located(error, source) from None
    return settled


def film_clock(score: Score, hearing: Hearing | None) -> FilmClock:
    """Beats, bars and sections of a film, in film seconds; sections that the score names stand for those heard.

    Raises:
        ScoreError: a section of the score begins where the film has no time, or before the one before it.
    """
    start_s = score.music.start if score.music else 0.0
    empty = np.zeros(0)
    clock = FilmClock(score.duration, score.fps, empty, empty, CALM_BEAT_S, CALM_BEATS_PER_BAR)
    if hearing is not None:
        heard = (NamedSection(s.label, s.start_s - start_s, s.end_s - start_s) for s in hearing.sections)
        clock = replace(
            clock,
            beats_s=hearing.beats_s - start_s,
            bars_s=hearing.downbeats_s - start_s,
            beat_s=60.0 / max(hearing.tempo_bpm, 1e-3),
            beats_per_bar=hearing.beats_per_bar,
            sections=tuple(heard),
        )
    if not score.sections:
        return clock
    return replace(clock, sections=_named_sections(score, _Reader(score, clock, hearing is None)))


def _named_sections(score: Score, reader: _Reader) -> tuple[NamedSection, ...]:
    starts: list[float] = []
    for index, section in enumerate(score.sections):
        path: Path = ("sections", index, "start")
        starts.append(reader.edge(section.start, path))
        if index and starts[-1] <= starts[-2]:
            raise PlacedScoreError(f"section `{section.name}` does not start after the one before it", path)
    ends = [*starts[1:], score.duration]
    names = [section.name for section in score.sections]
    return tuple(NamedSection(*part) for part in zip(names, starts, ends, strict=True))


class _Reader:
    """Turns the words of a time at a place of one score into seconds."""

    def __init__(self, score: Score, clock: FilmClock, unheard: bool) -> None:
        self._score = score
        self._clock = clock
        self._unheard = unheard and score.music is not None

    def read(self, said: str, path: Path) -> float:
        """Seconds of the film, or from the start of the shot for a time inside a shot."""
        start_s, end_s = 0.0, self._score.duration
        if path[0] == "shots" and len(path) > 3:
            shot = self._score.shots[int(path[1])]
            start_s = self.edge(shot.start, (*path[:2], "start"))
            end_s = self.edge(shot.end, (*path[:2], "end"))
        try:
            # Sums of seconds of the film are trimmed to what a clock of frames can tell apart.
            return round(self._seconds(said, start_s, end_s) - start_s, 9)
        except ExpressionError as error:
            raise PlacedScoreError(error.what, path, fix=error.fix) from error

    def _seconds(self, said: str, start_s: float, end_s: float) -> float:
        words = read_time(said)
        if self._unheard and _musical(words):
            raise ExpressionError(f"`{said}` can only be found by hearing the music", 0)
        return self._clock.seconds(words, start_s, end_s)

    def check_places(self, text: str, path: Path) -> None:
        """Refuse an expression that names a bar, a time or a section which the film does not have."""
        for call in walk(parse(text)):
            if not isinstance(call, Call):
                continue
            for name in sorted(place_names(call)):
                try:
                    self._check_place(name)
                except ExpressionError as error:
                    placed = ExpressionError(error.what, call.at, fix=error.fix)
                    raise PlacedScoreError(error.what, path, fix=error.fix) from placed

    def _check_place(self, name: str) -> None:
        if name.startswith(PLACE):
            self._seconds(name.removeprefix(PLACE), 0.0, self._score.duration)
            return
        wanted, names = name.removeprefix(SECTION), [part.name for part in self._clock.sections]
        if wanted.casefold() not in [one.casefold() for one in names]:
            fix = nearest(wanted, names) or "name the sections of the film in the score's `sections`"
            raise ExpressionError(f"the film has no section `{wanted[:40]}`", 0, fix=fix)

    def edge(self, said: float | str, path: Path) -> float:
        """Seconds of the film of a time that may be said in words."""
        return self.read(said, path) if isinstance(said, str) else said


def _musical(words: TimeWords) -> bool:
    return words.kind in ("bar", "beat", "section") or any(s.unit in ("beat", "bar") for s in words.spans)
