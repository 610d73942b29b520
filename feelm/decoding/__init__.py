"""The room ``decoding``: a recording and what a person said of clips enter; a gated model and its report leave.

``calibrate(recording, quality, clips)`` · ``decode(recording, model)`` → the stream "eeg" · ``read_feeling`` ·
``read_model`` · ``write_model``. The unit of evidence is the clip, never the window. Nothing here claims to read a
memory, and nothing of the signals is printed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.decoding.calibration import Calibration, calibrate
    from feelm.decoding.clips import Clip, clips_of, read_marks
    from feelm.decoding.model import FeelingModel, Gate
    from feelm.decoding.model_file import read_model, write_model
    from feelm.decoding.reading import Reading, decode, read_feeling

_HOME_OF = {
    "Calibration": "calibration", "Clip": "clips", "FeelingModel": "model", "Gate": "model", "Reading": "reading",
    "calibrate": "calibration", "clips_of": "clips", "decode": "reading", "read_feeling": "reading",
    "read_marks": "clips", "read_model": "model_file", "write_model": "model_file",
}  # fmt: skip

__all__ = [
    "Calibration",
    "Clip",
    "FeelingModel",
    "Gate",
    "Reading",
    "calibrate",
    "clips_of",
    "decode",
    "read_feeling",
    "read_marks",
    "read_model",
    "write_model",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.decoding' has no attribute {name!r}")
    return getattr(import_module(f"feelm.decoding.{_HOME_OF[name]}"), name)
