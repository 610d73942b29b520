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

from dataclasses import replace
from typing import Literal, cast

from feelm.story.lexicon import Meaning, abstract_korean, english_word, meaning_of, word_set
from feelm.story.people import People
from feelm.story.picture import Cast, Catalogue, Picture, as_written, homograph_of
from feelm.story.reading import Language, Mention, Reading
from feelm.story.reasons import Reason, reason_for
from feelm.story.surroundings import Surroundings, placing
from feelm.story.telling import Item, Unpictured
from feelm.things.thing import Found
from feelm.vocabulary import Place, Pose, Season, TimeOfDay

NEAR_ENOUGH = 0.45
"""Score (0..1) from which the nearest thing by meaning may stand for a word."""
_EXPRESSIVE: tuple[Pose, ...] = (
    "embracing", "waving", "dancing", "running", "sleeping", "crouching", "sitting", "walking", "looking_up",
    "standing",
)  # fmt: skip
"""When somebody does several things in a scene the pose that says most is drawn."""


class Casting:
    """Turns readings into pictures with the help of a catalogue, remembering who was spoken of."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._cast = Cast()
        self._people = People(self._cast)
        self._surroundings = Surroundings(catalogue, self._cast)

    def stops(self, reading: Reading) -> list[Place | None]:
        """The place of each clause of a sentence, None where it says none."""
        return self._surroundings.stops(reading)

    def picture(self, reading: Reading, clauses: range, text: str) -> Picture:
        """Picture the mentions of some clauses of a sentence; the first picture of a sentence begins it."""
        if clauses.start == 0:
            self._cast.sentence += 1
        moods = {reading.clauses[i].mood for i in clauses}
        picture = Picture(text, reading.language, memory=bool(moods - {"real"}), past="memory" in moods)
        mentions = [m for m in reading.mentions if m.clause in clauses]
        # The place is looked for where the text says "in" or "at" before a noun that merely stands there takes it.
        arrived = any(self.stops(reading)[: clauses.start])
        self._surroundings.set_place(picture, mentions, reading, arrived)
        for mention in mentions:
            self._place_mention(picture, mention, reading)
        for index in clauses:
            clause = reading.clauses[index]
            if not clause.negated:
                self._surroundings.set_by_words(picture, clause.verb, reading)
                self._people.unnamed_subject(picture, reading, index)
                self._travels_on(picture, reading, index)
        present = {person.word.lower() for person in picture.people}
        for owner in picture.owners:
            if owner.word.lower() not in present:
                self._leave_out(picture, owner.word, reading, "owner")
        return picture

    def _travels_on(self, picture: Picture, reading: Reading, index: int) -> None:
        """What moved in the clause before (a train, a bird) is seen where this clause without a subject goes on."""
        subjects = [m for m in reading.mentions if m.role == "subject" and m.clause <= index]
        if not subjects or subjects[-1].clause == index or self._cast.last_item is None:
            return
        last, verb = subjects[-1], reading.clauses[index].verb
        moves = verb is not None and meaning_of("action", verb) in {
            "pass",
            "fly",
            "run",
            "walk",
            "float",
            "swim",
        }
        seen = any(item.thing == self._cast.last_item.thing for item in picture.items)
        if moves and not seen and not last.denied and last.word in self._cast.last_item.word:
            picture.items.append(replace(self._cast.last_item, salience=0.9))

    def _leave_out(self, picture: Picture, word: str, reading: Reading, reason: Reason) -> None:
        picture.left_out.append(Unpictured(word, reading.sentence, reason_for(reason, reading)))

    def _place_mention(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        """Put one mention where it belongs; parts of a compound that its name leaves over are placed by themselves."""
        if mention.denied:
            self._leave_out(picture, as_written(mention), reading, "absent")
            return
        if mention.kind == "pronoun":
            self._people.pronoun(picture, mention)
            return
        if mention.kind == "emoji":
            self._emoji(picture, mention, reading)
            return
        before, told = len(picture.left_out), len(picture.setting)
        covered = self._settle(picture, mention, reading)
        shown = len(picture.left_out) == before
        alone = any(kind in {"place", "backdrop"} for _, kind in picture.setting[told:])
        alone = alone or (bool(mention.parts) and mention.parts[-1][1] in word_set("sensed"))
        head = mention.parts[-1][1] if mention.parts else ""
        bodily = head == "품" or meaning_of("body_ko", head) is not None
        rest = mention.parts[: len(mention.parts) - covered]
        for at, (word, lemma) in enumerate(rest):
            part = replace(
                mention, word=word.strip(), names=tuple((n, 1) for n in dict.fromkeys((lemma, word.strip().lower()))),
                parts=rest[at : at + 1], role="modifier", count=1, size=1.0, colours=(), adjectives=(), verb=None,
                noun_class=_class_of(lemma, mention.language),
            )  # fmt: skip
            self._modifier(picture, part, reading, shown, alone, bodily)

    def _modifier(
        self, picture: Picture, part: Mention, reading: Reading, shown: bool, alone: bool, bodily: bool
    ) -> None:
        """A noun before a noun: an owner, a place or an hour, a thing by itself (the lighthouse of a "lighthouse
        beam"), or else only the kind of its head ("pear tree", "fire escape")."""
        name = part.names[0][0]
        if bodily and meaning_of("person", name) is not None:
            part = replace(part, role="other")
        sets = any(meaning_of(kind, name) for kind in ("person", "time", "weather", "season", "place"))
        spoken = homograph_of(part, reading)
        sets = sets or (spoken is not None and spoken.kind in {"time", "season"})
        if sets or alone:
            self._settle(picture, part, reading)
        elif shown:
            picture.setting.append((part.word, "kind"))
        else:
            self._leave_out(picture, part.word, reading, "kind")

    def _settle(self, picture: Picture, mention: Mention, reading: Reading) -> int:
        """Place a mention by its longest name that means something; returns how many parts that name covers."""
        meaning = homograph_of(mention, reading)
        if mention.role == "likeness":
            self._leave_out(picture, as_written(mention), reading, "likeness")
            return len(mention.parts)
        for name, parts in mention.names:
            if meaning is not None and parts == 1:
                return self._by_meaning(picture, mention, reading, meaning)
            if self._by_name(picture, replace(mention, word=as_written(mention, parts)), name, parts):
                return parts
        return self._fallback(picture, mention, reading)

    def _by_meaning(self, picture: Picture, mention: Mention, reading: Reading, meaning: Meaning) -> int:
        if meaning.kind in {"time", "weather", "season", "place"}:
            self._surroundings.set_word(picture, mention, meaning.kind, meaning.value, mention.names[-1][0])
        elif meaning.kind == "thing":
            for name in meaning.value.split(" | "):
                found = self._catalogue.find(name, "en")
                if found is not None:
                    self._add_item(picture, mention, found, "synonym")
                    return 1
            return self._fallback(picture, mention, reading)
        else:
            reason: Reason = "body" if meaning.kind == "body" else "abstract"
            self._leave_out(picture, mention.word, reading, reason)
        return 1

    def _by_name(self, picture: Picture, mention: Mention, name: str, parts: int) -> bool:
        """Place a mention under one of its names, if that name means anything; False when it does not."""
        person = meaning_of("person", name)
        if person is not None:
            self._people.add(picture, mention, name, person)
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
                self._surroundings.set_word(picture, mention, kind, value, name)
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
        says_where = placing(mention) >= 1.0
        open_air = found is None
        if place == "room" and mention.marker in {"로", "으로"} and picture.place != "room":
            # Whoever goes home is still on the way.
            picture.setting.append((mention.word, "place"))
            return True
        if picture.place == place and (says_where or open_air or mention.role == "modifier"):
            self._surroundings.set_word(picture, mention, "place", place, name)
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
        if part_of_place and picture.place is not None and placing(mention) >= 1.0:
            picture.setting.append((mention.word, "place"))
        elif meaning_of("when", lemma) is not None:
            picture.setting.append((mention.word, "when"))
        elif meaning_of("sky", lemma) is not None:
            picture.setting.append((mention.word, "backdrop"))
            picture.colours += mention.colours
        elif place is not None and picture.place is not None and place != "room":
            self._leave_out(
                picture,
                mention.word,
                reading,
                "elsewhere",
            )
        elif meaning_of("body_ko", lemma) or mention.noun_class == "b":
            self._leave_out(picture, mention.word, reading, "body")
        elif (
            lemma in abstract_korean() or meaning_of("abstract_en", lemma) or mention.noun_class in {"x", "y"}
        ):
            self._leave_out(picture, mention.word, reading, "abstract")
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
            self._people.add(picture, mention, lemma, "adult,any")
        else:
            self._leave_out(picture, mention.word, reading, "unknown")

    def _name(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        """A proper name: somebody, when it acts or is acted on; otherwise a name that nothing draws."""
        called = bool({"call", "called", "name", "named"} & set(reading.words)) and mention.role == "object"
        acts = mention.role == "subject" or (
            mention.role == "object" and mention.word.lower() != mention.word
        )
        if acts and not called:
            self._people.add(picture, mention, mention.word, "adult,any")
        else:
            self._leave_out(picture, mention.word, reading, "name")

    def _emoji(self, picture: Picture, mention: Mention, reading: Reading) -> None:
        for name, _ in mention.names:
            if self._by_name(picture, mention, name, 1):
                return
        self._leave_out(picture, mention.word, reading, "sign")

    def _add_item(self, picture: Picture, mention: Mention, found: Found, match: str) -> None:
        action = _action(mention.verb, found.thing.motion)
        salience = {"subject": 1.0, "object": 0.7, "place": 0.45, "other": 0.5}.get(mention.role, 0.3)
        item = Item(
            mention.word, found.thing.id, mention.count, mention.size, mention.colours, action, salience,
            cast(Literal["name", "synonym", "meaning"], match if match in {"name", "synonym"} else "meaning"),
        )  # fmt: skip
        picture.items.append(item)
        if mention.role in {"subject", "object"} or self._cast.last_item is None:
            self._cast.last_item, self._cast.last_item_at = item, self._cast.sentence


def _is_somebody(lemma: str) -> bool:
    """Whether a noun that may name a person usually does ("captain"; not "letter", one who lets)."""
    return lemma not in word_set("seldom_somebody")


def _class_of(lemma: str, language: Language) -> str:
    word = english_word(lemma) if language == "en" else None
    return word.kind if word else ""


def _action(verb: str | None, motion: str) -> str | None:
    """What a thing does by its verb; coming, going and dancing it does in its own way of moving."""
    action = meaning_of("action", verb) if verb else None
    if action in {"pass", "dance"} and motion != "still":
        return motion
    return "sway" if action == "dance" else action
