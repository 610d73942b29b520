"""What is heard: length, loudness, pitch, beats, seams, files."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly, stft

from feelm.affect.feeling import Feeling
from feelm.composer import Composition, compose, write_flac, write_midi, write_wav
from feelm.composer.character import MOODS
from feelm.composer.lines import LINE_VOICES, render_phrase
from feelm.composer.mastering import measure_loudness, true_peak
from feelm.composer.mixing import BLOCK, Hall, mix
from feelm.composer.modal import STRUCK, hertz
from feelm.composer.notation import Note
from feelm.composer.theory import MODES, PITCH_NAMES
from feelm.errors import InputError, OutputError

RATE = 48_000


def feeling(valence: object, arousal: object, duration_s: float) -> Feeling:
    times = np.arange(0.0, duration_s + 0.5, 0.5)

    def curve(values: object) -> np.ndarray:
        knots = np.atleast_1d(np.asarray(values, dtype=np.float64))
        return np.interp(times, np.linspace(0, duration_s, len(knots)), knots)

    spread = np.full(len(times), 0.3)
    return Feeling(times, curve(valence), curve(arousal), spread, spread)


@pytest.fixture(scope="module")
def story() -> Composition:
    """61.3 seconds from grief to joy."""
    return compose(feeling([-0.7, -0.7, 0.6, 0.7], [-0.5, -0.4, 0.4, 0.4], 61.3), 61.3, seed=7)


@pytest.fixture(scope="module")
def moods() -> dict[str, Composition]:
    """Sixteen seconds of each mood."""
    return {m: compose(feeling(*at, 16.0), 16.0, seed=3) for m, at in MOODS.items()}


def brightness(samples: np.ndarray) -> float:
    """Mean centroid of the short-time magnitude spectrum in Hz."""
    frequency, _, spectrum = stft(samples.mean(axis=1), RATE, nperseg=4096)
    size = np.abs(spectrum)
    return float(((frequency[:, None] * size).sum(axis=0) / (size.sum(axis=0) + 1e-9)).mean())


def test_the_length_is_exact(story: Composition) -> None:
    assert story.samples.shape == (round(61.3 * RATE), 2) and story.samples.dtype == np.float32
    short = compose(feeling(0, 0, 5), 5.0, seed=1)
    assert short.samples.shape == (5 * RATE, 2)
    assert np.isfinite(story.samples).all()


def test_the_same_seed_gives_the_same_bytes() -> None:
    curve = feeling([0.6, -0.5], [0.4, -0.2], 12.0)
    one, two = compose(curve, 12.0, seed=9), compose(curve, 12.0, seed=9)
    assert one.samples.tobytes() == two.samples.tobytes() and one.notes == two.notes
    other = compose(curve, 12.0, seed=10)
    assert other.samples.tobytes() != one.samples.tobytes()


def test_loudness_and_true_peak(story: Composition, moods: dict[str, Composition]) -> None:
    for piece in (story, *moods.values()):
        assert abs(measure_loudness(piece.samples) + 16.0) <= 1.5
        loudest = int(np.abs(piece.samples).max(axis=1).argmax())
        around = piece.samples[max(0, loudest - RATE) : loudest + RATE]
        oversampled = np.abs(resample_poly(around, 8, 1, axis=0)).max()
        assert 20 * np.log10(oversampled) <= -1.0
        assert abs(float(piece.samples.mean())) < 1e-4, "no direct current"


def test_the_loudness_meter_knows_the_reference_tone() -> None:
    time = np.arange(10 * RATE) / RATE
    tone = np.sin(2 * np.pi * 997 * time).astype(np.float32)
    left = np.stack([tone, np.zeros_like(tone)], axis=1)
    assert measure_loudness(left) == pytest.approx(-3.01, abs=0.05)
    both = np.stack([tone, tone], axis=1)
    assert measure_loudness(both * np.float32(0.1)) == pytest.approx(-20.0, abs=0.05)


def test_true_peak_sees_between_samples() -> None:
    time = np.arange(4800)
    tone = np.sin(2 * np.pi * time / 4 + np.pi / 4).astype(np.float32)
    between = np.stack([tone, tone], axis=1)
    assert np.abs(between).max() < 0.72
    assert true_peak(between) == pytest.approx(1.0, abs=0.03)


def test_no_clicks_and_no_seams(story: Composition) -> None:
    jump = np.abs(np.diff(story.samples.astype(np.float64), axis=0)).max(axis=1)
    assert jump.max() < 0.3
    bend = np.abs(np.diff(story.samples.astype(np.float64), n=2, axis=0)).max(axis=1)
    for seam in range(BLOCK, len(story.samples), BLOCK):
        around = bend[seam - 2400 : seam + 2400]
        assert bend[seam - 4 : seam + 4].max() <= 1.5 * np.percentile(around, 99.5) + 1e-4


def test_it_begins_and_ends_in_silence(story: Composition) -> None:
    assert np.abs(story.samples[: int(0.03 * RATE)]).max() < 0.02
    assert np.abs(story.samples[-200:]).max() < 1e-4
    tail = story.samples[int(float(story.beats_s[-1]) * RATE) :]
    levels = [float(np.sqrt((part**2).mean())) for part in np.array_split(tail, 5)]
    assert levels[0] > 0.02 and levels[-1] < 0.3 * levels[0], "the last chord rings out"
    assert levels[2] > 0.005, "and is not cut off"


def test_there_is_a_breath_before_the_turn(story: Composition) -> None:
    turn = story.turns_s[0]
    level = lambda a, b: float(np.sqrt((story.samples[int(a * RATE) : int(b * RATE)] ** 2).mean()))  # noqa: E731
    assert level(turn - 0.25, turn - 0.02) < 0.35 * level(turn - 4.0, turn - 1.0)
    assert level(turn, turn + 1.0) > 2.0 * level(turn - 0.25, turn - 0.02)


def test_what_sounds_is_in_the_key_of_its_section(story: Composition, moods: dict[str, Composition]) -> None:
    for piece in (story, *moods.values()):
        for part in piece.sections:
            cut = piece.samples[int(part.start_s * RATE) : int(part.end_s * RATE)].mean(axis=1)
            frequency, _, spectrum = stft(cut, RATE, nperseg=16384)
            band = (frequency > 150) & (frequency < 1000)
            classes = np.round(69 + 12 * np.log2(frequency[band] / 440)).astype(int) % 12
            power = (np.abs(spectrum[band]) ** 2).mean(axis=1)
            chroma = np.array([power[classes == c].sum() for c in range(12)])
            scale = {(PITCH_NAMES.index(part.key) + s) % 12 for s in MODES[part.mode]}
            leading = (PITCH_NAMES.index(part.key) + 11) % 12
            inside = sum(chroma[c] for c in scale | {leading}) / chroma.sum()
            assert inside > 0.85, (part, inside)


def test_beats_are_where_the_page_says() -> None:
    piece = compose(feeling(0.7, 0.6, 30.0), 30.0, seed=2)
    _, _, spectrum = stft(piece.samples.mean(axis=1), RATE, nperseg=1024, noverlap=1024 - 240, boundary=None)
    flux = np.maximum(np.diff(np.log1p(200 * np.abs(spectrum)), axis=1), 0).sum(axis=0)
    times = (np.arange(len(flux)) * 240 + 1024 / 2 + 120) / RATE
    offsets = []
    for beat in piece.beats_s[4:-1]:
        near = np.abs(times - beat) < 0.09
        offsets.append(float(times[near][flux[near].argmax()] - beat))
    assert abs(float(np.median(offsets))) < 0.012
    assert np.mean(np.abs(offsets) < 0.03) > 0.75


def test_feelings_sound_different_in_the_right_direction(moods: dict[str, Composition]) -> None:
    loud = {m: measure_loudness(c.samples) for m, c in moods.items()}
    assert loud["anger"] > loud["calm"] + 0.5 and loud["joy"] > loud["grief"] + 0.3
    assert moods["joy"].tempo_bpm > 1.25 * moods["calm"].tempo_bpm
    assert brightness(moods["joy"].samples) > 1.15 * brightness(moods["grief"].samples)
    assert moods["joy"].mode in ("major", "lydian") and moods["grief"].mode == "minor"


@pytest.mark.parametrize("name", sorted(STRUCK))
def test_struck_instruments_are_in_tune(name: str) -> None:
    for pitch in {"bass": (31, 43), "celesta": (72, 84)}.get(name, (48, 60, 76)):
        sound = STRUCK[name](pitch, 0.6, np.random.default_rng(1))
        assert abs(_cents(sound[2400:74400], hertz(pitch))) < 9
        assert np.abs(sound).max() > 0.05 and abs(sound[-1]) < 1e-3


@pytest.mark.parametrize("name", sorted(LINE_VOICES))
def test_lines_are_in_tune_and_sing_without_steps(name: str) -> None:
    notes = [Note("melody", name, 1.0, 1.5, 60, 0.7, 0, 2), Note("melody", name, 2.5, 1.5, 64, 0.7, 2, 2)]
    sound = render_phrase(notes, np.random.default_rng(2)).sum(axis=1)
    for start_s, pitch in ((0.6, 60), (2.1, 64)):
        assert abs(_cents(sound[int(start_s * RATE) : int((start_s + 0.85) * RATE)], hertz(pitch))) < 15
    assert np.abs(np.diff(sound)).max() < 0.25 * np.abs(sound).max()


def _cents(sound: np.ndarray, expected_hz: float) -> float:
    """How far the strongest partial near the expected fundamental is from it."""
    padded = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 20))
    frequency = np.fft.rfftfreq(1 << 20, 1 / RATE)
    near = (frequency > expected_hz * 0.94) & (frequency < expected_hz * 1.06)
    return float(1200 * np.log2(frequency[near][padded[near].argmax()] / expected_hz))


def test_a_note_sounds_where_it_is_written_across_a_block() -> None:
    notes = [Note("figure", "celesta", BLOCK / RATE - 0.5, 2.0, 84, 0.9, 0, 1)]
    blocks = list(mix(notes, BLOCK + RATE, 1, Hall(1.0, 0.0, 0.0)))
    sound = np.concatenate(blocks)
    assert len(sound) == BLOCK + RATE
    start = int((BLOCK / RATE - 0.5) * RATE)
    assert np.abs(sound[: start - 10]).max() == 0.0
    left, right = sound[BLOCK - 480 : BLOCK], sound[BLOCK : BLOCK + 480]
    assert np.abs(right).max() > 0.5 * np.abs(left).max() > 0.0


@pytest.mark.parametrize("column", ["times_s", "valence", "arousal"])
def test_a_feeling_with_nan_is_refused(column: str) -> None:
    good = feeling(0.1, 0.1, 10.0)
    values = getattr(good, column).copy()
    values[3] = np.nan
    with pytest.raises(InputError, match="not numbers"):
        compose(replace(good, **{column: values}), 10.0, seed=1)


def test_impossible_wishes_are_refused() -> None:
    good = feeling(0.1, 0.1, 10.0)
    for length in (0.2, -1.0, float("nan"), 1e6):
        with pytest.raises(InputError, match="cannot be composed"):
            compose(good, length, seed=1)
    with pytest.raises(InputError, match="turn"):
        compose(good, 10.0, seed=1, turns_s=(float("nan"),))
    with pytest.raises(InputError, match="rise"):
        compose(replace(good, times_s=good.times_s[::-1].copy()), 10.0, seed=1)
    empty = np.zeros(0)
    with pytest.raises(InputError, match="empty"):
        compose(Feeling(empty, empty, empty, empty, empty), 10.0, seed=1)


def test_extreme_feelings_are_music_too() -> None:
    for valence in (-1.0, 1.0):
        for arousal in (-1.0, 1.0):
            piece = compose(feeling(valence, arousal, 8.0), 8.0, seed=5)
            assert abs(measure_loudness(piece.samples) + 16) < 1.6
            assert len(piece.notes) > 8


def test_progress_rises_to_one() -> None:
    seen: list[float] = []
    compose(feeling(0, 0, 6.0), 6.0, seed=1, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1.0


def test_files_hold_the_samples(tmp_path: Path, story: Composition) -> None:
    import av

    part = story.samples[: 3 * RATE]
    wav, flac = write_wav(tmp_path / "m.wav", part), write_flac(tmp_path / "m.flac", part)
    with wave.open(str(wav)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 2, 3)
        raw = np.frombuffer(file.readframes(file.getnframes()), dtype=np.uint8).reshape(-1, 3)
    value = (
        raw[:, 0].astype(np.int32)
        | raw[:, 1].astype(np.int32) << 8
        | raw[:, 2].astype(np.int8).astype(np.int32) << 16
    )
    assert np.abs(value.reshape(-1, 2) / 2**23 - part).max() < 1e-6
    with av.open(str(flac)) as container:
        decoded = np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1).reshape(-1, 2)
    assert np.abs(decoded / 2**31 - part).max() < 1e-6
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.flac", "m.wav"], "no unfinished file is left"
    with pytest.raises(OutputError, match="cannot be written"):
        write_wav(tmp_path / "nowhere" / "m.wav", part)


def test_the_midi_file_has_every_note(tmp_path: Path, story: Composition) -> None:
    data = write_midi(tmp_path / "m.mid", story).read_bytes()
    assert data[:4] == b"MThd"
    tracks, at = [], 14
    while at < len(data):
        assert data[at : at + 4] == b"MTrk"
        length = int.from_bytes(data[at + 4 : at + 8], "big")
        tracks.append(data[at + 8 : at + 8 + length])
        at += 8 + length
    assert at == len(data) and len(tracks) == int.from_bytes(data[10:12], "big")
    assert sum(_note_ons(t) for t in tracks) == len(story.notes)


def _note_ons(track: bytes) -> int:
    """Count the note-on messages of a track that has no running status."""
    at, count = 0, 0
    while at < len(track):
        while track[at] & 0x80:
            at += 1
        status = track[at + 1]
        if status == 0xFF:
            at += 4 + track[at + 3]
        else:
            count += status >> 4 == 9
            at += 3 if status >> 4 == 0xC else 4
    return count


@pytest.mark.long
def test_a_long_piece_lies_in_a_file_and_is_as_good() -> None:
    piece = compose(feeling([0.5, -0.5, 0.6], [0.2, -0.4, 0.5], 305.0), 305.0, seed=11)
    assert isinstance(piece.samples, np.memmap) and piece.samples.shape == (305 * RATE, 2)
    assert abs(measure_loudness(piece.samples) + 16) < 1.5
    assert 20 * np.log10(true_peak(piece.samples)) < -1.0
    seconds = np.sqrt((np.asarray(piece.samples[: 300 * RATE]).reshape(300, -1) ** 2).mean(axis=1))
    assert (seconds > 0.003).mean() > 0.98, "no holes"
    roles = [p.role for p in piece.sections]
    assert roles[-1] == "return" and "variation" in roles and "contrast" in roles


def test_the_bytes_do_not_depend_on_the_number_of_cores() -> None:
    code = (
        "import hashlib, numpy as np; from feelm.composer.modal import felt_piano;"
        "print(hashlib.sha256(felt_piano(50, 0.5, np.random.default_rng(1)).tobytes()).hexdigest())"
    )
    seen = set()
    for threads in ("1", "2", "4"):
        limits = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **limits},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
