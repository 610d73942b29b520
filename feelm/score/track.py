"""The feeling as a score stores it: thinned and rounded, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling, Stream
from feelm.score.model import FeelingTrack, Moment, Score

Floats = NDArray[np.float64]
WIDE_SD = 0.6


def track_of(feeling: Feeling, every_s: float = 1.0) -> FeelingTrack:
    """Return the fused curve and its streams as moments about ``every_s`` seconds apart, to three decimals."""
    ends = feeling.times_s[[0, -1]]
    return FeelingTrack(
        fused=_moments(feeling, ends, every_s),
        streams={
            stream.name: _moments(stream, stream.times_s[[0, -1]], every_s)
            for stream in feeling.streams
            if len(stream.times_s)
        },
        weights={
            stream.name: (round(float(weight[:, 0].mean()), 3), round(float(weight[:, 1].mean()), 3))
            for stream, weight in zip(feeling.streams, feeling.weights, strict=False)
        },
    )


def _moments(curve: Feeling | Stream, ends: Floats, every_s: float) -> list[Moment]:
    if np.median(np.diff(curve.times_s)) < every_s if len(curve.times_s) > 1 else False:
        count = max(2, round(float(ends[1] - ends[0]) / every_s) + 1)
        times_s = np.linspace(ends[0], ends[1], count)
    else:
        times_s = curve.times_s
    columns = (curve.valence, curve.arousal, curve.valence_sd, curve.arousal_sd)
    values = [np.round(np.interp(times_s, curve.times_s, column), 3).tolist() for column in columns]
    rounded = np.round(times_s, 3).tolist()
    return [
        Moment(t=t, valence=v, arousal=a, valence_sd=v_sd, arousal_sd=a_sd)
        for t, v, a, v_sd, a_sd in zip(rounded, *values, strict=True)
    ]


def feeling_of(score: Score) -> Feeling:
    """Return the feeling that a score carries; neutral and wide where it carries none.

    Render from this, not from a fresh fusion: then ``render`` of a stored score gives the same film.
    """
    streams = tuple(
        Stream(name, *_columns(moments)) for name, moments in score.feeling.streams.items() if moments
    )
    fused = score.feeling.fused or [
        Moment(t=t, valence=0, arousal=0, valence_sd=WIDE_SD, arousal_sd=WIDE_SD)
        for t in (0.0, score.duration)
    ]
    return Feeling(*_columns(fused), streams=streams)


def _columns(moments: list[Moment]) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    table = [(m.t, m.valence, m.arousal, m.valence_sd, m.arousal_sd) for m in moments]
    t, valence, arousal, valence_sd, arousal_sd = np.array(table, dtype=np.float64).T
    return t, valence, arousal, valence_sd, arousal_sd
