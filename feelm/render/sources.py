"""Pictures and clips that a shot brings: found beside the score, checked, and known by their content."""

from __future__ import annotations

from pathlib import Path

from feelm.errors import InputError
from feelm.render.store import digest_file
from feelm.score.model import Shot
from feelm.score.sources import Footage, Still


def placed_sources(shot: Shot, folder: Path, *, length_s: float) -> Shot:
    """The shot with full paths and digests of its still or footage.

    Args:
        shot: with files named from ``folder``.
        folder: of the score.
        length_s: for how long the shot's pictures are seen, with the transition after it.

    Raises:
        InputError: a file is missing, is not the one that the score was made for, cannot be used, or is too short.
    """
    if shot.still is not None:
        return shot.model_copy(update={"still": _placed_still(shot.still, folder)})
    if shot.footage is not None:
        return shot.model_copy(update={"footage": _placed_footage(shot.footage, folder, length_s)})
    return shot


def source_digests(shot: Shot) -> list[str]:
    """Digests of the files that a placed shot shows."""
    if shot.still is not None:
        return [shot.still.digest, digest_file(Path(shot.still.depth)) if shot.still.depth else ""]
    return [] if shot.footage is None else [shot.footage.digest]


def _placed_still(still: Still, folder: Path) -> Still:
    from feelm.stage.picture_file import read_colour, read_nearness

    picture = folder / still.picture
    read_colour(picture)
    depth = None
    if still.depth is not None:
        depth = str((folder / still.depth).resolve())
        read_nearness(Path(depth), near_is_white=True)
    digest = _digest(picture, still.digest, "picture", "still.picture")
    return still.model_copy(update={"picture": str(picture.resolve()), "depth": depth, "digest": digest})


def _placed_footage(footage: Footage, folder: Path, length_s: float) -> Footage:
    from feelm.stage.footage import check_length, probe_clip

    clip = folder / footage.file
    info = probe_clip(clip)
    placed = footage.model_copy(update={"file": str(clip.resolve())})
    check_length(placed, info, length_s)
    return placed.model_copy(update={"digest": _digest(clip, footage.digest, "clip", "footage.file")})


def _digest(path: Path, expected: str, what: str, field: str) -> str:
    digest = digest_file(path)
    if expected and expected != digest:
        raise InputError(
            f"the {what} is not the file that this score was made for",
            where=str(path),
            fix=f"bring back that file, or clear the digest beside {field}",
        )
    return digest
