"""What the person asks of a film, and what the director needs of the catalogue and of a style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from feelm.score.model import Music
from feelm.things.thing import Found, Thing


@dataclass(frozen=True)
class Brief:
    """A film as it is wanted.

    ``duration_s`` None lets ``plan_duration`` decide; ``style`` None lets the feeling choose; ``story`` is the text as
    it was brought, kept in the score. ``gains`` are the person's own: relation → factor (``director.relations``).
    """

    size: tuple[int, int] = (1280, 720)
    fps: float = 24.0
    seed: int = 7
    duration_s: float | None = None
    title: str = ""
    style: str | None = None
    captions_burned: bool = False
    music: Music | None = None
    story: str = ""
    gains: Mapping[str, float] = field(default_factory=dict)

    @property
    def chance(self) -> int:
        """The seed of this film's choices: the person's seed with the story and the music in it.

        Two films of one seed are thus not cut alike, and one film is always cut the same way.
        """
        digest = self.music.digest if self.music and not self.music.composed else ""
        words = f"{self.seed}\x1f{self.story}\x1f{digest}".encode()
        return int.from_bytes(blake2b(words, digest_size=6).digest(), "big")


class Catalogue(Protocol):
    """What the director asks of the things room."""

    def get(self, id: str) -> Thing:
        """The thing with this id."""

    def find(self, word: str, language: str) -> Found | None:
        """The thing that a word names, or None."""

    def credits(self, ids: Iterable[str]) -> list[str]:
        """Lines of attribution for these things."""


class Style(Protocol):
    """What the director asks of a painting style: its name and how it feels, each 0..1."""

    @property
    def name(self) -> str:
        """The name to write in the score."""

    @property
    def energy(self) -> float:
        """0 calm to 1 wild."""

    @property
    def darkness(self) -> float:
        """0 light to 1 dark."""

    @property
    def warmth(self) -> float:
        """0 cold to 1 warm."""

    @property
    def strengths(self) -> tuple[float, float]:
        """The range of painting strengths in which it looks best."""
