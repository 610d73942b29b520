"""Clauses of an English sentence: where they begin, their verb, what is denied, and in what mood they are told."""

from __future__ import annotations

import re

from feelm.story.english_token import Token
from feelm.story.lexicon import meaning_of, word_set
from feelm.story.reading import Clause, Mood

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
SUBORDINATORS = word_set("subordinator_en")
_CHILDHOOD = re.compile(
    r"\bwhen (?:i|we) (?:was|were) (?:a (?:child|kid|boy|girl)|children|kids|little|young|small|\w+teen)\b|"
    r"\bwhen (?:i|we) (?:was|were) (?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b"
)


def clause_spans(tokens: list[Token]) -> list[tuple[int, int]]:
    """Cut a sentence where a new clause begins; a piece without a verb of its own joins its neighbour."""
    cuts = [0]
    for at, token in enumerate(tokens):
        subordinator = token.lower in SUBORDINATORS and token.tag in {"IN", "WDT", "WRB", "WP", "WP$"}
        if at and token.text in ";:—–":
            cuts.append(at + 1)
        elif at and (token.text == "," or token.tag == "CC" or subordinator) and cuts[-1] != at:
            cuts.append(at)
    spans = [(a, b) for a, b in zip(cuts, [*cuts[1:], len(tokens)], strict=True) if b > a]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        has_verb = any(t.tag in _FINITE for t in tokens[start:end])
        before_has = bool(joined) and any(t.tag in _FINITE for t in tokens[joined[-1][0] : joined[-1][1]])
        if joined and not (has_verb and before_has):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [part for start, end in joined for part in _stages(tokens, start, end)] or [(0, len(tokens))]


_FROM = frozenset({"from", "through", "past", "across", "along", "of"})
_ONTO = frozenset({"to", "into", "onto", "towards", "toward"})


def _stages(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """Cut "walked from the village | down to the sea": a place that is left or crossed, then one that is reached."""
    left = False
    for at in range(start, end):
        word = tokens[at].lower
        place = _place_behind(tokens, at, end)
        if place and word in _FROM and not left:
            left = True
        elif place and left and word in _ONTO | _FROM - {"of"} and tokens[at].tag in {"IN", "TO"}:
            first = at
            while tokens[first - 1].tag in {"RB", "RP", "IN"} and tokens[first - 1].lower not in _FROM:
                first -= 1
            return [(start, first), *_stages(tokens, first, end)]
    return [(start, end)]


def _place_behind(tokens: list[Token], at: int, end: int) -> bool:
    """Whether the noun phrase behind a preposition names a place."""
    stop = at + 1
    while stop < end and tokens[stop].tag in {
        "DT",
        "PRP$",
        "JJ",
        "CD",
        "NN",
        "NNS",
        "NNP",
        "POS",
        "VBN",
        "VBG",
    }:
        stop += 1
    head = tokens[stop - 1]
    return stop > at + 1 and head.tag in {"NN", "NNS"} and meaning_of("place", head.lemma) is not None


def main_verb(tokens: list[Token], start: int, end: int) -> int | None:
    """Position of the verb that tells what happens: the last of the first verb group, else a participle."""
    found: int | None = None
    for at in range(start, end):
        token = tokens[at]
        if token.tag.startswith("VB") or token.tag == "MD":
            if found is not None and token.tag in _FINITE - {"VB"}:
                break
            if token.tag in {"VBG", "VBN"} and found is None:
                continue
            helper = token.tag == "MD" or token.lemma in {"be", "have", "do"} or _begins(tokens, at, end)
            found = at
            if not helper:
                break
        elif found is not None and token.tag not in {"RB", "POS", "EX", "PRP", "TO"}:
            break
    if found is None:
        found = next((at for at in range(start, end) if tokens[at].tag in {"VBG", "VBN"}), None)
    return found


def _begins(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a verb only tells how another goes: "used to play", "began to rain", "kept walking"."""
    if at + 1 >= end:
        return False
    after = tokens[at + 1]
    if tokens[at].lower == "used":
        return after.tag == "TO"
    return tokens[at].lemma in {"begin", "start", "keep", "continue"} and after.tag in {"TO", "VBG"}


def _mood_of(words: list[str], verb: str | None, text: str) -> Mood:
    """Whether a clause tells of something longed for or remembered rather than there."""
    lowered = text.lower()
    if verb is not None:
        kind = meaning_of("memory", verb)
        missed_transport = verb == "miss" and any(
            w in words for w in ("bus", "train", "flight", "chance", "call", "stop")
        )
        if kind == "longing" and not missed_transport:
            return "longing"
        if kind == "memory":
            return "memory"
    if (
        "used to " in lowered
        or _CHILDHOOD.search(lowered) is not None
        or "as a child" in lowered
        or "in my memory" in lowered
    ):
        return "memory"
    if "want" in words and {"be", "become"} & set(words):
        return "longing"
    if re.search(r"\bin (?:my|a|the|his|her|our) dreams?\b", lowered):
        return "longing"
    if lowered.startswith("if ") and any(w in lowered.split() for w in ("were", "had", "could", "only")):
        return "longing"
    return "real"


def read_clauses(sentence: str, tokens: list[Token], spans: list[tuple[int, int]]) -> list[Clause]:
    """The clauses of a tagged sentence, in order, one for each span of token positions."""
    clauses: list[Clause] = []
    for index, (start, end) in enumerate(spans):
        first = tokens[start].start if start < len(tokens) and index else 0
        stop = tokens[end].start if end < len(tokens) else len(sentence)
        text = sentence[first:stop].strip(" ,;:—–")
        part = tokens[start:end]
        at = main_verb(tokens, start, end)
        verb = tokens[at].lemma if at is not None else None
        if verb is None and clauses and part and part[0].tag in {"IN", "TO", "RB", "RP"}:
            # A later stage of a journey has the verb of the first.
            verb = clauses[-1].verb
        following = [t.lower for t in part[1:]] + [""] * min(1, len(part))
        denying = {"n't", "not", "never", "nor"}
        negated = any(
            t.lower in denying and after != "only" for t, after in zip(part, following, strict=True)
        )
        mood = _mood_of([t.lemma for t in part], verb, text)
        # What is remembered or wished for goes on in the clause that depends on it.
        opener = part[0].lower if part else ""
        if (
            mood == "real"
            and clauses
            and clauses[-1].mood != "real"
            and opener in {"that", "how", "where", "when", "and", ","}
        ):
            mood = clauses[-1].mood
        clauses.append(Clause(text or sentence.strip(), verb, negated, mood))
    return clauses
