"""Named camera moves: what each changes, by how much, and how several follow one another without a jolt.

A move is a change of one channel (a step forward, a turn, a turn about the hero…) along an eased way. Moves add up, so
where one ends the next goes on from; ways that meet overlap a little, so that the camera's speed has no jump (C1).
Everything is a function of the time in seconds: the same instant has the same pose at every frame rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from feelm.errors import ScoreError
from feelm.score.camera_plan import Move
from feelm.score.easing import easing
from feelm.stage.lens import FOCALS
from feelm.vocabulary import CameraMove, ShotSize

Floats = NDArray[np.float64]
Channel = Literal[
    "x", "y", "z", "pan", "tilt", "roll", "zoom", "orbit", "lift", "crane", "vertigo", "pull",
]  # fmt: skip
"""``zoom``: logarithm of the factor; ``orbit``: degrees about the hero; ``lift`` and ``crane``: metres down with half
of or all of the tilt that holds the hero; ``vertigo``: metres forward while the zoom holds the hero's size; ``pull``:
from focus in front of the hero (0) to the hero (1)."""
Anchor = Literal["start", "middle", "end", "least"]
"""Where on its way a move passes the reference pose; "least": where the channel is smallest."""

NATURAL_LENGTH_S: Mapping[str, float] = {
    "whip_pan_left": 0.5, "whip_pan_right": 0.5, "crash_zoom": 0.6,
}  # fmt: skip
"""Moves that are quick by nature; the others take the time there is."""
_RAMP, _SUDDEN_RAMP = 0.35, 0.5
_JOIN_S = 0.25
_FADE_S = 0.5
_GRID = 2049


@dataclass(frozen=True)
class Frame:
    """What a move is sized by: metres to the hero, the lens in frame widths, the shot's size."""

    depth_m: float
    focal: float
    size: ShotSize


@dataclass(frozen=True)
class Kind:
    """A move of one channel: ``amount(size, frame)`` is how far it goes at ``size`` (strength and length)."""

    channel: Channel
    amount: Callable[[float, Frame], float]
    anchor: Anchor = "middle"
    scaled: bool = True


@dataclass(frozen=True)
class Way:
    """A move with its place in the shot, in seconds; ``early`` and ``late``: by how much it overlaps its neighbours."""

    move: CameraMove
    strength: float
    start_s: float
    end_s: float
    ease: str
    early_s: float = 0.0
    late_s: float = 0.0


def glide(progress: Floats, ramp: float = _RAMP) -> Floats:
    """Slow in, slow out: 0..1 to 0..1 with a raised-cosine start and stop over ``ramp`` of the way each.

    The middle runs at constant speed, which reads as a dolly; a pure S-curve reads as a lurch.
    """
    u = np.clip(progress, 0.0, 1.0)
    half = np.where(u > 0.5, 1.0 - u, u)
    top = 1.0 / (1.0 - ramp)
    inside = np.minimum(half, ramp)
    rise = top / 2 * (inside - ramp / np.pi * np.sin(np.pi * inside / ramp))
    there = rise + top * np.maximum(half - ramp, 0.0)
    return np.where(u > 0.5, 1.0 - there, there)


def _forward(share: float) -> Callable[[float, Frame], float]:
    return lambda size, frame: share * size * frame.depth_m


def _across(share: float) -> Callable[[float, Frame], float]:
    """Metres, fewer for a long lens, which magnifies every step to the side."""
    return lambda size, frame: share * size * frame.depth_m / _length(frame)


def _turn(degrees: float) -> Callable[[float, Frame], float]:
    """Degrees, fewer for a long lens."""
    return lambda size, frame: degrees * size / _length(frame)


def _plain(amount: float) -> Callable[[float, Frame], float]:
    return lambda size, frame: amount * size


def _whip(sign: float) -> Callable[[float, Frame], float]:
    """Nearly half a frame at the usual strength, whatever the lens; more could not be painted beside the frame."""
    return lambda size, frame: sign * float(np.rad2deg(np.arctan(min(0.8 * size, 0.46) / frame.focal)))


def _length(frame: Frame) -> float:
    return float(max(FOCALS[frame.size], 1.0) ** 0.8)


KINDS: Mapping[str, Kind] = {
    "push_in": Kind("z", _forward(0.14), "least"),
    "pull_out": Kind("z", _forward(-0.14), "least"),
    "pan_left": Kind("pan", _turn(-5.0)),
    "pan_right": Kind("pan", _turn(5.0)),
    "tilt_up": Kind("tilt", _turn(3.6)),
    "tilt_down": Kind("tilt", _turn(-3.6)),
    "truck_left": Kind("x", _across(-0.13)),
    "truck_right": Kind("x", _across(0.13)),
    "rise": Kind("lift", _across(-0.10)),
    "sink": Kind("lift", _across(0.10)),
    "arc_left": Kind("orbit", _turn(-7.0)),
    "arc_right": Kind("orbit", _turn(7.0)),
    "orbit_left": Kind("orbit", _turn(-22.0)),
    "orbit_right": Kind("orbit", _turn(22.0)),
    "crane_up": Kind("crane", _across(-0.26)),
    "crane_down": Kind("crane", _across(0.26)),
    "roll_left": Kind("roll", _plain(-8.0), "start"),
    "roll_right": Kind("roll", _plain(8.0), "start"),
    "zoom_in": Kind("zoom", _plain(0.45), "least"),
    "zoom_out": Kind("zoom", _plain(-0.45), "least"),
    "crash_zoom": Kind("zoom", _plain(0.9), "least", scaled=False),
    "dolly_zoom": Kind("vertigo", _forward(0.36), "least"),
    "whip_pan_left": Kind("pan", _whip(-1.0), "end", scaled=False),
    "whip_pan_right": Kind("pan", _whip(1.0), "end", scaled=False),
    "focus_pull": Kind("pull", lambda size, frame: 1.0, "end"),
}
"""Every move that goes from somewhere to somewhere. "hold", "drift" and "handheld" do not: see ``camera``."""


def schedule(
    moves: Sequence[Move], times_s: Floats, duration_s: float, signals: Mapping[str, Floats]
) -> list[Way]:
    """Give every move of a shot its place: said times as they are, the rest shared evenly.

    Raises:
        ScoreError: a move begins after the shot's end or ends before it begins, or waits for a bar or beat that
            does not come.
    """
    starts: list[float | None] = []
    ends: list[float | None] = []
    for index, move in enumerate(moves):
        start, end = _seconds(move.start, index), _seconds(move.end, index)
        if move.on is not None:
            came = _next(move.on, start or 0.0, times_s, signals, index)
            # A length that was said is counted from where the move really begins.
            end = None if end is None else end + came - (start or 0.0)
            start = came
        starts.append(start)
        ends.append(end)
    _fill(moves, starts, ends, duration_s)
    ways = []
    for index, move in enumerate(moves):
        start, end = starts[index] or 0.0, ends[index] or 0.0
        if start >= duration_s and start > 0:
            raise _wrong(f"`{move.name}` begins at {start:.2f} s, the shot ends at {duration_s:.2f} s", index)
        if end <= start:
            raise _wrong(f"`{move.name}` ends at {end:.2f} s, before it begins at {start:.2f} s", index)
        ways.append(Way(move.name, move.strength, start, end, move.ease))
    return _joined(ways)


def _seconds(said: float | str | None, index: int) -> float | None:
    if isinstance(said, str):
        raise _wrong(f"the time `{said}` is not in seconds yet", index)
    return said


def _wrong(what: str, index: int) -> ScoreError:
    return ScoreError(what, where=f"camera.moves[{index}]", fix="change its start or end")


def _next(what: str, after_s: float, times_s: Floats, signals: Mapping[str, Floats], index: int) -> float:
    """When the next bar or beat begins, at ``after_s`` or later."""
    count = signals.get(what)
    if count is None or len(count) < 2:
        raise _wrong(f"there is no {what} to wait for", index)
    number = np.ceil(float(np.interp(after_s, times_s, count)) - 1e-6)
    if number > count[-1]:
        raise _wrong(f"no {what} begins in the shot after {after_s:.2f} s", index)
    return float(np.interp(number, count, times_s))


def _fill(
    moves: Sequence[Move], starts: list[float | None], ends: list[float | None], duration_s: float
) -> None:
    """Times that were not said: a move begins where the one before ends; open moves in a row share what there is."""
    index = 0
    while index < len(moves):
        begin = starts[index]
        if begin is None:
            begin = starts[index] = (ends[index - 1] or 0.0) if index else 0.0
        last = index
        while ends[last] is None and last + 1 < len(moves) and starts[last + 1] is None:
            last += 1
        end = ends[last]
        if end is None:
            end = starts[last + 1] if last + 1 < len(moves) else None
        run = range(index, last + 1)
        room = (end if end is not None else max(duration_s, begin + 1e-3)) - begin
        quick = {
            i: min(NATURAL_LENGTH_S[moves[i].name], room) for i in run if moves[i].name in NATURAL_LENGTH_S
        }
        if ends[last] is not None:
            quick.pop(last, None)
        slow = [i for i in run if i not in quick]
        each = max(room - sum(quick.values()), 0.0) / max(len(slow), 1)
        at = begin
        for i in run:
            starts[i] = at
            at += quick.get(i, each)
            if ends[i] is None:
                ends[i] = at
        index = last + 1


def _joined(ways: list[Way]) -> list[Way]:
    """Let glides that meet overlap, so that one picks up the speed that the other gives away."""
    joined = list(ways)
    for index, (one, two) in enumerate(pairwise(ways)):
        soft = all(way.ease == "glide" and way.move in KINDS and KINDS[way.move].scaled for way in (one, two))
        if soft and abs(one.end_s - two.start_s) < 1e-6:
            share = 0.5 * _RAMP * min(one.end_s - one.start_s, two.end_s - two.start_s)
            joined[index] = replace(joined[index], late_s=share)
            joined[index + 1] = replace(joined[index + 1], early_s=share)
    return joined


def progress(way: Way, times_s: Floats) -> Floats:
    """How far along its way a move is at each instant, 0..1, without a jump in speed."""
    start, end = way.start_s - way.early_s, way.end_s + way.late_s
    u = (times_s - start) / (end - start)
    if way.ease == "glide":
        return glide(u, _RAMP if KINDS[way.move].scaled else _SUDDEN_RAMP)
    return _weighty(way.ease, u, min(_JOIN_S, 0.2 * (end - start)) / (end - start))


def _weighty(ease: str, u: Floats, width: float) -> Floats:
    """An easing twice averaged over ``width / 2``: whatever it does, even jump, the camera has weight (C1)."""
    grid = np.linspace(-width, 1.0 + width, _GRID)
    step = grid[1] - grid[0]
    curve = np.where(grid >= 1.0, 1.0, np.where(grid <= 0.0, 0.0, easing(ease)(np.clip(grid, 0.0, 1.0))))
    taps = 2 * max(1, round(width / 4 / step)) + 1
    padded = np.pad(curve, taps // 2, mode="edge")
    curve = np.convolve(padded, np.full(taps, 1.0 / taps), mode="valid")
    total = np.concatenate([[0.0], np.cumsum((curve[1:] + curve[:-1]) * step / 2)])

    def integral(at: Floats) -> Floats:
        # Exactly that of the polygon through the curve's points: anything coarser would bring small jolts.
        cell = np.clip(np.floor((at - grid[0]) / step), 0, _GRID - 2).astype(int)
        rest = np.clip(at - grid[cell], 0.0, step)
        slope = (curve[cell + 1] - curve[cell]) / step
        inside = total[cell] + curve[cell] * rest + slope * rest**2 / 2
        return np.asarray(inside + np.maximum(at - grid[-1], 0.0))

    return (integral(u + width / 4) - integral(u - width / 4)) / (width / 2)


def presence(way: Way, times_s: Floats, duration_s: float) -> Floats:
    """How much of a move that has no way (a hold, a drift) is there, 0..1: it comes and goes softly inside a shot."""
    here = np.ones(times_s.shape)
    if way.start_s > 1e-6:
        here = here * glide((times_s - way.start_s) / _FADE_S + 0.5)
    if way.end_s < duration_s - 1e-6:
        here = here * glide((way.end_s - times_s) / _FADE_S + 0.5)
    return np.asarray(here)


def channels(ways: Sequence[Way], times_s: Floats, frame: Frame) -> dict[Channel, Floats]:
    """All moves of a shot added up, by channel. Channels that no move touches are missing.

    A shot's moves pass the reference pose, for which its world is composed: a pan in its middle, a whip when it
    lands, a push when it begins.
    """
    found: dict[Channel, Floats] = {}
    knots: dict[Channel, list[float]] = {}
    offsets: dict[Channel, float] = {}
    for way in ways:
        if way.move not in KINDS:
            continue
        kind = KINDS[way.move]
        amount = kind.amount(size_of(way), frame)
        knots.setdefault(kind.channel, [0.0]).append(knots.get(kind.channel, [0.0])[-1] + amount)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0, "least": 0.0}[kind.anchor]
        offsets[kind.channel] = offsets.get(kind.channel, 0.0) - share * amount
        found[kind.channel] = found.get(kind.channel, np.zeros(times_s.shape)) + amount * progress(
            way, times_s
        )
    for channel in found:
        least = channel in ("z", "zoom", "vertigo")
        offset = -min(knots[channel]) if least else offsets[channel]
        found[channel] = found[channel] + offset + (1.0 if channel == "pull" else 0.0)
    return found


def size_of(way: Way) -> float:
    """Strength, smaller for a short move so that its speed stays calm (not for sudden ones)."""
    if way.move in KINDS and not KINDS[way.move].scaled:
        return way.strength
    return way.strength * float(np.clip((way.end_s - way.start_s) / 6.0, 0.35, 1.3))
