"""Locks: marking what a person has decided, and carrying it into a score that was directed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from feelm.errors import InputError
from feelm.language import say
from feelm.score.model import Score, Shot
from feelm.score.names import nearest
from feelm.score.placing import Seat, seat_among

FILM_FIELDS = (
    "title", "size", "fps", "seed", "captions_burned", "fade_in", "fade_out", "captions", "credits",
)  # fmt: skip
"""Fields of the film itself that can be locked."""
CARRIED = ("signals", "sections", "imported")
"""Fields that only a person writes: they are always carried over."""
_NEVER = frozenset({"id", "locked", "why", "scene", "text"})
_TIMES = ("start", "end")


@dataclass(frozen=True)
class Carried:
    """A score directed anew with what was locked in the one before; ``notes`` say what could not be kept as it was."""

    score: Score
    notes: tuple[str, ...]


def lock_fields(path: Path, names: Sequence[str], *, lock: bool = True) -> Score:
    """Lock or unlock shots ("s05"), fields of shots ("s05.camera", "s05.paint.style") or of the film ("fade_out").

    The score's file is edited in place; comments stay. Returns the score as it now stands.

    Raises:
        InputError: there is no such shot or field, or what is to be unlocked is not locked.
        ScoreError, OutputError: the score cannot be read or written.
    """
    from feelm.score.editing import set_fields
    from feelm.score.file import read_score

    score = read_score(path)
    film = list(score.locked)
    shots: dict[int, bool | list[str]] = {}
    for name in names:
        index, field = _place(score, name)
        if index is None:
            film = _film_locks(film, field, lock)
        else:
            now = shots.get(index, score.shots[index].locked)
            shots[index] = _shot_locks(now, field, lock, score.shots[index].id)
    changes: dict[tuple[str | int, ...], object] = {
        ("shots", index, "locked"): value
        for index, value in shots.items()
        if value != score.shots[index].locked
    }
    if film != score.locked:
        changes[("locked",)] = film
    if changes:
        set_fields(path, changes)
    return read_score(path)


def carry_locks(old: Score, new: Score) -> Carried:
    """Return ``new`` with everything that is locked in ``old``; both have all their times in seconds.

    A locked shot belongs to its sentence: it takes the place of the shot that now shows the same text. Where the text
    is gone, it keeps its own time and the shots about it make room. Locked fields go to the shot of the same text,
    else to the one that is on at that time. Signals, section names and what other tools' files said are the
    person's own and always come along.
    """
    notes: list[str] = []
    seats = [Seat(shot) for shot in new.shots]
    whole = [shot for shot in old.shots if shot.locked is True]
    partly = [shot for shot in old.shots if isinstance(shot.locked, list) and shot.locked]
    homes = _homes(old, new)
    for shot in whole:
        at = homes.get(shot.id)
        if at is not None:
            seats[at] = Seat(_in_place_of(shot, seats[at].shot, old, new), kept=True)
    for shot in partly:
        _carry_fields(shot, homes.get(shot.id), seats, notes)
    for shot in whole:
        if shot.id not in homes:
            seats, told = seat_among(seats, _pinned(shot, old, new), new.duration, new.fps)
            notes += told
    film = {
        name: getattr(old, name)
        for name in (*old.locked, *CARRIED, "locked")
        if name in Score.model_fields and getattr(old, name) != getattr(new, name)
    }
    if notes:
        film["notes"] = [*new.notes, *notes]
    shots = _renamed(seats)
    return Carried(new.model_copy(update={"shots": shots, **film}), tuple(notes))


def _place(score: Score, name: str) -> tuple[int | None, str]:
    """Index of the shot that a name means (None: the film) and the field in it ("": the whole shot)."""
    ids = [shot.id for shot in score.shots]
    shot, _, field = name.partition(".")
    if shot not in ids:
        if name in FILM_FIELDS:
            return None, name
        raise InputError(
            f"the film has no shot or lockable field “{name}”",
            where=name,
            fix=nearest(shot, [*ids, *FILM_FIELDS]) or f"write a shot such as {ids[0]} or {ids[0]}.camera",
        )
    if field:
        _check_field(field, name)
    return ids.index(shot), field


def _check_field(field: str, name: str) -> None:
    kind: Any = Shot
    for step in field.split("."):
        known = [one for one in getattr(kind, "model_fields", {}) if kind is not Shot or one not in _NEVER]
        if step not in known:
            raise InputError(
                f"a shot has no lockable field `{field}`",
                where=name,
                fix=nearest(step, known) if known else None,
            )
        kind = _model_in(kind.model_fields[step].annotation)


def _model_in(annotation: Any) -> Any:
    """The model that a field holds, or None: ``Still | None`` holds ``Still``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(
        (
            arg
            for arg in getattr(annotation, "__args__", ())
            if isinstance(arg, type) and issubclass(arg, BaseModel)
        ),
        None,
    )


def _film_locks(locked: list[str], field: str, lock: bool) -> list[str]:
    if lock:
        return locked if field in locked else [*locked, field]
    if field not in locked:
        raise InputError("this is not locked", where=field)
    return [name for name in locked if name != field]


def _shot_locks(now: bool | list[str], field: str, lock: bool, shot: str) -> bool | list[str]:
    fields = now if isinstance(now, list) else []
    if lock:
        if now is True or not field:
            return True
        inner = [name for name in fields if not name.startswith(f"{field}.")]
        covered = any(field == name or field.startswith(f"{name}.") for name in fields)
        return fields if covered else [*inner, field]
    if not field:
        if not now:
            raise InputError("this is not locked", where=shot)
        return False
    if now is True:
        raise InputError(
            "the whole shot is locked",
            where=f"{shot}.{field}",
            fix=f"unlock {shot}, then lock what is to stay",
        )
    if field not in fields:
        raise InputError("this is not locked", where=f"{shot}.{field}")
    return [name for name in fields if name != field] or False


def words_of(shot: Shot) -> str:
    """The text of a shot as it is compared: without case and spacing."""
    return " ".join(shot.text.split()).casefold()


def _homes(old: Score, new: Score) -> dict[str, int]:
    """For old shots whose text is still told: the index of the new shot that shows it, the n-th for the n-th."""
    places: dict[str, list[int]] = {}
    for index, shot in enumerate(new.shots):
        places.setdefault(words_of(shot), []).append(index)
    homes: dict[str, int] = {}
    for shot in old.shots:
        waiting = places.get(words_of(shot), []) if words_of(shot) else []
        if waiting:
            homes[shot.id] = waiting.pop(0)
    return homes


def _pinned(shot: Shot, old: Score, new: Score) -> Shot:
    """A locked shot whose chance stays its own when the film's seed is another now."""
    return (
        shot if shot.seed is not None or old.seed == new.seed else shot.model_copy(update={"seed": old.seed})
    )


def _in_place_of(shot: Shot, there: Shot, old: Score, new: Score) -> Shot:
    """A locked shot at the time of the shot that now shows its sentence."""
    return _pinned(shot, old, new).model_copy(
        update={"start": there.start, "end": there.end, "scene": there.scene}
    )


def _carry_fields(shot: Shot, home: int | None, seats: list[Seat], notes: list[str]) -> None:
    """Give the locked fields of a shot to the shot of the same text, else to the one on at that time."""
    at = home if home is not None else _on_at(seats, shot)
    if seats[at].kept:
        notes.append(
            say(
                f"{shot.id}: its locked fields were not kept, {seats[at].shot.id} stands there and is locked",
                f"{shot.id}: 그 자리에 잠긴 {seats[at].shot.id}이(가) 있어 잠긴 항목을 옮기지 못했습니다",
            )
        )
        return
    if home is None and words_of(shot):
        now = seats[at].shot
        notes.append(
            say(
                f"{shot.id}: its sentence is gone; its locked fields went to the shot at {float(now.start):.1f} s",
                f"{shot.id}: 문장이 사라져 잠긴 항목을 {float(now.start):.1f}초의 장면으로 옮겼습니다",
            )
        )
    assert isinstance(shot.locked, list)
    kept = seats[at].shot.model_copy(update={"id": shot.id, "locked": shot.locked})
    for field in shot.locked:
        if field not in _TIMES:
            kept = _with_field(kept, field.split("."), shot)
    seats[at] = Seat(kept, named=True)
    for edge in (name for name in shot.locked if name in _TIMES):
        _move_edge(seats, at, edge, float(getattr(shot, edge)), notes)


def _with_field(part: Any, path: Sequence[str], source: Any) -> Any:
    """A copy of a model with one field, named by its path, taken from another of its kind."""
    name, *rest = path
    value = getattr(source, name)
    mine = getattr(part, name)
    if rest and isinstance(mine, BaseModel) and isinstance(value, BaseModel):
        value = _with_field(mine, rest, value)
    return part.model_copy(update={name: value})


def _on_at(seats: Sequence[Seat], shot: Shot) -> int:
    """The index of the shot that shares most time with another."""
    shared = [min(seat.shot.end, shot.end) - max(seat.shot.start, shot.start) for seat in seats]
    return max(range(len(seats)), key=lambda index: shared[index])


def _move_edge(seats: list[Seat], at: int, edge: str, second: float, notes: list[str]) -> None:
    """Move a cut to a locked time, if its neighbours leave room."""
    here, other = seats[at].shot, at - 1 if edge == "start" else at + 1
    low = float(seats[other].shot.start) if edge == "start" and at else float(here.start)
    high = (
        float(here.end)
        if edge == "start"
        else float(seats[other].shot.end if other < len(seats) else here.end)
    )
    neighbour = seats[other] if 0 <= other < len(seats) else None
    if neighbour is None or neighbour.kept or not low < second < high:
        if abs(second - float(getattr(here, edge))) > 1e-6:
            notes.append(
                say(
                    f"{here.id}: its locked {edge} at {second:g} s has no room now; it is at {getattr(here, edge):g} s",
                    f"{here.id}: 잠긴 {edge} {second:g}초에 자리가 없어 {getattr(here, edge):g}초에 두었습니다",
                )
            )
        return
    meets = "end" if edge == "start" else "start"
    seats[at] = seats[at].with_times({edge: second})
    seats[other] = neighbour.with_times({meets: second})


def _renamed(seats: Sequence[Seat]) -> list[Shot]:
    """The shots, each under a name of its own: kept shots keep theirs, since their chance is named by it."""
    taken = {seat.shot.id for seat in seats if seat.kept or seat.named}
    used: set[str] = set()
    shots, number = [], 0
    for seat in seats:
        name = seat.shot.id
        if not (seat.kept or seat.named):
            while name in taken or name in used:
                number += 1
                name = f"s{number:02d}"
        used.add(name)
        shots.append(seat.shot if name == seat.shot.id else seat.shot.model_copy(update={"id": name}))
    return shots


def locked_names(score: Score) -> list[str]:
    """Everything that is locked, as ``lock_fields`` takes it: fields of the film, shots, fields of shots."""
    names = list(score.locked)
    for shot in score.shots:
        fields = shot.locked if isinstance(shot.locked, list) else []
        names += [shot.id] if shot.locked is True else [f"{shot.id}.{field}" for field in fields]
    return names
