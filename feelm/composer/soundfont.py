"""The same notes on a SoundFont that the person gives (extra ``soundfont``)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from feelm.composer.mixing import BLOCK, Hall
from feelm.composer.notation import SAMPLE_RATE_HZ, Note, Sound
from feelm.composer.room import Room
from feelm.errors import InputError

PROGRAMS: dict[str, int] = {
    "piano": 0, "celesta": 8, "plucked": 24, "bass": 32, "cello": 42, "tremolo": 44, "spiccato": 48, "strings": 48,
    "flute": 73, "pad": 89, "drums": 0,
}  # fmt: skip
"""General MIDI programs (counted from 0) of feelm's instruments; the drums are on the percussion channel."""

USUAL_PLACES = (Path("/usr/share/sounds/sf2"), Path("/usr/share/sounds/sf3"), Path("/usr/share/soundfonts"))
VARIABLE = "FEELM_SOUNDFONT"
RING_S = 6.0
"""How long a note may ring after the window in which it begins."""


def find_sound_font() -> Path | None:
    """Return the SoundFont that ``FEELM_SOUNDFONT`` names, else the largest in the usual places, else None.

    ``compose`` never calls this by itself; a caller that wants the installed SoundFont passes its answer on.

    Raises:
        InputError: ``FEELM_SOUNDFONT`` names a file that is not there.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        if not Path(named).is_file():
            raise InputError(
                f"{VARIABLE} names a file that is not there", where=named, fix="correct or unset it"
            )
        return Path(named)
    found = [
        p for place in USUAL_PLACES if place.is_dir() for p in place.iterdir() if p.suffix in (".sf2", ".sf3")
    ]
    return max(found, key=lambda p: (p.stat().st_size, p.name), default=None)


def mix_with_sound_font(
    notes: Sequence[Note], sample_count: int, sound_font: Path, hall: Hall
) -> Iterator[Sound]:
    """Yield the mix in blocks as ``mixing.mix`` does, played on a SoundFont, in the same room.

    Raises:
        InputError: the file is missing or no SoundFont, or the extra is not installed.
    """
    symusic = _symusic()
    check_sound_font(sound_font)
    try:
        player = symusic.Synthesizer(sf_path=str(sound_font), sample_rate=SAMPLE_RATE_HZ)
    except Exception as error:
        raise InputError(
            "the SoundFont cannot be read", where=str(sound_font), fix="give a whole .sf2 or .sf3 file"
        ) from error
    return _blocks(symusic, player, notes, sample_count, Room(hall.decay_s, BLOCK), hall.wet)


def check_sound_font(path: Path) -> None:
    """Refuse a file that is missing or does not begin and end as a SoundFont does (RIFF … sfbk, whole)."""
    if not path.is_file():
        raise InputError(
            "the SoundFont is not there", where=str(path), fix="give the path of an .sf2 or .sf3 file"
        )
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] != b"RIFF" or head[8:12] != b"sfbk":
        raise InputError("this is not a SoundFont", where=str(path), fix="give an .sf2 or .sf3 file")
    if int.from_bytes(head[4:8], "little") + 8 > path.stat().st_size:
        raise InputError("the SoundFont is cut short", where=str(path), fix="fetch the file again")


def _symusic() -> ModuleType:
    if find_spec("symusic") is None:
        raise InputError("playing a SoundFont needs symusic", fix="run: pip install feelm[soundfont]")
    return import_module("symusic")


def _blocks(
    symusic: ModuleType, player: Any, notes: Sequence[Note], sample_count: int, room: Room, wet: float
) -> Iterator[Sound]:
    """Render the notes that begin in each block, and carry what rings on into the next ones."""
    ringing = np.zeros((BLOCK + int(RING_S * SAMPLE_RATE_HZ), 2), dtype=np.float32)
    for first in range(0, sample_count, BLOCK):
        start_s = first / SAMPLE_RATE_HZ
        own = [n for n in notes if start_s <= n.start_s < start_s + BLOCK / SAMPLE_RATE_HZ]
        if own:
            sound = _render(symusic, player, own, start_s)
            if len(sound) > len(ringing):
                ringing = np.pad(ringing, ((0, len(sound) - len(ringing)), (0, 0)))
            ringing[: len(sound)] += sound
        dry = ringing[:BLOCK].copy()
        ringing = np.pad(ringing[BLOCK:], ((0, BLOCK), (0, 0)))
        yield (dry + np.float32(0.3 * wet) * room.wet(dry))[: sample_count - first]


def _render(symusic: ModuleType, player: Any, notes: Sequence[Note], start_s: float) -> Sound:
    """Sound of some notes, stereo (n, 2), beginning at ``start_s``."""
    page = symusic.Score(4800)
    page.tempos.append(symusic.Tempo(0, 120.0))
    for instrument in sorted({n.instrument for n in notes}):
        track = symusic.Track(program=PROGRAMS[instrument], is_drum=instrument == "drums", name=instrument)
        for n in notes:
            if n.instrument == instrument:
                ticks, length = round((n.start_s - start_s) * 9600), max(1, round(n.length_s * 9600))
                track.notes.append(symusic.Note(ticks, length, n.pitch, int(1 + 126 * n.velocity**0.8)))
        page.tracks.append(track)
    sound: Sound = np.ascontiguousarray(np.asarray(player.render(page, stereo=True), dtype=np.float32).T)
    return sound
