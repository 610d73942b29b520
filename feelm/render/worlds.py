"""A painted world as a file: its pictures as they are, everything else as JSON, in one uncompressed zip.

Nothing is compressed: the file is read again within seconds, and packing it would cost more than painting some layers.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import numpy as np

from feelm.stage.layer import Layer, Life, PaintHint, Plane, World

_PARTS: dict[str, type] = {"plane": Plane, "life": Life, "paint": PaintHint}


def write_world(world: World, path: Path) -> None:
    """Write a world to ``path``. The same world gives the same bytes."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        layers = []
        for number, layer in enumerate(world.layers):
            for index, picture in enumerate(layer.frames):
                _put(archive, f"{number:03d}_{index:02d}", np.ascontiguousarray(picture).tobytes())
            layers.append(_plain(layer) | {"frames": [frame.shape for frame in layer.frames]})
        head = {f.name: getattr(world, f.name) for f in fields(World) if f.name != "layers"}
        _put(archive, "world.json", json.dumps(head | {"layers": layers}, ensure_ascii=False).encode())


def read_world(path: Path) -> World:
    """Read what ``write_world`` wrote."""
    with ZipFile(path) as archive:
        head = json.loads(archive.read("world.json"))
        layers = tuple(_layer(archive, number, plain) for number, plain in enumerate(head.pop("layers")))
        return World(**head, layers=layers)


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def _plain(part: Any) -> dict[str, Any]:
    """A data class as JSON values, its pictures left out."""
    return {
        f.name: _plain(value) if is_dataclass(value) else value
        for f in fields(part)
        if f.name != "frames"
        for value in (getattr(part, f.name),)
    }


def _layer(archive: ZipFile, number: int, plain: dict[str, Any]) -> Layer:
    frames = tuple(
        np.frombuffer(archive.read(f"{number:03d}_{index:02d}"), np.uint8).reshape(shape)
        for index, shape in enumerate(plain.pop("frames"))
    )
    parts = {name: kind(**_tuples(plain.pop(name))) for name, kind in _PARTS.items()}
    return Layer(frames=frames, **parts, **_tuples(plain))


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
