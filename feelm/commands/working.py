"""Working on a film: ``feelm score``, ``board``, ``preview``, ``diff`` and ``lock``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feelm.commands.arguments import Commands, add_output
from feelm.commands.wishing import add_wish, said_in, tell_notes, wish_in
from feelm.errors import InputError
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    _add_score(commands)
    _add_board(commands)
    _add_preview(commands)
    _add_diff(commands)
    _add_lock(commands)


def _add_score(commands: Commands) -> None:
    score = commands.add_parser(
        "score",
        help=say(
            "make the score of a film only, or direct it `--again`", "영화의 악보만 만들거나 다시 연출하기"
        ),
    )
    add_wish(score)
    score.add_argument(
        "--again",
        metavar="SCORE",
        type=Path,
        help=say(
            "direct this score anew from what it was made from and the options given; what is locked stays",
            "이 악보를 그 재료와 준 선택대로 다시 연출하기, 잠긴 것은 그대로",
        ),
    )
    score.add_argument(
        "-o",
        "--output",
        metavar="SCORE",
        type=Path,
        help=say("the score to write (film.score.yaml)", "만들 악보 (film.score.yaml)"),
    )
    score.set_defaults(command=_score)


def _add_board(commands: Commands) -> None:
    board = commands.add_parser(
        "board", help=say("draw the storyboard of a score", "악보의 스토리보드 그리기")
    )
    board.add_argument("score", type=Path)
    board.add_argument(
        "-o",
        "--output",
        metavar="BOARD",
        type=Path,
        help=say("a .png or a .pdf (NAME.board.pdf)", ".png나 .pdf (이름.board.pdf)"),
    )
    board.add_argument(
        "--plain", action="store_true", help=say("pictures unpainted, faster", "그림을 칠하지 않고 더 빠르게")
    )
    board.set_defaults(command=_board)


def _add_preview(commands: Commands) -> None:
    preview = commands.add_parser(
        "preview",
        help=say(
            "the whole film, small and quick, with its time", "영화 전체를 작고 빠르게, 시간 표시와 함께"
        ),
    )
    preview.add_argument("score", type=Path)
    add_output(preview, None)
    preview.set_defaults(command=_preview)


def _add_diff(commands: Commands) -> None:
    diff = commands.add_parser(
        "diff", help=say("what changed between two scores, as a film", "두 악보가 영화로서 무엇이 다른지")
    )
    diff.add_argument("before", type=Path)
    diff.add_argument("after", type=Path)
    diff.set_defaults(command=_diff)


def _add_lock(commands: Commands) -> None:
    lock = commands.add_parser(
        "lock",
        help=say(
            "keep shots or fields when the film is directed again", "다시 연출해도 장면이나 항목 지키기"
        ),
    )
    lock.add_argument(
        "score",
        nargs="*",
        metavar=("SCORE", "SHOT[.FIELD]"),
        help=say(
            "s05, s05.camera, s05.paint.style, fade_out; none: list", "s05, s05.camera, fade_out; 없으면 목록"
        ),
    )
    lock.add_argument(
        "--unlock",
        nargs="*",
        metavar="SHOT[.FIELD]",
        help=say(
            "let go again of these, or of those named before", "이것들을, 또는 앞에 적은 것들을 다시 풀기"
        ),
    )
    lock.set_defaults(command=_lock)


def _score(options: argparse.Namespace) -> int:
    from feelm.making import make_score
    from feelm.render.progress import TerminalProgress

    if options.again is not None:
        return _again(options)
    wish = wish_in(options)
    progress = TerminalProgress()
    path = make_score(wish, options.output or Path("film.score.yaml"), progress=progress, tell=tell_notes)
    progress.close()
    print(path)
    return 0


def _again(options: argparse.Namespace) -> int:
    from feelm.remaking import make_again
    from feelm.render.progress import TerminalProgress
    from feelm.score.differences import describe_differences

    if options.guided == "":
        raise InputError(
            "a score that is directed again remembers its answers",
            where="--guided",
            fix="change them with options, such as --mood calm, or give a file of answers",
        )
    progress = TerminalProgress()
    remade = make_again(options.again, said_in(options), place=options.output, progress=progress)
    progress.close()
    for note in remade.notes:
        print(f"  {note}", file=sys.stderr)
    print(describe_differences(remade.changes), file=sys.stderr)
    if remade.before is not None:
        print(say(f"  the score before: {remade.before}", f"  이전 악보: {remade.before}"), file=sys.stderr)
    print(remade.path)
    return 0


def _board(options: argparse.Namespace) -> int:
    from feelm.board import draw_board
    from feelm.render.progress import TerminalProgress
    from feelm.wish import bare_name

    score: Path = options.score
    board = options.output or score.with_name(f"{bare_name(score)}.board.pdf")
    progress = TerminalProgress()
    pages = draw_board(score, board, painted=not options.plain, progress=progress)
    progress.close()
    for page in pages:
        print(page)
    return 0


def _preview(options: argparse.Namespace) -> int:
    from feelm.render.preview import render_preview
    from feelm.render.progress import TerminalProgress
    from feelm.wish import bare_name

    score: Path = options.score
    film = options.output or score.with_name(f"{bare_name(score)}.preview.mp4")
    progress = TerminalProgress()
    render_preview(score, film, workers=options.workers, progress=progress)
    progress.close()
    print(film)
    return 0


def _diff(options: argparse.Namespace) -> int:
    """0 when the films are the same, 1 when they differ."""
    from feelm.remaking import timed
    from feelm.score import read_score
    from feelm.score.differences import describe_differences, differences

    before, after = (timed(read_score(path), path) for path in (options.before, options.after))
    changes = differences(before, after)
    print(describe_differences(changes))
    return 1 if changes else 0


def _lock(options: argparse.Namespace) -> int:
    from feelm.score.locks import lock_fields, locked_names

    said = [*options.score, *(options.unlock or ())]
    if not said:
        raise InputError("no score is named", where="feelm lock", fix="write feelm lock SCORE s05.camera")
    score = lock_fields(Path(said[0]), said[1:], lock=options.unlock is None)
    kept = locked_names(score)
    print(say("locked: ", "잠긴 것: ") + (", ".join(kept) or say("nothing", "없음")))
    return 0
