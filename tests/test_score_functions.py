"""The functions of the language against plain per-frame reckoning, and each against what it promises."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from feelm.errors import ScoreError
from feelm.score.curves import Sampler, sample
from feelm.score.easing import easing
from feelm.score.functions import FUNCTIONS
from feelm.score.keyframes import monotone_slopes
from feelm.score.model import Keys
from feelm.score.names import NAMES

FPS, COUNT = 24.0, 240
T = np.arange(COUNT) / FPS
RNG = np.random.default_rng(5)
KICK = np.where(RNG.random(COUNT) < 0.12, RNG.random(COUNT), 0.0)
LOUD = np.clip(np.cumsum(RNG.normal(0, 0.05, COUNT)) + 0.5, 0, 1)
BEAT = 0.25 + 2.0 * T  # two beats a second, the first one an eighth of a second before the film
SIGNALS: dict[str, np.ndarray] = {name: np.zeros(COUNT) for name in NAMES} | {
    "t": T, "f": np.arange(COUNT) * 1.0, "kick": KICK, "loudness": LOUD, "valence": np.sin(T), "beat": BEAT,
    "bar": BEAT / 4, "beat_length": np.full(COUNT, 0.5), "bar_length": np.full(COUNT, 2.0),
    "frame_length": np.full(COUNT, 1 / FPS), "at:bar 2": np.full(COUNT, 2.0), "section:B": (T > 5) * 1.0,
    "at:bar 17": np.full(COUNT, 3.0), "at:bar 25": np.full(COUNT, 4.0), "at:section chorus 2": np.full(COUNT, 6.0),
    "at:bar 17 beat 3": np.full(COUNT, 3.5),
}  # fmt: skip


def of(text: str) -> np.ndarray:
    return sample(text, times_s=T, duration_s=10.0, signals=SIGNALS)


def lift(function: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda x: f"{function}({x})")


leaves = st.sampled_from(["t", "u", "kick", "loudness", "valence", "0.5", "2", "3.25"])
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} / (1 + abs({p[1]})))"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} % (1 + abs({p[1]})))"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} if {p[1]} > {p[2]} else {p[2]})"),
        st.tuples(inner, inner).map(lambda p: f"(0 < {p[0]} <= {p[1]})"),
        st.tuples(inner, inner).map(lambda p: f"min({p[0]}, max({p[1]}, 0.1))"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} > 0.3 and not {p[1]} > 0.6)"),
        lift("sin", inner), lift("tanh", inner), lift("floor", inner), lift("abs", inner),
        inner.map(lambda x: f"-({x})"),
        inner.map(lambda x: f"clamp({x}, -1, 1)"),
        inner.map(lambda x: f"where({x} > 0.5, {x}, 0)"),
    ),
    max_leaves=10,
)  # fmt: skip
PLAIN: dict[str, Callable[..., float]] = {
    "sin": math.sin, "tanh": math.tanh, "floor": math.floor, "abs": abs, "min": min, "max": max,
    "clamp": lambda x, low, high: min(max(x, low), high), "where": lambda c, a, b: a if c else b,
}  # fmt: skip


@given(expressions)
@settings(max_examples=120, deadline=None)
def test_one_pass_over_all_frames_equals_one_evaluation_per_frame(text: str) -> None:
    whole = of(text)
    for frame in range(0, COUNT, 7):
        names = {name: float(values[frame]) for name, values in SIGNALS.items() if name.isidentifier()}
        # The language's operators mean what Python's mean, so Python itself is the per-frame reckoning here.
        alone = float(eval(text, {"__builtins__": {}}, {**PLAIN, **names, "u": float(T[frame]) / 10.0}))
        assert whole[frame] == pytest.approx(alone, rel=1e-9, abs=1e-9)


def naive_follow(x: np.ndarray, attack: float, release: float) -> list[float]:
    level, out = x[0], []
    for value in x:
        time = attack if value > level else release
        level = value + (level - value) * (math.exp(-1 / FPS / time) if time > 0 else 0.0)
        out.append(level)
    return out


def naive_last(x: np.ndarray) -> list[float]:
    out: list[float] = []
    for frame in range(len(x)):
        rises = [i for i in range(frame + 1) if x[i] > 0.5 and (i == 0 or x[i - 1] <= 0.5)]
        out.append((frame - rises[-1]) / FPS if rises else 1000.0)
    return out


def naive_integral(x: np.ndarray) -> list[float]:
    return [sum(0.5 * (x[i] + x[i - 1]) / FPS for i in range(1, frame + 1)) for frame in range(len(x))]


@pytest.mark.parametrize(
    ("text", "naive"),
    [
        ("follow(kick, 0, 0.25s)", lambda: naive_follow(KICK, 0, 0.25)),
        ("follow(loudness, 0.1, 1 beat)", lambda: naive_follow(LOUD, 0.1, 0.5)),
        ("lag(loudness, 12f)", lambda: naive_follow(LOUD, 0.5, 0.5)),
        ("last(kick)", lambda: naive_last(KICK)),
        ("next(kick)", lambda: naive_next(KICK)),
        ("accumulate(loudness - 0.3)", lambda: naive_integral(LOUD - 0.3)),
        ("delay(loudness, 0.5s)", lambda: np.concatenate([np.full(12, LOUD[0]), LOUD[:-12]])),
        ("hold(loudness, kick)", lambda: naive_hold(LOUD, KICK)),
    ],
)
def test_what_remembers_equals_a_walk_from_frame_to_frame(
    text: str, naive: Callable[[], list[float]]
) -> None:
    assert np.allclose(of(text), naive(), atol=1e-9)


def naive_next(x: np.ndarray) -> list[float]:
    rises = [i for i in range(len(x)) if x[i] > 0.5 and (i == 0 or x[i - 1] <= 0.5)]
    return [min(((i - frame) / FPS for i in rises if i >= frame), default=1000.0) for frame in range(len(x))]


def naive_hold(x: np.ndarray, on: np.ndarray) -> list[float]:
    out, kept = [], x[0]
    for frame in range(len(x)):
        if on[frame] > 0.5 and (frame == 0 or on[frame - 1] <= 0.5):
            kept = x[frame]
        out.append(kept)
    return out


def test_the_same_call_twice_is_worked_out_once_and_the_same() -> None:
    sampler = Sampler(times_s=T, duration_s=10.0, signals=SIGNALS)
    first = sampler.values("follow(kick, 0, 0.2) + 1")
    again = sampler.values("1 +  follow( kick, 0, 0.2 )")
    assert np.array_equal(first, again) and np.array_equal(first, of("follow(kick, 0, 0.2) + 1"))
    first[:] = 0.0
    assert np.array_equal(sampler.values("1 + follow(kick, 0, 0.2)"), again)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2s + 0 * t", 2.0),
        ("250 ms", 0.25),
        ("4 beats", 2.0),
        ("4b", 2.0),
        ("1 bar", 2.0),
        ("30f", 1.25),
        ("0.5min", 30.0),
        ("saw(4 beats)", np.mod(BEAT / 4, 1)),
        ("saw(1 bar)", np.mod(BEAT / 4, 1)),
        ("saw(2s)", np.mod(T / 2, 1)),
        ("saw(2)", np.mod(T / 2, 1)),
        ("saw(48f)", np.mod(T / 2, 1)),
        ("saw(2s, 250ms)", np.mod(T / 2 + 0.25, 1)),
        ("saw(2s, 0.25)", np.mod(T / 2 + 0.25, 1)),
        ("square(2 beats, 0.25)", (np.mod(BEAT / 2, 1) < 0.25) * 1.0),
        ("triangle(2s)", 1 - np.abs(2 * np.mod(T / 2, 1) - 1)),
        ("wave(2s)", 0.5 - 0.5 * np.cos(np.pi * T)),
        ("after('bar 2')", (T >= 2.0) * 1.0),
        ("section_is('B')", (T > 5) * 1.0),
        ("threshold(loudness, 0.5)", np.maximum(0, LOUD - 0.5) / 0.5),
        ("gate(loudness, 0.5)", np.where(LOUD >= 0.5, LOUD, 0)),
        ("compress(loudness, 0.5, 4)", np.where(LOUD > 0.5, 0.5 + (LOUD - 0.5) / 4, LOUD)),
        ("remap(loudness, 0.2, 0.6, 10, 20)", 10 + np.clip((LOUD - 0.2) / 0.4, 0, 1) * 10),
        ("decay(saw(1), 3)", (1 - np.mod(T, 1)) ** 3),
        ("steps(u, 4)", np.floor(T / 10 * 4) / 4),
    ],
)
def test_shapes_clocks_and_units_are_what_they_say(text: str, values: np.ndarray | float) -> None:
    assert np.allclose(of(text), values, atol=1e-9)


def test_every_is_a_hit_on_the_frame_nearest_to_each_beat() -> None:
    hits = np.nonzero(of("every(1 beat)"))[0]
    beats = (np.arange(1, 21) - 0.25) / 2.0
    nearest = np.round(beats[beats < T[-1] + 0.5 / FPS] * FPS)
    assert hits.tolist() == nearest.tolist()
    assert np.nonzero(of("every(4 beats)"))[0].tolist() == nearest[3::4].tolist()
    assert of("every(2s)")[[0, 1, 47, 48, 49]].tolist() == [1, 0, 0, 1, 0]


@pytest.mark.parametrize("kind", ["pow", "exp", "cosh", "softplus"])
def test_a_convex_shape_keeps_its_ends_and_bends_down(kind: str) -> None:
    x = np.linspace(0, 1, 101)
    y = sample(f"convex(u, '{kind}', 4)", times_s=x, duration_s=1.0, signals={})
    assert y[0] == pytest.approx(0) and y[-1] == pytest.approx(1)
    assert (np.diff(y, 2) > -1e-12).all() and (y[1:-1] < x[1:-1]).all()


@pytest.mark.parametrize("text", ["noise(3, 2)", "perlin(3, 2)", "perlin(3, 0.7, 5)", "random(3, 0.5s)"])
def test_chance_is_seeded_bounded_and_the_same_in_every_shot(text: str) -> None:
    whole = of(text)
    part = sample(text, times_s=T[:100], duration_s=4.0, signals={"t": T[100:200]})
    assert np.array_equal(part, whole[100:200])
    assert not np.array_equal(whole, of(text.replace("3,", "4,")))
    assert np.abs(whole).max() <= 1.0 and whole.std() > 0.1


def test_perlin_is_finer_with_more_octaves() -> None:
    rough = [np.abs(np.diff(of(f"perlin(3, 1, {n})"), 2)).sum() for n in (1, 3, 5)]
    assert rough[0] < rough[1] < rough[2]


def test_random_is_one_number_for_each_period() -> None:
    out = of("random(5, 1 beat)")
    assert len({round(v, 12) for v in out}) == len(set(np.floor(BEAT))) and (np.diff(out) != 0).sum() < 25


def test_blur_does_not_come_late() -> None:
    bump = np.exp(-0.5 * ((T - 5) / 0.3) ** 2)
    out = sample("blur(x, 0.4s)", times_s=T, duration_s=10.0, signals={"x": bump})
    assert np.argmax(out) == np.argmax(bump)
    assert np.allclose(out, 0.6 * np.exp(-0.5 * ((T - 5) / 0.5) ** 2), atol=2e-3)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("2 kick", 3, "write 2 * kick, or a unit"),
        ("convex(u, 'pov')", 11, "did you mean `pow`?"),
        ("after(bar)", 7, "in quotes"),
        ("after('bat 17')", 8, "is no time"),
        ("saw(0 beats)", 1, "longer than nothing"),
        ("random(1, 0.0000000001)", 1, "too short"),
        ("blur(kick, 100)", 1, "give a number from 0 to 10"),
        ("'word'", 1, "not a number"),
        ("4 beatz", 3, "not expected"),
    ],
)
def test_a_misused_function_is_told_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(ScoreError) as caught:
        of(text)
    assert f"column {column} of" in str(caught.value) and says in str(caught.value)


@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_the_example_of_every_function_runs_and_uses_it(name: str) -> None:
    function = FUNCTIONS[name]
    assert f"{name}(" in function.example and function.usage.startswith(f"{name}(")
    example = of(function.example.replace("section_is('chorus')", "section_is('B')"))
    assert np.isfinite(example).all() and function.about and function.group


@given(
    st.lists(st.tuples(st.floats(0.2, 3.0), st.floats(-5, 5)), min_size=3, max_size=8),
)
@settings(max_examples=80, deadline=None)
def test_smooth_keys_are_met_never_overshot_and_have_the_slopes_of_pchip(
    steps: list[tuple[float, float]],
) -> None:
    at = np.cumsum([step for step, _ in steps])
    values = np.array([value for _, value in steps])
    keys = Keys(keys=list(zip(at.tolist(), values.tolist(), strict=True)), ease="smooth")
    assert np.allclose(sample(keys, times_s=at, duration_s=1.0, signals={}), values, atol=1e-9)
    fine = np.linspace(at[0], at[-1], 400)
    curve = sample(keys, times_s=fine, duration_s=1.0, signals={})
    left = np.clip(np.searchsorted(at, fine, side="right") - 1, 0, len(at) - 2)
    low, high = np.minimum(values[left], values[left + 1]), np.maximum(values[left], values[left + 1])
    assert (curve >= low - 1e-9).all() and (curve <= high + 1e-9).all()
    inner = PchipInterpolator(at, values).derivative()(at)[1:-1]
    assert np.allclose(monotone_slopes(at, values)[1:-1], inner, atol=1e-6)


def test_each_key_has_its_own_easing() -> None:
    keys = Keys(keys=[(0.0, 0.0, "hold"), (1.0, 10.0, "quad_in"), (2.0, 20.0, "step(2)"), (4.0, 40.0)])
    out = sample(keys, times_s=T, duration_s=10.0, signals={})
    assert out[23] == 0 and out[24] == 10 and out[36] == pytest.approx(12.5)
    assert out[[48, 71, 72, 95, 96, 200]].tolist() == [20, 20, 30, 30, 40, 40]


@pytest.mark.parametrize("damping", [2.0, 20.0, 60.0])
def test_a_spring_between_keys_solves_its_equation(damping: float) -> None:
    """x'' = k (1 − x) − c x', from rest at 0, without the line that brings it home."""
    x = np.linspace(0, 1, 2001)
    curve = easing(f"spring(100, {damping})")(x)
    place, speed, walked = 0.0, 0.0, [0.0]
    for _ in range(200_000):
        speed += (100.0 * (1 - place) - damping * speed) / 200_000
        place += speed / 200_000
        walked.append(place)
    truth = np.interp(x, np.linspace(0, 1, 200_001), walked)
    assert np.allclose(curve, truth + (1 - truth[-1]) * x, atol=2e-4)
    assert curve[-1] == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("step(4)", [0, 0, 0.25, 0.5, 0.75, 1]),
        ("step(4, start)", [0.25, 0.25, 0.5, 0.75, 1, 1]),
        ("step(3, 'both')", [0.25, 0.25, 0.25, 0.5, 0.75, 1]),
        ("step(5, none)", [0, 0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_stairs_step_where_they_say(name: str, values: list[float]) -> None:
    assert easing(name)(np.array([0.0, 0.1, 0.25, 0.5, 0.75, 1.0])).tolist() == values


def test_influence_is_the_bezier_that_compositing_programs_mean() -> None:
    x = np.linspace(0, 1, 50)
    assert np.allclose(easing("influence(33.3, 60)")(x), easing("bezier(0.333, 0, 0.4, 1)")(x))
    assert np.allclose(easing("influence(50, 50, 1, 1)")(x), x, atol=1e-9)
