"""``feelm import deforum``: a Deforum settings file becomes a score, and a report of every field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feelm.score.exchange.deforum_chain import Chain
from feelm.score.exchange.deforum_parseq import parseq_override
from feelm.score.exchange.deforum_report import report_fields
from feelm.score.exchange.deforum_settings import Settings
from feelm.score.exchange.places import Document, read_document, refuse_other_tool
from feelm.score.exchange.report import Compatibility
from feelm.score.exchange.sound import Sound, find_sound
from feelm.score.model import Score


@dataclass(frozen=True)
class Imported:
    """A score made from a foreign file, and what became of each of the file's fields."""

    score: Score
    report: Compatibility


def import_deforum(
    path: Path, *, score_folder: Path, music: Path | None = None, fit_music: bool = False
) -> Imported:
    """Make a score of a Deforum settings file (``*_settings.txt``).

    Args:
        path: the settings file.
        score_folder: where the score will stand; files are named relative to it.
        music: a song to use; otherwise the file's own soundtrack where it is there.
        fit_music: let the film be as long as the song (otherwise ``max_frames`` rules).

    Raises:
        InputError: the file is missing, holds no JSON object or is Parseq's, or the song cannot be used.
    """
    document = read_document(path, "Deforum")
    refuse_other_tool(document, path, "Deforum")
    return import_settings(
        document,
        folder=path.parent,
        score_folder=score_folder,
        music=music,
        fit_music=fit_music,
    )


def import_settings(
    document: Document,
    *,
    folder: Path,
    score_folder: Path,
    music: Path | None = None,
    fit_music: bool = False,
) -> Imported:
    """``import_deforum`` for a file that was read already; ``folder`` is where its own files are looked for."""
    report = Compatibility(document.name)
    settings = Settings(document.fields, _teller(document, report))
    parseq_override(settings)
    sound = find_sound(
        music,
        settings.word("soundtrack_path") if settings.word("add_soundtrack") == "File" else "",
        folder,
        score_folder,
    )
    if fit_music and sound is not None and sound.length_s is not None:
        _fit(settings, sound, report)
    chain = Chain(settings, folder, score_folder)
    score = chain.score(sound.music if sound else None)
    kept = report_fields(document.fields, settings, chain, report, sound)
    return Imported(score.model_copy(update={"imported": kept} if kept else {}), report)


def _teller(document: Document, report: Compatibility) -> Any:
    seen: set[tuple[str, int | None, str]] = set()

    def tell(field: str, offset: int | None, en: str, ko: str) -> None:
        if (field, offset, en) not in seen:
            seen.add((field, offset, en))
            report.warn(document.place(field, offset), en, ko)

    return tell


def _fit(settings: Settings, sound: Sound, report: Compatibility) -> None:
    frames = max(1, round((sound.length_s or 0.0) * settings.fps))
    report.remark(
        f"the film is as long as the song: {frames} frames instead of {settings.frames}",
        f"영화 길이를 노래에 맞춤: {settings.frames}프레임 대신 {frames}프레임",
    )
    settings.fields["max_frames"] = frames
    for name in ("frames", "setting"):
        settings.__dict__.pop(name, None)
