"""``feelm export deforum``: the curves of a score as a Deforum settings file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_fields import (
    DEFAULTS,
    TO_DIFFUSION,
    TO_DRIFT_2D,
    TO_DRIFT_3D,
    TO_DRIFT_FLIP,
    TO_FEEDBACK,
)
from feelm.score.exchange.fitting import kept_points
from feelm.score.exchange.sampled import SampledFilm, ShotFrames
from feelm.score.model import Diffusion, Drift, Feedback, Number, Shot

Floats = NDArray[np.float64]

TOLERANCE = 2e-7
_DIGITS = 9
_BORDERS_2D = {"stretch": "replicate", "wrap": "wrap", "mirror": "replicate", "black": "replicate"}
_BORDERS_3D = {"stretch": "border", "wrap": "border", "mirror": "reflection", "black": "zeros"}


def deforum_text(film: SampledFilm) -> str:
    """A Deforum settings file (JSON) that moves, disturbs and prompts as the score does, frame by frame.

    Shots in a built world give the steps of their camera, ten of Deforum's units to the metre; a new picture is asked
    for (strength 0) where a shot does not go on from the one before.
    """
    return json.dumps(deforum_settings(film), ensure_ascii=False, indent=4) + "\n"


def deforum_settings(film: SampledFilm) -> dict[str, Any]:
    """The fields of ``deforum_text``."""
    score = film.score
    curves = deforum_curves(film)
    first = next((p.shot.feedback for p in film.shots if p.shot.feedback), Feedback())
    deep = is_deep(film)
    width, height = score.size
    fields: dict[str, Any] = {
        "W": width, "H": height, "seed": score.seed, "seed_behavior": "iter", "seed_iter_N": 1,
        "sampler": _first_word(film, "sampler", "Euler a"),
        "steps": max(1, round(float(curves["steps_schedule"][0]))), "batch_name": score.title or "feelm",
        "prompts": prompts_by_frame(film), "animation_prompts_positive": "", "animation_prompts_negative": "",
        "animation_mode": "3D" if deep else "2D", "max_frames": film.count,
        "border": _BORDERS_2D[first.border], "padding_mode": _BORDERS_3D[first.border],
        "enable_perspective_flip": any(np.any(curves[name] != 0) for name in list(TO_DRIFT_FLIP)[:3]),
        "diffusion_cadence": first.cadence, "color_coherence": "LAB" if first.colour == "hold" else "None",
        "noise_type": "perlin" if first.noise_kind == "perlin" else "uniform",
        "perlin_octaves": first.noise_octaves, "perlin_persistence": first.noise_persistence,
        "use_depth_warping": first.depth == "scene", "legacy_colormatch": False, "fps": score.fps,
        "optical_flow_cadence": "None", "hybrid_motion": "None", "hybrid_composite": "None", "use_init": False,
        "add_soundtrack": "File" if score.music else "None",
        "soundtrack_path": score.music.file if score.music else "",
    }  # fmt: skip
    fields |= {name: schedule_text(values) for name, values in curves.items()}
    if any(_diffusion(piece.shot).seed is not None for piece in film.shots):
        seeds = film.over(lambda shot: _diffusion(shot).seed, score.seed)
        fields |= {
            "seed_behavior": "schedule",
            "seed_schedule": schedule_text(np.round(seeds), _SEED_TOLERANCE),
        }
    for field, switch in TO_DIFFUSION.values():
        if switch is not None:
            changed = any(field in _diffusion(piece.shot).model_fields_set for piece in film.shots)
            fields[switch] = bool(fields.get(switch)) or changed
    checkpoint = _first_word(film, "checkpoint", "")
    return fields | ({"sd_model_name": checkpoint} if checkpoint else {})


def is_deep(film: SampledFilm) -> bool:
    """Whether the film is told in depth: fed-back shots say so themselves, built worlds always are."""
    return any(piece.shot.feedback is None or piece.shot.feedback.mode == "3d" for piece in film.shots)


def deforum_curves(film: SampledFilm) -> dict[str, Floats]:
    """Every schedule of Deforum that the score has a say in, at every frame."""
    curves: dict[str, Floats] = {}
    for name, field in {**TO_DRIFT_2D, **TO_DRIFT_FLIP}.items():
        curves[name] = film.over(_of_drift(field, "2d"), _neutral(field))
    deep = {name: film.over(_of_drift(field, "3d"), _neutral(field)) for name, field in TO_DRIFT_3D.items()}
    for name, values in deep.items():
        curves[name] = curves[name] + values if name in curves else values
    for piece in film.shots:
        if piece.shot.feedback is None:
            _lay_camera(curves, film, piece)
    for name, field in TO_FEEDBACK.items():
        curves[name] = film.over(_of_feedback(field), DEFAULTS[name])
    for piece in film.shots:
        if piece.shot.feedback is None or piece.shot.feedback.begin != "before":
            curves["strength_schedule"][piece.first] = 0.0
    # Frame 0 has nothing behind it: its own strength is what the file's first key says.
    opening = film.shots[0].shot.feedback
    if opening is not None:
        curves["strength_schedule"][0] = film.over(_of_feedback("strength"), 0.0)[0]
    for name, (field, _) in TO_DIFFUSION.items():
        curves[name] = film.over(_of_diffusion(field), getattr(Diffusion(), field) or DEFAULTS[name])
    return curves


def _lay_camera(curves: dict[str, Floats], film: SampledFilm, piece: ShotFrames) -> None:
    for name, steps in film.camera_steps(piece).items():
        curves[name][piece.first : piece.first + piece.count] = steps


def _neutral(field: str) -> float:
    return float(Drift.model_fields[field].default)


def _of_drift(field: str, mode: str) -> Callable[[Shot], Number | None]:
    def pick(shot: Shot) -> Number | None:
        if shot.feedback is None:
            return None
        flips = field.startswith("flip")
        own: Number = getattr(shot.feedback.drift, field)
        return own if flips or shot.feedback.mode == mode else None

    return pick


def _of_feedback(field: str) -> Callable[[Shot], Number | None]:
    return lambda shot: getattr(shot.feedback, field) if shot.feedback else None


def _of_diffusion(field: str) -> Callable[[Shot], Number | None]:
    return lambda shot: getattr(_diffusion(shot), field)


def _diffusion(shot: Shot) -> Diffusion:
    return shot.paint.diffusion or Diffusion()


def _first_word(film: SampledFilm, field: str, otherwise: str) -> str:
    for piece in film.shots:
        words = getattr(_diffusion(piece.shot), field)
        if words:
            return str(words[0][1])
    return otherwise


def prompts_by_frame(film: SampledFilm) -> dict[str, str]:
    """Prompts by the frame from which they hold; a shot without prompts asks for its own text."""
    prompts: dict[str, str] = {}
    for piece in film.shots:
        shot = piece.shot
        told = [(prompt.t, prompt.text, prompt.avoid) for prompt in shot.paint.prompts] or [
            (0.0, shot.text, "")
        ]
        for time_s, text, avoid in told:
            frame = min(piece.first + round(float(time_s) * film.score.fps), piece.first + piece.count - 1)
            prompts[str(frame)] = f"{text} --neg {avoid}" if avoid else text
    prompts.setdefault("0", next(iter(prompts.values()), ""))
    return dict(sorted(prompts.items(), key=lambda pair: int(pair[0])))


_SEED_TOLERANCE = 1e-13
"""A seed is met or missed: one of ten digits must not be rounded to its neighbour."""


def schedule_text(values: Floats, tolerance: float = TOLERANCE) -> str:
    """A schedule with a key only where straight lines need one.

    ``tolerance``: part of max(1, |value|) that a line may miss a value by.

    >>> schedule_text(np.array([1.0, 2.0, 3.0, 3.0]))
    '0:(1), 2:(3), 3:(3)'
    """
    if np.all(np.abs(values - values[0]) <= tolerance * max(1.0, abs(float(values[0])))):
        return f"0:({plain(float(values[0]))})"
    return ", ".join(f"{at}:({plain(float(values[at]))})" for at in kept_points(values, tolerance))


def plain(value: float) -> str:
    """A number without exponent: Deforum takes ``1e-7`` for a formula and would not draw lines to it.

    >>> plain(2.5), plain(1e-10)
    ('2.5', '0')
    """
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
