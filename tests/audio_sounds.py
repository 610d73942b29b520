"""Sounds whose truth is known because they are made here, and files of every kind written with PyAV."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CODECS = {"wav": "pcm_s16le", "flac": "flac", "ogg": "libopus", "mp3": "libmp3lame", "m4a": "aac"}


def clicks(times_s: Floats, duration_s: float, rate: int = 22_050, strong: Floats | None = None) -> Floats:
    """Short noise-free clicks (a decaying 1.5 kHz tone) at ``times_s``; ``strong`` gives each its size."""
    out = np.zeros(round(duration_s * rate))
    t = np.arange(round(0.03 * rate)) / rate
    shape = np.sin(2 * np.pi * 1500 * t) * np.exp(-t / 0.006)
    for i, at in enumerate(times_s):
        start = round(at * rate)
        part = out[start : start + len(shape)]
        part += shape[: len(part)] * (0.6 if strong is None else strong[i])
    return out


def kick(rate: int) -> Floats:
    t = np.arange(round(0.25 * rate)) / rate
    return 0.8 * np.sin(2 * np.pi * (55 * t + 25 * 0.03 * (1 - np.exp(-t / 0.03)))) * np.exp(-t / 0.09)


def snare(rate: int) -> Floats:
    t = np.arange(round(0.2 * rate)) / rate
    noise = np.random.default_rng(1).normal(size=len(t))
    return (0.25 * noise * np.exp(-t / 0.05) + 0.35 * np.sin(2 * np.pi * 210 * t) * np.exp(-t / 0.04)) * 0.9


def hat(rate: int) -> Floats:
    t = np.arange(round(0.06 * rate)) / rate
    noise = np.diff(np.random.default_rng(2).normal(size=len(t) + 2), n=2)
    return 0.05 * noise * np.exp(-t / 0.015)


def tone(midi: float, length_s: float, rate: int, size: float = 0.2) -> Floats:
    """A plucked note with six partials and a soft end."""
    t = np.arange(round(length_s * rate)) / rate
    hz = 440.0 * 2 ** ((midi - 69) / 12)
    wave = sum(np.sin(2 * np.pi * hz * k * t) / k**1.5 for k in range(1, 7) if hz * k < rate / 2)
    fade = np.minimum(1.0, (length_s - t) / 0.02) * np.minimum(1.0, t / 0.004)
    return np.asarray(size * wave * np.exp(-t / (0.8 * length_s)) * fade)


def place(out: Floats, sound: Floats, at_s: float, rate: int) -> None:
    start = round(at_s * rate)
    part = out[start : start + len(sound)]
    part += sound[: len(part)]


def band(
    bpm: float, meter: int, bars: int, rate: int = 22_050, start_s: float = 0.4
) -> tuple[Floats, Floats, Floats]:
    """Drums, bass and chords: (samples, beats, downbeats). Kick on one, snare on the others, hats between."""
    beat = 60.0 / bpm
    count = bars * meter
    beats = start_s + beat * np.arange(count)
    out = np.zeros(round((beats[-1] + beat + 0.5) * rate))
    progression = [(48, 52, 55), (45, 48, 52), (41, 45, 48), (43, 47, 50)]
    for i, at in enumerate(beats):
        chord = progression[(i // meter) % 4]
        place(
            out,
            kick(rate) if i % meter in (0, 2) and (meter == 4 or i % meter == 0) else snare(rate),
            at,
            rate,
        )
        place(out, hat(rate), at, rate)
        place(out, hat(rate), at + beat / 2, rate)
        if i % meter == 0:
            place(out, tone(chord[0] - 12, beat * meter, rate, 0.25), at, rate)
            for note in chord:
                place(out, tone(note + 12, beat * meter, rate, 0.1), at, rate)
    return out, beats, beats[::meter]


def write_sound(
    path: Path, samples: Floats, rate: int = 22_050, codec: str | None = None, video: bool = False
) -> Path:
    """Write mono or (n, channels) samples; ``video`` adds a picture track before the sound."""
    data = np.atleast_2d(samples.T if samples.ndim == 2 else samples)
    codec = codec or CODECS[path.suffix[1:]]
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(data)]
    with av.open(str(path), "w") as container:
        if video:
            pictures = container.add_stream("libx264", rate=24)
            pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        stream = container.add_stream(codec, rate=rate, layout=layout)
        if video:
            for i in range(round(data.shape[1] / rate * 24)):
                frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), i % 255, np.uint8), format="rgb24")
                container.mux(pictures.encode(frame))
            container.mux(pictures.encode(None))
        pcm = np.ascontiguousarray((np.clip(data, -1, 1) * 32767).astype(np.int16).T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        convert = av.AudioResampler(
            format=stream.format, layout=layout, rate=rate, frame_size=stream.frame_size or 0
        )
        for part in [*convert.resample(frame), *convert.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def f_measure(truth: Floats, found: Floats, reach_s: float) -> float:
    """Share of beats that agree within ``reach_s`` (harmonic mean of precision and recall), one to one."""
    if not len(truth) or not len(found):
        return 0.0
    free = list(found)
    hits = 0
    for at in truth:
        near = min(free, key=lambda f: abs(f - at), default=np.inf)
        if abs(near - at) <= reach_s:
            hits += 1
            free.remove(near)
    return 2 * hits / (len(truth) + len(found))
