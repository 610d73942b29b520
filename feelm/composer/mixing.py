"""From played notes to a stereo mix, block by block, so that a long piece needs no more memory than a short one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.signal import butter, sosfilt

from feelm.composer.lines import PAD_S, render_phrase, short_bow
from feelm.composer.modal import DAMPING_S, STRUCK, damp
from feelm.composer.notation import SAMPLE_RATE_HZ, Floats, Note, Sound
from feelm.composer.page import DRUM, KICK, LINES, RIM, SHAKER, SWEEP, TAP
from feelm.composer.percussion import strike
from feelm.composer.room import Room
from feelm.seeds import generator

BLOCK = 1 << 18
"""Samples of one block of the mix (5.5 s)."""
VELOCITY_CLASSES = 6
CACHE_BYTES = 48_000_000
LOUDNESS_POWER = 1.45
"""Amplitude grows with this power of the velocity."""
PHRASE_S = 12.0
"""Longest phrase rendered at once."""


@dataclass(frozen=True)
class Seat:
    """Where an instrument sits: level, place from −1 (left) to 1, and how much it speaks to the room.

    ``colours`` are peaks of its body: (Hz, dB, Q).
    """

    level: float
    place: float
    send: float
    colours: tuple[tuple[float, float, float], ...] = ()


SEATS: dict[str, Seat] = {
    "piano": Seat(1.0, -0.12, 0.30, ((180, 1.5, 0.8), (420, -1.5, 0.9))),
    "plucked": Seat(0.9, 0.28, 0.32, ((210, 2.0, 1.0), (2600, 1.0, 0.8))),
    "bass": Seat(1.0, 0.04, 0.10, ((95, 1.5, 0.9), (240, -2.0, 1.0))),
    "celesta": Seat(0.85, 0.42, 0.55),
    "flute": Seat(0.55, -0.24, 0.48),
    "cello": Seat(
        0.72,
        0.2,
        0.38,
        ((112, 2.0, 1.5), (230, 3.0, 1.6), (420, 2.5, 1.5), (1500, -3.0, 0.8), (2300, 2.0, 1.2)),
    ),
    "strings": Seat(
        0.50, -0.06, 0.50, ((280, 3.0, 1.5), (480, 2.0, 1.6), (1300, -2.5, 0.8), (2700, 2.0, 0.9))
    ),
    "tremolo": Seat(0.50, 0.0, 0.45, ((230, 3.0, 1.5), (450, 2.0, 1.6), (1500, -3.0, 0.8), (2500, 1.5, 1.0))),
    "spiccato": Seat(1.05, 0.12, 0.34, ((240, 3.0, 1.5), (470, 2.0, 1.6), (1400, -2.0, 0.8))),
    "pad": Seat(0.40, 0.0, 0.55),
    "drums": Seat(1.5, 0.05, 0.24),
}

DRUM_PLACES = {KICK: 0.0, DRUM: -0.15, TAP: 0.1, SWEEP: 0.22, RIM: -0.3, SHAKER: 0.45}
VOICE_PLACES = {"harmony1": 0.38, "harmony2": 0.0, "harmony3": -0.38}


class StrikeCache:
    """Rendered strokes by (instrument, pitch, velocity class, variant); the longest unused are let go."""

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._sounds: OrderedDict[tuple[str, int, int, int], Sound] = OrderedDict()
        self._limit = limit_bytes
        self._bytes = 0

    def get(self, instrument: str, pitch: int, velocity: float, variant: int) -> Sound:
        """One stroke at the middle of its velocity class, at full level."""
        level = min(VELOCITY_CLASSES - 1, int(velocity * VELOCITY_CLASSES))
        key = (instrument, pitch, level, variant)
        if key in self._sounds:
            self._sounds.move_to_end(key)
            return self._sounds[key]
        rng = generator(0, "composer", "stroke", *key)
        middle = (level + 0.5) / VELOCITY_CLASSES
        sound = _stroke(instrument, pitch, middle, rng)
        self._sounds[key] = sound
        self._bytes += sound.nbytes
        while self._bytes > self._limit and len(self._sounds) > 1:
            self._bytes -= self._sounds.popitem(last=False)[1].nbytes
        return sound


def _stroke(instrument: str, pitch: int, velocity: float, rng: np.random.Generator) -> Sound:
    if instrument == "spiccato":
        return short_bow(pitch, velocity, rng)
    return strike(pitch, velocity, rng) if instrument == "drums" else STRUCK[instrument](pitch, velocity, rng)


@dataclass(frozen=True)
class _Event:
    """Something to render: one stroke, or a phrase of a line."""

    start: int
    instrument: str
    notes: tuple[Note, ...]
    number: int


@dataclass(frozen=True)
class _Sounding:
    """A rendered event, mono (n,) or stereo (n, 2), with the gains of left and right."""

    start: int
    instrument: str
    sound: Sound
    sides: Sound


@dataclass(frozen=True)
class Hall:
    """Where the piece is played: decay of the room in seconds, its level, and the brightness of the whole in dB."""

    decay_s: float
    wet: float
    shelf_db: float


def mix(notes: Sequence[Note], sample_count: int, seed: int, hall: Hall) -> Iterator[Sound]:
    """Yield the mix in blocks of ``BLOCK`` samples (the last one shorter), stereo float32, before mastering."""
    events = _events(notes)
    cache = StrikeCache()
    room = Room(hall.decay_s, BLOCK)
    colours = {
        name: _Filter(np.stack([_peak(*p) for p in seat.colours]))
        for name, seat in SEATS.items()
        if seat.colours
    }
    rumble = butter(2, 26.0, "highpass", fs=SAMPLE_RATE_HZ, output="sos")
    whole = _Filter(np.concatenate([rumble, _high_shelf(1800.0, hall.shelf_db)[None, :]]))
    waiting: list[_Sounding] = []
    upcoming = 0
    for first in range(0, sample_count, BLOCK):
        while upcoming < len(events) and events[upcoming].start < first + BLOCK:
            event = events[upcoming]
            waiting.append(_render(event, cache, seed))
            upcoming += 1
        buses: dict[str, Sound] = {}
        for sounding in waiting:
            if sounding.instrument not in buses:
                buses[sounding.instrument] = np.zeros((BLOCK, 2), dtype=np.float32)
            _add(buses[sounding.instrument], sounding, first)
        waiting = [s for s in waiting if s.start + len(s.sound) > first + BLOCK]
        yield whole.apply(_combine(buses, colours, room, hall.wet))[: sample_count - first]


def _combine(buses: dict[str, Sound], colours: dict[str, _Filter], room: Room, wet: float) -> Sound:
    """Sum the instruments and let the room answer."""
    dry = np.zeros((BLOCK, 2), dtype=np.float32)
    send = np.zeros((BLOCK, 2), dtype=np.float32)
    for name in sorted(buses):
        seat = SEATS[name]
        bus = colours[name].apply(buses[name]) if name in colours else buses[name]
        dry += bus * np.float32(seat.level)
        send += bus * np.float32(seat.level * seat.send)
    return dry + np.float32(wet) * room.wet(send)


def _add(bus: Sound, sounding: _Sounding, first: int) -> None:
    """Add the part of a sound that falls into the block which begins at ``first``."""
    offset = sounding.start - first
    begin, end = max(offset, 0), min(offset + len(sounding.sound), len(bus))
    if end <= begin:
        return
    part = sounding.sound[begin - offset : end - offset]
    for side in (0, 1):
        bus[begin:end, side] += (part if part.ndim == 1 else part[:, side]) * sounding.sides[side]


def _events(notes: Sequence[Note]) -> list[_Event]:
    """Strokes one by one, sustained voices as phrases; sorted by start."""
    events: list[_Event] = []
    lines: dict[tuple[str, str], list[Note]] = {}
    for number, note in enumerate(notes):
        if note.instrument in LINES:
            lines.setdefault((note.voice, note.instrument), []).append(note)
        else:
            events.append(_Event(round(note.start_s * SAMPLE_RATE_HZ), note.instrument, (note,), number))
    for (_, instrument), line in lines.items():
        for phrase in _phrases(line):
            start = round((phrase[0].start_s - PAD_S) * SAMPLE_RATE_HZ)
            events.append(_Event(start, instrument, tuple(phrase), 0))
    return sorted(events, key=lambda e: (e.start, e.instrument, e.number))


def _phrases(line: Sequence[Note]) -> list[list[Note]]:
    """Split a line where it rests, or after ``PHRASE_S`` at the next note; a note ends where the next begins."""
    out: list[list[Note]] = []
    for note in line:
        if out:
            last = out[-1][-1]
            joined = note.start_s - (last.start_s + last.length_s) < 0.12
            if joined:
                out[-1][-1] = replace(last, length_s=max(0.05, note.start_s - last.start_s))
            if joined and note.start_s - out[-1][0].start_s < PHRASE_S:
                out[-1].append(note)
                continue
        out.append([note])
    return out


def _render(event: _Event, cache: StrikeCache, seed: int) -> _Sounding:
    """Sound of one event at its place."""
    note, instrument, start = event.notes[0], event.instrument, event.start
    loud = note.velocity**LOUDNESS_POWER
    place = SEATS[instrument].place
    if instrument in LINES:
        sound = render_phrase(event.notes, generator(seed, "composer", "phrase", note.voice, start))
        sides = _sides(place + VOICE_PLACES.get(note.voice, 0.0), np.sqrt(2.0))
        return _Sounding(max(start, 0), instrument, sound[max(-start, 0) :], sides)
    sound = cache.get(instrument, note.pitch, note.velocity, event.number % 3)
    if instrument == "drums":
        place = DRUM_PLACES[note.pitch]
    elif instrument == "spiccato":
        loud *= np.sqrt(2.0)
    else:
        sound = damp(sound, note.length_s, DAMPING_S[instrument])
        place += (0.45 if instrument == "piano" else 0.15) * (note.pitch - 62) / 36
    return _Sounding(start, instrument, sound, _sides(place, loud))


def _sides(place: float, level: float) -> Sound:
    """Gains of left and right for a place from −1 to 1, at equal power."""
    angle = (float(np.clip(place, -0.9, 0.9)) + 1) * np.pi / 4
    return (np.array([np.cos(angle), np.sin(angle)]) * level).astype(np.float32)


class _Filter:
    """A chain of second-order sections that keeps its state from block to block."""

    def __init__(self, sections: Floats) -> None:
        self._sections = sections.astype(np.float64)
        self._state = np.zeros((len(sections), 2, 2))

    def apply(self, block: Sound) -> Sound:
        """Filter one block (n, 2)."""
        out, self._state = sosfilt(self._sections, block.astype(np.float64), axis=0, zi=self._state)
        return np.asarray(out, dtype=np.float32)


def _high_shelf(hertz: float, decibels: float) -> Floats:
    """Second-order section of a gentle high shelf (Bristow-Johnson's cookbook, slope 0.5)."""
    gain = 10.0 ** (decibels / 40)
    omega = 2 * np.pi * hertz / SAMPLE_RATE_HZ
    cosine = np.cos(omega)
    wide = 2 * np.sqrt(gain) * np.sin(omega) / 2 * np.sqrt((gain + 1 / gain) * (1 / 0.5 - 1) + 2)
    up, down = gain + 1, gain - 1
    b = gain * np.array([up + down * cosine + wide, -2 * (down + up * cosine), up + down * cosine - wide])
    a = np.array([up - down * cosine + wide, 2 * (down - up * cosine), up - down * cosine - wide])
    out: Floats = np.concatenate([b, a]) / a[0]
    return out


def _peak(hertz: float, decibels: float, quality: float) -> Floats:
    """Second-order section of a peaking equaliser (Bristow-Johnson's cookbook)."""
    gain = 10.0 ** (decibels / 40)
    omega = 2 * np.pi * hertz / SAMPLE_RATE_HZ
    alpha = np.sin(omega) / (2 * quality)
    b = np.array([1 + alpha * gain, -2 * np.cos(omega), 1 - alpha * gain])
    a = np.array([1 + alpha / gain, -2 * np.cos(omega), 1 - alpha / gain])
    out: Floats = np.concatenate([b, a]) / a[0]
    return out
