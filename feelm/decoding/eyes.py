"""The eyes check: alpha waves rise when the eyes close, in nearly everybody; where they do not, something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.decoding.clips import Clip
from feelm.decoding.features import BANDS_HZ, measure, starts_of
from feelm.decoding.gate import EyesCheck
from feelm.recording.recording import Quality, Recording

_ALPHA = BANDS_HZ.index((8.0, 13.0))
_BACK = ("O", "PO", "P", "TP", "CP")


def check_eyes(
    recording: Recording, quality: Quality, clips: Sequence[Clip], picked: Sequence[int]
) -> EyesCheck | None:
    """Compare alpha power with closed and open eyes at the back of the head (everywhere, where no electrode is there).

    Args:
        recording: the session.
        quality: windows of weight 0 are passed over.
        clips: those of kind "open" and "closed" count.
        picked: indices of the EEG channels.

    Returns:
        The check, None where one of the two minutes was not recorded or has no usable window.
    """
    from feelm.decoding.calibration import weights_at

    names = [recording.channels[index].name for index in picked]
    back = [i for i, name in enumerate(names) if name.rstrip("z0123456789").upper() in _BACK]
    columns = back or list(range(len(names)))
    samples, rate, powers = recording.samples[list(picked)], recording.sample_rate_hz, {}
    for kind in ("open", "closed"):
        found = []
        for clip in clips:
            if clip.kind == kind:
                first = round(clip.start_s * rate)
                starts = first + starts_of(round(clip.end_s * rate) - first, rate, 2.0)
                windows = measure(samples, rate, starts)
                trusted = windows.usable & (weights_at(quality, windows.times_s) > 0.0)
                found.append(windows.log_power[trusted][:, _ALPHA][:, columns].mean(axis=1))
        powers[kind] = np.concatenate(found) if found else np.empty(0)
    opened, closed = powers["open"], powers["closed"]
    if min(len(opened), len(closed)) < 3:
        return None
    difference = float(closed.mean() - opened.mean())
    error = float(np.sqrt(closed.var(ddof=1) / len(closed) + opened.var(ddof=1) / len(opened)))
    return EyesCheck(float(np.exp(difference)), difference / max(error, 1e-9))
