"""Scales, keys and chords.

Melodies are kept in diatonic steps (0 is the tonic, 7 the tonic an octave higher) and chords as the degree
of their root, so that a theme keeps its shape when the feeling moves it into another mode.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

MODES: dict[str, tuple[int, ...]] = {
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "major": (0, 2, 4, 5, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
}
"""Semitones above the tonic, from the brightest mode to the darkest."""

BRIGHT_MODES = frozenset({"lydian", "major", "mixolydian"})

PITCH_NAMES = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class 0..11) and a mode."""

    tonic: int
    mode: str

    @property
    def name(self) -> str:
        """Name of the tonic."""
        return PITCH_NAMES[self.tonic % 12]

    @property
    def scale(self) -> tuple[int, ...]:
        """Semitones of the seven degrees above the tonic."""
        return MODES[self.mode]


@dataclass(frozen=True)
class Chord:
    """A triad (or seventh chord) of a key, named by the degree of its root, 0..6.

    ``dominant`` raises the leading note where the mode has none (the V of harmonic minor). ``extra`` are more
    chord members as diatonic thirds: 3 is the seventh, 4 the ninth.
    """

    key: Key
    degree: int
    dominant: bool = False
    extra: tuple[int, ...] = ()

    @cached_property
    def scale(self) -> tuple[int, ...]:
        """The seven degrees as this chord colours them (semitones above the tonic)."""
        scale = list(self.key.scale)
        if self.dominant and self.degree == 4:
            scale[6] = 11
        return tuple(scale)

    @cached_property
    def members(self) -> tuple[int, ...]:
        """Degrees 0..6 of the chord members, root first."""
        return tuple((self.degree + 2 * k) % 7 for k in (0, 1, 2, *self.extra))

    @cached_property
    def classes(self) -> tuple[int, ...]:
        """Pitch classes of the chord members, root first."""
        return tuple((self.key.tonic + self.scale[m]) % 12 for m in self.members)

    @property
    def diminished(self) -> bool:
        """Whether root and fifth are six semitones apart."""
        return (self.classes[2] - self.classes[0]) % 12 == 6

    def has(self, step: int) -> bool:
        """Whether a diatonic step belongs to the triad."""
        return step % 7 in self.members[:3]

    def pitch(self, step: int, tonic_pitch: int) -> int:
        """MIDI pitch of a diatonic step counted from ``tonic_pitch``."""
        return tonic_pitch + 12 * (step // 7) + self.scale[step % 7]


def chord(key: Key, degree: int, extra: tuple[int, ...] = ()) -> Chord:
    """Return the chord on a degree; V is a dominant in minor, and a diminished triad gives way.

    A diminished triad is replaced by the one a third below, which shares two of its notes, so that a melody
    written over it still fits.
    """
    made = Chord(key, degree % 7, dominant=key.mode == "minor", extra=extra)
    return (
        Chord(key, (degree - 2) % 7, dominant=key.mode == "minor", extra=extra) if made.diminished else made
    )
