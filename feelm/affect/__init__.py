"""The room ``affect``: words, music and a drawn curve enter, a ``Feeling`` over the film leaves.

``words_stream(telling, spans)`` · ``music_stream(hearing)`` · ``read_curve(path, duration_s)`` ·
``fuse(streams, duration_s)``. Each source stays visible in ``Feeling.streams``.
"""

from feelm.affect.curve import read_curve
from feelm.affect.feeling import Feeling, Stream
from feelm.affect.fusion import fuse
from feelm.affect.streams import music_stream, words_stream

__all__ = ["Feeling", "Stream", "fuse", "music_stream", "read_curve", "words_stream"]
