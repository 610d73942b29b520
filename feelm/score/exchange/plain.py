"""Foreign values as a score can keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain_json(value: Any) -> Any:
    """A value as the score can keep it: numbers that are not finite become text."""
    if isinstance(value, Mapping):
        return {str(key): plain_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(inner) for inner in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    return value
