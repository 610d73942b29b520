"""Options of every command that reads a recording: what the file itself does not say."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.language import say

if TYPE_CHECKING:
    from feelm.recording import Recording


def add_recording_options(parser: argparse.ArgumentParser) -> None:
    """Add --rate, --units and --montage."""
    parser.add_argument(
        "--rate",
        type=float,
        metavar="HZ",
        help=say("samples per second, where the file does not say", "초당 표본 수 (파일에 없을 때)"),
    )
    parser.add_argument(
        "--units",
        metavar="UNIT",
        help=say('uV, mV, V or "0.0224 uV/count"', 'uV, mV, V 또는 "0.0224 uV/count"'),
    )
    parser.add_argument(
        "--montage",
        metavar="NAMES",
        help=say(
            "electrodes in the order of the channels: Fp1,Fp2,C3", "채널 순서대로 전극 이름: Fp1,Fp2,C3"
        ),
    )


def read_as_told(path: Path, options: argparse.Namespace) -> Recording:
    """The recording, read with what the options say about it."""
    from feelm.recording import read_recording

    names = [name.strip() for name in options.montage.split(",")] if options.montage else None
    return read_recording(path, sample_rate_hz=options.rate, units=options.units, montage=names)
