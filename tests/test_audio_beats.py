"""Beats and bars against truth by construction: click tracks, little bands, and a person's wishes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from audio_sounds import band, clicks, f_measure, write_sound
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.audio import Hearing, beats_from_taps, hear, read_taps, save_taps
from feelm.errors import InputError

RATE = 22_050


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, np.ndarray, np.ndarray]:
    """A small band at 112 bpm in four, with a Korean name: (path, beats, downbeats)."""
    sound, beats, downbeats = band(112, 4, 12)
    return write_sound(tmp_path_factory.mktemp("song") / "한 여름밤의 노래.flac", sound), beats, downbeats


@pytest.fixture(scope="module")
def heard(song: tuple[Path, np.ndarray, np.ndarray]) -> Hearing:
    return hear(song[0])


@pytest.mark.parametrize("bpm", [72, 96, 127, 158])
def test_click_tracks_at_many_tempi(tmp_path: Path, bpm: float) -> None:
    times = np.arange(0.37, 24.0, 60.0 / bpm)
    hearing = hear(write_sound(tmp_path / "c.wav", clicks(times, 24.5)))
    assert hearing.tempo_bpm == pytest.approx(bpm, rel=0.01)
    assert f_measure(times, hearing.beats_s, 0.0208) > 0.97


def test_the_beats_of_a_band_lie_on_its_drums(
    song: tuple[Path, np.ndarray, np.ndarray], heard: Hearing
) -> None:
    assert f_measure(song[1], heard.beats_s, 0.0208) > 0.97
    nearest = song[1][np.abs(heard.beats_s[:, None] - song[1]).argmin(axis=1)]
    assert abs(np.median(heard.beats_s - nearest)) < 0.006


@pytest.mark.parametrize(("meter", "bpm"), [(3, 132), (4, 100)])
def test_bars_of_three_and_of_four(tmp_path: Path, meter: int, bpm: float) -> None:
    sound, _, downbeats = band(bpm, meter, 14)
    hearing = hear(write_sound(tmp_path / "b.wav", sound))
    assert hearing.beats_per_bar == meter
    assert f_measure(downbeats, hearing.downbeats_s, 0.03) > 0.9
    assert np.isin(hearing.downbeats_s, hearing.beats_s).all()


def test_a_tempo_that_rises_is_followed(tmp_path: Path) -> None:
    tempi = np.linspace(90, 140, 80)
    times = 0.3 + np.concatenate([[0.0], np.cumsum(60.0 / tempi)])
    hearing = hear(write_sound(tmp_path / "a.wav", clicks(times, times[-1] + 0.5)))
    assert f_measure(times, hearing.beats_s, 0.0208) > 0.95


@pytest.mark.long
def test_no_drift_over_ten_minutes(tmp_path: Path) -> None:
    times = np.arange(0.25, 600.0, 60.0 / 123.4)
    hearing = hear(write_sound(tmp_path / "long.flac", clicks(times, 600.0, 8000), 8000))
    assert hearing.duration_s == 600.0
    last = times[times > 570]
    assert f_measure(last, hearing.beats_s[hearing.beats_s > 569.9], 0.0208) > 0.97
    late = hearing.beats_s[-200:-2]
    assert abs(np.median(late - times[np.abs(late[:, None] - times).argmin(axis=1)])) < 0.006
    hits = np.nonzero(np.diff(hearing.envelopes["onset"], prepend=0.0) > 0.3)[0] / hearing.envelope_rate_hz
    assert np.abs(hits[-100:, None] - times).min(axis=1).max() <= 0.0101


def test_silence_around_the_music_and_noise_do_no_harm(tmp_path: Path) -> None:
    times = np.arange(6.0, 16.0, 0.5)
    hearing = hear(write_sound(tmp_path / "late.wav", clicks(times, 20.0)))
    inside = hearing.beats_s[(hearing.beats_s > 5.9) & (hearing.beats_s < 15.7)]
    assert f_measure(times, inside, 0.0208) > 0.95
    noise = hear(write_sound(tmp_path / "noise.wav", np.random.default_rng(0).normal(0, 0.1, 8 * RATE)))
    assert np.isfinite(noise.beats_s).all() and noise.key_clarity < 0.5
    hum = hear(write_sound(tmp_path / "hum.wav", 0.3 * np.sin(2 * np.pi * 220 * np.arange(6 * RATE) / RATE)))
    assert np.isfinite(hum.arousal).all() and np.isfinite(hum.tempo_bpm)


def test_a_second_of_music_is_enough(tmp_path: Path) -> None:
    hearing = hear(write_sound(tmp_path / "s.wav", clicks(np.array([0.1, 0.6]), 1.0)))
    assert hearing.sections[0].end_s == hearing.duration_s == 1.0
    assert all(len(curve) == 404 for curve in hearing.envelopes.values())


def test_half_and_double(song: tuple[Path, np.ndarray, np.ndarray], heard: Hearing) -> None:
    half, double = hear(song[0], tempo="half"), hear(song[0], tempo="double")
    assert half.tempo_bpm == pytest.approx(heard.tempo_bpm / 2, rel=0.01)
    assert double.tempo_bpm == pytest.approx(heard.tempo_bpm * 2, rel=0.01)
    assert np.isin(half.beats_s, heard.beats_s).all()
    assert np.isin(heard.beats_s, double.beats_s).all()


def test_a_given_tempo_is_taken(song: tuple[Path, np.ndarray, np.ndarray]) -> None:
    hearing = hear(song[0], tempo=56)
    assert hearing.tempo_bpm == pytest.approx(56, rel=0.03)
    assert (
        f_measure(song[1][::2], hearing.beats_s, 0.03) > 0.9
        or f_measure(song[1][1::2], hearing.beats_s, 0.03) > 0.9
    )


def test_shifted_beats(song: tuple[Path, np.ndarray, np.ndarray], heard: Hearing) -> None:
    later = hear(song[0], beat_shift_s=0.25)
    kept = heard.beats_s[heard.beats_s + 0.25 < heard.duration_s]
    assert np.allclose(later.beats_s, kept + 0.25)
    assert np.isin(later.downbeats_s, later.beats_s).all()


def test_taps_decide_the_phase(song: tuple[Path, np.ndarray, np.ndarray]) -> None:
    beats = song[1]
    shaky = beats[4:24] + 0.5 * (beats[1] - beats[0]) + np.random.default_rng(4).normal(0, 0.02, 20)
    hearing = hear(song[0], taps_s=shaky)
    off_beats = beats + 0.5 * (beats[1] - beats[0])
    assert f_measure(off_beats, hearing.beats_s, 0.04) > 0.9


def test_only_the_wanted_length_is_heard(song: tuple[Path, np.ndarray, np.ndarray]) -> None:
    hearing = hear(song[0], length_s=7.3)
    assert hearing.sample_count == round(7.3 * RATE)
    assert hearing.beats_s.max() < 7.3 and hearing.sections[-1].end_s == hearing.duration_s


@pytest.mark.parametrize(
    "wishes",
    [{"tempo": 5.0}, {"tempo": float("nan")}, {"tempo": "fast"}, {"beat_shift_s": 60.0}, {"length_s": -1.0},
     {"tempo": "half", "taps_s": [1, 2, 3, 4]}, {"taps_s": [1.0, 2.0]}],
)  # fmt: skip
def test_wishes_that_cannot_be(song: tuple[Path, np.ndarray, np.ndarray], wishes: dict[str, object]) -> None:
    with pytest.raises(InputError):
        hear(song[0], **wishes)


def test_same_file_same_hearing(song: tuple[Path, np.ndarray, np.ndarray], heard: Hearing) -> None:
    again = hear(song[0])
    assert again.digest == heard.digest and len(heard.digest) == 64
    assert np.array_equal(again.beats_s, heard.beats_s)
    assert all(np.array_equal(again.envelopes[k], heard.envelopes[k]) for k in heard.envelopes)


def test_taps_are_evened_out_and_missed_ones_filled_in() -> None:
    truth = 1.0 + 0.6 * np.arange(40)
    shaky = truth + np.random.default_rng(2).normal(0, 0.03, 40)
    kept = np.delete(shaky, [7, 19, 20])
    bounced = np.sort(np.append(kept, kept[10] + 0.08))
    beats = beats_from_taps(bounced)
    assert len(beats) == 40
    assert np.abs(beats - truth).max() < 0.04
    assert np.std(np.diff(beats)) < 0.5 * np.std(np.diff(shaky))


def test_taps_follow_a_slowing_hand() -> None:
    truth = np.cumsum(np.linspace(0.5, 0.8, 40))
    assert np.abs(beats_from_taps(truth) - truth).max() < 0.01


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 300), min_size=4, max_size=60))
def test_any_taps_give_rising_beats_or_a_sentence(taps: list[float]) -> None:
    try:
        beats = beats_from_taps(taps)
    except InputError:
        return
    assert np.isfinite(beats).all() and all(a <= b for a, b in pairwise(beats))


def test_taps_are_saved_and_read(tmp_path: Path) -> None:
    path = tmp_path / "taps.json"
    save_taps([0.5, 1.01239, 1.5], path)
    assert read_taps(path) == (0.5, 1.0124, 1.5)
    for text in ("[1, 2, 3.5]", "1\n2\n3.5\n"):
        path.write_text(text)
        assert read_taps(path) == (1.0, 2.0, 3.5)
    for text in ("", "{}", '{"taps_s": 4}', "[null]", "one two", "[1, NaN]", "[-1, 2]"):
        path.write_text(text)
        with pytest.raises(InputError):
            read_taps(path)
    with pytest.raises(InputError):
        read_taps(tmp_path / "none.json")


def test_tapping_on_keys(tmp_path: Path) -> None:
    import io

    from feelm.audio import tap

    moments = iter([10.0, *(10.5 + 0.5 * k for k in range(8)), 14.2, 15.0])
    screen = io.StringIO()
    taps = tap(tmp_path / "t.json", keys=iter(" " * 9 + "xq"), clock=lambda: next(moments), screen=screen)
    assert taps == tuple(0.5 + 0.5 * k for k in range(8))
    assert read_taps(tmp_path / "t.json") == taps
    assert "120.0" in screen.getvalue()
    with pytest.raises(InputError, match="too few"):
        tap(tmp_path / "u.json", keys=iter("  q"), clock=lambda: 0.0, screen=screen)
    assert not (tmp_path / "u.json").exists()


def test_measured_pieces() -> None:
    """The evaluation pieces, where they are at hand: mean F over three short ones of different kinds."""
    folder = Path(__file__).parents[2] / "shared" / "data" / "beats"
    if not folder.is_dir():
        pytest.skip("the evaluation pieces are not here")
    import json

    values = []
    for name in ("gm_summer_intersection", "gm_road_to_warm_4floor", "rubato_asap_mozart_piano_sonatas_12-1"):
        truth = np.array(json.loads((folder / f"{name}.json").read_text())["beats"])
        beats = hear(folder / f"{name}.flac", length_s=40.0).beats_s
        values.append(f_measure(truth[(truth > 5) & (truth < 40)], beats[beats > 5], 0.07))
    assert np.mean(values) > 0.85
