"""Where finished work is kept: whole files under the hash of what they were made from.

A file is written beside its place, flushed to disk and renamed, and carries the digest of its content in its name's
companion, so a half-written or damaged file is never taken for a whole one.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from feelm.errors import OutputError

_STALE_S = 24 * 3600.0
_IN_USE_S = 3600.0
"""What was used within this time may belong to a film that another process makes right now."""


def cache_folder() -> Path:
    """The folder for what can be made again: ``FEELM_CACHE``, else ``$XDG_CACHE_HOME/feelm`` or ``~/.cache/feelm``."""
    named = os.environ.get("FEELM_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "feelm"


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Call ``write`` with a temporary path beside ``path``, flush it to disk, and rename it into place.

    Whatever goes wrong, ``path`` is either as it was or whole, and nothing else stays behind. A full or forbidden disk
    is an ``OutputError``.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_abandoned(path)
        write(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not _lies_beside(error, path):
            raise OutputError(
                "a piece of the film was removed while it was being made",
                where=str(error.filename),
                fix="run the same command again, what is missing is made anew",
            ) from error
        raise OutputError(
            f"cannot be written ({error.strerror or error})",
            where=str(path),
            fix="choose a writable folder with room",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _lies_beside(error: OSError, path: Path) -> bool:
    """Whether an error speaks of ``path`` itself or of what is written in its place."""
    return error.filename is None or path.stem in Path(os.fsdecode(error.filename)).name


def _clear_abandoned(path: Path) -> None:
    """Remove what processes that were killed while writing ``path`` left beside it."""
    for left in path.parent.glob(f".{glob.escape(path.stem)}.*.part{glob.escape(path.suffix)}"):
        owner = left.name.removesuffix(f".part{path.suffix}").rpartition(".")[2]
        if owner.isdecimal() and not _runs(int(owner)):
            left.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Store:
    """Finished pieces of films under ``root`` (by default ``FEELM_STORE``, else a folder of the cache).

    ``limit_bytes`` is what stays after ``prune``.
    """

    def __init__(self, root: Path | None = None, *, limit_bytes: int = 3 << 30) -> None:
        self.root = root or Path(os.environ.get("FEELM_STORE") or cache_folder() / "shots")
        self.limit_bytes = limit_bytes

    def path(self, key: str, suffix: str) -> Path:
        """Where the piece ``key`` lies, whether it exists or not."""
        return self.root / key[:2] / f"{key}{suffix}"

    def holds(self, key: str, suffix: str) -> bool:
        """Whether the piece is there and its bytes are those that were written."""
        path = self.path(key, suffix)
        mark = path.with_suffix(".sha256")
        if not (path.is_file() and mark.is_file()):
            return False
        if mark.read_text().strip() != digest_file(path):
            return False
        os.utime(path)
        return True

    def put(self, key: str, suffix: str, write: Callable[[Path], object]) -> Path:
        """Write a piece whole and return its path."""
        path = self.path(key, suffix)

        def write_and_mark(temporary: Path) -> None:
            write(temporary)
            write_whole(path.with_suffix(".sha256"), lambda mark: mark.write_text(digest_file(temporary)))

        write_whole(path, write_and_mark)
        return path

    def prune(self, keep: frozenset[str]) -> None:
        """Remove the pieces used longest ago until the store fits its limit.

        Those named in ``keep`` stay, and those used within the last hour: another film may be at work with them.
        """
        files = [p for p in self.root.glob("*/*") if p.is_file()] if self.root.is_dir() else []
        newest = max((p.stat().st_mtime for p in files), default=0.0)
        for path in [p for p in files if ".part" in p.name and newest - p.stat().st_mtime > _STALE_S]:
            path.unlink(missing_ok=True)
        pieces = sorted((p for p in files if p.suffix != ".sha256"), key=lambda p: p.stat().st_mtime)
        total = sum(p.stat().st_size for p in pieces)
        for path in pieces:
            if total <= self.limit_bytes:
                break
            if path.stem in keep or time.time() - path.stat().st_mtime < _IN_USE_S:
                continue
            total -= path.stat().st_size
            path.unlink(missing_ok=True)
            path.with_suffix(".sha256").unlink(missing_ok=True)


def room_left_bytes(folder: Path) -> int:
    """Free bytes on the disk of ``folder``."""
    return shutil.disk_usage(folder).free


def check_folder(folder: Path, name: str) -> None:
    """Refuse a folder that is not there or in which ``name`` cannot be written."""
    if not folder.is_dir():
        raise OutputError(
            "there is no such folder", where=str(folder), fix="make it first, or choose another"
        )
    probe = folder / f".{name}.probe"
    write_whole(probe, lambda path: path.write_bytes(b"feelm"))
    probe.unlink()
