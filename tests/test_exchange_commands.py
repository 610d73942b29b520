"""``feelm import`` and ``feelm export`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange_files import DOCUMENT, SETTINGS

from feelm.cli import main
from feelm.score import read_score


def test_a_settings_file_goes_in_and_every_format_comes_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a_settings.txt").write_text(json.dumps(SETTINGS), encoding="utf-8")
    score = tmp_path / "a.score.yaml"
    assert main(["import", "deforum", str(tmp_path / "a_settings.txt"), "-o", str(score)]) == 0
    told = capsys.readouterr().out
    assert "my_own_field: not a field of Deforum that feelm knows" in told
    assert "feedback.drift.dz" in told and "ControlNet" in told
    assert read_score(score).imported == {"deforum": {"my_own_field": {"a": [1, 2]}}}
    for format in ("deforum", "parseq", "otio", "edl", "fcpxml", "srt", "csv"):
        assert main(["export", format, str(score)]) == 0
        assert Path(capsys.readouterr().out.strip()).stat().st_size > 100


def test_a_document_goes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "d.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert main(["import", "parseq", str(tmp_path / "d.json"), "--size", "320x180", "--brief"]) == 0
    assert read_score(tmp_path / "d.score.yaml").size == (320, 180)


@pytest.mark.parametrize(
    "arguments",
    [["import", "deforum", "nothing.txt"], ["import", "deforum", "bad.txt"], ["import", "parseq", "bad.txt"],
     ["import", "deforum", "a.txt", "--size", "9x9"], ["import", "deforum", "a.txt", "--fit", "music"],
     ["import", "deforum", "a.txt", "--music", "none.mp3"], ["import", "deforum", "a.txt", "-o", "no/where.yaml"]],
)  # fmt: skip
def test_mistakes_end_in_one_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_text("{", encoding="utf-8")
    Path("a.txt").write_text("{}", encoding="utf-8")
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("feelm: ") and told.count("\n") == 1
