"""A bare timeline: a film of which nothing is chosen but when its shots begin, for a person who fills it alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from feelm.language import say

if TYPE_CHECKING:
    from feelm.audio.hearing import Hearing
    from feelm.score.model import Caption, Score, Shot

Span = tuple[float, float]
_LONGEST_S = 14.0
"""A part of the music that is longer than this is divided at bars."""
_STEP_S = 5.0
"""Length of a shot where neither music nor words say one."""


def bare_shots(
    hearing: Hearing | None, duration_s: float, fps: float, words: Sequence[tuple[Span, str]]
) -> list[Shot]:
    """Neutral shots that cover the film: one for each scene of the words, else on the sections and bars of the music.

    Args:
        hearing: the music, or None.
        duration_s: length of the film in seconds.
        fps: frames per second; no shot is shorter than a frame.
        words: (start, end) in seconds and text of each scene, without gaps; may be empty.
    """
    from feelm.score.model import Camera, Grade, Paint, Shot

    if words:
        edges = [span[0] for span, _ in words] + [duration_s]
    elif hearing is not None:
        edges = _music_edges(hearing, duration_s)
    else:
        count = max(1, round(duration_s / _STEP_S))
        edges = [duration_s * index / count for index in range(count + 1)]
    edges = [round(edge, 4) for edge in _apart(edges, 1.0 / fps)]
    texts = [text for _, text in words] if len(words) == len(edges) - 1 else [""] * (len(edges) - 1)
    return [
        Shot(
            id=f"s{number:02d}",
            start=start,
            end=end,
            text=text,
            camera=Camera(move="hold", strength=0.0),
            paint=Paint(painter="plain"),
            grade=Grade(vignette=0.0, grain=0.0),
        )
        for number, ((start, end), text) in enumerate(zip(pairwise(edges), texts, strict=True), 1)
    ]


def captions_of(shots: Sequence[Shot]) -> list[Caption]:
    """The words of each shot as a caption over it."""
    from feelm.score.model import Caption

    return [Caption(start=shot.start, end=shot.end, text=shot.text) for shot in shots if shot.text]


def write_timeline(score: Score, path: Path) -> None:
    """Write a bare timeline with comments that say what every shot can be given.

    Raises:
        OutputError: the folder is missing, full or not writable.
    """
    from feelm.render.store import write_whole
    from feelm.score import dumps

    head, mark, shots = dumps(score, path.name).partition("\nshots:\n")
    text = f"{head}\n{say(_GUIDE_EN, _GUIDE_KO)}{mark.lstrip()}{shots}"
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def _music_edges(hearing: Hearing, duration_s: float) -> list[float]:
    """The starts of the sections, long ones divided at the bars nearest to even parts."""
    starts = sorted({0.0, *(section.start_s for section in hearing.sections)})
    edges = [start for start in starts if start < duration_s] + [duration_s]
    bars = [float(bar) for bar in hearing.downbeats_s]
    inner = []
    for start, end in pairwise(edges):
        count = math.ceil((end - start) / _LONGEST_S - 1e-9)
        for index in range(1, count):
            ideal = start + (end - start) * index / count
            near = [bar for bar in bars if start < bar < end] or [ideal]
            inner.append(near[int(np.argmin(np.abs(np.array(near) - ideal)))])
    return sorted({*edges, *inner})


def _apart(edges: Sequence[float], least_s: float) -> list[float]:
    """The edges without those that would leave a shot shorter than ``least_s``; the first and last stay."""
    kept = [edges[0]]
    for edge in edges[1:-1]:
        if edge - kept[-1] >= least_s and edges[-1] - edge >= least_s:
            kept.append(edge)
    return [*kept, edges[-1]]


_GUIDE_EN = """\
# A bare timeline: nothing was chosen for you. Give a shot what you want, leave out the rest. For instance:
#   size: close              extreme_wide, wide, medium, close, detail
#   camera: {move: push_in, strength: 0.5, zoom: 1 + 0.03 * kick}
#   world:
#     place: garden          see docs/score.md for places, hours, weathers
#     time: sunset
#     weather: clear
#     players:
#     - {person: elder, gender: female, pose: standing, hero: true}
#     - {thing: sunflower, count: 3}        (find things with: feelm things "sunflower")
#   paint: {painter: brush, style: starry, strength: 0.65, hero_strength: 0.45}   (see: feelm styles)
#   grade: {exposure: 0.05 * kick, vignette: 0.15}
#   transition: {kind: dissolve, length: 0.8}
# To move a cut, change the end of a shot and the start of the next to the same second.
# Look at it with: feelm board, feelm preview
"""
_GUIDE_KO = """\
# 빈 시간표: 아무것도 대신 고르지 않았습니다. 장면마다 원하는 것만 쓰고 나머지는 비워 두세요. 예:
#   size: close              extreme_wide, wide, medium, close, detail
#   camera: {move: push_in, strength: 0.5, zoom: 1 + 0.03 * kick}
#   world:
#     place: garden          장소, 시간, 날씨는 docs/score.md에 있습니다
#     time: sunset
#     weather: clear
#     players:
#     - {person: elder, gender: female, pose: standing, hero: true}
#     - {thing: sunflower, count: 3}        (찾기: feelm things "해바라기")
#   paint: {painter: brush, style: starry, strength: 0.65, hero_strength: 0.45}   (화풍: feelm styles)
#   grade: {exposure: 0.05 * kick, vignette: 0.15}
#   transition: {kind: dissolve, length: 0.8}
# 자르는 곳을 옮기려면 장면의 end와 다음 장면의 start를 같은 초로 바꾸세요.
# 보기: feelm board, feelm preview
"""
