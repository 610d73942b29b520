"""Captions as a SubRip file."""

from __future__ import annotations

from collections.abc import Sequence

from feelm.score.model import Caption


def srt(captions: Sequence[Caption]) -> str:
    """The captions as SubRip text (UTF-8, one block each, times to the millisecond).

    >>> print(srt([Caption(start=0, end=1.5, text="바다")]), end="")
    1
    00:00:00,000 --> 00:00:01,500
    바다
    """
    blocks = [
        f"{number}\n{_clock(c.start)} --> {_clock(c.end)}\n{' '.join(c.text.split())}\n"
        for number, c in enumerate(captions, start=1)
    ]
    return "\n".join(blocks)


def _clock(seconds: float) -> str:
    milliseconds = max(0, round(seconds * 1000))
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d},{rest % 1000:03d}"
