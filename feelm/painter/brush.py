"""``Brush``: the painting networks, loaded once and kept, and how strongly they paint."""

from __future__ import annotations

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.painter.networks import (
    STYLE_COUNT,
    FloatPicture,
    ManyStylesNet,
    StyleNet,
    StyleReader,
)  # fmt: skip
from feelm.painter.style import Style

Picture = NDArray[np.uint8]

_GRID = 16
_SMALLEST = 64


class Brush:
    """The networks of one worker process. They load when first used; ``threads`` is fixed for its lifetime."""

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads

    @cached_property
    def _reader(self) -> StyleReader:
        return StyleReader(self.threads)

    @cached_property
    def _net(self) -> StyleNet:
        return StyleNet(self.threads)

    @cached_property
    def _many(self) -> ManyStylesNet:
        return ManyStylesNet(self.threads)

    def release(self) -> None:
        """Give back the room that the networks keep between pictures."""
        for name in ("_reader", "_net", "_many"):
            if name in self.__dict__:
                self.__dict__[name].release()

    def read_style(self, picture: Picture) -> NDArray[np.float32]:
        """Return the (100,) style vector of a (h, w, 3) sRGB picture."""
        return self._reader.read(np.divide(picture, 255, dtype=np.float32))

    def apply(
        self,
        picture: Picture,
        style: Style,
        strength: float,
        own: NDArray[np.float32] | None = None,
        smooth_px: float = 0.85,
        apron_px: int = 16,
    ) -> Picture:
        """Return the (h, w, 3) ``picture`` after one pass of the network of ``style``, at the same size.

        Args:
            picture: sRGB, any size.
            style: not "plain".
            strength: 0 keeps the picture's own way of being painted, 1 is the style, up to 1.5 more than that.
            own: style vector of the picture (or of the whole that it is part of), predicted when None.
            apron_px: width of the reflected border around the picture while it is painted.
            smooth_px: Gaussian that takes out the mesh of single pixels which the 26-style network weaves.
        """
        if style.kind == "network":
            return self._by_index(picture, style, strength, smooth_px, apron_px)
        if own is None:
            own = self.read_style(picture)
        vector = own + np.float32(strength) * (style.vector_array - own)
        padded, crop = _pad(picture, apron_px)
        painted = self._net.paint(padded, vector)[crop]
        return _to_bytes(painted)

    def _by_index(
        self, picture: Picture, style: Style, strength: float, smooth_px: float, apron_px: int
    ) -> Picture:
        """Paint with the 26-style network; it has no vector of the picture's own, so strength works on its bands."""
        weights = np.zeros(STYLE_COUNT, np.float32)
        weights[style.index or 0] = 1
        padded, crop = _pad(picture, apron_px)
        painted = np.ascontiguousarray(self._many.paint(padded, weights)[crop])
        painted = np.asarray(cv2.GaussianBlur(painted, (0, 0), smooth_px))
        return _to_bytes(temper(painted, padded[crop], strength))


def temper(painted: FloatPicture, source: FloatPicture, strength: float) -> FloatPicture:
    """Return ``painted`` held back towards ``source``: its tones by ``strength``, its strokes less than that.

    Strokes (what is finer than some 8 pixels) may stay while the tones are the source's, which keeps a picture
    legible without fading it.
    """
    if strength >= 1:
        return painted
    tones, ground = (_broad(p) for p in (painted, source))
    fine = min(1.0, 1.3 * strength)
    mixed = ground + strength * (tones - ground) + fine * (painted - tones) + (1 - fine) * (source - ground)
    return np.asarray(mixed, dtype=np.float32)


def _broad(picture: FloatPicture) -> FloatPicture:
    """Return what is coarser than some 8 pixels; blurred at a quarter of the size, which is as good and cheap."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(2, width // 4), max(2, height // 4)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), 1.5), (width, height)))


def _pad(picture: Picture, apron_px: int) -> tuple[FloatPicture, tuple[slice, slice]]:
    """Return the picture in 0..1 on a reflected apron, and the slices that cut it out again.

    Sides become multiples of 16: the networks ask for multiples of 4, and few different sizes mean that the runtime
    rarely prepares itself anew.
    """
    height, width = picture.shape[:2]
    add_y, add_x = (max(_SMALLEST, -(-(n + 2 * apron_px) // _GRID) * _GRID) - n for n in (height, width))
    top, left = (add_y // 8) * 4, (add_x // 8) * 4
    padded = cv2.copyMakeBorder(picture, top, add_y - top, left, add_x - left, cv2.BORDER_REFLECT)
    crop = (slice(top, top + height), slice(left, left + width))
    return np.divide(padded, 255, dtype=np.float32), crop


def _to_bytes(picture: FloatPicture) -> Picture:
    return np.asarray(np.clip(picture * 255 + 0.5, 0, 255), dtype=np.uint8)
