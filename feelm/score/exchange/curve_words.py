"""A schedule over one shot as a ``Number``: a constant, key frames, or an expression, equal at every frame."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.curves import sample
from feelm.score.exchange.fitting import fit
from feelm.score.exchange.schedule import FormulaKey, Schedule, ScheduleKey, stretches
from feelm.score.exchange.wording import UnsayableError, say_formula
from feelm.score.grammar import MAX_LENGTH
from feelm.score.numbers import Keys, Number

Floats = NDArray[np.float64]

FRAME_NAME = "tick"
"""The film's own signal that counts the frames of the imported file, whatever the film's rate is."""
TOLERANCE = 1e-7
_MOST_PIECES, _LONGEST_WORDS = 8, 600


@dataclass(frozen=True)
class FrameAxis:
    """The frames of the foreign file in film time: frame n stands at n / fps seconds."""

    frames: int
    fps: float
    seed: int = 0

    def times_s(self, first: int, end: int) -> Floats:
        """Seconds of frames ``first`` … ``end`` − 1."""
        return np.arange(first, end, dtype=np.float64) / self.fps

    def signals(self, first: int, end: int) -> dict[str, Floats]:
        """The signals that translated formulas name, at these frames."""
        times_s = self.times_s(first, end)
        return {"t": times_s, FRAME_NAME: times_s * self.fps}


def number_over(values: Floats, schedule: Schedule | None, axis: FrameAxis, first: int, end: int) -> Number:
    """What the values from frame ``first`` to ``end`` are in a shot that begins at ``first``.

    Args:
        values: the whole film's values, one per frame.
        schedule: where they came from, if it may say them in fewer words.
        axis: the film's frames.
        first: first frame of the shot.
        end: the frame after its last one.
    """
    # The first value of the next shot is the last point, so that at a higher film rate the curve meets it.
    until = min(end + 1, len(values))
    times_s = axis.times_s(first, until) - first / axis.fps
    own = values[first:until]
    if np.all(own == own[0]):
        return float(own[0])
    said = _said(values, schedule, axis, first, end) if schedule is not None else None
    if said is not None and _agrees(said, values[first:end], axis, first, end):
        return said
    fitted = fit(own, times_s)
    if _agrees(fitted, values[first:end], axis, first, end):
        return fitted
    exact = zip(times_s.tolist(), values[first:until].tolist(), strict=True)
    return Keys(keys=[(time_s, value) for time_s, value in exact])


def _agrees(number: Number, values: Floats, axis: FrameAxis, first: int, end: int) -> bool:
    """Whether a number gives these values at every frame."""
    times_s = axis.times_s(first, end) - first / axis.fps
    duration_s = (end - first) / axis.fps
    try:
        given = sample(number, times_s=times_s, duration_s=duration_s, signals=axis.signals(first, end))
    except ScoreError:
        return False
    return bool(np.all(np.abs(given - values) <= TOLERANCE * np.maximum(1.0, np.abs(values))))


def _said(values: Floats, schedule: Schedule, axis: FrameAxis, first: int, end: int) -> str | None:
    """The schedule's own formulas over a shot as one expression, where few words do."""
    reached = stretches(schedule.keys, axis.frames)
    inside = [(key, stop) for key, stop in reached if key.frame < end and stop > first]
    if not any(isinstance(key, FormulaKey) for key, _ in inside) or len(inside) > _MOST_PIECES:
        return None
    following = {key.frame: later for (key, _), (later, _) in pairwise(reached)}
    try:
        pieces = [(_piece(values, key, following.get(key.frame), axis), stop) for key, stop in inside]
    except UnsayableError:
        return None
    text = pieces[-1][0]
    for piece, stop in reversed(pieces[:-1]):
        text = f"{piece} if {FRAME_NAME} < {stop - 0.5:g} else {text}"
    return text if len(text) <= min(MAX_LENGTH, _LONGEST_WORDS) else None


def _piece(values: Floats, key: ScheduleKey, later: ScheduleKey | None, axis: FrameAxis) -> str:
    if isinstance(key, FormulaKey):
        return say_formula(key.formula, FRAME_NAME, axis.frames, axis.seed)
    # From a plain number the values run straight to the next key, be it a number or a formula's first value.
    goal = float(values[later.frame]) if later is not None else key.value
    if later is None or goal == key.value:
        return repr(key.value)
    return f"map({FRAME_NAME}, {key.frame}, {later.frame}, {key.value!r}, {goal!r})"
