"""Train the ridge heads ``feelm/affect/data/head_en.npz`` and ``head_ko.npz`` and measure them on held-out sentences.

Sources:

- English: EmoBank (Buechel & Hahn 2017, CC BY-SA 4.0), ``emobank_ccbysa/emobank.csv``: its train and dev parts
  train, its test part measures. The head made from it is under CC BY-SA 4.0 too.
- Korean: KOTE (Jeon, Lee, Kim 2022, MIT), ``kote_mit/val.tsv`` trains, ``kote_mit/test.tsv`` measures. The valence
  of a comment is the balance of its pleasant and unpleasant labels, its arousal the mean rating of the names of its
  labels in VA-KOR.

The strength of the ridge is chosen by 5-fold cross-validation on the training part only.

Usage: ``python scripts/train_sentence_affect.py SOURCE_FOLDER OUT_FOLDER [en|ko]``
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from scipy.sparse.linalg import lsqr

from feelm.affect.head import TARGETS, Head, save_head
from feelm.affect.ngrams import BUCKETS, Language, hashed, pieces_of
from feelm.affect.sentence_features import describe
from feelm.seeds import generator

Floats = NDArray[np.float64]
RIDGES: dict[Language, tuple[float, ...]] = {"en": (3.0, 5.0, 9.0), "ko": (0.5, 1.0, 1.5, 3.0, 5.0)}
FOLDS = 5
DESCRIBED_GAIN = 0.1
"""The described features weigh little in the ridge's penalty: there are few of them, and each has evidence."""
FLOOR = {"en": (0.1, 0.05), "ko": (0.1, 0.05)}
"""Importance of a bucket whose sentences lie at the average, by block."""
PLEASANT = (1, 2, 4, 7, 8, 13, 14, 15, 16, 28, 32, 40, 42, 43)
UNPLEASANT = (0, 3, 5, 6, 9, 10, 12, 18, 19, 20, 21, 22, 23, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 41)
"""Numbers of KOTE's labels; shame, resolve, "none", insight and surprise (11, 17, 24, 29, 39) have no side."""
LABEL_WORDS = {
    0: "불만스럽다", 1: "반갑다", 2: "감동하다", 3: "지겹다", 4: "고맙다", 5: "슬프다", 6: "분노하다", 7: "존경스럽다",
    8: "기대하다", 9: "무시하다", 10: "실망하다", 12: "의심스럽다", 13: "자랑스럽다", 14: "편안하다", 15: "흥미롭다",
    16: "사랑스럽다", 17: "부끄럽다", 18: "무섭다", 19: "절망하다", 20: "한심하다", 21: "역겹다", 22: "짜증내다",
    23: "황당하다", 25: "자책하다", 26: "귀찮다", 27: "지치다", 28: "즐겁다", 30: "죄스럽다", 31: "증오하다",
    32: "흐뭇하다", 33: "당황하다", 34: "경악하다", 35: "부담스럽다", 36: "서럽다", 37: "지루하다", 38: "불쌍하다",
    39: "놀라다", 40: "행복하다", 41: "불안하다", 42: "기쁘다", 43: "안심하다",
}  # fmt: skip
"""The word of VA-KOR that stands for a label."""


@dataclass(frozen=True, eq=False)
class Sentences:
    """Texts, their ratings (n, 2) and which of them train."""

    texts: list[str]
    ratings: Floats
    trains: NDArray[np.bool_]
    neutral: tuple[float, float]


def emobank(folder: Path) -> Sentences:
    with (folder / "emobank_ccbysa" / "emobank.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ratings = np.array([(float(row["V"]), float(row["A"])) for row in rows])
    return Sentences(
        [row["text"] for row in rows], ratings, np.array([row["split"] != "test" for row in rows]), (3.0, 3.0)
    )


def kote(folder: Path) -> Sentences:
    rated = label_ratings()
    texts, ratings, trains = [], [], []
    for name in ("val", "test"):
        with (folder / "kote_mit" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t"):
                labels = [int(label) for label in row[2].split(",") if label.strip()]
                texts.append(row[1])
                ratings.append((balance(labels), mean_arousal(labels, rated)))
                trains.append(name == "val")
    table = np.array(ratings)
    return Sentences(texts, table, np.array(trains), (0.0, float(table[np.array(trains), 1].mean())))


def balance(labels: list[int]) -> float:
    """(pleasant - unpleasant) / all that have a side; 0 without any."""
    pleasant, unpleasant = sum(x in PLEASANT for x in labels), sum(x in UNPLEASANT for x in labels)
    return (pleasant - unpleasant) / max(1, pleasant + unpleasant)


def label_ratings() -> dict[int, float]:
    from feelm.story.affect_words import rating

    found = {label: rating(word, "ko") for label, word in LABEL_WORDS.items()}
    missing = [LABEL_WORDS[label] for label, pair in found.items() if pair is None]
    if missing:
        print("labels without a rated word:", *missing)
    return {label: pair[1] for label, pair in found.items() if pair is not None}


def mean_arousal(labels: list[int], rated: dict[int, float]) -> float:
    known = [rated[label] for label in labels if label in rated]
    return float(np.mean(known)) if known else 0.0


def counted(texts: list[str], language: Language) -> list[csr_matrix]:
    """Weights of the pieces of each block, (texts, BUCKETS)."""
    blocks: tuple[list[list[tuple[NDArray[np.int64], Floats]]], ...] = ([], [])
    for text in texts:
        for block, pieces in zip(blocks, pieces_of(text, language), strict=True):
            block.append(hashed(pieces))
    return [
        csr_matrix(
            (
                np.concatenate([values for _, values in block]),
                np.concatenate([buckets for buckets, _ in block]),
                np.concatenate([[0], np.cumsum([len(buckets) for buckets, _ in block])]),
            ),
            shape=(len(texts), BUCKETS),
        )
        for block in blocks
    ]


def importance_of(block: csr_matrix, target: Floats, floor: float) -> Floats:
    """Inverse document frequency times the shrunk distance of a bucket's sentences from the average."""
    holds = (block > 0).astype(np.float64)
    count = np.asarray(holds.sum(axis=0)).ravel()
    apart = np.abs(holds.T @ (target - target.mean())) / (count + 1.0) / target.std()
    known = np.where(count >= 2, np.log((1 + len(target)) / (1 + count)) + 1.0, 0.0)
    return np.asarray((known * (apart + floor)).astype(np.float16), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Fit:
    """One target's ridge: importance and weights by block, weights of the described features, intercept."""

    importance: list[Floats]
    weights: list[Floats]
    described: Floats
    intercept: float

    def predict(self, blocks: list[csr_matrix], features: Floats) -> Floats:
        value = self.intercept + features @ self.described
        for block, importance, weights in zip(blocks, self.importance, self.weights, strict=True):
            value = value + scaled(block, importance) @ weights
        return np.asarray(value)


def scaled(block: csr_matrix, importance: Floats) -> csr_matrix:
    table = block @ diags(importance)
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return diags(np.where(length > 0, 1 / np.maximum(length, 1e-12), 0.0)) @ table


def fit(
    blocks: list[csr_matrix], features: Floats, target: Floats, ridge: float, floors: tuple[float, float]
) -> Fit:
    importance = [importance_of(b, target, floor) for b, floor in zip(blocks, floors, strict=True)]
    table = hstack(
        [
            *(scaled(b, i) for b, i in zip(blocks, importance, strict=True)),
            csr_matrix(features * DESCRIBED_GAIN),
        ],
        format="csr",
    )
    middle = float(target.mean())
    weights = lsqr(table, target - middle, damp=ridge**0.5, atol=1e-5, btol=1e-5, iter_lim=150)[0]
    return Fit(
        importance,
        [weights[:BUCKETS], weights[BUCKETS : 2 * BUCKETS]],
        weights[2 * BUCKETS :] * DESCRIBED_GAIN,
        middle,
    )


def cross_validated(
    blocks: list[csr_matrix], features: Floats, target: Floats, ridge: float, floors: tuple[float, float]
) -> Floats:
    """Prediction of each training sentence by the folds that do not hold it."""
    fold = generator(7, "folds", len(target)).permutation(len(target)) % FOLDS
    guess = np.empty(len(target))
    for number in range(FOLDS):
        inside, out = fold != number, fold == number
        learned = fit([b[inside] for b in blocks], features[inside], target[inside], ridge, floors)
        guess[out] = learned.predict([b[out] for b in blocks], features[out])
    return guess


def quantised(weights: Floats) -> tuple[NDArray[np.int8], float]:
    """Weights in whole steps of their largest (99.9 % of them exactly within, the rest cut off)."""
    step = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127
    return np.clip(np.round(weights / step), -127, 127).astype(np.int8), step


def train(language: Language, sentences: Sentences, out: Path) -> None:
    blocks = counted(sentences.texts, language)
    described = np.array([describe(text, language) for text in sentences.texts])
    trains = sentences.trains
    middle, spread = described[trains].mean(axis=0), described[trains].std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    features = (described - middle) / spread
    inside = [b[trains] for b in blocks]
    fits, agreement = [], []
    for at, name in enumerate(TARGETS):
        target = sentences.ratings[trains, at]
        tried = {
            ridge: correlation(
                cross_validated(inside, features[trains], target, ridge, FLOOR[language]), target
            )
            for ridge in RIDGES[language]
        }
        ridge = max(tried, key=tried.__getitem__)
        print(f"{language} {name}: cross-validated r", {k: round(v, 4) for k, v in tried.items()}, flush=True)
        fits.append(fit(inside, features[trains], target, ridge, FLOOR[language]))
        agreement.append(tried[ridge])
    head = assemble(fits, middle, spread, sentences, agreement)
    save_head(head, out / f"head_{language}.npz")
    size = (out / f"head_{language}.npz").stat().st_size
    print(f"{language}: {size / 1000:.0f} kB")
    measure(head, language, sentences)


def assemble(
    fits: list[Fit], middle: Floats, spread: Floats, sentences: Sentences, agreement: list[float]
) -> Head:
    packed = [[quantised(weights) for weights in one.weights] for one in fits]
    return Head(
        importance=np.array([one.importance for one in fits], dtype=np.float16),
        weights=np.array([[weights for weights, _ in blocks] for blocks in packed]),
        step=np.array([[step for _, step in blocks] for blocks in packed]),
        middle=middle,
        spread=spread,
        described=np.array([one.described for one in fits]),
        intercept=np.array([one.intercept for one in fits]),
        neutral=np.array(sentences.neutral),
        r=np.array(agreement),
        rated_spread=sentences.ratings[sentences.trains].std(axis=0),
    )


def measure(head: Head, language: Language, sentences: Sentences) -> None:
    """The stored head, as it will run, on the sentences that trained nothing."""
    out = np.flatnonzero(~sentences.trains)
    rated = np.array([head.rate(sentences.texts[i], language) for i in out])
    truth = sentences.ratings[out]
    for at, name in enumerate(TARGETS):
        print(f"{language} {name}: held-out r {correlation(rated[:, at], truth[:, at]):.4f}")
    if language == "ko":
        for label, chosen in polar_choices(truth[:, 0]).items():
            print(
                f"ko polarity AUC, {label}: {auc(rated[chosen, 0], truth[chosen, 0] > 0):.4f} ({chosen.sum()})"
            )


def polar_choices(valence: Floats) -> dict[str, NDArray[np.bool_]]:
    return {
        "labels all of one sign": np.abs(valence) == 1.0,
        "at least three quarters of one sign": np.abs(valence) >= 0.5,
        "any majority": valence != 0.0,
    }


def auc(score: Floats, positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve by ranks (ties are rare enough in sums of real weights)."""
    ranks = np.empty(len(score))
    ranks[np.argsort(score, kind="stable")] = np.arange(1, len(score) + 1)
    up = int(positive.sum())
    return float((ranks[positive].sum() - up * (up + 1) / 2) / (up * (len(score) - up)))


def correlation(one: Floats, two: Floats) -> float:
    return float(np.corrcoef(one, two)[0, 1])


def main() -> None:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    readers: dict[Language, Callable[[Path], Sentences]] = {"en": emobank, "ko": kote}
    for language, read in readers.items():
        if len(sys.argv) < 4 or sys.argv[3] == language:
            train(language, read(source), out)


if __name__ == "__main__":
    main()
