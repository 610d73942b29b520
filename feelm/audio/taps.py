"""Taps of a person as beats: the pure part of ``feelm tap``, and the small file that keeps the taps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError, OutputError

Floats = NDArray[np.float64]

FEWEST = 4


def beats_from_taps(taps_s: Sequence[float], window: int = 11) -> Floats:
    """Steady beat times behind shaky taps.

    Taps closer than 60 % of the usual gap are bounces and dropped; a gap of two or three beats counts as
    missed taps, which are filled in. The rest is smoothed by a parabola through the ``window`` taps
    around each (least squares), which keeps slow changes of tempo and evens out the hand.

    Args:
        taps_s: seconds, any order.
        window: how many taps are used for one beat, odd.

    Returns:
        Beat times in seconds, rising.

    Raises:
        InputError: fewer than four taps, or times that are no numbers.
    """
    taps = np.sort(np.asarray(list(taps_s), dtype=np.float64))
    if not np.isfinite(taps).all():
        raise InputError("a tap time is not a number", fix="tap again")
    if len(taps) >= 2:
        usual = float(np.median(np.diff(taps)))
        taps = taps[np.concatenate([[True], np.diff(taps) > max(0.6 * usual, 0.12)])]
    if len(taps) < FEWEST:
        raise InputError(f"{len(taps)} taps are too few to hear a beat", fix=f"tap at least {FEWEST} times")
    number = _beat_numbers(taps)
    wanted = np.arange(number[-1] + 1)
    out = np.empty(len(wanted))
    half = window // 2
    for k in wanted:
        nearest = int(np.abs(number - k).argmin())
        near = slice(max(0, min(nearest - half, len(taps) - window)), max(window, nearest + half + 1))
        degree = 2 if len(taps) >= 7 else 1
        out[k] = np.polyfit(number[near].astype(np.float64) - k, taps[near], degree)[-1]
    return np.maximum.accumulate(out)


def _beat_numbers(taps: Floats) -> NDArray[np.int64]:
    """Which beat each tap is, counting missed ones; the gap is judged against the recent tempo."""
    gaps = np.diff(taps)
    number = np.zeros(len(taps), dtype=np.int64)
    for i, gap in enumerate(gaps):
        usual = float(np.median(gaps[max(0, i - 4) : i + 5]))
        number[i + 1] = number[i] + max(1, round(gap / usual))
    return number


def save_taps(taps_s: Sequence[float], path: str | Path) -> None:
    """Write taps as JSON: ``{"taps_s": [seconds, …]}``."""
    file = Path(path)
    draft = file.with_name(file.name + ".part")
    try:
        draft.write_text(
            json.dumps({"taps_s": [round(float(t), 4) for t in taps_s]}) + "\n", encoding="utf-8"
        )
        draft.replace(file)
    except OSError as error:
        raise OutputError(
            "the taps cannot be written", where=str(path), fix="choose another folder"
        ) from error


def read_taps(path: str | Path) -> tuple[float, ...]:
    """Read what ``save_taps`` wrote (or a plain JSON list, or one number a line).

    Raises:
        InputError: missing file, or anything that is not a list of finite seconds.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the taps cannot be read", where=str(path), fix="check the name") from error
    try:
        values = _parsed(text)
        taps = tuple(float(v) for v in values)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(
            "this is not a list of tap times in seconds", where=str(path), fix="tap again"
        ) from error
    if not taps or not all(np.isfinite(taps)) or min(taps) < 0:
        raise InputError(
            "tap times must be seconds from the start of the music", where=str(path), fix="tap again"
        )
    return taps


def _parsed(text: str) -> Sequence[float | str]:
    head = text.lstrip()[:1]
    if head == "{":
        return list(json.loads(text)["taps_s"])
    return list(json.loads(text)) if head == "[" else text.split()
