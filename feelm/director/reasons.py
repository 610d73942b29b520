"""Reasons as sentences, in English or Korean."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ko", "en"]
_PARTICLE = re.compile(r"(\S)(이|을|은|과)\((가|를|는|와)\)")


class Reasons:
    """Says why a thing was chosen, in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the sentence of a reason with its values; feelings are written with one decimal."""
        words = {key: self._word(value) for key, value in values.items()}
        sentence = sentences()[name][self.language].format(**words)
        return with_particles(sentence) if self.language == "ko" else sentence

    def _word(self, value: object) -> str:
        if isinstance(value, float):
            return f"{round(value, 1) + 0.0:.1f}"
        text = str(value)
        return words()[text][self.language] if text in words() else text.replace("_", " ")


def with_particles(sentence: str) -> str:
    """Choose between the two forms of a Korean particle by the last sound of the word before it.

    >>> with_particles("창이(가), 바다을(를)")
    '창이, 바다를'
    """
    return _PARTICLE.sub(lambda found: found[1] + (found[2] if _closed(found[1]) else found[3]), sentence)


def _closed(letter: str) -> bool:
    """Whether a word ends in a closed syllable; a Latin letter counts by how its name sounds in Korean."""
    if "가" <= letter <= "힣":
        return (ord(letter) - ord("가")) % 28 != 0
    return letter.lower() in "lmnr013678"


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every reason by name: language → sentence."""
    text = files("feelm.director").joinpath("reasons.toml").read_text(encoding="utf-8")
    return {name: dict(both) for name, both in tomllib.loads(text).items()}


@cache
def words() -> dict[str, dict[str, str]]:
    """Words of the shared vocabulary (places, hours, sizes, moves…) in both languages."""
    text = files("feelm.director").joinpath("words.toml").read_text(encoding="utf-8")
    return {
        name: {"en": name.replace("_", " "), "ko": korean} for name, korean in tomllib.loads(text).items()
    }
