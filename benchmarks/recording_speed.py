"""How fast recordings of each format are read and cleaned, and how late live pieces come."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from feelm.recording import clean, heart_skin_breath, live_recording, read_recording
from feelm.recording.places import electrode_places

SECONDS, CHANNELS, RATE_HZ = 100.0, 32, 512.0


def _samples() -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.cumsum(rng.normal(0.0, 1.0, (CHANNELS, int(SECONDS * RATE_HZ))), axis=1) % 40.0


def _timed(label: str, call: object) -> object:
    start = time.perf_counter()
    result = call()  # type: ignore[operator]
    took = time.perf_counter() - start
    print(f"{label:32} {took:6.2f} s  ({SECONDS / took:6.0f} times as fast as it was recorded)")
    return result


def files(folder: Path) -> None:
    """32 channels at 512 Hz for 100 s, in the formats that need no other library to be written."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import recording_files as writers

    names = tuple(list(electrode_places())[:CHANNELS])
    samples = _samples()
    writers.write_edf(folder / "a.edf", samples, names, rate_hz=RATE_HZ)
    writers.write_brainvision(folder / "a.vhdr", samples, names, rate_hz=RATE_HZ)
    writers.write_set(folder / "a.set", samples, names, rate_hz=RATE_HZ)
    writers.write_xdf(folder / "a.xdf", samples, names, rate_hz=RATE_HZ)
    stamps = 1e9 + np.arange(samples.shape[1]) / RATE_HZ
    writers.write_muselsl(folder / "a.csv", samples[:4], stamps)
    recording = None
    for name in ("a.edf", "a.vhdr", "a.set", "a.xdf", "a.csv"):
        found = _timed(f"read {name}", lambda name=name: read_recording(folder / name))
        recording = recording or found
    _timed("clean (2 s windows)", lambda: clean(recording))  # type: ignore[arg-type]
    _timed("heart, skin, breath (none there)", lambda: heart_skin_breath(recording))  # type: ignore[arg-type]


def live() -> None:
    """Lateness of pieces of 0.2 s of a stream at full size, on this machine."""
    import threading

    import pylsl

    info = pylsl.StreamInfo("feelm-benchmark", "EEG", CHANNELS, RATE_HZ, "float32", "feelm-benchmark")
    outlet = pylsl.StreamOutlet(info)
    sent: dict[int, float] = {}

    def send() -> None:
        outlet.wait_for_consumers(20.0)
        start = time.perf_counter()
        chunk = np.random.default_rng(0).normal(0.0, 10.0, (32, CHANNELS)).astype(np.float32)
        for index in range(int(8.0 * RATE_HZ / 32)):
            time.sleep(max(start + (index + 1) * 32 / RATE_HZ - time.perf_counter(), 0.0))
            outlet.push_chunk(chunk)
            sent[index] = time.perf_counter()

    threading.Thread(target=send, daemon=True).start()
    late = []
    piece_samples = round(0.2 * RATE_HZ)
    for number, _ in enumerate(live_recording("feelm-benchmark", piece_s=0.2, quiet_s=1.0, units="uV")):
        last = ((number + 1) * piece_samples - 1) // 32
        if last in sent:
            late.append(time.perf_counter() - sent[last])
    print(
        f"live pieces at 5 Hz: late by {np.median(late) * 1e3:.0f} ms in the middle, {max(late) * 1e3:.0f} ms at most"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files(Path(folder))
    live()


if __name__ == "__main__":
    main()
