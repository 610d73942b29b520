"""A score opened for work: its music found and heard, its times in seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from feelm.audio.hearing import Hearing
from feelm.clock import frame_count
from feelm.errors import InputError
from feelm.language import say
from feelm.painter import find_style
from feelm.render.fed_files import feedback_files, with_feedback_paths
from feelm.render.identity import digest_of
from feelm.render.listening import hear_music
from feelm.render.plan import FINAL, Draft, Piece, Range, plan_pieces, seen_lengths_s
from feelm.render.progress import Progress, silent
from feelm.render.sources import placed_sources, source_digests
from feelm.render.store import digest_file
from feelm.score import feeling_of, read_score, settle, signals_for
from feelm.score.file import located
from feelm.score.model import Score, Shot
from feelm.score.tree import PlacedScoreError
from feelm.things import Catalogue, open_catalogue


@dataclass(frozen=True, eq=False)
class OpenScore:
    """A score with every time in seconds, the folder that its files are named from, and its music as it is heard.

    ``source``: the score's file, in which places of mistakes are told.
    """

    score: Score
    folder: Path
    music: Path | None
    hearing: Hearing | None
    source: Path | None = None


def open_score(score_path: Path, *, progress: Progress = silent, score: Score | None = None) -> OpenScore:
    """Open the score at ``score_path``; ``score`` is what stands there, where the caller knows it already.

    Raises:
        ScoreError: the score cannot be performed.
        InputError: a file that the score names is missing or is not the one it was made for.
    """
    score = score or read_score(score_path)
    music = _music_path(score, score_path)
    hearing = _heard(score, music, progress)
    return OpenScore(settle(score, hearing, source=score_path), score_path.parent, music, hearing, score_path)


def pieces_of(opened: OpenScore, *, ranges: list[Range] | None = None, draft: Draft = FINAL) -> list[Piece]:
    """The work of a film, or of the ranges of its frames that are wanted.

    Raises:
        ScoreError: a shot names a style or a thing that there is not.
        InputError: a file that a shot names is missing or is not the one it was made for.
    """
    score = opened.score
    catalogue = open_catalogue()
    _check_names(opened, catalogue)
    count = frame_count(score.duration, score.fps)
    signals = signals_for(opened.hearing, feeling_of(score), score, 0, count)
    shots = [
        placed_sources(
            with_feedback_paths(_with_style_path(shot, opened.folder), opened.folder),
            opened.folder,
            length_s=length_s,
        )
        for shot, length_s in zip(score.shots, seen_lengths_s(score), strict=True)
    ]
    placed = score.model_copy(update={"shots": shots})
    art = {shot.id: _outside_art(shot, catalogue) for shot in placed.shots}
    return plan_pieces(placed, signals, art, ranges=ranges, draft=draft)


def _check_names(opened: OpenScore, catalogue: Catalogue) -> None:
    """Refuse styles and things that there are not, before anything is painted, where they stand in the score."""
    styles: set[str] = set()
    for index, shot in enumerate(opened.score.shots):
        for number, player in enumerate(shot.world.players):
            if player.thing:
                path = ("shots", index, "world", "players", number, "thing")
                _named(partial(catalogue.get, player.thing), path, opened.source)
        named = _with_style_path(shot, opened.folder).paint
        if named.painter == "brush" and named.style not in styles:
            _named(partial(find_style, named.style), ("shots", index, "paint", "style"), opened.source)
            styles.add(named.style)


def _named(find: Callable[[], object], path: tuple[str | int, ...], source: Path | None) -> None:
    try:
        find()
    except InputError as error:
        what = f"{error.where}: {error.what}" if error.where else error.what
        placed = PlacedScoreError(what, path, fix=error.fix)
        raise (located(placed, source) if source else placed) from error


def heard_length(score: Score, music: Path) -> float | None:
    """How much of the music the film uses: None when it is all of it."""
    from feelm.audio import probe

    whole = probe(music).duration_s
    return score.duration if whole is None or score.duration < whole - 0.05 else None


def _music_path(score: Score, score_path: Path) -> Path | None:
    """The music that the score names, relative to the score's folder, checked to be the very file."""
    if score.music is None:
        return None
    path = score_path.parent / score.music.file
    if not path.is_file():
        raise InputError(
            "the score's music is not there", where=str(path), fix="put it back or correct music.file"
        )
    if digest_file(path) != score.music.digest:
        raise InputError(
            "the music is not the file that this score was made for",
            where=str(path),
            fix=f"bring back that file, or direct anew: feelm score --again {score_path}",
        )
    return path


def _heard(score: Score, music: Path | None, progress: Progress) -> Hearing | None:
    if music is None or score.music is None:
        return None
    label = say("listening", "듣는 중")
    progress(label, 0.0)
    hearing = hear_music(music, score.music, length_s=heard_length(score, music))
    progress(label, 1.0)
    return hearing


def _with_style_path(shot: Shot, folder: Path) -> Shot:
    """The shot with a style that is a picture beside the score named by its full path."""
    beside = folder / shot.paint.style
    if Path(shot.paint.style).suffix and beside.is_file():
        return shot.model_copy(
            update={"paint": shot.paint.model_copy(update={"style": str(beside.resolve())})}
        )
    return shot


def _outside_art(shot: Shot, catalogue: Catalogue) -> str:
    """Digest of pictures that a shot takes from outside the installation: style pictures and added things."""
    files = [Path(shot.paint.style)] if Path(shot.paint.style).is_file() else []
    files += feedback_files(shot)
    for player in shot.world.players:
        thing = catalogue.get(player.thing) if player.thing else None
        if thing and thing.set_name not in ("feelm", "twemoji"):
            files.append(Path(thing.artwork))
    digests = [*(digest_file(path) for path in files), *source_digests(shot)]
    return digest_of(*digests) if digests else ""
