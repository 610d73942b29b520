"""How long a film lasts, which part of it each scene is given, and when its sentences are read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from feelm.audio.hearing import Hearing
from feelm.director.rules import rules
from feelm.score.model import Caption
from feelm.story.telling import Scene, Telling

Floats = NDArray[np.float64]
Span = tuple[float, float]
_SYLLABLE = re.compile(r"[가-힣]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")


def reading_s(sentence: str) -> float:
    """Seconds that a sentence needs to be read and looked at.

    >>> reading_s("Rain fell.") < reading_s("Rain fell on the harbour all night.")
    True
    """
    rule = rules().length
    syllables, words = len(_SYLLABLE.findall(sentence)), len(_WORD.findall(sentence))
    return rule.pause_s + syllables / rule.korean_syllables_per_s + words / rule.english_words_per_s


def scene_reading_s(scene: Scene) -> float:
    """Seconds that all sentences of a scene need."""
    return sum(map(reading_s, scene.sentences)) or rules().length.pause_s


def plan_duration(telling: Telling | None, hearing: Hearing | None, length_s: float | None) -> float:
    """Return the length of the film in seconds.

    With music it is the music's length, or ``length_s`` where that is shorter. Words alone take their reading time,
    45 to 90 s for most texts and 300 s for the longest; a curve alone takes a minute.
    """
    rule = rules().length
    if hearing is not None:
        return hearing.duration_s if length_s is None else min(length_s, hearing.duration_s)
    if length_s is not None:
        return length_s
    if telling is None or not telling.scenes:
        return rule.without_words_s
    needed = sum(map(scene_reading_s, telling.scenes))
    calm = min(max(needed, rule.typical_s[0]), rule.typical_s[1])
    return float(math.ceil(min(max(calm, needed / rule.hurry), rule.longest_s)))


def scene_spans(telling: Telling, duration_s: float, hearing: Hearing | None) -> list[Span]:
    """Return (start, end) in seconds for each scene, in order, without gaps, from 0 to ``duration_s``.

    Time is shared by what the sentences need to be read; with music the borders move to the nearest section
    start, else bar, that keeps the shares.
    """
    needs = np.array([scene_reading_s(scene) for scene in telling.scenes], dtype=np.float64)
    if not len(needs):
        return []
    ideals = np.cumsum(needs)[:-1] / needs.sum() * duration_s
    gap_s = min(rules().length.shortest_scene_s, 0.5 * duration_s / len(needs))
    if hearing is None:
        borders = spread(ideals, 0.0, duration_s, gap_s)
    else:
        marks, reluctance = _borders(hearing, duration_s)
        borders = lay(ideals, marks, reluctance, 0.0, duration_s, gap_s)
    edges = [0.0, *borders, duration_s]
    return list(pairwise(edges))


def _borders(hearing: Hearing, duration_s: float) -> tuple[Floats, Floats]:
    """Where a scene may begin, with a reluctance for each: section starts 0, bars 0.25, beats 0.5."""
    starts = np.array([section.start_s for section in hearing.sections], dtype=np.float64)
    marks = np.concatenate([starts, hearing.downbeats_s, hearing.beats_s])
    reluctance = np.repeat([0.0, 0.25, 0.5], [len(starts), len(hearing.downbeats_s), len(hearing.beats_s)])
    inside = (marks > 0.0) & (marks < duration_s)
    order = np.argsort(marks[inside], kind="stable")
    return marks[inside][order], reluctance[inside][order]


def spread(ideals: Floats, start_s: float, end_s: float, gap_s: float) -> list[float]:
    """Borders as near to their ideals as a least distance between them allows."""
    count = len(ideals)
    low = start_s + gap_s * np.arange(1, count + 1)
    high = end_s - gap_s * np.arange(count, 0, -1)
    placed: list[float] = []
    for index, ideal in enumerate(ideals.tolist()):
        at = min(max(ideal, float(low[index])), float(high[index]))
        placed.append(max(at, placed[-1] + gap_s) if placed else at)
    return placed


def lay(
    ideals: Floats, marks: Floats, reluctance: Floats, start_s: float, end_s: float, gap_s: float
) -> list[float]:
    """Lay borders on marks: the choice that moves them least and goes to reluctant marks least.

    Dynamic programming over (border, mark): cost ((mark − ideal) / mean distance)² + reluctance, borders at least
    ``gap_s`` apart. Where the marks cannot carry all borders, they stay at their ideals (``spread``).

    Args:
        ideals: wished times, rising, shape (k,).
        marks: allowed times, rising, shape (m,).
        reluctance: cost of each mark, shape (m,).
    """
    usable = (marks >= start_s + gap_s) & (marks <= end_s - gap_s)
    marks, reluctance = marks[usable], reluctance[usable]
    count = len(ideals)
    if count == 0 or len(marks) == 0:
        return spread(ideals, start_s, end_s, gap_s)
    mean_s = (end_s - start_s) / (count + 1)
    cost = ((marks[None, :] - ideals[:, None]) / mean_s) ** 2 + reluctance[None, :]
    reach = np.searchsorted(marks, marks - gap_s + 1e-9, side="right") - 1
    best = cost[0]
    came: list[NDArray[np.int64]] = []
    for row in cost[1:]:
        lowest = np.minimum.accumulate(best)
        where = np.maximum.accumulate(np.where(best <= lowest, np.arange(len(best)), 0))
        came.append(np.where(reach >= 0, where[np.maximum(reach, 0)], -1))
        best = np.where(reach >= 0, lowest[np.maximum(reach, 0)], np.inf) + row
    if not np.isfinite(best.min()):
        return spread(ideals, start_s, end_s, gap_s)
    at = int(np.argmin(best))
    path = [at]
    for back in reversed(came):
        at = int(back[at])
        path.append(at)
    return [float(marks[index]) for index in reversed(path)]


def sentence_spans(scene: Scene, span: Span) -> list[tuple[float, float, str]]:
    """When each sentence of a scene is read within its span: (start, end, sentence), shares by reading time."""
    needs = np.array([reading_s(sentence) for sentence in scene.sentences], dtype=np.float64)
    edges = span[0] + np.concatenate([[0.0], np.cumsum(needs)]) / max(needs.sum(), 1e-9) * (span[1] - span[0])
    pairs = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    return [(start, end, text) for (start, end), text in zip(pairs, scene.sentences, strict=True)]


def captions_for(scenes: Sequence[Scene], spans: Sequence[Span]) -> list[Caption]:
    """The sentences as captions: each within its share of its scene, no longer than it takes to read well."""
    rule = rules().captions
    captions = []
    for scene, span in zip(scenes, spans, strict=True):
        for start_s, end_s, text in sentence_spans(scene, span):
            begin = start_s + min(rule.lead_s, 0.2 * (end_s - start_s))
            wanted = min(max(reading_s(text), rule.least_s), rule.most_s)
            end = max(min(begin + wanted, end_s - rule.gap_s), begin + 0.5 * (end_s - begin))
            captions.append(Caption(start=round(begin, 3), end=round(end, 3), text=text))
    return captions
