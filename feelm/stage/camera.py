"""The camera of a shot: named moves, eased and small, with the curves of the score on top.

Distances are sized by ``SUBJECT_DEPTH_M``, where the stage puts the hero of each shot size, so that a move of
one strength looks alike in a wide shot and in a close one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from feelm.errors import ScoreError
from feelm.score.model import Camera, Number
from feelm.seeds import generator
from feelm.stage.layer import Pose
from feelm.stage.lens import FOCALS
from feelm.vocabulary import CameraMove, ShotSize

Floats = NDArray[np.float64]

SUBJECT_DEPTH_M: Mapping[ShotSize, float] = {
    "extreme_wide": 17.0, "wide": 9.0, "medium": 6.6, "close": 5.0, "detail": 4.8,
}  # fmt: skip
"""Metres from the camera to the hero, by shot size."""

ZOOM_RANGE = (0.2, 8.0)
ANGLE_LIMIT_DEG = 45.0


@dataclass(frozen=True)
class _Track:
    """Camera coordinates over a shot, each of the shape of the times."""

    x: Floats
    y: Floats
    z: Floats
    pan: Floats
    tilt: Floats
    roll: Floats
    zoom: Floats


def glide(progress: Floats, ramp: float = 0.35) -> Floats:
    """Slow in, slow out: 0..1 to 0..1 with a raised-cosine start and stop over ``ramp`` of the way each.

    The middle runs at constant speed, which reads as a dolly; a pure S-curve reads as a lurch.
    """
    u = np.clip(progress, 0.0, 1.0)
    half = np.where(u > 0.5, 1.0 - u, u)
    top = 1.0 / (1.0 - ramp)
    inside = np.minimum(half, ramp)
    rise = top / 2 * (inside - ramp / np.pi * np.sin(np.pi * inside / ramp))
    there = rise + top * np.maximum(half - ramp, 0.0)
    return np.where(u > 0.5, 1.0 - there, there)


def wander(times_s: Floats, rng: np.random.Generator, slowest_hz: float, fastest_hz: float) -> Floats:
    """Seeded 1/f noise of unit size at any instants: sines an octave or less apart, amplitude 1/f.

    Human sway has about this spectrum (Collins & De Luca, 1993: postural sway is fractal noise); as a function of
    time and not of the frame number it is the same at every frame rate.
    """
    rates = np.geomspace(slowest_hz, fastest_hz, 9) * rng.uniform(0.87, 1.15, 9)
    sizes = rates[0] / rates
    phases = rng.uniform(0.0, 2 * np.pi, 9)
    waves = np.sin(2 * np.pi * rates * times_s[:, None] + phases)
    return np.asarray(waves @ sizes / np.sqrt((sizes**2).sum() / 2) / 2.0, dtype=np.float64)


def camera_poses(
    camera: Camera,
    *,
    times_s: ArrayLike,
    duration_s: float,
    signals: Mapping[str, Floats],
    shot_size: ShotSize,
    seed: int,
) -> list[Pose]:
    """The pose of the camera at each instant of a shot.

    Args:
        camera: move, strength, and explicit curves that are added (``zoom`` multiplied).
        times_s: seconds from the start of the shot, shape (n,).
        duration_s: length of the whole shot, in seconds, for the easing.
        signals: named signals for expressions, one value for each of ``times_s``.
        shot_size: sizes distances by how far the hero stands.
        seed: of the shot; moves with chance in them (hand-held, drift) repeat with it.

    Raises:
        ScoreError: a curve gives no finite number, or a zoom or angle outside what a lens can do.

    >>> camera_poses(Camera(), times_s=[0.0], duration_s=4.0, signals={}, shot_size="wide", seed=1)[0].pan_deg
    0.0
    """
    times = np.atleast_1d(np.asarray(times_s, dtype=np.float64))
    track = _move_track(camera.move, camera.strength, times, max(duration_s, 1e-6), shot_size, seed)
    track = _with_curves(track, camera, times, duration_s, signals)
    rows = zip(track.x, track.y, track.z, track.pan, track.tilt, track.roll, track.zoom, strict=True)
    return [Pose(*(float(value) for value in row)) for row in rows]


def _with_curves(
    track: _Track, camera: Camera, times: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> _Track:
    """Add the explicit curves of the score."""

    def curve(name: str, number: Number) -> Floats:
        return _sampled(name, number, times, duration_s, signals)

    summed = {
        name: getattr(track, name) + curve(name, getattr(camera, name))
        for name in ("x", "y", "z", "pan", "tilt", "roll")
    }
    zoom = track.zoom * curve("zoom", camera.zoom)
    if zoom.min() < ZOOM_RANGE[0] or zoom.max() > ZOOM_RANGE[1]:
        raise ScoreError(
            f"the zoom reaches {zoom.min():.2f}..{zoom.max():.2f}",
            where="camera.zoom",
            fix=f"keep it between {ZOOM_RANGE[0]} and {ZOOM_RANGE[1]}",
        )
    for name in ("pan", "tilt"):
        if np.abs(summed[name]).max() > ANGLE_LIMIT_DEG:
            raise ScoreError(
                f"the camera turns by {np.abs(summed[name]).max():.0f} degrees",
                where=f"camera.{name}",
                fix=f"keep it within {ANGLE_LIMIT_DEG:.0f} degrees",
            )
    return _Track(**summed, zoom=zoom)


def _sampled(
    name: str, number: Number, times: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> Floats:
    """One value of a ``Number`` per instant."""
    if isinstance(number, (int, float)):
        return np.full(times.shape, float(number))
    from feelm.score import sample

    return sample(number, times_s=times, duration_s=duration_s, signals=signals, where=f"camera.{name}")


def _move_track(
    move: CameraMove, strength: float, times: Floats, duration_s: float, shot_size: ShotSize, seed: int
) -> _Track:
    """The named move by itself."""
    still = np.zeros(times.shape)
    track = _Track(still, still, still, still, still, still, np.ones(times.shape))
    if move not in get_args(CameraMove):
        raise ScoreError(
            f"no camera move is called {move!r}", where="camera.move", fix="choose one of the named moves"
        )
    depth = SUBJECT_DEPTH_M[shot_size]
    if move in _FREE_MOVES:
        return _FREE_MOVES[move](track, strength, times, depth, seed)
    # A short shot makes the same move smaller, so that its speed stays calm.
    size = strength * float(np.clip(duration_s / 6.0, 0.35, 1.3))
    if move not in ("push_in", "pull_out"):
        # A long lens magnifies every turn and every step to the side.
        size /= max(FOCALS[shot_size], 1.0) ** 0.8
    return _GLIDES[move](track, size, glide(times / duration_s), depth)


def _push(track: _Track, size: float, way: Floats, depth: float) -> _Track:
    return replace(track, z=0.14 * size * depth * way)


def _pull(track: _Track, size: float, way: Floats, depth: float) -> _Track:
    return replace(track, z=0.14 * size * depth * (1.0 - way))


def _pan(sign: float) -> Callable[[_Track, float, Floats, float], _Track]:
    return lambda track, size, way, depth: replace(track, pan=sign * 5.0 * size * (way - 0.5))


def _tilt(sign: float) -> Callable[[_Track, float, Floats, float], _Track]:
    return lambda track, size, way, depth: replace(track, tilt=sign * 3.6 * size * (way - 0.5))


def _truck(sign: float) -> Callable[[_Track, float, Floats, float], _Track]:
    return lambda track, size, way, depth: replace(track, x=sign * 0.13 * size * depth * (way - 0.5))


def _lift(sign: float) -> Callable[[_Track, float, Floats, float], _Track]:
    """Rise or sink, with half of the tilt that would hold the hero where it is."""

    def lift(track: _Track, size: float, way: Floats, depth: float) -> _Track:
        y = sign * 0.10 * size * depth * (way - 0.5)
        return replace(track, y=y, tilt=0.5 * np.rad2deg(np.arctan2(y, depth)))

    return lift


def _arc(sign: float) -> Callable[[_Track, float, Floats, float], _Track]:
    """Travel on a circle about the hero, who stays where it is in the frame."""

    def arc(track: _Track, size: float, way: Floats, depth: float) -> _Track:
        angle = sign * np.deg2rad(7.0 * size) * (way - 0.5)
        # Pan turns right for positive angles: after a step to the right the hero is to the left.
        return replace(track, x=depth * np.sin(angle), z=depth * (1 - np.cos(angle)), pan=-np.rad2deg(angle))

    return arc


def _breathe(track: _Track, strength: float, times: Floats, depth: float, seed: int) -> _Track:
    """A held camera that breathes: three millimetres for each metre to the hero, once in five seconds."""
    breath = 1.0 - np.cos(2 * np.pi * times / 5.2)
    return replace(track, y=-0.0016 * strength * depth * breath, z=0.0035 * strength * depth * breath)


def _drift(track: _Track, strength: float, times: Floats, depth: float, seed: int) -> _Track:
    def noise(name: str) -> Floats:
        wave = wander(times, generator(seed, "camera", "drift", name), 0.04, 0.16)
        return wave * strength

    return replace(
        track, x=0.030 * depth * noise("x"), y=0.012 * depth * noise("y"), z=0.020 * depth * noise("z"),
        pan=0.35 * noise("pan"),
    )  # fmt: skip


def _handheld(track: _Track, strength: float, times: Floats, depth: float, seed: int) -> _Track:
    def noise(name: str) -> Floats:
        wave = wander(times, generator(seed, "camera", "handheld", name), 0.18, 3.2)
        return wave * strength

    return replace(
        track, x=0.010 * depth * noise("x"), y=0.008 * depth * noise("y"), pan=0.55 * noise("pan"),
        tilt=0.45 * noise("tilt"), roll=0.35 * noise("roll"),
    )  # fmt: skip


_GLIDES: Mapping[str, Callable[[_Track, float, Floats, float], _Track]] = {
    "push_in": _push,
    "pull_out": _pull,
    "pan_left": _pan(-1.0),
    "pan_right": _pan(1.0),
    "tilt_up": _tilt(1.0),
    "tilt_down": _tilt(-1.0),
    "truck_left": _truck(-1.0),
    "truck_right": _truck(1.0),
    "rise": _lift(-1.0),
    "sink": _lift(1.0),
    "arc_left": _arc(-1.0),
    "arc_right": _arc(1.0),
}
_FREE_MOVES: Mapping[str, Callable[[_Track, float, Floats, float, int], _Track]] = {
    "hold": _breathe,
    "drift": _drift,
    "handheld": _handheld,
}
