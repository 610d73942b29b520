"""Reading an English sentence: clauses with their verbs and moods, noun phrases with number, size, colour and role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from feelm.story.english_clauses import SUBORDINATORS, clause_spans, main_verb, read_clauses
from feelm.story.english_tagger import is_english, tag_words
from feelm.story.english_token import Token, split_words
from feelm.story.lexicon import english_word, meaning_of, word_set
from feelm.story.reading import Clause, Mention, Reading, Role

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PERSONAL = word_set("pronoun_en")
_LOCATIVE = word_set("preposition_en")
_MEASURES = {
    "pair": 2, "couple": 2, "dozen": 12, "lot": 5, "lots": 5, "row": 4, "bunch": 5, "flock": 5, "herd": 5,
    "handful": 4, "cluster": 4, "swarm": 6, "crowd": 6, "hundreds": 12, "thousands": 12, "dozens": 12, "piece": 1,
    "bit": 1, "kind": 1, "sort": 1, "slice": 1, "stack": 3, "pile": 3, "group": 4, "line": 4, "number": 5,
    "string": 4, "scrap": 1,
}  # fmt: skip
"""Nouns that count the noun after "of" instead of naming something."""
_THIRD = frozenset({"he", "she", "they", "him", "her", "them"})
_INDEFINITE = frozenset({"nobody", "none", "nothing", "something", "anything", "everything", "noone"})
_PLURAL = 3
"""How many a plural without a number shows."""


@dataclass
class _Phrase:
    """A noun phrase while it is being read: token positions of its first and last word and of its nouns."""

    first: int
    last: int
    nouns: list[int]


class EnglishReader:
    """Reads English sentences; holds nothing but the (cached) lexicon."""

    def read(self, sentence: str) -> Reading:
        """Return what a sentence mentions. Never raises on any text; an empty sentence has no mentions."""
        tokens = split_words(sentence)
        tag_words(tokens)
        spans = clause_spans(tokens)
        clauses = read_clauses(sentence, tokens, spans)
        mentions = [
            mention
            for index, (start, end) in enumerate(spans)
            for mention in _read_mentions(tokens, start, end, index, clauses[index])
        ]
        words = tuple(t.lemma for t in tokens if t.text[0].isalpha())
        return Reading(sentence, "en", tuple(mentions), tuple(clauses), words, _foreign_share(tokens))


def _foreign_share(tokens: list[Token]) -> float:
    """Share of the words that the English lexicon does not know; short texts need at least three words to be judged."""
    words = [t for t in tokens if t.text[0].isalpha() and t.tag not in {"NNP", "POS"}]
    if not words:
        return 0.0
    unknown = sum(not is_english(t) and "'" not in t.lower for t in words)
    return unknown / len(words)


def _phrases(tokens: list[Token], start: int, end: int) -> list[_Phrase]:
    """Noun phrases of a clause: determiners, numbers, adjectives and nouns that stand together."""
    phrases: list[_Phrase] = []
    at = start
    while at < end:
        token = tokens[at]
        if token.lower in _INDEFINITE or token.lower in word_set("interjection_en"):
            at += 1
            continue
        if token.tag == "PRP" and token.lower in _PERSONAL:
            phrases.append(_Phrase(at, at, [at]))
            at += 1
            continue
        if not (
            token.tag in _NOUN | {"DT", "PRP$", "CD", "JJ", "JJR", "JJS", "PDT"}
            or _leads_noun(tokens, at, end)
        ):
            at += 1
            continue
        stop = at
        inside = _NOUN | {"DT", "PRP$", "CD", "JJ", "JJR", "JJS", "PDT", "VBN"}
        while stop < end and (
            tokens[stop].tag in inside or _leads_noun(tokens, stop, end) or _joins(tokens, stop, end)
        ):
            if stop > at and tokens[stop].tag in {"DT", "PRP$"} and tokens[stop - 1].tag in _NOUN:
                break
            stop += 1
        nouns = [i for i in range(at, stop) if tokens[i].tag in _NOUN or _leads_noun(tokens, i, end)]
        if nouns and tokens[nouns[-1]].tag in _NOUN:
            phrases.append(_Phrase(at, nouns[-1], nouns))
        elif (
            tokens[at].tag == "DT"
            and tokens[at].lower == "no"
            and stop < end
            and tokens[stop - 1].lower == "one"
        ):
            pass
        at = max(stop, at + 1)
    return phrases


def _leads_noun(tokens: list[Token], at: int, end: int) -> bool:
    """A participle that is part of a noun's name: "sailing boat", "rocking chair"."""
    before = tokens[at - 1].tag if at else ""
    return (
        tokens[at].tag == "VBG"
        and at + 1 < end
        and tokens[at + 1].tag in _NOUN
        and before in {"DT", "PRP$", "JJ", "CD"}
    )


def _joins(tokens: list[Token], at: int, end: int) -> bool:
    """A comma or "and" between two adjectives: "a small, red boat", "black and white cat"."""
    adjective = {"JJ", "JJR", "JJS", "CD"}
    return (
        0 < at < end - 1
        and (tokens[at].text == "," or tokens[at].tag == "CC")
        and tokens[at - 1].tag in adjective
        and tokens[at + 1].tag in adjective
    )


def _preposition(tokens: list[Token], first: int, start: int) -> str:
    """The preposition that governs a phrase, looking back over a possessor ("in my grandmother's garden")."""
    at = first - 1
    while (
        at >= start
        and (tokens[at].tag in _NOUN | {"DT", "PRP$", "JJ", "CD", "POS"})
        and tokens[first - 1].tag == "POS"
    ):
        at -= 1
    if at > start and tokens[at].lower == "as" and tokens[at - 1].tag in {"JJ", "RB"}:
        # "white as snow", "quiet as a mouse"; a clause behind "as" is a clause of its own.
        return "like"
    if at >= start and tokens[at].lower in SUBORDINATORS - {"before", "after", "until", "since"}:
        return ""
    two = [t.lower for t in tokens[max(start, at - 1) : at + 1]]
    if two in (["instead", "of"], ["rather", "than"]):
        return "without"
    if at >= start and tokens[at].lower in {"before", "after", "until", "since", "during", "about", "than"}:
        return tokens[at].lower
    if at >= start and (tokens[at].tag in {"IN", "TO"} or tokens[at].lower in _LOCATIVE):
        return tokens[at].lower
    if at > start and tokens[at].lower == "of" and tokens[at - 1].lower in {"out", "because"}:
        return tokens[at - 1].lower
    return ""


def _count(tokens: list[Token], phrase: _Phrase, start: int) -> int:
    """Number of things: a numeral, "many", a measure before "of", or three for a bare plural."""
    for token in tokens[phrase.first : phrase.last]:
        word = token.lower
        if word.replace(",", "").isdecimal():
            return max(1, min(24, int(word.replace(",", ""))))
        value = meaning_of("number", word)
        if value is not None and word not in {"a", "an", "one"}:
            return int(value)
    if phrase.first >= start + 2 and tokens[phrase.first - 1].lower == "of":
        measure = tokens[phrase.first - 2].lower
        if measure in _MEASURES:
            return _MEASURES[measure]
        if measure == "full":
            return 5
    return _PLURAL if tokens[phrase.last].tag in {"NNS", "NNPS"} else 1


def _names(tokens: list[Token], nouns: list[int], lemmas: list[str]) -> tuple[tuple[str, int], ...]:
    """Forms to look up, longest first; an adjective right before the nouns may be part of the name ("hot dog")."""
    names: list[tuple[str, int]] = []
    total = len(nouns)
    if nouns[0] and tokens[nouns[0] - 1].tag in {"JJ", "VBN"} and nouns[0] - 1 >= 0:
        names.append((f"{tokens[nouns[0] - 1].lower} {' '.join(lemmas)}", total))
    for size in range(total, 0, -1):
        run = lemmas[total - size :]
        names.append((" ".join(run), size))
        if size > 1:
            names.append(("".join(run), size))
        written = tokens[nouns[-1]].lower
        if written != lemmas[-1]:
            names.append((" ".join([*run[:-1], written]), size))
    return tuple(names)


def _role(tokens: list[Token], phrase: _Phrase, verb_at: int | None, start: int, marker: str) -> Role:
    if marker:
        return "place" if marker in _LOCATIVE else "other"
    there = any(t.tag == "EX" for t in tokens[start : phrase.first])
    if verb_at is None or phrase.last < verb_at or there:
        return "subject"
    return "object"


def _action(
    tokens: list[Token], phrase: _Phrase, end: int, role: Role, clause: Clause, verb_at: int | None
) -> str | None:
    """The verb that tells what the phrase does: a participle right behind it, else the clause's verb for a subject."""
    after = phrase.last + 1
    if after < end and tokens[after].text == "," and after + 1 < end and role in {"subject", "object"}:
        after += 1
    if after < end and tokens[after].tag == "VBG" and not (verb_at is not None and after == verb_at):
        return tokens[after].lemma
    if role == "subject":
        return clause.verb
    return None


def _denied(
    tokens: list[Token],
    phrase: _Phrase,
    start: int,
    end: int,
    role: Role,
    clause: Clause,
    marker: str,
    verb_at: int | None,
) -> bool:
    """Whether the text says that the thing was not there (see ``feelm.story`` for the rule)."""
    inside = [t.lower for t in tokens[phrase.first : phrase.last + 1]]
    before = [t.lower for t in tokens[start : phrase.first]]
    if before[-1:] in (["only"], ["just"], ["but"]) and before[-2:-1] != ["not"]:
        return False
    if before[-1:] and before[-1] in {"hardly", "scarcely", "barely"} and inside[0] == "any":
        return True
    if role == "object" and clause.verb == "lose" and not clause.negated:
        return True
    if (
        inside[0] in {"no", "neither"}
        or "nor" in before[-1:]
        or ("without" in before[-3:] and marker in {"without", "of", ""})
    ):
        return True
    if marker == "without" or (marker == "of" and "none" in before):
        return True
    if before[-2:] == ["no", "more"] or (
        before[-1:] in (["not"], ["never"]) and inside[0] in {"a", "an", "any", "one", "the"}
    ):
        return True
    clause_words = [t.lower for t in tokens[start:end]]
    longer = "no" in clause_words and "longer" in clause_words
    gone = any(t.lemma == "be" for t in tokens[start:end]) and bool(
        {"gone", "absent", "missing"} & set(clause_words)
    )
    if role == "subject" and gone and not clause.negated:
        return True
    if not clause.negated and not longer:
        return False
    return _denied_by_verb(tokens, phrase, start, role, clause, marker, verb_at)


def _denied_by_verb(
    tokens: list[Token],
    phrase: _Phrase,
    start: int,
    role: Role,
    clause: Clause,
    marker: str,
    verb_at: int | None,
) -> bool:
    """Whether a thing was not there because what its denied verb says puts it there: not seen, never came, was not."""
    inside = [t.lower for t in tokens[phrase.first : phrase.last + 1]]
    if verb_at is not None and phrase.first > verb_at and "any" in inside:
        return True
    group = meaning_of("absent_verb", clause.verb or "")
    if clause.verb == "be":
        there = any(t.tag == "EX" for t in tokens[start : phrase.first + 1])
        attribute = role == "object" and inside[0] in {"a", "an", "any"}
        here = role == "subject" and any(t.lower in {"here", "there", "home"} for t in tokens[phrase.last :])
        return (there and role in {"subject", "object"}) or attribute or here
    if role == "subject":
        return group == "present"
    indefinite = inside[0] in {"a", "an", "any"} or (
        tokens[phrase.last].tag == "NNS"
        and inside[0] not in {"the", "my", "her", "his", "our", "their", "its"}
    )
    if role == "object":
        return group == "object" or indefinite
    return (
        role == "place"
        and clause.verb in {"go", "come", "reach", "visit", "return", "get"}
        and marker in {"to", "into", "from"}
    )


def _read_mentions(tokens: list[Token], start: int, end: int, index: int, clause: Clause) -> list[Mention]:
    verb_at = main_verb(tokens, start, end)
    mentions: list[Mention] = []
    for phrase in _phrases(tokens, start, end):
        head = tokens[phrase.last]
        follows_of = phrase.last + 1 < end and tokens[phrase.last + 1].lower == "of"
        if follows_of and head.lower in _MEASURES and phrase.last + 2 < end:
            continue
        marker = _preposition(tokens, phrase.first, start)
        if marker == "of" and phrase.first >= 2 and tokens[phrase.first - 2].lower in _MEASURES:
            marker = _preposition(tokens, max(start, phrase.first - 3), start)
        role = _role(tokens, phrase, verb_at, start, marker)
        owns = phrase.last + 1 < end and tokens[phrase.last + 1].tag == "POS"
        # Somebody's hand or arms cannot be there without them; their hat can.
        behind = next((t for t in tokens[phrase.last + 2 : end] if t.tag in _NOUN), None)
        bodily = (
            behind is not None and (entry := english_word(behind.lemma)) is not None and entry.kind == "b"
        )
        role = (
            "other"
            if owns and bodily
            else "owner"
            if owns
            else "likeness"
            if marker in {"like", "than"}
            else role
        )
        mentions.append(_mention(tokens, phrase, start, end, index, clause, verb_at, marker, role))
    return mentions


def _predicate(tokens: list[Token], verb_at: int | None, end: int) -> list[str]:
    """Adjectives that "be" says of its subject ("was huge and yellow"), not those that stand before another noun."""
    found: list[str] = []
    at = verb_at + 1 if verb_at is not None else end
    while at < end and tokens[at].tag in {"RB", "JJ", "CC", "VBN", "SYM"}:
        if tokens[at].tag in {"JJ", "VBN"}:
            found.append(tokens[at].lower)
        at += 1
    return [] if at < end and tokens[at].tag in _NOUN else found


def _mention(
    tokens: list[Token],
    phrase: _Phrase,
    start: int,
    end: int,
    index: int,
    clause: Clause,
    verb_at: int | None,
    marker: str,
    role: Role,
) -> Mention:
    head = tokens[phrase.last]
    lemmas = [tokens[i].lemma if tokens[i].tag != "VBG" else tokens[i].lower for i in phrase.nouns]
    adjectives = tuple(
        t.lower
        for i, t in enumerate(tokens[phrase.first : phrase.last], phrase.first)
        if i not in phrase.nouns
    )
    after_be = _predicate(tokens, verb_at, end) if clause.verb == "be" and not marker else []
    described = adjectives + (tuple(after_be) if role == "subject" and not clause.negated else ())
    colours = tuple(dict.fromkeys(c for a in described if (c := meaning_of("colour", a))))
    size = next((float(s) for a in described if (s := meaning_of("size", a))), 1.0)
    word = english_word(head.lemma)
    kind: Literal["noun", "pronoun", "name"] = (
        "pronoun" if head.tag == "PRP" else "name" if head.tag in {"NNP", "NNPS"} else "noun"
    )
    mention = Mention(
        word=head.text,
        names=_names(tokens, phrase.nouns, lemmas) if kind != "pronoun" else ((head.lower, 1),),
        parts=tuple((tokens[i].text + " ", lemma) for i, lemma in zip(phrase.nouns, lemmas, strict=True)),
        language="en",
        clause=index,
        kind=kind,
        role=role,
        marker=marker,
        count=_count(tokens, phrase, start),
        size=size,
        colours=colours,
        adjectives=adjectives,
        verb=_action(tokens, phrase, end, role, clause, verb_at),
        noun_class=word.kind if word else "",
    )
    if mention.verb == clause.verb and clause.negated and role == "subject":
        mention = replace(mention, verb=None)
    denied = (kind != "pronoun" or head.lower in _THIRD) and _denied(
        tokens, phrase, start, end, role, clause, marker, verb_at
    )
    return replace(mention, denied=denied)
