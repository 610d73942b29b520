"""Build the rated word lists: ``affect_en.tsv`` and ``affect_ko.tsv`` of the room ``story``, and the emotion words
``emotion_words_en.tsv`` and ``emotion_words_ko.tsv`` of the room ``affect``.

Sources (a folder with these files, names as published):

- ``glasgow_norms_2019.csv``: Scott, Keitel, Becirspahic, Yao, Sereno 2019, doi:10.3758/s13428-018-1099-3 (CC BY 4.0)
- ``va_kor/VA_KOR_concat.csv``: VA-KOR, Lee, Lim, Park, Kim 2022 (MIT); the column of dictionary glosses is not read
- ``va_kor/VA_KOR_2016_LEE.csv``: the same collection's study with concreteness (MIT). It is read from its own file:
  in the joined table its words and ratings are out of step (r = 0.02), the other studies agree exactly
- ``korean_emotion_lexicon_cc0/7-level.csv``: Park & Min 2005 (CC0), to check that the carried values agree

Every value is written in hundredths of -1..1: (M - 5) / 4 for the nine-point scales, M / 3 for the joined table.

English emotion words are those of ``EMOTIONS`` that the Glasgow Norms rate. Among them arousal goes with
valence (r = 0.6): it is laid anew within each half of the valence, to mean 0 and spread ``AROUSAL_SPREAD``.
Korean ones are the 434 of Park & Min, as VA-KOR carries them in -3..3.

Usage: ``python scripts/build_affect_lexicon.py SOURCE_FOLDER STORY_DATA_FOLDER AFFECT_DATA_FOLDER``
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from statistics import correlation, fmean, pstdev

OLDEST = "민경환"
"""The study of emotion words by Park & Min in the joined table."""
AROUSAL_SPREAD = 0.35
EMOTIONS = """
happy delighted excited excitement joy joyful cheerful glad content satisfied pleasure delight happiness
proud pride hopeful hope grateful gratitude thankful loving love affection tender warm calm peaceful serene
tranquil quiet relieved comfortable comfort cosy safe secure confident brave courageous bold curious
astonished awe wonder inspired enthusiastic eager passionate passion ecstatic bliss euphoria elated lively
playful merry jolly optimistic faith respect sympathy pity empathy kind gentle generous friendly lonely
alone sad sadness unhappy sorrow grief miserable misery depressed depression gloomy gloom despair helpless
hurt pain suffering anguish agony regret guilt guilty ashamed shame humiliated humiliation disappointed
bored boredom tired weary exhausted fatigue sleepy dull empty indifferent apathy detached lost confused
confusion doubt worried worry anxious anxiety nervous tense stress uneasy fear afraid scared frightened
terror panic horror dread shock upset irritation frustrated frustration angry anger mad furious fury rage
enraged outrage hate hatred hostile bitter resentment jealous jealousy disgust disgusted contempt scorn
cruel longing desire lust wistful pensive thoughtful solemn serious patient trust modest humble innocent shy
timid insecure inferior rejected betrayal neglected desperate frantic triumph triumphant adore devoted
devotion fond intimate attraction crazy wild free alive vigorous active alert aroused determined powerful
strong weak sentimental merciful mercy remorse tragic desolate crushed broken torment distress distressed
disturbed paranoid cautious hesitant aggressive violent silent soothe soothing dreary bleak awful terrible
horrible
"""
"""English words for feelings, in the order of a walk round the plane; those that are not rated fall out."""
ABSTRACT_BELOW = 4.5
"""Korean concreteness is rated 1..9; under this a noun names nothing that can be seen."""


OUT_OF_STEP = "이윤형"
"""The study whose rows in the joined table do not belong to their words."""


def bare(word: str) -> str:
    """The word without the footnote marks of its study."""
    return word.strip().rstrip("*†").strip()


def hundredths(value: float) -> int:
    """Round to hundredths within -1..1."""
    return round(100 * max(-1.0, min(1.0, value)))


def english(path: Path) -> list[str]:
    """Lines word, valence, arousal; meanings in brackets are averaged into their word."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    valence_at, arousal_at = rows[0].index("VAL"), rows[0].index("AROU")
    rated: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows[2:]:
        rated[row[0].split(" (")[0].lower()].append((float(row[valence_at]), float(row[arousal_at])))
    lines = []
    for word, pairs in sorted(rated.items()):
        valence, arousal = fmean(v for v, _ in pairs), fmean(a for _, a in pairs)
        lines.append(f"{word}\t{hundredths((valence - 5) / 4)}\t{hundredths((arousal - 5) / 4)}")
    return lines


def korean(folder: Path) -> tuple[list[str], dict[str, float]]:
    """Lines word, valence, arousal, and the valences themselves; studies that rate the same word are averaged."""
    rated: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with (folder / "VA_KOR_concat.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] != OUT_OF_STEP:
                rated[bare(row["word"])].append((float(row["V"]) / 3, float(row["A"]) / 3))
    with (folder / "VA_KOR_2016_LEE.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rated[bare(row["단어"])].append(((float(row["정서가"]) - 5) / 4, (float(row["각성가"]) - 5) / 4))
    rated.pop("", None)
    means = {w: (fmean(v for v, _ in p), fmean(a for _, a in p)) for w, p in rated.items()}
    lines = [f"{w}\t{hundredths(v)}\t{hundredths(a)}" for w, (v, a) in sorted(means.items())]
    return lines, {w: v for w, (v, _) in means.items()}


def korean_abstract(folder: Path) -> list[str]:
    """Nouns that people rate as naming nothing concrete."""
    with (folder / "VA_KOR_2016_LEE.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(bare(row["단어"]) for row in rows if float(row["구체성"]) < ABSTRACT_BELOW)


def english_emotions(lines: list[str]) -> list[str]:
    """Emotion words with their valence, and their arousal laid anew within each half of the valence."""
    rated = {}
    for line in lines:
        word, valence, arousal = line.split("\t")
        rated[word] = (int(valence) / 100, int(arousal) / 100)
    known = {word: rated[word] for word in EMOTIONS.split() if word in rated}
    halves = [[a for v, a in known.values() if (v >= 0) is side] for side in (False, True)]
    middles, spreads = [fmean(half) for half in halves], [pstdev(half) for half in halves]
    return [
        f"{word}\t{hundredths(v)}\t{hundredths(AROUSAL_SPREAD * (a - middles[v >= 0]) / spreads[v >= 0])}"
        for word, (v, a) in sorted(known.items())
    ]


def korean_emotions(folder: Path) -> list[str]:
    """The words of Park & Min with their own ratings."""
    with (folder / "VA_KOR_concat.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == OLDEST]
    return sorted(
        f"{bare(row['word'])}\t{hundredths(float(row['V']) / 3)}\t{hundredths(float(row['A']) / 3)}"
        for row in rows
    )


def check_against(path: Path, valence: dict[str, float]) -> float:
    """Correlation with the CC0 edition of the oldest of the studies; refuses to write what disagrees."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        pairs = [
            (float(r["valence"]), valence[r["lexicon"]])
            for r in csv.DictReader(file)
            if r["lexicon"] in valence
        ]
    agreement = correlation([a for a, _ in pairs], [b for _, b in pairs])
    if agreement < 0.97:
        raise SystemExit(f"the two editions of Park & Min 2005 disagree: r = {agreement:.3f}")
    return agreement


def main() -> None:
    """Read the sources and write the tables."""
    source, out, affect = map(Path, sys.argv[1:4])
    english_lines = english(source / "glasgow_norms_2019.csv")
    korean_lines, valence = korean(source / "va_kor")
    agreement = check_against(source / "korean_emotion_lexicon_cc0" / "7-level.csv", valence)
    (out / "affect_en.tsv").write_text("\n".join(english_lines) + "\n", "utf-8")
    (out / "affect_ko.tsv").write_text("\n".join(korean_lines) + "\n", "utf-8")
    (out / "abstract_ko.txt").write_text("\n".join(korean_abstract(source / "va_kor")) + "\n", "utf-8")
    for language, words in (
        ("en", english_emotions(english_lines)),
        ("ko", korean_emotions(source / "va_kor")),
    ):
        (affect / f"emotion_words_{language}.tsv").write_text("\n".join(words) + "\n", "utf-8")
    print(
        f"{len(english_lines)} English and {len(korean_lines)} Korean words; Park & Min r = {agreement:.3f}"
    )


if __name__ == "__main__":
    main()
