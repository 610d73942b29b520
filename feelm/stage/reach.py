"""Where a shot's camera may go, before the music is known: how far pictures must reach beyond the frame."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from feelm.score.model import Shot
from feelm.stage.camera import camera_poses
from feelm.stage.layer import Pose

Floats = NDArray[np.float64]
_INSTANTS = 49


def probable_poses(shot: Shot, seed: int, focal: float) -> Iterator[Pose]:
    """The camera's path at rest and at full signal.

    Args:
        shot: with its times in seconds.
        seed: of the shot.
        focal: lens of the shot's world, in frame widths.

    Raises:
        ScoreError: the camera's curves cannot be read.
    """
    length_s = shot.end - shot.start
    times = np.linspace(0.0, length_s, _INSTANTS)
    # A move that waits for a bar goes as far as one that does not.
    moves = [move.model_copy(update={"on": None}) for move in shot.camera.moves]
    camera = shot.camera.model_copy(update={"moves": moves})
    for level in (0.0, 1.0):
        yield from camera_poses(
            camera, times_s=times, duration_s=length_s, signals=_steady(shot, level, times),
            shot_size=shot.size, seed=seed, focal=focal,
        )  # fmt: skip


def _steady(shot: Shot, level: float, times: Floats) -> dict[str, Floats]:
    """Every signal of the score language for a music that is always at ``level``, at 120 beats a minute.

    The film's own signals that the camera names are at ``level`` too.
    """
    from feelm.score.names import NAMES
    from feelm.score.signals import named_by

    signals = {name: np.full(times.shape, level) for name in (*named_by(shot.camera), *NAMES)}
    beat, bar = 2.0 * times, 0.5 * times
    clock = {
        "t": shot.start + times,
        "f": 24.0 * (shot.start + times),
        "u": times / max(shot.end - shot.start, 1e-6),
    }
    lengths = {"beat_length": 0.5, "bar_length": 2.0, "frame_length": 1.0 / 24.0}
    clock |= {name: np.full(times.shape, length) for name, length in lengths.items()}
    phases = {"beat": beat, "bar": bar, "beat_phase": beat % 1.0, "bar_phase": bar % 1.0}
    feelings = {name: np.full(times.shape, 2.0 * level - 1.0) for name in ("valence", "arousal")}
    return signals | clock | phases | feelings | {"certainty": np.full(times.shape, level)}
