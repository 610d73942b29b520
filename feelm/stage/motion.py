"""The ``Life`` of a player: how somebody who walks, flies or floats moves, and how it answers to the music."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.seeds import generator
from feelm.stage.cast import Way
from feelm.stage.layer import Life, Picture
from feelm.stage.placing import Placed

CYCLES_PER_S = {"walk": 0.8, "run": 1.3}
"""Cycles of two steps in a second; a calm walk is slower than the 0.95 of a busy street, because a film looks on."""
LONGEST_WAY = 0.5
"""Share of the frame's width that somebody should cross in one shot at most."""
SLOWEST = {True: 0.45, False: 0.6}
"""Share of its speed to which the gait of a hero (True) or of another may be slowed for that."""


def life_of(
    placed: Placed,
    pictures: tuple[Picture, ...],
    *,
    wind: float,
    duration_s: float,
    frame_width: int,
    seed: int,
    stays: bool = False,
) -> Life:
    """How a player lives during its shot.

    ``pictures`` are its cycle as drawn; ``wind`` 0..1 widens every sway. A walker covers exactly the ground that its
    drawn steps measure, so that no foot slides; when that would lead out of the picture it takes its time instead.
    In close shots a walker ``stays``, because a step would carry it out of the frame.
    """
    rng = generator(seed, "stage", "life", placed.actor.name)
    phase = float(rng.random())
    motion = placed.actor.motion
    unit = placed.height_px
    gale = 0.35 + 1.3 * wind
    life = Life(phase=phase)
    if motion in ("walk", "run") and stays:
        life = Life(sway_deg=0.6, sway_period_s=3.7, phase=phase)
    elif motion in ("walk", "run"):
        life = _walking(placed, pictures, motion, duration_s, frame_width, phase)
    elif motion == "sway":
        period = float(np.clip(1.6 + unit / 160.0, 1.8, 6.0)) * float(rng.uniform(0.85, 1.15))
        life = Life(sway_deg=2.6 * gale, sway_period_s=period, phase=phase)
    elif motion == "wave":
        life = Life(sway_deg=5.0 * gale, sway_period_s=1.6, phase=phase, pivot=(0.05, 0.5))
    elif motion == "hop":
        period = float(rng.uniform(0.9, 1.15))
        life = Life(bob_px=0.10 * unit, bob_period_s=period, bob_kind="hop", phase=phase)
    elif motion == "fly":
        speed = _signed(placed) * 0.035 * frame_width * float(rng.uniform(0.8, 1.3))
        life = Life(
            bob_px=0.10 * unit, bob_period_s=2.4, drift_px_s=(speed, -0.01 * frame_width * rng.uniform(0, 1)),
            phase=phase, pivot=(0.5, 0.5), sway_deg=2.0,
        )  # fmt: skip
    elif motion == "float":
        life = _floating(placed, frame_width, phase)
    elif motion == "swim":
        speed = _signed(placed) * 0.02 * frame_width
        life = Life(bob_px=0.03 * unit, bob_period_s=1.9, drift_px_s=(speed, 0.0), sway_deg=1.5, phase=phase)
    elif motion == "twinkle":
        life = Life(twinkle=0.5, twinkle_period_s=float(rng.uniform(1.8, 3.4)), phase=phase, pivot=(0.5, 0.5))
    elif motion == "flicker":
        life = Life(twinkle=0.22, twinkle_period_s=0.34, phase=phase)
    elif motion == "fall":
        life = Life(
            drift_px_s=(0.02 * frame_width * gale, 0.05 * frame_width), wraps=True, sway_deg=24.0, sway_period_s=2.2,
            phase=phase, pivot=(0.5, 0.5),
        )  # fmt: skip
    elif motion == "roll":
        life = _rolling(placed, frame_width, phase)
    elif len(pictures) == 1 and placed.actor.thing is None:
        # A standing person breathes and shifts weight.
        life = Life(sway_deg=0.5, sway_period_s=4.6 * float(rng.uniform(0.9, 1.2)), phase=phase)
    if len(pictures) > 1 and not life.frames_per_s and motion not in ("walk", "run"):
        life = replace(life, frames_per_s=len(pictures) * _cycles_per_s(motion))
    return _answering(life, placed)


def _cycles_per_s(motion: str) -> float:
    """How often a cycle of pictures repeats in a second when it does not follow steps."""
    return {"fly": 1.9, "swim": 0.9, "hop": 1.0, "flicker": 2.0}.get(motion, 0.5)


def _signed(placed: Placed) -> float:
    return -1.0 if placed.facing == "left" else 1.0


def _floating(placed: Placed, frame_width: int, phase: float) -> Life:
    """A boat rides the waves; a balloon hangs in the air and goes with the wind."""
    unit = placed.height_px
    if placed.spot == "water":
        return Life(
            bob_px=0.018 * unit, bob_period_s=3.4, sway_deg=1.6, sway_period_s=4.1, pivot=(0.5, 0.8),
            drift_px_s=(_signed(placed) * 0.006 * frame_width, 0.0), phase=phase,
        )  # fmt: skip
    return Life(
        bob_px=0.07 * unit, bob_period_s=4.8, sway_deg=2.2, sway_period_s=5.3, pivot=(0.5, 0.3),
        drift_px_s=(_signed(placed) * 0.008 * frame_width, -0.003 * frame_width), phase=phase,
    )  # fmt: skip


def _rolling(placed: Placed, frame_width: int, phase: float) -> Life:
    """A ball turns as far as it travels; what is larger drives, with a little rocking of its springs."""
    speed = _signed(placed) * 0.035 * frame_width
    if placed.actor.height_m < 0.6 and 0.8 < placed.actor.aspect < 1.25:
        turn = float(np.rad2deg(speed / max(placed.height_px / 2, 1.0)))
        return Life(drift_px_s=(speed, 0.0), spin_deg_s=turn, pivot=(0.5, 0.5), phase=phase)
    return Life(drift_px_s=(speed, 0.0), bob_px=0.004 * placed.height_px, bob_period_s=0.7, phase=phase)


def cycle_px(pictures: Sequence[Picture], facing: Way) -> float:
    """Ground that one cycle of drawn steps covers, in picture pixels; 0 when the pictures do not tell.

    A planted foot moves back against the body at the speed of the walk. So the footprints (columns that touch the
    lowest rows) of each picture are laid over those an eighth of the cycle later, moved by every possible distance;
    the distance at which most of them agree, to a fraction of a pixel, is the way of an eighth.
    """
    count = len(pictures)
    if count < 3:
        return 0.0
    height, width = pictures[0].shape[:2]
    rows = max(2, round(0.025 * height))
    prints = np.array([(picture[-rows:, :, 3] > 128).any(axis=0) for picture in pictures])
    if facing == "left":
        prints = prints[:, ::-1]
    later = max(1, count // 8)
    following = np.roll(prints, -later, axis=0)
    reach = min(width, max(2, height * 8 // (3 * count) * later))
    agree = np.array([(prints[:, shift:] & following[:, : width - shift]).sum() for shift in range(reach)])
    return _peak(agree) * count / later


def _peak(values: NDArray[np.int_]) -> float:
    """Where the values are highest, by the parabola through the highest and its neighbours."""
    at = int(np.argmax(values))
    if not 0 < at < len(values) - 1:
        return float(at)
    before, here, after = (float(v) for v in values[at - 1 : at + 2])
    bend = before - 2 * here + after
    return at + (0.5 * (before - after) / bend if bend else 0.0)


def _walking(
    placed: Placed,
    pictures: tuple[Picture, ...],
    gait: str,
    duration_s: float,
    frame_width: int,
    phase: float,
) -> Life:
    """Travel and cycle in step; a single picture waddles along in small hops instead of sliding."""
    rate, height = CYCLES_PER_S[gait], placed.height_px
    if placed.facing == "away" or (len(pictures) == 1 and not _is_told_to_go(placed)):
        # Going away, or an animal that nobody sent anywhere: it stays and shifts its weight.
        return Life(sway_deg=0.7, sway_period_s=3.1, phase=phase)
    way = cycle_px(pictures, placed.facing) * height / pictures[0].shape[0] or 0.3 * height
    slower = LONGEST_WAY * frame_width / (way * rate * max(duration_s, 0.5))
    rate *= float(np.clip(slower, SLOWEST[placed.actor.hero], 1.0))
    speed = _signed(placed) * way * rate
    if len(pictures) == 1:
        return Life(
            drift_px_s=(speed, 0.0), bob_px=0.035 * height, bob_period_s=0.5 / rate, bob_kind="hop", sway_deg=1.6,
            sway_period_s=1.0 / rate, phase=phase,
        )  # fmt: skip
    return Life(drift_px_s=(speed, 0.0), frames_per_s=len(pictures) * rate, stepped=True, phase=phase)


def _is_told_to_go(placed: Placed) -> bool:
    return placed.actor.player.action is not None or placed.actor.thing is None


def _answering(life: Life, placed: Placed) -> Life:
    """Add the answer to the music: what the score says, or a gentle one of the hero to the kick."""
    player = placed.actor.player
    if player.react is None and not placed.actor.hero:
        return life
    kind, gentle = _answer_kind(placed)
    signal = player.react or "kick"
    gain = gentle * (player.react_gain if player.react is not None and player.react_gain else 1.0)
    return replace(life, react=signal, react_kind=kind, react_gain=gain)


def _answer_kind(placed: Placed) -> tuple[Literal["hop", "glow", "sway", "grow"], float]:
    """What kind of answer suits a player, and how large a gentle one is."""
    actor = placed.actor
    if actor.motion in ("twinkle", "flicker") or actor.light is not None:
        return "glow", 0.35
    if actor.motion in ("sway", "wave"):
        return "sway", 0.3
    if actor.motion in ("float", "swim", "fly", "hop", "walk", "run") or actor.thing is None:
        return "hop", 0.014
    return "grow", 0.018
