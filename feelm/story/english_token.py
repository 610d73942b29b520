"""English words and marks of a sentence, and their dictionary forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feelm.story.lexicon import english_forms, english_word

_TOKEN = re.compile(
    r"[AaPp]\.[Mm]\.|[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*'?|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[^\sA-Za-zÀ-ɏ\d]"
)
_CONTRACTION = re.compile(r"(?i)^(.+?)(n't|'s|'re|'ve|'ll|'d|'m|')$")
_WHOLE = {"can't": ("ca", "n't"), "won't": ("wo", "n't"), "cannot": ("can", "not"), "shan't": ("sha", "n't")}
FORMS_OF_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"])


@dataclass
class Token:
    """A word: as written, its Penn tag, its dictionary form and where it starts in the sentence."""

    text: str
    start: int
    tag: str = ""
    lemma: str = ""

    @property
    def lower(self) -> str:
        """The word in lower case with a plain apostrophe."""
        return self.text.lower().replace("’", "'")


def split_words(sentence: str) -> list[Token]:
    """Split a sentence into words, contractions ("did" + "n't", "dog" + "'s") and marks."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text = match.group().replace("’", "'")
        lower = text.lower()
        if lower in _WHOLE:
            head = len(_WHOLE[lower][0])
            tokens += [Token(text[:head], match.start()), Token(text[head:], match.start() + head)]
            continue
        found = _CONTRACTION.match(text)
        if found:
            head = len(found.group(1))
            tokens += [Token(text[:head], match.start()), Token(text[head:], match.start() + head)]
        else:
            tokens.append(Token(text, match.start()))
    return tokens


def stem_known(stem: str, letter: str) -> bool:
    """Whether the lexicon knows a word as noun, verb, adjective or adverb (letters N, V, J, R)."""
    word = english_word(stem)
    return word is not None and letter in word.uses


_VOWELS = frozenset("aeiou")


def _plural_stem(word: str, letter: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word[:-1] if stem_known(word[:-1], letter) and not stem_known(word[:-2], letter) else word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb_stem(word: str, ending: str) -> str:
    """Dictionary form of a regular verb form: "stopped" → "stop", "making" → "make", "carried" → "carry"."""
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return (
            stem + "e"
            if stem_known(stem + "e", "V") and not stem_known(stem[:-1] + "y", "V")
            else stem[:-1] + "y"
        )
    candidates = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        candidates.insert(0, stem[:-1])
        candidates.insert(0, stem) if stem.endswith(("ll", "ss", "zz")) else None
    scored = [(entry.uses.get("V", 0) if (entry := english_word(form)) else 0, form) for form in candidates]
    best = max(score for score, _ in scored)
    return next(form for score, form in scored if score == best) if best else stem


def _plain_adjective(word: str, ending: str) -> str:
    """The plain form of a compared adjective: "coldest" → "cold", "bigger" → "big", "happier" → "happy"."""
    stem = word.removesuffix(ending)
    forms = [stem, stem + "e", stem[:-1], stem[:-1] + "y" if stem.endswith("i") else stem]
    return next((form for form in forms if stem_known(form, "J")), word)


def lemma_of(word: str, tag: str) -> str:
    """Dictionary form of a lower-case word under a Penn tag.

    >>> lemma_of("leaves", "NNS"), lemma_of("carried", "VBD"), lemma_of("making", "VBG"), lemma_of("boxes", "NNS")
    ('leaf', 'carry', 'make', 'box')
    >>> lemma_of("died", "VBD"), lemma_of("coldest", "JJS")
    ('die', 'cold')
    """
    letter = (
        "N" if tag in {"NNS", "NN"} else "V" if tag.startswith("VB") else "J" if tag in {"JJR", "JJS"} else ""
    )
    if word in FORMS_OF_BE and letter == "V":
        return "be"
    if letter == "V" and word in {"has", "had", "'ve"}:
        return "have"
    if letter == "N" and word.endswith("women"):
        return word[:-2] + "an"
    irregular = english_forms().get((word, letter))
    if irregular and tag not in {"NN", "VB", "VBP"}:
        return irregular
    if tag in {"NNS", "NNPS", "VBZ"}:
        return _plural_stem(word, letter or "N")
    if tag in {"VBD", "VBN"} and word.endswith("ed"):
        return _verb_stem(word, "ed")
    if tag == "VBG" and word.endswith("ing"):
        return _verb_stem(word, "ing")
    if tag in {"JJR", "JJS"}:
        return _plain_adjective(word, "er" if tag == "JJR" else "est")
    return word
