"""The grammar of expressions: text to tree, with the position of every mistake. Nothing is ever executed as Python.

From loosest to tightest: ``a if c else b`` · ``or`` · ``and`` · ``not`` · ``< <= > >= == !=`` (chains as in
mathematics: ``0 < u < 0.5``) · ``+ -`` · ``* / %`` · unary ``-`` · ``**`` (to the right) · calls and brackets.
A number may carry a unit of time: ``2s``, ``250 ms``, ``30f``, ``4 beats``, ``4b``, ``1 bar``. The parser is a top-down
operator-precedence parser (V. R. Pratt, POPL 1973).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from feelm.errors import ScoreError
from feelm.score.tokens import Token, TokenReader, split_tokens
from feelm.score.units import UNITS, Span

MAX_LENGTH = 4000
MAX_DEPTH = 120


class ExpressionError(ScoreError):
    """A mistake in an expression or a time in words; ``at`` is its offset in the text, from 0."""

    def __init__(self, what: str, at: int, *, fix: str | None = None, where: str | None = None) -> None:
        super().__init__(what, where=where, fix=fix)
        self.at = at


@dataclass(frozen=True)
class Constant:
    """A number."""

    value: float
    at: int = field(compare=False)


@dataclass(frozen=True)
class Quantity:
    """A length of time: ``4 beats``."""

    span: Span
    at: int = field(compare=False)


@dataclass(frozen=True)
class Text:
    """A quoted word, as in ``ease(u, 'sine_in')``."""

    value: str
    at: int = field(compare=False)


@dataclass(frozen=True)
class Name:
    """A signal or a mathematical constant."""

    name: str
    at: int = field(compare=False)


@dataclass(frozen=True)
class Operation:
    """An operator on one operand (``neg``, ``not``) or two."""

    operator: str
    operands: tuple[Node, ...]
    at: int = field(compare=False)


@dataclass(frozen=True)
class Comparison:
    """A chain as in mathematics: ``0 < u < 0.5`` has two operators and three operands."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]
    at: int = field(compare=False)


@dataclass(frozen=True)
class Choice:
    """``yes if condition else no``."""

    condition: Node
    yes: Node
    no: Node
    at: int = field(compare=False)


@dataclass(frozen=True)
class Call:
    """A function of some arguments."""

    name: str
    arguments: tuple[Node, ...]
    at: int = field(compare=False)


Node: TypeAlias = Constant | Quantity | Text | Name | Operation | Comparison | Choice | Call


_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<operator>\*\*|<=|>=|==|!=|[-+*/%<>(),])"
)
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_BINDING = {"if": 1, "or": 2, "and": 3, "+": 6, "-": 6, "*": 7, "/": 7, "%": 7, "**": 9} | dict.fromkeys(
    _COMPARISONS, 5
)
_NOT_BINDING, _MINUS_BINDING = 4, 8


def _foreign(sign: str, at: int) -> NoReturn:
    raise ExpressionError(f"`{sign}` has no meaning in an expression", at, fix=_foreign_sign(sign))


def _tokens(text: str) -> list[Token]:
    words = ("if", "else", "and", "or", "not")
    return split_tokens(text, _TOKEN, _foreign, signs=words, sign_kind="operator")


def _foreign_sign(sign: str) -> str | None:
    advice = {"^": "a power is written **", "&": "write `and`", "|": "write `or`", "!": "write `not`"}
    advice |= {"=": "equality is written ==", "?": "a choice is written `a if c else b`"}
    return advice.get(sign)


class _Parser(TokenReader):
    """One pass over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        super().__init__(_tokens(text))

    def _is(self, operator: str) -> bool:
        return self._token.kind == "operator" and self._token.text == operator

    def _expect(self, operator: str, opened: str) -> None:
        if not self._is(operator):
            found = f"`{self._token.text}`" if self._token.text else "the end"
            raise ExpressionError(f"expected `{operator}` {opened}, found {found}", self._token.at)
        self._take()

    def whole(self) -> Node:
        node = self._expression(0)
        if self._token.kind != "end":
            before = self._tokens[self._next - 1]
            fix = None
            if before.kind == "number" and self._token.kind == "name":
                fix = f"write {before.text} * {self._token.text}, or a unit: s, ms, f, beats, bars"
            raise ExpressionError(f"`{self._token.text[:40]}` is not expected here", self._token.at, fix=fix)
        return node

    def _expression(self, binding: int) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("the expression is nested too deeply", self._token.at, fix="split it up")
        left = self._prefix()
        while self._token.kind == "operator" and _BINDING.get(self._token.text, 0) > binding:
            left = self._infix(left)
        self._depth -= 1
        return left

    def _prefix(self) -> Node:
        token = self._take()
        if token.kind == "number":
            value = float(token.text)
            if value == float("inf"):
                raise ExpressionError(f"the number {token.text[:20]} is too large", token.at)
            if self._token.kind == "name" and self._token.text in UNITS:
                unit, factor = UNITS[self._take().text]
                return Quantity(Span(factor * value, unit), token.at)
            return Constant(value, token.at)
        if token.kind == "text":
            return Text(token.text[1:-1], token.at)
        if token.kind == "name":
            return self._call(token) if self._is("(") else Name(token.text, token.at)
        if token.text == "(":
            inner = self._expression(0)
            self._expect(")", "to close the bracket")
            return inner
        if token.text == "-":
            return Operation("neg", (self._expression(_MINUS_BINDING),), token.at)
        if token.text == "+":
            return self._expression(_MINUS_BINDING)
        if token.text == "not":
            return Operation("not", (self._expression(_NOT_BINDING),), token.at)
        what = f"a value is missing before `{token.text}`" if token.text else "a value is missing at the end"
        raise ExpressionError(what, token.at)

    def _call(self, name: Token) -> Call:
        self._take()
        arguments: list[Node] = []
        while not self._is(")"):
            arguments.append(self._expression(0))
            if not self._is(","):
                break
            self._take()
        self._expect(")", f"to close `{name.text}(`")
        return Call(name.text, tuple(arguments), name.at)

    def _infix(self, left: Node) -> Node:
        token = self._take()
        if token.text == "if":
            condition = self._expression(_BINDING["if"])
            self._expect("else", "after the condition of `if`")
            return Choice(condition, left, self._expression(0), token.at)
        if token.text in _COMPARISONS:
            return self._comparison(left, token)
        # A power takes its right side first: 2**3**2 is 2**9; its exponent may carry a sign.
        binding = _MINUS_BINDING - 1 if token.text == "**" else _BINDING[token.text]
        return Operation(token.text, (left, self._expression(binding)), token.at)

    def _comparison(self, left: Node, token: Token) -> Node:
        operators, operands = [token.text], [left, self._expression(_BINDING["<"])]
        while self._token.kind == "operator" and self._token.text in _COMPARISONS:
            operators.append(self._take().text)
            operands.append(self._expression(_BINDING["<"]))
        return Comparison(tuple(operators), tuple(operands), token.at)


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Operation | Comparison):
        return node.operands
    if isinstance(node, Choice):
        return (node.condition, node.yes, node.no)
    return node.arguments if isinstance(node, Call) else ()


def walk(tree: Node) -> list[Node]:
    """Every node of a tree, the root first."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(_children(node)))
    return found


def _check_depth(tree: Node) -> None:
    # Long sums lean to the left: "1+1+1+…" is as deep as it is long, and evaluation follows that depth.
    level: list[Node] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > 2 * MAX_DEPTH:
            raise ExpressionError("the expression is too long", level[0].at, fix="split it up")
        level = [child for node in level for child in _children(node)]


def parse(text: str) -> Node:
    """Parse an expression into its tree.

    Raises:
        ExpressionError: the text is not an expression; ``at`` tells where.

    >>> parse("1 + 0.05 * kick").operator
    '+'
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters", MAX_LENGTH)
    if not text.strip():
        raise ExpressionError("the expression is empty", 0)
    tree = _Parser(text).whole()
    _check_depth(tree)
    return tree
