"""Writing a composition: WAV and FLAC, whole or not at all."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np

from feelm.composer.notation import SAMPLE_RATE_HZ, Sound
from feelm.composer.storage import let_go
from feelm.errors import OutputError

CHUNK = 1 << 18


def write_wav(path: Path, samples: Sound) -> Path:
    """Write stereo float32 samples (n, 2) at 48 kHz as a 24-bit PCM WAV file; it appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written or is full.
    """

    def write(unfinished: Path) -> None:
        size = len(samples) * 6
        layout = struct.pack("<HHLLHH", 1, 2, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * 6, 6, 24)
        head = b"RIFF" + struct.pack("<L", 36 + size) + b"WAVEfmt " + struct.pack("<L", 16) + layout
        with unfinished.open("wb") as file:
            file.write(head + b"data" + struct.pack("<L", size))
            for first in range(0, len(samples), CHUNK):
                four = _integers(samples[first : first + CHUNK]).reshape(-1, 1).astype("<i4").view(np.uint8)
                file.write(four[:, 1:].tobytes())
                let_go(samples)

    return _whole(Path(path), write)


def write_flac(path: Path, samples: Sound) -> Path:
    """Write stereo float32 samples (n, 2) at 48 kHz as a 24-bit FLAC file; the file appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written or is full.
    """

    def write(unfinished: Path) -> None:
        import av

        try:
            _flac(av, unfinished, samples)
        except av.FFmpegError as error:
            raise OSError(str(error)) from error

    return _whole(Path(path), write)


def _flac(av: ModuleType, unfinished: Path, samples: Sound) -> None:
    """Encode the samples; 24 of 32 bits are kept."""
    with av.open(str(unfinished), "w", format="flac") as container:
        container.flags |= av.container.Flags.bitexact.value
        stream = container.add_stream("flac", rate=SAMPLE_RATE_HZ, layout="stereo", format="s32")
        for first in range(0, len(samples), CHUNK):
            part = _integers(samples[first : first + CHUNK])
            frame = av.AudioFrame.from_ndarray(part, format="s32", layout="stereo")
            frame.sample_rate = SAMPLE_RATE_HZ
            frame.pts = first
            container.mux(stream.encode(frame))
            let_go(samples)
        container.mux(stream.encode(None))


def _whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Let ``write`` fill a temporary file beside ``path`` and rename it when it is complete and on the disk."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(
            "the music cannot be written",
            where=str(path),
            fix="choose a folder with room that can be written",
        ) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path


def _integers(samples: Sound) -> np.ndarray:
    """Interleaved 32-bit integers whose upper 24 bits are the sample, shape (1, 2n)."""
    scaled = np.clip(np.round(samples.astype(np.float64) * 2**23), -(2**23), 2**23 - 1)
    return (scaled.astype(np.int32) << 8).reshape(1, -1)
