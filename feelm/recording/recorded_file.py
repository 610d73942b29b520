"""A file whose every claim is checked against its size: no read beyond its end, no bomb unpacked."""

from __future__ import annotations

import tempfile
import zlib
from pathlib import Path
from typing import IO, Any

from feelm.errors import InputError

_PIECE = 1 << 20
_SMALL_BYTES = 64_000_000
_LARGEST_RATIO = 40
"""Recorded signals shrink to about a third, text to a tenth; a file that grows more than this is a bomb."""
_LARGEST_BYTES = 4_000_000_000


class RecordedFile:
    """An open file of known size; ``.gz`` is unpacked into a nameless temporary file within bounds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        try:
            self._stream: IO[bytes] = path.open("rb")
            head = self._stream.read(2)
            self.size = path.stat().st_size
        except FileNotFoundError as error:
            raise InputError("there is no such recording", where=str(path)) from error
        except OSError as error:
            raise InputError(f"the recording cannot be read ({error.strerror})", where=str(path)) from error
        if self.size == 0:
            self._stream.close()
            raise InputError("the recording is an empty file", where=self.name)
        if head == b"\x1f\x8b":
            self._unpack()

    def __enter__(self) -> RecordedFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, offset: int, count: int) -> bytes:
        """Return exactly ``count`` bytes from ``offset``; raise ``InputError`` when the file is shorter."""
        if offset < 0 or count < 0 or offset + count > self.size:
            raise self.broken("it ends too early")
        self._stream.seek(offset)
        found = self._stream.read(count)
        if len(found) != count:
            raise self.broken("it ends too early")
        return found

    def stream(self) -> IO[bytes]:
        """The open stream, wound to its beginning."""
        self._stream.seek(0)
        return self._stream

    def broken(self, why: str) -> InputError:
        """The refusal of a damaged file."""
        return InputError(f"the file is damaged: {why}", where=self.name, fix="export the recording again")

    def _unpack(self) -> None:
        packed = self._stream
        limit = min(max(_SMALL_BYTES, _LARGEST_RATIO * self.size), _LARGEST_BYTES)
        plain = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        try:
            self.size = self._inflate(packed, plain, limit)
        except BaseException:
            plain.close()
            raise
        finally:
            packed.close()
        self._stream = plain

    def _inflate(self, packed: IO[bytes], plain: IO[bytes], limit: int) -> int:
        packed.seek(0)
        unpack: Any = zlib.decompressobj(wbits=31)
        total, waiting = 0, b""
        while piece := (waiting or packed.read(_PIECE)):
            try:
                out = unpack.decompress(piece, _PIECE)
            except zlib.error as error:
                raise self.broken("its compression cannot be undone") from error
            total += len(out)
            if total > limit:
                raise self.broken("it unpacks to far more than a recording of its size")
            plain.write(out)
            waiting = unpack.unconsumed_tail
            if unpack.eof:
                waiting = unpack.unused_data
                if waiting[:2] != b"\x1f\x8b":
                    break
                unpack = zlib.decompressobj(wbits=31)
        if not unpack.eof:
            raise self.broken("its compressed part ends too early")
        if total == 0:
            raise self.broken("it is empty")
        return total
