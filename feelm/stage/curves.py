"""Numbers of a shot that its world follows at every frame: its pace, and how its players grow and fade."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.curves import Sampler
from feelm.score.model import Keys, Number, Player, Shot

Floats = NDArray[np.float64]
_MOST = {"pace": 8.0, "grow": 4.0, "presence": 1.0}


def follows(player: Player, field: str) -> str | None:
    """Name of the signal that a player's ``grow`` or ``presence`` becomes; None where it is always 1."""
    number: Number = getattr(player, field)
    if number == 1.0:
        return None
    said = number.model_dump(mode="json") if isinstance(number, Keys) else number
    return f"player:{field}:{json.dumps(said, ensure_ascii=False)}"


def player_signals(
    shot: Shot, times_s: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> dict[str, Floats]:
    """The signals that the layers of growing and fading players name, a value per instant.

    Args:
        shot: settled.
        times_s: seconds from the start of the shot, evenly spaced, shape (n,).
        duration_s: length of the shot in seconds.
        signals: what expressions name, shape (n,) each.

    Raises:
        ScoreError: a number cannot be sampled, or leaves its range.
    """
    sampler = Sampler(times_s=times_s, duration_s=duration_s, signals=signals)
    found: dict[str, Floats] = {}
    for index, player in enumerate(shot.world.players):
        for field in ("grow", "presence"):
            name = follows(player, field)
            if name is not None:
                where = f"shot {shot.id}, world.players[{index}].{field}"
                found[name] = _within(sampler.values(getattr(player, field), where), field, where)
    return found


def lived_times(shot: Shot, times_s: Floats, duration_s: float, signals: Mapping[str, Floats]) -> Floats:
    """Seconds that the world of a shot has lived at each instant: its pace, summed up; arguments as above."""
    if shot.world.pace == 1.0:
        return times_s
    where = f"shot {shot.id}, world.pace"
    sampler = Sampler(times_s=times_s, duration_s=duration_s, signals=signals)
    pace = _within(sampler.values(shot.world.pace, where), "pace", where)
    steps = 0.5 * (pace[1:] + pace[:-1]) * np.diff(times_s)
    return np.asarray(times_s[0] + np.concatenate([[0.0], np.cumsum(steps)]))


def _within(values: Floats, field: str, where: str) -> Floats:
    most = _MOST[field]
    if values.min() < -1e-9 or values.max() > most + 1e-9:
        raise ScoreError(
            f"`{field}` goes from {values.min():.3g} to {values.max():.3g}",
            where=where,
            fix=f"keep it between 0 and {most:g}, with clamp(x, 0, {most:g})",
        )
    return np.clip(values, 0.0, most)
