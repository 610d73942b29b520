"""Colours of the drawings: mixing, light and shade as a gouache painter would mix them."""

from __future__ import annotations

from collections.abc import Sequence

LIGHT = "#fff0cf"
"""What lit sides are mixed with: warm."""
SHADE = "#2d2a4c"
"""What sides turned away from the light are mixed with: cool."""


def mix(one: str, other: str, share: float) -> str:
    """Return ``one`` with a ``share`` (0..1) of ``other`` in it, both ``"#rrggbb"``.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    a = (int(one[i : i + 2], 16) for i in (1, 3, 5))
    b = (int(other[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(
        f"{min(255, max(0, int(x + (y - x) * share + 0.5))):02x}" for x, y in zip(a, b, strict=True)
    )


def lit(colour: str, share: float = 0.25) -> str:
    """Return the colour in the light."""
    return mix(colour, LIGHT, share)


def shaded(colour: str, share: float = 0.3) -> str:
    """Return the colour in the shade."""
    return mix(colour, SHADE, share)


def chosen(colours: Sequence[str], place: int, default: str) -> str:
    """Return the colour asked for at ``place``, or the drawing's own."""
    return colours[place] if place < len(colours) else default


def apart(one: str, other: str) -> float:
    """Return how far two colours are apart: the squared distance of their bytes."""
    return sum((int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) ** 2 for i in (1, 3, 5))
