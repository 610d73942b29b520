"""What a person sees while they wait: what is being done, how far it is, how long it will take."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Protocol, TextIO

from feelm.language import say


class Progress(Protocol):
    """Where a long task reports: ``fraction`` 0..1 of the task named ``label``."""

    def __call__(self, label: str, fraction: float) -> None:
        """Take a report."""
        ...


def silent(label: str, fraction: float) -> None:
    """A progress that shows nothing."""


class TerminalProgress:
    """One line on standard error, rewritten on a terminal, one line a tenth elsewhere."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._label = ""
        self._began = 0.0
        self._shown = -1.0

    def __call__(self, label: str, fraction: float) -> None:
        """Show the task and its time left; a new label begins a new line."""
        now = self._clock()
        if label != self._label:
            if self._label and self._stream.isatty():
                self._stream.write("\n")
            self._label, self._began, self._shown = label, now, -1.0
        live = self._stream.isatty()
        step = 0.003 if live else 0.1
        if fraction < 1 and fraction - self._shown < step:
            return
        if fraction >= 1 and self._shown >= 1:
            return
        self._shown = fraction
        text = f"{label} {fraction:4.0%}{_time_left(now - self._began, fraction)}"
        self._stream.write(f"\r{text:<78}" if live else text + "\n")
        self._stream.flush()

    def close(self) -> None:
        """End the last line."""
        if self._label and self._stream.isatty():
            self._stream.write("\n")


def _time_left(elapsed_s: float, fraction: float) -> str:
    if fraction >= 1:
        return say(f"  took {_clock(elapsed_s)}", f"  {_clock(elapsed_s)} 걸림")
    if fraction <= 0.01 or elapsed_s < 1:
        return ""
    left = _clock(elapsed_s * (1 - fraction) / fraction)
    return say(f"  {left} left", f"  {left} 남음")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
