"""How a word is compared with the names of things: spelling made even, plurals, likeness of letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

IRREGULAR_PLURALS = {
    "mice": "mouse", "geese": "goose", "teeth": "tooth", "feet": "foot", "oxen": "ox", "children": "child",
    "leaves": "leaf", "loaves": "loaf", "knives": "knife", "wolves": "wolf", "calves": "calf", "shelves": "shelf",
    "scarves": "scarf", "hooves": "hoof", "dice": "die", "cacti": "cactus", "fungi": "fungus", "buses": "bus",
    "women": "woman", "men": "man", "people": "person", "halves": "half", "thieves": "thief", "sheaves": "sheaf",
}  # fmt: skip


def key(word: str, language: str) -> str:
    """Return the even spelling under which a word is stored: no case, no accents of form, single spaces.

    Korean is compared without spaces ("돌 담" is "돌담"), English with hyphens as spaces.

    >>> key("  Sailing-Boat ", "en"), key("빨간 우산", "ko")
    ('sailing boat', '빨간우산')
    """
    even = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
    even = re.sub(r"[\s_\-]+", " ", even).strip(" .,!?\"'")
    return even.replace(" ", "") if language == "ko" else even


def language_of(word: str) -> str:
    """Return "ko" if the word holds a Korean letter, else "en"."""
    return "ko" if any("가" <= c <= "힣" or "ㄱ" <= c <= "ㅣ" for c in word) else "en"


def singulars(word: str) -> tuple[str, ...]:
    """Return what an English word (its last part, if there are several) could be the plural of; likeliest first.

    >>> singulars("cherries"), singulars("old buses")
    (('cherry', 'cherrie'), ('old bus',))
    """
    head, _, last = word.rpartition(" ")
    front = head + " " if head else ""
    if last in IRREGULAR_PLURALS:
        return (front + IRREGULAR_PLURALS[last],)
    found: list[str] = []
    if len(last) > 4 and last.endswith("ies"):
        found.append(last[:-3] + "y")
    if len(last) > 4 and last.endswith("ves"):
        found += [last[:-3] + "f", last[:-3] + "fe"]
    if len(last) > 4 and last.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.append(last[:-2])
    if len(last) > 3 and last.endswith("s") and not last.endswith("ss"):
        found.append(last[:-1])
    return tuple(front + f for f in found)


@lru_cache(maxsize=8192)
def _bigrams(word: str) -> Counter[str]:
    letters = "^" + unicodedata.normalize("NFD", word) + "$"
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(a: str, b: str) -> float:
    """Return how alike two words are written, 0..1: the Dice coefficient of their pairs of letters.

    Korean syllables are taken apart into their letters first, so that 코스모쓰 is close to 코스모스.
    Source: L. R. Dice, "Measures of the amount of ecologic association between species", Ecology 26 (1945).
    """
    one, two = _bigrams(a), _bigrams(b)
    return 2 * sum((one & two).values()) / (one.total() + two.total())
