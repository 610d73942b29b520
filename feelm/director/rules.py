"""The rules of direction, read and checked from ``rules.toml``; nothing is decided here."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from feelm.vocabulary import SHOT_SIZES, CameraMove, Place, Season, ShotSize, TimeOfDay, Weather

Number = float  # `float` is also the name of a motion


class Table(BaseModel):
    """A table of rules: unknown entries are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Length(Table):
    """How long a film of words lasts."""

    korean_syllables_per_s: float
    english_words_per_s: float
    pause_s: float
    typical_s: tuple[float, float]
    hurry: float
    longest_s: float
    without_words_s: float
    shortest_scene_s: float
    longest_scene_s: float
    piece_s: float
    between_s: float


class FeelingRules(Table):
    """How strongly the director plays a feeling."""

    emphasis: float


class Cut(Table):
    """When to cut."""

    usual_s: float
    halves_per_arousal: float
    halves_per_energy: float
    spread: float
    memory: float
    split_from_s: float
    split_arousal: float
    shortest_frames: int
    shortest_s: float
    longest_s: float
    long_take_s: float
    long_take: float
    last: float
    off_downbeat: float
    off_downbeat_calm: float
    to_sentence: float


class Sizes(Table):
    """How far the camera stands, over a film and from shot to shot."""

    shares: dict[ShotSize, float]
    options: int
    rounds: int
    chance: float
    hero_chance: float
    open_film: dict[ShotSize, float]
    close_film: dict[ShotSize, float]
    open_world: dict[ShotSize, float]
    go_on: dict[ShotSize, float]
    short_prefers: dict[ShotSize, float]
    long_prefers: dict[ShotSize, float]
    indoor: dict[ShotSize, float]
    crowded_far: float
    same_size: float
    to_and_fro: float
    same_hero: float
    same_hero_nearer: float
    unwanted: float


class Natural(Table):
    """The distances that suit things up to a height."""

    up_to_m: float
    sizes: dict[ShotSize, float]


class Heroes(Table):
    """Whom a shot is about."""

    least: float
    person: float
    teller: float
    animal: float
    thing: float
    icon: float
    likely: float
    of_the_sky: tuple[str, ...]
    bows: tuple[str, ...]
    unnamed: float
    aside_below: float
    aside: float
    word_reach: float
    airy: tuple[str, ...]
    airy_m: float
    airy_weight: float
    held: float
    anchor: float
    figure: float
    dweller: float
    token: float
    insert: float
    place: float
    place_alone: float
    place_said: float
    alive: tuple[str, ...]
    tellers: tuple[str, ...]
    pronouns: dict[str, tuple[str, ...]]
    swarm: dict[str, int]
    person_sizes: dict[ShotSize, float]
    natural: tuple[Natural, ...]


class Move(Table):
    """How well a camera move suits each shot size, and calm and lively feeling; by itself it suits none.

    ``speed``: how fast the picture goes on average at strength 1 over 6 s, in frame widths a second, by shot size.
    """

    extreme_wide: float = 0.0
    wide: float = 0.0
    medium: float = 0.0
    close: float = 0.0
    detail: float = 0.0
    calm: float = 1.0
    lively: float = 1.0
    speed: tuple[float, float, float, float, float] = (0.02,) * 5
    family: str

    def suits(self, size: ShotSize) -> float:
        """Weight of the move in a shot of this size."""
        return float(getattr(self, size))

    def speed_in(self, size: ShotSize) -> float:
        """Speed of the picture in a shot of this size."""
        return self.speed[SHOT_SIZES.index(size)]


class MoveStrength(Table):
    """How strongly the camera moves."""

    usual_speed: float
    energy_octaves: float
    range: tuple[float, float]
    fits_octaves: float
    big_from_energy: float
    big_every_s: float
    shorter_than_s: float
    short_factor: float


class BigMove(Table):
    """A big move: in which sizes, from which arousal up, from which valence down, and how strong."""

    sizes: tuple[ShotSize, ...]
    moves: tuple[CameraMove, ...]
    arousal: float = -1.0
    valence: float = 1.0
    strength: float


class LensRules(Table):
    """When the lens is seen: a pull of focus, the blur of a quick move."""

    pull_below_energy: float
    pull_every_shots: int
    pull_strength: float
    pull_from_s: float
    shutter_every_shots: int
    shutter_deg: float


class TransitionRules(Table):
    """How one shot becomes the next."""

    dissolve_below_energy: float
    dissolve_below_arousal: float
    dissolve_s: float
    memory_s: float
    dip_turn: float
    dip_s: float
    show_from_energy: float
    show_every_s: float
    show_s: float
    longest_share: float


class ColourRules(Table):
    """Palette from feeling, hour, weather and place."""

    lightness: float
    chroma: float
    chroma_most: float
    base_range: tuple[float, float]
    steps: tuple[float, float, float, float, float]
    step_chroma: tuple[float, float, float, float, float]
    accent_chroma: float
    accent_hues: tuple[float, ...]
    accent_distance: float
    section_turn: float
    memory_chroma: float
    memory_lightness: float


class RelationRules(Table):
    """How far a feeling takes a picture from neutral; see ``feelm.director.relations``."""

    lightness_valence: float
    chroma_valence: float
    chroma_arousal: float
    contrast_per_key: float
    key_sorrow: float
    key_arousal: float
    speed_octaves: float
    pace_octaves: float
    unrest: float
    unrest_tense: float
    unrest_from: float
    stroke_arousal: float
    wind_arousal: float
    stops_per_lightness: float
    held_stops: float
    stops_range: tuple[float, float]
    night_stops_range: tuple[float, float]
    weather_stops: float
    saturation_per_chroma: float
    saturation_range: tuple[float, float]


class StyleRules(Table):
    """Which painting style suits a film."""

    energy: tuple[float, float]
    darkness: tuple[float, float, float]
    warmth: tuple[float, float, float]
    among: int
    second_from_energy: float
    second_apart: float
    second_livelier: tuple[float, float]
    avoid: tuple[str, ...]


class PaintRules(Table):
    """How strongly a shot is painted."""

    calm_strength: float
    lively_strength: float
    usual_range: tuple[float, float]
    hero_least: float
    hero_less: float
    calm_keep_colour: float
    lively_keep_colour: float
    stroke: dict[ShotSize, float]
    memory_strength: float
    boil: float
    boil_from_arousal: float


class React(Table):
    """Which signal a thing answers, by its motion, and how much."""

    twinkle: str
    flicker: str
    sway: str
    walk: str
    run: str
    hop: str
    fly: str
    float: str
    swim: str
    fall: str
    roll: str
    wave: str
    still: str
    person: str
    quiet_gain: Number
    loud_gain: Number
    still_from_energy: Number

    def signal(self, motion: str) -> str:
        """The signal for a motion."""
        return str(getattr(self, motion))


class GradeRules(Table):
    """The last touch by feeling."""

    warmth_valence: float
    memory_saturation: float
    vignette: float
    vignette_sorrow: float
    contrast: float
    beat_from_energy: float
    beat_stops: float


class CastRules(Table):
    """How many stand in a shot."""

    most: dict[ShotSize, int]
    beside_m: float
    absence: tuple[str, ...]
    look_away: tuple[str, ...]
    over_shoulder: float
    foreground_chance: dict[ShotSize, float]


class CaptionRules(Table):
    """When a sentence stands on the picture."""

    lead_s: float
    gap_s: float
    least_s: float
    most_s: float


class Hour(Table):
    """What an hour of the day looks like and what feeling it suits."""

    valence: float
    arousal: float
    light_hue: float
    shade_hue: float
    chroma: float
    lightness: float
    azimuth: float
    elevation: float
    colour: str
    strength: float
    warmth: float


class WeatherLook(Table):
    """What a weather looks like and what feeling it suits."""

    valence: float
    arousal: float
    chroma: float
    lightness: float
    contrast: float
    light: float
    wind: float


class SeasonLook(Table):
    """What a season does to hues."""

    hue: float
    green_hue: float
    chroma: float


class PlaceLook(Table):
    """What a place looks like, what feeling it suits and what belongs to it."""

    hue: float
    valence: float
    arousal: float
    near: tuple[str, ...]
    shows: tuple[str, ...]
    lives: tuple[str, ...]
    rests: tuple[str, ...]


class Unfit(Table):
    """Things that do not belong to a season, an hour or a weather."""

    winter: tuple[str, ...]
    night: tuple[str, ...]
    wet: tuple[str, ...]
    winter_rests: tuple[str, ...]
    winter_near: tuple[str, ...]
    skyborne: tuple[Place, ...]


class InsertRules(Table):
    """What small thing of a place fills a picture without anybody."""

    kinds: tuple[str, ...]
    wet_inside: str
    wet_outside: str
    cold: str
    lamplight: tuple[Place, ...]
    at_water: tuple[Place, ...]


class Unsaid(Table):
    """Where a scene is set of which the words do not say it."""

    places: tuple[Place, ...]
    hours: tuple[TimeOfDay, ...]
    through_window: tuple[str, ...]
    dark_from: float
    turns_from: int
    grey_weathers: tuple[Weather, ...]


class Motif(Table):
    """The figure of a journey without words."""

    person: str
    thing: str
    token: str
    route: tuple[Place, ...]
    valence: float
    arousal: float


class Journey(Table):
    """How a film without words is divided."""

    longest_part_s: float
    shortest_part_s: float
    silent_part_s: float
    day_major: tuple[TimeOfDay, ...]
    day_minor: tuple[TimeOfDay, ...]
    meets_from: float
    flock: int
    runs_from: float
    walks_from: float


class Rules(Table):
    """All rules of direction."""

    length: Length
    feeling: FeelingRules
    cut: Cut
    sizes: Sizes
    heroes: Heroes
    moves: dict[CameraMove, Move]
    move_strength: MoveStrength
    big_moves: dict[str, BigMove]
    lens: LensRules
    transition: TransitionRules
    colour: ColourRules
    relations: RelationRules
    style: StyleRules
    paint: PaintRules
    react: React
    grade: GradeRules
    cast: CastRules
    captions: CaptionRules
    hours: dict[TimeOfDay, Hour]
    weathers: dict[Weather, WeatherLook]
    seasons: dict[Season, SeasonLook]
    places: dict[Place, PlaceLook]
    unfit: Unfit
    unsaid: Unsaid
    inserts: InsertRules
    motifs: dict[str, Motif]
    journey: Journey


@cache
def rules() -> Rules:
    """Return the rules of direction that feelm ships."""
    text = files("feelm.director").joinpath("rules.toml").read_text(encoding="utf-8")
    return Rules.model_validate(tomllib.loads(text))
