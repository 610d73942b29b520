"""The room ``profile``: one person's own mapping from feeling to looks, and the curve of their hand.

Answers to pairs of pictures enter, gains for each relation leave (``Mapping.gains``), kept in a file that only the
person can read. ``press`` keeps a curve that is pressed while time runs; ``erase`` takes everything away again.

``read_profile`` · ``write_profile`` · ``learn`` · ``next_pair`` · ``draw_pair`` · ``draw_mapping`` · ``press`` ·
``kept`` · ``erase`` · ``lay_out`` (recalled time onto the film's time).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.profile.erasing import erase, kept
    from feelm.profile.file import Profile, read_profile, write_profile
    from feelm.profile.laying import Lay, lay_out
    from feelm.profile.mapping import Answer, Mapping, Pair, learn, next_pair
    from feelm.profile.pictures import draw_pair
    from feelm.profile.pressing import press
    from feelm.profile.sheet import draw_mapping

_HOME_OF = {
    "Answer": "mapping", "Lay": "laying", "Mapping": "mapping", "Pair": "mapping", "Profile": "file",
    "draw_mapping": "sheet", "draw_pair": "pictures", "erase": "erasing", "kept": "erasing", "lay_out": "laying",
    "learn": "mapping", "next_pair": "mapping", "press": "pressing", "read_profile": "file", "write_profile": "file",
}  # fmt: skip

__all__ = [
    "Answer", "Lay", "Mapping", "Pair", "Profile", "draw_mapping", "draw_pair", "erase", "kept", "lay_out", "learn",
    "next_pair", "press", "read_profile", "write_profile",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.profile' has no attribute {name!r}")
    return getattr(import_module(f"feelm.profile.{_HOME_OF[name]}"), name)
