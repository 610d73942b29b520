"""Time and memory of one whole ``Hearing``: a four-minute song, everything in it.

    python -m benchmarks.audio_speed [FILE]

Without FILE a four-minute stereo song is made (drums, bass, chords, noise) and written as FLAC. Each run is
a fresh process, imports included; the processor time tells what it would take on a machine that is not busy.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

SECONDS = 240.0
RUN = """
import sys, time
t, c = time.perf_counter(), time.process_time()
from feelm.audio import hear
h = hear(sys.argv[1])
kb = next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(h.duration_s, time.perf_counter() - t, time.process_time() - c, kb / 1024)
"""


def write_song(path: Path) -> None:
    """Four minutes at 44.1 kHz: a kick and a noisy hat on every half second, a chord on every second one."""
    import av

    rate = 44_100
    t = np.arange(round(SECONDS * rate)) / rate
    phase = t % 0.5
    kick = np.sin(2 * np.pi * 55 * phase) * np.exp(-phase / 0.1)
    hat = np.random.default_rng(0).normal(size=len(t)) * np.exp(-((t + 0.25) % 0.5) / 0.02) * 0.2
    root = np.array([220.0, 174.6, 130.8, 196.0])[(t // 2).astype(int) % 4]
    turns = np.cumsum(root) / rate
    chord = sum(np.sin(2 * np.pi * k * turns) for k in (1, 1.25, 1.5, 2)) * 0.08
    sides = np.stack([0.5 * kick + hat + chord, 0.5 * kick - hat + chord])
    pcm = np.ascontiguousarray((np.clip(sides, -1, 1) * 32767).astype(np.int16).T).reshape(1, -1)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=rate, layout="stereo")
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="stereo")
        frame.sample_rate = rate
        cut = av.AudioResampler(format="s16", layout="stereo", rate=rate, frame_size=4096)
        for part in [*cut.resample(frame), *cut.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "song.flac"
        if len(sys.argv) < 2:
            write_song(path)
        print(f"{'run':<5}{'song s':>8}{'wall s':>8}{'cpu s':>8}{'x real time':>13}{'peak MB':>9}  load")
        for run in range(3):
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(path)], capture_output=True, text=True, check=True
            )
            length, wall, cpu, peak = map(float, done.stdout.split())
            load = os.getloadavg()[0]
            print(
                f"{run:<5}{length:>8.1f}{wall:>8.2f}{cpu:>8.2f}{length / wall:>13.0f}{peak:>9.0f}  {load:.1f}"
            )
            print(
                f"     four minutes in {wall * SECONDS / length:.2f} s (must be <= 4), {peak:.0f} MB (< 600)"
            )


if __name__ == "__main__":
    main()
