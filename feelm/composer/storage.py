"""Where samples lie: in memory, or for long pieces in an unnamed temporary file mapped into it."""

from __future__ import annotations

import mmap
import os
import tempfile

import numpy as np

from feelm.composer.notation import SAMPLE_RATE_HZ, Sound
from feelm.errors import OutputError

IN_MEMORY_S = 300.0
"""Pieces longer than this lie in a temporary file."""


def make_room(count: int) -> Sound:
    """Return ``count`` silent stereo samples, float32 (count, 2); a file vanishes with the last use of the array.

    Raises:
        OutputError: the disk has no room for them.
    """
    if count <= IN_MEMORY_S * SAMPLE_RATE_HZ:
        return np.zeros((count, 2), dtype=np.float32)
    try:
        with tempfile.TemporaryFile(prefix="feelm-music-") as file:
            file.truncate(count * 8)
            if hasattr(os, "posix_fallocate"):
                # A sparse file on a full disk would kill the process when a page is written.
                os.posix_fallocate(file.fileno(), 0, count * 8)
            return np.memmap(file, dtype=np.float32, mode="r+", shape=(count, 2))
    except OSError as error:
        raise OutputError(
            f"there is no room for {count * 8 / 1e6:.0f} MB of music",
            where=tempfile.gettempdir(),
            fix="free some disk space",
        ) from error


def let_go(samples: Sound) -> None:
    """Write the pages of mapped samples to their file and drop them from memory; others are left alone."""
    if isinstance(samples, np.memmap):
        samples.flush()
        mapped: mmap.mmap = samples._mmap  # type: ignore[attr-defined]
        if hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)
