"""Painting a single picture, and the sheet that shows every style on one."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.errors import OutputError
from feelm.painter.backdrop import flatten
from feelm.painter.brush import Brush
from feelm.painter.layers import paint_layers
from feelm.painter.scene import sample_world
from feelm.painter.style import Style, load_bank, read_picture
from feelm.score.model import Paint
from feelm.stage.layer import Layer, PaintHint, Plane, World

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

Picture = NDArray[np.uint8]

_TILE_WIDTH = 320
_COLUMNS = 4


def paint_still(
    picture: Picture,
    style: Style,
    brush: Brush,
    strength: float,
    keep_colour: float,
    stroke: float,
    seed: int,
) -> Picture:
    """Return a (h, w, 3) or (h, w, 4) picture painted in ``style``, at its own size."""
    if style.kind == "plain":
        return picture
    height, width = picture.shape[:2]
    layer = Layer("picture", (picture,), (0.0, 0.0), 1.0, Plane("infinity"), paint=PaintHint("medium"))
    world = World(width, height, 1.0, 0.0, (layer,))
    paint = Paint(style=style.name, strength=strength, keep_colour=keep_colour, stroke=stroke)
    return paint_layers(world, paint, style, brush, seed, "still").layers[0].picture


def draw_sheet(
    target: Path, picture: Path | None, brush: Brush, report: Callable[[float], None] | None = None
) -> None:
    """Write a PNG with every style on ``picture`` (None: the sample scene) under its English and Korean name.

    ``report`` hears the part that is done, 0..1.

    Raises:
        InputError: the picture cannot be used.
        OutputError: the sheet cannot be written.
    """
    from PIL import Image, ImageDraw

    sample = flatten(sample_world()) if picture is None else read_picture(picture)
    tile_height = min(_TILE_WIDTH * 2, round(_TILE_WIDTH * sample.shape[0] / sample.shape[1]))
    tile = cv2.resize(sample, (_TILE_WIDTH, tile_height), interpolation=cv2.INTER_AREA)
    bank, gap, label = load_bank(), 8, 44
    rows = -(-len(bank) // _COLUMNS)
    size = (_COLUMNS * (_TILE_WIDTH + gap) + gap, rows * (tile_height + label + gap) + gap)
    sheet = Image.new("RGB", size, (250, 248, 243))
    draw, name_font, look_font = ImageDraw.Draw(sheet), _font(16), _font(12)
    for number, style in enumerate(bank):
        row, column = divmod(number, _COLUMNS)
        x, y = gap + column * (_TILE_WIDTH + gap), gap + row * (tile_height + label + gap)
        strength = sum(style.strengths) / 2
        painted = paint_still(tile, style, brush, strength, 0.2, 1.3, seed=1)
        sheet.paste(Image.fromarray(painted), (x, y))
        draw.text(
            (x, y + tile_height + 2), f"{style.name}  {style.name_ko}", fill=(30, 28, 26), font=name_font
        )
        if report is not None:
            report((number + 1) / len(bank))
        draw.text((x, y + tile_height + 24), style.look, fill=(110, 104, 98), font=look_font)
    data = io.BytesIO()
    sheet.save(data, "PNG")
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_bytes(data.getvalue())
        part.replace(target)
    except OSError as error:
        if part.exists():
            part.unlink()
        raise OutputError(
            "the style sheet cannot be written", where=str(target), fix="choose another folder"
        ) from error


def _font(size: int) -> FreeTypeFont | ImageFont:
    """Return the Korean font that comes with the install."""
    from importlib.util import find_spec

    from PIL import ImageFont as Fonts

    spec = find_spec("pylopdf_fonts_ko")
    if spec is None or spec.origin is None:
        return Fonts.load_default(size)
    found = sorted(p for p in Path(spec.origin).parent.rglob("*") if p.suffix in (".ttf", ".otf"))
    sans = [p for p in found if "Sans" in p.name] or found
    return Fonts.truetype(str(sans[0]), size)
