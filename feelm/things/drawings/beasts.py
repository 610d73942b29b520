"""``Beast``: the measures of a four-legged animal, and how it stands, walks, gallops and grazes.

Beasts look right, stand on y = 0 and are about a hundred units tall at the shoulder.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.things.drawings import beast_parts as parts
from feelm.things.drawings.beast_parts import Beast
from feelm.things.drawings.colours import chosen, lit, shaded
from feelm.things.drawings.pen import Point, Sheet
from feelm.things.drawings.resting import draw_lying, draw_sitting
from feelm.things.gait import Gait, bump, joint_between

Chance = np.random.Generator
Colours = Sequence[str]


@dataclass(frozen=True)
class Step:
    """The way of going of a moment: each foot's phase, its gait, and how the body rises and nods with it."""

    phases: dict[str, float]
    gait: Gait
    rise: float = 0.0
    nod: float = 0.0
    pitch: float = 0.0


def walk_of(b: Beast, phase: float) -> Step:
    """A walk: hind, fore of the same side, then the other side (E. Muybridge, "Animals in Motion", 1899)."""
    gait = Gait(b.stride, 0.64, 11.0)
    return Step(
        {"hind0": phase, "fore0": phase + 0.75, "hind1": phase + 0.5, "fore1": phase + 0.25}, gait,
        rise=1.2 * math.cos(4 * math.pi * phase), nod=2.5 * math.sin(4 * math.pi * phase),
    )  # fmt: skip


def gallop_of(b: Beast, phase: float) -> Step:
    """A gallop: the hind feet in quick turn, then the fore feet, then all gathered in the air."""
    gait = Gait(b.stride * 1.55, 0.34, 30.0)
    swing = math.sin(2 * math.pi * (phase - 0.05))
    return Step(
        {"hind0": phase, "hind1": phase + 0.9, "fore0": phase + 0.62, "fore1": phase + 0.52}, gait,
        rise=9.0 * bump(phase, 0.86, 0.14) + 2.0, nod=-9.0 + 4.0 * swing, pitch=2.5 * swing,
    )  # fmt: skip


STANDING = Step({}, Gait(0.0, 1.0, 0.0))


def step_of(b: Beast, phase: float, pose: str) -> Step:
    """The step of a pose in which an animal is on its legs."""
    if pose == "walking":
        return walk_of(b, phase)
    return gallop_of(b, phase) if pose == "running" else STANDING


def _foot(step: Step, name: str) -> tuple[Point, float]:
    """Where a foot is against its hip, and how far it has swung (0 planted .. 1 mid-air)."""
    if not step.phases:
        return ((3.0, -1.0, -6.0, 7.0)[("fore0", "fore1", "hind0", "hind1").index(name)], 0.0), 0.0
    phase = step.phases[name] % 1.0
    ahead, up = step.gait.foot(phase)
    return (ahead, up), 0.0 if step.gait.planted(phase) else math.sin(
        math.pi * (phase - step.gait.duty) / (1 - step.gait.duty)
    )


def leg_joints(b: Beast, step: Step, name: str) -> list[Point]:
    """The joints of a leg from its root in the body down to the paw, the ground at y = 0."""
    (ahead, up), swung = _foot(step, name)
    side = 3.0 if name.endswith("1") else 0.0
    hind = name.startswith("hind")
    tilt = (-1 if hind else 1) * step.pitch
    root = (
        (-b.length * 0.38 if hind else b.length * 0.34) + side,
        -(100 - b.depth * 0.4) - step.rise - tilt,
    )
    foot = (root[0] - side + ahead + (-4.0 if hind else 2.0) + side, -b.leg[1] * 0.5 - up)
    tall = -root[1]
    if hind:
        # The hock lies behind and above the paw, and folds up behind it in the air.
        lean = math.radians(16 - 0.45 * ahead * (1 - swung) + 42 * swung)
        cannon = tall * 0.33
        hock = (foot[0] - cannon * math.sin(lean), foot[1] - cannon * math.cos(lean))
        knee = joint_between(root, hock, tall * 0.4, tall * 0.37, 1.0)
        return [root, knee, hock, foot]
    lean = math.radians(-2 + 0.25 * ahead * (1 - swung) - 62 * swung * (1 if ahead < b.stride else 0.5))
    cannon = tall * 0.34
    wrist = (foot[0] - cannon * math.sin(lean), foot[1] - cannon * math.cos(lean))
    elbow = joint_between(root, wrist, tall * 0.3, tall * 0.4, -1.0)
    return [root, elbow, wrist, foot]


def draw_beast(b: Beast, phase: float, pose: str = "walking") -> Sheet:
    """Draw an animal in a pose of ``feelm.things.poses`` at a phase of its cycle."""
    sheet = Sheet()
    if pose == "sleeping" or (pose == "sitting" and b.hoof):
        draw_lying(sheet, b, phase, asleep=pose == "sleeping")
        return sheet
    if pose == "sitting":
        draw_sitting(sheet, b, phase)
        return sheet
    step = step_of(b, phase, pose)
    grazing = pose == "grazing"
    for name in ("hind1", "fore1"):
        parts.draw_leg(sheet, b, leg_joints(b, step, name), shaded(b.coat, 0.3), hind=name == "hind1")
    with sheet.placed((0.0, -step.rise)):
        parts.draw_tail(sheet, b, phase, (-b.length * 0.47, -94.0), streams=pose == "running")
        neck = parts.Neck(b, grazing=grazing, nod=-step.nod, phase=phase)
        parts.draw_neck(sheet, b, neck, behind=True)
        parts.draw_body(sheet, b)
    for name in ("hind0", "fore0"):
        parts.draw_leg(sheet, b, leg_joints(b, step, name), b.coat, hind=name == "hind0")
    with sheet.placed((0.0, -step.rise)):
        parts.draw_neck(sheet, b, neck, behind=False)
    return sheet


def coat_of(b: Beast, colours: Colours, coats: Sequence[tuple[str, str]], chance: Chance) -> Beast:
    """The animal in the colours asked for, or in one of its own by chance."""
    coat, under = coats[int(chance.integers(len(coats)))]
    return replace(
        b, coat=chosen(colours, 0, coat), under=chosen(colours, 1, lit(colours[0], 0.5) if colours else under)
    )
