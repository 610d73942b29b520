"""Words for the feeling of a whole film, as places on the plane of valence and arousal.

The places follow the circumplex of J. A. Russell ("A circumplex model of affect", 1980): valence to the right, arousal
upwards, both −1..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from feelm.errors import InputError
from feelm.language import say

if TYPE_CHECKING:
    from feelm.affect.feeling import Stream

MOOD_SD = 0.2
"""How far the film may still wander from the mood that was asked for."""


@dataclass(frozen=True)
class Mood:
    """A word for a feeling in both languages, with its valence and arousal (−1..1)."""

    name: str
    korean: str
    valence: float
    arousal: float

    def __str__(self) -> str:
        return say(self.name, self.korean)


MOODS: tuple[Mood, ...] = (
    Mood("joy", "기쁨", 0.75, 0.45),
    Mood("wonder", "경이", 0.55, 0.55),
    Mood("hope", "희망", 0.55, 0.2),
    Mood("tenderness", "다정함", 0.6, -0.2),
    Mood("calm", "평온", 0.45, -0.55),
    Mood("longing", "그리움", -0.15, -0.2),
    Mood("loneliness", "외로움", -0.5, -0.35),
    Mood("grief", "슬픔", -0.65, -0.3),
    Mood("unease", "불안", -0.4, 0.4),
    Mood("fear", "두려움", -0.65, 0.6),
    Mood("anger", "분노", -0.65, 0.75),
    Mood("tension", "긴장", -0.2, 0.65),
)


def find_mood(word: str) -> Mood:
    """The mood of that English or Korean name.

    Raises:
        InputError: no mood has the name; the nearest is suggested.
    """
    wanted = word.strip().lower()
    for mood in MOODS:
        if wanted in (mood.name, mood.korean):
            return mood
    names = [mood.name for mood in MOODS] + [mood.korean for mood in MOODS]
    near = get_close_matches(wanted, names, 1)
    fix = f"did you mean {near[0]}?" if near else "choose " + ", ".join(str(mood) for mood in MOODS)
    raise InputError(f"no mood is called “{word}”", where="--mood", fix=fix)


def nearest_mood(valence: float, arousal: float) -> Mood:
    """The mood that lies nearest to a place on the plane."""
    return min(MOODS, key=lambda mood: (mood.valence - valence) ** 2 + (mood.arousal - arousal) ** 2)


def mood_stream(mood: Mood, duration_s: float) -> Stream:
    """The mood as evidence over the whole film: the stream "mood"."""
    import numpy as np

    from feelm.affect.feeling import Stream

    both = np.ones(2)
    return Stream(
        name="mood",
        times_s=np.array([0.0, duration_s]),
        valence=mood.valence * both,
        arousal=mood.arousal * both,
        valence_sd=MOOD_SD * both,
        arousal_sd=MOOD_SD * both,
    )
