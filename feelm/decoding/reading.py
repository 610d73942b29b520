"""A recording and a model in; a stream of valence and arousal out, as wide as the calibration was weak."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Stream
from feelm.decoding.calibration import only, weights_at
from feelm.decoding.features import WINDOW_S, Centre, Windows, centre_of, measure, starts_of
from feelm.decoding.model import Axis, FeelingModel
from feelm.decoding.smoothing import smooth, stay_in_state
from feelm.errors import InputError
from feelm.language import say
from feelm.recording.recording import Quality, Recording

Floats = NDArray[np.float64]

WIDE_SD = 2.0
"""As wide as a curve file can say: nothing is known."""
RESTING_SD = 0.6
"""Spread of feelings about which nothing is known (as in fusion)."""
_CENTRE_WINDOWS = 240
_BLOCK = 256
_FEW_WINDOWS = 5


@dataclass(frozen=True, eq=False)
class Reading:
    """What a model says of a recording, at ``times_s``.

    ``stream`` is the evidence for fusion ("eeg": infinite standard deviation where nothing may be believed). The
    curve for people: ``valence``, ``arousal`` and their standard deviations, smoothed over time, ``WIDE_SD`` and
    neutral where the gate is closed. ``classes`` ``(n, k)`` probabilities; ``weight`` ``(n,)``: 0 where artefacts
    leave nothing. ``reasons``: why something is not believed.
    """

    times_s: Floats
    valence: Floats
    arousal: Floats
    valence_sd: Floats
    arousal_sd: Floats
    names: tuple[str, ...]
    classes: Floats
    weight: Floats
    reasons: tuple[str, ...]
    stream: Stream


def decode(
    recording: Recording, model: FeelingModel, quality: Quality | None = None, *, same_session: bool = False
) -> Stream:
    """The stream "eeg" for fusion: valence and arousal with the variance that the validated r allows.

    A reading of correlation r with the feeling has an error variance of (1/r² - 1) times that of the feeling; where
    the gate is closed, or artefacts leave nothing, the standard deviation is infinite and the stream weighs nothing.

    Args:
        recording: a recall, cleaned.
        model: the person's model.
        quality: which windows can be believed; None: found by ``feelm.recording.clean``.
        same_session: the electrodes have not been touched since the calibration, so the level of the whole recall
            counts too. Otherwise only changes within the recall are read.

    Raises:
        InputError: channels of the model are missing, or the recording is too short or too slow.
    """
    return read_feeling(recording, model, quality, same_session=same_session).stream


def read_feeling(
    recording: Recording, model: FeelingModel, quality: Quality | None = None, *, same_session: bool = False
) -> Reading:
    """As ``decode``, with the smoothed curve and the classes beside the stream."""
    if quality is None:
        from feelm.recording import clean

        recording, quality = clean(recording)
    samples = pick_channels(recording, model)
    rate, hop_s = recording.sample_rate_hz, _hop(recording.duration_s)
    starts = starts_of(samples.shape[1], rate, hop_s)
    if len(starts) == 0:
        raise InputError(
            say(
                f"the recording lasts {recording.duration_s:.1f} s",
                f"기록이 {recording.duration_s:.1f}초뿐입니다",
            ),
            where=recording.source,
            fix=say(f"record {WINDOW_S:g} s or more", f"{WINDOW_S:g}초 이상 기록하세요"),
        )
    times_s = starts / rate + WINDOW_S / 2.0
    weight = weights_at(quality, times_s)
    reasons = list(model.gate.reasons)
    dead = sorted(set(model.channels) & set(quality.dead))
    if dead:
        weight = np.zeros_like(weight)
        reasons.append(say(f"no signal from {', '.join(dead)}", f"{', '.join(dead)}에서 신호가 없습니다"))
    centre = model.centre if same_session else _own_centre(samples, rate, starts, weight)
    if centre is None:
        weight, centre = np.zeros_like(weight), model.centre
        if not dead:
            reasons.append(
                say("too little of the recording is free of artefacts", "잡음 없는 부분이 너무 적습니다")
            )
    readings, usable = _linear(samples, rate, starts, model, centre)
    return _assembled(model, times_s, readings, np.where(usable, weight, 0.0), hop_s, tuple(reasons))


def pick_channels(recording: Recording, model: FeelingModel) -> Floats:
    """The model's channels of a recording, in its order.

    Raises:
        InputError: some are missing.
    """
    at = {recording.channels[index].name.lower(): index for index in recording.of_kind("eeg")}
    missing = [name for name in model.channels if name.lower() not in at]
    if missing:
        names = ", ".join(missing[:6]) + ("…" if len(missing) > 6 else "")
        raise InputError(
            say(
                f"the model was made with {names}, which the recording does not have",
                f"모델은 {names} 채널로 만들었는데 이 기록에는 없습니다",
            ),
            where=recording.source,
            fix=say(
                "record with the same electrodes or calibrate again",
                "같은 전극으로 기록하거나 다시 보정하세요",
            ),
        )
    return recording.samples[[at[name.lower()] for name in model.channels]]


def observations(
    axis: Axis, raw: Floats, weight: Floats, hop_s: float, clip_s: float
) -> tuple[Floats, Floats]:
    """Readings of one axis as observations of the feeling, with standard deviations for a window each.

    A clip's mean reading has r with the rating, so it observes the feeling with spread·sqrt(1/r² - 1); a window is
    one of many in a clip and says that much less.
    """
    count = len(raw)
    if axis.r <= 0.0:
        return np.zeros(count), np.full(count, np.inf)
    value = axis.mean + raw * axis.spread / (axis.r * axis.predicted_spread)
    sd = axis.spread * np.sqrt(1.0 / axis.r**2 - 1.0) * np.sqrt(max(clip_s / hop_s, 1.0))
    with np.errstate(divide="ignore"):
        return value, np.maximum(sd, 0.05) / np.sqrt(weight)


def _assembled(
    model: FeelingModel,
    times_s: Floats,
    readings: Floats,
    weight: Floats,
    hop_s: float,
    reasons: tuple[str, ...],
) -> Reading:
    kinds = len(model.classes)
    curves, evidence = [], []
    for axis, raw in ((model.valence, readings[:, kinds]), (model.arousal, readings[:, kinds + 1])):
        seen, sds = observations(axis, raw, weight, hop_s, model.clip_s)
        evidence.append(over_clips(seen, sds, hop_s, model.clip_s))
        if np.isfinite(sds).any():
            value, sd = smooth(np.where(np.isfinite(sds), seen, 0.0), sds, hop_s, axis.mean, RESTING_SD)
            curves.append((np.clip(value, -1.0, 1.0), sd))
        else:
            curves.append((np.zeros(len(raw)), np.full(len(raw), WIDE_SD)))
    (valence, valence_sd), (arousal, arousal_sd) = curves
    stream = Stream("eeg", times_s, evidence[0][0], evidence[1][0], evidence[0][1], evidence[1][1])
    return Reading(
        times_s,
        valence,
        arousal,
        valence_sd,
        arousal_sd,
        model.classes,
        class_chances(model, readings[:, :kinds], weight, hop_s),
        weight,
        reasons,
        stream,
    )


def class_chances(
    model: FeelingModel, scores: Floats, weight: Floats, hop_s: float, look_ahead: bool = True
) -> Floats:
    """Class probabilities over time: sharpened as unseen clips allow, smoothed, pulled to the prior by the gate."""
    if not model.classes:
        return np.empty((len(scores), 0))
    share = hop_s / max(model.clip_s, hop_s)
    smoothed = stay_in_state(
        scores * model.sharpness * share * weight[:, None], model.prior, hop_s, look_ahead
    )
    return np.asarray(model.trust * smoothed + (1.0 - model.trust) * model.prior)


def over_clips(seen: Floats, sds: Floats, hop_s: float, clip_s: float) -> tuple[Floats, Floats]:
    """Observations averaged over the length of a clip, the unit that r was found on, by their precision."""
    width = max(1, round(clip_s / hop_s))
    box = np.ones(width)
    precision = np.where(np.isfinite(sds), 1.0 / np.maximum(sds, 1e-6) ** 2, 0.0)
    total = np.convolve(precision, box, "full")[(width - 1) // 2 :][: len(seen)]
    mean = np.convolve(precision * np.where(precision > 0, seen, 0.0), box, "full")[(width - 1) // 2 :][
        : len(seen)
    ]
    known = total > 1e-12
    safe = np.where(known, total, 1.0)
    value = np.where(known, np.clip(mean / safe, -1.0, 1.0), 0.0)
    return value, np.where(known, 1.0 / np.sqrt(safe), np.inf)


def _hop(duration_s: float) -> float:
    """A second between readings, two for recordings of more than an hour."""
    return 1.0 if duration_s <= 3600.0 else 2.0


def _own_centre(samples: Floats, rate_hz: float, starts: NDArray[np.intp], weight: Floats) -> Centre | None:
    """The middle of the recording's believable windows; None where there are too few."""
    good = np.flatnonzero(weight > 0.0)
    if len(good) < _FEW_WINDOWS:
        return None
    chosen = good[np.linspace(0, len(good) - 1, min(len(good), _CENTRE_WINDOWS)).round().astype(int)]
    windows = measure(samples, rate_hz, starts[chosen])
    if windows.usable.sum() < _FEW_WINDOWS:
        return None
    return centre_of(only(windows, windows.usable))


def _linear(
    samples: Floats, rate_hz: float, starts: NDArray[np.intp], model: FeelingModel, centre: Centre
) -> tuple[Floats, NDArray[np.bool_]]:
    """Linear readings of all windows, block by block, and which had a signal."""
    readings, usable = [], []
    for first in range(0, len(starts), _BLOCK):
        windows: Windows = measure(samples, rate_hz, starts[first : first + _BLOCK])
        readings.append(model.read(windows, centre))
        usable.append(windows.usable)
    return np.concatenate(readings), np.concatenate(usable)
