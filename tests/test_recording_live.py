"""A real Lab Streaming Layer stream, replayed in the test: pieces, dropouts, and a stream that stops."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import recording_files as files

from feelm.errors import InputError
from feelm.recording import clean, live_recording, read_recording
from feelm.recording.live import _Axis, _Buffer

pylsl = pytest.importorskip("pylsl", reason="the extra brain is not installed")
RATE_HZ = 256.0


class Replay(threading.Thread):
    """Sends samples (channels, n) at their own speed in chunks of 1/16 s, leaving out ``lost`` and then stopping."""

    def __init__(
        self,
        samples: np.ndarray,
        lost: tuple[int, int] = (0, 0),
        pause_s: float = 0.0,
        unit: str = "microvolts",
    ) -> None:
        super().__init__(daemon=True)
        self.name_ = f"replay-{uuid.uuid4().hex[:8]}"
        info = pylsl.StreamInfo(self.name_, "EEG", len(samples), RATE_HZ, "float32", self.name_)
        channels = info.desc().append_child("channels")
        for label in files.NAMES[: len(samples)]:
            channel = channels.append_child("channel")
            channel.append_child_value("label", label)
            channel.append_child_value("unit", unit)
        self.outlet = pylsl.StreamOutlet(info)
        self.samples, self.lost, self.pause_s = samples, lost, pause_s
        self.done = threading.Event()

    def run(self) -> None:
        assert self.outlet.wait_for_consumers(20.0)
        time.sleep(0.2)
        start, late = pylsl.local_clock(), 0.0
        for first in range(0, self.samples.shape[1], 16):
            if first == self.lost[0] and self.pause_s:
                time.sleep(self.pause_s)
                late = self.pause_s
            at = start + late + (first + 15) / RATE_HZ
            time.sleep(max(at - pylsl.local_clock(), 0.0))
            if not self.lost[0] <= first < self.lost[1]:
                chunk = self.samples[:, first : first + 16].T
                self.outlet.push_chunk(np.ascontiguousarray(chunk, dtype=np.float32), at)
        self.done.wait(20.0)
        del self.outlet


@pytest.fixture
def replayed(request: pytest.FixtureRequest) -> Iterator[Replay]:
    thread = Replay(**request.param)
    thread.start()
    yield thread
    thread.done.set()
    thread.join(5.0)


def _known(pieces: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(pieces, axis=1)


@pytest.mark.parametrize("replayed", [{"samples": files.truth(3.0), "lost": (256, 384)}], indirect=True)
def test_a_stream_comes_whole_and_keeps_its_hole(replayed: Replay) -> None:
    ears = live_recording(replayed.name_, piece_s=0.5, quiet_s=1.5)
    pieces = list(ears)
    assert all(piece.samples.shape == (6, 128) for piece in pieces)
    assert [channel.name for channel in pieces[0].channels] == list(files.NAMES)
    heard = _known([piece.samples for piece in pieces])
    found = np.flatnonzero(np.isfinite(heard[0]))
    sent = replayed.samples
    # What was heard is what was sent, in order, whole on both sides of the hole.
    kept = np.delete(sent, np.s_[256:384], axis=1)[:, -len(found) :]
    assert len(found) >= 640 - 32
    assert np.abs(heard[:, found] - kept).max() < 1e-4
    hole = np.diff(found).max() - 1
    assert abs(hole - 128) <= 16
    assert any(piece.gaps for piece in pieces)
    assert "the stream ended" in pieces[-1].notes[-1]


@pytest.mark.parametrize(
    "replayed", [{"samples": files.truth(2.0), "lost": (256, 256), "pause_s": 1.2}], indirect=True
)
def test_pieces_come_in_time_while_the_stream_is_silent(replayed: Replay) -> None:
    came, pieces = [], []
    for piece in live_recording(replayed.name_, piece_s=0.2, quiet_s=2.0):
        came.append(time.monotonic())
        pieces.append(piece)
    steps = np.diff(came)
    assert len(pieces) >= 15
    assert steps[:14].max() < 1.0
    assert any(np.isnan(piece.samples).all() for piece in pieces[:12])


@pytest.mark.parametrize("replayed", [{"samples": files.truth(1.5) * 1e-6, "unit": "volts"}], indirect=True)
def test_a_stream_in_volts_can_be_left_and_cleaned(replayed: Replay) -> None:
    ears = live_recording(replayed.name_, piece_s=1.0)
    piece = next(ears)
    ears.close()  # type: ignore[attr-defined]
    assert piece.channels[0].unit == "uV"
    assert 6.0 < np.nanstd(piece.samples[0]) < 10.0
    assert clean(piece, window_s=1.0)[1].good.shape == (6, 1)


def test_a_file_can_be_replayed(tmp_path: Path) -> None:
    files.write_edf(tmp_path / "a.edf", files.truth(2.0))
    recording = read_recording(tmp_path / "a.edf")
    thread = Replay(recording.samples)
    thread.start()
    heard = _known([piece.samples for piece in live_recording(thread.name_, piece_s=0.5, quiet_s=0.8)])
    thread.done.set()
    known = heard[:, np.isfinite(heard[0])]
    assert known.shape[1] >= 512 - 16
    assert np.abs(known - recording.samples[:, -known.shape[1] :]).max() < 1e-4


def test_no_stream_is_said_at_once() -> None:
    with pytest.raises(InputError, match="no stream named nobody-at-all"):
        live_recording("nobody-at-all", wait_s=0.3)


def test_the_axis_leaves_out_what_is_lost_and_follows_drift() -> None:
    axis = _Axis(250.0)
    clock = np.arange(5000) / 250.2
    rng = np.random.default_rng(2)
    kept = np.ones(5000, dtype=bool)
    kept[1000:1100] = False
    places = np.array([axis.place(100.0 + t + rng.uniform(-0.01, 0.01)) for t in clock[kept]])
    assert (np.diff(places) > 0).all()
    assert abs((np.diff(places) - 1).sum() - 100) <= 6
    assert np.abs(places / 250.0 - clock[kept]).max() < 0.06


def test_the_buffer_is_bounded() -> None:
    buffer = _Buffer(2, 100)
    assert buffer.put(99, [1.0, 2.0])
    assert not buffer.put(100, [1.0, 2.0])
    assert buffer.take(50).shape == (2, 50)
    assert buffer.put(100, [3.0, 4.0])
    assert buffer.put(10, [5.0, 6.0])
    assert buffer.late == 1
    assert buffer.values.shape == (2, 100)
    assert np.isfinite(buffer.values).sum() == 4
