"""The signals that expressions can name, for the frames of one shot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling
from feelm.audio.hearing import Hearing
from feelm.clock import frame_times
from feelm.score.model import Score
from feelm.score.times import count_of
from feelm.vocabulary import SIGNALS

Floats = NDArray[np.float64]


def signals_for(
    hearing: Hearing | None, feeling: Feeling, score: Score, first_frame: int, count: int
) -> dict[str, Floats]:
    """Return every signal of ``feelm.score.names.NAMES`` for ``count`` frames from film frame ``first_frame``.

    Without music the sound is silent (0) and a calm clock of 60 beats a minute, four to the bar, counts on.
    ``u`` runs over the frames asked for. Film second 0 is second ``score.music.start`` of the music.

    Returns:
        name → float64, shape (count,).
    """
    t = frame_times(first_frame, count, score.fps)
    signals: dict[str, Floats] = {"t": t, "f": first_frame + np.arange(count, dtype=np.float64)}
    signals["u"] = np.arange(count, dtype=np.float64) / max(count, 1)
    start_s = score.music.start if score.music else 0.0
    if hearing is None:
        signals |= {name: np.zeros(count) for name in (*SIGNALS, "section")}
        beat, bar = t, t / 4.0
    else:
        offset = round(start_s * score.fps)
        for name in SIGNALS:
            signals[name] = hearing.per_frame(name, first_frame + offset, count, score.fps)
        song_s = t + start_s
        starts = np.array([section.start_s for section in hearing.sections], dtype=np.float64)
        signals["section"] = np.maximum(np.searchsorted(starts, song_s + 1e-9, side="right") - 1.0, 0.0)
        beat = count_of(song_s, hearing.beats_s, 60.0 / max(hearing.tempo_bpm, 1e-3))
        bar = count_of(
            song_s, hearing.downbeats_s, hearing.beats_per_bar * 60.0 / max(hearing.tempo_bpm, 1e-3)
        )
    signals |= {
        "beat": beat,
        "beat_phase": beat - np.floor(beat),
        "bar": bar,
        "bar_phase": bar - np.floor(bar),
    }
    return signals | _feelings(feeling, t)


def _feelings(feeling: Feeling, times_s: Floats) -> dict[str, Floats]:
    valence, arousal = feeling.at(times_s)
    valence_sd = np.interp(times_s, feeling.times_s, feeling.valence_sd)
    arousal_sd = np.interp(times_s, feeling.times_s, feeling.arousal_sd)
    width = 0.5 * (valence_sd**2 + arousal_sd**2)
    return {"valence": valence, "arousal": arousal, "certainty": 1.0 / (1.0 + width / 0.3**2)}
