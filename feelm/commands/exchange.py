"""``feelm import`` and ``feelm export``: films of other tools become scores, scores become files of other tools."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands, parse_size
from feelm.errors import OutputError
from feelm.language import say


def add(commands: Commands) -> None:
    """Add both commands to the command line."""
    _add_import(commands)
    _add_export(commands)


def _add_import(commands: Commands) -> None:
    bring = commands.add_parser(
        "import",
        help=say("make a score of a Deforum or Parseq file", "Deforum이나 Parseq 파일로 악보 만들기"),
    )
    bring.add_argument(
        "tool", choices=("deforum", "parseq"), help=say("whose file it is", "어느 도구의 파일인지")
    )
    bring.add_argument("file", type=Path, help=say("the settings file or document", "설정 파일이나 문서"))
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
    bring.add_argument(
        "--size", help=say("size of a Parseq film, WIDTHxHEIGHT", "Parseq 영화의 크기, 가로x세로")
    )
    bring.add_argument("--brief", action="store_true", help=say("a short report", "보고를 짧게"))
    bring.set_defaults(command=_import)


def _add_export(commands: Commands) -> None:
    give = commands.add_parser(
        "export", help=say("write a score as other tools read it", "악보를 다른 도구의 파일로 쓰기")
    )
    give.add_argument(
        "format",
        choices=("deforum", "parseq", "otio", "edl", "fcpxml", "srt", "csv"),
        help=say("what to write", "무엇으로 쓸지"),
    )
    give.add_argument("score", type=Path)
    give.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("the file to write", "쓸 파일"))
    give.add_argument(
        "--media",
        metavar="FILM|FOLDER",
        type=Path,
        help=say(
            "for otio, edl, fcpxml: the rendered film, or a folder to write each shot into",
            "otio, edl, fcpxml용: 만든 영화, 또는 장면마다 파일을 쓸 폴더",
        ),
    )
    give.set_defaults(command=_export)


def _export(options: argparse.Namespace) -> int:
    from feelm.score.exchange import export_score

    print(export_score(options.score, options.format, options.output, media=options.media))
    return 0


def _import(options: argparse.Namespace) -> int:
    from feelm.errors import InputError
    from feelm.score import write_score
    from feelm.score.exchange import describe, import_deforum, import_parseq

    source: Path = options.file
    target: Path = options.output or source.with_name(f"{source.stem}.score.yaml")
    folder = target.absolute().parent
    if not folder.is_dir():
        raise OutputError(
            "there is no such folder", where=str(folder), fix="make it first, or choose another"
        )
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise OutputError("a score is written as .yaml", where=str(target), fix="give a name in .yaml")
    if target.exists() and target.samefile(source):
        raise OutputError(
            "this is the file that is read", where=str(target), fix="give the score another name"
        )
    if options.fit and options.music is None:
        raise InputError("there is no song to fit the film to", where="--fit", fix="give --music")
    fit = options.fit == "music"
    if options.tool == "parseq":
        wanted = {"size": parse_size(options.size)} if options.size else {}
        brought = import_parseq(source, score_folder=folder, music=options.music, fit_music=fit, **wanted)
    elif options.size:
        raise InputError("a Deforum file says its own size", where="--size", fix="leave it out")
    else:
        brought = import_deforum(source, score_folder=folder, music=options.music, fit_music=fit)
    write_score(brought.score, target)
    print(describe(brought.report, full=not options.brief))
    print()
    print(target)
    return 0
