"""The signals that a score gives names to: one place, used everywhere, made from one another in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feelm.score.curves import names_in
from feelm.score.functions import FUNCTIONS
from feelm.score.grammar import ExpressionError, Name, parse, walk
from feelm.score.names import CONSTANTS, NAMES
from feelm.score.numbers import Number
from feelm.score.tree import Path, PlacedScoreError

_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]{0,39}")
_TAKEN = {"if", "else", "and", "or", "not"}


def check_names(signals: Mapping[str, Number]) -> None:
    """Refuse names that the language could not tell from its own words.

    Raises:
        ScoreError: with the place of the name.
    """
    for name in signals:
        path: Path = ("signals", name)
        if not _NAME.fullmatch(name):
            raise PlacedScoreError(
                f"`{name[:40]}` cannot be the name of a signal", path, fix="use letters, digits and _"
            )
        if name in NAMES or name in CONSTANTS or name in FUNCTIONS or name in _TAKEN:
            raise PlacedScoreError(
                f"the language has a word `{name}` of its own", path, fix="give the signal another name"
            )


def in_order(signals: Mapping[str, Number]) -> list[str]:
    """The names so that each signal comes after those that it is made from.

    Raises:
        ScoreError: signals are made from each other in a circle, which the message names.
    """
    order: list[str] = []
    done: set[str] = set()
    for first in signals:
        way: list[tuple[str, list[str]]] = [(first, _made_from(first, signals))] if first not in done else []
        while way:
            name, waiting = way[-1]
            if not waiting:
                way.pop()
                done.add(name)
                order.append(name)
                continue
            following = waiting.pop()
            walked = [step for step, _ in way]
            if following in walked:
                raise _circle([*walked[walked.index(following) :], following], signals)
            if following not in done:
                way.append((following, _made_from(following, signals)))
    return order


def _made_from(name: str, signals: Mapping[str, Number]) -> list[str]:
    return sorted(names_in(signals[name]) & signals.keys(), reverse=True)


def _circle(names: list[str], signals: Mapping[str, Number]) -> PlacedScoreError:
    """The error at the word that closes the circle."""
    last, first = names[-2], names[-1]
    error = PlacedScoreError(
        f"signals are made from each other in a circle: {' → '.join(names)}",
        ("signals", last),
        fix="make one of them from something else",
    )
    at = next(
        node.at for node in walk(parse(str(signals[last]))) if isinstance(node, Name) and node.name == first
    )
    error.__cause__ = ExpressionError(error.what, at)
    return error
