"""Where to cut: lengths from the feeling, places from the music, both from the words.

Shots are log-normal in length and like their neighbours (J. E. Cutting, J. E. DeLong, C. E. Nothelfer, "Attention and
the evolution of Hollywood film", 2010); they are laid on bars and beats, and a cut is on its beat or less than a
frame before it, since a picture may lead the sound but should not lag (ITU-R BT.1359-1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from feelm.affect.feeling import Feeling
from feelm.audio.hearing import Hearing
from feelm.clock import cut_frame, frame_count
from feelm.director.passage import Passage, energy_at, section_at
from feelm.director.reasons import Reasons
from feelm.director.relations import Gains, felt_in, look_offsets
from feelm.director.rules import rules
from feelm.director.setting import mean_feeling
from feelm.director.timing import lay, spread
from feelm.seeds import generator

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Take:
    """A shot as the cutter leaves it: frames from ``first`` to before ``stop``, in which passage, with what feeling.

    ``opens`` tells whether a scene ("scene"), a section ("section") or nothing ("") begins with it; ``on_section``
    whether a section of the music does, scene or not.
    """

    first: int
    stop: int
    passage: Passage
    valence: float
    arousal: float
    energy: float
    label: str
    opens: str
    on_section: bool
    why_start: str
    why_length: str
    held: bool = False


@dataclass(frozen=True)
class _Block:
    """A stretch between two cuts that are fixed (scene or section borders)."""

    start_s: float
    end_s: float
    passage: Passage
    opens: str
    valence: float
    arousal: float
    energy: float
    rhythm: float
    """Octaves by which the feeling shortens its shots."""

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def usual_length_s(arousal: float, energy: float) -> float:
    """The usual length of a shot at an arousal (-1..1) and an energy of the music (0..1)."""
    rule = rules().cut
    octaves = rule.halves_per_arousal * arousal + rule.halves_per_energy * (energy - 0.5)
    return float(min(max(rule.usual_s * 2.0**-octaves, rule.shortest_s), rule.longest_s))


def cut(
    passages: Sequence[Passage],
    hearing: Hearing | None,
    feeling: Feeling,
    duration_s: float,
    fps: float,
    seed: int,
    say: Reasons,
    gains: Gains | None = None,
) -> list[Take]:
    """Return the shots of the film in order; together they cover every frame once.

    Args:
        passages: settled scenes that cover the film from 0 to ``duration_s``.
        gains: a person's own relations of feeling.
    """
    blocks = _blocks(passages, hearing, feeling, gains or {})
    counts = _counts(blocks)
    long_block = _long_take(blocks, counts)
    if long_block is not None:
        fewest = math.ceil(blocks[long_block].length_s / rules().cut.long_take_s)
        counts[long_block] = min(
            counts[long_block], max(fewest, round(counts[long_block] / rules().cut.long_take))
        )
    times: list[tuple[float, _Block, str]] = []
    previous = 0.0
    for index, (block, count) in enumerate(zip(blocks, counts, strict=True)):
        ideals, previous = _ideals(
            block, count, index == len(blocks) - 1, generator(seed, "cut", index), previous
        )
        cuts = _laid(block, ideals, hearing)
        times.append((block.start_s, block, block.opens))
        times += [(at, block, "") for at in cuts]
    long_take = blocks[long_block] if long_block is not None else None
    return _takes(times, hearing, feeling, duration_s, fps, long_take, say)


def _blocks(
    passages: Sequence[Passage], hearing: Hearing | None, feeling: Feeling, gains: Gains
) -> list[_Block]:
    """Divide the passages at section starts; borders nearer than the shortest shot fall together."""
    shortest_s = rules().cut.shortest_s
    blocks: list[_Block] = []
    for passage in passages:
        starts = [section.start_s for section in hearing.sections] if hearing else []
        inside = [at for at in starts if passage.start_s + shortest_s <= at <= passage.end_s - shortest_s]
        edges = [passage.start_s, *inside, passage.end_s]
        for number, (start_s, end_s) in enumerate(pairwise(edges)):
            valence, arousal = mean_feeling(feeling, start_s, end_s)
            energy = energy_at(hearing, 0.5 * (start_s + end_s), arousal)
            opens = "scene" if number == 0 else "section"
            rhythm = look_offsets(felt_in(feeling, start_s, end_s), gains).rhythm
            blocks.append(_Block(start_s, end_s, passage, opens, valence, arousal, energy, rhythm))
    return blocks


def _counts(blocks: Sequence[_Block]) -> list[int]:
    """How many shots each block has: by the usual length at its feeling, two where there are two things to see."""
    rule = rules().cut
    counts = []
    for block in blocks:
        scene = block.passage.scene
        sights = len(scene.items) + len(scene.people) + any(kind == "backdrop" for _, kind in scene.setting)
        split = block.length_s >= rule.split_from_s and (sights >= 2 or block.arousal >= rule.split_arousal)
        usual = round(block.length_s / usual_length_s(block.rhythm / rule.halves_per_arousal, block.energy))
        counts.append(max(2 if split else 1, usual, math.ceil(block.length_s / rule.longest_s)))
    return counts


def _long_take(blocks: Sequence[_Block], counts: Sequence[int]) -> int | None:
    """The block in which one shot may run long: the calmest with room for it, neither first nor last."""
    inner = [i for i in range(1, len(blocks) - 1) if counts[i] >= 2] or [
        i for i in range(len(blocks)) if counts[i] >= 3
    ]
    return min(inner, key=lambda i: (blocks[i].arousal + blocks[i].energy, i)) if inner else None


def _ideals(
    block: _Block, count: int, is_last: bool, rng: np.random.Generator, previous: float
) -> tuple[Floats, float]:
    """Wished cuts inside a block, shape (count - 1,), and the last deviation, which the next block carries on."""
    rule = rules().cut
    deviations = []
    for _ in range(count):
        previous = rule.memory * previous + math.sqrt(1.0 - rule.memory**2) * float(rng.normal())
        deviations.append(previous)
    lengths = np.exp(rule.spread * np.array(deviations))
    if is_last:
        held = max(lengths[-1], float(lengths.mean())) * rule.last
        most = min(rule.long_take_s / block.length_s, 0.9)
        lengths[-1] = min(held, most / (1.0 - most) * float(lengths[:-1].sum())) if count > 1 else held
    cuts = block.start_s + np.cumsum(lengths)[:-1] / lengths.sum() * block.length_s
    return _to_sentences(cuts, block, block.length_s / count), previous


def _to_sentences(cuts: Floats, block: _Block, length_s: float) -> Floats:
    """Move the cut nearest to each sentence border onto it, where it is near enough."""
    near_s = rules().cut.to_sentence * length_s
    moved = cuts.copy()
    for start_s, _, _ in block.passage.sentences[1:]:
        if len(cuts):
            index = int(np.argmin(np.abs(cuts - start_s)))
            if abs(float(cuts[index]) - start_s) <= near_s:
                moved[index] = start_s
    return np.sort(moved)


def _laid(block: _Block, ideals: Floats, hearing: Hearing | None) -> list[float]:
    """The cuts of a block on the music's bars and beats, as few as fit."""
    gap_s = min(rules().cut.shortest_s, block.length_s / (len(ideals) + 1))
    if hearing is None:
        return spread(ideals, block.start_s, block.end_s, gap_s)
    rule = rules().cut
    calm = 0.5 - 0.5 * min(max(block.arousal, -1.0), 1.0)
    cost = rule.off_downbeat + calm * (rule.off_downbeat_calm - rule.off_downbeat)
    beats = hearing.beats_s
    on_bar = (
        np.abs(beats[:, None] - hearing.downbeats_s[None, :]).min(1) < 1e-3
        if len(hearing.downbeats_s)
        else beats < 0
    )
    return lay(ideals, beats, np.where(on_bar, 0.0, cost), block.start_s, block.end_s, gap_s)


def _takes(
    times: list[tuple[float, _Block, str]], hearing: Hearing | None, feeling: Feeling, duration_s: float, fps: float,
    long_take: _Block | None, say: Reasons,
) -> list[Take]:  # fmt: skip
    """Times to frames; what would be shorter than the shortest shot goes into the shot before it."""
    total, least = frame_count(duration_s, fps), rules().cut.shortest_frames
    kept: list[tuple[int, float, _Block, str]] = []
    for at, block, opens in times:
        frame = cut_frame(at, fps)
        if kept and (frame - kept[-1][0] < least or total - frame < least):
            continue
        kept.append((frame if kept else 0, at, block, opens))
    takes = []
    for index, (first, at, block, opens) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else total
        valence, arousal = mean_feeling(feeling, first / fps, stop / fps)
        section = section_at(hearing, at)
        takes.append(
            Take(
                first=first,
                stop=stop,
                passage=block.passage,
                valence=valence,
                arousal=arousal,
                energy=energy_at(hearing, at, arousal),
                label=section.label if section else "",
                opens=opens or ("section" if _opens_section(at, hearing) else ""),
                on_section=_opens_section(at, hearing),
                why_start=_why_cut(at, block, opens, hearing, say),
                why_length=say(
                    "length", length=f"{(stop - first) / fps:.1f}", arousal=arousal, energy=block.energy
                ),
            )
        )
    return _with_long_and_last(takes, long_take, say)


def _with_long_and_last(takes: list[Take], long_take: _Block | None, say: Reasons) -> list[Take]:
    if long_take is not None:
        inside = [i for i, take in enumerate(takes[:-1]) if take.passage is long_take.passage]
        if inside:
            longest = max(inside, key=lambda i: takes[i].stop - takes[i].first)
            takes[longest] = replace(takes[longest], why_length=say("length_long"), held=True)
    takes[-1] = replace(takes[-1], why_length=say("length_last"))
    return takes


def _opens_section(at: float, hearing: Hearing | None) -> bool:
    return hearing is not None and any(abs(section.start_s - at) < 0.05 for section in hearing.sections)


def bar_at(time_s: float, hearing: Hearing) -> int:
    """The number of the bar that sounds at an instant, from 1."""
    return max(1, int(np.searchsorted(hearing.downbeats_s, time_s + 1e-3, side="right")))


def _why_cut(at: float, block: _Block, opens: str, hearing: Hearing | None, say: Reasons) -> str:
    if at <= 0.0:
        return say("start_film")
    scene = ""
    if opens == "scene":
        scene = block.passage.why["start"]
    if hearing is None:
        borders = [start for start, _, _ in block.passage.sentences]
        return scene or say("cut_sentence" if any(abs(at - b) < 0.02 for b in borders) else "cut_free")
    bar = bar_at(at, hearing)
    on_bar = bool(len(hearing.downbeats_s)) and float(np.abs(hearing.downbeats_s - at).min()) < 0.03
    section = section_at(hearing, at)
    if _opens_section(at, hearing) and section:
        music = say("cut_section" if on_bar else "cut_section_off", bar=bar, label=section.label)
    elif on_bar:
        music = say("cut_bar", bar=bar)
    elif len(hearing.beats_s) and float(np.abs(hearing.beats_s - at).min()) < 0.03:
        music = say("cut_beat", bar=bar)
    else:
        return scene or say("cut_free")
    return f"{scene}; {music}" if scene else music
