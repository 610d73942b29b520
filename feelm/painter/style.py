"""``Style``: a way of painting with a name; the bank of those that come with feelm, and styles from pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
MAX_PIXELS = 40_000_000
MAX_BYTES = 80_000_000

StyleKind = Literal["plain", "network", "painting", "picture"]


@dataclass(frozen=True)
class Style:
    """A way of painting.

    ``kind``: "network" is one of the 26 learned styles (``index``), "painting" and "picture" are style vectors
    (``vector``, 100 numbers) of a public-domain painting or of a picture that was given, "plain" leaves all as it is.
    ``energy`` (0 calm .. 1 wild), ``darkness`` (0 light .. 1 dark) and ``warmth`` (0 cold .. 1 warm) are measured on
    the sample scene; ``strengths`` is the range in which the style looks best; ``marks`` names the strokes that it is
    laid in with (``strokes.MARKS``). ``credit`` is a line of attribution.
    """

    name: str
    name_ko: str
    look: str
    kind: StyleKind
    energy: float = 0.0
    darkness: float = 0.3
    warmth: float = 0.5
    strengths: tuple[float, float] = (0.5, 0.8)
    credit: str = ""
    marks: str = "oil"
    index: int | None = None
    vector: tuple[float, ...] | None = None

    @property
    def vector_array(self) -> NDArray[np.float32]:
        """The style vector, (100,) float32; only painting and picture styles have one."""
        if self.vector is None:
            raise ValueError(f"style {self.name} has no vector")
        return np.array(self.vector, dtype=np.float32)


@cache
def load_bank() -> tuple[Style, ...]:
    """Return the styles that come with feelm: plain, the 26 of the network, then the paintings."""
    text = files("feelm.painter").joinpath("data/styles.json").read_text(encoding="utf-8")
    return tuple(_style(entry) for entry in json.loads(text)["styles"])


def _style(entry: dict[str, Any]) -> Style:
    vector = entry.pop("vector", None)
    strengths = tuple(entry.pop("strengths"))
    return Style(**entry, strengths=strengths, vector=None if vector is None else tuple(vector))


def named_style(name: str, bank: Sequence[Style]) -> Style:
    """Return the style of that English or Korean name.

    Raises:
        InputError: no style is called so; the nearest name is suggested.
    """
    wanted = _plain_name(name)
    by_name = {_plain_name(n): style for style in bank for n in (style.name, style.name_ko)}
    if wanted in by_name:
        return by_name[wanted]
    near = get_close_matches(wanted, by_name, n=1, cutoff=0.5) or [
        n for n in by_name if wanted and wanted in n
    ]
    hint = f"did you mean {by_name[near[0]].name}? " if near else ""
    raise InputError(
        "no style has this name",
        where=name,
        fix=f"{hint}feelm styles lists them, and a PNG, JPEG or WebP picture can be a style too",
    )


def _plain_name(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())


def looks_like_path(name: str) -> bool:
    """Whether a style was given as a file rather than by name."""
    return name.lower().endswith(PICTURE_SUFFIXES) or "/" in name or "\\" in name or Path(name).is_file()


def read_picture(path: Path) -> NDArray[np.uint8]:
    """Return a PNG, JPEG or WebP picture as (h, w, 3) uint8, upright and on white where it is transparent.

    Raises:
        InputError: it is missing, of another format, damaged, larger than 40 megapixels or smaller than 16 pixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    fix = "give a PNG, JPEG or WebP picture of up to 40 megapixels"
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("the picture is larger than 80 MB", where=str(path), fix=fix)
        with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
            # The header alone is read so far: a small file may claim a picture that fills the memory.
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise InputError(f"the picture has {width}x{height} pixels", where=str(path), fix=fix)
            if min(width, height) < 16:
                raise InputError(f"the picture is only {width}x{height} pixels", where=str(path), fix=fix)
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except FileNotFoundError as error:
        raise InputError("there is no such picture", where=str(path), fix=fix) from error
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise InputError("the picture cannot be read", where=str(path), fix=fix) from error
    white = Image.new("RGBA", upright.size, (255, 255, 255, 255))
    return np.array(Image.alpha_composite(white, upright).convert("RGB"))
