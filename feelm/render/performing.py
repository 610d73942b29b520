"""The frames of any shot, whatever it shows: a built world today, in order and from any frame.

``paint_onto`` makes what is painted once for a shot and kept in the store; ``frames_of`` gives composed frames from
it. Each kind of shot is one branch in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from feelm.clock import frame_times
from feelm.painter import paint_world
from feelm.render.plan import Piece
from feelm.render.store import Store
from feelm.render.tools import brush, catalogue
from feelm.render.worlds import read_world, write_world
from feelm.stage import Performance, Pose, build_world, camera_poses
from feelm.stage.layer import Picture

Report = Callable[[float], None]


def paint_onto(piece: Piece, path: Path, report: Report) -> None:
    """Write to ``path`` what a shot's frames are made from: its painted world."""
    world = build_world(
        piece.shot, width=piece.width, height=piece.height, seed=piece.seed, catalogue=catalogue()
    )
    report(0.3)
    painted = paint_world(world, piece.shot.paint, seed=piece.seed, shot_id=piece.shot.id, brush=brush())
    report(0.9)
    write_world(painted, path)


def frames_of(piece: Piece, store: Store, first: int, count: int, step: int = 1) -> Iterator[Picture]:
    """Yield the composed frames (height, width, 3) of a shot from its own frame ``first`` to ``first + count``.

    Only every ``step``-th is given (previews show fewer). Frames of its tail (from ``piece.count`` on) may be asked
    for. What ``paint_onto`` made must be in the store.
    """
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    poses = poses_of(piece)
    performance = Performance(read_world(store.path(piece.world_key, ".world")))
    for index in range(first, first + count, step):
        yield performance.frame(poses[index], float(times[index]), signals_at(piece, index))


def poses_of(piece: Piece) -> list[Pose]:
    """The camera at every frame of a shot and its tail."""
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    return camera_poses(
        piece.shot.camera,
        times_s=times,
        duration_s=len(times) / piece.fps,
        signals=piece.signals,
        shot_size=piece.shot.size,
        seed=piece.seed,
    )


def signals_at(piece: Piece, index: int) -> dict[str, float]:
    """The music (and the film's own signals) at a frame of the shot."""
    return {name: float(values[index]) for name, values in piece.signals.items()}
