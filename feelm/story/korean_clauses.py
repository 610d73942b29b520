"""Clauses of a Korean sentence: where they end, their verb, what is denied, and in what mood they are told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from feelm.story.lexicon import meaning_of, word_set
from feelm.story.reading import Clause, Mood

_LINKING = word_set("linking_ko")


@dataclass
class Morpheme:
    """A morpheme as Kiwi gives it: form, tag (Sejong), dictionary form, and its span in the sentence."""

    form: str
    tag: str
    lemma: str
    start: int
    end: int


def _with_teller(raw: list[Morpheme]) -> list[Morpheme]:
    """나는 that opens a clause is "I", though it looks like the verbs 나다 and 날다 ("…, 나는 마루에 앉아")."""
    mended = list(raw)
    for at, (item, after) in enumerate(pairwise(raw)):
        opens = at == 0 or raw[at - 1].tag == "SP"
        if (
            opens
            and item.form == "나"
            and item.tag in {"VX", "VV"}
            and after.form == "는"
            and after.tag == "ETM"
        ):
            mended[at] = Morpheme("나", "NP", "나", item.start, item.end)
            mended[at + 1] = Morpheme("는", "JX", "는", after.start, after.end)
    return mended


def join_morphemes(raw: list[Morpheme]) -> list[Morpheme]:
    """Put nouns and their verb-making suffix back together (노래 + 하 → the verb 노래하다)."""
    joined: list[Morpheme] = []
    for item in _with_teller(raw):
        verbal = item.tag in {"XSV", "XSA"} and joined and joined[-1].tag in {"NNG", "XR", "MAG", "NNP"}
        if verbal:
            before = joined.pop()
            tag = "VV" if item.tag == "XSV" else "VA"
            if before.form == "못" and joined and joined[-1].tag == "EC":
                # 가지 못하다 denies 가다; it is no verb of its own.
                tag = "VX"
            joined.append(
                Morpheme(
                    before.form + item.form,
                    tag,
                    before.form + item.lemma.removesuffix("다") + "다",
                    before.start,
                    item.end,
                )
            )
        elif item.tag == "XSN" and item.form == "들" and joined and joined[-1].tag == "NP":
            before = joined.pop()
            joined.append(Morpheme(before.form + "들", "NP", before.lemma + "들", before.start, item.end))
        elif (
            item.lemma == "걸다"
            and len(joined) > 1
            and joined[-1].tag == "JKO"
            and meaning_of("place", joined[-2].form)
        ):
            # 길을 걸었다 is walked, not hung: the two verbs look alike in the past tense.
            joined.append(Morpheme("걷", item.tag, "걷다", item.start, item.end))
        else:
            joined.append(item)
    return joined


def is_verb(item: Morpheme) -> bool:
    """Whether a morpheme is the stem of a verb or an adjective that can govern a clause."""
    return item.tag in {"VV", "VA", "VCN"}


def clause_spans(items: list[Morpheme]) -> list[tuple[int, int]]:
    """Cut after a linking ending (-고, -며, -지만…) that closes a clause, and after commas behind one."""
    cuts = [0]
    for at, item in enumerate(items[:-1]):
        following = items[at + 1]
        closes = (
            item.tag == "EC"
            and following.tag not in {"VX", "JX", "EC"}
            and item.form not in {"게", "지", "어", "아", "다고", "라고"}
        )
        closes = closes or _leaves(items, at) or _sets_out(items, at)
        ends = item.tag == "EF" or (item.tag == "SF" and following.tag not in {"SF", "SSC"})
        verbal = any(is_verb(i) for i in items[cuts[-1] : at + 1]) or _sets_out(items, at)
        if (closes or ends) and verbal:
            cuts.append(at + 1)
    spans = [(a, b) for a, b in zip(cuts, [*cuts[1:], len(items)], strict=True) if b > a]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        has_word = any(i.tag[:1] in {"N", "V", "M"} or i.tag in {"SL", "XR", "W"} for i in items[start:end])
        if joined and not has_word:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined or [(0, len(items))]


def _names_place(items: list[Morpheme]) -> bool:
    return any(i.tag in {"NNG", "NNP"} and meaning_of("place", i.form) for i in items)


def _leaves(items: list[Morpheme], at: int) -> bool:
    """골목을 지나 | 바다로 갔다: -아/-어 behind a verb that leaves or crosses one place, with another to come."""
    item, verb = items[at], items[at - 1] if at else items[at]
    return (
        item.tag == "EC"
        and item.form in {"어", "아", "어서", "아서"}
        and verb.lemma in word_set("leaving")
        and items[at + 1].tag != "VX"
        and _names_place(items[max(0, at - 6) : at])
        and _names_place(items[at + 1 :])
    )


def _sets_out(items: list[Morpheme], at: int) -> bool:
    """마을에서 | 바다까지 걸었다: from one place to another."""
    if (
        items[at].form not in {"에서", "에서부터"}
        or items[at].tag != "JKB"
        or not _names_place(items[max(0, at - 1) : at])
    ):
        return False
    ahead = items[at + 1 : at + 8]
    stop = next((n for n, i in enumerate(ahead) if is_verb(i)), len(ahead))
    reached = next(
        (n for n, i in enumerate(ahead[:stop]) if i.form in {"까지", "로", "으로"} and i.tag[0] == "J"), None
    )
    return reached is not None and _names_place(ahead[:reached])


def negated_at(items: list[Morpheme], at: int, end: int) -> bool:
    """Whether the verb at a position is denied: 안/못 before it, -지 않다/못하다/말다 behind it."""
    before = [i.form for i in items[max(0, at - 2) : at] if i.tag == "MAG"]
    if "안" in before or "못" in before:
        return True
    return any(
        i.tag == "VX" and i.lemma in {"않다", "못하다", "말다"} for i in items[at + 1 : min(end, at + 4)]
    )


def expected(items: list[Morpheme], at: int, end: int) -> bool:
    """Whether a verb is only expected or seems so (비가 올 것 같다, 눈이 올 듯하다)."""
    ahead = items[at + 1 : min(end, at + 4)]
    if not ahead or ahead[0].form not in {"ᆯ", "을"}:
        return False
    return any(i.form in {"듯", "듯하"} for i in ahead[1:]) or any(
        i.form == "것" and after.lemma == "같다" for i, after in pairwise(items[at + 1 : min(end, at + 5)])
    )


def _dreamt(items: list[Morpheme], start: int, end: int) -> bool:
    """꿈에, 꿈에서, 꿈속에서: seen in a dream."""
    forms = [i.form for i in items[start:end]]
    return any(
        form == "꿈" and set(forms[at + 1 : at + 3]) & {"에", "에서", "속"} for at, form in enumerate(forms)
    )


def _mood_of(items: list[Morpheme], start: int, end: int, at: int | None) -> Mood:
    if _dreamt(items, start, end):
        return "longing"
    lemmas = [i.lemma for i in items[start:end]]
    wishes = any(i.tag == "VX" and i.lemma == "싶다" for i in items[start:end])
    if at is not None:
        kind = meaning_of("memory", items[at].lemma)
        # 그리다 is to draw unless somebody draws in the mind; only 그립다/그리워하다 are longing by themselves.
        if kind and items[at].lemma not in {"그리다", "떠오르다"}:
            return "longing" if kind == "longing" else "memory"
        if items[at].lemma == "떠오르다" and any(w in lemmas for w in ("생각", "기억", "얼굴", "모습")):
            return "memory"
    if wishes:
        return "longing"
    forms = "".join(i.form for i in items[start:end])
    if any(cue in forms for cue in ("었으면", "았으면", "ᆯ텐데", "라면얼마나")) or "만약" in lemmas:
        return "longing"
    if any(w in lemmas for w in ("기억", "추억")) and any(w in lemmas for w in ("나다", "남다", "속")):
        return "memory"
    childhood = "어리다" in lemmas and any(w in lemmas for w in ("때", "적", "시절"))
    return "memory" if childhood else "real"


def read_clauses(sentence: str, items: list[Morpheme], spans: list[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence, in order, one for each span of morphemes."""
    clauses: list[Clause] = []
    for index, (start, end) in enumerate(spans):
        first = items[start].start if index and start < len(items) else 0
        stop = items[end].start if end < len(items) else len(sentence)
        verbs = [at for at in range(start, end) if is_verb(items[at]) and not modifies(items, at, end)]
        at = verbs[-1] if verbs else None
        verb = items[at].lemma if at is not None else None
        if at is None and _sets_out(items, end - 1):
            ahead = next((i for i in items[end:] if is_verb(i)), None)
            verb = ahead.lemma if ahead is not None else None
        if verb in {"하다", "되다"} and at is not None and at > start and items[at - 1].tag == "NNG":
            verb = items[at - 1].form + verb
        negated = at is not None and negated_at(items, at, end)
        chain = tuple(
            items[n].lemma
            for n in range(start, at or start)
            if items[n].tag == "VV" and items[n + 1].tag == "EC" and not modifies(items, n, end)
        )
        clauses.append(
            Clause(sentence[first:stop].strip(" ,"), verb, negated, _mood_of(items, start, end, at), chain)
        )
    return clauses


def modifies(items: list[Morpheme], at: int, end: int) -> bool:
    """Whether a verb or adjective stands before a noun (노란 꽃, 달리는 아이) rather than closing a clause."""
    for item in items[at + 1 : end]:
        if item.tag == "ETM":
            return True
        if item.tag not in {"VX", "EC", "EP"} or (item.tag == "EC" and item.form in _LINKING):
            return False
    return False
