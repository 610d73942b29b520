"""Memory that a finished task no longer needs goes back to the system, so that workers do not grow with the film."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


@cache
def _c_library() -> Any:
    """The C library where it can return freed memory (glibc), else None: other systems do so by themselves."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None


def give_back_memory() -> None:
    """Return what is free on the heap to the system. Costs some milliseconds; without it glibc keeps the largest."""
    library = _c_library()
    if library is not None:
        library.malloc_trim(0)
