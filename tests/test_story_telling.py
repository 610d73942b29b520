"""What Korean, English and mixed sentences put in the picture, and what they keep out of it."""

from __future__ import annotations

import pytest
from test_story_kit import NOT_THERE, accounted, all_things, left_out, things_of, told

from feelm.story.reasons import reason_in
from feelm.story.telling import Person


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Three dogs and a cat slept under the tree.", {"dog": 3, "cat": 1, "tree": 1}),
        ("할머니 집 마당에는 노란 해바라기 세 그루가 서 있었다.", {"sunflower": 3, "house": 1}),
        ("두 마리의 고양이가 자고 있었다.", {"cat": 2}),
        ("강아지 다섯 마리와 고양이 한 마리가 왔다.", {"dog": 5, "cat": 1}),
        ("12 birds flew over two boats.", {"bird": 12, "boat": 2}),
        ("A flock of birds and a pair of dogs.", {"bird": 5, "dog": 2}),
        ("There were many candles on the table.", {"candle": 5, "table": 1}),
        ("새 3마리가 나무 위에 앉았다.", {"bird": 3, "tree": 1}),
        ("꽃이 많다.", {"flower": 5}),
        ("나무들 사이로 새들이 날았다.", {"tree": 3, "bird": 3}),
        ("방에 cat과 red balloon이 있다.", {"cat": 1, "balloon": 1}),
        ("Leaves fell, and the roses bloomed.", {"leaf": 3, "rose": 3}),
        ("🐶 🎹 🌻🌻🌻", {"dog": 1, "piano": 0, "sunflower": 3}),
    ],
)
def test_things_and_their_number(text: str, things: dict[str, int]) -> None:
    found = {k: v for scene in told(text).scenes for k, v in things_of(scene).items()}
    assert found == {k: v for k, v in things.items() if v}


@pytest.mark.parametrize(
    ("text", "thing", "colours", "size", "action"),
    [
        ("A huge red balloon floated above the sea.", "balloon", ("#c8352e",), 1.8, "float"),
        ("The moon was huge and yellow.", "moon", ("#f2c230",), 1.8, None),
        ("A tiny black and white cat ran.", "cat", ("#1d1c20", "#f5f3ec"), 0.45, "run"),
        ("작은 노란 새가 날아갔다.", "bird", ("#f2c230",), 0.65, "fly"),
        ("커다란 나무가 바람에 흔들렸다.", "tree", (), 1.8, "sway"),
        ("지붕 위에서 빨간 풍선이 떠올랐다.", "balloon", ("#c8352e",), 1.0, "fly"),
        ("A bird danced in the rain.", "bird", (), 1.0, "fly"),
        ("The dog barked.", "dog", (), 1.0, "bark"),
        ("주황색 연이 하늘을 날았다.", "kite", ("#ef8d32",), 1.0, "fly"),
    ],
)
def test_colour_size_and_action(
    text: str, thing: str, colours: tuple[str, ...], size: float, action: str | None
) -> None:
    items = [item for scene in told(text).scenes for item in scene.items if item.thing == thing]
    assert len(items) == 1
    assert (items[0].colours, items[0].size, items[0].action) == (colours, size, action)


@pytest.mark.parametrize(
    ("text", "place", "hour", "weather", "season"),
    [
        ("비 오는 날 버스 뒷자리에서 창밖을 보며 울었다.", "bus", None, "rain", None),
        ("At dawn we stood on the beach in the fog.", "beach", "dawn", "fog", None),
        ("벚꽃이 핀 운동장에서 뛰었다.", "schoolyard", None, None, "spring"),
        ("눈이 내리는 밤, 골목을 걸었다.", "street", "night", "snow", "winter"),
        ("It was raining in the city at midnight.", "city", "night", "rain", None),
        ("가을 저녁 논에 안개가 꼈다.", "rice_field", "dusk", "fog", "autumn"),
        ("In the hospital he waited.", "hospital", None, None, None),
        ("해가 지는 바다를 보았다.", "sea", "sunset", None, None),
        ("The rain stopped.", None, None, "clear", None),
        ("Winter passed.", None, None, None, "spring"),
        ("We sat in the kitchen on a sunny morning.", "kitchen", "morning", "clear", None),
        ("서울역 대합실에서 기차를 기다렸다.", "station", None, None, None),
        ("The hospital corridor smelled of soap.", "hospital", None, None, None),
        ("Tonight the city sleeps.", "city", "night", None, None),
        ("7월의 바다는 잔잔했다.", "sea", None, None, "summer"),
    ],
)
def test_where_and_when(text: str, place: str, hour: str, weather: str, season: str) -> None:
    scene = told(text).scenes[0]
    assert (scene.place, scene.time_of_day, scene.weather, scene.season) == (place, hour, weather, season)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("할머니가 부엌에 앉아 있었다.", [("할머니", "elder", "female", 1, "sitting")]),
        ("아이들이 뛰어다녔다.", [("아이", "child", "any", 3, "running")]),
        (
            "My mother hugged me.",
            [("mother", "adult", "female", 1, "embracing"), ("me", "adult", "any", 1, "standing")],
        ),
        (
            "An old man slept, and a little girl danced.",
            [("man", "elder", "male", 1, "sleeping"), ("girl", "child", "female", 1, "dancing")],
        ),
        ("나는 손을 흔들었다.", [("나", "adult", "any", 1, "waving")]),
        ("We walked.", [("We", "adult", "any", 2, "walking")]),
        ("She sat down and cried.", [("She", "adult", "female", 1, "sitting")]),
        ("골목을 걸었다.", [("나", "adult", "any", 1, "walking")]),
        ("A woman stood at the window. She waved.", [("woman", "adult", "female", 1, "waving")]),
        (
            "A boy saw a dog. They ran.",
            [("boy", "child", "male", 1, "standing"), ("They", "child", "any", 2, "running")],
        ),
        (
            "동생이 나를 꼭 안았다.",
            [("동생", "child", "any", 1, "embracing"), ("나", "adult", "any", 1, "standing")],
        ),
        (
            "The baby was asleep while my grandfather knelt.",
            [("baby", "baby", "any", 1, "standing"), ("grandfather", "elder", "male", 1, "crouching")],
        ),
    ],
)
def test_people(text: str, people: list[tuple[str, str, str, int, str]]) -> None:
    found = [p for scene in told(text).scenes for p in scene.people]
    assert [(p.word, p.age, p.gender, p.count, p.pose) for p in found] == people


NEGATED = [
    ("There was no dog in the yard.", {"dog"}, set()),
    ("There wasn't a dog, but a cat slept.", {"dog"}, {"cat"}),
    ("I never had a dog.", {"dog"}, set()),
    ("Without an umbrella she walked past the tree.", {"umbrella"}, {"tree"}),
    ("The train did not come.", {"train"}, set()),
    ("I didn't see the moon.", {"moon"}, set()),
    ("The dog is no longer here.", {"dog"}, set()),
    ("No bird sang in the tree.", {"bird"}, {"tree"}),
    ("The dog did not run.", set(), {"dog"}),
    ("She didn't open the window.", set(), {"window"}),
    ("It was not a dog.", {"dog"}, set()),
    ("Neither the dog nor the cat came home.", {"dog", "cat"}, set()),
    ("The dog was gone, and a bird flew.", {"dog"}, {"bird"}),
    ("강아지는 없었다.", {"dog"}, set()),
    ("There isn't any bread on the table.", {"bread"}, {"table"}),
    ("강아지는 없고 고양이가 자고 있었다.", {"dog"}, {"cat"}),
    ("우산 없이 나무 아래를 걸었다.", {"umbrella"}, {"tree"}),
    ("우산을 가져오지 않았다.", {"umbrella"}, set()),
    ("기차는 오지 않았다.", {"train"}, set()),
    ("나는 고양이를 본 적이 없다.", {"cat"}, set()),
    ("그것은 배가 아니었다.", {"boat"}, set()),
    ("강아지가 뛰지 않았다.", set(), {"dog"}),
    ("강아지가 안 왔다.", {"dog"}, set()),
    ("창문을 열지 않았다.", set(), {"window"}),
    ("고양이도 강아지도 없는 집에 새가 날아왔다.", {"cat", "dog"}, {"bird"}),
    ("The snow fell like leaves.", {"leaf"}, set()),
    ("Not only the dog but also the cat slept.", set(), {"dog", "cat"}),
    ("We counted cats instead of dogs.", {"dog"}, {"cat"}),
    ("No more candles, no more bells.", {"candle", "bell"}, set()),
    ("의자도, 종도, 촛불도 없다.", {"chair", "bell", "candle"}, set()),
    ("고양이와 강아지는 없었다.", {"dog", "cat"}, set()),
    ("벚꽃이 새처럼 날았다.", {"bird"}, {"cherry_blossom"}),
]


@pytest.mark.parametrize(("text", "absent", "present"), NEGATED)
def test_what_was_not_there_is_not_pictured(text: str, absent: set[str], present: set[str]) -> None:
    telling = told(text)
    shown = all_things(telling)
    assert not absent & shown
    assert present <= shown
    reasons = list(left_out(telling).values())
    assert sum(reason in NOT_THERE for reason in reasons) >= len(absent)


def test_a_denied_act_is_not_posed() -> None:
    assert told("The child did not run.").scenes[0].people == (Person("child", "child", salience=1.0),)
    assert told("아이가 운동장을 뛰어다니지 않았다.").scenes[0].people[0].pose == "standing"
    assert all(p.word != "엄마" for s in told("엄마는 돌아오지 않았다.").scenes for p in s.people)


@pytest.mark.parametrize(
    ("text", "memories", "things", "place"),
    [
        ("바다가 보고 싶었다.", [True], set(), "sea"),
        ("I wish there were a dog in the garden.", [True], {"dog"}, "garden"),
        ("I remember the old piano.", [True], {"piano"}, None),
        ("There used to be a house by the river.", [True], {"house"}, "river"),
        ("고양이가 그립다.", [True], {"cat"}, None),
        ("어릴 때 우리 집에는 강아지가 있었다.", [True], {"dog"}, None),
        ("만약 배가 있다면 나는 섬까지 갈 텐데.", [True], {"boat"}, None),
        ("When I was seven we had a dog.", [True], {"dog"}, None),
        ("If there were a piano, I would play.", [True], {"piano"}, None),
        ("She missed the train.", [False], {"train"}, None),
        ("그는 바다를 그렸다.", [False], set(), "sea"),
    ],
)
def test_longing_and_memory_are_scenes_of_their_own(
    text: str, memories: list[bool], things: set[str], place: str | None
) -> None:
    telling = told(text)
    assert [s.memory for s in telling.scenes] == memories
    assert things <= all_things(telling)
    assert telling.scenes[0].place in ({place} if place else {place, "room"})


def test_a_memory_has_its_own_world_and_the_present_goes_on_after_it() -> None:
    telling = told("비 오는 밤 버스에서 울었다. 바다가 보고 싶었다. 창문에 별이 비쳤다.")
    assert [(s.memory, s.place, s.weather, s.time_of_day) for s in telling.scenes] == [
        (False, "bus", "rain", "night"), (True, "sea", None, None), (False, "bus", "rain", "night"),
    ]  # fmt: skip
    assert telling.scenes[2].inherited == {"place", "weather"}


HOMOGRAPHS = [
    ("배를 타고 섬으로 갔다.", "boat"),
    ("배를 깎아 먹었다.", "pear"),
    ("배가 아팠다.", "body"),
    ("눈이 펑펑 내렸다.", "snow"),
    ("눈을 감았다.", "body"),
    ("말이 들판을 달린다.", "horse"),
    ("그 말을 듣고 웃었다.", "abstract"),
    ("다리가 아팠다.", "body"),
    ("강 위의 다리를 건넜다.", "bridge"),
    ("차를 마셨다.", "tea"),
    ("차가 도로를 달렸다.", "car"),
    ("사과를 먹었다.", "apple"),
    ("사과를 받았다. 용서했다.", "abstract"),
    ("밤을 주워 구워 먹었다.", "chestnut"),
    ("깊은 밤이었다.", "night"),
    ("A bat flew out of the cave at night.", "bat"),
    ("He hit the ball with a bat.", "cricket_bat"),
    ("We sat on the bank of the river.", "river"),
    ("Spring came, and the flowers bloomed.", "spring"),
    ("In the fall the leaves turned red.", "autumn"),
    ("She ate an orange.", "orange"),
    ("White cranes flew over the lake.", "crane"),
    ("Waves crashed on the rocks.", "sea"),
    ("He wore a gold ring.", "ring"),
    ("She held her hands on her chest.", "body"),
    ("We opened the wooden chest.", "treasure_chest"),
]


@pytest.mark.parametrize(("text", "meaning"), HOMOGRAPHS)
def test_homographs(text: str, meaning: str) -> None:
    telling = told(text)
    scene = telling.scenes[0]
    found = all_things(telling) | {
        str(scene.place),
        str(scene.weather),
        str(scene.season),
        str(scene.time_of_day),
    }
    reasons = " ".join(left_out(telling).values())
    found |= {
        kind
        for kind in ("body", "abstract")
        for language in ("en", "ko")
        if reason_in(kind, language) in reasons
    }
    assert meaning in found
    things = {
        "boat",
        "pear",
        "horse",
        "bridge",
        "tea",
        "car",
        "apple",
        "chestnut",
        "bat",
        "cricket_bat",
        "orange",
    }
    assert not (all_things(telling) & things) - {meaning}


def test_a_word_without_a_thing_is_shown_by_meaning_or_listed() -> None:
    telling = told("A wolf sat on a bench with a spoon and a sextant, and love was in my heart.")
    assert {(i.word, i.thing, i.match) for s in telling.scenes for i in s.items} == {
        ("wolf", "dog", "meaning"),
        ("bench", "chair", "meaning"),
    }
    reasons = left_out(telling)
    assert "nothing near" in reasons["spoon"]
    assert "nothing near" in reasons["sextant"]
    assert "abstract" in reasons["love"]
    assert "heart" in accounted(telling)


def test_the_first_part_of_a_name_is_accounted_for() -> None:
    telling = told("A pear tree stood there. Lantern bread! 감 나무 한 그루.")
    assert all_things(telling) == {"tree", "bread"}
    assert all(word in accounted(telling) for word in ("pear", "tree", "lantern", "감"))


def test_of_two_meanings_that_fit_alike_the_first_is_taken() -> None:
    assert all_things(told("배를 타고 먹었다.")) == {"boat"}


def test_compounds_and_owners() -> None:
    telling = told("My brother's dog slept by the palm tree.")
    assert all_things(telling) == {"dog", "palm_tree"}
    assert "owner" in left_out(telling)["brother"]
    assert not telling.scenes[0].people


def test_the_subject_of_what_is_gone_is_not_there_either() -> None:
    telling = told("아버지가 앉던 의자도 없다.")
    assert not telling.scenes[0].people
    assert {"아버지", "의자"} <= set(left_out(telling))


def test_a_sound_shows_its_source_and_a_kind_does_not() -> None:
    assert all_things(told("피아노 소리가 들렸다.")) == {"piano"}
    assert all_things(told("The sound of the piano and a bell tone.")) >= {"piano"}
    assert all_things(told("We stood on the fire escape.")) == set()


def test_a_body_part_brings_its_person_and_a_belonging_does_not() -> None:
    assert [p.word for p in told("아기가 엄마 품에서 웃는다.").scenes[0].people] == ["아기", "엄마"]
    assert [p.word for p in told("A bird sat on my mother's hand.").scenes[0].people] == ["mother"]
    assert not told("A bird sat on my mother's chair.").scenes[0].people
    assert not told("The old man was kind. He doesn't live here anymore.").scenes[-1].people[1:]


def test_above_and_beside_a_house_is_outside() -> None:
    scene = told("병원 위로 새 떼가 날아올랐다.").scenes[0]
    assert scene.place is None
    assert things_of(scene) == {"hospital": 1, "bird": 5}


def test_pronouns_point_back() -> None:
    scenes = told(
        "My grandmother opened the window. She saw a bird in the garden far away and it flew over the long river."
    ).scenes
    assert {p.word for s in scenes for p in s.people} == {"grandmother"}
    assert any(i.thing == "bird" and i.action == "fly" for s in scenes for i in s.items)
