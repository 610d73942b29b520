"""What became of every field of a Deforum file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feelm.score.exchange.deforum_chain import Chain
from feelm.score.exchange.deforum_fields import (
    RENAMED,
    TO_DIFFUSION,
    TO_DRIFT_2D,
    TO_DRIFT_3D,
    TO_DRIFT_FLIP,
    TO_FEEDBACK,
    WORD_SCHEDULES,
    elsewhere,
    is_used,
)  # fmt: skip
from feelm.score.exchange.deforum_seeds import behaviour_of
from feelm.score.exchange.deforum_settings import Settings
from feelm.score.exchange.plain import plain_json
from feelm.score.exchange.report import Compatibility
from feelm.score.exchange.sound import Sound

_ALWAYS: dict[str, str] = {
    "W": "size", "H": "size", "fps": "fps, feedback.rate", "max_frames": "duration", "prompts": "shots, paint.prompts",
    "animation_prompts_positive": "paint.prompts", "animation_prompts_negative": "paint.prompts",
    "animation_mode": "feedback.mode", "steps": "paint.diffusion.steps", "seed": "seed, paint.diffusion.seed",
    "seed_behavior": "paint.diffusion.seed", "seed_iter_N": "paint.diffusion.seed",
    "sampler": "paint.diffusion.sampler", "sd_model_name": "paint.diffusion.checkpoint",
}  # fmt: skip
_FEEDBACK_ONLY: dict[str, str] = {
    "diffusion_cadence": "feedback.cadence", "noise_type": "feedback.noise_kind",
    "perlin_octaves": "feedback.noise_octaves", "perlin_persistence": "feedback.noise_persistence",
    "color_coherence": "feedback.colour", "color_coherence_image_path": "feedback.colour_from",
    **{name: f"feedback.{field}" for name, field in TO_FEEDBACK.items()},
}  # fmt: skip


def report_fields(
    original: Mapping[str, Any], settings: Settings, chain: Chain, report: Compatibility, sound: Sound | None
) -> dict[str, Any]:
    """Write every field of the file into the report, in the order of the file.

    Returns:
        What is to be kept under ``imported``: fields that are not known, and those that the file uses and feelm cannot.
    """
    kept: dict[str, Any] = {}
    for name, value in original.items():
        if not _translated(name, settings, chain, report, sound) and not _unused(name, settings, report):
            kept[name] = plain_json(value)
    _remarks(settings, chain, report, sound)
    return {"deforum": kept} if kept else {}


def _translated(
    name: str, settings: Settings, chain: Chain, report: Compatibility, sound: Sound | None
) -> bool:
    """Note a field that lives on in the score."""
    today = RENAMED.get(name, name)
    target = _target(today, settings, chain, sound)
    if target is None:
        return False
    if today != name and name in settings.fields and today in settings.fields:
        report.translated(name, f"{target} (now `{today}`)", f"{target} (지금 이름 `{today}`)")
    else:
        report.translated(name, target)
    return True


def _target(name: str, settings: Settings, chain: Chain, sound: Sound | None) -> str | None:
    if name in _ALWAYS:
        return _ALWAYS[name]
    if name in ("add_soundtrack", "soundtrack_path") and sound is not None:
        return "music"
    if name == "seed_schedule" and behaviour_of(settings) == "schedule":
        return "paint.diffusion.seed"
    if name in TO_DIFFUSION:
        field, switch = TO_DIFFUSION[name]
        return f"paint.diffusion.{field}" if switch is None or settings.on(switch) else None
    if name in WORD_SCHEDULES:
        field, switch = WORD_SCHEDULES[name]
        return f"paint.diffusion.{field}" if settings.on(switch) else None
    if name in _SWITCHES:
        return "switches a schedule on or off"
    if name == "parseq_manifest" and settings.parseq is not None:
        return "its frames override the schedules"
    if name == "strength_schedule" and not chain.feeds_back:
        return "paint.diffusion.denoise"
    if chain.feeds_back:
        return _feedback_target(name, settings, chain)
    return "footage" if chain.footage is not None and name in _FOOTAGE else None


_SWITCHES = frozenset(
    {switch for _, switch in TO_DIFFUSION.values() if switch} | {s for _, s in WORD_SCHEDULES.values()}
)
_FOOTAGE = frozenset({"video_init_path", "extract_nth_frame", "extract_from_frame"})


def _feedback_target(name: str, settings: Settings, chain: Chain) -> str | None:
    deep = settings.mode == "3D"
    drift = (TO_DRIFT_3D if deep else TO_DRIFT_2D) | (
        TO_DRIFT_FLIP if settings.on("enable_perspective_flip") else {}
    )
    if name in drift:
        return f"feedback.drift.{drift[name]}"
    if name == "enable_perspective_flip":
        return "feedback.drift.flip_…"
    if name == ("padding_mode" if deep else "border"):
        return "feedback.border"
    if name == "use_depth_warping" and deep:
        return "feedback.depth"
    if name in ("use_init", "init_image") and settings.on("use_init") and chain.begins_with_picture:
        return "feedback.begin"
    return _FEEDBACK_ONLY.get(name)


def _unused(name: str, settings: Settings, report: Compatibility) -> bool:
    """Note a field that means nothing here; False where its value is to be kept."""
    today = RENAMED.get(name, name)
    reason = _mode_reason(today, settings)
    if reason is not None:
        report.not_applicable(name, *reason)
        return True
    group = elsewhere(today)
    if group is None:
        report.kept(name, "not a field of Deforum that feelm knows", "feelm이 아는 Deforum 항목이 아님")
        return False
    if is_used(group, settings.fields):
        report.kept(name, f"the file uses it, but {group.reason}", f"파일이 쓰고 있지만, {group.reason_ko}")
        return False
    report.not_applicable(name, group.reason, group.reason_ko)
    return True


def _mode_reason(name: str, settings: Settings) -> tuple[str, str] | None:
    """Why a known schedule plays no part in this film, or None when it does."""
    mode = settings.mode
    if name in TO_DRIFT_FLIP:
        return "`enable_perspective_flip` is off", "`enable_perspective_flip`이 꺼져 있음"
    in_feedback = {
        **TO_DRIFT_2D,
        **TO_DRIFT_3D,
        **_FEEDBACK_ONLY,
        "border": "",
        "padding_mode": "",
        "use_depth_warping": "",
    }
    if name in in_feedback or name == "enable_perspective_flip":
        return f"plays no part in {mode} mode", f"{mode} 모드에서는 쓰이지 않음"
    if name == "seed_schedule":
        return f"`seed_behavior` is {behaviour_of(settings)}", f"`seed_behavior`가 {behaviour_of(settings)}임"
    if name in TO_DIFFUSION or name in WORD_SCHEDULES:
        switch = (TO_DIFFUSION.get(name) or WORD_SCHEDULES[name])[1]
        return f"`{switch}` is off", f"`{switch}`이 꺼져 있음"
    return None


def _remarks(settings: Settings, chain: Chain, report: Compatibility, sound: Sound | None) -> None:
    width, height = chain.reference
    if chain.size != chain.reference:
        report.remark(
            f"{width}x{height} became {chain.size[0]}x{chain.size[1]}: a film has even sides",
            f"영화의 가로세로는 짝수라 {width}x{height}를 {chain.size[0]}x{chain.size[1]}로 함",
        )
    if settings.asked_seed < 0:
        report.remark(
            f"the file leaves its seed to chance; {settings.seed} was drawn and stays the same",
            f"씨앗을 우연에 맡긴 파일이라 {settings.seed}을 뽑았고, 다시 가져와도 같음",
        )
    if behaviour_of(settings) == "random":
        report.remark(
            "the seeds of a `random` film are drawn once and stand in the score",
            "`random` 영화의 씨앗은 한 번 뽑아 악보에 적음",
        )
    if settings.on("add_soundtrack") and sound is None:
        report.remark(
            "the file's soundtrack is not there; give it with --music",
            "파일의 음악이 없음. --music으로 줄 것",
        )
    if settings.mode == "Interpolation":
        report.remark(
            "interpolation mode: prompts dissolve into one another, nothing is fed back",
            "interpolation 모드: 프롬프트가 서로 녹아들고, 되먹임은 없음",
        )
    if settings.mode == "Video Input" and chain.footage is None:
        report.remark(
            "the video to paint over is not there; its shots show what the prompts say",
            "그 위에 그릴 영상이 없어, 장면은 프롬프트의 말을 보임",
        )
    if settings.mode == "2D" and settings.on("enable_perspective_flip"):
        report.remark(
            "Deforum loses x and y when the perspective flips; feelm moves the picture as the file says",
            "Deforum은 원근 뒤집기를 켜면 x, y 이동을 잃지만, feelm은 적힌 대로 옮김",
        )
    report.remark(
        "feelm's own painter paints until a diffusion painter is there; motion, timing, prompts and seeds are kept",
        "확산 화가가 생기기 전까지는 feelm의 화가가 그림. 움직임, 시간, 프롬프트, 씨앗은 모두 그대로임",
    )
