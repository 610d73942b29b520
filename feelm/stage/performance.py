"""The compositor: a ``World`` and a pose become a frame, fast, on one thread.

Every layer is warped by the homography of its plane straight into the frame. The frame is divided into tiles; a
tile of a layer is drawn only where the layer has something there and nothing opaque stands in front of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.stage import geometry
from feelm.stage.focus import SHARP_PX, Focus, SoftPiece
from feelm.stage.guide import Seen
from feelm.stage.guide import guide as make_guide
from feelm.stage.layer import Guide, Layer, Picture, Pose, World
from feelm.stage.life import State, is_still, state, tiles
from feelm.stage.limits import Limits
from feelm.stage.texture import Texture, prepare
from feelm.stage.tiles import Box, Piece, Tiles
from feelm.stage.warping import move, warp

Floats = NDArray[np.float64]

_COARSEST = 4
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True, eq=False)
class _Layout:
    """Where and how every layer is drawn in one frame; ``inverses`` (n, 3, 3) are frame to texture pixels."""

    states: list[State]
    inverses: Floats
    fades: Floats
    pieces: list[list[Piece]]
    soft: dict[int, SoftPiece]


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
        self._still = [state(world, layer, 0.0, {}) if is_still(layer) else None for layer in world.layers]
        self._limits = Limits(world)
        self._focus = Focus(world, self._textures)
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
        self._alphas: dict[tuple[int, int, int], Picture] = {}
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
        states = self._states(time_s, signals)
        matrices = self._matrices(pose, states)
        optics = (pose.aperture, pose.focus_m, pose.zoom) if pose.aperture > 0 else ()
        looks = [(s.opacity, s.light, s.frame, s.ripple) for s in states]
        key = matrices.tobytes() + repr((optics, looks)).encode()
        if key != self._last_key:
            self._draw(pose, self._layout(pose, matrices, states))
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
        states = self._states(time_s, signals)
        layout = self._layout(now[0], self._matrices(now[0], states), states)
        seen = Seen(layout.pieces, partial(self._cover, now[0], layout))
        return make_guide(self.world, colour, seen, now, before)

    def _cover(self, pose: Pose, layout: _Layout, index: int, piece: Piece) -> NDArray[np.uint8]:
        """Coverage 0..255 of a layer in a box of the frame, as the frame shows it."""
        covers, box = piece
        now, inverse = layout.states[index], layout.inverses[index]
        if covers:
            return np.full((box[3] - box[1], box[2] - box[0]), 255, np.uint8)
        if index in layout.soft:
            sharp = partial(self._warp, index, now, inverse, box)
            picture = self._focus.piece(layout.soft[index], box, pose, sharp)
            cover = np.ascontiguousarray(picture[..., 3])
        else:
            texture = self._textures[index]
            levels = [self._alpha(index, level, now.frame) for level in range(len(texture.levels))]
            cover = warp(levels, inverse, texture.to_reference, now.ripple, box, None)
        fade = float(layout.fades[index])
        return cover if fade > 0.999 else np.asarray(cv2.convertScaleAbs(cover, alpha=fade), dtype=np.uint8)

    def _alpha(self, index: int, level: int, frame: int) -> Picture:
        """The coverage of a texture by itself: a quarter of what there is to sample."""
        key = (index, level, frame)
        if key not in self._alphas:
            alpha = cv2.extractChannel(self._textures[index].levels[level][frame], 3)
            self._alphas[key] = np.asarray(alpha, dtype=np.uint8)
        return self._alphas[key]

    def _states(self, time_s: float, signals: Mapping[str, float]) -> list[State]:
        """How every layer is at a time."""
        return [
            still or state(self.world, layer, time_s, signals)
            for layer, still in zip(self.world.layers, self._still, strict=True)
        ]

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
        return np.asarray(move(-laps[0], -laps[1]) @ inverse, dtype=np.float64)

    def _layout(self, pose: Pose, matrices: Floats, states: list[State]) -> _Layout:
        """Where every layer is drawn in a frame."""
        inverses = geometry.inverse(matrices)
        for index in self._patterns:
            inverses[index] = self._folded(inverses[index], self._textures[index])
            matrices[index] = geometry.inverse(inverses[index])
        fades = np.array([now.opacity for now in states]) / self._opacity
        radii = self._focus.radii(pose) if pose.aperture > 0 else np.zeros(len(states))
        pieces = self._tiles.pieces(matrices, inverses, fades, self._focus.spread(radii))
        self._focus.begin()
        soft = {
            index: SoftPiece(index, now, inverses[index], _around([box for _, box in pieces[index]]))
            for index, now in enumerate(states)
            if radii[index] >= SHARP_PX and pieces[index]
        }
        return _Layout(states, inverses, fades, pieces, soft)

    def _draw(self, pose: Pose, layout: _Layout) -> None:
        fades, pieces = layout.fades, layout.pieces
        self._canvas[:] = 0
        for index, now in enumerate(layout.states):
            inverse = layout.inverses[index]
            if self._coarse[index] > 1 and pieces[index]:
                self._shine(index, now, inverse, [box for _, box in pieces[index]], float(fades[index]))
                continue
            for covers, box in pieces[index]:
                sharp = partial(self._warp, index, now, inverse, box)
                soft = layout.soft.get(index)
                picture = sharp() if soft is None else self._focus.piece(soft, box, pose, sharp)
                if fades[index] < 0.999:
                    picture = np.asarray(cv2.convertScaleAbs(picture, alpha=float(fades[index])))
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
        matrix = move(-0.5, -0.5) @ inverse @ move(left, top) @ coarse @ move(0.5, 0.5)
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
        width, height = box[2] - box[0], box[3] - box[1]
        out = self._scratch[: width * height * 4].reshape(height, width, 4)
        levels = [level[now.frame] for level in texture.levels]
        return warp(levels, inverse, texture.to_reference, now.ripple, box, out)

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


def _around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of them."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _coarseness(layer: Layer) -> int:
    """How many frame pixels one drawn pixel of a layer may be: more than one for soft light only."""
    if layer.blend != "add" or layer.life.ripple_px or layer.scale > 0.5:
        return 1
    return _COARSEST if layer.scale <= 0.25 else 2
