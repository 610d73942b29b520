"""The page as a Standard MIDI File, for a person who wants to play or edit it elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from feelm.composer.notation import Composition
from feelm.composer.soundfont import PROGRAMS
from feelm.errors import OutputError

TICKS = 960
"""Ticks of a quarter; the file runs at 120 quarters a minute, so a tick is 0.52 ms."""


def write_midi(path: Path, composition: Composition) -> Path:
    """Write the performed notes as a format-1 MIDI file, one track a voice; it appears whole or not at all.

    Raises:
        OutputError: the folder cannot be written.
    """
    path = Path(path)
    voices = sorted({(n.voice, n.instrument) for n in composition.notes})
    conductor = b"\x00\xff\x51\x03" + (500_000).to_bytes(3, "big") + b"\x00\xff\x2f\x00"
    tracks = [conductor, *(_track(composition, k, *voice) for k, voice in enumerate(voices))]
    head = b"MThd" + (6).to_bytes(4, "big") + b"".join(n.to_bytes(2, "big") for n in (1, len(tracks), TICKS))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(head + b"".join(b"MTrk" + len(t).to_bytes(4, "big") + t for t in tracks))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(
            "the notes cannot be written", where=str(path), fix="choose a folder that can be written"
        ) from error
    return path


def _track(composition: Composition, number: int, voice: str, instrument: str) -> bytes:
    """One voice: its name, its program, its notes. Melodic channels go round, the tenth is for drums."""
    melodic = [c for c in range(16) if c != 9]
    channel = 9 if instrument == "drums" else melodic[number % 15]
    name = f"{voice} ({instrument})".encode()
    out = b"\x00\xff\x03" + bytes([len(name)]) + name + bytes([0, 0xC0 | channel, PROGRAMS[instrument]])
    events: list[tuple[int, int, bytes]] = []
    for note in composition.notes:
        if (note.voice, note.instrument) == (voice, instrument):
            on, off = (round(t * 2 * TICKS) for t in (note.start_s, note.start_s + note.length_s))
            loud = int(1 + 126 * note.velocity)
            events.append((on, 1, bytes([0x90 | channel, note.pitch, loud])))
            events.append((max(off, on + 1), 0, bytes([0x80 | channel, note.pitch, 0])))
    now = 0
    for tick, _, message in sorted(events):
        out += _length(tick - now) + message
        now = tick
    return out + b"\x00\xff\x2f\x00"


def _length(value: int) -> bytes:
    """A variable-length quantity: seven bits a byte, the highest first."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(0x80 | value & 0x7F)
    return bytes(reversed(out))
