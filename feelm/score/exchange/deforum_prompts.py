"""The prompts of a Deforum file in time: which holds from which frame on."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from feelm.score.exchange.deforum_settings import Settings
from feelm.score.exchange.formula import FormulaError, evaluate, parse
from feelm.score.exchange.prompt_worlds import PromptText, split_negative

MAX_PROMPTS = 20_000
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,30})?")
_WEIGHT_AT_END = re.compile(r"\s*:\s*(-?\d{1,15}(?:\.\d{1,30})?)\s*$")
_FRAME_NUMBER = re.compile(r"\s*\d{1,12}\s*")


def prompts_of(settings: Settings) -> list[tuple[int, PromptText]]:
    """(frame, prompt) in order, the first at frame 0; each holds until the next. Without prompts one empty one."""
    if settings.parseq is not None and settings.parseq.prompts:
        return _runs(settings)
    positive = settings.word("animation_prompts_positive")
    negative = settings.word("animation_prompts_negative")
    found: dict[int, str] = {}
    for key, text in list(_pairs(settings).items())[:MAX_PROMPTS]:
        frame = _frame(settings, key)
        if frame is not None:
            found[frame] = text
    inside = sorted(frame for frame in found if 0 <= frame < settings.frames)
    if not inside:
        # Deforum fills backwards: a film that ends before its first prompt shows that prompt all along.
        inside = sorted(found)[:1]
    prompts = [(frame, split_negative(found[frame], positive, negative)) for frame in inside]
    if not prompts:
        return [(0, split_negative("", positive, negative))]
    return [(0, prompts[0][1]), *prompts[1:]]


def _runs(settings: Settings) -> list[tuple[int, PromptText]]:
    """Prompts that a Parseq document gives for every frame: where another one leads."""
    assert settings.parseq is not None
    runs: list[tuple[int, PromptText]] = []
    before: str | None = None
    for frame, text in enumerate(settings.parseq.prompts[: settings.frames]):
        leader = leading(text)
        if _bare(leader.text) != before:
            runs.append((frame, leader))
            before = _bare(leader.text)
    return runs or [(0, PromptText(""))]


def leading(prompt: str) -> PromptText:
    """Of prompts that are joined with weights (``a : 0.3 AND b : 0.7``) the heaviest, without its weight."""
    asked = split_negative(prompt)
    parts = asked.text.split(" AND ")
    if len(parts) < 2:
        return asked
    weighted = [(_WEIGHT_AT_END.search(part), part) for part in parts]
    best = max(weighted, key=lambda pair: float(pair[0].group(1)) if pair[0] else 1.0)
    return PromptText(_WEIGHT_AT_END.sub("", best[1]).strip(), asked.avoid)


def changes(prompts: Sequence[str], first: int, end: int) -> list[tuple[int, str]]:
    """(frame, prompt) within frames ``first`` … ``end`` − 1 where the words change, or a weight by a tenth."""
    found: list[tuple[int, str]] = []
    before: str | None = None
    for frame in range(first, end):
        coarse = _NUMBER.sub(lambda number: f"{float(number.group()):.1f}", prompts[frame])
        if coarse != before:
            found.append((frame, prompts[frame]))
            before = coarse
    return found


def _bare(text: str) -> str:
    return _NUMBER.sub("#", text)


def _pairs(settings: Settings) -> dict[str, str]:
    """Prompts by their keys, whatever shape the file has them in."""
    prompts: Any = settings.fields.get("prompts")
    if isinstance(prompts, str) and prompts.strip():
        try:
            prompts = json.loads(prompts)
        except (ValueError, RecursionError):
            prompts = {"0": prompts}
    if isinstance(prompts, list):
        texts = [str(text) for text in prompts if isinstance(text, str | int | float)]
        step = max(1, settings.frames // max(1, len(texts)))
        settings.note(
            "prompts",
            "prompts without times stand one after another, equally long",
            "시각 없는 프롬프트는 같은 길이로 차례로 둠",
        )
        return {str(number * step): text for number, text in enumerate(texts)}
    if not isinstance(prompts, dict):
        return {}
    pairs = {str(key): value for key, value in prompts.items() if isinstance(value, str | int | float)}
    if pairs and _is_inverted(pairs):
        settings.note(
            "prompts",
            "texts and times stand the wrong way round; they are turned",
            "글과 시각이 뒤바뀌어 있어 바로잡음",
        )
        return {str(value): key for key, value in pairs.items()}
    return {key: str(value) for key, value in pairs.items()}


def _is_inverted(pairs: dict[str, Any]) -> bool:
    return all(_FRAME_NUMBER.fullmatch(str(value)) for value in pairs.values()) and not any(
        _FRAME_NUMBER.fullmatch(key) for key in pairs
    )


def _frame(settings: Settings, key: str) -> int | None:
    """The frame of a prompt: a whole number, or a formula of max_f and s."""
    if _FRAME_NUMBER.fullmatch(key):
        return int(key)
    names = {"max_f": np.int64(settings.frames - 1), "s": np.int64(settings.seed)}
    try:
        value = float(evaluate(parse(key.strip().strip("'\"")), names))
    except (FormulaError, OverflowError) as error:
        value, why = float("nan"), str(error)
    else:
        why = "it has no value"
    if not np.isfinite(value) or abs(value) > 1e12:
        settings.note(
            "prompts",
            f"`{key[:40]}` is no frame ({why}); this prompt is left out",
            f"`{key[:40]}`은 프레임이 아니라 뺌",
        )
        return None
    if "max_f" in key and settings.mode in ("2D", "3D"):
        settings.note(
            "prompts",
            f"Deforum stops at `max_f` in the prompts of {settings.mode} films; frame {int(value)} is meant",
            f"Deforum은 {settings.mode} 영화의 프롬프트에서 `max_f`를 몰라 멈춤. {int(value)}번 프레임으로 봄",
        )
    return int(value)
