"""``Sheet``: an SVG drawing in the making, of smooth shapes, tapered limbs and dabs with light from the upper left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from feelm.things.drawings.colours import lit, shaded

Point = tuple[float, float]
Piece = tuple[Point, Point, Point, Point]
"""A cubic Bézier piece: its start, two handles and its end."""


def smooth(points: Sequence[Point], corners: Iterable[int] = ()) -> list[Piece]:
    """Return a closed curve through the points; it bends sharply at the indices in ``corners``.

    Source: E. Catmull and R. Rom, "A class of local interpolating splines" (1974), as cubic Bézier pieces.
    """
    count, sharp = len(points), set(corners)

    def tangent(i: int) -> Point:
        if i % count in sharp:
            return (0.0, 0.0)
        before, after = points[(i - 1) % count], points[(i + 1) % count]
        return (after[0] - before[0]) / 6, (after[1] - before[1]) / 6

    pieces = []
    for i in range(count):
        p, q = points[i], points[(i + 1) % count]
        a, b = tangent(i), tangent((i + 1) % count)
        pieces.append((p, (p[0] + a[0], p[1] + a[1]), (q[0] - b[0], q[1] - b[1]), q))
    return pieces


def path_of(pieces: Sequence[Piece]) -> str:
    """Return the SVG path of a closed curve."""
    turns = (f"C{a[0]:.2f} {a[1]:.2f} {b[0]:.2f} {b[1]:.2f} {q[0]:.2f} {q[1]:.2f}" for _, a, b, q in pieces)
    return f"M{pieces[0][0][0]:.2f} {pieces[0][0][1]:.2f}{''.join(turns)}Z"


def on_pieces(pieces: Sequence[Piece], steps: int = 6) -> list[Point]:
    """Return points on the curve, for its bounds: it swings out beyond the points that it goes through."""
    found = []
    for p, a, b, q in pieces:
        for k in range(steps):
            t = k / steps
            u = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            found.append(
                tuple(sum(w * c[axis] for w, c in zip(u, (p, a, b, q), strict=True)) for axis in (0, 1))
            )
    return [(x, y) for x, y in found]


def along(points: Sequence[Point], steps: int = 8) -> NDArray[np.float64]:
    """Return points closely along the Catmull–Rom curve through ``points``, shape (n, 2)."""
    if len(points) == 2:
        return np.array(points, dtype=np.float64)
    padded = np.array([points[0], *points, points[-1]], dtype=np.float64)
    p0, p1, p2, p3 = (padded[k : k + len(points) - 1, None] for k in range(4))
    t = (np.arange(steps) / steps)[None, :, None]
    bend, turn = 2 * p0 - 5 * p1 + 4 * p2 - p3, 3 * p1 - p0 - 3 * p2 + p3
    at = 0.5 * (2 * p1 + (p2 - p0) * t + bend * t**2 + turn * t**3)
    return np.concatenate([at.reshape(-1, 2), padded[-1:]])


_CAP = np.linspace(0, math.pi, 7)[1:-1, None]


def tapered(
    points: Sequence[Point], widths: Sequence[float], round_start: bool = True, round_end: bool = True
) -> list[Point]:
    """Return the outline of a limb: a curve through ``points`` that is ``widths[i]`` wide at point i."""
    centre = along(points)
    share = np.linspace(0, len(points) - 1, len(centre))
    half = np.interp(share, np.arange(len(points)), widths)[:, None] / 2
    way = np.gradient(centre, axis=0)
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    normal = np.stack([-way[:, 1], way[:, 0]], 1)
    parts = [centre + normal * half]
    if round_end:
        parts.append(centre[-1] + half[-1] * (normal[-1] * np.cos(_CAP) + way[-1] * np.sin(_CAP)))
    parts.append((centre - normal * half)[::-1])
    if round_start:
        parts.append(centre[0] - half[0] * (normal[0] * np.cos(_CAP) + way[0] * np.sin(_CAP)))
    outline: list[Point] = [(x, y) for x, y in np.concatenate(parts).tolist()]
    return outline


class Sheet:
    """A drawing: shapes added from back to front. ``mirror`` turns all that is added left for right.

    Light stays at the upper left when a drawing is mirrored, for colours run over each shape as it stands.
    """

    def __init__(self, mirror: bool = False) -> None:
        self.mirror = mirror
        self._place: tuple[Point, float, bool] = ((0.0, 0.0), 1.0, False)
        self._defs: list[str] = []
        self._body: list[str] = []
        self._tones: dict[tuple[str, float, bool], str] = {}
        self._low: Point = (math.inf, math.inf)
        self._high: Point = (-math.inf, -math.inf)

    @contextmanager
    def placed(self, shift: Point = (0.0, 0.0), zoom: float = 1.0, flip: bool = False) -> Iterator[None]:
        """What is drawn inside stands shifted, larger or smaller, or turned left for right (in that place)."""
        before = self._place
        (x, y), scale, flipped = before
        turn = -1.0 if flipped else 1.0
        self._place = ((x + shift[0] * scale * turn, y + shift[1] * scale), scale * zoom, flipped != flip)
        yield
        self._place = before

    def _seen(self, points: Sequence[Point]) -> list[Point]:
        turned = self._turned(points)
        self._widen(turned)
        return turned

    def _turned(self, points: Sequence[Point]) -> list[Point]:
        (dx, dy), scale, flipped = self._place
        turn = -scale if flipped else scale
        turned = [(x * turn + dx, y * scale + dy) for x, y in points]
        return [(-x, y) for x, y in turned] if self.mirror else turned

    def _widen(self, points: Sequence[Point]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        self._low = (min(self._low[0], *xs), min(self._low[1], *ys))
        self._high = (max(self._high[0], *xs), max(self._high[1], *ys))

    def tone(self, colour: str, depth: float = 1.0, across: bool = False) -> str:
        """Return a fill of this colour, lit from the upper left (``across``: from the left, as on a cylinder).

        ``depth`` is how far light and shade go apart; 0 gives a flat colour.
        """
        if depth <= 0 or not colour.startswith("#"):
            return colour
        asked = (colour, depth, across)
        if asked not in self._tones:
            name = f"t{len(self._defs)}"
            x2, y2 = (1, 0.15) if across else (0.75, 1)
            stops = (
                (0, lit(colour, 0.28 * depth)), (0.42, colour), (1, shaded(colour, 0.34 * depth)),
            )  # fmt: skip
            self._defs.append(
                self._gradient(f'linearGradient id="{name}" x1="0.1" y1="0" x2="{x2}" y2="{y2}"', stops)
            )
            self._tones[asked] = f"url(#{name})"
        return self._tones[asked]

    @staticmethod
    def _gradient(head: str, stops: Iterable[tuple[float, str]]) -> str:
        parts = "".join(
            f'<stop offset="{at:.3g}" stop-color="{c[:7]}" stop-opacity="{int(c[7:9] or "ff", 16) / 255:.3g}"/>'
            for at, c in stops
        )
        return f"<{head}>{parts}</{head.split(' ')[0]}>"

    def fade(self, *stops: tuple[float, str], radial: bool = False, across: bool = False) -> str:
        """Return a gradient fill over the shape's own box; colours may carry alpha (``"#rrggbbaa"``)."""
        name = f"t{len(self._defs)}"
        turn = 'x1="0" y1="0" x2="1" y2="0"' if across else 'x1="0" y1="0" x2="0" y2="1"'
        head = f'radialGradient id="{name}"' if radial else f'linearGradient id="{name}" {turn}'
        self._defs.append(self._gradient(head, stops))
        return f"url(#{name})"

    def shape(
        self,
        points: Sequence[Point],
        fill: str,
        *,
        corners: Iterable[int] = (),
        depth: float = 1.0,
        across: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Add a smooth closed shape through the points, with sharp bends at ``corners``."""
        pieces = smooth(self._turned(points), corners)
        self._widen(on_pieces(pieces))
        self._add(path_of(pieces), self.tone(fill, depth, across), opacity)

    def polygon(
        self,
        points: Sequence[Point],
        fill: str,
        *,
        depth: float = 1.0,
        across: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Add a shape with straight edges."""
        seen = self._seen(points)
        d = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in seen) + "Z"
        self._add(d, self.tone(fill, depth, across), opacity)

    def box(
        self, x: float, y: float, w: float, h: float, fill: str, *, depth: float = 1.0, across: bool = False,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Add an upright rectangle from its upper left corner."""
        self.polygon(
            [(x, y), (x + w, y), (x + w, y + h), (x, y + h)],
            fill,
            depth=depth,
            across=across,
            opacity=opacity,
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str, *, turn: float = 0.0, depth: float = 1.0,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Add an ellipse about (x, y), turned by ``turn`` radians."""
        ((cx, cy),) = self._turned([(x, y)])
        _, scale, flipped = self._place
        angle = -turn if flipped != self.mirror else turn
        a, b, c, s = rx * scale, ry * scale, math.cos(angle), math.sin(angle)
        wide, high = math.hypot(a * c, b * s), math.hypot(a * s, b * c)
        self._widen([(cx - wide, cy - high), (cx + wide, cy + high)])
        arc = f"A{a:.2f} {b:.2f} {math.degrees(angle):.1f} 1 0"
        ends = f"{cx + a * c:.2f} {cy + a * s:.2f}", f"{cx - a * c:.2f} {cy - a * s:.2f}"
        self._add(f"M{ends[0]}{arc} {ends[1]}{arc} {ends[0]}Z", self.tone(fill, depth), opacity)

    def limb(
        self,
        points: Sequence[Point],
        widths: Sequence[float],
        fill: str,
        *,
        depth: float = 1.0,
        across: bool = True,
        opacity: float = 1.0,
        round_start: bool = True,
        round_end: bool = True,
    ) -> None:
        """Add a tapered limb, branch or stroke along the points, ``widths[i]`` wide at point i."""
        outline = self._seen(tapered(points, widths, round_start, round_end))
        d = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in outline) + "Z"
        self._add(d, self.tone(fill, depth, across), opacity)

    def dabs(
        self, at: Iterable[Point], size: float, colours: Sequence[str], chance: np.random.Generator,
        *, flat: float = 0.6, turn: float | None = None, opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Add brush dabs of about ``size`` (half length), ``flat`` as thick as long, in colours taken by chance."""
        for x, y in at:
            long = size * float(chance.uniform(0.65, 1.3))
            angle = (
                float(chance.uniform(0, math.pi)) if turn is None else turn + float(chance.normal(0, 0.25))
            )
            colour = colours[int(chance.integers(len(colours)))]
            self.oval(x, y, long, long * flat, colour, turn=angle, depth=0.35, opacity=opacity)

    def glow(
        self, x: float, y: float, radius: float, colour: str, strength: float = 0.8, high: float | None = None
    ) -> None:
        """Add a soft light about (x, y), ``high`` (else ``radius``) to its upper and lower end."""
        alpha = int(255 * strength)
        fill = self.fade(
            (0, f"{colour}{alpha:02x}"), (0.35, f"{colour}{alpha // 3:02x}"), (1, f"{colour}00"), radial=True
        )
        self.oval(x, y, radius, radius if high is None else high, fill)

    def _add(self, d: str, fill: str, opacity: float) -> None:
        seen = f' fill-opacity="{opacity:.3g}"' if opacity < 1 else ""
        self._body.append(f'<path d="{d}" fill="{fill}"{seen}/>')

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of what has been added."""
        return (*self._low, *self._high)

    def svg(self, box: tuple[float, float, float, float] | None = None) -> str:
        """Return the drawing as SVG text, seen through ``box`` (left, top, width, height) or its own bounds."""
        left, top, right, bottom = self.bounds()
        x, y, w, h = box or (left, top, right - left, bottom - top)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:.3f} {y:.3f} {w:.3f} {h:.3f}">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._body)}</svg>"
        )


def common_box(sheets: Sequence[Sheet]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the box that holds all pictures of one cycle."""
    bounds = [s.bounds() for s in sheets]
    left, top = min(b[0] for b in bounds), min(b[1] for b in bounds)
    return left, top, max(b[2] for b in bounds) - left, max(b[3] for b in bounds) - top
