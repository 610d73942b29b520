"""Which frames of a fed-back shot are painted anew: every so many, the first, the last, and where an accent peaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_RISE = 0.12
"""An accent that rises by less than this from the valley before it is not one."""


@dataclass(frozen=True)
class KeyFrame:
    """A frame that is painted anew; an ``accent`` appears on its frame at once, others are faded towards."""

    frame: int
    accent: bool = False


def key_frames(count: int, cadence: float, accents: NDArray[np.float64]) -> tuple[KeyFrame, ...]:
    """Return the key frames of a shot of ``count`` frames, in order, its first and its last among them.

    Args:
        count: frames of the shot.
        cadence: film frames from one to the next; may be a fraction, keys stand on the frame that is due.
        accents: (count,) 0..1; a peak makes a key of its own frame.
    """
    due = np.floor(np.arange(0, int((count - 1) / max(cadence, 1.0)) + 1) * max(cadence, 1.0) + 1e-6)
    struck = set(peaks(accents[:count]))
    frames = {int(n) for n in due if n < count} | struck | {0, count - 1}
    return tuple(KeyFrame(frame, frame in struck) for frame in sorted(frames))


def peaks(values: NDArray[np.float64]) -> list[int]:
    """Frames where a curve stops rising, after a rise of at least ``LEAST_RISE`` above the lowest since the last peak.

    >>> peaks(np.array([0.0, 0.2, 0.9, 0.6, 0.3, 0.3, 0.8, 0.8, 0.1]))
    [2, 6]
    """
    found = []
    valley = float(values[0]) if len(values) else 0.0
    for n in range(1, len(values)):
        here = float(values[n])
        after = float(values[n + 1]) if n + 1 < len(values) else -np.inf
        if here > values[n - 1] and here >= after and here - valley >= LEAST_RISE:
            found.append(n)
            valley = here
        valley = min(valley, here)
    return found
