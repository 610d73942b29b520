"""The command line: arguments in, the library called, refusals turned into one sentence and exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from feelm import __version__
from feelm.errors import FeelmError, InputError
from feelm.language import say

if TYPE_CHECKING:
    from feelm.score.model import Score


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
    commands = parser.add_subparsers(required=True, metavar=say("COMMAND", "명령"))
    _add_make(commands)
    _add_render(commands)
    _add_listen(commands)
    _add_tap(commands)
    _add_styles(commands)
    _add_things(commands)
    doctor = commands.add_parser("doctor", help=say("check this installation", "설치 상태 점검"))
    doctor.set_defaults(command=_doctor)
    return parser


def _add_make(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    _add_tempo(make)
    _add_output(make, "film.mp4")
    make.set_defaults(command=_make)


def _add_tempo(parser: argparse.ArgumentParser) -> None:
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


def _add_output(parser: argparse.ArgumentParser, default: str | None) -> None:
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
        type=int,
        help=say("processes to work in (default: one per core)", "작업 프로세스 수 (기본: 코어마다 하나)"),
    )


def _add_render(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    render = commands.add_parser("render", help=say("make the film of a score", "악보대로 영화 만들기"))
    render.add_argument("score", type=Path)
    _add_output(render, None)
    render.set_defaults(command=_render)


def _add_listen(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listen = commands.add_parser(
        "listen", help=say("show what feelm hears in a song", "노래에서 들은 것 보이기")
    )
    listen.add_argument("music", type=Path)
    listen.add_argument(
        "-o", "--output", type=Path, help=say("the picture to write (.png)", "만들 그림 (.png)")
    )
    _add_tempo(listen)
    listen.set_defaults(command=_listen)


def _add_tap(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tap = commands.add_parser("tap", help=say("tap the beat of a song", "노래의 박 치기"))
    tap.add_argument("music", type=Path)
    tap.add_argument(
        "-o", "--output", type=Path, help=say("where the taps go (.json)", "친 박을 담을 파일 (.json)")
    )
    tap.set_defaults(command=_tap)


def _add_styles(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    styles = commands.add_parser("styles", help=say("list the painting styles", "화풍 목록"))
    styles.add_argument(
        "-o", "--output", type=Path, help=say("write a sample sheet (.png)", "견본 그림 만들기 (.png)")
    )
    styles.set_defaults(command=_styles)


def _add_things(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    things = commands.add_parser(
        "things",
        help=say(
            "find things that can stand in a picture, or `add` your own",
            "그림에 놓을 것 찾기, `add`로 더하기",
        ),
    )
    things.add_argument("words", nargs="+", metavar=say("WORD | add FOLDER", "낱말 | add 폴더"))
    things.set_defaults(command=_things)


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


def _styles(options: argparse.Namespace) -> int:
    from feelm.painter import draw_style_sheet, list_styles

    for style in list_styles():
        print(f"{style.name:24} {style.name_ko:12} {style.look}")
    if options.output:
        draw_style_sheet(options.output)
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


if __name__ == "__main__":
    sys.exit(main())
