"""What parsers of formulas share: a text in tokens, and a place in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True)
class Token:
    """A piece of a formula: ``kind`` is a group of the pattern, or "end"; ``at`` its offset from 0."""

    kind: str
    text: str
    at: int


def split_tokens(
    text: str,
    pattern: re.Pattern[str],
    refuse: Callable[[str, int], NoReturn],
    *,
    signs: Collection[str] = (),
    sign_kind: str = "sign",
) -> list[Token]:
    """Cut a text into tokens, with one of kind "end" at last.

    Args:
        text: the formula.
        pattern: named groups, one for each kind; what ``space`` matches is left out.
        refuse: raises the language's own error for a character (and its offset) that nothing matches.
        signs: names that are operators in this language; they get the kind ``sign_kind``.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = pattern.match(text, at)
        if not found:
            refuse(text[at], at)
        kind = str(found.lastgroup)
        if kind == "name" and found.group() in signs:
            kind = sign_kind
        if kind != "space":
            tokens.append(Token(kind, found.group(), at))
        at = found.end()
    return [*tokens, Token("end", "", len(text))]


class TokenReader:
    """A place in the tokens of one formula; parsers go on from here."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    @property
    def _token(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._next]

    def _take(self) -> Token:
        """Return the next token and go on; the end is never passed."""
        token = self._token
        if token.kind != "end":
            self._next += 1
        return token
