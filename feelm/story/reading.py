"""What the two languages' readers give to the casting: the mentions and the clauses of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["ko", "en"]
Mood = Literal["real", "longing", "memory"]
Role = Literal["subject", "object", "place", "other", "modifier", "owner", "likeness"]
"""What a noun does in its clause; an owner ("my brother's hat") need not be there, a likeness ("like snow") is not."""


@dataclass(frozen=True)
class Mention:
    """A noun phrase (or an emoji) of a sentence.

    ``word`` is the head as written, ``names`` are dictionary forms to look up, longest compound first: each is (name,
    number of ``parts`` from the right that it covers). ``parts`` are the nouns of the compound in order: as written,
    with the space behind if any, and in dictionary form. ``clause`` is its index in ``Reading.clauses``; ``marker`` the
    preposition or the particle; ``verb`` the dictionary form of the verb that tells what it does; ``adjectives``
    dictionary forms. ``denied``: the text says that it was not there. ``kind``: "pronoun" and "name" (of a person or a
    place) are not looked up in the catalogue; "emoji" is looked up by its own name. ``noun_class``: see
    ``feelm.story.lexicon.Word``.
    """

    word: str
    names: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, str], ...]
    language: Language
    clause: int
    kind: Literal["noun", "pronoun", "name", "emoji"] = "noun"
    role: Role = "other"
    marker: str = ""
    count: int = 1
    size: float = 1.0
    colours: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    verb: str | None = None
    denied: bool = False
    noun_class: str = ""


@dataclass(frozen=True)
class Clause:
    """A clause: its text, its verb (dictionary form), whether that is denied, and in what mood it is told.

    ``chain``: verbs that lead up to it with the same subject (누워 in 평상에 누워 별을 세었다).
    """

    text: str
    verb: str | None = None
    negated: bool = False
    mood: Mood = "real"
    chain: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A sentence as read: ``words`` are the dictionary forms of all content words, for homographs and affect.

    ``foreign`` is the share (0..1) of its words that are in neither language.
    """

    sentence: str
    language: Literal["ko", "en", "mixed"]
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    words: tuple[str, ...]
    foreign: float = 0.0
