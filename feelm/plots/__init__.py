"""The room ``plots``: pictures of what moves. A score enters; a sheet of its curves leaves, as SVG or PNG.

``plot_curves`` · ``plot_shapes`` · ``rasterise``. Names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.plots.curve_sheet import plot_curves
    from feelm.plots.shapes import plot_shapes
    from feelm.plots.svg import rasterise

_HOME_OF = {"plot_curves": "curve_sheet", "plot_shapes": "shapes", "rasterise": "svg"}

__all__ = ["plot_curves", "plot_shapes", "rasterise"]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.plots' has no attribute {name!r}")
    return getattr(import_module(f"feelm.plots.{_HOME_OF[name]}"), name)
