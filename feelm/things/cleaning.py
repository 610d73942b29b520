"""Drawings and pictures from elsewhere, made safe or refused: nothing outside the file is read, nothing explodes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError

Picture = NDArray[np.uint8]
MAX_SVG_BYTES = 4_000_000
MAX_ELEMENTS = 40_000
MAX_DEPTH = 100
"""Elements inside elements; the drawing library recurses over them."""
MAX_PICTURE_BYTES = 64_000_000
MAX_PIXELS = 40_000_000
SVG = "http://www.w3.org/2000/svg"
FORBIDDEN = frozenset({
    "script", "foreignObject", "iframe", "audio", "video", "animate", "animateTransform", "animateMotion", "set",
    "handler",
})  # fmt: skip
OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)|\\", re.I)
INLINE_PICTURE = re.compile(r"data:image/(png|jpe?g|webp);base64,", re.I)


def clean_svg(text: str, where: str) -> str:
    """Return an SVG drawing without scripts, animation and references to anything outside itself.

    Args:
        text: the drawing.
        where: the name of its file, for the message.

    Raises:
        InputError: it is no SVG, declares entities, or would grow beyond ``MAX_ELEMENTS`` when drawn.
    """
    if len(text) > MAX_SVG_BYTES:
        raise InputError("the SVG drawing is larger than 4 MB", where=where, fix="simplify it")
    if "<!ENTITY" in text.upper():
        raise InputError("the SVG drawing declares entities", where=where, fix="save it as plain SVG")
    text = re.sub(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?\s*>", "", text, flags=re.I)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise InputError(
            f"this is not readable as SVG ({error})", where=where, fix="save it as plain SVG"
        ) from error
    if root.tag not in ("svg", f"{{{SVG}}}svg"):
        raise InputError("this is XML but not an SVG drawing", where=where, fix="save it as plain SVG")
    _check_size(root, where)
    _strip(root)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return ElementTree.tostring(root, encoding="unicode")


def _strip(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in FORBIDDEN:
                parent.remove(child)
        if parent.tag in ("style", f"{{{SVG}}}style") and OUTSIDE.search(parent.text or ""):
            parent.text = ""
        for name, value in list(parent.attrib.items()):
            link = name.rpartition("}")[2] in ("href", "src") and not (
                value.startswith("#") or INLINE_PICTURE.match(value)
            )
            if link or name.lower().startswith("on") or OUTSIDE.search(value):
                del parent.attrib[name]


def _check_size(root: ElementTree.Element, where: str) -> None:
    """Refuse drawings that are too deep, or that copies of copies (``use``) make too large."""
    named = {e.get("id"): e for e in root.iter() if e.get("id")}
    weights: dict[ElementTree.Element, int] = {}

    def weigh(element: ElementTree.Element, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise InputError("the SVG drawing is nested too deeply", where=where, fix="simplify it")
        if element in weights:
            return weights[element]
        total = 1 + sum(weigh(child, depth + 1) for child in element)
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "use":
            link = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
            target = named.get(link.removeprefix("#"))
            if target is not None:
                total += weigh(target, depth + 1)
        if total > MAX_ELEMENTS:
            raise InputError(f"the SVG drawing has over {MAX_ELEMENTS} parts", where=where, fix="simplify it")
        weights[element] = total
        return total

    weigh(root, 0)


def read_svg(path: Path) -> str:
    """Read and clean an SVG file. Raises InputError as :func:`clean_svg`, or if it cannot be read as text."""
    if path.stat().st_size > MAX_SVG_BYTES:
        raise InputError("the SVG drawing is larger than 4 MB", where=path.name, fix="simplify it")
    try:
        return clean_svg(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise InputError(
            "the SVG drawing is not UTF-8 text", where=path.name, fix="save it as UTF-8"
        ) from error


def read_cut_out(path: Path) -> Picture:
    """Read a PNG or WebP cut-out as (h, w, 4) uint8, straight alpha, cut to what is not transparent.

    Its size is read from the header first, so that a picture of terabytes costs nothing.

    Raises:
        InputError: not a picture, over 40 million pixels, or wholly transparent.
    """
    from PIL import Image

    if path.stat().st_size > MAX_PICTURE_BYTES:
        raise InputError("the picture file is larger than 64 MB", where=path.name, fix="make it smaller")
    try:
        with Image.open(path, formats=("PNG", "WEBP")) as opened:
            width, height = opened.size
            if width * height > MAX_PIXELS:
                raise InputError(
                    f"the picture has {width}x{height} pixels, over 40 million",
                    where=path.name,
                    fix="make it smaller",
                )
            picture = np.array(opened.convert("RGBA"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InputError(
            "this cannot be read as a picture", where=path.name, fix="give a PNG or WebP file"
        ) from error
    solid = picture[..., 3] > 8
    if not solid.any():
        raise InputError(
            "the picture is wholly transparent", where=path.name, fix="give one that shows something"
        )
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
