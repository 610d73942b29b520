"""Walks over a score: its numbers that may move, its times that may be words, each with its place in the tree."""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from typing import Annotated, Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel

from feelm.errors import ScoreError
from feelm.score.numbers import Keys, Number, Part

Path: TypeAlias = tuple[str | int, ...]
TimeReader: TypeAlias = Callable[[str, Path], float | str]
"""Takes the words of a time and its place, gives what shall stand there."""

_P = TypeVar("_P", bound=Part)


class PlacedScoreError(ScoreError):
    """A mistake at a place of the score's tree; ``path`` leads there ("shots", 3, "end")."""

    def __init__(self, what: str, path: Path, *, fix: str | None = None) -> None:
        super().__init__(what, where=spelt(path), fix=fix)
        self.path = path


def spelt(path: Path) -> str:
    """A place in the tree as it is written in messages.

    >>> spelt(("shots", 3, "camera", "zoom"))
    'shots[3].camera.zoom'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def numbers_of(part: Part, path: Path = ()) -> Iterator[tuple[Path, Number]]:
    """Every field of a part that may be an expression or key frames, with its place."""
    for name, info in type(part).model_fields.items():
        yield from _numbers_in(info.annotation, getattr(part, name), (*path, info.alias or name))


def _numbers_in(annotation: Any, value: Any, path: Path) -> Iterator[tuple[Path, Number]]:
    if isinstance(value, Part) and not isinstance(value, Keys):
        yield from numbers_of(value, path)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _numbers_in(_element(annotation, 0), inner, (*path, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers_in(_element(annotation, 1), inner, (*path, key))
    elif value is not None and _holds(annotation, Keys):
        yield path, value


def with_times(part: _P, read: TimeReader, path: Path = ()) -> _P:
    """The part with each time in words replaced by what ``read`` makes of it; the same part when nothing changed."""
    changed: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if _speaks_of_time(cast(Hashable, info.annotation)):
            new = _read_in(info.annotation, value, read, (*path, info.alias or name))
            if new is not value:
                changed[name] = new
    return part.model_copy(update=changed) if changed else part


def _read_in(annotation: Any, value: Any, read: TimeReader, path: Path) -> Any:
    if isinstance(value, str):
        return read(value, path) if _is_time(annotation) else value
    if isinstance(value, Part):
        return with_times(value, read, path)
    if isinstance(value, dict):
        inner = {
            key: _read_in(_element(annotation, 1), one, read, (*path, key)) for key, one in value.items()
        }
        return inner if any(inner[key] is not value[key] for key in value) else value
    if isinstance(value, list | tuple):
        shape = _tuple_of(annotation, len(value)) if isinstance(value, tuple) else None
        kinds = shape or [_element(annotation, 0)] * len(value)
        rows = [
            _read_in(kind, one, read, (*path, i))
            for i, (kind, one) in enumerate(zip(kinds, value, strict=True))
        ]
        return type(value)(rows) if any(a is not b for a, b in zip(rows, value, strict=True)) else value
    return value


def _members(annotation: Any) -> list[Any]:
    """The members of a union, without ``Annotated``; one kind is a union of one."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [inner for member in get_args(annotation) for inner in _members(member)]
    return [annotation]


def _holds(annotation: Any, kind: type) -> bool:
    return kind in _members(annotation)


def _is_time(annotation: Any) -> bool:
    """A number of seconds or words; a ``Number`` is those or key frames."""
    members = _members(annotation)
    return float in members and str in members and Keys not in members


def _element(annotation: Any, index: int) -> Any:
    """What a list (0) or a mapping (1: its values) holds."""
    for member in _members(annotation):
        if get_origin(member) in (list, dict):
            return get_args(member)[index]
    return Any


def _tuple_of(annotation: Any, length: int) -> list[Any] | None:
    for member in _members(annotation):
        if get_origin(member) is tuple and len(get_args(member)) == length:
            return list(get_args(member))
    return None


@cache
def _speaks_of_time(annotation: Hashable) -> bool:
    """Whether a time can stand anywhere below a field of this kind."""
    for member in _members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            if any(_speaks_of_time(cast(Hashable, info.annotation)) for info in member.model_fields.values()):
                return True
        elif any(_speaks_of_time(inner) for inner in get_args(member) if inner is not Ellipsis):
            return True
    return _is_time(annotation)
