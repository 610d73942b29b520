"""Reading a Korean sentence with Kiwi: nouns with particles, counters, modifiers, the verbs that govern them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from feelm.story.english import EnglishReader
from feelm.story.korean_clauses import (
    Morpheme,
    clause_spans,
    expected,
    is_verb,
    join_morphemes,
    modifies,
    negated_at,
    read_clauses,
)
from feelm.story.lexicon import meaning_of, word_set, words_of
from feelm.story.reading import Clause, Mention, Reading, Role

_NOUN = frozenset({"NNG", "NNP"})
_PLACED = frozenset({"에", "에서", "로", "으로", "까지", "부터", "에게로", "에다", "에다가"})
_COUNTERS = word_set("counter_ko")
"""Words that only count what stands beside them (두 마리, 세 그루)."""
_WHERE = word_set("where_ko")
"""Nouns that only say where, relative to the noun before them (나무 아래)."""
_TIMELY = word_set("timely_ko")
_GROUPS = frozenset({"떼", "무리", "더미", "다발", "묶음"})
"""Words behind a noun that make many of it (비둘기 떼)."""
_OUTSIDE = frozenset({"위", "뒤", "앞", "옆", "곁", "너머", "밖", "근처", "뒤편", "건너편", "주위"})
"""Words of place that leave one outside of a house (교회 위로)."""
_AND = frozenset({"와", "과", "하고", "랑", "이랑", "이나", "나", "도"})
_WHOLE_SCORE = -3.0
"""Preference for our compounds: above it Kiwi tears other words apart (말+이), below it it splits 등+불."""
_PLURAL = 3


class KoreanReader:
    """Reads Korean sentences by Kiwi, which takes seconds and some 330 MB to load: make one, use it, let it go.

    ``num_workers=1``: one thread, because a film is made beside other work. Without the dictionary of multi-word terms
    (titles, companies) it needs 190 MB less.
    """

    def __init__(self) -> None:
        from kiwipiepy import Kiwi

        self._kiwi: Any = Kiwi(num_workers=1, load_typo_dict=False, load_multi_dict=False)
        for word in _whole_words():
            self._kiwi.add_user_word(word, "NNG", _WHOLE_SCORE)

    def read(self, sentence: str) -> Reading:
        """Return what a sentence mentions; Latin words in it become nouns to be looked up in English."""
        morphemes = join_morphemes(
            [
                Morpheme(t.form, t.tag.split("-")[0], t.lemma, t.start, t.end)
                for t in self._kiwi.tokenize(sentence)
            ]
        )
        spans = clause_spans(morphemes)
        clauses = read_clauses(sentence, morphemes, spans)
        if "텐데" in sentence or any(m.form == "만약" for m in morphemes):
            clauses = [replace(clause, mood="longing") for clause in clauses]
        mentions: list[Mention] = []
        for index, (start, end) in enumerate(spans):
            mentions += _read_mentions(sentence, morphemes, start, end, index, clauses[index])
        mentions = [replace(m, denied=True) if _gone(m, clauses, mentions) else m for m in mentions]
        words = tuple(
            m.lemma
            for m in morphemes
            if m.tag[:1] in {"N", "V", "M", "X"} and m.tag not in {"XSN", "XSV", "MM"}
        )
        mixed = any(m.tag == "SL" for m in morphemes)
        return Reading(sentence, "mixed" if mixed else "ko", tuple(mentions), tuple(clauses), words)


def _gone(mention: Mention, clauses: list[Clause], mentions: list[Mention]) -> bool:
    """기차는 이미 떠나고 없었다: the subject of a clause that another goes on to call gone."""
    if mention.role == "object" and any(
        m.denied and m.role == "subject" and m.names[-1] == mention.names[-1] for m in mentions
    ):
        # 고래를 보러 갔지만 고래는 나타나지 않았다: what was looked for did not come.
        return True
    after = mention.clause + 1
    if mention.role != "subject" or after >= len(clauses) or clauses[after].verb != "없다":
        return False
    return not any(m.clause == after and m.role in {"subject", "object"} for m in mentions)


def _whole_words() -> list[str]:
    """Compounds of our lists (등불, 밤바다, 벚꽃) that Kiwi is told to leave whole."""
    kinds = ("place", "time", "weather", "season", "season_cue", "compound_ko")
    return [w for kind in kinds for w in words_of(kind) if len(w) > 1 and all("가" <= c <= "힣" for c in w)]


def _particle(items: list[Morpheme], at: int, end: int) -> tuple[str, int]:
    """The particle behind a noun phrase (the case particle where two stand together), and where the phrase ends."""
    found = ""
    while at < end and (items[at].tag[:1] == "J" or items[at].tag == "XSN"):
        if not found or items[at].tag.startswith("JK"):
            found = items[at].form if items[at].tag[:1] == "J" else found
        at += 1
    return found, at


def _numerals_before(items: list[Morpheme], first: int, start: int) -> list[int]:
    """Positions of a numeral that stands right before a noun, or before its counter (두 마리의 고양이, 세 아이)."""
    at = first - 1
    while at > start and (
        items[at].tag in {"JKG", "VA", "ETM"}
        or (items[at].tag in {"NNB", "NNG"} and items[at].form in _COUNTERS)
    ):
        at -= 1
    return [at] if at >= start else []


def _number(items: list[Morpheme], first: int, last: int, end: int, start: int) -> tuple[int, bool]:
    """How many: a numeral and counter before or behind the noun, 많다 as its verb, or three for -들."""
    behind_noun = range(last + 1, min(end, last + 4))
    stop = next((at for at in behind_noun if items[at].tag in {"NNG", "NNP", "VV", "VA"}), last + 4)
    for at in [*range(last + 1, min(end, stop)), *_numerals_before(items, first, start)]:
        item = items[at]
        if item.tag in {"MM", "NR", "SN"}:
            if item.tag == "SN" and item.form.isdecimal():
                return max(1, min(24, int(item.form))), True
            value = meaning_of("number", item.form)
            if value is not None:
                return int(value), True
    if last + 1 < end and items[last + 1].form in _GROUPS:
        return 5, True
    before = [items[at].lemma for at in range(max(start, first - 3), first)]
    if any(
        meaning_of("number", w) == "5" for w in before if w in {"많다", "수많다", "무수하다", "여러", "온갖"}
    ):
        return 5, True
    if any(i.tag == "XSN" and i.form == "들" for i in items[last + 1 : last + 2]):
        return _PLURAL, True
    behind = [i.lemma for i in items[last + 1 : end]]
    return (
        (5, True)
        if any(w in {"많다", "가득하다", "가득", "무성하다", "만발하다"} for w in behind[:4])
        else (1, False)
    )


def _role(particle: str) -> Role:
    if particle in {"이", "가", "은", "는", "께서", "도", "이나", "만", "조차", "마저"}:
        return "subject"
    if particle in {"을", "를"}:
        return "object"
    return "place" if particle in _PLACED else "other"


def _shared_role(items: list[Morpheme], behind: int, end: int, particle: str) -> Role:
    """The role of a phrase; in a list (고양이와 강아지는, 의자도, 라디오도) it is that of the last one."""
    comma = behind < end and items[behind].tag == "SP"
    listed = particle in _AND - {"도"} or (particle in {"", "도"} and comma)
    if not listed:
        return _role(particle)
    at = next((i for i in range(behind, end) if items[i].tag in _NOUN or is_verb(items[i])), end)
    while at < end and items[at].tag in _NOUN:
        at += 1
    following, after = _particle(items, at, end) if at < end else ("", end)
    role = _shared_role(items, after, end, following) if following or after < end else "other"
    return role if role in {"subject", "object"} else _role(particle)


def _of_denied(items: list[Morpheme], verb_at: int, end: int) -> bool:
    """Whether a verb only describes a thing that was not there (아버지가 앉던 의자도 없다)."""
    if not modifies(items, verb_at, end):
        return False
    first = next((i for i in range(verb_at, end) if items[i].tag in _NOUN), None)
    if first is None:
        return False
    last = first
    while last + 1 < end and items[last + 1].tag in _NOUN:
        last += 1
    particle, behind = _particle(items, last + 1, end)
    role = _shared_role(items, behind, end, particle)
    return _denied(items, last, particle, role, _governing(items, behind, end), end)


def _governing(items: list[Morpheme], after: int, end: int) -> int | None:
    """The next verb behind a phrase: in a head-final language that is the one which governs it."""
    return next((at for at in range(after, end) if is_verb(items[at])), None)


def _modifiers(items: list[Morpheme], first: int, start: int) -> tuple[list[str], str | None]:
    """Dictionary forms of what stands before a noun, and the verb among them (날아가는 새 → 날아가다)."""
    adjectives: list[str] = []
    action: str | None = None
    at = first - 1
    while at >= start:
        item = items[at]
        if item.tag in {"ETM", "MM", "NNB", "NR", "SN", "MAG", "XPN", "EC", "VX", "SP", "XSN"} or (
            item.tag == "JKG" and items[at - 1].tag == "NNB"
        ):
            at -= 1
        elif item.tag in {"VA", "VV"} and modifies(items, at, first):
            adjectives.append(item.lemma)
            action = item.lemma if item.tag == "VV" and action is None else action
            at -= 1
            if item.tag == "VV":
                break
        elif item.tag == "NNG" and meaning_of("colour", item.form):
            adjectives.append(item.form)
            at -= 1
        else:
            break
    adjectives += [i.form for i in items[max(start, first - 2) : first] if i.tag in {"MM", "NNG", "XPN"}]
    return adjectives, action


def _denied(items: list[Morpheme], last: int, particle: str, role: Role, at: int | None, end: int) -> bool:
    """Whether the text says that the thing was not there (없다, 없이, 아니다, or not seen, brought, come…)."""
    following = items[last + 1 : end]
    if any(i.form == "없이" for i in following[:2]) or (following and following[0].form == "대신"):
        return True
    if at is None:
        return False
    verb = items[at].lemma
    if role == "place" and verb == "없다":
        return False
    if (
        verb in {"없다", "사라지다", "없어지다"}
        and role in {"subject", "other"}
        and (particle != "" or role == "subject" or at == last + 1)
    ):
        return True
    if verb == "아니다":
        return particle in {"이", "가"} and items[at - 1].tag[:1] == "J"
    if verb in {"잃다", "잃어버리다"} and role == "object":
        return not negated_at(items, at, end)
    never = any(i.form in {"적", "일"} and i.tag == "NNB" for i in items[at:end]) and any(
        i.lemma == "없다" for i in items[at:end]
    )
    if not negated_at(items, at, end) and not never:
        return False
    group = meaning_of("absent_verb", verb)
    if role == "subject":
        return group == "present" or verb in {"오다", "보이다"}
    if role == "object":
        return group == "object" or never
    form = items[last].form
    timely = form in _TIMELY | _WHERE or any(meaning_of(k, form) for k in ("time", "season", "when"))
    return (
        role == "place"
        and not timely
        and verb in {"가다", "오다", "들어가다", "돌아가다"}
        and particle in {"에", "로", "으로"}
    )


def _read_mentions(
    sentence: str, items: list[Morpheme], start: int, end: int, index: int, clause: Clause
) -> list[Mention]:
    mentions: list[Mention] = []
    at = start
    while at < end:
        item = items[at]
        if item.tag in {"NP"}:
            mentions.append(_mention(sentence, items, at, at, start, end, index, clause))
        if item.tag == "SL":
            stop = at
            while stop + 1 < end and items[stop + 1].tag == "SL":
                stop += 1
            mentions += _english_run(sentence, items, at, stop, start, end, index, clause)
            at = stop
        if (
            item.tag in _NOUN
            and meaning_of("colour", item.form)
            and at + 1 < end
            and items[at + 1].tag in _NOUN
        ):
            at += 1
            continue
        if item.tag in _NOUN:
            stop = at
            while stop + 1 < end and _compounds(items[stop], items[stop + 1]):
                stop += 1
            if not (item.form in _COUNTERS | _WHERE and stop == at and _only_counts(items, at, start)):
                mentions.append(_mention(sentence, items, at, stop, start, end, index, clause))
            at = stop
        at += 1
    return mentions


def _compounds(item: Morpheme, following: Morpheme) -> bool:
    """Whether two nouns may make one name; words of time stand for themselves (비 오는 날 | 버스)."""
    timely = item.form in _TIMELY or meaning_of("time", item.form) or meaning_of("season", item.form)
    return following.tag in _NOUN and following.form not in _WHERE | _GROUPS | {"대신"} and not timely


def _english_run(
    sentence: str,
    items: list[Morpheme],
    first: int,
    last: int,
    start: int,
    end: int,
    index: int,
    clause: Clause,
) -> list[Mention]:
    """Latin words inside a Korean sentence, read as English and placed by the particle behind them."""
    reading = EnglishReader().read(sentence[items[first].start : items[last].end])
    frame = _mention(sentence, items, last, last, start, end, index, clause)
    if not reading.mentions:
        return []
    return [
        replace(m, clause=index, role=frame.role, marker=frame.marker, verb=frame.verb, denied=frame.denied)
        for m in reading.mentions
    ]


def _only_counts(items: list[Morpheme], at: int, start: int) -> bool:
    """Whether a noun counts (두 잔) or places (나무 아래) the noun beside it and names nothing itself."""
    if at == start:
        return False
    before = items[at - 1]
    if items[at].form in _WHERE | _GROUPS:
        return before.tag in _NOUN or before.tag in {"JKG", "SL", "NP", "XSN"}
    has_noun = any(i.tag in _NOUN for i in items[max(start, at - 4) : at])
    return before.tag in {"MM", "NR", "SN"} and has_noun


def _written(sentence: str, items: list[Morpheme], at: int) -> str:
    """A noun with the space behind it, if there is one."""
    space = items[at].end < len(sentence) and sentence[items[at].end].isspace()
    return items[at].form + (" " if space else "")


def _role_of(items: list[Morpheme], behind: int, end: int, particle: str, clause: Clause) -> Role:
    """What a phrase does, by its particle and by what stands behind it."""
    if particle == "의":
        bodily = behind < end and (
            items[behind].form == "품" or meaning_of("body_ko", items[behind].form) is not None
        )
        return "other" if bodily else "owner"
    if items[behind - 1].tag == "NP" and behind < end and _owns(items[behind]):
        return "owner"
    at = _governing(items, behind, end)
    if at is not None and particle in {"이", "가", "은", "는"} and expected(items, at, end):
        return "likeness"
    likened = not particle and behind < end and items[behind].lemma == "같다"
    if particle in {"처럼", "같이", "만큼"} or likened:
        return "likeness"
    if clause.mood == "longing" and particle in {"이", "가"} and clause.verb in {"보다", "그립다"}:
        return "object"
    return _shared_role(items, behind, end, particle)


def _owns(item: Morpheme) -> bool:
    """Whether a noun right behind a pronoun is owned by it (우리 집), not said of it (우리 모두)."""
    return item.tag == "NNG" and item.form not in {"모두", "둘", "셋", "혼자", "함께", "자신", "전부", "사이"}


def _names(parts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, int], ...]:
    """Forms to look up, longest compound first, with and without spaces."""
    names: list[tuple[str, int]] = []
    for size in range(len(parts), 0, -1):
        run = [form for _, form in parts[len(parts) - size :]]
        names += [(" ".join(run), size), ("".join(run), size)] if size > 1 else [(run[0], 1)]
    return tuple(names)


def _mention(
    sentence: str,
    items: list[Morpheme],
    first: int,
    last: int,
    start: int,
    end: int,
    index: int,
    clause: Clause,
) -> Mention:
    parts = tuple((_written(sentence, items, i), items[i].form) for i in range(first, last + 1))
    after = last + 1
    while after < end and items[after].tag[:2] == "NN" and items[after].form in _WHERE | _GROUPS:
        after += 1
    particle, behind = _particle(items, after, end)
    outside = after > last + 1 and items[after - 1].form in _OUTSIDE
    if behind < end and items[behind].tag in {"MM", "NR", "SN"}:
        counted = next((i for i in range(behind, min(end, behind + 3)) if items[i].form in _COUNTERS), None)
        if counted is not None and not particle:
            particle, behind = _particle(items, counted + 1, end)
    role = _role_of(items, behind, end, particle, clause)
    verb_at = _governing(items, behind, end)
    only_described = verb_at is not None and modifies(items, verb_at, end) and not particle
    if only_described and role in {"other", "place"} and clause.verb:
        verb_at = None
    adjectives, action = _modifiers(items, first, start)
    denied = _denied(items, after - 1, particle, role, verb_at, end)
    verb, predicate = action, []
    if role == "subject" and verb_at is not None:
        predicate = [items[verb_at].lemma] if items[verb_at].tag == "VA" else []
        if not negated_at(items, verb_at, end) and not (items[verb_at].lemma == "있다" and action):
            verb = items[verb_at].lemma
        role = "owner" if _of_denied(items, verb_at, end) else role
    described = adjectives + predicate
    number, _ = _number(items, first, last, end, start)
    tag = items[last].tag
    return Mention(
        word=items[last].form,
        names=_names(parts),
        parts=parts,
        language="en" if tag == "SL" else "ko",
        clause=index,
        kind="pronoun" if tag == "NP" else "name" if tag == "NNP" else "noun",
        role=role,
        marker="" if outside else particle,
        count=number,
        size=next((float(s) for a in described if (s := meaning_of("size", a))), 1.0),
        colours=tuple(dict.fromkeys(c for a in described if (c := meaning_of("colour", a)))),
        adjectives=tuple(described),
        verb=verb,
        denied=denied,
    )
