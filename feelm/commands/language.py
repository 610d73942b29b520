"""``feelm schema`` and ``feelm curves``: the language of scores, for editors and for the eye."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add both commands to the command line."""
    schema = commands.add_parser(
        "schema",
        help=say(
            "print the JSON Schema of a score, for editors that check YAML",
            "악보의 JSON Schema 보이기 (YAML 편집기용)",
        ),
    )
    schema.set_defaults(command=_schema)
    curves = commands.add_parser(
        "curves",
        help=say("draw every curve of a score under its music", "악보의 모든 곡선을 음악 아래 그리기"),
    )
    curves.add_argument("score", type=Path)
    curves.add_argument("--shot", metavar="ID", help=say("one shot alone", "한 장면만"))
    curves.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("curves.png"),
        metavar="FILE",
        help=say("the picture to write (.png or .svg)", "만들 그림 (.png 또는 .svg)"),
    )
    curves.set_defaults(command=_curves)


def _schema(options: argparse.Namespace) -> int:
    from feelm.score.schema import schema_text

    print(schema_text(), end="")
    return 0


def _curves(options: argparse.Namespace) -> int:
    from feelm.plots import plot_curves

    print(plot_curves(options.score, options.output, shot_id=options.shot))
    return 0
