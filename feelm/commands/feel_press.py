"""``feelm feel press``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add ``press`` to the commands of ``feelm feel``."""
    press = commands.add_parser(
        "press",
        help=say("press a feeling curve with the arrow keys", "화살표로 느낌 곡선 누르기"),
        description=say(
            "↑↓ is valence, ←→ arousal; what you press stays. With --music the clock ends where the music does: "
            "feelm plays no sound, so start the music yourself and press Enter at its first moment.",
            "↑↓은 정서가, ←→은 각성입니다. 누른 값은 그대로 있습니다. --music을 주면 음악이 끝날 때 함께 끝납니다. "
            "feelm은 소리를 내지 않으니 음악은 직접 틀고, 첫 순간에 엔터를 누르세요.",
        ),
    )
    press.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("curve.csv"),
        metavar="CSV",
        help=say("the curve", "곡선 파일"),
    )
    press.add_argument(
        "--music", type=Path, metavar="FILE", help=say("runs as long as this", "이 음악의 길이만큼")
    )
    press.add_argument("--length", metavar="TIME", help=say("runs this long: 100s, 1:40", "길이: 100s, 1:40"))
    press.set_defaults(command=_press)


def _press(options: argparse.Namespace) -> int:
    from feelm.commands.arguments import parse_length
    from feelm.errors import InputError
    from feelm.profile import press

    length_s = parse_length(options.length) if options.length is not None else None
    if options.music is not None:
        from feelm.audio import probe

        if length_s is not None:
            raise InputError(
                "both say how long it runs", where="--music, --length", fix="leave out one of them"
            )
        length_s = probe(options.music).duration_s
    if length_s is not None and length_s < 1.0:
        raise InputError("there is no time to press anything", where="--length", fix="ask for 1 s or more")
    points = press(options.output, length_s=length_s)
    seconds = f"{points[-1][0]:.0f}"
    print(say(f"  {seconds} s pressed", f"  {seconds}초를 눌렀습니다"), file=sys.stderr)
    print(options.output)
    return 0
