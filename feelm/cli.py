"""The command line: arguments in, the library called, refusals turned into one sentence and exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from feelm import __version__
from feelm.commands import add_commands
from feelm.errors import FeelmError
from feelm.language import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 refused with a sentence, 130 stopped by the person."""
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except FeelmError as error:
        if options.debug:
            raise
        print(f"feelm: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        if options.debug:
            raise
        place = f"{error.filename}: " if error.filename else ""
        print(f"feelm: {place}{error.strerror or error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(
            say(
                "\nfeelm: stopped. Run the same command again to go on; finished shots are kept.",
                "\nfeelm: 멈췄습니다. 같은 명령을 다시 실행하면 이어집니다. 끝난 장면은 그대로 있습니다.",
            ),
            file=sys.stderr,
        )
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="feelm",
        description=say(
            "A film studio for one person: a song and a few sentences become a painted film. "
            "Pictures are made by a machine after your words, music and feeling.",
            "한 사람을 위한 영화 스튜디오: 노래와 몇 문장이 그림 영화가 됩니다. "
            "그림은 당신의 글, 음악, 느낌을 따라 기계가 그립니다.",
        ),
    )
    parser.add_argument("--version", action="version", version=f"feelm {__version__}")
    parser.add_argument(
        "--debug",
        action="store_true",
        help=say("show where in the code an error arose", "오류가 난 코드 위치를 보이기"),
    )
    add_commands(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
