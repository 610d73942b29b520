"""Recordings of real people, where they are at hand: the known defects of each set are noticed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from feelm.errors import InputError
from feelm.recording import clean, compare_recordings, read_recording

FILES = Path(__file__).parents[2] / "shared" / "data" / "eeg"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the recordings of real people are not at hand")
MUSE = ["TP9", "AF7", "AF8", "TP10"]


def test_muse_and_its_hole_of_700_seconds() -> None:
    recording = read_recording(FILES / "bird_muse" / "subjectb-relaxed-2.csv.gz")
    assert [channel.name for channel in recording.channels] == MUSE
    assert recording.sample_rate_hz == 256.0
    assert max(end - start for start, end in recording.gaps) == pytest.approx(700.0, abs=0.1)
    known = np.isfinite(recording.samples[0]).sum()
    assert known == 10572
    assert clean(recording)[1].weight.mean() < 0.05


def test_a_file_that_is_a_copy_of_another() -> None:
    a = read_recording(FILES / "bird_muse" / "subjecta-concentrating-1.csv.gz")
    b = read_recording(FILES / "bird_muse" / "name-concentrating-1.csv.gz")
    found = compare_recordings(a, b)
    assert sum(end - start for start, end, _ in found.copied) > 0.9 * a.duration_s
    other = read_recording(FILES / "bird_muse" / "subjecta-relaxed-1.csv.gz")
    assert compare_recordings(a, other).copied == ()


@pytest.mark.parametrize("person", ["a", "b"])
def test_the_electrode_of_another_day(person: str) -> None:
    quiet = read_recording(FILES / "bird_muse" / f"subject{person}-relaxed-1.csv.gz")
    later = read_recording(FILES / "bird_muse" / f"subject{person}-concentrating-2.csv.gz")
    assert "AF8" in compare_recordings(quiet, later).changed
    assert "AF8" in clean(later)[1].dead
    assert clean(quiet)[1].dead == ()


def test_emotiv_insight_keeps_its_alpha() -> None:
    ratio = []
    for name in ("Closed_20sx1_201227-103149", "Open_20sx1_201227-102620"):
        recording, _ = clean(read_recording(FILES / "emotiv_insight_eyes_mit" / f"{name}.csv"))
        assert recording.sample_rate_hz == 128.0
        row = recording.samples[[channel.name for channel in recording.channels].index("Pz")]
        row = row[: 39 * 128].reshape(-1, 384)
        power = np.abs(np.fft.rfft((row - row.mean(axis=1, keepdims=True)) * np.hanning(384), axis=1)) ** 2
        at = np.fft.rfftfreq(384, 1 / 128)
        total = np.median(power, axis=0)
        ratio.append(total[(at >= 8) & (at <= 12)].sum() / total[(at >= 15) & (at <= 30)].sum())
    assert ratio[0] > 1.5 * ratio[1]


def test_emotiv_edf_and_the_parsers_files() -> None:
    emotiv = read_recording(FILES / "dasps_S01_emotiv_raw.edf")
    assert len(emotiv.of_kind("eeg")) == 14
    assert emotiv.sample_rate_hz == 128.0
    assert emotiv.duration_s == pytest.approx(329.0)
    assert {"AF3", "FC5", "O1", "T8"} <= {channel.name for channel in emotiv.channels}
    assert read_recording(FILES / "mne_test_stim.bdf").sample_rate_hz == 500.0
    assert len(read_recording(FILES / "mne_test_reduced.edf").channels) == 139
    with pytest.raises(InputError, match="not a recording"):
        read_recording(FILES / "dasps_raw_128hz.npz")


@pytest.mark.filterwarnings("ignore")
def test_samples_agree_with_mne() -> None:
    import mne

    for name, read in (
        ("dasps_S01_emotiv_raw.edf", mne.io.read_raw_edf),
        ("mne_test_stim.bdf", mne.io.read_raw_bdf),
    ):
        theirs = read(FILES / name, verbose="ERROR", preload=True)
        ours = read_recording(FILES / name)
        names = [channel.name for channel in ours.channels]
        for channel in ours.of_kind("eeg"):
            label = next(x for x in theirs.ch_names if x.split("-")[0] == names[channel])
            assert np.abs(theirs.get_data([label])[0] * 1e6 - ours.samples[channel]).max() < 1e-3


@pytest.mark.filterwarnings("ignore")
def test_clock_resets_of_an_xdf_agree_with_pyxdf() -> None:
    import pyxdf

    streams, _ = pyxdf.load_xdf(str(FILES / "xdf_clock_resets.xdf"), dejitter_timestamps=False)
    theirs = np.array(next(s for s in streams if s["info"]["type"] == ["EEG"])["time_stamps"])
    ours = read_recording(FILES / "xdf_clock_resets.xdf")
    assert ours.duration_s == pytest.approx(theirs[-1] - theirs[0], abs=0.3)
    longest = max(ours.gaps, key=lambda gap: gap[1] - gap[0])
    hole = int(np.argmax(np.diff(theirs)))
    assert longest == pytest.approx((theirs[hole] - theirs[0], theirs[hole + 1] - theirs[0]), abs=0.3)
    with pytest.raises(InputError, match="too few"):
        read_recording(FILES / "xdf_minimal.xdf")
