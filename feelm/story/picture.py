"""What the casting fills: the picture of a stretch of text, and who was spoken of last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from feelm.story.lexicon import Meaning, meanings
from feelm.story.reading import Language, Mention, Reading
from feelm.story.telling import Item, Person, Unpictured
from feelm.things.thing import Found
from feelm.vocabulary import Place, Season, TimeOfDay, Weather


class Catalogue(Protocol):
    """What the story needs of a catalogue of things."""

    def find(self, word: str, language: Language) -> Found | None:
        """The thing of that name or synonym."""

    def nearest(self, word: str, language: Language) -> Found | None:
        """The thing nearest by meaning, with its score."""


@dataclass
class Picture:
    """What one stretch of text puts in the picture, before stretches are joined to scenes.

    ``memory``: it is remembered or longed for rather than there; ``past``: it is remembered.
    """

    text: str
    language: Literal["ko", "en", "mixed"]
    memory: bool = False
    past: bool = False
    place: Place | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    season: Season | None = None
    items: list[Item] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    setting: list[tuple[str, str]] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    left_out: list[Unpictured] = field(default_factory=list)
    owners: list[Person] = field(default_factory=list)
    season_said: bool = False


@dataclass(frozen=True)
class Met:
    """Somebody spoken of: in which sentence, and how strongly a pronoun draws to them (3 subject … 0 owner)."""

    person: Person
    sentence: int
    rank: int


@dataclass
class Cast:
    """Who and what was spoken of, for pronouns and unnamed subjects. One for a whole telling."""

    last_item: Item | None = None
    last_item_at: int = 0
    met: list[Met] = field(default_factory=list)
    sentence: int = 0
    actor: Person | None = None
    place: Place | None = None
    by_head: dict[str, Found] = field(default_factory=dict)


def as_written(mention: Mention, parts: int | None = None) -> str:
    """The last ``parts`` nouns of a mention (all of them by default) as they stand in the text."""
    if not mention.parts:
        return mention.word
    return "".join(
        word for word, _ in mention.parts[len(mention.parts) - (parts or len(mention.parts)) :]
    ).strip()


def homograph_of(mention: Mention, reading: Reading) -> Meaning | None:
    """The meaning of a homograph for which its sentence speaks: most cues, the default where there are none."""
    lemma = mention.parts[-1][1] if mention.parts else mention.names[-1][0]
    options = meanings(lemma)
    if not options:
        return None
    around = set(reading.words) | set(mention.adjectives)
    around.discard(lemma)
    scored = [
        (len(option.cues & around) + (0.5 if "*" in option.cues else 0.0), -at, option)
        for at, option in enumerate(options)
    ]
    best = max(scored, key=lambda s: (s[0], s[1]))
    return best[2] if best[0] > 0 else None
