"""``feelm feel plot``."""

from __future__ import annotations

import argparse
from pathlib import Path

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the command."""
    plot = commands.add_parser(
        "plot", help=say("draw a feeling curve with its bands", "느낌 곡선을 폭과 함께 그리기")
    )
    plot.add_argument("curve", type=Path, help=say("a curve (.csv)", "곡선 파일 (.csv)"))
    plot.add_argument(
        "-o", "--output", type=Path, help=say("the picture (.png or .svg)", "그림 (.png 또는 .svg)")
    )
    plot.set_defaults(command=_plot)


def _plot(options: argparse.Namespace) -> int:
    from feelm.decoding.curve_drawing import draw_feeling

    picture = options.output or options.curve.with_suffix(".png")
    print(draw_feeling(options.curve, picture))
    return 0
