"""The pictures that a fed-back shot takes from files beside the score."""

from __future__ import annotations

from pathlib import Path

from feelm.errors import InputError
from feelm.render.store import digest_file
from feelm.score.model import Shot


def with_feedback_paths(shot: Shot, folder: Path) -> Shot:
    """The shot with the pictures that its feedback names by their full paths, checked to be there and the same.

    Raises:
        InputError: one is missing, or is not the one that the score was made for.
    """
    feedback = shot.feedback
    if feedback is None:
        return shot
    changed: dict[str, str] = {}
    named = [("colour_from", feedback.colour_from, feedback.colour_digest)]
    if feedback.begin not in ("world", "before"):
        named.append(("begin", feedback.begin, feedback.digest))
    for field, name, digest in named:
        if not name:
            continue
        path = folder / name
        if not path.is_file():
            raise InputError(
                "there is no such picture",
                where=f"shot {shot.id}, feedback.{field}: {path}",
                fix='put it there, or say "world", "before" or the name of another picture'
                if field == "begin"
                else "put it there, or leave colour_from away",
            )
        if digest and digest_file(path) != digest:
            raise InputError(
                "the picture is not the one that this score was made for",
                where=f"shot {shot.id}, feedback.{field}: {path}",
                fix="bring back that file, or take the digest out of the score",
            )
        changed[field] = str(path.resolve())
    return shot.model_copy(update={"feedback": feedback.model_copy(update=changed)}) if changed else shot


def feedback_files(shot: Shot) -> list[Path]:
    """The pictures that a shot's feedback takes from outside, after ``with_feedback_paths``."""
    feedback = shot.feedback
    if feedback is None:
        return []
    names = [feedback.colour_from] if feedback.colour_from else []
    if feedback.begin not in ("world", "before"):
        names.append(feedback.begin)
    return [Path(name) for name in names]
