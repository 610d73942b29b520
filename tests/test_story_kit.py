"""What the story tests share: one Kiwi for the whole run, and a small catalogue whose answers are known."""

from __future__ import annotations

from functools import cache

from feelm.story.korean import KoreanReader
from feelm.story.reasons import reason_in
from feelm.story.teller import Teller
from feelm.story.telling import Scene, Telling
from feelm.things.thing import Found, Thing

_THINGS = """
dog: dog puppy / 강아지 개 ; cat: cat / 고양이 ; sunflower: sunflower / 해바라기 ; tree: tree / 나무 ; bird: bird / 새
boat: boat ship / 배 ; pear: pear / 배열매 ; horse: horse / 말짐승 ; apple: apple / 사과 ; chestnut: chestnut / 군밤
car: car / 자동차 ; tea: tea teacup / 녹차 ; bridge: bridge / 돌다리 ; umbrella: umbrella / 우산 ; house: house / 집
balloon: balloon / 풍선 ; kite: kite / 연 ; moon: moon / 보름달 ; star: star / 별 ; window: window / 창문 창
bat: bat / 박쥐 ; cricket_bat: cricket_bat / 방망이 ; bus: bus / 버스 ; train: train / 기차 ; bell: bell / 종
candle: candle / 촛불 ; table: table / 밥상 ; leaf: leaf / 잎 ; rose: rose / 장미 ; bread: bread / 빵
orange: orange / 오렌지
piano: piano / 피아노 ; lantern: lantern lamp / 등불 ; cherry_blossom: cherry_blossom / 벚꽃 ; ball: ball / 공
chair: chair / 의자
crane: crane heron / 두루미 ; fire: fire / 불 ; ring: ring / 반지 ; hospital: hospital / 병원
sea_lion: sea_lion / 물개
flower: flower blossom / 꽃 ; treasure_chest: treasure_chest box / 상자 ; palm_tree: palm_tree / 야자수
"""
_NEAR = {"wolf": ("dog", 0.6), "늑대": ("dog", 0.6), "bench": ("chair", 0.5), "spoon": ("bread", 0.3)}


NOT_THERE = {reason_in(reason, language) for reason in ("absent", "likeness") for language in ("en", "ko")}
"""What is said of words that the text denies or only compares."""


class SmallCatalogue:
    """Forty things by exact name, the first name "name" and the others "synonym"; a few near meanings."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._found: dict[tuple[str, str], Found] = {}
        for entry in _THINGS.replace("\n", " ; ").split(" ; "):
            if not entry.strip():
                continue
            name, words = entry.split(":")
            english, korean = (tuple(w.replace("_", " ") for w in part.split()) for part in words.split("/"))
            motion = (
                "fly"
                if name.strip() in {"bird", "bat", "crane"}
                else "walk"
                if name.strip() in {"dog", "cat"}
                else "still"
            )
            thing = Thing(name.strip(), english, korean, 1.0, motion=motion)
            self.things[thing.id] = thing
            for language, names in (("en", english), ("ko", korean)):
                for at, word in enumerate(names):
                    self._found[word, language] = Found(thing, 1.0, "name" if at == 0 else "synonym")

    def find(self, word: str, language: str) -> Found | None:
        return self._found.get((word, language))

    def nearest(self, word: str, language: str) -> Found | None:
        near = _NEAR.get(word)
        return Found(self.things[near[0]], near[1], "meaning") if near else None


@cache
def korean_reader() -> KoreanReader:
    """Kiwi, loaded once for all tests of a process."""
    return KoreanReader()


def told(text: str) -> Telling:
    """A telling with the small catalogue and the shared Kiwi."""
    hangul = any("가" <= c <= "힣" for c in text)
    return Teller(SmallCatalogue(), korean_reader() if hangul else None).tell(text)


def things_of(scene: Scene) -> dict[str, int]:
    """Thing → count."""
    return {item.thing: item.count for item in scene.items}


def all_things(telling: Telling) -> set[str]:
    return {item.thing for scene in telling.scenes for item in scene.items}


def left_out(telling: Telling) -> dict[str, str]:
    """Word → reason."""
    return {u.word: u.reason for u in telling.not_pictured}


def accounted(telling: Telling) -> str:
    """Every word that a telling shows or lists, for looking words up in it."""
    words = [u.word for u in telling.not_pictured]
    for scene in telling.scenes:
        words += (
            [i.word for i in scene.items] + [p.word for p in scene.people] + [w for w, _ in scene.setting]
        )
    return " | ".join(words).lower()
