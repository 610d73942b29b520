"""What commands share: common options, and texts of the command line turned into values."""

from __future__ import annotations

import argparse
from argparse import _SubParsersAction
from pathlib import Path
from typing import Literal, TypeAlias

from feelm.errors import InputError
from feelm.language import say

Commands: TypeAlias = "_SubParsersAction[argparse.ArgumentParser]"


def add_tempo(parser: argparse.ArgumentParser) -> None:
    """The options that correct what is heard."""
    parser.add_argument(
        "--tempo",
        metavar="half|double|BPM",
        help=say("correct the tempo that is heard", "들린 빠르기 고치기"),
    )
    parser.add_argument(
        "--beat-shift",
        type=float,
        default=0.0,
        metavar="S",
        help=say("move all beats by seconds", "박을 초 단위로 옮기기"),
    )
    parser.add_argument(
        "--taps", type=Path, metavar="FILE", help=say("beats from `feelm tap`", "`feelm tap`으로 친 박")
    )


def _count(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            say(
                f"“{text}” is no number of processes; give 1 or more",
                f"“{text}”은 프로세스 수가 아닙니다. 1 이상을 주세요",
            )
        )
    return int(text)


def add_output(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Where the film goes, and in how many processes it is made."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILM",
        type=Path,
        default=Path(default) if default else None,
        help=say("the film to write (.mp4)", "만들 영화 (.mp4)"),
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_count,
        help=say("processes to work in (default: one per core)", "작업 프로세스 수 (기본: 코어마다 하나)"),
    )


def parse_size(text: str) -> tuple[int, int]:
    """WIDTHxHEIGHT as two numbers.

    >>> parse_size("1280x720")
    (1280, 720)
    """
    width, _, height = text.lower().replace("×", "x").partition("x")
    if not (width.strip().isdecimal() and height.strip().isdecimal()):
        raise InputError(f"“{text}” is not a picture size", where="--size", fix="write it like 1280x720")
    return int(width), int(height)


def parse_length(text: str) -> float:
    """A length as seconds: "60s", "90", "1:30", "1.5m" or "2min".

    >>> parse_length("1:30")
    90.0
    """
    clean = text.strip().lower()
    scale = 1.0
    for ending, factor in (("min", 60.0), ("m", 60.0), ("초", 1.0), ("분", 60.0), ("s", 1.0)):
        if clean.endswith(ending):
            clean, scale = clean[: -len(ending)].strip(), factor
            break
    try:
        minutes, _, seconds = clean.rpartition(":")
        value = (float(minutes) * 60.0 if minutes else 0.0) + float(seconds)
    except ValueError:
        raise InputError(
            f"“{text}” is not a length", where="--length", fix="write it like 60s or 1:30"
        ) from None
    if not 0 <= value * scale < 1e6:
        raise InputError(
            f"“{text}” is not a length of a film", where="--length", fix="write it like 60s or 1:30"
        )
    return value * scale


def parse_tempo(text: str | None) -> float | Literal["half", "double"] | None:
    """ "half", "double" or beats per minute.

    >>> parse_tempo("120")
    120.0
    """
    if text is None:
        return None
    if text == "half":
        return "half"
    if text == "double":
        return "double"
    try:
        bpm = float(text)
    except ValueError:
        bpm = 0.0
    if not 20 <= bpm <= 400:
        raise InputError(
            f"“{text}” is not a tempo",
            where="--tempo",
            fix="write half, double, or 20 to 400 beats per minute",
        )
    return bpm
