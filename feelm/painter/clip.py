"""Painting a moving picture: a few frames are painted, and their paint is carried along with what moves.

Painting every frame anew makes strokes swim over what they paint (the networks are equivariant to shifts of 4
pixels only), and costs a network pass each. Here key frames are painted; what a key frame shares with the one before
is taken over from it along the optical flow, what is new is painted new; the frames between are warped from both.
Idea after Ruder et al., "Artistic style transfer for videos", 2016 (flow-warped initialisation, occlusion masks);
flow: Kroeger et al., "Fast optical flow using dense inverse search", 2016.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.painter.brush import Brush
from feelm.painter.colour import keep_colour
from feelm.painter.strokes import MARKS, lay_coat, stroke_directions
from feelm.painter.style import Style
from feelm.seeds import generator

Picture = NDArray[np.uint8]
Map = NDArray[np.float32]
"""(h, w, 2): for each pixel the place (x, y) in a key frame that shows the same."""

_STROKE_PX = 6.0
"""Width of the strokes of the first coat in a frame of 512 pixels."""

_TRUSTED = 9.0
"""Levels (0..255) by which a carried pixel may differ from what is there and still be believed."""


@dataclass(frozen=True)
class ClipPaint:
    """How a clip is painted; ``key_every``: frames from one painted frame to the next."""

    style: Style
    strength: float = 0.7
    keep_colour: float = 0.35
    stroke: float = 1.0
    seed: int = 7
    key_every: int = 24


def paint_clip(frames: Iterable[Picture], paint: ClipPaint, brush: Brush) -> Iterator[Picture]:
    """Yield every frame of a clip painted, at its own size; holds two times ``key_every`` frames at most.

    Args:
        frames: (h, w, 3) sRGB, all of one size.
        paint: style and strength.
        brush: the networks; as many frames are warped at once as it has threads.

    Raises:
        InputError: the frames differ in size.
    """
    with ThreadPoolExecutor(brush.threads) as hands:
        # While one group is read and its key frame painted, the frames of the one before are still being warped.
        waiting: list[Future[Picture]] = []
        key: Picture | None = None
        for group in _groups(frames, paint.key_every):
            if key is None:
                key = _paint(group[0], paint, brush)
                yield key
            if len(group) > 1:
                begun, key = _begin(group, key, paint, brush, hands)
                yield from (future.result() for future in waiting)
                waiting = begun
        yield from (future.result() for future in waiting)


def _groups(frames: Iterable[Picture], length: int) -> Iterator[list[Picture]]:
    """Yield runs of ``length`` + 1 frames, each beginning with the last of the one before; the last may be shorter."""
    group: list[Picture] = []
    fresh = 0
    for number, frame in enumerate(frames):
        if group and frame.shape != group[0].shape:
            raise InputError("the frames of a clip differ in size", where=f"frame {number + 1}")
        group.append(frame)
        fresh += 1
        if len(group) == length + 1:
            yield group
            group, fresh = group[-1:], 0
    if fresh:
        yield group


def _paint(frame: Picture, paint: ClipPaint, brush: Brush) -> Picture:
    """Return a frame painted whole: a first coat of strokes, then one pass of the network."""
    marks, chance = MARKS[paint.style.marks], generator(paint.seed, "clip", "strokes")
    width = _STROKE_PX * paint.stroke * frame.shape[1] / 512
    directions = stroke_directions(frame, 10.0, 0.3, chance)
    coat = lay_coat(frame, width, directions, chance, marks=marks, fine=False)
    share = min(0.5, paint.strength)
    laid = np.asarray(cv2.addWeighted(coat.colour, share, frame, 1 - share, 0))
    painted = brush.apply(laid, paint.style, paint.strength, smooth_px=0.5, apron_px=0)
    return keep_colour(painted, laid, paint.keep_colour)


@dataclass(frozen=True, eq=False)
class _Source:
    """A key frame as paint is taken from it: what it showed (small), its painting, and the maps to it."""

    small: Picture
    painted: Picture
    maps: list[Map]


def _begin(
    group: list[Picture], key: Picture, paint: ClipPaint, brush: Brush, hands: ThreadPoolExecutor
) -> tuple[list[Future[Picture]], Picture]:
    """Return the painted frames after the first of ``group``, whose painting is ``key``, and the next key.

    All but the next key, which is the last of the frames, are promises.
    """
    size = (max(8, group[0].shape[1] // 2), max(8, group[0].shape[0] // 2))
    small = [cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in group]
    chains = [hands.submit(_maps, small), hands.submit(_maps, small[::-1])]
    fresh = _paint(group[-1], paint, brush)
    there, back = chains[0].result(), chains[1].result()[::-1]
    first = _Source(small[0], key, there)
    last = _Source(small[-1], _next_key(fresh, small[-1], first), back)
    steps = len(group) - 1
    begun = [hands.submit(_blend, n, small[n], n / steps, first, last) for n in range(1, steps)]
    begun.append(hands.submit(lambda: last.painted))
    return begun, last.painted


def _blend(number: int, now: Picture, t: float, first: _Source, last: _Source) -> Picture:
    """Return frame ``number``, a part ``t`` of the way from one key frame to the next."""
    pictures, weights = [], []
    for source, part in ((first, 1 - t), (last, t)):
        trust = _trust(now, source.small, source.maps[number])
        weights.append(_full(trust * np.float32(part) + np.float32(1e-3), source.painted))
        # The one that counts for less may be a little softer.
        how = cv2.INTER_CUBIC if part >= 0.5 else cv2.INTER_LINEAR
        pictures.append(_carry(source.painted, source.maps[number], how))
    return np.asarray(cv2.blendLinear(pictures[0], pictures[1], weights[0], weights[1]))


def _next_key(fresh: Picture, now: Picture, before: _Source) -> Picture:
    """Return the next key frame: what was painted before stays, what is new is taken from ``fresh``."""
    trust = _full(_trust(now, before.small, before.maps[-1]), fresh)
    carried = _carry(before.painted, before.maps[-1])
    # Each time that paint is carried it softens a little; give back what was lost, no more.
    lost = _crispness(fresh, trust) / max(_crispness(carried, trust), 1e-3)
    gain = float(np.clip(lost - 1, 0, 0.35))
    soft = cv2.GaussianBlur(carried, (0, 0), 1.2)
    carried = np.asarray(cv2.addWeighted(carried, 1 + gain, soft, -gain, 0))
    return np.asarray(cv2.blendLinear(carried, fresh, trust, 1 - trust))


def _crispness(picture: Picture, weight: Map) -> float:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    detail = np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.2))
    return float((detail * weight).sum() / max(float(weight.sum()), 1.0))


def _maps(small: list[Picture]) -> list[Map]:
    """Return for each frame of a group the map to its first, flow by flow."""
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
    greys = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in small]
    height, width = greys[0].shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    grid = np.dstack([x, y])
    maps = [grid]
    for before, now in pairwise(greys):
        step = grid + flow.calc(now, before, None)
        maps.append(_look_up(maps[-1], step))
    return maps


def _look_up(picture: NDArray[np.float32], where: Map) -> Map:
    """Return ``picture`` at ``where``; beyond its border it goes on as the border is."""
    inside = np.clip(where, 0, [picture.shape[1] - 1, picture.shape[0] - 1]).astype(np.float32)
    found = cv2.remap(picture, inside, None, cv2.INTER_LINEAR)
    return np.asarray(found + (where - inside), dtype=np.float32)


def _trust(now: Picture, key: Picture, where: Map) -> Map:
    """Return how far (0..1) the key frame still shows what is there now: same colour, and inside its frame."""
    height, width = now.shape[:2]
    seen = cv2.remap(key, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    red, green, blue = cv2.split(cv2.absdiff(seen, now))
    gap = cv2.blur(cv2.max(cv2.max(red, green), blue).astype(np.float32), (3, 3))
    trust = np.clip(2.0 - gap / _TRUSTED, 0, 1)
    x, y = where[..., 0], where[..., 1]
    trust[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = 0
    # Where something came into view the flow stretches what was beside it: that is no longer the same paint.
    wide = x[:-1, 1:] - x[:-1, :-1], y[:-1, 1:] - y[:-1, :-1]
    tall = x[1:, :-1] - x[:-1, :-1], y[1:, :-1] - y[:-1, :-1]
    area = cv2.blur(wide[0] * tall[1] - wide[1] * tall[0], (5, 5))
    trust[:-1, :-1] *= np.clip((area - 0.45) * 4, 0, 1) * np.clip((1.9 - area) * 4, 0, 1)
    return np.asarray(cv2.blur(cv2.erode(trust, np.ones((3, 3), np.uint8)), (5, 5)), dtype=np.float32)


def _full(small: Map, like: Picture) -> Map:
    return np.asarray(cv2.resize(small, (like.shape[1], like.shape[0]), interpolation=cv2.INTER_LINEAR))


def _carry(painted: Picture, where: Map, how: int = cv2.INTER_CUBIC) -> Picture:
    """Return a painted key frame moved to where its things are now."""
    height, width = painted.shape[:2]
    scale = np.array([width / where.shape[1], height / where.shape[0]], np.float32)
    # Pixel centres: the middle of a small pixel is not the corner of the large ones under it.
    full = cv2.resize(where * scale + (scale - 1) / 2, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.remap(painted, full, None, how, borderMode=cv2.BORDER_REFLECT))
