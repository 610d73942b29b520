"""The sound of the film: the music cut to the film's length, sample-exact, with its ends faded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


def fit_sound(blocks: Iterable[Samples], sample_count: int, *, fade_out_samples: int) -> Iterator[Samples]:
    """Blocks (n, 2) cut or filled with silence to exactly ``sample_count`` samples, the last ones faded out.

    The fade is a raised cosine and touches nothing before it.
    """
    position = 0
    for block in blocks:
        if position >= sample_count:
            break
        part = block[: sample_count - position]
        yield _faded(part, position, sample_count, fade_out_samples)
        position += part.shape[0]
    while position < sample_count:
        length = min(48_000, sample_count - position)
        yield np.zeros((length, 2), np.float32)
        position += length


def _faded(block: Samples, position: int, total: int, fade: int) -> Samples:
    begin = total - fade
    if fade <= 0 or position + block.shape[0] <= begin:
        return block
    index = np.arange(position, position + block.shape[0])
    gain = 0.5 + 0.5 * np.cos(np.pi * np.clip((index - begin) / fade, 0, 1))
    return (block * gain[:, None]).astype(np.float32)
