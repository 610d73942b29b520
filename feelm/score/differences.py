"""What changed between two scores, in the film's terms: shots, camera, paint, palette, music, feeling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel

from feelm.language import say
from feelm.score.locks import words_of
from feelm.score.model import Player, Score, Shot
from feelm.score.terms import field_name, player_name, value_text

_SAME_TIME_S = 1e-3
_SLIGHT, _SAME_COLOUR = 0.03, 8
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNSEEN = frozenset({"why", "scene"})
_FILM_FIELDS = (
    "title", "size", "fps", "duration", "seed", "captions_burned", "fade_in", "fade_out", "story", "locked",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One difference: of the film ("film"), or of a shot that is new, gone, at another time or otherwise changed.

    ``field`` is its place in the score ("camera.move"), ``before`` and ``after`` are values as words, empty where
    there is none; ``at_s`` is the second of the shot, in the newer score where it is there; ``slight`` changes can
    hardly be seen or heard.
    """

    kind: Literal["film", "added", "removed", "moved", "changed"]
    shot: str
    at_s: float
    field: str
    before: str
    after: str
    slight: bool = False

    def __str__(self) -> str:
        field = "size_of_shot" if self.kind != "film" and self.field == "size" else self.field
        nothing = say("nothing", "없음")
        return f"{field_name(field)}: {self.before or nothing} → {self.after or nothing}"


def differences(before: Score, after: Score) -> list[Change]:
    """Everything in which two films differ, the film first, then shot by shot in the order of the newer one.

    Shots are the same when they have the same id and text, else the same text, else the same id, else when most of
    their time is shared. Reasons (``why``) and notes change nothing in a film and are left out. Times are seconds.
    """
    pairs = pair_shots(before.shots, after.shots)
    changes = list(_film(before, after))
    told: list[tuple[float, int, list[Change]]] = []
    for old, new in pairs:
        if old is not None and new is not None:
            told.append((float(new.start), 1, list(_shot(old, new))))
        elif new is not None:
            told.append((float(new.start), 1, [_whole("added", new)]))
        elif old is not None:
            told.append((float(old.start), 0, [_whole("removed", old)]))
    for _, _, of_shot in sorted(told, key=lambda one: one[:2]):
        changes += of_shot
    return changes


def describe_differences(changes: Sequence[Change]) -> str:
    """The differences to read: the film, then each shot under its name; what is slight is counted."""
    if not changes:
        return say("the same film", "같은 영화입니다")
    lines = [f"  {change}" for change in changes if change.kind == "film"]
    if lines:
        lines.insert(0, say("the film", "영화 전체"))
    shots = [change for change in changes if change.kind != "film"]
    for name in dict.fromkeys(change.shot for change in shots):
        lines += _shot_lines(name, [change for change in shots if change.shot == name])
    return "\n".join(lines)


def _shot_lines(name: str, changes: Sequence[Change]) -> list[str]:
    """A shot and what changed in it."""
    lines = []
    for change in changes:
        if change.kind == "added":
            lines.append(say(f"{name} is new: {change.after}", f"{name} 새 장면: {change.after}"))
        if change.kind == "removed":
            lines.append(say(f"{name} is gone: {change.before}", f"{name} 사라진 장면: {change.before}"))
    rest = [change for change in changes if change.kind in ("moved", "changed")]
    if not rest:
        return lines
    plain = [f"  {change}" for change in rest if not change.slight]
    slight = [change for change in rest if change.slight]
    if slight:
        names = ", ".join(dict.fromkeys(field_name(change.field) for change in slight))
        plain.append(say(f"  slightly: {names}", f"  조금: {names}"))
    return [*lines, name, *plain]


def pair_shots(before: Sequence[Shot], after: Sequence[Shot]) -> list[tuple[Shot | None, Shot | None]]:
    """Which shot of one score is which of the other; None stands where there is no partner."""
    olds, news = list(before), list(after)
    pairs: list[tuple[Shot | None, Shot | None]] = []
    for alike in (_same_name_and_words, _same_words, _same_name, _same_time):
        for new in list(news):
            old = next((one for one in olds if alike(one, new)), None)
            if old is not None:
                pairs.append((old, new))
                olds.remove(old)
                news.remove(new)
    return [*pairs, *((old, None) for old in olds), *((None, new) for new in news)]


def _same_name_and_words(old: Shot, new: Shot) -> bool:
    return old.id == new.id and words_of(old) == words_of(new)


def _same_words(old: Shot, new: Shot) -> bool:
    return bool(words_of(old)) and words_of(old) == words_of(new)


def _same_name(old: Shot, new: Shot) -> bool:
    return old.id == new.id


def _same_time(old: Shot, new: Shot) -> bool:
    shared = min(float(old.end), float(new.end)) - max(float(old.start), float(new.start))
    longest = max(float(old.end) - float(old.start), float(new.end) - float(new.start))
    return shared > 0.5 * longest


def _film(before: Score, after: Score) -> Iterator[Change]:
    """What changed in the film as a whole."""

    def change(field: str, old: object, new: object) -> Change:
        return Change("film", "", 0.0, field, value_text(field, old), value_text(field, new))

    for field in _FILM_FIELDS:
        if field == "story" and before.story != after.story:
            yield Change("film", "", 0.0, "story", *_sentences(before.story, after.story))
        elif getattr(before, field) != getattr(after, field):
            yield change(field, getattr(before, field), getattr(after, field))
    yield from (
        change(f"music.{path}", old, new) for path, old, new in _leaves(before.music, after.music, "")
    )
    for name in sorted({*before.signals, *after.signals}):
        old, new = before.signals.get(name), after.signals.get(name)
        if old != new:
            yield change(f"signals.{name}", old, new)
    if [part.model_dump() for part in before.sections] != [part.model_dump() for part in after.sections]:
        yield change("sections", _sections(before), _sections(after))
    if _feeling(before) != _feeling(after):
        yield change("feeling", _feeling(before), _feeling(after))
    if before.captions != after.captions:
        yield _captions(before, after)
    if before.credits != after.credits:
        yield change("credits", ", ".join(before.credits), ", ".join(after.credits))


def _sections(score: Score) -> str:
    return ", ".join(f"{part.name} {part.start}" for part in score.sections)


def _sentences(before: str, after: str) -> tuple[str, str]:
    """The lines of a story that are gone, and those that are new."""
    old, new = ([line.strip() for line in text.splitlines() if line.strip()] for text in (before, after))
    gone, came = [line for line in old if line not in new], [line for line in new if line not in old]
    return " ".join(f"“{line}”" for line in gone), " ".join(f"“{line}”" for line in came)


def _captions(before: Score, after: Score) -> Change:
    """Which captions are gone and new; else that their times are others."""
    old, new = ([caption.text for caption in score.captions] for score in (before, after))
    gone, came = [text for text in old if text not in new], [text for text in new if text not in old]
    if gone or came:
        words = [" ".join(f"“{text}”" for text in texts) for texts in (gone, came)]
    else:
        words = ["; ".join(_clock(float(c.start)) for c in score.captions) for score in (before, after)]
    return Change("film", "", 0.0, "captions", words[0], words[1], slight=not (gone or came))


def _feeling(score: Score) -> str:
    """The feeling of a film in words: its mean, and from where to where it goes."""
    from feelm.moods import nearest_mood

    track = score.feeling.fused
    if not track:
        return ""
    valence, arousal = np.array([[m.valence, m.arousal] for m in track], dtype=np.float64).T
    third = max(1, len(track) // 3)
    way = [nearest_mood(valence[part].mean(), arousal[part].mean()) for part in (
        slice(0, third), slice(third, -third or None), slice(-third, None)
    ) if len(valence[part])]  # fmt: skip
    names = list(dict.fromkeys(str(mood) for mood in way))
    return f"{'–'.join(names)} ({valence.mean():+.2f}, {arousal.mean():+.2f})"


def _whole(kind: Literal["added", "removed"], shot: Shot) -> Change:
    text = f"{_clock(float(shot.start))}–{_clock(float(shot.end))} {shot.text}".strip()
    before, after = ("", text) if kind == "added" else (text, "")
    return Change(kind, shot.id, float(shot.start), "", before, after)


def _clock(second: float) -> str:
    minutes, rest = divmod(round(second, 1), 60)
    return f"{int(minutes)}:{rest:04.1f}"


def _shot(old: Shot, new: Shot) -> Iterator[Change]:
    """What changed in one shot."""
    at = float(new.start)
    if old.id != new.id:
        yield Change("changed", new.id, at, "id", old.id, new.id)
    times = [(float(shot.start), float(shot.end)) for shot in (old, new)]
    if max(abs(a - b) for a, b in zip(*times, strict=True)) > _SAME_TIME_S:
        spans = [f"{_clock(start)}–{_clock(end)} ({end - start:.1f} s)" for start, end in times]
        yield Change("moved", new.id, at, "start", spans[0], spans[1])
    for path, before, after in _leaves(old, new, ""):
        if path in ("id", "start", "end"):
            continue
        words = value_text(path, before), value_text(path, after)
        yield Change("changed", new.id, at, path, *words, slight=_slight(path, before, after))
    yield from _players(old.world.players, new.world.players, new.id, at)


def _slight(path: str, before: object, after: object) -> bool:
    """Whether a change can hardly be noticed: colours a few steps of 255 apart, numbers a few hundredths."""
    if path == "world.palette" and isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_near, before, after))
    if isinstance(before, str) and isinstance(after, str):
        return _near(before, after)
    if isinstance(before, bool) or not (isinstance(before, int | float) and isinstance(after, int | float)):
        return False
    return bool(abs(before - after) <= max(_SLIGHT, _SLIGHT * abs(before)))


def _near(one: str, other: str) -> bool:
    """Whether two texts are colours that are all but the same."""
    if not (_COLOUR.fullmatch(one) and _COLOUR.fullmatch(other)):
        return False
    steps = [abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return max(steps) <= _SAME_COLOUR


def _leaves(old: Any, new: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Every field in which two parts differ: its path and both values; players are compared apart."""
    if isinstance(old, BaseModel) and isinstance(new, BaseModel) and type(old) is type(new):
        for name in type(old).model_fields:
            inner = f"{path}.{name}" if path else name
            if name not in _UNSEEN and inner != "world.players" and not _is_keys(old):
                yield from _leaves(getattr(old, name), getattr(new, name), inner)
        if _is_keys(old) and old != new:
            yield path, old, new
    elif old != new:
        yield path, old, new


def _is_keys(part: BaseModel) -> bool:
    return "keys" in type(part).model_fields


def _players(old: Sequence[Player], new: Sequence[Player], shot: str, at: float) -> Iterator[Change]:
    """Who came, who left, who changed: players are the same when they are the same thing or person, in order."""
    rest = list(old)
    came: list[Player] = []
    for player in new:
        same = next((one for one in rest if _kind(one) == _kind(player)), None)
        if same is None:
            came.append(player)
            continue
        rest.remove(same)
        for field, before, after in _leaves(same, player, ""):
            name = f"world.players.{field}"
            words = [value_text(name, value) for value in (before, after)]
            who = player_name(player)
            yield Change(
                "changed", shot, at, name, f"{who} {words[0]}".strip(), f"{who} {words[1]}".strip(),
                slight=_slight(name, before, after),
            )  # fmt: skip
    for left in rest:
        yield Change("changed", shot, at, "world.players", player_name(left), "")
    for player in came:
        yield Change("changed", shot, at, "world.players", "", player_name(player))


def _kind(player: Player) -> Mapping[str, object]:
    return {"thing": player.thing, "person": player.person, "gender": player.gender, "word": player.word}
