"""The sheet of ``feelm curves``: the waveform with beats, bars, sections and cuts, and every moving number under it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.audio.hearing import Hearing
from feelm.errors import InputError
from feelm.plots.rows import Row, Stretch, rows_of, span_of
from feelm.plots.svg import FAINT, INK, LINE, SOFT, Drawing, fitted, write_drawing
from feelm.score.model import Score, Shot
from feelm.score.names import nearest
from feelm.score.settling import film_clock
from feelm.score.times import FilmClock

Floats = NDArray[np.float64]

WIDTH, MARGIN, GUTTER, RIGHT = 1600, 48, 190, 70
HEAD, WAVE, SECTIONS, ROW, GAP = 118, 110, 30, 66, 26
MAX_ROWS = 60
_WAVE_RATE_HZ = 8000
COLOURS = {
    "signals": "#3e3a4a", "camera": "#3f6f8f", "grade": "#b8752e", "world": "#5f7f47", "paint": "#a8484a",
    "feedback": "#7a5a94", "footage": "#3f7f78", "still": "#3f7f78",
}  # fmt: skip
SECTION_COLOURS = ("#5c7c96", "#d68a5c", "#7e986c", "#ac6c80", "#cead60", "#6e969c", "#9678a8", "#be7864")


@dataclass(frozen=True)
class _View:
    """A stretch of film laid over the sheet's width."""

    start_s: float
    end_s: float
    left: float = MARGIN + GUTTER
    right: float = WIDTH - RIGHT

    def x(self, seconds: float) -> float:
        return self.left + (seconds - self.start_s) / (self.end_s - self.start_s) * (self.right - self.left)

    def inside(self, marks_s: Floats) -> list[float]:
        """Places of the marks that are seen."""
        return [self.x(float(m)) for m in marks_s if self.start_s - 1e-9 <= m <= self.end_s + 1e-9]

    def gap(self, marks_s: Floats) -> float:
        """Usual distance of marks in pixels."""
        if len(marks_s) < 2:
            return 0.0
        return float(np.median(np.diff(marks_s))) / (self.end_s - self.start_s) * (self.right - self.left)


@dataclass(frozen=True, eq=False)
class Wave:
    """The sound of a film from its first second on, one channel, shape (n,)."""

    samples: NDArray[np.float32]
    rate_hz: float


def plot_curves(score_path: Path, picture: Path, *, shot_id: str | None = None) -> Path:
    """Draw every moving number of a score, or of one shot of it, under the music; returns the picture's path.

    Args:
        score_path: the score; its music must be there.
        picture: what is written, ``.png`` or ``.svg``.

    Raises:
        ScoreError: the score cannot be performed.
        InputError: there is no such shot, the music is missing, or the picture's name ends in something else.
        OutputError: the picture cannot be written.
    """
    from feelm.clock import frame_count
    from feelm.render.opening import open_score
    from feelm.score.signals import signals_for
    from feelm.score.track import feeling_of

    opened = open_score(score_path)
    score = opened.score
    shots = _chosen(score, shot_id)
    signals = signals_for(opened.hearing, feeling_of(score), score, 0, frame_count(score.duration, score.fps))
    rows = rows_of(score, signals, shots)
    name = score.title or score_path.name.removesuffix(".yaml").removesuffix(".score")
    title = f"{name} · {shot_id}" if shot_id else name
    wave = _wave(opened.music, score)
    return write_drawing(draw_curves(score, opened.hearing, shots, rows, title, wave), picture)


def _wave(music: Path | None, score: Score) -> Wave | None:
    from feelm.audio import decode

    if music is None or score.music is None:
        return None
    samples, rate_hz = decode(
        music, sample_rate_hz=_WAVE_RATE_HZ, channels=1, start_s=score.music.start, length_s=score.duration
    )
    return Wave(samples[:, 0], float(rate_hz))


def _chosen(score: Score, shot_id: str | None) -> list[Shot]:
    if shot_id is None:
        return list(score.shots)
    found = [shot for shot in score.shots if shot.id == shot_id]
    if not found:
        ids = [shot.id for shot in score.shots]
        raise InputError(
            f"the score has no shot `{shot_id}`",
            where="--shot",
            fix=nearest(shot_id, ids) or f"its shots are {', '.join(ids[:20])}",
        )
    return found


def draw_curves(
    score: Score,
    hearing: Hearing | None,
    shots: list[Shot],
    rows: list[Row],
    title: str,
    wave: Wave | None = None,
) -> Drawing:
    """The sheet as a drawing. ``shots`` follow each other; ``rows`` are sampled over them."""
    first, last = span_of(score, shots[0])[0], span_of(score, shots[-1])[1]
    view = _View(first / score.fps, last / score.fps)
    shown = rows[:MAX_ROWS]
    top = HEAD + SECTIONS + WAVE + 58
    height = top + max(len(shown), 1) * (ROW + GAP) + 44
    sheet = Drawing(WIDTH, height)
    clock = film_clock(score, hearing)
    _head(sheet, score, shots, rows, title)
    _grid(sheet, view, clock, top - GAP / 2, height - 44)
    _sections(sheet, view, clock, HEAD)
    _waveform(sheet, view, wave, HEAD + SECTIONS + 6)
    _beats(sheet, view, clock, HEAD + SECTIONS + WAVE + 6)
    for index, row in enumerate(shown):
        _row(sheet, view, row, top + index * (ROW + GAP))
    if not shown:
        sheet.text(view.left, top + 24, "nothing moves here: every number is constant", 15, SOFT)
    _cuts(sheet, view, score, shots, height - 44)
    _times(sheet, view, height - 22)
    return sheet


def _head(sheet: Drawing, score: Score, shots: list[Shot], rows: list[Row], title: str) -> None:
    sheet.text(MARGIN, 58, fitted(title, 34, WIDTH - 2 * MARGIN), 34)
    more = f" (the first {MAX_ROWS} drawn)" if len(rows) > MAX_ROWS else ""
    length = shots[-1].end - shots[0].start
    shot_word = "shot" if len(shots) == 1 else "shots"
    facts = f"{_clock(length)}  ·  {len(shots)} {shot_word}  ·  {len(rows)} moving numbers{more}  ·  {score.fps:g} fps"
    sheet.text(MARGIN, 88, facts, 17, SOFT)


def _grid(sheet: Drawing, view: _View, clock: FilmClock, top: float, bottom: float) -> None:
    """Bars, and beats where there is room, behind the curves."""
    if view.gap(clock.beats_s) >= 14:
        sheet.ticks(view.inside(clock.beats_s), top, bottom, "#f0eadf")
    if view.gap(clock.bars_s) >= 7:
        sheet.ticks(view.inside(clock.bars_s), top, bottom, LINE)


def _sections(sheet: Drawing, view: _View, clock: FilmClock, top: float) -> None:
    names = list(dict.fromkeys(part.name for part in clock.sections))
    if names:
        sheet.text(MARGIN, top + 19, "sections", 15, SOFT)
    for part in clock.sections:
        left = max(view.x(part.start_s), view.left)
        right = min(view.x(part.end_s), view.right)
        if right - left < 1:
            continue
        colour = SECTION_COLOURS[names.index(part.name) % len(SECTION_COLOURS)]
        sheet.box(left + 1, top, right - left - 2, SECTIONS - 4, colour, 0.85, 5)
        sheet.text(
            (left + right) / 2, top + 18, fitted(part.name, 15, right - left - 8), 15, "#ffffff", "middle"
        )


def _waveform(sheet: Drawing, view: _View, wave: Wave | None, top: float) -> None:
    middle = top + WAVE / 2
    if wave is None:
        sheet.text(MARGIN, middle + 5, "no music", 15, SOFT)
        sheet.line(view.left, middle, view.right, middle, LINE)
        return
    sheet.text(MARGIN, middle + 5, "waveform", 15, SOFT)
    columns = int(view.right - view.left)
    edges = (np.linspace(view.start_s, view.end_s, columns + 1) * wave.rate_hz).astype(int)
    pieces = [wave.samples[a : max(b, a + 1)] for a, b in pairwise(edges)]
    peak = max(float(np.abs(wave.samples).max(initial=0.0)), 1e-6)
    ups = np.array([piece.max(initial=0.0) for piece in pieces]) / peak * WAVE / 2
    downs = np.array([piece.min(initial=0.0) for piece in pieces]) / peak * WAVE / 2
    xs = np.linspace(view.left, view.right, columns)
    upper = list(zip(xs, middle - np.maximum(ups, 0.4), strict=True))
    lower = list(zip(xs, middle - np.minimum(downs, -0.4), strict=True))
    sheet.area([*upper, *lower[::-1]], "#8fa3ad", 0.9)


def _beats(sheet: Drawing, view: _View, clock: FilmClock, top: float) -> None:
    """Ticks for beats and bars, and the numbers of bars where they have room."""
    if view.gap(clock.beats_s) >= 3:
        sheet.ticks(view.inside(clock.beats_s), top + 5, top + 10, FAINT)
    sheet.ticks(view.inside(clock.bars_s), top, top + 10, SOFT)
    gap = view.gap(clock.bars_s)
    if not gap:
        return
    every = next((n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n * gap >= 34), 256)
    for number, at in enumerate(clock.bars_s):
        if number % every == 0 and view.start_s <= at <= view.end_s:
            sheet.text(view.x(float(at)) + 3, top + 20, str(number + 1), 11, SOFT)
    sheet.text(MARGIN, top + 12, "bars", 15, SOFT)


def _row(sheet: Drawing, view: _View, row: Row, top: float) -> None:
    low, high = row.extent
    pad = 0.06 * (high - low)
    low, high = low - pad, high + pad
    colour = COLOURS.get(row.name.split(".")[0].split("[")[0], INK)
    base = top + ROW

    def y(value: float) -> float:
        return base - (value - low) / (high - low) * ROW

    sheet.line(view.left, base, view.right, base, LINE)
    rest = y(float(np.clip(_rest(row), low, high)))
    group, _, field = row.name.rpartition(".")
    sheet.text(MARGIN, top + 24, fitted(field or row.name, 17, GUTTER - 12), 17, colour)
    sheet.text(MARGIN, top + 43, fitted(group, 12, GUTTER - 12), 12, SOFT)
    sheet.text(view.right + 8, top + 10, _short(row.extent[1]), 12, SOFT)
    sheet.text(view.right + 8, base - 1, _short(row.extent[0]), 12, SOFT)
    for stretch in row.stretches:
        points = [(view.x(t), y(v)) for t, v in _thinned(stretch, view)]
        moving = float(np.ptp(stretch.values)) > 1e-9
        if moving:
            sheet.area([(points[0][0], rest), *points, (points[-1][0], rest)], colour, 0.13)
        sheet.curve(points, colour if moving else FAINT, 1.7 if moving else 1.0)
        for at in stretch.key_times_s:
            if view.start_s - 1e-9 <= at <= view.end_s:
                value = float(np.interp(at, stretch.times_s, stretch.values))
                sheet.box(view.x(at) - 2.5, y(value) - 2.5, 5, 5, colour, 1.0, 1)
        if moving:
            left, right = points[0][0], points[-1][0]
            sheet.text(left + 4, top - 3, fitted(stretch.said, 11.5, right - left - 8), 11.5, SOFT)


def _rest(row: Row) -> float:
    """Where a curve's shade ends: at 0 or 1 if the curve meets them, else at its lowest value."""
    low, high = row.extent
    return next((value for value in (0.0, 1.0) if low <= value <= high), low)


def _thinned(stretch: Stretch, view: _View) -> list[tuple[float, float]]:
    """Points of a curve: all of them, or the lowest and highest of each pixel's frames in their order."""
    times, values = stretch.times_s, stretch.values
    pixels = max(2, round(view.x(float(times[-1])) - view.x(float(times[0]))))
    if len(times) <= 2 * pixels:
        return list(zip(times.tolist(), values.tolist(), strict=True))
    keep: set[int] = {0, len(times) - 1}
    for block in np.array_split(np.arange(len(times)), pixels):
        keep |= {int(block[np.argmin(values[block])]), int(block[np.argmax(values[block])])}
    order = sorted(keep)
    return list(zip(times[order].tolist(), values[order].tolist(), strict=True))


def _cuts(sheet: Drawing, view: _View, score: Score, shots: list[Shot], bottom: float) -> None:
    for shot in shots:
        x = view.x(span_of(score, shot)[0] / score.fps)
        sheet.line(x, HEAD - 16, x, bottom, "#c9744f", 0.9)
        room = view.x(span_of(score, shot)[1] / score.fps) - x
        if room > 22:
            sheet.text(x + 3, HEAD - 5, fitted(shot.id, 12, room - 5), 12, "#b25f3b")


def _times(sheet: Drawing, view: _View, y: float) -> None:
    length = view.end_s - view.start_s
    step = next((s for s in (0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600) if length / s <= 14), 1800.0)
    at = float(np.ceil(view.start_s / step) * step)
    while at <= view.end_s + 1e-9:
        sheet.text(view.x(at), y, _clock(at), 13, SOFT, "middle")
        at += step


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 2), 60)
    return (
        f"{int(minutes)}:{rest:05.2f}".removesuffix(".00") if rest % 1 else f"{int(minutes)}:{int(rest):02d}"
    )


def _short(value: float) -> str:
    value = 0.0 if abs(value) < 5e-4 else value
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
