"""``ParseqDocument``: a Parseq document read, its fields computed at every frame, its prompts put together."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_parseq import MOTION
from feelm.score.exchange.deforum_settings import MAX_FRAMES
from feelm.score.exchange.parseq_field import FieldKeys
from feelm.score.exchange.parseq_formula import ParseqError, Tree, parse_parseq
from feelm.score.exchange.parseq_meaning import Moments, Scene, Series, meaning, number_of

Floats = NDArray[np.float64]

MAX_FIELDS = 200
_DEFAULT_FPS, _DEFAULT_BPM = 20.0, 140.0
FIELD_DEFAULTS: dict[str, float] = {
    "seed": -1, "scale": 7, "noise": 0.08, "strength": 0.6, "contrast": 1, "prompt_weight_1": 1,
    "prompt_weight_8": 1, "zoom": 1, "transform_center_x": 0.5, "transform_center_y": 0.5, "perspective_flip_fv": 50,
    "fov": 40, "near": 200, "far": 10000, "antiblur_kernel": 5, "antiblur_sigma": 1, "antiblur_amount": 0.2,
    "hybrid_comp_alpha": 1, "hybrid_comp_mask_blend_alpha": 0.5, "hybrid_comp_mask_contrast": 1,
    "hybrid_comp_mask_auto_contrast_cutoff_high": 100,
}  # fmt: skip
"""What Parseq takes for a managed field without any key; the rest are 0."""
_NOT_FIELDS = frozenset({"frame", "info", "deforum_prompt"})

Warn = Callable[[str, str, str], None]
"""(place in the document, English, Korean)"""


def _no_warning(place: str, en: str, ko: str) -> None:
    return None


@dataclass(frozen=True)
class Options:
    """Frames a second, beats a minute, and every how many frames one is painted anew (None: not said)."""

    fps: float
    bpm: float
    cadence: int | None


class ParseqDocument:
    """A Parseq document. Reading never fails: what cannot be used is told to ``warn`` and replaced."""

    def __init__(self, fields: Mapping[str, Any], warn: Warn = _no_warning) -> None:
        self.fields = fields
        self._warn = warn
        self.chances: set[str] = set()

    @cached_property
    def options(self) -> Options:
        """The document's rates; Parseq's own where it says none."""
        options = self.fields.get("options")
        given = options if isinstance(options, Mapping) else {}
        fps = self._number(given, "output_fps", _DEFAULT_FPS, 1.0, 120.0)
        bpm = self._number(given, "bpm", _DEFAULT_BPM, 1.0, 2000.0)
        cadence = self._number(given, "cadence", 0.0, 0.0, 240.0)
        return Options(fps, bpm, int(cadence) or None)

    def _number(
        self, given: Mapping[str, Any], name: str, otherwise: float, low: float, high: float
    ) -> float:
        value = given.get(name)
        if value is None or value == "":
            return otherwise
        number = _valid(value)
        if number is None or not low <= number <= high:
            self._warn(
                f"options.{name}", f"out of range; {otherwise:g} is taken", f"범위 밖이라 {otherwise:g}을 씀"
            )
            return otherwise
        return number

    @cached_property
    def keyframes(self) -> list[Mapping[str, Any]]:
        """Keyframes in the order of their frames; of equal frames the first counts."""
        rows = self.fields.get("keyframes")
        found: dict[int, Mapping[str, Any]] = {}
        for row in rows if isinstance(rows, list) else []:
            frame = _valid(row.get("frame")) if isinstance(row, Mapping) else None
            if frame is None or not 0 <= frame < MAX_FRAMES or frame != int(frame):
                self._warn(
                    "keyframes",
                    "a keyframe without a usable frame number is left out",
                    "프레임 번호가 없는 키프레임을 뺌",
                )
            else:
                found.setdefault(int(frame), row)
        return [found[frame] for frame in sorted(found)]

    @cached_property
    def rendered(self) -> list[Mapping[str, Any]]:
        """Rendered frames, as Parseq computed them, in the order of their frames."""
        rows = self.fields.get("rendered_frames")
        usable = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        framed = [
            (int(f), row) for n, row in enumerate(usable) if (f := _valid(row.get("frame", n))) is not None
        ]
        return [row for f, row in sorted(framed, key=lambda pair: pair[0]) if 0 <= f < MAX_FRAMES]

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last frame."""
        frames = [int(_valid(row.get("frame")) or 0) for row in (*self.keyframes, *self.rendered)]
        return (min(frames), max(frames)) if frames else (0, 0)

    @property
    def frames(self) -> int:
        """Number of frames of the film, counted from frame 0."""
        return self.span[1] + 1

    @cached_property
    def managed(self) -> list[str]:
        """The fields that the document manages: those it lists, or all that its keyframes or frames name."""
        listed = self.fields.get("managedFields")
        if isinstance(listed, list) and any(isinstance(name, str) for name in listed):
            return list(dict.fromkeys(name for name in listed if isinstance(name, str)))[:MAX_FIELDS]
        named = (name.removesuffix("_i") for row in self.keyframes for name in row)
        plain = [*named, *(self.rendered[0] if self.rendered else ())]
        return [
            n for n in dict.fromkeys(plain) if n not in _NOT_FIELDS and not n.endswith(("_delta", "_pc"))
        ][:MAX_FIELDS]

    @cached_property
    def series(self) -> dict[str, Series]:
        """Time series by their alias."""
        rows = self.fields.get("timeSeries")
        found: dict[str, Series] = {}
        for row in rows if isinstance(rows, list) else []:
            data = row.get("ts") if isinstance(row, Mapping) else None
            points = _points(data.get("data")) if isinstance(data, Mapping) else []
            if points and isinstance(data, Mapping):
                places, values = tuple(x for x, _ in points), tuple(y for _, y in points)
                found[str(row.get("alias"))] = Series(places, values, data.get("timestampType") in (1, "1"))
        return found

    @cached_property
    def moments(self) -> Moments:
        """Labels of the keyframes."""
        labels = ((int(_valid(row.get("frame")) or 0), row.get("info")) for row in self.keyframes)
        return Moments(tuple((frame, label if isinstance(label, str) else "") for frame, label in labels))

    def keys_of(self, field: str) -> FieldKeys:
        """The keys of a field; where its first or last frame has none, the nearest value stands there."""
        first, last = self.span
        keys = [
            (int(_valid(row.get("frame")) or 0), v)
            for row in self.keyframes
            if (v := _key_value(row, field)) is not None
        ]
        default = FIELD_DEFAULTS.get(field, 0.0)
        start, end = (keys[0][1], keys[-1][1]) if keys else (default, default)
        if not keys or keys[0][0] != first:
            keys.insert(0, (first, start))
        if keys[-1][0] != last or len(keys) == 1:
            keys.append((last, end))
        return FieldKeys(field, tuple(f for f, _ in keys), tuple(v for _, v in keys), first, last)

    @cached_property
    def computed(self) -> dict[str, Floats]:
        """Every managed field computed from the keyframes, at frames ``span``; not finite where Parseq has no value."""
        values: dict[str, Floats] = {}
        for field in self.managed:
            values[field] = self._compute(field, values)
        return values

    def _compute(self, field: str, before: Mapping[str, Floats]) -> Floats:
        keys = self.keys_of(field)
        texts = self._formulas(field)
        if not texts:
            return keys.straight
        looks_around = any("dangerous" in text for text in texts.values())
        scene = Scene(
            keys=keys, fps=self.options.fps, bpm=self.options.bpm, moments=self.moments, series=self.series,
            rendered={name: row.tolist() for name, row in before.items()} if looks_around else {},
            default=FIELD_DEFAULTS.get(field, 0.0), chances=self.chances,
        )  # fmt: skip
        tree: Tree | None = None
        for frame in range(keys.first, keys.last + 1):
            if frame in texts:
                tree = self._parsed(field, frame, texts[frame]) or tree
                scene = replace(scene, memory={})
            scene.computed.append(self._value(field, frame, tree, scene))
        return np.array(scene.computed)

    def _formulas(self, field: str) -> dict[int, str]:
        rows = ((int(_valid(row.get("frame")) or 0), row.get(f"{field}_i")) for row in self.keyframes)
        return {
            frame: str(text)
            for frame, text in rows
            if isinstance(text, str | int | float) and text not in ("", 0, False)
        }

    def _parsed(self, field: str, frame: int, text: str) -> Tree | None:
        try:
            return parse_parseq(text)
        except ParseqError as error:
            self._tell(field, frame, text, error)
            return None

    def _value(self, field: str, frame: int, tree: Tree | None, scene: Scene) -> float:
        straight = float(scene.keys.straight[frame - scene.keys.first])
        if tree is None:
            return straight
        try:
            value = number_of(meaning(tree, scene, frame))
        except ParseqError as error:
            self._tell(field, frame, "", error)
            return straight
        return value

    def _tell(self, field: str, frame: int, text: str, error: ParseqError) -> None:
        of = f" of `{text[:60]}`" if text else ""
        self._warn(
            f"{field}_i",
            f"frame {frame}: {error.what} (offset {error.at}{of}); Parseq stops here, straight lines are taken",
            f"{frame}번 프레임: {error.what} (위치 {error.at}). Parseq는 여기서 멈추지만 직선으로 이음",
        )

    @cached_property
    def values(self) -> dict[str, Floats]:
        """Every field at frames 0 … ``frames`` − 1, finite: as rendered where the document has it, else computed.

        With ``…_delta`` of the fields of motion, and ``subseed`` and ``subseed_strength`` of a managed seed.
        """
        from feelm.score.exchange.deforum_parseq import column
        from feelm.score.exchange.schedule import fill_gaps

        rendered_names = dict.fromkeys(name for row in self.rendered[:1] for name in row)
        values = {
            name: column(self.rendered, name, self.frames)
            for name in rendered_names
            if name not in _NOT_FIELDS and not name.endswith("_pc")
        }
        if missing := [name for name in self.managed if name not in values or np.isnan(values[name]).any()]:
            own = self.computed
            for name in missing:
                whole = np.concatenate([np.full(self.span[0], np.nan), own[name]])
                values[name] = (
                    np.where(np.isnan(values[name]), whole, values[name]) if name in values else whole
                )
        filled = {name: fill_gaps(row, FIELD_DEFAULTS.get(name, 0.0)) for name, row in values.items()}
        return _with_changes(filled)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Frames as Parseq hands them to Deforum: every field and the prompt, frame by frame."""
        from feelm.score.exchange.parseq_prompts import prompts_at

        prompts = prompts_at(self)
        names = list(self.values)
        table = [self.values[name].tolist() for name in names]
        rows = (
            [dict(zip(names, row, strict=True)) for row in zip(*table, strict=True)]
            if names
            else [{} for _ in range(self.frames)]
        )
        texts = ({} if text is None else {"deforum_prompt": text} for text in prompts)
        return [{"frame": n, **row, **text} for n, (row, text) in enumerate(zip(rows, texts, strict=True))]

    def scene_at(self, frame: int) -> Scene:
        """What a formula in a prompt can see at a frame."""
        first, last = self.span
        frames = tuple(int(_valid(row.get("frame")) or 0) for row in self.keyframes) or (first,)
        keys = FieldKeys("prompt", frames, tuple(0.0 for _ in frames), first, last)
        named = {name: float(row[frame]) for name, row in self.values.items()}
        return Scene(keys=keys, fps=self.options.fps, bpm=self.options.bpm, moments=self.moments, series=self.series,
                     variables=named, chances=self.chances)  # fmt: skip


def _with_changes(values: dict[str, Floats]) -> dict[str, Floats]:
    """The values with what Parseq derives from them: changes from frame to frame, and the seed's broken part."""
    derived = dict(values)
    for name in (*MOTION, *values):
        if name in values and f"{name}_delta" not in values and not name.endswith("_delta"):
            change = np.diff(values[name], prepend=0.0)
            if name == "zoom":
                change[1:] += 1.0
            derived[f"{name}_delta"] = change
    if "seed" in values and "subseed" not in values:
        derived["subseed"] = np.ceil(values["seed"])
        derived["subseed_strength"] = np.fmod(values["seed"], 1.0)
    return derived


def _points(rows: Any) -> list[tuple[float, float]]:
    """Points of a time series in the order of their places."""
    pairs = (
        ((_valid(row.get("x")), _valid(row.get("y"))) for row in rows if isinstance(row, Mapping))
        if isinstance(rows, list)
        else ()
    )
    return sorted(((x, y) for x, y in pairs if x is not None and y is not None), key=lambda point: point[0])


def _valid(value: Any) -> float | None:
    """A value as a number, or None, as Parseq decides whether a keyframe has one."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, str) and re.fullmatch(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?\s*", value):
        number = float(value)
        return number if math.isfinite(number) else None
    return None


def _key_value(row: Mapping[str, Any], field: str) -> float | None:
    # JavaScript takes null for the number 0, and so does Parseq.
    return 0.0 if field in row and row[field] is None else _valid(row.get(field))
