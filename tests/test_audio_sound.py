"""Bands, loudness, key, sections, mood and the picture of a hearing, against sounds whose truth is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from audio_sounds import band, clicks, hat, kick, place, snare, tone, write_sound

from feelm.audio import Hearing, describe_hearing, draw_hearing, hear
from feelm.errors import OutputError
from feelm.vocabulary import SIGNALS

RATE = 44_100


def struck(sound: np.ndarray, times: np.ndarray, duration_s: float) -> np.ndarray:
    out = np.zeros(round(duration_s * RATE))
    for at in times:
        place(out, sound, at, RATE)
    return out


def accents(hearing: Hearing, name: str) -> np.ndarray:
    """Times at which an envelope jumps."""
    return np.nonzero(np.diff(hearing.envelopes[name], prepend=0.0) > 0.3)[0] / hearing.envelope_rate_hz


@pytest.fixture(scope="module")
def drums(tmp_path_factory: pytest.TempPathFactory) -> Hearing:
    """Kick on whole seconds, snare half-way, hats 0.25 s after each kick, over a soft held chord."""
    out = struck(kick(RATE), np.arange(1.0, 15.0), 16.0)
    out += struck(snare(RATE), np.arange(1.5, 15.0), 16.0)
    out += struck(hat(RATE), np.arange(1.25, 15.0), 16.0)
    t = np.arange(len(out)) / RATE
    out += 0.03 * sum(np.sin(2 * np.pi * hz * t) for hz in (220.0, 277.2, 329.6))
    return hear(write_sound(tmp_path_factory.mktemp("d") / "drums.wav", 0.7 * out, RATE))


@pytest.mark.parametrize(("name", "start"), [("kick", 1.0), ("snare", 1.5), ("hats", 1.25)])
def test_each_drum_moves_its_own_envelope_on_the_frame(drums: Hearing, name: str, start: float) -> None:
    truth = np.arange(start, 15.0)
    found = accents(drums, name)
    nearest = np.abs(found[:, None] - truth).min(axis=0)
    assert nearest.max() <= 0.006
    curve, rate = drums.envelopes[name], drums.envelope_rate_hz
    own = np.array([curve[round((t - 0.01) * rate) : round((t + 0.03) * rate)].max() for t in truth])
    assert own.min() > 0.6
    if name != "hats":
        rest = [s for n, s in (("kick", 1.0), ("snare", 1.5), ("hats", 1.25)) if n != name]
        for other in rest:
            jump = [
                curve[round((t + 0.02) * rate)] - curve[round((t - 0.03) * rate)]
                for t in np.arange(other, 15.0)
            ]
            assert np.median(jump) < 0.3


def test_accents_of_every_band_peak_within_three_milliseconds(tmp_path: Path) -> None:
    times = np.arange(0.5, 9.5, 0.75)
    hearing = hear(write_sound(tmp_path / "c.wav", clicks(times, 10.0, RATE), RATE))
    for name in ("snare", "onset", "mid"):
        curve = hearing.envelopes[name]
        for at in times:
            first = round((at - 0.1) * hearing.envelope_rate_hz)
            peak = (first + curve[first : first + 120].argmax()) / hearing.envelope_rate_hz
            assert abs(peak - at) <= 0.003, name


@pytest.mark.parametrize("fps", [24.0, 25.0, 23.976])
def test_a_hit_is_on_the_frame_nearest_to_it(tmp_path: Path, fps: float) -> None:
    """Clicks at every offset from a frame's instant, most of them near the middle between two frames."""
    offsets = np.array([0.0, 0.3, 0.47, 0.485, 0.49, 0.495, 0.505, 0.51, 0.515, 0.53, 0.7, 0.9])
    times = (np.arange(len(offsets)) * 18 + 12 + offsets) / fps
    hearing = hear(write_sound(tmp_path / "c.wav", clicks(times, 10.0, RATE), RATE))
    frames = hearing.per_frame("onset", 0, round(10 * fps), fps)
    jumps = np.nonzero(np.diff(frames, prepend=0.0) > 0.3)[0]
    assert len(jumps) == len(times)
    assert np.abs(jumps - times * fps).max() <= 0.505


def test_the_instants_of_hits_are_exact(tmp_path: Path) -> None:
    times = np.cumsum(np.random.default_rng(4).uniform(0.4, 0.8, 14))
    hearing = hear(write_sound(tmp_path / "c.wav", clicks(times, 10.0, RATE), RATE))
    found = hearing.hits_s["onset"]
    nearest = found[np.abs(found[:, None] - times).argmin(axis=0)]
    assert np.abs(nearest - times).max() <= 0.0002
    curve, rate = hearing.envelopes["onset"], hearing.envelope_rate_hz
    rises = np.ceil(nearest * rate - 1e-9).astype(int)
    assert (curve[rises - 1] < 0.5 * curve[rises]).all()


def test_frames_may_be_asked_for_in_pieces(tmp_path: Path, drums: Hearing) -> None:
    for name in ("kick", "onset", "loudness"):
        whole = drums.per_frame(name, 0, 380, 24.0)
        pieces = [drums.per_frame(name, first, 19, 24.0) for first in range(0, 380, 19)]
        assert np.array_equal(whole, np.concatenate(pieces))


def test_tones_move_their_bands(tmp_path: Path) -> None:
    t = np.arange(3 * RATE) / RATE
    fade = np.minimum(1.0, np.minimum(t, 3.0 - t) / 0.05)
    parts = [0.3 * fade * np.sin(2 * np.pi * hz * t) for hz in (80.0, 900.0, 11_000.0)]
    hearing = hear(write_sound(tmp_path / "t.wav", np.concatenate(parts), RATE))
    for i, name in enumerate(("bass", "mid", "air")):
        means = [hearing.envelopes[name][400 + 1200 * k : 800 + 1200 * k].mean() for k in range(3)]
        assert means[i] > 0.5 and max(m for k, m in enumerate(means) if k != i) < 0.2
    low, high = hearing.centroid_hz[150], hearing.centroid_hz[750]
    assert low < 300 < 5000 < high
    assert hearing.envelopes["brightness"][600] < hearing.envelopes["brightness"][3000]


def test_envelopes_stay_in_range_and_silence_stays_still(tmp_path: Path) -> None:
    sound, _, _ = band(120, 4, 6, RATE)
    hearing = hear(write_sound(tmp_path / "s.wav", np.concatenate([sound, np.zeros(5 * RATE)]), RATE))
    assert set(hearing.envelopes) == set(SIGNALS)
    quiet = slice(round((len(sound) / RATE + 2.0) * hearing.envelope_rate_hz), None)
    for name, curve in hearing.envelopes.items():
        assert curve.dtype == np.float64 and curve.min() >= 0.0 and curve.max() <= 1.0, name
        assert curve[quiet].max() < 0.02, name


def test_quiet_passages_still_move(tmp_path: Path) -> None:
    """A part 20 dB softer is measured against itself, not against the loudest hit of the song."""
    times = np.arange(0.5, 30.0, 0.5)
    sizes = np.where(times < 15, 0.06, 0.6)
    hearing = hear(write_sound(tmp_path / "q.flac", clicks(times, 30.5, RATE, sizes), RATE))
    onset, rate = hearing.envelopes["onset"], hearing.envelope_rate_hz
    early = [onset[round((t - 0.005) * rate) : round((t + 0.02) * rate)].max() for t in times[2:18]]
    assert np.median(early) > 0.5


def test_release_takes_its_time(drums: Hearing) -> None:
    curve, rate = drums.envelopes["kick"], drums.envelope_rate_hz
    first = round(4.98 * rate)
    top = first + curve[first : first + round(0.07 * rate)].argmax()
    after = curve[top : top + round(0.4 * rate)]
    assert (np.diff(after) <= 1e-12).all()
    assert 0.15 <= np.argmax(after < after[0] / np.e) / rate <= 0.30


def test_loudness_of_known_tones(tmp_path: Path) -> None:
    """BS.1770: a full-scale 997 Hz sine in one channel reads −3.01 LUFS; −20 dB less in two channels −20."""
    t = np.arange(5 * RATE) / RATE
    tone_997 = np.sin(2 * np.pi * 997 * t)
    stereo = np.stack([0.1 * tone_997, 0.1 * tone_997], axis=1)
    hearing = hear(write_sound(tmp_path / "l.wav", stereo, RATE))
    assert hearing.loudness_lufs == pytest.approx(-20.0, abs=0.1)
    assert hearing.loudness_db[250] == pytest.approx(-20.0, abs=0.2)
    gated = np.concatenate([stereo, np.zeros_like(stereo)])
    assert hear(write_sound(tmp_path / "g.wav", gated, RATE)).loudness_lufs == pytest.approx(-20.0, abs=0.3)


@pytest.mark.parametrize(
    ("key", "mode", "chords"),
    [
        ("G", "major", [(55, 59, 62), (60, 64, 67), (62, 66, 69), (55, 59, 62)]),
        ("A", "minor", [(57, 60, 64), (62, 65, 69), (64, 68, 71), (57, 60, 64)]),
        ("Eb", "major", [(51, 55, 58), (56, 60, 63), (58, 62, 65), (51, 55, 58)]),
    ],
)
def test_keys_of_cadences(tmp_path: Path, key: str, mode: str, chords: list[tuple[int, ...]]) -> None:
    out = np.zeros(16 * RATE)
    for k in range(16):
        for note in (*chords[k % 4], chords[k % 4][0] - 12):
            place(out, tone(note, 1.0, RATE, 0.1), float(k), RATE)
    hearing = hear(write_sound(tmp_path / "k.wav", out, RATE))
    assert (hearing.key, hearing.mode) == (key, mode)
    assert hearing.key_clarity > 0.3
    assert (hearing.valence.mean() > 0) == (mode == "major") or mode == "minor"


def test_unclear_key_widens_valence(tmp_path: Path) -> None:
    noise = hear(write_sound(tmp_path / "n.wav", np.random.default_rng(0).normal(0, 0.1, 12 * RATE), RATE))
    out = np.zeros(12 * RATE)
    for k in range(12):
        for note in ((60, 64, 67), (65, 69, 72), (67, 71, 74), (60, 64, 67))[k % 4]:
            place(out, tone(note, 1.0, RATE, 0.12), float(k), RATE)
    clear = hear(write_sound(tmp_path / "c.wav", out, RATE))
    assert noise.valence_sd.mean() > clear.valence_sd.mean() + 0.1


def test_mood_follows_loudness_and_mode(tmp_path: Path) -> None:
    sound, _, _ = band(120, 4, 16, RATE)
    half = len(sound) // 2
    sound[:half] *= 0.08
    hearing = hear(write_sound(tmp_path / "m.flac", sound, RATE))
    n = len(hearing.arousal)
    assert n == int(np.ceil(hearing.duration_s * hearing.affect_rate_hz))
    assert hearing.arousal[: n // 2 - 4].mean() < hearing.arousal[n // 2 + 4 :].mean() - 0.3
    for curve in (hearing.valence, hearing.arousal):
        assert curve.min() >= -1 and curve.max() <= 1


def test_sections_fall_on_the_bars_where_the_music_changes(tmp_path: Path) -> None:
    verse, _, _ = band(120, 4, 8, RATE, start_s=0.0)
    verse = verse[: round(16.0 * RATE)]
    other = np.zeros_like(verse)
    for i in range(32):
        for note in ((57, 60, 64), (53, 57, 60))[i // 4 % 2]:
            place(other, tone(note + 12, 0.5, RATE, 0.12), i * 0.5, RATE)
        place(other, hat(RATE), i * 0.5, RATE)
    hearing = hear(write_sound(tmp_path / "abab.flac", np.concatenate([verse, other, verse, other]), RATE))
    assert hearing.sections[0].start_s == 0.0 and hearing.sections[-1].end_s == hearing.duration_s
    for left, right in zip(hearing.sections[:-1], hearing.sections[1:], strict=True):
        assert left.end_s == right.start_s
    bounds = np.array([s.start_s for s in hearing.sections[1:]])
    for truth in (16.0, 32.0, 48.0):
        assert np.abs(bounds - truth).min() < 0.6
    label = {t: next(s.label for s in hearing.sections if s.start_s <= t < s.end_s) for t in (8, 24, 40, 56)}
    assert label[8] == label[40] != label[24] == label[56]
    energy = {t: next(s.energy for s in hearing.sections if s.start_s <= t < s.end_s) for t in (8, 24)}
    assert energy[8] > energy[24]


def test_picture_and_table(tmp_path: Path, drums: Hearing) -> None:
    from PIL import Image

    draw_hearing(drums, tmp_path / "그림.png", title="드럼 연습 · a title that is far too long " * 4)
    with Image.open(tmp_path / "그림.png") as picture:
        assert picture.size[0] == 1600
        shades = np.asarray(picture.convert("L"))
    assert len(np.unique(shades)) > 50
    assert not list(tmp_path.glob("*.part"))
    text = describe_hearing(drums)
    assert "drums.wav" in text and "LUFS" in text and all(name in text for name in SIGNALS)
    with pytest.raises(OutputError):
        draw_hearing(drums, tmp_path / "no" / "such.png")


def test_the_room_imports_fast() -> None:
    import subprocess
    import sys

    code = "import sys; import feelm.audio; print([m for m in ('scipy', 'av', 'cv2', 'PIL') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
