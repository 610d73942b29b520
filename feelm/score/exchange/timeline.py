"""``Timeline``: a score as an editor sees it: clips of frames, cuts, markers, and a rate that is an exact fraction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from feelm.score.exchange.sampled import SampledFilm

BARS_LIMIT = 20_000


@dataclass(frozen=True)
class Clip:
    """A shot in the cut: its frames ``first`` … of the film, seen from frame ``source_first`` of a file.

    ``media_frames`` is how long the file is.
    """

    name: str
    text: str
    first: int
    count: int
    media: Path
    source_first: int
    media_frames: int
    how_joined: str = "cut"


@dataclass(frozen=True)
class Mark:
    """A marker at a frame of the film: ``kind`` is "bar", "beat" or "section"."""

    frame: int
    kind: str
    name: str


@dataclass(frozen=True)
class Timeline:
    """A film as clips without gaps, markers in order, and its sound."""

    name: str
    rate: Fraction
    size: tuple[int, int]
    clips: tuple[Clip, ...]
    marks: tuple[Mark, ...]
    sound: Path | None
    sound_start_s: float
    frames: int

    def seconds(self, frame: int) -> Fraction:
        """The instant of a frame, exact."""
        return Fraction(frame) / self.rate


def exact_rate(fps: float) -> Fraction:
    """A rate as an exact fraction: 23.976 is 24000/1001.

    >>> exact_rate(23.976), exact_rate(29.97), exact_rate(25.0)
    (Fraction(24000, 1001), Fraction(30000, 1001), Fraction(25, 1))
    """
    whole = round(fps * 1.001)
    if abs(fps - whole) > 1e-9 and abs(fps - whole / 1.001) < 2e-3:
        return Fraction(whole * 1000, 1001)
    return Fraction(fps).limit_denominator(1001)


def timeline_of(film: SampledFilm, media: dict[str, Path] | Path, name: str, sound: Path | None) -> Timeline:
    """The cut of a film.

    Args:
        film: the settled score.
        media: the rendered film, or the file of each shot by its id.
        name: what the timeline is called.
        sound: the music.
    """
    clips = tuple(
        Clip(
            name=piece.shot.id,
            text=piece.shot.text,
            first=piece.first,
            count=piece.count,
            media=media if isinstance(media, Path) else media[piece.shot.id],
            source_first=piece.first if isinstance(media, Path) else 0,
            media_frames=film.count if isinstance(media, Path) else piece.count,
            how_joined=piece.shot.transition.kind,
        )
        for piece in film.shots
    )
    start_s = film.score.music.start if film.score.music else 0.0
    rate = exact_rate(film.score.fps)
    return Timeline(name, rate, film.score.size, clips, _marks(film), sound, start_s, film.count)


def _marks(film: SampledFilm) -> tuple[Mark, ...]:
    """Bars, beats and sections of the music as they are heard; the frame on which each is seen."""
    from feelm.clock import cut_frame

    hearing = film.hearing
    if hearing is None:
        return ()
    start_s = film.score.music.start if film.score.music else 0.0
    bars = {cut_frame(at - start_s, film.score.fps) for at in hearing.downbeats_s.tolist() if at >= start_s}
    found = [Mark(frame, "bar", f"bar {number}") for number, frame in enumerate(sorted(bars), start=1)]
    beats = (cut_frame(at - start_s, film.score.fps) for at in hearing.beats_s.tolist() if at >= start_s)
    found += [Mark(frame, "beat", "beat") for frame in dict.fromkeys(beats) if frame not in bars]
    found += [
        Mark(cut_frame(section.start_s - start_s, film.score.fps), "section", f"section {section.label}")
        for section in hearing.sections
        if section.start_s >= start_s
    ]
    inside = [mark for mark in found if mark.frame < film.count]
    return tuple(sorted(inside, key=lambda mark: (mark.frame, mark.kind)))[:BARS_LIMIT]
