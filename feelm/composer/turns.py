"""Where the feeling turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from feelm.affect.feeling import Feeling

TURN_SIZE = 0.35
"""Smallest change in the valence–arousal plane that counts as a turn."""


def turn_size(feeling: Feeling, time_s: float, body_s: float) -> float:
    """Distance in the plane between the mean feeling before and after an instant of a piece of ``body_s`` seconds.

    Both means are over an eighth of the piece, from one to twelve seconds.
    """
    window = float(np.clip(body_s / 8.0, 1.0, 12.0))
    v0, a0 = feeling.at(np.linspace(max(0.0, time_s - window), time_s, 9))
    v1, a1 = feeling.at(np.linspace(time_s, min(body_s, time_s + window), 9))
    return float(np.hypot(v1.mean() - v0.mean(), a1.mean() - a0.mean()))


def find_turns(feeling: Feeling, body_s: float, given: Sequence[float]) -> tuple[float, ...]:
    """Return the instants (seconds, rising) at which the music should turn, the strongest kept where they crowd.

    ``given`` are used as they are where they leave room for music between them (at least six seconds, or a
    sixth of a short piece); without them the turns are the largest changes of the curve.
    """
    room = min(6.0, body_s / 6.0) if len(given) else max(8.0, body_s / 12.0)
    times = [float(t) for t in (given if len(given) else np.arange(room, body_s - room, 0.25))]
    size = {t: turn_size(feeling, t, body_s) for t in times}
    kept: list[float] = []
    for time in sorted(times, key=lambda t: (-size[t], t)):
        if not (room <= time <= body_s - room * 0.5 and (len(given) or size[time] >= TURN_SIZE)):
            continue
        if all(abs(time - k) >= room and (len(given) or _apart(size, time, k)) for k in kept):
            kept.append(time)
    return tuple(sorted(kept))


def _apart(size: Mapping[float, float], time: float, other: float) -> bool:
    """Whether two turns are two: the curve rests between them, rather than one long change going on."""
    low, high = sorted((time, other))
    return min(s for t, s in size.items() if low <= t <= high) < 0.7 * size[time]


def main_turn(feeling: Feeling, turns: Sequence[float], body_s: float) -> float | None:
    """The turn with the largest change, or None where there is none."""
    return max(turns, key=lambda t: turn_size(feeling, t, body_s), default=None)
