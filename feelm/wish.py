"""What a person brings and wants, refused where it cannot be, and as the score remembers it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from feelm.errors import InputError, OutputError

if TYPE_CHECKING:
    from feelm.affect.feeling import Stream
    from feelm.score.model import Asked

_SCORE_ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class Wish:
    """What a person brings and wants. At least one of ``story``, ``music`` and ``feeling`` is given.

    ``story`` is a text or the path of a text file; ``feeling`` a curve (CSV or JSON) or, with
    ``model``, a recording; ``lay`` or the pairs ``laid`` (recall second, film second) lay its time onto the film's;
    ``recalled`` is such a stream, laid already, where its file is gone; ``profile`` a person's own mapping;
    ``mood`` a word for the feeling
    of the whole (see ``feelm.moods``); ``style`` a style's name or a picture; ``tempo``, ``beat_shift_s`` and ``taps``
    correct what is heard, ``beats`` (beats, downbeats in seconds) is known instead of heard; ``length_s`` limits or
    sets the length. ``mode`` says who decides the rest: the
    director, the director after the person's answers, or nobody (a bare timeline).
    """

    story: str | None = None
    music: Path | None = None
    feeling: Path | None = None
    model: Path | None = None
    lay: Literal["marks", "story", "even"] | None = None
    laid: tuple[tuple[float, float], ...] = ()
    recalled: Stream | None = None
    profile: str | None = None
    mood: str | None = None
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
    beats: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    mode: Literal["auto", "guided", "manual"] = "auto"


def score_path_for(place: Path) -> Path:
    """The score of a film or the score itself: ``garden.mp4`` has ``garden.score.yaml`` beside it."""
    if place.suffix.lower() in _SCORE_ENDINGS:
        return place
    return place.with_name(f"{place.stem}.score.yaml")


def bare_name(score_path: Path) -> str:
    """The name that all files of one film share: ``garden`` for ``garden.score.yaml``."""
    return score_path.stem.removesuffix(".score")


def check_wish(wish: Wish) -> None:
    """Refuse what can be refused before any work is done.

    Raises:
        InputError: nothing was brought, a number is out of range, an option would do nothing, a style or a mood
            is unknown.
    """
    if wish.story is not None and not wish.story.strip():
        raise InputError("the story is empty", where="--story", fix="write at least one sentence")
    if not (wish.story or wish.music or wish.feeling or wish.mode == "manual"):
        raise InputError("there is nothing to make a film from", fix="give --story, --music or --feeling")
    _check_numbers(wish)
    _check_feeling(wish)
    _check_music_options(wish)
    if wish.mood is not None:
        from feelm.moods import find_mood

        find_mood(wish.mood)
    if wish.style is not None:
        from feelm.painter import find_style

        find_style(wish.style)


def check_score_place(score_path: Path) -> None:
    """Refuse a place where no score can be written.

    Raises:
        OutputError: a folder that is missing or not writable, or a name that is no score's.
    """
    from feelm.render.store import check_folder

    if score_path.suffix.lower() not in _SCORE_ENDINGS:
        raise OutputError(
            "a score is a YAML file", where=str(score_path), fix="give a name that ends in .score.yaml"
        )
    if score_path.is_dir():
        raise OutputError("this is a folder", where=str(score_path), fix="give the name of the score's file")
    check_folder(score_path.absolute().parent, score_path.stem)


def asked_of(wish: Wish, folder: Path) -> Asked:
    """What the score in ``folder`` remembers of a wish; files are named relative to the folder."""
    from feelm.score.model import Asked

    said: dict[str, object] = {
        "mode": wish.mode if wish.mode != "auto" else None,
        "story": beside(Path(wish.story.strip()), folder)
        if wish.story and names_a_file(wish.story)
        else None,
        "feeling": beside(wish.feeling, folder) if wish.feeling else None,
        "model": beside(wish.model, folder) if wish.model else None,
        "lay": wish.lay,
        "laid": list(wish.laid) or None,
        "profile": wish.profile,
        "mood": wish.mood,
        "style": style_beside(wish.style, folder),
        "length": wish.length_s,
        "sound_font": beside(wish.sound_font, folder) if wish.sound_font else None,
    }
    return Asked.model_validate({name: value for name, value in said.items() if value is not None})


def names_a_file(story: str) -> bool:
    """Whether a story was brought as a file and not as the words themselves."""
    if not story.strip() or "\n" in story.strip() or len(story) > 1000:
        return False
    try:
        return Path(story.strip()).expanduser().is_file()
    except (OSError, ValueError):  # longer than a file's name can be, or with a NUL in it: these are words
        return False


def beside(file: Path, folder: Path) -> str:
    """The path of a file relative to the score's folder, so that both can be moved together."""
    return os.path.relpath(file.expanduser().resolve(), folder.absolute())


def style_beside(style: str | None, folder: Path) -> str | None:
    """A style that is a picture, named relative to the score's folder; a named style as it is."""
    if style is None or not Path(style).suffix or not Path(style).is_file():
        return style
    return beside(Path(style), folder)


def _check_numbers(wish: Wish) -> None:
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


def _check_feeling(wish: Wish) -> None:
    """Refuse a model or a way of laying without anything recalled, and a profile that is not there."""
    brought = wish.feeling is not None or wish.recalled is not None
    for option, given in (("--model", wish.model), ("--lay", wish.lay)):
        if given is not None and not brought:
            raise InputError(
                "this is about a recall, and none was brought", where=option, fix="give it with --feeling"
            )
    if wish.profile is not None:
        from feelm.profile import read_profile

        read_profile(wish.profile)


def _check_music_options(wish: Wish) -> None:
    """Refuse what would do nothing: corrections of a beat without music, instruments for music that was brought."""
    if wish.sound_font is not None and (wish.music is not None or wish.mode == "manual"):
        raise InputError(
            "a SoundFont plays composed music only, and none is composed here",
            where="--soundfont",
            fix="leave out --soundfont, or let the film be composed for: without --music and --manual",
        )
    if wish.music is not None:
        return
    given = {"--tempo": wish.tempo, "--beat-shift": wish.beat_shift_s or None, "--taps": wish.taps}
    for option, value in given.items():
        if value is not None:
            raise InputError(
                "this corrects what is heard in music, and none was brought",
                where=option,
                fix=f"give the music with --music, or leave out {option}",
            )
