"""The commands of ``feelm``, a module for each group: arguments in, the library called, a few lines out.

``add_commands(parser)`` adds them all. A module gives ``add(commands)``; logic lives in the rooms, never here.
"""

from __future__ import annotations

import argparse

from feelm.language import say


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Add every command to the parser of the command line."""
    from feelm.commands import exchange, feel, films, language, library, music, working

    commands = parser.add_subparsers(required=True, metavar=say("COMMAND", "명령"))
    for group in (films, working, music, exchange, language, library, feel):
        group.add(commands)
