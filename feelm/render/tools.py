"""What a worker process loads once and keeps: its brush and its catalogue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.painter.brush import Brush
    from feelm.things import Catalogue


@cache
def brush() -> Brush:
    """The brush of this process, with its networks loaded."""
    from feelm.painter import make_brush

    return make_brush(threads=1)


@cache
def catalogue() -> Catalogue:
    """The things of this process."""
    from feelm.things import open_catalogue

    return open_catalogue()
