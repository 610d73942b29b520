"""The names that an expression of the score can use, and the nearest name to a mistaken one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from feelm.vocabulary import SIGNALS

TIME_NAMES: dict[str, str] = {
    "t": "seconds from the start of the film",
    "u": "progress through the shot, 0 to 1 (in a signal of the score: through the film)",
    "f": "frame number in the film, from 0",
    "film": "progress through the film, 0 to 1",
    "beat": "beats since the first beat, with fraction, from 0",
    "bar": "bars since the first downbeat, with fraction, from 0",
    "beat_phase": "progress through the beat, 0 to 1",
    "bar_phase": "progress through the bar, 0 to 1",
    "beat_length": "usual length of a beat, in seconds",
    "bar_length": "usual length of a bar, in seconds",
    "frame_length": "length of a frame, in seconds",
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
    "section": "number of the section, from 0",
    "section_phase": "progress through the section, 0 to 1",
}
WORD_NAMES: dict[str, str] = {
    "scene": "number of the story's scene, from 0; -1 before the first and where no words are told",
    "sentence": "number of the sentence, from 0; -1 before the first",
    "sentence_phase": "progress through the sentence, 0 to 1; 1 between sentences",
}
FEELING_NAMES: dict[str, str] = {
    "valence": "unpleasant -1 to pleasant 1",
    "arousal": "calm -1 to excited 1",
    "certainty": "how sure the feeling is, 0 to 1",
    "words_valence": "valence of the words alone, 0 without words",
    "words_arousal": "arousal of the words alone, 0 without words",
    "music_valence": "valence of the music alone, 0 without music",
    "music_arousal": "arousal of the music alone, 0 without music",
    "disagreement": "how far words, music and drawn curve are apart, 0 to 1",
}
CONSTANTS: dict[str, float] = {"pi": 3.141592653589793, "tau": 6.283185307179586, "e": 2.718281828459045}

if missing := set(SIGNALS) - set(SOUND_NAMES):  # the vocabulary grew: its signals need a word here
    raise ImportError(f"feelm.score.names lacks the signals {sorted(missing)}")

NAMES: dict[str, str] = {**TIME_NAMES, **SOUND_NAMES, **WORD_NAMES, **FEELING_NAMES}
"""Every signal of the score language and what it means."""

PLACE, SECTION = "at:", "section:"
"""How the signals are called that stand for ``at("bar 17")`` and ``section_is("chorus")``: no name begins so."""


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
