"""A film without words: one figure goes on a journey through places and hours that the music makes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from feelm.affect.feeling import Feeling
from feelm.audio.hearing import Hearing, Section
from feelm.director.billing import OWN_SET
from feelm.director.brief import Catalogue
from feelm.director.casting import dwellers
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import Motif, rules
from feelm.director.setting import mean_feeling, nearest_feeling
from feelm.story.telling import Item, Person, Scene
from feelm.vocabulary import Age, Place, Pose, TimeOfDay, Weather


def journey(
    hearing: Hearing | None,
    feeling: Feeling,
    duration_s: float,
    catalogue: Catalogue,
    seed: int,
    say: Reasons,
) -> list[Passage]:
    """Return the passages of a film without words.

    Each part of the music is a stage of the journey: sections that sound alike are told in one place, the hours
    go through a day (from dawn in major, from dusk in minor), the weather follows the feeling, and one figure, chosen
    by the feeling of the whole piece, is in every part.
    """
    parts = _parts(hearing, duration_s)
    motif_name = _motif(feeling, duration_s, catalogue, seed)
    motif = rules().motifs[motif_name]
    mode = hearing.mode if hearing else "major"
    places = _places(parts, motif, feeling, seed)
    home = places[parts[0].label]
    passages = []
    for index, part in enumerate(parts):
        valence, arousal = mean_feeling(feeling, part.start_s, part.end_s)
        place, time = places[part.label], _hour_of(index, len(parts), mode)
        returns = any(other.label == part.label for other in parts[:index])
        if index == len(parts) - 1 and index > 2 and place != home:
            # The circle closes: the film ends where it began, at another hour and in other company.
            place, returns = home, True
        weather = _weather(place, valence, arousal, seed, index)
        company = _company(index, parts)
        why = {
            "start": say("cut_part"),
            "world.place": say(
                "journey_return" if returns else "journey_place",
                value=place,
                label=part.label,
                energy=part.energy,
            ),
            "world.time": say("journey_hour", value=time, part=index + 1, parts=len(parts), mode=mode),
            "world.weather": say("felt", value=weather, valence=valence, arousal=arousal),
            "world.players": say("journey_meets" if company > 1 else "journey_hero", hero=motif_name),
        }
        scene = Scene(
            index=index,
            sentences=(),
            language="en",
            place=place,
            time_of_day=time,
            weather=weather,
            season="winter" if place == "snowfield" or weather == "snow" else None,
            people=_people(motif, part.energy, index, len(parts), company),
            valence=valence,
            arousal=arousal,
        )
        token = _token(motif, scene, index, len(parts), catalogue)
        scene = replace(scene, items=_items(motif, scene, catalogue, company, token, part.energy))
        if scene.season:
            why["world.season"] = say("place_season", value=scene.season, place=place, weather=weather)
        passages.append(Passage(scene, part.start_s, part.end_s, None, why, token=token))
    return passages


def _parts(hearing: Hearing | None, duration_s: float) -> list[Section]:
    """The parts to tell: sections, the long ones divided on bars, the short ones joined to the one before."""
    rule = rules().journey
    if hearing is None or not hearing.sections:
        count = max(2, round(duration_s / rule.silent_part_s))
        edges = np.linspace(0.0, duration_s, count + 1)
        return [Section(float(a), float(b), "ABC"[i % 3], 0.5) for i, (a, b) in enumerate(pairwise(edges))]
    joined: list[Section] = []
    for section in hearing.sections:
        start_s, end_s = section.start_s, min(section.end_s, duration_s)
        if start_s >= duration_s:
            break
        if joined and end_s - start_s < rule.shortest_part_s:
            joined[-1] = Section(joined[-1].start_s, end_s, joined[-1].label, joined[-1].energy)
        else:
            joined.append(Section(start_s, end_s, section.label, section.energy))
    if len(joined) > 1 and joined[0].end_s - joined[0].start_s < rule.shortest_part_s:
        joined[1] = Section(joined[0].start_s, joined[1].end_s, joined[1].label, joined[1].energy)
        del joined[0]
    joined[0] = Section(0.0, joined[0].end_s, joined[0].label, joined[0].energy)
    joined[-1] = Section(joined[-1].start_s, duration_s, joined[-1].label, joined[-1].energy)
    return [piece for section in joined for piece in _divided(section, hearing)]


def _divided(section: Section, hearing: Hearing) -> list[Section]:
    length_s = section.end_s - section.start_s
    count = max(1, int(np.ceil(length_s / rules().journey.longest_part_s)))
    bars = hearing.downbeats_s[
        (hearing.downbeats_s > section.start_s + 3) & (hearing.downbeats_s < section.end_s - 3)
    ]
    # Sections too short to be a part still begin one where they are near: no place changes just before the music.
    starts = [s.start_s for s in hearing.sections if section.start_s + 3 < s.start_s < section.end_s - 3]
    edges = [section.start_s]
    for step in range(1, count):
        ideal = section.start_s + length_s * step / count
        at = float(bars[np.argmin(np.abs(bars - ideal))]) if len(bars) else ideal
        at = next((start for start in starts if abs(start - at) < 3), at)
        if at - edges[-1] > 3.0:
            edges.append(at)
    edges.append(section.end_s)
    return [
        Section(a, b, section.label if i == 0 else f"{section.label}{i + 1}", section.energy)
        for i, (a, b) in enumerate(pairwise(edges))
    ]


def _motif(feeling: Feeling, duration_s: float, catalogue: Catalogue, seed: int) -> str:
    """The figure nearest to the piece's feeling among those that the catalogue can draw."""
    valence, arousal = mean_feeling(feeling, 0.0, duration_s)
    drawable = {
        name: motif
        for name, motif in rules().motifs.items()
        if not motif.thing or _well_drawn(motif.thing, catalogue)
    }
    return nearest_feeling(
        drawable or {"walker": rules().motifs["walker"]}, 1.5 * valence, 1.5 * arousal, seed, "motif"
    )


def _well_drawn(name: str, catalogue: Catalogue) -> bool:
    """Whether a figure has a drawing that can be seen from near."""
    found = catalogue.find(name.replace("_", " "), "en")
    return found is not None and found.thing.set_name == OWN_SET


def _places(parts: list[Section], motif: Motif, feeling: Feeling, seed: int) -> dict[str, Place]:
    """A place for each kind of part; no two neighbours alike while the motif's route allows it."""
    places: dict[str, Place] = {}
    before: Place | None = None
    for index, part in enumerate(parts):
        if part.label not in places:
            valence, arousal = mean_feeling(feeling, part.start_s, part.end_s)
            fresh = [place for place in motif.route if place not in places.values()]
            choice = fresh or [place for place in motif.route if place != before] or list(motif.route)
            table = {place: rules().places[place] for place in choice}
            wish = 0.5 * (1.5 * arousal + 2.0 * part.energy - 1.0)
            places[part.label] = nearest_feeling(table, 1.5 * valence, wish, seed, "route", index)
        before = places[part.label]
    return places


def _hour_of(index: int, count: int, mode: str) -> TimeOfDay:
    day = rules().journey.day_major if mode == "major" else rules().journey.day_minor
    # The last hour closes the circle; a film of a few parts has no time for that.
    last = len(day) - 1 if count >= len(day) else len(day) - 2
    return day[round(index * last / max(count - 1, 1))]


def _weather(place: Place, valence: float, arousal: float, seed: int, index: int) -> Weather:
    table = dict(rules().weathers)
    if place == "space":
        return "clear"
    if place == "snowfield":
        table.pop("rain")
    else:
        table.pop("snow")
    return nearest_feeling(table, 1.5 * valence, 1.5 * arousal, seed, "journey weather", index)


def _company(index: int, parts: list[Section]) -> int:
    """How many go: one at first, two from the middle on, many in the loudest part, two at the end."""
    rule = rules().journey
    if index / max(len(parts) - 1, 1) < rule.meets_from:
        return 1
    loudest = max(range(len(parts)), key=lambda i: (parts[i].energy, i))
    return rule.flock if index == loudest and index < len(parts) - 1 else 2


def _token(motif: Motif, scene: Scene, index: int, count: int, catalogue: Catalogue) -> str:
    """The small thing that returns at the beginning, in the middle and at the end, where it can stand; else ""."""
    unfit = rules().unfit
    if (
        not motif.token
        or index not in {0, count // 2, max(count - 2, 0), count - 1}
        or scene.place in unfit.skyborne
    ):
        return ""
    cold, wet = scene.season == "winter" or scene.weather == "snow", scene.weather in ("rain", "storm")
    if (cold and motif.token in unfit.winter) or (wet and motif.token in unfit.wet):
        return ""
    found = catalogue.find(motif.token.replace("_", " "), "en")
    return found.thing.id if found and found.thing.set_name == OWN_SET else ""


def _items(
    motif: Motif, scene: Scene, catalogue: Catalogue, company: int, token: str, energy: float
) -> tuple[Item, ...]:
    found: list[Item] = []
    if motif.thing and (match := catalogue.find(motif.thing.replace("_", " "), "en")):
        salience, count = (0.6, 1) if motif.person else (1.0, company)
        word = motif.thing.replace("_", " ")
        action = _pace(match.thing.motion, energy)
        found.append(Item(word=word, thing=match.thing.id, count=count, salience=salience, action=action))
    if token:
        found.append(Item(word=token.replace("_", " "), thing=token, salience=0.4))
    for thing in dwellers(scene, catalogue):
        if thing.id not in {item.thing for item in found}:
            found.append(Item(word=thing.id.replace("_", " "), thing=thing.id, salience=0.3))
    return tuple(found)


def _pace(motion: str, energy: float) -> str | None:
    """How an animal goes on: it runs in loud parts, walks in others, and rests where the music nearly does."""
    if motion not in ("walk", "run"):
        return None
    rule = rules().journey
    return "run" if energy >= rule.runs_from else "walk" if energy >= rule.walks_from else None


def _people(motif: Motif, energy: float, index: int, count: int, company: int) -> tuple[Person, ...]:
    if not motif.person:
        return ()
    age: Age = "child" if motif.person == "child" else "adult"
    pose: Pose = "running" if energy > 0.72 else "walking"
    if index == count - 1:
        pose = "looking_up"
    elif energy < 0.25 and index:
        pose = "sitting"
    return (Person(word="somebody", age=age, pose=pose, count=min(company, 3), salience=1.0),)
