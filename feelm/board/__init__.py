"""The room ``board``: a score enters, its storyboard leaves: a picture of every shot with its words, time, camera,
palette and feeling, on pages of a PDF or as PNG.

``draw_board(score_path, out, *, painted=True, workers=None, progress=silent)``. Knows nothing of how a film is encoded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feelm.render.progress import Progress

__all__ = ["draw_board"]


def draw_board(
    score_path: Path,
    out: Path,
    *,
    painted: bool = True,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Draw the storyboard of a score into ``out`` (.pdf, or .png) and return the files written.

    See ``feelm.board.drawing``.
    """
    from feelm.board.drawing import draw
    from feelm.render.progress import silent

    return draw(score_path, out, painted=painted, workers=workers, progress=progress or silent)
