"""What pydantic found wrong, as one sentence with line and column."""

from __future__ import annotations

import inspect
import typing
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feelm.score.document import Branch
from feelm.score.model import Score
from feelm.score.names import nearest

_ABOUT_FIELDS = ("missing", "extra_forbidden")


@dataclass(frozen=True)
class Mistake:
    """One mistake in a file; line and column from 1."""

    what: str
    fix: str | None
    line: int
    column: int


def first_mistake(error: ValidationError, tree: Branch) -> Mistake:
    """Return the mistake that stands first in the file.

    Args:
        error: what validation of the tree's plain value raised.
        tree: the tree that was read.
    """
    details = error.errors(include_url=False)
    paths = [tuple(_descend(tree, detail["loc"])[1]) for detail in details]
    # A union complains once for each of its branches; the one that went deepest was meant. A missing field
    # is told last: it is often the other side of a misspelt one.
    deepest = [
        detail
        for detail, path in zip(details, paths, strict=True)
        if detail["type"] in _ABOUT_FIELDS
        or not any(len(o) > len(path) and o[: len(path)] == path for o in paths)
    ]
    placed = [(detail["type"] == "missing", _mistake(detail, tree)) for detail in deepest]
    return min(placed, key=lambda one: (one[0], one[1].line, one[1].column, -len(one[1].what)))[1]


def _descend(tree: Branch, location: tuple[int | str, ...]) -> tuple[Branch, list[str | int]]:
    """Follow an error's location; parts that name a union's branch are no part of the file."""
    branch, path = tree, []
    for step in location:
        if step in branch.children:
            branch = branch.children[step]
            path.append(step)
    return branch, path


def _mistake(detail: ErrorDetails, tree: Branch) -> Mistake:
    location = detail["loc"]
    branch, path = _descend(tree, location)
    line, column = branch.line, branch.column
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the score")
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        parent, _ = _descend(tree, location[:-1])
        line, column = parent.key_at.get(str(location[-1]), (line, column))
        name = str(location[-1])
        # The rest of an unquoted expression inside { } is read as more fields.
        fix = (
            _suggest(name, _fields_at(location[:-1]))
            if name.isidentifier()
            else "put an expression with commas in quotes"
        )
        return Mistake(f"unknown field `{name}`", fix, line, column)
    if branch.value is None and branch.kind == "scalar" and not name.isidentifier():
        return Mistake(f"`{name[:40]}` is no field", "put an expression with commas in quotes", line, column)
    if kind == "missing":
        return Mistake(f"the field `{location[-1]}` is missing", None, line, column)
    if kind == "literal_error":
        options = [
            option.strip("' ") for option in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        fix = nearest(str(branch.value), options) or f"it can be {', '.join(options)}"
        return Mistake(f"`{name}` cannot be `{_short(branch)}`", fix, line, column)
    return Mistake(_sentence(detail, name, branch), None, line, column)


def _suggest(name: str, known: list[str]) -> str | None:
    return nearest(name, known) or (f"known here are {', '.join(known)}" if known else None)


def _short(branch: Branch) -> str:
    if branch.kind != "scalar":
        return {"map": "a group of fields", "list": "a list"}[branch.kind]
    text = str(branch.value)
    return text if len(text) <= 40 else text[:39] + "…"


def _sentence(detail: ErrorDetails, name: str, branch: Branch) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), _short(branch)
    limits = {
        "greater_than": ("gt", "above"), "greater_than_equal": ("ge", "at least"),
        "less_than": ("lt", "below"), "less_than_equal": ("le", "at most"),
    }  # fmt: skip
    if kind in limits:
        key, word = limits[kind]
        return f"`{name}` is {given}, it must be {word} {context[key]:g}"
    if kind == "finite_number":
        return f"`{name}` is not a finite number"
    if kind == "string_pattern_mismatch":
        if "#" in str(context.get("pattern")):
            return f'`{given}` is no colour, write it as "#rrggbb"'
        return f"`{given}` is no id, use letters, digits, - and _ (at most 40)"
    if kind in ("too_short", "too_long"):
        wanted = context.get("min_length" if kind == "too_short" else "max_length")
        return f"`{name}` has {context.get('actual_length')} entries, it must have {wanted}"
    words = {
        "float": "a number", "int": "a whole number", "bool": "true or false", "string": "text", "list": "a list",
        "tuple": "a list", "dict": "a group of fields", "model": "a group of fields",
    }  # fmt: skip
    start = kind.split("_")[0]
    return (
        f"`{name}` is {given}, it must be {words[start]}" if start in words else f"`{name}`: {detail['msg']}"
    )


def _fields_at(location: tuple[int | str, ...]) -> list[str]:
    """Names of the fields that the part of the score at ``location`` has."""
    model: type[BaseModel] | None = Score
    for step in location:
        if isinstance(step, int) or model is None:
            continue
        found = next((info for key, info in model.model_fields.items() if (info.alias or key) == step), None)
        model = _model_in(found.annotation) if found else model
    return [info.alias or key for key, info in model.model_fields.items()] if model else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        if (found := _model_in(inner)) is not None:
            return found
    return None
