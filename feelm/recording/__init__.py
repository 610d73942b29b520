"""The room ``recording``: a file or a live stream of a body's signals enters, a ``Recording`` leaves.

``read_recording(path)`` · ``live_recording(stream_name)`` · ``clean(recording)`` · ``heart_skin_breath(recording)`` ·
``compare_recordings(a, b)``. Nothing here knows of feelings or films. Raw signals never leave the machine, and no
log prints them. Every file is read by parsers of this room, which check what a header claims against the file's
size before they reserve memory, and which can run no code that a file brings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.recording.body import BodySigns, heart_skin_breath
    from feelm.recording.cleaning import clean
    from feelm.recording.comparing import Comparison, compare_recordings
    from feelm.recording.live import live_recording
    from feelm.recording.reading import read_recording
    from feelm.recording.recording import Channel, Mark, Quality, Recording

_HOME_OF = {
    "BodySigns": "body", "Channel": "recording", "Comparison": "comparing", "Mark": "recording",
    "Quality": "recording", "Recording": "recording", "clean": "cleaning", "compare_recordings": "comparing",
    "heart_skin_breath": "body", "live_recording": "live", "read_recording": "reading",
}  # fmt: skip

__all__ = [
    "BodySigns",
    "Channel",
    "Comparison",
    "Mark",
    "Quality",
    "Recording",
    "clean",
    "compare_recordings",
    "heart_skin_breath",
    "live_recording",
    "read_recording",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.recording' has no attribute {name!r}")
    return getattr(import_module(f"feelm.recording.{_HOME_OF[name]}"), name)
