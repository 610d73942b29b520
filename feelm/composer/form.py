"""The plan of a piece: sections, keys, tempo, and the time of every beat.

The length is given and the turns of the feeling fall where they fall, so tempo gives way: each span between
two turns takes the number of bars whose tempo is nearest to what the feeling asks, and the first beat after
a turn is exactly on it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

from feelm.affect.feeling import Feeling
from feelm.composer.character import Character, character
from feelm.composer.notation import Floats
from feelm.composer.theory import BRIGHT_MODES, Key
from feelm.composer.turns import TURN_SIZE, find_turns, main_turn, turn_size
from feelm.seeds import generator

LEAD_IN_S = 0.08
"""Rest before the first note, so that its attack is heard whole."""


@dataclass(frozen=True)
class Section:
    """A run of bars with one character: ``role`` and ``theme`` as in ``Part``; ``variant`` counts the uses of
    its theme; ``breath`` says that silence comes before the next section."""

    role: str
    theme: str
    variant: int
    first_bar: int
    bars: int
    key: Key
    character: Character
    energy: float
    breath: bool = False


@dataclass(frozen=True)
class Form:
    """Sections, metre and beat times; ``beats_s`` has one beat more than the bars: the final chord.

    ``intensity`` 0..1 is the loudness of each bar, as the feeling swells and the piece arches.
    """

    sections: tuple[Section, ...]
    beats_per_bar: int
    beats_s: Floats
    duration_s: float
    home: Key
    turns_s: tuple[float, ...]
    intensity: Floats

    def time(self, beat: float) -> float:
        """Seconds of a written beat."""
        return float(np.interp(beat, np.arange(len(self.beats_s)), self.beats_s))


@dataclass(frozen=True)
class _Span:
    """Bars between two turns."""

    start_s: float
    end_s: float
    bars: int


def plan_form(feeling: Feeling, duration_s: float, seed: int, turns_s: Sequence[float]) -> Form:
    """Plan a piece of exactly ``duration_s`` seconds that follows the feeling."""
    rng = generator(seed, "composer", "form")
    tail = min(max(1.6, 0.09 * duration_s), 6.5, 0.36 * duration_s)
    end = duration_s - tail
    turns = find_turns(feeling, end, turns_s)
    main = main_turn(feeling, turns, end)
    breaths = {t for t in turns if t == main or turn_size(feeling, t, end) >= TURN_SIZE}
    overall = _mean_character(feeling, 0.0, end)
    metre = 3 if -0.75 < overall.arousal < 0.15 and rng.random() < 0.4 else 4
    edges = [LEAD_IN_S, *turns, end]
    spans = [_span(feeling, a, b, metre) for a, b in pairwise(edges)]
    first = _mean_character(feeling, 0.0, edges[1])
    home = Key(int(rng.choice(_tonics(first))), first.mode)
    sections = _sections(feeling, spans, metre, home, main, breaths)
    beats = _beat_times(spans, metre)
    intensity = _intensity(feeling, sections, beats[::metre])
    means = [float(intensity[s.first_bar : s.first_bar + s.bars].mean()) for s in sections]
    sections = tuple(replace(s, energy=e) for s, e in zip(sections, means, strict=True))
    return Form(sections, metre, beats, duration_s, home, turns, intensity)


def _tonics(of: Character) -> list[int]:
    """Tonics that sound well on the instruments, flats and low keys for sorrow, sharps for joy."""
    return [2, 7, 9, 4] if of.mode in BRIGHT_MODES else [9, 2, 4, 0, 7]


def _mean_character(feeling: Feeling, start_s: float, end_s: float) -> Character:
    v, a = feeling.at(np.linspace(start_s, max(end_s, start_s + 0.01), 33))
    return character(float(v.mean()), float(a.mean()))


def _span(feeling: Feeling, start_s: float, end_s: float, metre: int) -> _Span:
    """Choose the number of bars: near the tempo that is wanted, rather in fours."""
    wanted = _mean_character(feeling, start_s, end_s).tempo_bpm
    ideal = (end_s - start_s) * wanted / 60.0 / metre
    choices = range(max(1, int(ideal * 0.7)), int(ideal * 1.35) + 2)

    def cost(bars: int) -> float:
        return abs(float(np.log2(bars / ideal))) * 4.0 + (0.0, 0.35, 0.15, 0.35)[bars % 4]

    return _Span(start_s, end_s, min(choices, key=cost))


def _beat_times(spans: Sequence[_Span], metre: int) -> Floats:
    """Beat times: even inside a span, a broadening in the last two bars, the last beat is the final chord."""
    beats: list[Floats] = []
    for n, span in enumerate(spans):
        lengths = np.ones(span.bars * metre)
        if n == len(spans) - 1 and span.bars >= 3:
            slow = min(2 * metre, len(lengths))
            lengths[-slow:] *= 1.0 + 0.28 * np.linspace(0.0, 1.0, slow) ** 1.6
        edges = np.concatenate([[0.0], np.cumsum(lengths)])
        beats.append(span.start_s + edges[:-1] * (span.end_s - span.start_s) / edges[-1])
    return np.concatenate([*beats, [spans[-1].end_s]])


def _chunks(bars: int, opening: bool, closing: bool, before: int) -> list[tuple[int, bool]]:
    """Split a span into sections of about eight bars: (bars, is introduction).

    The theme's return at the very end is rather the longer one of the last two. With ``before`` sections in
    earlier spans, the closing span is split further so that the piece has a theme, a contrast and a return.
    """
    intro = 0
    if opening and bars >= 9:
        # Two bars too many are the ending (the close once more), one or three an introduction.
        odd = bars % 4
        intro = odd if odd != 2 else 0
        intro = intro or (4 if bars >= 24 else 0)
    left = bars - intro
    sizes = [8] * (left // 8)
    rest = left % 8
    if rest >= 4 or (rest and not sizes):
        sizes.append(rest)
    elif rest:
        sizes[-1] += rest
    if closing:
        while before + len(sizes) < 3 and max(sizes) >= 8:
            widest = len(sizes) - 1 - sizes[::-1].index(max(sizes))
            sizes[widest : widest + 1] = [4, sizes[widest] - 4]
        if before == 0 and len(sizes) > 2 and sizes[-1] < sizes[-2]:
            sizes[-2:] = sizes[:-3:-1]
    return ([(intro, True)] if intro else []) + [(size, False) for size in sizes]


def _sections(
    feeling: Feeling,
    spans: Sequence[_Span],
    metre: int,
    home: Key,
    turn: float | None,
    breaths: Collection[float],
) -> tuple[Section, ...]:
    """Lay out the sections of all spans with their roles, keys and characters."""
    bare: list[Section] = []
    turn_index, bar = None, 0
    for n, span in enumerate(spans):
        if turn is not None and span.start_s == turn:
            turn_index = len(bare)
        bar_s = (span.end_s - span.start_s) / span.bars
        begin = span.start_s
        songs = sum(1 for s in bare if s.role != "intro")
        for bars, intro in _chunks(span.bars, n == 0, n == len(spans) - 1, songs):
            mood = replace(
                _mean_character(feeling, begin, begin + bars * bar_s), tempo_bpm=60.0 * metre / bar_s
            )
            bare.append(Section("intro" if intro else "", "", 0, bar, bars, home, mood, 0.0))
            bar, begin = bar + bars, begin + bars * bar_s
        bare[-1] = replace(bare[-1], breath=span.end_s in breaths)
    return tuple(_keys(_with_ending(_roles(bare, turn_index)), home))


def _roles(bare: Sequence[Section], turn_index: int | None) -> list[Section]:
    """Give each section its role: the theme first and last, the contrast where the feeling turns.

    Between them varied themes alternate with contrasts (a second one, C, in long pieces) and with interludes
    without a tune.
    """
    songs = [k for k, s in enumerate(bare) if s.role != "intro"]
    first, last = songs[0], songs[-1]
    contrast = turn_index if turn_index is not None else songs[min(round(len(songs) * 0.55), len(songs) - 1)]
    if contrast >= last > first:
        contrast = last - 1
    out = list(bare)
    uses = {"A": 0, "B": 0, "C": 0, "": 0}
    for place, k in enumerate(songs):
        if k == first:
            role, theme = "theme", "A"
        elif k == last:
            role, theme = "return", "A"
        elif k == contrast:
            role, theme = "contrast", "B"
        else:
            cycle = (("variation", "A"), ("contrast", "B"), ("variation", "A"), ("interlude", ""))
            role, theme = cycle[(place - 1) % 4] if place > 1 else cycle[0]
            theme = "C" if theme == "B" and uses["B"] > uses["C"] else theme
        out[k] = replace(out[k], role=role, theme=theme, variant=uses[theme])
        uses[theme] += 1
    return out


def _with_ending(sections: list[Section]) -> list[Section]:
    """Bars that the theme's return has left over are the ending: its close once more, softly, or a bar to ring in."""
    last = sections[-1]
    if last.role != "return" or last.bars <= 8:
        return sections
    ending = replace(last, role="ending", first_bar=last.first_bar + 8, bars=last.bars - 8)
    return [*sections[:-1], replace(last, bars=8), ending]


def _keys(sections: Sequence[Section], home: Key) -> list[Section]:
    """Themes stay on the home tonic in the mode of their feeling; contrasts and interludes go elsewhere."""
    out: list[Section] = []
    for section in sections:
        mode = section.character.mode
        tonic = home.tonic
        if section.theme != "A" and section.role != "intro":
            tonic += _departure(home.mode in BRIGHT_MODES, mode in BRIGHT_MODES, section.variant)
        out.append(replace(section, key=Key(tonic % 12, mode)))
    return out


def _departure(home_bright: bool, bright: bool, variant: int) -> int:
    """Semitones to the key area of a contrast: relatives when the mode turns, else subdominant or dominant side."""
    if home_bright and not bright:
        return -3
    if bright and not home_bright:
        return 3
    return (5, -5)[variant % 2] if bright else (5, 7)[variant % 2]


def _intensity(feeling: Feeling, sections: Sequence[Section], bar_lines_s: Floats) -> Floats:
    """Loudness of each bar: its feeling, on an arch over the whole piece that is highest near two thirds.

    It is smoothed over some bars, but not across a breath, where the music starts anew.
    """
    bars = len(bar_lines_s) - 1
    middle = (np.arange(bars) + 0.5) / bars
    arch = 0.48 + 0.76 * np.exp(-(((middle - 0.66) / 0.38) ** 2))
    valence, arousal = feeling.at((bar_lines_s[:-1] + bar_lines_s[1:]) / 2)
    felt = np.array([character(float(v), float(a)).loudness for v, a in zip(valence, arousal, strict=True)])
    out = felt * arch
    for section in sections:
        quiet = {"intro": 0.75, "interlude": 0.8, "ending": 0.8}.get(section.role, 1.0)
        out[section.first_bar : section.first_bar + section.bars] *= quiet
    begin = 0
    for section in sections:
        end = section.first_bar + section.bars
        if section.breath or end == bars:
            out[begin:end] = gaussian_filter1d(out[begin:end], 1.3, mode="nearest")
            begin = end
    clipped: Floats = np.clip(out, 0.08, 1.0)
    return clipped
