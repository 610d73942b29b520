"""From what a person brings to a score: the one way that the command line and the Python API share.

words ─► story ─┐
music ─► audio ─┼─► affect ─► (composer, when no music was brought) ─► director ─► score file
curve ──────────┘
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from feelm.errors import InputError
from feelm.language import say
from feelm.render.progress import Progress, silent

if TYPE_CHECKING:
    from feelm.affect.feeling import Feeling, Stream
    from feelm.audio.hearing import Hearing
    from feelm.score.model import Music, Score
    from feelm.story.telling import Telling
    from feelm.things import Catalogue

_SHORTEST_PIECE_S = 2.0


@dataclass(frozen=True)
class Wish:
    """What a person brings and wants. At least one of ``story``, ``music`` and ``feeling`` is given.

    ``story`` is a text or the path of a text file; ``feeling`` a curve (CSV or JSON); ``style`` a style's name or a
    picture; ``tempo``, ``beat_shift_s`` and ``taps`` correct what is heard; ``length_s`` limits or sets the length.
    """

    story: str | None = None
    music: Path | None = None
    feeling: Path | None = None
    style: str | None = None
    size: tuple[int, int] = (1280, 720)
    fps: float = 24.0
    seed: int = 7
    length_s: float | None = None
    title: str = ""
    tempo: float | Literal["half", "double"] | None = None
    beat_shift_s: float = 0.0
    taps: Path | None = None
    captions: bool = False
    sound_font: Path | None = None


def score_path_for(film_path: Path) -> Path:
    """The score's place beside its film: ``garden.mp4`` has ``garden.score.yaml``."""
    return film_path.with_name(f"{film_path.stem}.score.yaml")


def make_film(
    wish: Wish,
    film_path: Path,
    *,
    workers: int | None = None,
    progress: Progress = silent,
    tell: Callable[[Score], None] = lambda score: None,
) -> Path:
    """Make the score of a wish and render it; returns the film's path.

    ``tell`` is called with the score as soon as it is written, while the film is still to be painted.

    Raises:
        FeelmError: what was brought cannot be used, or the film cannot be written where it is wanted.
    """
    from feelm.render.film import gather_crew, render_film

    _check(wish, film_path)
    with gather_crew(workers) as crew:
        path, score = _direct(wish, film_path, progress)
        tell(score)
        return render_film(path, film_path, progress=progress, crew=crew, score=score)


def make_score(wish: Wish, film_path: Path, *, progress: Progress = silent) -> Path:
    """Direct a film for a wish and write its score beside ``film_path``; returns the score's path."""
    _check(wish, film_path)
    return _direct(wish, film_path, progress)[0]


def _direct(wish: Wish, film_path: Path, progress: Progress) -> tuple[Path, Score]:
    """Direct a film for a checked wish, write its score, and return the score's path and the score."""
    from feelm.affect import fuse
    from feelm.director import Brief, direct, plan_duration, scene_spans
    from feelm.painter import list_styles
    from feelm.score import write_score
    from feelm.things import open_catalogue

    catalogue = open_catalogue()
    hearing, music = _hear(wish, film_path, progress)
    telling = _tell(wish, catalogue, progress)
    duration_s = plan_duration(telling, hearing, wish.length_s)
    spans = scene_spans(telling, duration_s, hearing) if telling else []
    feeling = fuse(_streams(wish, telling, hearing, spans, duration_s), duration_s)
    if music is None:
        hearing, music = _compose(wish, feeling, duration_s, film_path, progress)
    brief = Brief(
        size=wish.size,
        fps=wish.fps,
        seed=wish.seed,
        duration_s=duration_s,
        title=wish.title,
        style=_beside(wish.style, film_path),
        captions_burned=wish.captions,
        music=music,
        story=telling.text if telling else "",
    )
    progress(say("directing", "연출하는 중"), 0.0)
    score = direct(brief, telling, hearing, feeling, catalogue, list_styles())
    if hearing is not None and hearing.notes:
        score = score.model_copy(update={"notes": [*score.notes, *hearing.notes]})
    path = score_path_for(film_path)
    write_score(score, path)
    progress(say("directing", "연출하는 중"), 1.0)
    return path, score


def _check(wish: Wish, film_path: Path) -> None:
    """Refuse what can be refused before any work is done: the wish itself, its style, the film's place."""
    from feelm.painter import find_style
    from feelm.render.film import check_output

    if wish.story is not None and not wish.story.strip():
        raise InputError("the story is empty", where="--story", fix="write at least one sentence")
    if not (wish.story or wish.music or wish.feeling):
        raise InputError("there is nothing to make a film from", fix="give --story, --music or --feeling")
    _check_music_options(wish)
    if wish.length_s is not None and not 1.0 <= wish.length_s <= 7200.0:
        raise InputError(
            f"a film of {wish.length_s:g} s cannot be made", where="--length", fix="ask for 1 s to 2 h"
        )
    if not 1.0 <= wish.fps <= 120.0:
        raise InputError(
            f"{wish.fps:g} frames per second cannot be made", where="--fps", fix="ask for 1 to 120"
        )
    width, height = wish.size
    if width % 2 or height % 2 or not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise InputError(
            f"a picture of {width}x{height} cannot be made",
            where="--size",
            fix="ask for even numbers from 16 to 8192, such as 1280x720",
        )
    if wish.style is not None:
        find_style(wish.style)
    check_output(film_path, wish.length_s or 60.0)


def _check_music_options(wish: Wish) -> None:
    """Refuse what would do nothing: corrections of a beat without music, instruments for music that was brought."""
    if wish.music is not None:
        if wish.sound_font is not None:
            raise InputError(
                "a SoundFont plays composed music only, and music was brought",
                where="--soundfont",
                fix="leave out --soundfont, or leave out --music and let the film be composed for",
            )
        return
    given = {"--tempo": wish.tempo, "--beat-shift": wish.beat_shift_s or None, "--taps": wish.taps}
    for option, value in given.items():
        if value is not None:
            raise InputError(
                "this corrects what is heard in music, and none was brought",
                where=option,
                fix=f"give the music with --music, or leave out {option}",
            )


def _beside(style: str | None, film_path: Path) -> str | None:
    """A style that is a picture, named relative to the score's folder, so that both can be moved together."""
    if style is None or not Path(style).suffix or not Path(style).is_file():
        return style
    return os.path.relpath(Path(style).resolve(), film_path.absolute().parent)


def _tell(wish: Wish, catalogue: Catalogue, progress: Progress) -> Telling | None:
    from feelm.story import read_story, tell

    if wish.story is None:
        return None
    label = say("reading the words", "글을 읽는 중")
    progress(label, 0.0)
    telling = tell(read_story(wish.story), catalogue)
    progress(label, 1.0)
    return telling


def _hear(wish: Wish, film_path: Path, progress: Progress) -> tuple[Hearing | None, Music | None]:
    from feelm.audio import hear, probe, read_taps
    from feelm.render.listening import hear_music
    from feelm.render.store import digest_file
    from feelm.score.model import Music

    if wish.music is None:
        return None, None
    label = say("listening", "듣는 중")
    progress(label, 0.0)
    whole_s = probe(wish.music).duration_s
    length_s = (
        wish.length_s if wish.length_s and (whole_s is None or wish.length_s < whole_s - 0.05) else None
    )
    music = Music(
        file=os.path.relpath(wish.music.resolve(), film_path.absolute().parent),
        digest=digest_file(wish.music),
        tempo=wish.tempo,
        beat_shift=wish.beat_shift_s,
    )
    if wish.taps is not None:
        tapped = hear(
            wish.music, taps_s=read_taps(wish.taps), beat_shift_s=wish.beat_shift_s, length_s=length_s
        )
        music = music.model_copy(update=_grid(tapped.beats_s, tapped.downbeats_s))
    hearing = hear_music(wish.music, music, length_s=length_s)
    progress(label, 1.0)
    return hearing, music


def _grid(beats_s: Iterable[float], downbeats_s: Iterable[float]) -> dict[str, list[float]]:
    """A beat grid as the score keeps it: seconds to a tenth of a millisecond."""
    return {
        "beats": [round(float(beat), 4) for beat in beats_s],
        "downbeats": [round(float(beat), 4) for beat in downbeats_s],
    }


def _streams(
    wish: Wish,
    telling: Telling | None,
    hearing: Hearing | None,
    spans: Sequence[tuple[float, float]],
    duration_s: float,
) -> list[Stream]:
    from feelm.affect import music_stream, read_curve, words_stream

    streams = []
    if telling is not None:
        streams.append(words_stream(telling, spans))
    if hearing is not None:
        streams.append(music_stream(hearing))
    if wish.feeling is not None:
        streams.append(read_curve(wish.feeling, duration_s))
    return streams


def _compose(
    wish: Wish, feeling: Feeling, duration_s: float, film_path: Path, progress: Progress
) -> tuple[Hearing, Music]:
    """Compose the film's music, write it beside the film, and hear it with the beats that are known."""
    from feelm.composer import compose, write_flac
    from feelm.render.listening import hear_music
    from feelm.render.store import digest_file
    from feelm.score.model import Music

    label = say("composing", "작곡하는 중")
    progress(label, 0.0)
    # A shorter film is given the beginning of the shortest piece.
    piece = compose(feeling, max(duration_s, _SHORTEST_PIECE_S), seed=wish.seed, sound_font=wish.sound_font)
    path = film_path.with_name(f"{film_path.stem}.music.flac")
    write_flac(path, piece.samples)
    music = Music(file=path.name, digest=digest_file(path), composed=True)
    music = music.model_copy(update=_grid(piece.beats_s, piece.downbeats_s))
    hearing = replace(hear_music(path, music, length_s=None), beats_per_bar=piece.beats_per_bar)
    progress(label, 1.0)
    return hearing, music
