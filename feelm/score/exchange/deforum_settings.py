"""``Settings``: what a Deforum file says, field by field, whatever types it uses, and every schedule at every frame."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.score.exchange.deforum_fields import DEFAULTS, is_on, migrated
from feelm.score.exchange.schedule import (
    Schedule,
    Setting,
    Slip,
    fill_gaps,
    gaps_of,
    read_schedule,
    values_of,
)
from feelm.seeds import generator

Floats = NDArray[np.float64]

MAX_FRAMES = 16_000
"""Longer films are cut off there, and it is told: a file may claim any number."""
MAX_SCHEDULE = 4_000_000

Warn = Callable[[str, int | None, str, str], None]
"""(field, offset in its text, English, Korean)"""


def _no_warning(field: str, offset: int | None, en: str, ko: str) -> None:
    return None


@dataclass(frozen=True)
class ParseqFrames:
    """Rendered frames of a Parseq document that override a Deforum file's schedules: field → values per frame."""

    values: Mapping[str, Floats]
    prompts: tuple[str, ...] = ()


class Settings:
    """A Deforum settings file. Reading never fails: what cannot be used is told to ``warn`` and replaced."""

    def __init__(self, fields: Mapping[str, Any], warn: Warn = _no_warning) -> None:
        self.fields = migrated(fields)
        self._warn = warn

    def number(self, name: str, otherwise: float, low: float = -math.inf, high: float = math.inf) -> float:
        """A field as a number within limits; ``otherwise`` where it is none, with a warning."""
        value = self.fields.get(name)
        if value is None or value == "":
            return otherwise
        try:
            number = float(value) if isinstance(value, int | float | str) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            self._warn(name, None, f"not a number; {otherwise:g} is taken", f"수가 아님. {otherwise:g}을 씀")
            return otherwise
        if not low <= number <= high:
            kept = min(max(number, low), high)
            self._warn(
                name,
                None,
                f"{number:g} is out of range; {kept:g} is taken",
                f"{number:g}은 범위 밖. {kept:g}을 씀",
            )
            return kept
        return number

    def word(self, name: str) -> str:
        """A field as text; empty where it is none."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return is_on(self.fields.get(name))

    @cached_property
    def frames(self) -> int:
        """Number of frames (``max_frames``), 1 to ``MAX_FRAMES``."""
        return int(self.number("max_frames", 120, 1, MAX_FRAMES))

    @cached_property
    def fps(self) -> float:
        """Frames a second, 1 to 120."""
        return self.number("fps", 15, 1, 120)

    @cached_property
    def asked_seed(self) -> int:
        """The seed as the file gives it; −1 asks for chance."""
        return int(self.number("seed", -1, -1, 2**53))

    @cached_property
    def seed(self) -> int:
        """The seed of the run: where the file asks for chance, one that its content names."""
        if self.asked_seed >= 0:
            return self.asked_seed
        text = json.dumps({name: str(value) for name, value in self.fields.items()}, sort_keys=True)
        named = generator(0, "deforum seed", sha256(text.encode("utf-8", "replace")).hexdigest())
        return int(named.integers(0, 2**32))

    @cached_property
    def cadence(self) -> int:
        """Every how many frames one is painted anew."""
        return int(self.number("diffusion_cadence", 1, 1, 240))

    @cached_property
    def mode(self) -> str:
        """``2D``, ``3D``, ``Interpolation``, ``Video Input`` or ``None``."""
        asked = self.word("animation_mode") or "2D"
        known = {
            "2d": "2D",
            "3d": "3D",
            "interpolation": "Interpolation",
            "video input": "Video Input",
            "none": "None",
        }
        if asked.lower() in known:
            return known[asked.lower()]
        self._warn(
            "animation_mode",
            None,
            f"unknown mode `{asked[:40]}`; 2D is taken",
            f"모르는 모드 `{asked[:40]}`. 2D로 봄",
        )
        return "2D"

    @cached_property
    def setting(self) -> Setting:
        """What formulas know."""
        return Setting(self.frames, self.seed)

    def schedule(self, name: str) -> Schedule:
        """A schedule of numbers as it was read (empty where the file has none)."""
        if name not in self._schedules:
            self._schedules[name] = self._read(name)
        return self._schedules[name]

    @cached_property
    def _schedules(self) -> dict[str, Schedule]:
        return {}

    def _read(self, name: str) -> Schedule:
        value = self.fields.get(name)
        if value is None:
            return Schedule((), ())
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._warn(
                name,
                None,
                f"no schedule; {DEFAULTS[name]:g} is taken",
                f"스케줄이 아님. {DEFAULTS[name]:g}을 씀",
            )
            return Schedule((), ())
        text = value if isinstance(value, str) else f"0:({value})"
        if len(text) > MAX_SCHEDULE:
            self._warn(
                name,
                MAX_SCHEDULE,
                "the schedule is longer than 4 MB, its end is left out",
                "4 MB가 넘는 뒷부분은 뺌",
            )
            text = text[:MAX_SCHEDULE]
        schedule = read_schedule(text, self.setting)
        for slip in schedule.slips:
            self.tell(name, slip)
        gaps = gaps_of(schedule, self.setting)
        if gaps:
            self._warn(
                name,
                None,
                f"the formula has no value at {gaps} of {self.frames} frames; straight lines as in Deforum",
                f"{self.frames}프레임 가운데 {gaps}곳에서 식의 값이 없음. Deforum처럼 직선으로 이음",
            )
        return schedule

    def tell(self, name: str, slip: Slip) -> None:
        """Pass on what was odd in a schedule."""
        self._warn(name, slip.at, slip.what, slip.what_ko)

    def note(self, name: str, en: str, ko: str) -> None:
        """Pass on what was odd in a field."""
        self._warn(name, None, en, ko)

    def values(self, name: str) -> Floats:
        """A schedule at every frame, float64, shape (frames,), all finite."""
        if self.parseq is not None and name in self.parseq.values:
            return fill_gaps(self.parseq.values[name], DEFAULTS[name])
        return values_of(self.schedule(name), self.setting, DEFAULTS[name])

    parseq: ParseqFrames | None = None
    """Values that a Parseq document gives in place of the file's own schedules."""


def deforum_values(fields: Mapping[str, Any]) -> dict[str, Floats]:
    """Every schedule of numbers of a Deforum file at every frame, as Deforum computes them.

    Args:
        fields: the file's JSON object.

    Returns:
        name → float64, shape (max_frames,), all finite.
    """
    from feelm.score.exchange.deforum_parseq import parseq_override

    settings = Settings(fields)
    parseq_override(settings)
    return {name: settings.values(name) for name in DEFAULTS if name in settings.fields}
