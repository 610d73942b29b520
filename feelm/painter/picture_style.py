"""A style from any picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from feelm.painter.networks import StyleReader
from feelm.painter.style import Style, read_picture


def style_of_picture(path: Path) -> Style:
    """Return the style of a PNG, JPEG or WebP picture.

    Raises:
        InputError: the picture cannot be used.
    """
    picture = np.divide(read_picture(path), 255, dtype=np.float32)
    vector = StyleReader(threads=1).read(picture)
    lightness = float(picture.mean())
    warmth = 0.5 + float(picture[..., 0].mean() - picture[..., 2].mean())
    return Style(
        name=path.stem,
        name_ko=path.stem,
        look=f"as in {path.name}",
        kind="picture",
        energy=0.5,
        darkness=1 - lightness,
        warmth=min(1.0, max(0.0, warmth)),
        vector=tuple(vector.tolist()),
    )
