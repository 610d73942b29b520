"""Beats and downbeats against known truth, and against librosa in the same run.

    python -m benchmarks.audio_beats [FOLDER] [--no-librosa]

FOLDER (default: ../shared/data/beats) holds pairs NAME.flac and NAME.json with "beats" and "downbeats" in
seconds. mir_eval's measures with the first five seconds trimmed; F at ±70 ms and at one film frame
(±41.7 ms), CMLt and AMLt, median lateness of matched beats, F of downbeats where they are known.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import mir_eval
import numpy as np
from numpy.typing import NDArray

from feelm.audio import hear

Floats = NDArray[np.float64]
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "beats"
COLUMNS = ("F70", "F41.7", "CMLt", "AMLt", "late ms")


def measures(truth: Floats, found: Floats) -> Floats:
    """The five columns of one piece."""
    reference, estimate = mir_eval.beat.trim_beats(truth), mir_eval.beat.trim_beats(found)
    near = reference[np.abs(estimate[:, None] - reference).argmin(axis=1)]
    error = (estimate - near)[np.abs(estimate - near) < 0.07]
    continuity = mir_eval.beat.continuity(reference, estimate)
    return np.array(
        [
            mir_eval.beat.f_measure(reference, estimate),
            mir_eval.beat.f_measure(reference, estimate, f_measure_threshold=1 / 24),
            continuity[1],
            continuity[3],
            1000 * np.median(error) if len(error) else np.nan,
        ]
    )


def librosa_beats(path: Path) -> Floats:
    """The usual call of the usual library, as its manual shows it."""
    import librosa

    samples, rate = librosa.load(path)
    return np.asarray(librosa.beat.beat_track(y=samples, sr=rate, units="time")[1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--no-librosa", action="store_true")
    wanted = parser.parse_args()
    ours, theirs, bars = [], [], []
    print(
        f"{'piece':<42}{'true':>6}{'heard':>7}"
        + "".join(f"{c:>9}" for c in COLUMNS)
        + f"{'bars F':>8}{'librosa':>9}"
    )
    started = time.perf_counter()
    for path in sorted(wanted.folder.glob("*.json")):
        truth = json.loads(path.read_text())
        hearing = hear(path.with_suffix(".flac"))
        ours.append(measures(np.array(truth["beats"]), hearing.beats_s))
        line = f"{path.stem:<42}{60 / np.median(np.diff(truth['beats'])):>6.0f}{hearing.tempo_bpm:>7.1f}"
        line += "".join(f"{v:>9.3f}" for v in ours[-1][:4]) + f"{ours[-1][4]:>+9.1f}"
        if truth["downbeats"]:
            known = mir_eval.beat.trim_beats(np.array(truth["downbeats"]))
            bars.append(mir_eval.beat.f_measure(known, mir_eval.beat.trim_beats(hearing.downbeats_s)))
        line += f"{bars[-1]:>8.2f}" if truth["downbeats"] else f"{'':>8}"
        if not wanted.no_librosa:
            theirs.append(measures(np.array(truth["beats"]), librosa_beats(path.with_suffix(".flac"))))
            line += f"{theirs[-1][0]:>9.3f}"
        print(line, flush=True)
    print(f"\n{len(ours)} pieces, {time.perf_counter() - started:.0f} s")
    print(
        f"{'feelm':<10}"
        + "".join(f"{c} {v:+.3f}  " for c, v in zip(COLUMNS, np.nanmean(ours, axis=0), strict=True))
    )
    print(f"{'':<10}downbeat F {np.mean(bars):.3f} over {len(bars)} pieces")
    if theirs:
        mean = np.nanmean(theirs, axis=0)
        print(f"{'librosa':<10}" + "".join(f"{c} {v:+.3f}  " for c, v in zip(COLUMNS, mean, strict=True)))
        gain = np.nanmean(ours, axis=0) - mean
        print(f"difference F70 {gain[0]:+.3f}, F41.7 {gain[1]:+.3f}")
        ratio = np.nanmean(ours, axis=0) / mean
        print(f"ratio      F70 {ratio[0]:.2f}x, F41.7 {ratio[1]:.2f}x")


if __name__ == "__main__":
    main()
