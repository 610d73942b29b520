"""``Recording``: signals of a body over time, as one file or one live stream gave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ChannelKind = Literal["eeg", "eog", "ecg", "emg", "eda", "breath", "ppg", "motion", "other"]


@dataclass(frozen=True)
class Channel:
    """One channel: its name in the 10-20 manner where it is EEG ("Fp1"), what it measures, and in what unit.

    ``unit``: "uV" for eeg, eog, ecg and emg, "uS" for skin conductance, "" where the unit has no meaning or is not
    known. ``place`` is the electrode's position on the head in metres (right, front, up), None where it is not known.
    """

    name: str
    kind: ChannelKind
    unit: str = "uV"
    place: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Mark:
    """Something that was noted at an instant of the recording: a stimulus, a key press, a rating."""

    time_s: float
    text: str


@dataclass(frozen=True, eq=False)
class Recording:
    """Signals on an even time axis from 0 s, shape (channels, samples), float64 in each channel's unit.

    ``gaps``: stretches (start, end) in seconds in which nothing was recorded; the samples there are NaN. ``notes``:
    plain sentences on what was found wrong and mended (units, duplicates, holes). ``source`` is the file's name.
    """

    source: str
    sample_rate_hz: float
    channels: tuple[Channel, ...]
    samples: Floats
    marks: tuple[Mark, ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return float(self.samples.shape[1] / self.sample_rate_hz)

    def of_kind(self, kind: ChannelKind) -> tuple[int, ...]:
        """Indices of the channels of a kind."""
        return tuple(index for index, channel in enumerate(self.channels) if channel.kind == kind)


@dataclass(frozen=True, eq=False)
class Quality:
    """What of a recording can be believed.

    ``good`` (channels, windows): whether a channel is free of artefacts in a window of ``window_s`` seconds (windows
    follow each other without overlap from 0 s). ``weight`` (windows,) in 0..1: how much a window counts; 0 where too
    little is left. ``dead`` names channels that are bad throughout. ``found``: artefact → share of windows
    ("blink": 0.12, "muscle", "mains", "flat", "saturated", "gap", "clipping", "jump").
    """

    window_s: float
    good: Flags
    weight: Floats
    dead: tuple[str, ...] = ()
    found: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
