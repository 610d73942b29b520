"""How a layer moves by itself: its ``Life`` at one instant, as an affine map, a light and a picture number.

Everything here is a function of the time and of the signals at that very time, never of the frame before: a
film can be rendered from any frame, and an accent of the music is seen in the frame in which it sounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.stage.layer import Layer, Life, World

Floats = NDArray[np.float64]

_SMALLEST, _LARGEST = 1e-3, 4.0
REACT_SWAY_DEG = 8.0
"""Turn of a layer that answers by swaying, at signal 1 and gain 1."""


@dataclass(frozen=True)
class Ripple:
    """Rows displaced as on water, in reference pixels.

    ``top`` and ``height_px`` are the picture's extent: waves grow longer and wider from its top, which is far, to
    its foot, which is near.
    """

    size_px: float
    wavelength_px: float
    phase: float
    top: float
    height_px: float

    def across(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Displacement to the right of reference rows, of any shape; keeps the float type of ``rows``."""
        one = rows.dtype.type
        near = np.clip((rows - one(self.top)) / one(max(self.height_px, 1.0)), one(0.08), one(1.5))
        waves = np.log(near) * one(2 * np.pi * self.height_px / self.wavelength_px)
        return np.asarray(one(self.size_px) * near * np.sin(waves - one(self.phase)))


@dataclass(frozen=True, eq=False)
class State:
    """A layer at one instant.

    ``shift`` maps reference pixels (where the picture was put) to reference pixels (where it is now), 3 × 3 and
    affine; ``opacity`` 0..1; ``light`` multiplies its colour; ``frame`` is the picture that is shown.
    """

    shift: Floats
    opacity: float
    light: float
    frame: int
    ripple: Ripple | None


def picture_box(layer: Layer) -> tuple[float, float, float, float]:
    """Left, top, width and height of a layer's picture in reference pixels."""
    height, width = layer.picture.shape[:2]
    return layer.origin[0], layer.origin[1], width / layer.scale, height / layer.scale


def state(world: World, layer: Layer, time_s: float, signals: Mapping[str, float]) -> State:
    """How ``layer`` is ``time_s`` seconds into the shot, with the music's ``signals`` (0..1) at that instant.

    Raises:
        ScoreError: the layer answers to a signal that is not among ``signals``. No signals at all is silence.
    """
    life = layer.life
    level = _level(life, signals)
    ripple = None
    if life.ripple_px:
        turn = 2 * np.pi * (time_s / life.ripple_period_s + life.phase)
        _, top, _, height = picture_box(layer)
        ripple = Ripple(life.ripple_px, life.ripple_wavelength_px, turn % (2 * np.pi), top, height)
    return State(
        shift=_shift(world, layer, time_s, level, _factor(life.grow_by, signals, _LARGEST)),
        opacity=layer.opacity * _twinkle(life, time_s) * _factor(life.fade_by, signals, 1.0),
        light=1.0 + (level if life.react_kind == "glow" else 0.0),
        frame=_frame_number(layer, time_s),
        ripple=ripple,
    )


def is_still(layer: Layer) -> bool:
    """Whether the layer never changes by itself."""
    life = layer.life
    moves = (
        life.sway_deg
        or life.spin_deg_s
        or life.bob_px
        or life.twinkle
        or life.ripple_px
        or any(life.drift_px_s)
    )
    cycles = life.frames_per_s and len(layer.frames) > 1
    return not (moves or cycles or (life.react and life.react_gain) or life.grow_by or life.fade_by)


def _level(life: Life, signals: Mapping[str, float]) -> float:
    """Strength of the answer to the music: signal times gain."""
    if life.react is None or not life.react_gain or not signals:
        return 0.0
    if life.react not in signals:
        known = ", ".join(sorted(signals))
        raise ScoreError(f"no signal is called {life.react!r}", where="react", fix=f"use one of {known}")
    return life.react_gain * float(np.clip(signals[life.react], 0.0, 1.0))


def _factor(name: str | None, signals: Mapping[str, float], most: float) -> float:
    """A factor on size or opacity at this instant; what nobody gives a value stays as it is."""
    if name is None or not signals:
        return 1.0
    if name not in signals:
        raise ScoreError("a player grows or fades by a curve that was not sampled", where=name)
    return float(np.clip(signals[name], 0.0, most))


def _shift(world: World, layer: Layer, time_s: float, level: float, size: float) -> Floats:
    """Sway, bob, travel and the answer to the music as one affine map."""
    life = layer.life
    left, top, width, height = picture_box(layer)
    pivot = (left + life.pivot[0] * width, top + life.pivot[1] * height)
    angle = life.sway_deg * _gust(time_s / life.sway_period_s + life.phase) + life.spin_deg_s * time_s
    grow, lift = 1.0, life.bob_px * _bob(life, time_s)
    if life.react_kind == "sway":
        angle += REACT_SWAY_DEG * level
    elif life.react_kind == "grow":
        grow += level
    elif life.react_kind == "hop":
        lift += level * height
    # Nothing is ever quite gone: a map must be turned round.
    matrix = _about(pivot, np.deg2rad(angle), max(grow * size, _SMALLEST), leans=life.pivot[1] > 0.85)
    travel = travelled(world, layer, time_s)
    matrix[0, 2] += travel[0]
    matrix[1, 2] += travel[1] - lift
    return matrix


def _about(pivot: tuple[float, float], angle: float, grow: float, *, leans: bool) -> Floats:
    """Turn and growth about a point.

    What stands on its foot leans (a shear): turning it would lift one edge of the foot off the ground.
    """
    if leans:
        linear = np.array([[1.0, -np.tan(angle)], [0.0, 1.0]]) * grow
    else:
        linear = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * grow
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = np.array(pivot) - linear @ np.array(pivot)
    return matrix


def _gust(turns: float) -> float:
    """A sway that does not repeat at once: a slow swing and a smaller quick one, within -1..1."""
    return 0.72 * float(np.sin(2 * np.pi * turns)) + 0.28 * float(np.sin(2 * np.pi * 2.37 * turns + 1.3))


def _bob(life: Life, time_s: float) -> float:
    """Height of the bob: a sine when floating, the parabola of a jump and a rest when hopping."""
    turns = time_s / life.bob_period_s + life.phase
    if life.bob_kind == "float":
        return float(np.sin(2 * np.pi * turns))
    in_air = (turns % 1.0) / 0.7
    return max(0.0, 4.0 * in_air * (1.0 - in_air))


def _twinkle(life: Life, time_s: float) -> float:
    """Opacity of a twinkling layer; faster than once in 0.6 s it is a flame and never repeats."""
    if not life.twinkle:
        return 1.0
    turns = time_s / life.twinkle_period_s + life.phase
    if life.twinkle_period_s < 0.6:
        wave = sum(np.sin(2 * np.pi * (rate * turns + 0.37 * rate)) for rate in (0.31, 0.77, 1.31)) / 3.0
    else:
        wave = np.sin(2 * np.pi * turns)
    return float(1.0 - life.twinkle * (0.5 + 0.5 * wave))


def _frame_number(layer: Layer, time_s: float) -> int:
    """Which of the layer's pictures is shown."""
    count = len(layer.frames)
    if count == 1 or not layer.life.frames_per_s:
        return 0
    return (_frames_passed(layer, time_s) + round(layer.life.phase * count)) % count


def _frames_passed(layer: Layer, time_s: float) -> int:
    """How many changes of picture there have been; the small allowance keeps an exact instant on its own picture."""
    return int(np.floor(time_s * layer.life.frames_per_s + 1e-9))


def travelled(world: World, layer: Layer, time_s: float) -> tuple[float, float]:
    """How far the layer has drifted, reference pixels.

    A wrapping layer that is smaller than the frame comes back on the other side once it has left; a larger one
    is a pattern without end (``tiles``) and simply travels on.
    """
    speed = layer.life.drift_px_s
    if layer.life.stepped and layer.life.frames_per_s:
        time_s = _frames_passed(layer, time_s) / layer.life.frames_per_s
    away = (speed[0] * time_s, speed[1] * time_s)
    if not layer.life.wraps:
        return away
    box = picture_box(layer)
    across = _comes_back(away[0], box[0], box[2], world.width)
    down = _comes_back(away[1], box[1], box[3], world.height)
    return across, down


def tiles(layer: Layer, frame_size: float, axis: int) -> bool:
    """Whether a wrapping layer repeats its picture without end along ``axis`` (0 across, 1 down)."""
    box = picture_box(layer)
    return layer.life.wraps and bool(layer.life.drift_px_s[axis]) and box[2 + axis] >= frame_size


def _comes_back(away: float, start: float, size: float, frame_size: float) -> float:
    """Travel of a small wrapping picture, folded so that it re-enters from the side it does not leave by."""
    if not away or size >= frame_size:
        return away
    margin = 0.25 * frame_size
    lap = frame_size + size + 2 * margin
    return (start + away + size + margin) % lap - size - margin - start
