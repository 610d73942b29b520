"""Hearing a piece once: the same music, heard the same way, is analysed once and then remembered."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

import feelm
from feelm.audio import hear
from feelm.audio.hearing import Hearing, Section
from feelm.render.identity import digest_of
from feelm.render.store import Store, digest_file
from feelm.score.model import Music

_ENVELOPE = "envelope:"
_HITS = "hits:"


def hear_music(path: Path, music: Music, *, length_s: float | None, store: Store | None = None) -> Hearing:
    """Hear a file the way a score says: its tempo wish, its shift, and its beats where the score gives them.

    Args:
        length_s: how much of the file is heard (None: all of it).
        store: where hearings are remembered.
    """
    store = store or Store()
    key = digest_of("hearing", digest_file(path), music.tempo, music.beat_shift, length_s, _audio_code())
    if store.holds(key, ".npz"):
        hearing = _read(store.path(key, ".npz"))
    else:
        hearing = hear(path, tempo=music.tempo, beat_shift_s=music.beat_shift, length_s=length_s)
        store.put(key, ".npz", lambda target: _write(hearing, target))
    hearing = replace(hearing, source=str(path))
    if music.beats:
        hearing = with_beats(hearing, music.beats, music.downbeats)
    return hearing


def with_beats(hearing: Hearing, beats: list[float], downbeats: list[float]) -> Hearing:
    """The hearing with a beat grid that is known (composed or tapped) in place of the one that was heard."""
    grid = np.array(beats, np.float64)
    tempo = 60.0 / float(np.median(np.diff(grid))) if len(grid) > 1 else hearing.tempo_bpm
    return replace(
        hearing,
        beats_s=grid,
        downbeats_s=np.array(downbeats or beats[:: hearing.beats_per_bar], np.float64),
        tempo_bpm=tempo,
    )


@cache
def _audio_code() -> str:
    digest = sha256()
    for path in sorted((Path(feelm.__file__).parent / "audio").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(hearing: Hearing, path: Path) -> None:
    arrays: dict[str, Any] = {
        f.name: v for f in fields(hearing) if isinstance(v := getattr(hearing, f.name), np.ndarray)
    }
    arrays |= {_ENVELOPE + name: values for name, values in hearing.envelopes.items()}
    arrays |= {_HITS + name: values for name, values in hearing.hits_s.items()}
    plain = {f.name: getattr(hearing, f.name) for f in fields(hearing) if f.name not in arrays}
    del plain["envelopes"], plain["hits_s"]
    plain["sections"] = [asdict(section) for section in hearing.sections]
    with path.open("wb") as stream:
        np.savez(stream, plain=np.array(json.dumps(plain)), **arrays)


def _read(path: Path) -> Hearing:
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (BadZipFile, ValueError) as error:
        raise RuntimeError(f"a remembered hearing is damaged although its digest fits: {path}") from error
    plain = json.loads(str(arrays.pop("plain")))
    envelopes = {
        name.removeprefix(_ENVELOPE): arrays.pop(name) for name in list(arrays) if name.startswith(_ENVELOPE)
    }
    hits = {name.removeprefix(_HITS): arrays.pop(name) for name in list(arrays) if name.startswith(_HITS)}
    plain["sections"] = tuple(Section(**section) for section in plain["sections"])
    plain |= {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    return Hearing(envelopes=envelopes, hits_s=hits, **plain, **arrays)
