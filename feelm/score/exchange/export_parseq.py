"""``feelm export parseq``: the curves of a score as a Parseq document, with its rendered frames."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_fields import DEFAULTS
from feelm.score.exchange.deforum_parseq import MOTION, TO_DEFORUM
from feelm.score.exchange.export_deforum import deforum_curves, deforum_settings, prompts_by_frame
from feelm.score.exchange.fitting import kept_points
from feelm.score.exchange.parseq_document import ParseqDocument
from feelm.score.exchange.sampled import SampledFilm

Floats = NDArray[np.float64]

TOLERANCE = 1e-8
_MANAGED: tuple[str, ...] = (
    *MOTION, "transform_center_x", "transform_center_y", "fov", "near", "far", "strength", "noise", "contrast", "scale",
    "antiblur_amount", "antiblur_kernel", "antiblur_sigma", "antiblur_threshold",
)  # fmt: skip


def parseq_text(film: SampledFilm) -> str:
    """A Parseq document (JSON): keyframes where straight lines need them, prompts by frame, every frame rendered."""
    return json.dumps(parseq_document(film), ensure_ascii=False, indent=2) + "\n"


def parseq_document(film: SampledFilm) -> dict[str, Any]:
    """The parts of ``parseq_text``. Motion is absolute in Parseq: its fields are the sums of our steps."""
    fields = {name: values for name, values in _fields(film).items() if _says(name, values)}
    tempo = film.hearing.tempo_bpm if film.hearing is not None else 120.0
    settings = deforum_settings(film)
    document: dict[str, Any] = {
        "meta": {"generated_by": "feelm"},
        "prompts": _prompts(film),
        "options": {
            "input_fps": film.score.fps, "bpm": float(tempo), "output_fps": film.score.fps,
            "cadence": settings["diffusion_cadence"],
        },
        "managedFields": list(fields),
        "displayedFields": list(fields),
        "keyframes": _keyframes(fields, film.count),
        "timeSeries": [],
        "keyframeLock": "frames",
    }  # fmt: skip
    rows = ParseqDocument(document).rows
    return {**document, "rendered_frames": rows}


def _fields(film: SampledFilm) -> dict[str, Floats]:
    curves = deforum_curves(film)
    fields: dict[str, Floats] = {}
    for name in _MANAGED:
        own = TO_DEFORUM.get(name) or (name if name in curves else f"{name}_schedule")
        values = curves[own]
        if name == "zoom":
            values = np.concatenate([values[:1], values[0] + np.cumsum(values[1:] - 1.0)])
        fields[name] = np.cumsum(values) if name in MOTION and name != "zoom" else values
    if any(
        piece.shot.paint.diffusion and piece.shot.paint.diffusion.seed is not None for piece in film.shots
    ):
        fields["seed"] = film.over(
            lambda s: s.paint.diffusion.seed if s.paint.diffusion else None, film.score.seed
        )
    return fields


def _says(name: str, values: Floats) -> bool:
    """Whether a field says anything: what stands at Deforum's default need not be managed."""
    default = (
        1.0
        if name == "zoom"
        else DEFAULTS.get(TO_DEFORUM.get(name, name), DEFAULTS.get(f"{name}_schedule", np.nan))
    )
    return not bool(np.all(values == default)) or name == "strength"


def _keyframes(fields: dict[str, Floats], count: int) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {0: {"frame": 0}, count - 1: {"frame": count - 1}}
    for name, values in fields.items():
        for at in sorted({0, count - 1, *kept_points(values, TOLERANCE)}):
            rows.setdefault(at, {"frame": at})[name] = round(float(values[at]), 10)
    ordered = [rows[at] for at in sorted(rows)]
    # Parseq wants two keyframes at least; a film of one frame repeats it.
    return ordered if len(ordered) > 1 else [*ordered, {**ordered[0], "frame": 1}]


def _prompts(film: SampledFilm) -> dict[str, Any]:
    starts = [(int(frame), text) for frame, text in prompts_by_frame(film).items()]
    ends = [frame - 1 for frame, _ in starts[1:]] + [film.count - 1]
    rows = [
        {
            "name": f"Prompt {number}", "positive": text.partition(" --neg ")[0],
            "negative": text.partition(" --neg ")[2], "allFrames": len(starts) == 1, "from": start, "to": end,
            "overlap": {"inFrames": 0, "outFrames": 0, "type": "none", "custom": "prompt_weight_1"},
        }
        for number, ((start, text), end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]  # fmt: skip
    return {
        "format": "v2",
        "enabled": True,
        "commonPrompt": {"positive": "", "negative": ""},
        "promptList": rows,
    }
