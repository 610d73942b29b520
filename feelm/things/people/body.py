"""The body of a figure: its proportions by age, and where its joints are in every pose.

All lengths are in hundredths of the height of the upright figure; x grows the way the figure faces, y upward.
Angles are degrees from hanging straight down, positive forward.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from feelm.things.gait import Gait, bump, joint_between

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
    stride: float = 1.0
    """Length of the step for the legs."""
    stoop: float = 0.0
    """Lean of the back that age gives, in degrees."""


BUILDS: dict[str, Build] = {
    # Seven heads for a grown-up, six and a half for an old one, four and a half for a child: storybook proportions.
    "adult": Build(14.0, 3.0, 31.5, 24.0, 24.0, 16.0, 15.0, 1.0),
    "elder": Build(15.0, 2.2, 32.5, 22.5, 23.0, 16.0, 15.0, 1.12, 0.74, 6.0),
    "child": Build(22.0, 1.6, 30.0, 20.5, 20.5, 13.5, 12.5, 1.12),
    "baby": Build(30.0, 0.5, 31.0, 16.0, 15.0, 11.0, 10.0, 1.35, 0.7),
}
FOOT_HEIGHT = 3.2
"""From the ankle to the sole."""
HEEL, TOE = 2.2, 6.6
"""How far the sole reaches behind and ahead of the ankle."""


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
    heel = ankle[1] - FOOT_HEIGHT * math.cos(turn) - HEEL * math.sin(turn)
    toe = ankle[1] - FOOT_HEIGHT * math.cos(turn) + TOE * math.sin(turn)
    return min(heel, toe)


def _leg(build: Build, hip_height: float, foot: Point, toes_up: float) -> tuple[float, float]:
    """Angles of hip and knee that put the sole at ``foot`` (ahead of the hip, above the ground), the foot tilted.

    A tilted foot stands on its heel (toes up) or on its toe (toes down).
    """
    turn = math.radians(toes_up)
    pivot = -HEEL if toes_up > 0 else TOE
    ankle = (
        foot[0] + pivot - (pivot * math.cos(turn) + FOOT_HEIGHT * math.sin(turn)),
        foot[1] + FOOT_HEIGHT * math.cos(turn) - pivot * math.sin(turn) - hip_height,
    )
    far = math.hypot(*ankle)
    if far > build.thigh + build.shin:
        ankle = tuple(c * (build.thigh + build.shin) / far for c in ankle)  # type: ignore[assignment]
    knee = joint_between((0.0, 0.0), ankle, build.thigh, build.shin, -1.0)
    hip = math.degrees(math.atan2(knee[0], -knee[1]))
    shin = math.degrees(math.atan2(ankle[0] - knee[0], -(ankle[1] - knee[1])))
    return hip, max(0.0, hip - shin)


def gait_of(build: Build, pose: str) -> Gait:
    """The way of a foot of somebody who walks or runs."""
    leg = build.thigh + build.shin
    if pose == "running":
        return Gait(0.46 * leg * build.stride, 0.36, 0.36 * leg)
    return Gait(0.36 * leg * build.stride, 0.6, 0.1 * leg)


def walking(phase: float, build: Build) -> Angles:
    """One instant of a walk; both legs do the same half a cycle apart.

    A planted sole moves straight back at one speed; hip and knee follow from it. The foot lands on its heel, lies flat
    until the other passes and leaves from its toe; the body is highest over a straight leg (D. A. Winter,
    "Biomechanics and Motor Control of Human Movement", 2009).
    """
    gait, leg = gait_of(build, "walking"), build.thigh + build.shin
    height = FOOT_HEIGHT + leg * (0.965 + 0.016 * math.cos(4 * math.pi * (phase - 0.3)))

    def limb(p: float) -> tuple[float, float, float]:
        p %= 1.0
        toes = 16 * bump(p, 0.0, 0.06) - 36 * bump(p, 0.6, 0.1) + 8 * bump(p, 0.86, 0.1)
        return (*_leg(build, height, gait.foot(p), toes), toes)

    near, far = limb(phase), limb(phase + 0.5)
    swing = math.cos(2 * math.pi * phase)
    arm = 20 * build.stride
    return Angles(
        lean=3.0 + build.stoop,
        nod=1.0 - 0.4 * build.stoop,
        hips=(near[0], far[0]),
        knees=(near[1], far[1]),
        feet=(near[2], far[2]),
        shoulders=(-2 - arm * swing, -2 + arm * swing),
        elbows=(16 - 7 * swing, 16 + 7 * swing),
    )


def running(phase: float, build: Build) -> Angles:
    """One instant of a run, with two moments in the air; a planted sole moves straight back at one speed."""
    gait, leg = gait_of(build, "running"), build.thigh + build.shin
    # Lowest over the planted foot, highest in the air half way to the next.
    rise = 0.045 * leg * math.cos(4 * math.pi * (phase - gait.duty / 2 - 0.25))
    height = FOOT_HEIGHT + 0.93 * leg + rise

    def limb(p: float) -> tuple[float, float, float]:
        p %= 1.0
        toes = 6 * bump(p, 0.0, 0.05) - 40 * bump(p, 0.37, 0.09) - 26 * bump(p, 0.55, 0.12)
        return (*_leg(build, height, gait.foot(p), toes), toes)

    near, far = limb(phase), limb(phase + 0.5)
    feet = [gait.foot(phase), gait.foot(phase + 0.5)]
    swing = math.cos(2 * math.pi * phase)
    return Angles(
        lean=10 + build.stoop,
        nod=-5,
        hips=(near[0], far[0]),
        knees=(near[1], far[1]),
        feet=(near[2], far[2]),
        shoulders=(-12 - 40 * swing, -12 + 40 * swing),
        elbows=(82, 82),
        lift=min(foot[1] for foot in feet),
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
HOLDING = Angles(
    lean=-2, nod=16, hips=(3.0, -4.0), knees=(3.0, 4.0), shoulders=(20.0, 26.0), elbows=(84.0, 66.0)
)  # fmt: skip
"""Somebody with a baby in the arms, looking down at it."""
FRAMES = {"walking": 16, "running": 16, "dancing": 12, "waving": 8}
"""How many pictures the cycle of a moving pose has; all others stand still."""


def angles(pose: str, phase: float, build: Build = BUILDS["adult"]) -> Angles:
    """Return what the joints do in a pose of the vocabulary (``sitting`` is on the floor), at a phase 0..1."""
    if pose == "walking":
        return walking(phase, build)
    if pose == "running":
        return running(phase, build)
    if pose in ("dancing", "waving"):
        return {"dancing": dancing, "waving": waving}[pose](phase)
    still = {"looking_up": LOOKING_UP, "crouching": CROUCHING, "sitting": ON_FLOOR, "embracing": HUGGING}
    found = still.get(pose, STANDING)
    return replace(found, lean=found.lean + build.stoop, nod=found.nod - 0.6 * build.stoop)
