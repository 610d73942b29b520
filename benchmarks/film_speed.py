"""Film seconds per wall second of a whole `feelm make`: words, music to be composed or brought, 60 s, 1280x720, 24 fps.

The install is warm (the networks are converted), the store is empty. Limit: >= 1.0 on two cores.
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
LENGTH_S = 60.0


def make(folder: Path, *extra: str, length_s: float = LENGTH_S) -> float:
    """Wall seconds of one `feelm make` in an empty store (the converted networks are kept)."""
    film = folder / "film.mp4"
    command = [
        sys.executable,
        "-m",
        "feelm.cli",
        "make",
        "--story",
        str(STORY),
        "--length",
        f"{length_s:g}s",
        "-o",
        str(film),
    ]
    began = time.perf_counter()
    subprocess.run(
        [*command, *extra],
        check=True,
        env=os.environ | {"FEELM_STORE": str(folder / "store")},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def main() -> None:
    songs = sorted((ROOT.parent / "shared" / "data" / "music").glob("0[24]*.ogg"))
    cases: list[tuple[str, list[str]]] = [("words, music composed", [])]
    cases += [(f"words and {song.stem}", ["--music", str(song)]) for song in songs]
    with tempfile.TemporaryDirectory() as warm:
        make(Path(warm), "--size", "320x180", length_s=5.0)
    for name, extra in cases:
        with tempfile.TemporaryDirectory() as folder:
            wall = make(Path(folder), *extra)
        print(
            f"{name:36} {LENGTH_S:.0f} s film in {wall:5.1f} s: {LENGTH_S / wall:.2f} film s per wall s (limit 1.0)"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
