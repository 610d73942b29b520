"""The exchange: films of other tools become scores, and scores become files that other tools read.

``import_deforum`` · ``import_parseq`` · ``describe`` (what became of each field) · ``export_score``. Names are
loaded when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feelm.score.exchange.deforum import Imported, import_deforum
    from feelm.score.exchange.deforum_settings import deforum_values
    from feelm.score.exchange.export import export_score
    from feelm.score.exchange.parseq import import_parseq
    from feelm.score.exchange.report import Compatibility, describe

_HOME_OF = {
    "Compatibility": "report",
    "Imported": "deforum",
    "deforum_values": "deforum_settings",
    "describe": "report",
    "export_score": "export",
    "import_deforum": "deforum",
    "import_parseq": "parseq",
}

__all__ = [
    "Compatibility",
    "Imported",
    "deforum_values",
    "describe",
    "export_score",
    "import_deforum",
    "import_parseq",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'feelm.score.exchange' has no attribute {name!r}")
    return getattr(import_module(f"feelm.score.exchange.{_HOME_OF[name]}"), name)
