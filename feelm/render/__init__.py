"""A score becomes a film: shot by shot, on all cores, never the same thing twice.

Enters: a score file. Leaves: the film, its subtitles and credits. Painted worlds and encoded shots are kept in a
store under the hash of everything that they depend on, so what has not changed is never made again, and a run that
was killed goes on where it was. Knows nothing of what a shot means.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.render.progress import Progress

__all__ = ["render_score"]


def render_score(
    score_path: Path, film_path: Path, *, workers: int | None = None, progress: Progress | None = None
) -> Path:
    """Render the score file into a film and return the film's path. See ``feelm.render.film``."""
    from feelm.render.film import render_film

    return render_film(score_path, film_path, workers=workers, progress=progress)
