"""Changes in a score file that leave a person's comments, order and layout as they are.

Only the text of a value that changes is replaced, and a new field is put behind the last one of its group: every
other character of the file stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from feelm.errors import ScoreError
from feelm.score.document import Branch, read_tree
from feelm.score.emit import WIDTH, flow_text, key_text, one_line
from feelm.score.file import loads, read_text, write_text
from feelm.score.tree import Path as FieldPath
from feelm.score.tree import spelt


class _Splice(NamedTuple):
    """Characters ``begin`` to ``end`` of the file become ``text``; ``order`` keeps those at one place apart."""

    begin: int
    end: int
    order: int
    text: str


def set_fields(path: str | Path, changes: Mapping[FieldPath, object]) -> None:
    """Set fields of a score file in place, whole or not at all; comments and layout are kept.

    Args:
        path: the score.
        changes: place in the tree → new value, as in ``{("shots", 2, "locked"): True}``. Groups on the way that
            the file does not have are made; an index equal to a list's length adds to it. Values are numbers, texts,
            True, False, None, and lists and mappings of those.

    Raises:
        ScoreError: the file is no score, has no such place, or would not pass its checks afterwards.
        OutputError: it cannot be written.

    >>> set_fields("film.score.yaml", {("shots", 0, "paint", "style"): "ink"})  # doctest: +SKIP
    """
    file = Path(path)
    text = edited(read_text(file), changes, file.name)
    loads(text, file.name)
    write_text(text, file)


def edited(text: str, changes: Mapping[FieldPath, object], name: str = "score") -> str:
    """The text of a score after ``changes``, as ``set_fields`` makes them.

    >>> edited("fps: 24 # film\\n", {("fps",): 25})
    'fps: 25 # film\\n'

    Raises:
        ScoreError: the text is no YAML mapping, or has no such place.
    """
    tree = read_tree(text, name)
    replaced: dict[FieldPath, object] = {}
    added: dict[FieldPath, dict[str | int, object]] = {}
    for place, value in changes.items():
        _sort_change(tree, place, value, replaced, added)
    splices = [_replacement(_branch(tree, place), value) for place, value in replaced.items()]
    # Where an inner group and the one around it end together, the inner one's fields come first.
    deepest = sorted(added.items(), key=lambda one: -len(one[0]))
    for order, (place, fields) in enumerate(deepest):
        splices += _addition(text, tree, place, fields, order)
    for splice in sorted(splices, reverse=True):
        text = text[: splice.begin] + splice.text + text[splice.end :]
    _check_said(read_tree(text, name), changes)
    return text


def _check_said(tree: Branch, changes: Mapping[FieldPath, object]) -> None:
    """Refuse an edit that YAML would read as something else than what was asked for."""
    for place, value in changes.items():
        branch = tree
        for step in place:
            if step not in branch.children:
                raise ScoreError(f"`{spelt(place)}` cannot be set where the file stands now")
            branch = branch.children[step]
        said = read_tree(f"{one_line('value', value)}\n", "value").plain()["value"]
        if branch.plain() != said and branch.plain() == branch.plain():
            raise ScoreError(f"`{spelt(place)}` cannot be set where the file stands now")


def _sort_change(
    tree: Branch,
    place: FieldPath,
    value: object,
    replaced: dict[FieldPath, object],
    added: dict[FieldPath, dict[str | int, object]],
) -> None:
    """Decide whether a change replaces a value or adds one, and to which group."""
    if not place:
        raise ScoreError("a change needs the place of a field")
    branch, depth = tree, 0
    while depth < len(place) and place[depth] in branch.children:
        branch, depth = branch.children[place[depth]], depth + 1
    if depth == len(place):
        replaced[place] = value
        return
    step = place[depth]
    empty = branch.kind == "scalar" and branch.value is None
    fits = isinstance(step, str) if branch.kind != "list" else step == len(branch.children)
    if not (fits and (empty or branch.kind != "scalar")) or not all(
        isinstance(s, str) for s in place[depth + 1 :]
    ):
        raise ScoreError(f"the score has no place `{spelt(place)}`")
    fields = added.setdefault(place[:depth], {})
    _put(fields, place[depth:], value)


def _put(fields: dict[str | int, object], steps: FieldPath, value: object) -> None:
    for step in steps[:-1]:
        inner = fields.setdefault(step, {})
        if not isinstance(inner, dict):
            raise ScoreError(f"`{step}` is set twice")
        fields = inner
    fields[steps[-1]] = value


def _branch(tree: Branch, place: FieldPath) -> Branch:
    for step in place:
        tree = tree.children[step]
    return tree


def _replacement(branch: Branch, value: object) -> _Splice:
    # A value that is not there ("key:") needs a space; a literal block keeps the line end that closes it.
    space = " " if branch.begin == branch.end else ""
    return _Splice(branch.begin, branch.end, 0, space + flow_text(value))


def _addition(
    text: str, tree: Branch, place: FieldPath, fields: Mapping[str | int, object], order: int
) -> Iterable[_Splice]:
    """New fields behind the last one of a group, or new entries behind the last one of a list."""
    branch = _branch(tree, place)
    if not branch.children:
        body = flow_text(list(fields.values()) if branch.kind == "list" else fields)
        space = " " if branch.begin == branch.end else ""
        return [_Splice(branch.begin, branch.end, order, space + body)]
    last = max(child.end for child in branch.children.values())
    if branch.style:
        said = [
            one_line(key, value) if branch.kind == "map" else flow_text(value)
            for key, value in fields.items()
        ]
        return [_Splice(last, last, order, "".join(f", {one}" for one in said))]
    indent = " " * (branch.column - 1)
    lines = []
    for key, value in fields.items():
        if branch.kind == "list":
            lines.append(f"{indent}- {flow_text(value)}")
        else:
            lines += _field_lines(indent, str(key), value)
    # Behind the last value's own line, so that a comment at its end stays with it.
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    return [_Splice(end, end, order, "".join(f"\n{line}" for line in lines))]


def _field_lines(indent: str, key: str, value: object) -> list[str]:
    """A field on one line, or a group of fields on a line each where one is too short."""
    line = f"{indent}{one_line(key, value)}"
    if len(line) <= WIDTH or not isinstance(value, Mapping):
        return [line]
    inner = [one for name, part in value.items() for one in _field_lines(indent + "  ", str(name), part)]
    return [f"{indent}{key_text(key)}:", *inner]
