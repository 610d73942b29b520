"""The frames of any shot, whatever it shows: a built world, a still, footage; in order and from any frame.

``paint_onto`` makes what is painted once for a shot and kept in the store; ``frames_of`` gives composed frames from
it. Each kind of shot is one branch in ``paint_onto`` and one in ``_performer``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from feelm.clock import frame_times
from feelm.painter import paint_frames, paint_world
from feelm.render.plan import Piece
from feelm.render.store import Store
from feelm.render.tools import brush, catalogue
from feelm.render.worlds import read_world, write_world
from feelm.stage import SUBJECT_DEPTH_M, Performance, Pose, build_world, camera_poses
from feelm.stage.camera import shutter_angles
from feelm.stage.curves import lived_times, player_signals
from feelm.stage.layer import Picture, World
from feelm.stage.lens import FOCALS
from feelm.stage.shutter import Shutter

Report = Callable[[float], None]


class Performer(Protocol):
    """What is on stage: draws a frame at any pose and time."""

    def frame(self, pose: Pose, time_s: float, signals: Mapping[str, float]) -> Picture:
        """The frame (height, width, 3) at ``time_s`` seconds of the shot."""
        ...


def paint_onto(piece: Piece, path: Path, report: Report) -> None:
    """Write to ``path`` what a shot's frames are made from: its painted world, or its painted footage."""
    if piece.shot.footage is not None:
        _paint_footage(piece, path, report)
    elif piece.shot.still is not None:
        _paint_still(piece, path, report)
    else:
        _paint_world(piece, path, report)


def frames_of(piece: Piece, store: Store, first: int, count: int, step: int = 1) -> Iterator[Picture]:
    """Yield the composed frames (height, width, 3) of a shot from its own frame ``first`` to ``first + count``.

    Only every ``step``-th is given (previews show fewer). Frames of its tail (from ``piece.count`` on) may be asked
    for. What ``paint_onto`` made must be in the store.
    """
    indices = range(first, first + count, step)
    if piece.shot.feedback is None:
        yield from frames_at(piece, store, indices)
        return
    from feelm.render.feeding import fed_frames

    yield from fed_frames(piece, store, indices, poses=poses_of(piece), frames_at=frames_at)


def carry_through(piece: Piece, store: Store, report: Report) -> None:
    """Paint a fed-back shot up to its end, which is then in the store."""
    for _ in frames_of(piece, store, piece.count - 1, 1):
        report(1.0)


def frames_at(piece: Piece, store: Store, indices: Iterable[int]) -> Iterator[Picture]:
    """Yield what a shot itself shows at frames ``indices`` (rising): its world, still or footage, not fed back."""
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    performer, focal = _performer(piece, store)
    poses = poses_of(piece, focal)
    shutter = _shutter(piece, poses, focal)
    length_s = len(times) / piece.fps
    footage = piece.shot.footage is not None
    lived = times if footage else lived_times(piece.shot, times, length_s, piece.signals)
    players = player_signals(piece.shot, times, length_s, piece.signals)
    for index in indices:
        answers = {name: float(values[index]) for name, values in players.items()}
        draw = partial(
            performer.frame, time_s=float(lived[index]), signals=signals_at(piece, index) | answers
        )
        yield shutter.exposed(index, draw)


def _shutter(piece: Piece, poses: list[Pose], focal: float) -> Shutter:
    """How the frames of a shot are exposed."""
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    angles = shutter_angles(
        piece.shot.camera, times_s=times, duration_s=len(times) / piece.fps, signals=piece.signals
    )
    hero_m, still = SUBJECT_DEPTH_M[piece.shot.size], piece.shot.still
    flat = piece.shot.footage is not None or (still is not None and still.depth is None)
    depths = (hero_m,) if flat else (hero_m, 0.5 * hero_m) if still is None else (hero_m, still.depth_m[0])
    return Shutter(poses, angles, World(piece.width, piece.height, focal, 0.0, ()), depths, flat=flat)


def _performer(piece: Piece, store: Store) -> tuple[Performer, float]:
    """What is on stage in a shot, and the lens (frame widths) that it was made for."""
    path = store.path(piece.world_key, ".world")
    if piece.shot.footage is None:
        world = read_world(path)
        return Performance(world), world.focal
    from feelm.render.clips import PaintedClip
    from feelm.stage.footage import FootagePerformance

    focal = FOCALS[piece.shot.size]
    stage = FootagePerformance(
        PaintedClip(path), width=piece.width, height=piece.height, focal=focal,
        depth_m=SUBJECT_DEPTH_M[piece.shot.size], fps=piece.fps,
    )  # fmt: skip
    return stage, focal


def _paint_world(piece: Piece, path: Path, report: Report) -> None:
    world = build_world(
        piece.shot, width=piece.width, height=piece.height, seed=piece.seed, catalogue=catalogue()
    )
    report(0.3)
    painted = paint_world(world, piece.shot.paint, seed=piece.seed, shot_id=piece.shot.id, brush=brush())
    report(0.9)
    write_world(painted, path)


def _paint_still(piece: Piece, path: Path, report: Report) -> None:
    """A still is painted in one piece, then cut into planes."""
    from feelm.stage.stills import in_depth, lay_still

    still = lay_still(piece.shot, width=piece.width, height=piece.height, seed=piece.seed)
    report(0.2)
    painted = paint_world(
        still.world, piece.shot.paint, seed=piece.seed, shot_id=piece.shot.id, brush=brush()
    )
    report(0.6)
    write_world(in_depth(still, painted), path)


def _paint_footage(piece: Piece, path: Path, report: Report) -> None:
    """Footage is painted picture by picture, each that is shown once, and never held whole in memory."""
    from feelm.render.clips import write_clip
    from feelm.stage.footage import clip_pictures, clip_times, footage_size, probe_clip
    from feelm.stage.stills import crop_for

    footage, paint = piece.shot.footage, piece.shot.paint
    assert footage is not None
    clip = Path(footage.file)
    info = probe_clip(clip)
    times = clip_times(footage, frame_times(0, piece.count + piece.tail, piece.fps), info.duration_s)
    order = np.argsort(times, kind="stable")
    size = footage_size(
        info, piece.width, piece.height,
        crop_for(piece.shot, width=piece.width, height=piece.height, seed=piece.seed),
    )  # fmt: skip
    shown = [0] * len(times)

    def sized() -> Iterator[Picture]:
        done = 0
        for number, (picture, count) in enumerate(clip_pictures(clip, times[order].tolist())):
            for index in order[done : done + count]:
                shown[index] = number
            done += count
            report(0.95 * done / len(times))
            yield _resized(picture, size)

    if paint.painter == "plain":
        painted: Iterator[Picture] = sized()
    else:
        painted = paint_frames(
            sized(), paint.style, strength=paint.strength, keep_colour=paint.keep_colour, stroke=paint.stroke,
            seed=piece.seed, brush=brush(),
        )  # fmt: skip
    write_clip(painted, size, shown, path)


def _resized(picture: Picture, size: tuple[int, int]) -> Picture:
    import cv2

    how = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8)


def poses_of(piece: Piece, focal: float | None = None) -> list[Pose]:
    """The camera at every frame of a shot and its tail; ``focal`` is the lens of the shot's world."""
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    return camera_poses(
        piece.shot.camera,
        times_s=times,
        duration_s=len(times) / piece.fps,
        signals=piece.signals,
        shot_size=piece.shot.size,
        seed=piece.seed,
        focal=focal,
    )


def signals_at(piece: Piece, index: int) -> dict[str, float]:
    """The music (and the film's own signals) at a frame of the shot."""
    return {name: float(values[index]) for name, values in piece.signals.items()}
