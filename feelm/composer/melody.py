"""The theme in a section: plain, ornamented, turned upside down, on another instrument; and the voice against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from feelm.composer.form import Section
from feelm.composer.harmony import Harmony, section_bars
from feelm.composer.page import RANGES, SINGING, WrittenNote, tonic_for
from feelm.composer.theme import Theme, ThemeNote
from feelm.composer.theory import Chord


def chord_at(harmonies: Sequence[Harmony], beat: float) -> Chord:
    """The chord that sounds at a beat."""
    sounding = harmonies[0]
    for harmony in harmonies:
        if harmony.beat > beat + 1e-6:
            break
        sounding = harmony
    return sounding.chord


def sing(
    section: Section, theme: Theme, harmonies: Sequence[Harmony], instrument: str, rng: np.random.Generator
) -> list[WrittenNote]:
    """The melody of a section on ``instrument``."""
    tonic = tonic_for(instrument, section.key.tonic, section.character.register)
    notes: list[WrittenNote] = []
    for k, source in enumerate(section_bars(section)):
        if source is None:
            continue
        start = float((section.first_bar + k) * theme.metre)
        bar = theme.bar(source)
        closing = source in (3, 7) or k == section.bars - 1
        for note in bar if closing else vary(bar, section, rng):
            notes.append(
                _place(
                    note,
                    start,
                    harmonies,
                    instrument,
                    tonic,
                    section,
                    echo=k >= 8 or section.role == "ending",
                )
            )
    return _yield_to_harmony(notes, harmonies)


def vary(bar: tuple[ThemeNote, ...], section: Section, rng: np.random.Generator) -> tuple[ThemeNote, ...]:
    """Vary a bar as the use of its theme asks: second ornamented, third inverted, fourth reharmonised only."""
    if section.role != "variation":
        return bar
    kind = section.variant % 4
    if kind == 2:
        return tuple(replace(n, step=4 - n.step) for n in bar)
    return _ornament(bar, rng) if kind in (1, 0) else bar


def _ornament(bar: tuple[ThemeNote, ...], rng: np.random.Generator) -> tuple[ThemeNote, ...]:
    """Fill thirds with passing notes and long notes with an upper neighbour; the written notes keep their beats."""
    out: list[ThemeNote] = []
    for note, after in zip(bar, (*bar[1:], None), strict=True):
        gap = after.step - note.step if after is not None else 0
        if note.beats >= 1 and abs(gap) == 2:
            half = note.beats / 2 if note.beats <= 1 else note.beats - 0.5
            middle = note.step + gap // 2
            out += [replace(note, beats=half), ThemeNote(note.beat + half, note.beats - half, middle)]
        elif note.beats >= 2 and rng.random() < 0.6:
            keep = note.beats - 1.0
            out += [
                replace(note, beats=keep),
                ThemeNote(note.beat + keep, 0.5, note.step + 1),
                ThemeNote(note.beat + keep + 0.5, 0.5, note.step),
            ]
        else:
            out.append(note)
    return tuple(out)


def _place(
    note: ThemeNote,
    start: float,
    harmonies: Sequence[Harmony],
    instrument: str,
    tonic: int,
    section: Section,
    echo: bool,
) -> WrittenNote:
    """Put a theme note on the page; on strong beats it moves at most one step to fit a changed chord."""
    chord = chord_at(harmonies, start + note.beat)
    step = note.step
    strong = note.beat % 2 == 0 or note.beats >= 1.5
    if strong and not chord.has(step) and chord.key == section.key:
        step = next((s for s in (step - 1, step + 1) if chord.has(s)), step)
    accent = 1.0 if note.beat == 0 else 0.93 if note.beat % 1 == 0 else 0.86
    velocity = accent * (0.75 if echo else 1.0) * (0.96 + 0.012 * min(step, 8))
    pitch = chord.pitch(step, tonic) if chord.key == section.key else section_pitch(section, step, tonic)
    low, high = RANGES[instrument]
    pitch = pitch - 12 if pitch > high else pitch + 12 if pitch < low else pitch
    return WrittenNote("melody", instrument, start + note.beat, note.beats, pitch, velocity)


def section_pitch(section: Section, step: int, tonic: int) -> int:
    """Pitch of a step in the plain scale of the section."""
    return tonic + 12 * (step // 7) + section.key.scale[step % 7]


def _yield_to_harmony(notes: list[WrittenNote], harmonies: Sequence[Harmony]) -> list[WrittenNote]:
    """Shorten a held note where a chord that does not have it enters, unless it is a passing one."""
    out = []
    for note in notes:
        for harmony in harmonies:
            enters = note.beat + 0.9 < harmony.beat < note.end - 1e-6
            if enters and note.pitch % 12 not in harmony.chord.classes:
                note = replace(note, beats=harmony.beat - note.beat)
                break
        out.append(note)
    return out


def answer(
    melody: Sequence[WrittenNote], harmonies: Sequence[Harmony], instrument: str, from_beat: float
) -> list[WrittenNote]:
    """A second voice of long notes: the third or the fifth that is near, and not what the melody has."""
    centre = SINGING[instrument]
    below = bool(melody) and float(np.mean([n.pitch for n in melody])) >= centre - 2
    last = centre - 4 if below else centre + 2
    out: list[WrittenNote] = []
    for harmony in harmonies:
        if harmony.beat < from_beat:
            continue
        sung = [n.pitch for n in melody if n.beat < harmony.beat + harmony.beats and n.end > harmony.beat]
        classes = [c for c in harmony.chord.classes[1:3] if not sung or c != sung[0] % 12]
        choices = [p for p in range(centre - 10, centre + 8) if p % 12 in classes]
        clear = [p for p in choices if not sung or (p <= min(sung) - 3 if below else p >= max(sung) + 3)]
        if not clear:
            continue
        pitch = min(clear, key=lambda p: (abs(p - last), p))
        last = pitch
        out.append(WrittenNote("answer", instrument, harmony.beat, harmony.beats, pitch, 0.72))
    return out


def sparkle(melody: Sequence[WrittenNote], instrument: str, rng: np.random.Generator) -> list[WrittenNote]:
    """An octave above the long notes of the melody (two above a very low one), now and then."""
    low, high = RANGES[instrument]
    return [
        replace(
            n,
            voice="sparkle",
            instrument=instrument,
            pitch=n.pitch + (12 if n.pitch + 12 >= low else 24),
            velocity=0.55 * n.velocity,
        )
        for n in melody
        if n.beats >= 1 and low <= n.pitch + 24 and n.pitch + 12 <= high and rng.random() < 0.55
    ]
