"""How a foot goes in a walk or run, and where a joint lies between two ends: what people and animals share.

A planted foot moves straight back against the body at one speed, so that somebody drawn from these steps can be
carried over the ground without sliding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Gait:
    """The way of a foot against the body in one cycle.

    ``reach``: how far ahead of its hip it lands (it leaves the ground as far behind); ``duty``: the share of the
    cycle that it is planted (walks above 0.5, runs below: R. McN. Alexander, "Optimization and gaits in the
    locomotion of vertebrates", 1989); ``lift``: how high it swings.
    """

    reach: float
    duty: float
    lift: float

    @property
    def way(self) -> float:
        """The ground that one cycle covers."""
        return 2.0 * self.reach / self.duty

    def foot(self, phase: float) -> Point:
        """Where the foot is at a phase 0..1: (ahead of the hip, above the ground). It lands at phase 0.

        In the air it follows the cubic Hermite curve that leaves and meets the ground at the ground's own speed.
        """
        phase %= 1.0
        if phase < self.duty:
            return self.reach * (1.0 - 2.0 * phase / self.duty), 0.0
        u = (phase - self.duty) / (1.0 - self.duty)
        speed = -self.way * (1.0 - self.duty)
        ahead = (2 * u**3 - 3 * u**2) * -2.0 * self.reach - self.reach
        ahead += speed * ((u**3 - 2 * u**2 + u) + (u**3 - u**2))
        return ahead, self.lift * math.sin(math.pi * u) ** 1.5

    def planted(self, phase: float) -> bool:
        """Whether the foot is on the ground."""
        return phase % 1.0 < self.duty


def bump(phase: float, centre: float, width: float) -> float:
    """A soft bump of height 1 on the circle of phases."""
    away = (phase - centre + 0.5) % 1 - 0.5
    return math.exp(-((away / width) ** 2))


def joint_between(start: Point, end: Point, first: float, second: float, bend: float) -> Point:
    """Return the joint of two bones from ``start`` to ``end``, of lengths ``first`` and ``second``.

    ``bend`` +1 puts it on the left of the way from start to end (y downward: to the right, seen upright), -1 on the
    other side. Ends too far apart are joined by a straight, evenly stretched limb. By the law of cosines.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = max(math.hypot(dx, dy), 1e-6)
    if far >= first + second:
        share = first / (first + second)
        return start[0] + dx * share, start[1] + dy * share
    along = min(max((first**2 - second**2 + far**2) / (2 * far), -first), first)
    out = bend * math.sqrt(max(first**2 - along**2, 0.0))
    return start[0] + (dx * along + dy * out) / far, start[1] + (dy * along - dx * out) / far
