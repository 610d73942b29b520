"""Freed memory goes back to the system."""

import sys
from pathlib import Path

import numpy as np
import pytest

from feelm.render.memory import give_back_memory


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems return freed memory by themselves")
def test_what_was_freed_leaves_the_process() -> None:
    # Small blocks are taken from the heap, and one that stays at its end keeps all below it.
    blocks = [np.ones(8_000, np.uint8) for _ in range(20_000)]
    held = blocks[-1]
    before = resident_mb()
    blocks.clear()
    give_back_memory()
    assert before - resident_mb() > 100
    assert held.sum() == 8_000
