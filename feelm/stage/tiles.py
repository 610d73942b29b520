"""Which parts of which layers a frame needs: the frame in tiles, and what is hidden or empty in each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from feelm.stage.texture import CELL_PX, Texture

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels or in tiles."""
Piece = tuple[bool, Box]
"""A box of the frame to draw a layer in, and whether it covers all behind it there."""

_COLUMNS, _ROWS = (4, 10), (4, 9)
"""Fewest and most tiles across and down a frame."""
_TILE_PX = 128, 80
_SMALL = 8
"""A layer on this many tiles or fewer is drawn whole: looking closer costs more than it saves."""
_FEW = 4
"""Fewer covering tiles than these are not drawn by themselves."""
_AWAY = 1e6


class Tiles:
    """The tiles of a frame of ``width`` × ``height`` pixels, over which ``textures`` move.

    What is to be drawn follows from where the layers are and from nothing else, so that frames do not depend on their
    order: a piece that begins elsewhere would be rounded otherwise. All layers are looked at together, and a set of
    tiles is one whole number, a bit for each tile.
    """

    def __init__(self, width: int, height: int, textures: Sequence[Texture], margins: Floats) -> None:
        """``margins`` (n,) are texture pixels by which a layer may move inside its texture."""
        self.width, self.height = width, height
        self.columns = int(np.clip(round(width / _TILE_PX[0]), *_COLUMNS))
        self.rows = int(np.clip(round(height / _TILE_PX[1]), *_ROWS))
        self._margins = margins
        self._x = [round(width * part / self.columns) for part in range(self.columns + 1)]
        self._y = [round(height * part / self.rows) for part in range(self.rows + 1)]
        x, y = np.meshgrid(self._x, self._y)
        self._grid = np.stack([x, y, np.ones_like(x)]).reshape(3, -1).astype(np.float64)
        self._sizes = np.array([texture.size for texture in textures], dtype=np.float64).reshape(-1, 2)
        self._per_reference = np.array([texture.to_reference[0, 0] for texture in textures])
        self._cells = _Cells(textures)
        self._corners = _outlines(self._sizes, margins)

    def pieces(
        self, matrices: Floats, inverses: Floats, opacity: Floats, spread: Floats | None = None
    ) -> list[list[Piece]]:
        """For each layer, back to front, the pieces of the frame to draw it in; pieces of a layer do not overlap.

        Args:
            matrices: texture to frame pixels (n, 3, 3); ``inverses`` the ways back.
            opacity: 0..1 of each layer, beyond what its texture holds (n,).
            spread: frame pixels by which each layer is seen beyond its outline (n,); None is not at all.
        """
        found: list[list[Piece]] = [[] for _ in matrices]
        spread = np.zeros(len(matrices)) if spread is None else spread
        bounds = self._bounds(matrices, spread)
        shown = np.flatnonzero((opacity >= 0.004) & (bounds[:, :2] < bounds[:, 2:]).all(axis=1))
        boxes: list[Box] = [(box[0], box[1], box[2], box[3]) for box in bounds[shown].tolist()]
        tiles = self._tiles_of(bounds[shown])
        windows = _bits(self._within(tiles))
        size = (tiles[:, 2] - tiles[:, 0]) * (tiles[:, 3] - tiles[:, 1])
        large = np.flatnonzero(size > _SMALL)
        seen = self._look(shown[large], inverses, spread)
        looks = dict(zip(large.tolist(), zip(*seen, strict=True), strict=True))
        covered = 0
        for place in range(len(shown) - 1, -1, -1):
            index, window = int(shown[place]), windows[place]
            if not window & ~covered:
                continue
            if place not in looks:
                found[index] = [(False, boxes[place])]
                continue
            some, whole = looks[place]
            touched = some & window & ~covered
            full = whole & touched if opacity[index] > 0.999 else 0
            covered |= full
            found[index] = self._cut(self._boxes(touched, full), boxes[place])
        return found

    def _look(self, indices: Ints, inverses: Floats, spread: Floats) -> tuple[list[int], list[int]]:
        """The tiles that layers touch, and those that they fill."""
        # Half as much again: a layer may be seen smaller than it was put.
        blurred = 1.5 * spread[indices] / self._per_reference[indices]
        margin = (1.5 + self._margins[indices] + blurred)[:, None, None, None]
        points = _points(inverses[indices] @ self._grid)
        points = points.reshape(-1, 2, self.rows + 1, self.columns + 1)
        low = _pairwise(np.minimum, points) - margin
        high = _pairwise(np.maximum, points) + margin
        touched, full = self._cells.inside(indices, low, high)
        return _bits(touched), _bits(full)

    def _bounds(self, matrices: Floats, spread: Floats) -> Ints:
        """The part of the frame that the rectangle of each texture can reach, boxes (n, 4)."""
        seen = matrices @ self._corners
        behind = seen[:, 2].min(axis=1) <= 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            points = np.nan_to_num(seen[:, :2] / seen[:, 2:])
        first, last = np.floor(points.min(axis=2)), np.ceil(points.max(axis=2))
        first, last = first - np.ceil(spread)[:, None], last + np.ceil(spread)[:, None]
        first, last = np.where(behind[:, None], 0, first), np.where(behind[:, None], _AWAY, last)
        box = np.concatenate([first, last], axis=1)
        return np.asarray(np.clip(box, 0, (self.width, self.height) * 2), dtype=np.int64)

    def _tiles_of(self, boxes: Ints) -> Ints:
        """The tiles that boxes of pixels touch (n, 4)."""
        scaled = boxes * (self.columns, self.rows, self.columns, self.rows)
        size = (self.width, self.height)
        last = np.minimum(-(-scaled[:, 2:] // size) + 1, (self.columns, self.rows))
        return np.concatenate([scaled[:, :2] // size, last], axis=1)

    def _within(self, tiles: Ints) -> Flags:
        """Which tiles lie in boxes of tiles, (n, rows, columns)."""
        across, down = np.arange(self.columns), np.arange(self.rows)
        left, top, right, bottom = (tiles[:, i, None] for i in range(4))
        in_x, in_y = (across >= left) & (across < right), (down >= top) & (down < bottom)
        return np.asarray(in_y[:, :, None] & in_x[:, None, :])

    def _boxes(self, touched: int, full: int) -> list[Piece]:
        """Boxes of tiles to draw. Drawing a few tiles too many costs less than many small pieces."""
        if not touched:
            return []
        if full.bit_count() >= _FEW:
            rest = [(False, box) for box in self._rectangles(touched & ~full)]
            return [*((True, box) for box in self._rectangles(full)), *rest]
        boxes = self._rectangles(touched)
        left, top, right, bottom = zip(*boxes, strict=True)
        whole = min(left), min(top), max(right), max(bottom)
        if touched.bit_count() > 0.6 * (whole[2] - whole[0]) * (whole[3] - whole[1]):
            return [(False, whole)]
        return [(False, box) for box in boxes]

    def _rectangles(self, tiles: int) -> list[Box]:
        """Cover a set of tiles with few rectangles: runs in rows, equal runs of neighbouring rows joined."""
        done: list[Box] = []
        growing: dict[tuple[int, int], int] = {}
        row_of = (1 << self.columns) - 1
        for number in range(self.rows + 1):
            runs = _runs(tiles & row_of)
            for run in [run for run in growing if run not in runs]:
                done.append((run[0], growing.pop(run), run[1], number))
            for run in runs:
                growing.setdefault(run, number)
            tiles >>= self.columns
        return done

    def _cut(self, pieces: list[Piece], bounds: Box) -> list[Piece]:
        """Boxes of tiles as boxes of pixels inside ``bounds``."""
        cut = []
        for covers, box in pieces:
            left, top = max(self._x[box[0]], bounds[0]), max(self._y[box[1]], bounds[1])
            right, bottom = min(self._x[box[2]], bounds[2]), min(self._y[box[3]], bounds[3])
            if left < right and top < bottom:
                cut.append((covers, (left, top, right, bottom)))
        return cut


class _Cells:
    """The coverage of all textures: their summed-area tables one after the other."""

    def __init__(self, textures: Sequence[Texture]) -> None:
        nothing = np.zeros(0, dtype=np.int32)
        self._some = np.concatenate([nothing, *(texture.any_sum.ravel() for texture in textures)])
        self._all = np.concatenate([nothing, *(texture.all_sum.ravel() for texture in textures)])
        shapes = np.array([texture.any_sum.shape for texture in textures], dtype=np.int64).reshape(-1, 2)
        self._first = np.cumsum(shapes.prod(axis=1)) - shapes.prod(axis=1)
        self._stride = shapes[:, 1]
        self._most = shapes[:, ::-1] - 1
        self._sizes = np.array([texture.size for texture in textures], dtype=np.float64).reshape(-1, 2)

    def inside(self, indices: Ints, low: Floats, high: Floats) -> tuple[Flags, Flags]:
        """Which spans of textures are touched, and which are filled.

        Args:
            indices: of the textures (n,).
            low, high: corners of the spans, (n, 2, rows, columns), texture pixels.
        """
        most = self._most[indices][:, :, None, None]
        start = np.clip(np.floor(low / CELL_PX), 0, most).astype(np.int64)
        stop = np.clip(np.ceil(high / CELL_PX), 0, most).astype(np.int64)
        first, stride = self._first[indices][:, None, None], self._stride[indices][:, None, None]
        upper, lower = first + start[:, 1] * stride, first + stop[:, 1] * stride
        corners = lower + stop[:, 0], upper + stop[:, 0], lower + start[:, 0], upper + start[:, 0]
        across, down = (stop - start).swapaxes(0, 1)
        touched = (across > 0) & (down > 0) & (_total(self._some, corners) > 0)
        size = self._sizes[indices][:, :, None, None]
        whole = ((low >= 0) & (high <= size)).all(axis=1)
        return touched, touched & whole & (_total(self._all, corners) == across * down)


def _total(table: NDArray[np.int32], corners: tuple[Ints, Ints, Ints, Ints]) -> NDArray[np.int32]:
    """Sums over spans from a summed-area table and the places of their corners in it."""
    a, b, c, d = corners
    return np.asarray(table[a] - table[b] - table[c] + table[d], dtype=np.int32)


def _outlines(sizes: Floats, margins: Floats) -> Floats:
    """The corners of textures and what may stick out beside them, homogeneous (n, 3, 4)."""
    low, right, bottom = -1.0 - margins, sizes[:, 0] + 1.0 + margins, sizes[:, 1] + 1.0
    top, ones = np.full_like(low, -1.0), np.ones_like(low)
    x, y = np.stack([low, right, low, right], 1), np.stack([top, top, bottom, bottom], 1)
    return np.stack([x, y, np.stack([ones] * 4, 1)], axis=1)


def _points(mapped: Floats) -> Floats:
    """Homogeneous (n, 3, k) to plane coordinates (n, 2, k); what is behind the camera is far away."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(mapped[:, 2:] > 1e-9, mapped[:, :2] / mapped[:, 2:], _AWAY)


def _pairwise(choose: np.ufunc, points: Floats) -> Floats:
    """The least or largest of the four corners of every tile, from values at the crossings (…, rows, columns)."""
    down = choose(points[..., :-1, :], points[..., 1:, :])
    return np.asarray(choose(down[..., :-1], down[..., 1:]))


def _bits(flags: Flags) -> list[int]:
    """Sets of tiles (n, rows, columns) as whole numbers, the first tile the lowest bit."""
    packed = np.packbits(flags.reshape(len(flags), -1), axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


@cache
def _runs(row: int) -> tuple[tuple[int, int], ...]:
    """First and past-the-last column of every run of set tiles in a row of at most ten."""
    runs: list[tuple[int, int]] = []
    column = 0
    while row >> column:
        if row >> column & 1:
            start = column
            while row >> column & 1:
                column += 1
            runs.append((start, column))
        else:
            column += 1
    return tuple(runs)
