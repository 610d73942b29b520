"""Reasons as sentences, in English or Korean."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["ko", "en"]


class Reasons:
    """Says why a thing was chosen, in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the sentence of a reason with its values; feelings are written with one decimal."""
        words = {key: self._word(value) for key, value in values.items()}
        return sentences()[name][self.language].format(**words)

    def _word(self, value: object) -> str:
        if isinstance(value, float):
            return f"{value:+.1f}" if value < 0 else f"{value:.1f}"
        text = str(value)
        return words()[text][self.language] if text in words() else text.replace("_", " ")


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
