"""Parseq's functions: their arguments by place or by name, and what they give."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from feelm.score.exchange.parseq_chance import GradientNoise, arc4_numbers
from feelm.score.exchange.parseq_formula import Invocation, ParseqError
from feelm.score.exchange.parseq_meaning import Scene, Value, meaning, number_of, series_value, words_of


@dataclass(frozen=True)
class Call:
    """One call at one frame: what its function may look at besides its arguments."""

    scene: Scene
    frame: int
    memory: dict[str, Any]
    at: int


Default = float | str | Callable[[Scene, int], float] | None


@dataclass(frozen=True)
class Argument:
    """An argument: its names, and what it is when it is not given (None: it must be given); ``words`` takes text."""

    names: tuple[str, ...]
    default: Default = None
    words: bool = False


@dataclass(frozen=True)
class ParseqFunction:
    """A function of Parseq."""

    arguments: tuple[Argument, ...]
    run: Callable[[Call, Sequence[Any]], Value]
    chance: bool = False
    """Whether it draws random numbers from its argument ``seed``."""


def invoke(tree: Invocation, scene: Scene, frame: int) -> Value:
    """The value of a call.

    Raises:
        ParseqError: there is no such function, or its arguments do not fit.
    """
    function = PARSEQ_FUNCTIONS.get(tree.function)
    memory = scene.memory.setdefault(id(tree), {})
    call = Call(scene, frame, memory, tree.at)
    if function is None:
        return _series_call(tree, call)
    return function.run(call, _arguments(tree, function, call))


def _series_call(tree: Invocation, call: Call) -> float:
    """A time series called by its name: ``bass(f - 10, 1)``."""
    series = call.scene.series.get(tree.function)
    if series is None:
        raise ParseqError(f"unknown function `{tree.function}`", tree.at)
    values = [number_of(meaning(argument, call.scene, call.frame)) for _, argument in tree.arguments]
    place = values[0] if values else 0.0
    return series_value(series, place, call.scene.fps, straight=len(values) > 1 and values[1] != 0)


def _arguments(tree: Invocation, function: ParseqFunction, call: Call) -> list[Any]:
    named = bool(tree.arguments) and bool(tree.arguments[0][0])
    if not named and len(tree.arguments) > len(function.arguments):
        raise ParseqError(f"`{tree.function}` takes at most {len(function.arguments)} values", tree.at)
    known = {name for argument in function.arguments for name in argument.names}
    strange = [name for name, _ in tree.arguments if name and name not in known]
    if strange:
        raise ParseqError(f"`{tree.function}` has no argument `{strange[0]}`", tree.at)
    values: list[Any] = []
    for place, argument in enumerate(function.arguments):
        if named:
            given = next((inner for name, inner in tree.arguments if name in argument.names), None)
        else:
            given = tree.arguments[place][1] if place < len(tree.arguments) else None
        values.append(_argument(tree, function, argument, given, call))
    return values


def _argument(tree: Invocation, function: ParseqFunction, argument: Argument, given: Any, call: Call) -> Any:
    if given is not None:
        value = meaning(given, call.scene, call.frame)
        if isinstance(value, str) != argument.words:
            kind = "words" if argument.words else "a number"
            raise ParseqError(f"`{argument.names[0]}` of `{tree.function}` is not {kind}", tree.at)
        return value
    if argument.default is None:
        raise ParseqError(f"`{tree.function}` needs `{argument.names[0]}`", tree.at)
    if function.chance and argument.names[0] == "seed":
        call.scene.chances.add(tree.function)
    return argument.default(call.scene, call.frame) if callable(argument.default) else argument.default


def _of_one(function: Callable[[float], float]) -> ParseqFunction:
    def run(call: Call, values: Sequence[Any]) -> float:
        try:
            return float(function(values[0]))
        except (ValueError, ZeroDivisionError):
            return math.nan
        except OverflowError:
            return math.inf

    return ParseqFunction((Argument(("v",)),), run)


def _rounded(how: Callable[[float], float]) -> ParseqFunction:
    def run(call: Call, values: Sequence[Any]) -> float:
        value, digits = values
        if not math.isfinite(value) or abs(digits) > 300:
            return float(value)
        power = 10.0**digits
        return float(how(value * power) / power)

    return ParseqFunction((Argument(("v",)), Argument(("p",), 0.0)), run)


def _log(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda v: -math.inf if v == 0 else base(v)


def _oscillation(shape: Callable[[float, float, float], float]) -> ParseqFunction:
    def run(call: Call, values: Sequence[Any]) -> float:
        period, phase, amp, centre, limit, width = values
        since = call.frame - call.scene.active_frame(call.frame)
        if limit > 0 and since > limit * period:
            return 0.0
        if period == 0:
            return math.nan
        return float(centre + amp * shape(call.frame + phase, period, width))

    names = (
        ("period", "p"),
        ("phase", "ps"),
        ("amp", "a"),
        ("centre", "c"),
        ("limit", "li"),
        ("pulse", "pw"),
    )
    defaults = (None, 0.0, 1.0, 0.0, 0.0, 5.0)
    return ParseqFunction(tuple(Argument(n, d) for n, d in zip(names, defaults, strict=True)), run)


def _wave(position: float, period: float) -> float:
    return math.sin(position * math.pi * 2 / period)


def _between(
    call: Call, start: float, end: float, span: float, offset: float, curve: Callable[[float], float]
) -> float:
    """The way from one value to another since the field's last key, shaped by a curve."""
    since = call.frame - call.scene.active_frame(call.frame)
    if span == 0:
        return start
    place = offset if abs(offset) < 1 else since / span
    return end if place > 1 else start + curve(place) * (end - start)


def _slide(call: Call, values: Sequence[Any]) -> float:
    start, end, span, offset = values
    since = call.frame - call.scene.active_frame(call.frame)
    if span == 0:
        return float(start)
    if since >= span:
        return float(end)
    return float(start + (end - start) / span * (offset * span if abs(offset) < 1 else since))


def cubic_bezier(x1: float, y1: float, x2: float, y2: float) -> Callable[[float], float]:
    """The curve of CSS's ``cubic-bezier``: from (0, 0) to (1, 1) with two control points.

    Raises:
        ParseqError: x1 or x2 lies outside 0..1.
    """
    if not (0 <= x1 <= 1 and 0 <= x2 <= 1):
        raise ParseqError("the x of a Bézier control point lies between 0 and 1")

    def along(t: float, one: float, two: float) -> float:
        return ((1 - 3 * two + 3 * one) * t + (3 * two - 6 * one)) * t * t + 3 * one * t

    def curve(x: float) -> float:
        if not 0 < x < 1:
            return 0.0 if x <= 0 else 1.0
        low, high = 0.0, 1.0
        for _ in range(48):  # x rises with t: halving finds t to the last bits of a double
            t = (low + high) / 2
            if along(t, x1, x2) < x:
                low = t
            else:
                high = t
        return along((low + high) / 2, y1, y2)

    return (lambda x: min(max(x, 0.0), 1.0)) if x1 == y1 and x2 == y2 else curve


_CURVES: dict[str, tuple[float, float, float, float]] = {
    "ease": (0.25, 0.1, 0.25, 1.0), "easeIn": (0.42, 0.0, 1.0, 1.0), "easeOut": (0.0, 0.0, 0.58, 1.0),
    "easeInOut": (0.42, 0.0, 0.58, 1.0), "linear": (0.0, 0.0, 1.0, 1.0), "stepStart": (0.0, 0.0, 0.0, 1.0),
    "stepEnd": (1.0, 0.0, 1.0, 1.0), "easeIn1": (0.12, 0, 0.39, 0), "easeOut1": (0.61, 1, 0.88, 1),
    "easeInOut1": (0.37, 0, 0.63, 1), "easeIn2": (0.11, 0, 0.5, 0), "easeOut2": (0.5, 1, 0.89, 1),
    "easeInOut2": (0.45, 0, 0.55, 1), "easeIn3": (0.32, 0, 0.67, 0), "easeOut3": (0.33, 1, 0.68, 1),
    "easeInOut3": (0.65, 0, 0.35, 1), "easeIn4": (0.5, 0, 0.75, 0), "easeOut4": (0.25, 1, 0.5, 1),
    "easeInOut4": (0.76, 0, 0.24, 1), "easeIn5": (0.64, 0, 0.78, 0), "easeOut5": (0.22, 1, 0.36, 1),
    "easeInOut5": (0.83, 0, 0.17, 1), "easeIn6": (0.7, 0, 0.84, 0), "easeOut6": (0.16, 1, 0.3, 1),
    "easeInOut6": (0.87, 0, 0.13, 1), "easeInCirc": (0.55, 0, 1, 0.45), "easeOutCirc": (0, 0.55, 0.45, 1),
    "easeInOutCirc": (0.85, 0, 0.15, 1), "easeInBack": (0.36, 0, 0.66, -0.56), "easeOutBack": (0.34, 1.56, 0.64, 1),
    "easeInOutBack": (0.68, -0.6, 0.32, 1.6),
}  # fmt: skip
_ORDERS = {"Sine": "1", "Quad": "2", "Cubic": "3", "Quart": "4", "Quint": "5", "Expo": "6"}


def _named_curve(name: str, at: int) -> tuple[float, float, float, float]:
    plain = re.sub(r"-(\w)", lambda found: found.group(1).upper(), name)
    for order, digit in _ORDERS.items():
        plain = plain.replace(order, digit)
    if plain not in _CURVES:
        raise ParseqError(f"unknown curve `{name[:40]}`", at)
    return _CURVES[plain]


def _bez(call: Call, values: Sequence[Any]) -> float:
    *points, start, end, span, offset, curve, delta = values
    x1, y1, x2, y2 = _named_curve(curve, call.at) if curve else points
    return _between(call, start, start + delta if delta else end, span, offset, cubic_bezier(x1, y1, x2, y2))


def _rand(call: Call, values: Sequence[Any]) -> float:
    low, high, seed, hold = values
    memory, active = call.memory, call.scene.active_frame(call.frame)
    numbers = memory.setdefault("numbers", arc4_numbers(words_of(seed)))
    drawn_at = memory.get("at")
    if (
        drawn_at is None
        or not hold
        or math.floor((drawn_at - active) / hold) < math.floor((call.frame - active) / hold)
    ):
        memory["value"] = next(numbers) * (high - low) + low
        memory["at"] = call.frame
    return float(memory["value"])


def _noise(kind: str) -> Callable[[Call, Sequence[Any]], float]:
    def run(call: Call, values: Sequence[Any]) -> float:
        smooth, low, high, seed, y = values
        noise: GradientNoise = call.memory.setdefault("noise", GradientNoise(seed))
        x = call.frame / (smooth or 1.0)
        if not (math.isfinite(x) and math.isfinite(y)):
            return math.nan
        if kind == "simplex":
            return float(noise.simplex(x, y) * (high - low) / 2 + (high + low) / 2)
        return float(noise.perlin(x, y) * (high - low) + (high + low) / 2)

    return run


def _vibe(call: Call, values: Sequence[Any]) -> float:
    *points, _offset, least, most, fixed, low, high, seed, curve = values
    memory = call.memory
    if "start_frame" not in memory or call.frame > memory["start_frame"] + memory["period"]:
        numbers = memory.setdefault("numbers", arc4_numbers(words_of(seed)))
        memory["start_frame"] = call.frame
        memory["start"] = memory.get("end", call.scene.keys.active_value(call.frame))
        memory["end"] = next(numbers) * (high - low) + low
        memory["period"] = math.floor(next(numbers) * (least - most) + least) if math.isnan(fixed) else fixed
    x1, y1, x2, y2 = _named_curve(curve, call.at) if curve else points
    period = memory["period"]
    along = (call.frame - memory["start_frame"]) / period if period else math.inf
    return _between(call, memory["start"], memory["end"], period, along, cubic_bezier(x1, y1, x2, y2))


def _matches(call: Call, pattern: str) -> list[tuple[int, bool]]:
    """(frame, whether its label matches) of every keyframe."""
    # A pattern from a file must not be able to run for ever: no repeated groups, at most three repetitions.
    if len(pattern) > 200 or re.search(r"\)\s*[+*?{]", pattern) or len(re.findall(r"[+*{]", pattern)) > 3:
        raise ParseqError("the pattern is too involved", call.at)
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise ParseqError(f"`{pattern[:40]}` is no pattern ({error})", call.at) from None
    key = f"match {pattern}"
    if key not in call.memory:
        labels = call.scene.moments.labels
        call.memory[key] = [
            (frame, bool(label) and bool(wanted.search(label[:200]))) for frame, label in labels
        ]
    found: list[tuple[int, bool]] = call.memory[key]
    return found


def _last_match(call: Call, pattern: str) -> int | None:
    return next((f for f, fits in reversed(_matches(call, pattern)) if fits and f <= call.frame), None)


def _next_match(call: Call, pattern: str) -> int | None:
    return next((f for f, fits in _matches(call, pattern) if fits and f > call.frame), None)


def _info(find: Callable[[Call, str], float | None]) -> ParseqFunction:
    def run(call: Call, values: Sequence[Any]) -> float:
        found = find(call, values[0])
        return -1.0 if found is None else float(found)

    return ParseqFunction((Argument(("regex", "r"), words=True),), run)


def _info_here(call: Call, pattern: str) -> float:
    passed = [fits for frame, fits in _matches(call, pattern) if frame <= call.frame]
    return float(passed[-1]) if passed else 0.0


def _info_count(call: Call, pattern: str) -> float:
    return float(sum(fits for frame, fits in _matches(call, pattern) if frame <= call.frame))


def _info_gap(call: Call, pattern: str) -> float | None:
    last, following = _last_match(call, pattern), _next_match(call, pattern)
    # A match on frame 0 is still a match: the gap is counted from the keyframe, not from its number.
    return None if last is None or following is None else float(following - last)


def _info_progress(call: Call, pattern: str) -> float | None:
    last, gap = _last_match(call, pattern), _info_gap(call, pattern)
    return None if last is None or gap is None else (call.frame - last) / gap


def _computed_at(call: Call, values: Sequence[Any]) -> float:
    frame, otherwise = values
    if frame < 0:
        return float(otherwise)
    computed = call.scene.computed
    if frame > call.frame or frame != int(frame) or int(frame) >= len(computed):
        raise ParseqError("`computed_at` looks at frames before this one", call.at)
    return computed[int(frame)]


def _start_of_beat(call: Call, values: Sequence[Any]) -> float:
    frame, how = values
    ways: dict[str, Callable[[float], float]] = {
        "d": math.floor,
        "u": math.ceil,
        "r": lambda v: math.floor(v + 0.5),
    }
    if how not in ways:
        raise ParseqError(f"unknown rounding `{how[:20]}`", call.at)
    scene = call.scene
    return float(ways[how](math.floor(scene.beats_of(frame)) * (scene.fps * 60.0) / scene.bpm))


def _recompute_if(call: Call, values: Sequence[Any]) -> float:
    condition, fresh, _ = values
    if condition > 0 or "stored" not in call.memory:
        call.memory["stored"] = fresh
    return float(call.memory["stored"])


def _dangerous(call: Call, values: Sequence[Any]) -> float:
    name, frame = values
    row = call.scene.rendered.get(name, ())
    index = int(frame) - call.scene.keys.first if math.isfinite(frame) else -1
    return float(row[index] or -1.0) if 0 <= index < len(row) else -1.0


def _posneg(prefix: str, suffix: str) -> ParseqFunction:
    def run(call: Call, values: Sequence[Any]) -> str:
        term, weight, positive, negative = values
        if call.scene.prompt is None:
            raise ParseqError("`posneg` is for prompts", call.at)
        if weight == 0:
            return ""
        stays = call.scene.prompt if weight > 0 else not call.scene.prompt
        own = positive if stays else negative
        amount = abs(weight) if math.isnan(own) else own
        text = f"{prefix}{term}:{amount:.4f}{suffix}"
        return text if weight > 0 else f"{MOVE}{text}{END_MOVE}"

    names = (("term", "t"), ("weight", "w"), ("posweight", "pw"), ("negweight", "nw"))
    return ParseqFunction(
        (
            Argument(names[0], words=True),
            Argument(names[1]),
            Argument(names[2], math.nan),
            Argument(names[3], math.nan),
        ),
        run,
    )


MOVE, END_MOVE = "\x02", "\x03"
"""Marks around what belongs into the other half of a prompt."""

_CHANCE = (Argument(("seed", "s"), 0.0),)
_RANGE = (Argument(("min", "n"), 0.0), Argument(("max", "x"), 1.0))
_POINTS = (Argument(("x1",), 0.5), Argument(("y1",), 0.0), Argument(("x2",), 0.5), Argument(("y2",), 1.0))
_SMOOTH = (Argument(("smooth", "sm"), 10.0), *_RANGE, *_CHANCE, Argument(("y",), 0.0))
_WAY = (
    Argument(("from", "start", "s"), lambda scene, frame: scene.keys.active_value(frame)),
    Argument(("to", "end", "t"), lambda scene, frame: scene.keys.next_value(frame)),
    Argument(
        ("span", "in", "s"),
        lambda scene, frame: float(scene.keys.next_frame(frame) - scene.active_frame(frame)),
    ),
    Argument(("offset", "os"), 2.0),
)
_ONE, _TWO = Argument(("a",)), Argument(("b",))
_CONVERTED = (Argument(("v",)),)

PARSEQ_FUNCTIONS: dict[str, ParseqFunction] = {
    "min": ParseqFunction((_ONE, _TWO), lambda call, v: math.nan if any(map(math.isnan, v)) else float(min(v))),
    "max": ParseqFunction((_ONE, _TWO), lambda call, v: math.nan if any(map(math.isnan, v)) else float(max(v))),
    "abs": _of_one(abs),
    "round": _rounded(lambda v: math.floor(v + 0.5)),
    "floor": _rounded(math.floor),
    "ceil": _rounded(math.ceil),
    "_sin": _of_one(math.sin), "_cos": _of_one(math.cos), "_tan": _of_one(math.tan), "_asin": _of_one(math.asin),
    "_acos": _of_one(math.acos), "_atan": _of_one(math.atan), "_log": _of_one(_log(math.log)),
    "_exp": _of_one(math.exp), "_sqrt": _of_one(math.sqrt), "_cbrt": _of_one(math.cbrt),
    "_clz32": _of_one(lambda v: 32 - (int(v) & 0xFFFFFFFF).bit_length()), "_expm1": _of_one(math.expm1),
    "_log1p": _of_one(math.log1p), "_log10": _of_one(_log(math.log10)), "_log2": _of_one(_log(math.log2)),
    "_sign": _of_one(lambda v: (v > 0) - (v < 0)), "_sinh": _of_one(math.sinh), "_cosh": _of_one(math.cosh),
    "_tanh": _of_one(math.tanh), "_asinh": _of_one(math.asinh), "_acosh": _of_one(math.acosh),
    "_atanh": _of_one(math.atanh),
    "sin": _oscillation(lambda at, period, width: _wave(at, period)),
    "tri": _oscillation(lambda at, period, width: math.asin(_wave(at, period)) * 2 / math.pi),
    "saw": _oscillation(lambda at, period, width: math.fmod(at, period) / period),
    "sq": _oscillation(lambda at, period, width: 1.0 if _wave(at, period) >= 0 else -1.0),
    "pulse": _oscillation(lambda at, period, width: float(math.fmod(at, period) < width)),
    "rand": ParseqFunction((*_RANGE, *_CHANCE, Argument(("hold", "h"), 1.0)), _rand, chance=True),
    "smrand": ParseqFunction(_SMOOTH, _noise("simplex"), chance=True),
    "perlin": ParseqFunction(_SMOOTH, _noise("perlin"), chance=True),
    "vibe": ParseqFunction(
        (
            *_POINTS, Argument(("offset", "os"), 2.0), Argument(("pmin",), 1.0), Argument(("pmax",), 20.0),
            Argument(("p",), math.nan), Argument(("min",), 0.0), Argument(("max",), 1.0), *_CHANCE,
            Argument(("curve", "c"), "", words=True),
        ), _vibe, chance=True,
    ),
    "bez": ParseqFunction(
        (*_POINTS, *_WAY, Argument(("curve", "c"), "", words=True), Argument(("d", "delta"), 0.0)), _bez
    ),
    "slide": ParseqFunction(_WAY, _slide),
    "info_match": _info(_info_here), "info_match_count": _info(_info_count), "info_match_prev": _info(_last_match),
    "info_match_last": _info(_last_match), "info_match_next": _info(_next_match), "info_match_gap": _info(_info_gap),
    "info_match_progress": _info(_info_progress),
    "f2b": ParseqFunction(_CONVERTED, lambda call, v: call.scene.beats_of(float(v[0]))),
    "f2s": ParseqFunction(_CONVERTED, lambda call, v: float(v[0] / call.scene.fps)),
    "b2f": ParseqFunction(_CONVERTED, lambda call, v: float(v[0] * (call.scene.fps * 60.0) / call.scene.bpm)),
    "s2f": ParseqFunction(_CONVERTED, lambda call, v: float(v[0] * call.scene.fps)),
    "computed_at": ParseqFunction(
        (
            Argument(("f",), lambda scene, frame: float(scene.active_frame(frame))),
            Argument(("d",), lambda scene, frame: scene.default),
        ), _computed_at,
    ),
    "start_of_beat": ParseqFunction(
        (Argument(("f",), lambda scene, frame: float(frame)), Argument(("round", "r"), "r", words=True)), _start_of_beat
    ),
    "recompute_if": ParseqFunction(
        (Argument(("if",)), Argument(("compute", "c")), Argument(("default", "d"), -1.0)), _recompute_if
    ),
    "dangerous": ParseqFunction(
        (Argument(("name", "n"), words=True), Argument(("frame", "f"), lambda scene, frame: float(frame))), _dangerous
    ),
    "posneg": _posneg("(", ")"),
    "posneg_lora": _posneg("<lora:", ">"),
}  # fmt: skip
"""Every function of Parseq's language by name."""
