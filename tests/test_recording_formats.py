"""Every format gives back what was written: names, microvolts, rate, times, marks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import recording_files as files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.recording import Recording, read_recording
from feelm.recording.names import bipolar_name, electrode_name, kind_of
from feelm.recording.places import electrode_places


def _mne(path: Path, samples: np.ndarray) -> None:
    files.mne_raw(samples).save(path)


def _mne_edf(path: Path, samples: np.ndarray) -> None:
    files.mne_raw(samples).export(path, fmt="edf")


WRITERS: dict[str, tuple[str, Callable[[Path, np.ndarray], None], float]] = {
    "edf": ("a.edf", files.write_edf, 0.01),
    "edf in V": ("a.edf", lambda p, s: files.write_edf(p, s, unit="V", scale=1e-6), 0.01),
    "bdf": ("a.bdf", lambda p, s: files.write_edf(p, s, bdf=True), 0.001),
    "edf by mne": ("a.edf", _mne_edf, 0.01),
    "gdf 2": ("a.gdf", files.write_gdf, 1e-4),
    "gdf 1": ("a.gdf", lambda p, s: files.write_gdf(p, s, version="1.25"), 1e-4),
    "brainvision": ("a.vhdr", files.write_brainvision, 1e-4),
    "brainvision in mV": ("a.vhdr", lambda p, s: files.write_brainvision(p, s, unit="mV", scale=1e-3), 1e-4),
    "fif": ("a_raw.fif", _mne, 1e-4),
    "fif.gz": ("a_raw.fif.gz", _mne, 1e-4),
    "set": ("a.set", files.write_set, 1e-4),
    "set plain": ("a.set", lambda p, s: files.write_set(p, s, packed=False), 1e-4),
    "set with fdt": ("a.set", lambda p, s: files.write_set(p, s, beside=True), 1e-4),
    "xdf": ("a.xdf", files.write_xdf, 1e-4),
    "xdf, few stamps": ("a.xdf", lambda p, s: files.write_xdf(p, s, every=7), 1e-4),
}


@pytest.mark.filterwarnings("ignore")  # the writers of others may warn
@pytest.mark.parametrize("kind", WRITERS)
def test_a_format_gives_back_what_was_written(kind: str, tmp_path: Path) -> None:
    name, write, tolerance = WRITERS[kind]
    samples = files.truth()
    write(tmp_path / name, samples)
    recording = read_recording(tmp_path / name)
    brain = recording.of_kind("eeg")
    assert tuple(recording.channels[i].name for i in brain) == files.NAMES
    assert {recording.channels[i].unit for i in brain} == {"uV"}
    assert all(recording.channels[i].place is not None for i in brain) or "fif" in kind
    assert recording.sample_rate_hz == pytest.approx(256.0)
    assert recording.samples.shape[1] == samples.shape[1]
    assert np.abs(recording.samples[list(brain)] - samples).max() < tolerance
    assert recording.gaps == ()
    assert round(recording.marks[0].time_s, 3) == 2.0
    assert len(recording.marks) == 2
    assert recording.source == name


def test_the_sine_is_found_where_it_was_put(tmp_path: Path) -> None:
    files.write_edf(tmp_path / "a.edf", files.truth(), labels=tuple(f"EEG {n}-Ref" for n in files.NAMES))
    recording = read_recording(tmp_path / "a.edf")
    o1 = recording.samples[[channel.name for channel in recording.channels].index("O1")]
    spectrum = np.abs(np.fft.rfft(o1)) / len(o1) * 2
    assert np.fft.rfftfreq(len(o1), 1 / 256)[spectrum.argmax()] == pytest.approx(10.0)
    assert spectrum.max() == pytest.approx(20.0, rel=0.01)


def test_records_at_other_times_leave_holes(tmp_path: Path) -> None:
    samples = files.truth(4.0)
    files.write_broken_up_edf(tmp_path / "a.edf", samples, [0, 1, 5, 6])
    recording = read_recording(tmp_path / "a.edf")
    assert recording.duration_s == pytest.approx(7.0)
    assert recording.gaps == ((2.0, 5.0),)
    assert np.isnan(recording.samples[:, 2 * 256 : 5 * 256]).all()
    assert np.abs(recording.samples[:, 5 * 256 :] - samples[:, 2 * 256 :]).max() < 0.01
    assert any("hole" in note for note in recording.notes)


def test_a_skin_channel_lies_on_the_brains_time(tmp_path: Path) -> None:
    files.write_xdf(tmp_path / "a.xdf", files.truth())
    recording = read_recording(tmp_path / "a.xdf")
    (skin,) = recording.of_kind("eda")
    assert recording.channels[skin].unit == "uS"
    t = np.arange(recording.samples.shape[1]) / 256.0
    assert np.nanmax(np.abs(recording.samples[skin] - (3.0 + 0.1 * t))) < 1e-3


def test_what_xdf_lost_is_a_hole(tmp_path: Path) -> None:
    samples = files.truth()
    files.write_xdf(tmp_path / "a.xdf", samples, lost=(512, 768))
    recording = read_recording(tmp_path / "a.xdf")
    brain = list(recording.of_kind("eeg"))
    assert recording.samples.shape[1] == samples.shape[1]
    assert np.isnan(recording.samples[brain, 512:768]).all()
    assert np.abs(recording.samples[brain, 768:] - samples[:, 768:]).max() < 1e-3


@pytest.mark.filterwarnings("ignore")
def test_xdf_times_agree_with_pyxdf(tmp_path: Path) -> None:
    import pyxdf

    files.write_xdf(tmp_path / "a.xdf", files.truth(), lost=(300, 900))
    streams, _ = pyxdf.load_xdf(str(tmp_path / "a.xdf"))
    amp = next(s for s in streams if s["info"]["name"] == ["amp"])
    ours = read_recording(tmp_path / "a.xdf")
    theirs = amp["time_stamps"] - amp["time_stamps"][0]
    known = np.flatnonzero(np.isfinite(ours.samples[0])) / ours.sample_rate_hz
    assert np.abs(known - theirs).max() < 0.002


# ---- tables ----


def test_muselsl_with_a_hole(tmp_path: Path) -> None:
    samples = files.truth(20.0, names=files.MUSE)
    stamps = 1533059192.499 + np.arange(samples.shape[1]) / 256.0
    stamps[2560:] += 3.0
    files.write_muselsl(tmp_path / "a.csv.gz", samples, stamps)
    recording = read_recording(tmp_path / "a.csv.gz")
    assert [channel.name for channel in recording.channels] == list(files.MUSE)
    assert recording.sample_rate_hz == 256.0
    assert recording.duration_s == pytest.approx(23.0, abs=0.01)
    assert len(recording.gaps) == 1
    assert recording.gaps[0] == pytest.approx((10.0, 13.0), abs=0.01)
    assert np.abs(recording.samples[:, :2560] - samples[:, :2560]).max() < 0.001


def test_mind_monitor(tmp_path: Path) -> None:
    samples = files.truth(6.0, names=files.MUSE)
    files.write_mind_monitor(tmp_path / "a.csv", samples)
    recording = read_recording(tmp_path / "a.csv")
    brain = list(recording.of_kind("eeg"))
    assert [recording.channels[i].name for i in brain] == list(files.MUSE)
    assert recording.sample_rate_hz == 256.0
    kept = recording.samples[brain][:, np.isfinite(recording.samples[brain[0]])]
    assert np.abs(kept[:, :500] - 800.0 - samples[:, :500]).max() < 0.001
    assert [mark.text for mark in recording.marks] == ["/muse/elements/blink"]


def test_openbci_text_with_a_montage(tmp_path: Path) -> None:
    samples = files.truth(6.0, rate_hz=250.0)
    files.write_openbci(tmp_path / "a.txt", samples)
    recording = read_recording(tmp_path / "a.txt", montage=files.NAMES)
    brain = list(recording.of_kind("eeg"))
    assert [recording.channels[i].name for i in brain] == list(files.NAMES)
    assert recording.sample_rate_hz == 250.0
    assert np.abs(recording.samples[brain] + 15000.0 - samples).max() < 0.001
    with pytest.raises(InputError, match="names 3 electrodes, the file has 6"):
        read_recording(tmp_path / "a.txt", montage=["Fp1", "Fp2", "Cz"])


def test_emotiv_export(tmp_path: Path) -> None:
    names = ("AF3", "F7", "O1", "O2")
    samples = files.truth(6.0, rate_hz=128.0, names=names)
    files.write_emotiv(tmp_path / "a.csv", samples, names)
    recording = read_recording(tmp_path / "a.csv")
    brain = list(recording.of_kind("eeg"))
    assert [recording.channels[i].name for i in brain] == list(names)
    assert recording.sample_rate_hz == 128.0
    assert np.abs(recording.samples[brain] - 4200.0 - samples).max() < 0.001


def test_emotivs_counter_tells_rate_and_loss(tmp_path: Path) -> None:
    samples = files.truth(6.0, rate_hz=128.0, names=("AF3", "T7", "Pz"))
    rows = ["COUNTER, AF3, T7, Pz"]
    rows += [
        f"{i % 128}, {a:.3f}, {b:.3f}, {c:.3f}" for i, (a, b, c) in enumerate(samples.T) if not 200 <= i < 240
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    recording = read_recording(tmp_path / "a.csv")
    assert recording.sample_rate_hz == 128.0
    assert recording.samples.shape[1] == samples.shape[1]
    assert recording.gaps == ((200 / 128, 240 / 128),)


def test_what_cannot_be_found_is_asked_for(tmp_path: Path) -> None:
    samples = files.truth(4.0, names=files.MUSE)
    body = "\n".join(",".join(f"{v:.3f}" for v in row) for row in samples.T)
    path = tmp_path / "a.csv"
    path.write_text(body)
    with pytest.raises(InputError, match="columns have no names"):
        read_recording(path)
    path.write_text("TP9,AF7,AF8,TP10\n" + body)
    with pytest.raises(InputError, match="--rate 256"):
        read_recording(path)
    assert read_recording(path, sample_rate_hz=256).duration_s == pytest.approx(4.0)
    counts = "\n".join(",".join(f"{round(v * 447)}" for v in row) for row in samples.T)
    path.write_text("TP9,AF7,AF8,TP10\n" + counts)
    with pytest.raises(InputError, match="--units"):
        read_recording(path, sample_rate_hz=256)
    told = read_recording(path, sample_rate_hz=256, units="0.002237 uV/count")
    assert np.abs(told.samples - samples).max() < 0.1
    with pytest.raises(InputError, match="no unit of voltage"):
        read_recording(path, sample_rate_hz=256, units="furlong")


def test_averages_are_not_a_brain_signal(tmp_path: Path) -> None:
    rows = "\n".join(f"{i},{i % 7},{i % 5}" for i in range(100))
    (tmp_path / "a.csv").write_text("time (s),TP9,AF7\n" + rows)
    with pytest.raises(InputError, match="too few"):
        read_recording(tmp_path / "a.csv")


# ---- properties ----


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.floats(2.0, 60.0),
    unit=st.sampled_from([("uV", 1.0), ("mV", 1e-3), ("V", 1e-6)]),
    told=st.booleans(),
)
def test_the_unit_does_not_change_the_recording(
    size: float, unit: tuple[str, float], told: bool, tmp_path: Path
) -> None:
    samples = files.truth(3.0, names=files.MUSE, seed=3) * size / 8.0
    name, factor = unit
    suffix = f" ({name})" if told else ""
    lines = [",".join(["time", *(f"{n}{suffix}" for n in files.MUSE)])]
    lines += [
        f"{i / 256:.6f}," + ",".join(f"{v * factor:.9g}" for v in row) for i, row in enumerate(samples.T)
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    recording = read_recording(tmp_path / "a.csv")
    assert np.abs(recording.samples - samples).max() < 1e-5
    assert recording.sample_rate_hz == 256.0


def test_a_wrong_unit_is_noticed(tmp_path: Path) -> None:
    files.write_brainvision(tmp_path / "a.vhdr", files.truth(), unit="V", scale=1.0)
    recording = read_recording(tmp_path / "a.vhdr")
    assert np.abs(recording.samples - files.truth()).max() < 1e-3
    assert any("says V" in note and "in uV" in note for note in recording.notes)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rate=st.sampled_from([128.0, 200.0, 250.0, 256.0, 500.0]),
    holes=st.lists(st.tuples(st.integers(100, 900), st.integers(20, 400)), max_size=3),
    jitter=st.floats(0.0, 0.3),
    seed=st.integers(0, 99),
)
def test_the_time_axis_is_exact(
    rate: float, holes: list[tuple[int, int]], jitter: float, seed: int, tmp_path: Path
) -> None:
    count = 1200
    samples = files.truth(count / rate, rate_hz=rate, names=("C3", "C4"), seed=seed)
    kept = np.ones(count, dtype=bool)
    for at, length in holes:
        kept[at : min(at + length, count - 60)] = False
    rng = np.random.default_rng(seed)
    stamps = np.arange(count) / rate + jitter / rate * rng.uniform(-0.5, 0.5, count)
    lines = ["time_s,C3,C4"]
    lines += [f"{stamps[i]:.6f},{samples[0, i]:.6f},{samples[1, i]:.6f}" for i in np.flatnonzero(kept)]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    recording = read_recording(tmp_path / "a.csv")
    assert recording.sample_rate_hz == rate
    found = np.isfinite(recording.samples[0])
    # Every sample lies within one sample of where it was recorded, and none is made up.
    assert found.sum() == kept.sum()
    assert np.abs(np.flatnonzero(found) - np.flatnonzero(kept)).max() <= 1
    assert np.array_equal(recording.samples[:, found], np.round(samples[:, kept], 6))
    assert sum(b - a for a, b in recording.gaps) == pytest.approx((~found).sum() / rate)


def test_a_clock_that_drifts_is_followed(tmp_path: Path) -> None:
    samples = files.truth(60.0)
    files.write_xdf(tmp_path / "a.xdf", samples, rate_hz=256.0)
    lines = ["time_s,C3,C4"]
    lines += [f"{i / 257.5:.6f},{samples[2, i]:.4f},{samples[3, i]:.4f}" for i in range(samples.shape[1])]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    recording = read_recording(tmp_path / "a.csv")
    assert recording.sample_rate_hz == 256.0
    assert recording.duration_s == pytest.approx(samples.shape[1] / 257.5, abs=0.01)


# ---- names and notes ----


@pytest.mark.parametrize(
    ("label", "name"),
    [("EEG Fp1-Ref", "Fp1"), ("EEG.AF3", "AF3"), ("TP9", "TP9"), ("FP2", "Fp2"), ("CZ", "Cz"), ("Fc5..", "FC5"),
     ("RAW_AF7", "AF7"), ("EEG T3-LE", "T7"), ("T6", "P8"), ("eeg o1 - avg", "O1"), ("EEG C3-A2", "C3"),
     ("AF4 (uV)", "AF4"), ("ECG", None), ("Status", None), ("EXG Channel 0", None), ("F3-C3", None)],
)  # fmt: skip
def test_names(label: str, name: str | None) -> None:
    assert electrode_name(label) == name


def test_kinds() -> None:
    said = {"ECG": "ecg", "EKG1": "ecg", "GSR": "eda", "Resp": "breath", "PPG": "ppg", "HEOG": "eog", "EMG chin": "emg",
            "Accelerometer_X": "motion", "EXG Channel 3": "eeg", "Status": "other", "CQ_AF3": "other", "F3-C3": "eeg",
            "Plethysmograph": "ppg", "Battery": "other"}  # fmt: skip
    assert {label: kind_of(label) for label in said} == said
    assert bipolar_name("EEG FP1-F7") == "Fp1-F7"


@pytest.mark.filterwarnings("ignore")
def test_places_agree_with_a_measured_head() -> None:
    import mne

    measured = mne.channels.make_standard_montage("standard_1005").get_positions()["ch_pos"]
    angles = []
    for name, place in electrode_places().items():
        if name in measured:
            a, b = np.array(place), measured[name] - np.array([0.0, -0.019, -0.006])
            angles.append(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))))
    assert len(angles) > 70
    assert np.median(angles) < 6.0
    assert max(angles) < 14.0


def test_copies_inside_a_file_are_said(tmp_path: Path) -> None:
    samples = files.truth(8.0)
    samples[:, 1024:1536] = samples[:, 256:768]
    samples[3] = samples[2]
    files.write_brainvision(tmp_path / "a.vhdr", samples)
    notes = " ".join(read_recording(tmp_path / "a.vhdr").notes)
    assert "4-6 s is an exact copy of what begins at 1 s" in notes
    assert "C4 holds the same signal as C3" in notes
    files.write_brainvision(tmp_path / "b.vhdr", files.truth(8.0))
    assert read_recording(tmp_path / "b.vhdr").notes == ()


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    files.write_brainvision(tmp_path / "a.vhdr", files.truth())
    shutil.move(tmp_path / "a.eeg", tmp_path / "b.eeg")
    with pytest.raises(InputError, match=r"put a\.eeg there"):
        read_recording(tmp_path / "a.vhdr")
    with pytest.raises(InputError, match=r"put b\.vhdr"):
        read_recording(tmp_path / "b.eeg")


def test_nothing_of_the_signal_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files.write_edf(tmp_path / "a.edf", files.truth())
    recording = read_recording(tmp_path / "a.edf")
    assert isinstance(recording, Recording)
    assert capfd.readouterr() == ("", "")


def test_the_options_of_the_commands_reach_the_file(tmp_path: Path) -> None:
    import argparse

    from feelm.commands.recorded import add_recording_options, read_as_told

    parser = argparse.ArgumentParser()
    add_recording_options(parser)
    samples = files.truth(4.0, names=files.MUSE)
    rows = "\n".join(",".join(f"{v:.3f}" for v in row) for row in samples.T)
    (tmp_path / "a.csv").write_text("EEG 1,EEG 2,EEG 3,EEG 4\n" + rows)
    told = parser.parse_args(["--rate", "256", "--units", "mV", "--montage", "TP9, AF7,AF8,TP10"])
    recording = read_as_told(tmp_path / "a.csv", told)
    assert [channel.name for channel in recording.channels] == list(files.MUSE)
    assert np.abs(recording.samples - 1000.0 * samples).max() < 1.0
