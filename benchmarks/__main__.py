"""Run the benchmarks of this folder: `python -m benchmarks [NAME…]`. Each prints its ratios against its limits."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def main() -> None:
    folder = Path(__file__).parent
    wanted = sys.argv[1:]
    for path in sorted(folder.glob("*.py")):
        if path.name.startswith("_") or (wanted and path.stem not in wanted):
            continue
        print(f"\n== {path.stem} ==", flush=True)
        sys.argv = [str(path)]
        runpy.run_path(str(path), run_name="__main__")


if __name__ == "__main__":
    main()
