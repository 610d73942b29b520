"""Picture against sound: on click tracks made here, the frame on which the film brightens against the click's.

Limits: never more than half a frame apart, no drift over 10 minutes. The whole way is used: file, hearing, score,
render, encode, decode.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import av
import numpy as np

from feelm.composer import write_flac
from feelm.render import render_score
from feelm.render.store import digest_file
from feelm.score import write_score
from feelm.score.model import Grade, Music, Paint, Score, Shot

RATE_HZ = 48_000
FPS = 24.0


def click_track(path: Path, times_s: np.ndarray, duration_s: float) -> None:
    samples = np.zeros((round(duration_s * RATE_HZ), 2), np.float32)
    length = int(0.03 * RATE_HZ)
    chance = np.random.default_rng(1)
    burst = chance.standard_normal(length) * np.exp(-np.arange(length) / (0.006 * RATE_HZ))
    for at in times_s:
        start = round(at * RATE_HZ)
        samples[start : start + length] += 0.5 * burst[:, None][: len(samples) - start]
    write_flac(path, np.clip(samples, -0.99, 0.99))


def film_of(folder: Path, music: Path, duration_s: float) -> Path:
    shots = [
        Shot(
            id="s01",
            start=0.0,
            end=duration_s,
            paint=Paint(painter="plain"),
            grade=Grade(exposure="-2 + 2 * onset", vignette=0),
        )
    ]
    score = Score(
        size=(64, 36), fps=FPS, duration=duration_s, fade_in=0, fade_out=0, shots=shots,
        music=Music(file=music.name, digest=digest_file(music)),
    )  # fmt: skip
    write_score(score, folder / "s.score.yaml")
    return render_score(folder / "s.score.yaml", folder / "s.mp4")


def accents(film: Path) -> np.ndarray:
    """Seconds of the frames on which the picture suddenly brightens."""
    levels, times = [], []
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            levels.append(float(frame.to_ndarray(format="gray").mean()))
            times.append(float(frame.pts * frame.time_base))
    rise = np.diff(levels, prepend=levels[0])
    strong = rise > 0.35 * np.percentile(rise, 99.5)
    first = strong & ~np.concatenate([[False], strong[:-1]])
    return np.array(times)[first]


def measure(name: str, clicks_s: np.ndarray, duration_s: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FEELM_STORE"] = str(Path(folder) / "store")
        music = Path(folder) / "clicks.flac"
        click_track(music, clicks_s, duration_s)
        seen = accents(film_of(Path(folder), music, duration_s))
    nearest = seen[np.abs(seen[:, None] - clicks_s[None, :]).argmin(axis=0)]
    error_frames = (nearest - clicks_s) * FPS
    drift = np.polyfit(clicks_s, error_frames, 1)[0] * duration_s
    print(
        f"{name:22} {len(clicks_s)} clicks, {len(seen)} accents, worst {np.abs(error_frames).max():.2f} frames "
        f"(limit 0.5), drift {drift:+.3f} frames over {duration_s:.0f} s"
    )


def main() -> None:
    chance = np.random.default_rng(3)
    measure("120 bpm, 1 minute", np.arange(0.5, 59, 0.5), 60.0)
    measure("97.3 bpm, 10 minutes", np.arange(0.7, 599, 60 / 97.3), 600.0)
    measure("irregular, 1 minute", np.cumsum(chance.uniform(0.35, 0.9, 90))[:80], 60.0)


if __name__ == "__main__":
    main()
