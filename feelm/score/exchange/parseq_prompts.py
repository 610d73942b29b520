"""The prompt of every frame of a Parseq document: formulas in it computed, prompts that overlap joined with weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from feelm.score.exchange.parseq_formula import ParseqError, parse_parseq
from feelm.score.exchange.parseq_functions import END_MOVE, MOVE
from feelm.score.exchange.parseq_meaning import Scene, meaning

if TYPE_CHECKING:
    from feelm.score.exchange.parseq_document import ParseqDocument

MAX_PROMPTS, MAX_PROMPT = 200, 8000
_FORMULA = re.compile(r"\$\{(.*?)\}", re.DOTALL)
_MOVED = re.compile(f"{MOVE}(.*?){END_MOVE}", re.DOTALL)


def prompts_at(document: ParseqDocument) -> list[str | None]:
    """The prompt at frames 0 … ``document.frames`` − 1, as rendered where the document has it; None where unmanaged."""
    texts: list[str | None] = [None] * document.frames
    known: str | None = None
    by_frame = {row.get("frame"): row.get("deforum_prompt") for row in document.rendered}
    if any(isinstance(text, str) for text in by_frame.values()):
        for frame in range(document.frames):
            text = by_frame.get(frame)
            known = text if isinstance(text, str) else known
            texts[frame] = known
        return texts
    pieces = _prompts(document.fields.get("prompts"))
    if not pieces:
        return texts
    still = not any("${" in str(value) for piece in pieces for value in piece.values())
    memory: dict[tuple[int, ...], str] = {}
    for frame in range(document.frames):
        active = tuple(n for n, piece in enumerate(pieces) if _is_active(piece, frame))
        weights = tuple(_weight(pieces[n], frame, document.frames - 1) for n in active)
        if still and active in memory and all(weight == "1" for weight in weights):
            texts[frame] = memory[active]
            continue
        texts[frame] = memory[active] = _joined(document, [pieces[n] for n in active], weights, frame)
    return texts


def _prompts(prompts: Any) -> list[dict[str, Any]]:
    """The prompts of a document of any age, with those of all frames joined on."""
    if isinstance(prompts, Mapping) and prompts.get("format") == "v2":
        if prompts.get("enabled") is False:
            return []
        common = prompts.get("commonPrompt")
        shared = common if isinstance(common, Mapping) else {}
        rows = prompts.get("promptList")
        found = [dict(row) for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        before = prompts.get("commonPromptPos") == "prepend"
        for row in found:
            for half in ("positive", "negative"):
                parts = [str(row.get(half) or ""), str(shared.get(half) or "")]
                row[half] = " ".join(part for part in (parts[::-1] if before else parts) if part)
        return found[:MAX_PROMPTS]
    if isinstance(prompts, Mapping):
        return [{**prompts, "allFrames": True}]
    if isinstance(prompts, list):
        found = [dict(row) for row in prompts if isinstance(row, Mapping)]
        return [] if found and found[0].get("enabled") is False else found[:MAX_PROMPTS]
    return []


def _is_active(piece: Mapping[str, Any], frame: int) -> bool:
    if piece.get("allFrames") or ("from" not in piece and "to" not in piece):
        return True
    start, end = _whole(piece.get("from"), 0), _whole(piece.get("to"), 10**9)
    return start <= frame <= end


def _whole(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def _weight(piece: Mapping[str, Any], frame: int, last: int) -> str:
    """How much of a prompt there is where several overlap; a formula stays one, to be computed with the text."""
    overlap = piece.get("overlap")
    if not isinstance(overlap, Mapping) or overlap.get("type") not in ("linear", "custom"):
        return "1"
    if overlap["type"] == "custom":
        return "${" + str(overlap.get("custom") or "1") + "}"
    start = 0.0 if piece.get("allFrames") else _whole(piece.get("from"), 0)
    end = float(last) if piece.get("allFrames") else _whole(piece.get("to"), last)
    fade_in, fade_out = _whole(overlap.get("inFrames"), 0), _whole(overlap.get("outFrames"), 0)
    if fade_in > 0 and frame < start + fade_in:
        return f"{(frame - start) / fade_in:#.4g}"
    if fade_out > 0 and frame > end - fade_out:
        return f"{1 - (frame - end + fade_out) / fade_out:#.4g}"
    return "1"


def _joined(
    document: ParseqDocument, pieces: list[dict[str, Any]], weights: tuple[str, ...], frame: int
) -> str:
    scene = document.scene_at(frame)
    halves: list[tuple[str, str]] = []
    for piece, weight in zip(pieces, weights, strict=True):
        asked = _computed(str(piece.get("positive") or ""), replace(scene, prompt=True), frame)
        avoided = _computed(str(piece.get("negative") or ""), replace(scene, prompt=False), frame)
        asked, avoided = _moved(asked, avoided)
        avoided, asked = _moved(avoided, asked)
        mark = f": {_computed(weight, scene, frame)}" if len(pieces) > 1 else ""
        halves.append((asked + mark, avoided + mark))
    positive = " AND ".join(asked for asked, _ in halves)
    negative = " AND ".join(avoided for _, avoided in halves)
    return f"{positive} --neg {negative}" if negative else positive


def _computed(text: str, scene: Scene, frame: int) -> str:
    """A text with its formulas computed; one that cannot be computed stays as it stands."""

    def value(found: re.Match[str]) -> str:
        try:
            result = meaning(parse_parseq(found.group(1).strip()), scene, frame)
        except ParseqError:
            return found.group()
        return result if isinstance(result, str) else f"{result:.5f}"

    return _FORMULA.sub(value, text[:MAX_PROMPT]).replace("\n", " ")


def _moved(source: str, target: str) -> tuple[str, str]:
    """What a half marked for the other one, moved there."""
    for found in _MOVED.finditer(source):
        target = f" {found.group(1)} {target}"
    return _MOVED.sub("", source), target
