"""What a worker does with one shot: build and paint its world; perform, finish and encode its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feelm.clock import frame_times
from feelm.painter import paint_world
from feelm.post.encode import SegmentWriter
from feelm.post.finish import FrameFinisher, GradeAt
from feelm.post.lettering import Lettering, caption, credit_line, title
from feelm.post.transition import Blend
from feelm.render.plan import Piece, Words, film_fade
from feelm.render.store import Store
from feelm.render.worlds import read_world, write_world
from feelm.score import sample
from feelm.stage import Performance, build_world, camera_poses
from feelm.stage.layer import Picture, Pose

if TYPE_CHECKING:
    from feelm.painter.brush import Brush
    from feelm.things import Catalogue

Report = Callable[[float], None]
_FADE_S = 0.5


@dataclass(frozen=True)
class Job:
    """A piece and the store that its results go to."""

    piece: Piece
    store_root: Path


@cache
def _brush() -> Brush:
    """The brush of this process, with its networks loaded."""
    from feelm.painter import make_brush

    return make_brush(threads=1)


@cache
def _catalogue() -> Catalogue:
    from feelm.things import open_catalogue

    return open_catalogue()


def prepare() -> None:
    """Load what every shot needs: one thread for each process, the catalogue, the networks' runtime."""
    import cv2
    import openvino  # noqa: F401
    import resvg_py  # noqa: F401

    cv2.setNumThreads(1)
    _catalogue()
    _brush()


def paint_shot(job: Job, report: Report) -> None:
    """Build the world of a shot, paint it, and keep it."""
    piece, store = job.piece, Store(job.store_root)
    world = build_world(
        piece.shot, width=piece.width, height=piece.height, seed=piece.seed, catalogue=_catalogue()
    )
    report(0.3)
    painted = paint_world(world, piece.shot.paint, seed=piece.seed, shot_id=piece.shot.id, brush=_brush())
    report(0.9)
    store.put(piece.world_key, ".world", lambda path: write_world(painted, path))


def film_shot(job: Job, report: Report) -> None:
    """Perform a painted shot and encode its frames into one segment."""
    piece, store = job.piece, Store(job.store_root)

    def encode(path: Path) -> None:
        finisher = FrameFinisher(piece.width, piece.height, seed=piece.seed, grain=piece.shot.grade.grain)
        with SegmentWriter(path, width=piece.width, height=piece.height, fps=piece.fps) as segment:
            grades = list(_grades(piece))
            lettering = [(words, _letter(words, piece)) for words in piece.words]
            for index, frame in enumerate(_frames(piece, store)):
                time_s = (piece.first_frame + index) / piece.fps
                for words, letters in lettering:
                    frame = letters.onto(frame, _presence(words, time_s))
                segment.write(finisher.finish(frame, grades[index]))
                report((index + 1) / piece.count)

    store.put(piece.key, ".mp4", encode)


def _frames(piece: Piece, store: Store) -> Iterator[Picture]:
    """The composed frames of a shot, the end of the shot before it still there while the transition lasts."""
    own = _performed(piece, store, 0, piece.count)
    if piece.before is None:
        yield from own
        return
    blend = Blend(piece.shot.transition.kind, piece.width, piece.height, piece.seed)
    ending = _performed(piece.before, store, piece.before.count, piece.blend)
    for index, old in enumerate(ending):
        yield blend.frame(old, next(own), (index + 1) / (piece.blend + 1))
    yield from own


def _performed(piece: Piece, store: Store, first: int, count: int) -> Iterator[Picture]:
    """``count`` frames of a shot's performance from its own frame ``first``."""
    performance = Performance(read_world(store.path(piece.world_key, ".world")))
    times = frame_times(0, piece.count + piece.tail, piece.fps)
    poses = _poses(piece, times)
    for index in range(first, first + count):
        at = {name: float(values[index]) for name, values in piece.signals.items()}
        yield performance.frame(poses[index], float(times[index]), at)


def _poses(piece: Piece, times: NDArray[np.float64]) -> list[Pose]:
    return camera_poses(
        piece.shot.camera,
        times_s=times,
        duration_s=len(times) / piece.fps,
        signals=piece.signals,
        shot_size=piece.shot.size,
        seed=piece.seed,
    )


def _grades(piece: Piece) -> Iterator[GradeAt]:
    """The grade of each frame of a shot."""
    times = frame_times(0, piece.count, piece.fps)
    signals = {name: values[: piece.count] for name, values in piece.signals.items()}
    curves = {
        name: sample(
            getattr(piece.shot.grade, name),
            times_s=times,
            duration_s=piece.count / piece.fps,
            signals=signals,
            where=f"shot {piece.shot.id}, grade.{name}",
        )
        for name in ("exposure", "contrast", "saturation", "warmth", "vignette")
    }
    fades = film_fade(piece, np.arange(piece.first_frame, piece.first_frame + piece.count))
    for index in range(piece.count):
        yield GradeAt(
            **{name: float(curve[index]) for name, curve in curves.items()}, fade=float(fades[index])
        )


def _letter(words: Words, piece: Piece) -> Lettering:
    if words.kind == "title":
        return title(words.text, piece.width, piece.height)
    if words.kind == "credits":
        return credit_line([words.text], piece.width, piece.height)
    return caption(words.text, piece.width, piece.height)


def _presence(words: Words, time_s: float) -> float:
    """Opacity of lettering: it comes and goes over half a second."""
    return float(np.clip(min(time_s - words.start_s, words.end_s - time_s) / _FADE_S, 0, 1))
