"""The painter: a world comes in, the same world comes back painted.

In: a ``World`` of the stage and the ``Paint`` of a shot, or a single picture. Out: the same, as a brush leaves it.
Everything heavy is imported inside the calls, so that importing this room costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from feelm.painter.brush import Brush
    from feelm.painter.style import Style
    from feelm.score.model import Paint
    from feelm.stage.layer import World

__all__ = [
    "draw_style_sheet",
    "find_style",
    "list_styles",
    "make_brush",
    "paint_frames",
    "paint_picture",
    "paint_world",
]


def list_styles() -> list[Style]:
    """Return the styles that come with feelm, "plain" first."""
    from feelm.painter.style import load_bank

    return list(load_bank())


def find_style(name_or_path: str | Path) -> Style:
    """Return a style by its English or Korean name, or the style of any picture (PNG, JPEG, WebP).

    Raises:
        InputError: no style has the name (the nearest is suggested), or the picture cannot be used.
    """
    from feelm.painter.style import load_bank, looks_like_path, named_style

    text = str(name_or_path)
    if isinstance(name_or_path, Path) or looks_like_path(text):
        from feelm.painter.picture_style import style_of_picture

        return style_of_picture(Path(name_or_path))
    return named_style(text, load_bank())


def make_brush(threads: int = 1) -> Brush:
    """Return a brush for ``paint_world`` and ``paint_picture``: keep one for each worker process."""
    from feelm.painter.brush import Brush

    return Brush(threads)


def paint_world(
    world: World, paint: Paint, *, seed: int, shot_id: str, threads: int = 1, brush: Brush | None = None
) -> World:
    """Return ``world`` with its layers painted as ``paint`` says; geometry, motion and light stay.

    Args:
        world: the layers of a shot.
        paint: painter, style, strengths.
        seed: of the film (or the shot).
        shot_id: names the shot's chance; the same seed and shot give the same bytes.
        threads: of the networks, when no brush is given.
        brush: from ``make_brush``, so that the networks are loaded once.

    Raises:
        InputError: the style is unknown.
    """
    if paint.painter == "plain":
        return world
    style = find_style(paint.style)
    if style.kind == "plain":
        return world
    from feelm.painter.layers import paint_layers

    return paint_layers(world, paint, style, brush or make_brush(threads), seed, shot_id)


def paint_picture(
    picture: NDArray[np.uint8],
    style: Style | str,
    *,
    strength: float = 0.7,
    keep_colour: float = 0.35,
    stroke: float = 1.0,
    seed: int = 7,
    brush: Brush | None = None,
) -> NDArray[np.uint8]:
    """Return a (h, w, 3) or (h, w, 4) sRGB picture of any size, painted.

    Args:
        picture: what to paint.
        style: from ``find_style``, or its name.
        strength: 0 leaves the picture, 1 is the style, up to 1.5 more than that.
        keep_colour: part of the picture's own colour that stays, 0..1.
        stroke: size of the strokes, 1 is usual for the picture's width.
        seed: same picture, style and seed: same bytes.
        brush: from ``make_brush``.
    """
    from feelm.painter.stills import paint_still

    found = find_style(style) if isinstance(style, str) else style
    return paint_still(picture, found, brush or make_brush(), strength, keep_colour, stroke, seed)


def paint_frames(
    frames: Iterable[NDArray[np.uint8]],
    style: Style | str,
    *,
    strength: float = 0.7,
    keep_colour: float = 0.35,
    stroke: float = 1.0,
    seed: int = 7,
    key_every: int = 24,
    brush: Brush | None = None,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames of a clip painted, their strokes carried along with what moves.

    Args:
        frames: (h, w, 3) sRGB, all of one size; read as they are needed.
        style: from ``find_style``, or its name.
        strength, keep_colour, stroke, seed: as in ``paint_picture``.
        key_every: frames from one painted frame to the next; twice as many are held in memory.
        brush: from ``make_brush``.

    Raises:
        InputError: the style is unknown, or the frames differ in size.
    """
    from feelm.painter.clip import ClipPaint, paint_clip

    found = find_style(style) if isinstance(style, str) else style
    if found.kind == "plain":
        return iter(frames)
    paint = ClipPaint(found, strength, keep_colour, stroke, seed, key_every)
    return paint_clip(frames, paint, brush or make_brush())


def draw_style_sheet(
    png_path: str | Path,
    picture: str | Path | None = None,
    report: Callable[[float], None] | None = None,
) -> None:
    """Write a PNG with every style on a picture (None: a sample scene), each under its names.

    ``report`` is called with the part that is done, 0..1: some seventy paintings take half a minute.

    Raises:
        InputError: the picture cannot be used.
        OutputError: the sheet cannot be written.
    """
    from feelm.painter.stills import draw_sheet

    draw_sheet(Path(png_path), None if picture is None else Path(picture), make_brush(threads=2), report)
