"""``feelm make`` and ``feelm render``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feelm.commands.arguments import Commands, add_output
from feelm.commands.wishing import add_wish, tell_notes, wish_in
from feelm.language import say


def add(commands: Commands) -> None:
    """Add both commands to the command line."""
    _add_make(commands)
    _add_render(commands)


def _add_make(commands: Commands) -> None:
    make = commands.add_parser(
        "make", help=say("make a film from words, music and a feeling", "글, 음악, 느낌으로 영화 만들기")
    )
    add_wish(make)
    add_output(make, "film.mp4")
    make.set_defaults(command=_make)


def _add_render(commands: Commands) -> None:
    render = commands.add_parser(
        "render", help=say("make the film of a score, or a part of it", "악보대로 영화나 그 일부 만들기")
    )
    render.add_argument("score", type=Path)
    render.add_argument(
        "--shots",
        metavar="LIST",
        help=say("only these shots: 3,5 or s03,s05 or 3-5", "이 장면만: 3,5 또는 s03,s05 또는 3-5"),
    )
    render.add_argument(
        "--from",
        dest="begin",
        default="",
        metavar="TIME",
        help=say("only from here on: 00:41, 41 or “bar 17”", "여기부터만: 00:41, 41, “bar 17”"),
    )
    render.add_argument(
        "--to", dest="end", default="", metavar="TIME", help=say("only up to here", "여기까지만")
    )
    add_output(render, None)
    render.set_defaults(command=_render)


def _make(options: argparse.Namespace) -> int:
    from feelm.making import make_film, score_path_for
    from feelm.render.progress import TerminalProgress

    wish = wish_in(options)
    progress = TerminalProgress()
    film = make_film(wish, options.output, workers=options.workers, progress=progress, tell=tell_notes)
    progress.close()
    print(say(f"  the score: {score_path_for(film)}", f"  악보: {score_path_for(film)}"), file=sys.stderr)
    print(film)
    return 0


def _render(options: argparse.Namespace) -> int:
    from feelm.render.film import render_film
    from feelm.render.part import Part, part_path_for
    from feelm.render.progress import TerminalProgress
    from feelm.wish import bare_name

    score: Path = options.score
    shots = tuple(name.strip() for name in (options.shots or "").split(",") if name.strip())
    part = Part(shots, options.begin, options.end)
    if options.shots is not None and not shots:
        from feelm.errors import InputError

        raise InputError("no shot is named", where="--shots", fix="write them like 3,5 or s03,s05")
    usual = part_path_for(score) if part else score.with_name(f"{bare_name(score)}.mp4")
    progress = TerminalProgress()
    film = render_film(
        score, options.output or usual, workers=options.workers, progress=progress, part=part or None
    )
    progress.close()
    print(film)
    return 0
