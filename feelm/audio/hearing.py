"""``Hearing``: everything feelm hears in a piece of music, as data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Section:
    """A part of the piece; ``label`` groups parts that sound alike ("A", "B", …), ``energy`` is 0..1."""

    start_s: float
    end_s: float
    label: str
    energy: float


@dataclass(frozen=True)
class Hearing:
    """What is heard in one piece. All times in seconds from the first sample, float64.

    ``envelopes`` are sampled at ``envelope_rate_hz``: value ``i`` belongs to ``i / envelope_rate_hz``;
    each of ``feelm.vocabulary.SIGNALS`` is there, 0..1, shape (n,).
    ``centroid_hz`` and ``loudness_db`` have 100 values a second. ``affect_*`` curves are sampled at
    ``affect_rate_hz``, valence and arousal in -1..1 with one standard deviation each.
    """

    source: str
    digest: str
    sample_rate_hz: int
    sample_count: int
    duration_s: float
    tempo_bpm: float
    beats_s: Floats
    downbeats_s: Floats
    beats_per_bar: int
    sections: tuple[Section, ...]
    key: str
    mode: Literal["major", "minor"]
    key_clarity: float
    loudness_lufs: float
    envelope_rate_hz: float
    envelopes: Mapping[str, Floats]
    centroid_hz: Floats
    loudness_db: Floats
    affect_rate_hz: float
    valence: Floats
    arousal: Floats
    valence_sd: Floats
    arousal_sd: Floats
    hits_s: Mapping[str, Floats] = field(default_factory=dict)
    """Exact instants (s) at which an envelope is struck, by its name; its curve rises on the first value after each."""
    notes: tuple[str, ...] = ()
    """Plain sentences on what had to be stepped over (a file that ends early, damage)."""

    def per_frame(self, signal: str, first_frame: int, count: int, fps: float) -> Floats:
        """Return the envelope ``signal`` for ``count`` film frames: the maximum about each frame's instant.

        Frame ``n`` stands for ``n/fps`` and takes the largest value in ``[(n − ½)/fps, (n + ½)/fps)``: no hit falls
        between frames. A hit belongs to the frame nearest to its exact instant, also where the first value of the
        curve behind it already lies with the next frame: it is never seen more than half a frame away.
        """
        envelope = self.envelopes[signal]
        edges = (np.arange(first_frame, first_frame + count + 1) - 0.5) * (self.envelope_rate_hz / fps)
        bounds = np.clip(np.ceil(edges - 1e-9).astype(np.int64), 0, len(envelope))
        out = np.zeros(count, dtype=np.float64)
        for i in np.nonzero(bounds[1:] > bounds[:-1])[0]:
            out[i] = envelope[bounds[i] : bounds[i + 1]].max()
        hits = self.hits_s.get(signal, np.zeros(0))
        frames = np.floor(hits * fps + 0.5 + 1e-9).astype(np.int64) - first_frame
        for frame, hit in zip(frames, hits, strict=True):
            at = math.ceil(hit * self.envelope_rate_hz - 1e-9)
            if 0 <= frame < count and at < len(envelope):
                out[frame] = max(out[frame], float(envelope[at]))
        return out
