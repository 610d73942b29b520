"""Repairs of the tagger for stories: nouns after determiners, plurals that look like verbs, verbs that were missed."""

from __future__ import annotations

from itertools import pairwise

from feelm.story.english_token import FORMS_OF_BE, Token, lemma_of
from feelm.story.lexicon import english_forms, english_word

_TIMES = frozenset(
    {"before", "after", "until", "till", "at", "by", "towards", "toward", "since", "of", "from", "in"}
)


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
        t.lower in FORMS_OF_BE or t.lower in {"have", "has", "had", "'ve", "'d", "having", "got"}
        for t in tokens[max(0, at - 4) : at]
    )


def mend(tokens: list[Token], tags: list[str]) -> None:
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
        elif tags[at] == "EX" and not any(
            t.lower in FORMS_OF_BE or t.lemma == "be" for t in tokens[at + 1 : at + 4]
        ):
            tags[at] = "RB"
        elif (
            tags[at] == "IN"
            and token.lower == "like"
            and before in {"PRP", "MD", "NNS"}
            and after in {"DT", "PRP$", "NNS", "TO"}
        ):
            tags[at] = "VBP"


def find_verbs(tokens: list[Token], tags: list[str]) -> None:
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
