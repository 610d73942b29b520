"""Listen to composed music by numbers: python benchmarks/composer_listen.py [--seconds 60] [--seed 7] [--out FOLDER]

For every mood: speed, loudness, true peak, crest, spectral centroid, part of the sound that is in the key of its
section, offset of onsets from the written beats, likeness of the theme's return, largest sample step, dynamics.
Then the peak memory of a ten-minute piece against a one-minute piece, each in its own process.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from scipy.signal import stft

from feelm.affect.feeling import Feeling
from feelm.composer import Composition, compose, write_wav
from feelm.composer.character import MOODS
from feelm.composer.mastering import measure_loudness, true_peak
from feelm.composer.theory import MODES, PITCH_NAMES

RATE = 48_000
STORIES: dict[str, tuple[list[float], list[float]]] = {
    **{name: ([v], [a]) for name, (v, a) in MOODS.items()},
    "grief to joy": ([-0.7, -0.7, -0.6, 0.6, 0.7], [-0.5, -0.4, 0.0, 0.5, 0.2]),
    "calm to fear": ([0.5, 0.5, -0.5, -0.6, 0.2], [-0.6, -0.5, 0.3, 0.5, -0.3]),
}


def feeling(valence: list[float], arousal: list[float], seconds: float) -> Feeling:
    times = np.arange(0.0, seconds + 0.5, 0.5)
    at = np.linspace(0, seconds, len(valence))
    spread = np.full(len(times), 0.3)
    return Feeling(times, np.interp(times, at, valence), np.interp(times, at, arousal), spread, spread)


def in_key(piece: Composition) -> float:
    """Part of the power between 150 and 1000 Hz on the scale of its section, worst section."""
    worst = 1.0
    for part in piece.sections:
        cut = piece.samples[int(part.start_s * RATE) : int(part.end_s * RATE)].mean(axis=1)
        frequency, _, spectrum = stft(cut, RATE, nperseg=16384)
        band = (frequency > 150) & (frequency < 1000)
        classes = np.round(69 + 12 * np.log2(frequency[band] / 440)).astype(int) % 12
        power = (np.abs(spectrum[band]) ** 2).mean(axis=1)
        tonic = PITCH_NAMES.index(part.key)
        scale = {(tonic + s) % 12 for s in (*MODES[part.mode], 11)}
        worst = min(worst, float(power[np.isin(classes, list(scale))].sum() / power.sum()))
    return worst


def beat_offset(piece: Composition) -> tuple[float, float]:
    """Median and interquartile range (ms) of the strongest onset within 90 ms of each written downbeat."""
    _, _, spectrum = stft(piece.samples.mean(axis=1), RATE, nperseg=1024, noverlap=1024 - 240, boundary=None)
    flux = np.maximum(np.diff(np.log1p(200 * np.abs(spectrum)), axis=1), 0).sum(axis=0)
    times = (np.arange(len(flux)) * 240 + 632) / RATE
    found = []
    for beat in piece.downbeats_s[:-1]:
        near = np.abs(times - beat) < 0.09
        found.append(1000 * float(times[near][flux[near].argmax()] - beat))
    low, high = np.percentile(found, [25, 75])
    return float(np.median(found)), float(high - low)


def return_likeness(piece: Composition) -> float:
    """Best correlation of the melody's contour in the last section with that of the first theme (per half beat)."""
    metre = piece.beats_per_bar

    def contour(index: int) -> np.ndarray:
        part = piece.sections[index]
        first = sum(s.bars for s in piece.sections[:index]) * metre
        grid = first + np.arange(part.bars * metre * 2) / 2
        tune = [n for n in piece.notes if n.voice == "melody"]
        line = [
            next((n.pitch for n in tune if n.written_beat <= b < n.written_beat + n.written_beats), None)
            for b in grid
        ]
        known = [p for p in line if p is not None]
        return np.array([p if p is not None else np.mean(known) for p in line], dtype=np.float64)

    theme = next(k for k, s in enumerate(piece.sections) if s.theme == "A")
    a, b = contour(theme), contour(len(piece.sections) - 1)
    short, long = sorted((a, b), key=len)
    windows = [long[k : k + len(short)] for k in range(0, len(long) - len(short) + 1, 2 * metre)]
    return max(float(np.corrcoef(short, w)[0, 1]) for w in windows)


def report(name: str, piece: Composition, cpu_s: float) -> str:
    samples = piece.samples
    rms = float(np.sqrt((samples.astype(np.float64) ** 2).mean()))
    frequency, _, spectrum = stft(samples.mean(axis=1), RATE, nperseg=4096)
    size = np.abs(spectrum)
    centroid = float(((frequency[:, None] * size).sum(axis=0) / (size.sum(axis=0) + 1e-9)).mean())
    seconds = len(samples) // (3 * RATE)
    levels = 10 * np.log10((samples[: seconds * 3 * RATE].reshape(seconds, -1) ** 2).mean(axis=1) + 1e-9)
    offset, spread = beat_offset(piece)
    peak = 20 * np.log10(true_peak(samples))
    crest = 20 * np.log10(np.abs(samples).max() / rms)
    return (
        f"{name:14s} {piece.duration_s / cpu_s:5.1f}x  {piece.key + ' ' + piece.mode:12s} {piece.tempo_bpm:5.1f} bpm"
        f" {measure_loudness(samples):6.2f} LUFS {peak:6.2f} dBTP crest {crest:4.1f}  centroid {centroid:5.0f} Hz"
        f"  in key {in_key(piece):.3f}  beats {offset:+5.1f} ms (iqr {spread:4.1f})"
        f"  return {return_likeness(piece):.2f}  step {np.abs(np.diff(samples, axis=0)).max():.3f}"
        f"  levels {np.percentile(levels, 10):.1f}..{levels.max():.1f} dB"
    )


def peak_memory_mb(seconds: float) -> float:
    """Peak resident memory of composing and writing a piece, in a process of its own."""
    code = (
        "import resource, sys, tempfile; sys.path.insert(0, 'benchmarks'); from composer_listen import *\n"
        f"piece = compose(feeling([0.3], [0.2], {seconds}), {seconds}, seed=1)\n"
        "with tempfile.TemporaryDirectory() as folder: write_wav(Path(folder) / 'm.wav', piece.samples)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, default=None)
    options.add_argument("--memory", action="store_true")
    wanted = options.parse_args()
    for name, (valence, arousal) in STORIES.items():
        begin = time.process_time()
        piece = compose(feeling(valence, arousal, wanted.seconds), wanted.seconds, seed=wanted.seed)
        print(report(name, piece, time.process_time() - begin), flush=True)
        if wanted.out is not None:
            write_wav(wanted.out / f"{name.replace(' ', '_')}.wav", piece.samples)
    if wanted.memory:
        one, ten = peak_memory_mb(60.0), peak_memory_mb(600.0)
        print(f"peak memory: 1 minute {one:.0f} MB, 10 minutes {ten:.0f} MB, ratio {ten / one:.2f}")


if __name__ == "__main__":
    main()
