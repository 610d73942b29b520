"""A part of a film: some shots, a stretch of time, or both, as ranges of frames; its sound and its captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.clock import frame_count
from feelm.errors import InputError
from feelm.post.encode import SOUND_RATE_HZ
from feelm.render.opening import OpenScore
from feelm.render.plan import Range, shot_frames
from feelm.score.model import Caption, Score

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Part:
    """What is wanted of a film: ``shots`` by id or by number from 1 ("s03", "3", "3-5"), frames between two times.

    ``begin`` and ``end`` are times as the score writes them ("00:41", "41", "bar 17"); empty is the film's own edge.
    """

    shots: tuple[str, ...] = ()
    begin: str = ""
    end: str = ""

    def __bool__(self) -> bool:
        return bool(self.shots or self.begin or self.end)


def part_path_for(score_path: Path) -> Path:
    """Where a part goes unless told: ``garden.shots.mp4`` beside ``garden.score.yaml``."""
    return score_path.with_name(f"{score_path.stem.removesuffix('.score')}.shots.mp4")


def frame_ranges(opened: OpenScore, part: Part) -> list[Range]:
    """The frames of a part as ranges (first, stop), in the order of the film, touching ones joined.

    Raises:
        InputError: a shot that is not there, a time that cannot be read or is not in the film, nothing left.
    """
    score = opened.score
    first = _frame(part.begin, "--from", opened) if part.begin else 0
    stop = _frame(part.end, "--to", opened) if part.end else frame_count(score.duration, score.fps)
    if first >= stop:
        raise InputError("the stretch ends before it begins", where="--from, --to", fix="swap the two times")
    spans = shot_frames(score)
    chosen = _chosen(score, part.shots) if part.shots else range(len(spans))
    ranges: list[Range] = []
    for index in chosen:
        begin, end = max(spans[index][0], first), min(sum(spans[index]), stop)
        if begin >= end:
            continue
        if ranges and ranges[-1][1] == begin:
            begin = ranges.pop()[0]
        ranges.append((begin, end))
    if not ranges:
        raise InputError("these shots do not lie in that stretch of time", where="--shots", fix="widen it")
    return ranges


def cut_sound(blocks: Iterable[Samples], ranges: Sequence[Range], fps: float) -> Iterator[Samples]:
    """Of the film's sound (blocks (n, 2) at 48 kHz) exactly the samples that belong to ranges of its frames."""
    wanted = [(round(a / fps * SOUND_RATE_HZ), round(b / fps * SOUND_RATE_HZ)) for a, b in ranges]
    position = 0
    for block in blocks:
        for first, stop in wanted:
            part = block[max(first - position, 0) : max(stop - position, 0)]
            if part.shape[0]:
                yield part
        position += block.shape[0]
        if position >= wanted[-1][1]:
            return


def cut_captions(captions: Sequence[Caption], ranges: Sequence[Range], fps: float) -> list[Caption]:
    """The captions that are read within ranges of the film's frames, on the part's own time."""
    cut, before_s = [], 0.0
    for first, stop in ranges:
        start_s, end_s = first / fps, stop / fps
        for caption in captions:
            begin, end = max(float(caption.start), start_s), min(float(caption.end), end_s)
            if begin < end:
                shift = before_s - start_s
                cut.append(caption.model_copy(update={"start": begin + shift, "end": end + shift}))
        before_s += end_s - start_s
    return cut


def _frame(text: str, option: str, opened: OpenScore) -> int:
    """The film's frame at a time in words."""
    from feelm.score.grammar import ExpressionError
    from feelm.score.settling import film_clock
    from feelm.score.times import read_time

    score = opened.score
    try:
        second = film_clock(score, opened.hearing).seconds(read_time(text), 0.0, score.duration)
    except ExpressionError as error:
        raise InputError(
            f"“{text}” is no time of this film: {error.what}",
            where=option,
            fix="write it like 00:41 or bar 17",
        ) from None
    if not 0.0 <= second <= score.duration:
        raise InputError(
            f"“{text}” is not in the film, which is {score.duration:g} s long",
            where=option,
            fix="choose another",
        )
    return min(round(second * score.fps), frame_count(score.duration, score.fps))


def _chosen(score: Score, names: Sequence[str]) -> list[int]:
    """The places of named shots, in the order of the film."""
    chosen: set[int] = set()
    for name in names:
        begin, dash, end = name.partition("-")
        if dash and name not in {shot.id for shot in score.shots}:
            low, high = _index(score, begin), _index(score, end)
            chosen |= set(range(min(low, high), max(low, high) + 1))
        else:
            chosen.add(_index(score, name))
    return sorted(chosen)


def _index(score: Score, name: str) -> int:
    """The place of a shot that is named by its id or by its number from 1."""
    ids = [shot.id for shot in score.shots]
    if name in ids:
        return ids.index(name)
    if name.isdecimal() and 1 <= int(name) <= len(ids):
        return int(name) - 1
    raise InputError(
        f"the film has no shot “{name}”",
        where="--shots",
        fix=f"choose {ids[0]} to {ids[-1]}, or 1 to {len(ids)}",
    )
