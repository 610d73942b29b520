"""``feelm feel calibrate``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.commands.arguments import Commands
from feelm.commands.recorded import add_recording_options, read_as_told
from feelm.errors import InputError
from feelm.language import say

if TYPE_CHECKING:
    from feelm.decoding.clips import Clip
    from feelm.recording.recording import Recording


def add(commands: Commands) -> None:
    """Add the command."""
    calibrate = commands.add_parser(
        "calibrate",
        help=say("make a decoder of one's own EEG, and judge it", "내 뇌파의 해독기를 만들고 따져 보기"),
    )
    calibrate.add_argument(
        "--recording",
        type=Path,
        help=say("a recorded session instead of a live one", "실시간 대신 기록된 세션"),
    )
    calibrate.add_argument(
        "--marks",
        type=Path,
        help=say("CSV: start, end, label, valence, arousal", "CSV: start, end, label, valence, arousal"),
    )
    calibrate.add_argument("--stream", metavar="NAME", help=say("name of the LSL stream", "LSL 신호의 이름"))
    calibrate.add_argument("--clips", type=int, default=24, help=say("how many clips", "클립 수"))
    calibrate.add_argument(
        "--clip-length", type=float, default=16.0, metavar="S", help=say("seconds of each", "클립의 길이(초)")
    )
    calibrate.add_argument(
        "-o", "--output", type=Path, default=Path("me.feelm"), help=say("the model (.feelm)", "모델 (.feelm)")
    )
    calibrate.add_argument(
        "--report", type=Path, help=say("the report's picture (.png or .svg)", "보고서 그림 (.png 또는 .svg)")
    )
    calibrate.add_argument("--seed", type=int, default=0)
    add_recording_options(calibrate)
    calibrate.set_defaults(command=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from feelm.decoding.calibration import calibrate
    from feelm.decoding.keeping import notice
    from feelm.decoding.model_file import write_model
    from feelm.decoding.report import describe
    from feelm.decoding.report_sheet import draw_report
    from feelm.recording import clean

    print(notice(), file=sys.stderr)
    recording, clips = _recorded(options) if options.recording else _guided(options)
    found = calibrate(*clean(recording), clips, seed=options.seed)
    write_model(found.model, options.output)
    print(describe(found))
    print(draw_report(found, options.report or options.output.with_suffix(".report.png")))
    print(options.output)
    return 0


def _recorded(options: argparse.Namespace) -> tuple[Recording, tuple[Clip, ...]]:
    from feelm.decoding.clips import clips_of, read_marks

    if options.marks:
        clips = read_marks(options.marks)
        return read_as_told(options.recording, options), clips
    recording = read_as_told(options.recording, options)
    clips = clips_of(recording.marks)
    if not clips:
        raise InputError(
            say("the recording holds no clip marks", "기록에 클립 표시가 없습니다"),
            where=recording.source,
            fix=say("give them by --marks FILE.csv", "--marks FILE.csv로 주세요"),
        )
    return recording, clips


def _guided(options: argparse.Namespace) -> tuple[Recording, tuple[Clip, ...]]:
    from feelm.decoding.protocol import Session, run_session
    from feelm.recording import live_recording

    session = Session(options.clips, options.clip_length, options.seed)
    with _pressed_keys() as keys:
        return run_session(live_recording(options.stream), session, keys, sys.stderr)


@contextmanager
def _pressed_keys() -> Iterator[Callable[[], str | None]]:
    """Keys of the terminal without waiting for them, its settings put back afterwards."""
    if not sys.stdin.isatty():
        raise InputError(
            say("a guided calibration needs a keyboard", "안내를 받으며 보정하려면 자판이 필요합니다"),
            fix=say(
                "run it in a terminal, or give --recording and --marks",
                "터미널에서 실행하거나 --recording과 --marks를 주세요",
            ),
        )
    import os
    import select
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)

    def pressed() -> str | None:
        ready, _, _ = select.select([fd], [], [], 0)
        return os.read(fd, 1).decode("latin-1") if ready else None

    try:
        tty.setcbreak(fd)
        yield pressed
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
