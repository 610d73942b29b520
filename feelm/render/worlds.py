"""A painted world as a file: its pictures as lossless PNG, everything else as JSON, in one uncompressed zip."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import cv2
import numpy as np

from feelm.stage.layer import Layer, Life, PaintHint, Picture, Plane, World

_PARTS: dict[str, type] = {"plane": Plane, "life": Life, "paint": PaintHint}


def write_world(world: World, path: Path) -> None:
    """Write a world to ``path``. The same world gives the same bytes."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        layers = []
        for number, layer in enumerate(world.layers):
            for index, picture in enumerate(layer.frames):
                _put(archive, f"{number:03d}_{index:02d}.png", _png(picture))
            layers.append(_plain(layer) | {"frames": len(layer.frames)})
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


def _png(picture: Picture) -> bytes:
    order = cv2.COLOR_RGBA2BGRA if picture.shape[2] == 4 else cv2.COLOR_RGB2BGR
    return bytes(cv2.imencode(".png", cv2.cvtColor(picture, order), [cv2.IMWRITE_PNG_COMPRESSION, 1])[1])


def _picture(data: bytes) -> Picture:
    stored = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert stored is not None
    return np.asarray(
        cv2.cvtColor(stored, cv2.COLOR_BGRA2RGBA if stored.shape[2] == 4 else cv2.COLOR_BGR2RGB), np.uint8
    )


def _plain(part: Any) -> dict[str, Any]:
    """A data class as JSON values, its pictures left out."""
    return {
        f.name: _plain(value) if is_dataclass(value) else value
        for f in fields(part)
        if f.name != "frames"
        for value in (getattr(part, f.name),)
    }


def _layer(archive: ZipFile, number: int, plain: dict[str, Any]) -> Layer:
    count = plain.pop("frames")
    frames = tuple(_picture(archive.read(f"{number:03d}_{index:02d}.png")) for index in range(count))
    parts = {name: kind(**_tuples(plain.pop(name))) for name, kind in _PARTS.items()}
    return Layer(frames=frames, **parts, **_tuples(plain))


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
