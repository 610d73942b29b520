"""A ``Number`` of the score turned into one value per frame of a shot, in one vectorised pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.evaluation import Evaluation
from feelm.score.function import Axis, signals_of_unit
from feelm.score.functions import FUNCTIONS
from feelm.score.grammar import Call, ExpressionError, Name, Node, Quantity, Text, parse, walk
from feelm.score.keyframes import sample_keys
from feelm.score.names import CONSTANTS, NAMES, PLACE, SECTION, nearest
from feelm.score.numbers import Keys, Number

Floats = NDArray[np.float64]
_DEFAULT_STEP_S = 1.0 / 24.0


def sample(
    number: Number,
    *,
    times_s: Floats,
    duration_s: float,
    signals: Mapping[str, Floats],
    where: str = "",
) -> Floats:
    """Return the value of a constant, key frames or an expression at every frame of a shot.

    Args:
        number: what the score says.
        times_s: seconds from the start of the shot, evenly spaced, float64, shape (n,). Sample a shot in one
            call: functions that remember (``follow``, ``spring``…) go from frame to frame.
        duration_s: length of the shot in seconds.
        signals: arrays of shape (n,) by name, as ``signals_for`` gives them. ``u`` is always the shot's own progress;
            a ``t`` that is missing is the shot's own time.
        where: what is being sampled ("shot s03, camera.zoom"), for messages.

    Returns:
        float64, shape (n,), all finite.

    Raises:
        ScoreError: the expression cannot be read, names what is not there, or gives NaN or infinity.

    >>> sample("2 * u", times_s=np.array([0.0, 1.0]), duration_s=2.0, signals={}).tolist()
    [0.0, 1.0]
    """
    return Sampler(times_s=times_s, duration_s=duration_s, signals=signals).values(number, where)


class Sampler:
    """All the numbers of one shot over its frames: each text is read once, each costly call is worked out once."""

    def __init__(
        self,
        *,
        times_s: Floats,
        duration_s: float,
        signals: Mapping[str, Floats],
        trees: dict[str, Node] | None = None,
    ) -> None:
        """Take the frames and their signals, as ``sample`` does.

        ``trees`` holds the texts that were read; samplers of one film that share it read each text once.
        """
        self._times_s = np.asarray(times_s, dtype=np.float64)
        # Progress through the shot is the shot's own, whatever stretch of the film the signals were made for.
        progress = np.clip(self._times_s / max(duration_s, 1e-9), 0.0, 1.0)
        self._signals: dict[str, Floats] = {"t": self._times_s, **signals, "u": progress}
        step_s = float(self._times_s[1] - self._times_s[0]) if len(self._times_s) > 1 else _DEFAULT_STEP_S
        axis = Axis(np.asarray(self._signals["t"], dtype=np.float64), step_s, self._signals)
        self._evaluation = Evaluation(self._signals, axis)
        self._trees = trees if trees is not None else {}

    def values(self, number: Number, where: str = "") -> Floats:
        """One finite value per frame, float64, shape (n,); ``where`` names the number in messages.

        Raises:
            ScoreError: as ``sample``.
        """
        try:
            if isinstance(number, Keys):
                values = sample_keys(number, self._times_s)
            elif isinstance(number, str):
                values = self._expression(number, where)
            else:
                values = np.full(self._times_s.shape, float(number))
        except ScoreError as error:
            if error.where is not None:
                raise
            raise ScoreError(error.what, where=where or None, fix=error.fix) from error
        bad = ~np.isfinite(values)
        if bad.any():
            second = float(self._times_s[int(np.argmax(bad))])
            raise ScoreError(
                f"`{_short(str(number))}` gives no finite number at second {second:.2f} of the shot",
                where=where or None,
                fix="keep divisors away from 0 and roots and logarithms of positive numbers",
            )
        return values

    def _expression(self, text: str, where: str) -> Floats:
        try:
            if text not in self._trees:
                self._trees[text] = checked(text, self._signals)
            with np.errstate(all="ignore"):
                value = self._evaluation.number(self._trees[text])
        except ExpressionError as error:
            place = f"column {error.at + 1} of `{_short(text)}`"
            raise ScoreError(
                error.what, where=f"{where}, {place}" if where else place, fix=error.fix
            ) from error
        return np.array(np.broadcast_to(value, self._times_s.shape))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def check_expression(text: str, known: Iterable[str] = NAMES) -> None:
    """Refuse an expression that cannot be read or that uses unknown names, functions or easings.

    Args:
        text: the expression.
        known: names of signals that may be used.

    Raises:
        ExpressionError: with the offset of the mistake and, if one is near, the name that was meant.
    """
    checked(text, known)


def checked(text: str, known: Iterable[str]) -> Node:
    """The tree of an expression that passes ``check_expression``."""
    names = {*known, *CONSTANTS}
    tree = parse(text)
    for node in walk(tree):
        if isinstance(node, Name) and node.name not in names:
            if node.name in FUNCTIONS:
                raise ExpressionError(
                    f"`{node.name}` is a function", node.at, fix=f"write {FUNCTIONS[node.name].usage}"
                )
            raise ExpressionError(
                f"unknown signal `{node.name[:60]}`", node.at, fix=nearest(node.name, names)
            )
        if isinstance(node, Call):
            _check_call(node)
    if isinstance(tree, Text):
        raise ExpressionError("this is a word, not a number", tree.at, fix="leave the inner quotes out")
    return tree


def _check_call(call: Call) -> None:
    function = FUNCTIONS.get(call.name)
    if function is None:
        raise ExpressionError(
            f"unknown function `{call.name[:60]}`", call.at, fix=nearest(call.name, FUNCTIONS)
        )
    given = len(call.arguments)
    if given < function.least or (function.most is not None and given > function.most):
        raise ExpressionError(
            f"`{call.name}` was given {given} values", call.at, fix=f"write {function.usage}"
        )
    for index, check in function.words.items():
        argument = call.arguments[index]
        if not isinstance(argument, Text):
            raise ExpressionError(
                f"`{call.name}` takes a word in quotes here", argument.at, fix=f"write {function.usage}"
            )
        try:
            check(argument.value)
        except ScoreError as error:
            inside = error.at + 1 if isinstance(error, ExpressionError) else 0
            raise ExpressionError(error.what, argument.at + inside, fix=error.fix) from None


def names_in(number: Number) -> frozenset[str]:
    """Every signal that a number reads, also those that its functions and units read unsaid.

    What cannot be read names nothing.
    """
    if not isinstance(number, str):
        return frozenset()
    try:
        nodes = walk(parse(number))
    except ExpressionError:
        return frozenset()
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Name):
            found.add(node.name)
        elif isinstance(node, Quantity):
            found |= signals_of_unit(node.span.unit)
        elif isinstance(node, Call) and node.name in FUNCTIONS:
            found |= FUNCTIONS[node.name].needs | place_names(node)
    return frozenset(found - set(CONSTANTS))


def place_names(call: Call) -> set[str]:
    """The signals that stand for the places a call names: ``at('bar 17')`` reads ``at:bar 17``."""
    said = [argument.value for argument in call.arguments if isinstance(argument, Text)]
    if call.name in ("at", "after", "between"):
        return {PLACE + words for words in said}
    return {SECTION + words for words in said} if call.name == "section_is" else set()
