"""Who and what stands in each shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.director.billing import (
    Said,
    Subject,
    is_airy,
    is_held,
    is_meant,
    is_named,
    shown_by_place,
    subjects_of,
)
from feelm.director.brief import Catalogue
from feelm.director.cutting import Take
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.director.sizing import View
from feelm.score.model import Player
from feelm.seeds import generator
from feelm.story.telling import Item, Person, Scene
from feelm.things.thing import Thing
from feelm.vocabulary import INDOOR_PLACES, ShotSize

MOST_COPIES = 24


@dataclass(frozen=True)
class Cast:
    """The players of one shot, the hero first, and why; ``foreground`` is what stands near the lens."""

    players: tuple[Player, ...]
    why: str
    foreground: str | None = None
    why_foreground: str = ""


def cast_shots(
    takes: Sequence[Take],
    views: Sequence[View],
    said: Sequence[Said],
    catalogue: Catalogue,
    seed: int,
    say: Reasons,
) -> list[Cast]:
    """Return the cast of every shot: its hero, and who belongs beside it at that distance.

    Whatever the words name, and the place does not show anyway, is in at least one shot of its scene.
    """
    casts = [
        _cast(index, take, view, words, catalogue, seed, say)
        for index, (take, view, words) in enumerate(zip(takes, views, said, strict=True))
    ]
    sizes = [view.size for view in views]
    for index in range(1, len(casts)):
        casts[index] = _with_companion(casts[index], takes, index, views[index], said[index], catalogue)
    for passage in dict.fromkeys(id(take.passage) for take in takes):
        inside = [i for i, take in enumerate(takes) if id(take.passage) == passage]
        _complete(casts, inside, takes[inside[0]].passage, sizes, takes, catalogue)
    if casts:
        casts[-1] = _last_look(casts[-1], sizes[-1])
    return [_seen_once(cast) for cast in casts]


def _seen_once(cast: Cast) -> Cast:
    """Whoever came into the picture after all does not also look over their own shoulder."""
    if cast.foreground == "shoulder" and any(player.person for player in cast.players):
        return replace(cast, foreground=None, why_foreground="")
    return cast


def _cast(
    index: int, take: Take, view: View, said: Said, catalogue: Catalogue, seed: int, say: Reasons
) -> Cast:
    rng = generator(seed, "cast", index)
    hero, size = view.subject, view.size
    chosen = [] if hero is None else [hero]
    chosen += _beside(hero, take.passage, size, said, catalogue)
    players = [
        _player(one, take, catalogue, said, hero=number == 0, alone=size == "detail")
        for number, one in enumerate(chosen[: rules().cast.most[size]])
    ]
    if hero is None and chosen:
        players = [player.model_copy(update={"hero": number == 0}) for number, player in enumerate(players)]
    if view.insert:
        why = say("players_insert", thing=view.insert)
        return Cast((), why, view.insert, why)
    near, why_near = _near_lens(take, size, said, rng, say)
    if near is None and _over_shoulder(take, players, size, rng):
        near, why_near = "shoulder", say("over_shoulder")
    return Cast(tuple(players), _why_players(take, hero, size, said, say), near, why_near)


def _beside(
    hero: Subject | None, passage: Passage, size: ShotSize, said: Said, catalogue: Catalogue
) -> list[Subject]:
    """Who is seen with the hero: near the camera what this sentence names, from afar everybody."""
    others = [one for one in subjects_of(passage) if one is not hero]
    if size == "detail":
        return []
    named = [one for one in others if is_meant(one, passage, said.text)]
    if hero is None and size in ("wide", "extreme_wide"):
        # The place itself is the picture; whoever the sentence names is small in it, small company last.
        return sorted(named, key=lambda one: is_airy(one, catalogue))
    if size == "close" and hero is not None:
        return [one for one in named if is_airy(one, catalogue) or is_held(one, [hero], catalogue)]
    if size == "medium":
        return sorted(named, key=lambda one: not is_airy(one, catalogue))
    return [*named, *(one for one in others if one not in named)]


def _with_companion(
    cast: Cast, takes: Sequence[Take], index: int, view: View, said: Said, catalogue: Catalogue
) -> Cast:
    """Where there is room, whoever the sentence before was about is still there, unless the words say otherwise."""
    stays = who_stays(takes, index, said)
    if stays is None or takes[index].passage.scene.people or not _has_room(view, catalogue):
        return cast
    if any(player.person for player in cast.players):
        return cast
    player = _player(stays, takes[index], catalogue, Said(), hero=not cast.players)
    return replace(cast, players=(*cast.players, player.model_copy(update={"facing": "away"})))


def who_stays(takes: Sequence[Take], index: int, said: Said) -> Person | None:
    """Whom the sentence before was about, if this one names nobody and says nothing that would take them away."""
    passage = takes[index].passage
    earlier = next((take.passage for take in reversed(takes[:index]) if take.passage is not passage), None)
    if earlier is None or not said.text:
        return None
    scene, before = passage.scene, earlier.scene
    same_world = (scene.place, scene.season, scene.memory) == (before.place, before.season, before.memory)
    gone = any(word in f"{said.text.lower()} " for word in rules().cast.absence)
    if scene.people or not before.people or not earlier.sentences or not same_world or gone:
        return None
    one = max(before.people, key=lambda person: person.salience)
    if is_named(one.word, " ".join(scene.sentences)):
        return None  # the words name them and yet they are not there
    return replace(one, pose="standing", salience=0.5)


def _has_room(view: View, catalogue: Catalogue) -> bool:
    """Whether a figure may stand by without taking the picture from its hero."""
    if isinstance(view.subject, Item) and catalogue.get(view.subject.thing).stand == "water":
        return False  # nobody stands on the water beside a boat
    if view.size == "medium" and isinstance(view.subject, Item):
        return catalogue.get(view.subject.thing).height_m * view.subject.size >= rules().cast.beside_m
    return view.size in ("wide", "extreme_wide")


def _why_players(take: Take, hero: Subject | None, size: ShotSize, said: Said, say: Reasons) -> str:
    told = take.passage.why.get("world.players")
    if told and isinstance(hero, Item) and hero.thing == take.passage.token:
        return say("players_token", hero=_name(hero))
    if hero is None:
        return told or say("players_none")
    if not hero.word:
        reason = told or say(
            "players_place" if size in ("wide", "extreme_wide") else "players_rest", hero=_name(hero)
        )
    elif hero.salience >= 0.95:
        reason = told or say("players", hero=_name(hero))
    else:
        reason = told or say(
            "players_detail" if size in ("close", "detail") else "players_acted", hero=_name(hero)
        )
    scenery = [
        item.word
        for item in take.passage.scene.items
        if item.word and shown_by_place(item.thing, take.passage)
    ]
    here = [word for word in scenery if is_named(word, said.text)]
    return f"{reason}; {say('players_scenery', things=', '.join(here))}" if here else reason


def _last_look(cast: Cast, size: ShotSize) -> Cast:
    """At the end whoever stands there looks away from us, into the picture."""
    if size in ("close", "detail"):
        return cast
    players = tuple(
        player.model_copy(update={"facing": "away"}) if _may_turn(player) else player
        for player in cast.players
    )
    return replace(cast, players=players)


def _may_turn(player: Player) -> bool:
    return bool(
        player.hero and player.person and player.pose in ("standing", "sitting", "looking_up", "walking")
    )


def _name(one: Subject) -> str:
    return one.word or (one.thing.replace("_", " ") if isinstance(one, Item) else one.age)


def dwellers(scene: Scene, catalogue: Catalogue, *, small: bool = False) -> list[Thing]:
    """What lives in a scene's place at its season, hour and weather; ``small``: what the eye rests on there."""
    look, unfit = rules().places[scene.place or "open"], rules().unfit
    cold = scene.season == "winter" or scene.weather == "snow"
    words = look.rests if small else look.lives
    if small and cold and scene.place not in INDOOR_PLACES:
        words = unfit.winter_rests
    barred = {*(unfit.winter if cold else ()), *(unfit.night if scene.time_of_day == "night" else ())}
    barred |= set(unfit.wet) if scene.weather in ("rain", "storm") else set()
    found = [catalogue.find(word.replace("_", " "), "en") for word in words if word not in barred]
    return [match.thing for match in found if match and match.thing.id not in look.shows]


def _player(
    one: Subject, take: Take, catalogue: Catalogue, said: Said, *, hero: bool, alone: bool = False
) -> Player:
    """A thing or a person as a player; what it answers in the music follows from how it moves."""
    motion = "person" if isinstance(one, Person) else catalogue.get(one.thing).motion
    gain = _gain(motion, take.energy) * (1.0 if hero else 0.7)
    chosen: dict[str, object] = {"word": one.word}
    if isinstance(one, Person):
        chosen |= {"person": one.age, "gender": one.gender, "pose": one.pose}
        if hero and _looks_away(one, take, said):
            chosen["facing"] = "away"
    else:
        chosen |= {"thing": one.thing}
        if one.size != 1.0:
            chosen["size"] = one.size
        if one.action:
            chosen["action"] = one.action
    # Korean does not mark the plural: fireflies and leaves are many unless one is counted out in English.
    many = one.count > 1 or take.passage.scene.language != "en"
    count = max(one.count, rules().heroes.swarm.get(motion, 0)) if many else one.count
    if count != 1 and not alone:
        chosen["count"] = min(count, MOST_COPIES)
    if one.colours:
        chosen["colours"] = list(one.colours)
    if hero:
        chosen["hero"] = True
    if gain > 0:
        chosen |= {"react": rules().react.signal(motion), "react_gain": round(gain, 2)}
    return Player.model_validate(chosen)


def _looks_away(one: Person, take: Take, said: Said) -> bool:
    """Whether the words are of looking or longing: then we look with the figure, not at it."""
    if one.pose not in ("standing", "sitting", "looking_up"):
        return False
    text = said.text.lower()
    return any(word in text for word in rules().cast.look_away)


def _gain(motion: str, energy: float) -> float:
    rule = rules().react
    if motion == "still" and energy < rule.still_from_energy:
        return 0.0
    return rule.quiet_gain + energy * (rule.loud_gain - rule.quiet_gain)


def _near_lens(
    take: Take, size: ShotSize, said: Said, rng: np.random.Generator, say: Reasons
) -> tuple[str | None, str]:
    """Something dark and soft close to the lens: what the words name there, else by chance what is usual."""
    look = rules().places[take.passage.scene.place or "open"]
    outside = take.passage.scene.place not in INDOOR_PLACES and size != "detail"
    if outside and any(word in said.text.lower() for word in rules().unsaid.through_window):
        return "window", say("foreground_said", thing="window")
    spoken = [
        kind
        for item in take.passage.scene.items
        if is_named(item.word, said.text) and (kind := _LENS.get(item.thing)) in look.near
    ]
    wet = take.passage.scene.weather in ("rain", "storm")
    if spoken and spoken[0] and size in ("close", "medium", "wide"):
        kind = "glass" if wet and "glass" in look.near else spoken[0]
        return kind, say("foreground_said", thing=kind)
    near = _foreground(take, size, rng)
    return near, say("foreground", thing=near) if near else ""


def _over_shoulder(take: Take, players: Sequence[Player], size: ShotSize, rng: np.random.Generator) -> bool:
    """Whether somebody of the scene who is not in the picture looks at it with us."""
    watched = bool(players) and not any(player.person for player in players)
    there = bool(take.passage.scene.people) and size in ("wide", "medium")
    return watched and there and bool(rng.random() < rules().cast.over_shoulder)


_LENS = {"window": "window", "carriage_window": "window"}
"""Things that we can look through, and what stands for them near the lens."""


def _foreground(take: Take, size: ShotSize, rng: np.random.Generator) -> str | None:
    """By chance something that is usual in the place; left open, the stage decides."""
    if rng.random() >= rules().cast.foreground_chance[size]:
        return None
    scene = take.passage.scene
    if scene.weather in ("rain", "storm") and scene.place in INDOOR_PLACES:
        return "glass"
    bare = rules().unfit.winter_near if scene.season == "winter" or scene.weather == "snow" else ()
    near = [kind for kind in rules().places[scene.place or "open"].near if kind not in bare]
    return near[int(rng.integers(len(near)))] if near else None


def _complete(
    casts: list[Cast], inside: Sequence[int], passage: Passage, sizes: Sequence[ShotSize], takes: Sequence[Take],
    catalogue: Catalogue,
) -> None:  # fmt: skip
    """Put what no shot of the passage shows into its widest shots."""
    order: list[ShotSize] = ["extreme_wide", "wide", "medium", "close", "detail"]
    widest = sorted(inside, key=lambda i: (order.index(sizes[i]), i))
    shown = {_identity(player) for i in inside for player in casts[i].players}
    missing = [one for one in subjects_of(passage) if _subject_identity(one) not in shown]
    for number, one in enumerate(missing):
        # The widest shot first; when it is full the others share the rest. Nobody comes into an insert.
        roomy = [i for i in widest if casts[i].players or sizes[i] != "detail"]
        roomy = [i for i in roomy if len(casts[i].players) < rules().cast.most["extreme_wide"]]
        target = roomy[0] if roomy else widest[number % len(widest)]
        cast = casts[target]
        player = _player(one, takes[target], catalogue, Said(), hero=not cast.players)
        casts[target] = Cast((*cast.players, player), cast.why, cast.foreground, cast.why_foreground)


def _identity(player: Player) -> tuple[str, str]:
    return (player.thing or f"person:{player.person}", player.word)


def _subject_identity(one: Subject) -> tuple[str, str]:
    return (one.thing if isinstance(one, Item) else f"person:{one.age}", one.word)
