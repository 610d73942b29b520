"""Feeling of words: signs and order by construction, bands that narrow with evidence, agreement with ratings."""

from __future__ import annotations

import csv
from pathlib import Path
from statistics import correlation

import pytest
from test_story_kit import told

from feelm.story.affect_words import NEGATION, affect_of, cues_of, rating
from feelm.story.english import EnglishReader

DATA = Path(__file__).parents[2] / "shared" / "data" / "affect"


def test_rated_words() -> None:
    assert rating("happy", "en") == (0.81, 0.48)
    assert rating("슬프다", "ko") == (-0.44, -0.19)
    # The Korean study of 2016 is read from its own file: in the joined table poverty would be pleasant.
    poverty = rating("가난", "ko")
    assert poverty is not None
    assert poverty[0] < -0.4
    assert rating("행복", "ko") == rating("행복하다", "ko")
    assert rating("울다", "ko") == rating("cry", "en")
    assert rating("sextant", "en") is None


@pytest.mark.parametrize(
    ("happier", "sadder"),
    [
        ("The children laughed in the sunshine.", "The children cried at the funeral."),
        ("A beautiful garden full of flowers.", "A grave in the cold dark rain."),
        ("우리는 행복했다.", "우리는 절망했다."),
        ("아이가 웃었다.", "아이가 울었다."),
        ("따뜻한 봄날 친구와 노래했다.", "장례식에서 외로움과 슬픔에 울었다."),
    ],
)
def test_valence_tells_joy_from_grief(happier: str, sadder: str) -> None:
    assert told(happier).scenes[0].valence > 0.15
    assert told(sadder).scenes[0].valence < -0.1


@pytest.mark.parametrize(
    ("aroused", "calm"),
    [
        ("They screamed in panic as the bomb exploded.", "They rested by the calm lake and slept."),
        ("그는 격분하고 흥분했다.", "호수는 평온하고 아늑하다."),
    ],
)
def test_arousal_tells_alarm_from_rest(aroused: str, calm: str) -> None:
    assert told(aroused).scenes[0].arousal > 0.1 > -0.1 > told(calm).scenes[0].arousal


def test_english_negation_turns_three_words_and_korean_none() -> None:
    plain, turned = cues_of(["i", "be", "happy"], "en"), cues_of(["i", "be", "not", "happy"], "en")
    assert turned[-1].valence == pytest.approx(plain[-1].valence * NEGATION)
    far = cues_of(["not", "that", "it", "be", "happy"], "en")
    assert far[-1].valence == pytest.approx(0.81)
    assert cues_of(["행복하다", "않다"], "ko")[0] == cues_of(["행복하다"], "ko")[0]


def test_bands_narrow_with_evidence_and_never_pretend() -> None:
    nothing, one, many = (
        affect_of([]),
        affect_of(cues_of(["joy"], "en")),
        affect_of(cues_of(["joy"] * 40, "en")),
    )
    assert (nothing.valence, nothing.arousal, nothing.valence_sd, nothing.arousal_sd) == (0.0, 0.0, 0.6, 0.7)
    assert nothing.valence_sd > one.valence_sd > many.valence_sd >= 0.2
    assert nothing.arousal_sd > one.arousal_sd >= many.arousal_sd >= 0.45
    assert 0 < one.valence < many.valence <= 1


def test_agreement_with_rated_sentences() -> None:
    path = DATA / "emobank_ccbysa" / "emobank.csv"
    if not path.exists():
        pytest.skip("the rated sentences of EmoBank are not beside this checkout")
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "test"][:600]
    reader = EnglishReader()
    values = [affect_of(cues_of(reader.read(row["text"]).words, "en")) for row in rows]
    assert correlation([v.valence for v in values], [float(row["V"]) for row in rows]) > 0.45
    assert correlation([v.arousal for v in values], [float(row["A"]) for row in rows]) > 0.12
