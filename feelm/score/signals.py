"""The signals that expressions can name: of time, music, words and feeling, and the score's own."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from feelm.affect import disagreement
from feelm.affect.feeling import Feeling, Stream
from feelm.audio.hearing import Hearing
from feelm.clock import frame_count, frame_times
from feelm.score.curves import Sampler, names_in
from feelm.score.model import Score, Shot
from feelm.score.names import PLACE, SECTION
from feelm.score.numbers import Part
from feelm.score.own_signals import in_order
from feelm.score.settling import film_clock
from feelm.score.times import FilmClock, read_time
from feelm.score.tree import numbers_of
from feelm.vocabulary import SIGNALS

Floats = NDArray[np.float64]


def signals_for(
    hearing: Hearing | None, feeling: Feeling, score: Score, first_frame: int, count: int
) -> dict[str, Floats]:
    """Return every signal that the score can name, for ``count`` frames from film frame ``first_frame``.

    Those are the signals of ``feelm.score.names.NAMES``, the score's own, and those that stand for the places which its
    expressions name (``at('bar 17')``). Without music the sound is silent (0) and a calm clock of 60 beats a minute,
    four to the bar, counts on. ``u`` runs over the frames asked for. Film second 0 is second ``score.music.start`` of
    the music.

    Args:
        score: settled.

    Returns:
        name → float64, shape (count,).

    Raises:
        ScoreError: a signal of the score's own gives no finite number.
    """
    if not score.signals:
        return _given(hearing, feeling, score, first_frame, count)
    # The score's own signals remember from the first frame of the film on, wherever they are asked for.
    whole = max(frame_count(score.duration, score.fps), first_frame + count)
    film = _with_own(_given(hearing, feeling, score, 0, whole), score)
    asked = {name: values[first_frame : first_frame + count] for name, values in film.items()}
    return asked | {"u": _progress(count)}


def named_by(part: Part) -> frozenset[str]:
    """Every signal that a shot or any part of one reads: in its numbers, unsaid in their functions and units, and by
    its players.

    A signal of the score's own is named, not what it is made from.
    """
    players = part.world.players if isinstance(part, Shot) else []
    named = {player.react for player in players if player.react is not None}
    for _, number in numbers_of(part):
        named |= names_in(number)
    return frozenset(named)


def _with_own(given: dict[str, Floats], score: Score) -> dict[str, Floats]:
    times_s = given["t"]
    # ``u`` of a signal goes through the film.
    duration_s = len(times_s) / score.fps
    for name in in_order(score.signals):
        sampler = Sampler(times_s=times_s, duration_s=duration_s, signals=given)
        given[name] = sampler.values(score.signals[name], f"signals.{name}")
    return given


def _given(
    hearing: Hearing | None, feeling: Feeling, score: Score, first_frame: int, count: int
) -> dict[str, Floats]:
    clock = film_clock(score, hearing)
    t = frame_times(first_frame, count, score.fps)
    frames = first_frame + np.arange(count, dtype=np.float64)
    signals: dict[str, Floats] = {"t": t, "f": frames, "u": _progress(count), "film": t / score.duration}
    signals |= _sounds(hearing, score, first_frame, count) | _counts(clock, t)
    signals |= _sections(clock, t) | _words(score, t) | _feelings(feeling, t)
    return signals | dict(_places(score, clock, t))


def _progress(count: int) -> Floats:
    return np.arange(count, dtype=np.float64) / max(count, 1)


def _sounds(hearing: Hearing | None, score: Score, first_frame: int, count: int) -> dict[str, Floats]:
    if hearing is None:
        return {name: np.zeros(count) for name in SIGNALS}
    offset = round((score.music.start if score.music else 0.0) * score.fps)
    return {name: hearing.per_frame(name, first_frame + offset, count, score.fps) for name in SIGNALS}


def _counts(clock: FilmClock, t: Floats) -> dict[str, Floats]:
    beat, bar = clock.beats_at(t), clock.bars_at(t)
    lengths = {"beat_length": clock.beat_s, "bar_length": clock.bar_s, "frame_length": 1.0 / clock.fps}
    return {
        "beat": beat,
        "beat_phase": beat - np.floor(beat),
        "bar": bar,
        "bar_phase": bar - np.floor(bar),
    } | {name: np.full(t.shape, length) for name, length in lengths.items()}


def _sections(clock: FilmClock, t: Floats) -> dict[str, Floats]:
    if not clock.sections:
        return {"section": np.zeros(t.shape), "section_phase": np.clip(t / clock.duration_s, 0.0, 1.0)}
    starts = np.array([part.start_s for part in clock.sections])
    ends = np.array([part.end_s for part in clock.sections])
    index = np.maximum(np.searchsorted(starts, t + 1e-9, side="right") - 1, 0)
    lengths = np.maximum(ends - starts, 1e-9)
    phase = np.clip((t - starts[index]) / lengths[index], 0.0, 1.0)
    return {"section": index.astype(np.float64), "section_phase": phase}


def _words(score: Score, t: Floats) -> dict[str, Floats]:
    scene = np.full(t.shape, -1.0)
    for shot in score.shots:
        if shot.scene is not None:
            scene[t >= shot.start - 1e-9] = float(shot.scene)
    sentence, phase = np.full(t.shape, -1.0), np.ones(t.shape)
    for number, caption in enumerate(score.captions):
        begun = t >= caption.start - 1e-9
        sentence[begun] = float(number)
        phase[begun] = np.clip((t[begun] - caption.start) / (caption.end - caption.start), 0.0, 1.0)
    return {"scene": scene, "sentence": sentence, "sentence_phase": phase}


def _feelings(feeling: Feeling, t: Floats) -> dict[str, Floats]:
    valence, arousal = feeling.at(t)
    valence_sd = np.interp(t, feeling.times_s, feeling.valence_sd)
    arousal_sd = np.interp(t, feeling.times_s, feeling.arousal_sd)
    width = 0.5 * (valence_sd**2 + arousal_sd**2)
    streams = {stream.name: _stream_at(stream, t) for stream in feeling.streams if len(stream.times_s)}
    silent = (np.zeros(t.shape), np.zeros(t.shape))
    said = {
        f"{name}_{side}": streams.get(name, silent)[axis]
        for name in ("words", "music")
        for axis, side in enumerate(("valence", "arousal"))
    }
    known = {"valence": valence, "arousal": arousal, "certainty": 1.0 / (1.0 + width / 0.3**2)}
    return known | said | {"disagreement": disagreement(feeling, t)}


def _stream_at(stream: Stream, t: Floats) -> tuple[Floats, Floats]:
    return np.interp(t, stream.times_s, stream.valence), np.interp(t, stream.times_s, stream.arousal)


def _places(score: Score, clock: FilmClock, t: Floats) -> Iterator[tuple[str, Floats]]:
    """The signals that stand for places: the second of ``at:bar 17``, whether ``section:chorus`` sounds."""
    named = {name for _, number in numbers_of(score) for name in names_in(number)}
    for name in sorted(named):
        if name.startswith(PLACE):
            words = read_time(name.removeprefix(PLACE))
            yield name, np.full(t.shape, clock.seconds(words, 0.0, score.duration))
        elif name.startswith(SECTION):
            yield name, _sounding(clock, name.removeprefix(SECTION), t)


def _sounding(clock: FilmClock, name: str, t: Floats) -> Floats:
    inside = np.zeros(t.shape)
    for part in clock.sections:
        if part.name.casefold() == name.casefold():
            inside[(t >= part.start_s - 1e-9) & (t < part.end_s - 1e-9)] = 1.0
    return inside
