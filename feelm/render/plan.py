"""From a score to the pieces of work of its film: their frames, their lettering, what they depend on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.clock import cut_frame, frame_count
from feelm.errors import ScoreError
from feelm.render.identity import code_digest, digest_of, signals_digest
from feelm.score.model import Score, Shot
from feelm.score.signals import named_by
from feelm.vocabulary import SIGNALS

Signals = Mapping[str, NDArray[np.float64]]
Range = tuple[int, int]
"""Frames from the first to before the second."""
_TITLE_SPAN_S = (0.8, 5.2)
_CREDIT_SPAN_S = 3.2


@dataclass(frozen=True)
class Words:
    """Lettering on the film: what kind, its text, and from when to when it stands (seconds in the film)."""

    kind: Literal["title", "caption", "credits"]
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Draft:
    """How a shot is encoded: each picture stands for ``hold`` frames, with or without the time burned in."""

    hold: int = 1
    clock: bool = False
    preset: str = "superfast"
    crf: int = 19


FINAL = Draft()
"""How the film itself is encoded."""


@dataclass(frozen=True)
class Piece:
    """One shot as work: its frames ``first_frame`` … + ``count`` of the film, and all that changes them.

    ``tail`` frames more of the shot's world are seen under the beginning of the next shot; ``before`` is the shot
    that is seen under the beginning of this one while its transition lasts (``blend`` frames). Of its own frames those
    from ``span[0]`` to before ``span[1]`` are encoded: all of them, unless a part of the film is rendered. ``begins``
    is the shot from whose end this one, fed back, goes on. Keys are reckoned once, by the process that plans, and
    travel with the piece.
    """

    shot: Shot
    first_frame: int
    count: int
    tail: int
    blend: int
    before: Piece | None
    signals: Signals
    words: tuple[Words, ...]
    width: int
    height: int
    fps: float
    seed: int
    fade_in_s: float
    fade_out_s: float
    film_frames: int
    art: str
    span: tuple[int, int]
    draft: Draft = FINAL
    begins: Piece | None = None

    @property
    def shown(self) -> int:
        """How many frames are encoded."""
        return self.span[1] - self.span[0]

    @cached_property
    def world_key(self) -> str:
        """Identity of the painted world."""
        shot = self.shot.model_dump(include={"id", "size", "camera", "world", "paint", "seed"}, mode="json")
        return digest_of(
            "world", shot, self._source(), self.width, self.height, self.seed, self.art, code_digest()
        )

    @cached_property
    def key(self) -> str:
        """Identity of the encoded shot."""
        shot = self.shot.model_dump(include={"size", "camera", "grade", "transition"}, mode="json")
        before = [self.before.world_key, self.before.pose_key, self.before.feed_key] if self.before else []
        words = [
            [w.kind, w.text, w.start_s - self.first_frame / self.fps, w.end_s - w.start_s] for w in self.words
        ]
        return digest_of(
            "shot",
            shot,
            self.world_key,
            before,
            self.pose_key,
            self.feed_key,
            words,
            self.blend,
            self.fps,
            self._fades(),
            self.span,
            asdict(self.draft),
            code_digest(),
        )

    @cached_property
    def feed_key(self) -> str:
        """Identity of the fed-back pictures of a shot and of the state in which they end; empty where none are."""
        if self.shot.feedback is None:
            return ""
        shot = self.shot.model_dump(include={"feedback", "paint", "size", "still", "footage"}, mode="json")
        begins = [self.begins.world_key, self.begins.pose_key, self.begins.feed_key] if self.begins else []
        return digest_of("feed", shot, self.world_key, self.pose_key, begins, self.fps, self.art)

    @cached_property
    def pose_key(self) -> str:
        """Identity of the camera's way and of what the world answers to."""
        camera = self.shot.camera.model_dump(mode="json")
        return digest_of(
            camera, self.shot.size, self.count, self.tail, self.seed, signals_digest(self.signals)
        )

    def _source(self) -> list[object]:
        """What else decides a painted world, still or clip; a file is known by its content (``art``), not its name.

        A camera goes as far as its shot's length lets it, and by expressions as its place in the film says: pictures
        reach beyond the frame for that.
        """
        shot = self.shot
        spoken = any(
            isinstance(value, str) for value in shot.camera.model_dump(exclude={"move", "moves"}).values()
        )
        reach = [round(shot.end - shot.start, 6), round(shot.start, 6) if spoken else 0]
        if shot.still is not None:
            still = shot.still.model_dump(exclude={"picture", "depth", "digest"}, mode="json")
            return [*reach, still, shot.still.depth is not None]
        if shot.footage is not None:
            footage = shot.footage.model_dump(exclude={"file", "digest"}, mode="json")
            return [*reach, footage, self.count + self.tail, self.fps]
        return [*reach]

    def _fades(self) -> list[float]:
        """The film's fades as far as they reach into this shot."""
        times = np.arange(self.first_frame, self.first_frame + self.count)
        return [float(v) for v in film_fade(self, times) if v < 1]


def film_fade(piece: Piece, frames: NDArray[np.int64]) -> NDArray[np.float64]:
    """How much of the picture is left by the film's fade in and out, 0..1, at frames of the film."""
    fade_in = (frames + 1) / max(1e-9, piece.fade_in_s * piece.fps)
    fade_out = (piece.film_frames - frames) / max(1e-9, piece.fade_out_s * piece.fps)
    return np.clip(np.minimum(fade_in, fade_out), 0.0, 1.0)


def shot_frames(score: Score) -> list[tuple[int, int]]:
    """First frame and number of frames of each shot; together every frame of the film once."""
    total = frame_count(score.duration, score.fps)
    starts = [min(cut_frame(shot.start, score.fps), total) for shot in score.shots]
    starts[0] = 0
    return [(a, b - a) for a, b in zip(starts, [*starts[1:], total], strict=True)]


def words_of(score: Score) -> tuple[Words, ...]:
    """All that is written on the film: its title, its captions where burned in, its credits at the end."""
    words = []
    if score.title:
        words.append(
            Words("title", score.title, _TITLE_SPAN_S[0], min(_TITLE_SPAN_S[1], score.duration * 0.4))
        )
    if score.captions_burned:
        words += [Words("caption", c.text, c.start, c.end) for c in score.captions]
    if score.credits:
        begin = max(score.duration * 0.6, score.duration - _CREDIT_SPAN_S)
        words.append(Words("credits", " · ".join(score.credits), begin, score.duration))
    return tuple(words)


def plan_pieces(
    score: Score,
    signals: Signals,
    art: Mapping[str, str],
    *,
    ranges: Sequence[Range] | None = None,
    draft: Draft = FINAL,
) -> list[Piece]:
    """The pieces of a film, in order.

    Args:
        score: with all times in seconds.
        signals: one value per film frame.
        art: outside art per shot.
        ranges: frames of the film that are wanted, (first, stop), in order; None is the whole film.
        draft: how the shots are encoded.
    """
    total = frame_count(score.duration, score.fps)
    spans = shot_frames(score)
    blends = _blends(score)
    words = words_of(score)
    pieces: list[Piece] = []
    for index, (shot, (first, count)) in enumerate(zip(score.shots, spans, strict=True)):
        tail = blends[index + 1] if index + 1 < len(spans) else 0
        start_s, end_s = first / score.fps, (first + count) / score.fps
        piece = Piece(
            shot=shot,
            first_frame=first,
            count=count,
            tail=tail,
            blend=blends[index],
            before=replace(pieces[-1], before=None) if blends[index] else None,
            signals=_shot_signals(shot, signals, first, count, tail),
            words=tuple(w for w in words if w.start_s < end_s and w.end_s > start_s),
            width=score.size[0],
            height=score.size[1],
            fps=score.fps,
            seed=shot.seed if shot.seed is not None else score.seed,
            fade_in_s=score.fade_in,
            fade_out_s=score.fade_out,
            film_frames=total,
            art=art.get(shot.id, ""),
            span=(0, count),
            draft=draft,
            begins=_begins(shot, pieces),
        )
        pieces.append(piece)
    wanted = [p for p in pieces if p.count > 0] if ranges is None else cut_pieces(pieces, ranges)
    for piece in wanted:
        _ = piece.key
    return wanted


def cut_pieces(pieces: Sequence[Piece], ranges: Sequence[Range]) -> list[Piece]:
    """What of the pieces falls into ranges (first, stop) of the film's frames, in order."""
    cut = []
    for first, stop in ranges:
        for piece in pieces:
            begin = max(first - piece.first_frame, 0)
            end = min(stop - piece.first_frame, piece.count)
            if begin < end:
                before = piece.before if begin < piece.blend else None
                cut.append(replace(piece, span=(begin, end), before=before))
    return cut


def _begins(shot: Shot, pieces: Sequence[Piece]) -> Piece | None:
    """The shot whose end a fed-back shot begins with."""
    if shot.feedback is None or shot.feedback.begin != "before":
        return None
    shown = [piece for piece in pieces if piece.count > 0]
    if not shown:
        raise ScoreError(
            "there is no shot before the first one",
            where=f"shot {shot.id}, feedback.begin",
            fix='let it begin with its "world" or with a picture',
        )
    return replace(shown[-1], before=None)


def seen_lengths_s(score: Score) -> list[float]:
    """For how many seconds each shot is seen, the transition after it included; the times are in seconds."""
    spans, blends = shot_frames(score), _blends(score)
    tails = [*blends[1:], 0]
    return [(count + tail) / score.fps for (_, count), tail in zip(spans, tails, strict=True)]


def _blends(score: Score) -> list[int]:
    """Frames of the transition at the start of each shot."""
    spans = shot_frames(score)
    blends = [
        _blend_frames(shot, count, score.fps) for shot, (_, count) in zip(score.shots, spans, strict=True)
    ]
    return [0, *blends[1:]]


def _blend_frames(shot: Shot, count: int, fps: float) -> int:
    return 0 if shot.transition.kind == "cut" else min(count, round(shot.transition.length * fps))


def _shot_signals(shot: Shot, signals: Signals, first: int, count: int, tail: int) -> Signals:
    """What a shot can answer to: the music's envelopes and whatever else its own curves name.

    Signals that the shot does not name are left out, so that they do not change its identity.
    """
    named = {*SIGNALS, *named_by(shot)}
    own = {name: _span(values, first, count + tail) for name, values in signals.items() if name in named}
    return own | {"u": np.arange(count + tail, dtype=np.float64) / max(1, count)} if "u" in own else own


def _span(values: NDArray[np.float64], first: int, count: int) -> NDArray[np.float64]:
    """``count`` values from ``first``; past the end of the film the last one holds."""
    return values[np.minimum(np.arange(first, first + count), len(values) - 1)]
