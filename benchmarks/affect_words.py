"""Sentences and emotion words against published ratings.

Must be: EmoBank's test part, valence r ≥ 0.66 and arousal r ≥ 0.44; KOTE's test file, polarity AUC ≥ 0.94; emotion word
error ≤ 0.06 in English and ≤ 0.036 in Korean.

Polarity is that of the comments whose labels are all pleasant or all unpleasant; comments with mixed labels are printed
beside. The emotion word error is the distance on the plane (valence and arousal in -1..1) between a state and the
weighted mean of the words that are given for it, two ways: over a grid of 0.05 inside the hull of the words, and over
every word's own place with that word left out.

Usage: ``python benchmarks/affect_words.py [FOLDER_OF_RATED_SENTENCES]``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from train_sentence_affect import auc, correlation, emobank, kote, polar_choices

from feelm.affect import emotion_words, mixture, sentence_affect
from feelm.affect.emotion_words import _mix
from feelm.affect.head import TARGETS, head_of
from feelm.affect.ngrams import Language
from feelm.affect.sentence_features import describe

DATA = Path(__file__).parents[2] / "shared" / "data" / "affect"


def sentences(folder: Path) -> None:
    """Held-out agreement of both heads, and of the English one without negation and degree."""
    for language, source in (("en", emobank(folder)), ("ko", kote(folder))):
        out = np.flatnonzero(~source.trains)
        start = time.perf_counter()
        rated = np.array([head_of(language).rate(source.texts[i], language) for i in out])
        spent = (time.perf_counter() - start) / len(out)
        truth = source.ratings[out]
        found = [f"{name} r {correlation(rated[:, at], truth[:, at]):.3f}" for at, name in enumerate(TARGETS)]
        print(f"{language}: {', '.join(found)}; {1000 * spent:.2f} ms a sentence")
        if language == "ko":
            for label, chosen in polar_choices(truth[:, 0]).items():
                print(f"ko: polarity AUC, {label}: {auc(rated[chosen, 0], truth[chosen, 0] > 0):.3f}")
            continue
        for label, factors in (
            ("with negation and degree", {}),
            ("without negation", {"negation": 1.0}),
            ("without degree", {"degree": 1.0}),
        ):
            alone = [describe(source.texts[i], "en", **factors)[5] for i in out]
            print(
                f"en: rated words alone, {label}: valence r {correlation(np.array(alone), truth[:, 0]):.3f}"
            )


def words(language: Language) -> None:
    """Distance between states and the words for them."""
    from scipy.spatial import Delaunay

    places = np.array([(word.valence, word.arousal) for word in emotion_words(language)])
    axis = np.linspace(-1, 1, 41)
    grid = np.array([(v, a) for v in axis for a in axis])
    grid = grid[Delaunay(places).find_simplex(grid) >= 0]
    inside = []
    for state in grid:
        said = mixture(*map(float, state), language)
        inside.append(
            np.hypot(*(np.sum([(w.share * w.valence, w.share * w.arousal) for w in said], axis=0) - state))
        )
    left_out = [_mix(np.delete(places, at, 0), place).distance for at, place in enumerate(places)]
    single = [np.sort(np.hypot(*(places - place).T))[1] for place in places]
    limit = {"en": 0.06, "ko": 0.036}[language]
    print(
        f"{language}: {len(places)} words; error over the grid {np.mean(inside):.3f}, words left out "
        f"{np.mean(left_out):.3f} (must be ≤ {limit}); one nearest word, left out {np.mean(single):.3f}"
    )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for language in ("en", "ko"):
        words(language)
    start = time.perf_counter()
    sentence_affect("It begins.", "en")
    print(f"first English sentence: {1000 * (time.perf_counter() - start):.0f} ms")
    if folder.exists():
        sentences(folder)
    else:
        print(f"no rated sentences in {folder}")


if __name__ == "__main__":
    main()
