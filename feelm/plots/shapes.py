"""Pictures of single curves for the language's reference: easings and functions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.plots.svg import INK, LINE, SOFT, Drawing, fitted

Floats = NDArray[np.float64]
CELL_WIDTH, CELL_HEIGHT, GAP = 244, 150, 22
COLUMNS = 4


def plot_shapes(
    curves: dict[str, tuple[Floats, Floats, Floats | None]], colour: str = "#3f6f8f", columns: int = COLUMNS
) -> Drawing:
    """A sheet of small curves, each under its name.

    Args:
        curves: name → x, y, and what the curve is made from (drawn behind it, or None), shape (n,) each.
        colour: of the curves.
        columns: how many stand beside each other.
    """
    columns = min(columns, max(len(curves), 1))
    rows = -(-len(curves) // columns)
    sheet = Drawing(columns * (CELL_WIDTH + GAP) + GAP, rows * (CELL_HEIGHT + GAP) + GAP)
    for index, (name, (x, y, source)) in enumerate(curves.items()):
        left = GAP + (index % columns) * (CELL_WIDTH + GAP)
        top = GAP + (index // columns) * (CELL_HEIGHT + GAP)
        _cell(sheet, left, top, name, x, y, source, colour)
    return sheet


def _cell(
    sheet: Drawing,
    left: float,
    top: float,
    name: str,
    x: Floats,
    y: Floats,
    source: Floats | None,
    colour: str,
) -> None:
    head = 24.0
    every = y if source is None else np.concatenate([y, source])
    low, high = min(0.0, float(every.min())), max(1.0, float(every.max()))
    if float(every.max()) < 0.2 and float(every.min()) >= 0:
        high = float(every.max()) or 1.0
    height = CELL_HEIGHT - head

    def place(values: Floats) -> list[tuple[float, float]]:
        across = left + (x - x[0]) / (x[-1] - x[0]) * CELL_WIDTH
        up = top + head + height - (values - low) / (high - low) * height
        return list(zip(across.tolist(), up.tolist(), strict=True))

    sheet.box(left, top + head, CELL_WIDTH, height, "#ffffff", 0.55, 4)
    for value in (0.0, 1.0):
        if low <= value <= high:
            y_at = top + head + height - (value - low) / (high - low) * height
            sheet.line(left, y_at, left + CELL_WIDTH, y_at, LINE)
            sheet.text(left + CELL_WIDTH - 2, y_at - 2, f"{value:g}", 9, SOFT, "end")
    if source is not None:
        sheet.curve(place(source), "#c9bfae", 1.2)
    sheet.curve(place(y), colour, 2.0)
    sheet.text(left, top + 15, fitted(name, 13, CELL_WIDTH), 13, INK)
