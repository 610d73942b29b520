"""The page: notes as written, in beats, before anybody plays them."""

from __future__ import annotations

from dataclasses import dataclass

LINES = frozenset({"strings", "cello", "flute", "pad", "tremolo"})
"""Instruments whose notes join into one sustained line."""

RANGES: dict[str, tuple[int, int]] = {
    "piano": (28, 96),
    "plucked": (40, 88),
    "celesta": (60, 103),
    "flute": (60, 93),
    "cello": (36, 76),
    "strings": (43, 93),
    "tremolo": (36, 79),
    "spiccato": (36, 79),
    "pad": (43, 84),
    "bass": (28, 55),
    "drums": (35, 82),
}
"""Lowest and highest MIDI pitch that each instrument plays."""

SINGING: dict[str, int] = {
    "piano": 70, "plucked": 68, "celesta": 82, "flute": 76, "cello": 57, "strings": 70, "tremolo": 57, "spiccato": 60,
}  # fmt: skip
"""Middle of the range in which an instrument carries a tune."""

KICK, RIM, TAP, SWEEP, SHAKER, DRUM = 36, 37, 38, 40, 82, 41
"""General MIDI percussion keys of the kit: soft kick, rim, brush tap, brush sweep, shaker, low drum."""


@dataclass(frozen=True)
class WrittenNote:
    """A note on the page: ``beat`` and ``beats`` from the start of the piece; ``late_s`` is for rolled chords."""

    voice: str
    instrument: str
    beat: float
    beats: float
    pitch: int
    velocity: float
    late_s: float = 0.0

    @property
    def end(self) -> float:
        """Beat at which the note stops."""
        return self.beat + self.beats


def into_range(pitch: int, instrument: str) -> int:
    """Move a pitch by octaves into the range of its instrument."""
    low, high = RANGES[instrument]
    while pitch < low:
        pitch += 12
    while pitch > high:
        pitch -= 12
    return pitch


def tonic_for(instrument: str, tonic: int, register: float) -> int:
    """MIDI pitch of the tonic from which an instrument sings a theme (steps −3 to 9) in its own range."""
    low, high = RANGES[instrument]
    wanted = SINGING[instrument] - 5 + 0.6 * register
    fits = [p for p in range(tonic % 12, 120, 12) if p - 5 >= low and p + 16 <= high]
    return min(fits, key=lambda p: abs(p - wanted))
