"""How near and with what camera: a size and a move for every shot."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from feelm.director.cutting import Take
from feelm.director.reasons import Reasons
from feelm.director.relations import LookOffsets
from feelm.director.rules import rules
from feelm.seeds import generator
from feelm.vocabulary import INDOOR_PLACES, CameraMove, ShotSize

Key = TypeVar("Key", bound=str)
QUICK: frozenset[CameraMove] = frozenset({"whip_pan_left", "whip_pan_right", "crash_zoom"})
"""Moves so quick that a film camera's shutter would blur them."""
WHIP_PANS: frozenset[CameraMove] = frozenset({"whip_pan_left", "whip_pan_right"})
WALLED = INDOOR_PLACES | {"street", "station"}
"""Places with walls at their sides: a whip pan would begin in front of a dark one."""


@dataclass(frozen=True)
class Framing:
    """The size and the move of one shot, with reasons."""

    size: ShotSize
    move: CameraMove
    strength: float
    shutter: float
    why_size: str
    why_move: str
    why_strength: str


def frame(
    takes: Sequence[Take],
    sizes: Sequence[ShotSize],
    looks: Sequence[LookOffsets],
    fps: float,
    seed: int,
    say: Reasons,
) -> list[Framing]:
    """Return the camera of every shot, whose sizes and feelings are given: no kind of move comes twice running."""
    framings: list[Framing] = []
    last_big_s = -1e9
    since_pull = since_blur = 10**6
    for index, (take, size, look) in enumerate(zip(takes, sizes, looks, strict=True)):
        rng = generator(seed, "move", index)
        before = framings[-1].move if framings else None
        start_s, length_s = take.first / fps, (take.stop - take.first) / fps
        big = _big_move(take, size, before, rng) if index and _is_big(take, start_s - last_big_s) else None
        pulls = big is None and _pulls_focus(take, size, before, length_s, since_pull)
        if big:
            move, strength, why = big[0], big[1], say("move_big", move=big[0])
            last_big_s = start_s
        elif pulls:
            move, strength, why = "focus_pull", rules().lens.pull_strength, say("move_pull")
        else:
            wanted = _speed(take, look)
            move = _move(take, size, before, wanted, length_s, index == len(takes) - 1, rng)
            strength, why = _strength(move, size, wanted, length_s), _why_move(move, take, say)
        blurs = move in QUICK and since_blur >= rules().lens.shutter_every_shots
        since_pull, since_blur = (0 if pulls else since_pull + 1), (0 if blurs else since_blur + 1)
        framings.append(
            Framing(
                size=size,
                move=move,
                strength=strength,
                shutter=rules().lens.shutter_deg if blurs else 0.0,
                why_size=_why_size(index, take, sizes, say),
                why_move=why,
                why_strength=say("strength", arousal=take.arousal, energy=take.energy),
            )
        )
    return framings


def _pick(weights: Mapping[Key, float], rng: np.random.Generator) -> Key:
    """One key, by weight."""
    keys = [key for key, weight in weights.items() if weight > 0]
    chances = np.array([weights[key] for key in keys], dtype=np.float64)
    return keys[int(rng.choice(len(keys), p=chances / chances.sum()))]


def _move(
    take: Take,
    size: ShotSize,
    before: CameraMove | None,
    wanted: float,
    length_s: float,
    is_last: bool,
    rng: np.random.Generator,
) -> CameraMove:
    table = rules().moves
    lively = 0.5 + 0.5 * min(max(take.arousal + 0.6 * (take.energy - 0.5), -1.0), 1.0)
    weights: dict[CameraMove, float] = {}
    for name, move in table.items():
        if before and move.family == table[before].family:
            continue
        fits = _octaves_off(name, size, wanted, length_s) / rules().move_strength.fits_octaves
        weights[name] = (
            move.suits(size) * move.calm ** (1.0 - lively) * move.lively**lively * math.exp(-0.5 * fits**2)
        )
    if is_last:
        weights = _only(weights, ("pull_out", "rise", "hold", "drift"))
    return _pick(weights, rng)


def _big_move(
    take: Take, size: ShotSize, before: CameraMove | None, rng: np.random.Generator
) -> tuple[CameraMove, float] | None:
    """The big move that suits this burst of the music, and its strength; None where no other kind is free."""
    table = rules().moves
    for kind in rules().big_moves.values():
        felt = take.arousal >= kind.arousal and take.valence <= kind.valence
        free = not before or table[kind.moves[0]].family != table[before].family
        if take.passage.scene.place in WALLED and not WHIP_PANS.isdisjoint(kind.moves):
            continue
        if size in kind.sizes and felt and free:
            return kind.moves[int(rng.integers(len(kind.moves)))], kind.strength
    return None


def _pulls_focus(take: Take, size: ShotSize, before: CameraMove | None, length_s: float, since: int) -> bool:
    """Whether a quiet near shot comes into focus as it begins."""
    rule = rules().lens
    quiet = take.energy <= rule.pull_below_energy and length_s >= rule.pull_from_s
    return size in ("close", "detail") and quiet and since >= rule.pull_every_shots and before is not None


def _is_big(take: Take, since_s: float) -> bool:
    """Whether the music makes a big move here: a loud section begins, and the last such move is a while ago."""
    rule = rules().move_strength
    return take.on_section and take.energy >= rule.big_from_energy and since_s >= rule.big_every_s


def _only(weights: dict[CameraMove, float], names: Sequence[str]) -> dict[CameraMove, float]:
    kept = {name: weight for name, weight in weights.items() if name in names and weight > 0}
    return kept or weights


def _speed(take: Take, look: LookOffsets) -> float:
    """How fast the picture should go, in frame widths a second: by the feeling, and a little by the music."""
    rule = rules().move_strength
    return float(rule.usual_speed * 2.0 ** (look.speed + rule.energy_octaves * (take.energy - 0.5)))


def _speed_of(move: CameraMove, size: ShotSize, length_s: float) -> float:
    """How fast a move goes at strength 1: one over a long shot is no longer than over 7.8 s (``stage.moves``)."""
    return rules().moves[move].speed_in(size) * min(max(length_s / 6.0, 0.35), 1.3) * 6.0 / length_s


def _strength(move: CameraMove, size: ShotSize, wanted: float, length_s: float) -> float:
    """The strength at which a move goes as fast as is wanted, within what a move may be."""
    low, high = rules().move_strength.range
    return round(min(max(wanted / _speed_of(move, size, length_s), low), high), 2)


def _octaves_off(move: CameraMove, size: ShotSize, wanted: float, length_s: float) -> float:
    """How far, in octaves, a move at its nearest strength is from the speed that is wanted."""
    return math.log2(_speed_of(move, size, length_s) * _strength(move, size, wanted, length_s) / wanted)


def _why_size(index: int, take: Take, sizes: Sequence[ShotSize], say: Reasons) -> str:
    size = sizes[index]
    if index and index == len(sizes) - 1:
        return say("size_last", size=size)
    if index == 0 or (take.opens == "scene" and size in ("wide", "extreme_wide")):
        return say("size_open", size=size)
    return say("size_follow", size=size, before=sizes[index - 1])


def _why_move(move: CameraMove, take: Take, say: Reasons) -> str:
    if move == "hold":
        return say("move_still")
    return say("move_calm" if take.arousal < 0.1 else "move_lively", move=move)
