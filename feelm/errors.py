"""What can go wrong, as a person reads it.

    FeelmError              anything feelm refuses, exit code 2
    ├── InputError          a file or text the person brought cannot be used
    ├── ScoreError          the score does not say something performable (has line and column)
    └── OutputError         the result cannot be written (folder, disk)

Every message says what is wrong, where, and what to do. Foreign exceptions are turned into one of these
at the edge of the program and kept as ``__cause__``.
"""

from __future__ import annotations


class FeelmError(Exception):
    """A refusal in one sentence: what is wrong, where it is, and what to do about it.

    Args:
        what: what is wrong, without a full stop ("the file holds no sound").
        where: file, line, field or second it concerns, or None.
        fix: what the person can do, as an imperative without a full stop, or None.

    >>> str(FeelmError("the file holds no sound", where="song.ogg", fix="give a file with an audio track"))
    'song.ogg: the file holds no sound; give a file with an audio track.'
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.where}: " if self.where else ""
        tail = f"; {self.fix}" if self.fix else ""
        end = "" if tail.endswith("?") else "."
        return f"{head}{self.what}{tail}{end}"


class InputError(FeelmError):
    """A file or a text that the person brought cannot be used."""


class ScoreError(FeelmError):
    """The score says something that cannot be performed; ``where`` carries file, line and column."""


class OutputError(FeelmError):
    """The result cannot be written where it was asked for."""
