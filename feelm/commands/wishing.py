"""The options of a wish, which `feelm make` and `feelm score` share, and how they become one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feelm.commands.arguments import add_tempo, parse_length, parse_size, parse_tempo
from feelm.language import say

if TYPE_CHECKING:
    from feelm.score.model import Score
    from feelm.wish import Wish


def add_wish(parser: argparse.ArgumentParser) -> None:
    """Everything that a person can bring and want. What is left out is left to the director."""
    _add_brought(parser)
    _add_wanted(parser)
    _add_modes(parser)
    add_tempo(parser)


def _add_brought(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--story",
        metavar="TEXT|FILE",
        help=say("sentences in Korean or English, or a text file", "한국어나 영어 문장, 또는 글 파일"),
    )
    parser.add_argument(
        "--music",
        metavar="FILE",
        type=Path,
        help=say("a song, or a video with sound", "노래, 또는 소리가 있는 영상"),
    )
    parser.add_argument(
        "--feeling",
        metavar="FILE",
        type=Path,
        help=say(
            "a curve: CSV or JSON with t, valence, arousal",
            "느낌 곡선: t, valence, arousal이 있는 CSV나 JSON",
        ),
    )
    parser.add_argument(
        "--model",
        metavar="ME.feelm",
        type=Path,
        help=say("--feeling is a recording; this reads it", "--feeling이 기록일 때 그것을 읽는 나의 모델"),
    )
    parser.add_argument(
        "--lay",
        choices=("marks", "story", "even"),
        help=say(
            "how recalled time is laid onto the film (a recording: even)",
            "회상한 시간을 영화에 놓는 법 (기록은 even)",
        ),
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        help=say("your own mapping, from `feelm feel mirror`", "`feelm feel mirror`로 배운 나의 느낌"),
    )
    parser.add_argument(
        "--mood",
        metavar="WORD",
        help=say("a feeling for the whole: joy, calm, grief…", "전체의 느낌: 기쁨, 평온, 슬픔…"),
    )


def _add_wanted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--style",
        metavar="NAME|PICTURE",
        help=say(
            "a style's name (see `feelm styles`) or any picture", "화풍 이름(`feelm styles`) 또는 아무 그림"
        ),
    )
    parser.add_argument("--size", help=say("picture size (1280x720)", "화면 크기, 가로x세로 (1280x720)"))
    parser.add_argument("--fps", type=float, help=say("frames per second (24)", "초당 프레임 (24)"))
    parser.add_argument(
        "--seed", type=int, help=say("another number, another film (7)", "숫자가 다르면 다른 영화 (7)")
    )
    parser.add_argument("--length", help=say("length of the film: 60s, 1:30, 90", "영화 길이: 60s, 1:30, 90"))
    parser.add_argument("--title", help=say("shown at the beginning", "처음에 보이는 제목"))
    parser.add_argument(
        "--captions",
        action=argparse.BooleanOptionalAction,
        help=say("write the sentences on the picture", "문장을 화면에 쓰기"),
    )
    parser.add_argument(
        "--soundfont",
        metavar="FILE",
        type=Path,
        help=say("instruments for composed music (.sf2, .sf3)", "작곡에 쓸 악기 (.sf2, .sf3)"),
    )


def _add_modes(parser: argparse.ArgumentParser) -> None:
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument(
        "--auto",
        action="store_true",
        help=say("the director chooses the rest", "나머지는 감독이 고르기 (기본)"),
    )
    modes.add_argument(
        "--guided",
        nargs="?",
        const="",
        metavar="FILE",
        help=say(
            "asks for what you leave open, or takes the answers from a .toml or .yaml file",
            "비워 둔 것을 물어보기, 또는 .toml이나 .yaml 파일의 답 쓰기",
        ),
    )
    modes.add_argument(
        "--manual",
        action="store_true",
        help=say("a bare timeline: nothing is chosen", "빈 시간표: 아무것도 고르지 않기"),
    )


def said_in(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of a wish that the person gave, by name; answers of a guided file where no option says otherwise."""
    said = {
        "story": options.story,
        "music": options.music,
        "feeling": options.feeling,
        "model": options.model,
        "lay": options.lay,
        "profile": options.profile,
        "mood": options.mood,
        "style": options.style,
        "size": parse_size(options.size) if options.size is not None else None,
        "fps": options.fps,
        "seed": options.seed,
        "length_s": parse_length(options.length) if options.length is not None else None,
        "title": options.title,
        "tempo": parse_tempo(options.tempo),
        "beat_shift_s": options.beat_shift or None,
        "taps": options.taps,
        "captions": options.captions,
        "sound_font": options.soundfont,
        "mode": "manual" if options.manual else "auto" if options.auto else None,
    }
    given = {name: value for name, value in said.items() if value is not None}
    if options.guided:
        from feelm.guiding import read_answers

        given = {**read_answers(Path(options.guided)), "mode": "guided", **given}
    return given


def wish_in(options: argparse.Namespace) -> Wish:
    """The wish that the options say; with ``--guided`` alone the person is asked for what is left open."""
    from feelm.wish import Wish

    given = said_in(options)
    wish = Wish(**given)
    if options.guided == "":
        from feelm.guiding import guide
        from feelm.render.progress import TerminalProgress

        progress = TerminalProgress()
        wish = guide(wish, given.keys(), _ask, patient=sys.stdin.isatty(), tell=_tell, progress=progress)
    return wish


def _ask(question: str) -> str | None:
    """Show a question on standard error and read a line from standard input; None at its end."""
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        print(line.rstrip("\n"), file=sys.stderr)
    return line.rstrip("\n") if line else None


def _tell(sentence: str) -> None:
    print(f"  {sentence}", file=sys.stderr)


def tell_notes(score: Score) -> None:
    """Say what the person should know of the score that was made."""
    for note in score.notes:
        print(f"  {note}", file=sys.stderr)
    if score.not_pictured:
        words = ", ".join(f"{u.word} ({u.reason})" for u in score.not_pictured)
        print(say(f"  not pictured: {words}", f"  그리지 않은 것: {words}"), file=sys.stderr)
