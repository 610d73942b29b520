"""A tree of plain values to YAML text, laid out for a reader: blocks outside, one-line maps and lists inside."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

WIDTH = 110
_SAFE_WORD = re.compile(r"[A-Za-z_가-힣][\w가-힣 .,;()/'’+*%<>=…·—–°~\-]*", re.ASCII)
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]")
_RESERVED = re.compile(r"(?i)(null|true|false|yes|no|on|off|y|n|nan|inf)")


def emit(tree: Mapping[str, object], always_block: frozenset[str]) -> str:
    """Return the YAML of a mapping; the fields named in ``always_block`` are never put on one line.

    >>> print(emit({"size": [1280, 720], "zoom": 1.5}, frozenset()), end="")
    size: [1280, 720]
    zoom: 1.5
    """
    return "".join(line + "\n" for line in _block_map(tree, 0, always_block))


def number_text(number: float | int) -> str:
    """The shortest text that reads back as the same number.

    >>> number_text(24.0), number_text(0.1)
    ('24', '0.1')
    """
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return "-0.0" if str(number) == "-0.0" else str(int(number))
    return repr(number)


def text_text(text: str, *, flow: bool) -> str:
    """A string as YAML: bare where that is safe, else in double quotes with escapes."""
    bare = (
        len(text) <= 2000
        and _SAFE_WORD.fullmatch(text)
        and text == text.strip()
        and not _RESERVED.fullmatch(text)
        and not (flow and _UNSAFE_IN_FLOW.search(text))
    )
    if bare:
        return text
    # JSON strings are YAML strings; what YAML calls unprintable is escaped beyond what JSON asks for.
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\u007f-\u009f\u00a0\u00ad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]", _escape, quoted)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def flow_text(value: object) -> str:
    """Any value on one line, safe inside brackets too."""
    return _flow(value)


def key_text(key: object) -> str:
    """A field's name as YAML."""
    return _scalar(key, flow=True)


def one_line(key: object, value: object) -> str:
    """A field and its value on one line.

    >>> one_line("size", [1280, 720])
    'size: [1280, 720]'
    """
    return f"{key_text(key)}: {_flow(value)}"


def _scalar(value: object, *, flow: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    return text_text(str(value), flow=flow)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(one_line(k, v) for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value, flow=True)


def _fits(key: str, value: object, indent: int, always_block: frozenset[str]) -> bool:
    if key in always_block and value:
        return False
    if isinstance(value, Mapping) and any(isinstance(inner, Mapping) and inner for inner in value.values()):
        return False
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (
            all(not isinstance(item, Mapping) for item in value) and len(_flow(value)) + indent <= 4 * WIDTH
        )
    return len(_flow(value)) + indent + len(key) + 2 <= WIDTH


def _holds_map(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, Sequence) and not isinstance(value, str) and any(map(_holds_map, value))


def _block_map(tree: Mapping[str, object], indent: int, always_block: frozenset[str]) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for key, value in tree.items():
        name = _scalar(key, flow=False)
        compound = isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))
        if not compound:
            lines.append(f"{pad}{name}: {_scalar(value, flow=False)}")
        elif _fits(str(key), value, indent, always_block):
            lines.append(f"{pad}{name}: {_flow(value)}")
        elif isinstance(value, Mapping):
            lines += [f"{pad}{name}:", *_block_map(value, indent + 2, always_block)]
        elif isinstance(value, Sequence):
            lines += [f"{pad}{name}:", *_block_list(str(key), value, indent + 2, always_block)]
    return lines


def _block_list(key: str, items: Sequence[object], indent: int, always_block: frozenset[str]) -> list[str]:
    lines: list[str] = []
    for item in items:
        block = f"{key}[]" in always_block or not _fits("", item, indent + 2, always_block)
        if isinstance(item, Mapping) and item and block:
            first, *rest = _block_map(item, indent + 2, always_block)
            lines += [" " * indent + "- " + first.lstrip(), *rest]
        else:
            lines.append(
                " " * indent
                + "- "
                + (_flow(item) if not isinstance(item, str) else _scalar(item, flow=False))
            )
    return lines
