"""Playing time of `feelm preview` against the time it takes: the garden story, 66 s, whole film with sound.

The score is there (made by `feelm score`), the store holds nothing painted. Limit: a tenth of the playing time on two
cores. Wall time is what counts; processor time over two cores is printed too, since it is what remains of it when
nothing else runs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
STORY = ROOT / "examples" / "garden.txt"
LENGTH_S = 66.0
CORES = 2


def run(*arguments: str, store: Path) -> None:
    """Run the command line with its own store."""
    subprocess.run(
        [sys.executable, "-m", "feelm.cli", *arguments],
        check=True,
        env=os.environ | {"FEELM_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def processor_s() -> float:
    """Processor seconds of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        score, store = folder / "garden.score.yaml", folder / "store"
        run("score", "--story", str(STORY), "--length", f"{LENGTH_S:g}s", "-o", str(score), store=store)
        used, began = processor_s(), time.perf_counter()
        run("preview", str(score), "--workers", str(CORES), store=store)
        wall, used = time.perf_counter() - began, processor_s() - used
    print(
        f"preview of {LENGTH_S:.0f} s in {wall:.1f} s: {wall / LENGTH_S:.3f} of its playing time (limit 0.100); "
        f"processor {used:.1f} s, {used / CORES / LENGTH_S:.3f} on {CORES} free cores"
    )


if __name__ == "__main__":
    main()
