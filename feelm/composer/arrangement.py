"""Who plays when: the whole piece on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from feelm.composer.accompaniment import bass, drums, figure, held
from feelm.composer.character import ENSEMBLES, MOODS, Ensemble, nearest_mood
from feelm.composer.form import Form, Section
from feelm.composer.harmony import Harmony, choose_plan, section_harmony, voice_chords
from feelm.composer.melody import answer, sing, sparkle
from feelm.composer.page import SINGING, WrittenNote, into_range, tonic_for
from feelm.composer.theme import Theme, write_theme
from feelm.composer.theory import BRIGHT_MODES, chord
from feelm.seeds import generator


@dataclass(frozen=True)
class Page:
    """The written piece: its notes, its themes and the chords of each section."""

    notes: tuple[WrittenNote, ...]
    themes: dict[str, Theme]
    harmonies: tuple[tuple[Harmony, ...], ...]


def arrange(form: Form, seed: int) -> Page:
    """Write all notes of a piece."""
    themes = _themes(form, seed)
    overall = _overall_mood(form)
    notes: list[WrittenNote] = []
    harmonies: list[tuple[Harmony, ...]] = []
    for index, section in enumerate(form.sections):
        onward = form.sections[index + 1] if index + 1 < len(form.sections) else None
        theme = themes.get(section.theme, themes["A"])
        plan = themes.get("B", theme).plan if section.role == "interlude" else theme.plan
        chords = section_harmony(section, plan, form.beats_per_bar, onward)
        ensemble = ENSEMBLES[_section_mood(section, overall)]
        rng = generator(seed, "composer", "section", index)
        written = _section(section, theme, chords, ensemble, form, rng)
        notes += _breathe(written, section, form) if section.breath else written
        harmonies.append(tuple(chords))
    last = form.sections[-1]
    notes += _final_chord(form, ENSEMBLES[_section_mood(last, overall)], notes)
    notes.sort(key=lambda n: (n.beat, n.voice, n.pitch))
    return Page(tuple(notes), themes, tuple(harmonies))


def _themes(form: Form, seed: int) -> dict[str, Theme]:
    """The themes that the sections of the piece use, each written in the feeling of its first section."""
    made: dict[str, Theme] = {}
    for section in form.sections:
        name = section.theme
        if name and name not in made:
            plan = choose_plan(name, section.key.mode, generator(seed, "composer", "plan", name))
            made[name] = write_theme(
                name, section.key, plan, form.beats_per_bar, section.character.density, seed
            )
    return made


def _overall_mood(form: Form) -> tuple[float, float]:
    bars = [s.bars for s in form.sections]
    return (
        float(np.average([s.character.valence for s in form.sections], weights=bars)),
        float(np.average([s.character.arousal for s in form.sections], weights=bars)),
    )


def _section_mood(section: Section, overall: tuple[float, float]) -> str:
    """The mood whose players are used: that of the whole piece unless the section is far from it."""
    here = (section.character.valence, section.character.arousal)
    common = nearest_mood(*overall)
    to_common = np.hypot(MOODS[common][0] - here[0], MOODS[common][1] - here[1])
    own = MOODS[section.character.mood]
    return (
        common if to_common < np.hypot(own[0] - here[0], own[1] - here[1]) + 0.2 else section.character.mood
    )


def _lead(section: Section, ensemble: Ensemble) -> str:
    """The theme is first sung by the first player, varied by the others, and comes home to the first."""
    if section.role in ("theme", "return", "ending", "interlude", "intro"):
        return ensemble.leads[0]
    shift = 1 if section.role == "contrast" else 0
    return ensemble.leads[(section.variant + shift) % len(ensemble.leads)]


def _section(
    section: Section,
    theme: Theme,
    chords: Sequence[Harmony],
    ensemble: Ensemble,
    form: Form,
    rng: np.random.Generator,
) -> list[WrittenNote]:
    """All voices of one section, with room between them, at the loudness of its bars."""
    lead = _lead(section, ensemble)
    metre = form.beats_per_bar
    melody = sing(section, theme, chords, lead, rng) if section.theme else []
    notes = [*melody, *_backing(section, chords, ensemble, metre, melody, SINGING[lead] < 64)]
    full = _is_full(section)
    middle = chords[0].beat + metre * (section.bars // 2 if section.bars >= 8 else 0)
    if full and section.theme and ensemble.answer != lead and section.energy > 0.2:
        notes += answer(melody, chords, ensemble.answer, middle)
    if ensemble.sparkle and section.role in ("variation", "return") and lead != ensemble.sparkle:
        notes += sparkle(melody, ensemble.sparkle, rng)
    if ensemble.drums and section.role not in ("intro", "interlude", "ending"):
        quiet_start = section.role == "theme" and section.bars >= 8 and section.energy < 0.75
        skip = section.bars // 2 if quiet_start else 0
        notes += drums(ensemble.drums, metre, section.first_bar + skip, section.bars - skip, rng)
    return [_loud(n, section, form) for n in notes]


def _is_full(section: Section) -> bool:
    """Whether held harmony and a second voice join: not where a theme is first stated, plainly."""
    return section.role in ("variation", "return", "contrast") or section.bars < 4


def _backing(
    section: Section,
    chords: Sequence[Harmony],
    ensemble: Ensemble,
    metre: int,
    melody: Sequence[WrittenNote],
    low_lead: bool,
) -> list[WrittenNote]:
    """Figure, held harmony and bass; under a low tune the middle voices go above it."""
    centres = {"piano": 74 if low_lead else 58, "plucked": 69 if low_lead else 60, "spiccato": 48}
    pattern = _pattern(section, ensemble)
    notes = figure(chords, pattern, ensemble.figure, metre, centres[ensemble.figure])
    stated_loudly = section.role == "theme" and section.energy > 0.5
    if _is_full(section) or section.role == "interlude" or stated_loudly:
        centre = 50 if ensemble.harmony == "tremolo" else 66 if low_lead else 59
        notes += held(chords, ensemble.harmony, centre)
    if section.role != "intro":
        moving = "pulse" if section.character.arousal > -0.15 else "held"
        notes += bass(chords, melody, ensemble.bass, "drive" if ensemble.pattern == "drive" else moving)
    return notes


def _pattern(section: Section, ensemble: Ensemble) -> str:
    """The figure of the ensemble; a contrast moves differently, an introduction more simply."""
    other = {"arpeggio": "broken", "broken": "arpeggio", "rocking": "arpeggio", "sparse": "broken"}
    return other.get(ensemble.pattern, ensemble.pattern) if section.role == "contrast" else ensemble.pattern


WEIGHTS = {"melody": 1.0, "answer": 0.72, "figure": 0.7, "bass": 0.82, "drums": 0.8, "sparkle": 0.8}
"""Loudness of each voice in the texture; held voices have 0.46."""


def _loud(note: WrittenNote, section: Section, form: Form) -> WrittenNote:
    """Velocity from the intensity of the bar, an arch over each four bars, and the voice's place in the texture."""
    bar = note.beat / form.beats_per_bar - section.first_bar
    phrase = min(4, section.bars)
    weight = WEIGHTS.get(note.voice, 0.46)
    if note.voice == "figure" and section.role in ("intro", "interlude"):
        weight = 1.0
    if note.voice == "bass" and note.instrument == "cello":
        weight *= 0.66
    if note.voice == "answer" and note.instrument == "cello":
        weight *= 0.8
    arch = 0.84 + 0.22 * float(np.sin(np.pi * ((bar % phrase) / phrase) ** 1.3))
    own = form.intensity[section.first_bar : section.first_bar + section.bars]
    level = 0.13 + 0.87 * float(np.interp(bar - 0.5, np.arange(len(own)), own))
    return replace(note, velocity=float(np.clip(note.velocity * level * arch * weight, 0.04, 1.0)))


def _breathe(notes: Sequence[WrittenNote], section: Section, form: Form) -> list[WrittenNote]:
    """Silence before the turn: nothing sounds in the last 0.45 to 0.9 seconds of the section."""
    end_beat = float((section.first_bar + section.bars) * form.beats_per_bar)
    beat_s = form.time(end_beat) - form.time(end_beat - 1)
    rest = float(np.clip(beat_s, 0.45, 0.9)) / beat_s
    stop = end_beat - rest
    return [replace(n, beats=min(n.beats, stop - n.beat)) for n in notes if n.beat < stop - 0.1]


def _final_chord(form: Form, ensemble: Ensemble, notes: Sequence[WrittenNote]) -> list[WrittenNote]:
    """The last chord: the tonic, rolled, with the tune on the tonic above; it rings to the end."""
    beat = float(len(form.beats_s) - 1)
    last = form.sections[-1]
    beats = float((form.duration_s - form.beats_s[-1]) / (form.beats_s[-1] - form.beats_s[-2]))
    mild = last.key.mode in BRIGHT_MODES and last.character.arousal < 0.2
    home = chord(last.key, 0, (4,) if mild else ())
    lead = _lead(last, ensemble)
    level = 0.16 + 0.74 * float(form.intensity[-1])

    def note(voice: str, player: str, pitch: int, weight: float, late_s: float = 0.0) -> WrittenNote:
        return WrittenNote(voice, player, beat, beats, into_range(pitch, player), level * weight, late_s)

    before = next((n.pitch for n in reversed(notes) if n.voice == "bass"), 36)
    low = min((p for p in range(28, 50) if p % 12 == last.key.tonic), key=lambda p: abs(p - before))
    tonic = tonic_for(lead, last.key.tonic, last.character.register)
    roller = "piano" if ensemble.figure == "spiccato" else ensemble.figure
    holder = "strings" if ensemble.harmony == "tremolo" else ensemble.harmony
    rolled = voice_chords([home], 58 if SINGING[lead] >= 64 else 70, 4)[0]
    chordal = voice_chords([home], 59, 3)[0]
    return [
        note("bass", ensemble.bass, low, 0.5 if ensemble.bass == "cello" else 0.85),
        note("melody", lead, tonic, 0.76, 0.09),
        *(note("figure", roller, p, 0.56 - 0.03 * k, 0.035 * k) for k, p in enumerate(rolled)),
        *(note(f"harmony{k + 1}", holder, p, 0.33) for k, p in enumerate(chordal)),
    ]
