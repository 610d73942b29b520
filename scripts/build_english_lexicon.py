"""Build ``feelm/story/data/english_words.tsv.gz`` and ``english_forms.tsv``: the lexicon of the English tagger.

Sources, all free to carry with attribution (see feelm/story/data/SOURCES.txt):

- Eric Brill's lexicon and contextual rules (MIT licence), as carried by the TextBlob wheel from PyPI:
  ``pip download --no-deps textblob``
- WordNet 3.0 (WordNet licence), the Debian package ``wordnet-base``: which words are nouns, verbs or adjectives,
  how often (SemCor counts), what kind of thing a noun names, irregular forms
- Glasgow Norms (Scott et al. 2019, CC BY 4.0): rated concreteness

Usage: ``python scripts/build_english_lexicon.py textblob.whl /usr/share/wordnet glasgow_norms_2019.csv OUT_FOLDER``
"""

from __future__ import annotations

import csv
import gzip
import sys
import zipfile
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


def read_brill(wheel: Path) -> tuple[dict[str, str], str]:
    """Word → most frequent Penn tag (lower-case words only), and the contextual rules as text."""
    with zipfile.ZipFile(wheel) as archive:
        lexicon = archive.read("textblob/en/en-lexicon.txt").decode("utf-8")
        rules = archive.read("textblob/en/en-context.txt").decode("utf-8")
    tags: dict[str, str] = {}
    for line in lexicon.splitlines():
        parts = line.split()
        if line.startswith(";;;") or len(parts) != 2:
            continue
        word, tag = parts
        plain = word.replace("-", "").replace("'", "")
        if (
            plain.isascii()
            and plain.isalpha()
            and word == word.lower()
            and tag.rstrip("$").isalpha()
            and tag != "UH"
        ):
            tags[word] = tag
    kept = [line for line in rules.splitlines() if line and not line.startswith(";;;")]
    return tags, "\n".join(kept) + "\n"


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
    classes: dict[str, Counter[str]] = {}
    for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "J"), ("adv", "R")):
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            lemma, senses = parts[0], int(parts[2])
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


def noun_class(weights: Counter[str], concreteness: float | None) -> str:
    """The letter of the class; a rating of concreteness overrules the count of senses."""
    best = weights.most_common(1)[0][0]
    if concreteness is not None and concreteness < ABSTRACT_BELOW:
        return "x"
    rest = [letter for letter, _ in weights.most_common() if letter != "x"]
    if best == "x" and concreteness is not None and concreteness >= CONCRETE_FROM:
        return rest[0] if rest else "o"
    seen = sum(weights[letter] for letter in rest) / weights.total()
    return "y" if best == "x" and rest and seen >= EITHER_FROM else best


def irregular_forms(folder: Path, known: set[str], seen: set[str]) -> list[str]:
    """Lines "form, part of speech, lemma" for irregular nouns, verbs and adjectives in use."""
    lines = []
    for name, letter in (("noun", "N"), ("verb", "V"), ("adj", "J")):
        for line in (folder / f"{name}.exc").read_text("utf-8").splitlines():
            form, lemma = line.split()[:2]
            if lemma in known and form.isalpha() and form != lemma and (form in seen or letter == "N"):
                lines.append(f"{form}\t{letter}\t{lemma}")
    return sorted(set(lines))


def main() -> None:
    """Read the sources and write the three files."""
    wheel, wordnet, glasgow, out = (Path(argument) for argument in sys.argv[1:5])
    tags, rules = read_brill(wheel)
    counts, classes = read_wordnet(wordnet)
    concreteness = read_concreteness(glasgow)
    rows = []
    singles = {lemma for lemma in counts if lemma.isascii() and lemma.isalpha() and lemma in concreteness}
    for word in sorted(set(tags) | singles):
        senses = counts.get(word, Counter())
        uses = "".join(f"{letter}{min(99, senses[letter])}" for letter in "NVJR" if senses[letter])
        kind = noun_class(classes[word], concreteness.get(word)) if word in classes else ""
        rows.append(f"{word}\t{tags.get(word, '')}\t{uses}\t{kind}".rstrip("\t"))
    text = "\n".join(rows) + "\n"
    (out / "english_words.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    (out / "english_forms.tsv").write_text(
        "\n".join(irregular_forms(wordnet, set(counts), set(tags))) + "\n", "utf-8"
    )
    (out / "english_rules.txt").write_text(rules, "utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
