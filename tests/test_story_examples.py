"""The seven stories of ``examples/``: their concrete nouns, listed by hand, are pictured or reported.

A noun counts once for every sentence that says it. Left out of the lists on purpose: abstract nouns (song, half),
parts of bodies (손), what a text denies or only compares (looked at below), and nouns that only say where (끝).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from test_story_kit import NOT_THERE, korean_reader

from feelm.story import read_story
from feelm.story.teller import Teller
from feelm.story.telling import Telling
from feelm.things import open_catalogue

EXAMPLES = Path(__file__).parents[1] / "examples"

NOUNS = {
    "garden": """summer morning grandmother gate garden | sunflowers well butterflies roses | path can cat |
        noon tree bread honey tomatoes | rain window kitchen | evening lantern garden fireflies grass | moon roof |
        autumn leaves chair | winter snow garden | gate | spring sunflower well | morning light butterfly""",
    "sea": """dawn father boat sea | lighthouse cliff stars | wall nets seagulls | sun water | whale seagulls |
        father tea cup bread | waves boat | noon sailboat horizon | evening beach basket fish shell""",
    "city_night": """midnight door stairs street | rain cars lights puddles | taxi windows | dog fence | bottle wall |
        thunder towers lightning sky | bridge letter ring river | train city | lamp umbrella |
        dawn rain crow light""",
    "station": """clock station snow rails | suitcase guitar | train platform balloon | woman bench pigeon shoes |
        hospital bed vase flowers candle | doctor curtain | hat | station train lights | train window trees snow |
        seat guitar""",
    "grandmother_house": """골목 감나무 집 | 여름 마당 해바라기 강아지 평상 | 할머니 부엌 옥수수 마루 수박 |
        저녁 굴뚝 연기 반딧불이 논 | 별 밤 할머니 부채 | 가을 장독 단풍잎 | 겨울 | 마당 등불 | 마루 고무신 |
        할머니 | 감나무 감""",
    "school": """종 아이 운동장 | 벚꽃 하늘 | 공 강아지 | 선생 창문 | 점심 나무 김밥 귤 | 음악실 피아노 나비
        화단 | 소나기 운동장 무지개 | 무지개 | 풍선 하늘 | 해 자전거 집""",
    "winter_mountain": """해 산 눈 | 손전등 소나무 숲 | 발자국 눈 | 까마귀 나뭇가지 | 늑대 바람 절벽 | 바위 | 손전등 |
        눈보라 곰 | 눈길 | 계곡 오두막 | 문 오두막 난로 | 새벽 눈 사슴 창""",
}
DENIED = {
    "garden": {"lantern"}, "sea": {"wind", "cradle"}, "city_night": set(), "station": {"music"},
    "grandmother_house": {"할머니", "강아지"}, "school": {"눈"}, "winter_mountain": {"길", "달"},
}  # fmt: skip


def nouns_of(name: str) -> list[str]:
    return NOUNS[name].replace("|", " ").split()


@cache
def telling_of(name: str) -> Telling:
    korean = korean_reader() if name in {"grandmother_house", "school", "winter_mountain"} else None
    return Teller(open_catalogue(), korean).tell(read_story(str(EXAMPLES / f"{name}.txt")))


def pictured_words(telling: Telling) -> str:
    words: list[str] = []
    for scene in telling.scenes:
        words += [i.word for i in scene.items] + [p.word for p in scene.people]
        words += [w for w, kind in scene.setting if kind != "kind"]
    return " | ".join(words).lower()


@pytest.mark.parametrize("name", sorted(NOUNS))
def test_nine_in_ten_concrete_nouns_are_pictured_and_all_are_accounted_for(name: str) -> None:
    telling = telling_of(name)
    pictured = pictured_words(telling)
    listed = " | ".join(u.word for u in telling.not_pictured).lower()
    kinds = " | ".join(w for s in telling.scenes for w, _ in s.setting).lower()
    nouns = nouns_of(name)
    shown = [noun for noun in nouns if noun in pictured]
    missing = sorted({noun for noun in nouns if noun not in pictured})
    assert len(shown) >= 0.9 * len(nouns), missing
    assert all(noun in pictured or noun in listed or noun in kinds for noun in nouns), missing


@pytest.mark.parametrize("name", sorted(NOUNS))
def test_what_the_stories_deny_or_compare_is_listed(name: str) -> None:
    reasons = {u.word: u.reason for u in telling_of(name).not_pictured if u.reason in NOT_THERE}
    assert DENIED[name] <= set(reasons)


@pytest.mark.parametrize("name", sorted(NOUNS))
def test_the_stories_make_films(name: str) -> None:
    telling = telling_of(name)
    sentences = read_story(str(EXAMPLES / f"{name}.txt")).strip().splitlines()
    assert 6 <= len(sentences) <= 12
    assert 6 <= len(telling.scenes) <= 12
    assert not telling.notes
    assert len({s.place for s in telling.scenes if s.place}) >= 2
    assert sum(bool(s.items or s.people) for s in telling.scenes) >= len(telling.scenes) - 2


def test_their_feelings_differ() -> None:
    mean = {
        name: sum(s.valence for s in telling_of(name).scenes) / len(telling_of(name).scenes) for name in NOUNS
    }
    assert mean["school"] > mean["winter_mountain"]
    assert mean["garden"] > mean["city_night"]
    assert mean["sea"] > mean["city_night"]
    assert mean["garden"] > mean["station"]


@pytest.mark.parametrize(
    ("text", "thing", "count"),
    [
        ("A white boat sails far away.", "fishing_boat", 1),
        ("She walked along the path with a watering can.", "watering_can", 1),
        ("비 오는 날 버스 뒷자리에서 창밖을 보며 울었다.", "bus_seat", 1),
    ],
)
def test_words_that_look_like_other_words(text: str, thing: str, count: int) -> None:
    items = [item for scene in read(text).scenes for item in scene.items]
    assert [item.count for item in items if item.thing == thing] == [count]
    assert not {item.thing for item in items} & {"sailing_boat", "canned_food"}


def test_words_of_time_say_when_and_are_not_missed() -> None:
    telling = read("어느 날 강아지가 왔다. 그때 비가 왔다. One day a dog came.")
    when = [word for scene in telling.scenes for word, kind in scene.setting if kind == "when"]
    assert {"날", "day"} <= set(when)
    assert not {"날", "때", "day"} & {one.word for one in telling.not_pictured}


def test_reasons_are_in_the_language_of_the_text() -> None:
    korean, english = read("사랑이 왔다. 강아지는 없었다."), read("Love came. There was no dog.")
    assert korean.not_pictured and all("가" <= one.reason[0] <= "힣" for one in korean.not_pictured)
    assert english.not_pictured and all(one.reason.isascii() for one in english.not_pictured)


def test_the_teller_sits_where_the_words_say_and_is_grown_up_when_longing() -> None:
    scene = read("할머니는 부엌에서 옥수수를 찌고, 나는 마루에 앉아 수박을 먹었다.").scenes[0]
    assert {(person.word, person.pose) for person in scene.people} == {
        ("할머니", "standing"),
        ("나", "sitting"),
    }
    assert read("I miss the blue gate.").scenes[0].people[0].age == "adult"
    assert read("우리는 자전거를 타고 집으로 돌아갔다.").scenes[0].place != "room"
    assert read("She walked along the path of the garden.").scenes[0].place == "garden"


def read(text: str) -> Telling:
    return Teller(open_catalogue(), korean_reader()).tell(text)
