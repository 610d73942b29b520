"""Artefacts put in by hand are found where they are, repaired where that is sound, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import butter, sosfiltfilt

from feelm.errors import InputError
from feelm.recording import Channel, Recording, clean, compare_recordings, heart_skin_breath
from feelm.recording.places import electrode_places

NAMES = ("Fp1", "Fp2", "F3", "F4", "C3", "Cz", "C4", "P3", "Pz", "P4", "O1", "O2")
RATE_HZ = 256.0


def quiet(
    seconds: float = 40.0, names: tuple[str, ...] = NAMES, seed: int = 5, rate_hz: float = RATE_HZ
) -> Recording:
    """A resting brain: smooth noise of about 10 uV (a part of it common to neighbours) and alpha at the back."""
    rng = np.random.default_rng(seed)
    count = round(seconds * rate_hz)
    places = np.array([electrode_places()[name] for name in names])
    near = np.exp(-((np.linalg.norm(places[:, None] - places[None], axis=2) / 0.1) ** 2))
    mixed = np.linalg.cholesky(near + 0.05 * np.eye(len(names))) @ rng.normal(0.0, 1.0, (len(names), count))
    slow = sosfiltfilt(butter(1, 8.0, "lowpass", fs=rate_hz, output="sos"), mixed)
    samples = 10.0 * slow / slow.std() + rng.normal(0.0, 0.5, slow.shape)
    t = np.arange(count) / rate_hz
    for index, name in enumerate(names):
        samples[index] += (12.0 if name.startswith(("O", "P")) else 3.0) * np.sin(2 * np.pi * 10.0 * t)
    known = electrode_places()
    channels = tuple(Channel(name, "eeg", "uV", known[name]) for name in names)
    return Recording("quiet", rate_hz, channels, samples)


def with_samples(
    recording: Recording, change: dict[str, tuple[float, float, np.ndarray | float]]
) -> Recording:
    """Channel → (from second, to second, what is added)."""
    samples = recording.samples.copy()
    for name, (start, end, added) in change.items():
        index = [channel.name for channel in recording.channels].index(name)
        samples[index, round(start * RATE_HZ) : round(end * RATE_HZ)] += added
    return replace(recording, samples=samples)


def row(name: str) -> int:
    return NAMES.index(name)


def test_a_quiet_brain_is_left_alone() -> None:
    recording = quiet()
    cleaned, quality = clean(recording)
    assert np.array_equal(cleaned.samples, recording.samples)
    assert quality.weight.mean() == pytest.approx(1.0)
    assert quality.dead == ()
    assert max(quality.found.values()) == 0.0
    assert quality.good.shape == (12, 20)


def test_mains_are_taken_out_and_the_rest_stays() -> None:
    recording = quiet()
    t = np.arange(recording.samples.shape[1]) / RATE_HZ
    for hz in (50.0, 60.0):
        hum = 30.0 * np.sin(2 * np.pi * hz * t)
        cleaned, quality = clean(replace(recording, samples=recording.samples + hum))
        assert quality.found["mains"] == 1.0
        assert quality.weight.mean() > 0.95
        assert any(f"{hz:g} Hz" in note for note in quality.notes)
        middle = slice(512, -512)
        rest = cleaned.samples[:, middle] - recording.samples[:, middle]
        assert rest.std() < 0.05 * hum.std()


def _blink(height: float) -> np.ndarray:
    t = np.linspace(0.0, 1.0, round(0.3 * RATE_HZ))
    return height * np.sin(np.pi * t) ** 2


def test_blinks_are_found_on_the_forehead_only() -> None:
    recording = quiet()
    for second in (4.5, 12.5, 20.5):
        recording = with_samples(
            recording,
            {name: (second, second + 0.3, _blink(height)[: round((second + 0.3) * RATE_HZ) - round(second * RATE_HZ)])
             for name, height in (("Fp1", 180.0), ("Fp2", 170.0), ("F3", 30.0))},
        )  # fmt: skip
    _, quality = clean(recording)
    assert quality.found["blink"] == pytest.approx(3 / 20)
    assert np.flatnonzero(~quality.good[row("Fp1")]).tolist() == [2, 6, 10]
    assert quality.good[row("O1")].all()
    assert quality.weight[2] < 1.0
    assert quality.weight[3] == 1.0


def test_muscle_movement_and_a_jump() -> None:
    rng = np.random.default_rng(1)
    jaw = sosfiltfilt(
        butter(2, (20.0, 100.0), "bandpass", fs=RATE_HZ, output="sos"), rng.normal(0.0, 60.0, 512)
    )
    recording = with_samples(
        quiet(),
        {"F3": (10.0, 12.0, jaw), "C4": (15.3, 40.0, 400.0), "O2": (24.2, 24.6, 600.0 * np.hanning(103))},
    )
    _, quality = clean(recording)
    assert not quality.good[row("F3"), 5]
    assert quality.found["muscle"] <= 2 / 20  # the step of the jump is fast, too
    assert np.flatnonzero(~quality.good[row("C4")]).tolist() == [7]
    assert quality.found["jump"] >= 1 / 20
    assert not quality.good[row("O2"), 12]
    assert quality.good.mean() > 0.97


def test_clipping_saturation_and_flatness() -> None:
    recording = quiet()
    samples = recording.samples.copy()
    samples[row("P3")] = np.clip(samples[row("P3")] * 1.0, -25.0, 25.0)
    samples[row("C3"), 5120:6144] = 900.0
    samples[row("O1"), 2048:3072] = samples[row("O1"), 2048]
    _, quality = clean(replace(recording, samples=samples))
    assert quality.found["clipping"] > 0.3
    assert not quality.good[row("C3"), 10:12].any()
    assert not quality.good[row("O1"), 4:6].any()
    assert quality.good[row("O1"), 7:].all()
    assert quality.found["flat"] >= 2 / 20


def test_a_gap_counts_nothing_and_stays_a_gap() -> None:
    recording = quiet()
    samples = recording.samples.copy()
    samples[:, 2560:4096] = np.nan
    cleaned, quality = clean(replace(recording, samples=samples, gaps=((10.0, 16.0),)))
    assert (quality.weight[5:8] == 0.0).all()
    assert (np.delete(quality.weight, [5, 6, 7]) == 1.0).all()
    assert quality.found["gap"] == pytest.approx(3 / 20)
    assert np.isnan(cleaned.samples[:, 2560:4096]).all()


def test_a_dead_channel_is_filled_in_from_its_neighbours() -> None:
    recording = quiet()
    whole = recording.samples[row("Cz")].copy()
    samples = recording.samples.copy()
    samples[row("Cz")] = 0.0
    cleaned, quality = clean(replace(recording, samples=samples))
    assert quality.dead == ()
    assert any("Cz is bad throughout and was filled in" in note for note in quality.notes)
    assert quality.good[row("Cz")].all()
    assert np.corrcoef(cleaned.samples[row("Cz")], whole)[0, 1] > 0.7


def test_a_dead_channel_without_neighbours_counts_nothing() -> None:
    recording = quiet(names=("TP9", "AF7", "AF8", "TP10"))
    rng = np.random.default_rng(3)
    samples = recording.samples.copy()
    samples[2] = rng.normal(0.0, 250.0, samples.shape[1])
    _, quality = clean(replace(recording, samples=samples))
    assert quality.dead == ("AF8",)
    assert not quality.good[2].any()
    assert quality.weight.mean() == pytest.approx(0.75)


@settings(max_examples=15)
@given(offset=st.floats(-1e5, 1e5), window=st.sampled_from([0.5, 1.0, 2.0, 4.0]))
def test_offsets_do_not_matter(offset: float, window: float) -> None:
    recording = quiet(16.0)
    there = clean(replace(recording, samples=recording.samples + offset), window_s=window)[1]
    plain = clean(recording, window_s=window)[1]
    assert np.array_equal(there.good, plain.good)
    assert len(there.weight) == int(16.0 / window)


def test_windows_that_do_not_fit() -> None:
    with pytest.raises(InputError, match="do not fit"):
        clean(quiet(3.0), window_s=4.0)
    with pytest.raises(InputError, match="do not fit"):
        clean(quiet(3.0), window_s=0.01)


def test_the_recording_itself_is_not_changed() -> None:
    recording = quiet(8.0)
    before = recording.samples.copy()
    clean(recording)
    assert np.array_equal(recording.samples, before)


# ---- two recordings ----


def test_a_copy_with_a_few_changed_bytes_is_a_copy() -> None:
    a = quiet(30.0)
    samples = a.samples.copy()
    samples[2, [100, 2000, 5000]] += 3.0
    same = compare_recordings(a, replace(a, source="b", samples=samples))
    assert sum(end - start for start, end, _ in same.copied) > 27.0
    assert any("count as one" in note for note in same.notes)
    late = replace(a, source="b", samples=np.concatenate([quiet(5.0, seed=9).samples, samples], axis=1))
    (found,) = compare_recordings(a, late).copied[:1]
    assert found[2] - found[0] == pytest.approx(5.0, abs=0.01)
    assert compare_recordings(a, quiet(30.0, seed=77)).copied == ()


def test_an_electrode_that_changed_is_named() -> None:
    a, b = quiet(20.0), quiet(20.0, seed=6)
    samples = b.samples.copy()
    samples[row("F4")] *= 12.0
    found = compare_recordings(a, replace(b, source="later", samples=samples))
    assert found.changed == ("F4",)
    assert found.louder["F4"] == pytest.approx(12.0, rel=0.3)
    assert any("contact changed" in note for note in found.notes)
    assert compare_recordings(a, b).changed == ()


# ---- heart, skin, breath ----


def _body(kind: str, wave: np.ndarray, unit: str = "uV", rate_hz: float = RATE_HZ) -> Recording:
    return Recording("body", rate_hz, (Channel(kind, kind, unit),), wave[None, :])  # type: ignore[arg-type]


@pytest.mark.parametrize("bpm", [50.0, 72.0, 130.0])
def test_heart_rate_from_ecg(bpm: float) -> None:
    t = np.arange(round(60 * RATE_HZ)) / RATE_HZ
    phase = (t * bpm / 60.0) % 1.0
    ecg = 900.0 * np.exp(-(((phase - 0.3) / 0.012) ** 2)) + 200.0 * np.exp(-(((phase - 0.6) / 0.1) ** 2))
    ecg += np.random.default_rng(0).normal(0.0, 30.0, len(t)) + 300.0 * np.sin(2 * np.pi * 0.2 * t)
    signs = heart_skin_breath(_body("ecg", ecg))
    assert np.nanmedian(signs.heart_bpm) == pytest.approx(bpm, rel=0.02)
    assert np.isfinite(signs.heart_bpm).mean() > 0.9
    assert np.isnan(signs.breaths_per_min).all()


def test_a_heart_that_speeds_up_in_a_pulse_wave() -> None:
    rate = 64.0
    t = np.arange(round(120 * rate)) / rate
    beats = np.cumsum(np.where(t < 60.0, 60.0, 90.0) / 60.0 / rate)
    signs = heart_skin_breath(_body("ppg", np.maximum(np.sin(2 * np.pi * beats), 0.0) ** 2, "", rate))
    assert np.nanmedian(signs.heart_bpm[10:50]) == pytest.approx(60.0, rel=0.03)
    assert np.nanmedian(signs.heart_bpm[70:110]) == pytest.approx(90.0, rel=0.03)


def test_noise_has_no_heart() -> None:
    signs = heart_skin_breath(_body("ecg", np.random.default_rng(4).normal(0.0, 100.0, 60 * 256)))
    assert np.isfinite(signs.heart_bpm).mean() < 0.4
    empty = heart_skin_breath(_body("ecg", np.zeros(60 * 256)))
    assert np.isnan(empty.heart_bpm).all()
    assert any("no regular heart" in note for note in empty.notes)


def test_skin_level_and_responses() -> None:
    rate = 32.0
    t = np.arange(round(120 * rate)) / rate
    wave = 4.0 + 0.01 * t
    for at in (20.0, 35.0, 50.0, 65.0):
        after = np.maximum(t - at, 0.0)
        wave = wave + 0.4 * (np.exp(-after / 4.0) - np.exp(-after / 0.7))
    signs = heart_skin_breath(_body("eda", wave, "uS", rate))
    assert np.nanmax(np.abs(signs.skin_level - (4.0 + 0.01 * signs.times_s))) < 0.35
    assert signs.skin_responses_per_min[45] == pytest.approx(4.0, abs=2.1)
    assert signs.skin_responses_per_min[100] == 0.0
    assert signs.skin_unit == "uS"


def test_breath_rate() -> None:
    rate = 25.0
    t = np.arange(round(120 * rate)) / rate
    wave = np.sin(2 * np.pi * 0.25 * t) + 0.1 * np.random.default_rng(2).normal(size=len(t))
    signs = heart_skin_breath(_body("breath", wave, "", rate))
    assert np.nanmedian(signs.breaths_per_min) == pytest.approx(15.0, rel=0.03)
