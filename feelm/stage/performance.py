"""The compositor: a ``World`` and a pose become a frame, fast, on one thread.

Every layer is warped by the homography of its plane straight into the frame. The frame is divided into tiles; a
tile of a layer is drawn only where the layer has something there and nothing opaque stands in front of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.guide import guide as make_guide
from feelm.stage.layer import Guide, Picture, Pose, World
from feelm.stage.life import Ripple, State, state, tiles
from feelm.stage.limits import limit_pose
from feelm.stage.texture import CELL_PX, Texture, prepare

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in frame pixels."""

TILE_COLUMNS, TILE_ROWS = 10, 9
_AWAY = 1e6
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


class Performance:
    """A world on stage: frames at any pose and time, in any order.

    The buffers that make it fast belong to one object, so use one object in each thread or worker.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        # Shots of one film come one after the other: a texture is prepared once and drawn hundreds of times.
        self._tiled = [
            (tiles(layer, world.width, 0), tiles(layer, world.height, 1)) for layer in world.layers
        ]
        self._textures = [
            prepare(layer, tiled=any(tiled)) for layer, tiled in zip(world.layers, self._tiled, strict=True)
        ]
        self._columns = _edges(world.width, TILE_COLUMNS)
        self._rows = _edges(world.height, TILE_ROWS)
        self._canvas = np.zeros((world.height, world.width, 3), dtype=np.uint8)
        self._scratch = np.empty(world.height * world.width * 4, dtype=np.uint8)
        self._last_key: bytes | None = None

    def frame(self, pose: Pose, time_s: float, signals: Mapping[str, float]) -> Picture:
        """Draw one frame.

        Args:
            pose: where the camera is; brought back inside the painted world if it would see past an edge.
            time_s: seconds from the start of the shot.
            signals: the music at this instant, name → 0..1; an empty mapping is silence.

        Returns:
            The frame, (height, width, 3) uint8 sRGB, a new array.

        Raises:
            ScoreError: a layer answers to a signal that ``signals`` does not hold.
        """
        pose = limit_pose(self.world, pose)
        states = [state(self.world, layer, time_s, signals) for layer in self.world.layers]
        inverses = np.stack(self._inverses(pose, states))
        key = inverses.tobytes() + repr([(s.opacity, s.light, s.frame, s.ripple) for s in states]).encode()
        if key != self._last_key:
            self._draw(inverses, states)
            self._last_key = key
        return self._canvas.copy()

    def guide(
        self,
        pose: Pose,
        time_s: float,
        signals: Mapping[str, float],
        previous: tuple[Pose, float, Mapping[str, float]] | None = None,
    ) -> Guide:
        """What the stage knows of the frame: colour, depth, motion to ``previous``, masks, lines.

        ``previous`` is the pose, time and signals of the frame before; None means no motion.
        """
        colour = self.frame(pose, time_s, signals)
        now = (limit_pose(self.world, pose), time_s, signals)
        before = now if previous is None else (limit_pose(self.world, previous[0]), previous[1], previous[2])
        return make_guide(self.world, colour, now, before)

    def _inverses(self, pose: Pose, states: list[State]) -> list[Floats]:
        """For every layer the 3 × 3 matrix from frame to texture pixels (continuous coordinates)."""
        planes: dict[object, Floats] = {}
        matrices = []
        for layer, texture, now in zip(self.world.layers, self._textures, states, strict=True):
            if layer.plane not in planes:
                planes[layer.plane] = geometry.homography(self.world, layer.plane, pose)
            forward = planes[layer.plane] @ now.shift @ texture.to_reference
            matrices.append(geometry.inverse(forward))
        return matrices

    def _draw(self, inverses: Floats, states: list[State]) -> None:
        touched, full = self._coverage(inverses, states)
        covered = np.zeros((TILE_ROWS, TILE_COLUMNS), dtype=bool)
        for index in range(len(states) - 1, -1, -1):
            touched[index] &= ~covered
            covered |= full[index] & touched[index]
        if not covered.all():
            self._canvas[:] = 0
        for index, now in enumerate(states):
            if touched[index].any():
                self._draw_layer(index, now, inverses[index], touched[index], full[index])

    def _coverage(self, inverses: Floats, states: list[State]) -> tuple[Flags, Flags]:
        """For each layer and tile: whether it draws there, and whether it hides all behind it there."""
        x, y = np.meshgrid(self._columns, self._rows)
        corners = np.stack([x, y, np.ones_like(x)]).reshape(3, -1).astype(np.float64)
        mapped = (inverses @ corners).reshape(len(states), 3, TILE_ROWS + 1, TILE_COLUMNS + 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            flat = np.where(mapped[:, 2:] > 1e-9, mapped[:, :2] / mapped[:, 2:], _AWAY)
        corner = np.stack([flat[..., :-1, :-1], flat[..., :-1, 1:], flat[..., 1:, :-1], flat[..., 1:, 1:]])
        low, high = corner.min(axis=0), corner.max(axis=0)
        shape = (len(states), TILE_ROWS, TILE_COLUMNS)
        touched, full = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        for index, now in enumerate(states):
            if now.opacity < 0.004:
                continue
            margin = 1.5 + (
                0.0 if now.ripple is None else abs(now.ripple.size_px) * self.world.layers[index].scale
            )
            spans = (low[index] - margin, high[index] + margin)
            touched[index], full[index] = _cells_in(self._textures[index], spans, self._tiled[index])
            if now.opacity < 0.999:
                full[index] = False
        return touched, full

    def _draw_layer(self, index: int, now: State, inverse: Floats, touched: Flags, full: Flags) -> None:
        layer, texture = self.world.layers[index], self._textures[index]
        bounds = self._bounds(texture, inverse, now, self._tiled[index], layer.scale)
        for kind, flags in ((True, touched & full), (False, touched & ~full)):
            for box in _rectangles(flags) if flags.any() else ():
                left, top = max(self._columns[box[0]], bounds[0]), max(self._rows[box[1]], bounds[1])
                right, bottom = min(self._columns[box[2]], bounds[2]), min(self._rows[box[3]], bounds[3])
                if left < right and top < bottom:
                    piece = self._warp(index, now, inverse, (left, top, right, bottom))
                    self._blend(piece, (left, top, right, bottom), layer.blend, covers=kind)

    def _bounds(
        self, texture: Texture, inverse: Floats, now: State, tiled: tuple[bool, bool], scale: float
    ) -> Box:
        """The part of the frame that the texture's rectangle can reach."""
        width, height = texture.size
        margin = 1.0 + (0.0 if now.ripple is None else abs(now.ripple.size_px) * scale)
        corners = np.array(
            [[-margin, -1], [width + margin, -1], [-margin, height + 1], [width + margin, height + 1]]
        )
        seen = geometry.apply(geometry.inverse(inverse), corners)
        left, top, right, bottom = 0, 0, self.world.width, self.world.height
        if np.isnan(seen).any():
            return left, top, right, bottom
        if not tiled[0]:
            left = max(left, int(np.floor(seen[:, 0].min())))
            right = min(right, int(np.ceil(seen[:, 0].max())))
        if not tiled[1]:
            top = max(top, int(np.floor(seen[:, 1].min())))
            bottom = min(bottom, int(np.ceil(seen[:, 1].max())))
        return left, top, right, bottom

    def _warp(self, index: int, now: State, inverse: Floats, box: Box) -> Picture:
        """The layer's premultiplied RGBA in a box of the frame, with its light and opacity."""
        texture = self._textures[index]
        left, top, right, bottom = box
        level = _level(inverse, (left + right) / 2, (top + bottom) / 2, len(texture.levels))
        # OpenCV counts from pixel centres: half a pixel in, half a texture pixel out.
        to_level = _move(-0.5, -0.5) @ np.diag([0.5**level, 0.5**level, 1.0])
        matrix = to_level @ inverse @ _move(left + 0.5, top + 0.5)
        size = (right - left, bottom - top)
        out = self._scratch[: size[0] * size[1] * 4].reshape(size[1], size[0], 4)
        source = texture.levels[level][now.frame]
        border = cv2.BORDER_WRAP if any(self._tiled[index]) else cv2.BORDER_CONSTANT
        if now.ripple is not None:
            x, y = _rippled(matrix, to_level @ geometry.inverse(texture.to_reference), size, now.ripple)
            cv2.remap(source, x, y, cv2.INTER_LINEAR, dst=out, borderMode=border)
        elif abs(matrix[2, 0]) < 1e-12 and abs(matrix[2, 1]) < 1e-12:
            cv2.warpAffine(source, matrix[:2] / matrix[2, 2], size, dst=out, flags=_FLAGS, borderMode=border)
        else:
            cv2.warpPerspective(source, matrix, size, dst=out, flags=_FLAGS, borderMode=border)
        if now.light != 1.0:
            cv2.multiply(out, (now.light, now.light, now.light, 1.0), dst=out)
        if now.opacity < 0.999:
            cv2.convertScaleAbs(out, dst=out, alpha=now.opacity)
        return out

    def _blend(self, piece: Picture, box: Box, blend: str, *, covers: bool) -> None:
        left, top, right, bottom = box
        target = self._canvas[top:bottom, left:right]
        colour = cv2.cvtColor(piece, cv2.COLOR_RGBA2RGB)
        if covers:
            target[:] = colour
        elif blend == "add":
            cv2.add(target, colour, dst=target)
        elif blend == "multiply":
            cv2.multiply(target, cv2.bitwise_not(colour), dst=target, scale=1 / 255)
        else:
            behind = cv2.bitwise_not(cv2.extractChannel(piece, 3))
            cv2.multiply(target, cv2.cvtColor(behind, cv2.COLOR_GRAY2RGB), dst=target, scale=1 / 255)
            cv2.add(target, colour, dst=target)


def _edges(length: int, parts: int) -> NDArray[np.int64]:
    """Pixel edges of ``parts`` tiles over ``length``."""
    return np.round(np.linspace(0, length, parts + 1)).astype(np.int64)


def _move(x: float, y: float) -> Floats:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def _level(inverse: Floats, x: float, y: float, count: int) -> int:
    """Which level to sample: texture pixels per frame pixel, halved until less than two."""
    if count == 1:
        return 0
    near = geometry.apply(inverse, np.array([[x, y], [x + 1, y], [x, y + 1]]))
    density = np.sqrt(abs(np.linalg.det(near[1:] - near[0])))
    return int(np.clip(np.floor(np.log2(max(density, 1e-6))), 0, count - 1)) if np.isfinite(density) else 0


def _cells_in(
    texture: Texture, spans: tuple[Floats, Floats], tiled: tuple[bool, bool]
) -> tuple[Flags, Flags]:
    """Which spans (low and high corners, (2, rows, columns) texture pixels) are touched, and which are filled."""
    (low_x, low_y), (high_x, high_y) = spans
    rows, columns = texture.any_sum.shape[0] - 1, texture.any_sum.shape[1] - 1
    width, height = texture.size
    if any(tiled):
        # The pattern repeats: only its extent across the direction in which it does not travel matters.
        inside_x = np.full(low_x.shape, tiled[0]) | ((high_x > 0) & (low_x < width))
        inside_y = np.full(low_y.shape, tiled[1]) | ((high_y > 0) & (low_y < height))
        return inside_x & inside_y, np.zeros(low_x.shape, dtype=bool)

    def cell(value: Floats, most: int, *, up: bool) -> NDArray[np.int64]:
        scaled = np.ceil(value / CELL_PX) if up else np.floor(value / CELL_PX)
        return np.clip(scaled, 0, most).astype(np.int64)

    x0, x1 = cell(low_x, columns, up=False), cell(high_x, columns, up=True)
    y0, y1 = cell(low_y, rows, up=False), cell(high_y, rows, up=True)

    def total(table: NDArray[np.int32]) -> NDArray[np.int64]:
        inside = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
        return np.where((x1 > x0) & (y1 > y0), inside, 0).astype(np.int64)

    inside = (low_x >= 0) & (low_y >= 0) & (high_x <= width) & (high_y <= height)
    return total(texture.any_sum) > 0, inside & (total(texture.all_sum) == (x1 - x0) * (y1 - y0))


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


def _rippled(
    matrix: Floats, from_reference: Floats, size: tuple[int, int], ripple: Ripple
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Texture coordinates of every pixel of a box whose rows a ripple displaces."""
    x = np.arange(size[0], dtype=np.float32)
    y = np.arange(size[1], dtype=np.float32)[:, None]
    m = (matrix / matrix[2, 2]).astype(np.float32)
    map_x, map_y = m[0, 0] * x + (m[0, 1] * y + m[0, 2]), m[1, 0] * x + (m[1, 1] * y + m[1, 2])
    if m[2, 0] or m[2, 1]:
        w = 1.0 / (m[2, 0] * x + (m[2, 1] * y + 1.0))
        map_x, map_y = map_x * w, map_y * w
    # A sine is smooth over a row, so one value for a whole row would do, but rows tilt when the camera rolls.
    scale, offset = np.float32(from_reference[1, 1]), np.float32(from_reference[1, 2])
    rows = map_y[:, :1] if not (m[1, 0] or m[2, 0]) else map_y
    map_x = map_x + scale * ripple.across((rows - offset) / scale)
    return np.ascontiguousarray(map_x), np.ascontiguousarray(np.broadcast_to(map_y, map_x.shape))
