"""A ``Number`` of the score turned into one value per frame of a shot, in one vectorised pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.easing import easing
from feelm.score.functions import FUNCTIONS, Axis, Value
from feelm.score.grammar import (
    Call,
    Choice,
    Comparison,
    Constant,
    ExpressionError,
    Name,
    Node,
    Operation,
    Text,
    parse,
    walk,
)  # fmt: skip
from feelm.score.model import Keys, Number
from feelm.score.names import CONSTANTS, NAMES, nearest

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
            call: ``follow``, ``lag``, ``spring`` and ``pulse`` remember from frame to frame.
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
    times_s = np.asarray(times_s, dtype=np.float64)
    if isinstance(number, Keys):
        values = _sample_keys(number, times_s, where)
    elif isinstance(number, str):
        values = _sample_expression(number, times_s, duration_s, signals, where)
    else:
        values = np.full(times_s.shape, float(number))
    bad = ~np.isfinite(values)
    if bad.any():
        second = float(times_s[int(np.argmax(bad))])
        raise ScoreError(
            f"`{number}` gives no finite number at second {second:.2f} of the shot",
            where=where or None,
            fix="keep divisors away from 0 and roots and logarithms of positive numbers",
        )
    return values


def check_expression(text: str, known: Iterable[str] = NAMES) -> None:
    """Refuse an expression that cannot be read or that uses unknown names, functions or easings.

    Args:
        text: the expression.
        known: names of signals that may be used.

    Raises:
        ExpressionError: with the offset of the mistake and, if one is near, the name that was meant.
    """
    names = {*known, *CONSTANTS}
    for node in walk(parse(text)):
        if isinstance(node, Name) and node.name not in names:
            if node.name in FUNCTIONS:
                raise ExpressionError(
                    f"`{node.name}` is a function", node.at, fix=f"write {FUNCTIONS[node.name].usage}"
                )
            raise ExpressionError(f"unknown signal `{node.name}`", node.at, fix=nearest(node.name, names))
        if isinstance(node, Call):
            _check_call(node)


def _check_call(call: Call) -> None:
    function = FUNCTIONS.get(call.name)
    if function is None:
        raise ExpressionError(f"unknown function `{call.name}`", call.at, fix=nearest(call.name, FUNCTIONS))
    given = len(call.arguments)
    if given < function.least or (function.most is not None and given > function.most):
        raise ExpressionError(
            f"`{call.name}` was given {given} values", call.at, fix=f"write {function.usage}"
        )
    if call.name == "ease" and isinstance(call.arguments[1], Text):
        try:
            easing(call.arguments[1].value)
        except ScoreError as error:
            raise ExpressionError(error.what, call.arguments[1].at, fix=error.fix) from None


def _sample_keys(keys: Keys, times_s: Floats, where: str) -> Floats:
    at = np.array([key[0] for key in keys.keys], dtype=np.float64)
    values = np.array([key[1] for key in keys.keys], dtype=np.float64)
    if np.any(np.diff(at) <= 0):
        raise ScoreError("the times of the keys do not rise", where=where or None)
    try:
        curve = easing(keys.ease)
    except ScoreError as error:
        raise ScoreError(error.what, where=where or None, fix=error.fix) from None
    if len(at) == 1:
        return np.full(times_s.shape, values[0])
    left = np.clip(np.searchsorted(at, times_s, side="right") - 1, 0, len(at) - 2)
    progress = np.clip((times_s - at[left]) / (at[left + 1] - at[left]), 0.0, 1.0)
    return values[left] + (values[left + 1] - values[left]) * curve(progress)


def _sample_expression(
    text: str, times_s: Floats, duration_s: float, signals: Mapping[str, Floats], where: str
) -> Floats:
    # Progress through the shot is the shot's own, whatever stretch of the film the signals were made for.
    progress = np.clip(times_s / max(duration_s, 1e-9), 0.0, 1.0)
    known: dict[str, Floats] = {"t": times_s, **signals, "u": progress}
    step_s = float(times_s[1] - times_s[0]) if len(times_s) > 1 else _DEFAULT_STEP_S
    try:
        check_expression(text, known)
        with np.errstate(all="ignore"):
            value = _Evaluation(known, Axis(np.asarray(known["t"], dtype=np.float64), step_s)).of(parse(text))
    except ExpressionError as error:
        place = f"column {error.at + 1} of `{_short(text)}`"
        raise ScoreError(error.what, where=f"{where}, {place}" if where else place, fix=error.fix) from None
    if isinstance(value, str):
        raise ScoreError(f"`{_short(text)}` is a word, not a number", where=where or None)
    return np.array(np.broadcast_to(np.asarray(value, dtype=np.float64), times_s.shape))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


class _Evaluation:
    """One evaluation of one tree over the frames of a shot."""

    def __init__(self, signals: Mapping[str, Floats], axis: Axis) -> None:
        self._signals = signals
        self._axis = axis

    def of(self, node: Node) -> Value:
        match node:
            case Constant(value) | Text(value):
                return value
            case Name(name):
                return np.asarray(self._signals[name]) if name in self._signals else CONSTANTS[name]
            case Operation(operator, operands):
                return _operate(operator, [self._number(operand) for operand in operands])
            case Comparison(operators, operands):
                return _compare(operators, [self._number(operand) for operand in operands])
            case Choice(condition, yes, no):
                chosen = self._number(condition) != 0
                return np.where(chosen, self._number(yes), self._number(no))
            case Call(name, arguments, at):
                try:
                    return FUNCTIONS[name].run(self._axis, [self.of(argument) for argument in arguments])
                except ExpressionError:
                    raise
                except ScoreError as error:
                    raise ExpressionError(error.what, at, fix=error.fix) from None

    def _number(self, node: Node) -> Floats:
        value = self.of(node)
        if isinstance(value, str):
            raise ExpressionError(f"the word '{value}' cannot be used as a number", node.at)
        return np.asarray(value, dtype=np.float64)


def _operate(operator: str, values: list[Floats]) -> Floats:
    a, b = values[0], values[-1]
    match operator:
        case "neg":
            return np.asarray(-a)
        case "not":
            return np.asarray(a == 0, dtype=np.float64)
        case "and":
            return np.asarray((a != 0) & (b != 0), dtype=np.float64)
        case "or":
            return np.asarray((a != 0) | (b != 0), dtype=np.float64)
        case "+":
            return np.asarray(a + b)
        case "-":
            return np.asarray(a - b)
        case "*":
            return np.asarray(a * b)
        case "/":
            return np.asarray(a / b)
        case "%":
            return np.asarray(np.mod(a, b))
        case _:
            return np.asarray(a**b)


def _compare(operators: tuple[str, ...], values: list[Floats]) -> Floats:
    tests = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal}
    tests |= {"==": np.equal, "!=": np.not_equal}
    holds = np.asarray(True)
    for operator, left, right in zip(operators, values, values[1:], strict=False):
        holds = holds & tests[operator](left, right)
    return np.asarray(holds).astype(np.float64)
