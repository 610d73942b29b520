"""People of a picture: who they are, how many, in what pose; pronouns and subjects that are not named."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from feelm.story.lexicon import meaning_of
from feelm.story.picture import Cast, Met, Picture
from feelm.story.reading import Mention, Reading, Role
from feelm.story.telling import Person
from feelm.vocabulary import Age, Gender, Pose

_EXPRESSIVE: tuple[Pose, ...] = (
    "embracing", "waving", "dancing", "running", "sleeping", "crouching", "sitting", "walking", "looking_up",
    "standing",
)  # fmt: skip
"""When somebody does several things in a scene the pose that says most is drawn."""

_FIRST_PERSON = frozenset({"i", "me", "myself", "나", "저", "내", "제"})
_FIRST_PLURAL = frozenset({"we", "us", "ourselves", "우리", "저희", "우리들", "저희들"})
_OTHERS = {
    "he": "male", "him": "male", "himself": "male", "그": "male", "she": "female", "her": "female", "herself": "female",
    "그녀": "female", "they": "many", "them": "many", "themselves": "many", "그들": "many", "그녀들": "many",
}  # fmt: skip
_GROUPS = {
    "crowd": 4, "people": 4, "family": 4, "사람들": 4, "가족": 4, "식구": 4, "couple": 2, "parents": 2, "부모님": 2,
    "부모": 2, "부부": 2, "노부부": 2, "grandparents": 2,
    "parent": 2, "grandparent": 2, "twin": 2, "쌍둥이": 2,
}  # fmt: skip
"""Words that name several people by themselves."""


_LATELY = 3
"""Sentences that "they" looks back."""
_REMEMBERED = 12
"""How many people a story keeps in mind for its pronouns."""


_PAIRED = frozenset({"parent", "grandparent", "twin"})
"""Those of them that are one in the singular."""
_PLURAL = 3
"""What the readers count for a plural without a number."""


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
        told = mention.count > 1 and not (mention.count == _PLURAL and name in _GROUPS)
        count = (
            mention.count if told else _GROUPS.get(name, 1) if mention.count > 1 or name not in _PAIRED else 1
        )
        person = Person(
            mention.word, cast(Age, age), cast(Gender, gender), min(count, 12), pose_of(mention.verb), mention.colours,
            0.4 if mention.role == "modifier" else 1.0 if mention.role == "subject" else 0.8,
        )  # fmt: skip
        self._remember(person, mention.role)
        if mention.role in {"owner", "modifier"}:
            picture.owners.append(person)
            return
        picture.people.append(person)
        if mention.role == "subject":
            self._cast.actor = person

    def pronoun(self, picture: Picture, mention: Mention) -> None:
        """I and we are the teller; he, she and they the nearest people who fit; it is the last thing."""
        word = mention.names[-1][0]
        salience = 1.0 if mention.role == "subject" else 0.7
        if mention.role == "owner":
            return
        if word in _FIRST_PERSON or word in _FIRST_PLURAL:
            age: Age = "child" if picture.past else "adult"
            count = 2 if word in _FIRST_PLURAL else 1
            teller = Person(mention.word, age, "any", count, pose_of(mention.verb), (), salience)
            picture.people.append(teller)
            if mention.role == "subject":
                self._cast.actor = teller
        elif _OTHERS.get(word) == "many" and self._means_things():
            things = self._cast.last_item
            assert things is not None
            action = meaning_of("action", mention.verb) if mention.verb else None
            count = mention.count if mention.count > things.count else things.count
            picture.items.append(
                replace(things, count=count, action=action or things.action, salience=salience)
            )
        elif word in _OTHERS:
            for known in self._meant(_OTHERS[word], mention.word):
                pose = pose_of(mention.verb) if mention.verb else known.pose
                person = replace(known, pose=pose, salience=salience)
                picture.people.append(person)
                self._remember(person, mention.role)
                if mention.role == "subject":
                    self._cast.actor = person
        elif word == "it" and mention.verb and self._cast.last_item is not None:
            action = meaning_of("action", mention.verb)
            if action is not None and mention.role == "subject" and mention.verb not in {"rain", "be"}:
                picture.items.append(replace(self._cast.last_item, action=action, salience=1.0))

    def _meant(self, kind: str, word: str) -> list[Person]:
        """Whom a pronoun means: in the latest sentence that has one, the person who fits, the subject before others.

        "He" fits a man or somebody of unknown gender (who is a man from then on) but not several people; "they" are
        several, or the two people of one sentence. Nobody who fits: somebody new.
        """
        met = self._cast.met
        if kind == "many":
            return self._several(word)
        for sentence in sorted({m.sentence for m in met}, reverse=True):
            there = [m for m in met if m.sentence == sentence]
            fits = [m for m in there if m.person.count == 1 and m.person.gender in {kind, "any"}]
            if fits:
                # Of two who fit alike the one named first: a sentence is about its beginning.
                best = max(fits, key=lambda m: (m.rank, m.person.gender == kind))
                return [replace(best.person, gender=cast(Gender, kind))]
        return [Person(word, "adult", cast(Gender, kind))]

    def _means_things(self) -> bool:
        """Whether "they" are several things, spoken of later than any people."""
        item = self._cast.last_item
        people = max((m.sentence for m in self._cast.met), default=-1)
        return item is not None and item.count > 1 and self._cast.last_item_at > people

    def _several(self, word: str) -> list[Person]:
        """Whom "they" means: several people or the last two of the sentences just before, else somebody and company."""
        lately = [m for m in self._cast.met if m.sentence >= self._cast.sentence - _LATELY]
        if several := [m.person for m in lately if m.person.count > 1]:
            return [several[-1]]
        alone = [m.person for m in lately if m.rank > 0]
        if len(alone) > 1:
            return alone[-2:]
        return [Person(word, alone[0].age if alone else "adult", "any", 2)]

    def unnamed_subject(self, picture: Picture, reading: Reading, index: int) -> None:
        """A clause without a subject: who acted before acts on; a Korean sentence without any is the teller's."""
        clause = reading.clauses[index]
        verb = next((v for v in (clause.verb, *clause.chain) if v and meaning_of("pose", v)), None)
        if verb is None or _quoted(reading, index):
            return
        subjects = {m.clause for m in reading.mentions if m.role == "subject" and not _timely(m)}
        if index in subjects:
            return
        pose = pose_of(verb)
        actor = self._cast.actor
        if (subjects and min(subjects) < index) or reading.language == "en":
            if subjects and actor is not None and actor in picture.people:
                at = picture.people.index(actor)
                picture.people[at] = replace(actor, pose=most_expressive(actor.pose, pose))
                self._cast.actor = picture.people[at]
            elif actor is not None and self._acted_before(reading, index):
                picture.people.append(replace(actor, pose=pose))
                self._cast.actor = picture.people[-1]
            return
        known = actor if actor is not None else Person("나", "child" if picture.past else "adult", "any")
        picture.people.append(replace(known, pose=pose, salience=0.9))
        self._cast.actor = picture.people[-1]

    def _acted_before(self, reading: Reading, index: int) -> bool:
        """Whether the subject of the nearest clause before is the one who acted last."""
        before = [m for m in reading.mentions if m.role == "subject" and m.clause < index]
        nearest = [m for m in before if m.clause == max(b.clause for b in before)]
        actor = self._cast.actor
        if actor is None or not nearest or nearest[-1].denied:
            return False
        named = {m.word for m in nearest}
        return actor.word in named or any(m.kind == "pronoun" and m.names[-1][0] in _OTHERS for m in nearest)

    def _remember(self, person: Person, role: Role) -> None:
        rank = {"subject": 3, "object": 2, "owner": 0, "modifier": 0}.get(role, 1)
        same = next((m for m in self._cast.met if m.person.word == person.word), None)
        if same is not None:
            self._cast.met.remove(same)
            if same.sentence == self._cast.sentence:
                rank = max(rank, same.rank)
        self._cast.met.append(Met(person, self._cast.sentence, rank))
        del self._cast.met[:-_REMEMBERED]


def _timely(mention: Mention) -> bool:
    """Whether a noun only says when or how long (한 시간이나, 하루는)."""
    lemma = mention.names[-1][0]
    return any(meaning_of(kind, lemma) is not None for kind in ("when", "time"))


def _quoted(reading: Reading, index: int) -> bool:
    """Whether a clause stands between quotation marks: what somebody says is not what the teller does."""
    at = reading.sentence.find(reading.clauses[index].text.strip(" \"“”'‘’「」"))
    before = reading.sentence[: max(at, 0)]
    return before.count('"') % 2 == 1 or any(
        before.count(left) > before.count(right) for left, right in ("“”", "「」", "『』", "‘’")
    )


def pose_of(verb: str | None) -> Pose:
    """The pose of a verb (dictionary form); standing where a verb has none."""
    return cast(Pose, (verb and meaning_of("pose", verb)) or "standing")


def most_expressive(first: Pose, second: Pose) -> Pose:
    """Of two poses of one person the one that says more."""
    return min(first, second, key=_EXPRESSIVE.index)
