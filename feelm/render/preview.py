"""The animatic: the whole film small and unpainted, in a fraction of the time that it plays."""

from __future__ import annotations

import os
from pathlib import Path

from feelm.render.crew import Crew
from feelm.render.film import render_film
from feelm.render.plan import Draft
from feelm.render.progress import Progress
from feelm.score import read_score
from feelm.score.model import Score

SHORT_SIDE_PX = 180
DRAFT = Draft(hold=2, clock=True, preset="ultrafast", crf=26)


def render_preview(
    score_path: Path, film_path: Path, *, workers: int | None = None, progress: Progress | None = None
) -> Path:
    """Render the score small, unpainted, every second picture held, with the time of the film burned in.

    Cuts, camera, transitions, captions and sound are the film's own.

    Raises:
        FeelmError: as ``render_film``.
    """
    score = small_and_plain(read_score(score_path))
    with Crew(workers or os.cpu_count() or 1, prepare) as crew:
        return render_film(score_path, film_path, progress=progress, crew=crew, score=score, draft=DRAFT)


def small_and_plain(score: Score, short_side_px: int = SHORT_SIDE_PX) -> Score:
    """The same film at a small even size, its shots unpainted."""
    scale = min(1.0, short_side_px / min(score.size))
    size = tuple(max(16, round(side * scale / 2) * 2) for side in score.size)
    shots = [
        shot.model_copy(update={"paint": shot.paint.model_copy(update={"painter": "plain"})})
        for shot in score.shots
    ]
    return score.model_copy(update={"size": size, "shots": shots})


def prepare() -> None:
    """Load what a plain shot needs: one thread for each process and the catalogue; no networks."""
    import cv2
    import resvg_py  # noqa: F401

    from feelm.render.tools import catalogue

    cv2.setNumThreads(1)
    catalogue()
