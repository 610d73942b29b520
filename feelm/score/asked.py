"""What a person asked for when a film was directed, as the score remembers it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from feelm.score.numbers import Part


class Asked(Part):
    """What the person decided; what is absent was left to the director. `feelm score --again` directs from it anew.

    ``mode`` says who chose the rest: the director (``auto``), the person's answers (``guided``), nobody (``manual``).
    ``story`` and ``feeling`` are the files that were brought (relative to the score), ``mood`` a word for the feeling
    of the whole, ``style`` a style's name or a picture, ``length`` seconds, ``sound_font`` the composer's instruments.
    Title, size, rate, seed and music stand in the score itself.
    """

    mode: Literal["auto", "guided", "manual"] = "auto"
    """Who chose the rest: the director (`auto`), the person's answers (`guided`), nobody (`manual`)."""
    story: str | None = None
    """File of the words, relative to the score."""
    feeling: str | None = None
    """File of the drawn curve, relative to the score."""
    model: str | None = None
    """File of the decoder with which `feeling`, then a recording, was read."""
    lay: Literal["marks", "story", "even"] | None = None
    """How recalled time is laid onto the film: by marks, by the order of the story, or evenly."""
    laid: list[tuple[float, float]] = []
    """Pairs [recall second, film second] by which it is laid instead; change them and direct again."""
    profile: str | None = None
    """Whose own mapping from feeling to looks is used."""
    mood: str | None = None
    """A word for the feeling of the whole."""
    style: str | None = None
    """A style's name or a picture, for the whole film."""
    length: float | None = Field(default=None, gt=0)
    """Seconds that were asked for."""
    sound_font: str | None = None
    """The composer's instruments."""
