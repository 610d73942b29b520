"""``compose``: a feeling in, a piece of music out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from feelm.affect.feeling import Feeling
from feelm.composer.arrangement import arrange
from feelm.composer.form import Form, plan_form
from feelm.composer.mastering import MARGIN, Meter, apply_gain, gain_curve, limit
from feelm.composer.mixing import BLOCK, Hall, mix
from feelm.composer.notation import SAMPLE_RATE_HZ, Composition, Floats, Note, Part, Sound
from feelm.composer.performance import perform
from feelm.composer.storage import let_go, make_room
from feelm.errors import InputError
from feelm.seeds import generator

SHORTEST_S, LONGEST_S = 2.0, 7200.0

Progress = Callable[[float], None]


def compose(
    feeling: Feeling,
    duration_s: float,
    *,
    seed: int,
    turns_s: Sequence[float] = (),
    sound_font: Path | None = None,
    progress: Progress | None = None,
) -> Composition:
    """Compose an instrumental that follows ``feeling`` for exactly ``duration_s`` seconds.

    Args:
        feeling: valence and arousal over time.
        duration_s: 2 to 7200 seconds; ``samples`` has round(duration_s · 48000) rows.
        seed: the same feeling, length and seed give the same bytes.
        turns_s: instants at which the music should turn (seconds); without them the largest changes of the
            feeling are used.
        sound_font: an .sf2 or .sf3 file to play the notes with (needs the extra ``soundfont``). Without it
            feelm's own instruments play: a SoundFont that happens to be installed is never used unasked, so
            that the same score sounds the same everywhere. ``find_sound_font`` finds one.
        progress: called with the part that is done, 0..1.

    Raises:
        InputError: a feeling that is empty, unsorted or not finite, a length out of range, a bad SoundFont.
        OutputError: no room on the disk for a long piece.
    """
    check_feeling(feeling)
    if not np.isfinite(duration_s) or not SHORTEST_S <= duration_s <= LONGEST_S:
        raise InputError(
            f"music of {duration_s:g} seconds cannot be composed",
            fix=f"ask for {SHORTEST_S:g} to {LONGEST_S:g} seconds",
        )
    if not np.isfinite(np.asarray(turns_s, dtype=np.float64)).all():
        raise InputError("a turn of the music is not a number", fix="give turns in seconds")
    own = piece_seed(feeling, duration_s, seed)
    form = plan_form(feeling, duration_s, own, turns_s)
    notes = perform(arrange(form, own), form, own)
    count = round(duration_s * SAMPLE_RATE_HZ)
    hall = _hall(form)
    if sound_font is None:
        blocks = mix(notes, count, own, hall)
        sound = "feelm"
    else:
        from feelm.composer.soundfont import mix_with_sound_font

        blocks = mix_with_sound_font(notes, count, sound_font, hall)
        sound = sound_font.name
    samples = _master(blocks, count, form, progress or (lambda done: None))
    return _composition(samples, form, notes, seed, sound)


def piece_seed(feeling: Feeling, duration_s: float, seed: int) -> int:
    """The seed of one piece: two films with the same seed but other feelings or lengths have tunes of their own."""
    valence, arousal = feeling.at(np.linspace(0.0, duration_s, 9))
    felt = [int(v) for v in np.rint(50.0 * np.concatenate([valence, arousal]))]
    return int(generator(seed, "composer", "piece", round(duration_s), *felt).integers(2**31))


def check_feeling(feeling: Feeling) -> None:
    """Refuse a feeling that is empty, unsorted, out of shape or not finite."""
    times, valence, arousal = feeling.times_s, feeling.valence, feeling.arousal
    if not len(times) or times.shape != valence.shape or times.shape != arousal.shape:
        raise InputError(
            "the feeling curve is empty or its columns differ in length", fix="give t, valence, arousal"
        )
    if not (np.isfinite(times).all() and np.isfinite(valence).all() and np.isfinite(arousal).all()):
        raise InputError(
            "the feeling curve has values that are not numbers", fix="remove NaN and infinite values"
        )
    if (np.diff(times) < 0).any():
        raise InputError("the times of the feeling curve do not rise", fix="sort the curve by time")


def _hall(form: Form) -> Hall:
    """The room: wide, wet and dark for quiet music, close, dry and bright for busy music; joy is brighter."""
    bars = [s.bars for s in form.sections]
    arousal = float(np.average([s.character.arousal for s in form.sections], weights=bars))
    valence = float(np.average([s.character.valence for s in form.sections], weights=bars))
    return Hall(1.7 - 0.55 * arousal, 0.95 - 0.3 * arousal, 2.5 + 2.5 * arousal + 1.0 * valence)


def _master(blocks: Iterable[Sound], count: int, form: Form, progress: Progress) -> Sound:
    """Collect the mix, then give it its loudness in place, block by block."""
    samples = make_room(count)
    meter = Meter()
    at = 0
    for block in blocks:
        samples[at : at + len(block)] = block
        meter.feed(block)
        at += len(block)
        let_go(samples)
        progress(0.9 * at / count)
    tail = form.duration_s - float(form.beats_s[-1])
    gain = gain_curve(meter, _target_lufs(form), min(2.5, 0.5 * tail), count)
    before = np.zeros((0, 2), dtype=np.float32)
    for first in range(0, count, BLOCK):
        last = min(first + BLOCK, count)
        raw = apply_gain(np.asarray(samples[first : last + MARGIN]), first, gain)
        limited = limit(np.concatenate([before, raw]))
        before_count = len(before)
        before = raw[: last - first][-MARGIN:]
        samples[first:last] = limited[before_count : before_count + last - first]
        let_go(samples)
        progress(0.9 + 0.1 * last / count)
    return samples


def _target_lufs(form: Form) -> float:
    """Integrated loudness: −16 LUFS, up to one louder or softer by the energy of the piece."""
    energy = float(np.average([s.energy for s in form.sections], weights=[s.bars for s in form.sections]))
    return -16.0 + 2.4 * (float(np.clip(energy, 0.1, 0.9)) - 0.5)


def _composition(samples: Sound, form: Form, notes: tuple[Note, ...], seed: int, sound: str) -> Composition:
    metre = form.beats_per_bar
    parts = []
    for section in form.sections:
        start, end = (
            form.time(section.first_bar * metre),
            form.time((section.first_bar + section.bars) * metre),
        )
        parts.append(
            Part(
                start, end, section.role, section.theme, section.key.name, section.key.mode, section.character.mood,
                section.character.tempo_bpm, section.bars, section.energy,
            )
        )  # fmt: skip
    beats: Floats = form.beats_s
    tempo = float(np.average([p.tempo_bpm for p in parts], weights=[p.end_s - p.start_s for p in parts]))
    return Composition(
        samples=samples,
        duration_s=form.duration_s,
        tempo_bpm=tempo,
        beats_s=beats,
        downbeats_s=beats[::metre],
        beats_per_bar=metre,
        key=form.home.name,
        mode=form.home.mode,
        sections=tuple(parts),
        notes=notes,
        turns_s=form.turns_s,
        seed=seed,
        sound=sound,
    )
