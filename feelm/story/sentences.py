"""Cutting a text into sentences, for both languages; a line break ends a sentence (lyrics, poems)."""

from __future__ import annotations

import re
import unicodedata

_ENDS = re.compile(
    r"(?<=[.!?。！？…])[\"'”’」』)\]]*(?=\s|$)|(?<=[다요죠네까군나])\.(?=[가-힣])|(?<=[。！？])|\n+"
)
_NO_END = re.compile(r"(?i)(?:^|[\s(\"'])(?:mr|mrs|ms|dr|st|prof|no|vs|etc|e\.g|i\.e|a\.m|p\.m|[a-z])\.$")
_LONGEST = 400
"""A sentence without any full stop is cut after so many characters, at a space."""
_MARKDOWN = re.compile(r"^\s{0,3}(?:#{1,6}\s+|[-*+]\s+|>\s?|\d+[.)]\s+)")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, without the white space around them.

    >>> split_sentences("It rained. Mr. Kim ran!\\n노을이 졌다. 바다로 갔다")
    ['It rained.', 'Mr. Kim ran!', '노을이 졌다.', '바다로 갔다']
    """
    sentences: list[str] = []
    for line in re.split(r"\n+", text):
        sentences += _split_line(_MARKDOWN.sub("", line).replace("**", "").replace("__", ""))
    return sentences


def _split_line(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _ENDS.finditer(line):
        end = match.end()
        piece = line[start:end].strip()
        if not piece or (
            _NO_END.search(piece) and piece.count(" ") < 200 and not piece.endswith(("I.", "i."))
        ):
            continue
        found += _cut_long(piece)
        start = end
    rest = line[start:].strip()
    if rest:
        found += _cut_long(rest)
    # What holds no letter, digit or symbol at all ("...", "---") belongs to the sentence before it.
    return [
        s
        for s in found
        if any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in s)
    ]


def _cut_long(sentence: str) -> list[str]:
    pieces: list[str] = []
    while len(sentence) > _LONGEST:
        at = sentence.rfind(" ", _LONGEST // 2, _LONGEST)
        at = at if at > 0 else _LONGEST
        pieces.append(sentence[:at].strip())
        sentence = sentence[at:].strip()
    return [*pieces, sentence] if sentence else pieces
