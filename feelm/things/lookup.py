"""``Index``: finds the thing that a word names, the one nearest to it in meaning, and what a search gives.

Meaning here is a table of words near a thing, the tree of kinds of things, the parts of a compound (돌담길 is a
길, "stone cottage" a cottage) and, last, how a word is written. Every answer carries an honest score:
1.0 its own name, 0.9 a synonym, 0.6 a word that also means something else, below that nearest by meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feelm.things.names import key, language_of, likeness, singulars
from feelm.things.table import Entry, Group, Near
from feelm.things.thing import Found, Thing

NAME, SYNONYM, UNCERTAIN = 1.0, 0.9, 0.6
GROUP_SCORE = 0.6
"""Score of the thing that stands for a whole kind ("fruit" shows an apple)."""
THRESHOLD = 0.45
"""Nothing below this is called near."""
SHORT_HEADS = frozenset("꽃밥떡빵옷풀잎탑섬")
"""One-syllable words that keep their meaning at the end of a Korean compound; most others (문, 집, 별…) do not,
for they also end abstract words: 질문, 고집, 이별."""
ALIKE = 0.8
"""Likeness of spelling from which two words are taken for variants of each other."""


class Index:
    """The words of a list of things, ready to be asked."""

    def __init__(self, entries: Sequence[Entry], near: Iterable[Near], groups: dict[str, Group]) -> None:
        self._entries = list(entries)
        self._by_id = {e.thing.id: e.thing for e in reversed(self._entries)}
        self._names: dict[str, dict[str, Found]] = {"ko": {}, "en": {}}
        self._loose: dict[str, list[Found]] = {}
        self._near: dict[str, Found] = {}
        self._groups: dict[str, Found] = {}
        self._members: dict[str, list[Thing]] = {}
        for entry in self._entries:
            self._add_names(entry)
        for row in near:
            self._add_near(row)
        self._add_groups(groups)

    def _add_names(self, entry: Entry) -> None:
        thing = entry.thing
        for language, names in (("en", thing.names_en), ("ko", thing.names_ko)):
            for place, name in enumerate(names):
                word = key(name, language)
                if name in entry.search_only:
                    self._loose.setdefault(word, []).append(Found(thing, UNCERTAIN, "synonym"))
                    continue
                score, match = (NAME, "name") if place == 0 else (SYNONYM, "synonym")
                found = Found(thing, UNCERTAIN if name in entry.uncertain else score, match)
                held = self._names[language].get(word)
                if held is None or held.score < found.score:
                    self._names[language][word] = found
                self._loose.setdefault(word, []).append(found)

    def _add_near(self, row: Near) -> None:
        thing = self._by_id.get(row.thing)
        if thing is not None:
            for word in row.words:
                found = Found(thing, row.score, "meaning")
                self._near.setdefault(key(word, language_of(word)), found)

    def _add_groups(self, groups: dict[str, Group]) -> None:
        for entry in self._entries:
            name: str | None = entry.group
            while name is not None:
                self._members.setdefault(name, []).append(entry.thing)
                name = groups[name].parent
        for group in groups.values():
            if group.id in self._members and group.parent is not None:
                found = Found(self._members[group.id][0], GROUP_SCORE, "meaning")
                for word in group.words:
                    self._groups.setdefault(key(word, language_of(word)), found)
                    self._loose.setdefault(key(word, language_of(word)), []).extend(
                        Found(t, 0.5, "meaning") for t in self._members[group.id]
                    )

    def find(self, word: str, language: str) -> Found | None:
        """Return the thing whose name or synonym the word is (an English plural too), or None."""
        names, asked = self._names[language], key(word, language)
        if asked in names:
            return names[asked]
        if language == "en":
            return next((names[s] for s in singulars(asked) if s in names), None)
        return names.get(asked.removesuffix("들")) if len(asked) > 2 else None

    def nearest(self, word: str, language: str) -> Found | None:
        """Return the thing nearest in meaning to the word, or None where nothing is near enough."""
        if not word.strip():
            return None
        ways = (self.find, self._told, self._compound, self._alike)
        found = next((f for f in (way(word, language) for way in ways) if f is not None), None)
        return found if found is not None and found.score >= THRESHOLD else None

    def _told(self, word: str, language: str) -> Found | None:
        asked = key(word, language)
        spellings = (asked, *singulars(asked)) if language == "en" else (asked, asked.removesuffix("들"))
        for table in (self._near, self._groups):
            for spelling in spellings:
                if spelling in table:
                    return table[spelling]
        return None

    def _compound(self, word: str, language: str) -> Found | None:
        asked = key(word, language)
        return self._korean_compound(asked) if language == "ko" else self._english_compound(asked)

    def _part(self, part: str, language: str, factor: float) -> Found | None:
        found = self._names[language].get(part) or self._near.get(part)
        if found is None and language == "en":
            found = self.find(part, "en") or self._told(part, "en")
        sure = found is not None and found.score > UNCERTAIN
        return Found(found.thing, round(found.score * factor, 3), "meaning") if found and sure else None

    def _korean_compound(self, word: str) -> Found | None:
        for start in range(1, len(word) - 1):
            found = self._part(word[start:], "ko", 0.75)
            if found is not None:
                return found
        if len(word) >= 3 and word[-1] in SHORT_HEADS:
            found = self._part(word[-1], "ko", 0.65)
            if found is not None:
                return found
        for end in range(len(word) - 1, 1, -1):
            if len(word) - end <= 2:
                found = self._part(word[:end], "ko", 0.6)
                if found is not None:
                    return found
        return None

    def _english_compound(self, word: str) -> Found | None:
        parts = word.split(" ")
        for start in range(1, len(parts)):
            found = self._part(" ".join(parts[start:]), "en", 0.75)
            if found is not None:
                return found
        for end in range(len(parts) - 1, 0, -1):
            found = self._part(" ".join(parts[:end]), "en", 0.6)
            if found is not None:
                return found
        if len(parts) == 1:
            for start in range(3, len(word) - 4):
                found = self._part(word[start:], "en", 0.65)
                if found is not None:
                    return found
        return None

    def _alike(self, word: str, language: str) -> Found | None:
        asked = key(word, language)
        if len(asked) < (3 if language == "ko" else 5):
            return None
        best, best_score = None, ALIKE
        for name, found in self._names[language].items():
            if abs(len(name) - len(asked)) <= 2 and name[0] == asked[0]:
                score = likeness(asked, name)
                if score >= best_score and found.score > UNCERTAIN:
                    best, best_score = found, score
        return None if best is None else Found(best.thing, round(0.65 * best_score, 3), "meaning")

    def search(self, query: str, limit: int = 12) -> list[Found]:
        """Return what a query in either language finds, best first: names, beginnings, parts, meaning."""
        language = language_of(query)
        asked = key(query, language)
        if not asked or limit < 1:
            return []
        best: dict[str, Found] = {}
        for found in self._hits(asked, language):
            held = best.get(found.thing.id)
            if held is None or held.score < found.score:
                best[found.thing.id] = found
        order = {e.thing.id: place for place, e in enumerate(self._entries)}
        # Its own word, even one that also means something else, comes before words that only hold it.
        named = {f.thing.id for f in self._loose.get(asked, ()) if f.match != "meaning"}
        return sorted(best.values(), key=lambda f: (f.thing.id not in named, -f.score, order[f.thing.id]))[
            :limit
        ]

    def _hits(self, asked: str, language: str) -> Iterable[Found]:
        for spelling in (asked, *(singulars(asked) if language == "en" else ())):
            yield from self._loose.get(spelling, ())
        near = self.nearest(asked, language)
        if near is not None:
            yield near
        for name, founds in self._loose.items():
            if name != asked and asked in name and len(asked) > (0 if language == "ko" else 2):
                start = 0.55 if name.startswith(asked) or name.endswith(asked) else 0.4
                share = len(asked) / len(name)
                yield from (
                    Found(f.thing, round((start + 0.2 * share) * f.score, 3), f.match)
                    for f in founds
                    if f.match != "meaning"
                )
