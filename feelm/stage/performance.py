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
from feelm.stage.layer import Guide, Layer, Picture, Pose, World
from feelm.stage.life import Ripple, State, state, tiles
from feelm.stage.limits import Limits
from feelm.stage.texture import Texture, prepare
from feelm.stage.tiles import Box, Tiles

Floats = NDArray[np.float64]

_COARSEST = 4
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


class Performance:
    """A world on stage: frames at any pose and time, in any order.

    The buffers that make it fast belong to one object, so use one object in each thread or worker.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        # Shots of one film come one after the other: a texture is prepared once and drawn hundreds of times.
        self._textures = [
            prepare(
                layer,
                tiled=(tiles(layer, world.width, 0), tiles(layer, world.height, 1)),
                frame_size=(world.width, world.height),
            )
            for layer in world.layers
        ]
        self._limits = Limits(world)
        self._planes = list(dict.fromkeys(layer.plane for layer in world.layers))
        self._plane_of = [self._planes.index(layer.plane) for layer in world.layers]
        self._to_reference = np.array([texture.to_reference for texture in self._textures]).reshape(-1, 3, 3)
        self._patterns = [index for index, texture in enumerate(self._textures) if any(texture.period)]
        # What rides on a ripple may be seen beside its place.
        margins = np.array([1.5 * abs(layer.life.ripple_px) * layer.scale for layer in world.layers])
        self._opacity = np.array([max(layer.opacity, 1e-6) for layer in world.layers])
        self._tiles = Tiles(world.width, world.height, self._textures, margins)
        self._canvas = np.zeros((world.height, world.width, 3), dtype=np.uint8)
        self._scratch = np.empty(world.height * world.width * 4, dtype=np.uint8)
        # Coarse light is drawn in whole steps, which may reach a little beyond the frame.
        pixels = (world.height + _COARSEST) * (world.width + _COARSEST)
        self._coarse = [_coarseness(layer) for layer in world.layers]
        self._rooms = [np.empty(pixels * channels, dtype=np.uint8) for channels in (3, 3, 1)]
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
        pose = self._limits.limit(pose)
        states = [state(self.world, layer, time_s, signals) for layer in self.world.layers]
        matrices = self._matrices(pose, states)
        key = matrices.tobytes() + repr([(s.opacity, s.light, s.frame, s.ripple) for s in states]).encode()
        if key != self._last_key:
            self._draw(matrices, states)
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
        now = (self._limits.limit(pose), time_s, signals)
        before = now if previous is None else (self._limits.limit(previous[0]), previous[1], previous[2])
        return make_guide(self.world, colour, now, before)

    def _matrices(self, pose: Pose, states: list[State]) -> Floats:
        """For every layer the 3 × 3 matrix from texture to frame pixels (continuous coordinates), (n, 3, 3)."""
        onto = geometry.homographies(self.world, self._planes, pose)[self._plane_of]
        return np.asarray(
            onto @ np.stack([now.shift for now in states]) @ self._to_reference, dtype=np.float64
        )

    def _folded(self, inverse: Floats, texture: Texture) -> Floats:
        """Shift a pattern by whole periods so that the frame falls into the texture that holds it."""
        if not any(texture.period):
            return inverse
        width, height = self.world.width, self.world.height
        corners = np.array([[0.0, 0.0], [width, 0.0], [0.0, height], [width, height]])
        low = np.nan_to_num(geometry.apply(inverse, corners).min(axis=0) - 1.0)
        laps = [
            np.floor(low[axis] / size) * size if size else 0.0 for axis, size in enumerate(texture.period)
        ]
        return np.asarray(_move(-laps[0], -laps[1]) @ inverse, dtype=np.float64)

    def _draw(self, matrices: Floats, states: list[State]) -> None:
        inverses = geometry.inverse(matrices)
        for index in self._patterns:
            inverses[index] = self._folded(inverses[index], self._textures[index])
            matrices[index] = geometry.inverse(inverses[index])
        fades = np.array([now.opacity for now in states]) / self._opacity
        pieces = self._tiles.pieces(matrices, inverses, fades)
        self._canvas[:] = 0
        for index, now in enumerate(states):
            if self._coarse[index] > 1 and pieces[index]:
                self._shine(
                    index, now, inverses[index], [box for _, box in pieces[index]], float(fades[index])
                )
                continue
            for covers, box in pieces[index]:
                picture = self._warp(index, now, inverses[index], box)
                if fades[index] < 0.999:
                    cv2.convertScaleAbs(picture, dst=picture, alpha=float(fades[index]))
                self._blend(picture, box, self.world.layers[index].blend, now.light, covers=covers)

    def _shine(self, index: int, now: State, inverse: Floats, boxes: list[Box], fade: float) -> None:
        """Add soft light: drawn as small as its own texture is and enlarged, which nobody can tell from the whole.

        All its pieces are one box, because an enlarged piece would show its sides.
        """
        texture, step = self._textures[index], self._coarse[index]
        left, top = (min(box[i] for box in boxes) // step * step for i in (0, 1))
        right, bottom = (max(box[i] for box in boxes) for i in (2, 3))
        size = -((left - right) // step), -((top - bottom) // step)
        coarse = np.diag([float(step), float(step), 1.0])
        matrix = _move(-0.5, -0.5) @ inverse @ _move(left, top) @ coarse @ _move(0.5, 0.5)
        small = self._scratch[: size[0] * size[1] * 4].reshape(size[1], size[0], 4)
        source = texture.levels[0][now.frame]
        if abs(matrix[2, 0]) < 1e-12 and abs(matrix[2, 1]) < 1e-12:
            cv2.warpAffine(source, matrix[:2] / matrix[2, 2], size, dst=small, flags=_FLAGS)
        else:
            cv2.warpPerspective(source, matrix, size, dst=small, flags=_FLAGS)
        light = cv2.cvtColor(small, cv2.COLOR_RGBA2RGB)
        if fade * now.light != 1.0:
            cv2.convertScaleAbs(light, dst=light, alpha=fade * now.light)
        whole = self._rooms[0][: size[0] * size[1] * step * step * 3].reshape(
            size[1] * step, size[0] * step, 3
        )
        cv2.resize(light, None, dst=whole, fx=step, fy=step, interpolation=cv2.INTER_LINEAR)
        target = self._canvas[top:bottom, left:right]
        cv2.add(target, whole[: bottom - top, : right - left], dst=target)

    def _warp(self, index: int, now: State, inverse: Floats, box: Box) -> Picture:
        """The layer's premultiplied RGBA in a box of the frame, without its light."""
        texture = self._textures[index]
        left, top, right, bottom = box
        level = _level(inverse, (left + right) / 2, (top + bottom) / 2, len(texture.levels))
        # OpenCV counts from pixel centres: half a pixel in, half a texture pixel out.
        to_level = _move(-0.5, -0.5) @ np.diag([0.5**level, 0.5**level, 1.0])
        matrix = to_level @ inverse @ _move(left + 0.5, top + 0.5)
        size = (right - left, bottom - top)
        out = self._scratch[: size[0] * size[1] * 4].reshape(size[1], size[0], 4)
        source = texture.levels[level][now.frame]
        if now.ripple is not None:
            x, y = _rippled(matrix, to_level @ geometry.inverse(texture.to_reference), size, now.ripple)
            cv2.remap(source, x, y, cv2.INTER_LINEAR, dst=out)
        elif abs(matrix[2, 0]) < 1e-12 and abs(matrix[2, 1]) < 1e-12:
            cv2.warpAffine(source, matrix[:2] / matrix[2, 2], size, dst=out, flags=_FLAGS)
        else:
            cv2.warpPerspective(source, matrix, size, dst=out, flags=_FLAGS)
        return out

    def _blend(self, piece: Picture, box: Box, blend: str, light: float, *, covers: bool) -> None:
        left, top, right, bottom = box
        target = self._canvas[top:bottom, left:right]
        colour, cover, stop = self._buffers(right - left, bottom - top)
        cv2.cvtColor(piece, cv2.COLOR_RGBA2RGB, dst=colour)
        if light != 1.0:
            cv2.convertScaleAbs(colour, dst=colour, alpha=light)
        if covers:
            target[:] = colour
        elif blend == "add":
            cv2.add(target, colour, dst=target)
        elif blend == "multiply":
            cv2.bitwise_not(colour, dst=colour)
            cv2.multiply(target, colour, dst=target, scale=1 / 255)
        else:
            cv2.extractChannel(piece, 3, dst=cover)
            cv2.bitwise_not(cover, dst=cover)
            cv2.cvtColor(cover, cv2.COLOR_GRAY2RGB, dst=stop)
            cv2.multiply(target, stop, dst=target, scale=1 / 255)
            cv2.add(target, colour, dst=target)

    def _buffers(self, width: int, height: int) -> tuple[Picture, Picture, Picture]:
        """Room for a colour, a coverage and its three-fold copy: fresh memory would cost more than the blending."""
        size = width * height
        colour, stop = (self._rooms[i][: size * 3].reshape(height, width, 3) for i in (0, 1))
        return colour, self._rooms[2][:size].reshape(height, width), stop


def _coarseness(layer: Layer) -> int:
    """How many frame pixels one drawn pixel of a layer may be: more than one for soft light only."""
    if layer.blend != "add" or layer.life.ripple_px or layer.scale > 0.5:
        return 1
    return _COARSEST if layer.scale <= 0.25 else 2


def _move(x: float, y: float) -> Floats:
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def _level(inverse: Floats, x: float, y: float, count: int) -> int:
    """Which level to sample: texture pixels per frame pixel, halved until less than two."""
    if count == 1:
        return 0
    near = geometry.apply(inverse, np.array([[x, y], [x + 1, y], [x, y + 1]]))
    density = np.sqrt(abs(np.linalg.det(near[1:] - near[0])))
    return int(np.clip(np.floor(np.log2(max(density, 1e-6))), 0, count - 1)) if np.isfinite(density) else 0


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
