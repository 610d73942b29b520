"""Painted footage as a file: its pictures as a small clip of high quality, and which of them each frame shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import av
import numpy as np
from av.video.frame import VideoFrame

from feelm.stage.layer import Picture

_RATE = 25
"""Pictures are numbered by their time; the number of pictures in a second means nothing."""
_GROUP = 12
_SETTINGS = {
    "crf": "9",
    "preset": "veryfast",
    "x264-params": f"threads=1:keyint={_GROUP}:open-gop=0:bframes=0",
}


def write_clip(pictures: Iterable[Picture], size: tuple[int, int], shown: list[int], path: Path) -> None:
    """Write pictures of ``size`` (width, height, even) and, for every frame of the shot, the number of its picture.

    Pictures are written as they come, so memory does not grow with the clip; ``shown`` may grow until the last of
    them was taken. The same pictures give the same bytes.
    """
    clip = path.with_name(f"{path.name}.mp4")
    try:
        with av.open(str(clip), "w", format="mp4", options={"fflags": "+bitexact"}) as container:
            stream: Any = container.add_stream("libx264", rate=_RATE)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv444p"
            stream.options = _SETTINGS
            for number, picture in enumerate(pictures):
                frame = VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, _RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        with ZipFile(path, "w", ZIP_STORED) as archive:
            archive.writestr(ZipInfo("shown.json", (1980, 1, 1, 0, 0, 0)), json.dumps(shown))
            info = ZipInfo("clip.mp4", (1980, 1, 1, 0, 0, 0))
            with archive.open(info, "w", force_zip64=True) as target, clip.open("rb") as source:
                while block := source.read(1 << 20):
                    target.write(block)
    finally:
        clip.unlink(missing_ok=True)


class PaintedClip:
    """Reads what ``write_clip`` wrote, picture by picture; going on is quick, going back seeks."""

    def __init__(self, path: Path) -> None:
        self._archive = ZipFile(path)
        self._shown: list[int] = json.loads(self._archive.read("shown.json"))
        self._container: Any = av.open(self._archive.open("clip.mp4"), "r", format="mp4")
        self._stream = self._container.streams.video[0]
        self._frames = self._container.decode(self._stream)
        self._number = -1
        self._picture: Picture | None = None

    def at(self, index: int) -> Picture:
        """The picture (h, w, 3) that frame ``index`` of the shot shows; past the last frame the last one stays."""
        wanted = self._shown[min(index, len(self._shown) - 1)]
        if self._picture is None or wanted < self._number or wanted > self._number + 2 * _GROUP:
            self._seek(wanted)
        while self._picture is None or self._number < wanted:
            frame = next(self._frames)
            self._number = round(frame.pts * frame.time_base * _RATE)
            if self._number >= wanted:
                self._picture = frame.to_ndarray(format="rgb24")
        return self._picture

    def _seek(self, wanted: int) -> None:
        self._container.seek(int(wanted / _RATE / self._stream.time_base), stream=self._stream, backward=True)
        self._frames = self._container.decode(self._stream)
        self._number, self._picture = -1, None
