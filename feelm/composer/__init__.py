"""The room ``composer``: a feeling over time in, an instrumental of exactly the wanted length out.

``compose`` gives a ``Composition``: stereo sound at 48 kHz and its page (notes, beats, sections, keys).
``write_wav`` and ``write_flac`` save it, ``write_midi`` saves the page, ``find_sound_font`` looks for a
SoundFont in the usual places. The parts are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.composer.composing import compose
    from feelm.composer.files import write_flac, write_wav
    from feelm.composer.midi import write_midi
    from feelm.composer.notation import Composition, Note, Part
    from feelm.composer.soundfont import find_sound_font

_HOMES = {
    "Composition": "notation",
    "Note": "notation",
    "Part": "notation",
    "compose": "composing",
    "find_sound_font": "soundfont",
    "write_flac": "files",
    "write_midi": "midi",
    "write_wav": "files",
}

__all__ = [
    "Composition",
    "Note",
    "Part",
    "compose",
    "find_sound_font",
    "write_flac",
    "write_midi",
    "write_wav",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'feelm.composer' has no attribute {name!r}")
    return getattr(import_module(f"feelm.composer.{_HOMES[name]}"), name)
