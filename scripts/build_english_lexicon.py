"""Build ``feelm/story/data/english_words.tsv.gz`` and ``english_forms.tsv``: the lexicon of the English tagger.

Sources, both free to carry with attribution (see feelm/story/data/SOURCES.txt):

- WordNet 3.0 (WordNet licence), the Debian package ``wordnet-base``: which words are nouns, verbs, adjectives or
  adverbs, how often (its counts over SemCor), what kind of thing a noun names, irregular forms
- Glasgow Norms (Scott et al. 2019, CC BY 4.0): rated concreteness

Usage: ``python scripts/build_english_lexicon.py /usr/share/wordnet glasgow_norms_2019.csv OUT_FOLDER``
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEXNAMES = [
    "adj.all", "adj.pert", "adv.all", "noun.Tops", "noun.act", "noun.animal", "noun.artifact",
    "noun.attribute", "noun.body", "noun.cognition", "noun.communication", "noun.event", "noun.feeling",
    "noun.food", "noun.group", "noun.location", "noun.motive", "noun.object", "noun.person",
    "noun.phenomenon", "noun.plant", "noun.possession", "noun.process", "noun.quantity", "noun.relation",
    "noun.shape", "noun.state", "noun.substance", "noun.time",
]  # fmt: skip
CLASS = {
    "noun.animal": "n", "noun.artifact": "a", "noun.body": "b", "noun.food": "f", "noun.group": "g",
    "noun.location": "l", "noun.object": "o", "noun.person": "h", "noun.phenomenon": "w", "noun.plant": "p",
    "noun.substance": "s",
}  # fmt: skip
"""One letter for what a noun names; every other file of WordNet is "x", abstract."""
ABSTRACT_BELOW, CONCRETE_FROM = 3.6, 5.2
"""Rated concreteness (1..7) under which a noun counts as abstract, and from which it never does."""
EITHER_FROM = 0.2
"""Share of concrete senses from which a noun is "y": abstract, unless something is drawn under its name."""
PART_OF_SPEECH = {"1": "N", "2": "V", "3": "J", "4": "R", "5": "J"}


def common_words(folder: Path) -> set[str]:
    """Lemmas that WordNet writes with a small letter in at least one sense (not London, Monday, Bach)."""
    common: set[str] = set()
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                parts = line.split(" ")
                words = parts[4 : 4 + 2 * int(parts[3], 16) : 2]
                common |= {word.split("(")[0] for word in words if word == word.lower()}
    return common


def read_wordnet(folder: Path) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Lemma → counts per part of speech, and noun lemma → weight per class of thing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    tagged: dict[tuple[str, int], int] = {}
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        key, sense, count = line.split()
        lemma, rest = key.split("%")
        counts[lemma][PART_OF_SPEECH[rest[0]]] += int(count)
        if rest[0] == "1":
            tagged[(lemma, int(sense))] = int(count)
    file_of = {}
    for line in (folder / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            offset, file_number = line.split(" ", 2)[:2]
            file_of[offset] = LEXNAMES[int(file_number)]
    common = common_words(folder)
    classes: dict[str, Counter[str]] = {}
    for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "J"), ("adv", "R")):
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            lemma, senses = parts[0], int(parts[2])
            if lemma not in common:
                counts.pop(lemma, None)
                continue
            counts[lemma][letter] += 1
            if letter == "N":
                weights: Counter[str] = Counter()
                for rank, offset in enumerate(parts[-senses:], 1):
                    weights[CLASS.get(file_of[offset], "x")] += tagged.get((lemma, rank), 0) + 1.0 / rank
                classes[lemma] = weights
    return counts, classes


def read_concreteness(path: Path) -> dict[str, float]:
    """Word → rated concreteness (1..7); words with a meaning in brackets are averaged."""
    rated: dict[str, list[float]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    column = rows[0].index("CNC")
    for row in rows[2:]:
        rated[row[0].split(" (")[0].lower()].append(float(row[column]))
    return {word: sum(values) / len(values) for word, values in rated.items()}


def noun_class(weights: Counter[str], concreteness: float | None, met: bool) -> str:
    """The letter of the class; a rating of concreteness overrules the count of senses.

    A word that no text of SemCor has (``met`` false) is rather said of a thing, where it has such a sense (sextant).
    """
    best = weights.most_common(1)[0][0]
    if concreteness is not None and concreteness < ABSTRACT_BELOW:
        return "x"
    rest = [letter for letter, _ in weights.most_common() if letter != "x"]
    if best == "x" and concreteness is not None and concreteness >= CONCRETE_FROM:
        return rest[0] if rest else "o"
    seen = sum(weights[letter] for letter in rest) / weights.total()
    if best == "x" and rest and seen >= EITHER_FROM:
        return "y" if met else rest[0]
    return best


def irregular_forms(folder: Path, known: set[str]) -> list[str]:
    """Lines "form, part of speech, lemma" for irregular nouns, verbs and adjectives."""
    lines = []
    for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "J")):
        for line in (folder / f"{name}.exc").read_text("utf-8").splitlines():
            form, lemma = line.split()[:2]
            if lemma in known and form.isalpha() and form != lemma:
                lines.append(f"{form}\t{letter}\t{lemma}")
    return sorted(set(lines))


def in_use(lemma: str, uses: Counter[str], kind: str, rated: bool) -> bool:
    """Whether a lemma is worth its place: seen in a text, of several senses, rated, or the name of a thing to be seen.

    Very short lemmas that no text of SemCor has (symbols, letters, foreign articles) would make other languages look
    English.
    """
    plain = lemma.isascii() and lemma.isalpha()
    if not plain or (len(lemma) < 4 and uses.total() < 3 and not rated):
        return False
    return rated or uses.total() > 1 or kind in set("nabfglhopws") or len(lemma) > 4


def main() -> None:
    """Read the sources and write the two files."""
    wordnet, glasgow, out = (Path(argument) for argument in sys.argv[1:4])
    counts, classes = read_wordnet(wordnet)
    concreteness = read_concreteness(glasgow)
    rows = []
    for word in sorted(counts):
        kind = (
            noun_class(classes[word], concreteness.get(word), counts[word]["N"] > 1)
            if word in classes
            else ""
        )
        if in_use(word, counts[word], kind, word in concreteness):
            uses = "".join(
                f"{letter}{min(999, counts[word][letter])}" for letter in "NVJR" if counts[word][letter]
            )
            rows.append(f"{word}\t{uses}\t{kind}".rstrip("\t"))
    text = "\n".join(rows) + "\n"
    (out / "english_words.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    forms = irregular_forms(wordnet, {row.partition("\t")[0] for row in rows})
    (out / "english_forms.tsv").write_text("\n".join(forms) + "\n", "utf-8")
    print(f"{len(rows)} words, {len(forms)} irregular forms")


if __name__ == "__main__":
    main()
