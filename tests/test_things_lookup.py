"""The catalogue of things: names, plurals, meaning, search, in both languages."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.things import Catalogue, describe_things, open_catalogue
from feelm.things.names import key, likeness, singulars
from feelm.things.table import near_words, own_entries, read_groups


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    patch = pytest.MonkeyPatch()
    patch.setenv("FEELM_HOME", str(tmp_path_factory.mktemp("home")))
    opened = open_catalogue()
    patch.undo()
    return opened


KOREAN = {
    "강아지": "dog",
    "고양이": "cat",
    "한옥": "hanok",
    "돌담": "stone_wall",
    "감나무": "persimmon_tree",
    "소나무": "pine",
    "느티나무": "zelkova",
    "벚꽃": "cherry_tree",
    "대나무": "bamboo",
    "억새": "silver_grass",
    "해바라기": "sunflower",
    "코스모스": "cosmos_flower",
    "연꽃": "lotus",
    "장독대": "jar_stand",
    "평상": "wooden_platform",
    "밥상": "low_table",
    "촛불": "candle",
    "가로등": "street_lamp",
    "전봇대": "utility_pole",
    "버스": "bus",
    "기차": "train",
    "벤치": "bench",
    "신호등": "traffic_light",
    "병상": "hospital_bed",
    "링거": "iv_stand",
    "휠체어": "wheelchair",
    "책상": "school_desk",
    "칠판": "blackboard",
    "부두": "harbour_wall",
    "등대": "lighthouse",
    "고깃배": "fishing_boat",
    "돛단배": "sailing_boat",
    "갈매기": "seagull",
    "참새": "sparrow",
    "나비": "butterfly",
    "반딧불이": "firefly",
    "잠자리": "dragonfly",
    "소": "cow",
    "말": "horse",
    "사슴": "deer",
    "물고기": "fish",
    "고래": "whale",
    "창문": "window",
    "라디오": "radio",
    "피아노": "piano",
    "편지": "letter",
    "사진": "photo_frame",
    "우산": "umbrella",
    "그네": "swing",
    "연날리기": "kite",
    "자전거": "bicycle",
    "목도리": "scarf",
    "풍선": "balloon",
    "종이배": "paper_boat",
    "눈사람": "snowman",
    "모닥불": "fire",
    "우물": "well",
    "교회": "church",
    "절": "temple",
    "아파트": "apartment",
    "가게": "shop_front",
    "시장": "market_stall",
    "사과": "apple",
    "배": "fishing_boat",
    "돌 담": "stone_wall",
}
ENGLISH = {
    "dog": "dog",
    "dogs": "dog",
    "puppies": "puppy",
    "Cat": "cat",
    "geese": "goose",
    "mice": "mouse",
    "cherries": "cherries",
    "lighthouse": "lighthouse",
    "street lamp": "street_lamp",
    "street-lamps": "street_lamp",
    "fishing boats": "fishing_boat",
    "umbrella": "umbrella",
    "leaves": "leaf",
    "sunflowers": "sunflower",
    "wolves": "wolf",
    "buses": "bus",
    "bench": "bench",
    "benches": "bench",
    "snowman": "snowman",
    "old radio": "radio",
    "letters": "letter",
    "bicycle": "bicycle",
}


@pytest.mark.parametrize(("word", "thing"), KOREAN.items())
def test_korean_words_name_their_things(catalogue: Catalogue, word: str, thing: str) -> None:
    found = catalogue.find(word, "ko")
    assert found is not None and found.thing.id == thing


@pytest.mark.parametrize(("word", "thing"), ENGLISH.items())
def test_english_words_and_plurals_name_their_things(catalogue: Catalogue, word: str, thing: str) -> None:
    found = catalogue.find(word, "en")
    assert found is not None and found.thing.id == thing


@pytest.mark.parametrize(
    ("word", "language", "things"),
    [
        ("강아지풀", "ko", {"grass"}),
        ("돌담길", "ko", {"stone_wall"}),
        ("해바라기밭", "ko", {"sunflower"}),
        ("벽시계소리", "ko", {"wall_clock"}),
        ("호박꽃", "ko", {"flower"}),
        ("stone cottage", "en", {"house"}),
        ("snowy owl", "en", {"owl"}),
        ("umbrellla", "en", {"umbrella"}),
        ("fruit", "en", {"apple"}),
        ("새들", "ko", {"bird"}),
        ("뒷동산", "ko", {"mountain"}),
    ],
)
def test_nearest_by_meaning(catalogue: Catalogue, word: str, language: str, things: set[str]) -> None:
    found = catalogue.nearest(word, language)
    assert found is not None and found.thing.id in things
    assert 0.45 <= found.score <= 1.0


@pytest.mark.parametrize(
    "word",
    [
        "사랑",
        "마음",
        "시간",
        "이별",
        "질문",
        "특별",
        "고집",
        "산책",
        "추억",
        "행복",
        "약속",
        "슬픔",
        "밤",
        "눈",
    ],
)
def test_korean_words_for_no_thing_find_nothing(catalogue: Catalogue, word: str) -> None:
    assert catalogue.find(word, "ko") is None
    assert catalogue.nearest(word, "ko") is None


@pytest.mark.parametrize(
    "word", ["love", "time", "memory", "courage", "season", "understand", "happiness", "the", "of", "wonder"]
)
def test_english_words_for_no_thing_find_nothing(catalogue: Catalogue, word: str) -> None:
    assert catalogue.find(word, "en") is None
    assert catalogue.nearest(word, "en") is None


def test_homographs_are_less_certain_than_plain_names(catalogue: Catalogue) -> None:
    apple, dog = catalogue.find("사과", "ko"), catalogue.find("개", "ko")
    assert apple is not None and dog is not None
    assert apple.score < dog.score


def test_search_puts_the_thing_itself_first_in_both_languages(catalogue: Catalogue) -> None:
    assert [f.thing.id for f in catalogue.search("강아지", 3)][:2] == ["dog", "puppy"]
    assert catalogue.search("light", 5)[0].score >= catalogue.search("light", 5)[-1].score
    assert "street_lamp" in {f.thing.id for f in catalogue.search("lamp", 12)}
    assert "sunflower" in {f.thing.id for f in catalogue.search("꽃", 60)}
    assert len(catalogue.search("나무", 4)) == 4
    assert catalogue.search("   ") == []


def test_an_unknown_id_is_refused_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="sunflower"):
        catalogue.get("sunflowr")


def test_the_tables_agree_with_each_other() -> None:
    entries = own_entries()
    ids = [e.thing.id for e in entries]
    assert len(ids) == len(set(ids)) and len(ids) > 550
    groups = read_groups()
    assert all(e.group in groups for e in entries)
    assert all(g.parent in groups for g in groups.values() if g.parent is not None)
    assert [n.thing for n in near_words() if n.thing not in ids] == []
    assert all(e.thing.names_en and e.thing.names_ko and e.thing.height_m > 0 for e in entries)


def test_credits_name_a_set_only_when_it_is_used(catalogue: Catalogue) -> None:
    assert catalogue.credits(["hanok", "dog"]) == []
    (line,) = catalogue.credits(["apple", "banana", "hanok"])
    assert "CC BY 4.0" in line and "Twemoji" in line


def test_the_table_for_the_terminal_lines_up(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_LANG", "en")
    lines = describe_things(catalogue.search("강아지", 3)).splitlines()
    assert lines[0].split()[:3] == ["thing", "English", "Korean"]
    assert lines[1].startswith("dog") and "강아지" in lines[1]
    monkeypatch.setenv("FEELM_LANG", "ko")
    assert describe_things(catalogue.search("dog", 1)).splitlines()[0].startswith("이름")


def test_importing_the_room_is_light() -> None:
    code = "import sys, feelm.things; print([m for m in ('numpy', 'cv2', 'resvg_py', 'PIL') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@given(st.text(max_size=12))
def test_looking_up_any_text_is_safe(word: str) -> None:
    assert likeness(word, word) == pytest.approx(1.0)
    assert isinstance(key(word, "en"), str) and all(isinstance(s, str) for s in singulars(key(word, "en")))


@given(st.sampled_from(sorted(KOREAN) + sorted(ENGLISH)), st.sampled_from(["ko", "en"]))
def test_scores_are_between_nothing_and_one(catalogue: Catalogue, word: str, language: str) -> None:
    for found in [catalogue.nearest(word, language), *catalogue.search(word)]:
        assert found is None or 0 < found.score <= 1
