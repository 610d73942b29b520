"""Joining pictures to scenes: short neighbours that share a world become one; hour, place and weather carry on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from feelm.affect import SentenceAffect
from feelm.story.affect_words import Cue, affect_with
from feelm.story.people import most_expressive
from feelm.story.picture import Picture
from feelm.story.reasons import reason_in
from feelm.story.telling import Item, Person, Scene, Unpictured

MOST_SCENES = 200
_SENTENCES = 3
_LENGTH = {"ko": 60, "en": 120, "mixed": 90}
"""Letters up to which neighbouring sentences share a scene; a Korean letter is a syllable."""
_MOST_ITEMS, _MOST_PEOPLE = 12, 6
_CARRIED = ("place", "time_of_day", "weather", "season")


@dataclass
class Stretch:
    """A picture with the rated words of its text and what the head says of its sentence."""

    picture: Picture
    cues: list[Cue]
    heard: SentenceAffect | None = None


@dataclass
class _Group:
    stretches: list[Stretch] = field(default_factory=list)

    def said(self, name: str) -> object:
        return next((v for s in self.stretches if (v := getattr(s.picture, name)) is not None), None)

    @property
    def letters(self) -> int:
        return sum(len(s.picture.text) for s in self.stretches)


def join_scenes(stretches: Sequence[Stretch]) -> tuple[tuple[Scene, ...], tuple[Unpictured, ...], bool]:
    """Return the scenes in order, what no scene shows, and whether the text was pressed into the most scenes."""
    groups: list[_Group] = []
    for stretch in stretches:
        if groups and _belongs(groups[-1], stretch.picture):
            groups[-1].stretches.append(stretch)
        else:
            groups.append(_Group([stretch]))
    pressed = len(groups) > MOST_SCENES
    if pressed:
        groups = _press(groups)
    left_out: list[Unpictured] = [u for s in stretches for u in s.picture.left_out]
    scenes: list[Scene] = []
    for index, group in enumerate(groups):
        scene, surplus = _scene(index, group)
        left_out += surplus
        scenes.append(scene)
    return _inherit(scenes), tuple(dict.fromkeys(left_out)), pressed


def _belongs(group: _Group, picture: Picture) -> bool:
    """Whether a picture continues the scene: same memory, nothing about its world changes, and it stays short."""
    last = group.stretches[-1].picture
    if picture.memory != last.memory or len(group.stretches) >= _SENTENCES:
        return False
    limit = _LENGTH[picture.language]
    if group.letters + len(picture.text) > limit:
        return False
    shows = any(s.picture.items or s.picture.people for s in group.stretches)
    for name in _CARRIED:
        said, new = group.said(name), getattr(picture, name)
        # A place or an hour that is newly said opens a scene, unless the scene so far only set it ("It was May.").
        if new is not None and new != said and (said is not None or shows):
            return False
    return True


def _press(groups: list[_Group]) -> list[_Group]:
    size = -(-len(groups) // MOST_SCENES)
    return [
        _Group([s for g in groups[at : at + size] for s in g.stretches]) for at in range(0, len(groups), size)
    ]


def _merge_items(items: Sequence[Item], setting: list[tuple[str, str]]) -> list[Item]:
    """One item per thing; a second word for it is noted in the setting, so that no word is lost."""
    merged: dict[str, Item] = {}
    rank = ("name", "synonym", "meaning")
    for item in items:
        before = merged.get(item.thing)
        if before is None:
            merged[item.thing] = item
            continue
        better, other = (
            (before, item) if rank.index(before.match) <= rank.index(item.match) else (item, before)
        )
        if other.word != better.word:
            setting.append((other.word, "item"))
        merged[item.thing] = replace(
            better,
            count=max(before.count, item.count),
            size=item.size if before.size == 1.0 else before.size,
            colours=before.colours or item.colours,
            action=item.action or before.action,
            salience=max(before.salience, item.salience),
        )
    return list(merged.values())


_TELLER = {"me": "i", "myself": "i", "us": "we", "ourselves": "we", "내": "나", "저": "나", "저희": "우리"}
_TELLERS = {"i": "we", "나": "우리"}


def _merge_people(people: Sequence[Person], setting: list[tuple[str, str]]) -> list[Person]:
    """One figure per person; "I" is among "we" where both are in a scene."""
    merged: dict[tuple[str, str], Person] = {}
    words = {_TELLER.get(p.word.lower(), p.word.lower()) for p in people}
    for person in people:
        # Grandma, Grandmother and 할머니 of one scene are one; other people go by the word for them.
        key = (
            (person.age, person.gender)
            if person.age == "elder" and person.gender != "any"
            else ("", _called(person.word, words))
        )
        before = merged.get(key)
        if before is None:
            merged[key] = person
            continue
        if before.word != person.word:
            setting.append((person.word, "person"))
        merged[key] = replace(
            before,
            gender=before.gender if before.gender != "any" else person.gender,
            count=max(before.count, person.count),
            pose=most_expressive(before.pose, person.pose),
            colours=before.colours or person.colours,
            salience=max(before.salience, person.salience),
        )
    return list(merged.values())


def _called(word: str, words: set[str]) -> str:
    """The word by which a person is told apart in a scene."""
    plain = _TELLER.get(word.lower(), word.lower())
    together = _TELLERS.get(plain)
    return together if together in words else plain


def _scene(index: int, group: _Group) -> tuple[Scene, list[Unpictured]]:
    pictures = [s.picture for s in group.stretches]
    setting = [pair for p in pictures for pair in p.setting]
    items = _merge_items([i for p in pictures for i in p.items], setting)
    people = _merge_people([q for p in pictures for q in p.people], setting)
    languages = {p.language for p in pictures}
    language: Literal["ko", "en", "mixed"] = languages.pop() if len(languages) == 1 else "mixed"
    full = reason_in("full", language)
    shown = sorted(sorted(range(len(items)), key=lambda i: -items[i].salience)[:_MOST_ITEMS])
    met = sorted(sorted(range(len(people)), key=lambda i: -people[i].salience)[:_MOST_PEOPLE])
    text = pictures[0].text
    surplus = [Unpictured(items[i].word, text, full) for i in range(len(items)) if i not in shown]
    surplus += [Unpictured(people[i].word, text, full) for i in range(len(people)) if i not in met]
    affect = affect_with(
        [cue for s in group.stretches for cue in s.cues], [s.heard for s in group.stretches if s.heard]
    )
    scene = Scene(
        index=index,
        sentences=tuple(p.text for p in pictures),
        language=language,
        place=next((p.place for p in pictures if p.place), None),
        time_of_day=next((p.time_of_day for p in pictures if p.time_of_day), None),
        weather=next((p.weather for p in pictures if p.weather), None),
        season=next((p.season for p in pictures if p.season), None),
        items=tuple(items[i] for i in shown),
        people=tuple(people[i] for i in met),
        colours=tuple(dict.fromkeys(c for p in pictures for c in p.colours)),
        memory=pictures[0].memory,
        valence=affect.valence,
        arousal=affect.arousal,
        valence_sd=affect.valence_sd,
        arousal_sd=affect.arousal_sd,
        setting=tuple(dict.fromkeys(setting)),
    )
    return scene, surplus


def _inherit(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    """Carry place, hour, weather and season on until the text changes them; a memory has a world of its own."""
    present: dict[str, object] = {}
    told: list[Scene] = []
    memory: dict[str, object] = {}
    for before, scene in pairwise([None, *scenes]):
        assert scene is not None
        if scene.memory and not (before is not None and before.memory):
            memory = {}
        world = memory if scene.memory else present
        carried: dict[str, object] = {}
        # A new season has its own hour, and a new hour its own weather, unless the text says them.
        if scene.season is not None and scene.season != world.get("season"):
            world.pop("time_of_day", None)
            world.pop("weather", None)
        if scene.time_of_day is not None and scene.time_of_day != world.get("time_of_day"):
            world.pop("weather", None)
        for name in _CARRIED:
            value = getattr(scene, name)
            if value is not None:
                world[name] = value
            elif name in world:
                carried[name] = world[name]
        told.append(replace(scene, **carried, inherited=frozenset(carried)) if carried else scene)  # type: ignore[arg-type]
    return tuple(told)
