"""Deforum's formulas: a reader and an evaluator of the numexpr subset of arithmetic. Nothing is executed as Python.

Deforum hands each formula to numexpr with ``t`` (the frame), ``max_f`` (frames − 1) and ``s`` (the seed) as whole
numbers. numexpr lets Python fold what is constant and computes the rest in C: ``/`` of whole numbers is true
division, ``%`` and ``//`` go with the sign of the divisor, a remainder by zero is 0, a negative number to a broken
power is not a number, comparisons are truth values that count as 0 and 1 in arithmetic, and ``and``, ``or``,
``if`` are refused.

From loosest to tightest: comparisons · ``|`` · ``^`` · ``&`` · ``<< >>`` · ``+ -`` · ``* / // %`` · unary ``+ - ~`` ·
``**`` (to the right) · calls and brackets. The parser is a top-down operator-precedence
parser (V. R. Pratt, POPL 1973).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn, TypeAlias

import numpy as np
from numpy.typing import NDArray

from feelm.score.tokens import Token, TokenReader, split_tokens

MAX_LENGTH = 4000
MAX_DEPTH = 60
_MAX_SHIFT = 62

Floats = NDArray[np.float64]


class FormulaError(ValueError):
    """What is wrong with a formula; ``at`` is the offset of the mistake in its text, from 0."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what = what
        self.at = at


@dataclass(frozen=True)
class Literal:
    """A number as Python reads it: whole, broken, or a truth value."""

    value: int | float | bool
    at: int


@dataclass(frozen=True)
class Variable:
    """``t``, ``max_f`` or ``s``."""

    name: str
    at: int


@dataclass(frozen=True)
class Operator:
    """An operator on one operand (``neg``, ``pos``, ``~``) or two."""

    sign: str
    operands: tuple[Formula, ...]
    at: int


@dataclass(frozen=True)
class Application:
    """A function of one to three formulas."""

    function: str
    arguments: tuple[Formula, ...]
    at: int


Formula: TypeAlias = Literal | Variable | Operator | Application


def _of_float(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *values: function(*(np.asarray(value, dtype=np.float64) for value in values))


FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "abs": (1, _of_float(np.abs)), "sqrt": (1, _of_float(np.sqrt)), "exp": (1, _of_float(np.exp)),
    "expm1": (1, _of_float(np.expm1)), "log": (1, _of_float(np.log)), "log10": (1, _of_float(np.log10)),
    "log1p": (1, _of_float(np.log1p)), "log2": (1, _of_float(np.log2)), "sin": (1, _of_float(np.sin)),
    "cos": (1, _of_float(np.cos)), "tan": (1, _of_float(np.tan)), "arcsin": (1, _of_float(np.arcsin)),
    "arccos": (1, _of_float(np.arccos)), "arctan": (1, _of_float(np.arctan)), "sinh": (1, _of_float(np.sinh)),
    "cosh": (1, _of_float(np.cosh)), "tanh": (1, _of_float(np.tanh)), "arcsinh": (1, _of_float(np.arcsinh)),
    "arccosh": (1, _of_float(np.arccosh)), "arctanh": (1, _of_float(np.arctanh)),
    "floor": (1, _of_float(np.floor)), "ceil": (1, _of_float(np.ceil)), "round": (1, _of_float(np.round)),
    "trunc": (1, _of_float(np.trunc)), "sign": (1, _of_float(np.sign)), "isnan": (1, _of_float(np.isnan)),
    "isinf": (1, _of_float(np.isinf)), "isfinite": (1, _of_float(np.isfinite)),
    "arctan2": (2, _of_float(np.arctan2)), "hypot": (2, _of_float(np.hypot)), "fmod": (2, _of_float(np.fmod)),
    "where": (3, lambda test, yes, no: np.where(np.asarray(test) != 0, yes, no)),
}  # fmt: skip
"""Functions that Deforum's formulas can use: number of arguments, and what they do."""

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n\f]+)"
    r"|(?P<number>0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?j?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<sign>\*\*|<<|>>|<=|>=|==|!=|//|[-+*/%<>(),&|^~])"
)
_BINDING = {
    "<": 1, "<=": 1, ">": 1, ">=": 1, "==": 1, "!=": 1, "|": 2, "^": 3, "&": 4, "<<": 5, ">>": 5, "+": 6, "-": 6,
    "*": 7, "/": 7, "//": 7, "%": 7, "**": 9,
}  # fmt: skip
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_UNARY_BINDING = 8
_PYTHON_WORDS = frozenset({"and", "or", "not", "if", "else", "in", "is", "lambda", "for"})


def _foreign(sign: str, at: int) -> NoReturn:
    raise FormulaError(f"`{sign}` has no meaning in a formula", at)


def _tokens(text: str) -> list[Token]:
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"the formula is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    return split_tokens(text, _TOKEN, _foreign)


class _Parser(TokenReader):
    """One pass over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        super().__init__(_tokens(text))

    def whole(self) -> Formula:
        formula = self._formula(0)
        if self._token.kind != "end":
            raise FormulaError(f"`{self._token.text}` is not expected here", self._token.at)
        return formula

    def _formula(self, binding: int) -> Formula:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError("the formula is nested too deeply", self._token.at)
        left = self._prefix()
        while self._token.kind == "sign" and _BINDING.get(self._token.text, 0) > binding:
            left = self._infix(left)
        self._depth -= 1
        return left

    def _infix(self, left: Formula) -> Formula:
        sign = self._take()
        strength = _BINDING[sign.text]
        right = self._formula(strength - 1 if sign.text == "**" else strength)
        if sign.text in _COMPARISONS and self._token.text in _COMPARISONS:
            raise FormulaError("comparisons cannot be chained", self._token.at)
        return Operator(sign.text, (left, right), sign.at)

    def _prefix(self) -> Formula:
        token = self._take()
        if token.kind == "number":
            return Literal(_number(token), token.at)
        if token.kind == "name":
            return self._named(token)
        if token.text == "(":
            inner = self._formula(0)
            self._close()
            return inner
        if token.text in ("-", "+", "~"):
            sign = {"-": "neg", "+": "pos", "~": "~"}[token.text]
            return Operator(sign, (self._formula(_UNARY_BINDING),), token.at)
        where = f"before `{token.text}`" if token.text else "at the end"
        raise FormulaError(f"a value is missing {where}", token.at)

    def _close(self) -> None:
        if self._token.text != ")":
            found = f"`{self._token.text}`" if self._token.text else "the end"
            raise FormulaError(f"expected `)`, found {found}", self._token.at)
        self._take()

    def _named(self, name: Token) -> Formula:
        if name.text in ("True", "False"):
            return Literal(name.text == "True", name.at)
        if name.text in _PYTHON_WORDS:
            raise FormulaError(f"`{name.text}` is refused by numexpr", name.at)
        if self._token.text != "(":
            return Variable(name.text, name.at)
        self._take()
        arguments: list[Formula] = []
        while self._token.text != ")":
            arguments.append(self._formula(0))
            if self._token.text != ",":
                break
            self._take()
        self._close()
        return Application(name.text, tuple(arguments), name.at)


def _number(token: Token) -> int | float:
    text = token.text.replace("_", "")
    if text.endswith("j"):
        raise FormulaError("an imaginary number is no value of a film", token.at)
    if text[:2].lower() in ("0x", "0b", "0o"):
        value: int | float = int(text, 0) if len(text) > 2 else 0
    elif text.isdigit():
        if len(text) > 1 and text[0] == "0" and text.strip("0"):
            raise FormulaError("a whole number does not begin with 0", token.at)
        value = int(text) if len(text) < 20 else 1 << 70
    else:
        value = float(text)
    if isinstance(value, int) and value.bit_length() > 63:
        raise FormulaError("the number is too large", token.at)
    return value


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: it is longer than ``MAX_LENGTH``, nested deeper than ``MAX_DEPTH``, or no formula.

    >>> parse("1 + t").sign
    '+'
    """
    return _Parser(text.strip()).whole()


def evaluate(formula: Formula, variables: Mapping[str, Any]) -> Floats:
    """Values of a formula; not finite where it has no value.

    Args:
        formula: from ``parse``.
        variables: whole numbers or arrays of whole numbers by name, all of one shape (n,) or scalar.

    Returns:
        float64, of the shape that the variables give.

    Raises:
        FormulaError: it names what is not there, or asks for what numexpr refuses.
    """
    with np.errstate(all="ignore"):
        return np.asarray(_value(formula, variables), dtype=np.float64)


def _value(formula: Formula, variables: Mapping[str, Any]) -> Any:
    match formula:
        case Literal(value):
            return value
        case Variable(name, at):
            if name not in variables:
                raise FormulaError(f"unknown name `{name}`", at)
            return variables[name]
        case Application(name, arguments, at):
            if name not in FUNCTIONS:
                raise FormulaError(f"unknown function `{name}`", at)
            count, function = FUNCTIONS[name]
            if len(arguments) != count:
                raise FormulaError(f"`{name}` takes {count} value{'s' * (count > 1)}", at)
            values = [_value(argument, variables) for argument in arguments]
            try:
                return function(*values)
            except (TypeError, ValueError, OverflowError) as error:
                raise FormulaError(_reason(name, error), at) from None
        case Operator(sign, operands, at):
            values = [_value(operand, variables) for operand in operands]
            try:
                return _constant(sign, values, at) if _all_plain(values) else _array(sign, values)
            except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
                raise FormulaError(_reason(sign, error), at) from None


def _reason(sign: str, error: Exception) -> str:
    if isinstance(error, ZeroDivisionError):
        return "constants are divided by zero"
    if isinstance(error, OverflowError):
        return "the number is too large"
    return f"`{sign}` cannot be used on these values"


def _all_plain(values: list[Any]) -> bool:
    return all(isinstance(value, bool | int | float) for value in values)


def _constant(sign: str, values: list[Any], at: int) -> Any:
    """Constants are folded by Python itself before numexpr sees them."""
    result = _folded(sign, values[0], values[-1], at)
    if isinstance(result, complex):
        raise FormulaError("a negative number has no such power", at)
    if isinstance(result, int) and result.bit_length() > 63:
        raise FormulaError("the number is too large", at)
    return result


def _folded(sign: str, a: Any, b: Any, at: int) -> Any:
    match sign:
        case "neg":
            return -a
        case "pos":
            return +a
        case "~":
            return ~a
        case "**":
            if isinstance(a, int) and isinstance(b, int) and b > 0 and a.bit_length() * b > 512:
                raise FormulaError("the number is too large", at)
            return a**b
        case "<<":
            if not 0 <= b <= _MAX_SHIFT:
                raise FormulaError("the number is too large", at)
            return a << b
        case "/":
            return a / b
        case "//":
            return a // b
        case "%":
            return a % b
        case _:
            return _SIMPLE[sign](a, b)


_SIMPLE: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b, "&": lambda a, b: a & b, "|": lambda a, b: a | b, "^": lambda a, b: a ^ b,
    ">>": lambda a, b: a >> b,
}  # fmt: skip


def _array(sign: str, values: list[Any]) -> Any:
    a, b = np.asarray(values[0]), np.asarray(values[-1])
    match sign:
        case "neg":
            return np.negative(a)
        case "pos":
            return a
        case "~":
            return ~a
        case "/":
            return a.astype(np.float64) / b
        case "%":
            return np.mod(a, b)
        case "//":
            return np.floor_divide(a, b)
        case "**":
            if a.dtype.kind in "iub" and b.dtype.kind in "iub" and np.any(b < 0):
                raise ValueError("numexpr refuses whole numbers to negative powers")
            return a**b
        case "<<":
            return a << np.clip(b, 0, _MAX_SHIFT)
        case ">>":
            return a >> np.clip(b, 0, _MAX_SHIFT)
        case _:
            return _SIMPLE[sign](a, b)
