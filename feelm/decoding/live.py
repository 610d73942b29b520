"""Five readings a second from a stream: only what has come already, wide when nothing comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.features import WINDOW_S, Centre, centre_of, measure
from feelm.decoding.model import Axis, FeelingModel
from feelm.decoding.reading import RESTING_SD, WIDE_SD, observations, pick_channels
from feelm.decoding.smoothing import Tracker
from feelm.recording.recording import Recording

Floats = NDArray[np.float64]

STEP_S = 0.2
LARGEST_UV = 400.0
"""Beyond this from top to bottom of two seconds it is movement."""
_CENTRE_S = 30.0
_CENTRE_HOP_S = 0.5


@dataclass(frozen=True)
class Moment:
    """One live reading: seconds of the stream, valence and arousal with standard deviations, whether the last window
    could be used, and seconds of work that it took.
    """

    time_s: float
    valence: float
    arousal: float
    valence_sd: float
    arousal_sd: float
    usable: bool
    work_s: float


def follow(
    pieces: Iterable[Recording],
    model: FeelingModel,
    *,
    same_session: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Moment]:
    """Read a stream as it comes, one moment for each piece.

    Args:
        pieces: of 0.2 s, as ``live_recording(…, piece_s=0.2)`` gives them; NaN where samples were lost.
        model: the person's model.
        same_session: the electrodes sit as in the calibration. Otherwise the first 30 s are only listened to, to find
            the middle of this session, and what comes out is wide until then.
        clock: seconds, for ``work_s``.

    Raises:
        InputError: the stream lacks channels of the model, or is too slow.
    """
    centre: Centre | None = model.centre if same_session else None
    axes = (model.valence, model.arousal)
    trackers = [Tracker(axis.mean if axis.r > 0 else 0.0, RESTING_SD) for axis in axes]
    held: Floats | None = None
    past: list[Floats] = []
    now_s = 0.0
    for piece in pieces:
        began = clock()
        samples, rate = pick_channels(piece, model), piece.sample_rate_hz
        size, now_s = round(WINDOW_S * rate), now_s + piece.duration_s
        held = samples if held is None else np.concatenate([held, samples], axis=1)
        held = held[:, -size:]
        usable = is_usable(held, size)
        if centre is None and usable:
            centre = _learnt(past, held, rate)
        readings = None
        if usable and centre is not None:
            windows = measure(held, rate, np.zeros(1, dtype=np.intp))
            usable = bool(windows.usable[0])
            readings = model.read(windows, centre)[0, len(model.classes) :] if usable else None
        for tracker, axis, index in zip(trackers, axes, (0, 1), strict=True):
            _advance(
                tracker, axis, None if readings is None else readings[index], piece.duration_s, model.clip_s
            )
        values = [_told(tracker, axis) for tracker, axis in zip(trackers, axes, strict=True)]
        (valence, valence_sd), (arousal, arousal_sd) = values
        yield Moment(now_s, valence, arousal, valence_sd, arousal_sd, usable, clock() - began)


def is_usable(window: Floats, size: int) -> bool:
    """Whether a window is full, without holes, and free of movement."""
    if window.shape[1] < size or not np.isfinite(window).all():
        return False
    return bool((np.ptp(window, axis=1) < LARGEST_UV).all())


def _learnt(past: list[Floats], held: Floats, rate_hz: float) -> Centre | None:
    """The middle of the session, once enough of it was heard."""
    past.append(held.copy())
    step = round(_CENTRE_HOP_S / STEP_S)
    if len(past) < _CENTRE_S / STEP_S:
        return None
    chosen = np.concatenate(past[::step], axis=1)
    starts = np.arange(len(past[::step]), dtype=np.intp) * held.shape[1]
    past.clear()
    windows = measure(chosen, rate_hz, starts)
    return centre_of(windows) if windows.usable.any() else None


def _advance(tracker: Tracker, axis: Axis, raw: float | None, step_s: float, clip_s: float) -> None:
    tracker.step(step_s)
    if raw is None or axis.r <= 0.0:
        return
    seen, sd = observations(axis, np.array([raw]), np.ones(1), step_s, clip_s)
    tracker.see(float(seen[0]), float(sd[0]))


def _told(tracker: Tracker, axis: Axis) -> tuple[float, float]:
    """Value and standard deviation; neutral and wide where the gate is closed."""
    if axis.r <= 0.0:
        return 0.0, WIDE_SD
    return float(np.clip(tracker.value, -1.0, 1.0)), float(np.sqrt(tracker.variance))
