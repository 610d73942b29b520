"""When the music is longer than the words: long scenes are told in pieces, between them what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from feelm.audio.hearing import Hearing
from feelm.director.brief import Catalogue
from feelm.director.casting import dwellers
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.director.timing import lay, spread
from feelm.story.telling import Item
from feelm.vocabulary import INDOOR_PLACES, Season

SEASONS_IN_TURN: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")
_SEASONLESS = ("space", "desert", "snowfield", "sky")


def fill(
    passages: Sequence[Passage], hearing: Hearing | None, catalogue: Catalogue, say: Reasons
) -> list[Passage]:
    """Return the passages with the long ones divided on bars.

    Every second piece of a long scene leaves it: first its place without the people, then an earlier scene that
    comes back as a memory, in turn. Pieces of the scene itself keep its sentences.
    """
    filled: list[Passage] = []
    for number, passage in enumerate(passages):
        for piece, (start_s, end_s) in enumerate(_pieces(passage, hearing)):
            stretch = replace(passage, start_s=start_s, end_s=end_s)
            if piece == 0:
                filled.append(stretch)
            elif piece % 2 == 0:
                again = passage.why | {"start": say("cut_again", scene=(passage.index or 0) + 1)}
                filled.append(replace(stretch, why=again))
            elif number and (piece % 4 == 3 or not passage.scene.people):
                filled.append(_echo(stretch, passages[(number - 1 - piece // 4) % number], say))
            else:
                filled.append(_interlude(stretch, piece // 2, catalogue, say))
    return filled


def _pieces(passage: Passage, hearing: Hearing | None) -> list[tuple[float, float]]:
    rule = rules().length
    if passage.length_s <= rule.longest_scene_s:
        return [(passage.start_s, passage.end_s)]
    pairs = max(1, round(passage.length_s / (rule.piece_s + rule.between_s)))
    lengths = np.array([rule.piece_s, rule.between_s] * pairs + [rule.piece_s])
    ideals = passage.start_s + np.cumsum(lengths)[:-1] / lengths.sum() * passage.length_s
    gap_s = 0.4 * rule.between_s
    if hearing is None:
        borders = spread(ideals, passage.start_s, passage.end_s, gap_s)
    else:
        starts = np.array([section.start_s for section in hearing.sections], dtype=np.float64)
        marks = np.union1d(starts, hearing.downbeats_s)
        reluctance = np.where(np.isin(marks, starts), 0.0, 0.1)
        borders = lay(ideals, marks, reluctance, passage.start_s, passage.end_s, gap_s)
    edges = [passage.start_s, *borders, passage.end_s]
    return list(pairwise(edges))


def _echo(stretch: Passage, earlier: Passage, say: Reasons) -> Passage:
    """An earlier scene that comes back, as a memory."""
    scene, number = replace(earlier.scene, memory=True), (earlier.index or 0) + 1
    why = earlier.why | {
        "start": say("cut_echo", scene=number),
        "world.place": say("echo_place", value=scene.place or "open", scene=number),
    }
    return replace(stretch, scene=scene, index=earlier.index, why=why, sentences=())


def _interlude(stretch: Passage, turn: int, catalogue: Catalogue, say: Reasons) -> Passage:
    """The place without its people, at another hour and, out of doors, in the next season."""
    scene = stretch.scene
    hours = [hour for hour in rules().journey.day_major if hour != scene.time_of_day]
    hour = hours[(2 * turn + 4) % len(hours)]
    season = scene.season
    if scene.place not in INDOOR_PLACES and scene.place not in _SEASONLESS:
        season = SEASONS_IN_TURN[(SEASONS_IN_TURN.index(season or "summer") + turn + 1) % 4]
    weather = scene.weather if scene.weather != "snow" or season == "winter" else "clear"
    scene = replace(scene, people=(), time_of_day=hour, season=season, weather=weather)
    items = tuple(Item(word="", thing=thing.id, salience=0.5) for thing in dwellers(scene, catalogue))
    why = stretch.why | {
        "start": say("cut_interlude"),
        "world.time": say("interlude_time", value=hour),
        "world.players": say("interlude_players"),
    }
    if season:
        why["world.season"] = say("interlude_time", value=season)
    return replace(stretch, scene=replace(scene, items=items), why=why, sentences=())
