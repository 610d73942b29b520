"""What a composition is: notes in seconds, the beats, the parts, and the sound."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sound = NDArray[np.float32]

SAMPLE_RATE_HZ = 48_000
"""Rate of every sound that feelm composes."""


@dataclass(frozen=True)
class Note:
    """One sounding note.

    ``voice`` is its line in the texture ("melody", "counter", "harmony1"…), ``instrument`` what plays it.
    ``start_s`` and ``length_s`` in seconds (performed, not as written), ``pitch`` is a MIDI number (60 is
    middle C; for ``drums`` the General MIDI percussion key), ``velocity`` 0..1. ``written_beat`` and
    ``written_beats`` are the place and length on the page, in beats.
    """

    voice: str
    instrument: str
    start_s: float
    length_s: float
    pitch: int
    velocity: float
    written_beat: float
    written_beats: float


@dataclass(frozen=True)
class Part:
    """A section of the piece, from ``start_s`` to ``end_s``.

    ``role`` is "intro", "theme", "variation", "contrast", "interlude", "return" or "ending"; ``theme`` the
    letter of what is sung ("A", "B", or "" where nothing is). ``key`` is the name of the tonic ("D", "B♭").
    """

    start_s: float
    end_s: float
    role: str
    theme: str
    key: str
    mode: str
    mood: str
    tempo_bpm: float
    bars: int
    energy: float


@dataclass(frozen=True)
class Composition:
    """A composed piece: its sound and its page.

    ``samples`` float32 (n, 2) at 48 kHz, n = round(duration · 48000); for long pieces it lies in a temporary
    file mapped into memory, so that the piece does not have to fit. ``beats_s`` and ``downbeats_s`` are the
    exact written beats in seconds (the last one is the final chord). ``turns_s`` are the instants where the
    music turns. ``key`` and ``mode`` are those of the theme's home.
    """

    samples: Sound
    duration_s: float
    tempo_bpm: float
    beats_s: Floats
    downbeats_s: Floats
    beats_per_bar: int
    key: str
    mode: str
    sections: tuple[Part, ...]
    notes: tuple[Note, ...]
    turns_s: tuple[float, ...]
    seed: int
    sound: str = "feelm"
    sample_rate_hz: int = field(default=SAMPLE_RATE_HZ)

    def beat_time(self, beat: float) -> float:
        """Seconds of a written beat (fractions are linear between beats, as they are played)."""
        return float(np.interp(beat, np.arange(len(self.beats_s)), self.beats_s))
