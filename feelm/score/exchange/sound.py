"""The song of an imported film: the one that the person gives, or the foreign file's own where it is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from feelm.errors import InputError
from feelm.score.model import Music


@dataclass(frozen=True)
class Sound:
    """A song as the score names it, and its length where it is known."""

    music: Music
    length_s: float | None


def find_sound(asked: Path | None, named: str, folder: Path, score_folder: Path) -> Sound | None:
    """The song of a film.

    Args:
        asked: the song that the person gives; it must be there.
        named: the path that the foreign file names; used where it is there, addresses are not fetched.
        folder: the foreign file's folder.
        score_folder: where the score will stand.

    Raises:
        InputError: the song that was asked for is missing or holds no sound.
    """
    if asked is not None:
        if not asked.is_file():
            raise InputError("there is no such file", where=str(asked), fix="give a song to --music")
        return _sound(asked, score_folder)
    found = beside(named, folder)
    if found is None:
        return None
    try:
        return _sound(found, score_folder)
    except InputError:
        return None  # the report says that the file's own soundtrack was not usable


def beside(named: str, folder: Path) -> Path | None:
    """The file that a foreign file names, as it stands or by its own name beside it; None where there is none."""
    if not named or "://" in named or "\0" in named or len(named) > 1000:
        return None
    name = named.replace("\\", "/").rsplit("/", 1)[-1]
    for path in (folder / named, folder / name if name not in ("", ".", "..") else folder / named):
        try:
            if path.is_file():
                return path
        except OSError:
            return None
    return None


def relative(path: Path, score_folder: Path) -> str:
    """How the score names a file: relative to its own folder, so that both can be moved together."""
    return Path(os.path.relpath(path.resolve(), score_folder.resolve())).as_posix()


def _sound(path: Path, score_folder: Path) -> Sound:
    from feelm.audio import probe
    from feelm.render.store import digest_file

    length_s = probe(path).duration_s
    return Sound(Music(file=relative(path, score_folder), digest=digest_file(path)), length_s)
