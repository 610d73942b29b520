"""Sampling every curve of a 10-minute score at 24 fps with 60 expressions, against numexpr frame by frame.

numexpr, one call for each frame and expression, is how Deforum works out its schedules. Limit: 1/20 of its time.
The film has 100 shots and all 60 expressions are sampled over each of them, from their texts, as rendering does.
"""

from __future__ import annotations

import time

import numexpr
import numpy as np

from feelm.score import Sampler
from feelm.score.grammar import Node
from feelm.score.names import NAMES

DURATION_S, FPS, SHOTS = 600.0, 24.0, 100
COUNT = round(DURATION_S * FPS)
SHAPES = (
    "{a} + 0.05 * sin(2 * 3.14159 * t / {b})",
    "0.98 + {a} * abs(cos(3.14159 * t / {b})) ** 20",
    "where(t % {b} < {c}, {a}, -{a})",
    "{a} * exp(-{c} * (t % {b}) / 24) + 1",
    "({a} * sin(t / {b}) + {c} * cos(t / {b} * 2)) * (1 - kick) + kick",
    "1.0 + {a} * kick ** 2 + 0.01 * loudness * sin(t / {b})",
)
EXPRESSIONS = [
    SHAPES[i % len(SHAPES)].format(a=round(0.01 + 0.007 * i, 3), b=7 + 3 * i, c=1 + i % 5) for i in range(60)
]
OURS = [
    "1 + 0.1 * follow(kick, 0, 0.{0}s)", "spring(kick, {0}, 0.3)", "perlin({0}, 0.7)",
    "pulse(every({0} beats), 0, 1 beat)", "accumulate(loudness) * {0}", "ease(triangle({0} bars), 'cubic_in_out')",
]  # fmt: skip


def signals_of_film() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(1)
    t = np.arange(COUNT) / FPS
    film = {name: np.zeros(COUNT) for name in NAMES} | {"t": t, "f": t * FPS, "beat": 2 * t, "bar": t / 2}
    film |= {"beat_length": np.full(COUNT, 0.5), "bar_length": np.full(COUNT, 2.0)}
    return film | {"kick": chance.random(COUNT) ** 8, "loudness": chance.random(COUNT)}


def ours(texts: list[str], film: dict[str, np.ndarray]) -> tuple[float, np.ndarray]:
    """Seconds for all expressions over all shots, and the values, shape (expressions, frames)."""
    values = np.empty((len(texts), COUNT))
    began = time.perf_counter()
    trees: dict[str, Node] = {}
    for first in range(0, COUNT, COUNT // SHOTS):
        span = slice(first, first + COUNT // SHOTS)
        times = np.arange(COUNT // SHOTS) / FPS
        part = {name: signal[span] for name, signal in film.items()}
        sampler = Sampler(times_s=times, duration_s=len(times) / FPS, signals=part, trees=trees)
        for row, text in enumerate(texts):
            values[row, span] = sampler.values(text)
    return time.perf_counter() - began, values


def frame_by_frame(texts: list[str], film: dict[str, np.ndarray]) -> tuple[float, np.ndarray]:
    values = np.empty((len(texts), COUNT))
    rows = [
        {"t": t, "kick": k, "loudness": v}
        for t, k, v in zip(film["t"], film["kick"], film["loudness"], strict=True)
    ]
    began = time.perf_counter()
    for row, text in enumerate(texts):
        for frame, names in enumerate(rows):
            values[row, frame] = numexpr.evaluate(text, local_dict=names)
    return time.perf_counter() - began, values


def main() -> None:
    numexpr.set_num_threads(1)
    film = signals_of_film()
    ours_s, ours_values = ours(EXPRESSIONS, film)
    their_s, their_values = frame_by_frame(EXPRESSIONS, film)
    apart = float(np.abs(ours_values - their_values).max())
    remembering_s, _ = ours([text.format(1 + i // len(OURS)) for i, text in enumerate(OURS * 10)], film)
    print(
        f"60 expressions over {COUNT} frames in {SHOTS} shots: {ours_s:.3f} s, numexpr frame by frame {their_s:.2f} s"
    )
    print(f"largest difference of values {apart:.1e}")
    print(f"ratio {ours_s / their_s:.4f} (limit 0.05), {their_s / ours_s:.0f} times faster")
    print(f"60 expressions that remember, follow beats or draw noise: {remembering_s:.3f} s")


if __name__ == "__main__":
    main()
