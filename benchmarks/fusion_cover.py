"""How often the 95 % band of the fused feeling holds the simulated truth, and how long a 10-minute film takes.

Must be: 93 to 97 %, over random sets of one to four streams with random spread, unequal rates, gaps, and errors that go
together over time and (by 0.2) between streams.

Usage: ``python benchmarks/fusion_cover.py [FILMS]``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_affect_streams import covered

from feelm.affect import Stream, fuse
from feelm.affect.fusion import ERROR_TIME_S


def main() -> None:
    films = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    counts = np.array([covered(seed) for seed in range(1000, 1000 + films)])
    shares = counts[:, 0] / counts[:, 1]
    print(
        f"{films} films: the band holds the truth {100 * shares.mean():.1f} % of the time "
        f"(± {196 * shares.std() / films**0.5:.1f}); must be 93 to 97"
    )
    times_s = np.arange(0.0, 600.1, 0.25)
    wide = np.full(times_s.shape, 0.4)
    streams = [
        Stream(name, times_s, np.sin(times_s / 20), np.cos(times_s / 9), wide, wide) for name in ERROR_TIME_S
    ]
    start = time.perf_counter()
    fuse(streams, 600.0)
    print(f"10 minutes, {len(streams)} streams: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
