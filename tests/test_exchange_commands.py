"""``feelm import`` and ``feelm export`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange_files import DOCUMENT, SETTINGS

from feelm.cli import main
from feelm.score import read_score

FILM = "schema: feelm-score/1\nduration: 1\nshots: [{id: a, start: 0, end: 1}]\n"


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
     ["import", "deforum", "a.txt", "--music", "none.mp3"], ["import", "deforum", "a.txt", "-o", "no/where.yaml"],
     ["import", "deforum", "a.txt", "-o", "a.txt"], ["import", "deforum", "d.json"], ["import", "parseq", "s.json"],
     ["export", "srt", "f.yaml", "-o", "f.yaml"], ["export", "otio", "f.yaml", "-o", "no/where.otio"],
     ["export", "edl", "f.yaml", "-o", "a.txt"], ["export", "otio", "f.yaml", "--media", "a.txt"],
     ["export", "otio", "f.yaml", "--media", "gone.mov"]],
)  # fmt: skip
def test_mistakes_end_in_one_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_text("{", encoding="utf-8")
    Path("a.txt").write_text("{}", encoding="utf-8")
    Path("d.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    Path("s.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    Path("f.yaml").write_text(FILM, encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    assert main(arguments) == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before, "nothing was written"
    told = capsys.readouterr().err
    assert told.startswith("feelm: ") and told.count("\n") == 1


def test_half_a_letter_becomes_a_sign_that_can_be_written(tmp_path: Path) -> None:
    half = r'{"max_frames": 9, "prompts": {"0": "a fox \ud83e, \\ud83e and \ud83e\udd8a"}}'
    (tmp_path / "a.txt").write_text(half, encoding="utf-8")
    assert main(["import", "deforum", str(tmp_path / "a.txt")]) == 0
    prompt = read_score(tmp_path / "a.score.yaml").shots[0].paint.prompts[0].text
    assert prompt == "a fox \ufffd, \\ud83e and \U0001f98a"
