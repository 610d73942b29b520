"""``clean``: artefacts found, repaired where that is sound, and otherwise given no weight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from feelm.errors import InputError
from feelm.recording.artefacts import (
    at_the_rail,
    blinks,
    flat,
    jumps,
    missing,
    moved,
    muscle,
    windows_of,
)
from feelm.recording.recording import Channel, Flags, Floats, Quality, Recording
from feelm.recording.repairing import (
    LEAST_NEIGHBOURS,
    MAINS_HZ,
    MAINS_RATIO,
    filled_in,
    mains_ratio,
    neighbours,
    without_mains,
)
from feelm.recording.stretches import band

DEAD_SHARE = 0.7
"""A channel that is bad in more windows than this is bad throughout."""
LEAST_SHARE = 0.4
"""Below this share of good channels a window counts nothing."""
FEW_CHANNELS = 4


def clean(recording: Recording, *, window_s: float = 2.0) -> tuple[Recording, Quality]:
    """Find artefacts in the brain channels, repair what can be repaired, and say what of the rest counts.

    Repaired: mains (notches at 50 or 60 Hz and harmonics, where seen), and a dead channel that has at least three
    living neighbours within 7.2 cm. Everything else stays as it was recorded and is marked in ``Quality.good``.

    Args:
        recording: as ``read_recording`` or ``live_recording`` gives it.
        window_s: length of the windows that are judged, without overlap from 0 s; the last partial one is left out.

    Returns:
        The repaired recording (same shape) and its quality; ``good`` has a row for each channel of the recording,
        and rows of channels that are not EEG are True where they have values.

    Raises:
        InputError: the window is shorter than a quarter second or longer than the recording.
    """
    length = round(window_s * recording.sample_rate_hz)
    if not 0.25 <= window_s <= 600.0 or length > recording.samples.shape[1]:
        raise InputError(
            f"windows of {window_s:g} s do not fit a recording of {recording.duration_s:.3g} s",
            where=recording.source,
            fix="take shorter windows or a longer recording",
        )
    brain = list(recording.of_kind("eeg"))
    good = ~missing(recording.samples, length)
    if not brain:
        weight = np.zeros(good.shape[1])
        return recording, Quality(window_s, good, weight, notes=("there is no brain channel",))
    rows = recording.samples[brain]
    channels = [recording.channels[index] for index in brain]
    rows, hum, notes = _mains(rows, recording.sample_rate_hz, length)
    bad = _artefacts(rows, recording.sample_rate_hz, length, channels)
    spoilt = np.any(list(bad.values()), axis=0)
    lasting = np.any([flags for kind, flags in bad.items() if kind not in ("gap", "blink")], axis=0)
    rows, spoilt, dead, said = _dead(rows, spoilt, lasting[:, ~bad["gap"].all(axis=0)], channels)
    good[brain] = ~spoilt
    samples = recording.samples.copy()
    samples[brain] = rows
    found = {kind: float(np.mean(flags.any(axis=0))) for kind, flags in bad.items()}
    quality = Quality(
        window_s=window_s,
        good=good,
        weight=_weight(~spoilt),
        dead=tuple(channels[index].name for index in dead),
        found={**found, "mains": float(np.mean(hum))},
        notes=(*notes, *said),
    )
    return replace(recording, samples=samples, notes=(*recording.notes, *notes, *said)), quality


def _mains(rows: Floats, rate_hz: float, length: int) -> tuple[Floats, Flags, list[str]]:
    """Rows without hum, the windows in which it was heard, and what is to be said."""
    count = rows.shape[1] // length
    span = (
        length if length >= rate_hz else min(int(2 * rate_hz), rows.shape[1])
    )  # shorter ones cannot tell hum
    pieces = windows_of(np.nan_to_num(rows), span)
    there: Flags = np.asarray(~missing(rows, span).any(axis=0))
    none = np.zeros(count, dtype=bool)
    heard = {hz: mains_ratio(pieces, rate_hz, hz)[:, there] for hz in MAINS_HZ if hz < 0.45 * rate_hz}
    if not heard or not there.any():
        return rows, none, []
    hz = max(heard, key=lambda key: float(np.median(heard[key])))
    humming = heard[hz] > MAINS_RATIO
    loud = np.flatnonzero(np.mean(humming, axis=1) > 0.2)
    if not len(loud):
        return rows, none, []
    share = np.zeros(len(there))
    share[there] = np.mean(humming, axis=0) > 0.25
    windows = np.interp((np.arange(count) + 0.5) * length, (np.arange(len(share)) + 0.5) * span, share) > 0.5
    repaired = rows.copy()
    repaired[loud] = without_mains(rows[loud], rate_hz, hz)
    return repaired, windows, [f"the mains at {hz:g} Hz were taken out of {len(loud)} channels"]


def _artefacts(rows: Floats, rate_hz: float, length: int, channels: list[Channel]) -> dict[str, Flags]:
    """Artefact → flags (channels, windows)."""
    clipping, saturated = at_the_rail(rows, length)
    banded = band(rows, rate_hz, 1.0, 45.0)
    return {
        "gap": missing(rows, length),
        "flat": flat(rows, length),
        "clipping": clipping,
        "saturated": saturated,
        "jump": jumps(rows, rate_hz, length),
        "movement": moved(banded, length),
        "muscle": muscle(rows, rate_hz, length),
        "blink": blinks(rows, rate_hz, length, [channel.name for channel in channels]),
    }


def _dead(
    rows: Floats, spoilt: Flags, lasting: Flags, channels: list[Channel]
) -> tuple[Floats, Flags, list[int], list[str]]:
    """Fill in dead channels where neighbours allow it; the rest of them are spoilt throughout.

    ``lasting``: what is wrong with the electrode itself (lids pass), in windows that were recorded at all.
    """
    if not lasting.shape[1]:
        return rows, spoilt, list(range(len(rows))), ["there is not one whole window"]
    dead_flags = lasting.mean(axis=1) > DEAD_SHARE
    notes, lost = [], []
    repaired, judged = rows.copy(), spoilt.copy()
    for index in np.flatnonzero(dead_flags):
        near = neighbours(channels, dead_flags, int(index))
        if len(near) >= LEAST_NEIGHBOURS:
            repaired[index] = filled_in(rows, near)
            judged[index] = spoilt[[other for other, _ in near]].any(axis=0)
            names = ", ".join(channels[other].name for other, _ in near)
            notes.append(f"{channels[index].name} is bad throughout and was filled in from {names}")
        else:
            judged[index] = True
            lost.append(int(index))
            notes.append(f"{channels[index].name} is bad throughout and counts nothing")
    return repaired, judged, lost, notes


def _weight(good: Flags) -> Floats:
    """How much each window counts: the share of good channels; few electrodes never count fully."""
    share = good.mean(axis=0)
    trust = min(len(good) / FEW_CHANNELS, 1.0) ** 0.5
    return np.where(share < LEAST_SHARE, 0.0, share * trust)
