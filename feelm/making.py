"""From what a person brings to a score: the one way that the command line and the Python API share.

words ─► story ─┐
music ─► audio ─┼─► affect ─► (composer, when no music was brought) ─► director ─► score file
curve ───────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.language import say
from feelm.render.progress import Progress, silent
from feelm.wish import (
    Wish,
    asked_of,
    bare_name,
    beside,
    check_score_place,
    check_wish,
    score_path_for,
    style_beside,
)  # fmt: skip

if TYPE_CHECKING:
    from feelm.affect.feeling import Feeling, Stream
    from feelm.audio.hearing import Hearing
    from feelm.profile.laying import Lay
    from feelm.score.model import Music, Score
    from feelm.story.telling import Telling
    from feelm.things import Catalogue

__all__ = [
    "Wish",
    "draft_score",
    "make_film",
    "make_score",
    "music_path_for",
    "score_path_for",
    "write_draft",
]

_SHORTEST_PIECE_S = 2.0


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
    from feelm.render.film import check_output, gather_crew, render_film

    check_wish(wish)
    check_output(film_path, wish.length_s or 60.0)
    with gather_crew(workers) as crew:
        path = score_path_for(film_path)
        score = write_draft(draft_score(wish, path, progress=progress), path)
        tell(score)
        return render_film(path, film_path, progress=progress, crew=crew, score=score)


def make_score(
    wish: Wish,
    place: Path,
    *,
    progress: Progress = silent,
    tell: Callable[[Score], None] = lambda score: None,
) -> Path:
    """Direct a film for a wish and write its score; returns the score's path.

    Args:
        place: the score's file (.yaml), or the film (.mp4) that it lies beside.
        progress: called with a label and a fraction.
        tell: called with the score when it is written.

    Raises:
        FeelmError: what was brought cannot be used, or the score cannot be written where it is wanted.
    """
    path = score_path_for(place)
    check_wish(wish)
    check_score_place(path)
    tell(write_draft(draft_score(wish, path, progress=progress), path))
    return path


def draft_score(
    wish: Wish, score_path: Path, *, progress: Progress = silent, music_path: Path | None = None
) -> Score:
    """Direct a film for a wish that was checked; the score is returned and not yet written.

    Music that has to be composed is written to ``music_path`` (by default ``music_path_for(score_path)``), since
    the score names it.
    """
    from feelm.affect import fuse
    from feelm.director import plan_duration, scene_spans
    from feelm.things import open_catalogue

    catalogue = open_catalogue()
    hearing, music = hear_wish(wish, score_path, progress)
    telling = tell_wish(wish, catalogue, progress)
    duration_s = plan_duration(telling, hearing, wish.length_s)
    spans = scene_spans(telling, duration_s, hearing) if telling else []
    brought, lay = brought_of(wish, spans, duration_s)
    feeling = fuse(streams_of(wish, telling, hearing, spans, duration_s, brought), duration_s)
    if music is None and wish.mode != "manual":
        hearing, music = _compose(
            wish, feeling, duration_s, music_path or music_path_for(score_path), progress
        )
    label = say("directing", "연출하는 중")
    progress(label, 0.0)
    if wish.mode == "manual":
        score = _lay_out(wish, telling, hearing, music, feeling, duration_s, spans)
    else:
        score = _direct(wish, score_path, telling, hearing, music, feeling, duration_s, catalogue)
    notes = [*score.notes, *(hearing.notes if hearing else ())]
    progress(label, 1.0)
    track = score.feeling.model_copy(update={"laid": list(lay.pairs) if lay else []})
    brief = asked_of(wish, score_path.parent)
    return score.model_copy(update={"notes": notes, "brief": brief, "feeling": track})


def music_path_for(score_path: Path) -> Path:
    """Where music goes that is composed for a score: ``garden.music.flac`` beside ``garden.score.yaml``."""
    return score_path.with_name(f"{bare_name(score_path)}.music.flac")


def write_draft(score: Score, path: Path) -> Score:
    """Write a score; a bare timeline with the comments that say how to fill it."""
    from feelm.score import write_score

    if score.brief is not None and score.brief.mode == "manual":
        from feelm.timeline import write_timeline

        write_timeline(score, path)
    else:
        write_score(score, path)
    return score


def _direct(
    wish: Wish, score_path: Path, telling: Telling | None, hearing: Hearing | None, music: Music | None,
    feeling: Feeling, duration_s: float, catalogue: Catalogue,
) -> Score:  # fmt: skip
    from feelm.director import Brief, direct
    from feelm.painter import list_styles

    brief = Brief(
        size=wish.size,
        fps=wish.fps,
        seed=wish.seed,
        duration_s=duration_s,
        title=wish.title,
        style=style_beside(wish.style, score_path.parent),
        captions_burned=wish.captions,
        music=music,
        story=telling.text if telling else "",
        gains=gains_of(wish),
    )
    return direct(brief, telling, hearing, feeling, catalogue, list_styles())


def _lay_out(
    wish: Wish, telling: Telling | None, hearing: Hearing | None, music: Music | None, feeling: Feeling,
    duration_s: float, spans: Sequence[tuple[float, float]],
) -> Score:  # fmt: skip
    """The bare timeline of a film that the person fills alone."""
    from feelm.score.model import Score
    from feelm.score.track import track_of
    from feelm.timeline import bare_shots, captions_of

    words = [" ".join(scene.sentences) for scene in telling.scenes] if telling else []
    shots = bare_shots(hearing, duration_s, wish.fps, list(zip(spans, words, strict=True)))
    return Score(
        title=wish.title,
        size=wish.size,
        fps=wish.fps,
        duration=duration_s,
        seed=wish.seed,
        story=telling.text if telling else "",
        music=music,
        captions_burned=wish.captions,
        fade_in=0.0,
        fade_out=0.0,
        shots=shots,
        captions=captions_of(shots),
        feeling=track_of(feeling),
    )


def tell_wish(wish: Wish, catalogue: Catalogue, progress: Progress) -> Telling | None:
    """What the words of a wish tell; None where there are none."""
    from feelm.story import read_story, tell

    if wish.story is None:
        return None
    label = say("reading the words", "글을 읽는 중")
    progress(label, 0.0)
    telling = tell(read_story(wish.story), catalogue)
    progress(label, 1.0)
    return telling


def hear_wish(wish: Wish, score_path: Path, progress: Progress) -> tuple[Hearing | None, Music | None]:
    """The music of a wish as it is heard, and as the score at ``score_path`` names it; None where none was brought."""
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
        file=beside(wish.music, score_path.parent),
        digest=digest_file(wish.music),
        tempo=wish.tempo,
        beat_shift=wish.beat_shift_s,
    )
    if wish.taps is not None:
        tapped = hear(
            wish.music, taps_s=read_taps(wish.taps), beat_shift_s=wish.beat_shift_s, length_s=length_s
        )
        music = music.model_copy(update=_grid(tapped.beats_s, tapped.downbeats_s))
    elif wish.beats is not None:
        music = music.model_copy(update=_grid(*wish.beats))
    hearing = hear_music(wish.music, music, length_s=length_s)
    progress(label, 1.0)
    return hearing, music


def _grid(beats_s: Iterable[float], downbeats_s: Iterable[float]) -> dict[str, list[float]]:
    """A beat grid as the score keeps it: seconds to a tenth of a millisecond."""
    return {
        "beats": [round(float(beat), 4) for beat in beats_s],
        "downbeats": [round(float(beat), 4) for beat in downbeats_s],
    }


def streams_of(
    wish: Wish,
    telling: Telling | None,
    hearing: Hearing | None,
    spans: Sequence[tuple[float, float]],
    duration_s: float,
    brought: Stream | None = None,
) -> list[Stream]:
    """The evidence for the film's feeling: words, music, what was brought (``brought_of``), a mood for the whole."""
    from feelm.affect import music_stream, words_stream
    from feelm.moods import find_mood, mood_stream

    streams = []
    if telling is not None:
        streams.append(words_stream(telling, spans))
    if hearing is not None:
        streams.append(music_stream(hearing))
    if brought is not None:
        streams.append(brought)
    if wish.mood is not None:
        streams.append(mood_stream(find_mood(wish.mood), duration_s))
    return streams


def brought_of(
    wish: Wish, spans: Sequence[tuple[float, float]], duration_s: float
) -> tuple[Stream | None, Lay | None]:
    """The feeling that a person brought, on the film's time, and how it was laid there; None where there is none."""
    from feelm.profile.bringing import bring, bring_again

    if wish.recalled is not None:
        return bring_again(wish.recalled, wish.laid, duration_s)
    if wish.feeling is None:
        return None, None
    return bring(wish.feeling, duration_s, model=wish.model, way=wish.lay, pairs=wish.laid, spans=spans)


def gains_of(wish: Wish) -> dict[str, float]:
    """The person's own gains for the relations of feeling to looks; empty without a profile."""
    from feelm.profile import read_profile

    return read_profile(wish.profile).mapping.gains if wish.profile is not None else {}


def _compose(
    wish: Wish, feeling: Feeling, duration_s: float, path: Path, progress: Progress
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
    write_flac(path, piece.samples)
    music = Music(file=path.name, digest=digest_file(path), composed=True)
    music = music.model_copy(update=_grid(piece.beats_s, piece.downbeats_s))
    hearing = replace(hear_music(path, music, length_s=None), beats_per_bar=piece.beats_per_bar)
    progress(label, 1.0)
    return hearing, music
