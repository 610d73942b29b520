"""The published JSON Schema of a score, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from feelm.score.functions import FUNCTIONS
from feelm.score.model import SCHEMA, Score
from feelm.score.names import NAMES


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``feelm-score/1``, with the words of the expression language."""
    schema = Score.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **schema,
        "x-signals": dict(NAMES),
        "x-functions": {function.usage: function.about for function in FUNCTIONS.values()},
    }
