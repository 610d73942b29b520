"""The body of a figure: its proportions by age, and where its joints are in every pose.

All lengths are in hundredths of the height of the upright figure; x grows the way the figure faces, y upward.
Angles are degrees from hanging straight down, positive forward.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

Point = tuple[float, float]


@dataclass(frozen=True)
class Build:
    """Proportions of a body, in hundredths of its height."""

    head: float
    neck: float
    torso: float
    thigh: float
    shin: float
    upper_arm: float
    forearm: float
    girth: float
    """Thickness of everything relative to a slender adult."""


BUILDS: dict[str, Build] = {
    # Seven heads for a grown-up, six and a half for an old one, four and a half for a child: storybook proportions.
    "adult": Build(14.0, 3.0, 31.5, 24.0, 24.0, 16.0, 15.0, 1.0),
    "elder": Build(15.0, 2.2, 32.5, 22.5, 23.0, 16.0, 15.0, 1.12),
    "child": Build(22.0, 1.6, 30.0, 20.5, 20.5, 13.5, 12.5, 1.12),
    "baby": Build(30.0, 0.5, 31.0, 16.0, 15.0, 11.0, 10.0, 1.35),
}
FOOT_HEIGHT = 3.2
"""From the ankle to the sole."""


@dataclass(frozen=True)
class Angles:
    """A pose: what every joint does, in degrees. Legs and arms are (near, far) pairs.

    ``lean``: of the back; ``nod``: of the head against the back; ``hips``: of the thighs; ``knees``: how far bent;
    ``feet``: toes up; ``shoulders``: of the upper arms; ``elbows``: how far bent; ``lift``: above the ground.
    """

    lean: float = 2.0
    nod: float = 0.0
    hips: tuple[float, float] = (2.0, -3.0)
    knees: tuple[float, float] = (3.0, 3.0)
    feet: tuple[float, float] = (0.0, 0.0)
    shoulders: tuple[float, float] = (-6.0, 8.0)
    elbows: tuple[float, float] = (12.0, 14.0)
    lift: float = 0.0


@dataclass(frozen=True)
class Joints:
    """Where the joints are, the ground at y = 0. Limbs are (near, far)."""

    hip: Point
    neck: Point
    head: Point
    lean: float
    nod: float
    knees: tuple[Point, Point]
    ankles: tuple[Point, Point]
    feet: tuple[float, float]
    shoulders: tuple[Point, Point]
    elbows: tuple[Point, Point]
    wrists: tuple[Point, Point]
    build: Build = field(repr=False)


def _from(start: Point, length: float, angle: float) -> Point:
    turn = math.radians(angle)
    return start[0] + length * math.sin(turn), start[1] - length * math.cos(turn)


def joints(build: Build, pose: Angles) -> Joints:
    """Return the joints of a body in a pose, set down so that its lowest sole stands on the ground (plus lift)."""
    hip = (0.0, 0.0)
    knees = tuple(_from(hip, build.thigh, a) for a in pose.hips)
    shins = tuple(h - k for h, k in zip(pose.hips, pose.knees, strict=True))
    ankles = tuple(_from(k, build.shin, a) for k, a in zip(knees, shins, strict=True))
    soles = [_sole(ankle, toes) for ankle, toes in zip(ankles, pose.feet, strict=True)]
    # Sitting and kneeling bodies rest on seat or knee instead of a sole.
    seat, knee_pad = -7.0 * build.girth, 3.0 * build.girth
    rise = pose.lift - min(*soles, seat, *(k[1] - knee_pad for k in knees))
    back = 180 - pose.lean
    neck = _from(hip, build.torso, back)
    head = _from(neck, build.neck + build.head * 0.5, back - pose.nod)
    shoulder = _from(hip, build.torso * 0.9, back)
    shoulders = ((shoulder[0] - 0.6, shoulder[1]), (shoulder[0] + 1.4, shoulder[1]))
    elbows = tuple(_from(s, build.upper_arm, a) for s, a in zip(shoulders, pose.shoulders, strict=True))
    arms = tuple(a + b for a, b in zip(pose.shoulders, pose.elbows, strict=True))
    wrists = tuple(_from(e, build.forearm, a) for e, a in zip(elbows, arms, strict=True))

    def up(pair: tuple[Point, ...]) -> tuple[Point, Point]:
        return (pair[0][0], pair[0][1] + rise), (pair[1][0], pair[1][1] + rise)

    (hip_up, neck_up), (head_up, _) = up((hip, neck)), up((head, head))
    return Joints(
        hip_up, neck_up, head_up, pose.lean, pose.nod, up(knees), up(ankles), pose.feet,
        up(shoulders), up(elbows), up(wrists), build,
    )  # fmt: skip


def _sole(ankle: Point, toes_up: float) -> float:
    """Height of the lowest point of the foot below an ankle."""
    turn = math.radians(toes_up)
    heel = ankle[1] - FOOT_HEIGHT * math.cos(turn) - 2.2 * math.sin(turn)
    toe = ankle[1] - FOOT_HEIGHT * math.cos(turn) + 6.6 * math.sin(turn)
    return min(heel, toe)


def _bump(phase: float, centre: float, width: float) -> float:
    """A soft bump on the circle of phases."""
    away = (phase - centre + 0.5) % 1 - 0.5
    return math.exp(-((away / width) ** 2))


def walking(phase: float, vigour: float = 1.0) -> Angles:
    """One instant of a walk; both legs do the same half a cycle apart.

    The shape of hip and knee follows normal gait: the knee gives a little after the heel strikes (15 % of the
    cycle) and bends most in early swing (72 %): D. A. Winter, "Biomechanics and Motor Control of Human Movement".
    """

    def leg(p: float) -> tuple[float, float, float]:
        hip = 3 + 22 * vigour * math.cos(2 * math.pi * p)
        knee = 5 + 12 * _bump(p, 0.14, 0.09) + 54 * vigour * _bump(p, 0.73, 0.13)
        foot = 14 * vigour * _bump(p, 0.0, 0.07) - 24 * vigour * _bump(p, 0.6, 0.1)
        return hip, knee, foot

    near, far = leg(phase), leg((phase + 0.5) % 1)
    swing = math.cos(2 * math.pi * phase)
    return Angles(
        lean=3.5,
        nod=1.0,
        hips=(near[0], far[0]),
        knees=(near[1], far[1]),
        feet=(near[2], far[2]),
        shoulders=(-2 - 22 * vigour * swing, -2 + 22 * vigour * swing),
        elbows=(16 - 8 * swing, 16 + 8 * swing),
    )


def running(phase: float) -> Angles:
    """One instant of a run, with two moments in the air."""

    def leg(p: float) -> tuple[float, float, float]:
        hip = 12 + 42 * math.cos(2 * math.pi * p)
        knee = 18 + 18 * _bump(p, 0.12, 0.08) + 82 * _bump(p, 0.72, 0.17)
        return hip, knee, 6 - 42 * _bump(p, 0.52, 0.16)

    near, far = leg(phase), leg((phase + 0.5) % 1)
    swing = math.cos(2 * math.pi * phase)
    return Angles(
        lean=11,
        nod=-5,
        hips=(near[0], far[0]),
        knees=(near[1], far[1]),
        feet=(near[2], far[2]),
        shoulders=(-12 - 42 * swing, -12 + 42 * swing),
        elbows=(82, 82),
        lift=4.0 * max(0.0, math.cos(4 * math.pi * (phase - 0.43))) ** 2,
    )


def dancing(phase: float) -> Angles:
    """One instant of a slow dance: arms float up in turn, weight goes from foot to foot."""
    wave = math.sin(2 * math.pi * phase)
    other = math.cos(2 * math.pi * phase)
    return Angles(
        lean=3 + 4 * wave,
        nod=-5 * wave,
        hips=(8 + 14 * max(0.0, wave), -6 + 16 * max(0.0, -wave)),
        knees=(6 + 46 * max(0.0, wave) ** 2, 6 + 46 * max(0.0, -wave) ** 2),
        feet=(-18 * max(0.0, wave), -18 * max(0.0, -wave)),
        shoulders=(108 + 34 * wave, -104 + 30 * other),
        elbows=(24 - 22 * other, -22 - 20 * wave),
    )


def waving(phase: float) -> Angles:
    """One instant of waving with a raised arm."""
    swing = math.sin(2 * math.pi * phase)
    return replace(Angles(), nod=-4, shoulders=(142.0, -4.0), elbows=(22 + 24 * swing, 10.0))


STANDING = Angles()
LOOKING_UP = replace(STANDING, lean=-2.5, nod=-20, shoulders=(-10.0, 2.0), elbows=(10.0, 10.0))
CROUCHING = Angles(
    lean=32,
    nod=6,
    hips=(98.0, 88.0),
    knees=(138.0, 132.0),
    feet=(0.0, -4.0),
    shoulders=(52.0, 64.0),
    elbows=(14.0, 10.0),
)
ON_CHAIR = Angles(
    lean=3,
    nod=5,
    hips=(82.0, 86.0),
    knees=(78.0, 82.0),
    feet=(0.0, 0.0),
    shoulders=(22.0, 28.0),
    elbows=(44.0, 40.0),
)
ON_FLOOR = Angles(
    lean=15,
    nod=8,
    hips=(130.0, 125.0),
    knees=(92.0, 82.0),
    shoulders=(34.0, 42.0),
    elbows=(42.0, 36.0),
)
HUGGING = Angles(
    lean=6, nod=9, hips=(5.0, -5.0), knees=(4.0, 6.0), shoulders=(42.0, 30.0), elbows=(74.0, 66.0)
)  # fmt: skip
HUGGING_LOW = Angles(
    lean=16, nod=4, hips=(92.0, 20.0), knees=(96.0, 108.0), feet=(0.0, -62.0), shoulders=(40.0, 30.0),
    elbows=(42.0, 62.0),
)  # fmt: skip
FRAMES = {"walking": 8, "running": 8, "dancing": 8, "waving": 6}
"""How many pictures the cycle of a moving pose has; all others stand still."""


def angles(pose: str, phase: float) -> Angles:
    """Return what the joints do in a pose of the vocabulary (``sitting`` is on the floor), at a phase 0..1."""
    moving = {"walking": walking, "running": running, "dancing": dancing, "waving": waving}
    if pose in moving:
        return moving[pose](phase)
    still = {"looking_up": LOOKING_UP, "crouching": CROUCHING, "sitting": ON_FLOOR, "embracing": HUGGING}
    return still.get(pose, STANDING)
