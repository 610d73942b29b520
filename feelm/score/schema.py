"""The published JSON Schema of a score, for editors that complete and check YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from feelm.score.describing import about_fields, about_part, parts_of
from feelm.score.easing import EASINGS
from feelm.score.functions import FUNCTIONS
from feelm.score.model import SCHEMA, Score
from feelm.score.names import NAMES

PUBLISHED = Path(__file__).with_name("score.schema.json")
"""The schema as it comes with the package; `scripts/write_score_reference.py` writes it."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``feelm-score/1``, with the words of the expression language.

    Every property has a description.
    """
    schema = Score.model_json_schema(by_alias=True)
    for part in parts_of(Score):
        shape = schema if part is Score else schema["$defs"][part.__name__]
        shape["description"] = about_part(part)
        for name, about in about_fields(part).items():
            shape["properties"][name] = _described(shape["properties"][name], about)
    schema["$defs"]["JsonValue"]["description"] = "Anything that YAML can say."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **schema,
        "x-signals": dict(NAMES),
        "x-functions": {function.usage: function.about for function in FUNCTIONS.values()},
        "x-easings": dict(EASINGS),
    }


def _described(field: dict[str, Any], about: str) -> dict[str, Any]:
    return {"description": about, **{key: value for key, value in field.items() if key != "description"}}


def schema_text() -> str:
    """The schema as the text that is published and that ``feelm schema`` prints."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
