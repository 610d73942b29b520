"""Calibration sessions whose truth is known, for tests of decoding."""

from __future__ import annotations

import numpy as np

from feelm.decoding.clips import Clip
from feelm.recording.recording import Channel, Quality, Recording

RATE = 128
NAMES = ("Fp1", "C3", "C4", "O1")
PLACES = ((-0.03, 0.08, 0.0), (-0.06, 0.0, 0.06), (0.06, 0.0, 0.06), (-0.03, -0.08, 0.0))


def a_session(
    effect: float = 0.8,
    *,
    count: int = 20,
    clip_s: float = 8.0,
    seed: int = 1,
    closed_alpha: float = 1.5,
    blocked: bool = False,
    drift: float = 0.0,
) -> tuple[Recording, Quality, tuple[Clip, ...]]:
    """Noise with a 20 Hz rhythm at C3 and C4 that grows with valence by ``effect``; 12 s each of eyes open and closed.

    ``blocked`` sorts the clips by valence; ``drift`` lets the rhythm grow over the session whatever is felt.
    """
    chance = np.random.default_rng(seed)
    lead, gap = 24.0, 2.0
    size = int((lead + count * (clip_s + gap)) * RATE)
    samples = chance.normal(size=(4, size)) + 0.03 * np.cumsum(chance.normal(size=(4, size)), axis=1)
    samples -= samples.mean(axis=1, keepdims=True)
    t = np.arange(size) / RATE
    samples[3, 12 * RATE : 24 * RATE] += closed_alpha * np.sin(2 * np.pi * 10 * t[12 * RATE : 24 * RATE])
    valence = np.linspace(-0.9, 0.9, count) if blocked else chance.permutation(np.linspace(-0.9, 0.9, count))
    arousal = chance.permutation(valence)
    clips = [Clip(0.0, 12.0, kind="open"), Clip(12.0, 24.0, kind="closed")]
    for index in range(count):
        start = lead + index * (clip_s + gap)
        clips.append(Clip(start, start + clip_s, None, float(valence[index]), float(arousal[index])))
        part = slice(int(start * RATE), int((start + clip_s) * RATE))
        level = 1.0 + effect * valence[index] + drift * (2 * index / count - 1)
        samples[1:3, part] += level * np.sin(2 * np.pi * 20 * t[part])
    channels = tuple(Channel(name, "eeg", place=place) for name, place in zip(NAMES, PLACES, strict=True))
    recording = Recording("session.edf", float(RATE), channels, 10.0 * samples)
    return recording, believed(recording), tuple(clips)


def believed(recording: Recording) -> Quality:
    """Every window of a recording counts."""
    windows = int(recording.duration_s // 2)
    return Quality(2.0, np.ones((len(recording.channels), windows), dtype=bool), np.ones(windows))


def a_recall(levels: tuple[float, ...], each_s: float = 20.0, seed: int = 9) -> Recording:
    """A recall that holds one valence after another, made like the clips of ``a_session``."""
    chance = np.random.default_rng(seed)
    size = int(len(levels) * each_s * RATE)
    samples = chance.normal(size=(4, size)) + 0.03 * np.cumsum(chance.normal(size=(4, size)), axis=1)
    t = np.arange(size) / RATE
    level = 1.0 + 0.8 * np.repeat(levels, int(each_s * RATE))
    samples[1:3] += level * np.sin(2 * np.pi * 20 * t)
    channels = tuple(Channel(name, "eeg", place=place) for name, place in zip(NAMES, PLACES, strict=True))
    return Recording("recall.edf", float(RATE), channels, 10.0 * samples)


def as_csv(recording: Recording) -> str:
    """The recording as a table with a time column."""
    head = "timestamp," + ",".join(channel.name for channel in recording.channels)
    rows = [
        f"{index / recording.sample_rate_hz:.6f}," + ",".join(f"{value:.3f}" for value in column)
        for index, column in enumerate(recording.samples.T)
    ]
    return "\n".join([head, *rows]) + "\n"
