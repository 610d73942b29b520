"""Where the fields of a JSON file stand: text in, values and their lines and columns out."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feelm.errors import InputError

MAX_BYTES = 40_000_000
_HALF = re.compile(
    r"(?P<sound>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\[^u]|\\u(?![dD][89a-fA-F]))"
    r"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s:,{}\[\]"]+', re.DOTALL)


@dataclass(frozen=True)
class Document:
    """A JSON object with the place of every field of its first level.

    ``starts``: field → offset of its value in ``text``, from 0.
    """

    name: str
    text: str
    fields: dict[str, Any]
    starts: dict[str, int]

    def place(self, field: str, offset: int | None = None) -> str:
        """How a place is written in messages: file, line, column, and the offset within the field's own text."""
        start = self.starts.get(field)
        if start is None:
            return f"{self.name}, `{field}`"
        at = start if offset is None else self._raw(start, offset)
        lines = self._line_starts()
        line = bisect_right(lines, at)
        column = at - lines[line - 1] + 1
        inside = "" if offset is None else f", offset {offset}"
        return f"{self.name}, line {line}, column {column} (`{field}`{inside})"

    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _raw(self, start: int, offset: int) -> int:
        """Offset in the file of the character number ``offset`` of a string value (escapes take more than one)."""
        if self.text[start : start + 1] != '"':
            return start
        at = start + 1
        for _ in range(offset):
            if at >= len(self.text) or self.text[at] == '"':
                break
            at += 1 if self.text[at] != "\\" else 6 if self.text[at + 1 : at + 2] == "u" else 2
        return at


def read_document(path: Path, tool: str) -> Document:
    """Read a JSON file that holds one object (UTF-8, at most 40 MB).

    Args:
        path: the file.
        tool: whose file it should be ("Deforum"), for messages.

    Raises:
        InputError: it is missing, not UTF-8, no JSON, or no object.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the file is larger than 40 MB", where=str(path))
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(
            "there is no such file", where=str(path), fix=f"give the path of a {tool} file"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8 text", where=str(path), fix="save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", where=str(path)) from error
    return parse_document(text, path.name, tool)


def refuse_other_tool(document: Document, path: Path, tool: str) -> None:
    """Refuse a file that is plainly the other tool's: Parseq's has key frames, Deforum's a length and a mode.

    Raises:
        InputError: with the command that reads the file.
    """
    parseq = not {"keyframes", "rendered_frames"}.isdisjoint(document.fields)
    deforum = not {"max_frames", "animation_mode"}.isdisjoint(document.fields)
    real = "Parseq" if parseq and not deforum else "Deforum" if deforum and not parseq else tool
    if real != tool:
        raise InputError(
            f"this is a file of {real}", where=str(path), fix=f"run feelm import {real.lower()} {path}"
        )


def parse_document(text: str, name: str, tool: str) -> Document:
    """Read JSON text that holds one object; the last of equal fields counts.

    Raises:
        InputError: it is no JSON, or no object.
    """
    try:
        # Python's own reading of numbers: NaN and Infinity stand in files of these tools and are told later.
        fields = json.loads(_without_half_letters(text), parse_int=_whole)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is not valid JSON ({error.msg})",
            where=f"{name}, line {error.lineno}, column {error.colno}",
            fix=f"give a {tool} file as {tool} wrote it",
        ) from None
    except (RecursionError, ValueError):
        raise InputError("this is not valid JSON", where=name, fix=f"give a {tool} file") from None
    if not isinstance(fields, dict):
        raise InputError(
            f"this is no {tool} file", where=name, fix="its JSON should hold one object of named fields"
        )
    return Document(name, text, fields, _starts(text))


def _without_half_letters(text: str) -> str:
    r"""The text without escapes of half a letter: ``\ud83e`` without its other half is in no text that can be written.

    Each becomes ``\ufffd``, of the same length, so that places stay.
    """
    return _HALF.sub(lambda found: found.group("sound") or r"\ufffd", text)


def _whole(digits: str) -> int | float:
    """A whole number of any length; beyond 300 digits Python would refuse or toil."""
    return int(digits) if len(digits) <= 300 else float("inf")


def _starts(text: str) -> dict[str, int]:
    """Offsets of the values of the first level, in one pass over valid JSON."""
    starts: dict[str, int] = {}
    depth = 0
    key: str | None = None
    for found in _TOKEN.finditer(text):
        sign = found.group()[0]
        if sign in "}]":
            depth -= 1
            continue
        if depth == 1:
            if key is None:
                key = str(json.loads(found.group(), strict=False))
            else:
                starts[key], key = found.start(), None
        depth += sign in "{["
    return starts
