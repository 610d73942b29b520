"""The names that an expression of the score can use, and the nearest name to a mistaken one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from feelm.vocabulary import SIGNALS

TIME_NAMES: dict[str, str] = {
    "t": "seconds from the start of the film",
    "u": "progress through the shot, 0 to 1",
    "f": "frame number in the film",
    "beat": "beats since the first beat, with fraction",
    "bar": "bars since the first downbeat, with fraction",
    "beat_phase": "progress through the beat, 0 to 1",
    "bar_phase": "progress through the bar, 0 to 1",
}
SOUND_NAMES: dict[str, str] = {
    "kick": "hits of the low drum, 0 to 1",
    "snare": "hits of the snare, 0 to 1",
    "hats": "hits of cymbals and hats, 0 to 1",
    "bass": "energy of the bass, 0 to 1",
    "mid": "energy of the middle, 0 to 1",
    "air": "energy of the top, 0 to 1",
    "onset": "strength of new notes, 0 to 1",
    "loudness": "loudness, 0 to 1 within the piece",
    "brightness": "brightness of the sound, 0 to 1",
    "section": "number of the section of the piece, from 0",
}
FEELING_NAMES: dict[str, str] = {
    "valence": "unpleasant -1 to pleasant 1",
    "arousal": "calm -1 to excited 1",
    "certainty": "how sure the feeling is, 0 to 1",
}
CONSTANTS: dict[str, float] = {"pi": 3.141592653589793, "tau": 6.283185307179586, "e": 2.718281828459045}

if missing := set(SIGNALS) - set(SOUND_NAMES):  # the vocabulary grew: its signals need a word here
    raise ImportError(f"feelm.score.names lacks the signals {sorted(missing)}")

NAMES: dict[str, str] = {**TIME_NAMES, **SOUND_NAMES, **FEELING_NAMES}
"""Every signal of the score language and what it means."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `x`?" for the known name most like ``word``, or None when none is near.

    >>> nearest("kik", ["kick", "snare"])
    'did you mean `kick`?'
    """
    word = word.lower()[:80]
    rated = [
        (difflib.SequenceMatcher(a=word, b=name.lower()).ratio(), -abs(len(name) - len(word)), name)
        for name in known
    ]
    likeness, _, name = max(rated, default=(0.0, 0, ""))
    return f"did you mean `{name}`?" if likeness >= 0.55 else None
