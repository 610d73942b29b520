"""Things: everything that can stand in a picture, found by a Korean or English word and drawn at any height.

In: a word, an id, a folder of pictures. Out: :class:`Thing`, :class:`Found`, and RGBA pictures (height, width, 4)
uint8, sRGB with straight alpha. People are drawn here too, as whole figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feelm.things.thing import Found, Thing

if TYPE_CHECKING:
    from feelm.things.added import add_things
    from feelm.things.catalogue import Catalogue, open_catalogue
    from feelm.things.describe import describe_things
    from feelm.things.people import draw_person

__all__ = ["Catalogue", "Found", "Thing", "add_things", "describe_things", "draw_person", "open_catalogue"]

_HOMES = {
    "Catalogue": "catalogue",
    "open_catalogue": "catalogue",
    "add_things": "added",
    "describe_things": "describe",
    "draw_person": "people",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"feelm.things.{_HOMES[name]}"), name)
