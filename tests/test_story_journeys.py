"""Sentences that go from place to place, and pronouns that look for whom they mean."""

from __future__ import annotations

import pytest
from test_story_kit import things_of, told


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("We left the village and went down to the sea.", ["village", "sea"]),
        ("골목을 지나 바다로 갔다.", ["street", "sea"]),
        ("She walked from the village down to the sea.", ["village", "sea"]),
        ("The train ran from the city through the forest to the lake.", ["city", "forest", "lake"]),
        ("마을에서 바다까지 걸었다.", ["village", "sea"]),
        ("우리는 강을 건너 산으로 갔다.", ["river", "mountains"]),
        ("He got off in the city and ran to the hospital.", ["city", "hospital"]),
        # One place said twice, a path on the way and a way home are no journey.
        ("We walked along the path to the sea.", ["sea"]),
        ("서울에서 부산까지 걸었다.", ["city"]),
        ("I walked home from school.", ["classroom"]),
        ("We did not leave the village for the sea.", [None]),
        ("바다에서 놀다가 바다로 뛰어들었다.", ["sea"]),
    ],
)
def test_each_place_of_a_sentence_is_a_scene_in_order(text: str, places: list[str | None]) -> None:
    telling = told(text)
    if places == [None]:
        assert len(telling.scenes) == 1
    else:
        assert [s.place for s in telling.scenes] == places
        assert not any("place" in s.inherited for s in telling.scenes)


def test_the_scenes_of_a_journey_share_its_words_and_keep_their_things() -> None:
    text = "We left a dog in the village and rowed a boat across the sea to a tree."
    scenes = told(text).scenes
    assert [set(things_of(s)) for s in scenes] == [{"dog"}, {"boat", "tree"}]
    assert " ".join(t for s in scenes for t in s.sentences) == text


def test_whoever_travels_is_in_every_place() -> None:
    for text, who in [
        ("My father left the village and went down to the sea.", "father"),
        ("할머니는 강을 건너 산으로 올라갔다.", "할머니"),
        ("골목을 지나 바다로 갔다.", "나"),
    ]:
        scenes = told(text).scenes
        assert [[(p.word, p.pose) for p in s.people] for s in scenes] == [[(who, "walking")]] * 2
    carried = told("The train ran from the city to the sea.").scenes
    assert [things_of(s) for s in carried] == [{"train": 1}, {"train": 1}]
    stayed = told("A bird sang in the city and my mother went to the sea.").scenes
    assert [things_of(s) for s in stayed] == [{"bird": 1}, {}]


def _poses(text: str) -> dict[str, str]:
    return {p.word: p.pose for s in told(text).scenes for p in s.people}


@pytest.mark.parametrize(
    ("text", "poses"),
    [
        # By gender, across somebody nearer who does not fit.
        ("My mother met my father. She waved.", {"mother": "waving", "father": "standing"}),
        ("My grandmother sat. A boy ran. She slept.", {"grandmother": "sleeping", "boy": "running"}),
        ("할머니와 할아버지가 왔다. 그는 앉았다.", {"할머니": "walking", "할아버지": "sitting"}),
        # Of two who fit the subject of the sentence.
        ("My father met my brother. He waved.", {"father": "waving", "brother": "standing"}),
        # Somebody of unknown gender fits, and is of that gender from then on.
        ("A teacher hugged my mother. He waved.", {"teacher": "embracing", "mother": "standing"}),
        # By number: one is not several.
        ("My father came. The children ran. He waved.", {"father": "waving", "children": "running"}),
        ("The children ran. My father came. They waved.", {"children": "waving", "father": "walking"}),
        ("My mother and my father came. They danced.", {"mother": "dancing", "father": "dancing"}),
        ("엄마가 왔다. 아빠가 웃었다. 그들은 잤다.", {"엄마": "sleeping", "아빠": "sleeping"}),
    ],
)
def test_pronouns_find_whom_they_mean(text: str, poses: dict[str, str]) -> None:
    assert _poses(text) == poses


def test_a_pronoun_that_fits_nobody_is_somebody_new() -> None:
    people = [p for s in told("My mother sat. He waved.").scenes for p in s.people]
    assert [(p.word, p.gender, p.pose) for p in people] == [
        ("mother", "female", "sitting"),
        ("He", "male", "waving"),
    ]
    teacher = told("A teacher came. She waved.").scenes[0].people
    assert [(p.word, p.gender) for p in teacher] == [("teacher", "female")]


def test_people_are_remembered_across_scenes() -> None:
    scenes = told(
        "My grandmother sat in the garden. A boy ran in the city. At night she slept in the hospital."
    ).scenes
    assert [p.word for p in scenes[-1].people] == ["grandmother"]
