"""The grammar of the English tagger as data: what small words can be, and weights of tags among their neighbours.

Read from ``data/english_grammar.toml``, which says what each rule is for.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from feelm.story.lexicon import word_set

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HELPERS = word_set("helper_en")
_SENSED = word_set("sensing_en")
"""Verbs behind which another may stand bare ("watched the stars fall")."""


@dataclass(frozen=True)
class Rule:
    """A weight for a tag where all conditions hold; an empty condition always holds (meanings: see the data file)."""

    weight: float
    here: frozenset[str] = frozenset()
    here_word: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    left_word: frozenset[str] = frozenset()
    left2: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    head_word: frozenset[str] = frozenset()
    helped: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    finite: bool | None = None
    unhelped: bool | None = None
    bare: bool | None = None


@dataclass(frozen=True)
class Context:
    """What stands before a word in one way to tag a sentence.

    ``head`` and ``head_word``: the last word that is no adverb; ``helper``: the form of "do" in this clause that still
    waits for its verb; ``joined``: tags of what "and" or a comma just before may join the word to; ``verb``: tag of the
    last finite verb; ``seen``: how many finite verbs the sentence has.
    """

    left: str = "START"
    left_word: str = ""
    left2: str = "START"
    head: str = "START"
    head_word: str = ""
    helper: str = ""
    joined: frozenset[str] = frozenset()
    verb: str = ""
    finite: bool = False
    seen: int = 0
    lately: tuple[str, ...] = ()
    governs: bool = False


@dataclass(frozen=True)
class Grammar:
    """``words``: small word → its tags, the usual one first; ``rules``: for each tag the rules that may speak of it;
    ``worded``: those for a tag of one word only.
    """

    words: MappingProxyType[str, tuple[str, ...]]
    rules: MappingProxyType[str, tuple[Rule, ...]]
    worded: MappingProxyType[tuple[str, str], tuple[Rule, ...]]


def _rule(entry: dict[str, Any]) -> Rule:
    cells: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Rule(**cells)


@lru_cache(maxsize=1)
def english_grammar() -> Grammar:
    """The grammar, read once."""
    data = tomllib.loads((files("feelm.story") / "data" / "english_grammar.toml").read_text("utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for tags, listed in data["words"].items():
        for word in listed.split():
            words.setdefault(word, tuple(tags.split()))
    rules = [_rule(entry) for entry in data["rule"]]
    tags = {tag for rule in rules for tag in rule.here}
    by_tag = {tag: tuple(r for r in rules if tag in r.here and not r.here_word) for tag in tags}
    by_word = {
        (tag, word): tuple(r for r in rules if tag in r.here and word in r.here_word)
        for tag in tags
        for word in {word for rule in rules for word in rule.here_word}
    }
    return Grammar(MappingProxyType(words), MappingProxyType(by_tag), MappingProxyType(by_word))


def score(word: str, tag: str, right: str, before: Context) -> float:
    """Sum of the weights of all rules that hold for a tag of a word; ``right``: the likeliest tag of the next word."""
    grammar = english_grammar()
    rules = grammar.rules.get(tag, ()) + grammar.worded.get((tag, word), ())
    return sum(rule.weight for rule in rules if _holds(rule, right, before))


def _holds(rule: Rule, right: str, before: Context) -> bool:
    if rule.left and before.left not in rule.left:
        return False
    if rule.left_word and before.left_word not in rule.left_word:
        return False
    if (rule.right and right not in rule.right) or (rule.left2 and before.left2 not in rule.left2):
        return False
    if rule.head and before.head not in rule.head:
        return False
    if rule.head_word and before.head_word not in rule.head_word:
        return False
    if (rule.helped and before.helper not in rule.helped) or (
        rule.joined and not rule.joined & before.joined
    ):
        return False
    if rule.finite is not None and rule.finite != before.finite:
        return False
    if rule.unhelped and any(w in _HELPERS for w in before.lately[-4:]):
        return False
    return not (rule.bare and _governed(before))


def _governed(before: Context) -> bool:
    """Whether a bare infinitive may stand here."""
    return (
        before.head in {"MD", "TO", "START"}
        or bool(before.helper)
        or "VB" in before.joined
        or (before.governs and before.left in {"NN", "NNS", "PRPO", "NNP"})
    )


def advance(before: Context, word: str, tag: str, verbal: bool) -> Context:
    """The context behind a word; ``verbal``: it opens a clause (a conjunction, a question word, a mark)."""
    opens = verbal or tag in {"CC", "WRB", "WP", "WDT", "WP$"} or word in {",", ";", ":", "—", "–"}
    finite = False if opens else before.finite or tag in FINITE or (tag == "VB" and before.left == "START")
    adverb = tag == "RB"
    joins = tag == "CC" or word == ","
    helper = "" if tag == "VB" or opens else before.helper
    if word in {"do", "does", "did"}:
        helper = word
    return Context(
        left=tag,
        left_word=word,
        left2=before.left,
        head=before.head if adverb and before.head != "START" else tag,
        head_word=before.head_word if adverb else word,
        helper=helper,
        joined=frozenset({before.left, before.verb}) if joins else frozenset(),
        verb=tag if tag in FINITE - {"MD"} or tag == "VB" else before.verb,
        finite=finite,
        seen=before.seen + (tag in FINITE or (tag == "VB" and before.left == "START")),
        lately=(*before.lately[-5:], word),
        governs=word in _SENSED or (before.governs and not opens),
    )
