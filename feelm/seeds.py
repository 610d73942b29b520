"""Every random number of a film, named by what it is for."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np


def generator(seed: int, *purpose: str | int) -> np.random.Generator:
    """Return the random generator of one purpose (shot, frame, thing…) of one film.

    The same seed and purpose give the same stream on every run; different purposes give independent
    streams, so adding one thing to a film never changes the chance of another.

    >>> float(generator(7, "s01", "sky").random()) == float(generator(7, "s01", "sky").random())
    True
    """
    words = "\x1f".join([str(seed), *(f"{type(p).__name__}:{p}" for p in purpose)])
    return np.random.default_rng(int.from_bytes(blake2b(words.encode(), digest_size=16).digest(), "big"))
