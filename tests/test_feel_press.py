"""Pressing a curve: by keys of a script, and over a real pseudo terminal."""

from __future__ import annotations

import io
import os
import pty
import stat
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from feelm.affect import read_curve
from feelm.cli import main
from feelm.errors import InputError
from feelm.profile import press
from feelm.profile.bringing import bring


class Script:
    """Keys at set seconds, and the clock that goes with them."""

    def __init__(self, keys: list[tuple[float, str]]) -> None:
        self.now, self._keys = 100.0, [(100.0 + at, key) for at, key in keys]

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float) -> str | None:
        if self._keys and self._keys[0][0] <= self.now + seconds:
            self.now, key = max(self._keys[0][0], self.now), self._keys.pop(0)[1]
            return key
        self.now += seconds
        return None


def test_what_is_pressed_stays_until_it_is_pressed_again(tmp_path: Path) -> None:
    script = Script([(5.0, "enter"), (6.0, "up"), (6.1, "up"), (7.0, "left"), (8.0, "space"), (9.5, "down")])
    path = tmp_path / "curve.csv"
    press(path, length_s=10.0, keys=script, clock=script.clock, screen=io.StringIO())
    curve = read_curve(path, 10.0)
    at = lambda t: (curve.times_s <= t).nonzero()[0][-1]  # noqa: E731
    assert curve.times_s[0] == 0.0 and curve.times_s[-1] == 10.0
    assert curve.valence[at(0.9)] == 0.0 and curve.valence[at(1.05)] == pytest.approx(0.1)
    assert curve.valence[at(4.0)] == pytest.approx(0.2) and curve.valence[-1] == pytest.approx(0.1)
    assert curve.arousal[at(1.9)] == 0.0 and curve.arousal[-1] == pytest.approx(-0.1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    stream, lay = bring(path, 10.0)
    assert stream.name == "press" and lay is None
    _, lay = bring(path, 40.0, way="marks", spans=[(0.0, 30.0), (30.0, 40.0)])
    assert lay is not None and lay.pairs[1] == (3.0, 30.0)


def test_the_ends_of_the_scale_hold_and_q_ends(tmp_path: Path) -> None:
    script = Script([(0.0, "enter"), *((0.1 * n, "right") for n in range(1, 30)), (5.0, "q")])
    points = press(tmp_path / "c.csv", keys=script, clock=script.clock, screen=io.StringIO())
    assert max(arousal for _, _, arousal, _ in points) == 1.0
    assert points[-1][0] == pytest.approx(5.0)
    assert all(one[0] < two[0] for one, two in pairwise(points))


def test_nothing_pressed_and_no_terminal_are_said_plainly(tmp_path: Path) -> None:
    script = Script([(0.0, "q")])
    with pytest.raises(InputError):
        press(tmp_path / "c.csv", keys=script, clock=script.clock, screen=io.StringIO())
    assert not (tmp_path / "c.csv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are of Unix")
def test_arrows_of_a_real_terminal_become_a_curve_and_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    import termios

    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    path = tmp_path / "curve.csv"
    command = [sys.executable, "-m", "feelm.cli", "feel", "press", "-o", str(path)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    shown = b""
    deadline = time.monotonic() + 30
    while b"q ends" not in shown and "q는".encode() not in shown and time.monotonic() < deadline:
        shown += os.read(ours, 4096)
    time.sleep(0.3)  # the terminal goes to raw after the words
    for keys in (b"\r", b"\x1b[A\x1b[A", b"\x1b[D", b"\x1bOB"):
        os.write(ours, keys)
        time.sleep(0.4)
    os.write(ours, b"q")
    assert process.wait(20) == 0
    assert termios.tcgetattr(theirs)[3] == before[3]
    os.close(ours)
    os.close(theirs)
    curve = read_curve(path, 60.0)
    assert curve.valence.max() == pytest.approx(0.2) and curve.valence[-1] == pytest.approx(0.1)
    assert curve.arousal[-1] == pytest.approx(-0.1)


def test_mirror_and_erase_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEELM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FEELM_LANG", "en")
    monkeypatch.setattr(sys, "stdin", io.StringIO("what\n1\nq\n"))
    assert main(["feel", "mirror", "--pairs", "2", "--pictures", str(tmp_path / "pairs")]) == 0
    assert len(list((tmp_path / "pairs").glob("*.png"))) == 2
    from feelm.profile import read_profile

    assert len(read_profile("me").mapping.answers) == 1
    assert main(["feel", "mirror", "--show", str(tmp_path / "map.png")]) == 0
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert main(["feel", "erase"]) == 0
    assert read_profile("me") and "profiles: 1 files" in capsys.readouterr().out
    assert main(["feel", "erase", "--yes"]) == 0
    assert main(["make", "--story", "Rain.", "--profile", "me", "-o", str(tmp_path / "f.mp4")]) == 2
    assert "there is no profile" in capsys.readouterr().err
