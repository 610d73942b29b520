"""A drawing as SVG text, and the same drawing as PNG."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from feelm.errors import InputError, OutputError

FONT = "Noto Sans KR"
INK, SOFT, FAINT, LINE, PAPER = "#2c2a34", "#8c8680", "#b9b2a8", "#e2dbce", "#faf6ee"


class Drawing:
    """Shapes and words on paper, ``width`` × ``height`` pixels, in the order in which they are put down."""

    def __init__(self, width: float, height: float) -> None:
        """An empty sheet."""
        self.width, self.height = width, height
        self._parts: list[str] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0) -> None:
        """A straight line."""
        self._parts.append(
            f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}"'
            f' stroke-width="{width:g}"/>'
        )

    def ticks(self, xs: Iterable[float], top: float, bottom: float, colour: str, width: float = 1.0) -> None:
        """Upright lines of the same length."""
        path = "".join(f"M{x:.2f} {top:.2f}V{bottom:.2f}" for x in xs)
        if path:
            self._parts.append(f'<path d="{path}" stroke="{colour}" stroke-width="{width:g}" fill="none"/>')

    def curve(self, points: Iterable[tuple[float, float]], colour: str, width: float = 1.6) -> None:
        """A line through points."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
            ' stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def area(self, points: Iterable[tuple[float, float]], colour: str, opacity: float = 1.0) -> None:
        """A filled shape."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(f'<polygon points="{path}" fill="{colour}" fill-opacity="{opacity:g}"/>')

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        opacity: float = 1.0,
        round_px: float = 0.0,
    ) -> None:
        """A filled rectangle."""
        self._parts.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}"'
            f' rx="{round_px:g}" fill="{colour}" fill-opacity="{opacity:g}"/>'
        )

    def text(
        self, x: float, y: float, words: str, size: float = 15, colour: str = INK, anchor: str = "start"
    ) -> None:
        """Words on a base line; ``anchor`` is start, middle or end."""
        clean = "".join(char for char in words if unicodedata.category(char)[0] != "C")
        self._parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}">'
            f"{escape(clean)}</text>"
        )

    def svg(self) -> str:
        """The drawing as SVG text."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}"'
            f' width="{self.width:g}" height="{self.height:g}" font-family="{FONT}, sans-serif">'
        )
        paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        return "\n".join([head, paper, *self._parts, "</svg>"]) + "\n"


def width_of(words: str, size: float) -> float:
    """About how wide words are: Korean and Chinese letters are square, others half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.56 for char in words) * size


def fitted(words: str, size: float, room: float) -> str:
    """The words cut with an ellipsis so that they fit."""
    words = " ".join(words.split())
    while len(words) > 1 and width_of(words, size) > room:
        words = words[:-2].rstrip() + "…"
    return words


def rasterise(svg: str) -> bytes:
    """The drawing as PNG, lettered with the font that comes with the install."""
    import resvg_py
    from pylopdf_fonts_ko import sans_path

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=[str(sans_path())],
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )


def write_drawing(drawing: Drawing, path: Path) -> Path:
    """Write a drawing as ``.svg`` or ``.png``, whole or not at all; returns the path.

    Raises:
        InputError: the name ends in something else.
        OutputError: the folder is missing or cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".svg", ".png"):
        raise InputError("curves are drawn as PNG or SVG", where=str(path), fix="give a name in .png or .svg")
    data = drawing.svg().encode() if kind == ".svg" else rasterise(drawing.svg())
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise OutputError(f"the picture cannot be written ({error.strerror})", where=str(path)) from error
    return path
