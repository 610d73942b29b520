"""The tree of an expression worked out over all frames of a shot at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.function import Axis, Value
from feelm.score.functions import FUNCTIONS
from feelm.score.grammar import (
    Call,
    Choice,
    Comparison,
    Constant,
    ExpressionError,
    Name,
    Node,
    Operation,
    Quantity,
    Text,
)
from feelm.score.names import CONSTANTS
from feelm.score.units import Span

Floats = NDArray[np.float64]

_OPERATORS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "%": np.mod,
    "**": np.power,
    "and": lambda a, b: np.asarray((a != 0) & (b != 0), dtype=np.float64),
    "or": lambda a, b: np.asarray((a != 0) | (b != 0), dtype=np.float64),
}
_COMPARISONS: dict[str, Callable[[Floats, Floats], NDArray[np.bool_]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


class Evaluation:
    """Evaluates checked trees over one set of frames; a call that remembers is worked out once for all of them."""

    def __init__(self, signals: Mapping[str, Floats], axis: Axis) -> None:
        """Take signals by name, shape (n,) each, and the frames they belong to."""
        self._signals = signals
        self._axis = axis
        self._known: dict[Call, Value] = {}

    def number(self, node: Node) -> Floats:
        """The value of a tree: shape (n,), or () where it is the same at every frame.

        Raises:
            ExpressionError: a word or a length stands where it cannot, or a function refuses its arguments.
        """
        value = self._value(node)
        if isinstance(value, str):
            raise ExpressionError(f"the word '{value[:40]}' cannot be used as a number", node.at)
        if isinstance(value, Span):
            return self._seconds(value, node.at)
        return np.asarray(value, dtype=np.float64)

    def _value(self, node: Node) -> Value:
        match node:
            case Constant(value) | Text(value):
                return value
            case Quantity(span):
                return span
            case Name(name):
                return self._named(name, node.at)
            case Operation("neg", (operand,)):
                return np.negative(self.number(operand))
            case Operation("not", (operand,)):
                return np.asarray(self.number(operand) == 0, dtype=np.float64)
            case Operation(operator, (left, right)):
                return _OPERATORS[operator](self.number(left), self.number(right))
            case Comparison():
                return self._comparison(node)
            case Choice(condition, yes, no):
                return np.where(self.number(condition) != 0, self.number(yes), self.number(no))
            case Call():
                return self._call(node)
            case _:
                raise TypeError(f"no such node: {node!r}")

    def _named(self, name: str, at: int) -> Value:
        if name in self._signals:
            return np.asarray(self._signals[name])
        if name in CONSTANTS:
            return CONSTANTS[name]
        raise ExpressionError(f"the signal `{name}` is not there", at)

    def _comparison(self, node: Comparison) -> Floats:
        values = [self.number(operand) for operand in node.operands]
        holds = np.asarray(True)
        for operator, left, right in zip(node.operators, values, values[1:], strict=False):
            holds = holds & _COMPARISONS[operator](left, right)
        return np.asarray(holds).astype(np.float64)

    def _call(self, call: Call) -> Value:
        function = FUNCTIONS[call.name]
        if function.remembers and call in self._known:
            return self._known[call]
        arguments = [self._value(argument) for argument in call.arguments]
        for index, argument in enumerate(arguments):
            if isinstance(argument, Span) and index != function.spans:
                arguments[index] = self._seconds(argument, call.at)
        try:
            value = function.run(self._axis, arguments)
        except ExpressionError:
            raise
        except ScoreError as error:
            raise ExpressionError(error.what, call.at, fix=error.fix) from None
        if function.remembers:
            self._known[call] = value
        return value

    def _seconds(self, span: Span, at: int) -> Floats:
        try:
            return self._axis.seconds(span)
        except ScoreError as error:
            raise ExpressionError(error.what, at, fix=error.fix) from None
