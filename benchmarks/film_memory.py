"""Peak memory of a 10-minute film against a 1-minute film: all processes of `feelm make` together, sampled.

Limits: ratio <= 1.15, and under 2 GB. A small picture keeps the run short; what could grow with length (plan, signals,
packets, sound) does not depend on the picture's size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
SIZE = os.environ.get("FEELM_BENCH_SIZE", "1280x720")


def peak_mb(length: str, folder: Path) -> float:
    """Largest sum of resident memory (proportional share where the system tells) over a make of that length."""
    story = folder / "story.txt"
    story.write_text((ROOT / "examples" / "garden.txt").read_text())
    command = [sys.executable, "-m", "feelm.cli", "make", "--story", str(story), "--length", length, "--size", SIZE,
               "-o", str(folder / "film.mp4")]  # fmt: skip
    process = subprocess.Popen(
        command,
        env=os.environ | {"FEELM_STORE": str(folder / "store")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _tree_mb(process.pid))
        time.sleep(0.1)
    if process.returncode != 0:
        raise SystemExit(f"feelm make ended with {process.returncode}")
    return peak


def _tree_mb(pid: int) -> float:
    total = 0.0
    try:
        root = psutil.Process(pid)
        for process in [root, *root.children(recursive=True)]:
            total += process.memory_full_info().pss / 2**20
    except psutil.NoSuchProcess:
        pass
    return total


def main() -> None:
    with tempfile.TemporaryDirectory() as short, tempfile.TemporaryDirectory() as long:
        minute = peak_mb("60s", Path(short))
        ten = peak_mb("600s", Path(long))
    print(
        f"1 minute: {minute:.0f} MB   10 minutes: {ten:.0f} MB   ratio {ten / minute:.2f} (limit 1.15), limit 2048 MB"
    )


if __name__ == "__main__":
    main()
