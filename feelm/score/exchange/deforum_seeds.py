"""The seed of every frame of a Deforum film, as its ``seed_behavior`` moves it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_settings import Settings
from feelm.seeds import generator

Integers = NDArray[np.int64]

BEHAVIOURS = ("iter", "fixed", "random", "ladder", "alternate", "schedule")


def behaviour_of(settings: Settings) -> str:
    """The way the seed moves; Deforum takes every word that it does not know for ``random``."""
    asked = settings.word("seed_behavior").lower() or "iter"
    if settings.on("use_looper") or settings.parseq is not None:
        return "schedule"  # guided images and Parseq bring their own seeds
    return asked if asked in BEHAVIOURS else "random"


def seeds_of(settings: Settings) -> Integers:
    """The seed at every frame, int64, shape (frames,): it moves once for every frame that is painted anew.

    What Deforum leaves to chance (``random``, −1 in a schedule) is drawn from named generators of the file's seed.
    """
    painted = np.arange(settings.frames, dtype=np.int64) // settings.cadence
    start = settings.seed
    match behaviour_of(settings):
        case "iter":
            every = int(settings.number("seed_iter_N", 1, 1, 10**6))
            return start + -(-painted // every)
        case "fixed":
            return np.full(settings.frames, start, dtype=np.int64)
        case "ladder":
            return start + painted // 2 + 2 * (painted % 2)
        case "alternate":
            return start + painted % 2
        case "schedule":
            return _scheduled(settings, painted)
        case _:
            drawn = _drawn(settings, int(painted[-1]) + 1)
            drawn[0] = start
            return drawn[painted]


def _scheduled(settings: Settings, painted: Integers) -> Integers:
    """Whole parts of the seed schedule at the frames that are painted; −1 asks for chance."""
    values = np.trunc(np.clip(settings.values("seed_schedule"), -1.0, 2.0**53)).astype(np.int64)
    held = values[painted * settings.cadence]
    return np.where(held < 0, _drawn(settings, int(painted[-1]) + 1)[painted], held)


def _drawn(settings: Settings, count: int) -> Integers:
    chance = generator(settings.seed, "deforum seed of each painting")
    return chance.integers(0, 2**32, size=count, dtype=np.int64)


def seed_words(settings: Settings, frame_name: str) -> str | None:
    """The seeds as an expression of the score, where one says them exactly."""
    cadence, start = settings.cadence, settings.seed
    painted = f"round({frame_name})" if cadence == 1 else f"floor(round({frame_name}) / {cadence})"
    match behaviour_of(settings):
        case "iter":
            every = int(settings.number("seed_iter_N", 1, 1, 10**6))
            return f"{start} + {painted if every == 1 else f'ceil({painted} / {every})'}"
        case "ladder":
            return f"{start} + floor({painted} / 2) + 2 * ({painted} % 2)"
        case "alternate":
            return f"{start} + {painted} % 2"
        case _:
            return None
