"""Times in words: "bar 17", "bar 17 beat 3", "beat 33.5", "frame 120", "12.5s", "1:23.5", "section chorus 2 + 1 bar".

Bars, beats and sections are counted from 1, as musicians count; frames from 0, as editors do. ``read_time`` gives the
words as data; a ``FilmClock`` says at which second of the film they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.score.grammar import ExpressionError
from feelm.score.names import nearest
from feelm.score.units import UNITS, Span

Floats = NDArray[np.float64]
Kind = Literal["length", "clock", "frame", "beat", "bar", "section", "start", "end"]

MAX_CHARACTERS = 120
_NUMBER = r"\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}"
_PLACE = re.compile(
    rf"bar\s*(?P<bar>{_NUMBER})(?:\s*,?\s*beat\s*(?P<of_bar>{_NUMBER}))?"
    rf"|beat\s*(?P<beat>{_NUMBER})"
    rf"|frame\s*(?P<frame>{_NUMBER})"
    rf"|section\s+(?:(?P<section>\d{{1,4}})|(?P<name>[^\W\d]\w*)(?:\s+(?P<nth>\d{{1,4}}))?)"
    rf"|(?P<edge>start|end)"
    rf"|(?:(?P<hours>\d{{1,2}}):)?(?P<minutes>\d{{1,3}}):(?P<seconds>\d{{1,2}}(?:\.\d{{0,9}})?)"
    rf"|(?P<length>[-+]?(?:{_NUMBER}))\s*(?P<unit>[a-z]+)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(rf"\s*(?P<sign>[-+])\s*(?P<length>{_NUMBER})\s*(?P<unit>[a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class TimeWords:
    """A time as it was said.

    ``number``: seconds of the clock, or the number of the frame, beat, bar, section; ``name`` of a section, which is
    its ``number``-th of that name; ``beat`` of the bar, from 1; ``spans`` are added one after another.
    """

    kind: Kind
    number: float = 0.0
    name: str = ""
    beat: float = 1.0
    spans: tuple[Span, ...] = ()


def read_time(text: str) -> TimeWords:
    """Read a time in words.

    Raises:
        ExpressionError: the words are no time; ``at`` tells where.

    >>> read_time("bar 17 + 0.2s")
    TimeWords(kind='bar', number=17.0, name='', beat=1.0, spans=(Span(count=0.2, unit='s'),))
    """
    clean = text.rstrip()
    begin = len(clean) - len(clean.lstrip())
    if len(clean) > MAX_CHARACTERS:
        raise ExpressionError(f"the time is longer than {MAX_CHARACTERS} characters", MAX_CHARACTERS)
    found = _PLACE.match(clean, begin)
    if not found:
        raise _no_time(clean, begin)
    words, at = _place(found), found.end()
    spans = list(words.spans)
    while at < len(clean):
        offset = _OFFSET.match(clean, at)
        if not offset:
            raise _no_time(clean, at)
        spans.append(_span(offset, -1.0 if offset["sign"] == "-" else 1.0))
        at = offset.end()
    return TimeWords(words.kind, words.number, words.name, words.beat, tuple(spans))


def _place(found: re.Match[str]) -> TimeWords:
    part = found.groupdict()
    for kind in ("bar", "beat", "frame", "section"):
        if part[kind] is not None:
            return TimeWords(kind, float(part[kind]), beat=float(part["of_bar"] or 1.0))
    if part["name"] is not None:
        return TimeWords("section", float(part["nth"] or 1.0), name=part["name"])
    if part["edge"] is not None:
        return TimeWords("start" if part["edge"].lower() == "start" else "end")
    if part["minutes"] is not None:
        hours, minutes = float(part["hours"] or 0.0), float(part["minutes"])
        return TimeWords("clock", 3600.0 * hours + 60.0 * minutes + float(part["seconds"]))
    return TimeWords("length", spans=(_span(found, 1.0),))


def _span(found: re.Match[str], sign: float) -> Span:
    said = found["unit"]
    if said is not None and said.lower() not in UNITS:
        fix = nearest(said, UNITS) or "the units are s, ms, min, f (frames), b (beats) and bars"
        raise ExpressionError(f"unknown unit `{said[:20]}`", found.start("unit"), fix=fix)
    unit, factor = UNITS[said.lower()] if said else ("s", 1.0)
    return Span(sign * factor * float(found["length"]), unit)


def _no_time(text: str, at: int) -> ExpressionError:
    what = f"`{text[at : at + 24]}` is no time" if at < len(text) else "the time is empty"
    return ExpressionError(what, at, fix='write 12.5, "1:23.5", "frame 120", "bar 17", "section chorus 2"')


@dataclass(frozen=True)
class NamedSection:
    """A part of the film: ``name`` is what the score or the music calls it; film seconds."""

    name: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class FilmClock:
    """Where the frames, beats, bars and sections of a film are. All in film seconds, float64.

    ``beats_s`` and ``bars_s`` may begin before the film (negative) and end before it ends: outside they go on at
    their mean distance, or at ``beat_s`` where there are fewer than two.
    """

    duration_s: float
    fps: float
    beats_s: Floats
    bars_s: Floats
    beat_s: float
    beats_per_bar: int
    sections: tuple[NamedSection, ...] = ()

    @property
    def bar_s(self) -> float:
        """Usual length of a bar in seconds."""
        return self.beat_s * self.beats_per_bar

    def beats_at(self, times_s: Floats | float) -> Floats:
        """Beats passed at each instant, with fraction; 0 on the first beat."""
        return count_of(np.asarray(times_s, dtype=np.float64), self.beats_s, self.beat_s)

    def bars_at(self, times_s: Floats | float) -> Floats:
        """Bars passed at each instant, with fraction; 0 on the first downbeat."""
        return count_of(np.asarray(times_s, dtype=np.float64), self.bars_s, self.bar_s)

    def seconds(self, words: TimeWords, start_s: float, end_s: float) -> float:
        """Film second of a time that was said of the stretch of film from ``start_s`` to ``end_s``.

        Raises:
            ExpressionError: the film has no such bar, beat, frame or section.
        """
        at = self._place(words, start_s, end_s)
        for span in words.spans:
            at = self.later(at, span)
        if at < start_s - 1e-6 and words.kind == "length":
            return at
        if not -1e-6 <= at <= self.duration_s + 1e-6:
            raise ExpressionError(self._outside(words, at), 0)
        return float(np.clip(at, 0.0, self.duration_s))

    def later(self, at_s: float, span: Span) -> float:
        """The instant that a length of time after ``at_s`` ends."""
        if span.unit == "beat":
            return second_of(float(self.beats_at(at_s)) + span.count, self.beats_s, self.beat_s)
        if span.unit == "bar":
            return second_of(float(self.bars_at(at_s)) + span.count, self.bars_s, self.bar_s)
        return at_s + span.count / (self.fps if span.unit == "frame" else 1.0)

    def _place(self, words: TimeWords, start_s: float, end_s: float) -> float:
        match words.kind:
            case "length" | "start":
                return start_s
            case "end":
                return end_s
            case "clock":
                return words.number
            case "frame":
                return words.number / self.fps
            case "beat":
                return second_of(words.number - 1.0, self.beats_s, self.beat_s)
            case "bar":
                return self._bar(words)
            case _:
                return self._section(words)

    def _bar(self, words: TimeWords) -> float:
        start_s = second_of(words.number - 1.0, self.bars_s, self.bar_s)
        if words.beat == 1.0:
            return start_s
        if not 1.0 <= words.beat < self.beats_per_bar + 1:
            raise ExpressionError(f"a bar has {self.beats_per_bar} beats, there is no beat {words.beat:g}", 0)
        return second_of(float(self.beats_at(start_s)) + words.beat - 1.0, self.beats_s, self.beat_s)

    def _section(self, words: TimeWords) -> float:
        if not self.sections:
            raise ExpressionError(
                "the film has no sections", 0, fix="name them in the score's `sections`, or bring music"
            )
        if not words.name:
            if not 1 <= words.number <= len(self.sections):
                raise ExpressionError(f"the film has {len(self.sections)} sections, no {words.number:g}", 0)
            return self.sections[int(words.number) - 1].start_s
        same = [part for part in self.sections if part.name.casefold() == words.name.casefold()]
        if not same:
            names = list(dict.fromkeys(part.name for part in self.sections))
            fix = nearest(words.name, names) or f"there are {', '.join(names[:12])}"
            raise ExpressionError(f"the film has no section `{words.name}`", 0, fix=fix)
        if not 1 <= words.number <= len(same):
            raise ExpressionError(f"section `{words.name}` comes {len(same)} times, not {words.number:g}", 0)
        return same[int(words.number) - 1].start_s

    def _outside(self, words: TimeWords, at_s: float) -> str:
        side = "before the film begins" if at_s < 0 else f"after the film's end at {self.duration_s:g} s"
        named = f"{words.kind} {words.number:g}" if words.kind in ("bar", "beat", "frame") else "this time"
        return f"{named} is at {at_s:.2f} s, {side}"


def count_of(times_s: Floats, marks_s: Floats, usual_s: float) -> Floats:
    """How many marks (beats, bars) have passed at each instant, with fraction; 0 at the first mark.

    Between marks it is linear; before the first and after the last it goes on at their mean distance.
    """
    if len(marks_s) < 2:
        first = float(marks_s[0]) if len(marks_s) else 0.0
        return np.asarray((times_s - first) / usual_s)
    numbers = np.arange(len(marks_s), dtype=np.float64)
    inside = np.interp(times_s, marks_s, numbers)
    mean_s = float(marks_s[-1] - marks_s[0]) / (len(marks_s) - 1)
    before = np.minimum(times_s - marks_s[0], 0.0) / mean_s
    after = np.maximum(times_s - marks_s[-1], 0.0) / mean_s
    return np.asarray(inside + before + after)


def second_of(count: float, marks_s: Floats, usual_s: float) -> float:
    """The instant at which ``count`` marks have passed: the inverse of ``count_of``."""
    if len(marks_s) < 2:
        return (float(marks_s[0]) if len(marks_s) else 0.0) + count * usual_s
    last = len(marks_s) - 1
    mean_s = float(marks_s[-1] - marks_s[0]) / last
    inside = float(np.interp(count, np.arange(last + 1, dtype=np.float64), marks_s))
    return inside + min(count, 0.0) * mean_s + max(count - last, 0.0) * mean_s
