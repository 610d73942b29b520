"""The frames of a fed-back shot: begun from its world, a picture or the shot before, and kept where it ends.

A chain of fed-back pictures cannot be entered in the middle, so the end of a shot (``.state`` in the store) is kept:
from there the shot after it begins, and the shot's own tail goes on under a transition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.clock import frame_times
from feelm.painter import find_style, paint_picture
from feelm.painter.feedback import FeedbackBrush, to_bytes
from feelm.painter.style import read_picture
from feelm.render.plan import Piece
from feelm.render.store import Store
from feelm.render.tools import brush
from feelm.render.worlds import read_world
from feelm.score.model import Feedback, Shot, WorldPlan
from feelm.stage import SUBJECT_DEPTH_M, Performance
from feelm.stage.curves import player_signals
from feelm.stage.feedback import (
    Course,
    FeedState,
    begun,
    camera_matrix,
    camera_steps,
    continued,
    depth_of_scene,
    feed,
    lay_course,
    read_state,
    steps,
    write_state,
)
from feelm.stage.feedback.colour import statistics
from feelm.stage.feedback.motion import UNIT
from feelm.stage.feedback.warp import Plane
from feelm.stage.geometry import lens, position, projection
from feelm.stage.layer import Picture, Pose, World
from feelm.stage.lens import FOCALS

Floats = NDArray[np.float64]
FloatPicture = NDArray[np.float32]
FramesAt = Callable[[Piece, Store, Iterable[int]], Iterator[Picture]]
"""The frames of a shot's own world (or still, or footage) at given frame numbers, in rising order."""


def fed_frames(
    piece: Piece, store: Store, indices: Sequence[int], *, poses: Sequence[Pose], frames_at: FramesAt
) -> Iterator[Picture]:
    """Yield the frames ``indices`` (rising) of a fed-back shot, its tail included.

    Args:
        piece: the shot; its painted world must be in the store.
        store: keeps the end of the shot, and has that of the shot before where this one goes on from it.
        indices: frames of the shot.
        poses: the camera at every frame of the shot and its tail.
        frames_at: gives what the shot's own world shows.

    Raises:
        InputError: the picture that the shot begins with cannot be used.
    """
    if not indices:
        return
    bare = replace(piece, shot=piece.shot.model_copy(update={"feedback": None}))
    depth, scale = _depth(piece, store, poses[0])
    course = _course(piece, poses, scale)
    wanted = set(indices)
    state = _entered(piece, store, course, bare, indices[0], depth, frames_at)
    shown = _scene(piece, bare, store, course, state, frames_at)
    keep = not store.holds(piece.feed_key, ".state")
    painter = FeedbackBrush(
        brush(), find_style(piece.shot.paint.style), piece.shot.paint, seed=piece.seed, shot_id=piece.shot.id
    )
    for frame, picture, now in feed(course, state, painter, shown, indices):
        if frame == piece.count - 1 and keep:
            store.put(piece.feed_key, ".state", partial(write_state, now))
        if frame in wanted:
            yield to_bytes(picture)


def _feedback(piece: Piece) -> Feedback:
    assert piece.shot.feedback is not None
    return piece.shot.feedback


def _course(piece: Piece, poses: Sequence[Pose], scale: float) -> Course:
    feedback, size = _feedback(piece), (piece.width, piece.height)
    whole = piece.count + piece.tail
    drift = steps(
        feedback,
        count=whole,
        fps=piece.fps,
        size=size,
        signals=piece.signals,
        where=f"shot {piece.shot.id}",
    )
    motion = _camera(piece, poses, scale) @ drift
    return lay_course(
        feedback,
        motion=motion,
        count=piece.count,
        whole=whole,
        fps=piece.fps,
        size=size,
        signals=piece.signals,
        seed=piece.seed,
        shot_id=piece.shot.id,
    )


def _camera(piece: Piece, poses: Sequence[Pose], scale: float) -> Floats:
    """The steps of the shot's own camera, in units of depth: flat at the hero's depth in mode 2d."""
    world = World(piece.width, piece.height, FOCALS[piece.shot.size], 0.0, ())
    lens_matrix = lens(world)
    flat = _feedback(piece).mode == "2d"
    metres = 1.0 if flat else scale
    views = [camera_matrix(projection(world, pose), lens_matrix, metres * position(pose)) for pose in poses]
    return camera_steps(views, SUBJECT_DEPTH_M[piece.shot.size] if flat else None)


def _depth(piece: Piece, store: Store, pose: Pose) -> tuple[Plane | None, float]:
    """The depth of the shot's world at its beginning (None: it is to be guessed), and units to a metre."""
    feedback = _feedback(piece)
    near, far = (_first(piece, name) for name in ("near", "far"))
    guessed = near / UNIT / (0.5 * SUBJECT_DEPTH_M[piece.shot.size])
    built = piece.shot.footage is None
    if feedback.mode == "2d" or feedback.depth == "flat" or not built or not _has_scene(piece.shot):
        return None, guessed
    world = read_world(store.path(piece.world_key, ".world"))
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    players = player_signals(piece.shot, times, len(times) / piece.fps, piece.signals)
    signals = {name: float(values[0]) for name, values in {**piece.signals, **players}.items()}
    return depth_of_scene(Performance(world).guide(pose, 0.0, signals).depth, near, far)


def _first(piece: Piece, name: str) -> float:
    from feelm.score import sample

    return float(
        sample(
            getattr(_feedback(piece).drift, name),
            times_s=np.arange(2) / piece.fps,
            duration_s=piece.count / piece.fps,
            signals={key: np.resize(values, 2) for key, values in piece.signals.items()},
            where=f"shot {piece.shot.id}, feedback.drift.{name}",
        )[0]
    )


def _has_scene(shot: Shot) -> bool:
    """Whether the shot shows something to be followed: a picture that is fed back alone has no world of its own."""
    assert shot.feedback is not None
    planned = shot.world != WorldPlan() or shot.still is not None or shot.footage is not None
    return planned or shot.feedback.begin == "world"


def _entered(
    piece: Piece,
    store: Store,
    course: Course,
    bare: Piece,
    first: int,
    depth: Plane | None,
    frames_at: FramesAt,
) -> FeedState:
    """The state from which frame ``first`` is reached."""
    if first >= piece.count:
        return read_state(store.path(piece.feed_key, ".state"))
    begin, likeness = _feedback(piece).begin, _feedback(piece).colour_from
    target = statistics(_floats(read_picture(Path(likeness)))) if likeness else None
    if begin == "before":
        assert piece.begins is not None
        return continued(course, _ending(piece.begins, store, frames_at), depth=depth, target=target)
    if begin == "world":
        picture = _floats(next(frames_at(bare, store, [0])))
    else:
        picture = _floats(_painted(piece, read_picture(Path(begin))))
    return begun(course, picture, depth=depth, target=target)


def _ending(piece: Piece, store: Store, frames_at: FramesAt) -> FeedState:
    """The end of the shot before: its kept state, or its last frame where it was not fed back itself."""
    if piece.shot.feedback is not None:
        return read_state(store.path(piece.feed_key, ".state"))
    picture = _floats(next(frames_at(piece, store, [piece.count - 1])))
    return FeedState(picture, statistics(picture), frame=piece.count - 1)


def _painted(piece: Piece, picture: Picture) -> Picture:
    """A picture that was brought, filling the frame and painted as the shot is."""
    import cv2

    height, width = picture.shape[:2]
    scale = max(piece.width / width, piece.height / height)
    size = (max(piece.width, round(width * scale)), max(piece.height, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    filled = cv2.resize(picture, size, interpolation=how)
    left, top = (size[0] - piece.width) // 2, (size[1] - piece.height) // 2
    filled = np.ascontiguousarray(filled[top : top + piece.height, left : left + piece.width])
    paint = piece.shot.paint
    if paint.painter == "plain":
        return filled
    return paint_picture(
        filled,
        paint.style,
        strength=paint.strength,
        keep_colour=paint.keep_colour,
        stroke=paint.stroke,
        seed=piece.seed,
        brush=brush(),
    )


def _scene(
    piece: Piece, bare: Piece, store: Store, course: Course, state: FeedState, frames_at: FramesAt
) -> Callable[[int], FloatPicture | None]:
    """What the shot's world shows at its key frames, asked for in their order."""
    if not _has_scene(piece.shot) or not course.curves["anchor"].any():
        return lambda frame: None
    frames = [key.frame for key in course.keys if key.frame > state.frame]
    pictures = frames_at(bare, store, frames)
    return lambda frame: _floats(next(pictures))


def _floats(picture: Picture) -> FloatPicture:
    return np.divide(picture, 255, dtype=np.float32)
