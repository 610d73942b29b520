"""Sentences become scenes, whatever the text: joined, cut, carried on, limited, and every noun accounted for."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_story_kit import SmallCatalogue, accounted, all_things, korean_reader, left_out, things_of, told

from feelm.story import tell
from feelm.story.english import EnglishReader
from feelm.story.scenes import MOST_SCENES
from feelm.story.teller import Teller
from feelm.vocabulary import PLACES, POSES


def test_short_neighbours_share_a_scene_and_a_new_place_opens_one() -> None:
    telling = told("A dog slept. It was old. The rain fell on the city. We walked along the beach at dawn.")
    assert [len(s.sentences) for s in telling.scenes] == [2, 1, 1]
    assert [s.place for s in telling.scenes] == [None, "city", "beach"]
    assert [s.index for s in telling.scenes] == [0, 1, 2]


def test_an_opener_that_only_sets_joins_what_follows() -> None:
    scene = told("It was a winter morning. A dog ran in the forest.").scenes
    assert len(scene) == 1
    assert (scene[0].season, scene[0].time_of_day, scene[0].place) == ("winter", "morning", "forest")
    assert not scene[0].inherited


def test_the_world_carries_on_until_it_changes() -> None:
    telling = told("눈 오는 아침 숲에서 새가 울었다. 저녁에 고양이가 왔다. 우리는 역에서 기차를 기다렸다.")
    worlds = [(s.place, s.time_of_day, s.weather, s.season) for s in telling.scenes]
    assert worlds == [
        ("forest", "morning", "snow", "winter"),
        ("forest", "dusk", None, "winter"),
        ("station", "dusk", None, "winter"),
    ]
    assert telling.scenes[1].inherited == {"place", "season"}


def test_a_new_season_brings_its_own_hour_and_weather() -> None:
    telling = told(
        "On a summer night it rained in the garden. In winter a bird sat on the old wooden chair there."
    )
    worlds = [(s.place, s.time_of_day, s.weather, s.season) for s in telling.scenes]
    assert worlds == [("garden", "night", "rain", "summer"), ("garden", None, None, "winter")]


def test_a_path_or_a_bridge_does_not_leave_the_garden() -> None:
    telling = told("A cat slept in the garden. A dog ran along the path. Then we drove to the city.")
    assert {s.place for s in telling.scenes} == {"garden", "city"}


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = (
        "The old dog slept under the tree in the quiet garden, and the birds sang above the roses all morning long, "
        "while my grandmother carried bread from the house and the children ran through the tall grass."
    )
    telling = told(text)
    assert len(telling.scenes) >= 2
    assert {"dog", "tree", "bird", "rose", "bread"} <= all_things(telling)
    assert "".join(" ".join(s.sentences) for s in telling.scenes).replace(" ", "").count("dog") == 1


def test_lyrics_without_full_stops_are_read_by_line() -> None:
    telling = told(
        "a red balloon in the rain\nyour hand in my hand\n\nthe train is leaving\nand the moon is a boat"
    )
    assert {"balloon", "train", "moon"} <= all_things(telling)
    assert sum(len(s.sentences) for s in telling.scenes) == 4
    assert len(told("바다\n파도\n등대 위의 달").scenes) >= 1


def test_repeated_things_are_one_item_and_no_word_is_lost() -> None:
    telling = told("A dog barked. The puppy slept.")
    assert things_of(telling.scenes[0]) == {"dog": 1}
    assert "puppy" in accounted(telling)


def test_emoji_only() -> None:
    telling = told("🐶🐶🌧️ 😀")
    assert things_of(telling.scenes[0]) == {"dog": 2}
    assert "😀" in left_out(telling)
    assert not telling.notes


@pytest.mark.parametrize(
    "text",
    [
        "Le chien court dans le jardin. Il fait beau et les enfants jouent.",
        "犬が庭で走っています。",
        "Собака бежит по саду.",
        "El perro corre por el jardín y mi abuela canta una canción.",
        "Der Hund schläft unter dem Baum und die Großmutter singt.",
    ],
)
def test_another_language_is_named_and_still_gives_a_scene(text: str) -> None:
    telling = told(text)
    assert len(telling.scenes) >= 1
    assert len(telling.notes) == 1
    assert "Korean and English" in telling.notes[0] or "한국어와 영어" in telling.notes[0]
    assert not all_things(telling)


def test_what_is_understood_of_a_mixed_text_is_pictured() -> None:
    telling = told("Le chien dort dans le jardin. A cat slept. 새가 날았다. Собака 🌻")
    assert all_things(telling) == {"cat", "bird", "sunflower"}
    assert "2 of 4" in telling.notes[0] or "4문장 중 2문장" in telling.notes[0]


def test_english_is_not_taken_for_another_language() -> None:
    for text in [
        "Dogs bark.",
        "Rain. Wind. Silence.",
        "Minsu and Jiwoo ate kimchi.",
        "No, never!",
        "O moon, o pale lantern",
    ]:
        assert not told(text).notes


@pytest.mark.long
def test_a_text_of_200_kb_is_told_within_the_most_scenes() -> None:
    story = "A dog ran in the garden. My grandmother sat under the tree, and it rained. We drove to the city at night. "
    text = (story * 2000)[:199_000]
    start = time.perf_counter()
    telling = told(text)
    assert time.perf_counter() - start < 60
    assert len(telling.scenes) <= MOST_SCENES
    assert any("long" in note or "길어" in note for note in telling.notes)
    assert all_things(telling) == {"dog", "tree"}


def test_kiwi_is_not_loaded_for_english() -> None:
    teller = Teller(SmallCatalogue())
    teller.tell("A dog slept.")
    assert teller._korean is None
    assert tell("A dog slept.", SmallCatalogue()) == told("A dog slept.")


def test_the_room_imports_without_its_heavy_parts() -> None:
    import subprocess

    heavy = "{'kiwipiepy', 'numpy', 'emoji', 'feelm.story.teller'}"
    code = f"import sys, feelm.story; print([m for m in sys.modules if m in {heavy}])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def _check(text: str) -> None:
    telling = Teller(SmallCatalogue(), korean_reader()).tell(text)
    assert 1 <= len(telling.scenes) <= MOST_SCENES
    for scene in telling.scenes:
        assert scene.place is None or scene.place in PLACES
        assert -1 <= scene.valence <= 1
        assert -1 <= scene.arousal <= 1
        assert all(1 <= i.count <= 24 for i in scene.items)
        assert all(p.pose in POSES for p in scene.people)
    assert Teller(SmallCatalogue(), korean_reader()).tell(text) == telling


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_can_be_told(text: str) -> None:
    _check(text)


_ENGLISH = (
    "the a no not my dog dogs garden under ran there was were and , . who 's red two of in at her she it like"
)
_KOREAN = "없다 강아지 가 는 을 바다 에서 안 왔다 두 마리 처럼 의 보고 싶다 하늘 울었다 고 ㄱ"
_OTHER = "used to never full 🐶 ! \n \u200b é 12 ²"
_WORDS = st.sampled_from(f"{_ENGLISH} {_KOREAN} {_OTHER}".split(" "))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, max_size=25).map(" ".join))
def test_any_order_of_words_can_be_told(text: str) -> None:
    _check(text)


_NOUNS = [
    "dog",
    "cat",
    "sextant",
    "love",
    "garden",
    "rain",
    "grandmother",
    "hand",
    "boat",
    "sky",
    "teacher",
    "zeppelin",
    "winter",
]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(_NOUNS), min_size=1, max_size=4),
    st.sampled_from(
        [
            "The {} slept.",
            "I saw the {} in the garden.",
            "There was no {}.",
            "She walked to the {} like a bird.",
            "A {} and a tree.",
        ]
    ),
)
def test_every_noun_is_accounted_for(nouns: list[str], frame: str) -> None:
    text = " ".join(frame.format(noun) for noun in nouns)
    shown = accounted(told(text))
    assert all(noun in shown for noun in nouns)


@pytest.mark.parametrize(
    "noun",
    [
        "강아지",
        "현미경",
        "사랑",
        "마당",
        "비",
        "할머니",
        "손",
        "배",
        "하늘",
        "선생님",
        "비행선",
        "겨울",
        "올챙이",
    ],
)
@pytest.mark.parametrize(
    "frame",
    ["{}이 잤다.", "마당에서 {}을 보았다.", "{}는 없었다.", "새가 {}처럼 날았다.", "{}와 나무가 있다."],
)
def test_every_korean_noun_is_accounted_for(noun: str, frame: str) -> None:
    assert noun.removesuffix("님") in accounted(told(frame.format(noun)))


def test_the_tagger_reads_stories() -> None:
    """Nouns and verbs of fifty words that newspapers tag otherwise."""
    expected = {
        "The leaves fell and the well was dry.": {"leaf": "N", "fall": "V", "well": "N"},
        "Rain beat on the roof.": {"rain": "N", "beat": "V", "roof": "N"},
        "She waters the plants and he leaves the house.": {
            "water": "V",
            "plant": "N",
            "leave": "V",
            "house": "N",
        },
        "A watering can stood by the rocking chair.": {"can": "N", "stand": "V", "chair": "N"},
        "Before dawn the wolves howled.": {"dawn": "N", "wolf": "N", "howl": "V"},
        "I like the swing, but I fear the dark woods.": {"like": "V", "swing": "N", "fear": "V", "wood": "N"},
        "The children's kites flew high.": {"child": "N", "kite": "N", "fly": "V"},
        "Bees hum, birds sing, boats rock.": {"bee": "N", "bird": "N", "boat": "N", "sing": "V"},
    }
    from feelm.story.english_tagger import tag_words
    from feelm.story.english_token import split_words

    wrong = []
    for sentence, words in expected.items():
        tokens = split_words(sentence)
        tag_words(tokens)
        found = {t.lemma: t.tag[0] for t in tokens}
        wrong += [
            (sentence, word, found.get(word)) for word, kind in words.items() if found.get(word) != kind
        ]
    assert not wrong
    assert EnglishReader().read("").mentions == ()
