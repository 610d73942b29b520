"""The published schema and the reference page say what the source says."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from feelm.cli import main
from feelm.score.describing import about_fields, about_part, parts_of
from feelm.score.easing import EASINGS
from feelm.score.functions import FUNCTIONS
from feelm.score.model import Score
from feelm.score.names import NAMES
from feelm.score.schema import PUBLISHED, json_schema, schema_text

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("write_score_reference", ROOT / "scripts" / "write_score_reference.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_property_of_the_schema_is_described() -> None:
    schema = json_schema()
    shapes: dict[str, Any] = {"Score": schema, **schema["$defs"]}
    for name, shape in shapes.items():
        assert shape.get("description"), name
        for field, said in shape.get("properties", {}).items():
            assert len(said.get("description", "")) > 5, f"{name}.{field} has no text below it"


def test_every_part_and_field_has_a_text_in_the_source() -> None:
    for part in parts_of(Score):
        assert about_part(part)
        fields = {info.alias or name for name, info in part.model_fields.items()}
        assert set(about_fields(part)) == fields, part.__name__


def test_the_published_schema_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    again = "run scripts/write_score_reference.py"
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), again
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_the_page_is_current_and_names_every_word_of_the_language(script: ModuleType) -> None:
    page = script.PAGE.read_text(encoding="utf-8")
    assert page == script.reference(), "run scripts/write_score_reference.py"
    for word in (*NAMES, *EASINGS, *(function.usage for function in FUNCTIONS.values())):
        assert f"`{word}`" in page
    for picture in script.pictures():
        assert f"score/{picture}" in page and (script.PICTURES / picture).is_file()


def test_the_example_of_the_page_is_a_score(script: ModuleType) -> None:
    from feelm.score import loads

    example = script.HEAD.split("```yaml\n")[1].split("```")[0].replace("…", "abc")
    score = loads(example.replace("end: bar 3", "end: 60"))
    assert score.signals and score.sections[1].name == "chorus"
