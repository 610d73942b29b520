"""How one shot becomes the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feelm.director.cutting import Take
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.score.model import Transition
from feelm.vocabulary import TransitionKind


def join(takes: Sequence[Take], fps: float, say: Reasons) -> list[tuple[Transition, str]]:
    """Return the transition into every shot, with its reason. Cuts, unless a scene changes quietly, a memory opens
    or closes, the story turns, or (sparingly) a loud section bursts in."""
    joins: list[tuple[Transition, str]] = [(Transition(kind="cut"), say("start_film"))]
    last_show_s = -1e9
    shows = 0
    for before, take in pairwise(takes):
        kind, length_s, why = _kind(before, take, take.first / fps - last_show_s, shows, say)
        if kind in ("iris", "wipe"):
            last_show_s, shows = take.first / fps, shows + 1
        shorter_s = min(before.stop - before.first, take.stop - take.first) / fps
        length_s = round(min(length_s, rules().transition.longest_share * shorter_s), 2)
        joins.append(
            (Transition(kind=kind, length=length_s) if kind != "cut" else Transition(kind="cut"), why)
        )
    return joins


def _kind(
    before: Take, take: Take, since_show_s: float, shows: int, say: Reasons
) -> tuple[TransitionKind, float, str]:
    rule = rules().transition
    if take.opens == "scene" and before.passage.scene.memory != take.passage.scene.memory:
        return "dissolve", rule.memory_s, say("transition_memory")
    turn = take.valence - before.valence
    if (
        take.opens == "scene"
        and abs(_told(take) - _told(before)) >= rule.dip_turn
        and abs(turn) >= 0.5 * rule.dip_turn
    ):
        return "dip", rule.dip_s, say("transition_dip", before=_told(before), after=_told(take))
    rises = take.energy - before.energy >= 0.15
    loud = take.on_section and take.energy >= rule.show_from_energy and rises
    if loud and since_show_s >= rule.show_every_s:
        return ("iris", "wipe")[shows % 2], rule.show_s, say("transition_show", label=take.label)
    quiet = take.energy <= rule.dissolve_below_energy and take.arousal <= rule.dissolve_below_arousal
    if take.opens == "scene" and quiet:
        return "dissolve", rule.dissolve_s, say("transition_dissolve")
    return "cut", 0.0, say("transition_cut")


def _told(take: Take) -> float:
    """The valence that the scene itself tells, before it is smoothed over time."""
    return take.passage.scene.valence
