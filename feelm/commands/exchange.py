"""``feelm import``: films of other tools become scores."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.errors import OutputError
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    bring = commands.add_parser(
        "import",
        help=say("make a score of a Deforum or Parseq file", "Deforum이나 Parseq 파일로 악보 만들기"),
    )
    bring.add_argument("tool", choices=("deforum",), help=say("whose file it is", "어느 도구의 파일인지"))
    bring.add_argument("file", type=Path, help=say("the settings file", "설정 파일"))
    bring.add_argument(
        "-o",
        "--output",
        metavar="SCORE",
        type=Path,
        help=say("the score to write (.yaml)", "쓸 악보 (.yaml)"),
    )
    bring.add_argument(
        "--music", metavar="FILE", type=Path, help=say("a song for the film", "영화에 쓸 노래")
    )
    bring.add_argument(
        "--fit",
        choices=("music",),
        help=say("let the film be as long as the song", "영화 길이를 노래에 맞추기"),
    )
    bring.add_argument("--brief", action="store_true", help=say("a short report", "보고를 짧게"))
    bring.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    from feelm.score import write_score
    from feelm.score.exchange import describe, import_deforum

    source: Path = options.file
    target: Path = options.output or source.with_name(f"{source.stem}.score.yaml")
    if not target.absolute().parent.is_dir():
        raise OutputError(
            "there is no such folder", where=str(target.parent), fix="make it first, or choose another"
        )
    brought = import_deforum(
        source, score_folder=target.absolute().parent, music=options.music, fit_music=options.fit == "music"
    )
    write_score(brought.score, target)
    print(describe(brought.report, full=not options.brief))
    print()
    print(target)
    return 0
