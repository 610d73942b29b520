"""What each part and each field of a score means, read from the texts that stand below them in the source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel


def parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and every model that its fields hold, each once, in the order in which they are met."""
    found: list[type[BaseModel]] = []
    waiting = [model]
    while waiting:
        part = waiting.pop(0)
        if part in found:
            continue
        found.append(part)
        waiting += [inner for info in part.model_fields.values() for inner in _models_in(info.annotation)]
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def about_part(model: type[BaseModel]) -> str:
    """The text of a part of the score, with single backticks."""
    return _plain(inspect.getdoc(model) or "")


def about_fields(model: type[BaseModel]) -> dict[str, str]:
    """Name of each field as it is written in a score → what it means; a field that nothing describes is left out."""
    written = _texts_below_fields(model)
    return {info.alias or name: written[name] for name, info in model.model_fields.items() if name in written}


def _texts_below_fields(model: type[BaseModel]) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    texts: dict[str, str] = {}
    for pair in pairwise(body):
        match pair:
            case (ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text)))):
                texts[name] = _plain(text)
    return texts


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())
