"""English words: splitting, Penn Treebank tags by Brill's transformation rules, and dictionary forms.

The tagger is the one of E. Brill, "A simple rule-based part of speech tagger" (ANLP 1992): each word gets its usual
tag, then an ordered list of contextual rules rewrites tags. A rule may give a known word only a part of speech that the
lexicon (WordNet's counts) knows for it; a few rules of our own at the end repair what newspapers taught it wrong
for stories.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from feelm.story.lexicon import Word, english_forms, english_rules, english_word

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*'?|\d+(?:[.,:]\d+)*|[^\sA-Za-zÀ-ɏ\d]")
_CONTRACTION = re.compile(r"(?i)^(.+?)(n't|'s|'re|'ve|'ll|'d|'m|')$")
_WHOLE = {"can't": ("ca", "n't"), "won't": ("wo", "n't"), "cannot": ("can", "not"), "shan't": ("sha", "n't")}
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
_TIMES = frozenset(
    {"before", "after", "until", "till", "at", "by", "towards", "toward", "since", "of", "from", "in"}
)
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
_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"])


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


def _stem_known(stem: str, letter: str) -> bool:
    word = english_word(stem)
    return word is not None and letter in word.uses


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
        verb_only = _stem_known(lemma_of(lower, "VBZ"), "V") and not _stem_known(stem, "N")
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
    return letter in {"N", "V"} and _stem_known(lemma_of(token.lower, tag), letter)


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
    _mend(tokens, tags)
    _find_verbs(tokens, tags)
    for token, tag in zip(tokens, tags, strict=True):
        token.tag = tag
        token.lemma = lemma_of(token.lower, tag)


def _uses(token: Token, tag: str) -> tuple[int, int]:
    """How often the word's stem is a noun and a verb."""
    noun = english_word(lemma_of(token.lower, "NNS" if token.lower.endswith("s") else "NN"))
    verb = english_word(lemma_of(token.lower, "VBZ" if token.lower.endswith("s") else tag))
    return (noun.uses.get("N", 0) if noun else 0), (verb.uses.get("V", 0) if verb else 0)


def _named(tags: list[str], at: int, after: str) -> bool:
    """Whether a word that is usually no noun stands where only a noun can ("the stone well", "a watering can")."""
    closes = after in {"SYM", "IN", "CC", "STAART", "VBD", "VBZ", "POS"}
    closes = closes or (tags[at] == "MD" and after in {"VB", "VBN"})
    leads = tags[at - 1] in {"DT", "JJ", "PRP$", "NN"} if at else False
    participle = at > 1 and tags[at - 1] == "VBG" and tags[at - 2] in {"DT", "PRP$", "JJ"}
    return closes and (leads or participle)


def _helped(tokens: list[Token], at: int) -> bool:
    """Whether a form of "be" or "have" stands close before a participle."""
    return any(
        t.lower in _BE or t.lower in {"have", "has", "had", "'ve", "'d", "having", "got"}
        for t in tokens[max(0, at - 4) : at]
    )


def _mend(tokens: list[Token], tags: list[str]) -> None:
    """Our own rules: nouns after determiners, verbs after subjects, plurals that look like verbs."""
    for at, token in enumerate(tokens):
        before = tags[at - 1] if at else "STAART"
        after = tags[at + 1] if at + 1 < len(tags) else "STAART"
        previous = tokens[at - 1].lower if at else ""
        noun, verb = _uses(token, tags[at])
        if tags[at] in {"VB", "VBP"} and (token.lower, "V") in english_forms() and not verb:
            tags[at] = "VBD"
        plural = token.lower.endswith("s") and not token.lower.endswith("ss")
        opens_noun = before in {"DT", "PRP$", "JJ", "JJR", "CD", "POS"}
        if tags[at] in {"VB", "VBP", "VBZ"} and opens_noun and noun and previous not in {"that", "there"}:
            tags[at] = "NNS" if plural else "NN"
        elif (
            tags[at] == "VBZ"
            and noun
            and before in {"IN", "CC", "STAART", ","}
            and after not in {"DT", "PRP$", "PRP"}
        ):
            tags[at] = "NNS"
        elif tags[at] == "VBN" and before in {"NN", "NNS", "PRP", "NNP", "RB"} and not _helped(tokens, at):
            tags[at] = "VBD"
        elif tags[at] == "VBD" and before in {"DT", "PRP$"} and noun and after not in {"NN", "NNS"}:
            tags[at] = "NN"
        elif (
            tags[at] in {"NN", "JJ"}
            and before == "PRP"
            and verb
            and not opens_noun
            and token.lower not in {"own"}
        ):
            tags[at] = "VBP"
        elif tags[at] == "NNS" and before in {"PRP", "NNP"} and verb and previous not in {"her", "you"}:
            tags[at] = "VBZ"
        elif (
            tags[at] == "PRP$"
            and token.lower == "her"
            and after not in {"NN", "NNS", "JJ", "CD", "NNP", "VBG", "VBN", "JJS"}
        ):
            tags[at] = "PRP"
        elif (
            tags[at] == "POS"
            and token.lower == "'s"
            and (before in {"PRP", "EX", "WP"} or after in {"DT", "VBG", "VBN"})
        ):
            tags[at] = "VBZ"
        elif token.lower == "one" and previous == "no":
            tags[at] = "PRP"
        elif (
            (tags[at] in {"VB", "VBP"} and before == "IN" and noun and previous in _TIMES)
            or (
                tags[at] in {"RB", "MD"}
                and token.lower in {"well", "can", "will", "still"}
                and _named(tags, at, after)
            )
            or (
                tags[at] == "JJ"
                and before in {"DT", "PRP$"}
                and noun
                and after in {"SYM", "STAART", "IN"}
                and verb == 0
            )
        ):
            tags[at] = "NN"
        elif (
            tags[at] == "JJ"
            and before in {"NN", "NNS"}
            and noun
            and after in {"IN", "SYM", "STAART"}
            and at > 1
        ):
            tags[at] = "NN" if tags[at - 2] in {"DT", "PRP$", "JJ"} else "JJ"
        elif token.lower == "that" and before == "IN" and after in {"NN", "NNS", "JJ"}:
            tags[at] = "DT"
        elif token.lower == "home" and (before.startswith("VB") or before == "RB"):
            tags[at] = "RB"
        elif plural and previous in {"one", "nobody", "everyone", "somebody", "someone"} and verb:
            tags[at] = "VBZ"
        elif tags[at] == "EX" and not any(t.lower in _BE or t.lemma == "be" for t in tokens[at + 1 : at + 4]):
            tags[at] = "RB"
        elif (
            tags[at] == "IN"
            and token.lower == "like"
            and before in {"PRP", "MD", "NNS"}
            and after in {"DT", "PRP$", "NNS", "TO"}
        ):
            tags[at] = "VBP"


def _find_verbs(tokens: list[Token], tags: list[str]) -> None:
    """Give a stretch without a verb one, if one of its nouns can be one ("Rain beat on the cars")."""
    edges = [
        -1,
        *(i for i, token in enumerate(tokens) if token.text in ",;:.!?" or tags[i] == "CC"),
        len(tokens),
    ]
    for before, end in pairwise(edges):
        part = range(before + 1, end)
        if any(tags[i].startswith("VB") or tags[i] == "MD" for i in part):
            continue
        for at in part:
            after = tags[at + 1] if at + 1 < len(tags) else "SYM"
            follows = at > before + 1 and tags[at - 1] in {"NN", "NNS", "PRP", "NNP"}
            noun, verb = _uses(tokens[at], "VBP")
            if (
                tags[at] in {"NN", "NNS"}
                and follows
                and after in {"IN", "DT", "PRP$", "TO", "RP"}
                and 2 * verb > noun
            ):
                tags[at] = "VBZ" if tags[at] == "NNS" else "VBP"
                break


_VOWELS = frozenset("aeiou")


def _plural_stem(word: str, letter: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return (
            word[:-1] if _stem_known(word[:-1], letter) and not _stem_known(word[:-2], letter) else word[:-2]
        )
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb_stem(word: str, ending: str) -> str:
    """Dictionary form of a regular verb form: "stopped" → "stop", "making" → "make", "carried" → "carry"."""
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    candidates = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        candidates.insert(0, stem[:-1])
        candidates.insert(0, stem) if stem.endswith(("ll", "ss", "zz")) else None
    scored = [(entry.uses.get("V", 0) if (entry := english_word(form)) else 0, form) for form in candidates]
    best = max(score for score, _ in scored)
    return next(form for score, form in scored if score == best) if best else stem


def lemma_of(word: str, tag: str) -> str:
    """Dictionary form of a lower-case word under a Penn tag.

    >>> lemma_of("leaves", "NNS"), lemma_of("carried", "VBD"), lemma_of("making", "VBG"), lemma_of("boxes", "NNS")
    ('leaf', 'carry', 'make', 'box')
    """
    letter = (
        "N" if tag in {"NNS", "NN"} else "V" if tag.startswith("VB") else "J" if tag in {"JJR", "JJS"} else ""
    )
    if word in _BE and letter == "V":
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
    return word


def is_english(word: Word | None) -> bool:
    """Whether a lexicon entry speaks for English rather than for a name in a newspaper."""
    return word is not None and (bool(word.uses) or word.tag not in {"", "NN", "NNS", "FW"})
