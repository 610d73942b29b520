"""What feelm keeps of a person, and taking it all away."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from feelm.errors import OutputError
from feelm.profile.file import home

KEPT_IN = ("profiles", "feelings", "models", "recordings", "calibrations")
"""Folders of ``FEELM_HOME`` with what is of the person: own mappings, curves, decoders, recordings, calibrations."""


@dataclass(frozen=True)
class Kept:
    """One folder of a person's data: where, how many files, how many bytes."""

    folder: Path
    files: int
    size_bytes: int


def kept() -> list[Kept]:
    """Everything of the person that feelm keeps in its folder."""
    found = []
    for name in KEPT_IN:
        folder = home() / name
        if folder.is_symlink():
            found.append(Kept(folder, 1, 0))
        elif folder.is_dir():
            files = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
            found.append(Kept(folder, len(files), sum(path.lstat().st_size for path in files)))
    return found


def erase() -> list[Kept]:
    """Delete all of it, without a trace in feelm's folder; returns what there was.

    A link is taken away, never what it points to. Files that the person keeps elsewhere (a curve, a model or a
    recording that they named themselves) and finished films and scores are theirs and stay.

    Raises:
        OutputError: something cannot be deleted.
    """
    found = kept()
    for one in found:
        try:
            if one.folder.is_symlink():
                one.folder.unlink()
            else:
                shutil.rmtree(one.folder)
        except OSError as error:
            raise OutputError(
                f"this cannot be deleted ({error.strerror})", where=str(error.filename or one.folder)
            ) from error
    return found
