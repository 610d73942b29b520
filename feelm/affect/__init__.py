"""The room ``affect``: words, music, a drawn curve and what a body gave enter, a ``Feeling`` over the film leaves.

``sentence_affect(text, language)`` · ``words_stream(telling, spans)`` · ``music_stream(hearing)`` · ``read_curve(path,
duration_s)`` · ``press_stream(…)`` · ``decoded_stream(…)`` · ``fuse(streams, duration_s)`` · ``disagreement(feeling,
times_s)`` · ``words_for(feeling, language, times_s)``. Each source and its weight stay visible in the ``Feeling``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.affect.curve import read_curve
    from feelm.affect.disagreeing import disagreement
    from feelm.affect.emotion_words import FeelingWord, emotion_words, mixture, nearest_word, words_for
    from feelm.affect.feeling import Feeling, Stream
    from feelm.affect.fusion import fuse, sd_of_agreement
    from feelm.affect.measured import decoded_stream, press_stream
    from feelm.affect.sentence import SentenceAffect, sentence_affect
    from feelm.affect.streams import music_stream, words_stream

_HOME_OF = {
    "Feeling": "feeling", "FeelingWord": "emotion_words", "SentenceAffect": "sentence", "Stream": "feeling",
    "decoded_stream": "measured", "disagreement": "disagreeing", "emotion_words": "emotion_words", "fuse": "fusion",
    "mixture": "emotion_words", "music_stream": "streams", "nearest_word": "emotion_words", "press_stream": "measured",
    "read_curve": "curve", "sd_of_agreement": "fusion", "sentence_affect": "sentence", "words_for": "emotion_words",
    "words_stream": "streams",
}  # fmt: skip

__all__ = [
    "Feeling", "FeelingWord", "SentenceAffect", "Stream", "decoded_stream", "disagreement", "emotion_words", "fuse",
    "mixture", "music_stream", "nearest_word", "press_stream", "read_curve", "sd_of_agreement", "sentence_affect",
    "words_for", "words_stream",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.affect' has no attribute {name!r}")
    found = getattr(import_module(f"feelm.affect.{_HOME_OF[name]}"), name)
    globals()[name] = found  # a submodule of the same name (emotion_words) must not stand in its place
    return found
