"""Writing a composition: WAV and FLAC, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from feelm.composer.notation import SAMPLE_RATE_HZ, Sound
from feelm.errors import OutputError

CHUNK = 1 << 16


def write_wav(path: Path, samples: Sound) -> Path:
    """Write stereo float32 samples (n, 2) at 48 kHz as a 24-bit WAV file; the file appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written or is full.
    """
    return _write(path, samples, "wav", "pcm_s24le", "s32")


def write_flac(path: Path, samples: Sound) -> Path:
    """Write stereo float32 samples (n, 2) at 48 kHz as a 24-bit FLAC file; the file appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written or is full.
    """
    return _write(path, samples, "flac", "flac", "s32")


def _write(path: Path, samples: Sound, container_name: str, codec: str, sample_format: str) -> Path:
    import av

    path = Path(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with av.open(str(unfinished), "w", format=container_name) as container:
            container.flags |= av.container.Flags.bitexact.value
            stream = container.add_stream(codec, rate=SAMPLE_RATE_HZ, layout="stereo", format=sample_format)
            stream.codec_context.flags |= av.codec.context.Flags.bitexact
            for first in range(0, len(samples), CHUNK):
                frame = av.AudioFrame.from_ndarray(
                    _integers(samples[first : first + CHUNK]), format="s32", layout="stereo"
                )
                frame.sample_rate = SAMPLE_RATE_HZ
                frame.pts = first
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    except (OSError, av.FFmpegError) as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(
            "the music cannot be written", where=str(path), fix="choose a folder that can be written"
        ) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path


def _integers(samples: Sound) -> np.ndarray:
    """Interleaved 32-bit integers whose upper 24 bits are the sample, shape (1, 2n)."""
    scaled = np.clip(np.round(samples.astype(np.float64) * 2**23), -(2**23), 2**23 - 1)
    return (scaled.astype(np.int32) << 8).reshape(1, -1)
