"""``feelm styles``, ``feelm things`` and ``feelm doctor``: what this installation has."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.errors import InputError
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the three commands to the command line."""
    _add_styles(commands)
    _add_things(commands)
    _add_doctor(commands)


def _add_styles(commands: Commands) -> None:
    styles = commands.add_parser("styles", help=say("list the painting styles", "화풍 목록"))
    styles.add_argument(
        "-o", "--output", type=Path, help=say("write a sample sheet (.png)", "견본 그림 만들기 (.png)")
    )
    styles.set_defaults(command=_styles)


def _add_things(commands: Commands) -> None:
    things = commands.add_parser(
        "things",
        help=say(
            "find things that can stand in a picture, or `add` your own",
            "그림에 놓을 것 찾기, `add`로 더하기",
        ),
    )
    things.add_argument("words", nargs="+", metavar=say("WORD | add FOLDER", "낱말 | add 폴더"))
    things.set_defaults(command=_things)


def _add_doctor(commands: Commands) -> None:
    doctor = commands.add_parser("doctor", help=say("check this installation", "설치 상태 점검"))
    doctor.set_defaults(command=_doctor)


def _styles(options: argparse.Namespace) -> int:
    from feelm.painter import draw_style_sheet, list_styles
    from feelm.render.progress import TerminalProgress

    for style in list_styles():
        print(f"{style.name:24} {style.name_ko:12} {style.look}")
    if options.output:
        progress, label = TerminalProgress(), say("painting every style", "모든 화풍 그리는 중")
        draw_style_sheet(options.output, report=lambda fraction: progress(label, fraction))
        progress.close()
        print(options.output)
    return 0


def _things(options: argparse.Namespace) -> int:
    from feelm.things import add_things, describe_things, open_catalogue

    if options.words[0] == "add" and len(options.words) > 1:
        for folder in options.words[1:]:
            added = add_things(Path(folder))
            print(say(f"{folder}: {len(added)} things added", f"{folder}: {len(added)}개를 더했습니다"))
        return 0
    query = " ".join(options.words)
    found = open_catalogue().search(query)
    if not found:
        raise InputError(
            f"no thing is called “{query}”", fix="try another word, or `feelm things add FOLDER` your own"
        )
    print(describe_things(found))
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from feelm.doctor import examine

    report, healthy = examine()
    print(report)
    return 0 if healthy else 1
