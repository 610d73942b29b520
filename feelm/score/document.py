"""YAML text to a tree that remembers where everything stands.

Only the plain core of YAML is read: mappings, lists, text, numbers, true, false and null. Tags, anchors and aliases
are refused, so a score can neither run code nor unfold into gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from feelm.errors import ScoreError

MAX_CHARACTERS = 20_000_000
MAX_NESTING = 60
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".nan": float("nan"), ".inf": float("inf"), "-.inf": float("-inf"),
}  # fmt: skip


@dataclass
class Branch:
    """A value of the file: ``value`` for a scalar, ``children`` by key or by index; line and column from 1.

    ``begin`` and ``end`` are offsets of the value's own text, without what follows it (``end`` is ``begin`` for a
    value that is not there: ``key:``). ``style`` is the sign that opens it: ``'``, ``"``, ``|``, ``>``, ``{``, ``[``,
    or nothing.
    """

    line: int
    column: int
    value: object = None
    children: dict[str | int, Branch] = field(default_factory=dict)
    key_at: dict[str, tuple[int, int]] = field(default_factory=dict)
    kind: str = "scalar"
    style: str = ""
    begin: int = 0
    end: int = 0

    def plain(self) -> Any:
        """The value as dictionaries, lists and scalars."""
        if self.kind == "map":
            return {key: child.plain() for key, child in self.children.items()}
        if self.kind == "list":
            return [child.plain() for child in self.children.values()]
        return self.value


def place(name: str, line: int, column: int) -> str:
    """How a place in a file is written in messages.

    >>> place("score.yaml", 41, 18)
    'score.yaml, line 41, column 18'
    """
    return f"{name}, line {line}, column {column}"


def read_tree(text: str, name: str) -> Branch:
    """Read YAML text into a tree.

    Args:
        text: the file's content, at most ``MAX_CHARACTERS``.
        name: the file's name, for messages.

    Raises:
        ScoreError: the text is no YAML, or uses tags, anchors, aliases, several documents or a key twice.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text) > MAX_CHARACTERS:
        raise ScoreError("the file is larger than 20 MB", where=name)
    try:
        return _Builder(name, text, YAML(typ="safe", pure=True).parse(text)).document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = place(name, mark.line + 1, mark.column + 1) if mark else name
        raise ScoreError(f"this is not valid YAML ({error.problem or error.context})", where=where) from error
    except YAMLError as error:
        raise ScoreError(f"this is not valid YAML ({str(error).splitlines()[0]})", where=name) from error
    except (ValueError, RecursionError) as error:
        raise ScoreError("this is not valid YAML", where=name) from error


class _Builder:
    def __init__(self, name: str, text: str, events: Iterator[Any]) -> None:
        self._name = name
        self._text = text
        self._events = events

    def _refuse(self, what: str, event: Any, fix: str | None = None) -> ScoreError:
        mark = event.start_mark
        return ScoreError(what, where=place(self._name, mark.line + 1, mark.column + 1), fix=fix)

    def document(self) -> Branch:
        root: Branch | None = None
        for event in self._events:
            kind = type(event).__name__
            if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                continue
            if kind == "DocumentStartEvent":
                if root is not None:
                    raise self._refuse("a second document begins here", event, "keep one score in a file")
                continue
            root = self._branch(event, 0)
        if root is None or root.kind != "map":
            raise ScoreError(
                "this is not a score", where=self._name, fix="a score begins with `schema: feelm-score/1`"
            )
        return root

    def _branch(self, event: Any, depth: int) -> Branch:
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise self._refuse(
                "anchors and aliases (& and *) are not used in scores", event, "write the value out"
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._refuse(f"the tag {event.tag} is not used in scores", event, "leave it out")
        if depth > MAX_NESTING:
            raise self._refuse("the file is nested too deeply", event)
        branch = Branch(event.start_mark.line + 1, event.start_mark.column + 1)
        branch.begin, branch.end = event.start_mark.index, event.end_mark.index
        if kind == "ScalarEvent":
            branch.style = event.style or ""
            if branch.style in ("|", ">"):  # its line end belongs to the file
                branch.end = branch.begin + len(self._text[branch.begin : branch.end].rstrip())
            branch.value = _scalar(event.value) if event.implicit[0] else event.value
            return branch
        if kind == "MappingStartEvent":
            branch.kind, branch.style = "map", "{" if event.flow_style else ""
            return self._mapping(branch, depth)
        branch.kind, branch.style = "list", "[" if event.flow_style else ""
        for child in self._until("SequenceEndEvent", branch):
            branch.children[len(branch.children)] = self._branch(child, depth + 1)
        return branch

    def _mapping(self, branch: Branch, depth: int) -> Branch:
        for event in self._until("MappingEndEvent", branch):
            if type(event).__name__ != "ScalarEvent" or event.anchor or event.tag not in (None, "!"):
                raise self._refuse("a field name must be a plain word", event)
            key = event.value
            if key in branch.children:
                raise self._refuse(f"`{key}` is written twice here", event, "keep one of them")
            branch.key_at[key] = (event.start_mark.line + 1, event.start_mark.column + 1)
            child = branch.children[key] = self._branch(next(self._events), depth + 1)
            if child.begin == child.end:  # nothing is written: its place is behind the colon
                colon = self._text.find(":", event.end_mark.index)
                child.begin = child.end = colon + 1 if colon >= 0 else child.begin
        return branch

    def _until(self, end: str, branch: Branch) -> Iterator[Any]:
        for event in self._events:
            if type(event).__name__ == end:
                # A block ends with its last value; what the parser calls its end is where the next one begins.
                inner = [child.end for child in branch.children.values()]
                branch.end = event.end_mark.index if branch.style or not inner else max(inner)
                return
            yield event


def _scalar(text: str) -> object:
    """The value of an unquoted scalar by the YAML 1.2 core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > 400:  # no number is that long, and int() refuses very long ones
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
