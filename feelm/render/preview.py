"""The animatic: the whole film small and unpainted, in a fraction of the time that it plays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.render.crew import Crew

if TYPE_CHECKING:
    from feelm.render.progress import Progress
    from feelm.score.model import Score, Shot

SHORT_SIDE_PX = 180
PICTURES_PER_S = 8
"""A picture stands for several frames: three in a film of 24."""


def render_preview(
    score_path: Path, film_path: Path, *, workers: int | None = None, progress: Progress | None = None
) -> Path:
    """Render the score small, unpainted and without blur, eight pictures a second, its time burned in.

    Cuts, camera, transitions, captions and sound are the film's own.

    Raises:
        FeelmError: as ``render_film``.
    """
    # The workers load while this process does.
    with Crew(workers or os.cpu_count() or 1, prepare) as crew:
        from feelm.render.film import render_film
        from feelm.render.plan import Draft
        from feelm.score import read_score

        score = small_and_plain(read_score(score_path))
        hold = max(1, round(score.fps / PICTURES_PER_S))
        draft = Draft(hold=hold, clock=True, preset="ultrafast", crf=26)
        return render_film(score_path, film_path, progress=progress, crew=crew, score=score, draft=draft)


def small_and_plain(score: Score, short_side_px: int = SHORT_SIDE_PX) -> Score:
    """The same film at a small even size, its shots unpainted and without the blur of motion and depth."""
    scale = min(1.0, short_side_px / min(score.size))
    size = tuple(max(16, round(side * scale / 2) * 2) for side in score.size)
    return score.model_copy(update={"size": size, "shots": [_plain(shot) for shot in score.shots]})


def _plain(shot: Shot) -> Shot:
    paint = shot.paint.model_copy(update={"painter": "plain"})
    camera = shot.camera.model_copy(update={"shutter": 0.0, "aperture": 0.0})
    return shot.model_copy(update={"paint": paint, "camera": camera})


def prepare() -> None:
    """Load what a plain shot needs: one thread for each process and the catalogue; no networks."""
    import cv2
    import resvg_py  # noqa: F401

    import feelm.render.work  # noqa: F401
    from feelm.render.tools import catalogue

    cv2.setNumThreads(1)
    catalogue()
