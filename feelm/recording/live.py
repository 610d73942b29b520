"""``live_recording``: pieces of a Lab Streaming Layer stream as they come, with holes kept as holes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from feelm.errors import InputError
from feelm.recording.finishing import LEAST_EEG_HZ, RATE_HELP, channels_of, kinds_of, named, scales_of
from feelm.recording.recording import Channel, Floats, Recording
from feelm.recording.signals import MAX_CHANNELS, SignalChannel

_JITTER_S = 0.06
"""Stamps of one stream differ by this from an even beat without anything being lost."""
_DRIFT = 0.01
_GRACE_S = 0.4
"""How long a piece waits for samples that are late, before it is given with a hole."""
_PULL_S = 0.05
_AT_ONCE = 4096


@dataclass
class _Axis:
    """Which sample of an even axis a stamp belongs to; follows slow drift, leaves holes where samples are lost."""

    rate_hz: float
    origin_s: float = 0.0
    next_index: int = 0
    begun: bool = False

    def place(self, stamp_s: float) -> int:
        if not self.begun:
            self.origin_s, self.begun = stamp_s, True
        ahead = (stamp_s - self.origin_s) * self.rate_hz - self.next_index
        if ahead > max(_JITTER_S * self.rate_hz, 3.0):
            self.next_index += round(ahead)
        elif ahead < -self.rate_hz:  # the sender's clock was set back: go on from here
            self.origin_s = stamp_s - self.next_index / self.rate_hz
        else:
            self.origin_s += _DRIFT * ahead / self.rate_hz
        self.next_index += 1
        return self.next_index - 1


@dataclass
class _Buffer:
    """Samples from ``base`` on, NaN where none came; never holds more than ``length`` of them."""

    channels: int
    length: int
    base: int = 0
    late: int = 0
    values: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.values = np.full((self.channels, self.length), np.nan)

    def put(self, index: int, sample: Sequence[float]) -> bool:
        """Keep one sample; False where it does not fit yet."""
        if index < self.base:
            self.late += 1
            return True
        if index >= self.base + self.length:
            return False
        self.values[:, index - self.base] = sample
        return True

    def take(self, count: int) -> Floats:
        """The first ``count`` samples, which leave the buffer."""
        taken = self.values[:, :count].copy()
        self.values[:, :-count] = self.values[:, count:]
        self.values[:, -count:] = np.nan
        self.base += count
        return taken


def live_recording(
    stream_name: str | None = None,
    *,
    piece_s: float = 0.5,
    buffer_s: float = 30.0,
    wait_s: float = 10.0,
    quiet_s: float = 10.0,
    sample_rate_hz: float | None = None,
    units: str | None = None,
    montage: Sequence[str] | Mapping[str, str] | None = None,
) -> Iterator[Recording]:
    """Find a stream and return its pieces, each ``piece_s`` long and following the last without overlap.

    Piece k begins ``k * piece_s`` after the first sample. Where samples are lost or the stream pauses, pieces come
    all the same, with NaN and ``gaps``. After ``quiet_s`` without a sample the iteration ends; the last piece says
    so in its notes. Units are settled on the first piece and kept.

    Args:
        stream_name: name of the stream; None takes the only stream of type EEG.
        piece_s: length of a piece, 0.1 to 10 s.
        buffer_s: how much is held for a slow reader; what is older is lost and becomes a hole.
        wait_s: how long to look for the stream.
        quiet_s: how long a silence ends the recording.
        sample_rate_hz: for streams that do not state a rate.
        units: as of ``read_recording``.
        montage: as of ``read_recording``.

    Raises:
        InputError: Lab Streaming Layer is not installed, no such stream or more than one is there, or the stream
            does not state what is needed. Raised at once, not at the first piece.
    """
    if not 0.1 <= piece_s <= 10.0 or not 1.0 <= buffer_s <= 600.0:
        raise InputError("a piece lasts 0.1 to 10 s, and the buffer 1 to 600 s")
    pylsl = _library()
    info = _find(pylsl, stream_name, wait_s)
    rate_hz = float(sample_rate_hz or info.nominal_srate())
    name = str(info.name())
    if rate_hz <= 0.0:
        raise InputError("the stream states no sample rate", where=name, fix=RATE_HELP)
    if info.channel_format() == pylsl.cf_string or not 1 <= info.channel_count() <= MAX_CHANNELS:
        raise InputError("the stream carries no signals", where=name)
    inlet = pylsl.StreamInlet(info, max_buflen=max(int(buffer_s), 1), processing_flags=pylsl.proc_clocksync)
    try:
        channels = named(_described(pylsl, inlet, wait_s, name), montage, name)
        kinds = kinds_of(channels)
        if "eeg" in kinds and rate_hz < LEAST_EEG_HZ:
            raise InputError(f"the stream's {rate_hz:g} samples per second are too few", where=name)
        inlet.open_stream(timeout=wait_s)
    except (pylsl.util.TimeoutError, pylsl.util.LostError) as error:
        inlet.close_stream()
        raise InputError("the stream does not answer", where=name, fix="start it again") from error
    except BaseException:
        inlet.close_stream()
        raise
    plan = _Plan(name, rate_hz, channels, units, round(piece_s * rate_hz), quiet_s, buffer_s)
    return _pieces(pylsl, inlet, plan)


@dataclass
class _Plan:
    name: str
    rate_hz: float
    channels: tuple[SignalChannel, ...]
    units: str | None
    piece: int
    quiet_s: float
    buffer_s: float


def _library() -> Any:
    try:
        import pylsl
    except ImportError as error:
        raise InputError(
            "live streams need Lab Streaming Layer, which is not installed",
            fix='run pip install "feelm[brain]"',
        ) from error
    except (RuntimeError, OSError) as error:  # the Python part is there, its library cannot be loaded
        raise InputError("the library of Lab Streaming Layer cannot be loaded on this machine") from error
    return pylsl


def _find(pylsl: Any, stream_name: str | None, wait_s: float) -> Any:
    key, value = ("name", stream_name) if stream_name is not None else ("type", "EEG")
    found = pylsl.resolve_byprop(key, value, minimum=1, timeout=wait_s)
    if not found:
        raise InputError(
            f"no stream named {stream_name} is on the network"
            if stream_name
            else "no EEG stream is on the network",
            fix="start the device's LSL output, and look whether a firewall stands between",
        )
    names = sorted({f"{info.name()} ({info.hostname()})" for info in found})
    if len({info.uid() for info in found}) > 1:
        raise InputError(f"there are several such streams: {', '.join(names)}", fix="give the name of one")
    return found[0]


def _described(pylsl: Any, inlet: Any, wait_s: float, name: str) -> tuple[SignalChannel, ...]:
    """Channels as the stream's own description names them; numbered where it does not."""
    info = inlet.info(timeout=wait_s)
    count, node = int(info.channel_count()), info.desc().child("channels").child("channel")
    typed = str(info.type()).upper() == "EEG"
    channels = []
    for index in range(count):
        label = str(node.child_value("label") or "")[:64]
        unit = str(node.child_value("unit") or "")[:32] or None
        channels.append(SignalChannel(label or f"{'EEG' if typed else 'Channel'} {index + 1}", unit))
        node = node.next_sibling("channel")
    return tuple(channels)


def _pieces(pylsl: Any, inlet: Any, plan: _Plan) -> Iterator[Recording]:
    """The pieces, until nothing comes any more; closes the stream however the reader leaves."""
    axis = _Axis(plan.rate_hz)
    buffer = _Buffer(len(plan.channels), max(2 * plan.piece, int(plan.buffer_s * plan.rate_hz)))
    dress = _Dress(plan)
    heard_s = pylsl.local_clock()
    try:
        while True:
            try:
                samples, stamps = inlet.pull_chunk(timeout=_PULL_S, max_samples=_AT_ONCE)
            except pylsl.util.LostError:
                samples, stamps = [], []
            now_s = pylsl.local_clock()
            heard_s = now_s if stamps else heard_s
            for sample, stamp in zip(samples, stamps, strict=True):
                index = axis.place(float(stamp))
                while not buffer.put(index, sample):
                    yield dress(buffer.take(plan.piece))
            due = axis.next_index
            if axis.begun:
                due = max(due, int((now_s - _GRACE_S - axis.origin_s) * plan.rate_hz))
            while axis.begun and due >= buffer.base + plan.piece:
                yield dress(buffer.take(plan.piece))
            if now_s - heard_s > plan.quiet_s:
                if axis.begun:
                    yield dress(
                        buffer.take(plan.piece), f"no sample came for {plan.quiet_s:g} s: the stream ended"
                    )
                return
    finally:
        inlet.close_stream()


class _Dress:
    """Raw pieces become recordings; names and units are settled on the first one that holds values."""

    def __init__(self, plan: _Plan) -> None:
        self._plan = plan
        self._kinds = kinds_of(plan.channels)
        self._factors: Floats | None = None
        self._channels: tuple[Channel, ...] = channels_of(
            plan.channels, self._kinds, [""] * len(plan.channels)
        )
        self._notes: tuple[str, ...] = ()

    def __call__(self, values: Floats, *notes: str) -> Recording:
        values[~(np.abs(values) < 1e12)] = np.nan
        if self._factors is None and np.isfinite(values).any():
            plan = self._plan
            self._factors, units, said = scales_of(
                plan.channels, self._kinds, values, plan.rate_hz, plan.units, False, plan.name
            )
            self._channels = channels_of(plan.channels, self._kinds, units)
            self._notes = tuple(said)
        if self._factors is not None:
            values = values * self._factors[:, None]
        rate_hz = self._plan.rate_hz
        empty = np.isnan(values).all(axis=0).astype(np.int8)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], empty, [0]]))) / rate_hz
        gaps = tuple((float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
        return Recording(
            self._plan.name, rate_hz, self._channels, values, gaps=gaps, notes=(*self._notes, *notes)
        )
