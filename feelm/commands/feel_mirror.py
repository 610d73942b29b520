"""``feelm feel mirror``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.commands.arguments import Commands
from feelm.language import say

if TYPE_CHECKING:
    from feelm.profile import Pair
    from feelm.profile.mapping import Choice

_CHOICES: dict[str, Choice] = {
    "1": "first", "2": "second", "0": "alike", "=": "alike", "same": "alike", "같음": "alike", "s": "alike",
}  # fmt: skip


def add(commands: Commands) -> None:
    """Add ``mirror`` to the commands of ``feelm feel``."""
    mirror = commands.add_parser(
        "mirror",
        help=say("learn how you read pictures, by pairs", "그림 두 장씩 보며 나의 느낌 배우기"),
        description=say(
            "Shows pairs of painted pictures that differ in one thing; you say which feels more so. "
            "What is learnt stays in your profile, on this machine, and is used by `feelm make --profile`.",
            "한 가지만 다른 그림 두 장을 보여 드립니다. 어느 쪽이 더 그런지 답하세요. "
            "배운 것은 이 컴퓨터의 프로필에만 남고 `feelm make --profile`이 씁니다.",
        ),
    )
    mirror.add_argument("--profile", default="me", metavar="NAME", help=say("whose (me)", "누구의 것 (me)"))
    mirror.add_argument("--pairs", type=int, default=20, metavar="N", help=say("how many (20)", "몇 쌍 (20)"))
    mirror.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help=say("where the pairs are put", "그림을 둘 폴더")
    )
    mirror.add_argument(
        "--open",
        action="store_true",
        help=say("open each pair in the usual picture viewer", "그림 보기 프로그램으로 열기"),
    )
    mirror.add_argument(
        "--show",
        nargs="?",
        const=Path("mapping.png"),
        type=Path,
        metavar="PNG|SVG",
        help=say("only draw what is known so far", "지금까지 배운 것만 그리기"),
    )
    mirror.set_defaults(command=_mirror)


def _mirror(options: argparse.Namespace) -> int:
    from feelm.profile import draw_mapping, read_profile

    if options.show is not None:
        draw_mapping(read_profile(options.profile), options.show)
        print(options.show)
        return 0
    if not 1 <= options.pairs <= 200:
        from feelm.errors import InputError

        raise InputError(
            f"{options.pairs} pairs cannot be shown", where="--pairs", fix="ask for 1 to 200; 20 are usual"
        )
    return _ask_pairs(options)


def _ask_pairs(options: argparse.Namespace) -> int:
    """Pair after pair until all are answered or the person ends; each answer is kept at once."""
    import tempfile
    from dataclasses import replace

    from feelm.profile import draw_pair, learn, next_pair, read_profile, write_profile

    profile = read_profile(options.profile, new=True)
    asked = 0
    with tempfile.TemporaryDirectory(prefix="feelm-mirror-") as temporary:
        folder = options.pictures or Path(temporary)
        for _ in range(options.pairs):
            number = len(profile.mapping.answers)
            pair = next_pair(profile.mapping)
            picture = draw_pair(pair, folder / f"pair{number + 1:03d}.png", seed=number)
            _show(picture, opened=options.open)
            choice = _answer(pair)
            if choice is None:
                break
            profile = replace(profile, mapping=learn(profile.mapping, pair, choice))
            path = write_profile(profile)
            asked += 1
    if asked:
        print(say(f"  {asked} answers kept", f"  답 {asked}개를 남겼습니다"), file=sys.stderr)
        print(path)
    return 0


def _show(picture: Path, *, opened: bool) -> None:
    print(picture, file=sys.stderr)
    if opened:
        import webbrowser

        webbrowser.open(picture.absolute().as_uri())


def _answer(pair: Pair) -> Choice | None:
    """Ask until the answer is understood; None when the person ends."""
    question = {
        "pleasant": say("Which feels more pleasant?", "어느 쪽이 더 기분 좋은가요?"),
        "awake": say("Which feels more awake, more excited?", "어느 쪽이 더 들뜨고 깨어 있나요?"),
    }[pair.question]
    while True:
        print(
            question + say(" 1, 2, 0 alike, q ends: ", " 1, 2, 0 같음, q 끝: "),
            end="",
            file=sys.stderr,
            flush=True,
        )
        line = sys.stdin.readline()
        said = line.strip().lower()
        if not line or said in ("q", "quit", "끝"):
            return None
        if said in _CHOICES:
            return _CHOICES[said]
