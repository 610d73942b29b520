"""What an ear notices in composed music, as numbers: on the page (notes and chords) and in the sound.

Shared by the tests and ``benchmarks/composer_heard.py``.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt, welch
from test_story_kit import korean_reader

from feelm.affect import fuse, words_stream
from feelm.affect.feeling import Feeling
from feelm.composer import Composition
from feelm.composer.arrangement import Page, arrange
from feelm.composer.composing import piece_seed
from feelm.composer.form import Form, plan_form
from feelm.composer.harmony import Harmony, is_parallel
from feelm.composer.mastering import K_WEIGHTING, measure_loudness, true_peak
from feelm.composer.notation import Note
from feelm.composer.page import WrittenNote
from feelm.story import read_story
from feelm.story.teller import Teller
from feelm.things import open_catalogue

Floats = NDArray[np.float64]

RATE = 48_000
EXAMPLES = Path(__file__).parents[1] / "examples"
STORIES = ("city_night", "garden", "grandmother_house", "school", "sea", "station", "winter_mountain")
UNPITCHED = "drums"


@cache
def story_feeling(name: str, seconds: float) -> Feeling:
    """The feeling of an example story over a film in which its scenes are equally long."""
    text = read_story(str(EXAMPLES / f"{name}.txt"))
    korean = korean_reader() if any("가" <= c <= "힣" for c in text) else None
    telling = Teller(open_catalogue(), korean).tell(text)
    edges = np.linspace(0.0, seconds, len(telling.scenes) + 1)
    spans = [(float(a), float(b)) for a, b in pairwise(edges)]
    return fuse([words_stream(telling, spans)], seconds)


def page_of(feeling: Feeling, seconds: float, seed: int) -> tuple[Form, Page]:
    """The written piece, without its sound."""
    own = piece_seed(feeling, seconds, seed)
    form = plan_form(feeling, seconds, own, ())
    return form, arrange(form, own)


def chord_classes(page: Page, beat: float) -> frozenset[int]:
    """Pitch classes of the chord at a beat; empty behind the last."""
    found: tuple[int, ...] = ()
    for harmonies in page.harmonies:
        for harmony in harmonies:
            if harmony.beat <= beat + 1e-6 < harmony.beat + harmony.beats:
                found = harmony.chord.classes
    return frozenset(found)


def clashes(form: Form, page: Page) -> list[tuple[float, str, str]]:
    """Semitones (and their octaves) that two voices hold for half a beat from a strong beat on, where one of the two is
    no note of the chord: (beat, voice, voice)."""
    found = []
    pitched = [n for n in page.notes if n.voice != UNPITCHED]
    for bar in range(len(form.beats_s) // form.beats_per_bar):
        for within in (0, 2) if form.beats_per_bar == 4 else (0,):
            beat = float(bar * form.beats_per_bar + within)
            chord = chord_classes(page, beat)
            if not chord:
                continue
            here = [n for n in pitched if n.beat <= beat + 0.01 and n.end >= beat + 0.5]
            for a, b in combinations(here, 2):
                apart = (a.pitch - b.pitch) % 12
                strange = a.pitch % 12 not in chord or b.pitch % 12 not in chord
                if apart in (1, 11) and strange:
                    found.append((beat, a.voice, b.voice))
    return found


def strong_beats(form: Form) -> int:
    """How many beats ``clashes`` looks at."""
    return len(form.beats_s) // form.beats_per_bar * (2 if form.beats_per_bar == 4 else 1)


def foreign_on_strong(form: Form, page: Page) -> float:
    """Share of the melody's notes on first beats that belong to no chord (a suspension now and then is fine)."""
    tune = [n for n in page.notes if n.voice == "melody" and n.beat % form.beats_per_bar < 0.01]
    own = [n for n in tune if chord_classes(page, n.beat)]
    return sum(n.pitch % 12 not in chord_classes(page, n.beat) for n in own) / max(len(own), 1)


def parallels(page: Page) -> float:
    """Share of chord changes inside sections (between them the singer changes) with melody and bass in parallel fifths
    or octaves."""
    tune = [n for n in page.notes if n.voice == "melody"]
    bass = [n for n in page.notes if n.voice == "bass"]

    def at(notes: list[WrittenNote], beat: float) -> int | None:
        return next((n.pitch for n in notes if n.beat <= beat + 0.01 < n.end), None)

    moves = bad = 0
    changes: list[tuple[Harmony, Harmony]] = [
        pair for section in page.harmonies for pair in pairwise(section)
    ]
    for one, two in changes:
        pitches = [at(bass, one.beat), at(tune, one.beat), at(bass, two.beat), at(tune, two.beat)]
        if all(p is not None for p in pitches):
            moves += 1
            bad += is_parallel(*(p for p in pitches if p is not None))
    return bad / max(moves, 1)


def intervals(notes: list[WrittenNote], per_beat: int = 2) -> Floats:
    """A tune as pitches on a grid of half beats, its mean taken out."""
    first, last = notes[0].beat, max(n.end for n in notes)
    grid = np.arange(first, last - 1e-6, 1 / per_beat)
    line = np.array(
        [next((n.pitch for n in reversed(notes) if n.beat <= at + 1e-6), notes[0].pitch) for at in grid],
        np.float64,
    )
    return line - line.mean()


def likeness_of_return(form: Form, page: Page) -> float:
    """Correlation (0..1) of the first theme's tune with the last statement's, at the best shift by bars."""

    def tune(index: int) -> Floats:
        section = form.sections[index]
        begin, end = (
            section.first_bar * form.beats_per_bar,
            (section.first_bar + section.bars) * form.beats_per_bar,
        )
        return intervals([n for n in page.notes if n.voice == "melody" and begin <= n.beat < end])

    stated = [k for k, s in enumerate(form.sections) if s.theme == "A" and s.role != "ending"]
    a, b = tune(stated[0]), tune(stated[-1])
    short, long = sorted((a, b), key=len)
    shifts = range(0, len(long) - len(short) + 1, 2 * form.beats_per_bar)
    return max(float(np.corrcoef(short, long[k : k + len(short)])[0, 1]) for k in shifts)


def sung_range(form: Form, page: Page) -> tuple[int, float, float]:
    """Widest range of a section's tune in semitones; shares of its moves of at most a whole tone, and a major third."""
    spans, moves = [], []
    for section in form.sections:
        begin, end = (
            form.beats_per_bar * bar for bar in (section.first_bar, section.first_bar + section.bars)
        )
        tune = [n.pitch for n in page.notes if n.voice == "melody" and begin <= n.beat < end]
        if len(tune) > 1:
            spans.append(max(tune) - min(tune))
            moves.append(np.abs(np.diff(tune)))
    every = np.concatenate(moves)
    return max(spans), float((every <= 2).mean()), float((every <= 4).mean())


def register_spread(page: Page) -> int:
    """Semitones between the lowest and the highest tenth of the pitched notes."""
    pitches = [n.pitch for n in page.notes if n.voice != UNPITCHED]
    low, high = np.percentile(pitches, [10, 90])
    return round(float(high - low))


def density(form: Form, page: Page) -> Floats:
    """Notes a second in each section."""
    metre = form.beats_per_bar
    out = []
    for section in form.sections:
        begin, end = section.first_bar * metre, (section.first_bar + section.bars) * metre
        count = sum(begin <= n.beat < end for n in page.notes)
        out.append(count / (form.time(end) - form.time(begin)))
    return np.array(out)


def human_timing(piece: Composition) -> tuple[float, float]:
    """Standard deviation and largest departure (ms) of note starts from their written beats, rolled chords left out."""
    off = np.array(
        [1000 * (n.start_s - piece.beat_time(n.written_beat)) for n in piece.notes if _plain(n, piece)]
    )
    return float(off.std()), float(np.abs(off).max())


def _plain(note: Note, piece: Composition) -> bool:
    return note.voice in {"melody", "bass", "answer"} and note.written_beat < len(piece.beats_s) - 1


def short_loudness(samples: NDArray[np.float32]) -> Floats:
    """Loudness (LUFS) of every three seconds, in steps of half a second (ITU-R BS.1770, EBU Tech 3342)."""
    weighted = sosfilt(K_WEIGHTING, samples.astype(np.float64), axis=0)
    power = (weighted**2).sum(axis=1)
    half = RATE // 2
    steps = power[: len(power) // half * half].reshape(-1, half).mean(axis=1)
    return -0.691 + 10 * np.log10(np.convolve(steps, np.ones(6) / 6, "valid") + 1e-12)


def loudness_range(samples: NDArray[np.float32]) -> float:
    """Difference (LU) of the 95th and 10th percentile of the short-term loudness above a gate 20 LU under the mean."""
    levels = short_loudness(samples)
    kept = levels[levels > measure_loudness(samples) - 20.0]
    low, high = np.percentile(kept, [10, 95])
    return float(high - low)


def silence_before_turns(piece: Composition) -> float:
    """How far (dB) the quietest 150 ms of the second before each turn lies under the two seconds before that; worst."""
    drops = []
    for turn in piece.turns_s:
        end = round(turn * RATE)
        before = piece.samples[max(0, end - 3 * RATE) : end - RATE].astype(np.float64)
        last = piece.samples[end - RATE : end].astype(np.float64)
        if not len(before):
            continue
        window = RATE * 15 // 100
        power = np.convolve((last**2).sum(axis=1), np.ones(window) / window, "valid")
        drops.append(10 * np.log10((before**2).sum(axis=1).mean() / (power.min() + 1e-12)))
    return float(min(drops)) if drops else float("nan")


def tail(piece: Composition) -> tuple[float, float]:
    """Seconds from the final chord until the sound is 40 dB under it, and the level (dB) of the last 50 ms."""
    begin = round(piece.beats_s[-1] * RATE)
    sound = piece.samples[begin:].astype(np.float64)
    step = RATE // 20
    levels = 10 * np.log10(
        (sound[: len(sound) // step * step].reshape(-1, step * 2) ** 2).mean(axis=1) + 1e-14
    )
    loud = np.nonzero(levels > levels.max() - 40)[0]
    return float((loud[-1] + 1) * 0.05), float(levels[-1])


def worst_click(piece: Composition) -> float:
    """Largest sample-to-sample step in the 3 ms before note starts and breaks, against the loudest step within 30 ms.

    A stroke that begins at once has its largest step at its start; a click is one lonely step: its ratio to the second
    largest of the surroundings (16 samples apart) is what is returned.
    """
    steps = np.abs(np.diff(piece.samples.mean(axis=1).astype(np.float64)))
    worst = 0.0
    for note in piece.notes:
        at = round(note.start_s * RATE)
        part = steps[max(0, at - 480) : at + 1440].copy()
        if not len(part):
            continue
        place = int(part.argmax())
        top = part[place]
        part[max(0, place - 16) : place + 17] = 0.0
        if top > 0.02:
            worst = max(worst, top / (part.max() + 1e-9))
    return worst


def tilt(samples: NDArray[np.float32]) -> float:
    """Slope of the long-term spectrum between 125 Hz and 8 kHz in dB an octave (recorded music: about -4 to -9)."""
    frequency, power = welch(samples.mean(axis=1), RATE, nperseg=8192)
    edges = 125.0 * 2.0 ** np.arange(0.0, 6.01, 0.5)
    bands = [10 * np.log10(power[(frequency >= a) & (frequency < b)].mean()) for a, b in pairwise(edges)]
    # Power in equal octaves, so that pink noise has slope 0 minus 3 dB by its narrowing density.
    return float(np.polyfit(np.arange(len(bands)) / 2, bands, 1)[0])


def offset(samples: NDArray[np.float32]) -> float:
    """Mean of the samples."""
    return float(np.abs(samples.mean(axis=0)).max())


def peak_db(samples: NDArray[np.float32]) -> float:
    """True peak in dBTP."""
    return float(20 * np.log10(true_peak(samples)))


def bass_share(samples: NDArray[np.float32]) -> float:
    """Share of the power under 60 Hz (boom)."""
    low = sosfilt(butter(4, 60.0, "lowpass", fs=RATE, output="sos"), samples.mean(axis=1).astype(np.float64))
    return float((low**2).mean() / (samples.mean(axis=1).astype(np.float64) ** 2).mean())
