"""Directing again keeps what is locked and loses nothing; guided making asks only for what is open."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from feelm.cli import main
from feelm.composer import write_flac
from feelm.errors import InputError
from feelm.guiding import guide, read_answers
from feelm.making import Wish, make_score
from feelm.remaking import make_again, wish_of
from feelm.score import read_score
from feelm.score.editing import set_fields
from feelm.score.locks import lock_fields

STORY = "A girl walks a dog along the sea.\nA white boat sails far away.\nLater it rains on the harbour."
SMALL = {"size": (96, 54), "fps": 12.0}


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("FEELM_LANG", "en")


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Twelve seconds at 120 beats a minute."""
    t = np.arange(12 * 48_000) / 48_000
    kick = np.sin(2 * np.pi * 60 * (t % 0.5)) * np.exp(-18 * (t % 0.5))
    write_flac(tmp_path / "song.flac", np.repeat(0.6 * kick[:, None], 2, axis=1).astype(np.float32))
    return tmp_path / "song.flac"


def test_again_without_any_change_gives_the_same_film(tmp_path: Path, song: Path) -> None:
    wish = Wish(story=STORY, music=song, title="Walk", mood="calm", style="honey", length_s=9.0, **SMALL)
    path = make_score(wish, tmp_path / "walk.mp4")
    text = path.read_bytes()
    remade = make_again(path, {})
    assert remade.changes == () and remade.notes == ()
    assert path.read_bytes() == text
    assert remade.before == tmp_path / "walk.before.yaml" and remade.before.read_bytes() == text


def test_again_with_other_words_keeps_what_is_locked(tmp_path: Path, song: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text(STORY, encoding="utf-8")
    path = make_score(Wish(story=str(words), music=song, **SMALL), tmp_path / "walk.score.yaml")
    old = read_score(path)
    boat = next(index for index, shot in enumerate(old.shots) if "boat" in shot.text)
    set_fields(path, {("shots", boat, "camera", "move"): "tilt_up", ("fade_out",): 0.25})
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    lock_fields(path, [old.shots[boat].id, "fade_out"])
    words.write_text("Snow falls on the mountains.\nThe wind blows.\n" + STORY, encoding="utf-8")
    remade = make_again(path, {"title": "Again"})
    new = read_score(path)
    kept = next(shot for shot in new.shots if shot.locked is True)
    assert "boat" in kept.text and kept.camera.move == "tilt_up" and kept.id == old.shots[boat].id
    assert new.shots.index(kept) > boat, "it went with its sentence"
    assert (new.fade_out, new.title, new.size) == (0.25, "Again", (96, 54))
    assert any("now" in shot.text for shot in new.shots) and remade.changes
    assert remade.before is not None and remade.before.read_text(encoding="utf-8").startswith("# mine")
    again = make_again(path, {})
    assert again.before == tmp_path / "walk.before-2.yaml", "nothing that was kept is overwritten"
    assert next(shot for shot in read_score(path).shots if shot.locked is True).camera.move == "tilt_up"


def test_again_keeps_the_music_that_was_composed_before(tmp_path: Path) -> None:
    path = make_score(Wish(story=STORY, length_s=6.0, **SMALL), tmp_path / "walk.score.yaml")
    music = (tmp_path / "walk.music.flac").read_bytes()
    make_again(path, {"seed": 11})
    assert (tmp_path / "walk.music.flac").read_bytes() != music
    before = read_score(tmp_path / "walk.before.yaml")
    assert before.music is not None and (tmp_path / before.music.file).read_bytes() == music
    assert not list(tmp_path.glob(".*"))


def test_again_when_something_is_gone(tmp_path: Path, song: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text(STORY, encoding="utf-8")
    path = make_score(Wish(story=str(words), music=song, **SMALL), tmp_path / "walk.score.yaml")
    words.unlink()
    wish, notes = wish_of(read_score(path), path, {})
    assert wish.story == STORY and len(notes) == 1 and "words.txt" in notes[0]
    song.rename(tmp_path / "other.flac")
    with pytest.raises(InputError, match="not there any more"):
        make_again(path, {})
    assert not (tmp_path / "walk.before.yaml").exists()
    make_again(path, {"music": tmp_path / "other.flac"})
    score = read_score(path)
    assert score.music is not None and score.music.file == "other.flac"


def test_a_tapped_beat_stays_while_the_music_is_the_same(tmp_path: Path, song: Path) -> None:
    taps = tmp_path / "taps.json"
    taps.write_text("[0.1, 0.7, 1.3, 1.9, 2.5, 3.1, 3.7, 4.3]", encoding="utf-8")
    path = make_score(Wish(music=song, taps=taps, **SMALL), tmp_path / "walk.score.yaml")
    taps.unlink()
    old = read_score(path).music
    make_again(path, {"seed": 3})
    new = read_score(path).music
    assert old is not None and new is not None and old.beats and new.beats == old.beats


def answers(*lines: str | None):  # type: ignore[no-untyped-def]
    waiting = iter(lines)
    asked: list[str] = []

    def ask(question: str) -> str | None:
        asked.append(question)
        return next(waiting, None)

    return ask, asked


def test_guided_asks_for_what_is_open_and_an_accepted_proposal_is_an_answer() -> None:
    ask, asked = answers("", "grief", "", "The Sea", "yes")
    wish = guide(Wish(story=STORY, **SMALL), {"story"}, ask, patient=False, tell=print)
    assert len(asked) == 5 and wish.mode == "guided"
    assert wish.length_s is not None and f"[{wish.length_s:g}s]" in asked[0]
    assert wish.style is not None and f"[{wish.style}]" in asked[2]
    assert (wish.mood, wish.title, wish.captions) == ("grief", "The Sea", True)
    ask, asked = answers(None)
    given = {"story", "length_s", "style", "title", "captions"}
    wish = guide(Wish(story=STORY, style="honey", length_s=20.0), given, ask, patient=False, tell=print)
    assert len(asked) == 1 and (wish.mood, wish.style) == (None, "honey")


def test_a_wrong_answer_is_asked_for_again_at_a_terminal_and_refused_from_a_pipe() -> None:
    told: list[str] = []
    given = {"story", "style", "title", "captions", "mood"}
    ask, asked = answers("long", "12s")
    wish = guide(Wish(story=STORY), given, ask, patient=True, tell=told.append)
    assert wish.length_s == 12 and len(asked) == 2 and "not a length" in told[0]
    ask, _ = answers("long", "12s")
    with pytest.raises(InputError, match="not a length"):
        guide(Wish(story=STORY), given, ask, patient=False, tell=told.append)


@pytest.mark.parametrize("name", ["a.toml", "a.yaml"])
def test_answers_from_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "words.txt").write_text(STORY, encoding="utf-8")
    pairs = {
        "story": '"words.txt"',
        "length": '"0:20"',
        "captions": "true",
        "size": '"96x54"',
        "mood": '"그리움"',
    }
    sign = " = " if name.endswith("toml") else ": "
    file = tmp_path / name
    file.write_text("\n".join(key + sign + value for key, value in pairs.items()), encoding="utf-8")
    assert read_answers(file) == {
        "story": str(tmp_path / "words.txt"), "length_s": 20.0, "captions": True, "size": (96, 54), "mood": "그리움",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lenght = 3", "did you mean `length`"),
        ('length = "x"', "a.toml, length"),
        ("=", "TOML"),
        ("fps = [1]", "fps"),
    ],
)
def test_answers_that_cannot_be_used(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        read_answers(tmp_path / "a.toml")
    assert words in str(refusal.value)


def test_the_commands_from_end_to_end(
    tmp_path: Path, song: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    score = str(tmp_path / "walk.score.yaml")
    monkeypatch.setattr("sys.stdin", io.StringIO("8s\nlonging\n\n\n\n"))
    made = ["score", "--music", str(song), "--size", "96x54", "--guided", "-o", score]
    assert main(made) == 0, capsys.readouterr().err
    first = read_score(score)
    assert first.brief is not None and (first.brief.mode, first.brief.mood, first.brief.length) == (
        "guided",
        "longing",
        8,
    )
    assert first.brief.style == first.shots[0].paint.style
    assert main(["lock", score, "s01.size"]) == 0 and "s01.size" in capsys.readouterr().out
    assert main(["score", "--again", score, "--title", "New"]) == 0
    told = capsys.readouterr()
    assert (
        told.out.strip() == score and "title: nothing → “New”" in told.err and "walk.before.yaml" in told.err
    )
    assert main(["score", "--again", score, "--guided"]) == 2
    assert main(["diff", str(tmp_path / "walk.before.yaml"), score]) == 1
    assert main(["lock", score, "s99"]) == 2


def test_modes_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["score", "--auto", "--manual"])
    assert left.value.code == 2
