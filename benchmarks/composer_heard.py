"""What an ear would notice in the music of the seven example stories, as numbers (limits in brackets).

Usage: ``python benchmarks/composer_heard.py [--seconds 60] [--seeds 3] [--page]``; ``--page`` leaves the sound out.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import composer_ears as ears

from feelm.composer import compose


def page_line(name: str, seconds: float, seed: int) -> str:
    form, page = ears.page_of(ears.story_feeling(name, seconds), seconds, seed)
    found = ears.clashes(form, page)
    span, steps, thirds = ears.sung_range(form, page)
    notes = ears.density(form, page)
    return (
        f"{name:18}{seed:3} clashes {len(found):2}/{ears.strong_beats(form)} (<= 2 %)"
        f"  foreign {ears.foreign_on_strong(form, page):.2f} (<= 0.1)  parallels {ears.parallels(page):.3f} (<= 0.03)"
        f"  return {ears.likeness_of_return(form, page):.2f} (>= 0.7)  range {span} (<= 19)"
        f"  steps {steps:.2f} (>= 0.4), thirds {thirds:.2f} (>= 0.7)"
        f"  spread {ears.register_spread(page)} (18..44)  notes/s {notes.min():.1f}..{notes.max():.1f}"
        f"  {' '.join(s.role for s in form.sections)}  {sorted({(a, b) for _, a, b in found})}"
    )


def sound_line(name: str, seconds: float, seed: int) -> str:
    piece = compose(ears.story_feeling(name, seconds), seconds, seed=seed)
    deviation, largest = ears.human_timing(piece)
    rings, end = ears.tail(piece)
    return (
        f"{name:18}{seed:3} range {ears.loudness_range(piece.samples):4.1f} LU (>= 6)"
        f"  peak {ears.peak_db(piece.samples):5.2f} dBTP (< -1)"
        f"  before turns {ears.silence_before_turns(piece):5.1f} dB (>= 12)"
        f"  tail {rings:.1f} s (>= 1.5) end {end:.0f} dB (< -60)  tilt {ears.tilt(piece.samples):.1f} dB/oct (-9..-4)"
        f"  timing {deviation:.1f}/{largest:.0f} ms (5..20)  click {ears.worst_click(piece):.1f} (<= 3)"
        f"  DC {ears.offset(piece.samples):.0e}  under 60 Hz {ears.bass_share(piece.samples):.2f}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--page", action="store_true")
    wanted = options.parse_args()
    for name in ears.STORIES:
        for seed in range(1, wanted.seeds + 1):
            print(page_line(name, wanted.seconds, seed), flush=True)
    if not wanted.page:
        np.seterr(all="raise", under="ignore")
        for name in ears.STORIES:
            print(sound_line(name, wanted.seconds, 7), flush=True)


if __name__ == "__main__":
    main()
