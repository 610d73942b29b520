"""The terminal side of ``feelm tap``: a person presses a key on every beat while the music plays elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from feelm.audio.taps import FEWEST, beats_from_taps, save_taps
from feelm.errors import InputError

START_HELP = (
    "Start the music and press Enter at its very first moment. Then press space or Enter on every beat; "
    "q ends."
)


def tap(
    path_out: str | Path,
    *,
    keys: Iterator[str] | None = None,
    clock: Callable[[], float] = time.monotonic,
    screen: TextIO | None = None,
) -> tuple[float, ...]:
    """Collect taps from the keyboard and save them.

    The first key marks the start of the music (second 0), every further space or Enter is a tap, ``q``,
    Escape or Ctrl-D ends. Needs a terminal unless ``keys`` are given.

    Args:
        path_out: where the taps are saved (JSON).
        keys: single characters as they are pressed; None reads the terminal.
        clock: seconds that only go forward.
        screen: where to write what is going on; standard error by default.

    Returns:
        The tap times in seconds from the start of the music.

    Raises:
        InputError: no terminal, or fewer than four taps.
        OutputError: the file cannot be written.
    """
    out = screen or sys.stderr
    print(START_HELP, file=out)
    if keys is not None:
        taps = _collect(keys, clock, out)
    else:
        with _raw_terminal() as pressed:
            taps = _collect(pressed, clock, out)
    beats = beats_from_taps(taps)
    save_taps(taps, path_out)
    tempo = 60.0 * (len(beats) - 1) / (beats[-1] - beats[0])
    print(f"\n{len(taps)} taps, about {tempo:.1f} beats a minute, saved in {path_out}", file=out)
    return taps


def _collect(keys: Iterator[str], clock: Callable[[], float], out: TextIO) -> tuple[float, ...]:
    """Times of the tap keys relative to the first one."""
    start: float | None = None
    taps: list[float] = []
    for key in keys:
        now = clock()
        if key in ("q", "Q", "\x1b", "\x04", "\x03"):
            break
        if key not in (" ", "\r", "\n"):
            continue
        if start is None:
            start = now
            print("0.0 s", end="", flush=True, file=out)
            continue
        taps.append(now - start)
        recent = taps[-9:]
        if len(recent) >= FEWEST and recent[-1] > recent[0]:
            tempo = 60.0 * (len(recent) - 1) / (recent[-1] - recent[0])
            print(
                f"\r{taps[-1]:7.1f} s  {len(taps):4d} taps  {tempo:6.1f} bpm ", end="", flush=True, file=out
            )
    return tuple(taps)


@contextmanager
def _raw_terminal() -> Iterator[Iterator[str]]:
    """Single key presses of the terminal, its settings put back afterwards."""
    if not sys.stdin.isatty():
        raise InputError("tapping needs a keyboard", fix="run feelm tap in a terminal")
    if sys.platform == "win32":
        import msvcrt

        yield iter(msvcrt.getwch, "")
        return
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    try:
        tty.setcbreak(fd)
        yield iter(lambda: sys.stdin.read(1), "")
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
