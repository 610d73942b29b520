"""The whole way from a score file to a film file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np

from feelm.audio.hearing import Hearing
from feelm.clock import frame_count
from feelm.errors import InputError, OutputError
from feelm.language import say
from feelm.post.encode import SOUND_RATE_HZ, join_film
from feelm.post.sound import fit_sound
from feelm.post.subtitles import srt
from feelm.render.crew import Crew, Task
from feelm.render.identity import digest_of
from feelm.render.listening import hear_music
from feelm.render.plan import Piece, plan_pieces
from feelm.render.progress import Progress, silent
from feelm.render.store import Store, check_folder, digest_file, room_left_bytes, write_whole
from feelm.render.work import Job, film_shot, paint_shot, prepare
from feelm.score import feeling_of, read_score, settle, signals_for
from feelm.score.model import Score, Shot
from feelm.things import Catalogue, open_catalogue

_BYTES_PER_SECOND = 1_500_000
"""Room asked for on the disk per second of a 1280×720 film: its shots, its worlds and the film itself."""
_PAINT_WEIGHT = 40
"""Painting a world takes about as long as performing this many frames."""


def render_film(
    score_path: Path,
    film_path: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    crew: Crew | None = None,
    score: Score | None = None,
) -> Path:
    """Render the score at ``score_path`` into ``film_path`` (.mp4), with ``.srt`` and credits beside it.

    Same score and same inputs on the same machine give the same bytes, also after a run that was killed.

    Args:
        workers: processes to work in, by default one per core.
        progress: called with a label and a fraction; silent by default.
        crew: workers that are already there (from ``gather_crew``); without them they are called when they are needed.
        score: what stands in the file, where the caller has just written it.

    Raises:
        ScoreError: the score cannot be performed.
        InputError: a file that the score names is missing or is not the one it was made for.
        OutputError: the film cannot be written.
    """
    progress = progress or silent
    score = score or read_score(score_path)
    check_output(film_path, score.duration)
    music = _music_path(score, score_path)
    store = Store()
    hearing = _heard(score, music, progress)
    score = settle(score, hearing, source=score_path)
    pieces = _pieces(score, score_path, hearing)
    tasks = _missing_tasks(pieces, store)
    if tasks:
        label = say(f"painting {len(pieces)} shots", f"{len(pieces)}개 장면 그리는 중")
        with nullcontext(crew) if crew else gather_crew(workers) as hands:
            hands.run(tasks, lambda fraction: progress(label, fraction))
    _write_film(score, pieces, store, film_path, music, progress)
    store.prune(frozenset(p.key for p in pieces) | frozenset(p.world_key for p in pieces))
    return film_path


def gather_crew(workers: int | None = None) -> Crew:
    """Workers for ``render_film``, by default one for each core, loading already."""
    return Crew(workers or os.cpu_count() or 1, prepare)


def check_output(film_path: Path, duration_s: float) -> None:
    """Refuse a place where a film of this length cannot be written, before any work is done."""
    folder = film_path.absolute().parent
    if film_path.suffix.lower() != ".mp4":
        raise OutputError("feelm writes mp4 films", where=str(film_path), fix="give a name that ends in .mp4")
    if film_path.is_dir():
        raise OutputError("this is a folder", where=str(film_path), fix="give the name of the film's file")
    check_folder(folder, film_path.stem)
    room, need = room_left_bytes(folder), int(duration_s * _BYTES_PER_SECOND) + (8 << 20)
    if room < need:
        raise OutputError(
            f"the disk has {room >> 20} MB left and the film needs about {need >> 20} MB",
            where=str(folder),
            fix="free some room or choose another folder",
        )


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
            fix="bring back that file, or make the score again for this one",
        )
    return path


def _heard(score: Score, music: Path | None, progress: Progress) -> Hearing | None:
    if music is None or score.music is None:
        return None
    label = say("listening", "듣는 중")
    progress(label, 0.0)
    hearing = hear_music(music, score.music, length_s=_heard_length(score, music))
    progress(label, 1.0)
    return hearing


def _pieces(score: Score, score_path: Path, hearing: Hearing | None) -> list[Piece]:
    """The work of a settled score."""
    signals = signals_for(hearing, feeling_of(score), score, 0, frame_count(score.duration, score.fps))
    placed = score.model_copy(
        update={"shots": [_with_style_path(shot, score_path.parent) for shot in score.shots]}
    )
    catalogue = open_catalogue()
    return plan_pieces(placed, signals, {shot.id: _outside_art(shot, catalogue) for shot in placed.shots})


def _heard_length(score: Score, music: Path) -> float | None:
    """How much of the music the film uses: None when it is all of it."""
    from feelm.audio import probe

    whole = probe(music).duration_s
    return score.duration if whole is None or score.duration < whole - 0.05 else None


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
    for player in shot.world.players:
        thing = catalogue.get(player.thing) if player.thing else None
        if thing and thing.set_name not in ("feelm", "twemoji"):
            files.append(Path(thing.artwork))
    return digest_of(*[digest_file(path) for path in files]) if files else ""


def _missing_tasks(pieces: list[Piece], store: Store) -> list[Task]:
    """What is to be painted and performed: every shot that the store does not hold."""
    missing = [piece for piece in pieces if not store.holds(piece.key, ".mp4")]
    worlds = {p.world_key: p for piece in missing for p in (piece, piece.before) if p is not None}
    unpainted = {key for key in worlds if not store.holds(key, ".world")}
    tasks: list[Task] = []
    # The longest first, so that at the end no core waits long for another.
    for piece in sorted(missing, key=lambda p: -(p.count + p.blend)):
        needed = {p.world_key for p in (piece, piece.before) if p is not None} & unpainted
        for key in sorted(needed - {task.name for task in tasks}):
            tasks.append(Task(key, paint_shot, Job(worlds[key], store.root), weight=_PAINT_WEIGHT))
        tasks.append(
            Task(
                f"shot {piece.shot.id}",
                film_shot,
                Job(piece, store.root),
                frozenset(needed),
                piece.count + piece.blend,
            )
        )
    return tasks


def _write_film(
    score: Score, pieces: list[Piece], store: Store, film_path: Path, music: Path | None, progress: Progress
) -> None:
    label = say("joining picture and sound", "그림과 소리 잇는 중")
    progress(label, 0.0)
    segments = [store.path(piece.key, ".mp4") for piece in pieces]
    metadata = {"title": score.title, "comment": "\n".join(["Made with feelm", *score.credits])}

    def join(path: Path) -> None:
        sound = _sound(score, music) if music else None
        join_film(segments, [p.count for p in pieces], path, fps=score.fps, sound=sound, metadata=metadata)

    write_whole(film_path, join)
    if score.captions:
        write_whole(
            film_path.with_suffix(".srt"), lambda path: path.write_text(srt(score.captions), encoding="utf-8")
        )
    if score.credits:
        text = "\n".join(score.credits) + "\n"
        write_whole(
            film_path.with_suffix(".credits.txt"), lambda path: path.write_text(text, encoding="utf-8")
        )
    progress(label, 1.0)


def _sound(score: Score, music: Path) -> Iterator[np.ndarray]:
    from feelm.audio import decode_blocks

    assert score.music is not None
    count = round(frame_count(score.duration, score.fps) / score.fps * SOUND_RATE_HZ)
    cut_short = _heard_length(score, music) is not None
    fade = round(max(score.fade_out, 1.0) * SOUND_RATE_HZ) if cut_short else 0
    blocks = decode_blocks(
        music, sample_rate_hz=SOUND_RATE_HZ, channels=2, start_s=score.music.start, length_s=score.duration
    )
    return fit_sound(blocks, count, fade_out_samples=fade)
