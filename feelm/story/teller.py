"""From a text to a ``Telling``: sentences are read, cast and joined to scenes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from feelm.affect import sentence_affect
from feelm.language import say
from feelm.story.affect_words import cues_of
from feelm.story.casting import Casting
from feelm.story.emojis import emoji_mentions, without_emoji
from feelm.story.english import EnglishReader
from feelm.story.korean import KoreanReader
from feelm.story.lexicon import word_set
from feelm.story.picture import Catalogue, Picture
from feelm.story.reading import Clause, Reading
from feelm.story.scenes import MOST_SCENES, Stretch, join_scenes
from feelm.story.sentences import split_sentences
from feelm.story.telling import Telling
from feelm.vocabulary import Place

_LONG = {"ko": 12, "en": 20, "mixed": 14}
"""Words from which a sentence is cut at its clauses."""
_FOREIGN = 0.4
"""Share of unknown words from which a sentence in Latin letters is taken for another language."""


class Teller:
    """Reads texts with one catalogue. Kiwi is loaded at the first Hangul and let go with the teller."""

    def __init__(self, catalogue: Catalogue, korean: KoreanReader | None = None) -> None:
        self._catalogue = catalogue
        self._korean = korean
        self._english = EnglishReader()

    def tell(self, text: str) -> Telling:
        """Return the scenes of a text; any text gives at least one."""
        casting = Casting(self._catalogue)
        sentences = split_sentences(unicodedata.normalize("NFC", text))
        stretches: list[Stretch] = []
        foreign: list[str] = []
        for sentence in sentences:
            reading = self._read(sentence)
            if reading.foreign >= _FOREIGN:
                foreign.append(sentence)
            stretches += _stretches(casting, reading)
        if not stretches:
            stretches = [Stretch(Picture(text.strip(), "en"), [])]
        scenes, left_out, pressed = join_scenes(stretches)
        notes = [*_language_note(foreign, len(sentences)), *_length_note(pressed, len(sentences))]
        return Telling(text, scenes, left_out, tuple(notes))

    def _read(self, sentence: str) -> Reading:
        signs = emoji_mentions(sentence)
        plain = without_emoji(sentence) if signs else sentence
        letters = _letters(plain)
        if letters["hangul"]:
            if self._korean is None:
                self._korean = KoreanReader()
            reading = self._korean.read(plain)
        elif letters["latin"]:
            reading = self._english.read(plain)
            foreign = _is_foreign(reading)
            reading = replace(reading, foreign=0.0)
            if foreign:
                # Words of a third language may look like English ones (French "pain"), so none is pictured.
                reading = Reading(plain, "en", (), (Clause(plain),), (), 1.0)
        else:
            reading = Reading(plain, "en", (), (Clause(plain),), (), 1.0 if letters["other"] else 0.0)
        if letters["other"] > letters["hangul"] + letters["latin"]:
            reading = Reading(
                sentence, reading.language, reading.mentions, reading.clauses, reading.words, 1.0
            )
        return Reading(
            sentence,
            reading.language,
            (*reading.mentions, *signs),
            reading.clauses,
            reading.words,
            reading.foreign,
        )


def _letters(text: str) -> dict[str, int]:
    """How many letters are Hangul, Latin and neither."""
    found = {"hangul": 0, "latin": 0, "other": 0}
    for char in text:
        if "가" <= char <= "힣" or "ㄱ" <= char <= "ㆎ" or "ᄀ" <= char <= "ᇿ":
            found["hangul"] += 1
        elif char.isalpha():
            found["latin" if char < "ɐ" else "other"] += 1
    return found


_FUNCTION_WORDS = word_set("function_en")


def _is_foreign(reading: Reading) -> bool:
    """Whether a sentence in Latin letters is in another language: unknown words, few that hold English together."""
    count = len(reading.words)
    helped = sum(word.lower() in _FUNCTION_WORDS for word in reading.words)
    if count < 3:
        return (
            reading.foreign >= 1.0
            and count > 0
            and any(not c.isascii() and c.isalpha() for c in reading.sentence)
        )
    if helped == 0 and count >= 5:
        return reading.foreign >= 0.2
    return reading.foreign >= _FOREIGN and helped * 5 < count


def _stretches(casting: Casting, reading: Reading) -> Iterator[Stretch]:
    """Cut a reading where its mood or its place changes or, in a long sentence, where a clause ends; picture each."""
    language = "ko" if reading.language != "en" else "en"
    cues = cues_of(reading.words, "ko" if language == "ko" else "en")
    # A sentence in a third language, of which no word is read, says nothing to the head either.
    heard = sentence_affect(reading.sentence, "ko" if language == "ko" else "en") if reading.words else None
    for first, last in _cuts(reading, casting.stops(reading)):
        clauses = reading.clauses[first:last]
        whole = last - first == len(reading.clauses)
        text = reading.sentence.strip() if whole else " ".join(c.text for c in clauses if c.text)
        picture = casting.picture(reading, range(first, last), text)
        yield Stretch(picture, cues, heard)


def _cuts(reading: Reading, stops: list[Place | None]) -> list[tuple[int, int]]:
    """Spans of clauses that share a stretch; ``stops``: the place of each clause, where it says one."""
    limit = _LONG[reading.language]
    spans: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(reading.clauses)):
        here, before = reading.clauses[at], reading.clauses[at - 1]
        turns = (here.mood == "real") != (before.mood == "real")
        place = next((stop for stop in reversed(stops[start:at]) if stop), None)
        travels = stops[at] is not None and place is not None and stops[at] != place
        words = sum(len(c.text.split()) for c in reading.clauses[start:at])
        rest = sum(len(c.text.split()) for c in reading.clauses[at:])
        if turns or travels or (words + rest > limit and words >= limit // 2 and rest >= limit // 3):
            spans.append((start, at))
            start = at
    return [*spans, (start, len(reading.clauses))]


def _language_note(foreign: list[str], total: int) -> list[str]:
    if not foreign:
        return []
    some = foreign[0][:60] + ("…" if len(foreign[0]) > 60 else "")
    return [
        say(
            f"feelm reads Korean and English; {len(foreign)} of {total} sentences are in neither (“{some}”), "
            "and nothing of them is pictured but their emojis.",
            f"feelm은 한국어와 영어를 읽습니다. {total}문장 중 {len(foreign)}문장은 다른 언어여서(“{some}”) "
            "이모지 말고는 그리지 못했습니다.",
        )
    ]


def _length_note(pressed: bool, total: int) -> list[str]:
    if not pressed:
        return []
    return [
        say(
            f"The text is long: its {total} sentences share {MOST_SCENES} scenes.",
            f"글이 길어 {total}문장이 장면 {MOST_SCENES}개에 나뉘어 담깁니다.",
        )
    ]
