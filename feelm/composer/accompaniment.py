"""What moves under the tune: figures, held chords, bass, drums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.composer.harmony import Harmony, bass_line, voice_chords
from feelm.composer.page import DRUM, KICK, RIM, SHAKER, SWEEP, TAP, WrittenNote, into_range

Step = tuple[float, tuple[int, ...], float, float]
"""(beat, voices of the chord from below, length in beats, weight)"""


def _run(order: Sequence[int], each: float, weight: float = 0.8) -> tuple[Step, ...]:
    return tuple(
        (k * each, (i,), each * 1.6, weight * (1.0 if k == 0 else 0.86)) for k, i in enumerate(order)
    )


def _drive(count: int, accents: Sequence[int]) -> tuple[Step, ...]:
    """Eighths on the lowest note, with accents that also have the next one."""
    return tuple(
        (k / 2, (0, 1), 0.32, 1.0) if k in accents else (k / 2, (0,), 0.32, 0.68) for k in range(count)
    )


FIGURES: dict[tuple[str, int], tuple[Step, ...]] = {
    ("arpeggio", 4): _run((0, 1, 2, 3, 2, 1, 2, 1), 0.5),
    ("arpeggio", 3): _run((0, 1, 2, 3, 2, 1), 0.5),
    ("rocking", 4): _run((0, 2, 1, 3, 1, 2, 1, 2), 0.5, 0.75),
    ("rocking", 3): _run((0, 2, 3, 2, 1, 2), 0.5, 0.75),
    ("broken", 4): ((0, (0,), 4, 0.8), (1, (2,), 3, 0.62), (2, (1,), 2, 0.68), (3, (3,), 1.2, 0.6)),
    ("broken", 3): ((0, (0,), 3, 0.8), (1, (2,), 2, 0.62), (2, (1, 3), 1.2, 0.58)),
    ("sparse", 4): ((0, (0, 1, 2), 3.6, 0.8), (2, (3,), 1.8, 0.5)),
    ("sparse", 3): ((0, (0, 1, 2), 2.8, 0.8), (2, (3,), 1.0, 0.5)),
    ("drops", 4): ((0, (0,), 4, 0.7), (2.5, (3,), 1.4, 0.55)),
    ("drops", 3): ((0, (0,), 3, 0.7), (1.5, (3,), 1.4, 0.55)),
    ("dance", 4): (
        (0, (0,), 0.9, 0.9), (0.5, (2, 3), 0.4, 0.55), (1, (1, 2, 3), 0.5, 0.72), (1.5, (2,), 0.4, 0.5),
        (2, (0,), 0.9, 0.82), (2.5, (2, 3), 0.4, 0.55), (3, (1, 2, 3), 0.5, 0.75), (3.5, (1,), 0.5, 0.58),
    ),
    ("dance", 3): (
        (0, (0,), 0.9, 0.9), (1, (1, 2, 3), 0.5, 0.66), (1.5, (2,), 0.4, 0.5), (2, (1, 2, 3), 0.5, 0.7),
        (2.5, (1,), 0.4, 0.52),
    ),
    ("drive", 4): _drive(8, (0, 3, 6)),
    ("drive", 3): _drive(6, (0, 3)),
}  # fmt: skip
"""One bar of each pattern, by metre."""


def figure(
    harmonies: Sequence[Harmony], pattern: str, instrument: str, metre: int, centre: int
) -> list[WrittenNote]:
    """The moving figure of a section: each bar of the pattern over the voicing of its chord."""
    voicings = voice_chords([h.chord for h in harmonies], centre, 4)
    out: list[WrittenNote] = []
    for harmony, voicing in zip(harmonies, voicings, strict=True):
        offset = harmony.beat % metre
        for at, voices, beats, weight in FIGURES[pattern, metre]:
            if not offset <= at < offset + harmony.beats:
                continue
            at_start = at == offset or at == 0
            length = min(
                beats,
                harmony.beat - offset + metre - (harmony.beat - offset + at),
                offset + harmony.beats - at,
            )
            for n, voice in enumerate(voices):
                late = 0.014 * n if pattern in ("sparse", "dance") else 0.0
                pitch = into_range(voicing[0 if at_start and voice == 0 else voice], instrument)
                beat = harmony.beat - offset + at
                out.append(
                    WrittenNote("figure", instrument, beat, length, pitch, weight * (1 - 0.05 * n), late)
                )
    return out


def held(harmonies: Sequence[Harmony], instrument: str, centre: int) -> list[WrittenNote]:
    """Three held voices; a common tone is tied over."""
    voicings = voice_chords([h.chord for h in harmonies], centre, 3)
    out: list[WrittenNote] = []
    for voice in range(3):
        line: list[WrittenNote] = []
        for harmony, voicing in zip(harmonies, voicings, strict=True):
            pitch = into_range(voicing[voice], instrument)
            tied = line and line[-1].pitch == pitch and line[-1].beats < 7
            if tied:
                before = line.pop()
                line.append(
                    WrittenNote(
                        before.voice,
                        instrument,
                        before.beat,
                        before.beats + harmony.beats,
                        pitch,
                        before.velocity,
                    )
                )
            else:
                line.append(
                    WrittenNote(f"harmony{voice + 1}", instrument, harmony.beat, harmony.beats, pitch, 0.7)
                )
        out += line
    return out


def bass(
    harmonies: Sequence[Harmony], melody: Sequence[WrittenNote], instrument: str, style: str
) -> list[WrittenNote]:
    """The bass: ``style`` "held" (one note a chord), "pulse" (root and fifth), "drive" (eighths)."""
    tops = [next((n.pitch for n in melody if n.beat <= h.beat + 1e-6 < n.end), None) for h in harmonies]
    line = bass_line(harmonies, tops, 29 if instrument == "bass" else 36)
    out: list[WrittenNote] = []
    for harmony, pitch in zip(harmonies, line, strict=True):
        if style == "drive":
            count = int(harmony.beats * 2)
            out += [
                WrittenNote(
                    "bass", instrument, harmony.beat + k / 2, 0.42, pitch, 0.95 if k % 4 == 0 else 0.72
                )
                for k in range(count)
            ]
        elif style == "pulse" and harmony.beats >= 3:
            root = harmony.chord.classes[0]
            fifth = pitch + 7 if pitch % 12 == root and pitch + 7 <= 48 else pitch
            out.append(WrittenNote("bass", instrument, harmony.beat, 1.9, pitch, 0.88))
            out.append(WrittenNote("bass", instrument, harmony.beat + 2, harmony.beats - 2.1, fifth, 0.72))
        else:
            out.append(WrittenNote("bass", instrument, harmony.beat, harmony.beats, pitch, 0.82))
    return out


Groove = tuple[tuple[float, int, float], ...]

GROOVES: dict[tuple[str, int], Groove] = {
    ("brushes", 4): (
        (0, KICK, 0.75), (0, SWEEP, 0.4), (1, TAP, 0.62), (1.5, SHAKER, 0.32), (2, KICK, 0.6), (2, SWEEP, 0.4),
        (2.5, SHAKER, 0.36), (3, TAP, 0.68), (3.5, SHAKER, 0.3), (0.5, SHAKER, 0.34),
    ),
    ("brushes", 3): (
        (0, KICK, 0.7), (0, SWEEP, 0.4), (1, TAP, 0.5), (1.5, SHAKER, 0.3), (2, TAP, 0.56), (2.5, SHAKER, 0.3),
    ),
    ("soft", 4): ((0, KICK, 0.62), (1, SWEEP, 0.7), (2.5, SHAKER, 0.42), (3, SWEEP, 0.78)),
    ("soft", 3): ((0, KICK, 0.6), (1, SWEEP, 0.62), (2, SWEEP, 0.66)),
    ("heart", 4): ((0, DRUM, 0.6), (0.75, DRUM, 0.4)),
    ("heart", 3): ((0, DRUM, 0.6), (0.75, DRUM, 0.4)),
    ("toms", 4): (
        (0, KICK, 0.95), (0, DRUM, 0.9), (0.5, RIM, 0.3), (1, TAP, 0.6), (1.5, DRUM, 0.75), (2, KICK, 0.85),
        (2.5, RIM, 0.34), (3, DRUM, 0.8), (3, TAP, 0.5), (3.5, DRUM, 0.6),
    ),
    ("toms", 3): ((0, KICK, 0.95), (0, DRUM, 0.9), (1, TAP, 0.6), (1.5, DRUM, 0.7), (2, DRUM, 0.75), (2.5, RIM, 0.4)),
}  # fmt: skip
"""One bar of each groove: beat, key of the kit, weight."""


def drums(groove: str, metre: int, first_bar: int, bars: int, rng: np.random.Generator) -> list[WrittenNote]:
    """Drums of a section: the groove with small liberties, a pick-up at the end, lighter in the first bar."""
    out: list[WrittenNote] = []
    for bar in range(bars):
        for at, key, weight in GROOVES[groove, metre]:
            ghost = weight < 0.4 and rng.random() < 0.25
            if ghost or (bar == 0 and key == TAP and bars > 2):
                continue
            beat = float((first_bar + bar) * metre) + at
            out.append(WrittenNote("drums", "drums", beat, 0.5, key, weight * float(rng.uniform(0.88, 1.05))))
        if bar == bars - 1 and groove in ("brushes", "toms") and bars >= 4:
            key = TAP if groove == "brushes" else DRUM
            end = float((first_bar + bars) * metre)
            out += [
                WrittenNote("drums", "drums", end - 0.5, 0.25, key, 0.5),
                WrittenNote("drums", "drums", end - 0.25, 0.25, key, 0.6),
            ]
    return out
