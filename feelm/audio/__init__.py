"""The room ``audio``: a music file goes in, a ``Hearing`` comes out.

Public calls: ``hear``, ``decode``, ``decode_blocks``, ``probe``, ``draw_hearing``, ``describe_hearing``,
``tap``, ``beats_from_taps``, ``save_taps``, ``read_taps``. They are imported on first use, because SciPy and
PyAV take their time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.audio.decoding import SoundInfo, SoundReader, decode, decode_blocks, probe
    from feelm.audio.describing import describe_hearing
    from feelm.audio.drawing import draw_hearing
    from feelm.audio.hearing import Hearing, Section
    from feelm.audio.listening import hear
    from feelm.audio.tapping import tap
    from feelm.audio.taps import beats_from_taps, read_taps, save_taps

__all__ = [
    "Hearing", "Section", "SoundInfo", "SoundReader", "beats_from_taps", "decode", "decode_blocks",
    "describe_hearing", "draw_hearing", "hear", "probe", "read_taps", "save_taps", "tap",
]  # fmt: skip

_HOMES = {
    "Hearing": "hearing", "Section": "hearing", "SoundInfo": "decoding", "SoundReader": "decoding",
    "beats_from_taps": "taps", "decode": "decoding", "decode_blocks": "decoding",
    "describe_hearing": "describing", "draw_hearing": "drawing", "hear": "listening", "probe": "decoding",
    "read_taps": "taps", "save_taps": "taps", "tap": "tapping",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"feelm.audio has no {name!r}")
    return getattr(import_module(f"feelm.audio.{_HOMES[name]}"), name)
