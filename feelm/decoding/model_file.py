"""``me.feelm``: a model as a file that can be read without running anything.

A zip of ``model.json`` and plain little-endian float64 arrays (``*.f8``), whose shapes follow from the JSON. Nothing
is unpickled; names, sizes and numbers are checked before memory is reserved, and the file is written for its owner
alone (0600).
"""

from __future__ import annotations

import io
import json
import math
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.features import BANDS_HZ, Centre
from feelm.decoding.model import VIEWS, Axis, FeelingModel, Gate, View
from feelm.errors import InputError, OutputError

Floats = NDArray[np.float64]

VERSION = 1
MAX_BYTES = 64_000_000
MAX_CHANNELS = 512
MAX_CLASSES = 64
_DATE = (1980, 1, 1, 0, 0, 0)
_HOW = "give a file that `feelm feel calibrate` wrote"


def write_model(model: FeelingModel, path: str | Path) -> Path:
    """Write a model whole or not at all, readable by its owner only; the same model gives the same bytes.

    Raises:
        OutputError: the folder is missing or cannot be written.
    """
    file = Path(path)
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("model.json", _DATE), json.dumps(_plain(model), ensure_ascii=False))
        for name, array in _arrays(model).items():
            archive.writestr(
                zipfile.ZipInfo(f"{name}.f8", _DATE), np.ascontiguousarray(array, "<f8").tobytes()
            )
    write_private(file, text.getvalue())
    return file


def write_private(file: Path, content: bytes) -> None:
    """Write a file of a person's own: whole or not at all, 0600.

    Raises:
        OutputError: the folder is missing or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # mkstemp makes it 0600
    except OSError as error:
        raise OutputError(f"it cannot be written ({error.strerror})", where=str(file)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(f"it cannot be written ({error.strerror})", where=str(file)) from error


def read_model(path: str | Path) -> FeelingModel:
    """Read a model.

    Raises:
        InputError: missing, no model file, from a newer version, or with sizes or numbers that do not belong.
    """
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError("the model is larger than 64 MB", where=file.name, fix=_HOW)
        with zipfile.ZipFile(file) as archive:
            return _model(archive, file.name)
    except FileNotFoundError as error:
        raise InputError("there is no such model", where=str(file), fix=_HOW) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError("this is no model of feelm", where=file.name, fix=_HOW) from error
    except OSError as error:
        raise InputError(f"the model cannot be read ({error.strerror})", where=str(file)) from error
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError) as error:
        raise InputError("the model is damaged", where=file.name, fix=_HOW) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "zipfile"):
            raise InputError("the model is damaged", where=file.name, fix=_HOW) from error
        raise


def _plain(model: FeelingModel) -> dict[str, Any]:
    return {
        "feelm": "feeling model",
        "version": VERSION,
        "bands_hz": [list(band) for band in BANDS_HZ],
        "channels": list(model.channels),
        "classes": list(model.classes),
        "features": [len(view.shift) for view in model.views],
        "sharpness": model.sharpness,
        "trust": model.trust,
        "clip_s": model.clip_s,
        "valence": vars(model.valence),
        "arousal": vars(model.arousal),
        "gate": {
            "classes": model.gate.classes,
            "valence": model.gate.valence,
            "arousal": model.gate.arousal,
            "reasons": list(model.gate.reasons),
        },
        "numbers": model.numbers,
    }


def _arrays(model: FeelingModel) -> dict[str, Floats]:
    arrays = {
        "whiteners": model.centre.whiteners,
        "log_power": model.centre.log_power,
        "prior": model.prior,
    }
    for index, view in enumerate(model.views):
        arrays |= {f"view{index}_{name}": array for name, array in vars(view).items()}
    return arrays


def _model(archive: zipfile.ZipFile, name: str) -> FeelingModel:
    plain = json.loads(_part(archive, "model.json", 4_000_000))
    if plain["feelm"] != "feeling model":
        raise ValueError("another kind of file")
    if plain["version"] != VERSION:
        raise InputError(
            f"the model is of version {plain['version']!s:.20}, this feelm reads {VERSION}",
            where=name,
            fix="calibrate again or update feelm",
        )
    if [tuple(band) for band in plain["bands_hz"]] != list(BANDS_HZ):
        raise ValueError("other bands")
    channels, classes = _words(plain["channels"], MAX_CHANNELS), _words(plain["classes"], MAX_CLASSES)
    bands, count, out = len(BANDS_HZ), len(channels), len(classes) + 2
    if not channels or len(set(channels)) != count:
        raise ValueError("channels")
    widths = (bands * count * (count + 1) // 2, bands * count)
    if tuple(plain["features"]) != widths or len(widths) != VIEWS:
        raise ValueError("features")
    views = tuple(
        View(*(
            _array(archive, f"view{index}_{part}", shape)
            for part, shape in (("shift", (width,)), ("scale", (width,)), ("weights", (width, out)), ("offset", (out,)))
        ))
        for index, width in enumerate(widths)
    )  # fmt: skip
    if any((view.scale <= 0.0).any() for view in views):
        raise ValueError("scale")
    prior = _array(archive, "prior", (len(classes),))
    if classes and (prior.min() < 0.0 or abs(prior.sum() - 1.0) > 1e-6):
        raise ValueError("prior")
    return FeelingModel(
        channels=channels,
        centre=Centre(
            _array(archive, "whiteners", (bands, count, count)), _array(archive, "log_power", (bands, count))
        ),
        views=views,
        classes=classes,
        prior=prior,
        sharpness=_between(plain["sharpness"], 0.0, 1e3),
        trust=_between(plain["trust"], 0.0, 1.0),
        clip_s=_between(plain["clip_s"], 1.0, 1e4),
        valence=_axis(plain["valence"]),
        arousal=_axis(plain["arousal"]),
        gate=_gate(plain["gate"]),
        numbers={
            str(key)[:40]: _between(value, -1e6, 1e6) for key, value in list(plain["numbers"].items())[:40]
        },
    )


def _gate(plain: dict[str, Any]) -> Gate:
    return Gate(
        plain["classes"] is True,
        plain["valence"] is True,
        plain["arousal"] is True,
        _words(plain["reasons"], 20),
    )


def _axis(plain: dict[str, Any]) -> Axis:
    return Axis(
        _between(plain["mean"], -1.0, 1.0),
        _between(plain["spread"], 1e-6, 2.0),
        _between(plain["r"], 0.0, 1.0),
        _between(plain["predicted_spread"], 1e-9, 1e6),
    )


def _between(value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("no number")
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError("out of range")
    return float(value)


def _words(value: Any, most: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > most or not all(isinstance(word, str) for word in value):
        raise ValueError("words")
    return tuple("".join(char for char in word if char.isprintable())[:300] for word in value)


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > most:
        raise ValueError("too large")
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) != entry.file_size:
        raise ValueError("another size")
    return content


def _array(archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> Floats:
    size = 8 * math.prod(shape)
    if size > MAX_BYTES * 4:
        raise ValueError("too large")
    content = _part(archive, f"{name}.f8", size)
    if len(content) != size:
        raise ValueError("another size")
    array = np.frombuffer(content, "<f8").reshape(shape).astype(np.float64)
    if not np.isfinite(array).all():
        raise ValueError("no number")
    return array
