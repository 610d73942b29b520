"""Build ``feelm/affect/data/ratings_en.tsv.gz``: valence and arousal of English words, rated or estimated from glosses.

Sources:

- ``glasgow_norms_2019.csv``: Scott et al. 2019, doi:10.3758/s13428-018-1099-3 (CC BY 4.0)
- ``vader_lexicon.txt`` of the PyPI package ``vaderSentiment`` 3.3.2: Hutto & Gilbert 2014 (MIT)
- WordNet 3.0 (WordNet licence), the Debian package ``wordnet-base``: glosses and relations, from which the words that
  neither list rates are estimated by ridge regression

A line is word, Glasgow valence, Glasgow arousal, VADER valence, estimated valence, estimated arousal, in hundredths of
-1..1; empty where a list lacks the word.

Usage: ``python scripts/build_english_ratings.py GLASGOW_CSV VADER_TXT /usr/share/wordnet OUT_FOLDER``
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import lsqr

from feelm.seeds import generator

Floats = NDArray[np.float64]
RELATIONS = frozenset(["@", "&", "+", "*", "="])
"""WordNet's pointers that keep the feeling of a word: hypernym, similar, derived, entailed, attribute."""
POSITIONS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 3
VADER_GAIN = 1.1
"""VADER's -4..4 over 4 lies a little nearer to neutral than the Glasgow Norms on shared words."""
RIDGE = 1.0


def glasgow_words(path: Path) -> dict[str, tuple[float, float]]:
    """Valence and arousal, meanings of one word averaged."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    valence_at, arousal_at = rows[0].index("VAL"), rows[0].index("AROU")
    rated: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows[2:]:
        pair = ((float(row[valence_at]) - 5) / 4, (float(row[arousal_at]) - 5) / 4)
        rated[row[0].split(" (")[0].lower()].append(pair)
    return {word: (fmean(v for v, _ in p), fmean(a for _, a in p)) for word, p in rated.items()}


def vader_words(path: Path) -> dict[str, float]:
    """Valence of the plain words of VADER (its emoticons and abbreviations with signs left out)."""
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {cells[0]: float(cells[1]) / 4 for cells in lines if cells[0].isalpha() and cells[0].isascii()}


def synsets(folder: Path) -> dict[tuple[str, str], tuple[list[str], str, list[tuple[str, str]]]]:
    """(part of speech, offset) → lemmas, gloss without its examples, related synsets."""
    table = {}
    for name, letter in POSITIONS.items():
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            head, gloss = line.split(" | ", 1)
            cells = head.split(" ")
            count = int(cells[3], 16)
            lemmas = [word.split("(")[0].lower() for word in cells[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            related = [
                ("a" if cells[at + 3 + 4 * i] == "s" else cells[at + 3 + 4 * i], cells[at + 2 + 4 * i])
                for i in range(int(cells[at]))
                if cells[at + 1 + 4 * i] in RELATIONS
            ]
            table[letter, cells[0]] = (lemmas, gloss.split('; "')[0].lower(), related)
    return table


def descriptions(folder: Path) -> dict[str, Counter[str]]:
    """Word → what its first senses are called, are like and are glossed with."""
    table = synsets(folder)
    found: dict[str, Counter[str]] = {}
    for name, letter in POSITIONS.items():
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            cells = line.split()
            if line.startswith(" ") or "_" in cells[0]:
                continue
            pieces = found.setdefault(cells[0], Counter())
            for offset in cells[-int(cells[2]) :][:SENSES]:
                lemmas, gloss, related = table[letter, offset]
                pieces.update("g " + word for word in re.findall("[a-z]+", gloss))
                pieces.update({"s " + lemma: 2 for lemma in lemmas})
                pieces.update("h " + lemma for key in related if key in table for lemma in table[key][0])
    for word, pieces in found.items():
        padded = f" {word} "
        pieces.update(
            "c " + padded[at : at + size] for size in range(3, 7) for at in range(len(padded) - size + 1)
        )
    return found


def matrix(texts: list[Counter[str]]) -> csr_matrix:
    """tf-idf of the pieces, each row of length 1."""
    seen = Counter(piece for text in texts for piece in text)
    index = {piece: at for at, piece in enumerate(p for p, count in seen.items() if count > 1)}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        for piece, count in text.items():
            if piece in index:
                rows.append(row)
                columns.append(index[piece])
                values.append((1 + np.log(count)) * (1 + np.log(len(texts) / seen[piece])))
    table = csr_matrix((values, (rows, columns)), shape=(len(texts), len(index)))
    return diags(1 / np.sqrt(table.multiply(table).sum(axis=1).A1 + 1e-12)) @ table


def estimated(table: csr_matrix, index: dict[str, int], rated: dict[str, float], name: str) -> Floats:
    """Ridge regression of a rating on the descriptions, for every word; prints r of words that were left out."""
    words = [word for word in sorted(rated) if word in index]
    target = np.array([rated[word] for word in words])
    rows = table[[index[word] for word in words]]
    out = generator(7, "ratings", name).random(len(words)) < 0.1
    guess = _ridge(rows[~out], target[~out])
    r = np.corrcoef(guess(rows[out]), target[out])[0, 1]
    print(f"{name}: {len(words)} rated words, r of the estimate on words left out {r:.3f}")
    return _ridge(rows, target)(table)


def _ridge(rows: csr_matrix, target: Floats):
    middle = float(target.mean())
    weights = lsqr(rows, target - middle, damp=RIDGE**0.5, iter_lim=200)[0]
    return lambda table: np.clip(middle + table @ weights, -1.0, 1.0)


def common_words() -> set[str]:
    """The words of feelm's English lexicon: only these are worth an estimate."""
    packed = (files("feelm.story") / "data" / "english_words.tsv.gz").read_bytes()
    return {line.partition("\t")[0] for line in gzip.decompress(packed).decode("utf-8").splitlines()}


def hundredths(value: float | None) -> str:
    return "" if value is None else str(round(100 * max(-1.0, min(1.0, value))))


def main() -> None:
    glasgow, vader = glasgow_words(Path(sys.argv[1])), vader_words(Path(sys.argv[2]))
    described = descriptions(Path(sys.argv[3]))
    index = {word: at for at, word in enumerate(sorted(described))}
    table = matrix([described[word] for word in sorted(described)])
    valence = {
        word: fmean(
            ([glasgow[word][0]] if word in glasgow else [])
            + ([VADER_GAIN * vader[word]] if word in vader else [])
        )
        for word in glasgow.keys() | vader.keys()
    }
    arousal = {word: pair[1] for word, pair in glasgow.items()}
    guessed_v = estimated(table, index, valence, "valence")
    guessed_a = estimated(table, index, arousal, "arousal")
    lines = []
    for word in sorted((common_words() & index.keys()) | glasgow.keys() | vader.keys()):
        v = valence.get(word, float(guessed_v[index[word]]) if word in index else 0.0)
        a = arousal.get(word, float(guessed_a[index[word]]) if word in index else 0.0)
        g = glasgow.get(word, (None, None))
        lines.append("\t".join([word, *map(hundredths, (g[0], g[1], vader.get(word), v, a))]))
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    (Path(sys.argv[4]) / "ratings_en.tsv.gz").write_bytes(packed)
    print(f"{len(lines)} words, {len(packed) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
