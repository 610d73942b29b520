"""Pictures and depth maps that a person brings, read from their files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.stage.layer import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES, MAX_PIXELS, MIN_SIDE = 160_000_000, 40_000_000, 16
FORMATS = ("PNG", "JPEG", "WEBP", "TIFF")
_FIX = "give a PNG, JPEG, WebP or TIFF picture of up to 40 megapixels"


def read_colour(path: Path) -> Picture:
    """A picture as (h, w, 3) uint8 sRGB, upright, on white where it is transparent.

    Raises:
        InputError: it is missing, of another format, damaged, or too large or small.
    """
    from PIL import Image, ImageOps

    with _opened(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        white = Image.new("RGBA", upright.size, (255, 255, 255, 255))
        return np.array(Image.alpha_composite(white, upright).convert("RGB"))


def read_nearness(path: Path, *, near_is_white: bool) -> NDArray[np.float32]:
    """A depth map as (h, w) float32: 1 is the nearest value that its format can hold, 0 the farthest.

    Grey of 8 or 16 bits; a colour picture is read as its brightness.

    Raises:
        InputError: as ``read_colour``.
    """
    from PIL import ImageOps

    with _opened(path) as image:
        upright = ImageOps.exif_transpose(image)
        deep = upright.mode.startswith("I") or upright.mode == "F"
        values = np.array(upright if deep else upright.convert("L")).astype(np.float32)
    # 16-bit grey comes as 16 or 32-bit integers by its file format; "F" holds what it likes.
    top = 255.0 if not deep else 65535.0
    if upright.mode == "F":
        low, high = float(values.min()), float(values.max())
        if not np.isfinite(values).all() or high <= low:
            raise InputError("the depth map holds no depths", where=str(path), fix="give a grey picture")
        values, top = values - low, high - low
    share = np.clip(values / top, 0.0, 1.0)
    return np.asarray(share if near_is_white else 1.0 - share, dtype=np.float32)


@contextmanager
def _opened(path: Path) -> Iterator[Image]:
    """The picture, its size checked before it is decoded: a small file may claim one that fills the memory."""
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the picture is larger than 160 MB", where=str(path), fix=_FIX)
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise InputError(f"the picture has {width}x{height} pixels", where=str(path), fix=_FIX)
            if min(width, height) < MIN_SIDE:
                raise InputError(f"the picture is only {width}x{height} pixels", where=str(path), fix=_FIX)
            yield image
    except FileNotFoundError as error:
        raise InputError("there is no such picture", where=str(path), fix="check the name") from error
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise InputError("the picture cannot be read", where=str(path), fix=_FIX) from error
