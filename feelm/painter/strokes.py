"""Brush strokes of our own: a picture laid in as curved strokes of bristles, with the height of the paint.

The painting networks find nothing to hold on to in a smooth sky and comb it. A first coat of real strokes under
them cures that, and its height lets light fall on the paint. Sources of the ideas: Haeberli, "Paint by numbers",
1990 (colour sampled along strokes); Litwinowicz, "Processing images and video for an impressionist effect", 1997
(direction along the contours, strokes clipped at edges); Hertzmann, "Painterly rendering with curved brush
strokes of multiple sizes", 1998 (coarse to fine, where it still differs).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Field = NDArray[np.float32]

_POINTS = 6
_FIELD_CELL = 8


@dataclass(frozen=True, eq=False)
class Coat:
    """Strokes on a canvas: ``colour`` (h, w, 3) sRGB and ``height`` (h, w), 0 thin .. 255 thick paint."""

    colour: Picture
    height: Picture


@dataclass(frozen=True)
class Marks:
    """A kind of stroke: width and length relative to oil, how strokes differ in colour, how thick the paint stands."""

    width: float = 1.0
    length: float = 1.0
    variety: float = 1.0
    relief: float = 1.0


MARKS = {
    "oil": Marks(),
    "long": Marks(width=0.85, length=1.7, variety=0.9, relief=1.0),
    "dabs": Marks(width=0.6, length=0.45, variety=2.0, relief=0.8),
    "wash": Marks(width=1.5, length=1.2, variety=0.6, relief=0.15),
    "ink": Marks(width=0.8, length=1.3, variety=0.5, relief=0.1),
}
"""The kinds of strokes that a style may be laid in with."""


def stroke_directions(
    picture: Picture, wind_deg: float, turbulence: float, rng: np.random.Generator
) -> Field:
    """Return the direction of strokes, (h / 8, w / 8, 2) unit vectors (x, y).

    Strokes run along contours where there are some (structure tensor), elsewhere with a wind that turns by
    ``turbulence`` (0 straight .. 1 swirling).
    """
    height, width = picture.shape[:2]
    size = (max(4, width // _FIELD_CELL), max(4, height // _FIELD_CELL))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    grey = grey.astype(np.float32) / 255
    dx, dy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    # Doubled angles, so that a direction and its opposite agree when they are averaged.
    cosine, sine = (cv2.GaussianBlur(v, (0, 0), 2.0) for v in (dy * dy - dx * dx, -2 * dx * dy))
    angle = 2 * np.deg2rad(wind_deg) + 2 * np.pi * turbulence * _smooth_noise(rng, size)
    pull = 0.004
    cosine, sine = cosine + pull * np.cos(angle), sine + pull * np.sin(angle)
    half = np.arctan2(sine, cosine) / 2
    return np.stack([np.cos(half), np.sin(half)], axis=-1).astype(np.float32)


def _smooth_noise(rng: np.random.Generator, size: tuple[int, int]) -> Field:
    coarse = rng.uniform(-1, 1, (max(2, size[1] // 12), max(2, size[0] // 12))).astype(np.float32)
    return np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC))


def lay_coat(
    picture: Picture,
    size_px: float,
    directions: Field,
    rng: np.random.Generator,
    *,
    mask: Picture | None = None,
    marks: Marks | None = None,
    fine: bool = True,
) -> Coat:
    """Return ``picture`` as strokes: large ones everywhere, then smaller ones where the picture asks for more.

    Args:
        picture: (h, w, 3) sRGB.
        size_px: width of the large strokes in pixels.
        directions: from ``stroke_directions``.
        rng: places, orders and tints the strokes.
        mask: (h, w), strokes are only laid where it is above 0 (None: everywhere).
        marks: what kind of strokes (None: oil).
        fine: whether smaller strokes follow where the large ones missed the picture.
    """
    marks = marks or MARKS["oil"]
    # Without any first coat the networks comb what is smooth, so there are strokes however small the picture.
    size_px = max(1.5, size_px * marks.width)
    canvas = cv2.merge([*cv2.split(picture), np.full(picture.shape[:2], 128, np.uint8)])
    for width, threshold in ((size_px, 0.0), (size_px * 0.48, 24.0))[: 2 if fine else 1]:
        if width < 1.2:
            continue
        soft = cv2.GaussianBlur(picture, (0, 0), max(0.6, width * 0.35))
        strokes = _scatter(picture.shape[:2], width, rng, marks)
        row, column = strokes.centre[:, 1].astype(int), strokes.centre[:, 0].astype(int)
        wanted = np.ones(len(row), dtype=bool) if mask is None else mask[row, column] > 0
        if threshold:
            apart = cv2.split(cv2.absdiff(picture, np.ascontiguousarray(canvas[..., :3])))
            gap = cv2.max(cv2.max(apart[0], apart[1]), apart[2])
            gap = cv2.blur(gap.astype(np.float32), (int(width) | 1, int(width) | 1))
            wanted &= gap[row, column] > threshold
        if wanted.any():
            _draw(canvas, soft, strokes.only(wanted), width, directions)
    # Smoothing once costs a third of what antialiased lines would.
    canvas = cv2.GaussianBlur(canvas, (0, 0), 0.6)
    return Coat(np.ascontiguousarray(canvas[..., :3]), np.ascontiguousarray(canvas[..., 3]))


def lay_strokes(
    picture: Picture,
    size_px: float,
    directions: Field,
    rng: np.random.Generator,
    wanted: Field,
    *,
    marks: Marks | None = None,
) -> Picture:
    """Return strokes alone, to be laid over another picture: (h, w, 4), premultiplied colour and how much they cover.

    Args:
        picture: (h, w, 3) sRGB, gives the strokes their colours.
        size_px, directions, rng, marks: as in ``lay_coat``.
        wanted: (h, w), how likely (0..1) a stroke is laid at each place.
    """
    marks = marks or MARKS["oil"]
    size_px = max(1.5, size_px * marks.width)
    strokes = _scatter(picture.shape[:2], size_px, rng, marks)
    row, column = strokes.centre[:, 1].astype(int), strokes.centre[:, 0].astype(int)
    chosen = rng.random(len(row)) < wanted[row, column]
    canvas = np.zeros((*picture.shape[:2], 4), np.uint8)
    if chosen.any():
        soft = cv2.GaussianBlur(picture, (0, 0), max(0.6, size_px * 0.35))
        _draw(canvas, soft, strokes.only(chosen), size_px, directions)
    canvas[..., 3][canvas[..., 3] > 0] = 255
    return np.asarray(cv2.GaussianBlur(canvas, (0, 0), 0.6))


@dataclass(frozen=True, eq=False)
class _Strokes:
    """What chance decides of n strokes of b bristles.

    All of it is drawn before any stroke is left out, so that the strokes of one picture of a cycle are also those of
    the next.
    """

    centre: Field
    reach: Field
    tint: Field
    thickness: Field
    slide: Field

    def only(self, chosen: NDArray[np.bool_]) -> _Strokes:
        """Return the chosen strokes."""
        return _Strokes(
            self.centre[chosen],
            self.reach[chosen],
            self.tint[chosen],
            self.thickness[chosen],
            self.slide[chosen],
        )


def _scatter(shape: tuple[int, ...], width: float, rng: np.random.Generator, marks: Marks) -> _Strokes:
    """Return strokes at the points of a jittered grid, in random order."""
    step = max(2.0, width * 1.15)
    y, x = np.mgrid[0 : shape[0] : step, 0 : shape[1] : step]
    centre = np.stack([x.ravel(), y.ravel()], axis=-1) + rng.uniform(-step / 2, step / 2, (x.size, 2))
    centre = np.clip(centre, 0, [shape[1] - 1, shape[0] - 1])[rng.permutation(x.size)]
    number, bristles = x.size, int(np.clip(width / 3, 1, 4))
    reach = width * marks.length * rng.uniform(0.55, 1.1, (number, 1))
    tint = rng.normal(0, 5.0, (number, 1, 1)) + rng.normal(0, 2.2, (number, 1, 3))
    tint = marks.variety * (tint + rng.normal(0, 3.5, (number, bristles, 1)))
    thickness = rng.integers(70, 190, (number, 1, 1)) + rng.integers(-45, 46, (number, bristles, 1))
    # Bristles do not all touch down at once: without this, strokes end like bricks.
    slide = width * marks.length * rng.uniform(-0.7, 0.7, (number, bristles))
    return _Strokes(*(v.astype(np.float32) for v in (centre, reach, tint, thickness, slide)))


def _trace(
    soft: Picture, strokes: _Strokes, directions: Field
) -> tuple[Field, NDArray[np.intp], NDArray[np.float32]]:
    """Return the paths (n, points, 2), how many of their points lie on one colour (n,), and that colour (n, 3)."""
    height, breadth = soft.shape[:2]
    path, heading = [strokes.centre], np.zeros_like(strokes.centre)
    start = soft[strokes.centre[:, 1].astype(int), strokes.centre[:, 0].astype(int)].astype(np.float32)
    same = np.ones(len(start), dtype=bool)
    count = np.ones(len(start), dtype=np.intp)
    for _ in range(_POINTS - 1):
        cell = (path[-1] / _FIELD_CELL).astype(int)
        turn = directions[
            np.clip(cell[:, 1], 0, directions.shape[0] - 1), np.clip(cell[:, 0], 0, directions.shape[1] - 1)
        ]
        heading = np.where((turn * heading).sum(-1, keepdims=True) < 0, -turn, turn)
        point = np.clip(path[-1] + heading * strokes.reach, 0, [breadth - 1, height - 1]).astype(np.float32)
        colour = soft[point[:, 1].astype(int), point[:, 0].astype(int)].astype(np.float32)
        same &= np.abs(colour - start).max(-1) < 26
        count += same
        path.append(point)
    return np.stack(path, axis=1), np.maximum(count, 2), start


def _draw(canvas: Picture, soft: Picture, strokes: _Strokes, width: float, directions: Field) -> None:
    """Draw each stroke as bristles beside each other, each a little lighter or darker than the colour under it."""
    paths, counts, colour = _trace(soft, strokes, directions)
    bristles = strokes.tint.shape[1]
    offsets = (np.arange(bristles) - (bristles - 1) / 2) / bristles * width
    along = paths[:, 1] - paths[:, 0]
    along /= np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1e-6)
    across = along[:, ::-1] * np.array([-1, 1], np.float32)
    shift = across[:, None] * offsets[:, None].astype(np.float32) + along[:, None] * strokes.slide[..., None]
    paint = np.concatenate([colour[:, None] + strokes.tint, strokes.thickness], axis=-1)
    points = np.round((paths[:, None] + shift[:, :, None]) * 16).astype(np.int32)
    line = max(1, round(width / bristles * 1.25))
    for lines, tones, count in zip(points, np.clip(paint, 0, 255).tolist(), counts.tolist(), strict=True):
        for stroke, tone in zip(lines, tones, strict=True):
            cv2.polylines(canvas, [stroke[:count]], False, tone, line, cv2.LINE_8, 4)


def light_on_paint(picture: Picture, height: Picture, amount: float) -> Picture:
    """Return ``picture`` with light from the upper left on the ridges of its paint (``amount`` about 0..1)."""
    if amount <= 0:
        return picture
    relief = cv2.GaussianBlur(height, (0, 0), 0.8).astype(np.float32)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0, scale=0.125) + cv2.Sobel(
        relief, cv2.CV_32F, 0, 1, scale=0.125
    )
    shade = np.clip(slope * (0.55 * amount), -22 * amount, 22 * amount)
    return np.asarray(np.clip(picture + shade[..., None], 0, 255), dtype=np.uint8)
