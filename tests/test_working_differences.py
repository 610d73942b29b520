"""What changed, in the film's terms: shots matched by name, words or time; values before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from feelm.cli import main
from feelm.score import (
    Camera,
    FeelingTrack,
    Grade,
    Moment,
    Paint,
    Player,
    Score,
    Shot,
    WorldPlan,
    write_score,
)
from feelm.score.differences import describe_differences, differences
from feelm.score.model import Keys, Music


def shot(name: str, start: float, end: float, **more: object) -> Shot:
    return Shot(id=name, start=start, end=end, **more)  # type: ignore[arg-type]


def film(*shots: Shot, **more: object) -> Score:
    return Score(duration=float(shots[-1].end), shots=list(shots), **more)  # type: ignore[arg-type]


def told(before: Score, after: Score) -> list[tuple[str, str, str, str, str]]:
    return [(c.kind, c.shot, c.field, c.before, c.after) for c in differences(before, after)]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_LANG", "en")


def test_the_same_film_has_no_differences_whatever_its_reasons() -> None:
    one = film(shot("s01", 0, 4, text="A", why={"size": "because"}), notes=["x"])
    other = film(shot("s01", 0, 4, text="A"))
    assert differences(one, other) == [] and describe_differences([]) == "the same film"


def test_what_changed_in_a_shot_is_told_field_by_field() -> None:
    before = film(shot("s01", 0, 4, text="A", camera=Camera(move="push_in"), paint=Paint(style="starry")))
    keys = Keys(keys=[(0, 1), (2, 1.2)])
    after = film(
        shot(
            "s01",
            0,
            4,
            text="A",
            camera=Camera(zoom=keys),
            paint=Paint(style="honey"),
            grade=Grade(exposure="kick"),
        )
    )
    assert told(before, after) == [
        ("changed", "s01", "camera.move", "push in", "hold"),
        ("changed", "s01", "camera.zoom", "1", "1@0 1.2@2"),
        ("changed", "s01", "paint.style", "starry", "honey"),
        ("changed", "s01", "grade.exposure", "0", "kick"),
    ]


def test_shots_are_matched_by_words_when_their_names_moved_on() -> None:
    before = film(shot("s01", 0, 4, text="A"), shot("s02", 4, 8, text="B"))
    after = film(shot("s01", 0, 3, text="new"), shot("s02", 3, 6, text="a "), shot("s03", 6, 8, text="B"))
    kinds = {(kind, name, field) for kind, name, field, *_ in told(before, after)}
    assert ("added", "s01", "") in kinds and not any(kind == "removed" for kind, *_ in kinds)
    assert ("changed", "s02", "id") in kinds and ("moved", "s03", "start") in kinds


def test_shots_without_words_are_matched_by_name_then_by_time() -> None:
    before = film(shot("a", 0, 4), shot("b", 4, 8), shot("c", 8, 9))
    after = film(shot("x", 0, 4.2), shot("b", 4.2, 9))
    assert {(kind, name) for kind, name, *_ in told(before, after)} == {
        ("changed", "x"), ("moved", "x"), ("moved", "b"), ("removed", "c"),
    }  # fmt: skip


def test_who_came_and_who_left() -> None:
    def with_players(*players: Player) -> Score:
        return film(shot("s01", 0, 4, text="A", world=WorldPlan(players=list(players))))

    before = with_players(Player(thing="dog", word="dog"), Player(person="elder", gender="female"))
    after = with_players(Player(thing="dog", word="dog", count=3), Player(thing="cat"))
    assert [(f, b, a) for *_, f, b, a in told(before, after)] == [
        ("world.players.count", "3 × dog 1", "3 × dog 3"),
        ("world.players", "elder, female, standing", ""),
        ("world.players", "", "cat"),
    ]


def test_music_words_and_feeling_of_the_whole() -> None:
    def track(valence: float) -> FeelingTrack:
        return FeelingTrack(fused=[Moment(t=t, valence=valence, arousal=0.4) for t in (0, 2, 4)])

    one = film(
        shot("s01", 0, 4),
        story="A.\nB.",
        feeling=track(0.7),
        music=Music(file="a.ogg", digest="1"),
        title="T",
    )
    other = film(
        shot("s01", 0, 4),
        story="A.\nC.",
        feeling=track(-0.6),
        music=Music(file="b.ogg", digest="1", tempo=90.0),
    )
    lines = {field: (before, after) for _, _, field, before, after in told(one, other)}
    assert lines["story"] == ("“B.”", "“C.”")
    assert lines["music.file"] == ("a.ogg", "b.ogg") and lines["music.tempo"] == ("", "90")
    assert lines["feeling"][0].startswith("joy") and lines["feeling"][1].startswith(("fear", "unease"))
    assert lines["title"] == ("“T”", "")


def test_slight_changes_are_counted_apart() -> None:
    dark, darker = WorldPlan(accent="#102030"), WorldPlan(accent="#112131")
    before = film(shot("s01", 0, 4, text="# one", world=dark, grade=Grade(warmth=0.1, contrast=1.0)))
    after = film(shot("s01", 0, 4, text="# two", world=darker, grade=Grade(warmth=0.11, contrast=1.4)))
    assert [(c.field, c.slight) for c in differences(before, after)] == [
        ("text", False), ("world.accent", True),
        ("grade.contrast", False), ("grade.warmth", True),
    ]  # fmt: skip
    assert "slightly: accent colour, warmth" in describe_differences(differences(before, after))


def test_the_command_answers_like_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_score(film(shot("s01", 0, 4, text="바다")), tmp_path / "a.yaml")
    write_score(film(shot("s01", 0, 4, text="바다", size="close")), tmp_path / "b.yaml")
    paths = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    assert main(["diff", paths[0], paths[0]]) == 0
    assert main(["diff", *paths]) == 1
    assert "shot size: wide → close" in capsys.readouterr().out
    assert main(["diff", paths[0], str(tmp_path / "c.yaml")]) == 2
