"""``compare_recordings``: is one a copy of the other, and did the electrodes change between them?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from feelm.recording.recording import Floats, Recording
from feelm.recording.stretches import band
from feelm.recording.units import spread_within_a_second

_PIECE_S = 2.0
_SAME = 0.98
LOUDER = 3.0
"""A channel whose size changed by this factor against the other channels is another contact, not another mind."""


@dataclass(frozen=True)
class Comparison:
    """What two recordings have in common.

    ``copied``: stretches (start in a, end in a, start in b), in seconds, that hold the same signal. ``louder``:
    channel → its size in b over that in a, in 1-45 Hz. ``changed``: channels whose contact changed. ``notes``: the
    same in plain sentences.
    """

    copied: tuple[tuple[float, float, float], ...]
    louder: dict[str, float]
    changed: tuple[str, ...]
    notes: tuple[str, ...]


def compare_recordings(a: Recording, b: Recording) -> Comparison:
    """Find stretches that both recordings share, and electrodes that changed between them.

    A stretch is a copy where the steps from sample to sample agree in every shared channel (correlation above 0.98
    in 2 s pieces, so a few changed bytes hide nothing). An electrode changed where its size grew or shrank by more
    than three against the middle of the channels.
    """
    names = [channel.name for channel in a.channels if channel.kind == "eeg"]
    there = {channel.name for channel in b.channels if channel.kind == "eeg"}
    shared = [name for name in names if name in there]
    notes = []
    if missing := sorted((set(names) | there) - set(shared)):
        notes.append(f"only one of them has {', '.join(missing[:12])}")
    if not shared:
        return Comparison((), {}, (), (*notes, "they share no brain channel"))
    rows_a, rows_b = _rows(a, shared), _rows(b, shared)
    copied: tuple[tuple[float, float, float], ...] = ()
    if abs(a.sample_rate_hz / b.sample_rate_hz - 1.0) < 1e-3:
        copied = _copies(rows_a, rows_b, a.sample_rate_hz)
    else:
        notes.append(f"their rates differ: {a.sample_rate_hz:g} and {b.sample_rate_hz:g} Hz")
    notes += [
        f"{b.source} from {start_b:.4g} s holds the same signal as {a.source} at {start:.4g}-{end:.4g} s; "
        "together they count as one"
        for start, end, start_b in copied
    ]
    louder, changed, said = _electrodes(rows_a, rows_b, a, b, shared)
    return Comparison(copied, louder, changed, (*notes, *said))


def _rows(recording: Recording, names: list[str]) -> Floats:
    where = {channel.name: index for index, channel in enumerate(recording.channels)}
    return recording.samples[[where[name] for name in names]]


def _copies(a: Floats, b: Floats, rate_hz: float) -> tuple[tuple[float, float, float], ...]:
    """Shared stretches at the one shift that fits best, joined where pieces follow each other."""
    from scipy.signal import fftconvolve

    steps_a, steps_b = _steps(a), _steps(b)
    together = np.zeros(steps_a.shape[1] + steps_b.shape[1] - 1)
    for one, other in zip(steps_a[:8], steps_b[:8], strict=True):
        together += fftconvolve(one, other[::-1])
    shift = int(np.argmax(together)) - (steps_b.shape[1] - 1)  # a[n + shift] is b[n]
    start = max(shift, 0)
    length = min(steps_a.shape[1] - start, steps_b.shape[1] - (start - shift))
    piece = int(_PIECE_S * rate_hz)
    same = [
        _agree(steps_a[:, at : at + piece], steps_b[:, at - shift : at - shift + piece])
        for at in range(start, start + length - piece + 1, piece)
    ]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.array(same, dtype=np.int8), [0]])))
    return tuple(
        (
            float((start + i * piece) / rate_hz),
            float((start + j * piece) / rate_hz),
            float((start - shift + i * piece) / rate_hz),
        )
        for i, j in zip(edges[::2], edges[1::2], strict=True)
    )


def _steps(rows: Floats) -> Floats:
    """Steps from sample to sample in units of each channel's own usual step, limited so that no jump rules."""
    steps = np.nan_to_num(np.diff(rows, axis=1))
    usual = np.median(np.abs(steps), axis=1, keepdims=True)
    return np.clip(steps / np.maximum(usual, 1e-9), -10.0, 10.0)


def _agree(a: Floats, b: Floats) -> bool:
    alive = (np.std(a, axis=1) > 0) & (np.std(b, axis=1) > 0)
    if alive.sum() < max(1, len(a) // 2):
        return False
    return all(
        float(np.corrcoef(one, other)[0, 1]) > _SAME for one, other in zip(a[alive], b[alive], strict=True)
    )


def _electrodes(
    rows_a: Floats, rows_b: Floats, a: Recording, b: Recording, names: list[str]
) -> tuple[dict[str, float], tuple[str, ...], list[str]]:
    size_a = spread_within_a_second(band(rows_a, a.sample_rate_hz, 1.0, 45.0), a.sample_rate_hz)
    size_b = spread_within_a_second(band(rows_b, b.sample_rate_hz, 1.0, 45.0), b.sample_rate_hz)
    ratios = np.log(np.maximum(np.nan_to_num(size_b), 1e-3) / np.maximum(np.nan_to_num(size_a), 1e-3))
    middle = float(np.median(ratios)) if len(ratios) > 2 else 0.0
    changed = tuple(
        name for name, ratio in zip(names, ratios, strict=True) if abs(ratio - middle) > np.log(LOUDER)
    )
    louder = {name: float(np.exp(ratio)) for name, ratio in zip(names, ratios, strict=True)}
    notes = [
        f"{name} is {louder[name]:.2g} times as large in {b.source} as in {a.source}: its contact changed, "
        "so what differs between the two may be the electrode"
        for name in changed
    ]
    if abs(middle) > np.log(LOUDER):
        notes.append(
            f"all of {b.source} is {np.exp(middle):.2g} times as large as {a.source}: check the units"
        )
    return louder, changed, notes
