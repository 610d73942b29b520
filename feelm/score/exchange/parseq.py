"""``feelm import parseq``: a Parseq document becomes a score, and a report of every field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feelm.score.exchange.deforum import Imported
from feelm.score.exchange.deforum_chain import Chain
from feelm.score.exchange.deforum_fields import (
    TO_DIFFUSION,
    TO_DRIFT_2D,
    TO_DRIFT_3D,
    TO_DRIFT_FLIP,
    TO_FEEDBACK,
)
from feelm.score.exchange.deforum_parseq import MOTION, deforum_name, frames_of
from feelm.score.exchange.deforum_settings import Settings
from feelm.score.exchange.parseq_document import ParseqDocument
from feelm.score.exchange.places import Document, read_document, refuse_other_tool
from feelm.score.exchange.plain import plain_json
from feelm.score.exchange.report import Compatibility
from feelm.score.exchange.sound import find_sound

DEFAULT_SIZE = (1024, 576)
_DEPTH = ("translation_z", "rotation_3d_x", "rotation_3d_y", "rotation_3d_z")
_KNOWN: dict[str, tuple[str, str]] = {
    "options": ("fps, feedback.rate, feedback.cadence", ""), "keyframes": ("the curves of the shots", "장면의 곡선"),
    "prompts": ("shots, paint.prompts", ""), "managedFields": ("which curves there are", "어떤 곡선이 있는지"),
    "timeSeries": ("used by the formulas", "식에서 쓰임"),
    "rendered_frames": ("the curves of the shots", "장면의 곡선"),
}  # fmt: skip
_NO_PART: dict[str, tuple[str, str]] = {
    "meta": ("a note about the file's origin", "파일의 유래에 관한 메모"),
    "rendered_frames_meta": ("a summary of the frames", "프레임의 요약"),
    "displayedFields": ("what Parseq's window shows", "Parseq 화면에 보이는 것"),
    "displayFields": ("what Parseq's window shows", "Parseq 화면에 보이는 것"),
    "keyframeLock": (
        "what Parseq's editor snaps to; frames stay where they are",
        "Parseq 편집기의 맞춤 단위",
    ),
    "reverseRender": ("feelm renders forwards", "feelm은 앞으로 만듦"),
    "docName": ("a note about the file's origin", "파일의 유래에 관한 메모"),
    "docId": ("a note about the file's origin", "파일의 유래에 관한 메모"),
    "versionId": ("a note about the file's origin", "파일의 유래에 관한 메모"),
    "timestamp": ("a note about the file's origin", "파일의 유래에 관한 메모"),
    "xaxisType": ("what Parseq's window shows", "Parseq 화면에 보이는 것"),
}


def import_parseq(
    path: Path,
    *,
    score_folder: Path,
    music: Path | None = None,
    fit_music: bool = False,
    size: tuple[int, int] = DEFAULT_SIZE,
) -> Imported:
    """Make a score of a Parseq document.

    Args:
        path: the document (JSON).
        score_folder: where the score will stand; the song is named relative to it.
        music: a song to use.
        fit_music: let the film be as long as the song; the last values hold.
        size: width and height of the film, which documents do not say.

    Raises:
        InputError: the file is missing, holds no JSON object or is Deforum's, or the song cannot be used.
    """
    document = read_document(path, "Parseq")
    refuse_other_tool(document, path, "Parseq")
    return import_parsed(
        document, folder=path.parent, score_folder=score_folder, music=music, fit_music=fit_music, size=size
    )


def import_parsed(
    document: Document,
    *,
    folder: Path,
    score_folder: Path,
    music: Path | None = None,
    fit_music: bool = False,
    size: tuple[int, int] = DEFAULT_SIZE,
) -> Imported:
    """``import_parseq`` for a file that was read already."""
    report = Compatibility(document.name)
    seen: set[tuple[str, str]] = set()

    def warn(place: str, en: str, ko: str) -> None:
        if len(seen) < 200 and (place, en) not in seen:
            seen.add((place, en))
            report.warn(_place(document, place), en, ko)

    parseq = ParseqDocument(document.fields, warn)
    sound = find_sound(music, "", folder, score_folder)
    frames = parseq.frames
    if fit_music and sound is not None and sound.length_s is not None:
        frames = max(1, round(sound.length_s * parseq.options.fps))
        report.remark(
            f"the film is as long as the song: {frames} frames", f"영화 길이를 노래에 맞춤: {frames}프레임"
        )
    settings = _settings(parseq, frames, size)
    chain = Chain(settings, folder, score_folder)
    score = chain.score(sound.music if sound else None)
    kept = _report(document.fields, parseq, settings, report)
    return Imported(score.model_copy(update={"imported": {"parseq": kept}} if kept else {}), report)


def _place(document: Document, place: str) -> str:
    """A field of a document in messages; formulas stand deep inside and are found by their words."""
    at = document.text.find(f'"{place}"')
    if at < 0:
        return document.place(place.partition(".")[0])
    line = document.text.count("\n", 0, at) + 1
    column = at - (document.text.rfind("\n", 0, at) + 1) + 1
    return f"{document.name}, line {line}, column {column} (`{place}`)"


def _settings(parseq: ParseqDocument, frames: int, size: tuple[int, int]) -> Settings:
    """The document as Deforum would be told of it."""
    deep = any(name in parseq.values for name in _DEPTH)
    fields: dict[str, Any] = {
        "W": size[0], "H": size[1], "max_frames": frames, "fps": parseq.options.fps,
        "diffusion_cadence": parseq.options.cadence or 1, "animation_mode": "3D" if deep else "2D",
        "color_coherence": "LAB", "seed": 0, "seed_behavior": "schedule" if "seed" in parseq.values else "iter",
        "enable_perspective_flip": any(name in parseq.values for name in TO_DRIFT_FLIP),
        "padding_mode": "border", "border": "replicate",
    }  # fmt: skip
    settings = Settings(fields)
    settings.parseq = frames_of(parseq.rows, settings.frames, deltas=True)
    return settings


def _report(
    original: Mapping[str, Any], parseq: ParseqDocument, settings: Settings, report: Compatibility
) -> dict[str, Any]:
    """Write every part and every managed field into the report; returns what is kept under ``imported``."""
    kept: dict[str, Any] = {}
    for name, value in original.items():
        if name in _KNOWN:
            report.translated(name, *_KNOWN[name])
        elif name in _NO_PART:
            report.not_applicable(name, *_NO_PART[name])
        else:
            report.kept(name, "not a part of Parseq that feelm knows", "feelm이 아는 Parseq 항목이 아님")
            kept[name] = plain_json(value)
    for name in parseq.managed:
        _report_field(name, settings, report)
    _remarks(parseq, settings, report)
    return kept


def _report_field(name: str, settings: Settings, report: Compatibility) -> None:
    deep = settings.mode == "3D"
    deforum = deforum_name(name) or name
    drift = (TO_DRIFT_3D if deep else TO_DRIFT_2D) | TO_DRIFT_FLIP
    how = " (its change from frame to frame)" if name in MOTION else ""
    how_ko = " (프레임 사이의 변화)" if name in MOTION else ""
    if deforum in drift:
        report.translated(
            name, f"feedback.drift.{drift[deforum]}{how}", f"feedback.drift.{drift[deforum]}{how_ko}"
        )
    elif deforum in TO_FEEDBACK:
        report.translated(name, f"feedback.{TO_FEEDBACK[deforum]}")
    elif deforum in TO_DIFFUSION:
        report.translated(name, f"paint.diffusion.{TO_DIFFUSION[deforum][0]}")
    elif name == "seed":
        report.translated(name, "paint.diffusion.seed, subseed, subseed_strength")
    elif name.startswith("prompt_weight"):
        report.translated(name, "weights in paint.prompts", "paint.prompts의 가중치")
    elif deforum in TO_DRIFT_2D or deforum in TO_DRIFT_3D:
        report.not_applicable(
            name, f"plays no part in {settings.mode} mode", f"{settings.mode} 모드에서는 쓰이지 않음"
        )
    elif deforum_name(name) is not None:
        report.not_applicable(
            name,
            "a setting of ControlNet, hybrid video or guided images",
            "ControlNet, hybrid video, guided images의 설정",
        )
    else:
        report.not_applicable(
            name, "a field of the person's own, used by other formulas", "다른 식에서 쓰는 사용자 항목"
        )


def _remarks(parseq: ParseqDocument, settings: Settings, report: Compatibility) -> None:
    if parseq.rendered:
        report.remark(
            "values are those that Parseq rendered into the document; its formulas are computed only where it has none",
            "값은 Parseq가 문서에 적어 둔 것이며, 없는 곳만 식을 계산함",
        )
    if parseq.chances:
        names = ", ".join(sorted(parseq.chances))
        report.remark(
            f"{names} without a seed: Parseq takes the time of day; here the seed is 0, so values are not Parseq's",
            f"{names}에 seed가 없어 Parseq는 시각을 쓰지만 여기서는 0을 씀. 값이 Parseq와 다름",
        )
    width, height = settings.fields["W"], settings.fields["H"]
    report.remark(
        f"documents do not say how large the film is: {width}x{height} (--size)",
        f"문서에 영화 크기가 없어 {width}x{height}로 함 (--size)",
    )
