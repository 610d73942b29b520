"""The camera of a shot: named moves, eased and small, with the curves of the score on top.

Distances are sized by ``SUBJECT_DEPTH_M``, where the stage puts the hero of each shot size, so that a move of
one strength looks alike in a wide shot and in a close one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from feelm.errors import ScoreError
from feelm.score.camera_plan import Camera, Move
from feelm.score.numbers import Number
from feelm.seeds import generator
from feelm.stage.layer import Pose
from feelm.stage.lens import FOCALS
from feelm.stage.moves import (
    KINDS,
    NATURAL_LENGTH_S,
    Channel,
    Frame,
    Way,
    channels,
    glide,
    presence,
    schedule,
)
from feelm.vocabulary import ShotSize

__all__ = ["SUBJECT_DEPTH_M", "camera_poses", "glide", "shutter_angles", "wander"]

Floats = NDArray[np.float64]

SUBJECT_DEPTH_M: Mapping[ShotSize, float] = {
    "extreme_wide": 17.0, "wide": 9.0, "medium": 6.6, "close": 5.0, "detail": 4.8,
}  # fmt: skip
"""Metres from the camera to the hero, by shot size."""

ZOOM_RANGE = (0.2, 8.0)
ANGLE_LIMIT_DEG = 45.0
BLUR_AT_ONE = 0.02
"""Disc (frame widths) of what is infinitely far, at aperture 1 with the hero in focus."""
NEAR_FOCUS = 0.5
"""Where a focus pull begins, in distances of the hero."""
_NEAREST_FOCUS_M = 0.1
_LIMITS: Mapping[str, tuple[float, float]] = {
    "pan": (-ANGLE_LIMIT_DEG, ANGLE_LIMIT_DEG), "tilt": (-ANGLE_LIMIT_DEG, ANGLE_LIMIT_DEG),
    "orbit": (-60.0, 60.0), "swing": (-60.0, 60.0), "lean": (-60.0, 60.0), "fov": (5.0, 130.0),
    "focus": (_NEAREST_FOCUS_M, 1e6), "aperture": (0.0, 8.0), "shake": (0.0, 10.0), "shutter": (0.0, 360.0),
}  # fmt: skip
"""What a curve may reach."""


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
    focal: float | None = None,
) -> list[Pose]:
    """The pose of the camera at each instant of a shot.

    Args:
        camera: moves, and explicit curves that are added (``zoom`` multiplied).
        times_s: seconds from the start of the shot, shape (n,).
        duration_s: length of the whole shot, in seconds, for the easing.
        signals: named signals for expressions, one value for each of ``times_s``.
        shot_size: sizes distances by how far the hero stands.
        seed: of the shot; moves with chance in them (hand-held, drift) repeat with it.
        focal: lens of the world in frame widths, for ``fov`` and turns; by default that of the shot size.

    Raises:
        ScoreError: a curve gives no finite number, or one outside what a lens can do; a move has no place in the shot.

    >>> camera_poses(Camera(), times_s=[0.0], duration_s=4.0, signals={}, shot_size="wide", seed=1)[0].pan_deg
    0.0
    """
    times = np.atleast_1d(np.asarray(times_s, dtype=np.float64))
    duration_s = max(duration_s, 1e-6)
    frame = Frame(SUBJECT_DEPTH_M[shot_size], focal or FOCALS[shot_size], shot_size)
    curves = _curves(camera, times, duration_s, signals)
    end_s = None if camera.move in NATURAL_LENGTH_S else duration_s
    said = camera.moves or [Move(name=camera.move, strength=camera.strength, start=0.0, end=end_s)]
    ways = schedule(said, times, duration_s, signals)
    moved = channels(ways, times, frame)
    track = _placed(moved, curves, frame)
    for way in ways:
        if way.move not in KINDS:
            unrest = _UNREST[way.move](way, times, frame.depth_m, seed)
            here = presence(way, times, duration_s)
            track = {name: values + here * unrest.get(name, 0.0) for name, values in track.items()}
    for name, values in _hand(curves["shake"], times, frame.depth_m, seed).items():
        track[name] = track[name] + values
    track |= _optics(camera, ways, moved, curves, track, frame)
    _check(track)
    return [Pose(*(float(track[name][index]) for name in _POSE)) for index in range(len(times))]


_POSE = ("x", "y", "z", "pan", "tilt", "roll", "zoom", "swing", "lean", "focus", "aperture")


def shutter_angles(
    camera: Camera, *, times_s: ArrayLike, duration_s: float, signals: Mapping[str, Floats]
) -> Floats:
    """The shutter's angle in degrees at each instant of a shot, 0..360."""
    times = np.atleast_1d(np.asarray(times_s, dtype=np.float64))
    values = _sampled("shutter", camera.shutter, times, duration_s, signals)
    _within("shutter", values)
    return values


def _curves(
    camera: Camera, times: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> dict[str, Floats]:
    """The explicit curves of the score, those that are given."""
    names = ("x", "y", "z", "pan", "tilt", "roll", "zoom", "orbit", "swing", "lean", "aperture", "shake")
    curves = {name: _sampled(name, getattr(camera, name), times, duration_s, signals) for name in names}
    for name in ("fov", "focus"):
        if (number := getattr(camera, name)) is not None:
            curves[name] = _sampled(name, number, times, duration_s, signals)
    for name, values in curves.items():
        _within(name, values)
    return curves


def _sampled(
    name: str, number: Number, times: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> Floats:
    """One value of a ``Number`` per instant."""
    if isinstance(number, (int, float)):
        return np.full(times.shape, float(number))
    from feelm.score import sample

    return sample(number, times_s=times, duration_s=duration_s, signals=signals, where=f"camera.{name}")


def _within(name: str, values: Floats) -> None:
    """Refuse a curve that goes where no lens or tripod can follow."""
    low, high = _LIMITS.get(name, (-np.inf, np.inf))
    if values.min() < low or values.max() > high:
        raise ScoreError(
            f"the {name} reaches {values.min():.4g}..{values.max():.4g}",
            where=f"camera.{name}",
            fix=f"keep it between {low:g} and {high:g}",
        )


def _check(track: Mapping[str, Floats]) -> None:
    """The same for what moves and curves give together."""
    for name in ("pan", "tilt"):
        _within(name, track[name])
    zoom = track["zoom"]
    if zoom.min() < ZOOM_RANGE[0] or zoom.max() > ZOOM_RANGE[1]:
        raise ScoreError(
            f"the zoom reaches {zoom.min():.2f}..{zoom.max():.2f}",
            where="camera.zoom",
            fix=f"keep it between {ZOOM_RANGE[0]} and {ZOOM_RANGE[1]}",
        )


def _placed(moved: Mapping[Channel, Floats], curves: Mapping[str, Floats], frame: Frame) -> dict[str, Floats]:
    """Moves and curves as one track: where the camera stands and looks, and its zoom."""
    still = np.zeros(curves["x"].shape)
    depth = frame.depth_m

    def move(name: Channel) -> Floats:
        return moved.get(name, still)

    # On a circle about the hero. Pan turns right for positive angles: after a step to the right the hero is left.
    orbit = np.deg2rad(move("orbit") + curves["orbit"])
    vertigo, dolly = move("vertigo"), move("z") + curves["z"]
    tilt = np.rad2deg(0.5 * np.arctan2(move("lift"), depth) + np.arctan2(move("crane"), depth))
    return {
        "x": move("x") + curves["x"] + depth * np.sin(orbit),
        "y": move("y") + curves["y"] + move("lift") + move("crane"),
        "z": dolly + vertigo + depth * (1 - np.cos(orbit)),
        "pan": move("pan") + curves["pan"] - np.rad2deg(orbit),
        "tilt": move("tilt") + curves["tilt"] + tilt,
        "roll": move("roll") + curves["roll"],
        # As the camera steps nearer by ``vertigo`` the hero would grow by the inverse of this.
        "zoom": np.exp(move("zoom")) * curves["zoom"] * (depth - dolly - vertigo) / (depth - dolly),
        "swing": curves["swing"],
        "lean": curves["lean"],
    }


def _optics(
    camera: Camera, ways: Sequence[Way], moved: Mapping[Channel, Floats], curves: Mapping[str, Floats],
    track: Mapping[str, Floats], frame: Frame,
) -> dict[str, Floats]:  # fmt: skip
    """Zoom with the lens that is asked for, focus and aperture."""
    depth = frame.depth_m
    zoom = track["zoom"]
    if "fov" in curves:
        zoom = zoom * 0.5 / np.tan(np.deg2rad(curves["fov"]) / 2) / frame.focal
    orbit_z = depth * (1 - np.cos(np.deg2rad(moved.get("orbit", 0.0) + curves["orbit"])))
    hero = np.maximum(depth - (track["z"] - orbit_z), _NEAREST_FOCUS_M)
    focus = curves.get("focus", hero)
    aperture = curves["aperture"]
    if "pull" in moved:
        near = 1.0 / np.maximum(NEAR_FOCUS * focus, _NEAREST_FOCUS_M)
        # Even steps of the focus ring are steps of 1 / distance.
        focus = 1.0 / (near + (1.0 / focus - near) * np.clip(moved["pull"], 0.0, 1.0))
        if camera.aperture == 0.0:
            pulls = [way.strength for way in ways if way.move == "focus_pull"]
            aperture = np.full(zoom.shape, 2.0 * max(pulls))
    return {"zoom": zoom, "focus": focus, "aperture": aperture * BLUR_AT_ONE * depth}


def _breathe(way: Way, times: Floats, depth: float, seed: int) -> dict[str, Floats]:
    """A held camera that breathes: three millimetres for each metre to the hero, once in five seconds."""
    breath = way.strength * depth * (1.0 - np.cos(2 * np.pi * times / 5.2))
    return {"y": -0.0016 * breath, "z": 0.0035 * breath}


def _drift(way: Way, times: Floats, depth: float, seed: int) -> dict[str, Floats]:
    def noise(name: str) -> Floats:
        return way.strength * wander(times, generator(seed, "camera", "drift", name), 0.04, 0.16)

    sizes = {"x": 0.030 * depth, "y": 0.012 * depth, "z": 0.020 * depth, "pan": 0.35}
    return {name: size * noise(name) for name, size in sizes.items()}


def _handheld(way: Way, times: Floats, depth: float, seed: int) -> dict[str, Floats]:
    return _hand(np.full(times.shape, way.strength), times, depth, seed)


def _hand(amount: Floats, times: Floats, depth: float, seed: int) -> dict[str, Floats]:
    """The unrest of a hand, ``amount`` at each instant."""
    if not amount.any():
        return {}

    def noise(name: str) -> Floats:
        return amount * wander(times, generator(seed, "camera", "handheld", name), 0.18, 3.2)

    sizes = {"x": 0.010 * depth, "y": 0.008 * depth, "pan": 0.55, "tilt": 0.45, "roll": 0.35}
    return {name: size * noise(name) for name, size in sizes.items()}


_UNREST = {"hold": _breathe, "drift": _drift, "handheld": _handheld}
