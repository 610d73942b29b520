"""What the words leave open (place, hour, weather) settled by the feeling, with a reason for each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

import numpy as np

from feelm.affect.feeling import Feeling
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.director.timing import Span, sentence_spans
from feelm.seeds import generator
from feelm.story.telling import Scene
from feelm.vocabulary import INDOOR_PLACES, TIMES_OF_DAY, Place, TimeOfDay, Weather


class Felt(Protocol):
    """Something that suits a feeling."""

    @property
    def valence(self) -> float:
        """-1..1."""

    @property
    def arousal(self) -> float:
        """-1..1."""


Key = TypeVar("Key", bound=str)
F = TypeVar("F", bound=Felt)


def mean_feeling(feeling: Feeling, start_s: float, end_s: float) -> tuple[float, float]:
    """Valence and arousal of a stretch of the film as the director plays them: the mean, brought out."""
    count = max(3, round(2.0 * (end_s - start_s)))
    times_s = start_s + (end_s - start_s) * (np.arange(count) + 0.5) / count
    valence, arousal = feeling.at(times_s)
    gain = rules().feeling.emphasis
    return math.tanh(gain * float(valence.mean())), math.tanh(gain * float(arousal.mean()))


def nearest_feeling(
    table: Mapping[Key, F], valence: float, arousal: float, seed: int, *purpose: str | int
) -> Key:
    """The entry whose feeling is nearest; a little seeded chance parts those that are nearly alike."""
    chance = generator(seed, "nearest feeling", *purpose).uniform(0.0, 0.15, len(table))
    rated = [
        ((look.valence - valence) ** 2 + (look.arousal - arousal) ** 2 + float(jitter), key)
        for (key, look), jitter in zip(table.items(), chance, strict=True)
    ]
    return min(rated, key=lambda pair: pair[0])[1]


def settle(
    scenes: Sequence[Scene], spans: Sequence[Span], feeling: Feeling, seed: int, say: Reasons
) -> list[Passage]:
    """Return the scenes with place, hour and weather settled, each with its span and its reasons."""
    passages: list[Passage] = []
    hours = _moving_hours(scenes) | _open_day(scenes, spans, feeling)
    for scene, (start_s, end_s) in zip(scenes, spans, strict=True):
        before = passages[-1].scene if passages else None
        valence, arousal = mean_feeling(feeling, start_s, end_s)
        why = {"start": say("cut_scene", scene=scene.index + 1)}
        scene = _seen_through_window(scene, passages)
        place = _place(scene, before, valence, arousal, seed, say, why)
        weather = _weather(scene, before, place, valence, arousal, seed, say, why)
        time = _hour(scene, scenes, before, weather, valence, arousal, seed, say, why)
        if scene.index in hours:
            time = hours[scene.index]
            why["world.time"] = say("time_passes", value=time)
        season = scene.season or ("winter" if weather == "snow" else None)
        if scene.season:
            why["world.season"] = _stated(scene, "season", scene.season, say)
        elif season:
            why["world.season"] = say("place_season", value=season, place=place, weather=weather)
        settled = replace(scene, place=place, time_of_day=time, weather=weather, season=season)
        spoken = tuple(sentence_spans(scene, (start_s, end_s)))
        passages.append(Passage(settled, start_s, end_s, scene.index, why, spoken))
    return passages


def _moving_hours(scenes: Sequence[Scene]) -> dict[int, TimeOfDay]:
    """Hours of scenes that only carry one on: the day goes on evenly toward the next hour that is said.

    Without one after it the hour stays as it was; so it does in memories, and over a new season.
    """
    moved: dict[int, TimeOfDay] = {}
    run: list[Scene] = []
    for scene in scenes:
        carried = "time_of_day" in scene.inherited and run and scene.memory == run[0].memory
        if carried and scene.season == run[0].season:
            run.append(scene)
            continue
        same = bool(run) and scene.memory == run[0].memory and scene.season == run[0].season
        if same and scene.time_of_day:
            moved |= _spread_hours(run, scene.time_of_day)
        run = [scene] if scene.time_of_day else []
    return moved


def _open_day(scenes: Sequence[Scene], spans: Sequence[Span], feeling: Feeling) -> dict[int, TimeOfDay]:
    """Hours of scenes in a row of which the words say none: a day that goes on toward the next hour that is said."""
    moved: dict[int, TimeOfDay] = {}
    for first, scene in enumerate(scenes):
        if not _is_open(scene) or (first and _is_open(scenes[first - 1])):
            continue
        stop = next((at for at in range(first, len(scenes)) if not _is_open(scenes[at])), len(scenes))
        later = scenes[stop].time_of_day if stop < len(scenes) else None
        valence, _ = mean_feeling(feeling, spans[first][0], spans[stop - 1][1])
        hours = _open_hours(None, later, "clear")
        if later is None and valence <= rules().unsaid.dark_from:
            hours = hours[hours.index("afternoon") :]
        if stop - first >= 2:
            steps = [at * len(hours) // (stop - first) for at in range(stop - first)]
            moved |= {scenes[first + at].index: hours[step] for at, step in enumerate(steps)}
    return moved


def _is_open(scene: Scene) -> bool:
    return (
        scene.time_of_day is None
        and not scene.memory
        and (scene.season is None or "season" in scene.inherited)
    )


def _spread_hours(run: Sequence[Scene], later: TimeOfDay) -> dict[int, TimeOfDay]:
    """The hours of a run of scenes on the way from its own hour to a later one, past midnight if need be."""
    day: list[TimeOfDay] = list(rules().hours)
    first = day.index(run[0].time_of_day or later)
    steps = (day.index(later) - first) % len(day)
    held = rules().unsaid.turns_from
    if len(run) <= held or steps < 2:
        return {}
    late = run[held:]
    # Evenly through the hours between, never reaching the one that the words keep for later.
    ahead = [min(max(1, round(steps * (at + 1) / (len(late) + 1))), steps - 1) for at in range(len(late))]
    return {scene.index: day[(first + step) % len(day)] for scene, step in zip(late, ahead, strict=True)}


def _seen_through_window(scene: Scene, passages: Sequence[Passage]) -> Scene:
    """A scene of something outside a window is set outside, where the film last was; we look at it through the pane."""
    if scene.people or not scene.items or not passages:
        return scene
    text = " ".join(scene.sentences).lower()
    if not any(word in text for word in rules().unsaid.through_window):
        return scene
    open_air = [one.scene.place for one in passages if one.scene.place not in INDOOR_PLACES]
    # The window itself stands close to the lens (see ``casting``).
    seen = tuple(item for item in scene.items if item.thing not in ("window", "carriage_window"))
    return replace(scene, place=open_air[-1], items=seen) if open_air and seen else scene


def _stated(scene: Scene, field: str, value: str, say: Reasons) -> str:
    if field in scene.inherited:
        return say("carried", value=value)
    word = next((word for word, kind in scene.setting if kind == field), None)
    return say("said_word", value=value, word=word) if word else say("said", value=value)


def _place(
    scene: Scene,
    before: Scene | None,
    valence: float,
    arousal: float,
    seed: int,
    say: Reasons,
    why: dict[str, str],
) -> Place:
    if scene.place:
        why["world.place"] = _stated(scene, "place", scene.place, say)
        return scene.place
    if before and before.place:
        why["world.place"] = say("carried", value=before.place)
        return before.place
    table = {place: rules().places[place] for place in rules().unsaid.places}
    place: Place = nearest_feeling(table, valence, arousal, seed, "place")
    why["world.place"] = say("felt", value=place, valence=valence, arousal=arousal)
    return place


def _weather(
    scene: Scene,
    before: Scene | None,
    place: Place,
    valence: float,
    arousal: float,
    seed: int,
    say: Reasons,
    why: dict[str, str],
) -> Weather:
    if scene.weather:
        why["world.weather"] = _stated(scene, "weather", scene.weather, say)
        return scene.weather
    table = {weather: look for weather, look in rules().weathers.items() if _can_be(weather, scene, place)}
    weather: Weather = nearest_feeling(table, valence, arousal, seed, "weather", scene.index)
    if before and before.place == place and before.weather and _kin(before.weather, weather):
        why["world.weather"] = say("carried", value=before.weather)
        return before.weather
    why["world.weather"] = say("felt", value=weather, valence=valence, arousal=arousal)
    return weather


def _can_be(weather: Weather, scene: Scene, place: Place) -> bool:
    """Weather that contradicts nothing; what falls from the sky is left to words that say so, unless sorrow asks."""
    if weather == "snow":
        return scene.season == "winter" or place == "snowfield"
    if weather in ("rain", "storm"):
        return place not in ("space", "snowfield") and scene.season != "winter" and place not in INDOOR_PLACES
    if weather in ("fog", "wind") and place in INDOOR_PLACES:
        return False
    return not (place == "space" and weather != "clear")


def _kin(one: Weather, other: Weather) -> bool:
    groups = ({"clear", "cloudy", "wind"}, {"overcast", "rain", "storm", "fog"}, {"snow", "overcast", "fog"})
    return one == other or any(one in group and other in group for group in groups)


def _hour(
    scene: Scene,
    scenes: Sequence[Scene],
    before: Scene | None,
    weather: Weather,
    valence: float,
    arousal: float,
    seed: int,
    say: Reasons,
    why: dict[str, str],
) -> TimeOfDay:
    if scene.time_of_day:
        why["world.time"] = _stated(scene, "time_of_day", scene.time_of_day, say)
        return scene.time_of_day
    leapt = before is not None and _has_leapt(before, scene)
    if leapt:
        before = None
    elif before and before.time_of_day and (before.place == scene.place or scene.place is None):
        why["world.time"] = say("carried", value=before.time_of_day)
        return before.time_of_day
    later = (
        None
        if leapt
        else next((other.time_of_day for other in scenes[scenes.index(scene) :] if other.time_of_day), None)
    )
    table = {hour: rules().hours[hour] for hour in _open_hours(before, later, weather)}
    time: TimeOfDay = nearest_feeling(table, valence, arousal, seed, "hour", scene.index)
    if before is None and later and time != later:
        why["world.time"] = say("earlier", value=time, later=later)
    else:
        why["world.time"] = say("felt", value=time, valence=valence, arousal=arousal)
    return time


def _has_leapt(before: Scene, scene: Scene) -> bool:
    """Whether time has passed over more than a day: another season, or in or out of a memory."""
    return before.memory != scene.memory or (scene.season is not None and scene.season != before.season)


def _open_hours(before: Scene | None, later: TimeOfDay | None, weather: Weather) -> list[TimeOfDay]:
    """Hours that contradict nothing: not before the last scene's, and at the film's start before the first named."""
    day = list(TIMES_OF_DAY)
    grey = weather in rules().unsaid.grey_weathers
    hours = [hour for hour in rules().unsaid.hours if not (grey and hour == "sunset")]
    if before and before.time_of_day:
        since = day.index(before.time_of_day)
        return [hour for hour in hours if day.index(hour) >= since] or [before.time_of_day]
    if later:
        return [hour for hour in hours if day.index(hour) < day.index(later)] or [later]
    return hours
