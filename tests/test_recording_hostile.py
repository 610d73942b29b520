"""Damaged and hostile files of every format: a sentence or a recording, never a crash, a bomb, or code that runs."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
import recording_files as files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.recording import Quality, Recording, clean, read_recording

SEEDS: dict[str, bytes] = {}


@pytest.fixture(scope="module", autouse=True)
def _whole_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("whole")
    samples = files.truth(3.0)
    files.write_edf(folder / "a.edf", samples)
    files.write_edf(folder / "a.bdf", samples, bdf=True)
    files.write_broken_up_edf(folder / "d.edf", samples, [0, 1, 4])
    files.write_gdf(folder / "a.gdf", samples)
    files.write_gdf(folder / "b.gdf", samples, version="1.25")
    files.write_brainvision(folder / "a.vhdr", samples)
    files.write_set(folder / "a.set", samples)
    files.write_set(folder / "b.set", samples, packed=False)
    files.write_xdf(folder / "a.xdf", samples)
    files.write_muselsl(folder / "a.csv", samples[:4], 1e9 + np.arange(768) / 256.0)
    files.write_openbci(folder / "a.txt", samples)
    files.write_emotiv(folder / "b.csv", samples[:4], ("AF3", "F7", "O1", "O2"))
    files.mne_raw(samples).save(folder / "a_raw.fif")
    files.write_muselsl(folder / "c.csv.gz", samples[:4], 1e9 + np.arange(768) / 256.0)
    SEEDS.update({path.name: path.read_bytes() for path in sorted(folder.iterdir())})


KINDS = ["a.edf", "a.bdf", "d.edf", "a.gdf", "b.gdf", "a.vhdr", "a.set", "b.set", "a.xdf", "a.csv", "a.txt", "b.csv",
         "a_raw.fif", "c.csv.gz"]  # fmt: skip


def try_to_read(path: Path) -> Recording | None:
    """The recording, or None after a plain refusal; anything else fails the test."""
    try:
        recording = read_recording(path)
    except InputError as error:
        assert len(str(error)) < 400
        assert "Traceback" not in str(error)
        return None
    assert np.isfinite(recording.sample_rate_hz)
    assert recording.samples.shape[0] == len(recording.channels)
    if recording.duration_s >= 2.0:
        cleaned, quality = clean(recording)
        assert cleaned.samples.shape == recording.samples.shape
        assert isinstance(quality, Quality)
        assert np.all((quality.weight >= 0.0) & (quality.weight <= 1.0))
    return recording


def _place(folder: Path, name: str, content: bytes) -> Path:
    if name == "a.vhdr":
        (folder / "a.eeg").write_bytes(SEEDS["a.eeg"])
        (folder / "a.vmrk").write_bytes(SEEDS["a.vmrk"])
    (folder / name).write_bytes(content)
    return folder / name


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), share=st.floats(0.0, 1.0))
def test_cut_at_any_byte(kind: str, share: float, tmp_path: Path) -> None:
    whole = SEEDS[kind]
    try_to_read(_place(tmp_path, kind, whole[: int(share * len(whole))]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS),
    changes=st.lists(st.tuples(st.floats(0.0, 1.0), st.integers(0, 255)), min_size=1, max_size=6),
    early=st.booleans(),
)
def test_changed_bytes(kind: str, changes: list[tuple[float, int]], early: bool, tmp_path: Path) -> None:
    whole = bytearray(SEEDS[kind])
    reach = min(len(whole), 2500) if early else len(whole)
    for share, value in changes:
        whole[min(int(share * reach), len(whole) - 1)] = value
    try_to_read(_place(tmp_path, kind, bytes(whole)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=3000), head=st.sampled_from([b"", b"0       ", b"\xffBIOSEMI", b"GDF 2.20", b"XDF:",
       b"MATLAB 5.0", b"\x00\x00\x00\x64\x00\x00\x00\x1f", b"Brain Vision\n", b"time,Fp1\n"]))  # fmt: skip
def test_any_bytes(content: bytes, head: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(head + content)
    try_to_read(tmp_path / "a.bin")


def _with(name: str, at: int, content: bytes) -> bytes:
    whole = bytearray(SEEDS[name])
    whole[at : at + len(content)] = content
    return bytes(whole)


def test_headers_that_lie_reserve_no_memory(tmp_path: Path) -> None:
    lies = {
        "a.edf": [(252, b"9999"), (236, b"99999999"), (252, b"-100"), (244, b"1e-300  "), (244, b"1e300   "),
                  (236, b"-1      ")],
        "a.gdf": [(252, b"\xff\xff"), (236, b"\xff" * 7 + b"\x7f"), (256 + 216 * 6, b"\xff" * 24), (244, b"\x00" * 8)],
        "a.xdf": [(5, b"\xff\xff\xff\x7f")],
        "b.set": [(132, b"\xff\xff\xff\x7f"), (160, b"\xff" * 8)],
    }  # fmt: skip
    tracemalloc.start()
    for name, changes in lies.items():
        for at, content in changes:
            try_to_read(_place(tmp_path, name, _with(name, at, content)))
    huge = SEEDS["a.vhdr"].replace(b"NumberOfChannels=6", b"NumberOfChannels=1000000000")
    with pytest.raises(InputError, match="1000000000 channels"):
        read_recording(_place(tmp_path, "a.vhdr", huge))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


def test_xdf_chunk_of_a_billion_samples(tmp_path: Path) -> None:
    lie = files.xdf_chunk(3, struct.pack("<I", 1) + b"\x08" + struct.pack("<Q", 10**9) + b"\x00" * 40)
    path = tmp_path / "a.xdf"
    path.write_bytes(SEEDS["a.xdf"] + lie)
    with pytest.raises(InputError, match="more samples than it has bytes"):
        read_recording(path)
    entities = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><info>&a;</info>"
    path.write_bytes(b"XDF:" + files.xdf_chunk(2, struct.pack("<I", 1) + entities))
    with pytest.raises(InputError, match="entities"):
        read_recording(path)


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"time,Fp1,Fp2\n" + b"0" * 70_000_000, 1)
    (tmp_path / "a.csv.gz").write_bytes(bomb)
    with pytest.raises(InputError, match="unpacks to far more"):
        read_recording(tmp_path / "a.csv.gz")
    (tmp_path / "a_raw.fif.gz").write_bytes(gzip.compress(SEEDS["a_raw.fif"] + b"\x00" * 70_000_000, 1))
    with pytest.raises(InputError, match="unpacks to far more"):
        read_recording(tmp_path / "a_raw.fif.gz")
    packed = zlib.compress(b"\x00" * 70_000_000, 1)
    body = b"MATLAB 5.0".ljust(124) + b"\x00\x01IM" + struct.pack("<II", 15, len(packed)) + packed
    (tmp_path / "a.set").write_bytes(body)
    with pytest.raises(InputError, match="unpacks to far more"):
        read_recording(tmp_path / "a.set")


def test_a_set_nested_without_end(tmp_path: Path) -> None:
    inner = b""
    for _ in range(3000):  # deep enough to break a reader that simply recurses
        head = struct.pack("<IIII", 6, 8, 1, 0) + struct.pack("<IIii", 5, 8, 1, 1) + struct.pack("<II", 1, 0)
        inner = struct.pack("<II", 14, len(head) + len(inner)) + head + inner
    (tmp_path / "a.set").write_bytes(b"MATLAB 5.0".ljust(124) + b"\x00\x01IM" + inner)
    with pytest.raises(InputError, match="nested too deeply"):
        read_recording(tmp_path / "a.set")


class _Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (os.environ["HARM"],)


def test_no_code_of_a_file_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARM", str(tmp_path / "harmed"))
    harm = pickle.dumps(_Harm())
    archive = io.BytesIO()
    np.savez(archive, data=np.array([_Harm()], dtype=object))
    (tmp_path / "harmed").rmdir() if (tmp_path / "harmed").exists() else None
    for name in ("a.npz", "a.edf", "a.set", "a.csv", "a.fif"):
        for content in (harm, archive.getvalue(), b"MATLAB 5.0".ljust(124) + b"\x00\x01IM" + harm):
            (tmp_path / name).write_bytes(content)
            with pytest.raises(InputError):
                read_recording(tmp_path / name)
    assert not (tmp_path / "harmed").exists()


def test_a_path_in_a_header_leads_nowhere_else(tmp_path: Path) -> None:
    secret = tmp_path / "secret.eeg"
    secret.write_bytes(SEEDS["a.eeg"])
    (tmp_path / "in").mkdir()
    text = SEEDS["a.vhdr"].replace(b"DataFile=a.eeg", b"DataFile=../secret.eeg")
    (tmp_path / "in" / "a.vhdr").write_bytes(text)
    with pytest.raises(InputError, match="not beside it"):
        read_recording(tmp_path / "in" / "a.vhdr")


@pytest.mark.parametrize("size", [0, 1, 7])
def test_nearly_nothing(size: int, tmp_path: Path) -> None:
    (tmp_path / "a.edf").write_bytes(b"0       "[:size])
    with pytest.raises(InputError):
        read_recording(tmp_path / "a.edf")
    with pytest.raises(InputError, match="no such recording"):
        read_recording(tmp_path / "b.edf")
    with pytest.raises(InputError):
        read_recording(tmp_path)


def test_a_line_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"time,Fp1\n" + b"1" * 30_000_000)
    with pytest.raises(InputError, match="no line of a table is that long"):
        read_recording(tmp_path / "a.csv")


def test_time_stamps_from_another_century(tmp_path: Path) -> None:
    rows = [f"{i / 256 + (1e9 if i > 500 else 0)},{i % 9},{i % 7}" for i in range(1000)]
    (tmp_path / "a.csv").write_text("timestamps,TP9,AF7\n" + "\n".join(rows))
    with pytest.raises(InputError, match="of which it holds"):
        read_recording(tmp_path / "a.csv")


def test_three_seconds_one_channel_constant_and_nan(tmp_path: Path) -> None:
    path = tmp_path / "a.vhdr"
    files.write_brainvision(path, files.truth(3.0))
    assert clean(read_recording(path))[1].weight.shape == (1,)
    files.write_brainvision(path, files.truth(8.0)[4:5], labels=("O1",))
    one = clean(read_recording(path))[1]
    assert 0.0 < one.weight.max() <= 0.5
    files.write_brainvision(path, np.full((6, 2048), 3.0))
    assert clean(read_recording(path))[1].weight.max() == 0.0
    files.write_brainvision(path, np.full((6, 2048), np.nan))
    assert clean(read_recording(path))[1].weight.max() == 0.0
    mixed = files.truth(8.0)
    mixed[0], mixed[1, 300:400], mixed[2, 5] = 0.0, np.nan, np.inf
    files.write_brainvision(path, mixed)
    quality = clean(read_recording(path))[1]
    assert quality.found["flat"] == 1.0
    assert 0.4 < quality.weight.mean() < 1.0


def test_a_fraction_of_a_second(tmp_path: Path) -> None:
    files.write_brainvision(tmp_path / "a.vhdr", files.truth(0.5))
    with pytest.raises(InputError, match=r"lasts only 0\.5 s"):
        read_recording(tmp_path / "a.vhdr")


@pytest.mark.long
def test_ten_hours(tmp_path: Path) -> None:
    path = tmp_path / "a.vhdr"
    rng = np.random.default_rng(1)
    hour = rng.normal(0.0, 8.0, (2, 128 * 3600))
    files.write_brainvision(path, np.tile(hour, 10), labels=("C3", "C4"), rate_hz=128.0)
    recording = read_recording(path)
    assert recording.duration_s == pytest.approx(36000.0)
    assert clean(recording)[1].weight.shape == (18000,)
    with path.with_suffix(".eeg").open("ab") as data:
        data.truncate(4 * 2 * 100_000_000)  # a file with a hole of zeros: 108 hours
    with pytest.raises(InputError, match="cut it into shorter pieces"):
        read_recording(path)
