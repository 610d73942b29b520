"""From SVG to pictures with straight alpha, cut to what is drawn, at any height."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError

Picture = NDArray[np.uint8]
PROBE_PX = 128
"""Height at which a drawing is measured before it is cut to what is drawn."""
MAX_PX = 4096
"""Tallest or widest picture that is drawn."""
VIEW_BOX = re.compile(
    r'viewBox\s*=\s*["\']\s*([-\d.eE+]+)[\s,]+([-\d.eE+]+)[\s,]+([-\d.eE+]+)[\s,]+([-\d.eE+]+)'
)
ROOT = re.compile(r"<svg\b[^>]*>", re.S)

Box = tuple[float, float, float, float]
"""Left, top, width and height in the units of the drawing."""


def view_box(svg: str) -> Box:
    """Return the box that a drawing declares (its ``viewBox``, else its width and height).

    Raises:
        InputError: the drawing tells no size.
    """
    root = ROOT.search(svg)
    found = VIEW_BOX.search(root.group(0)) if root else None
    if found:
        x, y, w, h = (float(v) for v in found.groups())
    else:
        sizes = [
            re.search(rf'\b{side}\s*=\s*["\']([\d.]+)', root.group(0)) if root else None
            for side in ("width", "height")
        ]
        if sizes[0] is None or sizes[1] is None:
            raise InputError("the SVG drawing tells no size", fix="give its <svg> a viewBox")
        x, y, w, h = 0.0, 0.0, float(sizes[0].group(1)), float(sizes[1].group(1))
    if not (w > 0 and h > 0):
        raise InputError("the SVG drawing has an empty viewBox", fix="give its <svg> a viewBox with an area")
    return x, y, w, h


def _with_box(svg: str, box: Box, height_px: int) -> str:
    """The drawing with another window onto it, ``height_px`` tall."""
    x, y, w, h = box
    width_px = max(1, round(height_px * w / h))
    if width_px > MAX_PX or height_px > MAX_PX:
        raise InputError(
            f"a picture of {width_px}x{height_px} pixels is too large", fix=f"ask for at most {MAX_PX}"
        )
    root = ROOT.search(svg)
    assert root is not None
    tag = re.sub(
        r'\s(viewBox|width|height|preserveAspectRatio)\s*=\s*("[^"]*"|\'[^\']*\')', "", root.group(0)
    )
    sides = f'width="{width_px}" height="{height_px}" preserveAspectRatio="none"'
    window = f' viewBox="{x:.6g} {y:.6g} {w:.6g} {h:.6g}" {sides}'
    closing = "/>" if tag.endswith("/>") else ">"
    return svg[: root.start()] + tag[: -len(closing)] + window + closing + svg[root.end() :]


def rasterise(svg: str, box: Box, height_px: int) -> Picture:
    """Draw the window ``box`` of an SVG drawing ``height_px`` tall: (h, w, 4) uint8, sRGB with straight alpha.

    Raises:
        InputError: the drawing cannot be read as SVG, or the picture would be larger than ``MAX_PX``.
    """
    import cv2
    import resvg_py

    try:
        png = resvg_py.svg_to_bytes(svg_string=_with_box(svg, box, height_px), skip_system_fonts=True)
    except ValueError as error:
        raise InputError(f"the SVG drawing cannot be drawn ({error})", fix="save it as plain SVG") from error
    decoded = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    return np.ascontiguousarray(cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGBA), dtype=np.uint8)


@lru_cache(maxsize=512)
def _drawn_box(svg: str) -> Box | None:
    x, y, w, h = view_box(svg)
    alpha = rasterise(svg, (x, y, w, h), PROBE_PX)[..., 3] > 8
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        return None
    step_x, step_y = w / alpha.shape[1], h / alpha.shape[0]
    return (
        x + columns[0] * step_x,
        y + rows[0] * step_y,
        (columns[-1] + 1 - columns[0]) * step_x,
        (rows[-1] + 1 - rows[0]) * step_y,
    )


def drawn_box(svgs: tuple[str, ...]) -> Box:
    """Return the smallest box that holds what is drawn in all of the drawings (the pictures of one cycle).

    Raises:
        InputError: nothing is drawn at all.
    """
    boxes = [box for box in map(_drawn_box, svgs) if box is not None]
    if not boxes:
        raise InputError("the SVG drawing shows nothing", fix="draw something on it that is not transparent")
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return left, top, right - left, bottom - top


def tallest(box: Box, height_px: int) -> int:
    """Return ``height_px``, or less where the picture would be wider than ``MAX_PX``."""
    if height_px < 1:
        raise InputError(f"a picture cannot be {height_px} pixels tall", fix="ask for at least one")
    return min(height_px, max(1, int(MAX_PX * box[3] / max(box[2], box[3]))))


def fit(svgs: tuple[str, ...], height_px: int) -> tuple[Picture, ...]:
    """Draw the pictures of one cycle in one common box, cut to what is drawn, ``height_px`` tall."""
    box = drawn_box(svgs)
    tall = tallest(box, height_px)
    return tuple(rasterise(svg, box, tall) for svg in svgs)
