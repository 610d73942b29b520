"""From mentions to a picture: who and what is in it, where and when, and what is left out and why.

What a noun becomes, first rule that fits:

1. what the text says was not there is left out ("negated");
2. a homograph takes the meaning for which its sentence speaks;
3. people become figures, with the pose of their verb;
4. words of hour, weather and season set the scene; words of place set it too when nothing else has, or become a thing;
5. parts of bodies and abstract words are left out (they have figures and feelings to carry them);
6. what the catalogue has by name or synonym becomes a thing, else the nearest by meaning;
7. the rest is left out: no drawing and nothing near.

Every mention ends in exactly one of ``items``, ``people``, ``setting`` and ``left_out``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, cast

from feelm.story.lexicon import Meaning, abstract_korean, english_word, meaning_of, meanings, word_set
from feelm.story.reading import Language, Mention, Reading
from feelm.story.telling import Item, Person, Unpictured
from feelm.things.thing import Found
from feelm.vocabulary import INDOOR_PLACES, SEASONS, Age, Gender, Place, Pose, Season, TimeOfDay, Weather

NEAR_ENOUGH = 0.45
"""Score (0..1) from which the nearest thing by meaning may stand for a word."""
_EXPRESSIVE: tuple[Pose, ...] = (
    "embracing", "waving", "dancing", "running", "sleeping", "crouching", "sitting", "walking", "looking_up",
    "standing",
)  # fmt: skip
"""When somebody does several things in a scene the pose that says most is drawn."""
_LOCATIVE_EN = word_set("placing_en")
_LOCATIVE_KO = frozenset({"에", "에서", "로", "으로", "까지", "부터"})
_FIRST_PERSON = frozenset({"i", "me", "myself", "나", "저", "내", "제"})
_FIRST_PLURAL = frozenset({"we", "us", "ourselves", "우리", "저희"})
_OTHERS = {
    "he": "male", "him": "male", "himself": "male", "그": "male", "she": "female", "her": "female", "herself": "female",
    "그녀": "female", "they": "many", "them": "many", "themselves": "many", "그들": "many",
}  # fmt: skip


class Catalogue(Protocol):
    """What the story needs of a catalogue of things."""

    def find(self, word: str, language: Language) -> Found | None:
        """The thing of that name or synonym."""

    def nearest(self, word: str, language: Language) -> Found | None:
        """The thing nearest by meaning, with its score."""


@dataclass
class Picture:
    """What one stretch of text puts in the picture, before stretches are joined to scenes."""

    text: str
    language: Literal["ko", "en", "mixed"]
    memory: bool = False
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


@dataclass
class Cast:
    """Who and what was spoken of last, for pronouns and unnamed subjects. One for a whole telling."""

    last_item: Item | None = None
    female: Person | None = None
    male: Person | None = None
    anyone: Person | None = None
    actor: Person | None = None
    place: Place | None = None
    by_head: dict[str, Found] = field(default_factory=dict)


class Casting:
    """Turns readings into pictures with the help of a catalogue, remembering who was spoken of."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._cast = Cast()

    def picture(self, reading: Reading, clauses: range, text: str) -> Picture:
        """Picture the mentions of some clauses of a sentence."""
        moods = {reading.clauses[i].mood for i in clauses}
        picture = Picture(text, reading.language, memory=bool(moods - {"real"}))
        mentions = [m for m in reading.mentions if m.clause in clauses]
        # The place is looked for where the text says "in" or "at" before a noun that merely stands there takes it.
        self._set_place(picture, mentions, reading)
        for mention in mentions:
            self._place_mention(picture, mention, reading)
        for index in clauses:
            clause = reading.clauses[index]
            if not clause.negated:
                self._set_by_words(picture, clause.verb, reading)
                self._unnamed_subject(picture, reading, index)
        present = {person.word.lower() for person in picture.people}
        for owner in picture.owners:
            if owner.word.lower() not in present:
                self._leave_out(
                    picture, owner.word, reading, "only an owner: the text does not say they are there"
                )
        return picture

    def _unnamed_subject(self, picture: Picture, reading: Reading, index: int) -> None:
        """A clause without a subject: who acted before acts on; a Korean sentence without any is the teller's."""
        verb = reading.clauses[index].verb
        if verb is None or meaning_of("pose", verb) is None:
            return
        subjects = {m.clause for m in reading.mentions if m.role == "subject"}
        if index in subjects:
            return
        pose = _pose(verb)
        actor = self._cast.actor
        if (subjects and min(subjects) < index) or reading.language == "en":
            if subjects and actor is not None and actor in picture.people:
                at = picture.people.index(actor)
                picture.people[at] = replace(actor, pose=most_expressive(actor.pose, pose))
                self._cast.actor = picture.people[at]
            return
        known = actor if actor is not None else Person("나", "child" if picture.memory else "adult", "any")
        picture.people.append(replace(known, pose=pose, salience=0.9))
        self._cast.actor = picture.people[-1]

    def _set_by_words(self, picture: Picture, verb: str | None, reading: Reading) -> None:
        """Weather told by verbs and adjectives ("it was raining", 맑은 날)."""
        if picture.weather is None:
            found = next((w for word in reading.words if (w := meaning_of("weather_word", word))), None)
            if found is not None:
                picture.weather = cast(Weather, found)
        if picture.time_of_day is None and set(reading.words) & word_set("tonight"):
            picture.time_of_day = "night"
        if picture.season is None:
            picture.season = _season_of_month(reading.sentence)
        if picture.time_of_day is None:
            self._hour_by_sky(picture, reading)
        if picture.weather is None and verb in {"rain", "snow"}:
            picture.weather = cast(Weather, verb)

    def _hour_by_sky(self, picture: Picture, reading: Reading) -> None:
        """The hour that sun, moon and stars tell: a sun that rises or sets, a moon or stars that are seen."""
        words = set(reading.words)
        if words & {"sun", "해", "태양"} and not picture.memory:
            rises, sets = words & word_set("rises"), words & word_set("sets")
            picture.time_of_day = "dawn" if rises and not sets else "sunset" if sets else None
        aside = [m for m in reading.mentions if m.denied or m.role == "likeness"]
        denied = {lemma for m in aside for _, lemma in m.parts}
        if picture.time_of_day is None and (words - denied) & {
            "moon",
            "달",
            "star",
            "별",
            "firefly",
            "반딧불이",
        }:
            picture.time_of_day = "night"

    def _set_place(self, picture: Picture, mentions: list[Mention], reading: Reading) -> None:
        candidates: list[tuple[float, Place]] = []
        for at, mention in enumerate(mentions):
            named = self._named_place(mention)
            if mention.denied or mention.kind in {"pronoun", "emoji"} or named is None:
                continue
            meaning = _homograph(mention, reading)
            if meaning is not None and meaning.kind != "place":
                continue
            place = cast(Place, meaning.value if meaning else named)
            weight = _placing(mention)
            name = mention.names[-1][0]
            # A house that is only spoken of is seen from outside; a path or a bridge belongs to the place it is in.
            if (
                weight < 1.0
                and place in INDOOR_PLACES
                and (place == "room" or self._catalogue.find(name, mention.language) is not None)
            ):
                continue
            minor = meaning_of("minor", name) is not None and meaning_of("place", name) == place
            if minor and (self._cast.place is not None or place in INDOOR_PLACES) and not picture.memory:
                continue
            candidates.append((weight - (0.5 if minor else 0.0) - 0.01 * at, place))
        if candidates:
            picture.place = max(candidates, key=lambda c: c[0])[1]
        if picture.place is not None and not picture.memory:
            self._cast.place = picture.place

    def _named_place(self, mention: Mention) -> str | None:
        """The place that a mention names by itself, or by a part of it where it says where (버스 뒷자리에서)."""
        inner = next(
            (p for _, lemma in reversed(mention.parts[:-1]) if (p := meaning_of("place", lemma))), None
        )
        for name, _ in mention.names:
            place = meaning_of("place", name)
            if place is not None:
                # The corridor of a hospital is in the hospital.
                return inner if inner is not None and meaning_of("minor", name) else place
        return inner if _placing(mention) >= 1.0 else None

    def _leave_out(self, picture: Picture, word: str, reading: Reading, reason: str) -> None:
        picture.left_out.append(Unpictured(word, reading.sentence, reason))

    def _place_mention(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        """Put one mention where it belongs; parts of a compound that its name leaves over are placed by themselves."""
        if mention.denied:
            self._leave_out(picture, _as_written(mention), reading, "the text says that it was not there")
            return
        if mention.kind == "pronoun":
            self._pronoun(picture, mention)
            return
        if mention.kind == "emoji":
            self._emoji(picture, mention, reading)
            return
        before, told = len(picture.left_out), len(picture.setting)
        covered = self._settle(picture, mention, reading)
        shown = len(picture.left_out) == before
        alone = any(kind in {"place", "backdrop"} for _, kind in picture.setting[told:])
        alone = alone or (bool(mention.parts) and mention.parts[-1][1] in word_set("sensed"))
        rest = mention.parts[: len(mention.parts) - covered]
        for at, (word, lemma) in enumerate(rest):
            part = replace(
                mention, word=word.strip(), names=tuple((n, 1) for n in dict.fromkeys((lemma, word.strip().lower()))),
                parts=rest[at : at + 1], role="modifier", count=1, size=1.0, colours=(), adjectives=(), verb=None,
                noun_class=_class_of(lemma, mention.language),
            )  # fmt: skip
            self._modifier(picture, part, reading, shown, alone)

    def _modifier(self, picture: Picture, part: Mention, reading: Reading, shown: bool, alone: bool) -> None:
        """A noun before a noun: an owner, a place or an hour, a thing by itself (the lighthouse of a "lighthouse
        beam"), or else only the kind of its head ("pear tree", "fire escape")."""
        name = part.names[0][0]
        sets = any(meaning_of(kind, name) for kind in ("person", "time", "weather", "season", "place"))
        if sets or alone:
            self._settle(picture, part, reading)
        elif shown:
            picture.setting.append((part.word, "kind"))
        else:
            self._leave_out(
                picture, part.word, reading, "only tells the kind of the next word, which is not drawn"
            )

    def _settle(self, picture: Picture, mention: Mention, reading: Reading) -> int:
        """Place a mention by its longest name that means something; returns how many parts that name covers."""
        meaning = _homograph(mention, reading)
        if mention.role == "likeness":
            self._leave_out(
                picture, _as_written(mention), reading, "only a comparison: the text does not say it is there"
            )
            return len(mention.parts)
        for name, parts in mention.names:
            if meaning is not None and parts == 1:
                return self._by_meaning(picture, mention, reading, meaning)
            if self._by_name(picture, replace(mention, word=_as_written(mention, parts)), name, parts):
                return parts
        return self._fallback(picture, mention, reading)

    def _by_meaning(self, picture: Picture, mention: Mention, reading: Reading, meaning: Meaning) -> int:
        if meaning.kind in {"time", "weather", "season", "place"}:
            self._set(picture, mention, meaning.kind, meaning.value, mention.names[-1][0])
        elif meaning.kind == "thing":
            for name in meaning.value.split(" | "):
                found = self._catalogue.find(name, "en")
                if found is not None:
                    self._add_item(picture, mention, found, "synonym")
                    return 1
            return self._fallback(picture, mention, reading)
        else:
            reason = (
                "part of a body: its figure carries it"
                if meaning.kind == "body"
                else "abstract: nothing to be seen"
            )
            self._leave_out(picture, mention.word, reading, reason)
        return 1

    def _by_name(self, picture: Picture, mention: Mention, name: str, parts: int) -> bool:
        """Place a mention under one of its names, if that name means anything; False when it does not."""
        person = meaning_of("person", name)
        if person is not None:
            self._add_person(picture, mention, name, person)
            return True
        season = meaning_of("season_cue", name)
        if season is not None and picture.season is None:
            picture.season = cast(Season, season)
        hour = meaning_of("time_cue", name)
        if hour is not None and picture.time_of_day is None:
            picture.time_of_day = cast(TimeOfDay, hour)
        for kind in ("time", "weather", "season"):
            value = meaning_of(kind, name)
            if value is not None:
                self._set(picture, mention, kind, value, name)
                return True
        if name in abstract_korean() or meaning_of("abstract_en", name) or meaning_of("body_ko", name):
            return False
        place = meaning_of("place", name)
        found = self._catalogue.find(name, mention.language)
        if place is not None:
            return self._place_or_thing(picture, mention, place, found, name)
        if found is None:
            return False
        # What is called abstract and yet has a picture under its very name (ghost, baseball) may be shown.
        if parts == 1 and (
            mention.noun_class == "b" or (mention.noun_class == "x" and found.match != "name")
        ):
            return False
        self._add_item(picture, mention, found, found.match)
        if parts > 1 and mention.parts:
            self._cast.by_head[mention.parts[-1][1]] = found
        return True

    def _place_or_thing(
        self, picture: Picture, mention: Mention, place: str, found: Found | None, name: str
    ) -> bool:
        """A word of place sets the scene where it says where; as a subject or object it is a thing if one is drawn."""
        says_where = _placing(mention) >= 1.0
        open_air = found is None
        if picture.place == place and (says_where or open_air or mention.role == "modifier"):
            self._set(picture, mention, "place", place, name)
            return True
        if found is not None:
            self._add_item(picture, mention, found, found.match)
            return True
        outside = place == "room" and not says_where
        if (picture.place is None and not outside) or meaning_of("minor", name) is not None:
            picture.setting.append((mention.word, "place"))
            picture.place = picture.place or self._cast.place or cast(Place, place)
            return True
        return False

    def _fallback(self, picture: Picture, mention: Mention, reading: Reading) -> int:
        """What no list and no name knows: a body part, an abstraction, the backdrop, the nearest thing, or left out."""
        name = mention.names[-1][0]
        lemma = mention.parts[-1][1] if mention.parts else name
        place = next((p for n, _ in mention.names if (p := meaning_of("place", n))), None)
        part_of_place = any(meaning_of("place", part) == picture.place for _, part in mention.parts[:-1])
        if part_of_place and picture.place is not None and _placing(mention) >= 1.0:
            picture.setting.append((mention.word, "place"))
        elif meaning_of("sky", lemma) is not None:
            picture.setting.append((mention.word, "backdrop"))
            picture.colours += mention.colours
        elif place is not None and picture.place is not None and place != "room":
            self._leave_out(
                picture,
                mention.word,
                reading,
                f"the scene is set elsewhere ({picture.place}), and nothing draws it as a thing",
            )
        elif meaning_of("body_ko", lemma) or mention.noun_class == "b":
            self._leave_out(picture, mention.word, reading, "part of a body: its figure carries it")
        elif (
            lemma in abstract_korean() or meaning_of("abstract_en", lemma) or mention.noun_class in {"x", "y"}
        ):
            self._leave_out(picture, mention.word, reading, "abstract: nothing to be seen")
        elif mention.kind == "name":
            self._name(picture, mention, reading)
        else:
            self._nearest(picture, mention, lemma, reading)
        return 1

    def _nearest(self, picture: Picture, mention: Mention, lemma: str, reading: Reading) -> None:
        near = self._cast.by_head.get(lemma) or self._catalogue.nearest(lemma, mention.language)
        if near is not None and near.score >= NEAR_ENOUGH:
            self._add_item(picture, mention, near, "meaning")
        elif mention.noun_class == "h" and _is_somebody(lemma):
            self._add_person(picture, mention, lemma, "adult,any")
        else:
            self._leave_out(picture, mention.word, reading, "no drawing of it, and nothing near in meaning")

    def _name(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        """A proper name: somebody, when it acts or is acted on; otherwise a name that nothing draws."""
        if (
            mention.role in {"subject", "object"} and mention.word.lower() != mention.word
        ) or mention.role == "subject":
            self._add_person(picture, mention, mention.word, "adult,any")
        else:
            self._leave_out(picture, mention.word, reading, "a name: nothing says what it looks like")

    def _emoji(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        for name, _ in mention.names:
            if self._by_name(picture, mention, name, 1):
                return
        self._leave_out(picture, mention.word, reading, "a sign: nothing in it can stand in a picture")

    def _set(self, picture: Picture, mention: Mention, kind: str, value: str, name: str) -> None:
        """Set the place, hour, weather or season, the first that is said winning; the word is noted either way."""
        if kind == "place" and picture.place is None:
            picture.place = cast(Place, value)
        if kind == "time" and picture.time_of_day is None:
            picture.time_of_day = cast(TimeOfDay, value)
        over = mention.role == "subject" and meaning_of("over", mention.verb or "") is not None
        if kind == "season" and over:
            value = SEASONS[(SEASONS.index(value) + 1) % len(SEASONS)]
        if kind == "weather" and picture.weather is None:
            picture.weather = "clear" if over else cast(Weather, value)
        cue = value if kind == "season" else meaning_of("season_cue", name)
        cue = cue or ("winter" if kind == "weather" and value == "snow" else None)
        said = kind == "season"
        if cue is not None and (picture.season is None or (said and not picture.season_said)):
            picture.season, picture.season_said = cast(Season, cue), said
        picture.setting.append((mention.word, "time_of_day" if kind == "time" else kind))
        picture.colours += mention.colours

    def _add_item(self, picture: Picture, mention: Mention, found: Found, match: str) -> None:
        action = _action(mention.verb, found.thing.motion)
        salience = {"subject": 1.0, "object": 0.7, "place": 0.45, "other": 0.5}.get(mention.role, 0.3)
        item = Item(
            mention.word, found.thing.id, mention.count, mention.size, mention.colours, action, salience,
            cast(Literal["name", "synonym", "meaning"], match if match in {"name", "synonym"} else "meaning"),
        )  # fmt: skip
        picture.items.append(item)
        if mention.role in {"subject", "object"} or self._cast.last_item is None:
            self._cast.last_item = item

    def _add_person(self, picture: Picture, mention: Mention, name: str, value: str) -> None:
        age, gender = value.split(",")
        young = {"little", "young", "small", "어리다", "작다", "어린"} & set(mention.adjectives)
        if young and age == "adult":
            age = "child"
        if {"old", "elderly", "늙다", "늙은"} & set(mention.adjectives) and age == "adult":
            age = "elder"
        count = (
            4
            if name in {"crowd", "people", "사람들", "가족", "family", "관중"} and mention.count == 1
            else mention.count
        )
        count = (
            2
            if name in {"couple", "parents", "부모님", "부모", "부부", "노부부", "grandparents"}
            and count == 1
            else count
        )
        person = Person(
            mention.word, cast(Age, age), cast(Gender, gender), min(count, 12), _pose(mention.verb), mention.colours,
            0.4 if mention.role == "modifier" else 1.0 if mention.role == "subject" else 0.8,
        )  # fmt: skip
        self._remember(person)
        if mention.role in {"owner", "modifier"}:
            picture.owners.append(person)
            return
        picture.people.append(person)
        if mention.role == "subject":
            self._cast.actor = person

    def _remember(self, person: Person) -> None:
        self._cast.anyone = person
        if person.gender == "female":
            self._cast.female = person
        if person.gender == "male":
            self._cast.male = person

    def _pronoun(self, picture: Picture, mention: Mention) -> None:
        """I and we are the teller; he, she and they are whom the text spoke of last; it is the last thing."""
        word = mention.names[-1][0]
        salience = 1.0 if mention.role == "subject" else 0.7
        pose = _pose(mention.verb)
        if word in _FIRST_PERSON or word in _FIRST_PLURAL:
            age: Age = "child" if picture.memory else "adult"
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


def _is_somebody(lemma: str) -> bool:
    """Whether a noun that may name a person usually does ("baker"; not "letter", one who lets)."""
    word = english_word(lemma)
    return word is not None and word.uses.get("N", 0) < 25


def _season_of_month(sentence: str) -> Season | None:
    """Season of a Korean month (7월); English months are words of the vocabulary."""
    found = re.search(r"(?<!\d)(1[0-2]|[1-9])월", sentence)
    return cast(Season, SEASONS[(int(found.group(1)) % 12) // 3 - 1]) if found else None


def _class_of(lemma: str, language: Language) -> str:
    word = english_word(lemma) if language == "en" else None
    return word.kind if word else ""


def _as_written(mention: Mention, parts: int | None = None) -> str:
    """The last ``parts`` nouns of a mention (all of them by default) as they stand in the text."""
    if not mention.parts:
        return mention.word
    return "".join(
        word for word, _ in mention.parts[len(mention.parts) - (parts or len(mention.parts)) :]
    ).strip()


def _action(verb: str | None, motion: str) -> str | None:
    """What a thing does by its verb; coming, going and dancing it does in its own way of moving."""
    action = meaning_of("action", verb) if verb else None
    if action in {"pass", "dance"} and motion != "still":
        return motion
    return "sway" if action == "dance" else action


def _pose(verb: str | None) -> Pose:
    return cast(Pose, (verb and meaning_of("pose", verb)) or "standing")


def _placing(mention: Mention) -> float:
    """How strongly a mention says where the scene is: 1 and more with "in" or 에서, less for a bare noun."""
    locative = mention.marker in (_LOCATIVE_EN if mention.language == "en" else _LOCATIVE_KO)
    if locative:
        return 1.5 if mention.marker in {"in", "at", "inside", "에서", "on"} else 1.2
    return {"place": 0.6, "subject": 0.5, "object": 0.5, "other": 0.4}.get(mention.role, 0.3)


def _homograph(mention: Mention, reading: Reading) -> Meaning | None:
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


def most_expressive(first: Pose, second: Pose) -> Pose:
    """Of two poses of one person the one that says more."""
    return min(first, second, key=_EXPRESSIVE.index)
