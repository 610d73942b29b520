"""``feelm make`` and ``feelm render``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.commands.arguments import Commands, add_output, add_tempo, parse_length, parse_size, parse_tempo
from feelm.language import say

if TYPE_CHECKING:
    from feelm.score.model import Score


def add(commands: Commands) -> None:
    """Add both commands to the command line."""
    _add_make(commands)
    _add_render(commands)


def _add_make(commands: Commands) -> None:
    make = commands.add_parser(
        "make", help=say("make a film from words, music and a feeling", "글, 음악, 느낌으로 영화 만들기")
    )
    make.add_argument(
        "--story",
        metavar="TEXT|FILE",
        help=say("sentences in Korean or English, or a text file", "한국어나 영어 문장, 또는 글 파일"),
    )
    make.add_argument(
        "--music",
        metavar="FILE",
        type=Path,
        help=say("a song, or a video with sound", "노래, 또는 소리가 있는 영상"),
    )
    make.add_argument(
        "--feeling",
        metavar="FILE",
        type=Path,
        help=say(
            "a curve: CSV or JSON with t, valence, arousal",
            "느낌 곡선: t, valence, arousal이 있는 CSV나 JSON",
        ),
    )
    make.add_argument(
        "--style",
        metavar="NAME|PICTURE",
        help=say(
            "a style's name (see `feelm styles`) or any picture", "화풍 이름(`feelm styles`) 또는 아무 그림"
        ),
    )
    make.add_argument(
        "--size", default="1280x720", help=say("picture size, WIDTHxHEIGHT", "화면 크기, 가로x세로")
    )
    make.add_argument("--fps", type=float, default=24.0, help=say("frames per second", "초당 프레임"))
    make.add_argument(
        "--seed", type=int, default=7, help=say("another number, another film", "숫자가 다르면 다른 영화")
    )
    make.add_argument("--length", help=say("length of the film: 60s, 1:30, 90", "영화 길이: 60s, 1:30, 90"))
    make.add_argument("--title", default="", help=say("shown at the beginning", "처음에 보이는 제목"))
    make.add_argument(
        "--captions",
        action="store_true",
        help=say("write the sentences on the picture", "문장을 화면에 쓰기"),
    )
    make.add_argument(
        "--soundfont",
        metavar="FILE",
        type=Path,
        help=say("instruments for composed music (.sf2, .sf3)", "작곡에 쓸 악기 (.sf2, .sf3)"),
    )
    add_tempo(make)
    add_output(make, "film.mp4")
    make.set_defaults(command=_make)


def _add_render(commands: Commands) -> None:
    render = commands.add_parser("render", help=say("make the film of a score", "악보대로 영화 만들기"))
    render.add_argument("score", type=Path)
    add_output(render, None)
    render.set_defaults(command=_render)


def _make(options: argparse.Namespace) -> int:
    from feelm.making import Wish, make_film, score_path_for
    from feelm.render.progress import TerminalProgress

    wish = Wish(
        story=options.story,
        music=options.music,
        feeling=options.feeling,
        style=options.style,
        size=parse_size(options.size),
        fps=options.fps,
        seed=options.seed,
        length_s=parse_length(options.length) if options.length is not None else None,
        title=options.title,
        tempo=parse_tempo(options.tempo),
        beat_shift_s=options.beat_shift,
        taps=options.taps,
        captions=options.captions,
        sound_font=options.soundfont,
    )
    progress = TerminalProgress()
    film = make_film(wish, options.output, workers=options.workers, progress=progress, tell=_tell_notes)
    progress.close()
    print(say(f"  the score: {score_path_for(film)}", f"  악보: {score_path_for(film)}"), file=sys.stderr)
    print(film)
    return 0


def _tell_notes(score: Score) -> None:
    """Say what the person should know of the score that was made."""
    for note in score.notes:
        print(f"  {note}", file=sys.stderr)
    if score.not_pictured:
        words = ", ".join(f"{u.word} ({u.reason})" for u in score.not_pictured)
        print(say(f"  not pictured: {words}", f"  그리지 않은 것: {words}"), file=sys.stderr)


def _render(options: argparse.Namespace) -> int:
    from feelm.render import render_score
    from feelm.render.progress import TerminalProgress

    score: Path = options.score
    name = score.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".score")
    film = options.output or score.with_name(f"{name}.mp4")
    progress = TerminalProgress()
    print(render_score(score, film, workers=options.workers, progress=progress))
    progress.close()
    return 0
