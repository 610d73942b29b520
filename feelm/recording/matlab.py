"""MATLAB files of version 5 (-v6, -v7): numbers, texts, structs and cells, and nothing that could run.

Written for hostile files: depth is bounded, every size is checked against the bytes that are there, and what is
compressed may not grow beyond a bound. ("MAT-File Format", The MathWorks, level 5.)
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np

from feelm.recording.recorded_file import RecordedFile

_TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_MATRIX, _COMPRESSED, _UTF8, _UTF16, _UTF32 = 14, 15, 16, 17, 18
_CELL, _STRUCT, _OBJECT, _CHAR, _SPARSE = 1, 2, 3, 4, 5
_DEPTH = 24
_MOST_PARTS = 2_000_000
_GROWTH, _SMALL = 30, 64_000_000


class MatlabFile:
    """A reader of one file; ``variables`` gives its arrays by name.

    Numbers come as arrays in MATLAB's shape, texts as ``str``, structs as dicts (a struct array as a list of
    dicts), cells as lists. Functions, objects and sparse matrices come as None: they are not read.
    """

    def __init__(self, file: RecordedFile) -> None:
        self._file = file
        head = file.read(0, 128)
        self._order = "<" if head[126:128] == b"IM" else ">"
        self._parts = 0

    def variables(self) -> dict[str, Any]:
        """Every array of the file, by its name."""
        found: dict[str, Any] = {}
        at = 128
        while at + 8 <= self._file.size:
            kind, size = struct.unpack(f"{self._order}II", self._file.read(at, 8))
            if size == 0 and kind == 0:
                break
            if kind not in (_MATRIX, _COMPRESSED):
                raise self._file.broken("it does not hold MATLAB arrays")
            body, at = self._file.read(at + 8, size), at + 8 + size
            if kind == _COMPRESSED:
                plain = self._inflated(body)
                inner, length, start, _ = self._tag(plain, 0)
                if inner != _MATRIX:
                    raise self._file.broken("it does not hold MATLAB arrays")
                body = plain[start : start + length]
            name, value = self._matrix(body, 0)
            found[name] = value
        return found

    def _inflated(self, packed: bytes) -> bytes:
        limit = max(_SMALL, _GROWTH * len(packed))
        unpack = zlib.decompressobj()
        try:
            plain = unpack.decompress(packed, limit)
        except zlib.error as error:
            raise self._file.broken("its compression cannot be undone") from error
        if unpack.unconsumed_tail or len(plain) >= limit:
            raise self._file.broken("it unpacks to far more than a recording of its size")
        return plain

    def _tag(self, body: bytes, at: int) -> tuple[int, int, int, int]:
        """(type, size, start of the data, start of the next element)."""
        if at + 8 > len(body):
            raise self._file.broken("it ends too early")
        first = struct.unpack_from(f"{self._order}I", body, at)[0]
        if first >> 16:  # a small element: size and type in one word, up to four bytes in the next
            kind, size, start, after = first & 0xFFFF, first >> 16, at + 4, at + 8
            if size > 4:
                raise self._file.broken("a part of it has an impossible size")
        else:
            kind, size = first, struct.unpack_from(f"{self._order}I", body, at + 4)[0]
            start = at + 8
            after = start + size + (-size % 8)
        if start + size > len(body):
            raise self._file.broken("it ends too early")
        return kind, size, start, after

    def _numbers(self, body: bytes, at: int) -> tuple[Any, int]:
        kind, size, start, after = self._tag(body, at)
        form = _TYPES.get(kind)
        if form is None:
            raise self._file.broken("it holds numbers of an unknown type")
        kind_of_number = np.dtype(form).newbyteorder("<" if self._order == "<" else ">")
        count = size // kind_of_number.itemsize
        return np.frombuffer(body, dtype=kind_of_number, count=count, offset=start), after

    def _matrix(self, body: bytes, depth: int) -> tuple[str, Any]:
        self._parts += 1
        if depth > _DEPTH or self._parts > _MOST_PARTS:
            raise self._file.broken("it is nested too deeply or in too many parts")
        if not body:
            return "", np.empty((0, 0))
        flags, at = self._numbers(body, 0)
        if not len(flags):
            raise self._file.broken("an array of it has no kind")
        kind = int(flags[0]) & 0xFF
        shape_raw, at = self._numbers(body, at)
        shape = tuple(int(n) for n in shape_raw)
        count = 1
        for n in shape:
            count *= n
        if not 1 <= len(shape) <= 8 or min(shape) < 0 or count > 1 << 31:
            raise self._file.broken("an array of it has an impossible shape")
        name_raw, at = self._numbers(body, at)
        name = name_raw.tobytes().decode("latin-1")
        return name, self._content(body, at, kind, shape, count, depth)

    def _content(
        self, body: bytes, at: int, kind: int, shape: tuple[int, ...], count: int, depth: int
    ) -> Any:
        if kind == _CHAR:
            return self._characters(body, at, count)
        if kind == _CELL:
            return self._elements(body, at, count, depth)[0]
        if kind == _STRUCT:
            return self._struct(body, at, count, depth)
        if 6 <= kind <= 15:
            values, _ = self._numbers(body, at)
            if len(values) != count:
                raise self._file.broken("an array of it has fewer numbers than its shape says")
            return values.reshape(shape, order="F")
        return None

    def _characters(self, body: bytes, at: int, count: int) -> str:
        if count == 0:
            return ""
        kind, size, start, _ = self._tag(body, at)
        raw = body[start : start + size]
        codings = {_UTF8: "utf-8", _UTF16: "utf-16-le", 4: "utf-16-le", _UTF32: "utf-32-le"}
        coding = codings.get(kind, "latin-1")
        return raw.decode(coding.replace("-le", "-be") if self._order == ">" else coding, "replace")[:count]

    def _elements(self, body: bytes, at: int, count: int, depth: int) -> tuple[list[Any], int]:
        if count * 8 > len(body) - at:
            raise self._file.broken("it claims more parts than it has bytes")
        values = []
        for _ in range(count):
            kind, size, start, at = self._tag(body, at)
            if kind != _MATRIX:
                raise self._file.broken("a part of it is no array")
            values.append(self._matrix(body[start : start + size], depth + 1)[1])
        return values, at

    def _struct(self, body: bytes, at: int, count: int, depth: int) -> Any:
        length_raw, at = self._numbers(body, at)
        names_raw, at = self._numbers(body, at)
        length = int(length_raw[0]) if len(length_raw) else 0
        if not 1 <= length <= 256:
            raise self._file.broken("the names of a struct have no length")
        joined = names_raw.tobytes()
        names = [
            joined[i : i + length].split(b"\x00")[0].decode("latin-1") for i in range(0, len(joined), length)
        ]
        if not names:
            return [] if count != 1 else {}
        values, _ = self._elements(body, at, count * len(names), depth)
        rows = [
            dict(zip(names, values[i : i + len(names)], strict=True))
            for i in range(0, len(values), len(names))
        ]
        return rows[0] if count == 1 else rows
