"""The whole way from a score file to a film file."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

from feelm.errors import OutputError
from feelm.language import say
from feelm.post.encode import join_film
from feelm.post.subtitles import srt
from feelm.render.chains import Chains, film_name, shown_by
from feelm.render.crew import Crew, Task
from feelm.render.opening import OpenScore, open_score, pieces_of
from feelm.render.part import Part, cut_captions, frame_ranges
from feelm.render.plan import FINAL, Draft, Piece, Range
from feelm.render.progress import Progress, silent
from feelm.render.sounding import SoundJob, record_sound, sound_job
from feelm.render.store import Store, check_folder, room_left_bytes, write_whole
from feelm.render.work import Job, carry_shot, film_shot, paint_shot, prepare
from feelm.score.model import Score

_BYTES_PER_SECOND = 1_500_000
"""Room asked for on the disk per second of a 1280×720 film: its shots, its worlds and the film itself."""
_PAINT_WEIGHT = 40
"""Painting a world takes about as long as performing this many frames."""
_SOUND_WEIGHT = 10


def render_film(
    score_path: Path,
    film_path: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    crew: Crew | None = None,
    score: Score | None = None,
    part: Part | None = None,
    draft: Draft = FINAL,
) -> Path:
    """Render the score at ``score_path`` into ``film_path`` (.mp4), with ``.srt`` and credits beside it.

    Same score and same inputs on the same machine give the same bytes, also after a run that was killed.

    Args:
        workers: processes to work in, by default one per core.
        progress: called with a label and a fraction; silent by default.
        crew: workers that are already there (from ``gather_crew``); without them they are called when they are needed.
        score: what stands in the file, where the caller has just written it.
        part: what of the film is wanted; all of it by default. Whole shots are shared with the whole film.
        draft: how shots are encoded (previews hold pictures for several frames).

    Raises:
        ScoreError: the score cannot be performed.
        InputError: a file that the score names is missing or is not the one it was made for.
        OutputError: the film cannot be written.
    """
    progress = progress or silent
    opened = open_score(score_path, progress=progress, score=score)
    ranges = frame_ranges(opened, part) if part else None
    check_output(film_path, opened.score.duration)
    store = Store()
    pieces = pieces_of(opened, ranges=ranges, draft=draft)
    tasks = _missing_tasks(pieces, store)
    sound = sound_job(opened, ranges, store, quick=draft is not FINAL)
    if sound and not store.holds(sound.key, ".m4a"):
        tasks.append(Task("sound", record_sound, sound, weight=_SOUND_WEIGHT))
    if tasks:
        label = say(f"painting {len(pieces)} shots", f"{len(pieces)}개 장면 그리는 중")
        with nullcontext(crew) if crew else gather_crew(workers) as hands:
            hands.run(tasks, lambda fraction: progress(label, fraction))
    _write_film(opened, pieces, ranges, sound, store, film_path, progress)
    used = {key for p in pieces for key in (p.key, p.world_key, p.feed_key)} | (
        {sound.key} if sound else set()
    )
    store.prune(frozenset(used))
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


def _missing_tasks(pieces: list[Piece], store: Store) -> list[Task]:
    """What is to be painted and performed: every shot that the store does not hold."""
    missing = [piece for piece in pieces if not store.holds(piece.key, ".mp4")]
    chains = Chains(missing, store)
    work = [*missing, *chains.carried]
    worlds = {p.world_key: p for piece in work for p in shown_by(piece)}
    unpainted = {key for key in worlds if not store.holds(key, ".world")}
    tasks: list[Task] = []
    # The longest first, so that at the end no core waits long for another.
    for piece in sorted(work, key=lambda p: -(p.shown + p.blend)):
        needed = {p.world_key for p in shown_by(piece)} & unpainted
        for key in sorted(needed - {task.name for task in tasks}):
            tasks.append(Task(key, paint_shot, Job(worlds[key], store.root), weight=_PAINT_WEIGHT))
        after, job = frozenset(needed) | chains.tasks_before(piece), Job(piece, store.root)
        if any(piece is carried for carried in chains.carried):
            tasks.append(Task(piece.feed_key, carry_shot, job, after, piece.count))
        else:
            tasks.append(Task(film_name(piece), film_shot, job, after, piece.shown + piece.blend))
    return tasks


def _write_film(
    opened: OpenScore, pieces: list[Piece], ranges: list[Range] | None, sound: SoundJob | None, store: Store,
    film_path: Path, progress: Progress,
) -> None:  # fmt: skip
    score = opened.score
    label = say("joining picture and sound", "그림과 소리 잇는 중")
    progress(label, 0.0)
    segments = [store.path(piece.key, ".mp4") for piece in pieces]
    metadata = {"title": score.title, "comment": "\n".join(["Made with feelm", *score.credits])}

    def join(path: Path) -> None:
        heard = store.path(sound.key, ".m4a") if sound else None
        join_film(segments, [p.shown for p in pieces], path, fps=score.fps, sound=heard, metadata=metadata)

    write_whole(film_path, join)
    captions = score.captions if ranges is None else cut_captions(score.captions, ranges, score.fps)
    if captions:
        write_whole(
            film_path.with_suffix(".srt"), lambda path: path.write_text(srt(captions), encoding="utf-8")
        )
    if score.credits:
        text = "\n".join(score.credits) + "\n"
        write_whole(
            film_path.with_suffix(".credits.txt"), lambda path: path.write_text(text, encoding="utf-8")
        )
    progress(label, 1.0)
