"""Rendered frames of a Parseq document in place of a Deforum file's schedules, as Deforum takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_fields import DEFAULTS, is_on
from feelm.score.exchange.deforum_settings import MAX_FRAMES, ParseqFrames, Settings

Floats = NDArray[np.float64]

MOTION = (
    "angle", "zoom", "translation_x", "translation_y", "translation_z", "rotation_3d_x", "rotation_3d_y",
    "rotation_3d_z", "perspective_flip_theta", "perspective_flip_phi", "perspective_flip_gamma",
)  # fmt: skip
"""Fields whose change from frame to frame is the motion: taken from ``…_delta`` unless the file says otherwise."""
TO_DEFORUM: dict[str, str] = {
    "scale": "cfg_scale_schedule", "antiblur_kernel": "kernel_schedule", "antiblur_sigma": "sigma_schedule",
    "antiblur_amount": "amount_schedule", "antiblur_threshold": "threshold_schedule",
    "guided_blendFactorMax": "blendFactorMax", "guided_blendFactorSlope": "blendFactorSlope",
    "guided_tweening_frames": "tweening_frames_schedule", "guided_color_correction_factor": "color_correction_factor",
    "guidedcolor_correction_factor": "color_correction_factor",
}  # fmt: skip
"""Names of Parseq that are other in Deforum (the rest differ by ``_schedule`` at most)."""


def deforum_name(field: str) -> str | None:
    """The Deforum schedule that a field of Parseq fills, or None.

    >>> deforum_name("noise"), deforum_name("prompt_weight_1")
    ('noise_schedule', None)
    """
    for name in (TO_DEFORUM.get(field), field, f"{field}_schedule"):
        if name in DEFAULTS:
            return name
    return None


def parseq_override(settings: Settings) -> Mapping[str, Any] | None:
    """Let the Parseq document that a Deforum file carries override its schedules; returns the document.

    Also frames, rate and cadence, unless ``parseq_non_schedule_overrides`` is off. An address is not fetched.
    """
    manifest = settings.fields.get("parseq_manifest")
    if not isinstance(manifest, str) or not manifest.strip():
        return None
    if manifest.strip().lower().startswith("http"):
        settings.note(
            "parseq_manifest",
            "an address is not fetched; give the document to `feelm import parseq`",
            "주소에서 받아오지 않음. 문서를 `feelm import parseq`에 줄 것",
        )
        return None
    try:
        document = json.loads(manifest)
    except (ValueError, RecursionError):
        document = None
    frames = document.get("rendered_frames") if isinstance(document, dict) else None
    if not isinstance(frames, list) or not any(isinstance(frame, dict) for frame in frames):
        settings.note(
            "parseq_manifest",
            "not a Parseq document with rendered frames; it is not used",
            "rendered_frames가 있는 Parseq 문서가 아니라 쓰지 않음",
        )
        return None
    rows = [frame for frame in frames if isinstance(frame, dict)][:MAX_FRAMES]
    if settings.fields.get("parseq_non_schedule_overrides", True) not in (False, "false"):
        _override_options(settings, document.get("options"), len(rows))
    settings.parseq = frames_of(
        rows, settings.frames, deltas=is_on(settings.fields.get("parseq_use_deltas", True))
    )
    return dict(document)


def _override_options(settings: Settings, options: Any, count: int) -> None:
    settings.fields["max_frames"] = count
    if isinstance(options, dict):
        for ours, theirs in (("fps", "output_fps"), ("diffusion_cadence", "cadence")):
            if options.get(theirs):
                settings.fields[ours] = options[theirs]
    for name in ("frames", "fps", "cadence", "setting"):
        settings.__dict__.pop(name, None)  # they were perhaps reckoned from what is now overridden


def frames_of(rows: Sequence[Mapping[str, Any]], count: int, *, deltas: bool) -> ParseqFrames:
    """Values per frame of every Deforum schedule that the first rendered frame defines; the last one holds on.

    Args:
        rows: Parseq's ``rendered_frames``.
        count: frames of the film.
        deltas: take motion from ``…_delta``.
    """
    values: dict[str, Floats] = {}
    for field in rows[0]:
        plain = field.removesuffix("_delta")
        name = deforum_name(plain)
        moves = plain in MOTION
        wanted = field.endswith("_delta") == (deltas and moves)
        if name is None or not wanted or field.endswith("_pc"):
            continue
        values[name] = column(rows, field, count)
    prompts: tuple[str, ...] = ()
    if isinstance(rows[0].get("deforum_prompt"), str):
        texts = [str(row.get("deforum_prompt") or "") for row in rows][:count]
        prompts = tuple(texts + [texts[-1]] * (count - len(texts)))
    return ParseqFrames(values, prompts)


def column(rows: Sequence[Mapping[str, Any]], field: str, count: int) -> Floats:
    """One field of rendered frames as an array of ``count`` values; NaN where there is none, the last one holds on."""
    values = np.full(count, np.nan)
    last = -1
    for index, row in enumerate(rows):
        frame, value = row.get("frame", index), row.get(field)
        if not isinstance(frame, int) or isinstance(frame, bool) or not 0 <= frame < count:
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            values[frame] = float(value) if abs(value) < 1e300 else np.nan
            last = max(last, frame)
    if last >= 0:
        values[last + 1 :] = values[last]
    return values
