"""The way of a fed-back picture: one matrix for each frame, from the frame before to it.

A step is a 4 × 4 matrix on (x·z, y·z, z, 1): ``x, y`` continuous frame pixels (pixel ``i`` covers ``[i, i + 1)``),
``z`` the depth of what is seen there. Moves of a flat picture fill the upper left 3 × 3 (a homography, no depth),
travel in depth fills the last column. So any number of steps is one matrix again, and a picture is sampled once
however many frames lie between. Source of the form: Hartley & Zisserman, *Multiple View Geometry*, 2nd ed., ch. 2, 6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.curves import sample
from feelm.score.sources import Feedback

Floats = NDArray[np.float64]

UNIT = 200.0
"""What the score calls 200 of ``dx dy dz near far`` is one unit of depth."""

_FIELDS_2D = ("zoom", "angle", "x", "y", "centre_x", "centre_y")
_FIELDS_3D = ("dx", "dy", "dz", "rx", "ry", "rz", "fov", "aspect")
_FIELDS_FLIP = ("flip_theta", "flip_phi", "flip_gamma", "flip_fov")


def steps(
    feedback: Feedback,
    *,
    count: int,
    fps: float,
    size: tuple[int, int],
    signals: Mapping[str, Floats],
    where: str = "",
) -> Floats:
    """Return the step into each of ``count`` frames of a shot, shape (count, 4, 4); the first leads into frame 0.

    The curves are sampled on the frames of ``feedback.rate``; a film frame of another rate goes its share of each of
    them (a power of its matrix), so every rate comes to the same place at the same time.

    Args:
        feedback: mode, rate, reference size and drift.
        count: frames of the shot, its tail included.
        fps: of the film.
        size: (width, height) of the frames.
        signals: one value for each of the frames.
        where: the shot, for messages.

    Raises:
        ScoreError: a curve cannot be sampled, or asks for what has no picture (a zoom of nothing).
    """
    rate = feedback.rate or fps
    ratio = rate / fps
    # The step into source frame k covers source time (k - 1, k]; film frame n stands at source time n · ratio.
    source_count = int(np.ceil((count - 1) * ratio - 1e-9)) + 1
    sampled = _sample(feedback, source_count, rate, count, fps, signals, where)
    sources = _source_steps(feedback, sampled, size, where)
    if abs(ratio - 1.0) < 1e-12:
        return sources
    shares = _Shares(sources, where)
    return np.stack([shares.between((n - 1) * ratio, n * ratio) for n in range(count)])


def between(matrices: Floats, first: int, last: int) -> Floats:
    """Return the one matrix (4, 4) that leads from frame ``first`` to frame ``last``, forwards or back."""
    if last < first:
        return np.asarray(np.linalg.inv(between(matrices, last, first)), dtype=np.float64)
    whole = np.eye(4)
    for step in matrices[first + 1 : last + 1]:
        whole = step @ whole
    return whole


def is_flat(matrix: Floats) -> bool:
    """Whether a step moves all depths alike, so that its 3 × 3 is a homography of the whole picture."""
    return bool(np.abs(matrix[:3, 3]).max() < 1e-12)


class _Shares:
    """Parts of steps: source frame k is gone through at an even pace."""

    def __init__(self, sources: Floats, where: str) -> None:
        self._sources = sources
        self._powers: dict[bytes, Floats] = {}
        self._where = where

    def between(self, start: float, end: float) -> Floats:
        """The matrix from source time ``start`` to ``end`` (in source frames)."""
        whole = np.eye(4)
        at = start
        while at < end - 1e-9:
            frame = int(np.floor(at + 1e-9)) + 1
            reach = min(end, float(frame))
            whole = self._power(frame, reach - at) @ whole
            at = reach
        return whole

    def _power(self, frame: int, share: float) -> Floats:
        # Before the shot the first step holds, after its last frame the last one.
        step = self._sources[int(np.clip(frame, 0, len(self._sources) - 1))]
        if abs(share - 1.0) < 1e-9:
            return np.asarray(step, dtype=np.float64)
        key = step.tobytes() + round(share, 9).hex().encode()
        if key not in self._powers:
            self._powers[key] = self._shared(step, share)
        return self._powers[key]

    def _shared(self, step: Floats, share: float) -> Floats:
        from scipy.linalg import expm, logm

        log = np.asarray(logm(step))
        if np.iscomplexobj(log) and np.abs(log.imag).max() > 1e-7:
            raise ScoreError(
                "the picture turns by half a circle in one frame, which cannot be shared among other frames",
                where=f"{self._where}, feedback.drift".lstrip(", "),
                fix="give the film the frame rate of feedback.rate, or turn more slowly",
            )
        return np.asarray(expm(share * log.real), dtype=np.float64)


def _sample(
    feedback: Feedback,
    source_count: int,
    rate: float,
    count: int,
    fps: float,
    signals: Mapping[str, Floats],
    where: str,
) -> dict[str, Floats]:
    """The fields of the drift at each source frame."""
    times_s = np.arange(source_count, dtype=np.float64) / rate
    heard = signals
    if abs(rate - fps) > 1e-12:
        film_s = np.arange(count, dtype=np.float64) / fps
        heard = {name: np.interp(times_s, film_s, values[:count]) for name, values in signals.items()}
    own = _FIELDS_2D if feedback.mode == "2d" else _FIELDS_3D
    return {
        name: sample(
            getattr(feedback.drift, name),
            times_s=times_s,
            duration_s=count / fps,
            signals=heard,
            where=f"{where}, feedback.drift.{name}".lstrip(", "),
        )
        for name in (*own, *_FIELDS_FLIP)
    }


def _source_steps(
    feedback: Feedback, sampled: Mapping[str, Floats], size: tuple[int, int], where: str
) -> Floats:
    rows = [dict(zip(sampled, values, strict=True)) for values in zip(*sampled.values(), strict=True)]
    reference = feedback.reference or size
    moves = []
    for row in rows:
        flip = lift(flipped(row, size))
        if feedback.mode == "2d":
            moves.append(flip @ lift(moved_2d(row, size, reference, where)))
        else:
            moves.append(moved_3d(row, size, where) @ flip)
    return np.stack(moves)


def lift(homography: Floats) -> Floats:
    """A homography (3, 3) as a step (4, 4)."""
    step = np.eye(4)
    step[:3, :3] = homography
    return step


def moved_2d(
    at: Mapping[str, float], size: tuple[int, int], reference: tuple[int, int], where: str = ""
) -> Floats:
    """The homography of one frame in the plane: shifted, then turned and enlarged about the centre."""
    zoom = at["zoom"]
    if zoom <= 1e-3:
        raise ScoreError(
            f"a zoom of {zoom:g} leaves no picture",
            where=f"{where}, feedback.drift.zoom".lstrip(", "),
            fix="keep it above 0; 1 is still, 1.02 comes closer by 2 % a frame",
        )
    width, height = size
    shift = np.array([[1.0, 0.0, at["x"] * width / reference[0]], [0.0, 1.0, at["y"] * height / reference[1]],
                      [0.0, 0.0, 1.0]])  # fmt: skip
    x, y = at["centre_x"] * width, at["centre_y"] * height
    turn = np.deg2rad(at["angle"])
    cos, sin = zoom * np.cos(turn), zoom * np.sin(turn)
    about = np.array([[cos, sin, x - cos * x - sin * y], [-sin, cos, y + sin * x - cos * y], [0.0, 0.0, 1.0]])
    return np.asarray(about @ shift, dtype=np.float64)


def moved_3d(at: Mapping[str, float], size: tuple[int, int], where: str = "") -> Floats:
    """The step (4, 4) of one frame of a camera in depth: it turns (pan, tilt, roll), then travels along its axes."""
    lens = intrinsics(at["fov"], at["aspect"], size, where)
    tilt, pan, roll = np.deg2rad([at["rx"], at["ry"], at["rz"]])
    # Rows are the new axes: x right, y down, z forward. Tilt up, pan to the right, roll clockwise are positive.
    about_x = np.array([[1, 0, 0], [0, np.cos(tilt), np.sin(tilt)], [0, -np.sin(tilt), np.cos(tilt)]])
    about_y = np.array([[np.cos(pan), 0, -np.sin(pan)], [0, 1, 0], [np.sin(pan), 0, np.cos(pan)]])
    about_z = np.array([[np.cos(roll), np.sin(roll), 0], [-np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    travel = np.array([at["dx"], -at["dy"], at["dz"]]) / UNIT
    step = np.eye(4)
    step[:3, :3] = lens @ about_z @ about_y @ about_x @ np.linalg.inv(lens)
    step[:3, 3] = -lens @ travel
    return step


def intrinsics(fov_deg: float, aspect: float, size: tuple[int, int], where: str = "") -> Floats:
    """The lens (3, 3): rays (x, y, 1) to frame pixels, ``fov_deg`` across the width where ``aspect`` is 1.

    ``aspect`` is the width to the height of what the lens takes in, as in PyTorch3D's ``FoVPerspectiveCameras``: above
    1 everything moves less from side to side.
    """
    if not 0.1 <= fov_deg <= 175.0 or aspect <= 0:
        raise ScoreError(
            f"a field of view of {fov_deg:g} degrees and an aspect of {aspect:g} make no lens",
            where=f"{where}, feedback.drift.fov".lstrip(", "),
            fix="keep fov between 0.1 and 175 degrees and aspect above 0",
        )
    focal = size[0] / 2 / np.tan(np.deg2rad(fov_deg) / 2)
    return np.array([[focal / aspect, 0.0, size[0] / 2], [0.0, focal, size[1] / 2], [0.0, 0.0, 1.0]])


def flipped(at: Mapping[str, float], size: tuple[int, int]) -> Floats:
    """The homography of a card as large as the frame that turns about its middle before a lens.

    The card's diagonal just fills the lens of ``flip_fov`` degrees; without angles it stays as it is.
    """
    theta, phi, gamma = np.deg2rad([at["flip_theta"], at["flip_phi"], at["flip_gamma"]])
    if not (theta or phi or gamma):
        return np.eye(3)
    half = np.deg2rad(np.clip(at["flip_fov"], 1.0, 175.0)) / 2
    distance = float(np.hypot(*size)) / (2 * np.sin(half))
    about_z = np.array([[np.cos(theta), -np.sin(theta), 0], [np.sin(theta), np.cos(theta), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(phi), -np.sin(phi)], [0, np.sin(phi), np.cos(phi)]])
    about_y = np.array([[np.cos(gamma), 0, np.sin(gamma)], [0, 1, 0], [-np.sin(gamma), 0, np.cos(gamma)]])
    turn = about_x @ about_z @ about_y
    middle = np.array([[1.0, 0.0, size[0] / 2], [0.0, 1.0, size[1] / 2], [0.0, 0.0, 1.0]])
    # A point (x, y, 0) of the card comes to turn @ (x, y, 0) at ``distance`` from the eye.
    seen = np.column_stack([turn[:, 0], turn[:, 1], [0.0, 0.0, distance]])
    seen[:2] *= distance
    return np.asarray(middle @ seen @ np.linalg.inv(middle) / distance, dtype=np.float64)


def camera_steps(poses: Sequence[Floats], depth_m: float | None) -> Floats:
    """Return the steps between camera matrices (n, 4, 4) of a shot; the first is still.

    Args:
        poses: from ``camera_matrix``, one for each frame.
        depth_m: None keeps depth; a number flattens the world to that depth.
    """
    views = np.stack(poses)
    if depth_m is not None:
        flat = np.tile(np.eye(4), (len(views), 1, 1))
        flat[:, :3, :3] = views[:, :3, :3]
        flat[:, :3, 2] += views[:, :3, 3] / depth_m
        views = flat
    ways = np.tile(np.eye(4), (len(views), 1, 1))
    ways[1:] = views[1:] @ np.linalg.inv(views[:-1])
    return ways


def camera_matrix(projection: Floats, lens: Floats, position: Floats) -> Floats:
    """The step (4, 4) from the reference view to a posed camera.

    Args:
        projection: (3, 3), directions of the world to frame pixels.
        lens: (3, 3) of the reference view.
        position: (3,) where the camera stands, in units of depth.
    """
    step = np.eye(4)
    step[:3, :3] = projection @ np.linalg.inv(lens)
    step[:3, 3] = -projection @ position
    return step
