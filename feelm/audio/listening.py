"""``hear``: one pass over a music file, everything that feelm wants to know of it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.audio.bands import FINE, envelopes
from feelm.audio.bars import find_bars
from feelm.audio.beats import TempoPrior, beat_gain, track_beats, without_weak_halves
from feelm.audio.decoding import SoundReader
from feelm.audio.hearing import Hearing
from feelm.audio.loudness import LoudnessMeter
from feelm.audio.mood import MOOD_HZ, find_mood
from feelm.audio.onsets import activation, band_flux, harmony_change, onset_peaks, onset_strength, sharpened
from feelm.audio.sections import find_sections
from feelm.audio.spectra import ANALYSIS_HZ, FRAME_HZ, Spectra, SpectraBuilder
from feelm.audio.taps import beats_from_taps
from feelm.audio.tonality import chroma, find_key
from feelm.errors import InputError

Floats = NDArray[np.float64]
Tempo = float | Literal["half", "double"] | None
Progress = Callable[[str, float], None]

SHORTEST_S = 1.0
SILENT_LEVEL = 1e-4
"""A file whose largest sample stays under −80 dBFS is silent."""


def hear(
    path: str | Path,
    *,
    tempo: Tempo = None,
    beat_shift_s: float = 0.0,
    taps_s: Sequence[float] | None = None,
    length_s: float | None = None,
    progress: Progress | None = None,
) -> Hearing:
    """Listen to a piece of music (any sound file, or the sound of a video).

    Args:
        path: the file.
        tempo: what a person knows better: "half" or "double" of what would be heard, or beats per minute.
        beat_shift_s: moves every beat and downbeat, seconds, positive is later.
        taps_s: times at which a person tapped the beat; the beats follow them.
        length_s: listen to the first so many seconds only.
        progress: called with what is being done and the share done, 0..1.

    Returns:
        The ``Hearing``; its times are seconds from the first sample.

    Raises:
        InputError: the file cannot be used (missing, empty, no sound, silent, shorter than a second, longer
            than two hours), or the wishes contradict each other.
    """
    _check_wishes(tempo, beat_shift_s, taps_s, length_s)
    tell = progress or (lambda what, share: None)
    sound = _take_in(path, length_s, tell)
    tell("listening for beats", 0.6)
    flux = band_flux(sound.spectra.mel)
    strength = onset_strength(flux)
    heard = activation(strength)
    gain = beat_gain(heard, harmony_change(sound.spectra.pitch))
    beats = _beats(heard, gain, tempo, taps_s, sound.duration_s)
    if tempo is None and taps_s is None:
        beats = without_weak_halves(beats, flux.sum(axis=1))
    beats = _inside(sharpened(beats, sound.spectra), sound.duration_s)
    downbeats, meter = find_bars(beats, sound.spectra, flux)
    tell("listening for parts and colours", 0.8)
    onsets, _ = onset_peaks(strength, 0.1 * float(np.percentile(strength, 99.0)) + 1e-6)
    mood = find_mood(sound.spectra, strength, onsets, beats, sound.loudness_db, sound.lufs, sound.duration_s)
    key = find_key(chroma(sound.spectra.pitch))
    kept = _shifted(beats, beat_shift_s, sound.duration_s)
    bars = _shifted(downbeats, beat_shift_s, sound.duration_s)
    moving = envelopes(sound.spectra, flux, sound.loudness_db)
    hearing = Hearing(
        source=str(path),
        digest=_digest(path),
        sample_rate_hz=sound.sample_rate_hz,
        sample_count=sound.sample_count,
        duration_s=sound.duration_s,
        tempo_bpm=_tempo_of(beats),
        beats_s=kept,
        downbeats_s=bars,
        beats_per_bar=meter,
        sections=find_sections(bars, sound.duration_s, sound.spectra, sound.loudness_db),
        key=key.name,
        mode=key.mode,
        key_clarity=key.clarity,
        loudness_lufs=sound.lufs,
        envelope_rate_hz=FINE * FRAME_HZ,
        envelopes=moving.curves,
        hits_s=moving.hits_s,
        centroid_hz=sound.spectra.centroid_hz.astype(np.float64),
        loudness_db=sound.loudness_db,
        affect_rate_hz=MOOD_HZ,
        valence=mood.valence,
        arousal=mood.arousal,
        valence_sd=mood.valence_sd,
        arousal_sd=mood.arousal_sd,
        notes=sound.notes,
    )
    tell("heard", 1.0)
    return hearing


@dataclass(frozen=True)
class _Sound:
    """What one pass over the samples leaves behind."""

    spectra: Spectra
    loudness_db: Floats
    lufs: float
    sample_rate_hz: int
    sample_count: int
    duration_s: float
    notes: tuple[str, ...]


def _check_wishes(
    tempo: Tempo, shift_s: float, taps_s: Sequence[float] | None, length_s: float | None
) -> None:
    if taps_s is not None and tempo is not None:
        raise InputError("taps and a tempo were both given", fix="give only one of them")
    if isinstance(tempo, str):
        if tempo not in ("half", "double"):
            raise InputError(f"the tempo “{tempo}” is not known", fix="say half, double or beats per minute")
    elif tempo is not None and not (math.isfinite(tempo) and 20.0 <= tempo <= 400.0):
        raise InputError(f"a tempo of {tempo:g} beats per minute makes no sense", fix="give 20 to 400")
    if not (math.isfinite(shift_s) and abs(shift_s) <= 10.0):
        raise InputError("the beats can be shifted by at most 10 seconds", fix="give a smaller shift")
    if length_s is not None and not (math.isfinite(length_s) and length_s > 0):
        raise InputError("the length must be more than 0 seconds", fix="give a length such as 60")


def _take_in(path: str | Path, length_s: float | None, tell: Progress) -> _Sound:
    """Decode once, block by block, into spectra and loudness."""
    reader, builder, meter = SoundReader(path), SpectraBuilder(), LoudnessMeter(ANALYSIS_HZ)
    peak, taken = 0.0, 0

    def analyse(block: NDArray[np.float32]) -> None:
        builder.push((block[:, 0] + block[:, 1]) * np.float32(0.5))
        meter.push(block)

    # Decoding and analysing take turns on two cores; the order of the blocks, and so the result, stays.
    with ThreadPoolExecutor(max_workers=1) as pool:
        pending: Future[None] | None = None
        for block in reader.blocks(sample_rate_hz=ANALYSIS_HZ, channels=2, length_s=length_s):
            loudest = float(np.abs(block).max(initial=0.0))
            if not math.isfinite(loudest):
                what = "the sound holds values that are no numbers"
                raise InputError(what, where=str(path), fix="export it again")
            peak = max(peak, loudest)
            if pending is not None:
                pending.result()
            pending = pool.submit(analyse, block)
            taken += len(block)
            assert reader.info is not None
            whole = length_s or reader.info.duration_s
            tell("reading the music", 0.6 * min(1.0, taken / ANALYSIS_HZ / whole) if whole else 0.0)
        if pending is not None:
            pending.result()
    assert reader.info is not None
    duration = reader.sample_count / reader.info.sample_rate_hz
    if duration < SHORTEST_S:
        raise InputError(
            f"the music lasts only {duration:.2f} s", where=str(path), fix="give at least one second of music"
        )
    if peak < SILENT_LEVEL:
        raise InputError("the music is silent", where=str(path), fix="give a file in which something sounds")
    spectra = builder.close()
    return _Sound(
        spectra, meter.short_db(len(spectra.mel), FRAME_HZ), meter.integrated(),
        reader.info.sample_rate_hz, reader.sample_count, duration, reader.notes,
    )  # fmt: skip


def _beats(
    heard: Floats, gain: Floats, tempo: Tempo, taps_s: Sequence[float] | None, duration_s: float
) -> Floats:
    """Beats as heard, or as a person wants them."""
    if taps_s is not None:
        return _beats_by_taps(heard, gain, beats_from_taps(taps_s), duration_s)
    if isinstance(tempo, float | int):
        near = TempoPrior(tempo / 1.08, tempo * 1.08, float(tempo), 0.05)
        return _inside(track_beats(heard, gain, near), duration_s)
    beats = _inside(track_beats(heard, gain), duration_s)
    if tempo == "double" and len(beats) > 1:
        middles = 0.5 * (beats[:-1] + beats[1:])
        return np.sort(np.concatenate([beats, middles]))
    if tempo == "half" and len(beats) > 2:
        frames = np.clip(np.round(beats * FRAME_HZ).astype(np.int64), 0, len(heard) - 1)
        odd_is_stronger = heard[frames[1::2]].mean() > heard[frames[0::2]].mean()
        return beats[int(odd_is_stronger) :: 2]
    return beats


def _beats_by_taps(heard: Floats, gain: Floats, tapped: Floats, duration_s: float) -> Floats:
    """Beats near the taps: onsets within reach of a tap attract it, outside the taps the tempo goes on."""
    period = float(np.median(np.diff(tapped)))
    frames = np.arange(len(heard)) / FRAME_HZ
    right = np.clip(np.searchsorted(tapped, frames), 1, len(tapped) - 1)
    apart = np.minimum(np.abs(frames - tapped[right - 1]), np.abs(frames - tapped[right]))
    inside = (frames > tapped[0] - period / 2) & (frames < tapped[-1] + period / 2)
    # The person's word outweighs any onset (log-odds of an onset stay under 8).
    bonus = np.where(inside, 12.0 - 3.0 * np.minimum(apart / 0.04, 3.0) ** 2, 0.0)
    bpm = 60.0 / period
    slowest, fastest = 60.0 / float(np.diff(tapped).max()), 60.0 / float(np.diff(tapped).min())
    prior = TempoPrior(min(slowest, bpm) / 1.1, max(fastest, bpm) * 1.1, bpm, 0.3, steadiness=400.0)
    return _inside(track_beats(heard, gain + bonus, prior), duration_s)


def _inside(beats: Floats, duration_s: float) -> Floats:
    return beats[(beats >= 0.0) & (beats < duration_s)]


def _shifted(times: Floats, shift_s: float, duration_s: float) -> Floats:
    return _inside(times + shift_s, duration_s)


def _tempo_of(beats: Floats) -> float:
    """Beats per minute: median over stretches of eight beats; 0 when there are fewer than two beats."""
    span = 8 if len(beats) > 16 else 1
    return float(60.0 * span / np.median(beats[span:] - beats[:-span])) if len(beats) > 1 else 0.0


def _digest(path: str | Path) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
