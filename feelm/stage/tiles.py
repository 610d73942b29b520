"""Which parts of which layers a frame needs: the frame in tiles, and what is hidden or empty in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.stage.texture import CELL_PX, Texture

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels or in tiles."""
Piece = tuple[bool, Box]
"""A box of the frame to draw a layer in, and whether it covers all behind it there."""

COLUMNS, ROWS = 10, 9
_SMALL = 8
"""A layer on this many tiles or fewer is drawn whole: looking closer costs more than it saves."""
_AWAY = 1e6
_SLACK_PX = 12.0
_SPREAD_STEP_PX = 6.0


@dataclass(frozen=True, eq=False)
class _Seen:
    """What a layer touches and fills (rows, columns), true while it moves by less than ``_SLACK_PX``.

    ``corners`` (2, 4) are the texture coordinates of the frame's corners when it was looked at; ``spread`` is how far
    it was seen beyond its outline.
    """

    corners: Floats
    spread: float
    touched: Flags
    full: Flags


class Tiles:
    """The tiles of a frame of ``width`` × ``height`` pixels, over which ``textures`` move.

    Cameras are slow: what was seen in a tile is kept until a layer has moved by some pixels. A tile too many is drawn
    or a covering one is not used then, which costs time but changes no pixel; frames do not depend on their order.
    """

    def __init__(self, width: int, height: int, textures: Sequence[Texture], margins: Floats) -> None:
        """``margins`` (n,) are texture pixels by which a layer may move inside its texture."""
        self.width, self.height = width, height
        self._textures, self._margins = textures, margins
        self._x = [round(width * part / COLUMNS) for part in range(COLUMNS + 1)]
        self._y = [round(height * part / ROWS) for part in range(ROWS + 1)]
        x, y = np.meshgrid(self._x, self._y)
        self._grid = np.stack([x, y, np.ones_like(x)]).reshape(3, -1).astype(np.float64)
        self._frame = np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]], dtype=np.float64)
        self._seen: dict[int, _Seen] = {}

    def pieces(
        self, matrices: Floats, inverses: Floats, opacity: Floats, spread: Floats | None = None
    ) -> list[list[Piece]]:
        """For each layer, back to front, the pieces of the frame to draw it in; pieces of a layer do not overlap.

        Args:
            matrices: texture to frame pixels (n, 3, 3); ``inverses`` the ways back.
            opacity: 0..1 of each layer, beyond what its texture holds (n,).
            spread: frame pixels by which each layer is seen beyond its outline (n,); None is not at all.
        """
        # In whole steps, so that a slow focus pull does not look at everything again in every frame.
        wide = (
            np.zeros(len(matrices)) if spread is None else np.ceil(spread / _SPREAD_STEP_PX) * _SPREAD_STEP_PX
        )
        bounds = self._bounds(matrices, wide)
        corners = _points(inverses @ self._frame)
        covered = np.zeros((ROWS, COLUMNS), dtype=bool)
        found: list[list[Piece]] = [[] for _ in self._textures]
        for index in range(len(self._textures) - 1, -1, -1):
            box = bounds[index]
            if opacity[index] < 0.004 or box[0] >= box[2] or box[1] >= box[3]:
                continue
            tiles = self._tiles_of(box)
            window = (slice(tiles[1], tiles[3]), slice(tiles[0], tiles[2]))
            if covered[window].all():
                continue
            if (tiles[2] - tiles[0]) * (tiles[3] - tiles[1]) <= _SMALL:
                found[index] = [(False, box)]
                continue
            seen = self._look(index, inverses[index], corners[index], float(wide[index]))
            touched = seen.touched[window] & ~covered[window]
            full = seen.full[window] & touched if opacity[index] > 0.999 else np.zeros_like(touched)
            covered[window] |= full
            found[index] = self._cut(_boxes(touched, full), tiles, box)
        return found

    def _look(self, index: int, inverse: Floats, corners: Floats, spread: float) -> _Seen:
        """What a layer touches and fills, looked at again when it has moved."""
        known = self._seen.get(index)
        slack = _SLACK_PX / float(self._textures[index].to_reference[0, 0])
        if known is not None and known.spread == spread and np.abs(known.corners - corners).max() < slack:
            return known
        flat = _points((inverse @ self._grid)[None])[0].reshape(2, ROWS + 1, COLUMNS + 1)
        corner = np.stack([flat[:, :-1, :-1], flat[:, :-1, 1:], flat[:, 1:, :-1], flat[:, 1:, 1:]])
        # Half as much again: a layer may be seen smaller than it was put.
        blurred = 1.5 * spread / float(self._textures[index].to_reference[0, 0])
        margin = 1.5 + slack + self._margins[index] + blurred
        low, high = corner.min(axis=0) - margin, corner.max(axis=0) + margin
        self._seen[index] = seen = _Seen(corners, spread, *_cells_in(self._textures[index], low, high))
        return seen

    def _bounds(self, matrices: Floats, spread: Floats) -> list[Box]:
        """The part of the frame that the rectangle of each texture can reach."""
        sizes = np.array([texture.size for texture in self._textures], dtype=np.float64).reshape(-1, 2)
        low, right, bottom = -1.0 - self._margins, sizes[:, 0] + 1.0 + self._margins, sizes[:, 1] + 1.0
        top, ones = np.full_like(low, -1.0), np.ones_like(low)
        x, y = np.stack([low, right, low, right], 1), np.stack([top, top, bottom, bottom], 1)
        corners = np.stack([x, y, np.stack([ones] * 4, 1)], axis=1)
        seen = matrices @ corners
        behind = seen[:, 2].min(axis=1) <= 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            points = np.nan_to_num(seen[:, :2] / seen[:, 2:])
        first, last = np.floor(points.min(axis=2)), np.ceil(points.max(axis=2))
        first, last = first - spread[:, None], last + spread[:, None]
        first, last = np.where(behind[:, None], 0, first), np.where(behind[:, None], _AWAY, last)
        first = np.clip(first, 0, (self.width, self.height)).astype(int)
        last = np.clip(last, 0, (self.width, self.height)).astype(int)
        return [(int(a[0]), int(a[1]), int(b[0]), int(b[1])) for a, b in zip(first, last, strict=True)]

    def _tiles_of(self, box: Box) -> Box:
        """The tiles that a box of pixels touches."""
        return (
            box[0] * COLUMNS // self.width,
            box[1] * ROWS // self.height,
            min(-(-box[2] * COLUMNS // self.width) + 1, COLUMNS),
            min(-(-box[3] * ROWS // self.height) + 1, ROWS),
        )

    def _cut(self, pieces: list[Piece], tiles: Box, bounds: Box) -> list[Piece]:
        """Boxes of tiles (counted from ``tiles``) as boxes of pixels inside ``bounds``."""
        cut = []
        for covers, box in pieces:
            left, top = max(self._x[tiles[0] + box[0]], bounds[0]), max(self._y[tiles[1] + box[1]], bounds[1])
            right = min(self._x[tiles[0] + box[2]], bounds[2])
            bottom = min(self._y[tiles[1] + box[3]], bounds[3])
            if left < right and top < bottom:
                cut.append((covers, (left, top, right, bottom)))
        return cut


def _points(mapped: Floats) -> Floats:
    """Homogeneous (n, 3, k) to plane coordinates (n, 2, k); what is behind the camera is far away."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(mapped[:, 2:] > 1e-9, mapped[:, :2] / mapped[:, 2:], _AWAY)


def _cells_in(texture: Texture, low: Floats, high: Floats) -> tuple[Flags, Flags]:
    """Which spans (low and high corners, (2, rows, columns) texture pixels) are touched, and which are filled."""
    rows, columns = texture.any_sum.shape[0] - 1, texture.any_sum.shape[1] - 1
    width, height = texture.size
    most = np.array([columns, rows]).reshape(2, 1, 1)
    x0, y0 = np.clip(np.floor(low / CELL_PX), 0, most).astype(np.int64)
    x1, y1 = np.clip(np.ceil(high / CELL_PX), 0, most).astype(np.int64)
    some = (x1 > x0) & (y1 > y0)

    def total(table: NDArray[np.int32]) -> NDArray[np.int32]:
        inside = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
        return np.asarray(inside, dtype=np.int32)

    whole = (low.min(axis=0) >= 0) & (high[0] <= width) & (high[1] <= height)
    touched = some & (total(texture.any_sum) > 0)
    return touched, touched & whole & (total(texture.all_sum) == (x1 - x0) * (y1 - y0))


def _boxes(touched: Flags, full: Flags) -> list[Piece]:
    """Boxes of tiles to draw. Drawing a few tiles too many costs less than many small pieces."""
    if not touched.any():
        return []
    if full.sum() >= 4:
        rest = [(False, box) for box in _rectangles(touched & ~full)]
        return [*((True, box) for box in _rectangles(full)), *rest]
    rows, columns = np.flatnonzero(touched.any(axis=1)), np.flatnonzero(touched.any(axis=0))
    whole = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    if touched.sum() > 0.6 * (whole[2] - whole[0]) * (whole[3] - whole[1]):
        return [(False, whole)]
    return [(False, box) for box in _rectangles(touched)]


def _rectangles(flags: Flags) -> list[Box]:
    """Cover the set tiles with few rectangles: runs in rows, equal runs of neighbouring rows joined."""
    done: list[Box] = []
    growing: dict[tuple[int, int], int] = {}
    for number, row in enumerate([*flags.tolist(), [False] * flags.shape[1]]):
        runs = _runs(row)
        for run in [run for run in growing if run not in runs]:
            done.append((run[0], growing.pop(run), run[1], number))
        for run in runs:
            growing.setdefault(run, number)
    return done


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """First and past-the-last column of every run of set tiles."""
    runs: list[tuple[int, int]] = []
    start = None
    for column, is_set in enumerate([*row, False]):
        if is_set and start is None:
            start = column
        elif not is_set and start is not None:
            runs.append((start, column))
            start = None
    return runs
