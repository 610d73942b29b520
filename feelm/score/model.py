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
    """The sound file, relative to the score's folder."""
    digest: str
    """SHA-256 of the file, so that no other song is taken for it."""
    composed: bool = False
    """Whether feelm composed it."""
    tempo: float | Literal["half", "double"] | None = None
    """Correction of the tempo that is heard: half, double or beats a minute."""
    beat_shift: float = 0.0
    """Seconds by which all beats are moved."""
    start: float = 0.0
    """Second of the music at which the film begins."""
    beats: list[float] = []
    """Beats in seconds of the music, where they are known better than they can be heard."""
    downbeats: list[float] = []
    """First beats of the bars in seconds of the music, with `beats`."""


class Moment(Part):
    """A point of the feeling curve: time in seconds, valence and arousal in -1..1 with standard deviations."""

    t: float
    """Seconds from the start of the film."""
    valence: float = Field(ge=-1, le=1)
    """Unpleasant -1 to pleasant 1."""
    arousal: float = Field(ge=-1, le=1)
    """Calm -1 to excited 1."""
    valence_sd: float = Field(default=0.3, ge=0)
    """Standard deviation of the valence: how unsure it is."""
    arousal_sd: float = Field(default=0.3, ge=0)
    """Standard deviation of the arousal."""


class FeelingTrack(Part):
    """The fused curve and the streams it came from ("words", "music", "curve")."""

    fused: list[Moment] = []
    """The feeling of the film, from all streams together."""
    streams: dict[str, list[Moment]] = {}
    """Each source by itself: words, music, a drawn curve."""
    weights: dict[str, tuple[float, float]] = {}
    """How much of valence and of arousal each source decided, on average over the film; the rest is the pull to
    neutral. Changes nothing."""
    laid: list[tuple[float, float]] = []
    """Pairs [recall second, film second]: how the recalled time of a stream was laid onto the film. To change it,
    write `laid` in the brief and direct again."""


class Light(Part):
    """The key light: where it comes from (azimuth 0 is behind the camera, 90 right, 180 facing us) and its colour."""

    azimuth: float = 60.0
    """Degrees round the scene: 0 behind the camera, 90 from the right, 180 against us. Taken once, when the world
    is built."""
    elevation: float = 35.0
    """Degrees above the horizon. Taken once, when the world is built."""
    colour: Colour = "#fff1d6"
    """Colour of the key light. Taken once, when the world is built."""
    strength: float = Field(default=0.6, ge=0, le=1)
    """How strong the key light is, 0 to 1. Taken once, when the world is built."""


class Player(Part):
    """A thing or a person in a shot.

    ``at`` is the foot point in the frame (fractions of width and height from the top left), ``depth`` metres from the
    camera, ``height`` its real height in metres. What is None is placed by the stage, by its rules of composition.
    """

    thing: str | None = None
    """What stands there: an id or a word of `feelm things`."""
    person: Age | None = None
    """Or who: baby, child, adult, elder."""
    gender: Gender = "any"
    """Of a person."""
    pose: Pose = "standing"
    """Of a person."""
    word: str = ""
    """The word of the story that it stands for."""
    count: int = Field(default=1, ge=1, le=24)
    """How many of them."""
    at: tuple[float, float] | None = None
    """Foot point in the frame, fractions of width and height from the top left; none: placed by the rules of
    composition."""
    depth: float | None = Field(default=None, gt=0)
    """Metres from the camera; none: by the rules of composition."""
    height: float | None = Field(default=None, gt=0)
    """Real height in metres; none: as the catalogue says."""
    size: float = Field(default=1.0, gt=0)
    """Factor on its height. Taken once, when the world is built."""
    grow: Number = 1.0
    """Factor by which it grows about its foot, 0 to 4. Sampled at every frame."""
    presence: Number = 1.0
    """How much of it is there, 0 to 1: it fades in and out. Sampled at every frame."""
    facing: Literal["left", "right", "away", "auto"] = "auto"
    """Where it looks."""
    action: str | None = None
    """What it does, as the words say; none: what such a thing does by itself."""
    colours: list[Colour] = []
    """Colours of it that the words name."""
    hero: bool = False
    """Whether the shot is about it."""
    react: str | None = None
    """The signal that it answers to, of the music or of the score's own `signals`; followed at every frame, 0 to
    1."""
    react_gain: float = 0.0
    """How much it answers. Taken once, when the world is built; a signal of the score's own can change over time."""


class WorldPlan(Part):
    """What the stage builds for a shot."""

    place: Place = "open"
    """Where we are."""
    time: TimeOfDay = "afternoon"
    """Time of day."""
    weather: Weather = "clear"
    """Weather."""
    season: Season | None = None
    """Season; none: by the place and the colours."""
    palette: list[Colour] = Field(
        default=["#26364d", "#5a7a8c", "#a9b8a0", "#e8d7b0", "#f6efe2"], min_length=5, max_length=5
    )
    """Five colours from dark to light."""
    accent: Colour = "#c8553d"
    """The one colour kept for the hero."""
    light: Light = Light()
    """The key light."""
    wind: float = Field(default=0.3, ge=0, le=1)
    """How much everything sways, 0 to 1. Taken once, when the world is built."""
    pace: Number = 1.0
    """How fast the world lives: 0 stands still, 2 is twice as fast; 0 to 8. Sampled at every frame."""
    foreground: str | None = None
    """What is seen out of focus close to the lens; none: by the place."""
    players: list[Player] = []
    """Who and what is there; the hero among them."""


class Paint(Part):
    """How a shot is painted: by which painter, in which style, how strongly (hero apart), and how much it boils.

    ``prompts`` and ``diffusion`` speak to painters that are prompted; ``brush`` and ``plain`` need none.
    """

    painter: Literal["brush", "plain"] = "brush"
    """`brush`: neural painting styles; `plain`: the world as it is built."""
    style: str = "plain"
    """A style of `feelm styles`, or a picture beside the score."""
    strength: float = Field(default=0.65, ge=0, le=1.5)
    """How strongly it is painted, 0 to 1.5. Taken once, when the world is painted."""
    hero_strength: float = Field(default=0.45, ge=0, le=1.5)
    """The same for the hero, who is to be recognised. Taken once, when the world is painted."""
    keep_colour: float = Field(default=0.5, ge=0, le=1)
    """How much of the world's own colour stays, 0 to 1. Taken once, when the world is painted."""
    stroke: float = Field(default=1.0, gt=0, le=4)
    """Size of the strokes, 1 is usual. Taken once, when the world is painted."""
    boil: float = Field(default=0.0, ge=0, le=12)
    """Repaints a second: the paint of hand-made animation that never rests. 0 is none."""
    prompts: list[Prompt] = []
    """What a prompted painter is asked for; `brush` and `plain` need none."""
    diffusion: Diffusion | None = None
    """Settings of a prompted painter."""


class Grade(Part):
    """The last touch on the picture of a shot. ``exposure`` in stops; the rest are factors around 1 or amounts 0..1."""

    exposure: Number = 0.0
    """Stops; 1 is twice as bright. Sampled at every frame."""
    contrast: Number = 1.0
    """Factor about middle grey. Sampled at every frame."""
    saturation: Number = 1.0
    """Factor on the colours; 0 is grey. Sampled at every frame."""
    warmth: Number = 0.0
    """-1 cool to 1 warm. Sampled at every frame."""
    vignette: Number = 0.15
    """How much darker the corners are, 0 to 1. Sampled at every frame."""
    grain: Number = 0.25
    """Grain of the paper, 0 to 1. Sampled at every frame."""


class Transition(Part):
    """How a shot begins: a cut, or a blend with the shot before it for ``length`` ("1 beat", at most 5 seconds)."""

    kind: TransitionKind = "cut"
    """How the shot begins."""
    length: Instant = 0.0
    """How long the blend with the shot before takes, from the start of this one: seconds or words ("1 beat"), at
    most 5 s."""


class Shot(Part):
    """One shot: what is seen from ``start`` to ``end``; ``why``: field → reason for its value.

    It shows its ``world``, or a ``still``, or ``footage``; with ``feedback`` its painted frames are fed back.
    ``locked``: True, or names of fields ("camera", "paint.style") that are kept when the film is directed again.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    """Name of the shot: letters, digits, - and _."""
    start: Instant
    """Second of the film, or words ("bar 17"); the end of the shot before."""
    end: Instant
    """Second of the film, or words; "end" is the film's end."""
    scene: int | None = None
    """Number of the story's scene."""
    text: str = ""
    """The words that the shot shows."""
    mood: list[str] = []
    """At most three words for the feeling of the shot, the strongest first; a prompted painter reads them."""
    size: ShotSize = "wide"
    """How close we are."""
    camera: Camera = Camera()
    """How the camera moves."""
    world: WorldPlan = WorldPlan()
    """What is built and painted."""
    still: Still | None = None
    """A picture in place of a built world."""
    footage: Footage | None = None
    """A clip in place of a built world."""
    feedback: Feedback | None = None
    """Each painted frame moved and painted again."""
    paint: Paint = Paint()
    """How it is painted."""
    grade: Grade = Grade()
    """The last touch on the picture."""
    transition: Transition = Transition()
    """How it begins."""
    seed: int | None = None
    """Chance of this shot; none: the film's."""
    locked: bool | list[str] = False
    """True, or names of fields ("camera", "paint.style") that are kept when the film is directed again."""
    why: dict[str, str] = {}
    """Field → what decided it. Changes nothing."""


class Caption(Part):
    """A sentence on the picture (burned in only when the film asks) and in the subtitle file."""

    start: Instant
    """Second of the film, or words."""
    end: Instant
    """Second of the film, or words."""
    text: str
    """The sentence."""


class SectionName(Part):
    """A part of the film that the score gives a name: it begins at ``start`` and ends where the next one begins."""

    name: Annotated[str, Field(pattern=r"^[^\W\d]\w{0,39}$")]
    """Name of the part: "verse", "chorus"; several may have the same."""
    start: Instant
    """Second of the film, or words ("bar 17")."""


class Unpictured(Part):
    """A word of the story that no shot shows, and why."""

    word: str
    """The word."""
    sentence: str = ""
    """Where it stands."""
    reason: str
    """Why it is not in the picture."""


class Score(Part):
    """A whole film. ``duration`` in seconds, ``size`` [width, height] in pixels, ``credits`` lines of attribution.

    ``signals`` are the film's own: name → number over the whole film, used by that name in every shot. ``imported``
    keeps what another tool's file said and feelm does not use. ``brief`` is what the person asked for; ``locked``
    names fields of the film ("fade_out", "captions") that are kept when it is directed again.
    """

    schema_: Literal["feelm-score/1"] = Field(default="feelm-score/1", alias="schema")
    """The language of this file."""
    title: str = ""
    """Shown at the beginning."""
    size: tuple[int, int] = (1280, 720)
    """[width, height] in pixels, both even."""
    fps: float = Field(default=24.0, gt=0, le=120)
    """Frames a second."""
    duration: float = Field(gt=0)
    """Seconds; the film has round(duration · fps) frames."""
    seed: int = 7
    """Another number, another film."""
    story: str = ""
    """The words that the film is made from."""
    brief: Asked | None = None
    """What the person asked for."""
    locked: list[str] = []
    """Fields of the film that are kept when it is directed again."""
    music: Music | None = None
    """The sound of the film."""
    captions_burned: bool = False
    """Whether the sentences are written on the picture."""
    fade_in: float = Field(default=0.6, ge=0)
    """Seconds from black at the beginning."""
    fade_out: float = Field(default=1.5, ge=0)
    """Seconds to black at the end."""
    sections: list[SectionName] = []
    """Names for parts of the film, in place of the letters that are heard in the music: for `section chorus 2` and
    `section_is('chorus')`."""
    signals: dict[str, Number] = {}
    """The film's own signals: name → number over the whole film. Each may be made from others, and is used by its
    name in every shot."""
    shots: list[Shot] = Field(min_length=1)
    """The shots, in order, without gaps."""
    captions: list[Caption] = []
    """The sentences of the story and when they are told."""
    not_pictured: list[Unpictured] = []
    """Words of the story that no shot shows, each with the reason."""
    notes: list[str] = []
    """What the person should know of how this score came about."""
    credits: list[str] = []
    """Lines of attribution, shown at the end."""
    feeling: FeelingTrack = FeelingTrack()
    """The feeling over the film, and the streams it came from."""
    imported: dict[str, JsonValue] = {}
    """What another tool's file said and feelm does not use."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )
