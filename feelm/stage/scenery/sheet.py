"""``Sheet``: a piece of transparent paper in reference pixels, painted with dabs, strokes and masses."""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from feelm.stage.layer import Layer, Life, PaintHint, Picture, Plane
from feelm.stage.scenery.grain import Field, Grain
from feelm.stage.scenery.view import Box

SHIFT = 4
"""Fractional bits of drawing coordinates: a sixteenth of a pixel."""
LIMIT = 30000.0
"""Points are kept within this many pixels, where OpenCV's fixed-point drawing is exact."""

Colour = NDArray[np.uint8] | tuple[int, int, int]


def _blurred(picture: Picture, sigma: float) -> Picture:
    """A blurred picture; a wide blur is worked out on a smaller one, which shows no difference."""
    part = 4 if sigma >= 8.0 else 2 if sigma >= 3.5 else 1
    if part == 1 or min(picture.shape[:2]) < 4 * part:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
    rows, columns = picture.shape[:2]
    small = cv2.resize(picture, (columns // part, rows // part), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / part)
    return np.asarray(cv2.resize(soft, (columns, rows), interpolation=cv2.INTER_LINEAR), np.uint8)


class Sheet:
    """RGBA paper over a box of the reference view at ``scale`` own pixels per reference pixel.

    ``base`` is the colour under transparent pixels, so that soft edges do not fringe.
    """

    def __init__(self, box: Box, scale: float, base: Colour) -> None:
        self.x0, self.y0 = float(math.floor(box[0])), float(math.floor(box[1]))
        self.scale = scale
        width = max(1, math.ceil((box[2] - self.x0) * scale))
        height = max(1, math.ceil((box[3] - self.y0) * scale))
        clear = np.array([*(int(c) for c in base), 0], np.uint8).view(np.uint32)
        self.rgba: Picture = (
            np.full((height, width), clear[0], np.uint32).view(np.uint8).reshape(height, width, 4)
        )

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the paper."""
        return self.rgba.shape[0], self.rgba.shape[1]

    def columns(self) -> Field:
        """Reference columns of the pixel centres, shape (1, w)."""
        return ((np.arange(self.size[1], dtype=np.float32) + 0.5) / self.scale + self.x0)[None]

    def rows(self) -> Field:
        """Reference rows of the pixel centres, shape (h, 1)."""
        return ((np.arange(self.size[0], dtype=np.float32) + 0.5) / self.scale + self.y0)[:, None]

    def _fixed(self, points: ArrayLike) -> NDArray[np.int32]:
        local = (np.asarray(points, np.float64) - (self.x0, self.y0)) * (self.scale * (1 << SHIFT))
        edge = LIMIT * (1 << SHIFT)
        return np.rint(np.minimum(np.maximum(local, -edge), edge)).astype(np.int32)

    def fill(self, points: ArrayLike, colour: Colour, alpha: int = 255) -> None:
        """Fill a polygon, points (n, 2) in reference pixels."""
        ink = (int(colour[0]), int(colour[1]), int(colour[2]), alpha)
        cv2.fillPoly(self.rgba, [self._fixed(points)], ink, cv2.LINE_AA, SHIFT)

    def rect(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill an upright rectangle."""
        step = self.scale * (1 << SHIFT)
        edge = LIMIT * (1 << SHIFT)
        x0, x1 = (round(min(max((x - self.x0) * step, -edge), edge)) for x in (left, right))
        y0, y1 = (round(min(max((y - self.y0) * step, -edge), edge)) for y in (top, bottom))
        ink = (int(colour[0]), int(colour[1]), int(colour[2]), 255)
        corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.int32)
        cv2.fillConvexPoly(self.rgba, corners, ink, cv2.LINE_AA, SHIFT)

    def clear(self, points: ArrayLike) -> None:
        """Cut a polygon out of the paper."""
        hole = np.zeros(self.size, np.uint8)
        cv2.fillPoly(hole, [self._fixed(points)], 255, cv2.LINE_AA, SHIFT)
        self.rgba[..., 3] = np.minimum(self.rgba[..., 3], 255 - hole)

    def path(self, points: ArrayLike, width_px: float, colour: Colour, *, closed: bool = False) -> None:
        """Draw one line through points (n, 2)."""
        ink = (int(colour[0]), int(colour[1]), int(colour[2]), 255)
        thick = max(1, round(width_px * self.scale))
        cv2.polylines(self.rgba, [self._fixed(points)], closed, ink, thick, cv2.LINE_AA, SHIFT)

    def strokes(
        self, start: ArrayLike, end: ArrayLike, width_px: ArrayLike, colours: NDArray[np.uint8]
    ) -> None:
        """Draw straight strokes; start and end (n, 2), width scalar or (n,), colours (n, 3)."""
        a, b = self._fixed(start), self._fixed(end)
        wide = np.maximum(1, np.round(np.broadcast_to(np.asarray(width_px, float), len(a)) * self.scale))
        rows = zip(a.tolist(), b.tolist(), wide.astype(int).tolist(), colours.tolist(), strict=True)
        for p, q, thick, rgb in rows:
            cv2.line(self.rgba, p, q, (*rgb, 255), thick, cv2.LINE_AA, SHIFT)

    def dabs(
        self, centre: ArrayLike, radius: ArrayLike, angle_deg: ArrayLike, colours: NDArray[np.uint8]
    ) -> None:
        """Put down brush dabs, ellipses: centre and radius (n, 2), angle scalar or (n,), colours (n, 3)."""
        at = self._fixed(centre)
        half = np.maximum(8, np.round(np.asarray(radius, float) * self.scale * (1 << SHIFT))).astype(int)
        turn = np.broadcast_to(np.asarray(angle_deg, float), len(at))
        rows = zip(at.tolist(), half.tolist(), turn.tolist(), colours.tolist(), strict=True)
        for c, r, angle, rgb in rows:
            cv2.ellipse(self.rgba, c, r, angle, 0, 360, (*rgb, 255), -1, cv2.LINE_AA, SHIFT)

    def paint(self, rgb: NDArray[np.uint8], alpha: NDArray[np.uint8] | None = None) -> None:
        """Replace the whole paper by colours (h, w, 3) and a coverage (h, w), opaque when None."""
        self.rgba[..., :3] = rgb
        self.rgba[..., 3] = 255 if alpha is None else alpha

    def enlarge(self, scale: float) -> None:
        """Resample the paper to ``scale`` own pixels per reference pixel."""
        factor = scale / self.scale
        if factor != 1.0:
            size = (max(1, round(self.size[1] * factor)), max(1, round(self.size[0] * factor)))
            self.rgba = cv2.resize(self.rgba, size, interpolation=cv2.INTER_CUBIC)
            self.scale = scale

    def ragged(self, grain: Grain, reach_px: float, cell_px: float = 22.0) -> None:
        """Displace everything by a little noise: edges get lost and found as under a brush."""
        h, w = self.size
        period = cell_px * 16 * self.scale
        reach = reach_px * self.scale
        dx = grain.patch(h, w, (period, period), (0.13, 0.4)) * reach
        dy = grain.patch(h, w, (period, period), (0.71, 0.2)) * reach
        dx += np.arange(w, dtype=np.float32)[None]
        dy += np.arange(h, dtype=np.float32)[:, None]
        self.rgba = cv2.remap(self.rgba, dx, dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def grained(
        self, grain: Grain, amount: float, period_px: tuple[float, float], angle_deg: float = 0.0
    ) -> None:
        """Lighten and darken by brush-like noise, ``amount`` 0..1 of the value at one standard deviation."""
        h, w = self.size
        period = (period_px[0] * self.scale, period_px[1] * self.scale)
        field = np.clip(grain.patch(h, w, period, (0.37, 0.77), angle_deg), -2.2, 2.2)
        gain = np.asarray(128.0 * (1.0 + amount * field), np.uint8)
        rgb = np.ascontiguousarray(self.rgba[..., :3])
        self.rgba[..., :3] = cv2.multiply(rgb, cv2.merge([gain, gain, gain]), scale=1 / 128)

    def softened(self, blur_px: float) -> None:
        """Defocus: a Gaussian of ``blur_px`` reference pixels over premultiplied colour."""
        sigma = blur_px * self.scale
        if sigma < 0.4:
            return
        alpha = self.rgba[..., 3:].astype(np.float32)
        ink = np.concatenate([self.rgba[..., :3] * (alpha / 255.0), alpha], 2)
        ink = cv2.GaussianBlur(ink, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        cover = np.maximum(ink[..., 3:], 1e-3)
        seen = ink[..., 3:] > 0.5
        self.rgba[..., :3] = np.where(
            seen, np.minimum(ink[..., :3] / cover * 255.0, 255.0), self.rgba[..., :3]
        )
        self.rgba[..., 3] = ink[..., 3] + 0.5

    def softened_rows(self, sigma_px: Field) -> None:
        """Blur each row by its own amount (reference pixels, shape (h,)): a mixture of two blurred pictures."""
        steps = np.array([0.0, 2.0, 5.0, 12.0]) * self.scale
        own = np.clip(sigma_px * self.scale, 0.0, steps[-1])
        source, low, first = self.rgba, 0.0, self.rgba
        out = source.copy()
        for high in steps[1:]:
            if own.max() <= low:
                break
            second = _blurred(source, float(high))
            rows = (own > low) & (own <= high)
            share = ((own[rows] - low) / (high - low)).astype(np.float32)[:, None, None]
            mixed = first[rows] * (1.0 - share) + second[rows] * share
            out[rows] = np.asarray(mixed + 0.5, np.uint8)
            low, first = float(high), second
        self.rgba = out

    def layer(
        self,
        name: str,
        plane: Plane,
        *,
        life: Life | None = None,
        paint: PaintHint | None = None,
        mask: str | None = None,
        blend: Literal["over", "add", "multiply"] = "over",
        opacity: float = 1.0,
        crop: bool = True,
    ) -> Layer | None:
        """The finished layer, cropped to what is on the paper; None when nothing is."""
        left, top, right, bottom = self._bounds() if crop else (0, 0, self.size[1], self.size[0])
        if right <= left:
            return None
        picture = np.ascontiguousarray(self.rgba[top:bottom, left:right])
        origin = (self.x0 + left / self.scale, self.y0 + top / self.scale)
        return Layer(
            name=name,
            frames=(picture,),
            origin=origin,
            scale=self.scale,
            plane=plane,
            life=life or Life(),
            paint=paint or PaintHint(),
            mask=mask,
            blend=blend,
            opacity=opacity,
        )

    def trim(self, margin_px: float) -> bool:
        """Cut the paper to what is on it and a margin (reference pixels); False when nothing is."""
        left, top, right, bottom = self._bounds()
        if right <= left:
            return False
        pad = int(margin_px * self.scale) + 1
        left, top = max(0, left - pad), max(0, top - pad)
        self.rgba = np.ascontiguousarray(self.rgba[top : bottom + pad, left : right + pad])
        self.x0, self.y0 = self.x0 + left / self.scale, self.y0 + top / self.scale
        return True

    def _bounds(self) -> tuple[int, int, int, int]:
        seen = self.rgba[..., 3] > 2
        across, down = np.flatnonzero(seen.any(0)), np.flatnonzero(seen.any(1))
        if not len(across):
            return 0, 0, 0, 0
        return int(across[0]), int(down[0]), int(across[-1]) + 1, int(down[-1]) + 1
