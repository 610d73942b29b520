"""H.264 segments of shots, and their join with the sound into one streamable mp4.

Every segment is encoded with the same settings, starts with an IDR picture and closes its groups, so segments are
joined by their packets, without encoding anything twice. One encoder thread each: same frames, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame

from feelm.errors import FeelmError
from feelm.post.finish import Plane8

SOUND_RATE_HZ = 48_000
_AAC_FRAME = 1024
_QUICK_AAC = {"aac_coder": "fast", "aac_is": "0", "aac_ms": "0", "aac_pns": "0", "aac_tns": "0"}
_BT709 = 1
_X264_COLOUR = "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"


def frame_rate(fps: float) -> Fraction:
    """The frame rate as a fraction (23.976 becomes 24000/1001)."""
    for base in (24, 30, 60, 120):
        ntsc = Fraction(base * 1000, 1001)
        if abs(float(ntsc) - fps) < 5e-3:
            return ntsc
    return Fraction(fps).limit_denominator(1001)


class SegmentWriter:
    """Encodes the frames of one shot into one mp4 segment at ``path``."""

    def __init__(
        self, path: Path, *, width: int, height: int, fps: float, crf: int = 19, preset: str = "superfast"
    ) -> None:
        self._container = av.open(str(path), "w", format="mp4", options={"fflags": "+bitexact"})
        rate = frame_rate(fps)
        stream: Any = self._container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = 1 / rate
        stream.options = {
            "crf": str(crf),
            "preset": preset,
            "x264-params": f"threads=1:keyint={max(1, round(4 * rate))}:open-gop=0:{_X264_COLOUR}",
        }
        context = stream.codec_context
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = 1
        self._stream = stream
        self._time_base = 1 / rate
        self._size = (width, height)
        self._count = 0

    def write(self, planes: tuple[Plane8, Plane8, Plane8]) -> None:
        """Encode the next frame, given as Y, Cb, Cr planes."""
        frame = VideoFrame(*self._size, "yuv420p")
        for plane, values in zip(frame.planes, planes, strict=True):
            _fill(plane, values)
        frame.pts = self._count
        frame.time_base = self._time_base
        self._count += 1
        self._container.mux(self._stream.encode(frame))

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def _fill(plane: Any, values: Plane8) -> None:
    if plane.line_size == values.shape[1]:
        plane.update(np.ascontiguousarray(values))
        return
    padded = np.zeros((values.shape[0], plane.line_size), np.uint8)
    padded[:, : values.shape[1]] = values
    plane.update(padded)


def join_film(
    segments: Sequence[Path],
    frame_counts: Sequence[int],
    path: Path,
    *,
    fps: float,
    sound: Path | None,
    metadata: dict[str, str],
) -> None:
    """Join segments and sound into the film at ``path`` (mp4, index at the front).

    ``sound`` was written by ``write_sound``. Nothing is encoded again, and memory does not grow with the film: packets
    are interleaved as they are read.
    """
    with av.open(
        str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}
    ) as film:
        film.metadata.update(metadata)
        with av.open(str(segments[0])) as first:
            picture: Any = film.add_stream_from_template(first.streams.video[0])
        pictures = _picture_packets(segments, frame_counts, picture, fps)
        if sound is None:
            _interleave(film, pictures, iter(()))
            return
        with av.open(str(sound)) as recorded:
            voice = film.add_stream_from_template(recorded.streams.audio[0])
            _interleave(film, pictures, _copied(recorded, voice))


def write_sound(path: Path, blocks: Iterable[np.ndarray], *, quick: bool = False) -> None:
    """Encode the film's sound to AAC at ``path`` (.m4a).

    ``blocks`` (n, 2) float32 at 48 kHz; the first sample belongs to the first frame. ``quick`` searches less for the
    best coding of each frame, which takes half the time.
    """
    with av.open(str(path), "w", format="ipod", options={"fflags": "+bitexact"}) as container:
        stream: Any = container.add_stream("aac", rate=SOUND_RATE_HZ)
        stream.layout = "stereo"
        stream.bit_rate = 192_000
        stream.options = _QUICK_AAC if quick else {}
        for packet in _sound_packets(stream, blocks):
            container.mux(packet)


def _copied(recorded: Any, stream: Any) -> Iterator[Any]:
    """The packets of a sound file, for another container."""
    for packet in recorded.demux(audio=0):
        if packet.dts is not None:
            packet.stream = stream
            yield packet


def _picture_packets(
    segments: Sequence[Path], counts: Sequence[int], stream: Any, fps: float
) -> Iterator[Any]:
    rate = frame_rate(fps)
    first_frame = 0
    for segment, count in zip(segments, counts, strict=True):
        with av.open(str(segment)) as container:
            source = container.streams.video[0]
            if source.frames != count:
                raise FeelmError(
                    f"the segment holds {source.frames} frames where {count} belong",
                    where=str(segment),
                    fix="delete it and render again",
                )
            assert source.time_base is not None
            offset = int(Fraction(first_frame) / rate / source.time_base)
            for packet in container.demux(source):
                if packet.dts is None or packet.pts is None:
                    continue
                packet.pts += offset
                packet.dts += offset
                packet.stream = stream
                yield packet
        first_frame += count


def _sound_packets(stream: Any, blocks: Iterable[np.ndarray]) -> Iterator[Any]:
    position = 0
    for chunk in _even_chunks(blocks, _AAC_FRAME):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(chunk.T), format="fltp", layout="stereo")
        frame.sample_rate = SOUND_RATE_HZ
        frame.pts = position
        frame.time_base = Fraction(1, SOUND_RATE_HZ)
        position += chunk.shape[0]
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _even_chunks(blocks: Iterable[np.ndarray], size: int) -> Iterator[np.ndarray]:
    """Blocks of any length (n, 2) regrouped into chunks of ``size`` samples; the last may be shorter."""
    rest = np.zeros((0, 2), np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block.astype(np.float32, copy=False)])
        whole = rest.shape[0] // size * size
        for start in range(0, whole, size):
            yield rest[start : start + size]
        rest = rest[whole:]
    if rest.shape[0]:
        yield rest


def _interleave(film: Any, pictures: Iterator[Any], sounds: Iterator[Any]) -> None:
    """Mux two packet streams in the order of their decoding times."""
    picture, sound = next(pictures, None), next(sounds, None)
    while picture is not None or sound is not None:
        if sound is None or (
            picture is not None and picture.dts * picture.time_base <= sound.dts * sound.time_base
        ):
            film.mux(picture)
            picture = next(pictures, None)
        else:
            film.mux(sound)
            sound = next(sounds, None)
