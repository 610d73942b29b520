"""From a feeling to the character of the music: mode, tempo, loudness, register, density, players.

The order and the signs of the cues follow Eerola, Friberg & Bresin 2013 ("Emotional expression in music:
contribution, linearity, and additivity of primary musical cues"): mode, then tempo, register, dynamics,
articulation, timbre; their effects add up. The amounts are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOODS: dict[str, tuple[float, float]] = {
    "joy": (0.7, 0.5),
    "tender": (0.35, -0.05),
    "calm": (0.5, -0.6),
    "longing": (-0.15, -0.2),
    "grief": (-0.65, -0.5),
    "fear": (-0.6, 0.35),
    "anger": (-0.6, 0.85),
}
"""Where each mood lies in the plane of valence and arousal."""


@dataclass(frozen=True)
class Character:
    """How music of one valence and arousal is made.

    ``tempo_bpm`` of the beat; ``density`` 0..1 notes per beat from sparse to busy; ``loudness`` 0..1;
    ``register`` in semitones around the home octave; ``legato`` the sounding part of a note's length.
    """

    valence: float
    arousal: float
    mood: str
    mode: str
    tempo_bpm: float
    density: float
    loudness: float
    register: float
    legato: float


def nearest_mood(valence: float, arousal: float) -> str:
    """Name of the mood that lies nearest."""
    return min(MOODS, key=lambda m: (MOODS[m][0] - valence) ** 2 + (MOODS[m][1] - arousal) ** 2)


def mode_of(valence: float, arousal: float) -> str:
    """Mode by valence, from bright to dark; the floating lydian for quiet happiness, phrygian for fear."""
    if valence > 0.45 and arousal < -0.45:
        return "lydian"
    if valence > 0.12:
        return "major"
    if valence > -0.12:
        return "mixolydian" if arousal > 0.25 else "dorian"
    if valence < -0.45 and 0.2 < arousal < 0.65:
        return "phrygian"
    return "minor"


def character(valence: float, arousal: float) -> Character:
    """Return the character of one valence and arousal (each -1..1)."""
    valence, arousal = float(np.clip(valence, -1, 1)), float(np.clip(arousal, -1, 1))
    return Character(
        valence=valence,
        arousal=arousal,
        mood=nearest_mood(valence, arousal),
        mode=mode_of(valence, arousal),
        tempo_bpm=84.0 * 2.0 ** (0.55 * arousal + 0.1 * valence),
        density=float(np.clip(0.45 + 0.45 * arousal + 0.05 * valence, 0.05, 1.0)),
        loudness=float(np.clip(0.5 + 0.38 * arousal, 0.1, 0.95)),
        register=5.0 * valence + 1.5 * arousal,
        legato=float(np.clip(0.97 - 0.2 * max(arousal, 0.0) - 0.1 * max(valence, 0.0), 0.6, 1.0)),
    )


@dataclass(frozen=True)
class Ensemble:
    """Who plays what in a mood.

    ``leads`` sing the theme in turn; ``figure`` moves inside the harmony with ``pattern``; ``harmony`` holds
    it; ``bass`` carries it; ``answer`` sings against the theme; ``sparkle`` doubles it now and then.
    ``drums`` names a groove.
    """

    leads: tuple[str, ...]
    figure: str
    pattern: str
    harmony: str
    bass: str
    answer: str
    sparkle: str = ""
    drums: str = ""


ENSEMBLES: dict[str, Ensemble] = {
    "joy": Ensemble(
        ("flute", "plucked", "strings"), "plucked", "dance", "strings", "bass", "cello", "celesta", "brushes"
    ),
    "tender": Ensemble(
        ("piano", "flute", "cello"), "plucked", "rocking", "strings", "bass", "cello", "celesta", "soft"
    ),
    "calm": Ensemble(("piano", "flute", "piano"), "piano", "broken", "pad", "bass", "cello", "celesta"),
    "longing": Ensemble(("cello", "flute", "piano"), "piano", "arpeggio", "strings", "bass", "flute"),
    "grief": Ensemble(("piano", "cello", "piano"), "piano", "sparse", "strings", "cello", "cello"),
    "fear": Ensemble(
        ("piano", "celesta", "cello"), "piano", "drops", "tremolo", "cello", "tremolo", "", "heart"
    ),
    "anger": Ensemble(
        ("strings", "cello", "strings"), "spiccato", "drive", "tremolo", "bass", "cello", "", "toms"
    ),
}
