"""English words: splitting, Penn Treebank tags by Brill's transformation rules, and dictionary forms.

The tagger is the one of E. Brill, "A simple rule-based part of speech tagger" (ANLP 1992): each word gets its usual
tag, then an ordered list of contextual rules rewrites tags. A rule may give a known word only a part of speech that the
lexicon (WordNet's counts) knows for it; a few rules of our own at the end repair what newspapers taught it wrong
for stories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feelm.story.english_repairs import find_verbs, mend
from feelm.story.english_token import Token, lemma_of, stem_known
from feelm.story.lexicon import english_forms, english_rules, english_word

_AUXILIARY = {
    "am": "VBP", "is": "VBZ", "are": "VBP", "was": "VBD", "were": "VBD", "be": "VB", "been": "VBN",
    "being": "VBG", "'m": "VBP", "'re": "VBP", "'ve": "VBP", "'ll": "MD", "'d": "MD", "n't": "RB",
    "wo": "MD", "ca": "MD", "'s": "POS", "'": "POS", "mum": "NN", "mums": "NNS", "grandma": "NN",
    "grandpa": "NN", "once": "RB", "like": "IN", "near": "IN", "no": "DT", "i": "PRP", "her": "PRP$",
    "his": "PRP$", "nobody": "NN", "there": "EX", "to": "TO", "outside": "IN", "inside": "IN",
    "beside": "IN", "toward": "IN", "towards": "IN", "onto": "IN", "into": "IN", "without": "IN",
    "did": "VBD", "does": "VBZ", "do": "VBP", "had": "VBD", "has": "VBZ", "have": "VBP", "none": "NN",
    "far": "RB", "full": "JJ", "while": "IN",
}  # fmt: skip
"""Closed-class words whose usual tag the lexicon of newspapers gives badly or not at all."""
_LETTER = {
    "NN": "N",
    "NNS": "N",
    "VB": "V",
    "VBD": "V",
    "VBG": "V",
    "VBN": "V",
    "VBP": "V",
    "VBZ": "V",
    "JJ": "J",
    "RB": "R",
}


def _guess(token: Token, first: bool) -> str:
    """Tag of a word that the lexicon does not hold, from its shape and ending."""
    lower = token.lower
    if not lower[0].isalpha():
        return "CD" if lower[0].isdigit() else "SYM"
    if token.text[0].isupper() and not first:
        return "NNP"
    if "-" in lower:
        last = lower.rsplit("-", 1)[1]
        word = english_word(last)
        return word.tag if word and word.tag in {"NN", "NNS"} else "JJ"
    if lower.endswith("s") and not lower.endswith("ss"):
        stem = lemma_of(lower, "NNS")
        verb_only = stem_known(lemma_of(lower, "VBZ"), "V") and not stem_known(stem, "N")
        return "VBZ" if verb_only else "NNS"
    for ending, tag in (
        ("ing", "VBG"),
        ("ed", "VBD"),
        ("ly", "RB"),
        ("ous", "JJ"),
        ("ful", "JJ"),
        ("less", "JJ"),
    ):
        if lower.endswith(ending):
            return tag
    return "NN"


def _usual(token: Token, first: bool) -> str:
    lower = token.lower
    if lower in _AUXILIARY:
        return _AUXILIARY[lower]
    word = english_word(lower)
    # A capital inside a sentence makes a name, unless the word is an everyday noun somebody capitalised.
    if (
        token.text[0].isupper()
        and not first
        and (word is None or lower in {"rose", "may", "will", "mark", "bill"})
    ):
        return "NNP"
    if word is None:
        return _guess(token, first)
    if word.tag:
        return word.tag
    most = max(word.uses, key=lambda letter: word.uses[letter], default="N")
    return {"N": "NN", "V": "VB", "J": "JJ", "R": "RB"}[most]


def _has_form(word: str, tag: str) -> bool:
    """Whether a word has the ending (or is the irregular form) that a tag asks for."""
    if tag == "VBG":
        return word.endswith("ing")
    if tag in {"VBD", "VBN"}:
        return (
            word.endswith("ed")
            or (word, "V") in english_forms()
            or word in {"put", "let", "set", "cut", "hit", "beat", "shut"}
        )
    if tag in {"NNS", "VBZ"}:
        return word.endswith("s") or (word, "N") in english_forms()
    return True


def _may_be(token: Token, tag: str) -> bool:
    """Whether a word can be of the part of speech that a rule wants to give it."""
    if not _has_form(token.lower, tag):
        return False
    letter = _LETTER.get(tag)
    if letter is None or token.lower in _AUXILIARY:
        return token.lower not in _AUXILIARY or token.lower in {"her", "no", "'s", "there", "near", "outside"}
    word = english_word(token.lower)
    if word is None or letter in word.uses:
        return True
    return letter in {"N", "V"} and stem_known(lemma_of(token.lower, tag), letter)


def _applies(rule: tuple[str, ...], tags: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether the condition of one of Brill's rules holds at a word."""

    def tag(offset: int) -> str:
        return tags[at + offset] if 0 <= at + offset < len(tags) else "STAART"

    def word(offset: int) -> str:
        return words[at + offset] if 0 <= at + offset < len(words) else "STAART"

    when, one, two = rule[2], rule[3], rule[4] if len(rule) > 4 else ""
    match when:
        case "PREVTAG":
            return tag(-1) == one
        case "NEXTTAG":
            return tag(1) == one
        case "SURROUNDTAG":
            return tag(-1) == one and tag(1) == two
        case "PREVWD":
            return word(-1) == one
        case "NEXTWD":
            return word(1) == one
        case "CURWD":
            return word(0) == one
        case "PREV2TAG" | "NEXT2TAG":
            return tag(-2 if when[0] == "P" else 2) == one
        case "PREV1OR2TAG" | "NEXT1OR2TAG":
            sign = -1 if when[0] == "P" else 1
            return one in (tag(sign), tag(2 * sign))
        case "PREV1OR2OR3TAG":
            return one in (tag(-1), tag(-2), tag(-3))
        case "PREV1OR2WD":
            return one in (word(-1), word(-2))
        case "PREVBIGRAM":
            return (tag(-2), tag(-1)) == (one, two)
        case "NEXTBIGRAM":
            return (tag(1), tag(2)) == (one, two)
        case _:
            return _lexical(when, one, two, tag, word)


def _lexical(when: str, one: str, two: str, tag: Callable[[int], str], word: Callable[[int], str]) -> bool:
    """Conditions of Brill's rules that name the word itself and a neighbour."""
    here = {
        "LBIGRAM": (word(-1), word(0)),
        "RBIGRAM": (word(0), word(1)),
        "WDPREVTAG": (tag(-1), word(0)),
        "WDNEXTTAG": (word(0), tag(1)),
        "WDAND2AFT": (word(0), word(2)),
        "WDAND2TAGAFT": (word(0), tag(2)),
        "WDAND2TAGBFR": (tag(-2), word(0)),
    }
    return here[when] == (one, two)


def tag_words(tokens: list[Token]) -> None:
    """Give every token its Penn tag and its dictionary form, in place."""
    if not tokens:
        return
    first_word = next((i for i, token in enumerate(tokens) if token.text[0].isalpha()), 0)
    tags = [_usual(token, i == first_word) for i, token in enumerate(tokens)]
    words = [token.lower for token in tokens]
    present = set(tags)
    for rule in english_rules():
        if rule[0] not in present:
            continue
        for at, tag in enumerate(tags):
            if tag == rule[0] and _applies(rule, tags, words, at) and _may_be(tokens[at], rule[1]):
                tags[at] = rule[1]
                present.add(rule[1])
    mend(tokens, tags)
    find_verbs(tokens, tags)
    for token, tag in zip(tokens, tags, strict=True):
        token.tag = tag
        token.lemma = lemma_of(token.lower, tag)
