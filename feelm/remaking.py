"""Directing a film again: from what its score remembers, with what has changed, keeping what is locked."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feelm.errors import InputError
from feelm.language import say
from feelm.render.progress import Progress, silent
from feelm.wish import Wish, bare_name, check_score_place, check_wish

if TYPE_CHECKING:
    from feelm.score.asked import Asked
    from feelm.score.differences import Change
    from feelm.score.model import Score


@dataclass(frozen=True)
class Remade:
    """A score that was directed again: where it is, where the one before is kept, what changed, what is to be told."""

    path: Path
    before: Path | None
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def make_again(
    old_path: Path,
    changed: Mapping[str, Any],
    *,
    place: Path | None = None,
    progress: Progress = silent,
) -> Remade:
    """Direct the film of a score anew from its brief, with some wishes changed, and keep what is locked in it.

    Args:
        old_path: the score.
        changed: fields of ``Wish`` that are now otherwise, by name.
        place: where the new score goes; by default in the old one's place, which is then kept as ``NAME.before.yaml``
            (with its composed music, if that changed). Nothing is lost.
        progress: called with a label and a fraction.

    Raises:
        FeelmError: the score or what it was made from cannot be used, or nothing can be written there.
    """
    from feelm.score import read_score
    from feelm.score.differences import differences
    from feelm.score.locks import carry_locks

    path = place or old_path
    old = read_score(old_path)
    wish, notes = wish_of(old, old_path, changed)
    check_wish(wish)
    check_score_place(path)
    draft, composed = _draft(wish, path, progress)
    try:
        old_s = timed(old, old_path)
        carried = carry_locks(old_s, draft)
    except BaseException:
        if composed is not None:
            composed.unlink(missing_ok=True)
        raise
    before = _put(carried.score, path, composed)
    return Remade(path, before, tuple(differences(old_s, carried.score)), (*notes, *carried.notes))


def wish_of(score: Score, score_path: Path, changed: Mapping[str, Any]) -> tuple[Wish, tuple[str, ...]]:
    """The wish that a score was made from, with what is now wished otherwise, and sentences on what is used.

    Files that were brought are read again: they may have been changed. Title, size, rate, seed and the music's tempo
    are as they stand in the score.

    Raises:
        InputError: a file that the score was made from is not there any more.
    """
    brief, folder = score.brief, score_path.parent
    said: dict[str, Any] = {
        "size": score.size,
        "fps": score.fps,
        "seed": score.seed,
        "title": score.title,
        "captions": score.captions_burned,
    }
    notes: list[str] = []
    if "story" not in changed and score.story:
        said["story"] = _story(score, folder, notes)
    if "music" not in changed and score.music is not None and not score.music.composed:
        said |= _music(score, folder, changed)
    if brief is not None:
        said |= {"mood": brief.mood, "length_s": brief.length, "mode": brief.mode, "profile": brief.profile}
        if brief.feeling and "feeling" not in changed:
            said |= _feeling(score, brief, folder)
        if brief.sound_font and "sound_font" not in changed and "music" not in changed:
            said["sound_font"] = _there(folder / brief.sound_font, "--soundfont")
        if brief.style and "style" not in changed:
            picture = folder / brief.style
            said["style"] = str(picture) if Path(brief.style).suffix and picture.is_file() else brief.style
    return replace(Wish(**said), **changed), tuple(notes)


def _feeling(score: Score, brief: Asked, folder: Path) -> dict[str, Any]:
    """The feeling that was brought: from its file, or, where a recording was deleted, as the score carries it."""
    from feelm.profile.laying import Lay
    from feelm.score.track import feeling_of

    said: dict[str, Any] = {"profile": brief.profile, "lay": brief.lay, "laid": tuple(brief.laid)}
    file, model = folder / brief.feeling if brief.feeling else folder, brief.model
    kept = next((s for s in feeling_of(score).streams if s.name in ("eeg", "press", "curve")), None)
    laid = tuple(score.feeling.laid)
    if file.is_file() or kept is None or not laid:
        there = _there(file, "--feeling")
        return said | {"feeling": there, "model": _there(folder / model, "--model") if model else None}
    # Back to recalled time by the pairs in force, then onto the film by those that are wanted now.
    recalled = replace(kept, times_s=Lay(laid).to_recall(kept.times_s))
    return said | {"recalled": recalled, "laid": tuple(brief.laid) or laid, "lay": None}


def _story(score: Score, folder: Path, notes: list[str]) -> str:
    """The words: from the file that was brought, as it is now, else those that stand in the score."""
    if score.brief is None or score.brief.story is None:
        return score.story
    file = folder / score.brief.story
    if file.is_file():
        return str(file)
    notes.append(
        say(
            f"{score.brief.story} is not there any more; the words in the score are used",
            f"{score.brief.story} 파일이 없어 악보에 있는 글을 씁니다",
        )
    )
    return score.story


def _music(score: Score, folder: Path, changed: Mapping[str, Any]) -> dict[str, Any]:
    """The music that was brought and how it is heard; a tapped beat is kept while the music is the same."""
    from feelm.render.store import digest_file

    assert score.music is not None
    file = _there(folder / score.music.file, "--music")
    said: dict[str, Any] = {
        "music": file,
        "tempo": score.music.tempo,
        "beat_shift_s": score.music.beat_shift,
    }
    heard_anew = {"taps", "tempo", "beat_shift_s"} & set(changed)
    if score.music.beats and not heard_anew and digest_file(file) == score.music.digest:
        said["beats"] = (tuple(score.music.beats), tuple(score.music.downbeats))
    return said


def _there(file: Path, option: str) -> Path:
    if not file.is_file():
        raise InputError(
            "the score was made from this file, and it is not there any more",
            where=str(file),
            fix=f"put it back, or give another with {option}",
        )
    return file


def timed(score: Score, path: Path) -> Score:
    """The score with its shots and captions at seconds; what is said in music inside a shot stays as it was said.

    Raises:
        ScoreError: the film has no such bar, beat or section.
        InputError: times are said in music, and the music is not there or is another.
    """
    from feelm.render.opening import open_score
    from feelm.score.numbers import in_words

    edges = [edge for shot in score.shots for edge in (shot.start, shot.end)]
    edges += [edge for caption in score.captions for edge in (caption.start, caption.end)]
    if not any(in_words(edge) for edge in edges):
        return score
    settled = open_score(path, score=score).score
    update = {
        name: [
            said.model_copy(update={"start": at.start, "end": at.end})
            for said, at in zip(getattr(score, name), getattr(settled, name), strict=True)
        ]
        for name in ("shots", "captions")
    }
    return score.model_copy(update=update)


def _draft(wish: Wish, path: Path, progress: Progress) -> tuple[Score, Path | None]:
    """The new score, and the file that its composed music lies in until the score is put in place."""
    from feelm.making import draft_score, music_path_for

    waiting = path.with_name(f".{bare_name(path)}.again.flac")
    score = draft_score(wish, path, progress=progress, music_path=waiting)
    if score.music is None or not score.music.composed:
        return score, None
    music = score.music.model_copy(update={"file": music_path_for(path).name})
    return score.model_copy(update={"music": music}), waiting


def _put(score: Score, path: Path, composed: Path | None) -> Path | None:
    """Write the new score and its music in place; what was there before is kept under another name."""
    from feelm.making import music_path_for, write_draft

    before = _keep(path, score) if path.exists() else None
    if composed is not None:
        composed.replace(music_path_for(path))
    write_draft(score, path)
    return before


def _keep(path: Path, new: Score) -> Path:
    """Copy a score to ``NAME.before.yaml``, with composed music that the new score would overwrite."""
    from feelm.making import music_path_for
    from feelm.score import read_score
    from feelm.score.editing import set_fields

    before = _unused(path.with_name(f"{bare_name(path)}.before.yaml"))
    shutil.copyfile(path, before)
    old, music = read_score(path), music_path_for(path)
    was, now = old.music, new.music
    overwritten = was is not None and now is not None and now.composed and was.digest != now.digest
    if overwritten and was is not None and was.file == music.name and music.is_file():
        kept = before.with_name(f"{before.stem}.flac")
        music.replace(kept)
        set_fields(before, {("music", "file"): kept.name})
    return before


def _unused(path: Path) -> Path:
    """The path itself, or with the next free number."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
