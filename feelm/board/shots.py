"""One small picture of every shot, made by all cores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from feelm.board.way import Way, way_of
from feelm.render.crew import Crew, Task
from feelm.render.opening import OpenScore, pieces_of
from feelm.render.performing import frames_at, paint_onto, poses_of
from feelm.render.plan import Piece
from feelm.render.preview import prepare
from feelm.render.store import Store
from feelm.score.model import Paint
from feelm.stage.layer import Picture

Report = Callable[[float], None]
_STRENGTH, _KEEP_COLOUR = 0.7, 0.5
"""A small picture painted as strongly as the film would lose its figures."""


@dataclass(frozen=True)
class Sight:
    """A shot as work: its piece, the frame that is shown, how it is painted (None: not), where the picture goes."""

    piece: Piece
    index: int
    paint: Paint | None
    room: Path

    @property
    def path(self) -> Path:
        """The file of the picture."""
        return self.room / f"{self.piece.shot.id}.npy"


@dataclass(frozen=True)
class Shots:
    """How the pictures are made: painted or not, in how many processes, whom to tell how far it is."""

    painted: bool
    workers: int | None
    report: Report

    def pictures(
        self, opened: OpenScore, paints: Mapping[str, Paint]
    ) -> Iterator[tuple[Piece, Way, Picture]]:
        """Yield for each shot of a small plain film its piece, the camera's way, and a picture (h, w, 3)."""
        pieces = pieces_of(opened)
        ways = [way_of(poses_of(p)[: p.count], p.shot.size, p.width, p.height) for p in pieces]
        with tempfile.TemporaryDirectory() as folder:
            sights = [
                Sight(
                    piece,
                    piece.count - 1 if way.at_end else 0,
                    self._paint(opened, paints, piece),
                    Path(folder),
                )
                for piece, way in zip(pieces, ways, strict=True)
            ]
            tasks = [Task(f"picture of {s.piece.shot.id}", draw_sight, s) for s in sights]
            count = min(self.workers or os.cpu_count() or 1, len(tasks))
            with Crew(count, prepare) as crew:
                crew.run(tasks, self.report)
            for sight, way in zip(sights, ways, strict=True):
                yield sight.piece, way, np.load(sight.path, allow_pickle=False)

    def _paint(self, opened: OpenScore, paints: Mapping[str, Paint], piece: Piece) -> Paint | None:
        paint = paints[piece.shot.id]
        if not self.painted or paint.painter == "plain":
            return None
        beside = opened.folder / paint.style
        if Path(paint.style).suffix and beside.is_file():
            return paint.model_copy(update={"style": str(beside)})
        return paint


def draw_sight(sight: Sight, report: Report) -> None:
    """Build what a shot shows, take the picture, paint it once, whole, and keep it."""
    store, piece = Store(sight.room), sight.piece
    store.put(piece.world_key, ".world", lambda path: paint_onto(piece, path, lambda fraction: None))
    report(0.6)
    picture = next(frames_at(piece, store, [sight.index]))
    if sight.paint is not None:
        picture = _painted(picture, sight.paint, piece.seed)
    np.save(sight.path, np.ascontiguousarray(picture[..., :3]))


def _painted(picture: Picture, paint: Paint, seed: int) -> Picture:
    from feelm.painter import find_style, paint_picture
    from feelm.render.tools import brush

    return paint_picture(
        picture,
        find_style(paint.style),
        strength=_STRENGTH * paint.strength,
        keep_colour=max(_KEEP_COLOUR, paint.keep_colour),
        stroke=paint.stroke,
        seed=seed,
        brush=brush(),
    )
