"""Repairs of the tagger for stories: nouns after determiners, plurals that look like verbs, verbs that were missed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from feelm.story.english_token import FORMS_OF_BE, Token, lemma_of
from feelm.story.lexicon import english_forms, english_word

_TIMES = frozenset(
    {"before", "after", "until", "till", "at", "by", "towards", "toward", "since", "of", "from", "in"}
)

_BEHIND_HER = frozenset({"NN", "NNS", "JJ", "CD", "NNP", "VBG", "VBN", "JJS"})


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


@dataclass(frozen=True)
class _Spot:
    """A word among its neighbours: its tag and theirs, the word before it, and how often its stem is noun and verb."""

    token: Token
    tag: str
    before: str
    after: str
    previous: str
    noun: int
    verb: int

    @property
    def plural(self) -> bool:
        """Whether it ends like a plural (or like "he leaves")."""
        return self.token.lower.endswith("s") and not self.token.lower.endswith("ss")

    @property
    def opens_noun(self) -> bool:
        """Whether the word before it asks for a noun."""
        return self.before in {"DT", "PRP$", "JJ", "JJR", "CD", "POS"}


def mend(tokens: list[Token], tags: list[str]) -> None:
    """Our own rules, in place: the first one of each group of repairs that fits a word changes its tag."""
    for at, token in enumerate(tokens):
        noun, verb = _uses(token, tags[at])
        if tags[at] in {"VB", "VBP"} and (token.lower, "V") in english_forms() and not verb:
            tags[at] = "VBD"
        before = tags[at - 1] if at else "STAART"
        after = tags[at + 1] if at + 1 < len(tags) else "STAART"
        spot = _Spot(token, tags[at], before, after, tokens[at - 1].lower if at else "", noun, verb)
        for repair in (_to_noun, _to_verb, _to_function_word):
            found = repair(spot, tokens, tags, at)
            if found is not None:
                tags[at] = found
                break


def _to_noun(spot: _Spot, tokens: list[Token], tags: list[str], at: int) -> str | None:
    """Verbs and adjectives that stand where only a noun can."""
    tag, closed = spot.tag, spot.after in {"SYM", "STAART", "IN"}
    if (
        tag in {"VB", "VBP", "VBZ"}
        and spot.opens_noun
        and spot.noun
        and spot.previous not in {"that", "there"}
    ):
        return "NNS" if spot.plural else "NN"
    opens_phrase = spot.before in {"IN", "CC", "STAART", ","}
    if tag == "VBZ" and spot.noun and opens_phrase and spot.after not in {"DT", "PRP$", "PRP"}:
        return "NNS"
    if tag == "VBD" and spot.before in {"DT", "PRP$"} and spot.noun and spot.after not in {"NN", "NNS"}:
        return "NN"
    if tag in {"VB", "VBP"} and spot.before == "IN" and spot.noun and spot.previous in _TIMES:
        return "NN"
    if (
        tag in {"RB", "MD"}
        and spot.token.lower in {"well", "can", "will", "still"}
        and _named(tags, at, spot.after)
    ):
        return "NN"
    if tag == "JJ" and spot.before in {"DT", "PRP$"} and spot.noun and closed and spot.verb == 0:
        return "NN"
    after_noun = at > 1 and spot.before in {"NN", "NNS"} and tags[at - 2] in {"DT", "PRP$", "JJ"}
    return "NN" if tag == "JJ" and after_noun and spot.noun and closed else None


def _to_verb(spot: _Spot, tokens: list[Token], tags: list[str], at: int) -> str | None:
    """Participles without a helper, and nouns behind a subject."""
    tag = spot.tag
    if tag == "VBN" and spot.before in {"NN", "NNS", "PRP", "NNP", "RB"} and not _helped(tokens, at):
        return "VBD"
    if tag in {"NN", "JJ"} and spot.before == "PRP" and spot.verb and spot.token.lower != "own":
        return "VBP"
    if tag == "NNS" and spot.before in {"PRP", "NNP"} and spot.verb and spot.previous not in {"her", "you"}:
        return "VBZ"
    somebody = spot.previous in {"one", "nobody", "everyone", "somebody", "someone"}
    return "VBZ" if spot.plural and somebody and spot.verb else None


def _to_function_word(spot: _Spot, tokens: list[Token], tags: list[str], at: int) -> str | None:
    """Small words of several uses: her, 's, one, that, home, there, like."""
    tag, word = spot.tag, spot.token.lower
    if tag == "PRP$" and word == "her" and spot.after not in _BEHIND_HER:
        return "PRP"
    is_verb = spot.before in {"PRP", "EX", "WP"} or spot.after in {"DT", "VBG", "VBN"}
    if tag == "POS" and word == "'s" and is_verb:
        return "VBZ"
    if word == "one" and spot.previous == "no":
        return "PRP"
    if word == "that" and spot.before == "IN" and spot.after in {"NN", "NNS", "JJ"}:
        return "DT"
    if word == "home" and (spot.before.startswith("VB") or spot.before == "RB"):
        return "RB"
    if tag == "EX" and not any(t.lower in FORMS_OF_BE or t.lemma == "be" for t in tokens[at + 1 : at + 4]):
        return "RB"
    likes = spot.before in {"PRP", "MD", "NNS"} and spot.after in {"DT", "PRP$", "NNS", "TO"}
    return "VBP" if tag == "IN" and word == "like" and likes else None


def _acts(tokens: list[Token], tags: list[str], at: int, part: range) -> bool:
    """Whether a plural behind one thing is what it does: "a white boat sails far away" (not "the boat sails tore")."""
    if tags[at] != "NNS" or at == part.start or tags[at - 1] not in {"NN", "NNP"}:
        return False
    after = tags[at + 1] if at + 1 < part.stop else "SYM"
    word = tokens[at + 1].lower if at + 1 < part.stop else ""
    return _uses(tokens[at], "VBZ")[1] > 0 and (
        after in {"RB", "RP"} or word in {"far", "away", "home", "past"}
    )


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
            if _acts(tokens, tags, at, part):
                tags[at] = "VBZ"
                break
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
