"""The command line: what it refuses, in one sentence, with exit code 2, leaving nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.cli import main
from feelm.commands.arguments import parse_length, parse_size, parse_tempo
from feelm.composer import write_flac
from feelm.errors import FeelmError, InputError


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Four seconds of a plucked A in the folder's own ``in`` folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    t = np.arange(4 * 48_000) / 48_000
    pluck = np.sin(2 * np.pi * 220 * t) * np.exp(-4 * (t % 0.5))
    write_flac(folder / "song.flac", np.repeat(0.4 * pluck[:, None], 2, axis=1).astype(np.float32))
    return folder / "song.flac"


def refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, *arguments: str) -> str:
    """Run the command, check that it refuses as promised, and return its sentence."""
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    code = main([*arguments, "-o", str(out / "film.mp4")])
    sentence = capsys.readouterr().err.strip().splitlines()[-1]
    assert code == 2, sentence
    assert sentence.startswith("feelm: ") and sentence.endswith(".")
    assert "Traceback" not in sentence
    assert not list(out.iterdir()), "nothing is left half written"
    return sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b"this is no music at all" * 100, "not a sound"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a sound"),
    ],
)
def test_music_that_is_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, words: str
) -> None:
    music = tmp_path / "노래.mp3"
    if content is not None:
        music.write_bytes(content)
    sentence = refused(capsys, tmp_path, "make", "--music", str(music), "--story", "A dog runs.")
    assert words in sentence and "노래.mp3" in sentence


@pytest.mark.parametrize(("seconds", "level", "words"), [(5.0, 0.0, "silent"), (0.2, 0.3, "only 0.20 s")])
def test_music_in_which_nothing_can_be_heard(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, seconds: float, level: float, words: str
) -> None:
    music = tmp_path / "m.flac"
    chance = np.random.default_rng(1)
    write_flac(
        music, (level * chance.standard_normal((round(seconds * 48_000), 2))).clip(-1, 1).astype(np.float32)
    )
    assert words in refused(capsys, tmp_path, "make", "--music", str(music))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("t,valence,arousal\n0,0,0\n1,nan,0\n", "line 3: valence is not a finite number"),
        ("t,valence,arousal\n0,0,0\n2,0.1,0\n1,0,0\n", "line 4"),
        ("t,valence,arousal\n0,0,0\n1,3,0\n", "line 3"),
        ("t,valence\n0,0\n", "arousal"),
        ("", "empty"),
    ],
)
def test_curves_that_cannot_be_followed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: str, words: str
) -> None:
    curve = tmp_path / "curve.csv"
    curve.write_text(rows)
    sentence = refused(
        capsys, tmp_path, "make", "--feeling", str(curve), "--story", "A dog runs.", "--length", "5s"
    )
    assert words in sentence.lower() and "curve.csv" in sentence


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("", "the story is empty"),
        ("   \n ", "the story is empty"),
        ("missing_story_file.txt", "missing_story_file.txt: there is no such file"),
    ],
)
def test_stories_without_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, story: str, words: str
) -> None:
    assert words in refused(capsys, tmp_path, "make", "--story", story)


@pytest.mark.parametrize(
    ("option", "value"), [("--tempo", "120"), ("--beat-shift", "0.1"), ("--taps", "taps.json")]
)
def test_corrections_of_a_beat_need_music(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, value: str
) -> None:
    sentence = refused(capsys, tmp_path, "make", "--story", "A dog runs.", option, value)
    assert option in sentence and "--music" in sentence


def test_instruments_are_for_composed_music(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, song: Path
) -> None:
    sentence = refused(capsys, tmp_path, "make", "--music", str(song), "--soundfont", "piano.sf2")
    assert sentence.startswith("feelm: --soundfont")


def test_an_unknown_style_names_the_nearest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    sentence = refused(capsys, tmp_path, "make", "--story", "A dog runs.", "--style", "stary")
    assert "starry" in sentence


@pytest.mark.parametrize("size", ["1281x720", "0x0", "20000x20000", "720", "-2x4", "ax b"])
def test_sizes_that_cannot_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path, size: str) -> None:
    assert "1280x720" in refused(capsys, tmp_path, "make", "--story", "A dog runs.", f"--size={size}")


def test_nothing_to_make_a_film_from(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "--story" in refused(capsys, tmp_path, "make")


@pytest.mark.parametrize("place", ["nowhere/film.mp4", "film.avi", "."])
def test_places_where_no_film_can_be(capsys: pytest.CaptureFixture[str], tmp_path: Path, place: str) -> None:
    code = main(["make", "--story", "A dog runs.", "-o", str(tmp_path / place)])
    assert code == 2 and capsys.readouterr().err.startswith("feelm: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/proc/self").exists(), reason="needs a folder that root cannot write"
)
def test_a_folder_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["make", "--story", "A dog runs.", "-o", "/proc/self/film.mp4"])
    assert code == 2 and "/proc/self" in capsys.readouterr().err


def test_a_score_with_a_slip_is_told_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    score = tmp_path / "film.score.yaml"
    score.write_text("schema: feelm-score/1\nduration: 2\nshots:\n- {id: s01, start: 0, end: 2, camra: {}}\n")
    assert main(["render", str(score)]) == 2
    sentence = capsys.readouterr().err
    assert "line 4" in sentence and "camera" in sentence


@given(st.text(max_size=12))
def test_sizes_lengths_and_tempi_are_read_or_refused_never_more(text: str) -> None:
    for parse in (parse_size, parse_length, parse_tempo):
        try:
            parse(text)  # type: ignore[operator]
        except InputError as refusal:
            assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("text", "seconds"), [("60s", 60), ("1:30", 90), ("90", 90), ("1.5m", 90), ("45초", 45)]
)
def test_lengths(text: str, seconds: float) -> None:
    assert parse_length(text) == seconds


def test_the_command_line_loads_nothing_heavy_to_begin_with() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, feelm.cli; print(sorted(sys.modules))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert not any(f"'{heavy}'" in loaded for heavy in ("numpy", "cv2", "av", "openvino", "pydantic"))


def test_every_command_helps_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, word in (("en", "film"), ("ko", "영화")):
        monkeypatch.setenv("FEELM_LANG", language)
        with pytest.raises(SystemExit) as left:
            main(["--help"])
        assert left.value.code == 0
        assert word in capsys.readouterr().out


def test_things_and_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["things", "강아지"]) == 0
    assert "dog" in capsys.readouterr().out
    assert main(["styles"]) == 0
    assert "starry" in capsys.readouterr().out
    assert main(["things", "qqqqzzzz"]) == 2


def test_an_error_knows_its_parts() -> None:
    assert str(FeelmError("bad", where="x", fix="mend it")) == "x: bad; mend it."
