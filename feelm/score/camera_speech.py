"""Camera moves as people say them: "slow push in", "whip pan right on bar 9", "orbit left over 4 bars"."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticCustomError

from feelm.score.names import nearest
from feelm.vocabulary import CAMERA_MOVES

MAX_CHARACTERS = 400
STRENGTHS: dict[str, float] = {
    "very slow": 0.15, "slow": 0.3, "slowly": 0.3, "gentle": 0.25, "gently": 0.25, "soft": 0.25, "subtle": 0.2,
    "slight": 0.2, "small": 0.25, "little": 0.25, "steady": 0.5, "quick": 0.8, "fast": 0.9, "strong": 1.0, "big": 1.0,
    "wide": 1.0, "hard": 1.2, "dramatic": 1.3, "violent": 1.6,
}  # fmt: skip
"""What a word before (or after) the name of a move makes of its strength; without one it is 0.5."""
_ALIASES: dict[str, str] = {
    "static": "hold", "still": "hold", "stay": "hold", "locked off": "hold", "push": "push_in", "dolly in": "push_in",
    "track in": "push_in", "pull": "pull_out", "pull back": "pull_out", "dolly out": "pull_out",
    "track out": "pull_out", "dolly back": "pull_out", "dolly left": "truck_left", "dolly right": "truck_right",
    "track left": "truck_left", "track right": "truck_right", "pedestal up": "rise", "pedestal down": "sink",
    "whip pan": "whip_pan_right", "whip left": "whip_pan_left", "whip right": "whip_pan_right",
    "whip": "whip_pan_right", "swish pan": "whip_pan_right", "vertigo": "dolly_zoom", "snap zoom": "crash_zoom",
    "jib up": "crane_up", "jib down": "crane_down", "rack focus": "focus_pull", "pull focus": "focus_pull",
    "focus pull": "focus_pull", "hand held": "handheld", "shake": "handheld", "float": "drift", "breathe": "hold",
    "dutch left": "roll_left", "dutch right": "roll_right",
}  # fmt: skip
NAMES: dict[str, str] = {name.replace("_", " "): name for name in CAMERA_MOVES} | _ALIASES
"""How a move may be called."""
_STILL = frozenset({"static", "still", "locked off"})
_SIDES = {"pan": "pan left, pan right", "tilt": "tilt up, tilt down", "orbit": "orbit left, orbit right",
          "arc": "arc left, arc right", "truck": "truck left, truck right", "roll": "roll left, roll right",
          "crane": "crane up, crane down", "zoom": "zoom in, zoom out"}  # fmt: skip
_CLAUSE = re.compile(r"\s+(?=(?:over|for|until|till|to|at|from|on|ease|eased)\s)")
_COUNTS = {
    "a": "1",
    "an": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "eight": "8",
    "half a": "0.5",
}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|seconds?|ms|beats?|bars?|frames?)?")


def read_moves(value: object) -> object:
    """Turn moves that are said in words into parts of the score; what is no text stays as it is.

    Raises:
        PydanticCustomError: the words name no move, or a clause cannot be understood.

    >>> read_moves("slow push in, then orbit left over 4 bars")[1]["end"]
    '4 bars'
    """
    if isinstance(value, str):
        if len(value) > MAX_CHARACTERS:
            raise _refusal(f"the moves are longer than {MAX_CHARACTERS} characters")
        value = [
            part for part in re.split(r"\s*(?:,\s*(?:and\s+)?then\b|,|;|\bthen\b)\s*", value.strip()) if part
        ]
    if not isinstance(value, list):
        return value
    moves: list[Any] = []
    for said in value:
        spoken = read_move(said) if isinstance(said, str) else said
        if isinstance(spoken, dict) and "over" in spoken:
            spoken = _lasting(spoken, moves)
        moves.append(spoken)
    return moves


def read_move(text: str) -> dict[str, Any]:
    """One spoken move as fields of ``Move``; a length is still apart, under "over".

    >>> read_move("whip pan right on bar 9")
    {'name': 'whip_pan_right', 'start': 'bar 9'}
    """
    if len(text) > MAX_CHARACTERS:
        raise _refusal(f"the move is longer than {MAX_CHARACTERS} characters")
    called, *clauses = _CLAUSE.split(" ".join(text.lower().replace("-", " ").replace("_", " ").split()))
    fields = _called(called, text)
    for clause in clauses:
        word, _, rest = clause.partition(" ")
        new = _clause(word, rest, text)
        if twice := next((key for key in new if key in fields), None):
            raise _refusal(f"`{text}` says `{twice}` twice")
        fields |= new
    return fields


def _called(words: str, text: str) -> dict[str, Any]:
    """Name and strength."""
    rest, strength = words, None
    for adverb in sorted(STRENGTHS, key=len, reverse=True):
        shorter = re.sub(rf"\b{adverb}\b", " ", rest)
        if shorter != rest:
            rest, strength = " ".join(shorter.split()), STRENGTHS[adverb]
            break
    if rest in _SIDES:
        raise _refusal(f"`{text}` does not say which way, write one of {_SIDES[rest]}")
    if rest not in NAMES:
        near = nearest(rest, NAMES)
        raise _refusal(
            f"no camera move is called `{rest or text}`" + (f", {near.rstrip('?')}" if near else "")
        )
    if rest in _STILL:
        strength = 0.0
    return {"name": NAMES[rest]} | ({} if strength is None else {"strength": strength})


def _clause(word: str, rest: str, text: str) -> dict[str, Any]:
    """What one clause ("over 4 bars", "on the downbeat") says."""
    if word in ("over", "for"):
        return {"over": _span(rest, text)}
    if word in ("until", "till", "to"):
        return {"end": _time(rest)}
    if word in ("ease", "eased"):
        return {"ease": rest.replace(" ", "_")}
    if rest in ("the downbeat", "the next bar", "the bar", "downbeat"):
        return {"on": "bar"}
    if rest in ("the beat", "the next beat"):
        return {"on": "beat"}
    return {"start": _time(rest)}


def _span(words: str, text: str) -> str:
    """A length of time: "4 bars"."""
    for said, number in sorted(_COUNTS.items(), key=lambda one: -len(one[0])):
        words = re.sub(rf"^{said}\b", number, words)
    found = _SPAN.fullmatch(words)
    if not found:
        raise _refusal(f"`{words}` in `{text}` is no length, write 4 bars, 2 beats or 1.5 s")
    return f"{found[1]} {found[2] or 's'}"


def _time(words: str) -> float | str:
    """A time as the score has it: seconds as a number, everything else as it was said."""
    found = re.fullmatch(r"(?:second\s*)?(\d+(?:\.\d+)?)(?:\s*(?:s|sec|seconds?))?", words)
    return float(found[1]) if found else words


def _lasting(spoken: dict[str, Any], before: list[Any]) -> dict[str, Any]:
    """A move that lasts so long: its end is its start and that length, in words."""
    over = spoken["over"]
    start = spoken.get("start")
    if start is None and before:
        last = before[-1]
        start = last.get("end") if isinstance(last, dict) else getattr(last, "end", None)
        if start is None:
            raise _refusal(
                f"nothing says when `{spoken['name']}`, which lasts {over}, begins; "
                "say so with `at`, or say how long the move before it lasts"
            )
    fields = {key: value for key, value in spoken.items() if key != "over"}
    if start is not None:
        fields["start"] = start
    count, unit = over.split()
    if unit in ("s", "sec", "second", "seconds") and not isinstance(start, str):
        return fields | {"end": (start or 0.0) + float(count)}
    begin = "" if start is None else f"{start} + " if isinstance(start, str) else f"{start:g} s + "
    return fields | {"end": begin + over}


def _refusal(what: str) -> PydanticCustomError:
    # The template is filled in by pydantic: braces of the person's own text must not be taken for its fields.
    return PydanticCustomError("camera_moves", "{what}", {"what": what})
