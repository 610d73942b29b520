"""A Deforum film as one chain of shots: cut at its prompts, the picture flowing on from each to the next."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.render.store import digest_file
from feelm.score.exchange.curve_words import FRAME_NAME, FrameAxis, number_over
from feelm.score.exchange.deforum_fields import (
    TO_DIFFUSION,
    TO_DRIFT_2D,
    TO_DRIFT_3D,
    TO_DRIFT_FLIP,
    TO_FEEDBACK,
    WORD_SCHEDULES,
)
from feelm.score.exchange.deforum_prompts import changes, prompts_of
from feelm.score.exchange.deforum_seeds import seed_words, seeds_of
from feelm.score.exchange.deforum_settings import Settings
from feelm.score.exchange.fitting import stairs
from feelm.score.exchange.prompt_worlds import PromptText, Worlds, split_negative
from feelm.score.exchange.schedule import read_words
from feelm.score.exchange.sound import beside, relative
from feelm.score.model import (
    Camera,
    Diffusion,
    Drift,
    Feedback,
    Footage,
    Grade,
    Music,
    Number,
    Paint,
    Prompt,
    Score,
    Shot,
    Transition,
)  # fmt: skip

Floats = NDArray[np.float64]

LONGEST_S = 10.0
"""A shot of the chain is at most this long, so that a change repaints little and a stopped run goes on near by."""
_BORDERS = {
    "replicate": "stretch",
    "wrap": "wrap",
    "border": "stretch",
    "reflection": "mirror",
    "zeros": "black",
}


class Chain:
    """The shots of one Deforum film."""

    def __init__(self, settings: Settings, folder: Path, score_folder: Path) -> None:
        self.settings = settings
        self._folder = folder
        self._score_folder = score_folder
        self.prompts = prompts_of(settings)
        self.axis = FrameAxis(settings.frames, settings.fps, settings.seed)
        self._worlds = Worlds(self.size, settings.seed % 2**31)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height, made even, 16 to 8192."""
        width, height = (int(self.settings.number(name, 512, 16, 8192)) for name in ("W", "H"))
        return width - width % 2, height - height % 2

    @cached_property
    def reference(self) -> tuple[int, int]:
        """The size whose pixels the file's translations count."""
        width, height = (int(self.settings.number(name, 512, 16, 8192)) for name in ("W", "H"))
        return width, height

    @property
    def feeds_back(self) -> bool:
        """Whether the last painted frame is painted over (not in interpolation, video and still modes)."""
        return self.settings.mode in ("2D", "3D")

    @cached_property
    def footage(self) -> Footage | None:
        """The clip that the film is painted over, where the file names one that is there."""
        if self.settings.mode != "Video Input":
            return None
        path = beside(self.settings.word("video_init_path"), self._folder)
        if path is None:
            return None
        start_s = self.settings.number("extract_from_frame", 0, 0, 10**6) / self.settings.fps
        pace = self.settings.number("extract_nth_frame", 1, 1, 16)
        file = relative(path, self._score_folder)
        return Footage(file=file, digest=digest_file(path), start=start_s, speed=pace)

    def score(self, music: Music | None) -> Score:
        """The whole film."""
        settings = self.settings
        shots = [self._shot(number, *span) for number, span in enumerate(self._spans(), start=1)]
        own: dict[str, Any] = {"music": music} if music else {}
        if any(FRAME_NAME in shot.model_dump_json() for shot in shots):
            own["signals"] = {FRAME_NAME: f"t * {settings.fps!r}".removesuffix(".0")}
        return Score(
            size=self.size,
            fps=settings.fps,
            duration=settings.frames / settings.fps,
            seed=settings.seed % 2**31,
            fade_in=0.0,
            fade_out=0.0,
            shots=shots,
            **own,
        )

    def _spans(self) -> list[tuple[int, int, PromptText]]:
        """First frame, end frame and prompt of each shot."""
        spans: list[tuple[int, int, PromptText]] = []
        ends = [frame for frame, _ in self.prompts[1:]] + [self.settings.frames]
        for (first, prompt), end in zip(self.prompts, ends, strict=True):
            parts = max(1, math.ceil((end - first) / self.settings.fps / LONGEST_S - 1e-9))
            # A part begins on a frame that is painted anew, so that the count of the cadence goes on unbroken.
            step = self.settings.cadence
            marks = [first + round((end - first) * part / parts / step) * step for part in range(1, parts)]
            edges = [first, *(mark for mark in marks if first < mark < end), end]
            spans += [(a, b, prompt) for a, b in pairwise(edges) if b > a]
        return spans

    def _shot(self, number: int, first: int, end: int, prompt: PromptText) -> Shot:
        fps = self.settings.fps
        seen = self._worlds.shot_for(prompt)
        paint = seen.paint.model_dump(exclude_unset=True, exclude={"prompts", "diffusion"})
        # One hand paints the whole film, unless a prompt names another.
        paint["style"] = prompt.style or self._own_style
        # What one prompt shows is continued by the next: no camera of our own, no look of our own over it.
        return Shot(
            id=f"s{number:02d}",
            start=first / fps,
            end=end / fps,
            text=prompt.plain[:400],
            size=seen.size,
            camera=Camera(),
            world=seen.world,
            footage=self.footage,
            feedback=self._feedback(number, first, end) if self.feeds_back else None,
            paint=Paint(
                **paint,
                prompts=self._prompts(first, end, prompt),
                diffusion=self._diffusion(first, end),
            ),
            grade=Grade(vignette=0.0, grain=0.0),
            transition=self._transition(number, first, end),
            why=self._why(prompt),
        )

    @cached_property
    def _own_style(self) -> str:
        named = next((prompt.style for _, prompt in self.prompts if prompt.style), None)
        return named or self._worlds.shot_for(self.prompts[0][1]).paint.style

    def _prompts(self, first: int, end: int, prompt: PromptText) -> list[Prompt]:
        parseq = self.settings.parseq
        if parseq is None or not parseq.prompts:
            return [Prompt(t=0.0, text=prompt.text, avoid=prompt.avoid)]
        texts = ((frame, split_negative(text)) for frame, text in changes(parseq.prompts, first, end))
        return [
            Prompt(t=(frame - first) / self.axis.fps, text=one.text, avoid=one.avoid) for frame, one in texts
        ]

    def _why(self, prompt: PromptText) -> dict[str, str]:
        reasons = {"world": f"the prompt: {prompt.plain[:120]}"} if prompt.plain else {}
        return reasons | ({"paint.style": "named in the prompt"} if prompt.style else {})

    def _transition(self, number: int, first: int, end: int) -> Transition:
        if self.settings.mode == "Interpolation" and number > 1:
            return Transition(kind="dissolve", length=min(5.0, (end - first) / self.settings.fps))
        return Transition()

    def _numbers(self, names: dict[str, str], first: int, end: int) -> dict[str, Number]:
        """Fields of the score from schedules of the file; fields that hold their default are left out."""
        return {field: self.number(name, first, end) for name, field in names.items() if self._has(name)}

    def _has(self, name: str) -> bool:
        settings = self.settings
        return name in settings.fields or (settings.parseq is not None and name in settings.parseq.values)

    def number(self, name: str, first: int, end: int) -> Number:
        """A schedule over a shot."""
        settings = self.settings
        overridden = settings.parseq is not None and name in settings.parseq.values
        schedule = None if overridden else settings.schedule(name)
        return number_over(self._values(name), schedule, self.axis, first, end)

    def _values(self, name: str) -> Floats:
        if name not in self._cache:
            self._cache[name] = self.settings.values(name)
        return self._cache[name]

    @cached_property
    def _cache(self) -> dict[str, Floats]:
        return {}

    def _feedback(self, number: int, first: int, end: int) -> Feedback:
        settings = self.settings
        deep = settings.mode == "3D"
        names = dict(TO_DRIFT_3D if deep else TO_DRIFT_2D)
        if settings.on("enable_perspective_flip"):
            names |= TO_DRIFT_FLIP
        drift = without_defaults(Drift, self._numbers(names, first, end))
        values: dict[str, Any] = {
            **({"begin": "before"} if number > 1 else self._beginning()),
            "mode": "3d" if deep else "2d",
            "rate": settings.fps,
            "reference": self.reference,
            "border": self.border(deep),
            "cadence": settings.cadence,
            "strength": 0.65,
            "noise": 0.065,
            **self._numbers(TO_FEEDBACK, first, end),
            **self._noise(),
            **self._colour(),
        }
        if deep and "use_depth_warping" in settings.fields and not settings.on("use_depth_warping"):
            values["depth"] = "flat"
        return Feedback(**values, drift=Drift(**drift))

    @property
    def begins_with_picture(self) -> bool:
        """Whether the film begins from a picture file that is there."""
        return self.feeds_back and self._beginning()["begin"] != "world"

    def _beginning(self) -> dict[str, str]:
        settings = self.settings
        path = beside(settings.word("init_image"), self._folder) if settings.on("use_init") else None
        if path is None or not _is_picture(path):
            return {"begin": "world"}
        return {"begin": relative(path, self._score_folder), "digest": digest_file(path)}

    def border(self, deep: bool) -> str:
        """What comes in from outside the picture."""
        asked = self.settings.word("padding_mode" if deep else "border").lower()
        return _BORDERS.get(asked, "stretch")

    def _noise(self) -> dict[str, Any]:
        settings = self.settings
        if settings.word("noise_type").lower() == "uniform":
            return {"noise_kind": "white"}
        return {
            "noise_kind": "perlin",
            "noise_octaves": int(settings.number("perlin_octaves", 4, 1, 10)),
            "noise_persistence": settings.number("perlin_persistence", 0.5, 0.01, 1.0),
        }

    def _colour(self) -> dict[str, Any]:
        settings = self.settings
        asked = settings.word("color_coherence").lower()
        if asked in ("none", "") and "color_coherence" in settings.fields:
            return {"colour": "free"}
        path = beside(settings.word("color_coherence_image_path"), self._folder) if asked == "image" else None
        if path is None or not _is_picture(path):
            return {"colour": "hold"}
        return {
            "colour": "hold",
            "colour_from": relative(path, self._score_folder),
            "colour_digest": digest_file(path),
        }

    def _diffusion(self, first: int, end: int) -> Diffusion:
        settings = self.settings
        values: dict[str, Any] = {"steps": settings.number("steps", 25, 1, 1000)}
        for name, (field, switch) in TO_DIFFUSION.items():
            if self._has(name) and (switch is None or settings.on(switch) or self._given_by_parseq(name)):
                values[field] = self.number(name, first, end)
        if not self.feeds_back and self._has("strength_schedule"):
            kept = self._values("strength_schedule")
            values["denoise"] = number_over(1.0 - kept, None, self.axis, first, end)
        values["seed"] = self.seed(first, end)
        for name, (field, switch) in WORD_SCHEDULES.items():
            plain = settings.word("sampler" if field == "sampler" else "sd_model_name")
            words = self.words(name, first, end) if settings.on(switch) else []
            values[field] = words or ([(0.0, plain)] if plain else [])
        return Diffusion(**without_defaults(Diffusion, values))

    def _given_by_parseq(self, name: str) -> bool:
        return self.settings.parseq is not None and name in self.settings.parseq.values

    def words(self, name: str, first: int, end: int) -> list[tuple[float, str]]:
        """A schedule of words over a shot: [seconds from its start, word]."""
        value = self.settings.fields.get(name)
        if not isinstance(value, str):
            return []
        keys, slips = read_words(value, self.settings.setting)
        for slip in slips:
            self.settings.tell(name, slip)
        before = [key for key in keys if key.frame <= first][-1:] or list(keys[:1])
        inside = [key for key in keys if first < key.frame < end]
        return [(0.0, key.text) for key in before] + [
            ((key.frame - first) / self.axis.fps, key.text) for key in inside
        ]

    def seed(self, first: int, end: int) -> Number:
        """The seeds of a shot's frames."""
        seeds = self._seeds[first:end]
        if np.all(seeds == seeds[0]):
            return float(seeds[0])
        words = seed_words(self.settings, FRAME_NAME)
        if words is not None:
            return words
        changes = np.flatnonzero(np.diff(seeds)) + 1
        frames = [0, *changes.tolist()]
        return stairs(frames, [float(seeds[frame]) for frame in frames], self.axis.fps)

    @cached_property
    def _seeds(self) -> NDArray[np.int64]:
        return seeds_of(self.settings)


def _is_picture(path: Path) -> bool:
    from feelm.painter.style import PICTURE_SUFFIXES

    return path.suffix.lower() in PICTURE_SUFFIXES


def without_defaults(part: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values that differ from a part's own defaults, so that the score says no more than it must."""
    fields = getattr(part, "model_fields")  # noqa: B009 - a pydantic class seen as a callable
    return {name: value for name, value in values.items() if value != fields[name].default}
