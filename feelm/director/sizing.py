"""Which hero at which distance, shot after shot: the best path through all choices of a film.

A film is planned as a whole (Viterbi, "Error bounds for convolutional codes", 1967): each shot offers heroes at
distances, neighbours must differ in distance, and the distances are balanced against the shares that a film should
have. A cut to the same distance reads as a mistake; three far pictures in five lose the people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from feelm.director.billing import Candidate, Said, Subject, insert_kinds
from feelm.director.cutting import Take
from feelm.director.rules import rules
from feelm.seeds import generator
from feelm.vocabulary import INDOOR_PLACES, SHOT_SIZES, ShotSize

_FAR: tuple[ShotSize, ...] = ("extreme_wide", "wide")
_PATHS = 64
"""How many of the best ways to a shot are followed on: the others have not won in any film."""
_State = tuple[int, int, ShotSize | None]
"""The option of a shot, which of the last four shots were seen from afar, and the distance of the shot before it."""
_MEMORY = 0b1111
"""Bits of the last four shots: 1 where one was seen from afar."""


@dataclass(frozen=True)
class View:
    """The hero of one shot (None: the place itself) and the distance; ``insert`` is the small thing of the place that
    fills the picture where there is neither hero nor distance."""

    subject: Subject | None
    size: ShotSize
    insert: str = ""


@dataclass(frozen=True)
class _Option:
    view: View
    score: float


def choose_views(
    takes: Sequence[Take], said: Sequence[Said], offers: Sequence[Sequence[Candidate]], fps: float, seed: int
) -> list[View]:
    """Return hero and distance of every shot; neighbours always differ in distance, and no insert comes twice."""
    table = [_options(takes, index, offers[index], fps, seed) for index in range(len(takes))]
    while True:
        views = _balanced(takes, table)
        named, spent = _inserts_named(takes, views, seed)
        if not spent:
            return named
        for index in spent:
            table[index] = [option for option in table[index] if not _is_insert(option.view)]


def _balanced(takes: Sequence[Take], table: Sequence[Sequence[_Option]]) -> list[View]:
    """The best path whose distances come nearest to the shares that a film should have."""
    wanted = rules().sizes.shares
    bias: dict[ShotSize, float] = dict.fromkeys(wanted, 0.0)
    best: tuple[float, list[View]] | None = None
    for _ in range(rules().sizes.rounds):
        views = _path(takes, table, bias)
        have = {size: sum(view.size == size for view in views) / len(views) for size in wanted}
        off = sum(abs(have[size] - share) for size, share in wanted.items())
        if best is None or off < best[0] - 1e-9:
            best = off, views
        for size, share in wanted.items():
            bias[size] += math.log((share + 0.05) / (have[size] + 0.05))
    assert best is not None
    return best[1]


def _inserts_named(takes: Sequence[Take], views: Sequence[View], seed: int) -> tuple[list[View], list[int]]:
    """Views with their inserts named, and the numbers of those for which the film has shown every kind."""
    named, seen, spent = list(views), set[str](), list[int]()
    for index, view in enumerate(views):
        if _is_insert(view):
            fresh = [kind for kind in insert_kinds(takes[index].passage.scene) if kind not in seen]
            if not fresh:
                spent.append(index)
                continue
            kind = fresh[int(generator(seed, "insert", index).integers(len(fresh)))]
            named[index] = replace(view, insert=kind)
            seen.add(kind)
    return named, spent


def _is_insert(view: View) -> bool:
    return view.subject is None and view.size == "detail"


def _options(
    takes: Sequence[Take], index: int, offers: Sequence[Candidate], fps: float, seed: int
) -> list[_Option]:
    take = takes[index]
    stage = _occasion(takes, index)
    length_s = (take.stop - take.first) / fps
    rng = generator(seed, "view", index)
    options = []
    for offer in offers:
        liked = float(rng.normal(0.0, rules().sizes.hero_chance))
        for size, suits in offer.sizes.items():
            weight = offer.weight * suits * stage.get(size, 0.0) * _suited(size, take, length_s)
            chance = float(rng.normal(0.0, rules().sizes.chance))
            if weight > 0:
                options.append(_Option(View(offer.subject, size), math.log(weight) + liked + chance))
    options = sorted(options, key=lambda option: -option.score)[: rules().sizes.options]
    sizes = {option.view.size for option in options}
    hero = offers[0].subject if offers else None
    # Whatever the neighbours are, there is a distance left that differs from both.
    for size in _plain_sizes(hero):
        if size not in sizes:
            options.append(_Option(View(hero, size), rules().sizes.unwanted))
    return options


def _plain_sizes(hero: Subject | None) -> tuple[ShotSize, ...]:
    return ("extreme_wide", "wide", "medium") if hero is not None else ("extreme_wide", "wide")


def _occasion(takes: Sequence[Take], index: int) -> dict[ShotSize, float]:
    """What a shot is for: to open the film or a new world, to go on, to end."""
    rule = rules().sizes
    if index == 0:
        return rule.open_film
    if index == len(takes) - 1:
        return rule.close_film
    take, before = takes[index], takes[index - 1]
    if take.opens == "scene" and _world(take) != _world(before):
        return rule.open_world
    return rule.go_on


def _world(take: Take) -> tuple[object, ...]:
    scene = take.passage.scene
    return scene.place, scene.time_of_day, scene.season, scene.memory


def _suited(size: ShotSize, take: Take, length_s: float) -> float:
    """Short shots come nearer, long ones step back; a room has no far distance; a loud opening is no detail."""
    rule = rules().sizes
    prefers = rule.short_prefers if length_s < 3.0 else rule.long_prefers if length_s > 6.0 else {}
    indoor = rule.indoor if take.passage.scene.place in INDOOR_PLACES else {}
    loud = take.on_section and take.energy >= rules().move_strength.big_from_energy
    return prefers.get(size, 1.0) * indoor.get(size, 1.0) * (0.0 if loud and size == "detail" else 1.0)


def _path(
    takes: Sequence[Take], table: Sequence[Sequence[_Option]], bias: dict[ShotSize, float]
) -> list[View]:
    """The best sequence of options: dynamic programming over ``_State``."""
    states: dict[_State, float] = {(-1, 0, None): 0.0}
    back: list[dict[_State, _State]] = []
    rule = rules().sizes
    for index, options in enumerate(table):
        costs = _joints(table, takes, index)
        sizes = [option.view.size for option in options]
        worth = [option.score + bias[option.view.size] for option in options]
        fresh: dict[_State, float] = {}
        came: dict[_State, _State] = {}
        for state, total in states.items():
            held_back = rule.crowded_far if state[1].bit_count() >= 2 else 0.0
            before = table[index - 1][state[0]].view.size if index else None
            for number, cost in enumerate(costs[state[0]]):
                size = sizes[number]
                far = size in _FAR
                value = total + worth[number] + cost + (held_back if far else 0.0)
                value += rule.to_and_fro if size == state[2] else 0.0
                after = (number, ((state[1] << 1) | far) & _MEMORY, before)
                if value > fresh.get(after, -math.inf):
                    fresh[after], came[after] = value, state
        states = dict(sorted(fresh.items(), key=lambda item: -item[1])[:_PATHS])
        back.append(came)
    at = max(states, key=lambda state: (states[state], -state[0], -state[1], str(state[2])))
    views: list[View] = []
    for index in range(len(table) - 1, -1, -1):
        views.append(table[index][at[0]].view)
        at = back[index][at]
    return views[::-1]


def _joints(table: Sequence[Sequence[_Option]], takes: Sequence[Take], index: int) -> dict[int, list[float]]:
    """What each cut from an option of the shot before (-1: the film begins) to one of this shot costs."""
    options = table[index]
    if index == 0:
        return {-1: [0.0] * len(options)}
    same_passage = takes[index].passage is takes[index - 1].passage
    return {
        number: [_joint(before.view, option.view, same_passage) for option in options]
        for number, before in enumerate(table[index - 1])
    }


def _joint(before: View, view: View, same_passage: bool) -> float:
    """What a cut between two views costs: the same distance is no cut, the same hero again says little new."""
    rule = rules().sizes
    cost = rule.same_size if before.size == view.size else 0.0
    if same_passage and before.subject is view.subject and view.subject is not None:
        nearer = SHOT_SIZES.index(view.size) > SHOT_SIZES.index(before.size)
        cost += rule.same_hero_nearer if nearer else rule.same_hero
    return cost
