"""Footage: the pictures of a clip at the instants that a shot shows, and a camera that moves over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.score.sources import Footage
from feelm.stage import geometry
from feelm.stage.layer import Picture, Plane, Pose, World

Floats = NDArray[np.float64]

DEMUXERS = "mov,mp4,m4a,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,nut,mxf,gif,h264,hevc,image2,png_pipe"
"""Formats of clips. Playlists (HLS, DASH, concat, SDP) and scripts are not among them."""
MAX_SIDE = 8192
_FIX = "give an mp4, mov, mkv or webm clip"
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_EARLY_S = 1e-4
"""A frame that begins so little after the instant that is asked for is the one that is meant."""


@dataclass(frozen=True)
class ClipInfo:
    """What a clip says of itself; ``size`` as it is seen (turned, pixels square); ``duration_s`` None: it is silent."""

    size: tuple[int, int]
    duration_s: float | None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """A clip and its picture track; every refusal is an InputError."""
    if not path.is_file():
        what = "is a folder, not a clip" if path.is_dir() else "there is no such file"
        raise InputError(what, where=str(path), fix="check the name")
    options = {"protocol_whitelist": "file", "format_whitelist": DEMUXERS}
    try:
        # An absolute path cannot be mistaken for "concat:" or "http:".
        container = av.open(str(path.resolve()), options=options, metadata_errors="replace")
    except (av.FFmpegError, OSError, ValueError) as error:
        raise InputError("this is not a clip that feelm can read", where=str(path), fix=_FIX) from error
    with container:
        if not container.streams.video:
            raise InputError("the file holds no pictures", where=str(path), fix=_FIX)
        stream = container.streams.video[0]
        width, height = stream.codec_context.width, stream.codec_context.height
        if not (16 <= width <= MAX_SIDE and 16 <= height <= MAX_SIDE):
            raise InputError(f"the clip has {width}x{height} pixels", where=str(path), fix=_FIX)
        yield container, stream


def probe_clip(path: Path) -> ClipInfo:
    """Describe a clip from its header and its first picture.

    Raises:
        InputError: missing, damaged, or no clip.
    """
    with _opened(path) as (container, stream):
        first = next(_decoded(container, stream, path), None)
        if first is None:
            raise InputError("the clip holds no picture that can be decoded", where=str(path), fix=_FIX)
        height, width = _upright(first, stream).shape[:2]
        return ClipInfo((width, height), _duration(container, stream))


def _duration(container: Any, stream: Any) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return None if container.duration is None else container.duration / 1_000_000


def clip_times(footage: Footage, times_s: Floats, duration_s: float | None) -> Floats:
    """Which second of the file each instant of a shot shows, float64 of the shape of ``times_s``.

    Raises:
        InputError: a looping clip does not say how long it is, or begins after its end.
    """
    away = np.asarray(times_s, dtype=np.float64) * footage.speed
    if not footage.loop:
        return footage.start + away
    if duration_s is None or footage.start >= duration_s - 1e-3:
        what = "does not say how long it is" if duration_s is None else f"is {duration_s:.2f} s long"
        raise InputError(
            f"the clip {what} and cannot be looped from second {footage.start:g}",
            where=footage.file,
            fix="set footage.start or loop",
        )
    return np.asarray(footage.start + away % (duration_s - footage.start))


def check_length(footage: Footage, info: ClipInfo, length_s: float) -> None:
    """Refuse a clip that ends before its shot does.

    Raises:
        InputError: with how long it is and how long it would have to be.
    """
    if footage.loop or info.duration_s is None:
        return
    until = footage.start + length_s * footage.speed
    if until > info.duration_s + 0.1:
        raise InputError(
            f"the clip ends at {info.duration_s:.2f} s and the shot shows it until {until:.2f} s",
            where=footage.file,
            fix="set loop: true, a lower speed or an earlier start",
        )


def clip_pictures(path: Path, wanted_s: Sequence[float]) -> Iterator[tuple[Picture, int]]:
    """Yield the pictures (h, w, 3) that a clip shows at instants, each once, and at how many of them it is shown.

    Args:
        path: the clip.
        wanted_s: seconds of the file, not falling.

    Raises:
        InputError: the clip cannot be decoded, or ends before the last instant.
    """
    with _opened(path) as (container, stream):
        begin = float(wanted_s[0])
        if begin > 1.0:
            container.seek(int((begin - 0.5) / stream.time_base), stream=stream, backward=True)
        before, done, step_s = None, 0, 0.1
        for frame in _decoded(container, stream, path):
            at = _second(frame, stream)
            if before is not None:
                # What is asked for before the first picture is shown by it too.
                count = int(np.searchsorted(wanted_s, at - _EARLY_S)) - done
                if count > 0:
                    yield _upright(before, stream), count
                    done += count
                step_s = max(at - _second(before, stream), 1e-3)
            before = frame
            if done == len(wanted_s):
                return
        end_s = 0.0 if before is None else _second(before, stream) + step_s
        if before is None or wanted_s[-1] > end_s + 0.1:
            raise InputError(
                f"the clip ends at {end_s:.2f} s and the shot shows it until {wanted_s[-1]:.2f} s",
                where=str(path),
                fix="set loop: true, a lower speed or an earlier start",
            )
        yield _upright(before, stream), len(wanted_s) - done


def _decoded(container: Any, stream: Any, path: Path) -> Iterator[Any]:
    """The frames of a clip; a damaged one is told and not skipped."""
    try:
        yield from container.decode(stream)
    except (av.FFmpegError, ValueError) as error:
        raise InputError("the clip is damaged", where=str(path), fix="export it anew") from error


def _second(frame: Any, stream: Any) -> float:
    start = stream.start_time or 0
    return 0.0 if frame.pts is None else float((frame.pts - start) * stream.time_base)


def _upright(frame: Any, stream: Any) -> Picture:
    """A decoded frame as sRGB, turned as its camera was held, its pixels made square."""
    # Without a word of its matrix, high definition is BT.709 and the rest BT.601.
    known = int(frame.colorspace) in (1, 5, 6, 7, 9, 10)
    source = None if known else ("ITU709" if frame.height >= 720 else "ITU601")
    picture = np.asarray(
        frame.to_ndarray(format="rgb24", src_colorspace=source)
        if source
        else frame.to_ndarray(format="rgb24")
    )
    ratio = stream.sample_aspect_ratio
    if ratio and float(ratio) > 0 and abs(float(ratio) - 1.0) > 1e-3:
        picture = cv2.resize(picture, (max(2, round(frame.width * float(ratio))), frame.height))
    quarter = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, quarter))


class Pictures(Protocol):
    """The pictures of a shot, by its own frame numbers."""

    def at(self, index: int) -> Picture:
        """The picture (h, w, 3) that the shot shows at frame ``index``."""
        ...


def footage_size(info: ClipInfo, width: int, height: int, crop: float) -> tuple[int, int]:
    """Even width and height that a clip is brought to, so that it covers the frame and ``crop`` of it on every side."""
    cover = max(width / info.size[0], height / info.size[1]) * (1 + 2 * crop)
    return 2 * round(info.size[0] * cover / 2), 2 * round(info.size[1] * cover / 2)


class FootagePerformance:
    """Footage on stage: a flat picture at the hero's place that changes with time, under a moving camera.

    What the camera sees beyond its sides is the picture as in a mirror.
    """

    def __init__(
        self, pictures: Pictures, *, width: int, height: int, focal: float, depth_m: float, fps: float
    ) -> None:
        self._pictures = pictures
        self._world = World(width, height, focal, 0.0, ())
        self._plane = Plane("card", depth_m=depth_m)
        self._fps = fps

    def frame(self, pose: Pose, time_s: float, signals: Mapping[str, float]) -> Picture:
        """The frame (height, width, 3) at ``time_s`` of the shot, a new array; ``signals`` change nothing."""
        picture = self._pictures.at(round(time_s * self._fps))
        width, height = self._world.width, self._world.height
        matrix = geometry.homography(self._world, self._plane, pose)
        shift = (width - picture.shape[1]) / 2, (height - picture.shape[0]) / 2
        put = np.array([[1.0, 0.0, shift[0]], [0.0, 1.0, shift[1]], [0.0, 0.0, 1.0]])
        half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
        back = geometry.inverse(half) @ geometry.inverse(matrix @ put) @ half
        out = cv2.warpPerspective(
            picture, back, (width, height), flags=_FLAGS, borderMode=cv2.BORDER_REFLECT_101
        )
        return np.asarray(out)
