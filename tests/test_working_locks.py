"""Locks survive a new direction; what could not be kept is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.cli import main
from feelm.errors import InputError
from feelm.score import Camera, Grade, Score, Shot, read_score, write_score
from feelm.score.checks import check_score
from feelm.score.locks import carry_locks, lock_fields, locked_names


def film(*texts: str, length: float = 4.0, **more: object) -> Score:
    """A score with a shot of ``length`` seconds for each text."""
    shots = [
        Shot(id=f"s{n + 1:02d}", start=n * length, end=(n + 1) * length, text=text)
        for n, text in enumerate(texts)
    ]
    return Score(duration=length * len(texts), shots=shots, **more)  # type: ignore[arg-type]


def changed(score: Score, index: int, **update: object) -> Score:
    shots = [*score.shots]
    shots[index] = shots[index].model_copy(update=update)
    return score.model_copy(update={"shots": shots})


def test_a_locked_shot_goes_where_its_sentence_goes(tmp_path: Path) -> None:
    old = changed(film("A", "B", "C"), 1, locked=True, camera=Camera(move="pan_left"), size="close")
    carried = carry_locks(old, film("new", "A", "B ", "C"))
    kept = carried.score.shots[2]
    assert (kept.camera.move, kept.size, kept.id, kept.start, kept.end) == ("pan_left", "close", "s02", 8, 12)
    assert len({shot.id for shot in carried.score.shots}) == 4
    assert not carried.notes


def test_a_locked_shot_whose_sentence_is_gone_keeps_its_time_and_is_told() -> None:
    old = changed(film("A", "B", "C"), 1, locked=True, size="detail")
    carried = carry_locks(old, film("x", "y", length=6.0))
    check_score(carried.score)
    kept = next(shot for shot in carried.score.shots if shot.locked)
    assert (kept.start, kept.end, kept.size) == (4, 8, "detail")
    assert len(carried.notes) == 1 and "s02" in carried.notes[0]
    assert carried.notes[0] in carried.score.notes


def test_a_locked_shot_after_the_end_of_the_film_is_told() -> None:
    old = changed(film("A", "B", "C"), 2, locked=True)
    carried = carry_locks(old, film("x"))
    assert not any(shot.locked for shot in carried.score.shots)
    assert "s03" in carried.notes[0]


def test_locked_fields_are_merged_by_path_and_nothing_else_is() -> None:
    old = changed(
        film("A", "B"), 1, locked=["grade.warmth", "camera"], camera=Camera(move="rise"),
        grade=Grade(warmth=0.4, contrast=1.3), size="close",
    )  # fmt: skip
    new = changed(film("B", "C"), 0, grade=Grade(exposure=0.2))
    shot = carry_locks(old, new).score.shots[0]
    assert (shot.camera.move, shot.grade.warmth, shot.grade.exposure) == ("rise", 0.4, 0.2)
    assert (shot.grade.contrast, shot.size, shot.id) == (1.0, "wide", "s02")
    assert shot.locked == ["grade.warmth", "camera"]


def test_a_locked_cut_stays_where_there_is_room_and_is_told_where_there_is_none() -> None:
    old = changed(film("A", "B"), 1, locked=["start"], start=3.5)
    moved = carry_locks(old, film("A", "B"))
    assert [shot.start for shot in moved.score.shots] == [0, 3.5] and not moved.notes
    squeezed = carry_locks(old, film("B", "A"))
    assert squeezed.score.shots[0].start == 0 and "start" in squeezed.notes[0]


def test_chance_of_a_locked_shot_stays_when_the_seed_changes() -> None:
    old = changed(film("A", seed=3), 0, locked=True)
    assert carry_locks(old, film("A", seed=9)).score.shots[0].seed == 3


def test_fields_of_the_film_and_what_only_a_person_writes_are_carried() -> None:
    old = film("A", fade_out=0.3, locked=["fade_out"], signals={"glow": "kick"}, title="Old")
    score = carry_locks(old, film("B", title="New")).score
    assert (score.fade_out, score.signals, score.title, score.locked) == (
        0.3,
        {"glow": "kick"},
        "New",
        ["fade_out"],
    )


@given(
    st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([True, False])), min_size=1, max_size=6),
    st.lists(st.sampled_from("ABCD"), min_size=1, max_size=6),
    st.floats(1.0, 7.0),
)
def test_whatever_is_locked_the_film_has_no_gaps(
    olds: list[tuple[str, bool]], news: list[str], length: float
) -> None:
    old = film(*(text for text, _ in olds))
    for index, (_, locked) in enumerate(olds):
        old = changed(old, index, locked=locked)
    carried = carry_locks(old, film(*news, length=length))
    check_score(carried.score)
    kept = {shot.id for shot in carried.score.shots if shot.locked}
    lost = {shot.id for shot in old.shots if shot.locked} - kept
    assert all(any(note.startswith(name) for note in carried.notes) for name in lost), (
        "nothing is lost in silence"
    )


def test_lock_and_unlock_keep_the_comments_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    write_score(film("A", "B"), path)
    path.write_text(path.read_text().replace("- id: s02", "- id: s02  # my favourite"), encoding="utf-8")
    lock_fields(path, ["s02.camera", "s01", "fade_out", "s02.paint.style"])
    assert locked_names(read_score(path)) == ["fade_out", "s01", "s02.camera", "s02.paint.style"]
    assert "# my favourite" in path.read_text()
    lock_fields(path, ["s02.camera", "s01"], lock=False)
    assert locked_names(read_score(path)) == ["fade_out", "s02.paint.style"]


@pytest.mark.parametrize("said", ["F --unlock s02", "F s02 --unlock", "--unlock F s02"])
def test_unlock_is_written_anywhere(tmp_path: Path, said: str) -> None:
    path = tmp_path / "film.yaml"
    write_score(film("A", "B"), path)
    assert main(["lock", str(path), "s01", "s02"]) == 0
    assert main(["lock", *(str(path) if word == "F" else word for word in said.split())]) == 0
    assert locked_names(read_score(path)) == ["s01"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("s09", "s0"),
        ("s01.camra", "camera"),
        ("s01.camera.zom", "zoom"),
        ("fade", "fade"),
        ("s01.why", "lockable"),
    ],
)
def test_what_cannot_be_locked_is_told(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / "film.yaml"
    write_score(film("A", "B"), path)
    text = path.read_text()
    with pytest.raises(InputError, match=words):
        lock_fields(path, [name])
    with pytest.raises(InputError, match="not locked"):
        lock_fields(path, ["s01"], lock=False)
    assert path.read_text() == text
