"""Deforum's schedules: ``0:(1), 30:(1.2+0.1*sin(t))`` read as Deforum reads it, with its mistakes and what they give.

A schedule is cut at every comma, each piece at every colon: the first part is the frame, the second the value, what
follows a further colon is thrown away. A plain number is a key: between keys that are plain numbers the values run
straight. Anything else is a formula that is computed at every frame up to the next key; where it gives no number (a
root of a negative) the values run straight across the gap. Before the first value and after the last they hold.

Where Deforum stops with an error, the schedule is read as it was probably meant, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.formula import Formula, FormulaError, evaluate, parse

Floats = NDArray[np.float64]

MAX_PIECES = 200_000
_NUMBER = re.compile(r"(?=.)([+-]?([0-9]*)(\.([0-9]+))?)")
_QUOTES_AND_BRACKETS = str.maketrans("", "", "'\"()")


@dataclass(frozen=True)
class Slip:
    """Something odd in a schedule: what Deforum makes of it, and its offset in the schedule's text, from 0.

    ``stops``: Deforum refuses to run; what feelm gives is its own reading.
    """

    what: str
    what_ko: str
    at: int
    stops: bool = False


@dataclass(frozen=True)
class NumberKey:
    """A plain number at a frame."""

    frame: int
    value: float


@dataclass(frozen=True)
class FormulaKey:
    """A formula from a frame on, up to the next key; ``at`` is the offset of its text in the schedule."""

    frame: int
    formula: Formula
    text: str
    at: int = 0


@dataclass(frozen=True)
class WordKey:
    """A word (a sampler, a checkpoint, a mask) from a frame on."""

    frame: int
    text: str


ScheduleKey: TypeAlias = NumberKey | FormulaKey


@dataclass(frozen=True)
class Setting:
    """What formulas know: the number of frames and the seed (``max_f`` is ``frames`` − 1)."""

    frames: int
    seed: int

    def variables(self, frames: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
        """The names of Deforum's formulas at the given frames."""
        return {
            "t": frames,
            "i": frames,
            "max_f": np.int64(self.frames - 1) + np.zeros_like(frames),
            "s": np.int64(self.seed) + np.zeros_like(frames),
        }


@dataclass(frozen=True)
class Schedule:
    """A schedule that was read: its keys in the order of their frames, and what was odd."""

    keys: tuple[ScheduleKey, ...]
    slips: tuple[Slip, ...]


@dataclass(frozen=True)
class _Piece:
    frame: str
    value: str
    at: int
    value_at: int


def read_schedule(text: str, setting: Setting) -> Schedule:
    """Read a schedule of numbers. Never fails: what cannot be read is left out and told in ``slips``."""
    slips: list[Slip] = []
    keys: dict[int, ScheduleKey] = {}
    for piece in _pieces(text, slips):
        frame = _frame(piece, setting, slips)
        key = _key(frame, piece, setting, slips) if frame is not None else None
        if key is not None:
            keys[key.frame] = key
    ordered = _computable(tuple(keys[frame] for frame in sorted(keys)), setting, slips)
    if ordered and not any(key.frame == 0 for key in ordered):
        slips.append(
            Slip(
                f"no key at frame 0; Deforum stops here, the value of frame {ordered[0].frame} holds before it",
                f"0번 프레임에 키가 없음. Deforum은 여기서 멈추지만 {ordered[0].frame}번의 값을 앞까지 유지함",
                0,
                stops=True,
            )
        )
    return Schedule(ordered, tuple(slips))


def _pieces(text: str, slips: list[Slip]) -> list[_Piece]:
    """The pieces of a schedule, cut as Deforum cuts; where that breaks calls like where(a, b, c), as was meant."""
    spans = _spans(text, _commas(text, nested=True))
    broken = [span for span in spans if ":" not in text[span[0] : span[1]]]
    if broken:
        start, end = broken[0]
        blank = not text[start:end].strip()
        what = "an empty piece" if blank else f"`{text[start:end].strip()[:40]}` has no `frame: value`"
        slips.append(
            Slip(
                f"{what}; Deforum stops here (list index out of range), the rest is read as it was meant",
                "`프레임: 값` 꼴이 아닌 조각. Deforum은 여기서 멈추지만(list index out of range) 뜻대로 읽음",
                start,
                stops=True,
            )
        )
        spans = [s for s in _spans(text, _commas(text, nested=False)) if ":" in text[s[0] : s[1]]]
    pieces: list[_Piece] = []
    for start, end in spans[:MAX_PIECES]:
        frame, _, rest = text[start:end].partition(":")
        value, colon, thrown = rest.partition(":")
        value_at = start + len(frame) + 1 + len(value) - len(value.lstrip())
        if colon:
            slips.append(
                Slip(
                    f"`{thrown.strip()[:40]}` after a second colon is ignored by Deforum: the value is"
                    f" `{value.strip()[:40]}`",
                    f"두 번째 쌍점 뒤의 `{thrown.strip()[:40]}`은 Deforum이 버림: 값은 `{value.strip()[:40]}`",
                    start + len(frame) + 1 + len(value),
                )
            )
        pieces.append(_Piece(frame, value.strip(), start, value_at))
    return pieces


def _commas(text: str, *, nested: bool) -> list[int]:
    """Offsets of commas; ``nested`` counts those inside brackets too, as Deforum does."""
    if nested:
        return [at for at, sign in enumerate(text) if sign == ","]
    depth, found = 0, []
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign == "," and depth == 0:
            found.append(at)
    return found


def _spans(text: str, commas: list[int]) -> list[tuple[int, int]]:
    return list(zip([0, *(at + 1 for at in commas)], [*commas, len(text)], strict=True))


def _frame(piece: _Piece, setting: Setting, slips: list[Slip]) -> int | None:
    """The frame of a piece: a whole number, or a formula of max_f and s."""
    plain = piece.frame.translate(_QUOTES_AND_BRACKETS).strip()
    try:
        if re.fullmatch(r"[+-]?[0-9]+", plain) and len(plain) < 16:
            return int(plain)
        values = setting.variables(np.zeros(1, dtype=np.int64))
        formula = parse(piece.frame.strip().strip("'\"").strip())
        value = float(evaluate(formula, {"max_f": values["max_f"], "s": values["s"]})[0])
        if np.isfinite(value) and abs(value) < 1e15:
            return int(value)
        what, at = "it has no value", piece.at
    except FormulaError as error:
        what, at = error.what, piece.at + error.at
    except (IndexError, TypeError, ValueError):
        return _constant_frame(piece, slips)
    slips.append(_no_frame(piece, what, at))
    return None


def _constant_frame(piece: _Piece, slips: list[Slip]) -> int | None:
    """A frame that is a constant formula ("10+5", "3.5")."""
    try:
        value = float(evaluate(parse(piece.frame.strip().strip("'\"").strip()), {}))
        if np.isfinite(value) and abs(value) < 1e15:
            return int(value)
    except (FormulaError, TypeError, ValueError, OverflowError):
        pass
    slips.append(_no_frame(piece, "it has no value", piece.at))
    return None


def _no_frame(piece: _Piece, what: str, at: int) -> Slip:
    return Slip(
        f"`{piece.frame.strip()[:40]}` is no frame ({what}); Deforum stops here, the key is left out",
        f"`{piece.frame.strip()[:40]}`은 프레임이 아님. Deforum은 여기서 멈추고, 이 키는 빠짐",
        at,
        stops=True,
    )


def _key(frame: int, piece: _Piece, setting: Setting, slips: list[Slip]) -> ScheduleKey | None:
    plain = piece.value.translate(_QUOTES_AND_BRACKETS)
    if _NUMBER.fullmatch(plain):
        try:
            return NumberKey(frame, float(plain))
        except ValueError:
            slips.append(_no_value(piece.value, f"`{plain[:20]}` is no number", piece.value_at))
            return None
    text = _unquoted(piece.value)
    at = piece.value_at + max(0, piece.value.find(text))
    try:
        return FormulaKey(frame, parse(text), text, at)
    except FormulaError as error:
        slips.append(_no_value(piece.value, error.what, at + error.at))
        return None


def _computable(
    keys: tuple[ScheduleKey, ...], setting: Setting, slips: list[Slip]
) -> tuple[ScheduleKey, ...]:
    """The keys without formulas that name what is not there or ask for what numexpr refuses."""
    refused: set[int] = set()
    for key, end in stretches(keys, setting.frames):
        if isinstance(key, FormulaKey):
            try:
                evaluate(key.formula, setting.variables(np.arange(key.frame, end, dtype=np.int64)))
            except FormulaError as error:
                refused.add(key.frame)
                slips.append(_no_value(key.text, error.what, key.at + error.at))
    return tuple(key for key in keys if key.frame not in refused)


def _unquoted(text: str) -> str:
    """A formula that somebody put in quotes: numexpr would refuse it, its sense is plain."""
    stripped = text.strip()
    while len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "'\"":
        stripped = stripped[1:-1].strip()
    return stripped


def _no_value(value: str, what: str, at: int) -> Slip:
    return Slip(
        f"the value `{value[:40]}` cannot be read ({what}); Deforum stops here, the key is left out",
        f"값 `{value[:40]}`을 읽을 수 없음({what}). Deforum은 여기서 멈추고, 이 키는 빠짐",
        at,
        stops=True,
    )


def values_of(schedule: Schedule, setting: Setting, otherwise: float) -> Floats:
    """One value per frame, float64, shape (setting.frames,), all finite; ``otherwise`` where nothing can be read."""
    return fill_gaps(_raw_values(schedule, setting), otherwise)


def gaps_of(schedule: Schedule, setting: Setting) -> int:
    """How many frames have a formula that gives no finite number there (values run straight across them)."""
    ruled = np.zeros(setting.frames, dtype=bool)
    for key, end in stretches(schedule.keys, setting.frames):
        if isinstance(key, FormulaKey):
            ruled[max(key.frame, 0) : end] = True
    return int(np.sum(ruled & ~np.isfinite(_raw_values(schedule, setting))))


def stretches(keys: Sequence[ScheduleKey], frames: int) -> list[tuple[ScheduleKey, int]]:
    """Each key that is reached, with the frame at which the next begins. A key before frame 0 is never reached."""
    reached = [key for key in keys if 0 <= key.frame < frames]
    ends = [*(key.frame for key in reached), frames][1:]
    return list(zip(reached, ends, strict=True))


def _raw_values(schedule: Schedule, setting: Setting) -> Floats:
    values = np.full(setting.frames, np.nan)
    for key, end in stretches(schedule.keys, setting.frames):
        if isinstance(key, NumberKey):
            values[key.frame] = key.value
        else:
            span = np.arange(key.frame, end, dtype=np.int64)
            values[key.frame : end] = evaluate(key.formula, setting.variables(span))
    return values


def fill_gaps(values: Floats, otherwise: float) -> Floats:
    """Straight lines across what is not finite; the ends hold; ``otherwise`` where there is nothing at all."""
    known = np.flatnonzero(np.isfinite(values))
    if not len(known):
        return np.full(values.shape, float(otherwise))
    return np.interp(np.arange(len(values)), known, values[known])


def read_words(text: str, setting: Setting) -> tuple[tuple[WordKey, ...], tuple[Slip, ...]]:
    """Read a schedule of words ("0: (\\"Euler a\\"), 100: (\\"DDIM\\")"): each holds until the next."""
    slips: list[Slip] = []
    words: dict[int, WordKey] = {}
    for piece in _pieces(text, slips):
        frame = _frame(piece, setting, slips)
        word = piece.value.translate(_QUOTES_AND_BRACKETS).strip()
        if frame is not None and word:
            words[frame] = WordKey(frame, word)
    return tuple(words[frame] for frame in sorted(words)), tuple(slips)
