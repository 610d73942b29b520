"""Checks of a score that look across fields: order of shots, times within the film, expressions, signals."""

from __future__ import annotations

from collections.abc import Iterator, Set

from feelm.clock import frame_count
from feelm.errors import ScoreError
from feelm.score.camera_checks import check_camera
from feelm.score.curves import check_expression
from feelm.score.easing import easing
from feelm.score.grammar import ExpressionError
from feelm.score.model import Keys, Number, Score, Shot
from feelm.score.names import NAMES, nearest
from feelm.score.numbers import in_words
from feelm.score.own_signals import check_names, in_order
from feelm.score.times import read_time
from feelm.score.tree import Path, PlacedScoreError, numbers_of, with_times
from feelm.vocabulary import SIGNALS

MIN_SIDE, MAX_SIDE = 16, 8192
MAX_DURATION_S = 4 * 3600.0
MAX_TRANSITION_S = 5.0
SAME_TIME_S = 1e-4
"""Two shots meet when end and start differ by less (a frame at 120 fps is 8e-3 s)."""


def check_score(score: Score) -> None:
    """Refuse a score that cannot be performed, as far as that can be told without hearing its music.

    Raises:
        ScoreError: with ``path``, the place in the score's tree.
    """
    _check_frame(score)
    with_times(score, _check_words)
    if not any(in_words(edge) for shot in score.shots for edge in (shot.start, shot.end)):
        _check_shots(score)
    check_names(score.signals)
    known = {*NAMES, *score.signals}
    for path, number in numbers_of(score):
        _check_number(number, path, known)
    in_order(score.signals)
    for path, signal in _reactions(score):
        if signal not in SIGNALS and signal not in score.signals:
            known = {*SIGNALS, *score.signals}
            raise PlacedScoreError(f"unknown signal `{signal[:60]}`", path, fix=nearest(signal, known))
    _check_captions(score)
    for index, shot in enumerate(score.shots):
        check_camera(shot, ("shots", index))


def check_settled(score: Score) -> None:
    """Refuse what only a score with all its times in seconds can get wrong: gaps, overlaps, keys out of order.

    Raises:
        ScoreError: with ``path``, the place in the score's tree.
    """
    _check_shots(score)
    _check_captions(score)
    for path, number in numbers_of(score):
        if isinstance(number, Keys):
            _check_order(number, path)


def _check_words(said: str, path: Path) -> str:
    try:
        read_time(said)
    except ExpressionError as error:
        raise PlacedScoreError(error.what, path, fix=error.fix) from error
    return said


def _check_captions(score: Score) -> None:
    for index, caption in enumerate(score.captions):
        words = in_words(caption.start) or in_words(caption.end)
        if not words and not 0 <= caption.start < caption.end:
            raise PlacedScoreError("the caption ends before it starts", ("captions", index))


def _check_frame(score: Score) -> None:
    for index, side in enumerate(score.size):
        word = ("width", "height")[index]
        if side % 2:
            raise PlacedScoreError(
                f"the {word} of {side} pixels is odd",
                ("size", index),
                fix="H.264 needs even sides, take one more or less",
            )
        if not MIN_SIDE <= side <= MAX_SIDE:
            raise PlacedScoreError(
                f"the {word} of {side} pixels is out of range",
                ("size", index),
                fix=f"give {MIN_SIDE} to {MAX_SIDE}",
            )
    if score.fps < 1:
        raise PlacedScoreError(f"{score.fps:g} frames a second is too few", ("fps",), fix="give 1 to 120")
    if score.duration > MAX_DURATION_S:
        raise PlacedScoreError("the film is longer than four hours", ("duration",))


def _check_shots(score: Score) -> None:
    seen: dict[str, int] = {}
    reached = 0.0
    for index, shot in enumerate(score.shots):
        path = ("shots", index)
        if shot.id in seen:
            raise PlacedScoreError(
                f"two shots have the id `{shot.id}`", (*path, "id"), fix="give each its own"
            )
        seen[shot.id] = index
        if abs(shot.start - reached) > SAME_TIME_S:
            before = score.shots[index - 1].id if index else None
            what = "a gap" if shot.start > reached else "an overlap"
            said = f"after `{before}`, which ends at {reached:g}" if before else "at the start of the film"
            raise PlacedScoreError(
                f"shot `{shot.id}` starts at {shot.start:g} and leaves {what} {said}",
                (*path, "start"),
                fix=f"set start to {reached!r}",
            )
        if frame_count(shot.end, score.fps) <= round(shot.start * score.fps):
            raise PlacedScoreError(f"shot `{shot.id}` is shorter than a frame", (*path, "end"))
        _check_transition(shot, (*path, "transition", "length"))
        reached = shot.end
    if abs(reached - score.duration) > SAME_TIME_S:
        raise PlacedScoreError(
            f"the last shot ends at {reached:g}, the film at {score.duration:g}",
            ("shots", len(score.shots) - 1, "end"),
            fix="make duration and the end of the last shot the same",
        )


def _check_transition(shot: Shot, path: Path) -> None:
    length = shot.transition.length
    if in_words(length):
        return
    if not 0 <= length <= MAX_TRANSITION_S:
        raise PlacedScoreError(
            f"the transition is {length:g} s long, it must be at least 0 and at most {MAX_TRANSITION_S:g}",
            path,
        )
    if length > shot.end - shot.start + SAME_TIME_S:
        raise PlacedScoreError(f"the transition of shot `{shot.id}` is longer than the shot", path)


def _reactions(score: Score) -> Iterator[tuple[Path, str]]:
    for index, shot in enumerate(score.shots):
        for place, player in enumerate(shot.world.players):
            if player.react is not None:
                yield ("shots", index, "world", "players", place, "react"), player.react


def _check_number(number: Number, path: Path, known: Set[str]) -> None:
    if isinstance(number, Keys):
        _check_order(number, path)
        _check_easing(number.ease, (*path, "ease"))
        for index, key in enumerate(number.keys):
            if len(key) == 3:
                _check_easing(key[2], (*path, "keys", index, 2))
    elif isinstance(number, str):
        try:
            check_expression(number, known)
        except ExpressionError as error:
            raise PlacedScoreError(error.what, path, fix=error.fix) from error


def _check_order(keys: Keys, path: Path) -> None:
    for index, (early, late) in enumerate(zip(keys.keys, keys.keys[1:], strict=False)):
        if not isinstance(late[0], str) and not isinstance(early[0], str) and late[0] <= early[0]:
            raise PlacedScoreError("the times of the keys do not rise", (*path, "keys", index + 1))


def _check_easing(name: str, path: Path) -> None:
    try:
        easing(name)
    except ScoreError as error:
        raise PlacedScoreError(error.what, path, fix=error.fix) from None
