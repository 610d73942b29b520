"""What a worker does with one shot: paint what it shows; perform, finish and encode its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from feelm.clock import frame_times
from feelm.post.encode import SegmentWriter
from feelm.post.finish import FrameFinisher, GradeAt, Plane8
from feelm.post.lettering import Lettering, caption, credit_line, title
from feelm.post.transition import Blend
from feelm.render.performing import carry_through, frames_of, paint_onto
from feelm.render.plan import Piece, Words, film_fade
from feelm.render.store import Store
from feelm.render.time_code import TimeCode
from feelm.render.tools import brush, catalogue
from feelm.score import sample
from feelm.stage.layer import Picture

Report = Callable[[float], None]
Planes = tuple[Plane8, Plane8, Plane8]
_FADE_S = 0.5


@dataclass(frozen=True)
class Job:
    """A piece and the store that its results go to."""

    piece: Piece
    store_root: Path


def prepare() -> None:
    """Load what every shot needs: one thread for each process, the catalogue, the networks' runtime."""
    import cv2
    import openvino  # noqa: F401
    import resvg_py  # noqa: F401

    cv2.setNumThreads(1)
    catalogue()
    brush()


def paint_shot(job: Job, report: Report) -> None:
    """Paint what a shot shows, and keep it."""
    Store(job.store_root).put(job.piece.world_key, ".world", lambda path: paint_onto(job.piece, path, report))
    brush().release()


def film_shot(job: Job, report: Report) -> None:
    """Perform a painted shot and encode its frames into one segment."""
    piece, store = job.piece, Store(job.store_root)

    def encode(path: Path) -> None:
        finisher = FrameFinisher(piece.width, piece.height, seed=piece.seed, grain=1.0)
        clock = TimeCode(piece.width, piece.height, piece.fps) if piece.draft.clock else None
        with SegmentWriter(
            path, width=piece.width, height=piece.height, fps=piece.fps, crf=piece.draft.crf,
            preset=piece.draft.preset,
        ) as segment:  # fmt: skip
            for index, planes in _finished(piece, store, finisher):
                segment.write(planes if clock is None else clock.onto(planes, piece.first_frame + index))
                report((index + 1 - piece.span[0]) / piece.shown)

    store.put(piece.key, ".mp4", encode)


def carry_shot(job: Job, report: Report) -> None:
    """Paint a fed-back shot for the sake of its end, which other shots begin with or go on from."""
    carry_through(job.piece, Store(job.store_root), report)


def _finished(piece: Piece, store: Store, finisher: FrameFinisher) -> Iterator[tuple[int, Planes]]:
    """The frames of a shot that are shown, graded and lettered: their number in the shot and their planes."""
    grades = list(_grades(piece))
    lettering = [(words, _letter(words, piece)) for words in piece.words]
    first, stop = piece.span
    for at, composed in zip(range(first, stop, piece.draft.hold), _frames(piece, store), strict=True):
        frame, time_s = composed, (piece.first_frame + at) / piece.fps
        for words, letters in lettering:
            frame = letters.onto(frame, _presence(words, time_s))
        planes = finisher.finish(frame, grades[at])
        for index in range(at, min(at + piece.draft.hold, stop)):
            yield index, planes


def _frames(piece: Piece, store: Store) -> Iterator[Picture]:
    """The composed frames of a shot, the end of the shot before it still there while the transition lasts."""
    (first, stop), step = piece.span, piece.draft.hold
    own = frames_of(piece, store, first, stop - first, step)
    blended = min(piece.blend, stop)
    if piece.before is None or first >= blended:
        yield from own
        return
    blend = Blend(piece.shot.transition.kind, piece.width, piece.height, piece.seed)
    ending = frames_of(piece.before, store, piece.before.count + first, blended - first, step)
    for index, old in zip(range(first, blended, step), ending, strict=True):
        yield blend.frame(old, next(own), (index + 1) / (piece.blend + 1))
    yield from own


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
        for name in ("exposure", "contrast", "saturation", "warmth", "vignette", "grain")
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
