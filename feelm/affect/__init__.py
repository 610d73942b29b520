"""The room ``affect``: words, music and a drawn curve enter, a ``Feeling`` over the film leaves.

``words_stream(telling, spans)`` · ``music_stream(hearing)`` · ``read_curve(path, duration_s)`` ·
``fuse(streams, duration_s)``. Each source stays visible in ``Feeling.streams``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.affect.curve import read_curve
    from feelm.affect.feeling import Feeling, Stream
    from feelm.affect.fusion import fuse
    from feelm.affect.streams import music_stream, words_stream

_HOME_OF = {
    "Feeling": "feeling", "Stream": "feeling", "fuse": "fusion", "music_stream": "streams", "read_curve": "curve",
    "words_stream": "streams",
}  # fmt: skip

__all__ = ["Feeling", "Stream", "fuse", "music_stream", "read_curve", "words_stream"]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.affect' has no attribute {name!r}")
    return getattr(import_module(f"feelm.affect.{_HOME_OF[name]}"), name)
