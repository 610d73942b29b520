"""``Passage``: a stretch of the film that is one place at one hour, with everything settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from feelm.audio.hearing import Hearing, Section
from feelm.story.telling import Scene


@dataclass(frozen=True)
class Passage:
    """A settled scene on its span of the film; ``sentences`` are (start, end, text) of what is read meanwhile.

    ``index`` is the telling's scene, None on a journey without words; ``why`` has a sentence for place, time,
    weather and season, and on a journey for the players. ``token``: the thing that returns on a journey, where it does.
    """

    scene: Scene
    start_s: float
    end_s: float
    index: int | None
    why: dict[str, str] = field(default_factory=dict)
    sentences: tuple[tuple[float, float, str], ...] = ()
    token: str = ""

    @property
    def length_s(self) -> float:
        """Seconds that the passage lasts."""
        return self.end_s - self.start_s


def section_at(hearing: Hearing | None, time_s: float) -> Section | None:
    """The section of the music that sounds at an instant (a hair later, so that a border belongs to the new one)."""
    if hearing is None:
        return None
    past = [section for section in hearing.sections if section.start_s <= time_s + 0.05]
    return past[-1] if past else (hearing.sections[0] if hearing.sections else None)


def energy_at(hearing: Hearing | None, time_s: float, arousal: float) -> float:
    """Energy 0..1 of the music at an instant; without music, of the feeling itself."""
    section = section_at(hearing, time_s)
    return section.energy if section else min(max(0.5 + 0.4 * arousal, 0.0), 1.0)
