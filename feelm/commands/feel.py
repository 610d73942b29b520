"""``feelm feel``: the feeling from a body's signals and from the hand. Each sub-command has a module of its own."""

from __future__ import annotations

from feelm.commands.arguments import Commands
from feelm.language import say


def add(commands: Commands) -> None:
    """Add the group to the command line."""
    from feelm.commands import (
        feel_calibrate,
        feel_decode,
        feel_erase,
        feel_live,
        feel_mirror,
        feel_plot,
        feel_press,
    )

    feel = commands.add_parser(
        "feel", help=say("the feeling: calibrate, decode, draw", "느낌: 보정하고, 읽고, 그리기")
    )
    parts = feel.add_subparsers(required=True, metavar=say("WHAT", "할 일"))
    for part in (feel_press, feel_mirror, feel_calibrate, feel_decode, feel_live, feel_plot, feel_erase):
        part.add(parts)
