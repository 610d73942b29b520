"""Who and what stands in each shot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feelm.director.brief import Catalogue
from feelm.director.cutting import Take
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
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
    sizes: Sequence[ShotSize],
    texts: Sequence[str],
    catalogue: Catalogue,
    seed: int,
    say: Reasons,
) -> list[Cast]:
    """Return the cast of every shot.

    The passage's hero (greatest salience) is in all its shots but details; a detail shows a thing that the
    sentence names. Whatever the words name is in at least one shot of its scene.
    """
    casts = [
        _cast(index, take, size, text, catalogue, seed, say)
        for index, (take, size, text) in enumerate(zip(takes, sizes, texts, strict=True))
    ]
    for passage in dict.fromkeys(id(take.passage) for take in takes):
        inside = [i for i, take in enumerate(takes) if id(take.passage) == passage]
        _complete(casts, inside, takes[inside[0]].passage, sizes, takes, catalogue)
    return casts


def _subjects(passage: Passage) -> list[Item | Person]:
    """Everything in the scene, the subject first; people before things of equal weight."""
    everyone: list[Item | Person] = [*passage.scene.people, *passage.scene.items]
    return sorted(everyone, key=lambda one: -one.salience)


def _hero_first(subjects: Sequence[Item | Person], text: str) -> list[Item | Person]:
    """The subject that this sentence names goes first; the others keep their order."""
    named = [one for one in subjects if one.salience >= 0.6 and is_named(one.word, text)]
    hero = named[:1] or list(subjects[:1])
    return [*hero, *(one for one in subjects if one is not hero[0])]


def is_named(word: str, text: str) -> bool:
    """Whether a sentence holds a word; a Korean syllable alone must stand before a particle or a space.

    >>> is_named("나", "나는 웃었다"), is_named("나", "나무가 있다"), is_named("gull", "Gulls cry")
    (True, False, True)
    """
    if not word:
        return False
    if "가" <= word[-1] <= "힣":
        after = r"(?=[은는이가을를의도만에와과로랑]|\b)" if len(word) == 1 else ""
        return re.search(rf"(?<![가-힣]){re.escape(word)}{after}", text) is not None
    return re.search(rf"\b{re.escape(word)}(?:s|es)?\b", text, re.IGNORECASE) is not None


def _cast(
    index: int, take: Take, size: ShotSize, text: str, catalogue: Catalogue, seed: int, say: Reasons
) -> Cast:
    rng = generator(seed, "cast", index)
    subjects = _subjects(take.passage)
    if size == "detail":
        return _detail(take, text, subjects, catalogue, rng, say)
    subjects = _hero_first(subjects, text)
    chosen = subjects[: rules().cast.most[size]]
    if size in ("close", "medium"):
        # Near the camera stand the hero and what this sentence names, not everything that the scene holds.
        least = 0.6 if size == "close" else 0.0
        named = [one for one in subjects[1:] if one.salience >= least and is_named(one.word, text)]
        chosen = [*subjects[:1], *named][: rules().cast.most[size]]
    if chosen:
        players = [_player(one, take, catalogue, hero=number == 0) for number, one in enumerate(chosen)]
        why = take.passage.why.get("world.players") or say("players", hero=_name(chosen[0]))
    else:
        players, why = _one_dweller(take, catalogue, rng, say)
    near = _foreground(take, size, rng)
    why_near = say("foreground", thing=near) if near else ""
    return Cast(tuple(players), why, near, why_near)


def _name(one: Item | Person) -> str:
    return one.word or (one.thing.replace("_", " ") if isinstance(one, Item) else one.age)


def _detail(
    take: Take,
    text: str,
    subjects: Sequence[Item | Person],
    catalogue: Catalogue,
    rng: np.random.Generator,
    say: Reasons,
) -> Cast:
    """One small thing: named by this sentence, else of the scene, else of the place."""
    things = [one for one in subjects if isinstance(one, Item) and not _huge(one, catalogue)]
    named = [one for one in things if is_named(one.word, text)]
    pool = named or things
    if pool:
        one = pool[int(rng.integers(len(pool)))]
        return Cast(
            (_player(one, take, catalogue, hero=True, alone=True),), say("players_detail", hero=_name(one))
        )
    found = dwellers(take.passage.scene, catalogue, small=True)
    if not found:
        return Cast((), say("players_none"))
    thing = found[int(rng.integers(len(found)))]
    item = Item(word="", thing=thing.id, salience=0.5)
    return Cast((_player(item, take, catalogue, hero=True),), say("players_rest", hero=thing.id))


def _huge(item: Item, catalogue: Catalogue) -> bool:
    return catalogue.get(item.thing).height_m * item.size > 3.0


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
    return [match.thing for match in found if match]


def _one_dweller(
    take: Take, catalogue: Catalogue, rng: np.random.Generator, say: Reasons
) -> tuple[list[Player], str]:
    """A scene without subjects shows one thing that belongs to its place, or the place alone."""
    found = dwellers(take.passage.scene, catalogue)
    if not found:
        return [], say("players_none")
    thing = found[int(rng.integers(len(found)))]
    item = Item(word="", thing=thing.id, salience=0.5)
    return [_player(item, take, catalogue, hero=True)], say("players_place", hero=thing.id)


def _player(
    one: Item | Person, take: Take, catalogue: Catalogue, *, hero: bool, alone: bool = False
) -> Player:
    """A thing or a person as a player; what it answers in the music follows from how it moves."""
    motion = "person" if isinstance(one, Person) else catalogue.get(one.thing).motion
    gain = _gain(motion, take.energy) * (1.0 if hero else 0.7)
    chosen: dict[str, object] = {"word": one.word}
    if isinstance(one, Person):
        chosen |= {"person": one.age, "gender": one.gender, "pose": one.pose}
    else:
        chosen |= {"thing": one.thing}
        if one.size != 1.0:
            chosen["size"] = one.size
        if one.action:
            chosen["action"] = one.action
    if one.count != 1 and not alone:
        chosen["count"] = min(one.count, MOST_COPIES)
    if one.colours:
        chosen["colours"] = list(one.colours)
    if hero:
        chosen["hero"] = True
    if gain > 0:
        chosen |= {"react": rules().react.signal(motion), "react_gain": round(gain, 2)}
    return Player.model_validate(chosen)


def _gain(motion: str, energy: float) -> float:
    rule = rules().react
    if motion == "still" and energy < rule.still_from_energy:
        return 0.0
    return rule.quiet_gain + energy * (rule.loud_gain - rule.quiet_gain)


def _foreground(take: Take, size: ShotSize, rng: np.random.Generator) -> str | None:
    """Something dark and soft close to the lens; left open, the stage puts there what is usual in the place."""
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
    missing = [one for one in _subjects(passage) if _subject_identity(one) not in shown]
    for number, one in enumerate(missing):
        # The widest shot first; when it is full the others share the rest.
        roomy = [i for i in widest if len(casts[i].players) < rules().cast.most["extreme_wide"]]
        target = roomy[0] if roomy else widest[number % len(widest)]
        cast = casts[target]
        player = _player(one, takes[target], catalogue, hero=not cast.players)
        casts[target] = Cast((*cast.players, player), cast.why, cast.foreground, cast.why_foreground)


def _identity(player: Player) -> tuple[str, str]:
    return (player.thing or f"person:{player.person}", player.word)


def _subject_identity(one: Item | Person) -> tuple[str, str]:
    return (one.thing if isinstance(one, Item) else f"person:{one.age}", one.word)
