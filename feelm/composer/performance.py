"""How the page is played: time, touch, breath."""

from __future__ import annotations

import numpy as np

from feelm.composer.arrangement import Page
from feelm.composer.form import Form
from feelm.composer.notation import Note
from feelm.composer.page import LINES, WrittenNote
from feelm.seeds import generator

LOOSENESS_S = {
    "drums": 0.004,
    "bass": 0.005,
    "figure": 0.006,
    "melody": 0.009,
    "answer": 0.01,
    "sparkle": 0.008,
}
"""Standard deviation of a player's timing; neighbours in time err alike (a first-order process, 0.7)."""


def perform(page: Page, form: Form, seed: int) -> tuple[Note, ...]:
    """Play the page: notes in seconds, sorted by start, none before 0 or past the end of the piece."""
    voices: dict[str, list[WrittenNote]] = {}
    for note in page.notes:
        voices.setdefault(note.voice, []).append(note)
    played: list[Note] = []
    for voice, notes in voices.items():
        played += _play_voice(voice, notes, form, seed)
    return tuple(sorted(played, key=lambda n: (n.start_s, n.voice, n.pitch)))


def _play_voice(voice: str, notes: list[WrittenNote], form: Form, seed: int) -> list[Note]:
    """One player: correlated timing and touch, articulation by the character of the section."""
    rng = generator(seed, "composer", "hands", voice)
    spread = LOOSENESS_S.get(voice, 0.008)
    drift = touch = 0.0
    beat = -1.0
    out: list[Note] = []
    for note in notes:
        if note.beat != beat:
            drift = 0.7 * drift + float(rng.normal(0.0, spread * 0.71))
            touch = 0.6 * touch + float(rng.normal(0.0, 0.035))
            beat = note.beat
        lead = -0.006 if voice == "melody" and note.instrument not in LINES else 0.0
        loose = drift + lead + float(rng.normal(0.0, 0.0015))
        shift = float(np.clip(loose, -0.02, 0.02)) + note.late_s
        start = max(0.0, form.time(note.beat) + shift)
        full = _end_time(form, note.end) - form.time(note.beat)
        length = full * (1.0 if note.instrument in LINES or voice == "drums" else _legato(note, form))
        if voice == "melody" and note.instrument in LINES and _ends_phrase(note, form):
            length -= min(0.22, 0.2 * length)
        velocity = float(np.clip(note.velocity * (1.0 + touch), 0.03, 1.0))
        length = min(max(length, 0.06), form.duration_s - start)
        out.append(Note(voice, note.instrument, start, length, note.pitch, velocity, note.beat, note.beats))
    return out


def _end_time(form: Form, beat: float) -> float:
    last = len(form.beats_s) - 1
    return form.duration_s if beat > last else form.time(beat)


def _ends_phrase(note: WrittenNote, form: Form) -> bool:
    """Whether a note is the last of four bars of its section: there the player takes breath or lifts the bow."""
    bar = int(note.beat / form.beats_per_bar)
    section = next((s for s in reversed(form.sections) if s.first_bar <= bar), form.sections[0])
    closing = (bar - section.first_bar) % 4 == 3
    return closing and abs(note.end % form.beats_per_bar) < 1e-6 and note.end < len(form.beats_s) - 1


def _legato(note: WrittenNote, form: Form) -> float:
    bar = note.beat / form.beats_per_bar
    section = next((s for s in reversed(form.sections) if s.first_bar <= bar), form.sections[0])
    return 0.62 if note.instrument == "spiccato" else section.character.legato
