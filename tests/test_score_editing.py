"""Fields of a score file set in place: what a person wrote around them stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.errors import ScoreError
from feelm.score import loads, read_score, set_fields
from feelm.score.document import read_tree
from feelm.score.editing import edited

TEXT = """\
# My film about the sea.
schema: feelm-score/1
size: [640,   360]      # small, to try
duration: 10
title: >-
  The sea
  at night
seed:
shots:
  - id: s01   # the beginning
    start: 0
    end: 4.25
    camera: {move: push_in, zoom: "1 + 0.1 * kick"}   # slow
    why:
      size: says where we are   # from the words
      # nothing more yet

  # the second one
  - id: s02
    start: 4.25
    end: 10
    world: {players: [{thing: boat}, {thing: gull, count: 3}]}
    text: |
      Then
      night.
"""


@pytest.mark.parametrize(
    ("place", "value", "old", "new"),
    [
        (("duration",), 12.5, "duration: 10\n", "duration: 12.5\n"),
        (("size",), [320, 180], "size: [640,   360]      # small", "size: [320, 180]      # small"),
        (("size", 0), 320, "[640,   360]", "[320,   360]"),
        (("title",), "Sea: night", "title: >-\n  The sea\n  at night\n", 'title: "Sea: night"\n'),
        (("seed",), 3, "seed:\n", "seed: 3\n"),
        (("shots", 0, "camera", "move"), "hold", "{move: push_in,", "{move: hold,"),
        (("shots", 0, "camera", "x"), "t, 1", '* kick"}', '* kick", x: "t, 1"}'),
        (("shots", 0, "why", "move"), "", "from the words\n", 'from the words\n      move: ""\n'),
        (("shots", 0, "locked"), True, "from the words\n", "from the words\n    locked: true\n"),
        (("shots", 1, "locked"), ["camera"], "      night.\n", "      night.\n    locked: [camera]\n"),
        (("shots", 1, "paint", "style"), "ink", "      night.\n", "      night.\n    paint: {style: ink}\n"),
        (("shots", 1, "text"), "short", "text: |\n      Then\n      night.\n", "text: short\n"),
        (("shots", 1, "world", "players", 1, "count"), 4, "count: 3", "count: 4"),
        (("shots", 1, "world", "players", 2), {"thing": "cat"}, "count: 3}]", "count: 3}, {thing: cat}]"),
        (("notes",), ["a"], "      night.\n", "      night.\nnotes: [a]\n"),
    ],
)
def test_one_change_touches_nothing_else(place: tuple[Any, ...], value: object, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert edited(TEXT, {place: value}) == TEXT.replace(old, new)


def test_several_changes_of_one_group_are_made_together() -> None:
    out = edited(
        TEXT,
        {
            ("notes",): ["a"],
            ("shots", 1, "paint", "style"): "ink",
            ("shots", 1, "paint", "boil"): 2,
            ("shots", 1, "locked"): True,
            ("shots", 0, "start"): 0.5,
        },
    )
    assert out == TEXT.replace("start: 0\n", "start: 0.5\n").replace(
        "night.\n", "night.\n    paint: {style: ink, boil: 2}\n    locked: true\nnotes: [a]\n"
    )


@pytest.mark.parametrize(
    "place", [(), ("shots", 7, "id"), ("shots", "id"), ("duration", "x"), ("shots", 0, 1), ("fps", 0)]
)
def test_a_place_that_is_not_there_is_refused(place: tuple[Any, ...]) -> None:
    with pytest.raises(ScoreError):
        edited(TEXT, {place: 1})


def test_a_file_is_changed_only_into_a_good_score(tmp_path: Path) -> None:
    path = tmp_path / "film.score.yaml"
    path.write_text(TEXT.replace("seed:\n", ""), encoding="utf-8")
    set_fields(path, {("shots", 0, "locked"): True})
    assert read_score(path).shots[0].locked is True
    good = path.read_bytes()
    for change in ({("duration",): 11.0}, {("shots", 0, "camera", "move"): "jump"}, {("nonsense",): 1}):
        with pytest.raises(ScoreError):
            set_fields(path, change)
        assert path.read_bytes() == good
    assert [file.name for file in tmp_path.iterdir()] == ["film.score.yaml"]


def test_line_ends_of_another_system_stay(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    out = edited(text, {("duration",): 11, ("shots", 0, "camera", "move"): "hold"})
    assert out == text.replace("duration: 10", "duration: 11").replace("push_in", "hold")


plain = st.none() | st.booleans() | st.integers(-999, 999) | st.floats(-9, 9) | st.text(max_size=12)
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
trees = st.dictionaries(
    names,
    st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@given(
    trees, names, plain | st.lists(plain, max_size=3) | st.dictionaries(names, plain, max_size=2), st.data()
)
@settings(max_examples=150, deadline=None)
def test_a_change_has_its_value_and_leaves_the_others(
    tree: dict[str, Any], key: str, value: object, data: st.DataObject
) -> None:
    from feelm.score.emit import emit

    before = emit(tree, frozenset(data.draw(st.sets(st.sampled_from(sorted(tree))))))
    place: tuple[str | int, ...] = (key,)
    groups = [(name,) for name, inner in tree.items() if isinstance(inner, dict)]
    if groups and data.draw(st.booleans()):
        place = (*data.draw(st.sampled_from(groups)), key)
    wanted = {name: dict(inner) if isinstance(inner, dict) else inner for name, inner in tree.items()}
    (wanted if len(place) == 1 else wanted[str(place[0])])[key] = value
    after = read_tree(edited(before, {place: value}), "made").plain()
    assert after == read_tree(emit(wanted, frozenset()), "made").plain()


def test_the_example_of_the_language_stays_a_score_after_a_change() -> None:
    assert loads(edited(TEXT.replace("seed:\n", ""), {("fps",): 25})).fps == 25.0
