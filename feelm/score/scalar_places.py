"""Where a character of a text value stands in the file, however YAML folds, quotes or escapes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feelm.score.document import Branch

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r\n|.)", re.DOTALL)
_WHITE_ESCAPES = frozenset("nrtvf_NLP \t\n\r")
"""Escapes that stand for white space, or for no character at all (a line that goes on)."""


def position_in(text: str, branch: Branch, offset: int) -> tuple[int, int]:
    """Line and column (from 1) of the character at ``offset`` of a scalar's value.

    White space is what YAML folds, so characters are counted without it: an offset in white space, or at the end of
    the value, is told just behind the character before it.

    Args:
        text: the whole file.
        branch: the scalar.
        offset: from 0 to the length of the value.
    """
    value = str(branch.value)
    before = sum(not char.isspace() for char in value[:offset])
    inside = offset < len(value) and not value[offset].isspace()
    at = branch.begin
    for count, (begin, end) in enumerate(_characters(text, branch)):
        if inside and count == before:
            at = begin
            break
        if count == before - 1:
            at = end
            if not inside:
                at += _spaces(text, end, value, offset)
                break
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - line_start + 1


def _spaces(text: str, at: int, value: str, offset: int) -> int:
    """How many of the spaces just before an offset of the value follow in the file on the same line."""
    said = len(value[:offset]) - len(value[:offset].rstrip())
    return min(said, len(text[at : at + said]) - len(text[at : at + said].lstrip(" ")))


def _characters(text: str, branch: Branch) -> Iterator[tuple[int, int]]:
    """Offsets (begin, end) in the file of each character of the value that is no white space."""
    at, end = branch.begin, branch.end
    if branch.style in ("|", ">"):
        at = text.find("\n", at, end) + 1 or end
    elif branch.style in ("'", '"'):
        at, end = at + 1, end - 1
    while at < end:
        width, white = _next(text, at, branch.style)
        if not white:
            yield at, at + width
        at += width


def _next(text: str, at: int, style: str) -> tuple[int, bool]:
    """How many characters of the file make the next one of the value, and whether that is white space."""
    if style == "'" and text.startswith("''", at):
        return 2, False
    found = _ESCAPE.match(text, at) if style == '"' else None
    if not found:
        return 1, text[at].isspace()
    code = next((group for group in found.groups() if group), None)
    white = chr(int(code, 16)).isspace() if code else text[at + 1] in _WHITE_ESCAPES
    return len(found.group()), white
