"""The score: a film as data.

Only data and its checks live here; ``feelm.score.file`` reads and writes YAML, ``feelm.score.curves`` and
``feelm.score.expressions`` turn a ``Number`` into one value per frame.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from feelm.score.asked import Asked
from feelm.score.camera_plan import Camera
from feelm.score.numbers import Colour, Instant, Key, Keys, Number, Part, Time
from feelm.score.sources import Diffusion, Drift, Feedback, Footage, Prompt, Still
from feelm.vocabulary import (
    Age,
    Gender,
    Place,
    Pose,
    Season,
    ShotSize,
    TimeOfDay,
    TransitionKind,
    Weather,
)  # fmt: skip

SCHEMA = "feelm-score/1"

__all__ = [
    "SCHEMA", "Asked", "Camera", "Caption", "Colour", "Diffusion", "Drift", "Feedback", "FeelingTrack", "Footage",
    "Grade", "Key", "Keys", "Light", "Moment", "Music", "Number", "Paint", "Part", "Player", "Prompt", "Score", "Shot",
    "Still", "Time", "Transition", "Unpictured", "WorldPlan",
]  # fmt: skip


class Music(Part):
    """The sound of the film: a file that was brought, or one that feelm composed (``composed`` is True).

    ``beats`` and ``downbeats`` (seconds) are given where they are known better than they can be heard: composed
    or tapped.
    """

    file: str
    digest: str
    composed: bool = False
    tempo: float | Literal["half", "double"] | None = None
    beat_shift: float = 0.0
    start: float = 0.0
    beats: list[float] = []
    downbeats: list[float] = []


class Moment(Part):
    """A point of the feeling curve: time in seconds, valence and arousal in -1..1 with standard deviations."""

    t: float
    valence: float = Field(ge=-1, le=1)
    arousal: float = Field(ge=-1, le=1)
    valence_sd: float = Field(default=0.3, ge=0)
    arousal_sd: float = Field(default=0.3, ge=0)


class FeelingTrack(Part):
    """The fused curve and the streams it came from ("words", "music", "curve")."""

    fused: list[Moment] = []
    streams: dict[str, list[Moment]] = {}


class Light(Part):
    """The key light: where it comes from (azimuth 0 is behind the camera, 90 right, 180 facing us) and its colour."""

    azimuth: float = 60.0
    elevation: float = 35.0
    colour: Colour = "#fff1d6"
    strength: float = Field(default=0.6, ge=0, le=1)


class Player(Part):
    """A thing or a person in a shot.

    ``at`` is the foot point in the frame (fractions of width and height from the top left), ``depth`` metres from the
    camera, ``height`` its real height in metres. What is None is placed by the stage, by its rules of composition.
    """

    thing: str | None = None
    person: Age | None = None
    gender: Gender = "any"
    pose: Pose = "standing"
    word: str = ""
    count: int = Field(default=1, ge=1, le=24)
    at: tuple[float, float] | None = None
    depth: float | None = Field(default=None, gt=0)
    height: float | None = Field(default=None, gt=0)
    size: float = Field(default=1.0, gt=0)
    facing: Literal["left", "right", "away", "auto"] = "auto"
    action: str | None = None
    colours: list[Colour] = []
    hero: bool = False
    react: str | None = None
    react_gain: float = 0.0


class WorldPlan(Part):
    """What the stage builds for a shot."""

    place: Place = "open"
    time: TimeOfDay = "afternoon"
    weather: Weather = "clear"
    season: Season | None = None
    palette: list[Colour] = Field(
        default=["#26364d", "#5a7a8c", "#a9b8a0", "#e8d7b0", "#f6efe2"], min_length=5, max_length=5
    )
    accent: Colour = "#c8553d"
    light: Light = Light()
    wind: float = Field(default=0.3, ge=0, le=1)
    foreground: str | None = None
    players: list[Player] = []


class Paint(Part):
    """How a shot is painted: by which painter, in which style, how strongly (hero apart), and how much it boils.

    ``prompts`` and ``diffusion`` speak to painters that are prompted; ``brush`` and ``plain`` need none.
    """

    painter: Literal["brush", "plain"] = "brush"
    style: str = "plain"
    strength: float = Field(default=0.65, ge=0, le=1.5)
    hero_strength: float = Field(default=0.45, ge=0, le=1.5)
    keep_colour: float = Field(default=0.5, ge=0, le=1)
    stroke: float = Field(default=1.0, gt=0, le=4)
    boil: float = Field(default=0.0, ge=0, le=12)
    prompts: list[Prompt] = []
    diffusion: Diffusion | None = None


class Grade(Part):
    """The last touch on the picture of a shot. ``exposure`` in stops; the rest are factors around 1 or amounts 0..1."""

    exposure: Number = 0.0
    contrast: Number = 1.0
    saturation: Number = 1.0
    warmth: Number = 0.0
    vignette: Number = 0.15
    grain: float = Field(default=0.25, ge=0, le=1)


class Transition(Part):
    """How a shot begins: a cut, or a blend with the shot before it for ``length`` ("1 beat", at most 5 seconds)."""

    kind: TransitionKind = "cut"
    length: Instant = 0.0


class Shot(Part):
    """One shot: what is seen from ``start`` to ``end``; ``why``: field → reason for its value.

    It shows its ``world``, or a ``still``, or ``footage``; with ``feedback`` its painted frames are fed back.
    ``locked``: True, or names of fields ("camera", "paint.style") that are kept when the film is directed again.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    start: Instant
    end: Instant
    scene: int | None = None
    text: str = ""
    size: ShotSize = "wide"
    camera: Camera = Camera()
    world: WorldPlan = WorldPlan()
    still: Still | None = None
    footage: Footage | None = None
    feedback: Feedback | None = None
    paint: Paint = Paint()
    grade: Grade = Grade()
    transition: Transition = Transition()
    seed: int | None = None
    locked: bool | list[str] = False
    why: dict[str, str] = {}


class Caption(Part):
    """A sentence on the picture (burned in only when the film asks) and in the subtitle file."""

    start: Instant
    end: Instant
    text: str


class SectionName(Part):
    """A part of the film that the score gives a name: it begins at ``start`` and ends where the next one begins."""

    name: Annotated[str, Field(pattern=r"^[^\W\d]\w{0,39}$")]
    start: Instant


class Unpictured(Part):
    """A word of the story that no shot shows, and why."""

    word: str
    sentence: str = ""
    reason: str


class Score(Part):
    """A whole film. ``duration`` in seconds, ``size`` [width, height] in pixels, ``credits`` lines of attribution.

    ``signals`` are the film's own: name → number over the whole film, used by that name in every shot. ``imported``
    keeps what another tool's file said and feelm does not use. ``brief`` is what the person asked for; ``locked``
    names fields of the film ("fade_out", "captions") that are kept when it is directed again.
    """

    schema_: Literal["feelm-score/1"] = Field(default="feelm-score/1", alias="schema")
    title: str = ""
    size: tuple[int, int] = (1280, 720)
    fps: float = Field(default=24.0, gt=0, le=120)
    duration: float = Field(gt=0)
    seed: int = 7
    story: str = ""
    brief: Asked | None = None
    locked: list[str] = []
    music: Music | None = None
    captions_burned: bool = False
    fade_in: float = Field(default=0.6, ge=0)
    fade_out: float = Field(default=1.5, ge=0)
    sections: list[SectionName] = []
    signals: dict[str, Number] = {}
    shots: list[Shot] = Field(min_length=1)
    captions: list[Caption] = []
    not_pictured: list[Unpictured] = []
    notes: list[str] = []
    credits: list[str] = []
    feeling: FeelingTrack = FeelingTrack()
    imported: dict[str, JsonValue] = {}

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )
