"""Every function of the score language by name."""

from __future__ import annotations

from feelm.score.function import Axis, Floats, Function, Value
from feelm.score.function_clocks import CHANCE, CLOCKS, PLACES
from feelm.score.function_maths import MATHS
from feelm.score.function_memory import MEMORY
from feelm.score.function_shapes import SHAPES

__all__ = ["FUNCTIONS", "Axis", "Floats", "Function", "Value"]

FUNCTIONS: dict[str, Function] = {**MATHS, **SHAPES, **MEMORY, **CLOCKS, **PLACES, **CHANCE}
"""Name → function. All work on arrays over the frames of a shot, or on plain numbers."""
