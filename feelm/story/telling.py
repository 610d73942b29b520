"""``Telling``: what a text says, scene by scene, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from feelm.vocabulary import Age, Gender, Place, Pose, Season, TimeOfDay, Weather


@dataclass(frozen=True)
class Item:
    """A thing of a scene. ``thing`` is an id of the catalogue; ``size`` 1.0 is its natural size.

    ``match`` says how the word found its thing: the same word, a synonym, or the nearest by meaning.
    ``salience`` 0..1: the subject of the sentence is 1.
    """

    word: str
    thing: str
    count: int = 1
    size: float = 1.0
    colours: tuple[str, ...] = ()
    action: str | None = None
    salience: float = 0.5
    match: Literal["name", "synonym", "meaning"] = "name"


@dataclass(frozen=True)
class Person:
    """Somebody in a scene; drawn as a whole figure."""

    word: str
    age: Age = "adult"
    gender: Gender = "any"
    count: int = 1
    pose: Pose = "standing"
    colours: tuple[str, ...] = ()
    salience: float = 0.8


@dataclass(frozen=True)
class Unpictured:
    """A word that is not in the picture, and why."""

    word: str
    sentence: str
    reason: str


@dataclass(frozen=True)
class Scene:
    """One or more sentences that share a picture.

    ``valence`` and ``arousal`` -1..1 with standard deviations; None for place, hour, weather, season
    where the text does not say (scenes inherit the place and hour of the one before; ``inherited`` names
    the fields that were carried over rather than said). ``setting``: the words that set the scene and what each set
    ("place", "time_of_day", "weather", "season", "backdrop" for sky, ground, light…, "when" for words of time as such).
    """

    index: int
    sentences: tuple[str, ...]
    language: Literal["ko", "en", "mixed"]
    place: Place | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    season: Season | None = None
    items: tuple[Item, ...] = ()
    people: tuple[Person, ...] = ()
    colours: tuple[str, ...] = ()
    memory: bool = False
    valence: float = 0.0
    arousal: float = 0.0
    valence_sd: float = 0.6
    arousal_sd: float = 0.7
    inherited: frozenset[str] = field(default_factory=frozenset)
    setting: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Telling:
    """What a text tells. ``notes`` are sentences to the person (languages not read, text cut short…)."""

    text: str
    scenes: tuple[Scene, ...]
    not_pictured: tuple[Unpictured, ...]
    notes: tuple[str, ...] = ()
