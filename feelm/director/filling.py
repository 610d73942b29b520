"""When the music is longer than the words: long scenes are told in pieces, between them what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from feelm.audio.hearing import Hearing
from feelm.director.brief import Catalogue
from feelm.director.passage import Passage
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.director.timing import lay, spread
from feelm.story.telling import Item


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
            if piece % 2 == 0:
                filled.append(stretch)
            elif (number and piece % 4 == 3) or (number and not passage.scene.people):
                filled.append(_echo(stretch, passages[(number - 1 - piece // 4) % number], say))
            else:
                filled.append(_interlude(stretch, catalogue, say))
    return filled


def _pieces(passage: Passage, hearing: Hearing | None) -> list[tuple[float, float]]:
    rule = rules().length
    if passage.length_s <= rule.longest_scene_s:
        return [(passage.start_s, passage.end_s)]
    count = max(2, round(passage.length_s / rule.piece_s))
    ideals = np.linspace(passage.start_s, passage.end_s, count + 1)[1:-1]
    if hearing is None:
        borders = spread(ideals, passage.start_s, passage.end_s, 0.5 * rule.piece_s)
    else:
        starts = np.array([section.start_s for section in hearing.sections], dtype=np.float64)
        marks = np.union1d(starts, hearing.downbeats_s)
        reluctance = np.where(np.isin(marks, starts), 0.0, 0.1)
        borders = lay(ideals, marks, reluctance, passage.start_s, passage.end_s, 0.5 * rule.piece_s)
    edges = [passage.start_s, *borders, passage.end_s]
    return list(pairwise(edges))


def _echo(stretch: Passage, earlier: Passage, say: Reasons) -> Passage:
    scene = replace(earlier.scene, memory=True)
    index = earlier.index or 0
    why = earlier.why | {"world.place": say("echo_place", value=scene.place or "open", scene=index + 1)}
    return replace(stretch, scene=scene, index=earlier.index, why=why, sentences=())


def _interlude(stretch: Passage, catalogue: Catalogue, say: Reasons) -> Passage:
    look = rules().places[stretch.scene.place or "open"]
    found = [(word, catalogue.find(word.replace("_", " "), "en")) for word in look.lives]
    items = tuple(Item(word="", thing=match.thing.id, salience=0.5) for _, match in found if match)
    why = stretch.why | {"world.players": say("interlude_players")}
    return replace(stretch, scene=replace(stretch.scene, people=(), items=items), why=why, sentences=())
