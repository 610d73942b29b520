"""Parseq's formulas: ``S + pulse(p=4b, a=0.1) if …``, text to tree. Nothing is executed as anything but this tree.

From loosest to tightest: ``and or`` · ``< <= > >= == != && ||`` · ``+ -`` · ``* / % : ^`` · unary ``-`` · numbers
with a unit (``4b``, ``2s``, ``10f``), names, calls with values or named values, ``if c x else y``, ``"words"``,
brackets. Operators of one strength lean to the right, as Parseq's own grammar has it: ``10-5-3`` is 8.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn, TypeAlias

from feelm.score.tokens import Token, TokenReader, split_tokens

MAX_LENGTH = 8000
MAX_DEPTH = 60
_MAX_STEPS = 20_000


class ParseqError(ValueError):
    """What is wrong with a formula of Parseq; ``at`` is the offset in its text, from 0."""

    def __init__(self, what: str, at: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.at = at


@dataclass(frozen=True)
class Amount:
    """A number, with the unit ``f`` (frames), ``s`` (seconds), ``b`` (beats) or none."""

    value: float
    unit: str
    at: int


@dataclass(frozen=True)
class Quote:
    """Words in double quotes."""

    text: str
    at: int


@dataclass(frozen=True)
class Reference:
    """A name: ``S``, ``f``, a field, a time series…"""

    name: str
    at: int


@dataclass(frozen=True)
class Negative:
    """A minus before a value."""

    operand: Tree
    at: int


@dataclass(frozen=True)
class Pair:
    """An operator between two values."""

    sign: str
    left: Tree
    right: Tree
    at: int


@dataclass(frozen=True)
class Choice:
    """``if condition yes else no``; without ``else`` it is 0."""

    condition: Tree
    yes: Tree
    no: Tree | None
    at: int


@dataclass(frozen=True)
class Invocation:
    """A function with values by place (name "") or by name."""

    function: str
    arguments: tuple[tuple[str, Tree], ...]
    at: int


Tree: TypeAlias = Amount | Quote | Reference | Negative | Pair | Choice | Invocation

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<sign><=|<|>=|>|==|!=|&&|\|\||[(),=+\-*^/%:])"
    r'|(?P<quote>"(?:[^\n\\"]|\\["\\ntbfr])*")'
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?[fsb]?)"
    r"|(?P<name>[a-zA-Z_][a-zA-Z_0-9]*)"
)
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"and", "or"}),
    frozenset({">", ">=", "<", "<=", "==", "!=", "&&", "||"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%", ":", "^"}),
)


def _foreign(sign: str, at: int) -> NoReturn:
    raise ParseqError(f"`{sign}` has no meaning in a formula", at)


def _tokens(text: str) -> list[Token]:
    if len(text) > MAX_LENGTH:
        raise ParseqError(f"the formula is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    return split_tokens(text, _TOKEN, _foreign, signs=("and", "or", "if", "else"))


class _Parser(TokenReader):
    def __init__(self, text: str) -> None:
        super().__init__(_tokens(text))
        self._steps = 0

    def _is(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise self._unexpected(f"expected `{sign}`")
        self._take()

    def _unexpected(self, what: str) -> ParseqError:
        found = f"`{self._token.text}`" if self._token.text else "the end"
        return ParseqError(f"{what}, found {found}", self._token.at)

    def whole(self) -> Tree:
        tree = self._level(0)
        if self._token.kind != "end":
            raise self._unexpected("the formula should end here")
        return tree

    def _level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._negation()
        left = self._level(level + 1)
        if self._token.kind == "sign" and self._token.text in _LEVELS[level]:
            sign = self._take()
            return Pair(sign.text, left, self._level(level), sign.at)
        return left

    def _negation(self) -> Tree:
        self._depth += 1
        self._steps += 1
        if self._depth > MAX_DEPTH or self._steps > _MAX_STEPS:
            raise ParseqError("the formula is nested too deeply", self._token.at)
        if self._is("-"):
            sign = self._take()
            tree: Tree = Negative(self._operand(), sign.at)
        else:
            tree = self._operand()
        self._depth -= 1
        return tree

    def _operand(self) -> Tree:
        token = self._take()
        if token.kind == "number":
            unit = token.text[-1] if token.text[-1] in "fsb" else ""
            return Amount(float(token.text.rstrip("fsb")), unit, token.at)
        if token.kind == "quote":
            return Quote(str(json.loads(token.text)), token.at)
        if token.kind == "name":
            if token.text in ("true", "false"):
                return Amount(float(token.text == "true"), "", token.at)
            return self._call(token) if self._is("(") else Reference(token.text, token.at)
        if token.text == "(":
            inner = self._level(0)
            self._expect(")")
            return inner
        if token.text == "if":
            return self._choice(token.at)
        self._next -= token.kind != "end"
        raise self._unexpected("a value is missing")

    def _call(self, name: Token) -> Tree:
        self._take()
        arguments: list[tuple[str, Tree]] = []
        while not self._is(")"):
            arguments.append(self._argument())
            if not self._is(","):
                break
            self._take()
        self._expect(")")
        if len({bool(named) for named, _ in arguments}) > 1:
            raise ParseqError("values by name and by place cannot be mixed", name.at)
        return Invocation(name.text, tuple(arguments), name.at)

    def _argument(self) -> tuple[str, Tree]:
        ahead = self._tokens[self._next + 1] if self._next + 1 < len(self._tokens) else self._token
        if self._token.kind == "name" and ahead.text == "=":
            name = self._take().text
            self._take()
            return name, self._level(0)
        return "", self._level(0)

    def _choice(self, at: int) -> Tree:
        # Nothing but a blank parts the condition from what follows. `if (c) -1` reads as a choice first, and as the
        # difference `(c) - 1` only where that leads nowhere.
        start, depth = self._next, self._depth
        if self._is("("):
            try:
                return self._choice_of(self._operand(), at)
            except ParseqError:
                self._next, self._depth = start, depth
        return self._choice_of(self._level(0), at)

    def _choice_of(self, condition: Tree, at: int) -> Tree:
        yes = self._level(0)
        if not self._is("else"):
            return Choice(condition, yes, None, at)
        self._take()
        return Choice(condition, yes, self._level(0), at)


@lru_cache(maxsize=4096)
def parse_parseq(text: str) -> Tree:
    """Read a formula of Parseq.

    Raises:
        ParseqError: it is longer than ``MAX_LENGTH``, nested deeper than ``MAX_DEPTH``, or no formula.

    >>> parse_parseq("2b").unit
    'b'
    """
    return _Parser(text).whole()
