"""``feelm feel erase``."""

from __future__ import annotations

import argparse
import sys

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add ``erase`` to the commands of ``feelm feel``."""
    erase = commands.add_parser(
        "erase",
        help=say("delete everything feelm keeps of your feeling", "느낌에 관해 남은 것을 모두 지우기"),
        description=say(
            "Deletes profiles, decoders, curves and recordings in feelm's own folder, after saying what there is. "
            "Files that you keep elsewhere, films and scores stay.",
            "feelm 폴더의 프로필, 해독 모델, 곡선, 녹화를 무엇이 있는지 말한 뒤 모두 지웁니다. "
            "다른 곳에 둔 파일, 영화, 악보는 그대로 있습니다.",
        ),
    )
    erase.add_argument("--yes", action="store_true", help=say("do not ask", "묻지 않기"))
    erase.set_defaults(command=_erase)


def _erase(options: argparse.Namespace) -> int:
    from feelm.profile import erase, kept

    found = kept()
    if not found:
        print(say("feelm keeps nothing of your feeling.", "느낌에 관해 남은 것이 없습니다."))
        return 0
    for one in found:
        size = f"{one.size_bytes / 1024:.0f} kB"
        print(
            say(f"  {one.folder}: {one.files} files, {size}", f"  {one.folder}: 파일 {one.files}개, {size}")
        )
    if not options.yes:
        print(say("Delete all of it? [y/N] ", "모두 지울까요? [y/N] "), end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes", "네", "예"):
            print(say("Nothing was deleted.", "아무것도 지우지 않았습니다."))
            return 0
    erase()
    print(say("It is gone.", "모두 지웠습니다."))
    return 0
