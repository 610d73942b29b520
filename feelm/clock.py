"""The one time axis of a film: seconds in float64, frame ``n`` shows the instant ``n / fps``."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def frame_count(duration_s: float, fps: float) -> int:
    """Number of frames of a film: round(duration · fps), at least one.

    >>> frame_count(60.0, 24)
    1440
    """
    return max(1, round(duration_s * fps))


def frame_times(first_frame: int, count: int, fps: float) -> NDArray[np.float64]:
    """Instants (seconds, float64, shape (count,)) of ``count`` frames from ``first_frame``."""
    return (first_frame + np.arange(count, dtype=np.float64)) / fps


def cut_frame(time_s: float, fps: float) -> int:
    """First frame of a shot that is cut at ``time_s``: on the beat or at most one frame early, never late.

    A picture may lead the sound by two frames unnoticed but should not lag it (ITU-R BT.1359-1), so the
    frame is floored; the small allowance keeps an exact multiple of 1/fps on its own frame.
    """
    return max(0, math.floor(time_s * fps + 1e-6))
