"""English parts of speech: every word gets a Penn Treebank tag and its dictionary form.

What a word can be, and how often, comes from the lexicon (WordNet's counts) by its ending; small words and what goes
well or badly behind what are rules of ours (``english_grammar``). Of all ways to tag a sentence the one with the
highest sum wins, found by a beam search from left to right.
"""

from __future__ import annotations

import math
from functools import lru_cache

from feelm.story.english_grammar import Context, advance, english_grammar, score
from feelm.story.english_token import Token, lemma_of
from feelm.story.lexicon import english_forms, english_word, word_set

_WIDTH = 10
"""Ways to tag the words so far that are followed up."""
_NO_VERB = -2.5
"""Weight of a sentence in which nothing is a finite verb."""
_EVERYDAY = 2.0
"""Weight from which a word with a capital inside a sentence may still be an everyday noun (Grandmother, Sea)."""
_SECOND = -1.6
"""Weight of each further use of a small word against the one listed before it."""
_SHARE = {
    "NN": 0.75, "NNS": 0.25, "VB": 0.2, "VBP": 0.2, "VBZ": 0.1, "VBD": 0.3, "VBN": 0.15, "VBG": 0.1, "JJ": 1.0,
    "RB": 1.0, "JJR": 0.1, "JJS": 0.1,
}  # fmt: skip
"""How often a stem's uses are met in each of its forms, roughly, in stories."""
_SAME_PAST = word_set("same_past_en")
_OPENERS = word_set("opener_en")


@lru_cache(maxsize=1)
def _participles() -> dict[str, frozenset[str]]:
    """Irregular verb form → whether it is a past tense, a participle, or both (taken: VBN, took: VBD, told: both)."""
    forms: dict[str, list[str]] = {}
    for (form, letter), lemma in english_forms().items():
        regular = form.endswith("ing") or (form.endswith("ed") and form.startswith(lemma))
        if letter == "V" and not regular:
            forms.setdefault(lemma, []).append(form)
    table: dict[str, frozenset[str]] = {}
    for found in forms.values():
        sounds_a = any("a" in form for form in found)
        done = [f for f in found if f.endswith(("n", "ne")) or (len(found) > 1 and "u" in f and sounds_a)]
        # Where only one form is irregular it is both ("told"), unless its participle looks like the verb ("came").
        apart = bool(done) and len(done) < len(found)
        alone = frozenset({"VBD"} if {"came", "ran", "became", "overcame"} & set(found) else {"VBD", "VBN"})
        for form in found:
            table[form] = alone if not apart else frozenset({"VBN"} if form in done else {"VBD"})
    return table


def _inflected(word: str) -> dict[str, float]:
    """What an inflected form can be, weighed by the uses of its stem."""
    found: dict[str, float] = {}

    def add(tag: str, letter: str) -> None:
        stem = lemma_of(word, tag)
        entry = english_word(stem)
        if entry is not None and stem != word and letter in entry.uses:
            found[tag] = max(found.get(tag, 0.0), entry.uses[letter] * _SHARE[tag])

    if word.endswith("s") and not word.endswith("ss"):
        add("NNS", "N")
        add("VBZ", "V")
    elif (word, "N") in english_forms():
        add("NNS", "N")
    if word.endswith("ing") and len(word) > 4:
        add("VBG", "V")
    irregular = _participles().get(word)
    for tag in ("VBD", "VBN"):
        regular = irregular is None and word.endswith("ed") and len(word) > 3 and not _is_stem(word)
        if regular or (irregular is not None and tag in irregular):
            add(tag, "V")
    for tag, ending in (("JJR", "er"), ("JJS", "est")):
        if word.endswith(ending) or (word, "J") in english_forms():
            add(tag, "J")
    return found


def _is_stem(word: str) -> bool:
    """Whether a word in -ed is itself a verb's stem (feed, need)."""
    entry = english_word(word)
    return entry is not None and "V" in entry.uses


@lru_cache(maxsize=20000)
def _open_class(word: str) -> dict[str, float]:
    """What a lower-case word of the open classes can be, with weights; empty when nothing is known of it."""
    found = _inflected(word)
    entry = english_word(word)
    if entry is None:
        return found
    plural = "NNS" in found
    for letter, count in entry.uses.items():
        if letter == "V":
            tags = ["VB", "VBP"] + (["VBD", "VBN"] if word in _SAME_PAST else [])
        else:
            tags = [{"N": "NN", "J": "JJ", "R": "RB"}[letter]]
        for tag in tags:
            # Some plurals stand in the lexicon beside their stems (stairs, woods).
            tag = "NNS" if plural and tag == "NN" else tag
            found[tag] = max(found.get(tag, 0.0), count * _SHARE[tag])
    return found


def _guess(word: str) -> dict[str, float]:
    """What a word that the lexicon does not hold can be, from its shape and ending."""
    if not word[0].isalpha():
        return {"CD" if word[0].isdigit() else "SYM": 1.0}
    if "-" in word:
        last = _open_class(word.rsplit("-", 1)[1])
        nouns = {tag: weight for tag, weight in last.items() if tag in {"NN", "NNS"}}
        return nouns if nouns and max(last, key=lambda t: last[t]) in nouns else {"JJ": 1.0}
    for ending, tags in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return tags
    return {"NN": 1.0}


_ENDINGS = (
    ("ing", {"VBG": 1.0, "NN": 0.3}),
    ("ed", {"VBD": 1.0, "VBN": 0.8, "JJ": 0.3}),
    ("ly", {"RB": 1.0}),
    ("ous", {"JJ": 1.0}), ("ful", {"JJ": 1.0, "NN": 0.2}), ("less", {"JJ": 1.0}), ("ish", {"JJ": 1.0}),
    ("able", {"JJ": 1.0}), ("ible", {"JJ": 1.0}), ("ness", {"NN": 1.0}), ("ss", {"NN": 1.0}), ("us", {"NN": 1.0}),
    ("s", {"NNS": 1.0, "VBZ": 0.2}),
)  # fmt: skip


def _candidates(token: Token, first: bool) -> dict[str, float]:
    """What a token can be: tag → natural logarithm of its weight."""
    word = token.lower
    small = english_grammar().words.get(word)
    capital = token.text[0].isupper() and not first
    if small is not None and not (capital and word in {"will", "may"}):
        return {tag: _SECOND * at for at, tag in enumerate(small)}
    known = _open_class(word)
    # A capital inside a sentence makes a name, unless it is an everyday noun that somebody wrote large.
    if capital and (
        not known or word in {"rose", "may", "will", "mark", "bill", "grace", "dawn", "lily", "june"}
    ):
        return {"NNP": 0.0}
    if capital and max(known.values()) < _EVERYDAY:
        return {"NNP": 0.0}
    weights = known or _guess(word)
    total = sum(weights.values())
    found = {tag: math.log(weight / total + 0.004) for tag, weight in weights.items()}
    if capital and "NN" in found:
        found["NN"] += 1.0
    return found


def is_english(token: Token) -> bool:
    """Whether the grammar or the lexicon knows a word."""
    known = token.lower in english_grammar().words
    return known or english_word(token.lemma) is not None or english_word(token.lower) is not None


def tag_words(tokens: list[Token]) -> None:
    """Give every token its Penn tag and its dictionary form, in place."""
    if not tokens:
        return
    first_word = next((i for i, token in enumerate(tokens) if token.text[0].isalpha()), 0)
    options = [_candidates(token, i == first_word) for i, token in enumerate(tokens)]
    tags = _best(tokens, options)
    for token, tag in zip(tokens, tags, strict=True):
        token.tag = "PRP" if tag == "PRPO" else tag
        token.lemma = lemma_of(token.lower, token.tag)


def _best(tokens: list[Token], options: list[dict[str, float]]) -> list[str]:
    """The best way to tag a sentence: beam search over the sums of weights."""
    likeliest = [max(option, key=lambda tag: option[tag]) for option in options] + ["SYM"]
    beam: list[tuple[float, tuple[str, ...], Context]] = [(0.0, (), Context())]
    for at, (token, option) in enumerate(zip(tokens, options, strict=True)):
        word, right = token.lower, likeliest[at + 1]
        followed: list[tuple[float, tuple[str, ...], Context]] = []
        for total, tags, before in beam:
            for tag, weight in option.items():
                opens = tag == "IN" and word in _OPENERS
                gain = weight + score(word, tag, right, before)
                # A new sentence may begin behind a full stop or a quotation mark.
                ends = word in '.!?"“”'
                after = Context(seen=before.seen) if ends else advance(before, word, tag, opens)
                followed.append((total + gain, (*tags, tag), after))
        beam = sorted(followed, key=lambda way: -way[0])[:_WIDTH]
    return list(max(beam, key=lambda way: way[0] + (0.0 if way[2].seen else _NO_VERB))[1])
