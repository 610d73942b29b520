"""``feelm export``: a score as other tools read it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feelm.errors import InputError, OutputError
from feelm.score.exchange.sampled import SampledFilm

if TYPE_CHECKING:
    from feelm.render.opening import OpenScore
    from feelm.score.exchange.timeline import Timeline

ENDINGS: dict[str, str] = {
    "deforum": ".deforum_settings.txt", "parseq": ".parseq.json", "otio": ".otio", "edl": ".edl", "fcpxml": ".fcpxml",
    "srt": ".srt", "csv": ".csv",
}  # fmt: skip
"""Formats, and how the names of their files end."""
OF_THE_CUT = ("otio", "edl", "fcpxml")
_FILMS = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm"})


def export_score(
    score_path: Path, format: str, output: Path | None = None, *, media: Path | None = None
) -> Path:
    """Write a score as another tool's file and return the file's path.

    Args:
        score_path: the score.
        format: a key of ``ENDINGS``.
        output: the file to write; by default beside the score.
        media: for ``otio``, ``edl``, ``fcpxml``: the rendered film, of which every shot is a range; or a folder, into
            which each shot is written as a file of its own. By default the film beside the score.

    Raises:
        ScoreError: the score cannot be performed.
        InputError: the music or the rendered film is missing, or a shot was never rendered.
        OutputError: the file cannot be written.
    """
    from feelm.render.opening import open_score
    from feelm.render.store import write_whole

    if media is not None and format not in OF_THE_CUT:
        raise InputError(f"{format} names no pictures", where="--media", fix="leave it out")
    target = output or score_path.with_name(stem_of(score_path) + ENDINGS[format])
    _check_target(target, format)
    opened = open_score(score_path)
    text = _text(opened, SampledFilm(opened.score, opened.hearing), score_path, format, target, media)
    write_whole(target, lambda path: path.write_text(text, encoding="utf-8"))
    return target


def _check_target(target: Path, format: str) -> None:
    """Refuse a name of another kind of file (the score's own among them) and a folder that is not there."""
    ending = Path(f"film{ENDINGS[format]}").suffix
    if target.suffix.lower() not in (ending, ".json" if format == "deforum" else ending):
        raise OutputError(
            f"{format} is written as {ending}", where=str(target), fix=f"give a name in {ending}"
        )
    if not target.absolute().parent.is_dir():
        raise OutputError(
            "there is no such folder", where=str(target.parent), fix="make it first, or choose another"
        )


def stem_of(score_path: Path) -> str:
    """The film's name: ``garden.score.yaml`` is of ``garden``."""
    return score_path.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".score")


def _text(
    opened: OpenScore, film: SampledFilm, score_path: Path, format: str, target: Path, media: Path | None
) -> str:
    if format in OF_THE_CUT:
        return _cut(opened, film, score_path, format, target, media)
    from feelm.score.exchange.export_deforum import deforum_text
    from feelm.score.exchange.export_parseq import parseq_text
    from feelm.score.exchange.export_tables import csv_text, srt_text

    writers: dict[str, Callable[[SampledFilm], str]] = {
        "deforum": deforum_text, "parseq": parseq_text, "csv": csv_text, "srt": srt_text
    }  # fmt: skip
    return writers[format](film)


def _cut(
    opened: OpenScore, film: SampledFilm, score_path: Path, format: str, target: Path, media: Path | None
) -> str:
    from feelm.score.exchange.export_edl import edl_text
    from feelm.score.exchange.export_fcpxml import fcpxml_text
    from feelm.score.exchange.export_otio import otio_text
    from feelm.score.exchange.timeline import timeline_of

    timeline: Timeline = timeline_of(
        film, _media(opened, score_path, media), opened.score.title or stem_of(score_path), opened.music
    )
    if format == "otio":
        return otio_text(timeline, target.parent)
    return edl_text(timeline) if format == "edl" else fcpxml_text(timeline)


def _media(opened: OpenScore, score_path: Path, media: Path | None) -> dict[str, Path] | Path:
    """The rendered film, or the file of each shot by its id."""
    if media is None:
        return score_path.with_name(f"{stem_of(score_path)}.mp4")
    if media.is_file() or media.suffix.lower() in _FILMS:
        if not media.is_file():
            raise InputError(
                "there is no such film", where=str(media), fix="render it first, or give a folder"
            )
        if media.suffix.lower() not in _FILMS:
            raise InputError(
                "this is no film", where=str(media), fix="give an .mp4, or a folder for the shots"
            )
        return media
    return _shots_in(opened, media)


def _shots_in(opened: OpenScore, folder: Path) -> dict[str, Path]:
    """Write each rendered shot into a folder, from the store that rendering keeps."""
    from feelm.render.opening import pieces_of
    from feelm.render.store import Store, write_whole

    store = Store()
    pieces = pieces_of(opened)
    missing = [piece.shot.id for piece in pieces if not store.holds(piece.key, ".mp4")]
    if missing:
        raise InputError(
            f"{len(missing)} of {len(pieces)} shots are not rendered ({', '.join(missing[:5])})",
            fix="run feelm render first, with this same score",
        )
    files: dict[str, Path] = {}
    for piece in pieces:
        source = store.path(piece.key, ".mp4")
        files[piece.shot.id] = folder / f"{piece.shot.id}.mp4"
        write_whole(files[piece.shot.id], partial(shutil.copyfile, source))
    return files
