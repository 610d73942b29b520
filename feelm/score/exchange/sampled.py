"""``SampledFilm``: every curve of a score at every frame of the film, for files that know nothing of expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from feelm.audio.hearing import Hearing
from feelm.clock import frame_count
from feelm.score.curves import Sampler
from feelm.score.model import Number, Score, Shot
from feelm.score.signals import signals_for
from feelm.score.track import feeling_of

Floats = NDArray[np.float64]

PACES_PER_METRE = 10.0
"""How far a camera of a built world goes in the unit of Deforum's translations, by the metre."""


@dataclass(frozen=True)
class ShotFrames:
    """A shot and its frames of the film: ``first`` … ``first + count − 1``."""

    shot: Shot
    first: int
    count: int


class SampledFilm:
    """A settled score with its signals, sampled shot by shot."""

    def __init__(self, score: Score, hearing: Hearing | None) -> None:
        self.score = score
        self.hearing = hearing
        self.count = frame_count(score.duration, score.fps)

    @cached_property
    def signals(self) -> dict[str, Floats]:
        """Every signal at every frame of the film."""
        return signals_for(self.hearing, feeling_of(self.score), self.score, 0, self.count)

    @cached_property
    def shots(self) -> list[ShotFrames]:
        """The shots with their frames; those that are shorter than a frame are left out."""
        from feelm.render.plan import shot_frames

        spans = zip(self.score.shots, shot_frames(self.score), strict=True)
        return [ShotFrames(shot, first, count) for shot, (first, count) in spans if count > 0]

    def over(self, pick: Callable[[Shot], Number | None], otherwise: float) -> Floats:
        """One number of every shot over the whole film, (count,); ``otherwise`` where a shot has none."""
        values = np.full(self.count, float(otherwise))
        for piece in self.shots:
            number = pick(piece.shot)
            if number is not None:
                span = slice(piece.first, piece.first + piece.count)
                values[span] = self.values_of(piece, number, "")
        return values

    def values_of(self, piece: ShotFrames, number: Number, name: str) -> Floats:
        """One number of a shot at its frames, (piece.count,)."""
        where = f"shot {piece.shot.id}, {name}" if name else f"shot {piece.shot.id}"
        return self._sampler(piece).values(number, where)

    def _sampler(self, piece: ShotFrames) -> Sampler:
        if piece.shot.id not in self._samplers:
            own = {name: row[piece.first : piece.first + piece.count] for name, row in self.signals.items()}
            self._samplers[piece.shot.id] = Sampler(
                times_s=self.times_of(piece), duration_s=piece.shot.end - piece.shot.start, signals=own
            )
        return self._samplers[piece.shot.id]

    @cached_property
    def _samplers(self) -> dict[str, Sampler]:
        return {}

    def times_of(self, piece: ShotFrames) -> Floats:
        """Seconds from the start of a shot at its frames."""
        frames = np.arange(piece.first, piece.first + piece.count, dtype=np.float64)
        return frames / self.score.fps - piece.shot.start

    def camera_steps(self, piece: ShotFrames) -> dict[str, Floats]:
        """How the camera of a shot in a built world moves into each frame, in Deforum's units, by schedule name."""
        from feelm.stage import camera_poses

        shot = piece.shot
        own = {name: row[piece.first : piece.first + piece.count] for name, row in self.signals.items()}
        poses = camera_poses(
            shot.camera, times_s=self.times_of(piece), duration_s=shot.end - shot.start, signals=own,
            shot_size=shot.size, seed=shot.seed if shot.seed is not None else self.score.seed,
        )  # fmt: skip
        places = {
            "translation_x": [PACES_PER_METRE * pose.x_m for pose in poses],
            "translation_y": [PACES_PER_METRE * pose.y_m for pose in poses],
            "translation_z": [PACES_PER_METRE * pose.z_m for pose in poses],
            "rotation_3d_x": [pose.tilt_deg for pose in poses],
            "rotation_3d_y": [pose.pan_deg for pose in poses],
            "rotation_3d_z": [pose.roll_deg for pose in poses],
        }
        # A frame is reached by a step from the one before it; a shot begins without one.
        steps = {name: np.diff(row, prepend=row[0]) for name, row in places.items()}
        zooms = np.array([pose.zoom for pose in poses])
        steps["zoom"] = np.concatenate([[1.0], zooms[1:] / zooms[:-1]])
        return steps
