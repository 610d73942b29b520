"""``feelm listen`` and ``feelm tap``."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands, add_tempo, parse_tempo
from feelm.language import say


def add(commands: Commands) -> None:
    """Add both commands to the command line."""
    _add_listen(commands)
    _add_tap(commands)


def _add_listen(commands: Commands) -> None:
    listen = commands.add_parser(
        "listen", help=say("show what feelm hears in a song", "노래에서 들은 것 보이기")
    )
    listen.add_argument("music", type=Path)
    listen.add_argument(
        "-o", "--output", type=Path, help=say("the picture to write (.png)", "만들 그림 (.png)")
    )
    add_tempo(listen)
    listen.set_defaults(command=_listen)


def _add_tap(commands: Commands) -> None:
    tap = commands.add_parser("tap", help=say("tap the beat of a song", "노래의 박 치기"))
    tap.add_argument("music", type=Path)
    tap.add_argument(
        "-o", "--output", type=Path, help=say("where the taps go (.json)", "친 박을 담을 파일 (.json)")
    )
    tap.set_defaults(command=_tap)


def _listen(options: argparse.Namespace) -> int:
    from feelm.audio import describe_hearing, draw_hearing, hear, read_taps

    taps = read_taps(options.taps) if options.taps else None
    hearing = hear(
        options.music, tempo=parse_tempo(options.tempo), beat_shift_s=options.beat_shift, taps_s=taps
    )
    print(describe_hearing(hearing))
    picture = options.output or Path(f"{options.music.stem}.heard.png")
    draw_hearing(hearing, picture, title=options.music.stem)
    print(picture)
    return 0


def _tap(options: argparse.Namespace) -> int:
    from feelm.audio import tap

    path = options.output or Path(f"{options.music.stem}.taps.json")
    taps = tap(path)
    print(say(f"{path}: {len(taps)} taps", f"{path}: {len(taps)}번 쳤습니다"))
    return 0
