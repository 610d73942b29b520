"""Where and when a picture is: place, hour, weather and season, said by nouns, verbs, the sky or a month."""

from __future__ import annotations

import re
from typing import cast

from feelm.story.lexicon import meaning_of, word_set
from feelm.story.picture import Cast, Catalogue, Picture, homograph_of
from feelm.story.reading import Mention, Reading
from feelm.vocabulary import INDOOR_PLACES, SEASONS, Place, Season, TimeOfDay, Weather

_LOCATIVE_EN = word_set("placing_en")
_LOCATIVE_KO = frozenset({"에", "에서", "로", "으로", "까지", "부터"})
_TOWARD = frozenset({"로", "으로", "까지", "to", "toward", "towards"})
_HOURS: tuple[tuple[int, TimeOfDay], ...] = (
    (4, "night"), (6, "dawn"), (11, "morning"), (13, "noon"), (17, "afternoon"), (20, "dusk"),
)  # fmt: skip
"""Last full hour of each time of day; later it is night."""
_OF_THE_NIGHT = frozenset({"moon", "달", "star", "별", "firefly", "반딧불이"})


class Surroundings:
    """Sets the world of pictures; the cast knows the place of the one before."""

    def __init__(self, catalogue: Catalogue, cast: Cast) -> None:
        self._catalogue = catalogue
        self._cast = cast

    def stops(self, reading: Reading) -> list[Place | None]:
        """For each clause of a sentence the place where it plays, if it says so; what belongs to a place is none.

        "We left the village and went down to the sea" has two; a path or a bridge on the way has no scene of its own.
        """
        found: list[Place | None] = []
        for index, clause in enumerate(reading.clauses):
            places: list[tuple[float, Place]] = []
            for mention in (m for m in reading.mentions if m.clause == index):
                place = self._stop(mention, reading, clause.verb)
                if place is not None:
                    places.append((placing(mention), place))
            found.append(max(places, key=lambda p: p[0])[1] if places else None)
        return found

    def _stop(self, mention: Mention, reading: Reading, verb: str | None) -> Place | None:
        """The place that a mention makes a stop of a journey: said with a preposition or left, crossed, passed."""
        named = self._named_place(mention)
        if mention.denied or mention.kind in {"pronoun", "emoji"} or named is None:
            return None
        if mention.role in {"owner", "likeness", "modifier"} or reading.clauses[mention.clause].negated:
            return None
        meaning = homograph_of(mention, reading)
        if meaning is not None and meaning.kind != "place":
            return None
        name = mention.names[-1][0]
        if meaning_of("minor", name) is not None and meaning_of("place", name) == named:
            return None
        passed = mention.role == "object" and (mention.verb or verb or "") in word_set("leaving")
        home = named == "room" and mention.marker in _TOWARD
        if home or not (passed or placing(mention) >= 1.0):
            return None
        return cast(Place, meaning.value if meaning else named)

    def set_place(
        self, picture: Picture, mentions: list[Mention], reading: Reading, arrived: bool = False
    ) -> None:
        """Choose the place of a picture: where the text says in or at, else where something is said to be.

        ``arrived``: the sentence has left another place before, so that "to the school" is at the school now.
        """
        candidates: list[tuple[float, Place]] = []
        for at, mention in enumerate(mentions):
            named = self._named_place(mention)
            if mention.denied or mention.role == "likeness" or mention.kind in {"pronoun", "emoji"}:
                continue
            if named is None:
                continue
            meaning = homograph_of(mention, reading)
            if meaning is not None and meaning.kind != "place":
                continue
            place = cast(Place, meaning.value if meaning else named)
            weight = placing(mention)
            name = mention.names[-1][0]
            # A house that is only spoken of is seen from outside; a path or a bridge belongs to the place it is in.
            if (
                weight < 1.0
                and place in INDOOR_PLACES
                and (place == "room" or self._catalogue.find(name, mention.language) is not None)
            ):
                continue
            # Whoever goes home is still on the way: the room is not the place yet.
            toward = mention.marker in _TOWARD
            if place in INDOOR_PLACES and toward and not (arrived and place != "room"):
                continue
            minor = meaning_of("minor", name) is not None and meaning_of("place", name) == place
            if minor and (self._cast.place is not None or place in INDOOR_PLACES) and not picture.memory:
                continue
            candidates.append((weight - (1.0 if minor else 0.0) - 0.01 * at, place))
        if candidates:
            picture.place = max(candidates, key=lambda c: c[0])[1]
        if picture.place is not None and not picture.memory:
            self._cast.place = picture.place

    def set_word(self, picture: Picture, mention: Mention, kind: str, value: str, name: str) -> None:
        """Set the place, hour, weather or season, the first that is said winning; the word is noted either way."""
        if kind == "place" and picture.place is None:
            picture.place = cast(Place, value)
        if kind == "time" and picture.time_of_day is None:
            picture.time_of_day = cast(TimeOfDay, value)
        over = mention.role == "subject" and meaning_of("over", mention.verb or "") is not None
        # A wind that passes blows; rain that passes is over.
        over = over and not (value == "wind" and mention.verb in {"지나가다", "지나다", "pass"})
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

    def set_by_words(self, picture: Picture, verb: str | None, reading: Reading) -> None:
        """Weather told by verbs and adjectives ("it was raining", 맑은 날)."""
        if picture.weather is None:
            found = next((w for word in reading.words if (w := meaning_of("weather_word", word))), None)
            if found is not None:
                picture.weather = cast(Weather, found)
        if picture.time_of_day is None and set(reading.words) & word_set("tonight"):
            picture.time_of_day = "night"
        if picture.time_of_day is None:
            picture.time_of_day = _hour_of_clock(reading.sentence)
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
        if picture.time_of_day is None and (words - denied) & _OF_THE_NIGHT:
            picture.time_of_day = "night"

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
        return inner if placing(mention) >= 1.0 else None


def placing(mention: Mention) -> float:
    """How strongly a mention says where the scene is: 1 and more with "in" or 에서, less for a bare noun."""
    locative = mention.marker in (_LOCATIVE_EN if mention.language == "en" else _LOCATIVE_KO)
    if locative:
        return 1.5 if mention.marker in {"in", "at", "inside", "에서", "on"} else 1.2
    return {"place": 0.6, "subject": 0.5, "object": 0.5, "other": 0.4}.get(mention.role, 0.3)


def _hour_of_clock(sentence: str) -> TimeOfDay | None:
    """Time of day of an English hour ("3 a.m.", "7:30 pm"); Korean hours come with a word (새벽 세 시)."""
    found = re.search(r"(?i)\b(1[0-2]|[1-9])(?::[0-5]\d)?\s?([ap])\.?m\b", sentence)
    if found is None:
        return None
    hour = int(found.group(1)) % 12 + (12 if found.group(2).lower() == "p" else 0)
    for last, name in _HOURS:
        if hour <= last:
            return name
    return "night"


def _season_of_month(sentence: str) -> Season | None:
    """Season of a Korean month (7월); English months are words of the vocabulary."""
    found = re.search(r"(?<!\d)(1[0-2]|[1-9])월", sentence)
    return cast(Season, SEASONS[(int(found.group(1)) % 12) // 3 - 1]) if found else None
