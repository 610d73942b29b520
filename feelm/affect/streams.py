"""Streams of evidence: what the words and the music say of valence and arousal, on the film's time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.affect.feeling import Stream
from feelm.audio.hearing import Hearing
from feelm.story.telling import Telling

SPAN_MARGIN = 0.15
"""Part of a scene's span, at each end, in which its feeling passes into the neighbour's."""


def words_stream(telling: Telling, spans: Sequence[tuple[float, float]]) -> Stream:
    """Return the feeling of the scenes laid on their spans of the film.

    Args:
        telling: the scenes, each with valence and arousal and their standard deviations.
        spans: (start, end) in seconds of each scene, in order, as the director lays them.

    Returns:
        "words": two instants for each scene, inside its span, so that its feeling holds and then passes over.
    """
    if len(spans) != len(telling.scenes):
        raise ValueError(f"{len(telling.scenes)} scenes cannot lie on {len(spans)} spans")
    times, picks = [], []
    for index, (start_s, end_s) in enumerate(spans):
        margin_s = SPAN_MARGIN * (end_s - start_s)
        times += [start_s + margin_s, end_s - margin_s]
        picks += [telling.scenes[index]] * 2
    return Stream(
        name="words",
        times_s=np.array(times, dtype=np.float64),
        valence=np.array([scene.valence for scene in picks], dtype=np.float64),
        arousal=np.array([scene.arousal for scene in picks], dtype=np.float64),
        valence_sd=np.array([scene.valence_sd for scene in picks], dtype=np.float64),
        arousal_sd=np.array([scene.arousal_sd for scene in picks], dtype=np.float64),
    )


def music_stream(hearing: Hearing, start_s: float = 0.0) -> Stream:
    """Return the feeling of the music on the film's time.

    Args:
        hearing: the music, whose mapping from sound to feeling is documented there.
        start_s: second of the music that the film begins at.
    """
    times_s = np.arange(len(hearing.valence), dtype=np.float64) / hearing.affect_rate_hz - start_s
    heard = times_s >= 0.0
    return Stream(
        name="music",
        times_s=times_s[heard],
        valence=hearing.valence[heard],
        arousal=hearing.arousal[heard],
        valence_sd=hearing.valence_sd[heard],
        arousal_sd=hearing.arousal_sd[heard],
    )
