"""Which parts of which layers a frame needs: the frame in tiles, and what is hidden or empty in each."""

from __future__ import annotations

from collections.abc import Sequence

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


class Tiles:
    """The tiles of a frame of ``width`` × ``height`` pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._x = [round(width * part / COLUMNS) for part in range(COLUMNS + 1)]
        self._y = [round(height * part / ROWS) for part in range(ROWS + 1)]
        x, y = np.meshgrid(self._x, self._y)
        self._corners = np.stack([x, y, np.ones_like(x)]).reshape(3, -1).astype(np.float64)

    def pieces(
        self,
        matrices: Floats,
        inverses: Floats,
        textures: Sequence[Texture],
        margins: Floats,
        opacity: Floats,
    ) -> list[list[Piece]]:
        """For each layer, back to front, the pieces of the frame to draw it in; pieces of a layer do not overlap.

        Args:
            matrices: texture to frame pixels (n, 3, 3); ``inverses`` the ways back.
            textures: of the layers.
            margins: texture pixels by which a layer may move inside its texture (n,).
            opacity: 0..1 of each layer, beyond what its texture holds (n,).
        """
        bounds = self._bounds(matrices, textures, margins)
        low, high = self._spans(inverses)
        covered = np.zeros((ROWS, COLUMNS), dtype=bool)
        found: list[list[Piece]] = [[] for _ in textures]
        for index in range(len(textures) - 1, -1, -1):
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
            margin = 1.5 + margins[index]
            view = (slice(None), *window)
            touched, full = _cells_in(textures[index], low[index][view] - margin, high[index][view] + margin)
            touched &= ~covered[window]
            full &= touched & (opacity[index] > 0.999)
            covered[window] |= full
            found[index] = self._cut(_boxes(touched, full), tiles, box)
        return found

    def _bounds(self, matrices: Floats, textures: Sequence[Texture], margins: Floats) -> list[Box]:
        """The part of the frame that the rectangle of each texture can reach."""
        sizes = np.array([texture.size for texture in textures], dtype=np.float64).reshape(-1, 2)
        low, right, bottom = -1.0 - margins, sizes[:, 0] + 1.0 + margins, sizes[:, 1] + 1.0
        top, ones = np.full_like(low, -1.0), np.ones_like(low)
        corners = np.stack(
            [
                np.stack([low, right, low, right], 1),
                np.stack([top, top, bottom, bottom], 1),
                np.stack([ones] * 4, 1),
            ],
            axis=1,
        )
        seen = matrices @ corners
        behind = seen[:, 2].min(axis=1) <= 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            points = np.nan_to_num(seen[:, :2] / seen[:, 2:])
        first, last = np.floor(points.min(axis=2)), np.ceil(points.max(axis=2))
        first, last = np.where(behind[:, None], 0, first), np.where(behind[:, None], _AWAY, last)
        first = np.clip(first, 0, (self.width, self.height)).astype(int)
        last = np.clip(last, 0, (self.width, self.height)).astype(int)
        return [(int(a[0]), int(a[1]), int(b[0]), int(b[1])) for a, b in zip(first, last, strict=True)]

    def _spans(self, inverses: Floats) -> tuple[Floats, Floats]:
        """Lowest and highest texture coordinates of every tile, (n, 2, rows, columns)."""
        mapped = (inverses @ self._corners).reshape(len(inverses), 3, ROWS + 1, COLUMNS + 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            flat = np.where(mapped[:, 2:] > 1e-9, mapped[:, :2] / mapped[:, 2:], _AWAY)
        corner = np.stack([flat[..., :-1, :-1], flat[..., :-1, 1:], flat[..., 1:, :-1], flat[..., 1:, 1:]])
        return corner.min(axis=0), corner.max(axis=0)

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
