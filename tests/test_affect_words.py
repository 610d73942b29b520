"""Sentences by trained heads; words for a feeling: near, few, steady, never by chance."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_story_kit import told

from feelm.affect import Feeling, emotion_words, mixture, nearest_word, sentence_affect, words_for
from feelm.affect.emotion_words import MARGIN
from feelm.affect.head import TARGETS, Head, head_of, save_head
from feelm.affect.ngrams import BUCKETS, Language, hashed, pieces_of
from feelm.affect.sentence_features import describe

DATA = Path(__file__).parents[2] / "shared" / "data" / "affect"


@pytest.mark.parametrize(
    ("language", "happier", "sadder"),
    [
        ("en", "We danced in the warm summer rain, laughing.", "My grandmother died and I cried alone."),
        ("en", "I was happy.", "I was not happy."),
        ("ko", "정말 감사합니다. 너무 행복해요!", "너무 화가 나고 절망스럽다."),
        ("ko", "아이가 예쁘고 사랑스럽다.", "할머니가 돌아가셔서 너무 슬프고 서럽다."),
    ],
)
def test_a_head_tells_joy_from_grief(language: Language, happier: str, sadder: str) -> None:
    assert sentence_affect(happier, language).valence > 0.2
    assert sentence_affect(sadder, language).valence < -0.1


def test_scenes_of_grief_are_unpleasant_and_keep_wide_bands() -> None:
    for text in ("할머니가 돌아가셨다. 너무 슬퍼서 울었다.", "My grandmother died. I cried at the funeral."):
        scene = told(text).scenes[-1]
        assert scene.valence < -0.1 and scene.valence_sd >= 0.2 and scene.arousal_sd >= 0.45


def test_what_is_not_read_is_neutral_and_wide() -> None:
    for text, language in (("", "en"), ("12345 !!!", "en"), ("hello", "ko")):
        found = sentence_affect(text, language)  # type: ignore[arg-type]
        assert (found.valence, found.arousal, found.valence_sd, found.arousal_sd) == (0.0, 0.0, 0.6, 0.7)
    little, much = (
        sentence_affect("The xyzzy was there.", "en"),
        sentence_affect("Joy, love and grief.", "en"),
    )
    assert little.valence_sd > much.valence_sd


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_feeling_within_its_range(text: str) -> None:
    for language in ("en", "ko"):
        found = sentence_affect(text, language)  # type: ignore[arg-type]
        assert -1 <= found.valence <= 1 and -1 <= found.arousal <= 1 and np.isfinite(found).all()


def test_a_head_gives_what_its_arrays_say(tmp_path: Path) -> None:
    """Truth by construction: one bucket has a weight, and only sentences that hold its piece are moved by it."""
    buckets, _ = hashed(pieces_of("storm", "en")[0])
    weights = np.zeros((2, 2, BUCKETS), dtype=np.int8)
    weights[0, 0, buckets] = 50
    count = len(describe("storm", "en"))
    zero, one = np.zeros(count), np.ones(count)
    two = np.zeros(2)
    head = Head(
        np.ones((2, 2, BUCKETS), dtype=np.float16), weights, np.full((2, 2), 0.01), zero, one,
        np.zeros((2, count)), two, two, two, np.ones(2),
    )  # fmt: skip
    assert head.rate("storm", "en") == pytest.approx([0.5, 0.0])
    assert head.rate("calm", "en") == pytest.approx([0.0, 0.0])
    save_head(head, tmp_path / "head.npz")
    with np.load(tmp_path / "head.npz", allow_pickle=False) as arrays:
        assert arrays["weights"].shape == (len(TARGETS), 2, BUCKETS)


def test_heads_are_small_and_say_how_well_they_agree() -> None:
    for language in ("en", "ko"):
        head = head_of(language)  # type: ignore[arg-type]
        assert (head.r > 0.3).all() and (head.r < 0.9).all()
    folder = Path(__file__).parents[1] / "feelm" / "affect" / "data"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000


def test_held_out_sentences_of_emobank() -> None:
    path = DATA / "emobank_ccbysa" / "emobank.csv"
    if not path.exists():
        pytest.skip("the rated sentences of EmoBank are not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "test"]
    head = head_of("en")
    found = np.array([head.rate(row["text"], "en") for row in rows])
    rated = np.array([(float(row["V"]), float(row["A"])) for row in rows])
    assert np.corrcoef(found[:, 0], rated[:, 0])[0, 1] >= 0.66
    assert np.corrcoef(found[:, 1], rated[:, 1])[0, 1] >= 0.44


def test_korean_carries_the_words_of_memory() -> None:
    places = {word.word: word for word in emotion_words("ko")}
    assert len(places) == 434 and {"그립다", "아련하다", "애틋하다", "설레다"} <= places.keys()
    assert places["설레다"].arousal > 0.3 > -0.2 > places["그립다"].arousal
    assert nearest_word(places["설레다"].valence, places["설레다"].arousal, "ko").word == "설레다"


@given(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from(["en", "ko"]))
@settings(max_examples=80, deadline=None)
def test_a_mixture_is_small_and_never_farther_than_the_nearest_word(
    valence: float, arousal: float, language: Language
) -> None:
    words = mixture(valence, arousal, language)
    assert 1 <= len(words) <= 3 and sum(w.share for w in words) == pytest.approx(1.0)
    assert words == mixture(valence, arousal, language)
    middle = np.sum([(w.share * w.valence, w.share * w.arousal) for w in words], axis=0)
    nearest = nearest_word(valence, arousal, language)
    apart = np.hypot(nearest.valence - valence, nearest.arousal - arousal)
    assert np.hypot(*(middle - (valence, arousal))) <= apart + 1e-9
    assert [w.share for w in words] == sorted((w.share for w in words), reverse=True)


def feeling_of(valence: np.ndarray) -> Feeling:
    times_s, zero = np.arange(len(valence), dtype=np.float64), np.zeros(len(valence))
    return Feeling(times_s, valence, zero, zero + 0.2, zero + 0.2)


def test_words_stay_until_others_are_nearer_by_a_margin() -> None:
    tremble = 0.4 + 0.3 * MARGIN * np.sin(np.arange(40.0))
    said = words_for(feeling_of(tremble), "ko", np.arange(40.0))
    assert len({tuple(sorted(w.word for w in words)) for words in said}) == 1
    travelled = words_for(feeling_of(np.linspace(-0.8, 0.7, 40)), "ko", np.arange(40.0))
    assert len({tuple(sorted(w.word for w in words)) for words in travelled}) >= 5
