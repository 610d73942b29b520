"""From a file to samples: one reader for every sound file and for the sound of a video, block by block.

Time 0 is the first sample that a player would play (encoder delay is already skipped by the decoder).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError

LONGEST_S = 7200.0
"""Music longer than two hours is refused: nobody means to film it, and it would fill the disk."""

DEMUXERS = (
    "wav,w64,aiff,au,caf,mp3,flac,ogg,mov,mp4,m4a,matroska,webm,aac,ac3,eac3,dts,asf,avi,mpegts,mpeg,flv,"
    "ape,wv,tta,tak,amr,oma,rm,voc,mpc,mpc8,nut,dsf,xwma,mxf,iff"
)
"""Formats that hold sound themselves. Playlists (HLS, DASH, concat, SDP) and scripts are not among them."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class SoundInfo:
    """What a file says about its sound; ``duration_s`` is None when the file does not say."""

    path: str
    container: str
    codec: str
    sample_rate_hz: int
    channels: int
    duration_s: float | None


@contextmanager
def _opened(path: str | Path) -> Iterator[Any]:
    """The file opened by PyAV with its sound stream checked; every refusal is an InputError."""
    import av

    file = Path(path)
    if not file.is_file():
        what = "is a folder, not a music file" if file.is_dir() else "there is no such file"
        raise InputError(what, where=str(path), fix="check the name")
    if file.stat().st_size == 0:
        raise InputError("the file is empty", where=str(path), fix="give a file with sound in it")
    options = {"protocol_whitelist": "file", "format_whitelist": DEMUXERS}
    try:
        # An absolute path cannot be mistaken for "concat:" or "http:".
        container = av.open(str(file.resolve()), options=options, metadata_errors="replace")
    except (av.FFmpegError, OSError, ValueError) as error:
        raise InputError(
            "this is not a sound or video file that feelm can read",
            where=str(path),
            fix="give mp3, ogg, flac, wav, m4a or a video with sound",
        ) from error
    with container:
        if not container.streams.audio:
            raise InputError("the file holds no sound", where=str(path), fix="give a file with a sound track")
        yield container


def _info(path: str | Path, container: Any) -> tuple[Any, SoundInfo]:
    """The best sound stream and its description, refused when it is too long or makes no sense."""
    stream = container.streams.best("audio")
    rate, channels = int(stream.sample_rate or 0), int(stream.channels or 0)
    if not (1000 <= rate <= 768_000 and 1 <= channels <= 64) or stream.codec_context is None:
        raise InputError(
            "the sound of this file cannot be decoded", where=str(path), fix="convert it to flac or wav"
        )
    duration: float | None = None
    if stream.duration is not None and stream.time_base is not None:
        duration = float(stream.duration * stream.time_base)
    elif container.duration is not None:
        duration = container.duration / 1_000_000
    if duration is not None and not (math.isfinite(duration) and duration >= 0):
        duration = None
    info = SoundInfo(str(path), container.format.name, stream.codec_context.name, rate, channels, duration)
    _refuse_too_long(info, duration or 0.0)
    return stream, info


def _padded_end(info: SoundInfo) -> int | None:
    """The true last sample of an mp4 sound track, whose final packet the encoder fills up with silence."""
    if info.duration_s is None or not info.container.startswith("mov"):
        return None
    return round(info.duration_s * info.sample_rate_hz)


def _refuse_too_long(info: SoundInfo, seconds: float) -> None:
    if seconds > LONGEST_S:
        raise InputError(
            f"the music lasts {seconds / 3600:.1f} hours and feelm takes at most {LONGEST_S / 3600:.0f}",
            where=info.path,
            fix="cut out the part that you want",
        )


def probe(path: str | Path) -> SoundInfo:
    """Describe the sound of a file from its header, without decoding it.

    Raises:
        InputError: missing, empty, not a sound file, a playlist, or longer than two hours.
    """
    with _opened(path) as container:
        return _info(path, container)[1]


class SoundReader:
    """Decode one file once, block by block, counting the file's own samples on the way.

    Attributes after (or during) ``blocks``:
        info: the ``SoundInfo``, known from the first block on.
        sample_count: samples of the file's own rate that were given out.
        notes: plain sentences about damage that was stepped over.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.info: SoundInfo | None = None
        self.sample_count = 0
        self.notes: tuple[str, ...] = ()

    def blocks(
        self,
        *,
        sample_rate_hz: int | None = None,
        channels: int | None = None,
        start_s: float = 0.0,
        length_s: float | None = None,
    ) -> Iterator[Samples]:
        """Yield float32 blocks of shape (n, channels), about a second each, of the wanted rate.

        The first sample given is the one at ``round(start_s · own rate)``; ``length_s`` counts from there.
        More than two channels become two by the usual downmix; one is the mean of two.
        """
        if start_s < 0 or (length_s is not None and length_s <= 0):
            raise InputError("start must not be negative and length must be positive", where=str(self.path))
        with _opened(self.path) as container:
            stream, info = _info(self.path, container)
            self.info = info
            wanted = info.channels if channels is None else channels
            if wanted not in (1, 2, info.channels):
                raise InputError(f"{wanted} channels cannot be made of {info.channels}", where=str(self.path))
            rate = info.sample_rate_hz if sample_rate_hz is None else sample_rate_hz
            first = round(start_s * info.sample_rate_hz)
            last = None if length_s is None else first + round(length_s * info.sample_rate_hz)
            end = _padded_end(info)
            layout = "stereo" if info.channels > 2 and wanted <= 2 else None
            own = self._own_samples(container, stream, layout, first, last, end)
            for block in _resampled(own, info.sample_rate_hz, rate, self.path):
                yield _with_channels(block, wanted)
        self._judge_length(info, last)

    def _own_samples(
        self,
        container: Any,
        stream: Any,
        layout: str | None,
        first: int,
        last: int | None,
        padded_end: int | None,
    ) -> Iterator[Samples]:
        """Blocks at the file's own rate between two sample numbers, gathered to about one second."""
        assert self.info is not None
        position, gathered, held = 0, 0, list[Samples]()
        for piece in self._frames(container, stream, layout):
            if padded_end is not None and position <= padded_end < position + len(piece) <= padded_end + 4096:
                piece = piece[: padded_end - position]
            begin, end = position, position + len(piece)
            position = end
            _refuse_too_long(self.info, end / self.info.sample_rate_hz)
            kept = piece[max(0, first - begin) : None if last is None else max(0, last - begin)]
            if len(kept):
                held.append(kept)
                gathered += len(kept)
            done = last is not None and end >= last
            if gathered >= self.info.sample_rate_hz or (done and held):
                self.sample_count += gathered
                yield np.concatenate(held)
                gathered, held = 0, []
            if done:
                return
        if held:
            self.sample_count += gathered
            yield np.concatenate(held)

    def _frames(self, container: Any, stream: Any, layout: str | None) -> Iterator[Samples]:
        """Decoded frames as float32 (n, channels); what damage swallowed comes back as silence.

        Keeping the length of a damaged stretch keeps everything after it at its own time.
        """
        import av

        rate = int(stream.sample_rate)
        downmix = av.AudioResampler(format="fltp", layout=layout, rate=None) if layout else None
        channels = 2 if layout else int(stream.channels)
        position = 0
        origin: int | None = None
        for frame in self._whole_frames(container, stream):
            if frame.pts is not None and frame.time_base is not None:
                at = round(float(frame.pts * frame.time_base) * rate)
                origin = at - position if origin is None else origin
                gap = at - origin - position
                # Containers that count in milliseconds wobble by a few samples; a real hole is larger.
                if 0.05 * rate < gap < 60 * rate:
                    position += gap
                    self._note("parts of the file are damaged or missing; they are silent here")
                    yield np.zeros((gap, channels), np.float32)
            try:
                pieces = [_as_float(out) for out in (downmix.resample(frame) if downmix else [frame])]
            except (av.FFmpegError, ValueError) as error:
                raise InputError("the sound changes its format midway", where=str(self.path)) from error
            if frame.sample_rate != rate or any(piece.shape[1] != channels for piece in pieces):
                raise InputError("the sound changes its format midway", where=str(self.path))
            for piece in pieces:
                position += len(piece)
                yield piece

    def _whole_frames(self, container: Any, stream: Any) -> Iterator[Any]:
        """Frames in order; packets that cannot be decoded are stepped over."""
        import av

        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
                frames = packet.decode()
            except (StopIteration, av.error.EOFError):
                return
            except av.FFmpegError:
                continue
            yield from frames

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes = (*self.notes, sentence)

    def _judge_length(self, info: SoundInfo, last: int | None) -> None:
        """Refuse a file that gave nothing; note one that gave less than it promises."""
        if self.sample_count == 0:
            raise InputError(
                "no sound could be decoded here", where=info.path, fix="give a whole file, or start earlier"
            )
        if last is not None or info.duration_s is None:
            return
        given = self.sample_count / info.sample_rate_hz
        if info.duration_s - given > max(1.0, 0.05 * info.duration_s):
            self._note(
                f"the file promises {info.duration_s:.1f} s but only {given:.1f} s can be read; these are used"
            )


def _as_float(frame: Any) -> Samples:
    """The samples of one PyAV frame as float32 (n, channels), full scale ±1."""
    values = frame.to_ndarray()
    channels = len(frame.layout.channels)
    values = values.T if frame.format.is_planar else values.reshape(-1, channels)
    if values.dtype == np.uint8:
        return np.asarray((values.astype(np.float32) - 128.0) / 128.0, dtype=np.float32)
    if values.dtype.kind == "i":
        return np.asarray(
            values.astype(np.float32) / 2.0 ** (8 * values.dtype.itemsize - 1), dtype=np.float32
        )
    return np.ascontiguousarray(values, dtype=np.float32)


def _resampled(blocks: Iterator[Samples], own_hz: int, wanted_hz: int, path: str | Path) -> Iterator[Samples]:
    """Blocks at another rate (libswresample; its filter delay is taken out, sample 0 stays sample 0)."""
    import av

    if own_hz == wanted_hz:
        yield from blocks
        return
    if not 1000 <= wanted_hz <= 768_000:
        raise InputError(f"a sample rate of {wanted_hz} Hz makes no sense", where=str(path))
    convert: Any = None
    for block in blocks:
        layout = {1: "mono", 2: "stereo"}.get(block.shape[1], f"{block.shape[1]}c")
        if convert is None:
            convert = av.AudioResampler(format="fltp", layout=layout, rate=wanted_hz)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout=layout)
        frame.sample_rate = own_hz
        for out in convert.resample(frame):
            yield np.ascontiguousarray(out.to_ndarray().T)
    if convert is not None:
        for out in convert.resample(None):
            yield np.ascontiguousarray(out.to_ndarray().T)


def _with_channels(block: Samples, wanted: int) -> Samples:
    """The block with ``wanted`` channels: mono is the mean, stereo of mono is the same twice."""
    if block.shape[1] == wanted:
        return block
    if wanted == 1:
        return np.asarray(block.sum(axis=1, keepdims=True) / block.shape[1], dtype=np.float32)
    return np.repeat(block, wanted, axis=1)


def decode_blocks(
    path: str | Path,
    *,
    sample_rate_hz: int | None = None,
    channels: int | None = None,
    start_s: float = 0.0,
    length_s: float | None = None,
) -> Iterator[Samples]:
    """Yield the sound of a file as float32 blocks (n, channels); memory does not grow with the file.

    See ``decode`` for the arguments.
    """
    yield from SoundReader(path).blocks(
        sample_rate_hz=sample_rate_hz, channels=channels, start_s=start_s, length_s=length_s
    )


def decode(
    path: str | Path,
    *,
    sample_rate_hz: int | None = None,
    channels: int | None = None,
    start_s: float = 0.0,
    length_s: float | None = None,
) -> tuple[Samples, int]:
    """Decode the sound of any audio or video file.

    Args:
        path: the file.
        sample_rate_hz: wanted rate; None keeps the file's own.
        channels: 1, 2, or None for the file's own number.
        start_s: where to begin, seconds from the first sample.
        length_s: how much to give at most, seconds.

    Returns:
        (samples, rate): float32 of shape (n, channels), nominally in -1..1, and the rate in Hz.

    Raises:
        InputError: missing, empty, not sound, a playlist, undecodable, or longer than two hours.
    """
    reader = SoundReader(path)
    blocks = list(
        reader.blocks(sample_rate_hz=sample_rate_hz, channels=channels, start_s=start_s, length_s=length_s)
    )
    assert reader.info is not None
    return np.concatenate(blocks), sample_rate_hz or reader.info.sample_rate_hz
