"""What ``feelm things`` prints: the things a search found, as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from feelm.language import interface_language
from feelm.things.thing import Found

MATCHES_KO = {"name": "이름", "synonym": "같은 말", "meaning": "뜻이 가까움"}
STANDS_KO = {
    "ground": "땅", "water": "물", "sky": "하늘", "table": "상 위", "wall": "벽", "ceiling": "천장", "hand": "손",
}  # fmt: skip


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _height(metres: float) -> str:
    return f"{metres * 100:.0f} cm" if metres < 1 else f"{metres:g} m"


def describe_things(found: Sequence[Found]) -> str:
    """Return a table of found things: id, names in both languages, height, where it stands, how it was found, set."""
    korean = interface_language() == "ko"
    head = ("이름", "영어", "한국어", "높이", "자리", "찾음", "그림") if korean else (
        "thing", "English", "Korean", "height", "stands", "found by", "drawn by"
    )  # fmt: skip
    rows = [head]
    for item in found:
        thing = item.thing
        stand = STANDS_KO[thing.stand] if korean else thing.stand
        match = MATCHES_KO[item.match] if korean else item.match
        names = (", ".join(thing.names_en[:3]), ", ".join(thing.names_ko[:4]))
        score = f"{match} {item.score:.2f}"
        rows.append((thing.id, *names, _height(thing.height_m), stand, score, thing.set_name))
    widths = [max(_width(row[i]) for row in rows) for i in range(len(head))]
    lines = [
        "  ".join(cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    return "\n".join(lines)
