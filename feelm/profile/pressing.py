"""The terminal side of ``feelm feel press``: arrow keys move valence and arousal while a clock, or music, runs.

feelm plays no sound: the person starts the music themselves and presses Enter at its first moment. What is pressed
stays until it is pressed again; the lag of a hand and its scale are corrected where the curve is read (stream "press").
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from feelm.errors import InputError
from feelm.language import say

HEADING = "# pressed with feelm feel press"
"""First line of a pressed curve: it tells a hand on keys from one that drew."""
STEP = 0.1
RATE_HZ = 4.0
_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_END = ("q", "Q", "\x03", "\x04", "escape")


class Keys(Protocol):
    """Where key presses come from."""

    def wait(self, seconds: float) -> str | None:
        """The next key ("up", "left", "enter", "space", "escape" or a character), or None after ``seconds``."""
        ...


@dataclass
class Hand:
    """What is pressed so far: the level now, and (second, valence, arousal, marked) on an even axis."""

    valence: float = 0.0
    arousal: float = 0.0
    points: list[tuple[float, float, float, bool]] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Move by one step; the ends of the scale hold."""
        self.valence = _held(self.valence + STEP * ((key == "up") - (key == "down")))
        self.arousal = _held(self.arousal + STEP * ((key == "right") - (key == "left")))

    def note(self, at_s: float, *, marked: bool = False) -> None:
        """Write down the level at an instant, once for each millisecond."""
        point = (round(at_s, 3), self.valence, self.arousal, marked)
        if self.points and point[0] <= self.points[-1][0]:
            late = self.points[-1]
            self.points[-1] = (late[0], self.valence, self.arousal, marked or late[3])
        else:
            self.points.append(point)


def press(
    path_out: str | Path,
    *,
    length_s: float | None = None,
    keys: Keys | None = None,
    clock: Callable[[], float] = time.monotonic,
    screen: TextIO | None = None,
) -> list[tuple[float, float, float, bool]]:
    """Let a person press a curve and keep it as CSV (t, valence, arousal, mark), readable by them only.

    Args:
        path_out: the file.
        length_s: after how many seconds it ends by itself (the music's length); None: until q.
        keys: where presses come from; None reads the terminal.
        clock: seconds that only go forward.
        screen: where to show the level; standard error by default.

    Returns:
        (second, valence, arousal, marked), the second rising from 0.

    Raises:
        InputError: no terminal, or it ended before anything was pressed.
        OutputError: the file cannot be written.
    """
    out = screen or sys.stderr
    print(_help(length_s), file=out, flush=True)
    if keys is not None:
        hand = _follow(keys, length_s, clock, out)
    else:
        with terminal_keys() as pressed:
            hand = _follow(pressed, length_s, clock, out)
    print(file=out)
    if len(hand.points) < 2:
        raise InputError(
            say("nothing was pressed", "아무것도 누르지 않았습니다"),
            where=str(path_out),
            fix=say("press Enter to begin, then the arrow keys", "엔터로 시작한 뒤 화살표를 누르세요"),
        )
    save_pressed(path_out, hand.points)
    return hand.points


def save_pressed(path: str | Path, points: list[tuple[float, float, float, bool]]) -> Path:
    """Write a pressed curve as CSV, for its owner only."""
    from feelm.profile.file import write_private

    rows = [f"{t:.3f},{v:.2f},{a:.2f},{int(marked)}" for t, v, a, marked in points]
    return write_private(Path(path), "\n".join([HEADING, "t,valence,arousal,mark", *rows, ""]).encode())


def _follow(keys: Keys, length_s: float | None, clock: Callable[[], float], out: TextIO) -> Hand:
    hand = Hand()
    while (key := keys.wait(1.0)) not in ("enter", "space"):
        if key in _END:
            return hand
    start = clock()
    hand.note(0.0)
    due = 1
    while True:
        now = clock() - start
        if length_s is not None and now >= length_s:
            hand.note(length_s)
            return hand
        if now >= due / RATE_HZ:
            # A late clock writes the level down once and goes on from where it is.
            hand.note(now)
            due = int(now * RATE_HZ) + 1
            _show(hand, now, length_s, out)
        key = keys.wait(max(due / RATE_HZ - now, 0.0))
        if key in _END:
            hand.note(clock() - start)
            return hand
        if key is not None:
            hand.press(key)
            hand.note(clock() - start, marked=key == "space")


def _held(value: float) -> float:
    return round(min(max(value, -1.0), 1.0), 2)


def _show(hand: Hand, now: float, length_s: float | None, out: TextIO) -> None:
    whole = f" / {length_s:.0f}" if length_s else ""
    words = say("valence ↑↓ {v:+.1f}   arousal ←→ {a:+.1f}", "정서가 ↑↓ {v:+.1f}   각성 ←→ {a:+.1f}")
    print(
        f"\r{now:6.1f}{whole} s   " + words.format(v=hand.valence, a=hand.arousal),
        end="  ",
        file=out,
        flush=True,
    )


def _help(length_s: float | None) -> str:
    lines = [
        say(
            "Enter begins. ↑ pleasant, ↓ unpleasant, → awake, ← calm; what you press stays.",
            "엔터로 시작합니다. ↑ 좋음, ↓ 싫음, → 들뜸, ← 차분함. 누른 값은 그대로 있습니다.",
        ),
        say("Space marks a new part, q ends.", "스페이스는 새 대목, q는 끝."),
        say(
            "feelm plays no sound: start your music yourself, and press Enter at its first moment.",
            "feelm은 소리를 내지 않습니다. 음악은 직접 틀고, 첫 순간에 엔터를 누르세요.",
        ),
    ]
    if length_s is not None:
        lines.append(say(f"It ends by itself after {length_s:.0f} s.", f"{length_s:.0f}초 뒤에 끝납니다."))
    return "\n".join(lines)


class TerminalKeys:
    """Keys of a terminal whose lines are not waited for; arrows come as escape sequences."""

    def __init__(self, descriptor: int) -> None:
        """``descriptor``: an open terminal in cbreak mode."""
        self._descriptor = descriptor
        self._bytes = bytearray()

    def wait(self, seconds: float) -> str | None:
        """The next key, or None after ``seconds``."""
        if not self._bytes and not self._read(seconds):
            return None
        first = chr(self._bytes.pop(0))
        if first == "\x1b":
            return self._after_escape()
        return {"\r": "enter", "\n": "enter", " ": "space"}.get(first, first)

    def _after_escape(self) -> str | None:
        if not self._bytes and not self._read(0.05):
            return "escape"
        if chr(self._bytes[0]) not in "[O":
            return "escape"
        self._bytes.pop(0)
        while self._bytes or self._read(0.05):
            letter = chr(self._bytes.pop(0))
            if letter.isalpha() or letter == "~":
                return _ARROWS.get(letter, "other")
        return "other"

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return False
        came = os.read(self._descriptor, 64)
        # A terminal that is gone reads as nothing for ever; that ends the session.
        self._bytes += came or b"\x04"
        return True


@contextmanager
def terminal_keys() -> Iterator[TerminalKeys]:
    """The keys of standard input, unbuffered and not echoed; the terminal is as before afterwards.

    Raises:
        InputError: standard input is no terminal.
    """
    if not sys.stdin.isatty():
        raise InputError(
            say("this needs a terminal to press keys in", "키를 누를 터미널이 필요합니다"),
            fix=say(
                "run it in a terminal, or draw a curve as CSV", "터미널에서 실행하거나 CSV로 곡선을 그리세요"
            ),
        )
    try:
        import termios
        import tty
    except ImportError as error:
        raise InputError(
            say("keys can be pressed in a Unix terminal only", "유닉스 터미널에서만 누를 수 있습니다"),
            fix=say("draw a curve as CSV", "CSV로 곡선을 그리세요"),
        ) from error
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield TerminalKeys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
