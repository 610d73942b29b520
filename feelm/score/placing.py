"""Room for a shot that keeps its own time among others: they are trimmed, divided or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feelm.language import say
from feelm.score.model import Shot

SLIVER_S = 0.5
"""A shot of which less than this is left makes room altogether."""


@dataclass(frozen=True)
class Seat:
    """A shot in the row: ``kept`` is locked and stays as it is, ``named`` keeps its id."""

    shot: Shot
    kept: bool = False
    named: bool = False

    @property
    def start(self) -> float:
        """Second at which it begins."""
        return float(self.shot.start)

    @property
    def end(self) -> float:
        """Second at which it ends."""
        return float(self.shot.end)

    def with_times(self, times: dict[str, float]) -> Seat:
        """The same shot with another start or end."""
        return replace(self, shot=self.shot.model_copy(update=times))


def seat_among(
    seats: Sequence[Seat], shot: Shot, duration_s: float, fps: float
) -> tuple[list[Seat], list[str]]:
    """Put a locked shot at its own time among the others.

    Args:
        seats: the row of shots, without gaps from 0 to ``duration_s``.
        shot: what is put in; it keeps its times as far as the film and other locked shots let it.
        duration_s: length of the film in seconds.
        fps: frames per second; a place shorter than a frame is none.

    Returns:
        The new row without gaps, and sentences on what could not be kept.
    """
    start, end = _free(seats, float(shot.start), min(float(shot.end), duration_s))
    if end - start < 1.0 / fps:
        return list(seats), [_lost(shot, duration_s)]
    notes = [] if not shot.text else [_by_time(shot, start)]
    if start > float(shot.start) + 1e-6 or end < float(shot.end) - 1e-6:
        notes.append(_shorter(shot, start, end))
    row: list[Seat] = []
    for seat in seats:
        row += _around(seat, start, end)
    row.append(Seat(shot.model_copy(update={"start": start, "end": end}), kept=True))
    return _closed(sorted(row, key=lambda seat: seat.start), duration_s), notes


def _free(seats: Sequence[Seat], start: float, end: float) -> tuple[float, float]:
    """The part of a stretch that no kept shot covers: the longest such part."""
    free = [(start, end)]
    for seat in seats:
        if seat.kept:
            free = [
                part
                for low, high in free
                for part in ((low, min(high, seat.start)), (max(low, seat.end), high))
                if part[1] > part[0]
            ]
    return max(free, key=lambda part: part[1] - part[0], default=(start, start))


def _around(seat: Seat, start: float, end: float) -> list[Seat]:
    """What is left of a shot outside a stretch; slivers are given up, kept shots are never touched."""
    if seat.kept or seat.end <= start or seat.start >= end:
        return [seat]
    left = [seat.with_times({"end": start})] if start - seat.start >= SLIVER_S else []
    right = [seat.with_times({"start": end})] if seat.end - end >= SLIVER_S else []
    if left and right:  # the same shot twice: the second under another name, and it begins with a cut
        again = right[0].shot
        plain = type(again.transition)()
        right = [replace(right[0], shot=again.model_copy(update={"transition": plain}), named=False)]
    return left + right


def _closed(row: Sequence[Seat], duration_s: float) -> list[Seat]:
    """The row without gaps: what is not kept stretches over them, a kept one only where nothing else can."""
    closed: list[Seat] = []
    for seat in row:
        begin = closed[-1].end if closed else 0.0
        if seat.start > begin + 1e-9:
            if closed and (not closed[-1].kept or seat.kept):
                closed[-1] = closed[-1].with_times({"end": seat.start})
            else:
                seat = seat.with_times({"start": begin})
        closed.append(seat)
    if closed[-1].end < duration_s:
        closed[-1] = closed[-1].with_times({"end": duration_s})
    return closed


def _lost(shot: Shot, duration_s: float) -> str:
    if float(shot.start) >= duration_s:
        return say(
            f"{shot.id}: locked, but it begins at {float(shot.start):g} s and the film now ends at {duration_s:g} s",
            f"{shot.id}: 잠겼지만 {float(shot.start):g}초에 시작하고 영화는 이제 {duration_s:g}초에 끝납니다",
        )
    return say(
        f"{shot.id}: locked, but other locked shots take all of its time",
        f"{shot.id}: 잠겼지만 다른 잠긴 장면이 그 시간을 모두 차지합니다",
    )


def _by_time(shot: Shot, start: float) -> str:
    return say(
        f"{shot.id}: its sentence is gone; locked, it stays at {start:.1f} s",
        f"{shot.id}: 문장이 사라졌습니다. 잠겨 있어 {start:.1f}초에 그대로 둡니다",
    )


def _shorter(shot: Shot, start: float, end: float) -> str:
    return say(
        f"{shot.id}: locked from {float(shot.start):g} to {float(shot.end):g} s, "
        f"there is room from {start:g} to {end:g} s",
        f"{shot.id}: {float(shot.start):g}–{float(shot.end):g}초로 잠겼지만 자리는 {start:g}–{end:g}초입니다",
    )
