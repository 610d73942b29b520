"""A head from above with a value at each electrode, spread between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.plots.svg import FAINT, INK, SOFT, Drawing

Floats = NDArray[np.float64]

Place = tuple[float, float, float]
_CELLS = 40
_WARM, _COLD, _MIDDLE = (196, 92, 60), (58, 104, 168), (246, 241, 230)


def flat_places(places: Sequence[Place | None]) -> Floats:
    """Places on the head laid flat ``(n, 2)``: right, front; 1 is the rim; NaN where not known.

    Azimuthal equidistant projection from the crown: distance from the centre is the angle from it.
    """
    flat = np.full((len(places), 2), np.nan)
    for index, place in enumerate(places):
        if place is None:
            continue
        right, front, up = place
        angle = np.arctan2(np.hypot(right, front), up) / (np.pi / 2.0)
        around = np.arctan2(right, front)
        flat[index] = min(angle, 1.25) * np.array([np.sin(around), np.cos(around)])
    return flat


def draw_scalp(
    drawing: Drawing,
    centre: tuple[float, float],
    radius: float,
    places: Sequence[Place | None],
    values: Floats,
    names: Sequence[str],
) -> None:
    """Draw a head with values in -1..1, blue to red, by inverse distance between electrodes; none where too far."""
    flat = flat_places(places)
    known = np.isfinite(flat).all(axis=1)
    x0, y0 = centre
    drawing.area(_circle(x0, y0, radius), FAINT, 0.15)
    if known.any():
        _draw_field(drawing, centre, radius, flat[known], values[known])
    drawing.curve(_circle(x0, y0, radius), SOFT, 1.6)
    drawing.curve(
        [
            (x0 - 0.12 * radius, y0 - 0.99 * radius),
            (x0, y0 - 1.13 * radius),
            (x0 + 0.12 * radius, y0 - 0.99 * radius),
        ],
        SOFT,
        1.6,
    )
    size = 9 if len(names) <= 20 else 7
    for (right, front), name in zip(flat[known], np.array(names)[known], strict=True):
        x, y = x0 + right * radius * 0.86, y0 - front * radius * 0.86
        drawing.area(_circle(x, y, 1.8), INK)
        drawing.text(x, y - 4, str(name), size, INK, "middle")


def colour_of(value: float) -> str:
    """Blue for -1, paper for 0, red for 1."""
    end, part = (_WARM if value > 0 else _COLD), min(abs(value), 1.0)
    mixed = [round(m + part * (e - m)) for m, e in zip(_MIDDLE, end, strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _draw_field(
    drawing: Drawing, centre: tuple[float, float], radius: float, flat: Floats, values: Floats
) -> None:
    step = 2.0 / _CELLS
    for row in range(_CELLS):
        for column in range(_CELLS):
            right, front = -1.0 + (column + 0.5) * step, 1.0 - (row + 0.5) * step
            if np.hypot(right, front) > 0.955:
                continue
            distance = np.hypot(*(flat * 0.86 - [right, front]).T)
            if distance.min() > 0.55:
                continue
            weight = 1.0 / (distance**2 + 0.01) ** 1.5
            value = float((weight * values).sum() / weight.sum())
            fade = float(np.clip((0.55 - distance.min()) / 0.15, 0.0, 1.0))
            drawing.box(
                centre[0] + (right - step / 2) * radius,
                centre[1] - (front + step / 2) * radius,
                step * radius + 0.4,
                step * radius + 0.4,
                colour_of(value),
                round(fade, 2),
            )


def _circle(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    turns = np.linspace(0.0, 2.0 * np.pi, 49)
    return [(x + radius * float(np.cos(t)), y + radius * float(np.sin(t))) for t in turns]
