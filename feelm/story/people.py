"""People of a picture: who they are, how many, in what pose; pronouns and subjects that are not named."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from feelm.story.lexicon import meaning_of
from feelm.story.picture import Cast, Picture
from feelm.story.reading import Mention, Reading
from feelm.story.telling import Person
from feelm.vocabulary import Age, Gender, Pose

_EXPRESSIVE: tuple[Pose, ...] = (
    "embracing", "waving", "dancing", "running", "sleeping", "crouching", "sitting", "walking", "looking_up",
    "standing",
)  # fmt: skip
"""When somebody does several things in a scene the pose that says most is drawn."""

_FIRST_PERSON = frozenset({"i", "me", "myself", "나", "저", "내", "제"})
_FIRST_PLURAL = frozenset({"we", "us", "ourselves", "우리", "저희"})
_OTHERS = {
    "he": "male", "him": "male", "himself": "male", "그": "male", "she": "female", "her": "female", "herself": "female",
    "그녀": "female", "they": "many", "them": "many", "themselves": "many", "그들": "many",
}  # fmt: skip
_GROUPS = {
    "crowd": 4, "people": 4, "family": 4, "사람들": 4, "가족": 4, "식구": 4, "couple": 2, "parents": 2, "부모님": 2,
    "부모": 2, "부부": 2, "노부부": 2, "grandparents": 2,
}  # fmt: skip
"""Words in the singular that name several people."""


class People:
    """Puts people into pictures and remembers them in the cast."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def add(self, picture: Picture, mention: Mention, name: str, value: str) -> None:
        """Add whom a noun names; an owner or the first part of a compound is remembered but not pictured.

        ``value`` is the vocabulary's "age,gender"; "little" and "old" change the age.
        """
        age, gender = value.split(",")
        young = {"little", "young", "small", "어리다", "작다", "어린"} & set(mention.adjectives)
        if young and age == "adult":
            age = "child"
        if {"old", "elderly", "늙다", "늙은"} & set(mention.adjectives) and age == "adult":
            age = "elder"
        count = mention.count if mention.count > 1 else _GROUPS.get(name, 1)
        person = Person(
            mention.word, cast(Age, age), cast(Gender, gender), min(count, 12), pose_of(mention.verb), mention.colours,
            0.4 if mention.role == "modifier" else 1.0 if mention.role == "subject" else 0.8,
        )  # fmt: skip
        self._remember(person)
        if mention.role in {"owner", "modifier"}:
            picture.owners.append(person)
            return
        picture.people.append(person)
        if mention.role == "subject":
            self._cast.actor = person

    def pronoun(self, picture: Picture, mention: Mention) -> None:
        """I and we are the teller; he, she and they are whom the text spoke of last; it is the last thing."""
        word = mention.names[-1][0]
        salience = 1.0 if mention.role == "subject" else 0.7
        pose = pose_of(mention.verb)
        if word in _FIRST_PERSON or word in _FIRST_PLURAL:
            age: Age = "child" if picture.past else "adult"
            count = 2 if word in _FIRST_PLURAL else 1
            teller = Person(mention.word, age, "any", count, pose, (), salience)
            picture.people.append(teller)
            if mention.role == "subject":
                self._cast.actor = teller
        elif word in _OTHERS:
            kind = _OTHERS[word]
            known = {"male": self._cast.male, "female": self._cast.female}.get(kind) or self._cast.anyone
            if kind == "many" and (known is None or known.count < 2):
                known = Person(mention.word, known.age if known else "adult", "any", 2)
            elif known is None or (kind != "many" and known.gender not in {kind, "any"}):
                known = Person(mention.word, "adult", cast(Gender, kind))
            person = replace(known, pose=pose if mention.verb else known.pose, salience=salience)
            picture.people.append(person)
            self._remember(person)
            if mention.role == "subject":
                self._cast.actor = person
        elif word == "it" and mention.verb and self._cast.last_item is not None:
            action = meaning_of("action", mention.verb)
            if action is not None and mention.role == "subject" and mention.verb not in {"rain", "be"}:
                picture.items.append(replace(self._cast.last_item, action=action, salience=1.0))

    def unnamed_subject(self, picture: Picture, reading: Reading, index: int) -> None:
        """A clause without a subject: who acted before acts on; a Korean sentence without any is the teller's."""
        verb = reading.clauses[index].verb
        if verb is None or meaning_of("pose", verb) is None:
            return
        subjects = {m.clause for m in reading.mentions if m.role == "subject"}
        if index in subjects:
            return
        pose = pose_of(verb)
        actor = self._cast.actor
        if (subjects and min(subjects) < index) or reading.language == "en":
            if subjects and actor is not None and actor in picture.people:
                at = picture.people.index(actor)
                picture.people[at] = replace(actor, pose=most_expressive(actor.pose, pose))
                self._cast.actor = picture.people[at]
            return
        known = actor if actor is not None else Person("나", "child" if picture.past else "adult", "any")
        picture.people.append(replace(known, pose=pose, salience=0.9))
        self._cast.actor = picture.people[-1]

    def _remember(self, person: Person) -> None:
        self._cast.anyone = person
        if person.gender == "female":
            self._cast.female = person
        if person.gender == "male":
            self._cast.male = person


def pose_of(verb: str | None) -> Pose:
    """The pose of a verb (dictionary form); standing where a verb has none."""
    return cast(Pose, (verb and meaning_of("pose", verb)) or "standing")


def most_expressive(first: Pose, second: Pose) -> Pose:
    """Of two poses of one person the one that says more."""
    return min(first, second, key=_EXPRESSIVE.index)
